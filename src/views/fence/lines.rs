//! Views that are lines: tables, lists, cards, boards, trees.

use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::kinds::release::Release;
use crate::model::doc::DocId;
use crate::model::fence::View;
use crate::model::numbers::goals;
use crate::model::query::{self, Path, grouped};
use crate::model::reader::Reader;
use crate::views::block::{Bar, Block, Card, Lane, List, Row, Table};
use crate::views::card;
use crate::views::item::{Fact, Item, Text};
use crate::views::list::{columns, rows};
use crate::views::roadmap;
use crate::views::words;

use super::words as said;

/// So many stand in a table, a list or a row of cards, and so many in a column of a board.
pub const MOST: usize = 200;
const MOST_IN_LANE: usize = 60;
/// So many lanes stand beside each other.
const MOST_LANES: usize = 24;
/// So deep a tree is drawn.
const DEEP: usize = 24;

/// A table.
#[must_use]
pub fn table(reader: &Reader, view: &View, ids: &[DocId]) -> Block {
    let shown = ids.get(..MOST.min(ids.len())).unwrap_or_default();
    let kinds = view.query.kinds();
    let mut tags = kinds.iter();
    let (columns, rows): (_, Vec<Row>) = match (view.columns.is_empty(), tags.next(), tags.next()) {
        // The columns of the kind's own list say what most want to know.
        (true, Some(tag), None) => {
            let rows = shown.iter().filter_map(|id| rows::row(reader, *id)).collect();
            (columns::columns(tag), rows)
        }
        (true, ..) => {
            let paths = usual(reader);
            let columns = paths.iter().map(|path| said::column(path, None)).collect();
            (columns, shown.iter().map(|id| row(reader, *id, &paths)).collect())
        }
        _ => {
            let paths: Vec<Path> = view.columns.iter().map(|column| column.path.clone()).collect();
            let columns = view.columns.iter();
            let columns = columns.map(|it| said::column(&it.path, it.title.as_ref())).collect();
            (columns, shown.iter().map(|id| row(reader, *id, &paths)).collect())
        }
    };
    Block::Table(Table {
        caption: view.caption.clone().unwrap_or_else(|| "Documents".into()),
        plain: true,
        columns,
        rows,
        ..Table::default()
    })
}

/// The columns of a table of documents of several kinds.
fn usual(reader: &Reader) -> Vec<Path> {
    let read = |name: &&str| Path::read(reader, name, 0, query::Kinds::ALL).ok();
    ["title", "type", "status", "owner"].iter().filter_map(read).collect()
}

fn row(reader: &Reader, id: DocId, paths: &[Path]) -> Row {
    // The first cell leads to the document, unless another column does.
    let named = paths.iter().any(|path| path.text == "title");
    let url = reader.doc(id).filter(|_| !named).map(card::url);
    let cells = paths.iter().map(|path| said::cell(reader, id, path)).collect();
    Row { cells, url, ..Row::default() }
}

/// Lines.
#[must_use]
pub fn list(reader: &Reader, view: &View, ids: &[DocId]) -> Block {
    let items = ids.iter().take(MOST).map(|id| line(reader, view, *id)).collect();
    Block::List(List { items, ..List::default() })
}

/// A document as a line, with what the columns ask for behind it.
fn line(reader: &Reader, view: &View, id: DocId) -> Item {
    if view.columns.is_empty() {
        return usual_line(reader, id);
    }
    let mut item = card::item(reader, id);
    let mut notes: Vec<Text> = Vec::new();
    for column in view.columns.iter().filter(|column| column.path.text != "title") {
        if column.path.text == "status" {
            continue;
        }
        let Some(text) = said::text(reader, id, &column.path) else { continue };
        notes.push(match &column.title {
            Some(title) => format!("{title} {text}").into(),
            None if said::is_numeric(&column.path) => {
                format!("{} {text}", said::label(&column.path.text)).into()
            }
            None => text,
        });
    }
    item.note = Some(notes.join(" \u{b7} ").into()).filter(|it: &Text| !it.is_empty());
    item
}

