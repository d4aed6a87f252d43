//! The rules of the setting `kinds`: which documents they are for and what is made of their fields.

use crate::base::diagnostic::Problem;
use crate::base::names::DocPath;
use crate::base::place::Place;
use crate::base::suggest::nearest;
use crate::base::text::any_of;
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::schemas::Schemas;
use crate::parse::fields::{Field, Fields};
use crate::parse::front::{Front, Node, Value};
use crate::parse::schema::{FieldInfo, Shape};
use crate::words;

use super::globs::Globs;
use super::identity::kind_of_path;
use super::make::{Make, Usual};
use super::paths::is_index;
use super::stubs::Stub;
use super::when::When;

words! {
    /// What becomes of the author's fields that the vocabulary does not know.
    Rest {
        /// Each is a finding.
        Report = "report",
        /// They stay as free fields, `x-` before their names.
        Keep = "keep",
        /// They are left out.
        Drop = "drop",
    }
}

/// Where the metadata of a document is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Metadata {
    /// In its YAML front matter.
    #[default]
    Yaml,
    /// In a YAML file of this name beside it.
    File(Box<str>),
    /// In the first table of its text.
    Table,
    /// In the first list of its text.
    List,
    /// Nowhere.
    Nowhere,
}

/// One rule.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    /// The kind of its documents.
    pub tag: KindTag,
    paths: Globs,
    except: Globs,
    when: When,
    index: Option<Box<str>>,
    /// Whether a file of its paths holds many documents, a map of maps.
    pub many: bool,
    /// Where the metadata is.
    pub metadata: Metadata,
    /// Forms of the id.
    pub id: Vec<Make>,
    /// Forms of further names.
    pub names: Vec<Make>,
    /// Forms of the title.
    pub title: Vec<Make>,
    /// Forms of the address of the page.
    pub url: Vec<Make>,
    /// What a reference of this kind that no document answers becomes.
    pub made: Option<Stub>,
    /// Forms of old addresses.
    pub redirect_from: Vec<Make>,
    /// Forms of fields, by canonical name; none means that the author's field of this name is not ours.
    pub fields: Vec<(Box<str>, Vec<Make>)>,
    /// Values where there are none.
    pub defaults: Vec<(Box<str>, Node)>,
    /// What becomes of other fields.
    pub rest: Rest,
}

impl Rule {
    /// Declares the keys of a rule.
    pub fn read(f: &mut Fields<'_>, tag: KindTag, schemas: &Schemas) -> Self {
        let paths = Globs::field(f, "paths", "Its documents: patterns on paths.");
        let except = Globs::field(f, "except", "Which of these are not.");
        let when = When::field(f);
        let index = f.field("index", "The file that stands for its folder, such as `README.md`.");
        let index = index.text();
        let many = f.field("many", "Whether a file is a map of many documents.").flag();
        let metadata = f
            .field(
                "front_matter",
                "Where the fields are: `yaml`, `table`, `list`, `none`, or a file beside it.",
            )
            .scalar(
                Shape::Text,
                "`yaml`, `table`, `list`, `none`, or the name of a YAML file",
                metadata,
            );
        let status = Make::field(f, "status", "Where it stands.", Usual::Field);
        let mut fields = fields(f, tag, schemas);
        if !status.is_empty() {
            fields.insert(0, ("status".into(), status));
        }
        Self {
            tag,
            paths,
            except,
            when,
            index,
            many: many.unwrap_or(false),
            metadata: metadata.unwrap_or_default(),
            id: Make::field(f, "id", "The id: a field, or a pattern on the path.", Usual::Path),
            names: Make::field(f, "names", "Further names by which it is found.", Usual::Path),
            title: Make::field(f, "title", "What it is called.", Usual::Path),
            url: Make::field(f, "url", "The address of its page.", Usual::Path),
            redirect_from: Make::field(
                f,
                "redirect_from",
                "Addresses that lead here.",
                Usual::Path,
            ),
            fields,
            made: f
                .field("made", "What a reference that no document answers becomes.")
                .object(Stub::read),
            defaults: defaults(f, tag, schemas),
            rest: f
                .field("rest", "What becomes of fields that are not known here.")
                .choice()
                .unwrap_or(Rest::Report),
        }
    }

