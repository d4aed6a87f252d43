//! Where spots are, in documents, tables and the settings.

use crate::base::place::Spot;
use crate::model::reader::Reader;
use crate::model::whereabouts::Whereabouts;
use crate::parse::front::Front;
use crate::parse::locate::locate;

use super::engine::Site;

impl Site {
    /// Where a spot is; `None` when its file's text is not at hand. One reader for many spots of a document is cheaper.
    #[must_use]
    pub fn whereabouts(&self, reader: &Reader, spot: &Spot) -> Option<Whereabouts> {
        match &spot.file {
            Some(path) => reader.whereabouts(path, &spot.place).or_else(|| {
                let (_, text) = self.unseen.iter().find(|(own, _)| own == path)?;
                let range = locate(text, &Front::default(), &spot.place);
                Some(Whereabouts::new(Some(path.clone()), text.clone(), range))
            }),
            None => {
                let text = self.settings.text.clone();
                let range = locate(&text, &self.settings.parsed.front, &spot.place);
                Some(Whereabouts::new(None, text, range))
            }
        }
    }
}
