//! Documents with habits of their own brought to the vocabulary: which kind, which id, which fields.
//!
//! Nothing is edited: entries get canonical names and keep the author's own, values keep their places.

pub mod globs;
pub mod identity;
pub mod paths;
pub mod patterns;

use crate::base::diagnostic::{Fix, Problem};
use crate::base::names::{DocPath, Slug, Url};
use crate::base::place::Place;
use crate::base::suggest::nearest;
use crate::base::text::any_of;
use crate::kinds::KindTag;
use crate::kinds::schemas::{Schemas, canonicalise};
use crate::parse::Parsed;
use crate::parse::fields::Fields;
use crate::parse::schema::Shape;

/// The rules of a site, compiled.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    /// Addresses on the web under which this repository's files stand.
    own_urls: Vec<Box<str>>,
}

impl Mapping {
    /// Reads the setting `kinds`; a rule that cannot be read is a problem at its place.
    pub fn field(fields: &mut Fields<'_>, own_urls: &[Box<str>]) -> Self {
        let field = fields.field("kinds", "How documents with other habits are read, by kind.");
        let _ = field.node_and_fields(Shape::Map(Box::new(Shape::Any)));
        Self { own_urls: own_urls.to_vec() }
    }

    /// The YAML file that holds a document's front matter, where a rule says so.
    #[must_use]
    pub fn sibling(&self, _path: &DocPath) -> Option<DocPath> {
        None
    }
}

/// A document whose front matter has been brought to canonical names.
#[derive(Debug, Clone)]
pub struct Brought {
    /// Its kind.
    pub tag: KindTag,
    /// Its id.
    pub id: Slug,
    /// Whether the author wrote the id (or a mapping made it).
    pub id_written: bool,
    /// Other names by which it is found.
    pub names: Vec<Slug>,
    /// A title that a mapping made, where none is in the front matter.
    pub title: Option<Box<str>>,
    /// An address that a mapping made.
    pub url: Option<Url>,
    /// The file in which the front matter stands, where it is not the document itself.
    pub front_in: Option<DocPath>,
    /// What is wrong with kind and id.
    pub problems: Vec<Problem>,
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
    let _ = (sibling, &mapping.own_urls);
    let mut problems = Vec::new();
    let by_path = identity::kind_of_path(path);
    let tag = written_kind(parsed, by_path, &mut problems).unwrap_or(by_path);
    canonicalise(&mut parsed.front.entries, schemas.of(tag));
    let identity = identity::identity(path, parsed, tag);
    problems.extend(identity.problem);
    Brought {
        tag,
        id: identity.id,
        id_written: identity.written,
        names: identity.names,
        title: None,
        url: None,
        front_in: None,
        problems,
    }
}

/// The kind that the front matter names; a word that is none is a problem.
fn written_kind(parsed: &Parsed, by_path: KindTag, problems: &mut Vec<Problem>) -> Option<KindTag> {
    let entry = parsed.front.get("type")?;
    let word = entry.value.text()?.trim();
    let tag = KindTag::named(word);
    if tag.is_none() && !word.is_empty() {
        problems.push(unknown_kind(word, Place::field("type"), by_path));
    }
    tag
}

fn unknown_kind(word: &str, place: Place, by_path: KindTag) -> Problem {
    let names = || KindTag::ALL.iter().map(|tag| tag.as_str());
    let problem = Problem::new("unknown-kind", place, format!("there is no kind `{word}`"));
    match nearest(word, names()) {
        Some(near) => problem
            .help(format!("did you mean `{near}`?"))
            .fix(Fix::SetField { field: "type".into(), value: near.into() }),
        None => problem.help(format!(
            "write {}, or leave `type` out: here it is read as a {}",
            any_of(names()),
            by_path.as_str()
        )),
    }
}
