//! `llms.txt`: what the site holds, as Markdown with links, for programs that read text.

use crate::base::address::{Base, encoded};
use crate::base::date::long;
use crate::kinds::KindTag;
use crate::views;

use super::super::engine::Site;
use super::visible;

/// So many documents of a kind are named; the data holds them all.
const MOST: usize = 100;

/// The file.
pub fn text(site: &Site) -> String {
    let reader = site.reader();
    let base = site.config.base_url.as_deref().map(Base);
    let full = |url: &str| base.map_or_else(|| encoded(url), |base| base.full(url));
    let mut out = format!("# {}\n", plain(&views::site_title(&reader)));
    if let Some(description) = &site.config.description {
        out.push_str(&format!("\n> {}\n", plain(description)));
    }
    out.push_str(&format!(
        "\n{}\n",
        site.said(&format!(
            "As of {}. Every page that ends in `.html` has its data beside it in a file that ends in `.json`.",
            long(reader.today())
        ))
    ));
    out.push_str(&format!("\n## {}\n\n", site.said("Data")));
    for (url, title, about) in [
        ("graph.json", "Graph", "every document, its fields and what it points at"),
        ("graph.schema.json", "Schema of the graph", "JSON Schema"),
        ("findings.json", "Findings", "what is wrong, with file and line"),
        ("calendar.ics", "Calendar", "releases, check-ins and reviews"),
    ] {
        if site.outputs.at(url).is_some() {
            let (title, about) = (site.said(title), site.said(about));
            out.push_str(&format!("- [{title}]({}): {about}\n", full(url)));
        }
    }
    out.push_str(&format!("\n## {}\n\n", site.said("Views")));
    for (title, url) in views::view_pages(&reader) {
        out.push_str(&format!("- [{}]({})\n", plain(&site.said(&title)), full(&url)));
    }
    for tag in KindTag::ALL {
        let ids = reader.ids(*tag);
        if ids.is_empty() {
            continue;
        }
        out.push_str(&format!("\n## {}\n\n", site.said(&views::kind_title(*tag))));
        for id in ids.iter().take(MOST) {
            let Some(it) = views::named(&reader, *id) else { continue };
            let about = it.summary.map_or_else(String::new, |text| format!(": {}", plain(&text)));
            let title = site.named(&it.title, it.by_day);
            out.push_str(&format!("- [{}]({}){about}\n", plain(&title), full(&it.url)));
        }
        if ids.len() > MOST {
            let more = format!("and {} more in the graph", ids.len() - MOST);
            out.push_str(&format!("- {}\n", site.said(&more)));
        }
    }
    out
}

/// A text in one line that cannot end a link or begin something else.
fn plain(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if matches!(c, '[' | ']' | '\\' | '`' | '<' | '>' | '*' | '_') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
