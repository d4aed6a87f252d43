//! The Checks page: what is wrong, by topic and by who answers for it, each with the mend.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::text::{count, join_words};
use crate::check::lint::Topic;
use crate::check::run::lint;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::block::{Block, Cell, Column, More, Row, Section, Table};
use super::card;
use super::findings;
use super::item::{Finding, Part, Text, lead_to, say, strong};
use super::places::{Data, Sheet};

/// So many findings of one topic stand on the page.
const MOST: usize = 20;
/// So many owners stand on their page, each with so many findings.
const MOST_OWNERS: usize = 24;
const MOST_OF_OWNER: usize = 5;
/// The page by owner.
const OWNERS: &str = "checks/owners.html";

/// The pages after the first.
#[must_use]
pub fn more(_: &Reader) -> Vec<(Text, Text)> {
    vec![("owners".into(), OWNERS.into())]
}

/// A page of it.
#[must_use]
pub fn make(reader: &Reader, key: Option<&str>) -> Sheet {
    let all = Found::gather(reader);
    if key == Some("owners") { by_owner(reader, &all) } else { by_topic(reader, &all) }
}

/// A finding with the document that it is about.
type About<'m> = (Option<DocId>, &'m Diagnostic);

/// Whose findings: name, page, and what is found.
type Theirs<'f, 'm> = (Text, Option<Text>, Vec<&'f About<'m>>);

/// Every finding.
struct Found<'m> {
    list: Vec<About<'m>>,
}

impl<'m> Found<'m> {
    fn gather(reader: &Reader<'m>) -> Self {
        let mut list: Vec<About> =
            reader.site_findings().iter().map(|finding| (None, finding)).collect();
        for id in reader.all() {
            list.extend(reader.findings(id).iter().map(|finding| (Some(id), finding)));
        }
        Self { list }
    }

    fn count(&self, level: Level) -> usize {
        self.list.iter().filter(|(_, finding)| finding.level == level).count()
    }
}

fn topic(finding: &Diagnostic) -> Topic {
    lint(finding.code).map_or(Topic::Structure, |lint| lint.topic)
}

/// `2 errors, 16 warnings and one note`.
fn counted(errors: usize, warnings: usize, notes: usize) -> String {
    let parts =
        [(errors, "error", "errors"), (warnings, "warning", "warnings"), (notes, "note", "notes")];
    let words = parts.iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(*n, one, many));
    join_words(&words.collect::<Vec<_>>(), "and")
}

fn lead(all: &Found, documents: usize) -> Vec<Part> {
    let here = count(documents, "document", "documents");
    if all.list.is_empty() {
        return vec![strong("Nothing to mend"), say(format!(" in {here}."))];
    }
    let words = counted(all.count(Level::Error), all.count(Level::Warning), all.count(Level::Note));
    vec![
        strong(words),
        say(format!(" in {here}. Each says where it is, why it matters and how to mend it.")),
    ]
}

fn by_topic(reader: &Reader, all: &Found) -> Sheet {
    let mut sections = Vec::new();
    let mut by_topic: BTreeMap<usize, Vec<&About>> = BTreeMap::new();
    for found in &all.list {
        let topic = topic(found.1);
        let place = Topic::ALL.iter().position(|it| *it == topic).unwrap_or(usize::MAX);
        by_topic.entry(place).or_default().push(found);
    }
    for (place, mut own) in by_topic {
        let Some(wanted) = Topic::ALL.get(place) else { continue };
        own.sort_by(|a, b| {
            b.1.level.cmp(&a.1.level).then_with(|| (a.1.code, &a.1.at).cmp(&(b.1.code, &b.1.at)))
        });
        let level = |level| own.iter().filter(|(_, finding)| finding.level == level).count();
        let note = counted(level(Level::Error), level(Level::Warning), level(Level::Note));
        let items =
            own.iter().take(MOST).map(|(id, finding)| shown(reader, *id, finding)).collect();
        let mut blocks = vec![Block::Findings { items }];
        blocks.extend(rest(own.len(), MOST));
        sections.push(Section {
            id: wanted.key().into(),
            title: wanted.as_str().into(),
            note: Some(note.into()),
            blocks,
            ..Section::default()
        });
    }
    if !all.list.is_empty() {
        sections.push(owners_table(reader, all));
    }
    let lead = lead(all, reader.all().count());
    Sheet { data: Data { lead, sections, ..Data::default() }, ..Sheet::default() }
}

fn shown(reader: &Reader, id: Option<DocId>, finding: &Diagnostic) -> Finding {
    match id {
        Some(id) => findings::with_doc(reader, id, finding),
        None => findings::finding(reader, finding),
    }
}

