//! The tables of fields and settings, made from the declarations that read them.

use std::fmt::Write as _;
use std::fs;

use throughline::config::Config;
use throughline::kinds::KindTag;
use throughline::kinds::schemas::Schemas;
use throughline::parse::schema::{FieldInfo, Shape};

use super::pages::{content, read};

/// A table that stands below a heading of a page.
pub struct Table {
    page: String,
    heading: &'static str,
    rows: String,
}

impl Table {
    /// A table below a heading of a page.
    pub fn new(page: &str, heading: &'static str, rows: String) -> Self {
        Self { page: page.to_owned(), heading, rows }
    }
}

/// Compares each table with what its page says, or writes it there when `UPDATE` is set.
pub fn compare(tables: &[Table]) {
    for table in tables {
        let text = read(&table.page);
        let start = text
            .find(&format!("\n{}\n\n", table.heading))
            .map(|at| at + table.heading.len() + 3)
            .unwrap_or_else(|| panic!("{} has no heading `{}`", table.page, table.heading));
        let end = text[start..].find("\n\n").map_or(text.len(), |at| start + at + 1);
        if text[start..end] == table.rows {
            continue;
        }
        assert!(
            std::env::var_os("UPDATE").is_some(),
            "the table of {} below `{}` is old: run UPDATE=1 cargo test --test it guide::",
            table.page,
            table.heading
        );
        let new = format!("{}{}{}", &text[..start], table.rows, &text[end..]);
        fs::write(content().join(&table.page), new).expect("the page can be written");
    }
}

/// The fields that every kind has, and each kind's own.
pub fn of_documents() -> Vec<Table> {
    let schemas = Schemas::new();
    let common: Vec<FieldInfo> =
        schemas.of(KindTag::Page).iter().filter(|info| info.name != "weight").cloned().collect();
    let mut tables = vec![Table {
        page: "guide/documents/index.md".to_owned(),
        heading: "## Fields of every document",
        rows: rows("field", &common, &|_| None),
    }];
    for tag in KindTag::ALL {
        let is_common = |info: &&FieldInfo| common.iter().any(|it| it.name == info.name);
        let own: Vec<FieldInfo> =
            schemas.of(*tag).iter().filter(|info| !is_common(info)).cloned().collect();
        let default = tag.default_status().map(|status| format!("`{}`", status.as_str()));
        tables.push(Table {
            page: format!("guide/documents/{}.md", tag.as_str()),
            heading: "## Fields",
            rows: rows("field", &own, &|name| default.clone().filter(|_| name == "status")),
        });
    }
    tables
}

/// All settings, and the keys of the rules and forms of a mapping.
pub fn of_settings() -> Vec<Table> {
    let mut settings = Config::describe();
    let rule = settings
        .iter()
        .find(|info| info.name == "kinds")
        .and_then(|info| object(&info.shape))
        .expect("the keys of a rule");
    let form = rule
        .iter()
        .find(|info| info.name == "id")
        .and_then(|info| object(&info.shape))
        .expect("the keys of a form");
    for info in &mut settings {
        match (info.name, &info.shape) {
            ("kinds", shape) => info.shape = flat(shape.clone()),
            // Declared as lists because a plain value may stand for the map; more than one has no meaning.
            ("link_roots" | "search" | "feeds", Shape::List(one)) => info.shape = (**one).clone(),
            _ => {}
        }
    }
    let page = "guide/existing-repository.md";
    let none = |_: &str| None;
    vec![
        Table {
            page: "guide/settings.md".to_owned(),
            heading: "## All settings",
            rows: rows("setting", &settings, &none),
        },
        Table {
            page: page.to_owned(),
            heading: "## All keys of a rule",
            rows: rows("key", &each_flat(rule), &none),
        },
        Table {
            page: page.to_owned(),
            heading: "## All keys of a form",
            rows: rows("key", &each_flat(form), &none),
        },
    ]
}

fn each_flat(infos: Vec<FieldInfo>) -> Vec<FieldInfo> {
    infos.into_iter().map(|info| FieldInfo { shape: flat(info.shape), ..info }).collect()
}

