//! What a renaming changes, in which files: the fields, links and queries that name the document.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::edit::{Edit, edited};
use crate::base::error::Error;
use crate::base::names::{DocPath, Slug, join};
use crate::kinds::KindTag;
use crate::model::data::data_path;
use crate::model::doc::DocId;
use crate::model::links::Landing;
use crate::model::reader::Reader;
use crate::model::whereabouts::Mended;
use crate::parse::mend::{Read, mention, retarget, set, together};
use crate::parse::outline::LinkKind;
use crate::parse::{parse_front, parse_yaml};
use crate::publish::edit::{apply_and_move, unchanged};
use crate::report::diff::unified;
use crate::site::engine::Site;

use super::super::ground::{Ground, shown};
use super::links;

/// What is to become of which document.
#[derive(Debug)]
pub struct Renaming {
    /// The document.
    pub doc: DocId,
    /// Its kind's name.
    pub kind: &'static str,
    /// Its id now.
    pub old_id: Slug,
    /// Its id then.
    pub new_id: Slug,
    /// Where it is now.
    pub old_path: DocPath,
    /// Where it will be.
    pub new_path: DocPath,
}

impl Renaming {
    /// ``goal `old` to `new` ``, or the paths where the id stays.
    pub fn words(&self) -> String {
        if self.old_id == self.new_id {
            return format!("{} to {}", self.old_path, self.new_path);
        }
        format!("{} `{}` to `{}`", self.kind, self.old_id, self.new_id)
    }
}

/// A text with the changes that are wanted in it.
struct Changed {
    text: Arc<str>,
    read: Read,
    changes: Vec<Vec<Edit>>,
}

/// What a renaming changes.
pub struct Plan {
    edits: BTreeMap<PathBuf, (Arc<str>, Vec<Edit>)>,
    moves: Vec<(PathBuf, PathBuf)>,
    /// How many references are rewritten.
    pub links: usize,
    /// References that are left as they are, each with its place.
    pub left: Vec<String>,
}

impl Plan {
    /// Works out what changes.
    pub fn of(ground: &Ground, site: &Site, renaming: &Renaming) -> Result<Self, Error> {
        let reader = site.reader();
        let mut draft = Draft {
            ground,
            reader: &reader,
            renaming,
            moves: BTreeMap::new(),
            files: BTreeMap::new(),
            links: 0,
            left: Vec::new(),
        };
        draft.files_that_move();
        draft.own();
        for id in reader.all() {
            draft.fields(id);
            draft.prose(id);
        }
        draft.settings(site);
        draft.baseline(site)?;
        Ok(draft.finish())
    }

    /// How many files are changed.
    pub fn files(&self) -> usize {
        self.edits.len()
    }

    /// What changes, as a diff; the moves are said in words.
    pub fn diff(&self) -> String {
        let mut out = String::new();
        for (path, (text, edits)) in &self.edits {
            let Ok(new) = edited(text.as_bytes(), edits) else { continue };
            out += &unified(shown(path).as_ref(), text, &String::from_utf8_lossy(&new));
        }
        for (from, to) in &self.moves {
            out += &format!("rename from {}\nrename to {}\n", shown(from), shown(to));
        }
        out
    }

    /// Carries it out, all or nothing.
    pub fn carry_out(&self, ground: &Ground) -> Result<(), Error> {
        unchanged(self.edits.iter().map(|(path, (text, _))| (path, &**text)))?;
        let edits: Vec<(PathBuf, Vec<Edit>)> =
            self.edits.iter().map(|(path, (_, edits))| (path.clone(), edits.clone())).collect();
        apply_and_move(&edits, &self.moves, &ground.root)
    }
}

struct Draft<'a, 'm> {
    ground: &'a Ground,
    reader: &'a Reader<'m>,
    renaming: &'a Renaming,
    moves: BTreeMap<DocPath, DocPath>,
    files: BTreeMap<PathBuf, Changed>,
    links: usize,
    left: Vec<String>,
}

impl Draft<'_, '_> {
    fn path(&self, file: &DocPath) -> PathBuf {
        let content = &self.ground.content;
        let path = content.join(file.as_str());
        path.canonicalize().unwrap_or_else(|_| {
            content.canonicalize().map_or(path, |content| content.join(file.as_str()))
        })
    }

    fn change(&mut self, path: PathBuf, text: &Arc<str>, read: Read, edits: Vec<Edit>) {
        let new = || Changed { text: text.clone(), read, changes: Vec::new() };
        self.files.entry(path).or_insert_with(new).changes.push(edits);
    }

    fn take(&mut self, mended: Mended) {
        let path = self.path(&mended.file);
        self.change(path, &mended.text, mended.read, mended.edits);
    }

