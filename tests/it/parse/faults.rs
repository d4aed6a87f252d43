//! What is wrong in front matter: told where it is and how to mend it, and read as it was meant all the same.

use std::fmt::Write as _;

use throughline::parse::locate::locate;
use throughline::parse::{parse, parse_yaml};

use super::front::{check, show, told};

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
