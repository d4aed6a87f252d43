//! Documents with habits of their own, brought to the vocabulary.

use std::fmt::Write as _;

use throughline::base::diagnostic::Problem;
use throughline::base::names::DocPath;
use throughline::base::text::LineIndex;
use throughline::config::Config;
use throughline::kinds::schemas::{self, Schemas};
use throughline::mapping::{Brought, Elsewhere, bring};
use throughline::parse::front::{Entry, Node, Value};
use throughline::parse::locate::locate;
use throughline::parse::{Parsed, parse, parse_yaml};

/// A document brought by the rules of some settings.
struct Case {
    text: String,
    parsed: Parsed,
    brought: Brought,
}

fn config(settings: &str) -> Config {
    let parsed = parse_yaml(settings);
    assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
    let (config, problems) = Config::read(&parsed);
    assert!(problems.is_empty(), "{problems:?}");
    config
}

fn path(text: &str) -> DocPath {
    DocPath::new(text).expect("a path")
}

fn case(settings: &str, at: &str, text: &str) -> Case {
    let config = config(settings);
    let mut parsed = parse(text);
    let elsewhere = config.mapping.elsewhere(&path(at), text, &parsed);
    let sibling = match elsewhere {
        Elsewhere::Here(found) => Some(*found),
        _ => None,
    };
    let schemas = Schemas::new();
    let brought = bring(&path(at), &mut parsed, sibling.as_ref(), &config.mapping, &schemas);
    Case { text: text.to_owned(), parsed, brought }
}

impl Case {
    fn id(&self) -> String {
        format!("{} {}", self.brought.tag.as_str(), self.brought.id)
    }

    fn names(&self) -> Vec<&str> {
        self.brought.names.iter().map(|name| &**name).collect()
    }

    /// The entries, `key<written: value`.
    fn front(&self) -> String {
        entries(&self.parsed.front.entries)
    }

    /// The field's value.
    fn value(&self, key: &str) -> String {
        self.parsed.front.get(key).map_or_else(String::new, |entry| value(&entry.value))
    }

    /// The text that stands where each text of a field says it does.
    fn places(&self, key: &str) -> Vec<&str> {
        fn walk<'a>(node: &Node, text: &'a str, out: &mut Vec<&'a str>) {
            match &node.value {
                Value::List(items) => items.iter().for_each(|item| walk(item, text, out)),
                _ => out.push(&text[node.span.start as usize..node.span.end as usize]),
            }
        }
        let mut out = Vec::new();
        if let Some(entry) = self.parsed.front.get(key) {
            walk(&entry.value, &self.text, &mut out);
        }
        out
    }

    /// The problems of bringing and reading, a line each.
    fn faults(&self) -> String {
        let read = schemas::read(&self.parsed.front.entries, self.brought.tag, 1);
        let mut all = self.brought.problems.clone();
        all.extend(read.problems);
        shown(&self.text, &self.parsed, &all)
    }
}

fn shown(text: &str, parsed: &Parsed, problems: &[Problem]) -> String {
    let lines = LineIndex::new(text);
    let mut out = String::new();
    for problem in problems {
        let range = locate(text, &parsed.front, &problem.place);
        let (line, column) = lines.position(text, range.start);
        let _ = write!(out, "{line}:{column} {} {}", problem.code, problem.what);
        if let Some(help) = &problem.help {
            let _ = write!(out, " | {help}");
        }
        out.push('\n');
    }
    out
}

fn entries(list: &[Entry]) -> String {
    let shown = |entry: &Entry| match &entry.written {
        Some(written) => format!("{}<{written}: {}", entry.key, value(&entry.value)),
        None => format!("{}: {}", entry.key, value(&entry.value)),
    };
    list.iter().map(shown).collect::<Vec<_>>().join(", ")
}

