//! Which documents an import makes and which it changes. The same export twice changes nothing the second time.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::base::edit::Edit;
use crate::base::names::{DocPath, slugify};
use crate::base::text::count;
use crate::kinds::KindTag;
use crate::kinds::schemas::Schemas;
use crate::mapping::bring;
use crate::model::doc::Doc;
use crate::model::reader::Reader;
use crate::parse::Parsed;
use crate::parse::front::{Entry, Node, Value};
use crate::parse::schema::Shape;

use super::map::Map;
use super::record::Record;
use super::update::{Origin, Update, document, update};

/// So many words that the map does not know are told one by one.
const TOLD: usize = 5;

/// What an import does, and what it leaves alone.
#[derive(Debug, Default)]
pub struct Plan {
    /// New documents with their texts.
    pub new: Vec<(DocPath, String)>,
    /// Documents that change, with their texts.
    pub changed: Vec<(DocPath, Arc<str>, Vec<Edit>)>,
    /// How many records there are.
    read: usize,
    /// How many documents stay as they are.
    same: usize,
    /// Records that are passed over, by reason.
    skipped: BTreeMap<&'static str, usize>,
    /// Values that somebody wrote by hand, and others that are left alone.
    kept: usize,
    left: usize,
    /// Names that no document answers to.
    lost: usize,
    /// What the map does not know.
    odd: Vec<String>,
    /// Documents of this tool that the export does not hold any more.
    absent: usize,
}

/// A record as a document.
struct Draft<'a> {
    record: &'a Record,
    /// Its name there.
    name: String,
    tag: KindTag,
    slug: String,
    title: String,
    entries: Vec<Entry>,
}

impl Plan {
    /// Works out what the records of a tool mean for a site.
    #[must_use]
    pub fn of(tool: &str, map: &Map, records: &[Record], reader: &Reader<'_>) -> Self {
        let mut plan = Self { read: records.len(), ..Self::default() };
        let known = Known::of(tool, reader);
        let schemas = Schemas::new();
        let drafts = plan.drafts(map, records, &known, reader, &schemas);
        let names = known.names(&drafts, reader);
        let here: HashSet<&str> = drafts.iter().map(|draft| &*draft.name).collect();
        plan.absent = known.documents.keys().filter(|name| !here.contains(&***name)).count();
        for draft in drafts {
            plan.take(tool, map, draft, &known, &names, &schemas);
        }
        plan
    }

