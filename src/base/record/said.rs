//! Findings in the form in which they are kept: their levels, places and fixes.

use crate::base::diagnostic::{Fix, Level};
use crate::base::names::DocPath;
use crate::base::place::{Place, Spot};

use super::{Lens, Pen};

impl Pen {
    /// A level.
    pub fn level(&mut self, level: Level) {
        self.number(match level {
            Level::Note => 0,
            Level::Warning => 1,
            Level::Error => 2,
        });
    }

    /// A place in a file of the site.
    pub fn spot(&mut self, spot: &Spot) {
        self.maybe(spot.file.as_deref(), Self::text);
        self.place(&spot.place);
    }

    /// A place in a file.
    pub fn place(&mut self, place: &Place) {
        let (which, text, numbers) = match place {
            Place::Whole => (0, "", [0; 3]),
            Place::Front => (1, "", [0; 3]),
            Place::Field(path) => (2, &**path, [0; 3]),
            Place::Key(path) => (3, &**path, [0; 3]),
            Place::Heading(n) => (4, "", [*n, 0, 0]),
            Place::Link(n) => (5, "", [*n, 0, 0]),
            Place::Html(n) => (6, "", [*n, 0, 0]),
            Place::Fence(n) => (7, "", [*n, 0, 0]),
            Place::Word(word) => (8, &**word, [0; 3]),
            Place::Line(line, column) => (9, "", [*line, *column, 0]),
            Place::Bytes(start, end) => (10, "", [*start, *end, 0]),
            Place::Fenced(nth, start, end) => (11, "", [*nth, *start, *end]),
            Place::Asked(nth, start, end) => (12, "", [*nth, *start, *end]),
        };
        self.number(which);
        self.text(text);
        for number in numbers {
            self.number(u64::from(number));
        }
    }

    /// A fix.
    pub fn fix(&mut self, fix: &Fix) {
        let (which, one, two) = match fix {
            Fix::SetField { field, value } => (0, &**field, &**value),
            Fix::RenameKey { field, to } => (1, &**field, &**to),
            Fix::Remove { field } => (2, &**field, ""),
            Fix::Replace { place, text } => {
                self.number(3);
                self.place(place);
                return self.text(text);
            }
        };
        self.number(which);
        self.text(one);
        self.text(two);
    }
}

impl Lens<'_> {
    /// A level.
    pub fn level(&mut self) -> Option<Level> {
        match self.number()? {
            0 => Some(Level::Note),
            1 => Some(Level::Warning),
            2 => Some(Level::Error),
            _ => None,
        }
    }

    /// A place in a file of the site.
    pub fn spot(&mut self) -> Option<Spot> {
        let file = self.maybe(|lens| DocPath::new(lens.text()?))?;
        Some(Spot { file, place: self.place()? })
    }

    /// A place in a file.
    pub fn place(&mut self) -> Option<Place> {
        let (which, text) = (self.number()?, self.text()?);
        let (one, two, three) = (self.small()?, self.small()?, self.small()?);
        Some(match which {
            0 => Place::Whole,
            1 => Place::Front,
            2 => Place::Field(text.into()),
            3 => Place::Key(text.into()),
            4 => Place::Heading(one),
            5 => Place::Link(one),
            6 => Place::Html(one),
            7 => Place::Fence(one),
            8 => Place::Word(text.into()),
            9 => Place::Line(one, two),
            10 => Place::Bytes(one, two),
            11 => Place::Fenced(one, two, three),
            12 => Place::Asked(one, two, three),
            _ => return None,
        })
    }

    /// A fix.
    pub fn fix(&mut self) -> Option<Fix> {
        let which = self.number()?;
        if which == 3 {
            return Some(Fix::Replace { place: self.place()?, text: self.text()?.into() });
        }
        let (field, two): (Box<str>, &str) = (self.text()?.into(), self.text()?);
        Some(match which {
            0 => Fix::SetField { field, value: two.into() },
            1 => Fix::RenameKey { field, to: two.into() },
            2 => Fix::Remove { field },
            _ => return None,
        })
    }
}