fn value(node: &Node) -> String {
    match &node.value {
        Value::Null => "~".to_owned(),
        Value::Text { text, .. } => text.to_string(),
        Value::List(items) => {
            format!("[{}]", items.iter().map(value).collect::<Vec<_>>().join(", "))
        }
        Value::Map(list) => format!("{{{}}}", entries(list)),
    }
}

fn faults(settings: &str) -> String {
    let parsed = parse_yaml(settings);
    let (_, problems) = Config::read(&parsed);
    shown(settings, &parsed, &problems)
}

// Without a mapping.

#[test]
fn folder_and_path_give_kind_and_id() {
    let id = |at: &str| case("", at, "# T\n").id();
    assert_eq!(id("goals/fill-q2.md"), "goal fill-q2");
    assert_eq!(id("goals/2026/fill-q2.md"), "goal fill-q2");
    assert_eq!(id("guide/install.md"), "page guide/install");
    assert_eq!(id("guide/README.md"), "page guide");
    assert_eq!(id("goals/index.md"), "page goals");
    assert_eq!(id("README.md"), "page index");
    assert_eq!(id("_index.md"), "page index");
    assert_eq!(id("goals.md"), "page goals");
}

#[test]
fn a_type_in_the_front_matter_comes_before_the_folder() {
    assert_eq!(case("", "notes/x.md", "---\ntype: goal\n---\n").id(), "goal x");
    let wrong = case("", "goals/x.md", "---\ntype: gaol\n---\n");
    assert_eq!(wrong.id(), "goal x");
    assert_eq!(
        shown(&wrong.text, &wrong.parsed, &wrong.brought.problems),
        "2:7 unknown-kind there is no kind `gaol` | did you mean `goal`?\n"
    );
}

#[test]
fn a_page_answers_to_its_bare_stem() {
    assert_eq!(case("", "guide/install.md", "").names(), ["install"]);
    assert_eq!(case("", "install.md", "").names(), Vec::<&str>::new());
    assert_eq!(case("", "a/guide/README.md", "").names(), ["guide"]);
    assert_eq!(case("", "goals/x.md", "").names(), Vec::<&str>::new());
    let written = case("", "guide/install.md", "---\nid: setup\n---\n");
    assert_eq!((written.id(), written.brought.id_written), ("page setup".to_owned(), true));
}

#[test]
fn an_id_that_is_not_plain_is_a_finding() {
    let all = |at: &str, text: &str| {
        let case = case("", at, text);
        shown(&case.text, &case.parsed, &case.brought.problems)
    };
    assert_eq!(
        all("goals/x.md", "---\nid: Fill Rate\n---\n"),
        "2:5 bad-id `Fill Rate` is not a plain id | write `fill-rate`: lower case, digits and hyphens\n"
    );
    assert_eq!(
        all("goals/Fill Rate.md", ""),
        "1:1 bad-id `Fill Rate` is not a plain id | name the file or write `id:` `fill-rate`: lower case, digits and hyphens\n"
    );
    assert_eq!(all("CONTRIBUTING.md", ""), "");
}

#[test]
fn aliases_of_fields_get_their_names_and_keep_the_authors() {
    let case =
        case("", "goals/x.md", "---\nquarter: 2026-Q2\nkey_results: [{kr: A, from: 1}]\n---\n");
    assert_eq!(
        case.front(),
        "period<quarter: 2026-Q2, krs<key_results: [{title<kr: A, baseline<from: 1}]"
    );
}

// With a mapping: M2 to M29.

#[test]
fn the_first_rule_for_a_path_decides_the_kind() {
    let settings =
        "kinds:\n  decision: {paths: 'adr/*.md', except: adr/template.md}\n  page: {paths: adr}\n";
    assert_eq!(case(settings, "adr/0001-x.md", "").id(), "decision 0001-x");
    assert_eq!(case(settings, "adr/template.md", "").id(), "page adr/template");
    assert_eq!(case(settings, "goals/x.md", "").id(), "goal x");
}

