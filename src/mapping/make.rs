//! Where a value comes from and what is done to it: one form of a mapped field, id, title or address.

use std::ops::Range;

use regex::Regex;

use crate::base::diagnostic::Problem;
use crate::base::names::DocPath;
use crate::base::place::Place;
use crate::parse::Parsed;
use crate::parse::fields::Fields;
use crate::parse::front::{Entry, Front, Node, Value};
use crate::parse::schema::{FieldInfo, Shape};

use super::patterns::{self, Template};
use super::pieces::{Piece, pieces};
use super::steps::{Context, Step};
use super::words::Breach;

/// What a form reads where it does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Usual {
    /// The field of the same name.
    Field,
    /// The path of the document.
    Path,
}

/// Where a value comes from.
#[derive(Debug, Clone)]
enum Source {
    /// The first of these fields that is there; none is the field that is asked for.
    Fields(Vec<Box<str>>),
    /// The path of the document.
    Path(Option<Regex>),
    /// The names of the fields that match.
    Keys(Regex),
    /// The targets of the links in the text that match.
    Links(Regex),
    /// The first heading of the text, except these.
    Heading(Vec<Box<str>>),
    /// Nothing but the default.
    Nothing,
}

/// One way to make a value.
#[derive(Debug, Clone)]
pub(super) struct Make {
    source: Source,
    each: Option<Template>,
    steps: Vec<Step>,
    default: Vec<Box<str>>,
}

/// A value that was made.
pub(super) struct Made {
    /// The value.
    pub node: Node,
    /// The key of the author's field that it was made of, where it was.
    pub from: Option<(Box<str>, Range<u32>)>,
    /// Words that are not allowed.
    pub breaches: Vec<Breach>,
    /// Addresses elsewhere, found where documents were meant.
    pub outside: Vec<Piece>,
}

/// The document that a value is made of.
pub(super) struct Subject<'a> {
    /// Its path.
    pub path: &'a DocPath,
    /// Its text, read.
    pub parsed: &'a Parsed,
    /// Addresses that are the repository's own.
    pub own_urls: &'a [Box<str>],
}

impl Make {
    /// Declares the keys of a form.
    pub fn read(f: &mut Fields<'_>, usual: Usual) -> Self {
        let from = f
            .field("from", "The author's field; of several names the first that is there.")
            .aliases(&["field"])
            .texts();
        let path = patterns::field(f, "path", "A pattern on the document's path.");
        let keys =
            patterns::field(f, "keys", "A pattern on names of fields, which are the values.");
        let links = patterns::field(f, "links", "A pattern on the targets of links in the text.");
        let heading = f.field("heading", "The first heading of the text.").flag();
        let except = f.field("except", "Headings that are no title, such as `Summary`.").texts();
        let each = f
            .field(
                "each",
                "What is made of each entry of a map: `{k}` is its key, `{v}` its value.",
            )
            .text();
        let steps = Step::read_all(f);
        let more =
            f.field("steps", "More steps, in this order.").items(None, |f| Some(Step::read_all(f)));
        let default = f.field("default", "The value where there is none.").texts();
        let source = if !from.is_empty() {
            Source::Fields(from)
        } else if path.is_some() {
            Source::Path(path)
        } else if let Some(keys) = keys {
            Source::Keys(keys)
        } else if let Some(links) = links {
            Source::Links(links)
        } else if heading == Some(true) {
            Source::Heading(except)
        } else if steps.is_empty() && each.is_none() && more.is_none() && !default.is_empty() {
            Source::Nothing
        } else {
            match usual {
                Usual::Field => Source::Fields(Vec::new()),
                Usual::Path => Source::Path(None),
            }
        };
        let steps = steps.into_iter().chain(more.into_iter().flatten().flatten()).collect();
        Self { source, each: each.as_deref().map(Template::new), steps, default }
    }

    /// The keys of a form as data.
    pub fn describe() -> Vec<FieldInfo> {
        let mut fields = Fields::describing();
        let _ = Self::read(&mut fields, Usual::Field);
        fields.described()
    }

    /// What a setting that holds forms looks like.
    pub fn shape() -> Shape {
        let form = Shape::OneOf(vec![Shape::Text, Shape::Object(Self::describe())]);
        Shape::List(Box::new(form))
    }

