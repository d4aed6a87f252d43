//! Paths as documents and addresses write them.

use crate::base::names::DocPath;
use crate::base::text::split_last;

/// The path that an address means, when it begins with one of `own`.
#[must_use]
pub fn own<'a>(own: &[Box<str>], target: &'a str) -> Option<&'a str> {
    own.iter().find_map(|address| {
        let rest = target.strip_prefix(&**address)?;
        let whole = address.ends_with('/') || rest.is_empty() || rest.starts_with(['/', '#', '?']);
        whole.then(|| rest.trim_start_matches('/'))
    })
}

/// Whether a file name is that of a folder's own page, whatever its case: `index.md`, `README.md`, `_index.md`.
#[must_use]
pub fn is_index(file: &str) -> bool {
    let stem = split_last(file, b'.').map_or(file, |(stem, _)| stem);
    ["index", "readme", "_index"].iter().any(|name| stem.eq_ignore_ascii_case(name))
}

/// The name under which a path is found: without its extension, a folder's own page as the folder.
#[must_use]
pub fn name(path: &DocPath) -> &str {
    let text = path.as_str();
    if is_document(path) && is_index(path.file()) {
        return match path.folder() {
            "" => "index",
            folder => folder,
        };
    }
    let known = is_document(path) || path.extension().eq_ignore_ascii_case("html");
    let cut = if known { path.extension().len() + 1 } else { 0 };
    text.get(..text.len() - cut).unwrap_or(text)
}

fn is_document(path: &DocPath) -> bool {
    ["md", "markdown", "mdx"].iter().any(|ext| path.extension().eq_ignore_ascii_case(ext))
}
