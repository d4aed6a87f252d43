//! Paths as documents and addresses write them.

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
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    ["index", "readme", "_index"].iter().any(|name| stem.eq_ignore_ascii_case(name))
}
