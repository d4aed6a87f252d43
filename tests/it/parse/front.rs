//! Front matter: what is read, and what is said about what cannot be.

use std::fmt::Write as _;

use throughline::parse::fields::json;
use throughline::parse::front::{Entry, Node, Value};
use throughline::parse::locate::locate;
use throughline::parse::{Parsed, decode, parse, parse_yaml};

/// The entries as `key=json`.
fn show(parsed: &Parsed) -> String {
    let mut out = String::new();
    for entry in &parsed.front.entries {
        let _ = write!(out, "{}={} ", entry.key, json(&entry.value));
    }
    out.trim_end().to_owned()
}

/// The problems as `what | text at the place | help`.
fn told(text: &str, parsed: &Parsed) -> Vec<String> {
    let told = parsed.problems.iter().map(|problem| {
        assert_eq!(problem.code, "bad-front-matter");
        let at = &text[locate(text, &parsed.front, &problem.place)];
        format!("{} | {at} | {}", problem.what, problem.help.as_deref().unwrap_or_default())
    });
    told.collect()
}

/// Checks front matter: its entries, and its problems.
fn check(yaml: &str, entries: &str, problems: &[&str]) {
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
fn what_yaml_does_not_take_is_read_as_it_is_meant() {
    check(
        "t: Foo: bar\nx: 1\n",
        r#"t="Foo: bar" x=1"#,
        &[
            "there is a colon inside an unquoted value | : | put the value in quotes: `t: \"Foo: bar\"`",
        ],
    );
    check(
        "owner: @ann\nx: 1\n",
        r#"owner="@ann" x=1"#,
        &[
            "an unquoted value cannot begin with `@` | @ | put the value in quotes: `owner: \"@ann\"`",
        ],
    );
    check(
        "o: `code` here\n",
        r#"o="`code` here""#,
        &[
            "an unquoted value cannot begin with ``` | ` | put the value in quotes: `o: \"`code` here\"`",
        ],
    );
    check(
        "o: **bold** x\n",
        r#"o="**bold** x""#,
        &[
            "an unquoted value cannot begin with `*` | * | put the value in quotes: `o: \"**bold** x\"`",
        ],
    );
    check(
        "o: \"abc\nx: 1\n",
        r#"o="abc" x=1"#,
        &[
            "the quote `\"` is never closed | \" | end the value with `\"`, or leave out both quotes",
        ],
    );
    check(
        "o: \"abc\" d\nx: 1\n",
        r#"o="\"abc\" d" x=1"#,
        &["there is text after the closing quote | d | put the value in quotes: `o: '\"abc\" d'`"],
    );
    check(
        "o: [a, b] c\nx: 1\n",
        r#"o=["a","b"] x=1"#,
        &[
            "there is text after the closing bracket | c | remove it, or put the whole value in quotes if it is no list",
        ],
    );
    check(
        "o: [a, b\nx: 1\n",
        r#"o=["a","b"] x=1"#,
        &["the bracket `[` is never closed | [ | end the list with `]`"],
    );
    check(
        "o: \"C:\\qoo\"\n",
        r#"o="C:\\qoo""#,
        &[
            "`\\` begins a special character in double quotes | \\ | use single quotes, in which `\\` stands for itself, or write `\\\\`",
        ],
    );
    check(
        "b: - c\nx: 1\n",
        r#"b="- c" x=1"#,
        &[
            "a list begins on the line of its key | - | put each `- item` on a line of its own below the key",
        ],
    );
    check(
        "key:value\nx: 1\n",
        r#"key="value" x=1"#,
        &["there is no blank after the colon | : | write `key: value`"],
    );
}

#[test]
fn lines_that_are_no_entries_cost_themselves_only() {
    check(
        "a: 1\nno key here\nb: 2\n",
        "a=1 b=2",
        &[
            "this line is no `key: value` | no key here | write a key and a colon before it, indent it below its key, or remove it",
        ],
    );
    check(
        "a:\n\tb: 1\n\tc: 2\nx: 1\n",
        r#"a={"b":1,"c":2} x=1"#,
        &[
            "this line is indented with a tab | \t | YAML takes blanks only: write two for each level",
        ],
    );
    check(
        "a:\n  b: 1\n c: 2\nx: 1\n",
        r#"a={"b":1} x=1"#,
        &[
            "this line is not indented like its neighbours | c | indent the entries of one map or list alike, with blanks",
        ],
    );
    check(
        "krs:\n  - text: Foo: bar\n    target: 1\n  - text: \"x\n    target: 2\nx: 1\n",
        r#"krs=[{"text":"Foo: bar","target":1},{"text":"x","target":2}] x=1"#,
        &[
            "there is a colon inside an unquoted value | : | put the value in quotes: `text: \"Foo: bar\"`",
            "the quote `\"` is never closed | \" | end the value with `\"`, or leave out both quotes",
        ],
    );
}

#[test]
fn stray_signs_are_told_where_they_are() {
    check(
        "a: x\u{7}y\nb: 1\n",
        "a=\"x\\u0007y\" b=1",
        &[
            "there is a control character | \u{7} | remove it, or write it as `\\x..` in double quotes",
        ],
    );
    check(
        "o: {a: 1\nb: 2\n",
        r#"o={"a":1} b=2"#,
        &["the bracket `{` is never closed | { | end the map with `}`"],
    );
    check(
        "a: [x, \"y: z]\nb: 1\n",
        "b=1",
        &[
            "the quote `\"` is never closed | \" | end the value with `\"`, or leave out both quotes",
        ],
    );
    check(
        "a: 'it's'\nb: 1\n",
        r#"a="it's" b=1"#,
        &["there is text after the closing quote | s | put the value in quotes: `a: \"it's\"`"],
    );
    check(
        "a: 1\n, b\nc: 2\n",
        "a=1 c=2",
        &[
            "this line is no `key: value` | , b | write a key and a colon before it, or indent it below its key",
        ],
    );
    check(
        "a:\n  - b\n  c: d\ne: 1\n",
        r#"a=["b"] e=1"#,
        &[
            "this line is not indented like its neighbours | c | indent the entries of one map or list alike, with blanks",
        ],
    );
    check(
        "a: |\n x\n  y\nz\nb: 1\n",
        r#"a="x\n y\n" b=1"#,
        &[
            "this line is no `key: value` | z | write a key and a colon before it, indent it below its key, or remove it",
        ],
    );
}

#[test]
fn sound_yaml_of_every_kind_is_no_finding() {
    check(
        "title: A\n  and more\nlist:\n- a\n# c\n- b # d\nmap: {a: 1, b: [c]}\nodd: x\u{2028}y\u{200b}\n\
        path: C:\\x\nquoted: \"x\" # c\nsame: a:b#c\n? long\n: value\n",
        "title=\"A and more\" list=[\"a\",\"b\"] map={\"a\":1,\"b\":[\"c\"]} odd=\"x\u{2028}y\u{200b}\" \
        path=\"C:\\\\x\" quoted=\"x\" same=\"a:b#c\" long=\"value\"",
        &[],
    );
}

#[test]
fn placeholders_of_templates_are_told_apart() {
    check(
        "title: {{ title }}\nx: 1\n",
        r#"title="{{ title }}" x=1"#,
        &[
            "`{{ title }}` is a placeholder of a template | {{ title }} | write the value itself, or quote it: `\"{{ title }}\"`",
        ],
    );
    check(
        "{% if x %}\na: 1\n",
        "a=1",
        &[
            "`{% if x %}` is a placeholder of a template | {% if x %} | templates are not run here: write the value itself, or remove the line",
        ],
    );
    check(
        "title: {{ title }} and more: x\n",
        r#"title="{{ title }} and more: x""#,
        &[
            "`{{ title }}` is a placeholder of a template | {{ title }} | write the value itself, or quote it: `\"{{ title }} and more: x\"`",
        ],
    );
}

#[test]
fn a_key_written_twice_is_told_at_its_second_place() {
    let text = "---\na: 1\nb: 2\na: 3\n---\n";
    let parsed = parse(text);
    assert_eq!(show(&parsed), "a=1 b=2");
    assert_eq!(
        told(text, &parsed),
        [
            "the key `a` is written twice | a | keep one of the two; the first, `a: 1`, is the one that is read"
        ]
    );
    let at = locate(text, &parsed.front, &parsed.problems[0].place);
    assert_eq!(at.start, text.rfind('a').unwrap());
    // Also where the text had to be read entry by entry, and in a map with many keys.
    check(
        "a: 1\no: @x\na: 3\n",
        r#"a=1 o="@x""#,
        &[
            "an unquoted value cannot begin with `@` | @ | put the value in quotes: `o: \"@x\"`",
            "the key `a` is written twice | a | keep one of the two; the first, `a: 1`, is the one that is read",
        ],
    );
    let mut many: String = (0..40).fold(String::new(), |mut out, n| {
        let _ = writeln!(out, "k{n}: {n}");
        out
    });
    many.push_str("k7: x\nk39: y\n");
    assert_eq!(parse_yaml(&many).problems.len(), 2);
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
fn a_bomb_of_aliases_is_a_finding() {
    let mut text = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (from, to) in ["ab", "bc", "cd", "de", "ef"].iter().map(|p| p.split_at(1)) {
        let _ = writeln!(text, "{to}: &{to} [{}]", vec![format!("*{from}"); 10].join(", "));
    }
    let parsed = parse_yaml(&text);
    assert_eq!(parsed.problems.len(), 1, "{:?}", parsed.problems);
    assert!(parsed.problems[0].what.contains("1000 values"), "{:?}", parsed.problems);
    assert_eq!(parsed.front.entries.len(), 6);
    check(
        "o: *nope\n",
        r#"o="*nope""#,
        &[
            "`*nope` refers to an anchor that is not there | *nope | put the value in quotes if the `*` belongs to it, or write `&name` where the anchor is",
        ],
    );
    assert_eq!(parse_yaml("a: &a [*a]\nb: 1\n").problems.len(), 1);
    assert_eq!(parse_yaml("a: 1\n<<: 3\n").problems.len(), 1);
}

#[test]
fn what_stands_too_deep_is_left_out() {
    let text = format!("a: {}1{}\nb: 2\n", "[".repeat(40), "]".repeat(40));
    let parsed = parse_yaml(&text);
    assert_eq!(parsed.problems.len(), 1);
    assert!(parsed.problems[0].what.contains("32 levels"));
    assert_eq!(parsed.front.text("b"), Some("2"));
    let deeper = format!("a: {}\nb: 2\n", "[".repeat(100_000));
    assert_eq!(parse_yaml(&deeper).front.text("b"), Some("2"));
}

#[test]
fn front_matter_is_a_map() {
    check(
        "- a\n- b\n",
        "",
        &[
            "this is a list where fields are expected | - | write lines of `key: value`, such as `title: Nearer offers first`",
        ],
    );
    check("# only a comment\n", "", &[]);
    check(
        "? [a]\n: b\nc: 1\n",
        "c=1",
        &["a key must be a plain word | [a] | write `key: value`, and quote what is no key"],
    );
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
