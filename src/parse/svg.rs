//! Drawings without what could run: an SVG file that is opened by its own address is a page of the site, with all that
//! a page may do.

use std::borrow::Cow;

use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::{Reader, Writer};

/// Elements that go with all that they hold.
const GONE: [&str; 9] = [
    "script",
    "foreignobject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "handler",
    "listener",
];

/// What stands in place of a drawing that cannot be read.
const EMPTY: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n";

/// The drawing without scripts, handlers, addresses that run, and requests to other hosts; nothing where it has none.
#[must_use]
pub fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Some(EMPTY.to_vec()) };
    if text.contains('\0') {
        return Some(EMPTY.to_vec());
    }
    let mut reader = Reader::from_str(text);
    // A tag that is closed and was never opened ends the drawing, as it does in a browser.
    reader.config_mut().check_end_names = true;
    let mut writer = Writer::new(Vec::with_capacity(bytes.len()));
    let mut changed = false;
    // How many elements are open within one that goes.
    let mut gone = 0_usize;
    loop {
        let event = match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => event,
            // Browsers run what stands before a fault; what stands behind it is nothing to them.
            Err(_) => {
                changed = true;
                break;
            }
        };
        let kept = match event {
            Event::Start(tag) if gone > 0 || goes(&tag) => {
                gone += 1;
                None
            }
            Event::End(_) if gone > 0 => {
                gone -= 1;
                None
            }
            Event::Empty(tag) if gone > 0 || goes(&tag) => None,
            _ if gone > 0 => None,
            Event::Start(tag) => Some(Event::Start(harmless(tag, &mut changed))),
            Event::Empty(tag) => Some(Event::Empty(harmless(tag, &mut changed))),
            Event::PI(_) => None,
            // Entities could stand for anything.
            Event::DocType(kind) if kind.contains(&b'[') => None,
            Event::Decl(said) => Some(Event::Decl(match said.encoding() {
                Some(Ok(name)) if !name.eq_ignore_ascii_case(b"utf-8") => {
                    changed = true;
                    BytesDecl::new("1.0", None, None)
                }
                _ => said,
            })),
            Event::Text(text) if imports(&text) => None,
            Event::CData(text) if imports(&text) => None,
            event => Some(event),
        };
        match kept {
            Some(event) => {
                if writer.write_event(event).is_err() {
                    return Some(EMPTY.to_vec());
                }
            }
            None => changed = true,
        }
    }
    changed.then(|| writer.into_inner())
}

/// Styles that are fetched from elsewhere.
fn imports(text: &[u8]) -> bool {
    String::from_utf8_lossy(text).to_ascii_lowercase().contains("@import")
}

fn goes(tag: &BytesStart) -> bool {
    let name = String::from_utf8_lossy(tag.local_name().as_ref()).to_ascii_lowercase();
    if GONE.contains(&name.as_str()) {
        return true;
    }
    // A movement that sets an address or a handler.
    (name == "set" || name.starts_with("animate"))
        && tag.attributes().flatten().any(|attribute| {
            let value = String::from_utf8_lossy(&attribute.value).to_ascii_lowercase();
            let is_name = attribute.key.local_name().as_ref() == b"attributeName";
            is_name && (value.contains("href") || value.starts_with("on") || value.contains('&'))
        })
}

/// A tag without what could run or reach out.
fn harmless<'a>(tag: BytesStart<'a>, changed: &mut bool) -> BytesStart<'a> {
    let link = tag.local_name().as_ref() == b"a";
    let is_sound = |key: &[u8], value: &Cow<[u8]>| {
        let key = String::from_utf8_lossy(key).to_ascii_lowercase();
        let key = key.rsplit(':').next().unwrap_or_default();
        let is_address =
            matches!(key, "href" | "src" | "action" | "formaction" | "from" | "to" | "values");
        !key.starts_with("on") && (!is_address || may_lead_to(value, link))
    };
    let mut sound = true;
    let mut attributes = tag.attributes();
    // The check for doubles costs more the more there are, and a browser stops at the first.
    for attribute in attributes.with_checks(true) {
        sound &= attribute.is_ok_and(|it| is_sound(it.key.as_ref(), &it.value));
    }
    if sound {
        return tag;
    }
    *changed = true;
    let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
    let mut out = BytesStart::new(name);
    for attribute in tag.attributes().flatten() {
        if is_sound(attribute.key.as_ref(), &attribute.value) {
            out.push_attribute(attribute);
        }
    }
    out
}

/// Whether an address neither runs nor, outside of links, asks another host.
fn may_lead_to(value: &[u8], link: bool) -> bool {
    let raw = String::from_utf8_lossy(value);
    let Ok(text) = quick_xml::escape::unescape(&raw) else { return false };
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .flat_map(char::to_lowercase)
        .collect();
    let images = ["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"];
    if plain.starts_with("data:") {
        return images.iter().any(|image| plain.starts_with(image));
    }
    if plain.contains("javascript:") || plain.contains("vbscript:") {
        return false;
    }
    link || !(plain.starts_with("//") || plain.contains("://"))
}