    /// Reads forms: the name of a field, a map, or a list of these, of which the first that gives a value counts.
    pub fn list(node: &Node, path: &str, usual: Usual) -> (Vec<Self>, Vec<Problem>) {
        let mut forms = Vec::new();
        let mut problems = Vec::new();
        let one = std::slice::from_ref(node);
        let (items, listed) = match &node.value {
            Value::List(items) => (items.as_slice(), true),
            _ => (one, false),
        };
        for (index, item) in items.iter().enumerate() {
            let path = if listed { format!("{path}[{index}]") } else { path.to_owned() };
            let made;
            let entries = match &item.value {
                Value::Map(entries) => entries.as_slice(),
                Value::Text { .. } => {
                    made = [Entry {
                        key: "from".into(),
                        written: None,
                        span: item.span.clone(),
                        value: item.clone(),
                    }];
                    &made
                }
                _ => {
                    let what = format!("this is the name of a field or a map, not {}", item.what());
                    problems.push(Problem::new("wrong-type", Place::field(&path), what));
                    continue;
                }
            };
            let mut fields = Fields::new(entries, format!("{path}."));
            forms.push(Self::read(&mut fields, usual));
            problems.extend(fields.finish());
        }
        (forms, problems)
    }

    /// Reads a setting that holds forms.
    pub fn field(
        f: &mut Fields<'_>,
        name: &'static str,
        about: &'static str,
        usual: Usual,
    ) -> Vec<Self> {
        let Some(((path, node), f)) = f.field(name, about).node_and_fields(Self::shape()) else {
            return Vec::new();
        };
        let (forms, problems) = Self::list(node, &path, usual);
        for problem in problems {
            f.problem(problem);
        }
        forms
    }

    /// Makes the value of `field`, whose form is `shape`; nothing when there is none.
    pub fn make(&self, subject: &Subject<'_>, field: &str, shape: Option<&Shape>) -> Option<Made> {
        let front = &subject.parsed.front;
        let mut cx = Context {
            path: subject.path,
            own_urls: subject.own_urls,
            front,
            choices: choices(shape),
            breaches: Vec::new(),
            outside: Vec::new(),
        };
        let mut from = None;
        let mut found = match &self.source {
            Source::Fields(names) => {
                let written = reach_any(front, names, field);
                from = written.as_ref().map(|w| (w.name.into(), w.span.clone()));
                match written {
                    Some(w) if self.is_rename() && has_maps(w.node) => {
                        let node = w.node.clone();
                        return Some(Made {
                            node,
                            from,
                            breaches: Vec::new(),
                            outside: Vec::new(),
                        });
                    }
                    Some(w) => pieces(w.node, self.each.as_ref()),
                    None => Vec::new(),
                }
            }
            _ => self.gather(subject, &mut cx),
        };
        for step in &self.steps {
            // A pattern on a path or on links has used up the form that follows it.
            if !(self.formed() && matches!(step, Step::Form { pattern: None, .. })) {
                found = step.run(found, &mut cx);
            }
        }
        found.retain(|piece| !piece.text.trim().is_empty());
        if found.is_empty() {
            let here = nowhere(front);
            found = self.default.iter().map(|text| Piece::made(&**text, here.clone())).collect();
        }
        let Context { breaches, outside, .. } = cx;
        if found.is_empty() && breaches.is_empty() && outside.is_empty() {
            return None;
        }
        Some(Made { node: as_node(found, shape), from, breaches, outside })
    }

    /// The texts of a source that is no field.
    fn gather(&self, subject: &Subject<'_>, cx: &mut Context<'_>) -> Vec<Piece> {
        let Parsed { front, outline, .. } = subject.parsed;
        let here = nowhere(front);
        match &self.source {
            Source::Nothing | Source::Fields(_) => Vec::new(),
            Source::Path(pattern) => {
                let whole = Piece::made(subject.path.as_str(), here);
                match pattern {
                    None => vec![whole],
                    Some(pattern) => self.matches(pattern, &[whole], cx),
                }
            }
            Source::Links(pattern) => {
                let targets: Vec<Piece> = outline
                    .links
                    .iter()
                    .map(|link| Piece::made(&*link.target, here.clone()))
                    .collect();
                self.matches(pattern, &targets, cx)
            }
            Source::Keys(pattern) => front
                .entries
                .iter()
                .filter(|entry| pattern.is_match(&entry.key))
                .map(Piece::of_key)
                .collect(),
            Source::Heading(except) => outline
                .headings
                .first()
                .filter(|h| !except.iter().any(|e| e.eq_ignore_ascii_case(h.text.trim())))
                .map(|heading| Piece::made(&*heading.text, here))
                .into_iter()
                .collect(),
        }
    }

