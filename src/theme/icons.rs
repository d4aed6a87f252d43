//! The marks of the theme: one inline sprite a page, holding only the symbols that page uses. In what surrounds all pages they
//! are drawn where they stand, which is shorter for what stands there once.
//!
//! A symbol is named by what it means (`s-at-risk`, `k-goal`, `r-shipped`, `i-search`), so that a
//! template writes `<use href="#s-{{ status }}"/>` and needs no table of its own.

use memchr::{memchr, memchr_iter, memmem};

/// The comment that `base.html` leaves where the sprite belongs.
pub const PLACE: &str = "<!--sprite-->";
/// How a page refers to a symbol.
const USE: &[u8] = b"<use href=\"#";

/// Puts the sprite into a page that begins at `start` of a buffer. A page without the marker stays as it is, so a theme of
/// its own may do without.
pub fn place_from(out: &mut Vec<u8>, start: usize) {
    let Some(page) = out.get(start..) else { return };
    let Some(at) = memmem::rfind(page, PLACE.as_bytes()) else { return };
    let sprite = sprite(page);
    let tail = out.split_off(start + at + PLACE.len());
    out.truncate(start + at);
    out.extend_from_slice(sprite.as_bytes());
    out.extend_from_slice(&tail);
}

/// The symbols that `html` refers to, as one hidden `svg`; empty when it refers to none.
#[must_use]
pub fn sprite(html: &[u8]) -> String {
    let mut used: Vec<&[u8]> = Vec::with_capacity(16);
    for at in memchr_iter(b'#', html) {
        let (before, rest) = html.split_at(at + 1);
        if !before.ends_with(USE) {
            continue;
        }
        let Some(end) = memchr(b'"', rest) else { continue };
        let id = rest.get(..end).unwrap_or_default();
        // In lists the same few come again and again.
        if !used.iter().rev().any(|it| *it == id) {
            used.push(id);
        }
    }
    used.sort_unstable();
    let mut out = String::new();
    for id in used.into_iter().filter_map(|id| std::str::from_utf8(id).ok()) {
        let Some((size, drawing)) = symbol(id) else { continue };
        if out.is_empty() {
            out.reserve(1024);
            out.push_str(r#"<svg class="sprite" aria-hidden="true" focusable="false">"#);
        }
        out.push_str("<symbol id=\"");
        out.push_str(id);
        out.push_str("\" viewBox=\"0 0 ");
        out.push_str(size);
        out.push_str("\">");
        out.push_str(drawing);
        out.push_str("</symbol>");
    }
    if !out.is_empty() {
        out.push_str("</svg>");
    }
    out
}

/// Draws icons and marks of kinds where they stand: for what is drawn once and stands on many pages. A status stays a
/// reference, since it comes again and again.
#[must_use]
pub fn in_place(html: &str) -> String {
    const REFERENCE: &str = "<use href=\"#";
    let mut out = String::with_capacity(html.len() + 1024);
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<svg ") {
        out.push_str(before);
        out.push_str("<svg ");
        rest = after;
        let drawn = after.split_once('>').and_then(|(attributes, inside)| {
            let (id, end) = inside.strip_prefix(REFERENCE)?.split_once("\"/></svg>")?;
            let is_ours = id.starts_with("i-") || id.starts_with("k-");
            let (size, drawing) = symbol(id).filter(|_| is_ours)?;
            Some((attributes, size, drawing, end))
        });
        if let Some((attributes, size, drawing, end)) = drawn {
            for text in [attributes, " viewBox=\"0 0 ", size, "\">", drawing, "</svg>"] {
                out.push_str(text);
            }
            rest = end;
        }
    }
    out.push_str(rest);
    out
}

const TWELVE: &str = "12 12";
const SIXTEEN: &str = "16 16";

/// Size of the view box and drawing of a symbol. Names outside the family get a neutral mark of
/// their kind, so that a status or a kind added later is still drawn.
#[must_use]
pub fn symbol(id: &str) -> Option<(&'static str, &'static str)> {
    let (family, name) = id.split_at_checked(2)?;
    match family {
        "k-" => Some((TWELVE, kind(name))),
        "r-" => Some((TWELVE, stage(name))),
        "s-" => Some((SIXTEEN, status(name))),
        "i-" => Some((SIXTEEN, line(name))),
        _ => None,
    }
}

