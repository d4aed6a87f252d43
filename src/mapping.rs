//! Documents with habits of their own brought to the vocabulary: which kind, which id, which fields.
//!
//! Nothing is edited: entries get canonical names and keep the author's own, values keep their places.

mod apply;
mod elsewhere;
pub mod globs;
pub mod identity;
mod links;
mod make;
pub mod paths;
pub mod patterns;
mod people;
mod pieces;
mod rules;
mod steps;
mod stubs;
mod tables;
mod when;
mod words;

use crate::base::diagnostic::{Fix, Problem};
use crate::base::names::{DocPath, Slug, Url};
use crate::base::place::Place;
use crate::base::suggest::nearest;
use crate::base::text::any_of;
use crate::kinds::KindTag;
use crate::kinds::schemas::Schemas;
use crate::parse::Parsed;
use crate::parse::fields::Fields;
use crate::parse::front::Front;
use crate::parse::schema::Shape;

use identity::{Identity, identity, kind_of_path};
use make::Subject;
use rules::{Metadata, Rest, Rule};

pub use elsewhere::{Elsewhere, Many};
pub use stubs::Mentioned;

/// The rules of a site, compiled.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    rules: Vec<Rule>,
    /// Addresses on the web under which this repository's files stand.
    own_urls: Vec<Box<str>>,
    /// Whether documents are found by their paths as well, since a rule brings paths to names.
    by_path: bool,
}

/// A document whose front matter has been brought to canonical names.
#[derive(Debug, Clone)]
pub struct Brought {
    /// Its kind.
    pub tag: KindTag,
    /// Its id.
    pub id: Slug,
    /// Whether the author wrote the id, or a mapping made it.
    pub id_written: bool,
    /// Other names by which it is found.
    pub names: Vec<Slug>,
    /// A title that a mapping made, where none is in the front matter.
    pub title: Option<Box<str>>,
    /// An address that a mapping made.
    pub url: Option<Url>,
    /// The file in which the front matter stands, where it is not the document itself.
    pub front_in: Option<DocPath>,
    /// What is wrong with kind, id and mapped words.
    pub problems: Vec<Problem>,
}

impl Mapping {
    /// Reads the setting `kinds`; a rule that cannot be read is a problem at its place.
    pub fn field(fields: &mut Fields<'_>, own_urls: &[Box<str>]) -> Self {
        let mut described = Fields::describing();
        let _ = Rule::read(&mut described, KindTag::Page, &Schemas::new());
        let rule = Shape::List(Box::new(Shape::Object(described.described())));
        let field = fields.field("kinds", "How documents with other habits are read, by kind.");
        let Some(((path, node), fields)) = field.node_and_fields(Shape::Map(Box::new(rule))) else {
            return Self { own_urls: own_urls.to_vec(), ..Self::default() };
        };
        let rules = rules::read(node, &path, fields);
        let by_path = rules.iter().any(Rule::links_by_path);
        Self { rules, own_urls: own_urls.to_vec(), by_path }
    }

    /// Whether nothing is mapped.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Whether a rule is for a document with this front matter.
    #[must_use]
    pub fn covers(&self, path: &DocPath, front: &Front) -> bool {
        self.rule(path, front, None).is_some()
    }

    /// The rule for a document; each looks at the front matter that it would read.
    fn rule(&self, path: &DocPath, own: &Front, sibling: Option<&Front>) -> Option<&Rule> {
        let none = Front::default();
        self.rules.iter().find(|rule| {
            let front = match rule.metadata {
                Metadata::Yaml => own,
                Metadata::Nowhere => &none,
                _ => sibling.unwrap_or(&none),
            };
            rule.is_for(path, front)
        })
    }
}

/// Decides a document's kind and id, and gives its fields their canonical names.
#[must_use]
pub fn bring(
    path: &DocPath,
    parsed: &mut Parsed,
    sibling: Option<&Parsed>,
    mapping: &Mapping,
    schemas: &Schemas,
) -> Brought {
    if !mapping.is_empty() {
        let front = sibling.map(|sibling| &sibling.front);
        if let Some(rule) = mapping.rule(path, &parsed.front, front) {
            let front_in = elsewhere::put(rule, path, parsed, sibling);
            let mut brought = mapped(rule, path, parsed, mapping, schemas)
                .unwrap_or_else(|tag| plain(path, parsed, Some(tag), schemas));
            brought.front_in = front_in;
            mapping.name_by_path(path, &mut brought);
            return brought;
        }
    }
    let mut brought = plain(path, parsed, None, schemas);
    mapping.name_by_path(path, &mut brought);
    brought
}

