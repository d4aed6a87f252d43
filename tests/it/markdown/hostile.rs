//! Nothing that an author writes can run in a reader's browser.

use throughline::base::link::Resolved;
use throughline::parse::outline::{Link, LinkKind};
use throughline::theme::markdown::{Options, RawHtml};

use super::{DEFAULT, outline, plain, written};

/// Whether anything in the HTML could run or reach out: read by a parser, as a browser would.
fn runs(html: &str) -> Option<String> {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').unwrap_or(rest.len());
        let tag = rest[..end].to_ascii_lowercase();
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if [
            "script", "style", "iframe", "object", "embed", "form", "link", "meta", "base", "math",
            "svg", "template", "noscript", "textarea", "audio", "video", "button",
        ]
        .contains(&name.as_str())
        {
            return Some(tag);
        }
        // Attributes by their quotes; the renderer always writes double ones.
        for (n, part) in tag.split('"').enumerate() {
            if n % 2 == 0
                && (part.contains(" on")
                    || part.contains(" style")
                    || part.contains("srcdoc")
                    || part.contains("formaction"))
            {
                return Some(tag);
            }
            let value: String =
                part.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            if n % 2 == 1
                && ["javascript:", "data:", "vbscript:", "//"]
                    .iter()
                    .any(|it| value.starts_with(it))
            {
                return Some(tag);
            }
        }
        rest = &rest[end..];
    }
    None
}

const HOSTILE: [&str; 34] = [
    "<script>alert(1)</script>",
    "a <script>alert(1)</script> b",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<a href=\" &#14; javascript:alert(1)\">x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](<java\\\nscript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x](https://e.org/\"onmouseover=\"alert(1))",
    "[x](a.md '\"onmouseover=\"alert(1)')",
    "![\" onerror=\"alert(1)](a.png)",
    "```\"><script>alert(1)</script>\nx\n```",
    "# <script>alert(1)</script>\n\n<b style=\"position:fixed\" onclick=alert(1)>x</b>",
    "[[\"><script>alert(1)</script>]]",
    "[[a|<img src=x onerror=alert(1)>]]",
    "a[^\"><script>]\n\n[^\"><script>]: <script>alert(1)</script>",
    "<div><style>*{display:none}</style></div>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |",
    "<!--><script>alert(1)</script>-->",
];

#[test]
fn nothing_an_author_writes_can_run() {
    for body in HOSTILE {
        for html in [RawHtml::Sanitise, RawHtml::Escape] {
            // Once with no link known, and once with every link said to lead outside.
            for links in [&[][..], &[Resolved::Outside, Resolved::Outside][..]] {
                use LinkKind::{Html, Image, Markdown, Wiki};
                let mut found = outline(&[(1, "\"><script>", "x\"><script>")], &[]);
                for kind in [Markdown, Image, Wiki, Html] {
                    for target in [
                        "javascript:alert(1)",
                        "JaVaScRiPt:alert(1)",
                        "https://e.org/\"onmouseover=\"alert(1)",
                        "x",
                        "a.png",
                        "a.md",
                    ] {
                        found.links.push(Link { kind, target: target.into(), text: "".into() });
                    }
                }
                let all: Vec<Resolved> = if links.is_empty() {
                    Vec::new()
                } else {
                    vec![Resolved::Outside; found.links.len()]
                };
                let out = written(body, &found, &all, &Options { html, ..DEFAULT });
                assert_eq!(runs(&out), None, "{body}\n{out}");
            }
        }
    }
}

#[test]
fn any_text_gives_html() {
    use proptest::prelude::*;
    let pieces = prop::collection::vec(
        prop::sample::select(vec![
            "a", "\n", "\n\n", "*", "**", "`", "```", "[", "](", ")", "[[", "]]", "|", "---", "> ",
            "- ", "<b>", "</b>", "<", "&", "[^1]", "[^1]: ", "!", "# ", "[!NOTE]", "\u{e000}", "é",
            " : ",
        ]),
        0..40,
    );
    proptest!(|(body in pieces)| {
        let body = body.concat();
        let html = plain(&body);
        prop_assert_eq!(runs(&html).filter(|it| !it.contains("svg")), None);
    });
}