#[test]
fn a_rule_without_paths_is_for_the_documents_of_its_kind() {
    let settings = "kinds: {goal: {fields: {period: when}}}\n";
    assert_eq!(case(settings, "goals/x.md", "---\nwhen: 2026\n---\n").front(), "period<when: 2026");
    assert_eq!(case(settings, "notes/x.md", "---\nwhen: 2026\n---\n").front(), "when: 2026");
}

#[test]
fn a_condition_on_fields_decides_between_rules() {
    let settings = "kinds:\n  release: {paths: '*.md', when: {title: {matches: '(?i)^upgrade'}, state: {not: Moved}}}\n  \
                    bet: {paths: '*.md', when: {state: [Draft, Final]}}\n  \
                    study: {paths: '*.md', when: {method: {present: true}}}\n";
    let tag = |front: &str| case(settings, "a.md", &format!("---\n{front}\n---\n")).brought.tag;
    assert_eq!(tag("title: Upgrade one\nstate: Final").as_str(), "release");
    assert_eq!(tag("title: Upgrade one\nstate: Moved").as_str(), "page");
    assert_eq!(tag("title: Other\nstate: Draft").as_str(), "bet");
    assert_eq!(tag("method: [diary]").as_str(), "study");
    assert_eq!(tag("title: Other").as_str(), "page");
}

#[test]
fn an_id_comes_from_a_field_or_the_path_with_fallbacks() {
    let settings = "kinds:\n  goal:\n    paths: '**/*.md'\n    id:\n      - {from: cip, pattern: '\\d+', digits: 4, to: 'CIP-{0}'}\n      \
                    - {path: '(\\d+)-[^/]*$', digits: 1, to: 'rfc-{1}'}\n      - {path: '^(.*)\\.md$'}\n";
    let by_field = case(settings, "a/0012-x.md", "---\ncip: 7\n---\n");
    assert_eq!(
        (by_field.id(), by_field.front()),
        ("goal CIP-0007".into(), "id<cip: CIP-0007".into())
    );
    assert_eq!(by_field.places("id"), ["7"]);
    assert_eq!(case(settings, "a/0012-x.md", "").id(), "goal rfc-12");
    let with_slash = case(settings, "a/b/x.md", "");
    assert_eq!((with_slash.id(), with_slash.brought.id_written), ("goal a/b/x".into(), true));
    assert!(by_field.brought.problems.is_empty());
}

#[test]
fn further_names_come_from_path_title_and_fields() {
    let settings = "kinds: {goal: {paths: '*.md', names: [{path: '^(\\d+)'}, title, {from: old, split: ','}]}}\n";
    let case = case(settings, "07-x.md", "---\ntitle: Fill it\nold: [a, 'b, c']\n---\n");
    assert_eq!(case.names(), ["07", "Fill it", "a", "b", "c"]);
}

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
    let before = parsed.meaning;
    let schemas = Schemas::new();
    let brought = bring(&at, &mut parsed, Some(&parse_yaml(yaml)), &config.mapping, &schemas);
    assert_eq!((brought.tag.as_str(), &*brought.id), ("bet", "kep-123"));
    assert_eq!(brought.front_in, Some(path("keps/sig-node/123-pods/kep.yaml")));
    assert_eq!(
        entries(&parsed.front.entries),
        "proposed<creation: 2026-05-01, id<number: kep-123, status: accepted"
    );
    assert_ne!(parsed.meaning, before);
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
fn keys_are_read_as_they_are_and_paths_lead_into_maps() {
    let settings = "kinds: {release: {paths: '*.md', fields: {goals: Solution To, team: '[lang] champion', targets: milestone.beta}}}\n";
    let text = "---\nSolution To: a\n'[lang] champion': core\nmilestone: {alpha: 1, beta: 2026-06-01}\n---\n";
    let case = case(settings, "x.md", text);
    assert_eq!(
        case.front(),
        "goals<Solution To: [a], team<[lang] champion: core, targets<milestone.beta: [2026-06-01]"
    );
}