    /// Whether a document is one of this rule's.
    pub fn is_for(&self, path: &DocPath, front: &Front) -> bool {
        self.is_at(path) && self.when.holds(front)
    }

    /// Whether a path is one of this rule's; without `paths`, each that is of its kind anyway.
    pub fn is_at(&self, path: &DocPath) -> bool {
        let matches = |globs: &Globs| match &self.index {
            None => globs.is_match(path),
            Some(_) => globs.is_match(path) || globs.is_match(path.folder()),
        };
        if self.many {
            return self.paths.is_match(path.folder()) && !self.except.is_match(path.folder());
        }
        if self.paths.is_empty() {
            return kind_of_path(path) == self.tag && !self.except.is_match(path);
        }
        let named = self.index.as_deref().is_none_or(|name| name.eq_ignore_ascii_case(path.file()));
        named && matches(&self.paths) && !matches(&self.except)
    }

    /// Whether a file is a map of many of this rule's documents.
    pub fn holds_many(&self, path: &DocPath) -> bool {
        self.many && self.paths.is_match(path) && !self.except.is_match(path)
    }

    /// Whether a form reads the author's entry of this key.
    pub fn consumes(&self, key: &str) -> bool {
        self.fields.iter().any(|(field, forms)| forms.iter().any(|form| form.reads(field, key)))
            || [("id", &self.id), ("title", &self.title)]
                .iter()
                .any(|(field, forms)| forms.iter().any(|form| form.reads(field, key)))
    }

    /// Whether the author's field of this name is not ours.
    pub fn is_strange(&self, key: &str) -> bool {
        self.fields.iter().any(|(field, forms)| forms.is_empty() && **field == *key)
    }

    /// Whether a form brings paths to names, so that documents must be found by theirs.
    pub fn links_by_path(&self) -> bool {
        self.fields.iter().any(|(_, forms)| forms.iter().any(Make::links_by_path))
    }

    /// The id that a path gives where no form does: of a document that stands for its folder, the folder's name.
    pub fn stem<'a>(&self, path: &'a DocPath) -> Option<&'a str> {
        if self.many {
            return Some(path.file());
        }
        let stands = self.index.is_some() || (self.tag != KindTag::Page && is_index(path.file()));
        if !stands {
            return None;
        }
        let folder = path.folder();
        let last = folder.rsplit_once('/').map_or(folder, |(_, last)| last);
        (!last.is_empty() && self.tag != KindTag::Page).then_some(last)
    }
}

fn metadata(text: &str) -> Option<Metadata> {
    Some(match text.trim() {
        "yaml" => Metadata::Yaml,
        "table" => Metadata::Table,
        "list" => Metadata::List,
        "none" => Metadata::Nowhere,
        file => {
            let is_yaml = [".yaml", ".yml"].iter().any(|ext| file.ends_with(ext));
            (is_yaml && DocPath::new(file).is_some()).then(|| Metadata::File(file.into()))?
        }
    })
}

/// The setting `fields`: by canonical name, forms.
fn fields(f: &mut Fields<'_>, tag: KindTag, schemas: &Schemas) -> Vec<(Box<str>, Vec<Make>)> {
    let field = f.field("fields", "Its fields, each made of the author's.");
    by_field(field, Make::shape(), "a map of fields", tag, schemas, |node, path, problems| {
        if node.is_null() {
            return Vec::new();
        }
        let (made, wrong) = Make::list(node, path, Usual::Field);
        problems.extend(wrong);
        made
    })
}

/// The setting `defaults`: by canonical name, a value.
fn defaults(f: &mut Fields<'_>, tag: KindTag, schemas: &Schemas) -> Vec<(Box<str>, Node)> {
    let field = f.field("defaults", "Values of fields that are not there.");
    by_field(field, Shape::Any, "a map of values", tag, schemas, |node, _, _| node.clone())
}

