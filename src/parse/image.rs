//! What the first bytes of an image say: whether a browser can show it, and how large it is.

use imagesize::{Compression, ImageType};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// So many bytes of a file are looked at, in which all but odd images say their size.
pub const HEAD: usize = 64 << 10;

/// What a file with the name of an image is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Image {
    /// An image of this width and height, in pixels.
    Sized(u32, u32),
    /// An image that does not say its size, or says it too late.
    Unsized,
    /// No image that browsers show.
    Not,
}

/// Whether a file of this extension is taken for an image.
#[must_use]
pub fn is_named_so(extension: &str) -> bool {
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "ico"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(extension))
}

/// Reads the head of a file; `whole` says whether that is all of it.
#[must_use]
pub fn read(head: &[u8], extension: &str, whole: bool) -> Image {
    // A browser goes by the extension for drawings, by the bytes for all else.
    if extension.eq_ignore_ascii_case("svg") {
        return drawing(head);
    }
    let shown = matches!(
        imagesize::image_type(head),
        Ok(ImageType::Png
            | ImageType::Jpeg
            | ImageType::Gif
            | ImageType::Webp
            | ImageType::Bmp
            | ImageType::Ico
            | ImageType::Heif(Compression::Av1))
    );
    if !shown {
        return Image::Not;
    }
    let size = imagesize::blob_size(head).ok();
    match size.and_then(|size| Some((number(size.width)?, number(size.height)?))) {
        Some((width, height)) => Image::Sized(width, height),
        None if whole => Image::Not,
        None => Image::Unsized,
    }
}

/// A side that a page may reserve; nothing when it is nought or beyond all sense.
fn number(side: usize) -> Option<u32> {
    u32::try_from(side).ok().filter(|side| (1..=100_000).contains(side))
}

/// The root of a drawing: its `width` and `height`, else those of its `viewBox`.
fn drawing(head: &[u8]) -> Image {
    let mut reader = Reader::from_reader(head);
    loop {
        match reader.read_event() {
            Ok(Event::Start(root) | Event::Empty(root)) => {
                if root.local_name().as_ref() != b"svg" {
                    return Image::Not;
                }
                return sides(&root).map_or(Image::Unsized, |(w, h)| Image::Sized(w, h));
            }
            Ok(Event::Text(text)) if !text.trim_ascii().is_empty() => return Image::Not,
            Ok(
                Event::Decl(_)
                | Event::Comment(_)
                | Event::DocType(_)
                | Event::PI(_)
                | Event::Text(_),
            ) => {}
            _ => return Image::Not,
        }
    }
}

fn sides(root: &BytesStart) -> Option<(u32, u32)> {
    let said = |name: &str| {
        let found = root.attributes().flatten().find(|it| it.key.as_ref() == name.as_bytes())?;
        String::from_utf8(found.value.into_owned()).ok()
    };
    let side = |name| said(name).and_then(|text| pixels(text.trim().trim_end_matches("px")));
    if let (Some(width), Some(height)) = (side("width"), side("height")) {
        return Some((width, height));
    }
    let view = said("viewBox")?;
    let mut numbers = view.split([' ', ',', '\t', '\n']).filter(|it| !it.is_empty()).skip(2);
    Some((pixels(numbers.next()?)?, pixels(numbers.next()?)?))
}

fn pixels(text: &str) -> Option<u32> {
    let number = text.trim().parse::<f64>().ok().filter(|it| (0.5..=100_000.0).contains(it))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within bounds")]
    let whole = number.round() as u32;
    Some(whole)
}
