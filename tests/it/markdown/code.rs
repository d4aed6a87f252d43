//! Code in colours: what each kind of word becomes, that no text is lost or gains a tag, and that the colours can be read.

use proptest::prelude::*;
use throughline::theme::code;

const LANGUAGES: &[&str] = &[
    "yaml", "toml", "ini", "json", "sh", "python", "ts", "sql", "rust", "go", "html", "css",
    "diff", "console", "md",
];

fn html(language: &str, text: &str) -> String {
    let mut out = String::new();
    assert!(code::write(language, text, &mut out), "{language}");
    out
}

/// Short for reading: `k[title]: s['x']`.
fn marks(language: &str, text: &str) -> String {
    let html = html(language, text).replace("<span class=\"c-", "").replace("</span>", "]");
    let html = html.replace("\">", "[");
    html.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[test]
fn every_language_has_its_colours() {
    for (language, text, expected) in [
        ("yaml", "a: 'b' # c", "k[a]: s['b'] c[# c]"),
        (
            "yaml",
            "- a-b: 2026-05-01\n  d: [x, 3pw, true]",
            "- k[a-b]: n[2026-05-01]\n  k[d]: [x, n[3pw], n[true]]",
        ),
        ("yaml", "{goal: x, share: 0.3}", "{k[goal]: x, k[share]: n[0.3]}"),
        ("yaml", "url: https://e.org/#a", "k[url]: https://e.org/#a"),
        (
            "yaml",
            "why: |\n  It's: so.\n\n  More.\nend: it's",
            "k[why]: |\ns[  It's: so.]\n\ns[  More.]\nk[end]: it's",
        ),
        ("yaml", "\"a b\": &x 1", "k[\"a b\"]: n[&x] n[1]"),
        ("toml", "[a.b]\nc = \"d\" # e", "k[[a.b]]\nk[c] = s[\"d\"] c[# e]"),
        ("ini", "; c\na=1", "c[; c]\nk[a]=n[1]"),
        (
            "json",
            "{\"a\": \"b\\\"\", \"c\": [null, -1.5]}",
            "{k[\"a\"]: s[\"b\\\"\"], k[\"c\"]: [n[null], -n[1.5]]}",
        ),
        (
            "sh",
            "if [ -f \"$x\" ]; then a#b; fi # c",
            "k[if] [ -f s[\"$x\"] ]; k[then] a#b; k[fi] c[# c]",
        ),
        (
            "python",
            "def f(x='a'): # b\n  \"\"\"c\nd\"\"\"",
            "k[def] f(x=s['a']): c[# b]\n  s[\"\"\"c\nd\"\"\"]",
        ),
        ("ts", "const a = `b ${c}`; // d", "k[const] a = s[`b ${c}`]; c[// d]"),
        ("sql", "SELECT 'it''s' FROM a -- b", "k[SELECT] s['it']s['s'] k[FROM] a c[-- b]"),
        ("rust", "let s = r#\"a\"b\"#; /* c */", "k[let] s = s[r#\"a\"b\"#]; c[/* c */]"),
        ("go", "x := nil", "x := n[nil]"),
        (
            "html",
            "<!-- a --><b class=\"c\">d &amp; <br/>",
            "c[<!-- a -->]k[<b] class=s[\"c\"]k[>]d &amp; k[<br]k[/>]",
        ),
        (
            "css",
            "a:hover { color: #fff; margin: 1px }",
            "a:hover { k[color]: n[#fff]; k[margin]: n[1px] }",
        ),
        ("diff", "@@ -1 +1 @@\n-a\n+b\n c", "c[@@ -1 +1 @@]\nd[-a]\na[+b]\n c"),
        ("console", "$ export A=1\nok", "c[$] k[export] A=n[1]\nok"),
        (
            "md",
            "---\na: b\n---\n# T\nc `d` [[e]]\n```sh\n# x\n```\n",
            "c[---]\nk[a]: b\nc[---]\nk[# T]\nc s[`d`] k[[[e]]]\ns[```sh]\ns[# x]\ns[```]\n",
        ),
    ] {
        assert_eq!(marks(language, text), expected, "{language}: {text}");
    }
}

#[test]
fn a_language_that_is_not_known_stays_plain() {
    for language in ["", "mermaid", "brainfuck", "a-very-long-name-of-a-language", "é", "yamlx"] {
        let mut out = "before".to_owned();
        assert!(!code::write(language, "a: b", &mut out));
        assert_eq!(out, "before");
    }
}

/// The text of the HTML, and whether all that is marked up is spans.
fn text_of(html: &str) -> Option<String> {
    let mut out = String::new();
    let mut open = 0_i32;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>')? + at;
        match &rest[at..=end] {
            "</span>" => open -= 1,
            "<span class=\"c-k\">"
            | "<span class=\"c-s\">"
            | "<span class=\"c-n\">"
            | "<span class=\"c-c\">"
            | "<span class=\"c-a\">"
            | "<span class=\"c-d\">" => open += 1,
            _ => return None,
        }
        if !(0..=1).contains(&open) {
            return None;
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    let plain =
        out.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">");
    (open == 0).then(|| plain.replace("&amp;", "&"))
}

const PIECES: &[&str] = &[
    "\"", "'", "`", "\"\"\"", "\\", "\n", " ", "  ", "\t", "\r\n", "- ", ": ", ":", "=", "#",
    " # ", "//", "/*", "*/", "--", "<!--", "-->", "<a ", "</", ">", "/>", "<script>", "{", "}",
    "[", "]", "[[", "[!", "|\n", ">-\n", "---\n", "```", "$ ", "+", "-", "@@", "a", "é", "日本",
    "\u{202e}", "\0", "1", "1.5e-3", "80%", "if", "SELECT", "true", "&amp;", "r#\"", "🎉", "_",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn no_text_is_lost_and_no_tag_is_gained(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
    ) {
        let text = pieces.concat();
        for language in LANGUAGES {
            let html = html(language, &text);
            prop_assert_eq!(text_of(&html), Some(text.clone()), "{}: {}", language, html);
        }
    }
}

#[test]
fn a_long_hostile_text_is_scanned_once() {
    for piece in [
        "[", "{\"a\":", "(", "<a>", "- ", "$(", "\"", "'", "\"\"\"", "/*", "<!--", "`", "|\n",
        "a: |\n", "[[",
    ] {
        let text = piece.repeat(20_000 / piece.len());
        for language in LANGUAGES {
            // Twice the text, at most so many times the length: nothing is opened without end.
            assert!(html(language, &text).len() < text.len() * 30, "{language} {piece}");
        }
    }
}

#[test]
fn colours_of_code_can_be_read_on_every_plane() {
    let tokens = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/themes/default/assets/tokens.css"
    ))
    .expect("the tokens");
    let colour = |name: &str, dark: usize| {
        let at = tokens.find(&format!("--{name}:")).expect("a token");
        let values = &tokens[at..][tokens[at..].find("light-dark(").expect("two colours") + 11..];
        let hex = values.split([',', ')']).nth(dark).expect("a colour").trim();
        luminance(hex)
    };
    for name in ["code-key", "code-str", "code-num", "code-note", "code-add", "code-del"] {
        for plane in ["paper", "raised", "sunk"] {
            for dark in [0, 1] {
                let (a, b) = (colour(name, dark), colour(plane, dark));
                let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(contrast >= 4.5, "{name} on {plane}, {dark}: {contrast:.2}");
            }
        }
    }
}

fn luminance(hex: &str) -> f64 {
    let part = |at: usize| {
        let byte = u8::from_str_radix(&hex[at..at + 2], 16).expect("hex digits");
        let share = f64::from(byte) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}
