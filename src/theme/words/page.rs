//! Which parts of a page's data are the interface's, by the names that `view.html` and the heads of the other templates
//! give them; everything else is a document's and stays.

use serde_json::{Map, Value};

use super::Tongue;

/// Knows the pages of a site.
pub trait Pages {
    /// Whether the page at an address is a document's own.
    fn is_document(&self, url: &str) -> bool;
    /// Whether a text is what the document at an address, or a part of it, is called.
    fn is_named(&self, url: &str, text: &str) -> bool;
    /// Whether what the document at an address is called ends in a day that no author wrote.
    fn is_named_by_day(&self, url: &str) -> bool;
}

/// What only an interface says.
const LABELS: &[&str] = &[
    "status_word",
    "kind_word",
    "level_word",
    "label",
    "caption",
    "right",
    "slip",
    "date",
    "delta",
    "was",
    "more",
    "empty",
    "note",
    "sub",
    "unit",
    "now",
    "start",
    "target",
    "reviewed",
    "history_note",
    "as_of_text",
    "week_text",
    "threads_title",
    "points",
    "count",
    "below",
    "field",
    "from",
    "to",
    "confidence",
    "of",
    "formula",
];

/// What an interface says, unless it names a document.
const NAMES: &[&str] = &["title", "text", "name", "html_title"];

impl Tongue {
    /// Carries over what the interface says in the data of a page.
    pub fn carry(&self, value: &mut Value, pages: &dyn Pages) {
        match value {
            Value::Array(list) => list.iter_mut().for_each(|it| self.carry(it, pages)),
            Value::Object(map) => self.carry_map(map, pages),
            _ => {}
        }
    }

    fn carry_map(&self, map: &mut Map<String, Value>, pages: &dyn Pages) {
        // What stays English is marked, and not mixed.
        if map.get("english").is_some_and(|it| *it == true) && map.contains_key("text") {
            return;
        }
        let is_document = names_document(map, pages);
        let url = map.get("url").and_then(Value::as_str).filter(|_| is_document).map(str::to_owned);
        for (key, value) in map.iter_mut() {
            // What a document is for other programs.
            if key == "document" || key == "extra" {
                continue;
            }
            match value {
                Value::String(text) => {
                    // Words and figures may lead to a document without being its name.
                    let leads = || {
                        key == "text"
                            && url.as_deref().is_some_and(|url| !pages.is_named(url, text))
                    };
                    let is_ours = LABELS.contains(&key.as_str())
                        || NAMES.contains(&key.as_str()) && (!is_document || leads());
                    let by_day = || url.as_deref().is_some_and(|url| pages.is_named_by_day(url));
                    let said = if is_ours {
                        self.say(text)
                    } else if NAMES.contains(&key.as_str()) && by_day() {
                        self.by_day(text)
                    } else {
                        None
                    };
                    if let Some(said) = said {
                        *text = said;
                    }
                }
                other => self.carry(other, pages),
            }
        }
    }
}

/// Whether what a map names is a document, a part of one, a heading in it, or somebody.
fn names_document(map: &Map<String, Value>, pages: &dyn Pages) -> bool {
    if map.contains_key("initials") {
        return true;
    }
    if map.get("authors").is_some_and(|it| *it == true) {
        return true;
    }
    match map.get("url").and_then(Value::as_str) {
        Some(url) => pages.is_document(url.split('#').next().unwrap_or(url)),
        None => map.contains_key("kind") && map.contains_key("id"),
    }
}
