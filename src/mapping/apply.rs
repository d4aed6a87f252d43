//! A rule carried out: the author's entries become ours.

use std::ops::Range;

use crate::base::diagnostic::Problem;
use crate::base::names::{Slug, Url};
use crate::kinds::edges::Relation;
use crate::kinds::schemas::canonicalise;
use crate::parse::Parsed;
use crate::parse::front::{Entry, Node, Value};
use crate::parse::schema::{FieldInfo, Shape};

use super::make::{Made, Make, Subject, is_list};
use super::rules::{Rest, Rule};
use super::steps::date;

/// What a rule makes besides entries.
#[derive(Debug, Default)]
pub(super) struct Applied {
    /// The id.
    pub id: Option<Box<str>>,
    /// Further names.
    pub names: Vec<Slug>,
    /// The title.
    pub title: Option<Box<str>>,
    /// The address of the page.
    pub url: Option<Url>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// Puts canonical entries in the place of the author's.
pub(super) fn apply(
    rule: &Rule,
    subject: &Subject<'_>,
    infos: &[FieldInfo],
) -> (Vec<Entry>, Applied) {
    let mut work = Work { subject, infos, made: Vec::new(), applied: Applied::default() };
    for (field, forms) in &rule.fields {
        if let Some(made) = work.first(forms, field) {
            work.push(field, made);
        }
    }
    work.identity(rule);
    let mut entries = std::mem::take(&mut work.made);
    entries.extend(work.rest(rule, &entries));
    canonicalise(&mut entries, infos);
    for (field, node) in &rule.defaults {
        if !entries.iter().any(|e| e.key == *field && !e.value.is_null()) {
            entries.retain(|e| e.key != *field);
            let here = nowhere(subject.parsed);
            let value = moved(node, &here);
            entries.push(Entry { key: field.clone(), written: None, span: here, value });
        }
    }
    for entry in &mut entries {
        if let Some(info) = infos.iter().find(|info| info.name == &*entry.key) {
            loosen(&mut entry.value, &info.shape);
        }
    }
    (entries, work.applied)
}

struct Work<'a, 'b> {
    subject: &'a Subject<'b>,
    infos: &'a [FieldInfo],
    made: Vec<Entry>,
    applied: Applied,
}

impl Work<'_, '_> {
    /// The first form that gives a value.
    fn first(&self, forms: &[Make], field: &str) -> Option<Made> {
        let shape = self.infos.iter().find(|info| info.name == field).map(|info| &info.shape);
        let names = Shape::List(Box::new(Shape::Text));
        // The other side of a relation is no field of its own; it holds names.
        let shape = shape.or_else(|| is_inverse(field).then_some(&names));
        forms.iter().find_map(|form| form.make(self.subject, field, shape))
    }

    fn push(&mut self, field: &str, made: Made) {
        let Made { node, from, breaches, outside } = made;
        let written = from.as_ref().map_or(field, |(name, _)| name);
        let many = matches!(node.value, Value::List(_));
        let problems = breaches.iter().map(|breach| breach.problem(field, written, many));
        self.applied.problems.extend(problems);
        if !outside.is_empty() {
            self.outside(outside.into_iter().map(super::pieces::Piece::node).collect());
        }
        let empty = match &node.value {
            Value::Null => true,
            Value::List(items) => items.is_empty(),
            _ => false,
        };
        if empty {
            return;
        }
        let (written, span) = match from {
            Some((name, span)) => ((*name != *field).then_some(name), span),
            None => (None, nowhere(self.subject.parsed)),
        };
        self.made.push(Entry { key: field.into(), written, span, value: node });
    }

    /// Addresses elsewhere, found where documents were meant, are kept as `links`.
    fn outside(&mut self, nodes: Vec<Node>) {
        let here = nowhere(self.subject.parsed);
        let entry = self.made.iter_mut().find(|entry| &*entry.key == "links");
        match entry.map(|entry| &mut entry.value.value) {
            Some(Value::List(items)) => items.extend(nodes),
            _ => self.made.push(Entry {
                key: "links".into(),
                written: None,
                span: here.clone(),
                value: Node { span: here, value: Value::List(nodes) },
            }),
        }
    }

    fn identity(&mut self, rule: &Rule) {
        if let Some(made) = self.first(&rule.id, "id") {
            self.applied.id = made.node.text().map(|text| text.trim().into());
            if made.from.is_some() {
                self.push("id", made);
            }
        }
        if let Some(made) = self.first(&rule.title, "title") {
            if made.from.is_some() {
                self.push("title", made);
            } else {
                self.applied.title = made.node.text().map(|text| text.trim().into());
            }
        }
        if let Some(made) = self.first(&rule.url, "url") {
            self.applied.url = made.node.text().and_then(address);
        }
        let names = self.all(&rule.names);
        self.applied.names =
            names.iter().filter_map(|node| node.text().map(|t| Slug::new(t.trim()))).collect();
        let old = self.all(&rule.redirect_from);
        if !old.is_empty() {
            self.redirects(old);
        }
    }