    /// Each record with its kind, its name here and its fields.
    fn drafts<'a>(
        &mut self,
        map: &Map,
        records: &'a [Record],
        known: &Known,
        reader: &Reader<'_>,
        schemas: &Schemas,
    ) -> Vec<Draft<'a>> {
        let mut drafts: Vec<Draft> = Vec::new();
        let mut seen: HashSet<String> = HashSet::new();
        let mut taken: HashSet<String> = HashSet::new();
        for (nth, record) in records.iter().enumerate() {
            let mut skip = |why| *self.skipped.entry(why).or_default() += 1;
            let Some(path) = DocPath::new(&format!("record-{nth}.md")) else { continue };
            if !map.mapping.covers(&path, &record.front) {
                skip("of a kind that the map leaves out");
                continue;
            }
            let mut parsed = Parsed { front: record.front.clone(), ..Parsed::default() };
            // Most tools have ids of their own; a table that begins with one means ours.
            if map.record.first().is_none_or(|name| &**name != "id") {
                parsed.front.entries.retain(|entry| &*entry.key != "id");
            }
            let brought = bring(&path, &mut parsed, None, &map.mapping, schemas);
            let title = brought.title.map(String::from);
            let title = title.or_else(|| parsed.front.text("title").map(str::to_owned));
            let Some(title) = title.filter(|title| !slugify(title).is_empty()) else {
                skip("without a title");
                continue;
            };
            let name = Map::first(&record.front, &map.record).unwrap_or(&title).to_owned();
            if !seen.insert(name.clone()) {
                skip("there twice");
                continue;
            }
            for problem in brought.problems {
                self.odd.push(format!("{}: {}", record.at, problem.what));
            }
            let own = known.documents.get(&*name);
            let slug = match own {
                Some(doc) => doc.slug.to_string(),
                None => {
                    let wanted =
                        if brought.id_written { slugify(&brought.id) } else { slugify(&title) };
                    free(&wanted, &name, |slug| taken.contains(slug) || reader.find(slug).is_some())
                }
            };
            taken.insert(slug.clone());
            let tag = own.map_or(brought.tag, Earlier::tag);
            let entries = parsed.front.entries;
            drafts.push(Draft { record, name, tag, slug, title, entries });
        }
        drafts
    }

    /// Adds what a draft makes or changes.
    fn take(
        &mut self,
        tool: &str,
        map: &Map,
        draft: Draft,
        known: &Known,
        names: &Names,
        schemas: &Schemas,
    ) {
        let infos = schemas.of(draft.tag);
        let titled = if draft.tag == KindTag::Person { "name" } else { "title" };
        let text = |text: &str| Node {
            span: 0..0,
            value: Value::Text { text: text.into(), quoted: true },
        };
        let entry =
            |key: &str, value: Node| Entry { key: key.into(), written: None, span: 0..0, value };
        let mut fields = vec![entry(titled, text(&draft.title))];
        let mut rest: Vec<Entry> = Vec::new();
        let is_of = |names: &[Box<str>], name: &str| names.iter().any(|own| &**own == name);
        let is_told = |name: &str| {
            is_of(&map.record, name) || is_of(&map.address, name) || is_of(&map.text, name)
        };
        for mut own in draft.entries {
            let written = own.written.take();
            if is_told(written.as_deref().unwrap_or(&own.key)) {
                continue;
            }
            if let Some(name) = own.key.strip_prefix("x-") {
                let name = written.as_deref().unwrap_or(name);
                rest.push(entry(name, own.value));
                continue;
            }
            if matches!(&*own.key, "id" | "type") || &*own.key == titled {
                continue;
            }
            let shape = infos.iter().find(|info| info.name == &*own.key).map(|info| &info.shape);
            let (value, lost) = match shape.filter(|shape| is_link(shape)) {
                Some(shape) => names.resolved(own.value, matches!(shape, Shape::List(_))),
                None => (Some(own.value), Vec::new()),
            };
            if let Some(value) = value {
                // One who answers for it is written as one.
                let value = if &*own.key == "owner" { single(value) } else { value };
                fields.push(entry(&own.key, value));
            }
            self.lost += lost.len();
            if !lost.is_empty() {
                let name = written.as_deref().unwrap_or(&own.key);
                let value = Node { span: 0..0, value: Value::List(lost) };
                rest.push(entry(name, value));
            }
        }
        let body = Map::first(&draft.record.front, &map.text);
        let origin = Origin {
            tool,
            id: &draft.name,
            url: Map::first(&draft.record.front, &map.address),
            fields: &rest,
        };
        let Some(doc) = known.documents.get(&*draft.name) else {
            let home = draft.tag.homes().first().copied().unwrap_or_default();
            let path = if home.is_empty() {
                format!("{}.md", draft.slug)
            } else {
                format!("{home}/{}.md", draft.slug)
            };
            let made = document(&fields, &origin, body.unwrap_or_default());
            self.new.extend(DocPath::new(&path).map(|path| (path, made)));
            return;
        };
        let Update { edits, kept, left } = update(&doc.text, infos, &fields, &origin);
        self.kept += kept;
        self.left += left;
        if edits.is_empty() {
            self.same += 1;
        } else {
            self.changed.push((doc.path.clone(), doc.text.clone(), edits));
        }
    }

    /// Says what is done, in a few lines.
    #[must_use]
    pub fn words(&self, done: &str) -> String {
        let skipped: usize = self.skipped.values().sum();
        let mut out = format!(
            "{done} {}: {} new, {} changed, {} as before, {skipped} passed over.\n",
            count(self.read, "record", "records"),
            self.new.len(),
            self.changed.len(),
            self.same
        );
        for (why, many) in &self.skipped {
            out += &format!("Passed over: {} {why}\n", count(*many, "record", "records"));
        }
        let mut line = |many: usize, one: &str, more: &str| {
            if many > 0 {
                out += &format!("{}\n", count(many, one, more));
            }
        };
        line(self.kept, "value stays as a person wrote it", "values stay as a person wrote them");
        line(
            self.left,
            "value is written in a way that is left alone",
            "values are written in a way that is left alone",
        );
        line(
            self.lost,
            "name leads to no document, and is kept under `imported.fields`",
            "names lead to no document, and are kept under `imported.fields`",
        );
        line(
            self.absent,
            "document of an earlier import is not in this file, and stays",
            "documents of earlier imports are not in this file, and stay",
        );
        for odd in self.odd.iter().take(TOLD) {
            out += &format!("Left out: {odd}\n");
        }
        if self.odd.len() > TOLD {
            out += &format!("Left out: {} more\n", self.odd.len() - TOLD);
        }
        out
    }
}