#[test]
fn keys_of_maps_are_values_alone_or_with_theirs() {
    let settings = "kinds: {page: {paths: '*.md', fields: {tags: {from: areas, each: '{k}'}, links: {from: refs, each: '{k} {v}'}, \
                    see_also: {from: people, each: '{name}'}}}}\n";
    let text = "---\nareas: {ui: 1, api: 2}\nrefs: [{a: b}, {c: d}]\npeople: [{name: ann, role: pm}]\n---\n";
    let case = case(settings, "x.md", text);
    assert_eq!(
        case.front(),
        "tags<areas: [ui, api], links<refs: [a b, c d], see_also<people: [ann]"
    );
    assert_eq!(case.places("tags"), ["ui", "api"]);
}

#[test]
fn names_of_fields_are_values() {
    let settings = "kinds: {page: {paths: '*.md', fields: {tags: {keys: '^team-', pattern: 'team-(.*)'}}, rest: keep}}\n";
    let case = case(settings, "x.md", "---\nteam-a: yes\nteam-b: no\nother: 1\n---\n");
    assert_eq!(case.front(), "tags: [a, b], x-other<other: 1");
    assert_eq!(case.places("tags"), ["a", "b"]);
}

#[test]
fn steps_run_one_after_the_other_and_values_keep_their_places() {
    let steps = |form: &str, value: &str| {
        let settings = format!("kinds: {{page: {{paths: '*.md', fields: {{tags: {form}}}}}}}\n");
        case(&settings, "x.md", &format!("---\nin: {value}\n---\n")).value("tags")
    };
    assert_eq!(steps("{from: in, split: ';'}", "a; b ;; c"), "[a, b, c]");
    assert_eq!(steps("{from: in, split: ','}", "a (b, c), d"), "[a (b, c), d]");
    assert_eq!(steps("{from: in, trim: '#'}", "'#a#'"), "[a]");
    assert_eq!(
        steps("{from: in, pattern: '\\d+', to: 'eip-{0}'}", "20, 1559"),
        "[eip-20, eip-1559]"
    );
    assert_eq!(steps("{from: in, pattern: '(?<n>\\d+)', to: '{n}/{in}'}", "7"), "[7/7]");
    assert_eq!(steps("{from: in, lower: true}", "[A, b]"), "[a, b]");
    assert_eq!(steps("{from: in, slug: true}", "Big Idea"), "[big-idea]");
    assert_eq!(steps("{from: in, values: {A: x, B: ~}, else: keep}", "[A, B, C]"), "[x, C]");
    assert_eq!(
        steps("{from: in, patterns: {'^v(\\d)': 'version-{1}', TBD: ~}}", "[v1, TBD, z]"),
        "[version-1, z]"
    );
    assert_eq!(steps("{from: in, ignore: [tbd]}", "[TBD, a]"), "[a]");
    assert_eq!(steps("{from: in, distinct: true}", "[a, b, a]"), "[a, b]");
    assert_eq!(steps("{from: in, first: true}", "[a, b]"), "[a]");
    assert_eq!(steps("{from: in, default: z, ignore: a}", "a"), "[z]");
    assert_eq!(
        steps("{from: in, steps: [{lower: true}, {pattern: '[a-z]+'}, {to: '<{0}>'}]}", "AB-C"),
        "[<ab>, <c>]"
    );
    let settings = "kinds: {release: {paths: '*.md', fields: {goals: {from: requires, pattern: '\\d+', to: 'eip-{0}'}}}}\n";
    for front in ["requires: 20, 1559", "requires: '20, 1559'", "requires: [20, 'eip 1559']"] {
        let case = case(settings, "x.md", &format!("---\n{front}\n---\n"));
        assert_eq!(
            (case.value("goals").as_str(), case.places("goals")),
            ("[eip-20, eip-1559]", vec!["20", "1559"])
        );
    }
}