    fn leave(&mut self, file: &DocPath, what: &str) {
        let place = shown(&self.ground.content.join(file.as_str()));
        self.left.push(format!("{what} in {place}"));
    }

    /// The document and, where it is found by the document's id, its table.
    fn files_that_move(&mut self) {
        let it = self.renaming;
        if it.old_path != it.new_path {
            self.moves.insert(it.old_path.clone(), it.new_path.clone());
        }
        let Some(doc) = self.reader.doc(it.doc) else { return };
        let Some((table, false)) = data_path(doc) else { return };
        let name = format!("{}.csv", it.new_id);
        if let Some(new) = join(it.new_path.folder(), &name)
            && self.reader.file(&table).is_some()
            && new != table
        {
            self.moves.insert(table, new);
        }
    }

    /// The document's own id and older ids, and the table that it names.
    fn own(&mut self) {
        let it = self.renaming;
        let Some(doc) = self.reader.doc(it.doc) else { return };
        if it.old_id != it.new_id {
            if let Some(front) = self.reader.fields(it.doc)
                && let Some(id) = front.text("id")
            {
                match self.reader.relinked(it.doc, "id", id, &it.new_id) {
                    Some(mended) => self.take(mended),
                    None => self.leave(&it.old_path, "`id`"),
                }
            }
            let again = doc.common.aliases.iter().position(|old| **old == *it.new_id);
            let aliased = match again {
                // It gets back an older name, and the two change places.
                Some(nth) => {
                    self.reader.relinked(it.doc, &format!("aliases[{nth}]"), &it.new_id, &it.old_id)
                }
                None => self.reader.aliased(it.doc, &it.old_id),
            };
            match aliased {
                Some(mended) => self.take(mended),
                None => self.leave(&it.old_path, "`aliases`"),
            }
        }
        if let Some(old) = links::lost_address(it, doc, self.reader.config().urls) {
            match self.reader.redirected(it.doc, &old) {
                Some(mended) => self.take(mended),
                None => self.leave(&it.old_path, "`redirect_from`"),
            }
        }
        if it.old_path.folder() != it.new_path.folder()
            && let Some((table, true)) = data_path(doc)
        {
            let field = if doc.tag() == KindTag::Metric { "csv" } else { "survey" };
            let new = links::relative(it.new_path.folder(), &table);
            let was = self.reader.fields(it.doc).and_then(|it| it.text(field).map(str::to_owned));
            let done = was.and_then(|was| self.reader.relinked(it.doc, field, &was, &new));
            match done {
                Some(mended) => self.take(mended),
                None => self.leave(&it.old_path, &format!("`{field}`")),
            }
        }
    }

    /// Whether a name means the document.
    fn means(&self, name: &str) -> bool {
        self.reader.find(name) == Some(self.renaming.doc)
    }

    /// The links that fields of a document write, on either side.
    fn fields(&mut self, id: DocId) {
        if self.renaming.old_id == self.renaming.new_id {
            return;
        }
        let Some(doc) = self.reader.doc(id) else { return };
        let mut named: Vec<(String, String)> = self
            .reader
            .out(id)
            .map(|(edge, _)| (edge.path.to_string(), edge.target.target.to_string()))
            .collect();
        for (field, names) in &doc.inverses {
            let names = names.iter().enumerate();
            named.extend(names.map(|(nth, name)| (format!("{field}[{nth}]"), name.to_string())));
        }
        for (field, written) in named {
            let (name, part) = match written.split_once('#') {
                Some((name, part)) => (name, Some(part)),
                None => (&*written, None),
            };
            if !self.means(name) {
                continue;
            }
            let new = &self.renaming.new_id;
            let new = part.map_or_else(|| new.to_string(), |part| format!("{new}#{part}"));
            match self.reader.relinked(id, &field, &written, &new) {
                Some(mended) => {
                    self.take(mended);
                    self.links += 1;
                }
                None => self.leave(doc.source(), &format!("`{written}` of `{field}`")),
            }
        }
    }

