//! The navigation: the same on every page but for the way to the root and the place where the reader stands. So it is drawn
//! once for each depth, and the place is marked in the HTML.

use tera::{Context, Tera, Value};

/// The navigation of all pages of one depth.
#[derive(Debug, Clone, Default)]
pub struct Navigation {
    /// The views.
    pub views: String,
    /// Threads and library.
    pub rest: String,
}

impl Navigation {
    /// Draws it; empty where a template is broken, and then the page draws its own and tells the fault.
    #[must_use]
    pub(super) fn draw(tera: &Tera, site: &Value, root: &str) -> Self {
        let mut scope = Context::new();
        let words = site.get_from_path("t").cloned();
        scope.insert_value("t", words.unwrap_or_else(|| Value::from(tera::Map::default())));
        scope.insert_value("site", site.clone());
        scope.insert_value("root", Value::from(root));
        let draw = |name: &str| tera.render(name, &scope).unwrap_or_default();
        Self { views: draw("nav-views.html"), rest: draw("nav-rest.html") }
    }

    /// The navigation as the page at an address shows it: what leads there is current, and so is its view.
    #[must_use]
    pub fn at(&self, root: &str, url: &str, key: Option<&str>) -> Self {
        let here = format!("href=\"{root}{url}\"");
        let mut views = mark(&self.views, &here, "page");
        if views.is_none() {
            views = key.and_then(|key| mark(&self.views, &format!("data-key=\"{key}\""), "true"));
        }
        Self {
            views: views.unwrap_or_else(|| self.views.clone()),
            rest: mark(&self.rest, &here, "page").unwrap_or_else(|| self.rest.clone()),
        }
    }
}

/// Puts `aria-current` behind every attribute that reads so; `None` where there is none.
fn mark(html: &str, attribute: &str, word: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(attribute) {
        let (before, after) = rest.split_at(at + attribute.len());
        out.push_str(before);
        out.push_str(" aria-current=\"");
        out.push_str(word);
        out.push('"');
        rest = after;
    }
    (!out.is_empty()).then(|| {
        out.push_str(rest);
        out
    })
}
