//! A dotted path of a query: links that are walked, and a field or a link at its end.

use std::ops::Range;

use crate::base::suggest::nearest;
use crate::base::text::any_of;
use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::Fault;
use super::fields;
use super::kinds::Kinds;
use super::links::{self, Link, Way};
use super::value::{Asked, Field, Give, Value};

/// So many links may be walked: each may lead to many documents.
const DEEP: usize = 6;

/// A path that was understood.
#[derive(Clone)]
pub struct Path {
    /// As written.
    pub text: String,
    /// The links that are walked, each as the kinds have it.
    steps: Vec<Vec<&'static Link>>,
    /// What is asked at the end.
    pub end: End,
}

/// What a path asks for at its end.
#[derive(Clone)]
pub enum End {
    /// A field, as the kinds have it.
    Fields(Vec<&'static Field>),
    /// A link itself.
    Links(Vec<&'static Link>),
    /// A key of the author's own.
    Own(Box<str>),
}

impl Path {
    /// Understands a path from documents of some kinds.
    ///
    /// # Errors
    /// The name that none of the kinds has.
    pub fn read(reader: &Reader, text: &str, at: usize, kinds: Kinds) -> Result<Self, Fault> {
        let mut steps = Vec::new();
        let mut kinds = if kinds.is_empty() { Kinds::ALL } else { kinds };
        let mut start = 0;
        loop {
            let rest = text.get(start..).unwrap_or_default();
            let written = rest.split('.').next().unwrap_or_default();
            let last = written.len() == rest.len();
            let span = at + start..at + start + written.len();
            let name = canonical(reader, written, kinds);
            let whole = format!("{name}{}", rest.get(written.len()..).unwrap_or_default());
            if let Some(end) = end(&whole, kinds) {
                return Ok(Self { text: text.to_owned(), steps, end });
            }
            let found: Vec<&Link> = named(links::all(), name, kinds).collect();
            if found.is_empty() {
                let known = fields::all().filter(|field| field.kinds.meets(kinds));
                let inside =
                    known.filter_map(|field| field.name.strip_prefix(name)?.strip_prefix('.'));
                let inside: Vec<&str> = inside.collect();
                if !inside.is_empty() {
                    return Err(part_of(written, rest, &inside, at + start));
                }
                return Err(unknown(written, span, kinds));
            }
            if last {
                return Ok(Self { text: text.to_owned(), steps, end: End::Links(found) });
            }
            if steps.len() == DEEP {
                let fault = Fault::new(span, format!("a path walks at most {DEEP} links"));
                return Err(fault.help("ask for less at a time"));
            }
            kinds = found.iter().fold(Kinds::NONE, |all, link| all.or(link.to));
            steps.push(found);
            start += written.len() + 1;
        }
    }

    /// The documents at which the path's end is asked, each once.
    fn walked(&self, reader: &Reader, id: DocId) -> Vec<DocId> {
        let mut here = vec![id];
        for step in &self.steps {
            let mut next: Vec<DocId> = Vec::new();
            for id in here {
                let ways = ways(reader, id, step);
                let found = ways.flat_map(|way| links::follow(reader, id, way));
                next.extend(found.map(|target| target.doc));
            }
            next.sort_unstable();
            next.dedup();
            here = next;
        }
        here
    }

    /// What a document answers.
    #[must_use]
    pub fn values<'m>(&self, reader: &Reader<'m>, id: DocId) -> Vec<Value<'m>> {
        let mut out = Vec::new();
        for id in self.walked(reader, id) {
            let Some(doc) = reader.doc(id) else { continue };
            match &self.end {
                End::Fields(fields) => {
                    let asked = Asked { reader, id, doc };
                    for field in fields.iter().filter(|field| field.kinds.contains(doc.tag())) {
                        (field.get)(&asked, &mut out);
                    }
                }
                End::Links(all) => {
                    for way in ways(reader, id, all) {
                        let found = links::follow(reader, id, way).into_iter().map(Value::Doc);
                        out.extend(found);
                        links::free_names(reader, id, way).give(&mut out);
                    }
                }
                End::Own(key) => {
                    let own = doc.common.extra.iter().filter(|(own, _)| own == key);
                    own.for_each(|(_, value)| free(value, &mut out));
                }
            }
        }
        // Two ways may lead to the same document, but what it says may well be said twice.
        if matches!(self.end, End::Links(_)) && self.steps.len() + 1 > 1 {
            let mut seen: Vec<Value> = Vec::with_capacity(out.len());
            out.retain(|value| {
                let new = !seen.contains(value);
                if new {
                    seen.push(value.clone());
                }
                new
            });
        }
        out
    }

