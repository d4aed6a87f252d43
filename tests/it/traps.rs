//! What trips a naive tool, as it was seen in real repositories: a fixture for each, with what is found and what the page
//! says all the same.

use std::fmt::Write as _;

use throughline::site::engine::Site;

use crate::small;

/// What a trap is called, the texts of its files, what is found, and what the page of the first says.
type Trap = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
    &'static [&'static str],
);

const TRAPS: &[Trap] = &[
    (
        "signs of a template engine",
        &[("a.md", "Write `{{ name }}`, {{ name }}, {% if x %} and {# note #}.\n")],
        &[],
        &["{{ name }}", "{% if x %}", "{# note #}"],
    ),
    (
        "a value that begins with a sign",
        &[("a.md", "---\ntitle: T\nowner: @mara\n---\nText.\n")],
        &["a.md:3 bad-front-matter"],
        &["Text.", "<title>T"],
    ),
    (
        "a value that begins with a backtick",
        &[("a.md", "---\ntitle: `x` y\nsummary: Good.\n---\nText.\n")],
        &["a.md:2 bad-front-matter"],
        &["Good."],
    ),
    (
        "a value that begins with an asterisk",
        &[("a.md", "---\ntitle: **x**\nsummary: Good.\n---\nText.\n")],
        &["a.md:2 bad-front-matter"],
        &["Good."],
    ),
    (
        "text after a quote",
        &[("a.md", "---\ntitle: \"x\" y\nsummary: Good.\n---\nText.\n")],
        &["a.md:2 bad-front-matter"],
        &["Good."],
    ),
    (
        "text after a list",
        &[("a.md", "---\ntags: [a] b\nsummary: Good.\n---\nText.\n")],
        &["a.md:2 bad-front-matter"],
        &["Good."],
    ),
    (
        "a colon in a title",
        &[("a.md", "---\ntitle: Plan: second year\nsummary: Good.\n---\nText.\n")],
        &["a.md:2 bad-front-matter"],
        &["Plan: second year", "Good."],
    ),
    (
        "a key twice",
        &[("a.md", "---\ntitle: One\ntitle: Two\n---\nText.\n")],
        &["a.md:3 bad-front-matter"],
        &["<title>One"],
    ),
    (
        "a line that is no key",
        &[("a.md", "---\ntitle: One\njust words\n---\nText.\n")],
        &["a.md:3 bad-front-matter"],
        &["<title>One"],
    ),
    (
        "bad indentation",
        &[("a.md", "---\ntitle: One\n   summary: Good.\n---\nText.\n")],
        &["a.md:3 bad-front-matter"],
        &["One"],
    ),
    (
        "front matter after an empty line",
        &[("a.md", "\n---\ntitle: One\n---\nText.\n")],
        &["a.md:2 bad-front-matter"],
        &["<title>One"],
    ),
    (
        "front matter after a comment",
        &[("a.md", "<!-- c -->\n---\ntitle: One\n---\nText.\n")],
        &["a.md:2 bad-front-matter"],
        &["<title>One"],
    ),
    (
        "a thematic break as the first line",
        &[("a.md", "---\n\nText with a rule.\n\n---\n\nMore.\n")],
        &[],
        &["Text with a rule.", "More."],
    ),
    (
        "a rule in the body",
        &[("a.md", "---\ntitle: One\n---\nText.\n\n---\n\nBelow.\n")],
        &[],
        &["Text.", "<hr", "Below."],
    ),
    (
        "the same file name in many folders",
        &[("a/x.md", "# A\n"), ("b/x.md", "# B\n")],
        &[],
        &["A"],
    ),
    (
        "the same id in two files",
        &[("a.md", "---\nid: same\n---\n# A\n"), ("b.md", "---\nid: same\n---\n# B\n")],
        &["b.md:2 duplicate-id"],
        &["A"],
    ),
    ("no heading", &[("a.md", "Just text.\n")], &[], &["Just text."]),
    ("several first headings", &[("a.md", "# One\n\n# Two\n")], &[], &["One", "Two"]),
    (
        "the same heading twice",
        &[("a.md", "## Part\n\n## Part\n\n[x](#part-1)\n")],
        &[],
        &["id=\"part\"", "id=\"part-1\""],
    ),
    (
        "headings with code, links and ids",
        &[("a.md", "## `code` [link](a.md) {#own}\n\n[x](#own)\n")],
        &[],
        &["id=\"own\""],
    ),
    (
        "a link to a folder",
        &[("a.md", "[x](docs/) [y](docs)\n"), ("docs/README.md", "# D\n")],
        &[],
        &["docs/index.html"],
    ),
    (
        "a link without an ending",
        &[("a.md", "[x](docs/y)\n"), ("docs/y.md", "# Y\n")],
        &[],
        &["docs/y.html"],
    ),
    (
        "a link with another ending",
        &[("a.md", "[x](docs/y.html)\n"), ("docs/y.md", "# Y\n")],
        &[],
        &["docs/y.html"],
    ),
    (
        "a link from the root",
        &[("docs/a.md", "[x](/docs/y.md)\n"), ("docs/y.md", "# Y\n")],
        &[],
        &["y.html"],
    ),
    (
        "a link to README in another case",
        &[("a.md", "[x](docs/README.MD) [y](docs/readme.md)\n"), ("docs/README.md", "# D\n")],
        &[],
        &["docs/index.html"],
    ),
    (
        "a scheme that is a slip",
        &[("a.md", "[x](hhttps://e.org) [y](malto:a@b.org)\n")],
        &["a.md:1 broken-link"],
        &["x"],
    ),
    (
        "a formula and dollars that are none",
        &[("a.md", "Costs $5 and $6, is $x^2$, \\[no formula\\].\n")],
        &[],
        &["$5 and $6", "[no formula]"],
    ),
    (
        "HTML over many lines",
        &[(
            "a.md",
            "<table>\n<tr>\n<td>cell</td>\n</tr>\n</table>\n\n<table><tr><td>one line</td></tr></table>\n",
        )],
        &[],
        &["cell", "one line"],
    ),
    (
        "details around Markdown",
        &[("a.md", "<details>\n<summary>More</summary>\n\n**bold**\n\n</details>\n")],
        &[],
        &["<details>", "<strong>bold</strong>"],
    ),
    (
        "scripts, frames and styles",
        &[(
            "a.md",
            "<script>alert(1)</script>\n\n<iframe src=\"https://e.org\"></iframe>\n\n<p style=\"color:red\" onclick=\"x()\">words</p>\n",
        )],
        &["a.md:1 raw-html", "a.md:3 raw-html", "a.md:5 raw-html"],
        &["words"],
    ),
    (
        "footnotes and wiki links",
        &[("a.md", "Text[^1] and [[b]].\n\n[^1]: The note.\n"), ("b.md", "# B\n")],
        &[],
        &["The note.", "b.html"],
    ),
    (
        "definition lists and alerts",
        &[("a.md", "Term\n: Its meaning.\n\n> [!NOTE]\n> Mind this.\n\nEmoji :rocket: stays.\n")],
        &[],
        &["<dt", "Its meaning.", "Mind this."],
    ),
    (
        "lists six blanks deep",
        &[("a.md", "- a\n      - b\n            - c\n")],
        &[],
        &["a", "b", "c"],
    ),
    (
        "a code fence that is never closed",
        &[("a.md", "# A\n\n```sh\nls\n")],
        &["a.md:3 unclosed-fence"],
        &["ls"],
    ),
    ("a long line", &[("a.md", "LONG\n")], &[], &["word word"]),
    (
        "line ends of Windows",
        &[("a.md", "---\r\ntitle: One\r\n---\r\n\r\nText.\r\n")],
        &[],
        &["<title>One", "Text."],
    ),
    (
        "mixed line ends and none at the end",
        &[("a.md", "---\r\ntitle: One\n---\n\r\nText.")],
        &[],
        &["<title>One", "Text."],
    ),
    (
        "a lone carriage return",
        &[("a.md", "---\rtitle: One\r---\r\rText.\r")],
        &[],
        &["<title>One", "Text."],
    ),
    (
        "invisible signs",
        &[("a.md", "---\ntitle: \"Ze\u{200b}ro\"\n---\n\nA\u{2028}b \u{7} e\u{301}.\n")],
        &[],
        &["ro"],
    ),
    ("an empty file", &[("a.md", "")], &[], &["<main"]),
    (
        "dates that are none",
        &[
            ("bets/a.md", "---\nstatus: proposed\nproposed: 14.05.2026\n---\n"),
            ("bets/b.md", "---\nstatus: proposed\nproposed: 2026-02-30\n---\n"),
            ("bets/c.md", "---\nstatus: proposed\nproposed: 2026/05\n---\n"),
        ],
        &["bets/a.md:3 wrong-type", "bets/b.md:3 wrong-type", "bets/c.md:3 wrong-type"],
        &["A"],
    ),
    (
        "placeholders of a template left in",
        &[("a.md", "---\ntitle: {{ title }}\nsummary: Good.\n---\nText.\n")],
        &["a.md:2 bad-front-matter"],
        &["Good."],
    ),
    (
        "comments, flow lists and folded text",
        &[(
            "a.md",
            "---\n# first\ntitle: One # why\ntags: [a, b] # c\nsummary: >-\n  folded\n  text\n---\nText.\n",
        )],
        &[],
        &["folded text"],
    ),
    (
        "a tab in the front matter",
        &[("a.md", "---\ntitle: One\nimported:\n\ttool: x\n---\nText.\n")],
        &["a.md:4 bad-front-matter"],
        &["<title>One"],
    ),
    (
        "names that are not plain",
        &[("ünï côdé.md", "# U\n\n[x](b%20c.md)\n"), ("b c.md", "# B\n")],
        &[],
        &["U"],
    ),
    (
        "signs that turn the direction",
        &[("a.md", "---\ntitle: \"a\u{202e}b\"\n---\nText.\n")],
        &[],
        &["Text."],
    ),
    (
        "a version without quotes",
        &[("releases/a.md", "---\nstatus: planned\nversion: 1.10\n---\nText.\n")],
        &[],
        &["1.10"],
    ),
    (
        "a mark of byte order",
        &[("a.md", "\u{feff}---\ntitle: One\n---\nText.\n")],
        &[],
        &["<title>One"],
    ),
];

