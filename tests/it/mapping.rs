//! Documents with habits of their own, brought to the vocabulary.

mod corpora;
mod elsewhere;
mod plain;
mod rules;
mod values;

use std::fmt::Write as _;

use throughline::base::diagnostic::Problem;
use throughline::base::names::DocPath;
use throughline::base::text::LineIndex;
use throughline::config::Config;
use throughline::kinds::schemas::{self, Schemas};
use throughline::mapping::{Brought, Elsewhere, bring};
use throughline::parse::front::{Entry, Node, Value};
use throughline::parse::locate::locate;
use throughline::parse::{Parsed, parse, parse_yaml};

/// A document brought by the rules of some settings.
struct Case {
    text: String,
    parsed: Parsed,
    brought: Brought,
}

fn config(settings: &str) -> Config {
    let parsed = parse_yaml(settings);
    assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
    let (config, problems) = Config::read(&parsed);
    assert!(problems.is_empty(), "{problems:?}");
    config
}

fn path(text: &str) -> DocPath {
    DocPath::new(text).expect("a path")
}

fn case(settings: &str, at: &str, text: &str) -> Case {
    let config = config(settings);
    let mut parsed = parse(text);
    let elsewhere = config.mapping.elsewhere(&path(at), text, &parsed);
    let sibling = match elsewhere {
        Elsewhere::Here(found) => Some(*found),
        _ => None,
    };
    let schemas = Schemas::new();
    let brought = bring(&path(at), &mut parsed, sibling.as_ref(), &config.mapping, &schemas);
    Case { text: text.to_owned(), parsed, brought }
}

impl Case {
    fn id(&self) -> String {
        format!("{} {}", self.brought.tag.as_str(), self.brought.id)
    }

    fn names(&self) -> Vec<&str> {
        self.brought.names.iter().map(|name| &**name).collect()
    }

    /// The entries, `key<written: value`.
    fn front(&self) -> String {
        entries(&self.parsed.front.entries)
    }

    /// The field's value.
    fn value(&self, key: &str) -> String {
        self.parsed.front.get(key).map_or_else(String::new, |entry| value(&entry.value))
    }

    /// The text that stands where each text of a field says it does.
    fn places(&self, key: &str) -> Vec<&str> {
        fn walk<'a>(node: &Node, text: &'a str, out: &mut Vec<&'a str>) {
            match &node.value {
                Value::List(items) => items.iter().for_each(|item| walk(item, text, out)),
                _ => out.push(&text[node.span.start as usize..node.span.end as usize]),
            }
        }
        let mut out = Vec::new();
        if let Some(entry) = self.parsed.front.get(key) {
            walk(&entry.value, &self.text, &mut out);
        }
        out
    }

    /// The problems of bringing and reading, a line each.
    fn faults(&self) -> String {
        let read = schemas::read(&self.parsed.front.entries, self.brought.tag, 1);
        let mut all = self.brought.problems.clone();
        all.extend(read.problems);
        shown(&self.text, &self.parsed, &all)
    }
}

fn shown(text: &str, parsed: &Parsed, problems: &[Problem]) -> String {
    let lines = LineIndex::new(text);
    let mut out = String::new();
    for problem in problems {
        let range = locate(text, &parsed.front, &problem.place);
        let (line, column) = lines.position(text, range.start);
        let _ = write!(out, "{line}:{column} {} {}", problem.code, problem.what);
        if let Some(help) = &problem.help {
            let _ = write!(out, " | {help}");
        }
        out.push('\n');
    }
    out
}

fn entries(list: &[Entry]) -> String {
    let shown = |entry: &Entry| match &entry.written {
        Some(written) => format!("{}<{written}: {}", entry.key, value(&entry.value)),
        None => format!("{}: {}", entry.key, value(&entry.value)),
    };
    list.iter().map(shown).collect::<Vec<_>>().join(", ")
}

fn value(node: &Node) -> String {
    match &node.value {
        Value::Null => "~".to_owned(),
        Value::Text { text, .. } => text.to_string(),
        Value::List(items) => {
            format!("[{}]", items.iter().map(value).collect::<Vec<_>>().join(", "))
        }
        Value::Map(list) => format!("{{{}}}", entries(list)),
    }
}

fn faults(settings: &str) -> String {
    let parsed = parse_yaml(settings);
    let (_, problems) = Config::read(&parsed);
    shown(settings, &parsed, &problems)
}