    /// Whether anything is there, even something that this reader must not see.
    #[must_use]
    pub fn is_there(&self, reader: &Reader, id: DocId) -> bool {
        match &self.end {
            End::Links(all) => self
                .walked(reader, id)
                .into_iter()
                .any(|id| ways(reader, id, all).any(|way| links::is_written(reader, id, way))),
            _ => self.values(reader, id).iter().any(|value| *value != Value::Flag(false)),
        }
    }
}

/// The name of a field for another name of it, as documents may write it; any other name is its own.
fn canonical<'n>(reader: &Reader, name: &'n str, kinds: Kinds) -> &'n str {
    let part = |field: &Field| {
        field.name == name
            || field.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
    };
    let is_known = fields::all().any(|field| field.kinds.meets(kinds) && part(field))
        || named(links::all(), name, kinds).next().is_some();
    if is_known {
        return name;
    }
    kinds.iter().find_map(|tag| reader.canonical(tag, name)).unwrap_or(name)
}

/// The field or the author's own key of this name, at the end of a path.
fn end(name: &str, kinds: Kinds) -> Option<End> {
    if name.starts_with("x-") && !name.contains('.') {
        return Some(End::Own(name.into()));
    }
    let fields: Vec<&'static Field> =
        fields::all().filter(|field| field.name == name && field.kinds.meets(kinds)).collect();
    (!fields.is_empty()).then_some(End::Fields(fields))
}

fn named<'a>(
    all: &'static [Link],
    name: &'a str,
    kinds: Kinds,
) -> impl Iterator<Item = &'static Link> + use<'a> {
    all.iter().filter(move |link| link.name == name && link.from.meets(kinds))
}

/// How the links of a step are followed from a document of its kind.
fn ways<'l>(
    reader: &Reader,
    id: DocId,
    links: &'l [&'static Link],
) -> impl Iterator<Item = Way> + use<'l> {
    let tag = reader.doc(id).map(crate::model::doc::Doc::tag);
    links.iter().filter(move |link| tag.is_some_and(|tag| link.from.contains(tag))).map(|it| it.way)
}

fn free<'m>(value: &'m serde_json::Value, out: &mut Vec<Value<'m>>) {
    match value {
        serde_json::Value::String(text) => text.as_str().give(out),
        serde_json::Value::Number(number) => number.as_f64().give(out),
        serde_json::Value::Bool(flag) => flag.give(out),
        serde_json::Value::Array(items) => items.iter().for_each(|item| free(item, out)),
        serde_json::Value::Null | serde_json::Value::Object(_) => {}
    }
}

/// `outcome.measurd`: a field that has parts, and not this one.
fn part_of(name: &str, rest: &str, parts: &[&str], at: usize) -> Fault {
    let written = rest.get(name.len() + 1..).unwrap_or_default();
    if written.is_empty() {
        let what = format!("`{name}` has parts, and which is meant is not said");
        let help = format!("write one of {}", any_of(parts.iter().copied()));
        return Fault::new(at..at + rest.len(), what).help(help);
    }
    let span = at + name.len() + 1..at + rest.len();
    let fault = Fault::new(span, format!("`{name}` has no `{written}`"));
    match nearest(written, parts.iter().copied()) {
        Some(near) => fault.meant(near),
        None => fault.help(format!("it has {}", any_of(parts.iter().copied()))),
    }
}

/// A name that these kinds do not have.
fn unknown(name: &str, span: Range<usize>, kinds: Kinds) -> Fault {
    let who = if kinds == Kinds::ALL {
        "no kind of document has".to_owned()
    } else {
        let names: Vec<&str> = kinds.iter().map(KindTag::as_str).collect();
        match names.as_slice() {
            [one] => format!("a {one} has no"),
            _ => format!("neither of {} has", kinds.names()),
        }
    };
    let what = if name.is_empty() {
        "a name is missing".to_owned()
    } else if kinds == Kinds::ALL {
        format!("no kind of document has a field `{name}`")
    } else {
        format!("{who} field `{name}`")
    };
    let fault = Fault::new(span, what);
    let of = |kinds: Kinds| {
        let fields = fields::all().filter(move |it| it.kinds.meets(kinds)).map(|it| it.name);
        fields.chain(links::all().iter().filter(move |it| it.from.meets(kinds)).map(|it| it.name))
    };
    let others = fields::all().filter(|it| it.name == name).map(|it| it.kinds);
    let others = others.chain(links::all().iter().filter(|it| it.name == name).map(|it| it.from));
    let have = others.fold(Kinds::NONE, Kinds::or);
    if !have.is_empty() {
        return fault.help(format!("`{name}` is a field of {}", have.names()));
    }
    let specials = ["under", "over", "has", "no", "text", "count", "sort", "limit", "group"];
    match nearest(name, of(kinds).chain(specials)) {
        Some(near) => fault.meant(near),
        None => fault.help("`throughline explain` with the name of a kind lists its fields; words in quotes are looked for in the text"),
    }
}
