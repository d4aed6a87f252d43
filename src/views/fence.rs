//! What a `view` fence shows in a text, and what `[[id:field]]` and `[[=count ...]]` say there.

mod drawn;
mod known;
mod lines;
mod parts;
mod words;

use serde::Serialize;

use crate::base::chart::Chart;
use crate::model::doc::DocId;
use crate::model::fence::{self, Shape, View};
use crate::model::inline::{self, Inline};
use crate::model::query::{Answer, grouped};
use crate::model::reader::Reader;

use super::block::Block;
use super::item::{Absent, Text, shapes};

shapes! {
    /// What `block.html` shows.
    Data {
        /// What is wrong with the view.
        faults: Vec<Fault>,
        /// Its parts.
        parts: Vec<Part>,
        /// What to say where nothing is found.
        empty: Option<Text>,
        /// What is left out.
        more: Option<Text>,
        /// A line below it.
        caption: Option<Text>,
    }

    /// What is wrong with a view.
    Fault {
        /// What.
        what: Text,
        /// What to do.
        help: Option<Text>,
    }

    /// A part of a view.
    Part {
        /// Its heading, where the view has groups.
        title: Option<Text>,
        /// Where that leads.
        url: Option<Text>,
        /// How many are in it.
        count: Option<Text>,
        /// What it shows.
        blocks: Vec<Block>,
    }
}

/// A fence, with its drawings.
#[derive(Debug, Default)]
pub struct Drawn {
    /// Its data.
    pub data: Data,
    /// Its drawings, by name.
    pub charts: Vec<(String, Chart)>,
}

/// What the fences of a document show, in the order of its outline; nothing for one that is no view.
#[must_use]
pub fn fences(reader: &Reader, id: DocId) -> Vec<Option<Drawn>> {
    let Some(outline) = reader.outline(id) else { return Vec::new() };
    if !outline.fences.iter().any(|fence| fence::is_view(&fence.info)) {
        return Vec::new();
    }
    let each = (0u32..).zip(&outline.fences);
    each.map(|(nth, fence)| fence::read(reader, nth, fence).map(|read| shown(reader, nth, read)))
        .collect()
}

/// The answers to the questions of a document's text, in the order of its outline.
#[must_use]
pub fn answers(reader: &Reader, id: DocId) -> Vec<String> {
    let Some(outline) = reader.outline(id) else { return Vec::new() };
    outline.inline.iter().map(|question| answer(reader, question)).collect()
}

fn answer(reader: &Reader, question: &str) -> String {
    match inline::read(reader, question) {
        Ok(Inline::Count(query)) => query.run(reader).all.to_string(),
        Ok(Inline::Field(id, path)) => words::text(reader, id, &path)
            .map_or_else(|| super::words::NOT_KNOWN.into(), Into::into),
        Ok(Inline::Part(id, part, field)) => {
            parts::text(reader, id, part, field).unwrap_or_else(|| super::words::NOT_KNOWN.into())
        }
        // What this reader must not see is passed over, as a link to it is.
        Ok(Inline::Hidden) => "\u{2026}".to_owned(),
        Err(faults) => {
            let what = faults.into_iter().next().map(|fault| fault.what).unwrap_or_default();
            format!("[{}]", reader.open_words(&what))
        }
    }
}

fn shown(reader: &Reader, nth: u32, read: fence::Read) -> Drawn {
    let mut drawn = read.view.map(|view| draw(reader, nth, &view)).unwrap_or_default();
    let faults = read.problems.into_iter().map(|problem| Fault {
        what: super::words::capital(&reader.open_words(&problem.what)).into(),
        help: problem.help.map(|help| super::words::capital(&reader.open_words(&help)).into()),
    });
    drawn.data.faults = faults.collect();
    drawn
}

fn draw(reader: &Reader, nth: u32, view: &View) -> Drawn {
    let mut drawn = Drawn::default();
    drawn.data.caption.clone_from(&view.caption);
    let name = format!("view-{}", nth + 1);
    match view.shape {
        Shape::Thread => known::thread(reader, view, &mut drawn),
        Shape::Line => known::line(reader, view, &name, &mut drawn),
        Shape::Changes => known::changes(reader, view, &mut drawn),
        Shape::Findings => known::findings(reader, view, &mut drawn),
        _ => found(reader, view, &name, &view.query.run(reader), &mut drawn),
    }
    if drawn.data.parts.is_empty() {
        let empty = view.empty.clone();
        drawn.data.empty = Some(empty.unwrap_or_else(|| "Nothing found.".into()));
    }
    drawn
}

/// A view of the documents that its query finds.
fn found(reader: &Reader, view: &View, name: &str, answer: &Answer, out: &mut Drawn) {
    let ids = &answer.ids;
    if ids.is_empty() {
        return;
    }
    let mut cut = ids.len();
    let mut notes = Vec::new();
    match view.shape {
        Shape::Table | Shape::List | Shape::Cards => {
            cut = cut.min(lines::MOST);
            out.data.parts = in_groups(reader, view, ids.get(..cut).unwrap_or_default());
        }
        Shape::Board => out.data.parts = vec![part(lines::board(reader, view, ids))],
        Shape::Tree => {
            cut = cut.min(lines::MOST);
            out.data.parts = vec![part(vec![lines::tree(reader, view, ids)])];
        }
        Shape::NowNextLater => out.data.parts = known::now_next_later(reader, ids),
        Shape::Scorecard => {
            cut = cut.min(known::MOST_FIGURES);
            out.data.parts = known::scorecard(reader, ids);
        }
        Shape::NoList => {
            cut = cut.min(lines::MOST);
            out.data.parts = known::no_list(reader, ids);
        }
        Shape::Timeline | Shape::Quadrant | Shape::Bar | Shape::Matrix => {
            let draw = match view.shape {
                Shape::Timeline => drawn::timeline,
                Shape::Quadrant => drawn::quadrant,
                Shape::Bar => drawn::bars,
                _ => drawn::matrix,
            };
            let (chart, said) = draw(reader, view, name, ids);
            notes = said;
            if let Some(chart) = chart {
                out.data.parts = vec![part(vec![Block::Chart { chart: name.into() }])];
                out.charts.push((name.to_owned(), chart));
                if view.shape == Shape::Matrix {
                    // Its table has the caption already.
                    out.data.caption = None;
                }
            }
        }
        Shape::Thread | Shape::Line | Shape::Changes | Shape::Findings => {}
    }
    out.data.more = drawn::rest(answer.all, cut, notes);
}

fn part(blocks: Vec<Block>) -> Part {
    Part { blocks, ..Part::default() }
}

fn in_groups(reader: &Reader, view: &View, ids: &[DocId]) -> Vec<Part> {
    let block = |ids: &[DocId]| match view.shape {
        Shape::List => lines::list(reader, view, ids),
        Shape::Cards => lines::cards(reader, view, ids),
        _ => lines::table(reader, view, ids),
    };
    let Some(by) = &view.query.group else { return vec![part(vec![block(ids)])] };
    let groups = grouped(reader, ids, by);
    let shown = groups.iter().map(|group| {
        let first = group.ids.first().copied().unwrap_or(DocId(u32::MAX));
        let (title, url) = words::heading(reader, first, by, group.value.as_ref());
        let count = Some(group.ids.len().to_string().into());
        Part { title: Some(title), url, count, blocks: vec![block(&group.ids)] }
    });
    shown.collect()
}
