//! Whether this program is new enough for a site.

use crate::base::diagnostic::Problem;
use crate::base::place::Place;
use crate::parse::fields::Fields;
use crate::parse::schema::Shape;

type Version = [u32; 3];

/// Reads `>=0.2`.
pub(super) fn field(f: &mut Fields<'_>) -> Option<Box<str>> {
    f.field("requires", "The oldest version of this program that may build the site.").scalar(
        Shape::Text,
        "a version such as `>=0.2`",
        |text| least(text).map(|_| text.trim().into()),
    )
}

/// A problem when what is written asks for a newer program.
pub(super) fn newer(written: &str) -> Option<Problem> {
    let ours = env!("CARGO_PKG_VERSION");
    if least(written)? <= version(ours)? {
        return None;
    }
    let wanted = written.trim_start_matches(['>', '=', '^', 'v', ' ']);
    let what = format!("this site needs throughline `{wanted}` or newer, and this is `{ours}`");
    Some(
        Problem::new("requires-newer", Place::field("requires"), what)
            .help("install a newer throughline"),
    )
}

/// The least version that a requirement accepts: `>=0.2`, `0.2.1`, `^0.2`.
fn least(text: &str) -> Option<Version> {
    let text = text.trim();
    let rest = text.strip_prefix(">=").or_else(|| text.strip_prefix('^')).unwrap_or(text);
    version(rest.trim())
}

fn version(text: &str) -> Option<Version> {
    let text = text.strip_prefix('v').unwrap_or(text);
    let plain = text.split(['-', '+']).next().unwrap_or(text);
    let mut out = [0; 3];
    let mut parts = plain.split('.');
    for slot in &mut out {
        match parts.next() {
            Some(part) => *slot = part.parse().ok()?,
            None => break,
        }
    }
    parts.next().is_none().then_some(out)
}
