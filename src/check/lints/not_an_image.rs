//! An image of a body that no browser can show.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::model::doc::DocId;
use crate::model::links::Landing;
use crate::model::reader::Reader;
use crate::parse::image::Image;
use crate::parse::outline::LinkKind;

/// `not-an-image`.
pub static LINT: Lint = Lint {
    name: "not-an-image",
    level: Level::Warning,
    topic: Topic::Structure,
    why: "where the picture should be, readers see a link to a file",
    page: include_str!("not_an_image.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let landings = reader.landings(id);
    if !landings.iter().any(|landing| matches!(landing, Landing::File(_))) {
        return;
    }
    let Some(outline) = reader.outline(id) else { return };
    for (nth, (link, landing)) in (0u32..).zip(outline.links.iter().zip(landings)) {
        let Landing::File(index) = landing else { continue };
        let Some(file) = reader.file_at(*index).filter(|_| link.kind == LinkKind::Image) else {
            continue;
        };
        if matches!(file.image, Some(Image::Sized(..) | Image::Unsized)) {
            continue;
        }
        let what = match file.image {
            Some(_) => format!("`{}` has the name of an image and is none", file.path),
            None => format!("`{}` is no image", file.path),
        };
        let help = match file.image {
            Some(_) => "save the picture anew as PNG, JPEG, WebP, AVIF, GIF or SVG",
            None => "link to it as to any file, without the `!`",
        };
        report.at(reader, id, LINT.problem(Place::Link(nth), what).help(help));
    }
}
