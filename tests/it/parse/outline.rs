//! What a body holds.

use throughline::parse::outline::{LinkKind, Outline};
use throughline::parse::parse;

fn outline(body: &str) -> Outline {
    parse(body).outline
}

fn headings(body: &str) -> Vec<String> {
    outline(body).headings.iter().map(|h| format!("{} {} #{}", h.level, h.text, h.anchor)).collect()
}

fn links(body: &str) -> Vec<String> {
    outline(body).links.iter().map(|l| format!("{:?} {} {}", l.kind, l.target, l.text)).collect()
}

#[test]
fn headings_have_anchors_of_their_own() {
    assert_eq!(
        headings(
            "# Why\n\n## Notes\n\n## Notes\n\n### `code` and [link](x)\n\nSet\n===\n\n## Notes 1\n\n# !\n"
        ),
        [
            "1 Why #why",
            "2 Notes #notes",
            "2 Notes #notes-1",
            "3 code and link #code-and-link",
            "1 Set #set",
            "2 Notes 1 #notes-1-1",
            "1 ! #section",
        ]
    );
    assert_eq!(
        headings("## Why\n\n## Reason {#why}\n\n## Again {#why}\n"),
        ["2 Why #why-1", "2 Reason #why", "2 Again #again"]
    );
}

#[test]
fn links_come_in_the_order_of_the_text() {
    let body = "[a](a.md \"t\") ![alt *x*](i.png) [r][ref] [ref] <https://x.org> <me@x.org> [[wiki]] \
        [[id#part|two words]]\n\n<a href=\"h.md?a&amp;b\">x</a>\n\n[ref]: r.md\n";
    assert_eq!(
        links(body),
        [
            "Markdown a.md a",
            "Image i.png alt x",
            "Markdown r.md r",
            "Markdown r.md ref",
            "Markdown https://x.org https://x.org",
            "Markdown mailto:me@x.org me@x.org",
            "Wiki wiki wiki",
            "Wiki id#part two words",
            "Html h.md?a&b ",
        ]
    );
    assert_eq!(links("[![alt](i.png)](t.md)\n"), ["Markdown t.md alt", "Image i.png alt"]);
}

#[test]
fn bare_addresses_are_links() {
    assert_eq!(
        links(
            "See https://x.org/a_b, (http://y.org/(z)) and www.z.org. Not xhttps://q.org or `https://c.org`.\n"
        ),
        [
            "Markdown https://x.org/a_b https://x.org/a_b",
            "Markdown http://y.org/(z) http://y.org/(z)",
            "Markdown http://www.z.org www.z.org",
        ]
    );
    assert_eq!(links("[https://x.org](y.md)\n"), ["Markdown y.md https://x.org"]);
    assert_eq!(links("ftp://x.org and :// and https:// alone\n"), [""; 0]);
}

#[test]
fn double_brackets_are_links_only_in_prose() {
    assert_eq!(
        links("`[[a]]` \\[[b]] [\\[c]] [[ d ]] [[]] [[e]\n\n    [[f]]\n\n```\n[[g]]\n```\n"),
        [""; 0]
    );
    assert_eq!(links("[[1]](cite.md)\n"), ["Markdown cite.md [1]"]);
    assert_eq!(links("[x [[a]] y](b.md)\n"), ["Markdown b.md x [[a]] y"]);
    assert_eq!(
        links("**[[a]]** and [[b|c\nd]] and \\\\[[e]]\n"),
        ["Wiki a a", "Wiki b c d", "Wiki e e"]
    );
    assert_eq!(links("| [[a\\|b]] | x |\n|---|---|\n| [[c]] | y |\n"), ["Wiki a b", "Wiki c c"]);
    assert_eq!(links("[[a|b & c &amp; d_e]] [[[f]]]\n"), ["Wiki a b & c & d_e", "Wiki f f"]);
}

#[test]
fn fields_and_counts_in_double_brackets_are_no_links() {
    let read = outline(
        "[[fill-rate:target]] of [[=count type:release status:shipped]], [[https://x.org]].\n",
    );
    assert_eq!(
        read.inline.iter().map(AsRef::as_ref).collect::<Vec<&str>>(),
        ["fill-rate:target", "=count type:release status:shipped"]
    );
    assert_eq!(read.links.len(), 1);
    assert_eq!(read.links[0].kind, LinkKind::Wiki);
}

#[test]
fn the_first_paragraph_is_plain_text() {
    let first = |body: &str| outline(body).first_paragraph.map(String::from);
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        first("# T\n\n![badge](b.svg)\n\nA *b* `c`\n[d](e) \\* &amp;.\n\nMore.\n"),
        some("A b c d * &.")
    );
    assert_eq!(first("> [!NOTE]\n> Read this.\n"), some("Read this."));
    assert_eq!(first("- item\n\n  loose\n\n| a |\n|---|\n| b |\n\nText.\n"), some("Text."));
    assert_eq!(first("[![x](y)](z) ![q](r)\n\nText.\n"), some("Text."));
    assert_eq!(first("Note[^1].\n\n[^1]: Foot.\n"), some("Note."));
    assert_eq!(first("```\ncode\n```\n\n<div>html</div>\n"), None);
    assert_eq!(first(""), None);
}

