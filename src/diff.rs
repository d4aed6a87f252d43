//! What changed in the strategy between two states of a site: not which lines, but which promises. A pure function of the
//! two.

mod dates;
mod findings;
mod human;
mod markdown;
mod posts;
mod threads;

use serde::Serialize;

use crate::base::place::{Place, Spot};
use crate::base::suggest::no_such;
use crate::kinds::KindTag;
use crate::model::doc::{Doc, DocId};
use crate::model::history::facts::Facts;
use crate::model::numbers::alignment;
use crate::model::reader::Reader;
use crate::site::engine::Site;

pub use dates::{Moved, Push};
pub use findings::Found;
pub use posts::Post;
pub use threads::{Pointed, Step};

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct At {
    /// The file as the person knows it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

/// A document that changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// Its kind.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
}

/// One state, with the name by which the person knows it.
pub struct Side<'a> {
    /// The site.
    pub site: &'a Site,
    /// The revision, as it was named.
    pub name: String,
    /// What leads to the content from where the person stands, with `/` at its end; or nothing.
    pub content: String,
    /// The settings file as the person knows it.
    pub settings: String,
}

/// What changed, group by group, each sorted by file and line.
#[derive(Debug, Default, Serialize)]
pub struct Delta {
    /// The name of this shape.
    pub format: &'static str,
    /// Its version.
    pub version: u32,
    /// The earlier state.
    pub base: String,
    /// The later one.
    pub head: String,
    /// The alignment before and after, 0 to 1.
    pub score: (Option<f64>, Option<f64>),
    /// Goalposts that moved.
    pub goalposts: Vec<Post>,
    /// Dates that moved, and what they push.
    pub dates: Vec<Moved>,
    /// What serves something else now.
    pub pointed: Vec<Pointed>,
    /// What serves nothing any more.
    pub orphaned: Vec<Pointed>,
    /// What began, ended, was refused, came or went.
    pub steps: Vec<Step>,
    /// What is found that was not.
    pub new: Vec<Found>,
    /// What was found and is not any more.
    pub gone: Vec<Found>,
}

/// A shape in which a difference can be written.
pub struct Format {
    /// The word after `--format`.
    pub name: &'static str,
    /// Writes it.
    pub write: fn(&Delta) -> String,
}

/// Every shape, the default first.
pub const FORMATS: &[Format] = &[
    Format { name: "human", write: human::write },
    Format { name: "json", write: json },
    Format { name: "markdown", write: markdown::write },
];

/// The format of a name.
///
/// # Errors
/// When there is none: a sentence that names the nearest.
pub fn format(name: &str) -> Result<&'static Format, String> {
    let found = FORMATS.iter().find(|format| format.name == name);
    found.ok_or_else(|| no_such("format", name, FORMATS.iter().map(|format| format.name)))
}

fn json(delta: &Delta) -> String {
    let mut text = serde_json::to_string_pretty(delta).unwrap_or_default();
    text.push('\n');
    text
}

/// What changed from one state to another.
#[must_use]
pub fn compare(base: &Side, head: &Side) -> Delta {
    let pairs = Pairs::of(base, head);
    let (pointed, orphaned) = threads::pointed(&pairs);
    let (new, gone) = findings::compare(base, head);
    let score = |reader: &Reader| alignment::site(reader).ok().and_then(|it| it.score);
    Delta {
        format: "throughline diff",
        version: 1,
        base: base.name.clone(),
        head: head.name.clone(),
        score: (score(&pairs.old), score(&pairs.new)),
        goalposts: posts::compare(&pairs),
        dates: dates::compare(&pairs),
        pointed,
        orphaned,
        steps: threads::steps(&pairs),
        new,
        gone,
    }
}

impl Delta {
    /// Whether nothing changed that matters here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.goalposts.is_empty()
            && self.dates.is_empty()
            && self.pointed.is_empty()
            && self.orphaned.is_empty()
            && self.steps.is_empty()
            && self.new.is_empty()
            && self.gone.is_empty()
            && self.change() == 0
    }

    /// By how many tenths of a point the alignment changed; 0 where it is not known on both sides.
    #[must_use]
    fn change(&self) -> i64 {
        let tenths = |score: f64| {
            #[expect(clippy::cast_possible_truncation, reason = "a score lies between 0 and 1")]
            let tenths = (score * 1000.0).round() as i64;
            tenths
        };
        match self.score {
            (Some(old), Some(new)) => tenths(new) - tenths(old),
            _ => 0,
        }
    }
}

/// A document in both states.
struct Pair {
    old: DocId,
    new: DocId,
    /// What it promised, and promises.
    before: Facts,
    after: Facts,
}

/// The documents of both states, matched by id and alias.
struct Pairs<'a> {
    base: &'a Side<'a>,
    head: &'a Side<'a>,
    old: Reader<'a>,
    new: Reader<'a>,
    /// Those that are in both and promise something else now.
    both: Vec<Pair>,
    /// Those that came.
    came: Vec<DocId>,
    /// Those that went.
    went: Vec<DocId>,
}

impl<'a> Pairs<'a> {
    fn of(base: &'a Side, head: &'a Side) -> Self {
        let (old, new) = (base.site.reader(), head.site.reader());
        let mut pairs =
            Self { base, head, old, new, both: Vec::new(), came: Vec::new(), went: Vec::new() };
        let promises = |doc: &Doc| doc.tag() != KindTag::Page;
        let mut met = Vec::new();
        for id in pairs.new.all() {
            let Some(doc) = pairs.new.doc(id).filter(|doc| promises(doc)) else { continue };
            let names = std::iter::once(doc.slug.as_str())
                .chain(doc.common.aliases.iter().map(|alias| &**alias));
            let mut found = names.filter_map(|name| {
                let id = pairs.old.find(name)?;
                Some((id, pairs.old.doc(id)?))
            });
            let Some((before, was)) = found.find(|(_, was)| promises(was)) else {
                pairs.came.push(id);
                continue;
            };
            met.push(before);
            // Documents that say the same promise the same.
            if was.front_print != doc.front_print {
                let (before, after) = (Facts::of(was), Facts::of(doc));
                pairs.both.push(Pair {
                    old: met.last().copied().unwrap_or(id),
                    new: id,
                    before,
                    after,
                });
            }
        }
        met.sort_unstable();
        for id in pairs.old.all() {
            let is_there = met.binary_search(&id).is_ok();
            if !is_there && pairs.old.doc(id).is_some_and(promises) {
                pairs.went.push(id);
            }
        }
        pairs
    }
}

/// A document as it is named in a state.
fn named(reader: &Reader, id: DocId) -> Named {
    let doc = reader.doc(id);
    Named {
        kind: doc.map_or("", |doc| doc.tag().as_str()),
        id: doc.map_or_else(String::new, |doc| doc.slug.as_str().to_owned()),
        title: doc.map_or_else(String::new, |doc| doc.title.to_string()),
    }
}

/// Where a place of a document is in a state.
fn at(side: &Side, reader: &Reader, id: DocId, place: Place) -> At {
    match reader.doc(id) {
        Some(doc) => spotted(side, reader, &Spot::new(&doc.path, place)),
        None => At { file: String::new(), line: 1 },
    }
}

fn spotted(side: &Side, reader: &Reader, spot: &Spot) -> At {
    let file = side.site.file_of(spot).map(ToOwned::to_owned);
    let file = file.map_or_else(|| side.settings.clone(), |file| format!("{}{file}", side.content));
    let line = side.site.whereabouts(reader, spot).map_or(1, |place| place.line);
    At { file, line }
}
