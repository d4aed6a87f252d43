//! From a written query to tests that are known to make sense: every name, word and id is looked up once, here.

use std::ops::Range;

use crate::kinds::KindTag;
use crate::model::reader::Reader;
use crate::model::resolve::Target;

use super::Fault;
use super::fields::KINDS;
use super::kinds::Kinds;
use super::path::{End, Path};
use super::token::{Given, Op, Term, Word};
use super::tree::Tree;
use super::value::{Field, Form};
use super::wanted::{self, Wanted};

/// A question that makes sense.
pub enum Test {
    /// Every one holds.
    All(Vec<Test>),
    /// One holds.
    Any(Vec<Test>),
    /// It does not hold.
    Not(Box<Test>),
    /// It is of one of these kinds.
    Kind(Kinds),
    /// Something is there.
    Has(Path),
    /// So many are there.
    Count(Path, Op, Vec<Wanted>),
    /// A value is as wanted; `!=` where none may be.
    Value(Path, Op, Vec<Wanted>),
    /// A link leads to one of these, or to one of these names.
    Link(Path, Op, Vec<Who>),
    /// It hangs below one of these.
    Under(Vec<Target>),
    /// It is above one of these.
    Over(Vec<Target>),
    /// Its text holds these words.
    Text(Box<str>),
}

/// Whom a link leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Who {
    /// A document, or a part of one.
    Found(Target),
    /// A name that no document describes, or words that a title holds; in lower case.
    Named(Box<str>),
    /// A document that this reader must not see: nobody.
    Hidden,
}

/// Checks a tree; `faults` gathers what makes no sense.
pub(super) fn check(reader: &Reader, tree: &Tree, kinds: Kinds, faults: &mut Vec<Fault>) -> Test {
    match tree {
        Tree::All(list) => {
            let kinds = list.iter().fold(kinds, |kinds, tree| kinds.and(kinds_of(tree)));
            Test::All(list.iter().map(|tree| check(reader, tree, kinds, faults)).collect())
        }
        Tree::Any(list) => {
            Test::Any(list.iter().map(|tree| check(reader, tree, kinds, faults)).collect())
        }
        Tree::Not(tree) => Test::Not(Box::new(check(reader, tree, kinds, faults))),
        Tree::Term(term) => match (Checker { reader, kinds }).term(term) {
            Ok(test) => test,
            Err(fault) => {
                faults.push(fault);
                Test::All(Vec::new())
            }
        },
    }
}

/// The kinds that a tree can be about.
pub(super) fn kinds_of(tree: &Tree) -> Kinds {
    match tree {
        Tree::All(list) => list.iter().fold(Kinds::ALL, |kinds, tree| kinds.and(kinds_of(tree))),
        Tree::Any(list) => list.iter().fold(Kinds::NONE, |kinds, tree| kinds.or(kinds_of(tree))),
        // Of all that is not, only what is of no other kind is sure to be left out.
        Tree::Not(tree) => match &**tree {
            Tree::Term(term) if is_type(term) => kinds_of(tree).others(),
            _ => Kinds::ALL,
        },
        Tree::Term(term) if is_type(term) => {
            let named = term.values.iter().filter_map(|value| match value {
                Given::One(word) => KindTag::named(&word.text),
                Given::Range(..) => None,
            });
            let kinds = named.fold(Kinds::NONE, |kinds, tag| kinds.or(Kinds::of(&[tag])));
            match term.op {
                _ if kinds.is_empty() => Kinds::ALL,
                Some(Op::Not) => kinds.others(),
                _ => kinds,
            }
        }
        Tree::Term(_) => Kinds::ALL,
    }
}

fn is_type(term: &Term) -> bool {
    term.path.text == "type" && matches!(term.op, Some(Op::Is | Op::Equal | Op::Not))
}

pub(super) struct Checker<'r, 'm> {
    pub reader: &'r Reader<'m>,
    pub kinds: Kinds,
}

impl Checker<'_, '_> {
    fn term(&self, term: &Term) -> Result<Test, Fault> {
        let Some(op) = term.op else { return self.bare(term) };
        if term.counted {
            let path = self.path(&term.path)?;
            let counts = self.wanted(&term.values, Form::Number, op)?;
            return Ok(Test::Count(path, op, counts));
        }
        let name = term.path.text.as_str();
        let special = matches!(name, "type" | "under" | "over" | "has" | "no" | "text");
        if special && !matches!(op, Op::Is | Op::Equal | Op::Not) {
            let span = term.path.span.clone();
            let what = format!("`{name}` knows no `{}`", op.as_str());
            return Err(
                Fault::new(span.start..term.span.end, what).help(format!("write `{name}:`"))
            );
        }
        let test = match name {
            "type" => {
                self.wanted(&term.values, Form::Word(KINDS), op)?;
                Test::Kind(kinds_of(&Tree::Term(Term { op: Some(Op::Is), ..term.clone() })))
            }
            "has" | "no" => {
                let tests =
                    words(&term.values)?.into_iter().map(|word| Ok(Test::Has(self.path(word)?)));
                let any = Test::Any(tests.collect::<Result<_, Fault>>()?);
                if name == "no" { Test::Not(Box::new(any)) } else { any }
            }
            "under" => Test::Under(self.rungs(&term.values, "under")?),
            "over" => Test::Over(self.rungs(&term.values, "over")?),
            "text" => Test::Any(
                words(&term.values)?
                    .into_iter()
                    .map(|word| Test::Text(lower(&word.text)))
                    .collect(),
            ),
            _ => return self.field(term, op),
        };
        Ok(if op == Op::Not { Test::Not(Box::new(test)) } else { test })
    }

