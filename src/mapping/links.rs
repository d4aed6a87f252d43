//! Values that point at documents by path or by link, brought to names.

use crate::base::names::{DocPath, join};
use crate::words;

use super::paths;
use super::pieces::Piece;
use super::steps::Context;

words! {
    /// From where a path is written.
    Base {
        /// From the folder of the document.
        Document = "document",
        /// From the content folder.
        Root = "root",
    }
}

/// The names of the documents that paths, links and own addresses mean; other addresses are set aside.
pub(super) fn resolve(pieces: Vec<Piece>, base: Base, cx: &mut Context<'_>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let target = target(&piece.text);
        if let Some(path) = paths::own(cx.own_urls, target) {
            let name = join("", path).map(|path| paths::name(&path).to_owned());
            out.extend(name.map(|name| piece.clone().with(name)));
        } else if target.contains("://") || target.starts_with("mailto:") {
            let text = target.to_owned();
            cx.outside.push(piece.with(text));
        } else {
            let name = resolved(target, base, cx.path);
            out.push(name.map_or_else(|| piece.clone(), |name| piece.clone().with(name)));
        }
    }
    out
}

/// The target of `[words](target)` or `<target>`; any other text as it is.
fn target(text: &str) -> &str {
    let text = text.trim();
    let inner = text
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]("))
        .and_then(|(_, rest)| rest.strip_suffix(')'))
        .or_else(|| text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')));
    inner.unwrap_or(text).trim()
}

fn resolved(target: &str, base: Base, path: &DocPath) -> Option<String> {
    let plain = target.split(['#', '?']).next().unwrap_or(target);
    let folder = if base == Base::Document { path.folder() } else { "" };
    join(folder, plain).map(|path| paths::name(&path).to_owned())
}
