//! What is wrong inside a `view` fence is found at its line and column, wherever the fence stands.

use crate::small;

fn found(text: &str) -> Vec<String> {
    let page = [("guide/page.md".to_owned(), text.to_owned())];
    small::findings(&page)
        .into_iter()
        .filter(|seen| {
            ["bad-query", "unknown-field", "wrong-type", "missing-field"].contains(&seen.code)
        })
        .map(|seen| {
            let help = seen.help.unwrap_or_default();
            format!("{}:{} {} {}; {help}", seen.line, seen.column, seen.code, seen.what)
        })
        .collect()
}

#[test]
fn a_key_that_a_view_does_not_know_is_found_with_what_is_meant() {
    let seen = found("# Page\n\n```view table\nquery: type:goal\nlimti: 3\n```\n");
    assert_eq!(seen.len(), 1, "{seen:?}");
    assert!(
        seen[0]
            .starts_with("5:1 unknown-field there is no field `limti` here; did you mean `limit`?"),
        "{seen:?}"
    );
}

#[test]
fn a_key_of_another_view_is_found_with_those_that_are_known() {
    let seen = found("# Page\n\n```view line\nmetric: x\nquery: type:goal\n```\n");
    assert!(
        seen.iter().any(|line| line.starts_with("5:1 unknown-field")
            && line.contains("`view line` knows `metric`")),
        "{seen:?}"
    );
    assert!(
        seen.iter().any(|line| line.starts_with("4:9 bad-query there is no metric `x`")),
        "{seen:?}"
    );
}

#[test]
fn a_value_of_a_wrong_type_and_a_missing_key_are_found() {
    let seen = found(
        "# Page\n\n```view table\nquery: [type:goal]\nlimit: many\n```\n\n```view board\nquery: type:goal\n```\n",
    );
    assert!(seen.iter().any(|line| line.starts_with("4:8 wrong-type")), "{seen:?}");
    assert!(seen.iter().any(|line| line.starts_with("5:8 wrong-type")), "{seen:?}");
    assert!(
        seen.iter().any(|line| line.starts_with("9:1 missing-field `by` is missing")),
        "{seen:?}"
    );
}

#[test]
fn places_hold_in_quotes_in_folded_text_and_in_lists() {
    let seen = found("- one\n\n  ```view list\n  query: \"type:goal ownr:x\"\n  ```\n");
    assert!(seen.iter().any(|line| line.starts_with("4:21 bad-query")), "{seen:?}");
    let seen = found("```view list\nquery: >-\n  type:goal\n  ownr:x\n```\n");
    assert!(seen.iter().any(|line| line.starts_with("4:3 bad-query")), "{seen:?}");
    let seen = found(
        "\u{feff}---\r\ntitle: A\r\n---\r\n\r\n```view list\r\nquery: type:goal\r\nsort: ownr\r\n```\r\n",
    );
    assert!(seen.iter().any(|line| line.starts_with("7:7 bad-query")), "{seen:?}");
}

#[test]
fn broken_yaml_in_a_fence_is_no_front_matter() {
    let seen = found("# Page\n\n```view list\nquery: 'type:goal\n```\n");
    assert!(
        seen.iter().any(|line| line.starts_with("4:") && line.contains("bad-query")),
        "{seen:?}"
    );
}

#[test]
fn a_question_in_the_text_is_found_at_its_words() {
    let seen = found(
        "# Page\n\nWe have [[=count type:goal ownr:x]] and [[nobody:title]] and [[guide/page:titel]].\n",
    );
    assert_eq!(seen.len(), 3, "{seen:?}");
    assert!(seen[0].starts_with("3:28 bad-query"), "{seen:?}");
    assert!(seen[1].starts_with("3:43 bad-query there is no document `nobody`"), "{seen:?}");
    assert!(seen[2].starts_with("3:75 bad-query"), "{seen:?}");
}

#[test]
fn a_part_of_a_document_can_be_asked() {
    let goal = "---\ntitle: Fill\nperiod: 2026-Q2\nkrs:\n  - {id: rate, title: More, baseline: 10, target: 30, current: 20, unit: calls}\n---\n\nIt.\n";
    let text = "# Page\n\nFrom [[fill#rate:baseline]] to [[fill#rate:target]], now [[fill#rate:current]], [[fill#rate:progress]] of the way.\n";
    let files = [("goals/fill.md", goal), ("guide/page.md", text)];
    let site = small::site(&files.map(|(path, text)| (path.to_owned(), text.to_owned())));
    let made = site.make("guide/page.html").expect("the page");
    let html = String::from_utf8_lossy(made.bytes().expect("bytes")).replace('\u{a0}', " ");
    assert!(html.contains("From 10 calls to 30 calls, now 20 calls, 50 % of the way."), "{html}");
    let wrong = "# Page\n\n[[fill#rat:target]] and [[fill#rate:targt]].\n";
    let files = [("goals/fill.md", goal), ("guide/page.md", wrong)];
    let seen = small::findings(&files.map(|(path, text)| (path.to_owned(), text.to_owned())));
    let said: Vec<_> = seen.iter().filter(|it| it.code == "bad-query").collect();
    assert_eq!(said.iter().map(|it| (it.line, it.column)).collect::<Vec<_>>(), [(3, 8), (3, 37)]);
    assert_eq!(said[1].help.as_deref(), Some("did you mean `target`?"));
}