    /// Old addresses stand before those that the author wrote.
    fn redirects(&mut self, mut old: Vec<Node>) {
        let written = self.subject.parsed.front.get("redirect_from");
        let span = written.map_or_else(|| nowhere(self.subject.parsed), |e| e.span.clone());
        match written.map(|entry| &entry.value) {
            Some(Node { value: Value::List(items), .. }) => old.extend(items.iter().cloned()),
            Some(node @ Node { value: Value::Text { .. }, .. }) => old.push(node.clone()),
            _ => {}
        }
        self.made.push(Entry {
            key: "redirect_from".into(),
            written: None,
            span: span.clone(),
            value: Node { span, value: Value::List(old) },
        });
    }

    /// The values of all forms.
    fn all(&self, forms: &[Make]) -> Vec<Node> {
        let shape = Shape::List(Box::new(Shape::Text));
        let mut out = Vec::new();
        for form in forms {
            let made = form.make(self.subject, "", Some(&shape)).map(|made| made.node.value);
            if let Some(Value::List(items)) = made {
                out.extend(items);
            }
        }
        out
    }

    /// The author's entries that no form reads.
    fn rest(&self, rule: &Rule, made: &[Entry]) -> Vec<Entry> {
        let title_made = self.applied.title.is_some();
        let mut out = Vec::new();
        for entry in &self.subject.parsed.front.entries {
            if rule.consumes(&entry.key) {
                continue;
            }
            let canonical = self.canonical(&entry.key);
            if &*entry.key == "redirect_from" && !rule.redirect_from.is_empty() {
                continue;
            }
            let taken = |name: &str| {
                made.iter().any(|e| &*e.key == name)
                    || (name == "title" && title_made)
                    || rule.is_strange(name)
            };
            match canonical {
                Some(name) if !taken(name) && !rule.is_strange(&entry.key) => {
                    out.push(entry.clone());
                }
                _ if rule.rest == Rest::Drop => {}
                None if rule.rest == Rest::Report => out.push(entry.clone()),
                // A name of ours that means something else here is the author's own, whatever the rule says.
                _ => out.push(Entry {
                    key: format!("x-{}", entry.key).into(),
                    written: entry.written.clone().or_else(|| Some(entry.key.clone())),
                    ..entry.clone()
                }),
            }
        }
        out
    }

    /// The canonical name of a key, where it has one.
    fn canonical<'k>(&'k self, key: &'k str) -> Option<&'k str> {
        if key.starts_with("x-") || is_inverse(key) {
            return Some(key);
        }
        let named = self.infos.iter().find(|info| info.name == key);
        named
            .or_else(|| self.infos.iter().find(|info| info.aliases.contains(&key)))
            .map(|info| info.name)
    }
}

fn is_inverse(key: &str) -> bool {
    Relation::ALL.iter().any(|relation| relation.info().inverse == key)
}

fn nowhere(parsed: &Parsed) -> Range<u32> {
    parsed.front.span.start..parsed.front.span.start
}

/// The address of a page: below the root, with the name of a file at its end.
fn address(text: &str) -> Option<Url> {
    let text = text.trim().trim_start_matches('/');
    if text.is_empty() || text.ends_with('/') {
        return Url::tidy(&format!("{text}index.html"));
    }
    match text.rsplit_once('.') {
        Some((_, "html")) => Url::tidy(text),
        _ => Url::tidy(&format!("{text}.html")),
    }
}

/// The same value at another place: one of the settings has none in the document.
fn moved(node: &Node, span: &Range<u32>) -> Node {
    let value = match &node.value {
        Value::Null => Value::Null,
        Value::Text { text, quoted } => Value::Text { text: text.clone(), quoted: *quoted },
        Value::List(items) => Value::List(items.iter().map(|item| moved(item, span)).collect()),
        Value::Map(entries) => Value::Map(
            entries
                .iter()
                .map(|entry| Entry {
                    key: entry.key.clone(),
                    written: entry.written.clone(),
                    span: span.clone(),
                    value: moved(&entry.value, span),
                })
                .collect(),
        ),
    };
    Node { span: span.clone(), value }
}

/// A list of one where one value is meant is that value; a time of day after a date does not count.
fn loosen(node: &mut Node, shape: &Shape) {
    if let Value::List(items) = &mut node.value {
        if let Shape::List(inner) = shape {
            for item in items {
                loosen(item, inner);
            }
            return;
        }
        let one = !is_list(shape) && !matches!(shape, Shape::Any) && items.len() == 1;
        if one && let Some(item) = items.pop() {
            *node = item;
        }
    }
    if let (Value::Text { text, .. }, Shape::Date) = (&mut node.value, shape)
        && let Some(date) = date(text, &[])
    {
        *text = date.to_string().into();
    }
}
