//! Markdown as HTML: what every form of syntax becomes, where links lead, and that nothing an author
//! writes can run.

mod code;
mod hostile;
mod pictures;
mod raw;
mod svg;
mod terms;

use throughline::base::link::Resolved;
use throughline::parse::outline::{Heading, Link, LinkKind, Outline};
use throughline::theme::markdown::{self, Options, RawHtml};

fn outline(headings: &[(u8, &str, &str)], links: &[(LinkKind, &str)]) -> Outline {
    Outline {
        headings: headings
            .iter()
            .map(|(level, text, anchor)| Heading {
                level: *level,
                text: (*text).into(),
                anchor: (*anchor).into(),
            })
            .collect(),
        links: links
            .iter()
            .map(|(kind, target)| Link { kind: *kind, target: (*target).into(), text: "".into() })
            .collect(),
        ..Outline::default()
    }
}

fn written(body: &str, outline: &Outline, links: &[Resolved], options: &Options) -> String {
    let mut out = String::new();
    markdown::render(body, outline, links, options, &mut out);
    out
}

fn plain(body: &str) -> String {
    written(body, &Outline::default(), &[], &Options::default())
}

fn page(href: &str, title: &str) -> Resolved {
    Resolved::Page { href: href.into(), title: title.into() }
}

const ROOT: Options = Options { root: "../", ..DEFAULT };
const DEFAULT: Options = Options {
    html: RawHtml::Sanitise,
    root: "",
    title: "",
    fence: None,
    inline: &[],
    highlight: true,
    terms: None,
    words: markdown::Words::ENGLISH,
};