    /// What a pattern on a path or on links finds, put into the form that follows.
    fn matches(&self, pattern: &Regex, subjects: &[Piece], cx: &Context<'_>) -> Vec<Piece> {
        let form = self.steps.iter().find_map(|step| match step {
            Step::Form { pattern: None, to, digits } => Some((to.as_ref(), *digits)),
            _ => None,
        });
        let (to, digits) = form.unwrap_or((None, None));
        super::steps::form(subjects, Some(pattern), to, digits, cx.front)
    }

    /// Whether this form of `field` reads the author's entry of this key.
    pub fn reads(&self, field: &str, key: &str) -> bool {
        let is = |name: &str| name == key || name.split('.').next() == Some(key);
        match &self.source {
            Source::Fields(names) if names.is_empty() => is(field),
            Source::Fields(names) => names.iter().any(|name| is(name)),
            Source::Keys(pattern) => pattern.is_match(key),
            _ => false,
        }
    }

    /// Whether paths are brought to names.
    pub fn links_by_path(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Link(_)))
    }

    /// Whether nothing is done to the value.
    fn is_rename(&self) -> bool {
        self.steps.is_empty() && self.each.is_none()
    }

    fn formed(&self) -> bool {
        matches!(self.source, Source::Path(Some(_)) | Source::Links(_))
    }
}

/// An entry of the author's.
struct Written<'a> {
    name: &'a str,
    node: &'a Node,
    span: Range<u32>,
}

/// The first of some fields that is there; without names, the field that is asked for.
fn reach_any<'a>(front: &'a Front, names: &'a [Box<str>], field: &'a str) -> Option<Written<'a>> {
    if names.is_empty() {
        return reach(&front.entries, field, field);
    }
    names.iter().find_map(|name| reach(&front.entries, name, name))
}

/// An entry by its whole key, else by a path into maps: `milestone.beta`.
fn reach<'a>(entries: &'a [Entry], rest: &str, name: &'a str) -> Option<Written<'a>> {
    if let Some(entry) = entries.iter().find(|entry| &*entry.key == rest) {
        let written = Written { name, node: &entry.value, span: entry.span.clone() };
        return (!entry.value.is_null()).then_some(written);
    }
    let (first, rest) = rest.split_once('.')?;
    let entry = entries.iter().find(|entry| &*entry.key == first)?;
    match &entry.value.value {
        Value::Map(inner) => reach(inner, rest, name),
        _ => None,
    }
}

fn has_maps(node: &Node) -> bool {
    match &node.value {
        Value::Map(_) => true,
        Value::List(items) => items.iter().any(has_maps),
        _ => false,
    }
}

/// A place for what stands nowhere in the front matter: its beginning.
fn nowhere(front: &Front) -> Range<u32> {
    front.span.start..front.span.start
}

/// The words that a field may hold, where it holds words.
fn choices(shape: Option<&Shape>) -> &'static [&'static str] {
    match shape {
        Some(Shape::Choice(words)) => words,
        _ => &[],
    }
}

/// Whether a field holds several values.
pub(super) fn is_list(shape: &Shape) -> bool {
    match shape {
        Shape::List(_) => true,
        Shape::OneOf(shapes) => shapes.iter().any(is_list),
        _ => false,
    }
}

/// Texts as the value of a field: a list where the field holds several, else the first.
fn as_node(found: Vec<Piece>, shape: Option<&Shape>) -> Node {
    let list = shape.map_or(found.len() != 1, is_list);
    let start = found.iter().map(|piece| piece.span.start).min().unwrap_or_default();
    let end = found.iter().map(|piece| piece.span.end).max().unwrap_or_default();
    let mut nodes: Vec<Node> = found.into_iter().map(Piece::node).collect();
    if list {
        return Node { span: start..end, value: Value::List(nodes) };
    }
    if nodes.is_empty() {
        return Node { span: 0..0, value: Value::Null };
    }
    nodes.swap_remove(0)
}