#[test]
fn fences_keep_the_text_of_views_only() {
    let read =
        outline("```rust\nfn f() {}\n```\n\n~~~view table\nquery: a\n\nb\n~~~\n\n    indented\n");
    let shown: Vec<(&str, &str)> = read.fences.iter().map(|f| (&*f.info, &*f.text)).collect();
    assert_eq!(shown, [("rust", ""), ("view table", "query: a\n\nb\n")]);
    assert_eq!(read.unclosed_fence, None);
}

#[test]
fn a_fence_that_is_never_closed_has_its_line() {
    assert_eq!(
        parse("---\na: b\n---\n\nText.\n\n````\ncode\n```\n").outline.unclosed_fence,
        Some(7)
    );
    assert_eq!(outline("> ```\n> code\n> ```\n\n- x\n\n  ~~~\n  y\n  ~~~~\n").unclosed_fence, None);
    assert_eq!(outline("```").unclosed_fence, Some(1));
    assert_eq!(outline("```\n```").unclosed_fence, None);
}

#[test]
fn html_that_does_not_stay_is_told() {
    let faults = |body: &str| -> Vec<String> {
        outline(body).html.iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        faults(
            "<script>\nif (a < b) { x(\"<div onclick=1>\") }\n</script>\n\nText <b onclick=\"x()\">b</b> and <iframe src=\"y\"></iframe>.\n"
        ),
        ["<script>", "onclick", "<iframe>"]
    );
    assert_eq!(
        faults(
            "<a href=\"java&#115;cript:x\">a</a> <a href=' JaVaScript:y'>b</a> <img src=data:z>\n"
        ),
        ["href=\"javascript:…\"", "href=\"javascript:…\"", "src=\"data:…\""]
    );
    assert_eq!(
        faults(
            "<details open>\n<summary>More</summary>\n\n*x*\n\n</details>\n\n<br/> <kbd>a</kbd>\n"
        ),
        [""; 0]
    );
    assert_eq!(
        faults("<!-- <script> -->\n\n`<script>`\n\n<p align=\"center\"\n   style='x'>y</p>\n"),
        ["style"]
    );
    assert_eq!(faults("a < b and <1 and <é>\n"), [""; 0]);
}

#[test]
fn links_in_html_blocks_are_found_over_many_lines() {
    assert_eq!(
        links(
            "> <table><tr><td><a\n> href=\"a.md\">x</a>\n> <img alt=\"\" src='b.png'></td></tr></table>\n"
        ),
        ["Html a.md ", "Html b.png "]
    );
    assert_eq!(links("<script src=\"x.js\"></script>\n"), [""; 0]);
}

#[test]
fn abbreviations_are_found_in_prose() {
    let read = outline(
        "# HEAD\n\nThe NPS, KRs and `CODE` of [[ABC]] at https://XY.org/PDF. Not Q2, B2B, TOOLONG or ÄB.\n\n- MVP-first\n\n| API |\n|---|\n| x |\n",
    );
    assert_eq!(
        read.acronyms.iter().map(AsRef::as_ref).collect::<Vec<&str>>(),
        ["API", "KR", "MVP", "NPS"]
    );
}

#[test]
fn rates_of_small_samples_are_claims() {
    let claims = |body: &str| -> Vec<(u32, bool)> {
        outline(body).claims.iter().map(|claim| (claim.n, claim.with_interval)).collect()
    };
    assert_eq!(claims("It rose. 60 % (n = 12) were happy. All fine.\n"), [(12, false)]);
    assert_eq!(claims("3 of 5 (60 %) did it.\n"), [(5, false)]);
    assert_eq!(claims("- 3 out of 5, or 60%, did it.\n- 10 % (1/10)\n"), [(5, false)]);
    assert_eq!(
        claims("60 % ± 14 (N=12).\n\n60 %, between 32 and 81 % (n = 12)\n"),
        [(12, true), (12, true)]
    );
    assert_eq!(claims("60 % (n = 120). In 2 of 3 teams it rose by 5 %. n = 12 people.\n"), []);
    assert_eq!(
        outline("A. Then 60 % (n = 12) said yes! B.\n").claims[0].text.as_ref(),
        "Then 60 % (n = 12) said yes!"
    );
}

#[test]
fn words_are_counted_roughly_when_there_are_many() {
    assert_eq!(outline("# One two\n\nthree *four* five\n").words, 5);
    assert_eq!(outline(&"word ".repeat(130)).words, 100);
}

#[test]
fn all_of_the_syntax_is_read() {
    let read = outline(
        "- [ ] a\n- [x] b\n\nTerm\n: [d](d.md)\n\n~~s~~ [^n]\n\n[^n]: [f](f.md)\n\n> [!WARNING]\n> [w](w.md)\n",
    );
    let targets: Vec<&str> = read.links.iter().map(|link| &*link.target).collect();
    assert_eq!(targets, ["d.md", "f.md", "w.md"]);
}
