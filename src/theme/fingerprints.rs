//! The names under which assets are published: those that every page fetches carry a fingerprint of their bytes, so that a
//! browser may keep them for ever. Files that only a site's own templates name keep the names that these use.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::base::fingerprint::Fingerprint;

/// So many hexadecimal digits stand in a name.
const DIGITS: usize = 10;

/// Assets by the path in their theme.
pub(super) type Assets = BTreeMap<String, Cow<'static, [u8]>>;

/// Where fonts lie, which only sheets name.
const FONTS: &str = "assets/fonts/";

/// The published names of those assets that get one, by the path in the theme. Sheets are changed to name the fonts by
/// theirs.
pub(super) fn name(assets: &mut Assets, linked: &[String]) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, String> = assets
        .iter()
        .filter(|(path, _)| path.starts_with(FONTS) && ends(path, "woff2"))
        .map(|(path, bytes)| (path.clone(), named(path, bytes)))
        .collect();
    for path in linked.iter().filter(|path| ends(path, "css")) {
        let Some(bytes) = assets.get_mut(path) else { continue };
        if let Some(changed) = with_fonts(bytes, &names) {
            *bytes = Cow::Owned(changed);
        }
    }
    for path in linked {
        if let Some(bytes) = assets.get(path) {
            names.insert(path.clone(), named(path, bytes));
        }
    }
    names
}

fn ends(path: &str, ending: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
}

/// `assets/site.css` becomes `assets/site.0a1b2c3d4e.css`.
fn named(path: &str, bytes: &[u8]) -> String {
    let print = Fingerprint::of(bytes).short(DIGITS);
    match path.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{print}.{ending}"),
        None => format!("{path}.{print}"),
    }
}

/// A sheet that lies in `assets/`, naming fonts by their published names; `None` where it names none.
fn with_fonts(sheet: &[u8], names: &BTreeMap<String, String>) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(sheet).ok()?;
    let below = |path: &str| path.strip_prefix("assets/").unwrap_or(path).to_owned();
    let mut changed = text.to_owned();
    for (path, published) in names {
        changed = changed.replace(&below(path), &below(published));
    }
    (changed != text).then(|| changed.into_bytes())
}
