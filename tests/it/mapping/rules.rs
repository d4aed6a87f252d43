//! Which documents a rule is for, how it names them, and what becomes of the rest.

use super::{case, config, faults};
use throughline::kinds::KindTag;

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
fn addresses_of_pages_and_old_ones_come_from_patterns() {
    let settings = "kinds: {goal: {paths: '*.md', url: {from: eip, to: 'EIPS/eip-{0}'}, redirect_from: [{path: '^(.*)\\.md$', to: 'old/{1}.html'}]}}\n";
    let case = case(settings, "x.md", "---\neip: 7\nredirect_from: a.html\n---\n");
    assert_eq!(case.brought.url.as_deref(), Some("EIPS/eip-7.html"));
    assert_eq!(case.value("redirect_from"), "[old/x.html, a.html]");
}

#[test]
fn translations_are_named_by_a_rule_or_left_out() {
    let settings = "ignore: '**/*.fr.md'\nkinds: {page: {paths: '**/*.de.md', id: {path: '^(.*)\\.de\\.md$', to: 'de/{1}'}, \
                    fields: {see_also: {path: '([^/]*)\\.de\\.md$', to: '{1}'}, x-language: {default: de}}, rest: keep}}\n";
    assert!(!config(settings).reads("guide/a.fr.md"));
    let case = case(settings, "goals/a.de.md", "---\nperiod: 2026-Q2\n---\n");
    assert_eq!(case.id(), "page de/goals/a");
    assert_eq!(case.front(), "see_also: [a], x-language: de, x-period<period: 2026-Q2");
    assert_eq!(case.faults(), "");
}

#[test]
fn a_translation_is_no_second_document() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let goal = "---\ntitle: Fill\nperiod: 2026-Q2\n---\nText.\n";
    let settings = "lints: {levels: {all: off, structure: error}}\nkinds: {page: {paths: '**/*.de.md', \
                    id: {path: '^(.*)\\.de\\.md$', to: 'de/{1}'}, fields: {see_also: {path: '([^/]*)\\.de\\.md$', to: '{1}'}}, rest: keep}}\n";
    let files = [
        file(crate::small::SETTINGS, settings),
        file("goals/fill.md", goal),
        file("goals/fill.de.md", &goal.replace("Fill", "Belegung")),
    ];
    assert_eq!(crate::small::findings(&files), []);
    let site = crate::small::site(&files);
    let reader = site.reader();
    assert_eq!(reader.ids(KindTag::Goal).len(), 1);
    let original = reader.find("fill").expect("the goal");
    let translations: Vec<_> = reader.back(original).iter().map(|back| back.from).collect();
    assert_eq!(translations, [reader.find("de/goals/fill").expect("the translation")]);
}

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

#[test]
fn references_that_no_document_answers_become_words_with_an_address() {
    let config = config(
        "kinds: {person: {made: {pattern: '^@?([a-z-]+)$', title: '@{1}', url: 'https://github.com/{1}'}}}\n",
    );
    let made = config.mapping.mentioned(KindTag::Person, "@ann").expect("a stub");
    assert_eq!((&*made.title, made.url.as_deref()), ("@ann", Some("https://github.com/ann")));
    assert_eq!(config.mapping.mentioned(KindTag::Person, "Ann B"), None);
    assert_eq!(config.mapping.mentioned(KindTag::Team, "@ann"), None);
}
