//! Any text at all: nothing panics, and every place is a range of the text.

use proptest::prelude::*;

use throughline::base::place::Place;
use throughline::parse::csv::{series, survey};
use throughline::parse::front::{Entry, Node, Value};
use throughline::parse::locate::{locate, spans};
use throughline::parse::{Parsed, Want, decode, parse, parse_some, parse_yaml};

/// Signs that matter to YAML, Markdown and HTML, so that random texts hit their rules.
const SIGNS: &[&str] = &[
    "---\n",
    "\n",
    "\r\n",
    "\r",
    "  ",
    "\t",
    "a",
    "key: ",
    ": ",
    ":",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "&a ",
    "*a",
    "<<: ",
    "|\n",
    ">-\n",
    "#",
    "# ",
    "{{",
    "}}",
    "@",
    "`",
    "```\n",
    "~~~view x\n",
    "[[",
    "]]",
    "[[a:b]]",
    "[[=count x]]",
    "](",
    ")",
    "!",
    "<a href=\"",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "\">",
    "&amp;",
    "\\",
    "https://x.org",
    "www.",
    "://",
    "_",
    "**",
    "> ",
    "> [!NOTE]\n",
    "[^1]",
    "[^1]: ",
    "|",
    "|---|\n",
    "é",
    "\u{feff}",
    "\u{2028}",
    "60 % (n = 3)",
    "NPS",
    "2026-01-01",
    ",",
    ";",
    "1,5",
    "date,value\n",
    "respondent,score\n",
    "...\n",
    "? ",
];

fn text() -> impl Strategy<Value = String> {
    let signs = prop::collection::vec(prop::sample::select(SIGNS), 0..60);
    prop_oneof![signs.prop_map(|signs| signs.concat()), any::<String>()]
}

fn check_range(text: &str, range: &std::ops::Range<usize>) {
    assert!(range.start <= range.end && text.get(range.clone()).is_some(), "{range:?}");
}

fn check_places(text: &str, parsed: &Parsed) {
    let front = &parsed.front;
    for problem in &parsed.problems {
        check_range(text, &locate(text, front, &problem.place));
    }
    let paths = ["a", "a[0]", "a.b[2].c", "key", "key.a", "", "[", "a[99999999999999999999]"];
    for path in paths {
        check_range(text, &locate(text, front, &Place::field(path)));
        check_range(text, &locate(text, front, &Place::Key(path.into())));
    }
    let spans = spans(text, front);
    for range in spans.headings.iter().chain(&spans.links).chain(&spans.fences).chain(&spans.html) {
        check_range(text, range);
    }
    assert_eq!(spans.headings.len(), parsed.outline.headings.len());
    assert_eq!(spans.links.len(), parsed.outline.links.len());
    assert_eq!(spans.fences.len(), parsed.outline.fences.len());
    assert_eq!(spans.html.len(), parsed.outline.html.len());
    for place in [
        Place::Whole,
        Place::Front,
        Place::Word("a".into()),
        Place::Line(2, 3),
        Place::Line(0, 0),
        Place::Bytes(3, 5),
        Place::Bytes(u32::MAX, 0),
    ] {
        check_range(text, &locate(text, front, &place));
    }
}

fn check_entries(text: &str, entries: &[Entry]) {
    for entry in entries {
        assert!(text.get(entry.span.start as usize..entry.span.end as usize).is_some());
        check_node(text, &entry.value);
    }
}

fn check_node(text: &str, node: &Node) {
    let written = text.get(node.span.start as usize..node.span.end as usize);
    assert!(written.is_some(), "{:?}", node.span);
    match &node.value {
        Value::Text { text, quoted: false } if !text.contains(['\n', ' ']) => {
            let written = written.unwrap_or_default();
            assert!(
                written == &**text || written.starts_with('*') || written.contains('\n'),
                "{text:?} {written:?}"
            );
        }
        Value::List(items) => items.iter().for_each(|item| check_node(text, item)),
        Value::Map(entries) => check_entries(text, entries),
        _ => {}
    }
}

/// Plain YAML has a reader of its own; a comment with a tab sends the same text to the parser.
fn check_plain(text: &str) {
    let plain = parse_yaml(text);
    if !plain.problems.is_empty() {
        return;
    }
    let parsed = parse_yaml(&format!("{text}\n#\t\n"));
    assert_eq!(format!("{:?}", plain.front.entries), format!("{:?}", parsed.front.entries));
    assert_eq!(parsed.problems, []);
}