fn kind(name: &str) -> &'static str {
    match name {
        "strategy" => r#"<path d="M6 .6 11.4 6 6 11.4 .6 6Z"/>"#,
        "pillar" => r#"<path class="o" d="M6 1.6 10.4 6 6 10.4 1.6 6Z"/><path d="M6 1v10L1 6Z"/>"#,
        "goal" => r#"<circle cx="6" cy="6" r="4.9"/>"#,
        "key-result" | "kr" => {
            r#"<circle class="o" cx="6" cy="6" r="4.2"/><circle cx="6" cy="6" r="1.6"/>"#
        }
        "release" => r#"<rect x="1.3" y="1.3" width="9.4" height="9.4" rx=".8"/>"#,
        "bet" => r#"<path d="M6 1.2 11.3 10.6H.7Z"/>"#,
        "feedback" => r#"<path d="M1 1.5h10v7H6.2L3.5 11V8.5H1Z"/>"#,
        "study" => {
            r#"<path d="M1 1.5h10v7H6.2L3.5 11V8.5H1Zm2 1.9v1.2h6V3.4Zm0 2.3v1.2h4V5.7Z" fill-rule="evenodd"/>"#
        }
        "decision" => r#"<path d="M1 1h10v10H1Zm2 4.2v1.6h6V5.2Z" fill-rule="evenodd"/>"#,
        "checkin" => {
            r#"<path d="M1 2h10v9H1Zm2.2 4.4 2 2 3.6-3.7-1-1-2.6 2.7-1-1Z" fill-rule="evenodd"/>"#
        }
        "team" => {
            r#"<path d="M1 6a3.2 3.2 0 0 1 5-2.65A3.2 3.2 0 1 1 6 8.65 3.2 3.2 0 0 1 1 6Z"/>"#
        }
        "person" => r#"<circle cx="6" cy="3.6" r="2.6"/><path d="M1 11.2a5 4.2 0 0 1 10 0Z"/>"#,
        "metric" | "north-star" => {
            r#"<path d="M6 .5 7.6 4.4 11.8 4.7 8.6 7.4 9.6 11.5 6 9.3 2.4 11.5 3.4 7.4 .2 4.7 4.4 4.4Z"/>"#
        }
        _ => r#"<path d="M2 .8h5.5L10 3.3v7.9H2Z"/>"#,
    }
}

/// A release is a square: empty when planned, half when begun, full when shipped.
fn stage(name: &str) -> &'static str {
    match name {
        "shipped" => r#"<rect x="1" y="1" width="10" height="10" rx=".8"/>"#,
        "in-progress" => {
            r#"<rect class="o" x="1.6" y="1.6" width="8.8" height="8.8" rx=".5"/><path d="M2 2h4v8H2Z"/>"#
        }
        "cancelled" => {
            r#"<rect class="o" x="1.6" y="1.6" width="8.8" height="8.8" rx=".5"/><path class="o" d="m2.5 9.5 7-7"/>"#
        }
        _ => r#"<rect class="o" x="1.6" y="1.6" width="8.8" height="8.8" rx=".5"/>"#,
    }
}

fn status(name: &str) -> &'static str {
    match name {
        "on-track" | "active" | "live" => {
            r#"<circle cx="8" cy="8" r="7"/><path class="k" d="M4.6 8h6.4M8.4 5.2 11.2 8l-2.8 2.8"/>"#
        }
        "achieved" | "done" | "shipped" | "accepted" | "moved" => {
            r#"<circle cx="8" cy="8" r="7"/><path class="k" d="m4.8 8.3 2.2 2.2 4.3-4.7"/>"#
        }
        "at-risk" | "warning" => {
            r#"<path d="M8 1.1c.5 0 .9.25 1.15.7l5.9 10.6c.5.9-.15 2-1.15 2H2.1c-1 0-1.65-1.1-1.15-2l5.9-10.6c.25-.45.65-.7 1.15-.7Z"/><path class="k" d="M8 5.4v3.8M8 11.6v.1"/>"#
        }
        "off-track" | "missed" | "error" | "not-moved" => {
            r#"<path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z"/><path class="k" d="m5.4 5.4 5.2 5.2M10.6 5.4l-5.2 5.2"/>"#
        }
        "in-progress" => {
            r#"<circle class="o" cx="8" cy="8" r="6.1"/><path d="M8 3.6a4.4 4.4 0 0 1 0 8.8Z"/>"#
        }
        "planned" | "open" | "proposed" => r#"<circle class="o" cx="8" cy="8" r="6.1"/>"#,
        "deferred" => {
            r#"<circle class="o" cx="8" cy="8" r="6.1"/><path class="o" d="M8 4.6V8l2.4 1.6"/>"#
        }
        "dropped" | "declined" | "cancelled" | "superseded" | "retired" => {
            r#"<circle class="o" cx="8" cy="8" r="6.1"/><path class="o" d="m4 12 8-8"/>"#
        }
        "unknown" => {
            r#"<circle class="o" cx="8" cy="8" r="6.1"/><path class="o" d="M6.3 6.4A1.75 1.75 0 1 1 8 8.2v.9M8 11.2v.1"/>"#
        }
        "note" => {
            r#"<circle class="o" cx="8" cy="8" r="6.1"/><path class="o" d="M8 7.4V11M8 5v.1"/>"#
        }
        _ => r#"<circle class="o" cx="8" cy="8" r="6.1" stroke-dasharray="2.4 2.4"/>"#,
    }
}

