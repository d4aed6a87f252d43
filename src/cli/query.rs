//! `query`: which documents a query finds, as a table for people or as data for programs.

use std::collections::HashMap;
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::error::Error;
use crate::base::place::{Place, Spot};
use crate::base::suggest::no_such;
use crate::base::text::{LineIndex, count};
use crate::kinds::values::Audience;
use crate::model::doc::DocId;
use crate::model::query::{Answer, Fault, Kinds, Path, Query, grouped, plain};
use crate::model::reader::Reader;
use crate::report::Report;
use crate::report::located::{Finding, Located};
use crate::report::pretty;

use super::args::{Global, Query as Args};
use super::ground::{Ground, options};
use super::{found, outcome};

/// The formats of an answer.
const FORMATS: [&str; 4] = ["table", "json", "csv", "ids"];

/// Answers a query. Documents of every audience are asked, unless one is named.
pub fn run(global: &Global, args: &Args) -> Result<ExitCode, Error> {
    let format = args.format.as_str();
    if !FORMATS.contains(&format) {
        return Err(Error::Usage(no_such("format", format, FORMATS)));
    }
    let ground = Ground::find(global, &args.look.dir, None)?;
    let mut options = options(global, &args.look)?;
    options.audience = options.audience.or(Some(Audience::Confidential));
    let (site, _) = ground.engine(options)?.refresh()?;
    let reader = site.reader();
    let query = match Query::read(&reader, &args.text) {
        Ok(query) => query,
        Err(faults) => return Ok(failed(global, "query", &args.text, faults)),
    };
    let columns = match columns(&reader, &query, args.columns.as_deref()) {
        Ok(columns) => columns,
        Err((text, faults)) => return Ok(failed(global, "--columns", text, faults)),
    };
    let answer = query.run(&reader);
    let shown = Shown { reader: &reader, query: &query, columns: &columns, answer: &answer };
    outcome::say(&match format {
        "json" => shown.json(&args.text),
        "csv" => shown.csv(),
        "ids" => shown.ids(),
        _ => shown.table(global.quiet),
    });
    Ok(ExitCode::from(outcome::CLEAN))
}

/// Shows what is wrong with a query, at its place.
fn failed(global: &Global, name: &str, text: &str, faults: Vec<Fault>) -> ExitCode {
    let texts: HashMap<String, Arc<str>> =
        std::iter::once((name.to_owned(), text.into())).collect();
    let mut report = Report::new(Vec::new(), Vec::new(), Vec::new(), &texts, "");
    report.look = found::look(global);
    let why = crate::check::lints::bad_query::LINT.why;
    let lines = LineIndex::new(text);
    for fault in faults {
        let diagnostic = Diagnostic {
            code: "bad-query",
            level: Level::Error,
            at: Spot::settings(Place::Whole),
            what: fault.what,
            why,
            help: fault.help,
            related: Vec::new(),
            fix: None,
            subject: "".into(),
        };
        let finding = Finding::new(&diagnostic, Located::new(name, text, &lines, fault.span));
        eprintln!("{}\n", pretty::one(&report, &finding));
    }
    ExitCode::from(outcome::FAILED)
}

/// The fields that are shown: those that are asked for, else what most want to know of such documents.
fn columns<'t>(
    reader: &Reader,
    query: &Query,
    asked: Option<&'t str>,
) -> Result<Vec<Path>, (&'t str, Vec<Fault>)> {
    let Some(asked) = asked else {
        let due = Kinds::of(&[
            crate::kinds::KindTag::Goal,
            crate::kinds::KindTag::Bet,
            crate::kinds::KindTag::Release,
        ]);
        let mut names = vec!["title", "status", "owner"];
        if query.kinds().and(due) == query.kinds() {
            names.push("due");
        }
        let read = |name: &&str| Path::read(reader, name, 0, Kinds::ALL).ok();
        return Ok(names.iter().filter_map(read).collect());
    };
    let mut at = 0;
    let mut columns = Vec::new();
    let mut faults = Vec::new();
    for part in asked.split(',') {
        let name = part.trim();
        let shift = at + part.find(name).unwrap_or(0);
        match Path::read(reader, name, shift, query.kinds()) {
            Ok(path) => columns.push(path),
            Err(fault) => faults.push(fault),
        }
        at += part.len() + 1;
    }
    if faults.is_empty() { Ok(columns) } else { Err((asked, faults)) }
}

struct Shown<'s, 'm> {
    reader: &'s Reader<'m>,
    query: &'s Query,
    columns: &'s [Path],
    answer: &'s Answer,
}

impl Shown<'_, '_> {
    fn id(&self, id: DocId) -> String {
        self.reader.doc(id).map_or_else(String::new, |doc| doc.slug.to_string())
    }

