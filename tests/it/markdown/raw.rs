//! HTML that authors write: what stays of it, and where its links lead.

use throughline::base::link::Resolved;
use throughline::parse::outline::{LinkKind, Outline};
use throughline::theme::markdown::{Options, RawHtml};

use super::{DEFAULT, ROOT, outline, page, plain, written};

const KITCHEN: &str = "# Part\n\nA *b* ~~c~~ `d` \"q\" 'r' & [e](a.md) [f](https://e.org) ![g](a.png) [[h]] [i](gone.md)[^n].\n\n- [x] a\n- b\n\n3. c\n\n\
| a | b |\n|--:|:-:|\n| 1 | 2 |\n\n> [!NOTE]\n> x\n\nT\n: d\n\n```rust\nx\n```\n\n[^n]: Why.\n\n";

#[test]
fn the_allow_list_leaves_what_the_renderer_writes_alone() {
    use LinkKind::{Image, Markdown, Wiki};
    let found = outline(
        &[(1, "Part", "part")],
        &[
            (Markdown, "a.md"),
            (Markdown, "https://e.org"),
            (Image, "a.png"),
            (Wiki, "h"),
            (Markdown, "gone.md"),
        ],
    );
    let links = [
        page("a.html", "A"),
        Resolved::Outside,
        Resolved::Asset { href: "a.png".into(), size: Some((1, 2)) },
        page("h.html", "H"),
        Resolved::Broken,
    ];
    let normal = |html: String| {
        // The parser of HTML writes fewer entities and its own order of attributes in two places.
        html.replace("&quot;", "\"").replace("&#39;", "'").replace("<p><b>x</b></p>\n", "")
    };
    let bare = normal(written(KITCHEN, &found, &links, &ROOT));
    let sanitised = normal(written(&format!("{KITCHEN}<b>x</b>\n"), &found, &links, &ROOT));
    let tags = |html: &str| {
        let mut tags: Vec<String> = html
            .split(['<', '>'])
            .map(|part| {
                let mut words: Vec<&str> = part.split(' ').collect();
                words.sort_unstable();
                words.join(" ")
            })
            .collect();
        tags.retain(|it| !it.trim().is_empty());
        tags
    };
    assert_eq!(tags(&bare), tags(&sanitised));
}

#[test]
fn raw_html_of_the_allow_list_stays() {
    assert_eq!(
        plain("A <kbd>B</kbd> c<br>d <sub>e</sub>"),
        "<p>A <kbd>B</kbd> c<br>d <sub>e</sub></p>\n"
    );
    assert_eq!(
        plain("<details open>\n<summary>S</summary>\n\n*in*\n\n</details>"),
        "<details open=\"\">\n<summary>S</summary>\n\n<p><em>in</em></p>\n</details>\n"
    );
    assert_eq!(plain("a <!-- note --> b\n\n<!--\nlong\n-->\n\nc"), "<p>a  b</p>\n\n<p>c</p>\n");
}

#[test]
fn html_that_spans_blocks_holds_them_together() {
    assert_eq!(
        plain("a & 'b'\n\n<details>\n\n- c\n\n</details>\n\nd & 'e'\n\n<div>\n\nnever closed"),
        "<p>a &amp; &#39;b&#39;</p>\n<details>\n\n<ul>\n<li>c</li>\n</ul>\n</details>\n\n<p>d &amp; &#39;e&#39;</p>\n<div>\n\n<p>never closed</p>\n</div>"
    );
    assert_eq!(
        plain("a[^n] <b>c\n\n[^n]: <i>note\n\nd"),
        "<p>a<sup class=\"fn-ref\"><a href=\"#fn:1\" id=\"fnref:1\">1</a></sup> <b>c</b></p><b>\n<p>d</p>\n</b><section class=\"footnotes\" aria-label=\"Notes\"><ol>\n<li id=\"fn:1\"><p><i>note</i></p><i>\n</i> <a class=\"fn-back\" href=\"#fnref:1\" aria-label=\"Back to the text\">↩</a></li>\n</ol></section>\n"
    );
}

#[test]
fn html_in_a_table_stays_in_its_cell() {
    let html = plain("| a | b |\n|---|---|\n| <i>c</i> |\n\nd");
    assert!(html.contains("<td><i>c</i></td><td></td></tr>"), "{html}");
    assert!(html.ends_with("</tbody></table></div>\n<p>d</p>\n"), "{html}");
}

#[test]
fn links_in_raw_html_are_resolved_too() {
    use LinkKind::Html;
    let found = outline(
        &[],
        &[(Html, "a.md"), (Html, "secret.md"), (Html, "i.png"), (Html, "https://e.org?a=1&b=2")],
    );
    let links = [
        page("a.html", "A"),
        Resolved::Hidden,
        Resolved::Asset { href: "i.png".into(), size: None },
        Resolved::Outside,
    ];
    let html = written(
        "<a href=\"a.md\">a</a> <a href='secret.md'>s</a> <img src=i.png> <a HREF = \"https://e.org?a=1&amp;b=2\">e</a>",
        &found,
        &links,
        &ROOT,
    );
    assert_eq!(
        html,
        "<p><a href=\"../a.html\">a</a> <a>s</a> <img src=\"../i.png\"> <a href=\"https://e.org?a=1&amp;b=2\">e</a></p>\n"
    );
}

#[test]
fn raw_html_can_be_shown_or_trusted() {
    let body = "a <b>c</b>\n\n<div onclick=\"x\">d</div>\n";
    let escape = Options { html: RawHtml::Escape, ..DEFAULT };
    assert_eq!(
        written(body, &Outline::default(), &[], &escape),
        "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n<pre tabindex=\"0\"><code>&lt;div onclick=&quot;x&quot;&gt;d&lt;/div&gt;\n</code></pre>\n"
    );
    let trust = Options { html: RawHtml::Trust, ..DEFAULT };
    assert_eq!(
        written(body, &Outline::default(), &[], &trust),
        "<p>a <b>c</b></p>\n<div onclick=\"x\">d</div>\n\n"
    );
}