/// A release with its day and goal; anything else with its owner.
fn usual_line(reader: &Reader, id: DocId) -> Item {
    match reader.get::<Release>(id) {
        Some((doc, release)) => roadmap::item(reader, id, doc, release),
        None => Item { owner: card::owner(reader, id), ..card::item(reader, id) },
    }
}

/// Things side by side.
#[must_use]
pub fn cards(reader: &Reader, view: &View, ids: &[DocId]) -> Block {
    Block::Cards { items: ids.iter().take(MOST).map(|id| one_card(reader, view, *id)).collect() }
}

fn one_card(reader: &Reader, view: &View, id: DocId) -> Card {
    let item = card::item(reader, id);
    let mut facts = Vec::new();
    if view.columns.is_empty() {
        facts.extend(
            card::owner(reader, id).map(|owner| Fact { owner: Some(owner), ..Fact::default() }),
        );
    }
    for column in view.columns.iter().filter(|column| column.path.text != "title") {
        if column.path.text == "owner" {
            let owner = card::owner(reader, id);
            facts.extend(owner.map(|owner| Fact { owner: Some(owner), ..Fact::default() }));
            continue;
        }
        let Some(cell) = said::cell(reader, id, &column.path) else { continue };
        let label = column.title.clone().unwrap_or_else(|| said::label(&column.path.text));
        let text = format!("{label}: {}", cell.text).into();
        facts.push(Fact { text: Some(text), url: cell.url, ..Fact::default() });
    }
    Card {
        title: item.title,
        url: item.url,
        kind: item.kind,
        status: item.status,
        status_word: item.status_word,
        tone: item.tone,
        lead: card::summary(reader, id).map(|summary| words::cut(&summary, 160)),
        bar: bar(reader, id),
        facts,
        ..Card::default()
    }
}

/// How far a goal is.
pub fn bar(reader: &Reader, id: DocId) -> Option<Bar> {
    reader.get::<Goal>(id)?;
    let numbers = goals::goal(reader, id)?;
    let value = numbers.progress?;
    let tone = crate::views::standing::of(reader, id).map(|standing| standing.tone);
    Some(Bar {
        value: value.clamp(0.0, 1.0),
        expected: numbers.expected.map(|it| it.expected),
        tone,
        text: Some(words::percent(value)),
    })
}

/// Columns of lines.
#[must_use]
pub fn board(reader: &Reader, view: &View, ids: &[DocId]) -> Vec<Block> {
    let Some(by) = &view.by else { return Vec::new() };
    let groups = grouped(reader, ids, by);
    let rest = groups.len().saturating_sub(MOST_LANES);
    let columns = groups
        .iter()
        .take(MOST_LANES)
        .map(|group| {
            let first = group.ids.first().copied().unwrap_or(DocId(u32::MAX));
            let (title, _) = said::heading(reader, first, by, group.value.as_ref());
            let count = group.ids.len();
            let lines = group.ids.iter().take(MOST_IN_LANE);
            let mut items: Vec<Item> = lines.map(|id| in_lane(reader, *id, by)).collect();
            items.extend(card::rest(count, MOST_IN_LANE));
            Lane { title, note: None, count: Some(count.to_string().into()), items }
        })
        .collect();
    let mut blocks = vec![Block::Board { columns }];
    if rest > 0 {
        blocks.push(Block::Prose { text: format!("{rest} more columns are not shown.").into() });
    }
    blocks
}

/// What the column says already is not said again.
fn in_lane(reader: &Reader, id: DocId, by: &Path) -> Item {
    let mut item = usual_line(reader, id);
    match by.text.as_str() {
        "status" if item.kind != Some("release") => {
            item.status = None;
            item.status_word = None;
        }
        "owner" => item.owner = None,
        "goals" => item.note = None,
        _ => {}
    }
    item
}