/// What a cut list says.
fn rest(len: usize, most: usize) -> Option<Block> {
    let more = len.checked_sub(most).filter(|n| *n > 0)?;
    let text = format!("{more} more. `throughline check` lists them all.");
    Some(Block::Prose { text: text.into() })
}

/// The findings of each owner; those of nobody under the empty name, which comes last.
fn owners<'f, 'm>(reader: &Reader, all: &'f Found<'m>) -> Vec<Theirs<'f, 'm>> {
    let mut groups: BTreeMap<(bool, Text), (Option<Text>, Vec<_>)> = BTreeMap::new();
    for of_one in all.list.chunk_by(|one, other| one.0 == other.0) {
        let id = of_one.first().and_then(|(id, _)| *id);
        let owner = id.and_then(|id| card::owner(reader, id)).unwrap_or_default();
        let group = groups.entry((owner.name.is_empty(), owner.name)).or_default();
        group.0 = owner.url;
        group.1.extend(of_one);
    }
    let mut list: Vec<_> =
        groups.into_iter().map(|((_, name), (url, found))| (name, url, found)).collect();
    let grave = |found: &[&(Option<DocId>, &Diagnostic)]| {
        found.iter().filter(|(_, finding)| finding.level == Level::Error).count()
    };
    list.sort_by_key(|(name, _, found)| {
        (name.is_empty(), std::cmp::Reverse(grave(found)), std::cmp::Reverse(found.len()))
    });
    list
}

const NOBODY: &str = "Nobody: no owner, or the whole site";

fn owners_table(reader: &Reader, all: &Found) -> Section {
    let number = |n: usize| {
        let text = if n == 0 { "\u{2013}".into() } else { n.to_string().into() };
        Some(Cell { text, value: Some(n.into()), ..Cell::default() })
    };
    let groups = owners(reader, all);
    let more = groups.len().saturating_sub(MOST_OWNERS);
    let rows = groups
        .into_iter()
        .take(MOST_OWNERS)
        .map(|(name, url, found)| {
            let level = |level| number(found.iter().filter(|(_, f)| f.level == level).count());
            let text = if name.is_empty() { NOBODY.into() } else { name };
            let kind = url.as_ref().map(|_| "person");
            let cells = vec![
                Some(Cell { text, url, kind, ..Cell::default() }),
                level(Level::Error),
                level(Level::Warning),
                level(Level::Note),
            ];
            Row { cells, ..Row::default() }
        })
        .collect();
    Section {
        id: "owners".into(),
        title: "By owner".into(),
        more: Some(More { text: "Each owner\u{2019}s".into(), url: OWNERS.into() }),
        blocks: vec![Block::Table(Table {
            caption: "Findings by who answers for the document".into(),
            plain: true,
            columns: vec![
                Column::words("owner", "Owner"),
                Column::numbers("errors", "Errors"),
                Column::numbers("warnings", "Warnings"),
                Column::numbers("notes", "Notes"),
            ],
            rows,
            more: (more > 0).then(|| format!("{more} more").into()),
            ..Table::default()
        })],
        ..Section::default()
    }
}

fn by_owner(reader: &Reader, all: &Found) -> Sheet {
    let mut sections = Vec::new();
    for (name, url, mut found) in owners(reader, all).into_iter().take(MOST_OWNERS) {
        found.sort_by(|a, b| {
            b.1.level.cmp(&a.1.level).then_with(|| (a.1.code, &a.1.at).cmp(&(b.1.code, &b.1.at)))
        });
        let items = found
            .iter()
            .take(MOST_OF_OWNER)
            .map(|(id, finding)| shown(reader, *id, finding))
            .collect();
        let mut blocks = vec![Block::Findings { items }];
        blocks.extend(rest(found.len(), MOST_OF_OWNER));
        let id = if name.is_empty() { "nobody".into() } else { crate::base::names::slugify(&name) };
        sections.push(Section {
            id: format!("owner-{id}").into(),
            title: if name.is_empty() { NOBODY.into() } else { name },
            note: Some(count(found.len(), "finding", "findings").into()),
            more: url.map(|url| More { text: "Page".into(), url }),
            blocks,
            ..Section::default()
        });
    }
    let mut lead = lead(all, reader.all().count());
    lead.push(say(" "));
    lead.push(lead_to("By topic", "checks/index.html"));
    Sheet {
        title: Some("Checks by owner".into()),
        data: Data { lead, sections, ..Data::default() },
        ..Sheet::default()
    }
}
