//! Places found again as bytes.

use throughline::base::place::Place;
use throughline::parse::locate::{locate, spans};
use throughline::parse::parse;

const TEXT: &str = "---
title: Fill é
goals: fill-q2
tags: [a, b]
krs:
  - text: One
    target: 60
  - text: Two
roles:
  pm: ann
none:
---
# Tïtle

See [words](goals/x.md) and [[fill-q2|fill-q2]] or [x.md](x.md), MVPs and MVP.

<p onclick=\"x\"><a href=\"y.md\">y</a></p>

## Second {#two}

```view table
query: x
```
";

fn at(place: &Place) -> &'static str {
    let parsed = parse(TEXT);
    &TEXT[locate(TEXT, &parsed.front, place)]
}

#[test]
fn fields_and_keys_are_found_by_their_paths() {
    let field = |path: &str| at(&Place::field(path));
    assert_eq!(field("title"), "Fill é");
    assert_eq!(field("tags"), "[a, b]");
    assert_eq!(field("tags[1]"), "b");
    assert_eq!(field("krs[0].target"), "60");
    assert_eq!(field("krs[1]"), "text: Two");
    assert_eq!(field("roles.pm"), "ann");
    assert_eq!(at(&Place::Key("roles.pm".into())), "pm");
    assert_eq!(at(&Place::Key("krs[1].text".into())), "text");
    assert_eq!(at(&Place::Key("none".into())), "none");
}

#[test]
fn a_scalar_is_the_item_of_the_list_that_it_stands_for() {
    assert_eq!(at(&Place::item("goals", 0)), "fill-q2");
}

#[test]
fn what_is_not_there_is_found_at_its_nearest_parent() {
    let field = |path: &str| at(&Place::field(path));
    assert_eq!(field("krs[1].target"), "text: Two");
    assert_eq!(field("krs[0].metric"), "text: One");
    assert_eq!(field("krs[7].metric"), "- text: One");
    assert_eq!(field("title.deep[3].er"), "Fill é");
    assert_eq!(field("none.x"), "none");
    assert_eq!(field("owner"), "---");
    assert_eq!(at(&Place::Key("owner".into())), "---");
    assert_eq!(at(&Place::Front), "---");
    assert_eq!(at(&Place::Whole), "---");
    assert_eq!(at(&Place::Heading(9)), "---");
    assert_eq!(at(&Place::Link(99)), "---");
}

#[test]
fn parts_of_the_body_are_found_by_number() {
    assert_eq!(at(&Place::Heading(0)), "# Tïtle");
    assert_eq!(at(&Place::Heading(1)), "## Second {#two}");
    assert_eq!(at(&Place::Fence(0)), "```view table");
    assert_eq!(at(&Place::Html(0)), "onclick=\"x\"");
    let targets: Vec<&str> = (0..4).map(|n| at(&Place::Link(n))).collect();
    assert_eq!(targets, ["goals/x.md", "fill-q2", "x.md", "y.md"]);
    let wiki = locate(TEXT, &parse(TEXT).front, &Place::Link(1));
    assert_eq!(&TEXT[wiki.start - 2..=wiki.end], "[[fill-q2|");
    let plain = locate(TEXT, &parse(TEXT).front, &Place::Link(2));
    assert_eq!(&TEXT[plain.start - 1..=plain.end], "(x.md)");
}

#[test]
fn words_are_found_whole() {
    let word = locate(TEXT, &parse(TEXT).front, &Place::Word("MVP".into()));
    assert_eq!(&TEXT[word.start - 4..=word.end], "and MVP.");
    assert_eq!(at(&Place::Word("nowhere".into())), "---");
}

#[test]
fn lines_columns_and_bytes_are_kept_within_the_text() {
    let front = parse("").front;
    let text = "\u{feff}date,value\r\n2026-01-01,ä;b\n";
    assert_eq!(&text[locate(text, &front, &Place::Line(1, 1))], "date");
    assert_eq!(&text[locate(text, &front, &Place::Line(2, 12))], "ä");
    assert_eq!(&text[locate(text, &front, &Place::Line(2, 99))], "2026-01-01,ä;b");
    assert_eq!(locate(text, &front, &Place::Bytes(1, 9_999)), 0..text.len());
    assert_eq!(locate("", &front, &Place::Bytes(5, 2)), 0..0);
    assert_eq!(locate("x", &front, &Place::field("a")), 0..1);
}

#[test]
fn keys_with_dots_and_brackets_are_found() {
    let text = "---\nmilestone.beta: x\nmilestone:\n  beta: y\n\"[lang] champion\": z\n---\n";
    let front = parse(text).front;
    assert_eq!(&text[locate(text, &front, &Place::field("milestone.beta"))], "x");
    assert_eq!(&text[locate(text, &front, &Place::field("[lang] champion"))], "z");
}

#[test]
fn spans_run_parallel_to_the_outline() {
    let text = "[a](b) ![c](d) https://e.org [[f]] [[g:h]] <a href=\"i\" style=x>j</a> [k][l]\n\n[l]: m\n\n> <img src=n>\n> <script>\n\n# o\n\n~~~\np\n~~~\n";
    let parsed = parse(text);
    let spans = spans(text, &parsed.front);
    let outline = &parsed.outline;
    assert_eq!(spans.links.len(), outline.links.len());
    assert_eq!(spans.headings.len(), outline.headings.len());
    assert_eq!(spans.fences.len(), outline.fences.len());
    assert_eq!(spans.html.len(), outline.html.len());
    let at: Vec<&str> = spans.links.iter().map(|range| &text[range.clone()]).collect();
    assert_eq!(at, ["b", "d", "https://e.org", "f", "i", "[k][l]", "<img src=n>"]);
}