#[test]
fn one_value_stands_for_a_list_and_a_list_of_one_for_it() {
    let settings = "kinds: {release: {paths: '*.md', fields: {goals: serves}}}\n";
    let text = "---\nstatus: [planned]\nserves: a\nteam: [core]\n---\n";
    let case = case(settings, "x.md", text);
    assert_eq!(case.front(), "goals<serves: [a], status: planned, team: core");
    assert_eq!(case.faults(), "");
}

#[test]
fn relations_by_path_and_link_become_names() {
    let settings = "own_urls: https://github.com/a/b/blob/main\nkinds:\n  goal:\n    paths: docs/**/*.md\n    \
                    fields: {depends_on: {from: needs, link: document}, parent: {from: up, link: root}}\n";
    let text = "---\nneeds: [../x.md, '[Y](y.md#part)', z/README.MD, /docs/q, https://github.com/a/b/blob/main/docs/w.md, https://else.org/v]\n\
                up: docs/top.html\n---\n";
    let case = case(settings, "docs/sub/a.md", text);
    assert_eq!(case.value("depends_on"), "[docs/x, docs/sub/y, docs/sub/z, docs/q, docs/w]");
    assert_eq!(case.value("parent"), "docs/top");
    assert_eq!(case.value("links"), "[https://else.org/v]");
    assert_eq!(case.places("links"), ["https://else.org/v"]);
    assert_eq!(case.names(), ["docs/sub/a"]);
}

#[test]
fn relations_come_from_the_path_and_from_links_in_the_text() {
    let settings = "kinds:\n  release:\n    paths: teams/**/*.md\n    fields:\n      team: {path: '^teams/([^/]+)/'}\n      \
                    goals: {links: 'goals/([a-z-]+)\\.md', distinct: true}\n";
    let text = "See [a](../goals/fill.md), [b](../goals/fill.md) and [c](x.md).\n";
    let case = case(settings, "teams/core/x.md", text);
    assert_eq!(case.front(), "team: core, goals: [fill]");
}

#[test]
fn the_other_side_of_a_relation_is_kept_to_be_compared() {
    let settings = "kinds: {bet: {paths: '*.md', fields: {superseded_by: {from: superseded-by, lower: true}}}}\n";
    let text = "---\nstatus: proposed\nproposed: 2026-01-01\nsuperseded-by: [TEP-2]\n---\n";
    let case = case(settings, "x.md", text);
    let read = schemas::read(&case.parsed.front.entries, case.brought.tag, 1);
    assert_eq!(read.inverses, [(Box::from("superseded_by"), vec![Box::from("tep-2")])]);
    assert_eq!(case.faults(), "");
}

#[test]
fn words_that_are_not_allowed_are_named_as_the_author_writes_them() {
    let settings = "kinds: {bet: {paths: '*.md', status: {from: State, values: {Draft: proposed, Final: accepted}}, \
                    fields: {proposed: date, x-area: {from: Area, allowed: {words: [Core, Net], level: note}}}}}\n";
    let near = case(settings, "x.md", "---\nState: Fnal\ndate: 2026-01-01\nArea: Gas\n---\n");
    assert_eq!(
        near.faults(),
        "2:8 wrong-type `State` is one of `Draft` or `Final`, not `Fnal` | did you mean `Final`?\n\
         4:7 wrong-type `Area` is one of `Core` or `Net`, not `Gas`\n"
    );
    assert_eq!(near.value("status"), "accepted");
    assert_eq!(near.brought.problems[1].level, Some(throughline::base::diagnostic::Level::Note));
    let ours = case(settings, "x.md", "---\nState: declined\ndate: 2026-01-01\n---\n");
    assert_eq!((ours.value("status").as_str(), ours.faults().as_str()), ("declined", ""));
}