/// The shape without the fields inside, which have a table of their own.
fn flat(shape: Shape) -> Shape {
    match shape {
        Shape::Object(_) => Shape::Object(Vec::new()),
        Shape::List(inner) => Shape::List(Box::new(flat(*inner))),
        Shape::Map(inner) => Shape::Map(Box::new(flat(*inner))),
        Shape::OneOf(shapes) => Shape::OneOf(shapes.into_iter().map(flat).collect()),
        shape => shape,
    }
}

/// The fields of the maps inside a shape.
fn object(shape: &Shape) -> Option<Vec<FieldInfo>> {
    match shape {
        Shape::Object(infos) => Some(infos.clone()),
        Shape::List(inner) | Shape::Map(inner) => object(inner),
        Shape::OneOf(shapes) => shapes.iter().find_map(object),
        _ => None,
    }
}

fn rows(first: &str, infos: &[FieldInfo], default: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = format!("| {first} | holds | is |\n| --- | --- | --- |\n");
    push(&mut out, "", infos, default);
    out
}

fn push(
    out: &mut String,
    prefix: &str,
    infos: &[FieldInfo],
    default: &dyn Fn(&str) -> Option<String>,
) {
    for info in infos {
        let path = format!("{prefix}{}", info.name);
        let needed = if info.required { ", needed" } else { "" };
        let holds = holds(&info.shape);
        let mut about = info.about.to_owned();
        if let Some(default) = default(&path) {
            let _ = write!(about, " Default: {default}.");
        }
        if !info.aliases.is_empty() {
            let names: Vec<String> = info.aliases.iter().map(|name| format!("`{name}`")).collect();
            let _ = write!(about, " Also read: {}.", names.join(", "));
        }
        let about = about.replace('|', "\\|");
        let _ = writeln!(out, "| `{path}`{needed} | {holds} | {about} |");
        inner(out, &path, &info.shape, default);
    }
}

/// The rows of the fields of maps inside.
fn inner(out: &mut String, path: &str, shape: &Shape, default: &dyn Fn(&str) -> Option<String>) {
    match shape {
        Shape::Object(infos) => push(out, &format!("{path}."), infos, default),
        Shape::List(shape) => inner(out, &format!("{path}[]"), shape, default),
        Shape::Map(shape) => inner(out, &format!("{path}.*"), shape, default),
        Shape::OneOf(shapes) => {
            for shape in shapes {
                inner(out, path, shape, default);
            }
        }
        _ => {}
    }
}

fn holds(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Date => "date".to_owned(),
        Shape::Number { min, max } => match (min, max) {
            (Some(min), Some(max)) => format!("number from {min} to {max}"),
            (Some(min), None) => format!("number of {min} or more"),
            (None, Some(max)) => format!("number of {max} or less"),
            (None, None) => "number".to_owned(),
        },
        Shape::Whole { min, max } => format!("number from {min} to {max}"),
        Shape::Month => "number from 1 to 12".to_owned(),
        Shape::Address | Shape::Web => "text".to_owned(),
        Shape::Share | Shape::Percent => "share".to_owned(),
        Shape::Flag => "`true` or `false`".to_owned(),
        Shape::Choice(words) => either(words.iter().map(|word| format!("`{word}`")).collect()),
        Shape::Period => "period".to_owned(),
        Shape::Effort => "effort".to_owned(),
        Shape::Reference([]) => "id".to_owned(),
        Shape::Reference(kinds) => {
            format!("id of a {}", either(kinds.iter().map(ToString::to_string).collect()))
        }
        Shape::Any => "anything".to_owned(),
        Shape::List(inner) => match &**inner {
            Shape::OneOf(_) | Shape::List(_) => format!("list of ({})", holds(inner)),
            inner => format!("list of {}", holds(inner)),
        },
        Shape::Object(_) => "map".to_owned(),
        Shape::Map(inner) => format!("map of {}", holds(inner)),
        Shape::OneOf(shapes) => either(shapes.iter().map(holds).collect()),
    }
}

fn either(words: Vec<String>) -> String {
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
