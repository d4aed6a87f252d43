//! Patterns on paths, compiled once.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use crate::base::diagnostic::Problem;
use crate::base::place::Place;
use crate::parse::fields::Fields;
use crate::parse::front::{Node, Value};
use crate::parse::schema::Shape;

/// Some patterns on paths: `*` stays within a folder, `**` does not; a folder stands for everything in it.
#[derive(Debug, Clone, Default)]
pub struct Globs {
    /// The patterns as written.
    pub texts: Vec<Box<str>>,
    /// The same, compiled.
    pub set: GlobSet,
}

impl Globs {
    /// Reads a field that holds one pattern or a list of them; one that cannot be read is a problem at its place.
    pub fn field(fields: &mut Fields<'_>, name: &'static str, about: &'static str) -> Self {
        let shape = Shape::List(Box::new(Shape::Text));
        let Some(((path, node), fields)) = fields.field(name, about).node_and_fields(shape) else {
            return Self::default();
        };
        let (globs, problems) = Self::read(node, &path);
        for problem in problems {
            fields.problem(problem);
        }
        globs
    }

    fn read(node: &Node, path: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut texts = Vec::new();
        let mut builder = GlobSetBuilder::new();
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        for (index, item) in items.iter().enumerate() {
            let place = match node.value {
                Value::List(_) => Place::item(path, index),
                _ => Place::field(path),
            };
            let Some(text) = item.text().filter(|it| !it.trim().is_empty()) else {
                let found = item.text().map_or_else(|| item.what(), |_| "blank");
                let what = format!("a pattern on paths is text, not {found}");
                problems.push(Problem::new("wrong-type", place, what));
                continue;
            };
            match compile(text) {
                Ok(globs) => {
                    texts.push(text.into());
                    for glob in globs {
                        builder.add(glob);
                    }
                }
                Err(error) => {
                    let what = format!("`{text}` is no pattern on paths: {}", error.kind());
                    let help = "`*` is any name, `**` any folders, `{a,b}` either, `[ab]` one sign";
                    problems.push(Problem::new("wrong-type", place, what).help(help));
                }
            }
        }
        match builder.build() {
            Ok(set) => (Self { texts, set }, problems),
            Err(error) => {
                let what = format!("these patterns are too large together: {}", error.kind());
                problems.push(Problem::new("wrong-type", Place::field(path), what));
                (Self::default(), problems)
            }
        }
    }

    /// Whether nothing is written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Whether a path below the content folder is meant.
    #[must_use]
    pub fn is_match(&self, path: &str) -> bool {
        !self.texts.is_empty() && self.set.is_match(path)
    }
}

/// The pattern itself, and everything below a folder of that name.
fn compile(text: &str) -> Result<[Glob; 2], globset::Error> {
    let plain = text.strip_prefix("./").unwrap_or(text).trim_start_matches('/');
    let plain = plain.trim_end_matches('/');
    let build = |text: &str| GlobBuilder::new(text).literal_separator(true).build();
    Ok([build(plain)?, build(&format!("{plain}/**"))?])
}
