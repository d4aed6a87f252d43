//! Findings: what is wrong, where, why it matters and how to mend it. An author's mistake is always such a value.

use std::fmt;

use crate::base::place::{Place, Spot};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Should be mended; fails a strict check.
    Warning,
    /// Must be mended; fails every check.
    Error,
}

impl Level {
    /// The word that is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A change that is certain to mend a finding. Said, not computed: `publish::edit` carries it out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fix {
    /// Write this value at the field's place.
    SetField { field: Box<str>, value: Box<str> },
    /// Rename the key at this path.
    RenameKey { field: Box<str>, to: Box<str> },
    /// Remove the entry or item at this path.
    Remove { field: Box<str> },
    /// Put this text at the place.
    Replace { place: Place, text: Box<str> },
}

/// A fault found while reading or checking one file, before levels and suppression are applied.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Problem {
    /// The lint's name.
    pub code: &'static str,
    /// A level other than the lint's own.
    pub level: Option<Level>,
    /// Where, in the file at hand (or `file` below).
    pub place: Place,
    /// What is wrong: one short clause, lower case, code in backticks, no full stop.
    pub what: String,
    /// What to do.
    pub help: Option<String>,
    /// Other places involved.
    pub related: Vec<(Spot, String)>,
    /// A certain fix.
    pub fix: Option<Fix>,
}

impl Problem {
    /// The same in the words of an author who calls some fields otherwise: pairs of our name and theirs. Only the field
    /// at which it stands is meant: other words in backticks may be anything.
    #[must_use]
    pub fn spoken_by(mut self, names: &[(Box<str>, Box<str>)]) -> Self {
        let (Place::Field(path) | Place::Key(path)) = &self.place else { return self };
        let top = path.split(['.', '[']).next().unwrap_or_default();
        let Some((ours, theirs)) = names.iter().find(|(ours, _)| **ours == *top) else {
            return self;
        };
        let (ours, theirs) = (format!("`{ours}`"), format!("`{theirs}`"));
        self.what = self.what.replace(&ours, &theirs);
        self.help = self.help.map(|help| help.replace(&ours, &theirs));
        self
    }

    /// A problem at a place.
    pub fn new(code: &'static str, place: Place, what: impl Into<String>) -> Self {
        Self {
            code,
            level: None,
            place,
            what: what.into(),
            help: None,
            related: Vec::new(),
            fix: None,
        }
    }

    /// With a sentence that says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With another place.
    #[must_use]
    pub fn related(mut self, spot: Spot, what: impl Into<String>) -> Self {
        self.related.push((spot, what.into()));
        self
    }

    /// With a certain fix.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// At another level than the lint's own.
    #[must_use]
    pub const fn level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }
}

/// A finding as it is reported: levels, profile and suppression applied.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The lint's name.
    pub code: &'static str,
    /// How grave.
    pub level: Level,
    /// Where.
    pub at: Spot,
    /// What is wrong.
    pub what: String,
    /// Why it matters: the lint's sentence.
    pub why: &'static str,
    /// What to do.
    pub help: Option<String>,
    /// Other places involved.
    pub related: Vec<(Spot, String)>,
    /// A certain fix.
    pub fix: Option<Fix>,
    /// The id of the document that it is about, for baselines; empty for the whole site.
    pub subject: Box<str>,
}