/// A map whose keys are fields of a kind, each value read by `read`.
fn by_field<T>(
    field: Field<'_, '_>,
    shape: Shape,
    expected: &str,
    tag: KindTag,
    schemas: &Schemas,
    read: impl Fn(&Node, &str, &mut Vec<Problem>) -> T,
) -> Vec<(Box<str>, T)> {
    let shape = Shape::Map(Box::new(shape));
    let Some(((path, node), f)) = field.node_and_fields(shape) else { return Vec::new() };
    let mut problems = Vec::new();
    let mut out = Vec::new();
    if let Value::Map(entries) = &node.value {
        for entry in entries {
            let path = format!("{path}.{}", entry.key);
            problems.extend(unknown(&entry.key, &path, tag, schemas.of(tag)));
            out.push((entry.key.clone(), read(&entry.value, &path, &mut problems)));
        }
    } else {
        let name = path.rsplit('.').next().unwrap_or(&path);
        let what = format!("`{name}` is {expected}, not {}", node.what());
        problems.push(Problem::new("wrong-type", Place::field(&path), what));
    }
    for problem in problems {
        f.problem(problem);
    }
    out
}

/// A field that documents of a kind do not have: neither its own, nor the other side of a relation, nor free.
fn unknown(name: &str, path: &str, tag: KindTag, infos: &[FieldInfo]) -> Option<Problem> {
    let inverse = |relation: &Relation| {
        let info = relation.info();
        info.inverse == name && (info.to.contains(&tag) || info.to.is_empty())
    };
    let known = infos.iter().any(|info| info.name == name || info.aliases.contains(&name))
        || Relation::ALL.iter().any(inverse)
        || name.starts_with("x-");
    if known {
        return None;
    }
    let what = format!("a {} has no field `{name}`", tag.as_str());
    let problem = Problem::new("unknown-field", Place::Key(path.into()), what);
    Some(match nearest(name, infos.iter().map(|info| info.name)) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("a name that begins with `x-` is free"),
    })
}

/// Reads the rules of all kinds, in the order in which they are written.
pub(super) fn read(node: &Node, path: &str, f: &mut Fields<'_>) -> Vec<Rule> {
    let Value::Map(entries) = &node.value else {
        let what = format!("`kinds` is a map of kinds, not {}", node.what());
        f.problem(Problem::new("wrong-type", Place::field(path), what));
        return Vec::new();
    };
    let schemas = Schemas::new();
    let mut rules = Vec::new();
    for entry in entries {
        let path = format!("{path}.{}", entry.key);
        let Some(tag) = KindTag::named(&entry.key) else {
            f.problem(unknown_kind(&entry.key, &path));
            continue;
        };
        let one = std::slice::from_ref(&entry.value);
        let (items, listed) = match &entry.value.value {
            Value::List(items) => (items.as_slice(), true),
            _ => (one, false),
        };
        for (index, item) in items.iter().enumerate() {
            let path = if listed { format!("{path}[{index}]") } else { path.clone() };
            let Value::Map(entries) = &item.value else {
                let what = format!("a rule is a map, not {}", item.what());
                f.problem(
                    Problem::new("wrong-type", Place::Field(path.into()), what)
                        .help("write `paths:` with the patterns of its documents"),
                );
                continue;
            };
            let mut inner = Fields::new(entries, format!("{path}."));
            rules.push(Rule::read(&mut inner, tag, &schemas));
            for problem in inner.finish() {
                f.problem(problem);
            }
        }
    }
    rules
}

fn unknown_kind(name: &str, path: &str) -> Problem {
    let names = || KindTag::ALL.iter().map(|tag| tag.as_str());
    let what = format!("there is no kind `{name}`");
    let problem = Problem::new("unknown-kind", Place::Key(path.into()), what);
    match nearest(name, names()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("write one of {}", any_of(names()))),
    }
}