#[test]
fn every_form_of_syntax_has_its_html() {
    for (body, html) in [
        (
            "A *b* **c** ~~d~~ `e<f`.",
            "<p>A <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code>.</p>\n",
        ),
        ("a  \nb\nc", "<p>a<br>\nb\nc</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        ("***", "<hr>\n"),
        (
            "```rust,ignore\nlet a = \"<b>\";\n```",
            "<pre tabindex=\"0\"><code class=\"language-rust\"><span class=\"c-k\">let</span> a = <span class=\"c-s\">&quot;&lt;b&gt;&quot;</span>;\n</code></pre>\n",
        ),
        (
            "```yaml a/b.yml\nc: <d>\n```",
            "<figure class=\"code\"><figcaption>a/b.yml</figcaption><pre tabindex=\"0\"><code class=\"language-yaml\"><span class=\"c-k\">c</span>: &lt;d&gt;\n</code></pre></figure>\n",
        ),
        (
            "```yaml a b.yml\nc\n```",
            "<pre tabindex=\"0\"><code class=\"language-yaml\">c\n</code></pre>\n",
        ),
        ("    a\n    b", "<pre tabindex=\"0\"><code>a\nb</code></pre>\n"),
        (
            "- [x] a\n- [ ] b",
            "<ul>\n<li><input type=\"checkbox\" disabled checked aria-label=\"Done\"> a</li>\n<li><input type=\"checkbox\" disabled aria-label=\"Open\"> b</li>\n</ul>\n",
        ),
        ("Term\n: What it means", "<dl>\n<dt>Term</dt>\n<dd>What it means</dd>\n</dl>\n"),
        (
            "| a | b | c |\n|---|--:|:-:|\n| 1 | 2 | 3 |",
            "<div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"Table\"><table>\n<thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"r\">b</th><th scope=\"col\" class=\"center\">c</th></tr></thead><tbody>\n<tr><td>1</td><td class=\"r\">2</td><td class=\"center\">3</td></tr>\n</tbody></table></div>\n",
        ),
        (
            "> [!WARNING]\n> Mind.",
            "<div class=\"alert alert-warning\">\n<p class=\"alert-title\"><svg class=\"st s-warning\" aria-hidden=\"true\"><use href=\"#s-warning\"/></svg>Warning</p>\n<p>Mind.</p>\n</div>\n",
        ),
        (
            "A[^n] b[^n].\n\n[^n]: Why.",
            "<p>A<sup class=\"fn-ref\"><a href=\"#fn:1\" id=\"fnref:1\">1</a></sup> b<sup class=\"fn-ref\"><a href=\"#fn:1\" id=\"fnref:1:2\">1</a></sup>.</p>\n<section class=\"footnotes\" aria-label=\"Notes\"><ol>\n<li id=\"fn:1\"><p>Why. <a class=\"fn-back\" href=\"#fnref:1\" aria-label=\"Back to the text\">↩</a> <a class=\"fn-back\" href=\"#fnref:1:2\" aria-label=\"Back to the text\">↩</a></p></li>\n</ol></section>\n",
        ),
        ("[^n]: Never referred to.", ""),
    ] {
        assert_eq!(plain(body), html, "{body}");
    }
}

#[test]
fn headings_carry_their_anchors_and_a_link_to_copy() {
    let found = outline(&[(2, "Why", "why"), (3, "How & when", "how-when")], &[]);
    assert_eq!(
        written("## Why\n\n### How & when", &found, &[], &DEFAULT),
        "<h2 id=\"why\">Why <a class=\"hlink\" href=\"#why\" aria-label=\"Copy link to this part\">#</a></h2>\n\
         <h3 id=\"how-when\">How &amp; when <a class=\"hlink\" href=\"#how-when\" aria-label=\"Copy link to this part\">#</a></h3>\n"
    );
}

#[test]
fn a_first_heading_that_repeats_the_title_is_left_out() {
    let found = outline(&[(1, "Why", "why"), (2, "How", "how")], &[]);
    let html = written("# *Why*\n\n## How", &found, &[], &Options { title: "Why", ..DEFAULT });
    assert!(html.starts_with("<h2 id=\"how\">How"), "{html}");
}

#[test]
fn other_headings_of_the_first_level_move_below_the_title() {
    let found = outline(&[(1, "Part", "part"), (2, "How", "how"), (6, "Six", "six")], &[]);
    let html = written(
        "# Part\n\n## How\n\n###### Six",
        &found,
        &[],
        &Options { title: "Why", ..DEFAULT },
    );
    assert!(html.starts_with("<h2 id=\"part\">") && html.contains("<h3 id=\"how\">"), "{html}");
    assert!(html.contains("<h6 id=\"six\">") && html.ends_with("</h6>\n"), "{html}");
}

#[test]
fn links_lead_where_they_were_resolved_to() {
    use LinkKind::Markdown as M;
    let body = "[a](a.md) [](b.md) [c](c.md#x) [d](#here) [e](https://e.org/?q=1&r=\"2\" \"t\") [f](gone.md) [g](secret.md) [h](h.pdf) <https://i.org>";
    let found = outline(
        &[],
        &[
            (M, "a.md"),
            (M, "b.md"),
            (M, "c.md#x"),
            (M, "#here"),
            (M, "https://e.org/?q=1&r=\"2\""),
            (M, "gone.md"),
            (M, "secret.md"),
            (M, "h.pdf"),
            (M, "https://i.org"),
        ],
    );
    let links = [
        page("goals/a.html", "Alpha"),
        page("goals/b.html", "Beta <b>"),
        page("c.html#x", "C"),
        Resolved::Anchor("here".into()),
        Resolved::Outside,
        Resolved::Broken,
        Resolved::Hidden,
        Resolved::Asset { href: "files/h 1.pdf".into(), size: None },
        Resolved::Outside,
    ];
    assert_eq!(
        written(body, &found, &links, &ROOT),
        "<p><a href=\"../goals/a.html\">a</a> <a href=\"../goals/b.html\">Beta &lt;b&gt;</a> <a href=\"../c.html#x\">c</a> <a href=\"#here\">d</a> \
         <a class=\"outside\" rel=\"noopener\" href=\"https://e.org/?q=1&amp;r=%222%22\" title=\"t\">e<span class=\"vh\"> (another site)</span></a> <span class=\"broken\" title=\"This link leads nowhere\">f</span> g \
         <a href=\"../files/h%201.pdf\">h</a> <a class=\"outside\" rel=\"noopener\" href=\"https://i.org\">https://i.org<span class=\"vh\"> (another site)</span></a></p>\n"
    );
}

#[test]
fn wiki_links_take_the_title_where_no_words_are_written() {
    use LinkKind::Wiki as W;
    let found = outline(
        &[],
        &[(W, "a"), (W, "a"), (W, "a#part"), (W, "gone"), (W, "secret"), (W, "secret")],
    );
    let links = [
        page("a.html", "Alpha & co"),
        page("a.html", "Alpha"),
        page("a.html#part", "Alpha"),
        Resolved::Broken,
        Resolved::Hidden,
        Resolved::Hidden,
    ];
    assert_eq!(
        written(
            "[[a]] [[a|words]] [[a#part]] [[gone]] x[[secret]]y [[secret|words]]",
            &found,
            &links,
            &ROOT
        ),
        "<p><a href=\"../a.html\">Alpha &amp; co</a> <a href=\"../a.html\">words</a> <a href=\"../a.html#part\">Alpha</a> \
         <span class=\"broken\" title=\"This link leads nowhere\">gone</span> xy words</p>\n"
    );
}

#[test]
fn images_have_their_size_and_load_late() {
    use LinkKind::{Image, Markdown};
    let found = outline(
        &[],
        &[
            (Image, "a.png"),
            (Image, "https://e.org/b.png"),
            (Image, "gone.png"),
            (Markdown, "a.md"),
            (Image, "c.svg"),
        ],
    );
    let links = [
        Resolved::Asset { href: "img/a.png".into(), size: Some((3, 4)) },
        Resolved::Outside,
        Resolved::Broken,
        page("a.html", "A"),
        Resolved::Asset { href: "c.svg".into(), size: None },
    ];
    assert_eq!(
        written(
            "![x *y* \"z\"](a.png \"t\") ![b](https://e.org/b.png) ![gone](gone.png) [![c](c.svg)](a.md)",
            &found,
            &links,
            &ROOT
        ),
        "<p><img src=\"../img/a.png\" alt=\"x y &quot;z&quot;\" width=\"3\" height=\"4\" title=\"t\" loading=\"lazy\"> \
         <a class=\"outside\" rel=\"noopener\" href=\"https://e.org/b.png\">b<span class=\"vh\"> (another site)</span></a> <span class=\"broken\" title=\"This link leads nowhere\">gone</span> \
         <a href=\"../a.html\"><img src=\"../c.svg\" alt=\"c\" loading=\"lazy\"></a></p>\n"
    );
}

#[test]
fn bare_addresses_become_links() {
    let body = "See https://e.org/a_b, or www.e.org.";
    let found = throughline::parse::parse(body).outline;
    assert_eq!(
        written(body, &found, &[Resolved::Outside, Resolved::Outside], &DEFAULT),
        "<p>See <a class=\"outside\" rel=\"noopener\" href=\"https://e.org/a_b\">https://e.org/a_b<span class=\"vh\"> (another site)</span></a>, \
         or <a class=\"outside\" rel=\"noopener\" href=\"http://www.e.org\">www.e.org<span class=\"vh\"> (another site)</span></a>.</p>\n"
    );
}

#[test]
fn the_parser_and_the_renderer_number_the_same_links() {
    let body = "# T\n\n[a](a.md) [[b]] <img src=\"c.png\"> ![d](d.png) [[b:owner]] [[e|w]] <f@g.h> https://i.j [k][k]\n\n\
        | [[l]] | [m](m.md) |\n|---|---|\n| [[n\\|o]] | [![p](p.png)](q.md) |\n\n- <a href=\"r.md\">r</a>\n\n`[[x]]` \\[[y]]\n\n[k]: k.md\n";
    let found = throughline::parse::parse(body).outline;
    let links: Vec<Resolved> =
        (0..found.links.len()).map(|n| page(&format!("{n}.html"), "T")).collect();
    let answers = ["Inés".to_owned()];
    let html = written(body, &found, &links, &Options { inline: &answers, ..DEFAULT });
    for n in 0..links.len() {
        assert_eq!(
            html.matches(&format!("\"{n}.html\"")).count(),
            1,
            "{n} of {:?}\n{html}",
            found.links
        );
    }
    assert!(html.contains(" Inés ") && !html.contains("class=\"broken\""), "{html}");
}

#[test]
fn questions_in_the_text_are_answered_in_their_place() {
    let inline = vec!["fill:owner".into(), "=count type:goal".into()];
    let found = Outline { inline, ..Outline::default() };
    let answers = ["Inés <b>".to_owned(), "14".to_owned()];
    assert_eq!(
        written(
            "[[fill:owner]] of [[=count type:goal]].",
            &found,
            &[],
            &Options { inline: &answers, ..DEFAULT }
        ),
        "<p>Inés &lt;b&gt; of 14.</p>\n"
    );
}

#[test]
fn fences_can_be_drawn_by_somebody_else() {
    let draw = |n: usize, info: &str, text: &str| {
        (info == "view table")
            .then(|| format!("<div class=\"view\" data-n=\"{n}\"><svg>{}</svg></div>", text.len()))
    };
    let options = Options { fence: Some(&draw), ..DEFAULT };
    let body = "```rust\na\n```\n\n```view table\nquery: x\n```\n";
    let html = "<pre tabindex=\"0\"><code class=\"language-rust\">a\n</code></pre>\n<div class=\"view\" data-n=\"1\"><svg>9</svg></div>\n";
    assert_eq!(written(body, &Outline::default(), &[], &options), html);
    let sanitised = written(&format!("{body}\n<b>x</b>"), &Outline::default(), &[], &options);
    assert_eq!(sanitised, format!("{html}<p><b>x</b></p>\n"));
}

#[test]
fn a_file_named_like_a_script_is_still_a_file() {
    let found = outline(&[], &[(LinkKind::Markdown, "a")]);
    let html = written("[x](a)", &found, &[page("javascript:alert(1).html", "A")], &DEFAULT);
    assert_eq!(html, "<p><a href=\"./javascript:alert(1).html\">x</a></p>\n");
}

#[test]
fn output_is_appended_to_what_is_there() {
    let mut out = "before".to_owned();
    markdown::render("a <b>c</b>", &Outline::default(), &[], &DEFAULT, &mut out);
    assert_eq!(out, "before<p>a <b>c</b></p>\n");
}
