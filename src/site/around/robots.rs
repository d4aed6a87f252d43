//! What search engines read: `sitemap.xml` and `robots.txt`.

use std::ops::RangeInclusive;

use crate::base::address::Base;
use crate::kinds::values::Audience;
use crate::theme::html::escape;

use super::super::engine::Site;

/// A sitemap may hold so many addresses; more stand in parts that the sitemap lists.
const MOST: usize = 50_000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The parts of the sitemap of a site of so many pages; none where one file holds them all.
pub fn parts(pages: usize) -> RangeInclusive<usize> {
    let parts = if pages > MOST { pages.div_ceil(MOST) } else { 0 };
    1..=parts
}

/// The sitemap, or a part of it.
pub fn sitemap(site: &Site, part: usize) -> String {
    let base = Base(site.config.base_url.as_deref().unwrap_or(""));
    let routes = &site.outputs.routes;
    let mut out = String::from(HEAD);
    if part == 0 && !parts(routes.len()).is_empty() {
        out.push_str(&format!("<sitemapindex xmlns=\"{SPACE}\">\n"));
        for part in parts(routes.len()) {
            out.push_str("<sitemap><loc>");
            escape(&base.full(&format!("sitemap-{part}.xml")), &mut out);
            out.push_str("</loc></sitemap>\n");
        }
        out.push_str("</sitemapindex>\n");
        return out;
    }
    out.push_str(&format!("<urlset xmlns=\"{SPACE}\">\n"));
    let pages = routes.iter().skip(part.saturating_sub(1) * MOST).take(MOST);
    for route in pages.filter(|route| &*route.url != "404.html") {
        out.push_str("<url><loc>");
        escape(&base.full(&route.url), &mut out);
        out.push_str("</loc></url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// Whether search engines may come. Where a site is published, its readers may find it; an internal one is kept by its
/// host; what is confidential is never to be found.
pub fn robots(site: &Site) -> String {
    match site.config.base_url.as_deref().map(Base) {
        Some(base) if site.audience != Audience::Confidential => format!(
            "User-agent: *\nAllow: {}\nSitemap: {}\n",
            base.path(),
            base.full("sitemap.xml")
        ),
        _ => "User-agent: *\nDisallow: /\n".to_owned(),
    }
}
