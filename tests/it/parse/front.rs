//! Front matter: what is read, and what is said about what cannot be.

use std::fmt::Write as _;

use throughline::parse::fields::json;
use throughline::parse::front::{Entry, Node, Value};
use throughline::parse::locate::locate;
use throughline::parse::{Parsed, decode, parse, parse_yaml};

/// The entries as `key=json`.
pub(super) fn show(parsed: &Parsed) -> String {
    let mut out = String::new();
    for entry in &parsed.front.entries {
        let _ = write!(out, "{}={} ", entry.key, json(&entry.value));
    }
    out.trim_end().to_owned()
}

/// The problems as `what | text at the place | help`.
pub(super) fn told(text: &str, parsed: &Parsed) -> Vec<String> {
    let told = parsed.problems.iter().map(|problem| {
        assert_eq!(problem.code, "bad-front-matter");
        let at = &text[locate(text, &parsed.front, &problem.place)];
        format!("{} | {at} | {}", problem.what, problem.help.as_deref().unwrap_or_default())
    });
    told.collect()
}

/// Checks front matter: its entries, and its problems.
pub(super) fn check(yaml: &str, entries: &str, problems: &[&str]) {
    let text = format!("---\n{yaml}---\nBody.\n");
    let parsed = parse(&text);
    assert_eq!(show(&parsed), entries, "{yaml}");
    assert_eq!(told(&text, &parsed), problems, "{yaml}");
    assert_eq!(parsed.outline.first_paragraph.as_deref(), Some("Body."), "{yaml}");
}

fn body(text: &str) -> &str {
    &text[parse(text).front.body as usize..]
}

#[test]
fn scalars_stay_text_and_know_whether_they_were_quoted() {
    let text = "---\nversion: 1.10\nopen: no\nday: 2026-05-14\nquoted: \"3\"\nnothing:\ntilde: ~\n\
        null: null\nempty: ''\nblock: |\n  one\n  two\nfolded: >-\n  one\n  two\nzip: 007\n---\n";
    let parsed = parse(text);
    let front = &parsed.front;
    assert_eq!(front.text("version"), Some("1.10"));
    assert_eq!(front.text("open"), Some("no"));
    assert_eq!(front.text("block"), Some("one\ntwo\n"));
    assert_eq!(front.text("folded"), Some("one two"));
    for key in ["nothing", "tilde", "null"] {
        assert!(front.get(key).is_some_and(|entry| entry.value.is_null()), "{key}");
    }
    assert_eq!(front.text("empty"), Some(""));
    let quoted = |key: &str| match front.get(key).map(|entry| &entry.value.value) {
        Some(Value::Text { quoted, .. }) => *quoted,
        other => panic!("{key}: {other:?}"),
    };
    assert!(quoted("quoted") && quoted("empty") && quoted("block"));
    assert!(!quoted("version") && !quoted("day") && !quoted("zip"));
    assert!(parsed.problems.is_empty());
}

#[test]
fn every_node_knows_its_bytes() {
    let text = "---\ntitle: Fähre é\ngoals: [fill-q2, 'nps']\nkrs:\n  - text: \"x\"\n    target: 60\n\
        note: |\n  two\n  lines\n\nlast: end\n---\n";
    let parsed = parse(text);
    let at = |node: &Node| &text[node.span.start as usize..node.span.end as usize];
    let entry = |key: &str| parsed.front.get(key).unwrap();
    assert_eq!(at(&entry("title").value), "Fähre é");
    assert_eq!(at(&entry("goals").value), "[fill-q2, 'nps']");
    assert_eq!(at(&entry("note").value), "|\n  two\n  lines");
    let Value::List(krs) = &entry("krs").value.value else { panic!() };
    assert_eq!(at(&krs[0]), "text: \"x\"\n    target: 60");
    for Entry { key, span, .. } in &parsed.front.entries {
        assert_eq!(&text[span.start as usize..span.end as usize], &**key);
    }
    assert_eq!(parsed.front.span.start, 0);
    assert_eq!(parsed.front.span.end as usize, text.len());
}

#[test]
fn line_ends_and_a_byte_order_mark_make_no_difference() {
    let plain = "---\ntitle: A\ngoals:\n  - b\n---\nBody.\n";
    let expected = r#"title="A" goals=["b"]"#;
    for text in [
        plain.to_owned(),
        plain.replace('\n', "\r\n"),
        format!("\u{feff}{plain}"),
        plain.replace('\n', "\r"),
        plain.replace("---", "---  "),
        plain.trim_end().to_owned(),
    ] {
        let parsed = parse(&text);
        assert_eq!(show(&parsed), expected, "{text:?}");
        assert!(parsed.problems.is_empty(), "{text:?} {:?}", parsed.problems);
        assert_eq!(body(&text).trim_end(), "Body.", "{text:?}");
    }
}

#[test]
fn only_the_first_line_can_open_front_matter() {
    for text in [
        "",
        "\n",
        "Words.\n\n---\n\ntitle: no\n---\n",
        "----\ntitle: no\n---\n",
        "--- x\na: b\n---\n",
    ] {
        let parsed = parse(text);
        assert!(parsed.front.entries.is_empty() && parsed.problems.is_empty(), "{text:?}");
        assert_eq!(body(text), text);
    }
    let empty = parse("---\n---\nBody.\n");
    assert!(empty.front.entries.is_empty() && empty.problems.is_empty());
    assert_eq!(empty.front.body, 8);
}

