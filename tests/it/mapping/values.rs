//! What is done to the values of fields.

use proptest::prelude::*;
use throughline::kinds::schemas;

use super::case;

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

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_value_breaks_a_step(
        form in proptest::sample::select(vec![
            "{split: ','}", "{split: 'é'}", "{trim: 'é#'}", "{people: true}", "{link: document}", "{link: root}",
            "{pattern: '(.)(x)?', to: '{2}{1}{', digits: 3}", "{slug: true, first: true}", "{each: '{k}{v}{', lower: true}",
            "{values: {a: ~}, allowed: [é]}", "{patterns: {'.': '{9}'}}", "{dates: ['%d %b %Y']}", "{ignore: a, default: b}",
        ]),
        value in proptest::sample::select(vec!["'", "[", "{a: ", "", "\"", "- ", "? "]),
        text in "\\PC{0,30}",
    ) {
        let settings = format!("kinds: {{page: {{paths: '**', fields: {{tags: {form}, draft: {form}}}, id: {form}}}}}\n");
        let found = case(&settings, "a/b.md", &format!("---\ntags: {value}{text}\ndraft: {text}\n---\n"));
        let _ = (found.places("tags"), found.places("draft"), found.faults());
    }
}