/// One entry read alone is the entry that is read among all, or it is not read alone.
fn check_one(yaml: &str) {
    let text = format!("---\n{yaml}\n---\n");
    let all = parse(&text);
    if !all.problems.is_empty() {
        return;
    }
    for entry in &all.front.entries {
        for want in [Want::Some, Want::Last] {
            let mut wanted = |key: &str| if *key == *entry.key { want } else { Want::None };
            let Some(some) = parse_some(&text, &mut wanted) else { continue };
            assert_eq!((&some.span, some.body), (&all.front.span, all.front.body));
            let (own, first) = (some.get(&entry.key), all.front.get(&entry.key));
            assert_eq!(format!("{own:?}"), format!("{first:?}"));
        }
    }
}

fn check(text: &str) {
    for parsed in [parse(text), parse_yaml(text)] {
        check_entries(text, &parsed.front.entries);
        check_places(text, &parsed);
    }
    let front = parse("").front;
    for problem in series(text).problems.iter().chain(&survey(text).problems) {
        check_range(text, &locate(text, &front, &problem.place));
    }
}

/// Lines of plain YAML and of what is nearly so.
fn yaml_lines() -> impl Strategy<Value = String> {
    let indent = prop::sample::select(&["", "", "", "  ", "  ", "    ", " ", "   "][..]);
    let dash = prop::sample::select(&["", "", "", "- ", "-  ", "-", "- - "][..]);
    let key = prop::sample::select(
        &["a: ", "b: ", "c:", "d:  ", "null: ", "1.5: ", "e-f: ", "a b: ", "", "", ":"][..],
    );
    let value = prop::sample::select(
        &[
            "",
            "",
            "",
            "x",
            "two words",
            "-5",
            "- x",
            "-x",
            "~",
            "null",
            "true",
            "x: y",
            "x:y",
            "x:",
            "a #b",
            "a#b",
            "#c",
            "\"q\"",
            "\"q: r\"",
            "'q'",
            "'it''s'",
            "\"a\\n\"",
            "\"open",
            "\"a\" b",
            "[]",
            "[ ]",
            "[a]",
            "[a, b ]",
            "[a,b,]",
            "[a: b]",
            "['x', \"y\"]",
            "['x, y']",
            "[a, [b]]",
            "[-1]",
            "[a]b",
            "[- a]",
            "{}",
            "{a: b}",
            "{a: b, c-d: 2.5 , e: \"f\"}",
            "{a: b, a: c}",
            "{a: , b: c}",
            "{a: b,}",
            "{a: b #}",
            "{a: [b]}",
            "{a: 'b, c: d'}",
            "{a b: c}",
            "{a:b}",
            "{a: b} c",
            "{null: ~, true: -1}",
            "|",
            ">",
            "&x",
            "*x",
            "!t",
            "%",
            "@",
            "`",
            "=",
            "é",
            "x  ",
            "---",
            "...",
            "\u{a0}",
            "\u{2028}",
            "http://x.y",
            "[http://x.y]",
            "[a#b, c]",
            "[#a]",
            "[a #b]",
            "[~, null]",
            "[a,, b]",
            "[,]",
            "[\"a\" b]",
            "[?]",
            "[?a, -b]",
            "2026-05-14",
            "1_000",
            "<<",
        ][..],
    );
    let end = prop::sample::select(
        &["\n", "\n", "\n", "\n", "\r\n", "\n\n", " \n", "\n# c\n", "\n   # c\n", "\r"][..],
    );
    let line =
        (indent, dash, key, value, end).prop_map(|(i, d, k, v, e)| format!("{i}{d}{k}{v}{e}"));
    prop::collection::vec(line, 1..7).prop_map(|lines| lines.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_a_panic(text in text()) {
        check(&text);
    }

    #[test]
    fn any_front_matter_is_read_without_a_panic(yaml in text(), body in text()) {
        check(&format!("---\n{yaml}\n---\n{body}"));
    }

    #[test]
    fn plain_yaml_is_read_as_the_parser_reads_it(text in yaml_lines()) {
        check_plain(&text);
        check_one(&text);
        check(&text);
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(text) = decode(bytes) {
            check(&text);
        }
    }
}

#[test]
fn deep_and_long_texts_are_read_without_a_panic() {
    for sign in [
        "[",
        "{",
        "{a: ",
        "- ",
        "> ",
        "[[",
        "<a ",
        "*",
        "![",
        "&a ",
        "? ",
        "\"",
        "a: \n ",
        "<!--",
        "`",
        "\t",
        "\\*",
        "a://",
        "http://a)",
        "www.",
        "[[a\n",
        "1 of 2 % ",
        "`A` AB ",
        "a,\"b\n",
        "x\n",
        "# a\n",
        "b: @\n",
        "[[a]] \\",
        "&amp;",
    ] {
        check(&sign.repeat(3_000));
        check(&format!("---\na: {}\n---\n", sign.repeat(3_000)));
    }
}