/// Structure alone: what is wrong with the text, and not with the plan.
const SETTINGS: &str =
    "lints: {levels: {all: off, structure: error, unclosed-fence: error, raw-html: error}}\n";

fn found(site: &Site) -> Vec<String> {
    let reader = site.reader();
    let mut found: Vec<String> = site
        .findings
        .all()
        .map(|finding| {
            let path = finding.at.file.as_ref().map_or("settings", |path| path.as_str());
            let line = site.whereabouts(&reader, &finding.at).map_or(1, |place| place.line);
            format!("{path}:{line} {}", finding.code)
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn no_trap_costs_more_than_its_own_place() {
    let mut faults = String::new();
    for (name, files, expected, shown) in TRAPS {
        let long = "word ".repeat(1_500);
        let bytes: Vec<(String, Vec<u8>)> = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.replace("LONG", &long).into_bytes()))
            .chain([("fine.md".to_owned(), b"Fine words.\n".to_vec())])
            .collect();
        let site = small::of_bytes(&bytes, Some(SETTINGS.as_bytes()));
        let seen = found(&site);
        if seen != *expected {
            let _ = writeln!(faults, "{name}: found {seen:?} and not {expected:?}");
        }
        let broken = |code: &str| code == "bad-front-matter";
        for problem in site.findings.all().filter(|it| it.help.is_none() && broken(it.code)) {
            let _ = writeln!(faults, "{name}: `{}` says no help", problem.what);
        }
        let reader = site.reader();
        let url = |path: &str| {
            let path = throughline::base::names::DocPath::new(path)?;
            Some(reader.doc(reader.at_path(&path)?)?.url.to_string())
        };
        let page = |path: &str| {
            let made = site.make(&url(path)?)?;
            Some(String::from_utf8_lossy(made.bytes()?).into_owned())
        };
        let html = page(files[0].0).unwrap_or_default();
        for words in *shown {
            if !html.contains(words) {
                let _ = writeln!(faults, "{name}: {words:?} is not on the page");
            }
        }
        for odd in ["<script>alert", "onclick=", "<iframe"] {
            if html.contains(odd) {
                let _ = writeln!(faults, "{name}: {odd} is on the page");
            }
        }
        if !page("fine.md").unwrap_or_default().contains("Fine words.") {
            let _ = writeln!(faults, "{name}: the other page is not whole");
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn what_is_broken_most_often_has_a_help_line_of_its_own() {
    let helps: Vec<String> = TRAPS
        .iter()
        .filter(|(_, _, expected, _)| {
            expected.first().is_some_and(|it| it.ends_with("bad-front-matter"))
        })
        .map(|(_, files, ..)| {
            let problems = throughline::parse::parse(files[0].1).problems;
            problems.first().and_then(|it| it.help.clone()).expect("a help")
        })
        .collect();
    assert!(helps.len() >= 12);
    // A sign, a quote and a colon are all mended by quotes; each shows the author's own value in them.
    let distinct: std::collections::BTreeSet<&String> = helps.iter().collect();
    assert!(distinct.len() + 1 >= helps.len(), "{helps:#?}");
}
