//! Targets of links after a move: as the author wrote them, from where the file now is.

use std::collections::BTreeMap;

use crate::base::address::encoded;
use crate::base::names::{DocPath, join};
use crate::config::site::Urls;
use crate::model::doc::{self, Doc};
use crate::model::links::decode;

use super::plan::Renaming;

/// The target of a link of a file, after files have moved; `None` where it stays. `Err` where the link leads to a file
/// that moved and is written in a way that nothing certain can be made of.
pub fn moved(
    target: &str,
    from: &DocPath,
    to: Option<&DocPath>,
    moves: &BTreeMap<DocPath, DocPath>,
) -> Result<Option<String>, ()> {
    let end = target.find(['#', '?']).unwrap_or(target.len());
    let (path, rest) = target.split_at(end);
    let plain = decode(path);
    let now = moves.get(from).unwrap_or(from);
    if path.is_empty() {
        return Ok(None);
    }
    if plain.starts_with('/') || plain.contains("://") {
        let Some((old, new)) = to.and_then(|to| moves.get_key_value(to)) else { return Ok(None) };
        return tail(&plain, old, new)
            .map(|new| Some(format!("{}{rest}", address(&new))))
            .ok_or(());
    }
    let wanted = match to.and_then(|to| moves.get_key_value(to)) {
        Some((old, new)) => {
            let resolved = join(from.folder(), &plain).ok_or(())?;
            DocPath::new(&tail(&resolved, old, new).ok_or(())?).ok_or(())?
        }
        None if now.folder() == from.folder() => return Ok(None),
        None => {
            let Some(resolved) = join(from.folder(), &plain) else { return Ok(None) };
            resolved
        }
    };
    let mut new = relative(now.folder(), &wanted);
    if plain.ends_with('/') {
        new.push('/');
    }
    if plain.starts_with("./") && !new.starts_with("../") {
        new.insert_str(0, "./");
    }
    let new = format!("{}{rest}", address(&new));
    Ok((new != target).then_some(new))
}

/// A path that ends in an old path, whole, without its ending or with that of a page, with the new path at its end.
fn tail(path: &str, old: &str, new: &str) -> Option<String> {
    let bare = |path: &str| path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned();
    let html = |path: &str| format!("{}.html", bare(path));
    let forms = [(old.to_owned(), new.to_owned()), (html(old), html(new)), (bare(old), bare(new))];
    forms.into_iter().find_map(|(old, new)| {
        let before = path.strip_suffix(&*old)?;
        (before.is_empty() || before.ends_with('/')).then(|| format!("{before}{new}"))
    })
}

/// A path written from a folder.
pub fn relative(folder: &str, path: &str) -> String {
    let steps = |text: &str| -> Vec<String> {
        text.split('/').filter(|step| !step.is_empty()).map(str::to_owned).collect()
    };
    let (from, to) = (steps(folder), steps(path));
    let last = to.len().saturating_sub(1);
    let common = from.iter().zip(&to).take(last).take_while(|(a, b)| a == b).count();
    let mut out = "../".repeat(from.len() - common);
    out += &to.get(common..).unwrap_or_default().join("/");
    out
}

/// A path as the target of a link in Markdown.
fn address(path: &str) -> String {
    let mut out = String::new();
    for c in encoded(path).chars() {
        match c {
            ' ' => out.push_str("%20"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            c => out.push(c),
        }
    }
    out
}

/// The address that a renamed document loses, where its older id does not lead on from there by itself.
pub fn lost_address(it: &Renaming, page: &Doc, urls: Urls) -> Option<String> {
    let by_path = doc::address(&it.old_path, urls) == page.url;
    let new = doc::address(&it.new_path, urls);
    // The id of a plain page is its path already.
    let is_page = it.old_id.contains('/');
    let same_folder = it.old_path.folder() == it.new_path.folder();
    let named = is_page || by_path && it.old_path.stem() == &*it.old_id;
    let by_id = it.old_id != it.new_id && named && (is_page || same_folder);
    (by_path && new != page.url && !by_id).then(|| format!("/{}", page.url))
}
