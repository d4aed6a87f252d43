//! Words of a field: what the author's become, and which are allowed at all.

use crate::base::diagnostic::{Level, Problem};
use crate::base::place::Place;
use crate::base::suggest::nearest;
use crate::base::text::any_of;
use crate::parse::fields::Fields;
use crate::parse::front::{Entry, Node, Value};
use crate::parse::schema::Shape;
use crate::words;

use super::pieces::Piece;
use super::steps::Context;

words! {
    /// How grave it is when a word is not allowed.
    Grade {
        /// Worth knowing.
        Note = "note",
        /// Should be mended.
        Warning = "warning",
        /// Must be mended.
        Error = "error",
    }
}

/// What the author's words become.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// Each word and what it becomes; nothing drops it.
    list: Vec<(Box<str>, Option<Box<str>>)>,
    /// What any other word becomes; `keep` leaves it.
    other: Option<Box<str>>,
}

/// The words that are allowed.
#[derive(Debug, Clone)]
pub(super) struct Allowed {
    list: Vec<Box<str>>,
    level: Option<Level>,
}

/// A word that is not allowed.
#[derive(Debug, Clone)]
pub(super) struct Breach {
    found: Box<str>,
    list: Vec<Box<str>>,
    near: Option<Box<str>>,
    level: Option<Level>,
    index: usize,
}

impl Breach {
    /// The finding, for a field of ours that the author calls `written`.
    pub fn problem(&self, field: &str, written: &str, many: bool) -> Problem {
        let place = if many { Place::item(field, self.index) } else { Place::field(field) };
        let words = any_of(self.list.iter().map(|word| &**word));
        let what = format!("`{written}` is one of {words}, not `{}`", self.found);
        let mut problem = Problem::new("wrong-type", place, what);
        if let Some(near) = &self.near {
            problem = problem.help(format!("did you mean `{near}`?"));
        }
        match self.level {
            Some(level) => problem.level(level),
            None => problem,
        }
    }
}

impl Words {
    /// Reads `values` and `else`.
    pub fn field(f: &mut Fields<'_>) -> Option<Self> {
        let about = "What each of the author's words becomes; `~` drops it.";
        let shape = Shape::Map(Box::new(Shape::Text));
        let mut list = None;
        if let Some(((path, node), f)) = f.field("values", about).node_and_fields(shape) {
            if let Value::Map(entries) = &node.value {
                let text = |node: &Node| node.text().map(Into::into);
                let words = entries.iter().map(|e| (e.key.clone(), text(&e.value)));
                list = Some(words.collect::<Vec<_>>());
            } else {
                let what = format!("`values` is a map of words, not {}", node.what());
                f.problem(Problem::new("wrong-type", Place::field(&path), what));
            }
        }
        let other = f.field("else", "What any other word becomes; `keep` leaves it.").text();
        match (list, other) {
            (None, None) => None,
            (list, other) => Some(Self { list: list.unwrap_or_default(), other }),
        }
    }

    /// Puts our words in the place of the author's; a word that is neither is a breach.
    pub fn run(&self, pieces: Vec<Piece>, cx: &mut Context<'_>) -> Vec<Piece> {
        let mut out = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let word = piece.text.trim().to_owned();
            let known = find(self.list.iter().map(|(w, _)| &**w), &word);
            if let Some((_, becomes)) = known.and_then(|index| self.list.get(index)) {
                out.extend(becomes.as_deref().map(|text| piece.with(text.to_owned())));
                continue;
            }
            match self.other.as_deref() {
                Some("keep") => out.push(piece),
                Some(other) => out.push(piece.with(other.to_owned())),
                None if cx.choices.contains(&&*word) => out.push(piece.with(word)),
                None => {
                    let words = self.list.iter().map(|(w, _)| w.clone()).collect();
                    let near = breach(words, &word, None, out.len(), cx);
                    let meant = near.and_then(|near| {
                        self.list.iter().find(|(w, _)| *w == near).and_then(|(_, to)| to.clone())
                    });
                    out.extend(meant.map(|text| piece.with(text.into())));
                }
            }
        }
        out
    }
}

impl Allowed {
    /// Reads `allowed`: a list of words, or `{words, level}`.
    pub fn field(f: &mut Fields<'_>) -> Option<Self> {
        let about = "The words that are allowed, and how grave another one is.";
        let mut described = Fields::describing();
        let _ = Self::read(&mut described);
        let words = Shape::List(Box::new(Shape::Text));
        let shape = Shape::OneOf(vec![words, Shape::Object(described.described())]);
        let ((path, node), f) = f.field("allowed", about).node_and_fields(shape)?;
        let made;
        let entries = if let Value::Map(entries) = &node.value {
            entries.as_slice()
        } else {
            made = [Entry {
                key: "words".into(),
                written: Some("allowed".into()),
                span: node.span.clone(),
                value: node.clone(),
            }];
            &made
        };
        let mut inner = Fields::new(entries, format!("{path}."));
        let allowed = Self::read(&mut inner);
        for problem in inner.finish() {
            f.problem(problem);
        }
        (!allowed.list.is_empty()).then_some(allowed)
    }

    fn read(f: &mut Fields<'_>) -> Self {
        let list = f.field("words", "The words that are allowed.").required().texts();
        let level =
            f.field("level", "How grave another one is.").choice().map(|grade| match grade {
                Grade::Note => Level::Note,
                Grade::Warning => Level::Warning,
                Grade::Error => Level::Error,
            });
        Self { list, level }
    }

    /// Notes words that are not allowed; they stay as they are, unless an allowed one is near enough to be meant.
    pub fn run(&self, pieces: Vec<Piece>, cx: &mut Context<'_>) -> Vec<Piece> {
        let mut out = Vec::with_capacity(pieces.len());
        for piece in pieces {
            if find(self.list.iter().map(|w| &**w), piece.text.trim()).is_some() {
                out.push(piece);
                continue;
            }
            let word = piece.text.trim().to_owned();
            match breach(self.list.clone(), &word, self.level, out.len(), cx) {
                Some(near) => out.push(piece.with(near.into())),
                // What one of our own words may be is said once, here.
                None if !cx.choices.is_empty() => {}
                None => out.push(piece),
            }
        }
        out
    }
}

/// A word among others: as it is, else whatever its case.
fn find<'a>(mut words: impl Iterator<Item = &'a str> + Clone, word: &str) -> Option<usize> {
    let mut again = words.clone();
    words
        .position(|known| known == word)
        .or_else(|| again.position(|known| known.eq_ignore_ascii_case(word)))
}

fn breach(
    list: Vec<Box<str>>,
    word: &str,
    level: Option<Level>,
    index: usize,
    cx: &mut Context<'_>,
) -> Option<Box<str>> {
    let near: Option<Box<str>> = nearest(word, list.iter().map(|w| &**w)).map(Into::into);
    cx.breaches.push(Breach { found: word.into(), list, near: near.clone(), level, index });
    near
}
