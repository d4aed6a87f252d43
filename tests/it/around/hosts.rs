//! What hosts and search engines read: headers, robots, sitemap, the page of what is not there, names of files.

use throughline::site::engine::Site;

use super::{site, text};

const FILES: &[(&str, &str)] =
    &[("index.md", "# Home\n"), ("gu\u{ef}de/a b & c.md", "# Odd\n"), ("guide/x.md", "# X\n")];

#[test]
fn a_site_below_a_path_says_so_everywhere() {
    let site = site("base_url: https://h.example/hand/book\n", FILES);
    let map = text(&site, "sitemap.xml");
    assert!(map.contains("<loc>https://h.example/hand/book/index.html</loc>"), "{map}");
    assert!(map.contains("<loc>https://h.example/hand/book/gu%C3%AFde/a-b-c.html</loc>"), "{map}");
    assert!(!map.contains("404"), "{map}");
    let robots = text(&site, "robots.txt");
    assert_eq!(
        robots,
        "User-agent: *\nAllow: /hand/book/\nSitemap: https://h.example/hand/book/sitemap.xml\n"
    );
    let lost = text(&site, "404.html");
    assert!(lost.contains("href=\"/hand/book/assets/site."), "{lost}");
    assert!(
        lost.contains("href=\"/hand/book/index.html\"") && !lost.contains("href=\"index.html"),
        "{lost}"
    );
    let headers = text(&site, "_headers");
    assert!(
        headers.starts_with("/hand/book/*\n  Content-Security-Policy: default-src 'self';"),
        "{headers}"
    );
}

#[test]
fn what_is_confidential_or_has_no_address_is_not_to_be_found() {
    for settings in ["base_url: https://h.example/\naudience: confidential\n", ""] {
        assert_eq!(text(&site(settings, FILES), "robots.txt"), "User-agent: *\nDisallow: /\n");
    }
}

fn named(site: &Site, begins: &str, ends: &str) -> String {
    let mut urls = site.outputs.list.iter().map(|(url, _)| url.to_string());
    urls.find(|url| url.starts_with(begins) && url.ends_with(ends))
        .unwrap_or_else(|| panic!("no {begins}"))
}

#[test]
fn what_every_page_fetches_has_a_name_that_changes_with_its_bytes() {
    let site = site("", FILES);
    let sheet = named(&site, "assets/site.", ".css");
    let font = named(&site, "assets/fonts/throughline-sans.", ".woff2");
    let css = text(&site, &sheet);
    assert!(css.contains(font.strip_prefix("assets/").expect("below")), "{font}");
    let page = text(&site, "guide/x.html");
    assert!(
        page.contains(&format!("href=\"../{sheet}\""))
            && page.contains(&format!("href=\"../{font}\""))
    );
    let headers = text(&site, "_headers");
    for url in [&sheet, &font] {
        let line = format!("/{url}\n  Cache-Control: public, max-age=31536000, immutable\n");
        assert!(headers.contains(&line), "{headers}");
    }
    for url in css.split("url(").skip(1).map(|rest| rest.split(')').next().expect("an end")) {
        assert!(site.outputs.at(&format!("assets/{url}")).is_some(), "{url} leads nowhere");
    }
}

#[test]
fn a_program_that_reads_text_finds_the_rest() {
    let site = site("title: 'A [b](c)'\ndescription: One\n", FILES);
    let text = text(&site, "llms.txt");
    assert!(text.starts_with("# A \\[b\\](c)\n\n> One\n"), "{text}");
    for link in text.split("](").skip(2).map(|rest| rest.split(')').next().expect("an end")) {
        assert!(site.outputs.at(link).is_some(), "{link} in {text}");
    }
}
