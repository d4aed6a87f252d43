//! Asks documents: which of them a query finds.

use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::model::doc::DocId;
use crate::model::reader::Reader;
use crate::model::resolve::Target;

use super::check::{Test, Who};
use super::kinds::Kinds;
use super::path::{End, Path};
use super::token::Op;
use super::value::{Form, Value};
use super::wanted::{Wanted, holds};

/// The relations of a thread, from the lower document to the one above it.
const THREAD: [Relation; 6] = [
    Relation::Pillar,
    Relation::Parent,
    Relation::Goals,
    Relation::Goal,
    Relation::Bet,
    Relation::CheckinGoal,
];

/// A test with what is the same for every document worked out beforehand.
pub(super) enum Ready<'t> {
    All(Vec<Ready<'t>>),
    Any(Vec<Ready<'t>>),
    Not(Box<Ready<'t>>),
    Kind(Kinds),
    Has(&'t Path),
    Count(&'t Path, Op, &'t [Wanted]),
    Value(&'t Path, Op, &'t [Wanted]),
    Link(&'t Path, Op, &'t [Who]),
    /// One of these, sorted.
    Among(Vec<DocId>),
    Text(&'t str),
}

impl<'t> Ready<'t> {
    /// Works out what is the same for every document.
    pub fn new(reader: &Reader, test: &'t Test) -> Self {
        let each = |list: &'t [Test]| list.iter().map(|test| Ready::new(reader, test)).collect();
        match test {
            Test::All(list) => Ready::All(each(list)),
            Test::Any(list) => Ready::Any(each(list)),
            Test::Not(test) => Ready::Not(Box::new(Ready::new(reader, test))),
            Test::Kind(kinds) => Ready::Kind(*kinds),
            Test::Has(path) => Ready::Has(path),
            Test::Count(path, op, wanted) => Ready::Count(path, *op, wanted),
            Test::Value(path, op, wanted) => Ready::Value(path, *op, wanted),
            Test::Link(path, op, who) => Ready::Link(path, *op, who),
            Test::Under(targets) => {
                Ready::Among(reached(targets, |id, part| right_below(reader, id, part)))
            }
            Test::Over(targets) => Ready::Among(reached(targets, |id, _| {
                right_above(reader, id).into_iter().map(|target| target.doc).collect()
            })),
            Test::Text(words) => Ready::Text(words),
        }
    }

    /// Whether a document is found.
    pub fn holds(&self, reader: &Reader, id: DocId) -> bool {
        match self {
            Self::All(list) => list.iter().all(|test| test.holds(reader, id)),
            Self::Any(list) => list.iter().any(|test| test.holds(reader, id)),
            Self::Not(test) => !test.holds(reader, id),
            Self::Kind(kinds) => reader.doc(id).is_some_and(|doc| kinds.contains(doc.tag())),
            Self::Has(path) => path.is_there(reader, id),
            Self::Count(path, op, wanted) => {
                let many = path.values(reader, id).len();
                #[expect(clippy::cast_precision_loss, reason = "a count of links")]
                let many = Value::Number(many as f64);
                let any = wanted.iter().any(|wanted| holds(&many, *op, wanted));
                any != (*op == Op::Not)
            }
            Self::Value(path, op, wanted) => {
                let found = is_found(reader, id, path, *op, wanted);
                found != (*op == Op::Not)
            }
            Self::Link(path, op, who) => {
                let values = path.values(reader, id);
                let found = values.iter().any(|v| who.iter().any(|who| leads(reader, v, *op, who)));
                found != (*op == Op::Not)
            }
            Self::Among(ids) => ids.binary_search(&id).is_ok(),
            Self::Text(words) => speaks_of(reader, id, words),
        }
    }
}

fn is_found(reader: &Reader, id: DocId, path: &Path, op: Op, wanted: &[Wanted]) -> bool {
    // What a goal's numbers say is worked out only where somebody asks for it.
    if path.text == "status"
        && let End::Fields(_) = path.end
        && let Some(doc) = reader.doc(id)
    {
        let written = |wanted: &Wanted| match wanted {
            Wanted::Text(Form::Status, word) => doc.tag().statuses().contains(&&**word),
            _ => false,
        };
        if doc.tag() != KindTag::Goal || wanted.iter().all(written) {
            let status = doc.status().map(|status| Value::Text(status.as_str().into()));
            return status.is_some_and(|status| wanted.iter().any(|it| holds(&status, op, it)));
        }
    }
    path.values(reader, id).iter().any(|value| wanted.iter().any(|it| holds(value, op, it)))
}

/// Whether a link's value leads to whom is wanted.
fn leads(reader: &Reader, value: &Value, op: Op, who: &Who) -> bool {
    match (value, who) {
        // A whole document is meant with each of its parts.
        (Value::Doc(target), Who::Found(wanted)) => {
            target.doc == wanted.doc && (wanted.part.is_none() || target.part == wanted.part)
        }
        (Value::Doc(target), Who::Named(words)) => reader.doc(target.doc).is_some_and(|doc| {
            let (title, slug) = (doc.title.to_lowercase(), doc.slug.to_lowercase());
            match op {
                Op::Like => title.contains(&**words) || slug.contains(&**words),
                _ => title == **words || slug == **words,
            }
        }),
        (Value::Text(name), Who::Named(words)) => match op {
            Op::Like => name.to_lowercase().contains(&**words),
            _ => name.to_lowercase() == **words,
        },
        _ => false,
    }
}

fn speaks_of(reader: &Reader, id: DocId, words: &str) -> bool {
    let Some(doc) = reader.doc(id) else { return false };
    let holds = |text: &str| text.to_lowercase().contains(words);
    holds(&doc.title)
        || holds(&doc.slug)
        || doc.summary.as_deref().is_some_and(holds)
        || doc.common.why.as_deref().is_some_and(holds)
        || reader.text(id).is_some_and(|text| holds(text.body()))
}

type Step<'s> = &'s dyn Fn(DocId, Option<u32>) -> Vec<DocId>;

/// Everything that is reached from these, step by step; not these themselves, unless they reach each other.
fn reached(from: &[Target], next: impl Fn(DocId, Option<u32>) -> Vec<DocId>) -> Vec<DocId> {
    let next: Step = &next;
    let mut seen = ahash::AHashSet::new();
    let mut todo: Vec<DocId> = from.iter().flat_map(|it| next(it.doc, it.part)).collect();
    while let Some(id) = todo.pop() {
        if seen.insert(id) {
            todo.extend(next(id, None));
        }
    }
    let mut list: Vec<DocId> = seen.into_iter().collect();
    list.sort_unstable();
    list
}

/// Everything that hangs below a document, or a part of one, sorted by path.
#[must_use]
pub fn below(reader: &Reader, target: Target) -> Vec<DocId> {
    reached(&[target], |id, part| right_below(reader, id, part))
}

/// What hangs right below a document, or a part of one.
fn right_below(reader: &Reader, id: DocId, part: Option<u32>) -> Vec<DocId> {
    reader
        .back(id)
        .iter()
        .filter(|back| THREAD.contains(&back.relation) && (part.is_none() || back.part == part))
        .map(|back| back.from)
        .collect()
}

/// What a document hangs on.
#[must_use]
pub fn right_above(reader: &Reader, id: DocId) -> Vec<Target> {
    THREAD.iter().flat_map(|relation| reader.targets(id, *relation)).collect()
}
