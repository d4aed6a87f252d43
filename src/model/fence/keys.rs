//! The keys of each form of view, declared once, and what they mean.

use crate::base::diagnostic::Problem;
use crate::base::place::Place;
use crate::model::query::{Fault, Kinds, Path, Query};
use crate::model::resolve::{Target, position};
use crate::parse::fields::Fields;
use crate::parse::schema::Shape as Holds;

use super::{Column, Inside, Shape, View};

/// What a fence says, before it is understood.
#[derive(Default)]
pub(super) struct Written {
    query: Option<Box<str>>,
    columns: Vec<(Box<str>, Option<Box<str>>)>,
    sort: Vec<Box<str>>,
    limit: Option<f64>,
    group: Option<Box<str>>,
    by: Option<Box<str>>,
    rows: Option<Box<str>>,
    across: Option<Box<str>>,
    value: Option<Box<str>>,
    x: Option<Box<str>>,
    y: Option<Box<str>>,
    document: Option<Box<str>>,
    metric: Option<Box<str>>,
    days: Option<f64>,
    caption: Option<Box<str>>,
    empty: Option<Box<str>>,
}

/// Reads the keys that a form of view knows.
pub(super) fn read(f: &mut Fields<'_>, shape: Shape) -> Written {
    use Shape::{
        Bar, Board, Cards, Changes, Findings, Line, List, Matrix, NoList, NowNextLater, Quadrant,
        Scorecard, Table, Thread, Timeline, Tree,
    };
    let mut it = Written::default();
    if !matches!(shape, Thread | Line) {
        let field = f.field("query", "Which documents it shows.");
        let needed = matches!(shape, Table | List | Cards | Board | Matrix | Bar);
        it.query = if needed { field.required() } else { field }.text();
    }
    match shape {
        Table | List | Cards => {
            it.columns = f
                .field(
                    "columns",
                    "The fields that it shows of each; an entry may be `{field, title}`.",
                )
                .items(Some("field"), |f| {
                    let field = f.field("field", "The field.").required().text();
                    let title = f.field("title", "The words over it.").text();
                    field.map(|field| (field, title))
                })
                .unwrap_or_default();
            it.group = f.field("group", "The field by which it is grouped.").text();
        }
        Board | Timeline | Bar => {
            let field = f.field("by", "The field of its columns, lanes or bars.");
            it.by = if shape == Board { field.required() } else { field }.text();
            if shape == Bar {
                it.value = f
                    .field(
                        "value",
                        "The number of each bar; how many there are, where nothing is written.",
                    )
                    .text();
            }
        }
        Matrix => {
            it.rows = f.field("rows", "The field of its rows.").required().text();
            it.across = f.field("columns", "The field of its columns.").required().text();
        }
        Tree | Thread => {
            let field =
                f.field("document", "The id of the document that it begins with.").aliases(&["id"]);
            it.document = if shape == Thread { field.required() } else { field }.text();
        }
        Quadrant => {
            it.x = f.field("x", "The number across; `effort` where nothing is written.").text();
            it.y = f.field("y", "The number upwards; `impact` where nothing is written.").text();
        }
        Line => {
            it.metric = f
                .field("metric", "The id of the metric.")
                .aliases(&["document", "id"])
                .required()
                .text();
        }
        Changes => {
            it.days = f
                .field("days", "So many days are looked back; 90 where nothing is written.")
                .number_within(Some(1.0), Some(36_500.0));
        }
        NowNextLater | Scorecard | NoList | Findings => {}
    }
    if !matches!(shape, Thread | Line | Matrix | Tree | Changes) {
        it.sort = f
            .field("sort", "The fields by which it is sorted; `-due` sorts downwards.")
            .each(Holds::Text, "a field", |text| Some(text.into()))
            .unwrap_or_default();
    }
    if !matches!(shape, Thread | Line) {
        it.limit = f.field("limit", "So many are shown at most.").number_within(Some(1.0), None);
        it.empty = f.field("empty", "What stands there when nothing is found.").text();
    }
    it.caption = f.field("caption", "What stands below it.").text();
    it
}

/// What is shown where a fence has no query.
const fn usual(shape: Shape) -> &'static str {
    match shape {
        Shape::Tree => "type:strategy,goal,bet,release",
        Shape::Timeline | Shape::NowNextLater => "type:release -status:cancelled",
        Shape::Quadrant => "type:bet",
        Shape::Scorecard => "type:goal live",
        Shape::NoList => "type:bet status:declined,deferred",
        _ => "",
    }
}

