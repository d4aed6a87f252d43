//! Metadata beside a document, in its text, or of many documents in one file.

use throughline::kinds::schemas::Schemas;
use throughline::mapping::bring;
use throughline::parse::locate::locate;
use throughline::parse::{parse, parse_yaml};

use crate::small;

use super::{case, config, entries, path, shown};

#[test]
fn metadata_may_stand_in_a_file_beside_the_document() {
    let config = config(
        "kinds: {bet: {paths: 'keps/*/*', index: README.md, front_matter: kep.yaml, \
         id: {from: number, to: 'kep-{0}'}, fields: {proposed: creation}}}\n",
    );
    let at = path("keps/sig-node/123-pods/readme.md");
    assert_eq!(config.mapping.sibling(&at), Some(path("keps/sig-node/123-pods/kep.yaml")));
    assert_eq!(config.mapping.sibling(&path("keps/sig-node/123-pods/notes.md")), None);
    let yaml = "number: 123\nstatus: accepted\ncreation: 2026-05-01\n";
    let mut parsed = parse("# KEP-123\n");
    let before = parsed.meaning();
    let schemas = Schemas::new();
    let brought = bring(&at, &mut parsed, Some(&parse_yaml(yaml)), &config.mapping, &schemas);
    assert_eq!((brought.tag.as_str(), &*brought.id), ("bet", "kep-123"));
    assert_eq!(brought.front_in, Some(path("keps/sig-node/123-pods/kep.yaml")));
    assert_eq!(
        entries(&parsed.front.entries),
        "proposed<creation: 2026-05-01, id<number: kep-123, status: accepted"
    );
    assert_ne!(parsed.meaning(), before);
    let place = throughline::base::place::Place::field("proposed");
    assert_eq!(&yaml[locate(yaml, &parsed.front, &place)], "2026-05-01");
}

#[test]
fn a_document_that_stands_for_its_folder_is_named_after_it() {
    let settings = "kinds: {bet: {paths: 'keps/*', index: README.md}}\n";
    assert_eq!(case(settings, "keps/pods/README.md", "").id(), "bet pods");
    assert_eq!(case(settings, "keps/pods/other.md", "").id(), "page keps/pods/other");
}

#[test]
fn metadata_may_stand_in_the_first_table() {
    let settings = "kinds: {goal: {paths: '*.md', front_matter: table, \
                    fields: {owner: {from: Point of contact, people: true}, status: {from: Status, lower: true}}, rest: keep}}\n";
    let text = "# Goal\n\n| Metadata | |\n|:--|--|\n| Point of contact | @Ann |\n| **Status** | Active |\n\n| a | b |\n";
    let case = case(settings, "x.md", text);
    assert_eq!(case.front(), "owner<Point of contact: [ann], status<Status: active");
    assert_eq!(case.places("status"), ["Active"]);
}

#[test]
fn metadata_may_stand_in_the_first_list() {
    let settings = "kinds: {decision: {paths: '*.md', front_matter: list, fields: {date: Date, driver: Deciders}, rest: drop}}\n";
    let text = "# Use X\n\n- Date: 2026-05-01\n* Deciders: ann\n- Status: accepted\n\nText.\n\n- No: entry\n";
    let case = case(settings, "x.md", text);
    assert_eq!(case.front(), "date<Date: 2026-05-01, driver<Deciders: ann");
    assert_eq!(case.faults(), "");
}

#[test]
fn metadata_may_be_nowhere() {
    let settings = "kinds: {page: {paths: '*.md', front_matter: none}}\n";
    assert_eq!(case(settings, "x.md", "---\nlayout: post\n---\n").front(), "");
}

#[test]
fn one_file_holds_many_documents() {
    let config = config("kinds: {team: {paths: teams.yaml, many: true, fields: {title: label}}}\n");
    let text = "core:\n  label: Core team\n  lead: ann\nWeb Ops:\nbad: 3\n";
    let at = path("teams.yaml");
    assert!(config.mapping.holds_many(&at) && !config.mapping.holds_many(&path("x.yaml")));
    let parsed = parse_yaml(text);
    let (many, problems) = config.mapping.many(&at, &parsed).expect("a rule");
    assert_eq!(
        shown(text, &parsed, &problems),
        "5:6 wrong-type `bad` is a map of fields, not text\n"
    );
    let schemas = Schemas::new();
    let mut seen = Vec::new();
    for (at, mut parsed) in many {
        let brought = bring(&at, &mut parsed, None, &config.mapping, &schemas);
        assert_eq!(brought.front_in, Some(path("teams.yaml")));
        seen.push(format!(
            "{at} {} {} {}",
            brought.tag.as_str(),
            brought.id,
            entries(&parsed.front.entries)
        ));
    }
    assert_eq!(
        seen,
        [
            "teams.yaml/core team core title<label: Core team, id: core, lead: ann",
            "teams.yaml/web-ops team Web Ops id: Web Ops",
        ]
    );
}

#[test]
fn documents_of_one_file_have_pages_and_findings_of_their_own() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let files = [
        file(
            small::SETTINGS,
            "kinds: {team: {paths: teams.yaml, many: true, fields: {title: label, lead: head}}}\nlints: {levels: {all: off, unknown-person: error}}\n",
        ),
        file("people/ann.md", "---\nname: Ann\n---\n\nLeads.\n"),
        file(
            "teams.yaml",
            "fill:\n  label: Fill\n  head: ann\ntrust:\n  label: Trust\n  head: bo\n",
        ),
    ];
    let site = small::site(&files);
    let stands = |url: &str| site.outputs.at(url).is_some();
    assert!(stands("teams/fill.html") && stands("teams/trust.html") && !stands("teams.yaml"));
    let seen: Vec<String> = small::findings(&files)
        .iter()
        .map(|seen| format!("{} {}:{}:{}", seen.code, seen.path, seen.line, seen.column))
        .collect();
    assert_eq!(seen, ["unknown-person teams.yaml:6:9"]);
}