    fn kind(&self, id: DocId) -> &'static str {
        self.reader.doc(id).map_or("", |doc| doc.tag().as_str())
    }

    fn cell(&self, id: DocId, path: &Path) -> String {
        let values = path.values(self.reader, id);
        // A goal says where it stands twice; a person wants the word that counts.
        let take = if path.text == "status" { 1 } else { usize::MAX };
        let texts: Vec<String> =
            values.iter().take(take).map(|value| plain::text(self.reader, value)).collect();
        texts.join(", ")
    }

    fn ids(&self) -> String {
        self.answer.ids.iter().map(|id| self.id(*id) + "\n").collect()
    }

    fn json(&self, text: &str) -> String {
        let item = |id: &DocId| {
            let mut item = Map::new();
            item.insert("id".into(), self.id(*id).into());
            item.insert("kind".into(), self.kind(*id).into());
            if let Some(doc) = self.reader.doc(*id) {
                item.insert("path".into(), doc.source().as_str().into());
                item.insert("url".into(), doc.url.as_str().into());
            }
            for path in self.columns.iter().chain(&self.query.group) {
                let values = path.values(self.reader, *id);
                let mut values: Vec<Value> =
                    values.iter().map(|value| plain::json(self.reader, value)).collect();
                let value = match values.len() {
                    0 => Value::Null,
                    1 => values.swap_remove(0),
                    _ => Value::Array(values),
                };
                item.insert(path.text.clone(), value);
            }
            Value::Object(item)
        };
        let items: Vec<Value> = self.answer.ids.iter().map(item).collect();
        let answer = json!({
            "format": "throughline query",
            "version": 1,
            "query": text,
            "total": self.answer.all,
            "items": items,
        });
        serde_json::to_string_pretty(&answer).unwrap_or_default() + "\n"
    }

    fn csv(&self) -> String {
        let mut out = csv::Writer::from_writer(Vec::new());
        let names = self.columns.iter().map(|path| path.text.as_str());
        // Writing to memory cannot fail.
        let _ = out.write_record(["id", "kind"].into_iter().chain(names));
        for id in &self.answer.ids {
            let mut row = vec![self.id(*id), self.kind(*id).to_owned()];
            row.extend(self.columns.iter().map(|path| guarded(self.cell(*id, path))));
            let _ = out.write_record(row);
        }
        out.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }

    fn table(&self, quiet: bool) -> String {
        let mut head = vec!["id".to_owned()];
        head.extend(self.columns.iter().map(|path| path.text.clone()));
        let mut lines: Vec<Line> = vec![Line::Row(head)];
        let row = |id: &DocId| {
            let cells = self.columns.iter().map(|path| self.cell(*id, path));
            Line::Row(std::iter::once(self.id(*id)).chain(cells).collect())
        };
        match &self.query.group {
            None => lines.extend(self.answer.ids.iter().map(row)),
            Some(by) => {
                for group in grouped(self.reader, &self.answer.ids, by) {
                    let value = group.value.map(|value| plain::text(self.reader, &value));
                    let words = value.unwrap_or_else(|| format!("no {}", by.text));
                    lines.push(Line::Heading(words));
                    lines.extend(group.ids.iter().map(row));
                }
            }
        }
        let mut out = if self.answer.ids.is_empty() { String::new() } else { drawn(&lines) };
        if !quiet {
            let n = self.answer.ids.len();
            out.push_str(&match self.answer.all {
                all if all > n => format!("{n} of {}\n", count(all, "document", "documents")),
                all => format!("{}\n", count(all, "document", "documents")),
            });
        }
        out
    }
}

enum Line {
    Row(Vec<String>),
    Heading(String),
}

/// Lines with their columns below each other.
fn drawn(lines: &[Line]) -> String {
    const WIDEST: usize = 60;
    let mut widths: Vec<usize> = Vec::new();
    let cut = |text: &str| -> String {
        // Signs that move a terminal's cursor are no part of a table.
        let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if plain.chars().count() <= WIDEST {
            return plain;
        }
        plain.chars().take(WIDEST - 1).chain(['\u{2026}']).collect()
    };
    for line in lines {
        let Line::Row(cells) = line else { continue };
        widths.resize(widths.len().max(cells.len()), 0);
        for (cell, width) in cells.iter().zip(&mut widths) {
            *width = (*width).max(cut(cell).chars().count());
        }
    }
    let mut out = String::new();
    for line in lines {
        match line {
            Line::Heading(words) => out.push_str(&format!("\n{}\n", cut(words))),
            Line::Row(cells) => {
                let mut row = String::new();
                for (cell, width) in cells.iter().zip(&widths) {
                    let cell = cut(cell);
                    let gap = width - cell.chars().count() + 2;
                    row.push_str(&cell);
                    row.push_str(&" ".repeat(gap));
                }
                out.push_str(row.trim_end());
                out.push('\n');
            }
        }
    }
    out
}

/// A cell that a spreadsheet would take for a formula is kept a text.
fn guarded(cell: String) -> String {
    let is_number = cell.parse::<f64>().is_ok();
    if !is_number && cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell
    }
}
