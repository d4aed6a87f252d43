//! A document's kind and id, as its path and its `id` field say.

use crate::base::diagnostic::Problem;
use crate::base::names::{DocPath, Slug, slugify};
use crate::base::place::Place;
use crate::kinds::KindTag;
use crate::parse::Parsed;

use super::paths::{is_index, name};

/// The name of a document and the other names by which it is found.
#[derive(Debug)]
pub struct Identity {
    /// Its id.
    pub id: Slug,
    /// Whether the author wrote it.
    pub written: bool,
    /// Other names.
    pub names: Vec<Slug>,
    /// What is wrong with the id.
    pub problem: Option<Problem>,
}

/// The kind of a document by its folder; a folder's own page is a page.
#[must_use]
pub fn kind_of_path(path: &DocPath) -> KindTag {
    let Some((folder, _)) = path.split_once('/') else { return KindTag::Page };
    if is_index(path.file()) {
        return KindTag::Page;
    }
    KindTag::of_folder(folder).unwrap_or(KindTag::Page)
}

/// The id of a document: its `id` field, else by its path.
#[must_use]
pub fn identity(path: &DocPath, parsed: &Parsed, tag: KindTag) -> Identity {
    if let Some(id) = parsed.front.text("id").map(str::trim).filter(|id| !id.is_empty()) {
        let problem = bad_id(id, Place::field("id"), "write");
        let names = names(path, tag, id);
        return Identity { id: Slug::new(id), written: true, names, problem };
    }
    let id = by_path(path, tag);
    // A plain page may be called what it likes, `CONTRIBUTING.md` for one: nobody had its id in mind.
    let problem = match tag {
        KindTag::Page => None,
        _ => bad_id(id, Place::Whole, "name the file or write `id:`"),
    };
    Identity { id: Slug::new(id), written: false, names: names(path, tag, id), problem }
}

/// The id that a path gives.
#[must_use]
pub fn by_path(path: &DocPath, tag: KindTag) -> &str {
    match tag {
        KindTag::Page => name(path),
        _ if is_index(path.file()) => name(path),
        _ => path.stem(),
    }
}

/// A page is found by the last step of its path as well, while that is unique.
fn names(path: &DocPath, tag: KindTag, id: &str) -> Vec<Slug> {
    if tag != KindTag::Page {
        return Vec::new();
    }
    let full = by_path(path, tag);
    let bare = full.rsplit_once('/').map_or(full, |(_, last)| last);
    if bare == id { Vec::new() } else { vec![Slug::new(bare)] }
}

fn bad_id(id: &str, place: Place, act: &str) -> Option<Problem> {
    if Slug::is_plain(id) {
        return None;
    }
    let plain: String = slugify(id).chars().filter(char::is_ascii).collect();
    let what = format!("`{id}` is not a plain id");
    let problem = Problem::new("bad-id", place, what);
    Some(if Slug::is_plain(&plain) {
        problem.help(format!("{act} `{plain}`: lower case, digits and hyphens"))
    } else {
        problem.help(format!("{act} lower case letters, digits and hyphens"))
    })
}
