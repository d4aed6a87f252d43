//! Old addresses.

use super::{site, text};
use crate::small::{self, SETTINGS};

const PAGE: (&str, &str) = ("guide/new.md", "---\nid: new\n---\n\n# The new page\n");

#[test]
fn an_old_address_leads_on() {
    let moved = "---\nredirect_from: [/guide/old/, guide/older.html]\naliases: [ancient]\ntitle: The <new> page\n---\n";
    let settings = "base_url: https://h.example/sub/\nredirects:\n  plan.html: guide/new.html#why\n  way: plan.html\n  out: https://elsewhere.example/a?b=c\n  home: /\n  by-id.html: new\n";
    let site = site(settings, &[("guide/new.md", moved)]);
    let lead = |url: &str, to: &str| {
        let html = text(&site, url);
        assert!(html.contains(&format!("content=\"0; url={to}\"")), "{url}: {html}");
        assert!(html.contains(&format!("<a href=\"{to}\">")), "{url}: {html}");
    };
    lead("guide/old/index.html", "../../guide/new.html");
    lead("guide/older.html", "../guide/new.html");
    lead("guide/ancient.html", "../guide/new.html");
    lead("plan.html", "guide/new.html#why");
    lead("way/index.html", "../guide/new.html#why");
    lead("out/index.html", "https://elsewhere.example/a?b=c");
    lead("home/index.html", "../index.html");
    lead("by-id.html", "guide/new.html");
    let html = text(&site, "guide/older.html");
    assert!(html.contains("<title>The &lt;new&gt; page</title>"), "{html}");
    assert!(
        html.contains("rel=\"canonical\" href=\"https://h.example/sub/guide/new.html\""),
        "{html}"
    );
    let list = text(&site, "_redirects");
    for line in [
        "/sub/guide/old/ /sub/guide/new.html 301",
        "/sub/guide/old /sub/guide/new.html 301",
        "/sub/guide/older.html /sub/guide/new.html 301",
        "/sub/out/ https://elsewhere.example/a?b=c 301",
        "/sub/way/ /sub/guide/new.html#why 301",
    ] {
        assert!(list.lines().any(|it| it == line), "{line} in\n{list}");
    }
    assert!(!text(&site, "sitemap.xml").contains("older"), "an old address is no page");
    assert_eq!(site.findings.all().filter(|it| it.code != "no-summary").count(), 0);
}

/// What is found in a site with these settings and the page, as `path:line code what`.
fn found(settings: &str, files: &[(&str, &str)]) -> Vec<String> {
    let mut all: Vec<(String, String)> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    all.push((PAGE.0.to_owned(), PAGE.1.to_owned()));
    all.push((SETTINGS.to_owned(), settings.to_owned()));
    let seen = small::findings(&all).into_iter().filter(|it| it.code != "no-summary");
    seen.map(|it| format!("{}:{} {} {}", it.path, it.line, it.code, it.what)).collect()
}

#[test]
fn a_redirect_that_cannot_be_is_a_finding() {
    for (settings, expected) in [
        (
            "redirects:\n  a.html: b.html\n  b.html: c.html\n  c.html: a.html\n",
            "throughline.yml:2 link-cycle redirects lead round in a circle: `a.html` \u{2192} `b.html` \u{2192} `c.html`",
        ),
        (
            "redirects:\n  a.html: a.html\n",
            "throughline.yml:2 link-cycle the redirect from `a.html` leads to itself",
        ),
        (
            "redirects:\n  guide/new.html: index.html\n",
            "throughline.yml:2 url-clash a page stands at `guide/new.html`, which is to lead elsewhere",
        ),
        (
            "redirects:\n  old.html: guide/nwe\n",
            "throughline.yml:2 broken-link the redirect from `old.html` leads to `guide/nwe`, where nothing is",
        ),
        (
            "redirects:\n  ../old.html: new\n",
            "throughline.yml:2 wrong-type `../old.html` is no address below the site's root",
        ),
        (
            "redirects:\n  old.html: ../../etc\n",
            "throughline.yml:2 wrong-type a redirect leads to an id, a path or an address, not `../../etc`",
        ),
        (
            "redirects:\n  old.html: 'javascript:alert(1)'\n",
            "throughline.yml:2 broken-link the redirect from `old.html` leads to `javascript:alert(1)`, where nothing is",
        ),
    ] {
        assert_eq!(found(settings, &[]), [expected], "{settings}");
    }
}

#[test]
fn two_documents_for_one_old_address_is_a_finding_at_the_second() {
    let of = |name: &str| format!("---\nid: {name}\nredirect_from: [old]\n---\n\n# {name}\n");
    let (one, two) = (of("one"), of("two"));
    let seen = found("", &[("one.md", &one), ("two.md", &two)]);
    assert_eq!(seen, ["two.md:3 url-clash `old/index.html` is to lead to two pages"]);
    let over =
        "---\nredirect_from: [guide/new.html, 'old?page=3', https://x.example/a]\n---\n\n# Over\n";
    let seen = found("", &[("over.md", over)]);
    assert_eq!(seen.len(), 3, "{seen:#?}");
    assert!(
        seen[0].starts_with("over.md:2 url-clash a page stands at `guide/new.html`"),
        "{seen:#?}"
    );
    assert!(seen.iter().all(|it| it.starts_with("over.md:2 ")), "{seen:#?}");
}

#[test]
fn an_old_address_never_hides_a_page() {
    let over = "---\nredirect_from: [guide/new.html]\naliases: [new]\n---\n\n# Over\n";
    let site = site("", &[PAGE, ("guide/over.md", over)]);
    assert!(text(&site, "guide/new.html").contains("The new page"));
}

#[test]
fn a_redirect_does_not_name_what_is_hidden() {
    let settings = "audience: public\nredirects:\n  old/zqxsecret.html: zqxsecret\n  old/b.html: plans/zqxsecret.html\n  old/c.html: old/b.html\n";
    let hidden =
        "---\naudience: internal\nredirect_from: [zqxold.html]\naliases: [zqxalias]\n---\n\n# S\n";
    let site = site(
        settings,
        &[("plans/zqxsecret.md", hidden), ("index.md", "---\naudience: public\n---\n\n# Home\n")],
    );
    for (url, _) in &site.outputs.list {
        let bytes = site.make(url).and_then(|made| made.bytes().map(<[u8]>::to_vec));
        let text = format!("{url} {}", String::from_utf8_lossy(&bytes.unwrap_or_default()));
        assert!(!text.contains("zqx"), "{url}");
    }
}