    /// The links of a body, and what it asks for by id.
    fn prose(&mut self, id: DocId) {
        let reader = self.reader;
        let (Some(doc), Some(outline), Some(text)) =
            (reader.doc(id), reader.outline(id), reader.text(id))
        else {
            return;
        };
        if doc.source() != &doc.path {
            return;
        }
        let mut wanted = Vec::new();
        let mut lost = Vec::new();
        for (nth, (link, landing)) in outline.links.iter().zip(reader.landings(id)).enumerate() {
            if link.kind == LinkKind::Wiki {
                wanted.extend(self.wiki(&link.target).map(|new| (nth, new)));
                continue;
            }
            let to = match landing {
                Landing::Doc(target, _) => reader.doc(*target).map(|doc| &doc.path),
                Landing::File(index) => reader.file_at(*index).map(|file| &file.path),
                Landing::List(..) | Landing::Hidden | Landing::Broken(_) => None,
                Landing::Here(_) | Landing::Outside => continue,
            };
            match links::moved(&link.target, &doc.path, to, &self.moves) {
                Ok(new) => wanted.extend(new.map(|new| (nth, new))),
                Err(()) => lost.push(link.target.to_string()),
            }
        }
        let body = text.body as usize;
        if !wanted.is_empty() {
            let done = retarget(&text.text, body, &wanted);
            self.links += wanted.len() - done.left.len();
            let left = done.left.iter().filter_map(|nth| outline.links.get(*nth));
            lost.extend(left.map(|link| link.target.to_string()));
            let path = self.path(&doc.path);
            self.change(path, &text.text, parse_front, done.edits);
        }
        for target in lost {
            self.leave(&doc.path, &format!("the link `{target}`"));
        }
        if self.renaming.old_id != self.renaming.new_id {
            let edits = mention(&text.text, body, &|name| self.means(name), &self.renaming.new_id);
            if !edits.is_empty() {
                self.links += edits.len();
                let path = self.path(&doc.path);
                self.change(path, &text.text, parse_front, edits);
            }
        }
    }

    fn wiki(&self, target: &str) -> Option<String> {
        let (name, rest) = target.split_at(target.find('#').unwrap_or(target.len()));
        let is_new = self.renaming.old_id != self.renaming.new_id;
        (is_new && self.means(name.trim())).then(|| format!("{}{rest}", self.renaming.new_id))
    }

    /// Entries of the navigation and targets of redirects.
    fn settings(&mut self, site: &Site) {
        let Some(file) = self.ground.settings.clone() else { return };
        let front = &site.settings.parsed.front;
        let text = site.settings.text.clone();
        let mut named: Vec<(String, String)> = Vec::new();
        for (nth, item) in site.config.nav.iter().enumerate() {
            if let crate::config::site::NavTarget::Id(id) = &item.target {
                named.push((format!("nav[{nth}].id"), id.to_string()));
            }
        }
        for (from, to) in &site.config.redirects {
            named.push((format!("redirects.{from}"), to.to_string()));
        }
        for (field, written) in named {
            let (name, rest) = written.split_at(written.find('#').unwrap_or(written.len()));
            let path = DocPath::new(name.trim_start_matches('/'));
            let new = match path.and_then(|path| self.moves.get(&path)) {
                Some(new) => format!("{new}{rest}"),
                _ if self.means(name) && self.renaming.old_id != self.renaming.new_id => {
                    format!("{}{rest}", self.renaming.new_id)
                }
                _ => continue,
            };
            match set(&text, front, &field, Some(&written), &new, parse_yaml) {
                Some(edits) => {
                    self.links += 1;
                    let path = file.canonicalize().unwrap_or_else(|_| file.clone());
                    self.change(path, &text, parse_yaml, edits);
                }
                None => self.left.push(format!("`{written}` of `{field}` in {}", shown(&file))),
            }
        }
    }

    /// The document's entries in the list of known findings.
    fn baseline(&mut self, site: &Site) -> Result<(), Error> {
        let file = self.ground.baseline(&site.config);
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(cause) => return Err(Error::Read { path: file, cause }),
        };
        let front = parse_yaml(&text).front;
        let old = &*self.renaming.old_id;
        let text: Arc<str> = text.into();
        let path = file.canonicalize().unwrap_or(file);
        let Some(crate::parse::front::Value::List(items)) =
            front.get("findings").map(|entry| &entry.value.value)
        else {
            return Ok(());
        };
        for nth in 0..items.len() {
            let field = format!("findings[{nth}].id");
            let edits = set(&text, &front, &field, Some(old), &self.renaming.new_id, parse_yaml);
            if let Some(edits) = edits {
                self.change(path.clone(), &text, parse_yaml, edits);
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Plan {
        let mut edits = BTreeMap::new();
        for (path, changed) in std::mem::take(&mut self.files) {
            let (made, taken) = together(&changed.text, &changed.changes, changed.read);
            for _ in taken.len()..changed.changes.len() {
                self.links = self.links.saturating_sub(1);
                self.left.push(format!("a reference in {}", shown(&path)));
            }
            if !made.is_empty() {
                edits.insert(path, (changed.text, made));
            }
        }
        let moves = self.moves.iter().map(|(from, to)| (self.path(from), self.path(to))).collect();
        Plan { edits, moves, links: self.links, left: self.left }
    }
}
