//! What a lint is: a name, a level, a reason, a page, and a function over the model.

use std::fmt;

use crate::base::diagnostic::{Level, Problem};
use crate::base::names::DocPath;
use crate::base::place::{Place, Spot};
use crate::config::Config;
use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// The family of a lint, as the Checks page groups them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Files, names, links.
    Structure,
    /// Whether goals can be reached and measured.
    Clarity,
    /// Whether choices are made and kept.
    Priority,
    /// Whether teams pull the same way.
    Alignment,
    /// Whether dates and sizes are honest.
    Speed,
    /// Whether loops close.
    Feedback,
    /// Building without validation, no ownership, poor communication, output over outcomes.
    Pitfalls,
    /// What git remembers.
    History,
}

impl Topic {
    /// All topics, in the order in which they are shown.
    pub const ALL: &'static [Self] = &[
        Self::Structure,
        Self::Clarity,
        Self::Priority,
        Self::Alignment,
        Self::Speed,
        Self::Feedback,
        Self::Pitfalls,
        Self::History,
    ];

    /// The word that is shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Structure => "Structure",
            Self::Clarity => "Clarity",
            Self::Priority => "Priority",
            Self::Alignment => "Alignment",
            Self::Speed => "Speed",
            Self::Feedback => "Feedback",
            Self::Pitfalls => "Pitfalls",
            Self::History => "History",
        }
    }

    /// The word by which settings name it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Clarity => "clarity",
            Self::Priority => "priority",
            Self::Alignment => "alignment",
            Self::Speed => "speed",
            Self::Feedback => "feedback",
            Self::Pitfalls => "pitfalls",
            Self::History => "history",
        }
    }
}

/// A number or some words of a lint that settings may change.
#[derive(Debug, Clone, Copy)]
pub struct Threshold {
    /// Its name in `lints.thresholds.<lint>`.
    pub name: &'static str,
    /// What it is where nothing is written.
    pub default: Usual,
    /// What it bounds, with its unit.
    pub about: &'static str,
}

/// What a threshold is where nothing is written.
#[derive(Debug, Clone, Copy)]
pub enum Usual {
    /// A number of 0 or more.
    Number(f64),
    /// A list of words.
    Words(&'static [&'static str]),
}

impl Threshold {
    /// A number.
    #[must_use]
    pub const fn number(name: &'static str, default: f64, about: &'static str) -> Self {
        Self { name, default: Usual::Number(default), about }
    }

    /// Words.
    #[must_use]
    pub const fn words(
        name: &'static str,
        default: &'static [&'static str],
        about: &'static str,
    ) -> Self {
        Self { name, default: Usual::Words(default), about }
    }
}

impl fmt::Display for Usual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Words([]) => f.write_str("none"),
            Self::Words(words) => f.write_str(&words.join(", ")),
        }
    }
}

/// Where a lint's findings come from.
#[derive(Clone, Copy)]
pub enum Run {
    /// From reading a file: `parse`, `mapping`, `kinds` and `config` note them.
    Reading,
    /// From reading the folder and making the site.
    Site,
    /// From looking at each document of these kinds; of every kind when the list is empty.
    Each(&'static [KindTag], fn(&Reader, DocId, &mut Report)),
    /// From looking at all documents together.
    Whole(fn(&Reader, &mut Report)),
}

/// A lint.
pub struct Lint {
    /// Its name says what is wrong: "allow `release-without-goal`" reads as English.
    pub name: &'static str,
    /// How grave it is where nothing else is said.
    pub level: Level,
    /// Its family.
    pub topic: Topic,
    /// Why it matters, in one sentence.
    pub why: &'static str,
    /// Its page: what, why, what to do, examples that run as tests.
    pub page: &'static str,
    /// Its numbers.
    pub thresholds: &'static [Threshold],
    /// Where its findings come from.
    pub run: Run,
}

impl Lint {
    /// A finding of this lint.
    pub fn problem(&self, place: Place, what: impl Into<String>) -> Problem {
        Problem::new(self.name, place, what)
    }
}

/// A finding that waits for its level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The file; `None` is the settings.
    pub file: Option<DocPath>,
    /// The document that it is about.
    pub subject: Option<DocId>,
    /// What is wrong.
    pub problem: Problem,
}

/// Collects what a lint finds.
pub struct Report<'a> {
    config: &'a Config,
    lint: &'static str,
    thresholds: &'static [Threshold],
    found: Vec<Found>,
}

impl<'a> Report<'a> {
    /// A report that is still empty.
    #[must_use]
    pub const fn new(config: &'a Config) -> Self {
        Self { config, lint: "", thresholds: &[], found: Vec::new() }
    }

    /// Begins another lint.
    pub const fn begin(&mut self, lint: &Lint) {
        self.lint = lint.name;
        self.thresholds = lint.thresholds;
    }

    /// A finding in a document.
    pub fn at(&mut self, reader: &Reader, id: DocId, problem: Problem) {
        let doc = reader.doc(id);
        let problem = match doc {
            Some(doc) if !doc.spoken.is_empty() => problem.spoken_by(&doc.spoken),
            _ => problem,
        };
        let file = doc.map(|doc| doc.path.clone());
        self.found.push(Found { file, subject: Some(id), problem });
    }

    /// A finding in a file that belongs to a document: its table.
    pub fn beside(&mut self, file: &DocPath, id: DocId, problem: Problem) {
        self.found.push(Found { file: Some(file.clone()), subject: Some(id), problem });
    }

    /// A finding in a file that is no document.
    pub fn file(&mut self, file: &DocPath, problem: Problem) {
        self.found.push(Found { file: Some(file.clone()), subject: None, problem });
    }

    /// A finding about the whole site; it stands at the settings.
    pub fn site(&mut self, problem: Problem) {
        self.found.push(Found { file: None, subject: None, problem });
    }

    fn usual(&self, name: &str) -> Option<Usual> {
        self.thresholds.iter().find(|threshold| threshold.name == name).map(|it| it.default)
    }

    /// A number of the running lint: as the settings say, else its default.
    #[must_use]
    pub fn threshold(&self, name: &str) -> f64 {
        let set = self.config.lints.threshold(self.lint, name).and_then(serde_json::Value::as_f64);
        match (set.filter(|set| *set >= 0.0), self.usual(name)) {
            (Some(set), _) => set,
            (None, Some(Usual::Number(usual))) => usual,
            (None, _) => 0.0,
        }
    }

    /// The same as a whole number of things or days.
    #[must_use]
    pub fn count(&self, name: &str) -> usize {
        let value = self.threshold(name).clamp(0.0, 1e9);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped above"
        )]
        let whole = value as usize;
        whole
    }

    /// Some words of the running lint: as the settings say, else its default.
    #[must_use]
    pub fn words(&self, name: &str) -> Vec<&'a str> {
        let config: &'a Config = self.config;
        match (config.lints.threshold(self.lint, name), self.usual(name)) {
            (Some(serde_json::Value::Array(items)), _) => {
                items.iter().filter_map(serde_json::Value::as_str).collect()
            }
            (Some(serde_json::Value::String(one)), _) => vec![one],
            (_, Some(Usual::Words(usual))) => usual.to_vec(),
            _ => Vec::new(),
        }
    }

    /// What was found.
    #[must_use]
    pub fn into_found(self) -> Vec<Found> {
        self.found
    }
}

/// A place in a document, for findings that involve another place.
#[must_use]
pub fn spot(reader: &Reader, id: DocId, place: Place) -> Spot {
    reader.doc(id).map_or_else(|| Spot::settings(Place::Whole), |doc| Spot::new(&doc.path, place))
}
