//! How the records of a tool are read: where a record says what it is called there, and what its columns become.

use std::collections::HashMap;

use crate::base::text::position;
use crate::mapping::Mapping;
use crate::parse::fields::Fields;
use crate::parse::front::{Entry, Front, Node, Value};
use crate::parse::locate::locate;
use crate::parse::parse_yaml;

/// How records are read.
#[derive(Debug)]
pub struct Map {
    /// The columns that say what a record is called there; the first that is there counts.
    pub record: Vec<Box<str>>,
    /// The columns that hold its address there.
    pub address: Vec<Box<str>>,
    /// The columns that become the text.
    pub text: Vec<Box<str>>,
    /// Which kind a record is, and what its columns become.
    pub mapping: Mapping,
    /// Each column that the map names, by its name in lower case: tools write them in whatever case.
    names: HashMap<String, Box<str>>,
}

impl Map {
    /// Reads a map.
    ///
    /// # Errors
    /// With line and words, when something in it is not as it is to be.
    pub fn read(text: &str) -> Result<Self, String> {
        let parsed = parse_yaml(text);
        let front = &parsed.front;
        let mut fields = Fields::new(&front.entries, String::new());
        let record = fields.field("record", "The column with its name there.").required().texts();
        let address = fields.field("address", "The column with its address there.").texts();
        let body = fields.field("text", "The column that becomes the text.").texts();
        let mapping = Mapping::field(&mut fields, &[]);
        let mut problems = parsed.problems;
        problems.extend(fields.finish());
        if let Some(problem) = problems.first() {
            let (line, _) = position(text, locate(text, front, &problem.place).start);
            let help = problem.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
            return Err(format!("line {line}: {}{help}", problem.what));
        }
        let mut names = HashMap::new();
        gather(&front.entries, &mut names);
        Ok(Self { record, address, text: body, mapping, names })
    }

    /// A column's name as the map spells it; `None` where the map does not speak of it.
    pub(super) fn spelled(&self, column: &str) -> Option<&str> {
        self.names.get(&column.trim().to_lowercase()).map(|name| &**name)
    }

    /// The text in the first of some columns that is there.
    pub(super) fn first<'f>(front: &'f Front, columns: &[Box<str>]) -> Option<&'f str> {
        columns.iter().find_map(|name| {
            let text = front.text(name)?.trim();
            (!text.is_empty()).then_some(text)
        })
    }
}

/// The keys of a map that name columns.
const NAMING: &[&str] = &["record", "address", "text", "title", "status", "from", "field"];

/// Every column that a map names.
fn gather(entries: &[Entry], names: &mut HashMap<String, Box<str>>) {
    let mut name = |text: &str| {
        names.entry(text.trim().to_lowercase()).or_insert_with(|| text.into());
    };
    for entry in entries {
        match &entry.value.value {
            Value::Map(inner) if &*entry.key == "when" => {
                for condition in inner {
                    name(&condition.key);
                }
            }
            Value::Map(inner) if &*entry.key == "fields" => {
                inner.iter().filter_map(|field| field.value.text()).for_each(&mut name);
            }
            Value::Text { text, .. } if NAMING.contains(&&*entry.key) => name(text),
            Value::List(items) if NAMING.contains(&&*entry.key) => {
                items.iter().filter_map(Node::text).for_each(&mut name);
            }
            _ => {}
        }
    }
    for entry in entries {
        gather_below(&entry.value, names);
    }
}

fn gather_below(node: &Node, names: &mut HashMap<String, Box<str>>) {
    match &node.value {
        Value::Map(entries) => gather(entries, names),
        Value::List(items) => items.iter().for_each(|item| gather_below(item, names)),
        Value::Null | Value::Text { .. } => {}
    }
}
