//! What surrounds a page: the same on every page but for the way to the root, the place where the reader stands and the thread
//! that is open there. So it is drawn once for each depth and thread, and the place is marked in the HTML.

use std::collections::HashMap;
use std::sync::OnceLock;

use ahash::RandomState;
use serde::Serialize;
use tera::{Context, Tera, Value};

use super::icons;

/// What stands for the thread of goals that hang on nothing.
const LOOSE: &str = "loose";

/// Where a page stands in the navigation.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place<'a> {
    /// The page's address.
    pub url: &'a str,
    /// The key of its view.
    pub key: Option<&'a str>,
    /// The threads to which it belongs, the nearest first.
    pub threads: [Option<&'a str>; 2],
}

/// Head, bar and navigation of all pages of one depth.
#[derive(Debug)]
pub struct Navigation {
    root: String,
    /// What the templates see.
    scope: Context,
    head: Value,
    top: Value,
    views: Part,
    /// What stands below the views when no thread is open.
    closed: Part,
    /// The same with a thread open, by what stands for the thread: drawn when a page asks for it.
    opened: HashMap<String, Opened, RandomState>,
}

/// The part below the views with one thread open.
#[derive(Debug)]
struct Opened {
    /// The thread and what is above it, as the template reads it.
    way: Value,
    part: OnceLock<Part>,
}

/// The same as one page shows it: safe HTML.
#[derive(Debug, Clone, Serialize)]
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
#[derive(Debug)]
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
        scope.insert_value("open", Value::from(Vec::<Value>::new()));
        Self {
            root: root.to_owned(),
            head: Value::safe_string(&draw(tera, "nav-head.html", &scope)),
            top: Value::safe_string(&draw(tera, "nav-top.html", &scope)),
            views: Part::new(draw(tera, "nav-views.html", &scope)),
            closed: Part::new(draw(tera, "nav-rest.html", &scope)),
            opened: openable(site),
            scope,
        }
    }

    /// The navigation as a page shows it: what leads there is current, and so is its view; its thread is open.
    #[must_use]
    pub(super) fn at(&self, tera: &Tera, place: Place) -> Marked {
        let here = ["href=\"", &self.root, place.url, "\""].concat();
        let view = || self.views.marked(&format!("data-key=\"{}\"", place.key?), "true");
        let mut threads = place.threads.into_iter().flatten();
        let rest = threads
            .find_map(|thread| self.opened.get(thread))
            .map_or(&self.closed, |opened| opened.part(tera, &self.scope));
        Marked {
            head: self.head.clone(),
            top: self.top.clone(),
            views: self
                .views
                .marked(&here, "page")
                .or_else(view)
                .unwrap_or_else(|| self.views.value.clone()),
            rest: rest.marked(&here, "page").unwrap_or_else(|| rest.value.clone()),
        }
    }
}

fn draw(tera: &Tera, name: &str, scope: &Context) -> String {
    icons::in_place(&tera.render(name, scope).unwrap_or_default())
}

/// The threads that a page can open; none where all are open in any case.
fn openable(site: &Value) -> HashMap<String, Opened, RandomState> {
    let mut opened = HashMap::default();
    if site.get_from_path("threads_open").is_some_and(Value::is_truthy) {
        return opened;
    }
    let mut add = |way: &[&str]| {
        if let Some(name) = way.last() {
            let way = Value::from(way.iter().map(|name| Value::from(*name)).collect::<Vec<_>>());
            opened.insert((*name).to_owned(), Opened { way, part: OnceLock::new() });
        }
    };
    let list = |of: &Value, key| {
        let list = of.get_from_path(key).and_then(Value::as_array);
        list.map(<[Value]>::to_vec).unwrap_or_default()
    };
    for thread in list(site, "threads") {
        let Some(url) = thread.get_from_path("url").and_then(Value::as_str) else {
            add(&[LOOSE]);
            continue;
        };
        add(&[url]);
        for pillar in list(&thread, "pillars") {
            if let Some(pillar) = pillar.get_from_path("url").and_then(Value::as_str) {
                add(&[url, pillar]);
            }
        }
    }
    opened
}

impl Opened {
    fn part(&self, tera: &Tera, scope: &Context) -> &Part {
        self.part.get_or_init(|| {
            let mut scope = scope.clone();
            scope.insert_value("open", self.way.clone());
            Part::new(draw(tera, "nav-rest.html", &scope))
        })
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