#[test]
fn a_thematic_break_is_no_front_matter() {
    for text in [
        "---\n\n# Title\n\nWords.\n\n---\n\nMore.\n",
        "---\n\nWords: with a colon inside.\n",
        "---\nWords.\n",
    ] {
        let parsed = parse(text);
        assert!(parsed.front.span.is_empty(), "{text:?}");
        assert_eq!(parsed.problems, [], "{text:?}");
    }
}

#[test]
fn a_rule_in_the_body_does_not_end_anything() {
    let text = "---\ntitle: A\n---\nOne.\n\n---\n\nTwo.\n";
    assert_eq!(body(text), "One.\n\n---\n\nTwo.\n");
}

#[test]
fn front_matter_that_is_never_closed_is_read_to_the_first_empty_line() {
    let text = "---\ntitle: A\ngoals:\n- b\n\n# Heading\n\nBody.\n";
    let parsed = parse(text);
    assert_eq!(show(&parsed), r#"title="A" goals=["b"]"#);
    assert_eq!(
        told(text, &parsed),
        ["the front matter has no closing `---` | --- | write a line `---` after its last field"]
    );
    assert_eq!(parsed.outline.headings[0].text.as_ref(), "Heading");
}

#[test]
fn front_matter_after_an_empty_line_or_a_comment_is_read_with_a_finding() {
    for before in ["\n", "\n\n", "<!-- a\ncomment -->\n", "# comment\n"] {
        let text = format!("{before}---\ntitle: A\n---\nBody.\n");
        let parsed = parse(&text);
        assert_eq!(show(&parsed), r#"title="A""#, "{before:?}");
        assert_eq!(parsed.problems.len(), 1);
        assert!(parsed.problems[0].what.contains("does not begin on the first line"));
    }
    let prose = parse("<!-- note -->\n\n---\n\nWords.\n\n---\n");
    assert!(prose.problems.is_empty() && prose.front.entries.is_empty());
}

#[test]
fn aliases_and_merge_keys_are_expanded() {
    let text = "base: &b {a: 1, c: 2}\nword: &w hello\nsame: *w\nlist: [*w, x]\n\
        merged:\n  <<: *b\n  c: 3\nboth:\n  <<: [*b, {d: 4}]\nquoted: {'<<': 1}\n";
    let parsed = parse_yaml(text);
    assert_eq!(parsed.problems, []);
    assert_eq!(
        show(&parsed),
        r#"base={"a":1,"c":2} word="hello" same="hello" list=["hello","x"] merged={"c":3,"a":1} both={"a":1,"c":2,"d":4} quoted={"<<":1}"#
    );
    // What an alias stands for is placed at the alias.
    let same = &parsed.front.get("same").unwrap().value.span;
    assert_eq!(&text[same.start as usize..same.end as usize], "*w");
}

#[test]
fn keys_may_be_any_words() {
    check(
        "Solution To: a\n\"[lang] champion\": b\nmilestone.beta: c\n",
        r#"Solution To="a" [lang] champion="b" milestone.beta="c""#,
        &[],
    );
}

#[test]
fn a_yaml_file_is_all_front_matter() {
    let text = "\u{feff}# settings\ntitle: A\n---\ntitle: B\n";
    let parsed = parse_yaml(text);
    assert_eq!(show(&parsed), r#"title="A""#);
    assert_eq!(parsed.front.body as usize, text.len());
    assert_eq!(show(&parse_yaml("---\na: @x\n---\nb: 1\n")), r#"a="@x""#);
    assert!(parse_yaml("").problems.is_empty());
}

#[test]
fn meaning_is_kept_by_prose_and_layout_and_lost_by_values() {
    let meaning = |text: &str| parse(text).meaning();
    let plain = meaning("---\na: 1\nb: [x]\n---\n# T\n\nFirst.\n\nA word here.\n");
    assert_eq!(plain, meaning("---\na:   1\nb:\n  - x\n---\n\n# T\n\nFirst.\n\nA term here.\n"));
    assert_ne!(plain, meaning("---\na: 2\nb: [x]\n---\n# T\n\nFirst.\n\nA word here.\n"));
    assert_ne!(plain, meaning("---\na: 1\nb: [x]\n---\n# U\n\nFirst.\n\nA word here.\n"));
    assert_ne!(plain, meaning("---\na: 1\nb: [x]\n---\n# T\n\nOther.\n\nA word here.\n"));
    assert_ne!(meaning("---\na: 1\n---\n"), meaning("---\na: '1'\n---\n"));
}

#[test]
fn bytes_that_are_no_text_say_what_they_are() {
    assert_eq!(decode("é".into()), Ok("é".into()));
    let refused = |bytes: &[u8]| {
        let problem = decode(bytes.to_vec()).unwrap_err();
        assert_eq!(problem.code, "unreadable-file");
        problem.what
    };
    assert_eq!(refused(b"ok \xff no"), "the file is not UTF-8");
    assert_eq!(refused(b"\xff\xfea\0"), "the file is written in UTF-16");
    assert_eq!(refused(b"a\0b\0"), "the file is written in UTF-16");
    assert_eq!(refused(b"text\0"), "the file holds a NUL character and is not text");
    assert_eq!(refused(b"\x00\x01\xff"), "the file is not text");
}