#[test]
fn a_document_whose_front_matter_cannot_be_read_keeps_its_kind() {
    let settings = "kinds: {decision: {paths: 'adr/*.md', id: {path: '(\\d+)', to: 'adr-{1}'}}}\n";
    let case = case(settings, "adr/0007-x.md", "---\ntitle: a: b: c\n  @x\n---\n# T\n");
    assert_eq!(case.id(), "decision adr-0007");
}

#[test]
fn a_title_comes_from_fields_heading_or_file_name() {
    let settings = "kinds: {page: {paths: '*.md', title: [Name, {heading: true, except: [Summary]}, {path: '^\\d+-(.*)\\.md$'}]}}\n";
    let title = |text: &str| {
        let case = case(settings, "01-big-idea.md", text);
        case.brought.title.map_or_else(
            || format!("field {}", case.parsed.front.text("title").unwrap_or_default()),
            String::from,
        )
    };
    assert_eq!(title("---\nName: N\n---\n# H\n"), "field N");
    assert_eq!(title("# H\n"), "H");
    assert_eq!(title("# Summary\n"), "big-idea");
}

#[test]
fn dates_have_several_forms_and_placeholders_are_none() {
    let settings = "kinds: {bet: {paths: '*.md', fields: {proposed: {from: date, dates: ['%d.%m.%Y', '%B %d, %Y'], ignore: [YYYY-MM-DD, TBD]}}}}\n";
    let date =
        |text: &str| case(settings, "x.md", &format!("---\ndate: {text}\n---\n")).value("proposed");
    assert_eq!(date("14.05.2026"), "2026-05-14");
    assert_eq!(date("'May 4, 2026'"), "2026-05-04");
    assert_eq!(date("2026-05-14T10:00:00+02:00"), "2026-05-14");
    assert_eq!(date("yyyy-mm-dd"), "");
    assert_eq!(date("someday"), "someday");
}

