//! The redirects of the settings: old paths, and where each of them leads.

use crate::base::diagnostic::Problem;
use crate::base::names::DocPath;
use crate::base::place::Place;
use crate::parse::front::Node;

use super::site::is_web;

/// Reads the target of a redirect, or says what is wrong with it.
pub(super) fn redirect(from: &str, node: &Node, path: &str) -> Result<Box<str>, Problem> {
    let below = |text: &str| DocPath::new(text.trim_matches('/')).is_some();
    if !below(from) {
        let what = format!("`{from}` is no address below the site's root");
        return Err(Problem::new("wrong-type", Place::Key(path.into()), what)
            .help("write the old path, such as `old/page.html`"));
    }
    match node.text().map(str::trim) {
        Some(to) if is_web(to) || to == "/" || below(to.split(['#', '?']).next().unwrap_or(to)) => {
            Ok(to.into())
        }
        found => {
            let found = found.map_or_else(|| node.what().to_owned(), |t| format!("`{t}`"));
            let what = format!("a redirect leads to an id, a path or an address, not {found}");
            Err(Problem::new("wrong-type", Place::field(path), what))
        }
    }
}