    /// A word alone: `live`, `late`, or words of the text.
    fn bare(&self, term: &Term) -> Result<Test, Fault> {
        let Some(Given::One(word)) = term.values.first() else {
            return Err(Fault::new(term.span.clone(), "nothing is asked"));
        };
        if !word.quoted && matches!(word.text.as_str(), "live" | "late") {
            let path = Path::read(self.reader, &word.text, word.span.start, Kinds::ALL)?;
            return Ok(Test::Value(path, Op::Is, vec![Wanted::Flag(true)]));
        }
        Ok(Test::Text(lower(&word.text)))
    }

    fn path(&self, word: &Word) -> Result<Path, Fault> {
        Path::read(self.reader, &word.text, word.span.start, self.kinds)
    }

    fn wanted(&self, given: &[Given], form: Form, op: Op) -> Result<Vec<Wanted>, Fault> {
        given.iter().map(|it| wanted::read(self.reader, it, form, op, self.kinds)).collect()
    }

    fn field(&self, term: &Term, op: Op) -> Result<Test, Fault> {
        let path = self.path(&term.path)?;
        match &path.end {
            End::Own(_) => {
                let wanted = self.wanted(&term.values, Form::Free, op)?;
                Ok(Test::Value(path, op, wanted))
            }
            End::Fields(fields) => {
                let wanted = self.of_fields(fields, &path, term, op)?;
                Ok(Test::Value(path, op, wanted))
            }
            End::Links(links) => {
                if op.is_order() {
                    let what = format!("`{}` is a link, which has no order", path.text);
                    let help = format!(
                        "compare how many there are: `count({}){}1`",
                        path.text,
                        op.as_str()
                    );
                    return Err(Fault::new(term.span.clone(), what).help(help));
                }
                let to = links.iter().fold(Kinds::NONE, |kinds, link| kinds.or(link.to));
                let who = words(&term.values)?
                    .into_iter()
                    .map(|word| match op {
                        Op::Like => Ok(Who::Named(lower(&word.text))),
                        _ => self.who(word, to, links),
                    })
                    .collect::<Result<_, Fault>>()?;
                Ok(Test::Link(path, op, who))
            }
        }
    }

    /// The values as the forms of a field read them; a name may be a day of one kind and a number of another.
    fn of_fields(
        &self,
        fields: &[&'static Field],
        path: &Path,
        term: &Term,
        op: Op,
    ) -> Result<Vec<Wanted>, Fault> {
        let mut all = Vec::new();
        for value in &term.values {
            let mut first = None;
            let mut found = false;
            let mut forms: Vec<Form> = Vec::new();
            for field in fields {
                if forms.contains(&field.form) {
                    continue;
                }
                forms.push(field.form);
                // The statuses of what the path leads to.
                let kinds = if path.text.contains('.') { field.kinds } else { self.kinds };
                match wanted::read(self.reader, value, field.form, op, kinds) {
                    Ok(wanted) => {
                        found = true;
                        if !all.contains(&wanted) {
                            all.push(wanted);
                        }
                    }
                    Err(fault) => first = first.or(Some(fault)),
                }
            }
            if let (false, Some(fault)) = (found, first) {
                return Err(fault);
            }
        }
        Ok(all)
    }
}

pub(super) fn lower(text: &str) -> Box<str> {
    text.to_lowercase().into()
}

/// Values that may not be ranges.
pub(super) fn words(given: &[Given]) -> Result<Vec<&Word>, Fault> {
    let word = |given: &Given| -> Option<Range<usize>> {
        match given {
            Given::One(_) => None,
            Given::Range(.., span) => Some(span.clone()),
        }
    };
    if let Some(span) = given.iter().find_map(word) {
        let fault = Fault::new(span, "a range has no place here");
        return Err(fault.help("put it in quotes where two dots are part of a name"));
    }
    Ok(given
        .iter()
        .filter_map(|it| if let Given::One(word) = it { Some(word) } else { None })
        .collect())
}