#[test]
fn people_have_many_forms() {
    let settings =
        "kinds: {page: {paths: '*.md', fields: {owner: {from: author, people: true}}}}\n";
    let text = "---\nauthor: '@Ann-B, Bo Li <bo@x.org>, Cé Dee (@cee, lead), et al.'\n---\n";
    let case = case(settings, "x.md", text);
    assert_eq!(case.value("owner"), "[ann-b, bo-li, cee]");
    assert_eq!(case.places("owner"), ["@Ann-B", "Bo Li <bo@x.org>", "Cé Dee (@cee, lead)"]);
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
fn addresses_of_pages_and_old_ones_come_from_patterns() {
    let settings = "kinds: {goal: {paths: '*.md', url: {from: eip, to: 'EIPS/eip-{0}'}, redirect_from: [{path: '^(.*)\\.md$', to: 'old/{1}.html'}]}}\n";
    let case = case(settings, "x.md", "---\neip: 7\nredirect_from: a.html\n---\n");
    assert_eq!(case.brought.url.as_deref(), Some("EIPS/eip-7.html"));
    assert_eq!(case.value("redirect_from"), "[old/x.html, a.html]");
}

#[test]
fn translations_are_named_by_a_rule_or_left_out() {
    let settings = "ignore: '**/*.fr.md'\nkinds: {page: {paths: '**/*.de.md', id: {path: '^(.*)\\.de\\.md$', to: 'de/{1}'}, \
                    fields: {x-language: {default: de}}}}\n";
    assert!(!config(settings).reads("guide/a.fr.md"));
    let case = case(settings, "guide/a.de.md", "");
    assert_eq!((case.id(), case.front()), ("page de/guide/a".into(), "x-language: de".into()));
}

// What becomes of the rest.

#[test]
fn a_foreign_type_is_a_field_like_others() {
    let keep = "kinds: {goal: {paths: '*.md', rest: keep}}\n";
    let foreign = case(keep, "x.md", "---\ntype: Standards Track\n---\n");
    assert_eq!(
        (foreign.id(), foreign.front()),
        ("goal x".into(), "x-type<type: Standards Track".into())
    );
    assert_eq!(case(keep, "x.md", "---\ntype: bet\n---\n").id(), "bet x");
    let strange = "kinds: {goal: {paths: '*.md', fields: {type: ~, owner: ~}, rest: drop}}\n";
    let case = case(strange, "x.md", "---\ntype: bet\nowner: x\n---\n");
    assert_eq!((case.id(), case.front()), ("goal x".into(), String::new()));
}

#[test]
fn fields_that_are_not_known_are_reported_kept_or_dropped() {
    let front = |rest: &str| {
        let settings =
            format!("kinds: {{goal: {{paths: '*.md', rest: {rest}, fields: {{period: when}}}}}}\n");
        let case = case(&settings, "x.md", "---\nwhen: 2026\ndiscussions-to: a\n---\n");
        (case.front(), case.faults())
    };
    assert_eq!(
        front("keep"),
        ("period<when: 2026, x-discussions-to<discussions-to: a".into(), String::new())
    );
    assert_eq!(front("drop"), ("period<when: 2026".into(), String::new()));
    assert_eq!(
        front("report").1,
        "3:1 unknown-field there is no field `discussions-to` here | remove it, or begin its name with `x-` to keep it as your own\n"
    );
}

#[test]
fn findings_speak_of_the_authors_own_fields() {
    let settings =
        "kinds: {goal: {paths: '*.md', fields: {period: when, ambition: Kind of goal}}}\n";
    let case = case(settings, "x.md", "---\nwhen: 2026\nKind of goal: huge\n---\n");
    assert_eq!(
        case.faults(),
        "3:15 wrong-type `Kind of goal` is one of `committed` or `aspirational`, not `huge`\n"
    );
}

#[test]
fn defaults_fill_what_is_not_there() {
    let settings = "kinds: {goal: {paths: '*.md', defaults: {period: 2026, tags: [a, b], ambition: committed}}}\n";
    let case = case(settings, "x.md", "---\nambition: aspirational\n---\n");
    assert_eq!(case.front(), "ambition: aspirational, period: 2026, tags: [a, b]");
    assert_eq!(case.faults(), "");
}

#[test]
fn a_rule_that_cannot_be_read_is_a_finding_at_its_place() {
    assert_eq!(
        faults(
            "kinds:\n  gaol: {paths: x}\n  goal:\n    - paths: ['a[']\n      id: {path: '(', too: x}\n      rest: hide\n    - 3\n  \
             bet:\n    fields: {gaol: x, x-free: y, superseded_by: z, proposed: [3, {from: d, link: up}]}\n    \
             front_matter: ../kep.yaml\n    when: {a: {matches: '['}}\n    allowed: x\n"
        ),
        "2:3 unknown-kind there is no kind `gaol` | did you mean `goal`?\n\
         4:15 wrong-type `a[` is no pattern on paths: unclosed character class; missing ']' | \
         `*` is any name, `**` any folders, `{a,b}` either, `[ab]` one sign\n\
         5:18 wrong-type `(` is no regular expression: unclosed group | \
         single quotes around it keep its backslashes as they are\n\
         5:23 unknown-field there is no field `too` here | did you mean `to`?\n\
         6:13 wrong-type `rest` is one of `report`, `keep` or `drop`, not `hide`\n\
         7:7 wrong-type a rule is a map, not text | write `paths:` with the patterns of its documents\n\
         11:25 wrong-type `[` is no regular expression: unclosed character class | \
         single quotes around it keep its backslashes as they are\n\
         10:19 wrong-type `front_matter` is `yaml`, `table`, `list`, `none`, or the name of a YAML file, \
         not `../kep.yaml`\n\
         9:14 unknown-field a bet has no field `gaol` | did you mean `goal`?\n\
         9:82 wrong-type `link` is one of `document` or `root`, not `up`\n\
         12:5 unknown-field there is no field `allowed` here | \
         remove it, or begin its name with `x-` to keep it as your own\n"
    );
}

// The public corpora, whose settings are in `tests/corpora`.

const EIPS: &str = include_str!("../corpora/ethereum-eips.yml");
const TEPS: &str = include_str!("../corpora/tekton-teps.yml");

#[test]
fn a_numbered_proposal_is_a_goal_that_needs_others() {
    let text = "---\neip: 4750\ntitle: Functions\ndescription: What\nauthor: Ann (@ann), Bo (@bo)\nstatus: Last Call\n\
                type: Standards Track\ncategory: Core\ncreated: 2022-01-10\nrequires: 3540, 3670\n---\n\n## Abstract\n";
    let case = case(EIPS, "eip-4750.md", text);
    assert_eq!(case.id(), "goal eip-4750");
    assert_eq!(case.value("depends_on"), "[eip-3540, eip-3670]");
    assert_eq!(case.places("depends_on"), ["3540", "3670"]);
    assert_eq!((case.value("period").as_str(), case.value("status").as_str()), ("2022", "active"));
    assert_eq!(case.faults(), "");
}

#[test]
fn a_network_upgrade_is_a_release_unless_it_moved() {
    let text = |status: &str| {
        format!(
            "---\neip: 607\ntitle: 'Hardfork Meta: Dragon'\nstatus: {status}\ntype: Meta\ncreated: 2017-04-23\nrequires: 155, 160\n---\n"
        )
    };
    let upgrade = case(EIPS, "eip-607.md", &text("Final"));
    assert_eq!(
        (upgrade.id(), upgrade.value("status")),
        ("release eip-607".into(), "shipped".into())
    );
    assert_eq!(upgrade.value("goals"), "[eip-160]");
    assert_eq!(upgrade.value("depends_on"), "[eip-155, eip-160]");
    assert_eq!(upgrade.faults(), "");
    assert_eq!(case(EIPS, "eip-607.md", &text("Moved")).id(), "goal eip-607");
}

#[test]
fn a_moved_stub_without_title_is_still_a_goal() {
    let case = case(
        EIPS,
        "eip-1046.md",
        "---\neip: 1046\ncategory: ERC\nstatus: Moved\n---\n\nThis file was moved.\n",
    );
    assert_eq!((case.id(), case.faults().as_str()), ("goal eip-1046".into(), ""));
    assert_eq!(case.brought.title.as_deref(), Some("EIP-1046"));
}

#[test]
fn an_enhancement_is_a_bet_named_by_its_file() {
    let text = "---\ntitle: Matrix\nauthors:\n  - \"@ann\"\ncreation-date: '2023-05-01'\nlast-updated: 2023-07-27\nstatus: implementable \n\
                see-also:\n- TEP-0044\nreplaces:\n  - TEP-0023\nsuperseded-by: [TEP-0107]\n---\n\n# TEP-0090: Matrix\n";
    let case = case(TEPS, "0090-matrix.md", text);
    assert_eq!((case.id(), case.value("status")), ("bet tep-0090".into(), "accepted".into()));
    assert_eq!(
        (case.value("see_also"), case.value("supersedes")),
        ("[tep-0044]".into(), "[tep-0023]".into())
    );
    assert_eq!(case.places("see_also"), ["TEP-0044"]);
    assert_eq!(case.faults(), "");
}

#[test]
fn an_index_of_proposals_is_a_page() {
    assert_eq!(case(TEPS, "README.md", "# TEPs\n").id(), "page index");
}

#[test]
fn the_settings_of_the_corpora_are_short() {
    for text in [EIPS, TEPS] {
        assert!(text.lines().count() <= 40, "{}", text.lines().count());
        assert_eq!(faults(text), "");
    }
}