/// A document that an earlier import made.
struct Earlier<'m> {
    doc: &'m Doc,
    slug: &'m str,
    path: DocPath,
    text: Arc<str>,
}

impl Earlier<'_> {
    fn tag(&self) -> KindTag {
        self.doc.tag()
    }
}

/// What the site holds of a tool already.
struct Known<'m> {
    /// By the name of their record.
    documents: HashMap<Box<str>, Earlier<'m>>,
}

impl<'m> Known<'m> {
    fn of(tool: &str, reader: &Reader<'m>) -> Self {
        let mut documents = HashMap::new();
        for id in reader.all() {
            let Some(doc) = reader.doc(id).filter(|doc| doc.source() == &doc.path) else {
                continue;
            };
            let Some(from) = &doc.common.imported else { continue };
            let is_ours = from.tool.as_deref() == Some(tool) && doc.front_in.is_none();
            let (Some(name), Some(text), true) = (&from.id, reader.text(id), is_ours) else {
                continue;
            };
            let text = text.text.clone();
            let earlier = Earlier { doc, slug: &doc.slug, path: doc.path.clone(), text };
            documents.entry(name.clone()).or_insert(earlier);
        }
        Self { documents }
    }

    /// Every name by which a record may mean a document: its id here, its name there, its title.
    fn names(&self, drafts: &[Draft], reader: &Reader<'m>) -> Names {
        let mut names = HashMap::new();
        let mut name = |name: &str, slug: &str| {
            names.entry(name.trim().to_lowercase()).or_insert_with(|| slug.to_owned());
        };
        for draft in drafts {
            name(&draft.name, &draft.slug);
        }
        for (there, earlier) in &self.documents {
            name(there, earlier.slug);
        }
        for id in reader.all() {
            let Some(doc) = reader.doc(id) else { continue };
            name(&doc.slug, &doc.slug);
            name(&doc.title, &doc.slug);
            for alias in &doc.common.aliases {
                name(alias, &doc.slug);
            }
        }
        for draft in drafts {
            name(&draft.title, &draft.slug);
        }
        Names(names)
    }
}

/// Ids by names, in lower case.
struct Names(HashMap<String, String>);

impl Names {
    /// A value with the ids of what it names; and what names nothing.
    fn resolved(&self, value: Node, is_list: bool) -> (Option<Node>, Vec<Node>) {
        let items = match value.value {
            Value::List(items) => items,
            Value::Null => return (None, Vec::new()),
            _ => vec![value],
        };
        let mut found: Vec<Node> = Vec::new();
        let mut lost = Vec::new();
        for item in items {
            let Some(text) = item.text() else { continue };
            let key = text.trim().to_lowercase();
            match self.0.get(&key).or_else(|| self.0.get(&slugify(text))) {
                Some(slug) => found.push(Node {
                    span: 0..0,
                    value: Value::Text { text: slug.as_str().into(), quoted: true },
                }),
                None => lost.push(item),
            }
        }
        let value = match found.len() {
            0 => None,
            _ if is_list => Some(Node { span: 0..0, value: Value::List(found) }),
            _ => Some(found.swap_remove(0)),
        };
        (value, lost)
    }
}

/// Whether a field holds names of documents.
fn is_link(shape: &Shape) -> bool {
    match shape {
        Shape::Reference(_) => true,
        Shape::List(inner) => is_link(inner),
        Shape::OneOf(shapes) => shapes.iter().any(is_link),
        // `{goal, share}`: a text stands for the first.
        Shape::Object(infos) => infos.first().is_some_and(|info| is_link(&info.shape)),
        _ => false,
    }
}

/// The value of a list of one.
fn single(mut node: Node) -> Node {
    match &mut node.value {
        Value::List(items) if items.len() == 1 => items.remove(0),
        _ => node,
    }
}

/// An id that nobody has: the wanted one, else with the record's name behind it, else with a number.
fn free(wanted: &str, name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let named = format!("{wanted}-{}", slugify(name));
    let mut slug = wanted.to_owned();
    let mut number = 1;
    while is_taken(&slug) {
        slug = if number == 1 { named.clone() } else { format!("{named}-{number}") };
        number += 1;
    }
    slug
}
