//! Goalposts: what counts as success, and whether it became easier to reach.

use serde::Serialize;

use crate::base::place::Place;
use crate::check::past;
use crate::kinds::KindTag;
use crate::model::history::{Way, differences, way};

use super::{At, Named, Pairs, at, named};

/// A goalpost that moved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Post {
    /// Where it stands now.
    pub at: At,
    /// Which way.
    pub way: &'static str,
    /// The goal.
    pub goal: Named,
    /// The field in words.
    pub field: String,
    /// What stood there.
    pub from: Option<String>,
    /// What stands there now.
    pub to: Option<String>,
}

pub(super) fn compare(pairs: &Pairs) -> Vec<Post> {
    let mut posts = Vec::new();
    for pair in &pairs.both {
        if pair.after.kind != KindTag::Goal {
            continue;
        }
        let Some(doc) = pairs.new.doc(pair.new) else { continue };
        for (field, from, to) in differences(&pair.before, &pair.after) {
            let key = field.strip_prefix("krs.").and_then(|rest| rest.rsplit_once('.'));
            let title = key.is_some_and(|(_, what)| what == "title");
            let there = |facts: &crate::model::history::facts::Facts| {
                key.is_none_or(|(key, _)| facts.value(&format!("krs.{key}.title")).is_some())
            };
            let (way, words) = if title {
                let (key, way) = match (key, from, to) {
                    (Some((key, _)), Some(_), None) => (key, Way::Loosened),
                    (Some((key, _)), None, Some(_)) => (key, Way::Tightened),
                    _ => continue,
                };
                (way, format!("key result `{key}`"))
            } else if there(&pair.before) && there(&pair.after) {
                match way(field, &pair.before, &pair.after) {
                    Some(way) => (way, past::called(field)),
                    None => continue,
                }
            } else {
                continue;
            };
            posts.push(Post {
                at: at(pairs.head, &pairs.new, pair.new, place(doc, field)),
                way: way.as_str(),
                goal: named(&pairs.new, pair.new),
                field: words,
                from: from.map(|value| past::read(field, value)),
                to: to.map(|value| past::read(field, value)),
            });
        }
    }
    posts.sort();
    posts
}

fn place(doc: &crate::model::doc::Doc, field: &str) -> Place {
    past::place(doc, field)
}
