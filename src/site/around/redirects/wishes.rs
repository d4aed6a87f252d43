//! Which addresses are asked to lead on, by whom, and where to.

use crate::base::diagnostic::Problem;
use crate::base::names::{DocPath, Url};
use crate::base::place::Place;
use crate::check::lint::Found;
use crate::config::site::is_web;
use crate::model::doc::Doc;
use crate::model::reader::Reader;

/// An address that is asked to lead on.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The old address.
    pub from: Url,
    /// Where it is to lead.
    pub to: To,
    /// The document that asks; the settings are `None`.
    pub path: Option<DocPath>,
    /// Where it asks.
    pub place: Place,
    /// Whether nobody minds if it cannot be.
    pub quiet: bool,
}

/// Where an address is to lead.
#[derive(Debug, Clone)]
pub enum To {
    /// To this page.
    Page(Box<str>),
    /// To this address on the web.
    Web(Box<str>),
    /// To what this text means.
    Written(Box<str>),
}

/// The longest ending that a file's name is taken to have.
const ENDING: usize = 5;

/// The address of the file that a host serves for an old path: `old/start/` is `old/start/index.html`. `None` for what no
/// file can stand for.
pub fn source(text: &str) -> Option<Url> {
    let text = text.trim();
    if text.contains(['?', '#']) {
        return None;
    }
    let path = text.trim_start_matches('/');
    let is_folder = path.is_empty() || path.ends_with('/');
    let path = path.trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(stem, ending)| match stem {
        "" => "",
        _ => ending,
    });
    let is_file = !is_folder
        && (1..=ENDING).contains(&ending.len())
        && ending.starts_with(|c: char| c.is_ascii_alphabetic());
    match (path.is_empty(), is_file) {
        (true, _) => Some(Url::home()),
        (false, true) => Url::tidy(path),
        (false, false) => Url::tidy(&format!("{path}/index.html")),
    }
}

/// What the settings ask for.
pub fn settings(reader: &Reader) -> Vec<Wish> {
    let list = reader.config().redirects.iter();
    list.filter_map(|(from, to)| {
        let target = if is_web(to) { To::Web(to.clone()) } else { To::Written(to.clone()) };
        Some(Wish {
            from: source(from)?,
            to: target,
            path: None,
            place: Place::Key(format!("redirects.{from}").into()),
            quiet: false,
        })
    })
    .collect()
}

/// What documents ask for: old addresses as they are written, then those of their older ids, where they are free.
pub fn wishes(reader: &Reader, faults: &mut Vec<Found>) -> Vec<Wish> {
    let mut asked = Vec::new();
    let mut older = Vec::new();
    for id in reader.all() {
        let Some(doc) = reader.doc(id) else { continue };
        let wish = |from, place, quiet| Wish {
            from,
            to: To::Page((&*doc.url).into()),
            path: Some(doc.path.clone()),
            place,
            quiet,
        };
        for (index, from) in doc.common.redirect_from.iter().enumerate() {
            let place = Place::item("redirect_from", index);
            match source(from) {
                Some(from) => asked.push(wish(from, place, false)),
                None => {
                    let what = format!("`{from}` is an address that no file can stand for");
                    let problem = Problem::new("wrong-type", place, what)
                        .help("write the path alone, without `?` and `#`");
                    let file = Some(doc.path.clone());
                    faults.push(Found { file, subject: Some(id), problem });
                }
            }
        }
        for (index, alias) in doc.common.aliases.iter().enumerate() {
            let place = Place::item("aliases", index);
            older.extend(named_before(doc, alias).map(|from| wish(from, place, true)));
        }
    }
    asked.extend(older);
    asked
}

/// The address that a document had while it was known by an older id.
fn named_before(doc: &Doc, alias: &str) -> Option<Url> {
    let folder = doc.path.folder();
    // The id of a plain page is its path already.
    let is_path = folder.is_empty() || alias.contains('/');
    let below = if is_path { String::new() } else { format!("{folder}/") };
    let page = match doc.url.strip_suffix("/index.html") {
        Some(own) if !own.is_empty() && own != folder => format!("{below}{alias}/index.html"),
        _ => format!("{below}{alias}.html"),
    };
    Url::tidy(&page)
}