/// Lines below lines, as the thread has them: what hangs on what, among those that were found.
#[must_use]
pub fn tree(reader: &Reader, view: &View, found: &[DocId]) -> Block {
    let mut ids: Vec<DocId> = found.to_vec();
    if let Some(root) = view.document {
        let below = query::below(reader, root);
        ids.retain(|id| *id == root.doc || below.binary_search(id).is_ok());
    }
    ids.truncate(MOST);
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    let is_shown = |id: &DocId| sorted.binary_search(id).is_ok();
    // Each stands below the first above it that is shown; who hangs on nothing that is shown stands at the top.
    let mut below: std::collections::BTreeMap<DocId, Vec<(DocId, Option<u32>)>> =
        std::collections::BTreeMap::new();
    let mut tops = Vec::new();
    for id in &ids {
        match parent(reader, *id, &is_shown) {
            Some((parent, part)) => below.entry(parent).or_default().push((*id, part)),
            None => tops.push(*id),
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    let mut branch = Branch { reader, below: &below, seen: &mut seen };
    let mut items: Vec<Item> = tops.iter().map(|id| branch.item(*id, 0)).collect();
    // What goes round in a circle has no top, and is a finding.
    for id in &ids {
        if !branch.seen.contains(id) {
            items.push(branch.item(*id, 0));
        }
    }
    Block::Tree { items }
}

/// The nearest document above that is shown, and by which part of it.
fn parent(
    reader: &Reader,
    id: DocId,
    is_shown: &dyn Fn(&DocId) -> bool,
) -> Option<(DocId, Option<u32>)> {
    let mut here = id;
    for _ in 0..DEEP {
        let above = query::right_above(reader, here);
        let shown = above.iter().find(|target| target.doc != id && is_shown(&target.doc));
        if let Some(target) = shown {
            return Some((target.doc, target.part));
        }
        here = above.first()?.doc;
    }
    None
}

struct Branch<'b, 'm> {
    reader: &'b Reader<'m>,
    below: &'b std::collections::BTreeMap<DocId, Vec<(DocId, Option<u32>)>>,
    seen: &'b mut std::collections::BTreeSet<DocId>,
}

impl Branch<'_, '_> {
    fn item(&mut self, id: DocId, depth: usize) -> Item {
        let mut item = card::item(self.reader, id);
        if !self.seen.insert(id) || depth > DEEP {
            return item;
        }
        if let Some((_, release)) = self.reader.get::<Release>(id) {
            let day = release.shipped.or(release.targets.last().copied());
            item.right = day.map(|day| words::day(day, self.reader.today()));
        }
        let Some(children) = self.below.get(&id) else { return item };
        let tag = self.reader.doc(id).map(crate::model::doc::Doc::tag);
        if tag != Some(KindTag::Strategy) {
            item.children = children.iter().map(|(id, _)| self.item(*id, depth + 1)).collect();
            return item;
        }
        // A strategy's pillars stand between it and its goals.
        let pillars = self.reader.doc(id).map(|doc| doc.parts().len()).unwrap_or_default();
        for part in (0u32..).take(pillars) {
            let goals: Vec<Item> = children
                .iter()
                .filter(|(_, own)| *own == Some(part))
                .map(|(id, _)| *id)
                .collect::<Vec<_>>()
                .into_iter()
                .map(|id| self.item(id, depth + 2))
                .collect();
            if !goals.is_empty() {
                let pillar = card::part_item(self.reader, id, part);
                item.children.push(Item { children: goals, ..pillar });
            }
        }
        let loose: Vec<DocId> =
            children.iter().filter(|(_, part)| part.is_none()).map(|(id, _)| *id).collect();
        item.children.extend(loose.into_iter().map(|id| self.item(id, depth + 1)));
        item
    }
}

/// The goal of a release, for lanes.
#[must_use]
pub fn goal_of(reader: &Reader, id: DocId) -> Option<DocId> {
    reader.target(id, Relation::Goals).map(|target| target.doc)
}