/// Line icons of the shell; the nine of the navigation carry the keys of its entries.
fn line(name: &str) -> &'static str {
    match name {
        "overview" => r#"<path d="M2 4h12M2 8h12M2 12h7"/>"#,
        "strategy" => r#"<path d="M8 2v12M8 2l4 3-4 3M4 14h8"/>"#,
        "goals" => {
            r#"<circle cx="8" cy="8" r="5.8"/><circle cx="8" cy="8" r="2.4"/><path d="M8 8h.01"/>"#
        }
        "roadmap" => r#"<path d="M2 4h6M5 8h7M8 12h6"/>"#,
        "bets" => r#"<path d="M2 4h12M2 8h8M2 12h4"/>"#,
        "alignment" => {
            r#"<path d="M3 2v12M3 5h5.5M3 11h5.5"/><circle cx="11" cy="5" r="2"/><rect x="9.2" y="9.2" width="3.6" height="3.6"/>"#
        }
        "feedback" => r#"<path d="M13.5 8a5.5 5.5 0 1 1-1.6-3.9M12.2 1.4v2.9H9.3"/>"#,
        "rhythm" => r#"<path d="M2.5 3.5h11v10h-11ZM2.5 6.5h11M5.5 2v3M10.5 2v3"/>"#,
        "teams" => {
            r#"<circle cx="5.5" cy="6" r="2.5"/><circle cx="11" cy="7" r="1.9"/><path d="M1.5 13.5a4 4 0 0 1 8 0M10.5 11a3.3 3.3 0 0 1 4 2.5"/>"#
        }
        "flow" => r#"<path d="M1.5 9.5h3L6.5 3l3 10 2-5.5h3"/>"#,
        "metrics" => r#"<path d="M2 13.5h12M4 11V8M8 11V3M12 11V6"/>"#,
        "checks" | "check" => r#"<path d="M2 8.5 5.5 12 14 3.5"/>"#,
        "search" => r#"<circle cx="7" cy="7" r="4.7"/><path d="m10.6 10.6 3.6 3.6"/>"#,
        "theme" => {
            r#"<circle cx="8" cy="8" r="5.8"/><path class="f" d="M8 2.2a5.8 5.8 0 0 1 0 11.6Z"/>"#
        }
        "menu" => r#"<path d="M2 4.5h12M2 8h12M2 11.5h12"/>"#,
        "close" => r#"<path d="m3.5 3.5 9 9M12.5 3.5l-9 9"/>"#,
        "right" => r#"<path d="M3 8h9.5M9 4.5 12.5 8 9 11.5"/>"#,
        "up" => r#"<path d="M8 13V3.5M4.5 7 8 3.5 11.5 7"/>"#,
        "down" => r#"<path d="M8 3v9.5M4.5 9 8 12.5 11.5 9"/>"#,
        "edit" => r#"<path d="M3 13v-2.6l7.6-7.6 2.6 2.6L5.6 13ZM9 4.4 11.6 7"/>"#,
        "link" => {
            r#"<path d="M6.6 9.4 9.4 6.6M7.3 4.6l1.6-1.6a2.9 2.9 0 0 1 4.1 4.1l-1.6 1.6M8.7 11.4l-1.6 1.6A2.9 2.9 0 0 1 3 8.9l1.6-1.6"/>"#
        }
        "no" => r#"<circle cx="8" cy="8" r="6"/><path d="m3.8 12.2 8.4-8.4"/>"#,
        _ => r#"<path d="M4 1.8h5.2L12.5 5v9.2H4ZM9 2v3.3h3.3"/>"#,
    }
}