/// Understands what a fence says; `problems` gathers what makes no sense.
pub(super) fn understand(
    inside: &Inside,
    written: Written,
    shape: Shape,
    problems: &mut Vec<Problem>,
) -> Option<View> {
    let text = written.query.as_deref();
    let query = match Query::read(inside.reader, text.unwrap_or(usual(shape))) {
        Ok(query) => query,
        Err(faults) => {
            let said = text.unwrap_or_default();
            problems.extend(faults.into_iter().map(|fault| inside.fault("query", said, fault)));
            return None;
        }
    };
    if shape == Shape::Bar && written.by.is_none() && written.value.is_none() {
        let what = "neither `by` nor `value` is written";
        let problem = Problem::new("missing-field", Place::Front, what)
            .help("write `by:` with the field of the bars, or `value:` with the number of each");
        problems.push(inside.placed(problem, shape));
        return None;
    }
    let kinds = query.kinds();
    let before = problems.len();
    let mut paths = Paths { inside, kinds, problems };
    let columns = written.columns.iter().enumerate().filter_map(|(index, (field, title))| {
        let at = format!("columns[{index}]");
        // One field may stand for a list of one, and a map holds it under a name.
        let path = paths.read(&at, field, 0)?;
        Some(Column { path, title: title.clone() })
    });
    let columns: Vec<Column> = columns.collect();
    let sort = paths.sort(&written.sort);
    let group = written.group.as_ref().and_then(|text| paths.read("group", text, 0));
    let mut named = |key: &str, text: &Option<Box<str>>| {
        text.as_ref().and_then(|text| paths.read(key, text, 0))
    };
    let by = named("by", &written.by).or(named("rows", &written.rows));
    let across = named("columns", &written.across);
    let value = named("value", &written.value);
    let (x, y) = (named("x", &written.x), named("y", &written.y));
    let document = paths.document("document", written.document.as_deref(), shape);
    let metric = paths.document("metric", written.metric.as_deref(), shape);
    if problems.len() > before {
        return None;
    }
    let mut query = if sort.is_empty() { query } else { query.sorted(sort) };
    query.limit = written.limit.map(whole).or(query.limit);
    query.group = group.or(query.group);
    Some(View {
        shape,
        query,
        is_whole: written.query.is_none(),
        columns,
        by: by.or(x),
        across,
        value: value.or(y),
        document: document.or(metric),
        days: written.days.map(|days| u32::try_from(whole(days)).unwrap_or(u32::MAX)),
        caption: written.caption,
        empty: written.empty,
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped before")]
fn whole(number: f64) -> usize {
    number.clamp(0.0, 1e9) as usize
}

struct Paths<'p, 'r, 'm> {
    inside: &'p Inside<'r, 'm>,
    kinds: Kinds,
    problems: &'p mut Vec<Problem>,
}

impl Paths<'_, '_, '_> {
    /// Reads the field that stands at a byte of a value.
    fn read(&mut self, key: &str, text: &str, at: usize) -> Option<Path> {
        match Path::read(self.inside.reader, text.trim(), at, self.kinds) {
            Ok(path) => Some(path),
            Err(fault) => {
                self.problems.push(self.inside.fault(key, text, fault));
                None
            }
        }
    }

    /// `-due, title`, in one text or in a list.
    fn sort(&mut self, list: &[Box<str>]) -> Vec<(Path, bool)> {
        let mut out = Vec::new();
        for (index, text) in list.iter().enumerate() {
            let key = if list.len() == 1 { "sort".to_owned() } else { format!("sort[{index}]") };
            let mut at = 0;
            for part in text.split(',') {
                let name = part.trim();
                let (name, down) =
                    name.strip_prefix('-').map_or((name, false), |name| (name, true));
                let shift = at + part.find(name).unwrap_or(0);
                match Path::read(self.inside.reader, name, shift, self.kinds) {
                    Ok(path) => out.push((path, down)),
                    Err(fault) => self.problems.push(self.inside.fault(&key, text, fault)),
                }
                at += part.len() + 1;
            }
        }
        out
    }

    /// The one document that a view is about.
    fn document(&mut self, key: &str, text: Option<&str>, shape: Shape) -> Option<Target> {
        let text = text?;
        let reader = self.inside.reader;
        let (name, part) = text.split_once('#').map_or((text, None), |(n, p)| (n, Some(p)));
        let wrong = |what: String| Fault::new(0..text.len(), what);
        let is_line = shape == Shape::Line;
        let fault = match reader.find(name).and_then(|id| Some((id, reader.doc(id)?))) {
            Some((_, doc)) if is_line && doc.tag() != crate::kinds::KindTag::Metric => {
                wrong(format!("`{name}` is a {}, and a line shows a metric", doc.tag().as_str()))
            }
            Some((id, doc)) => match part {
                None => return Some(Target { doc: id, part: None }),
                Some(part) => match position(doc, part) {
                    Some(part) => return Some(Target { doc: id, part: Some(part) }),
                    None => wrong(format!("`{name}` has no part `{part}`")),
                },
            },
            // Not a word of what this reader must not see.
            None if reader.is_hidden(name) => return None,
            None => {
                let kinds =
                    if is_line { Kinds::of(&[crate::kinds::KindTag::Metric]) } else { Kinds::ALL };
                let slugs = kinds.iter().flat_map(|tag| reader.slugs(tag));
                let what = if is_line { "metric" } else { "document" };
                let fault = wrong(format!("there is no {what} `{name}`"));
                match crate::base::suggest::nearest(name, slugs) {
                    Some(near) => fault.meant(near),
                    None => fault,
                }
            }
        };
        self.problems.push(self.inside.fault(key, text, fault));
        None
    }
}
