//! What surrounds a page: the same on every page but for the way to the root and the place where the reader stands. So it is drawn
//! once for each depth, and the place is marked in the HTML.

use std::collections::HashMap;

use ahash::RandomState;
use tera::{Context, Tera, Value};

/// Head, bar and navigation of all pages of one depth.
#[derive(Debug, Clone)]
pub struct Navigation {
    root: String,
    head: Value,
    top: Value,
    views: Part,
    rest: Part,
}

/// The same as one page shows it: safe HTML.
#[derive(Debug, Clone)]
pub struct Marked {
    /// What all pages link to in their heads.
    pub head: Value,
    /// The bar at the top.
    pub top: Value,
    /// The views.
    pub views: Value,
    /// Threads and library.
    pub rest: Value,
}

/// One piece of it, with the places where a mark may stand.
#[derive(Debug, Clone)]
struct Part {
    html: String,
    value: Value,
    /// Where each `href` and `data-key` ends, by its text.
    ends: HashMap<String, Vec<usize>, RandomState>,
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
        Self {
            root: root.to_owned(),
            head: Value::safe_string(&draw("nav-head.html")),
            top: Value::safe_string(&draw("nav-top.html")),
            views: Part::new(draw("nav-views.html")),
            rest: Part::new(draw("nav-rest.html")),
        }
    }

    /// The navigation as the page at an address shows it: what leads there is current, and so is its view.
    #[must_use]
    pub fn at(&self, url: &str, key: Option<&str>) -> Marked {
        let here = format!("href=\"{}{url}\"", self.root);
        let view = || self.views.marked(&format!("data-key=\"{}\"", key?), "true");
        Marked {
            head: self.head.clone(),
            top: self.top.clone(),
            views: self
                .views
                .marked(&here, "page")
                .or_else(view)
                .unwrap_or_else(|| self.views.value.clone()),
            rest: self.rest.marked(&here, "page").unwrap_or_else(|| self.rest.value.clone()),
        }
    }
}

impl Part {
    fn new(html: String) -> Self {
        let mut ends: HashMap<String, Vec<usize>, RandomState> = HashMap::default();
        for name in ["href=\"", "data-key=\""] {
            for (at, _) in html.match_indices(name) {
                let value = at + name.len();
                let Some(length) = html.get(value..).and_then(|rest| rest.find('"')) else {
                    continue;
                };
                let end = value + length + 1;
                let attribute = html.get(at..end).unwrap_or_default().to_owned();
                ends.entry(attribute).or_default().push(end);
            }
        }
        Self { value: Value::safe_string(&html), html, ends }
    }

    /// With `aria-current` behind every attribute that reads so; `None` where there is none.
    fn marked(&self, attribute: &str, word: &str) -> Option<Value> {
        let mut out = String::with_capacity(self.html.len() + 32);
        let mut done = 0;
        for end in self.ends.get(attribute)? {
            out.push_str(self.html.get(done..*end)?);
            out.push_str(" aria-current=\"");
            out.push_str(word);
            out.push('"');
            done = *end;
        }
        out.push_str(self.html.get(done..)?);
        Some(Value::safe_string(&out))
    }
}