impl Mapping {
    fn name_by_path(&self, path: &DocPath, brought: &mut Brought) {
        if !self.by_path {
            return;
        }
        let name = paths::name(path);
        if name != &*brought.id && !brought.names.iter().any(|known| **known == *name) {
            brought.names.push(Slug::new(name));
        }
    }
}

/// A document without a rule.
fn plain(path: &DocPath, parsed: &mut Parsed, tag: Option<KindTag>, schemas: &Schemas) -> Brought {
    let mut problems = Vec::new();
    let by_path = kind_of_path(path);
    let tag =
        tag.or_else(|| written_kind(&parsed.front, by_path, &mut problems)).unwrap_or(by_path);
    schemas.canonicalise(tag, &mut parsed.front.entries);
    let Identity { id, written, names, problem } = identity(path, parsed, tag);
    problems.extend(problem);
    Brought {
        tag,
        id,
        id_written: written,
        names,
        title: None,
        url: None,
        front_in: None,
        problems,
    }
}

/// A document with a rule; `Err` when it names another kind itself.
fn mapped(
    rule: &Rule,
    path: &DocPath,
    parsed: &mut Parsed,
    mapping: &Mapping,
    schemas: &Schemas,
) -> Result<Brought, KindTag> {
    let mut problems = Vec::new();
    if !rule.consumes("type") && !rule.is_strange("type") {
        // A foreign `type` is a field like others, unless fields that we do not know are to be reported.
        let mut unknown = Vec::new();
        match written_kind(&parsed.front, rule.tag, &mut unknown) {
            Some(tag) if tag != rule.tag => return Err(tag),
            Some(_) => {}
            None if rule.rest == Rest::Report => problems.extend(unknown),
            None => set_aside_type(parsed, rule.rest),
        }
    }
    let subject = Subject { path, parsed, own_urls: &mapping.own_urls };
    let (entries, applied) = apply::apply(rule, &subject, schemas.of(rule.tag));
    parsed.front.entries = entries;
    problems.extend(applied.problems);
    let mut found = match (applied.id, rule.stem(path)) {
        (Some(id), _) => {
            Identity { id: Slug::new(&id), written: true, names: Vec::new(), problem: None }
        }
        (None, Some(stem)) if parsed.front.text("id").is_none() => {
            Identity { id: Slug::new(stem), written: false, names: Vec::new(), problem: None }
        }
        _ => identity(path, parsed, rule.tag),
    };
    // A rule that makes ids says which forms they have.
    problems.extend(found.problem.take().filter(|_| rule.id.is_empty()));
    found.names.extend(applied.names);
    found.names.retain(|name| *name != found.id);
    Ok(Brought {
        tag: rule.tag,
        id: found.id,
        id_written: found.written,
        names: found.names,
        title: applied.title,
        url: applied.url,
        front_in: None,
        problems,
    })
}

fn set_aside_type(parsed: &mut Parsed, rest: Rest) {
    parsed.front.entries.retain(|entry| rest == Rest::Keep || &*entry.key != "type");
    for entry in parsed.front.entries.iter_mut().filter(|entry| &*entry.key == "type") {
        entry.key = "x-type".into();
        entry.written.get_or_insert_with(|| "type".into());
    }
}

/// The kind that the front matter names; a word that is none is a problem.
fn written_kind(front: &Front, by_path: KindTag, problems: &mut Vec<Problem>) -> Option<KindTag> {
    let word = front.text("type")?.trim();
    let tag = KindTag::named(word);
    if tag.is_none() && !word.is_empty() {
        problems.push(unknown_kind(word, by_path));
    }
    tag
}

fn unknown_kind(word: &str, by_path: KindTag) -> Problem {
    let names = || KindTag::ALL.iter().map(|tag| tag.as_str());
    let what = format!("there is no kind `{word}`");
    let problem = Problem::new("unknown-kind", Place::field("type"), what);
    match nearest(word, names()) {
        Some(near) => problem
            .help(format!("did you mean `{near}`?"))
            .fix(Fix::SetField { field: "type".into(), value: near.into() }),
        None => problem.help(format!(
            "write one of {}, or leave `type` out: the document is read as a {}",
            any_of(names()),
            by_path.as_str()
        )),
    }
}
