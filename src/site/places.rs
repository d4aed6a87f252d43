//! Where spots are, in documents, tables and the settings.

use std::sync::Arc;

use crate::base::diagnostic::{Fix, Problem};
use crate::base::edit::Edit;
use crate::base::place::{Place, Spot};
use crate::model::doc::Doc;
use crate::model::reader::Reader;
use crate::model::whereabouts::Whereabouts;
use crate::parse::front::Front;
use crate::parse::locate::locate;
use crate::parse::mend::{Read, mend};
use crate::parse::parse_yaml;

use super::engine::Site;

/// The site's own templates: path in the theme's folder, and text.
pub(super) type Templates = Vec<(String, Arc<str>)>;

/// Where a fault of a template is. It begins with the template's name; a built-in one has no file.
pub(super) fn in_template(templates: &Templates, problem: &Problem) -> Spot {
    let name = problem.what.split('`').nth(1).unwrap_or_default();
    match templates.iter().any(|(own, _)| own == name) {
        true => Spot::theme(name, problem.place.clone()),
        false => Spot::settings(Place::Whole),
    }
}

impl Site {
    /// Where a fault is that showed itself while pages were made.
    #[must_use]
    pub fn spot_of(&self, problem: &Problem) -> Spot {
        in_template(&self.templates, problem)
    }

    /// The file of a spot as its author knows it; the settings have none.
    #[must_use]
    pub fn file_of<'a>(&'a self, spot: &'a Spot) -> Option<&'a str> {
        spot.in_theme().or_else(|| {
            let path = spot.file.as_ref()?;
            let reader = self.reader();
            let doc = reader.at_path(path).and_then(|id| reader.doc(id));
            Some(doc.map_or(path, Doc::source).as_str())
        })
    }

    /// Where a spot is; `None` when its file's text is not at hand.
    #[must_use]
    pub fn whereabouts(&self, reader: &Reader, spot: &Spot) -> Option<Whereabouts> {
        self.all_whereabouts(reader, &[spot]).pop()?
    }

    /// Where spots are, in their order. Those of one file cost less one after the other.
    #[must_use]
    pub fn all_whereabouts(&self, reader: &Reader, spots: &[&Spot]) -> Vec<Option<Whereabouts>> {
        let files = spots.chunk_by(|a, b| a.file == b.file);
        let of_file = |own: &[&Spot]| {
            let places: Vec<&Place> = own.iter().map(|spot| &spot.place).collect();
            let path = own.first().and_then(|spot| spot.file.as_ref());
            let found = path.map(|path| reader.whereabouts(path, &places));
            let mut found = found.unwrap_or_else(|| vec![None; own.len()]);
            for (found, spot) in found.iter_mut().zip(own) {
                *found = found.take().or_else(|| self.aside(spot));
            }
            found
        };
        files.flat_map(of_file).collect()
    }

    /// Where a spot is in the theme, in a document that is not shown, or in the settings.
    fn aside(&self, spot: &Spot) -> Option<Whereabouts> {
        let find = |text: &Arc<str>, front: &Front| {
            let range = locate(text, front, &spot.place);
            Some(Whereabouts::new(spot.file.clone(), text.clone(), range))
        };
        let nothing = Front::default();
        if let Some(name) = spot.in_theme() {
            let (_, text) = self.templates.iter().find(|(own, _)| own == name)?;
            return find(text, &nothing);
        }
        let Some(path) = &spot.file else {
            return find(&self.settings.text, &self.settings.parsed.front);
        };
        let (_, text) = self.unseen.iter().find(|(own, _)| own == path)?;
        find(text, &nothing)
    }

    /// The bytes that the fix of a finding changes, and how their file is read; `None` where that is not certain.
    #[must_use]
    pub fn mended(&self, reader: &Reader, spot: &Spot, fix: &Fix) -> Option<(Vec<Edit>, Read)> {
        match &spot.file {
            Some(path) => reader.mended(path, fix).map(|it| (it.edits, it.read)),
            None => {
                let edits =
                    mend(&self.settings.text, &self.settings.parsed.front, fix, parse_yaml)?;
                Some((edits, parse_yaml))
            }
        }
    }
}
