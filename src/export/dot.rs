//! The documents and their links as a graph for Graphviz.

use std::fmt::Write as _;

use crate::kinds::KindTag;
use crate::model::reader::Reader;

use super::{File, Wanted, arrows, line};

/// One graph, a cluster for each kind; a node leads to its page.
#[must_use]
pub fn files(reader: &Reader<'_>, wanted: &Wanted) -> Vec<File> {
    let mut out = String::from(
        "digraph throughline {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n",
    );
    for tag in KindTag::ALL.iter().filter(|tag| wanted.draws(**tag)) {
        let ids = reader.ids(*tag);
        if ids.is_empty() {
            continue;
        }
        let _ = writeln!(out, "  subgraph cluster_{0} {{\n    label={0};", tag.as_str());
        for id in ids {
            let Some(doc) = reader.doc(*id) else { continue };
            let status = doc.status().map_or("", |status| status.as_str());
            let _ = writeln!(
                out,
                "    {} [label={}, URL={}, tooltip={}];",
                quoted(&doc.slug),
                quoted(&doc.title),
                quoted(&doc.url),
                quoted(status)
            );
        }
        out.push_str("  }\n");
    }
    for arrow in arrows(reader) {
        let (Some(from), Some(to)) = (reader.doc(arrow.from), reader.doc(arrow.to)) else {
            continue;
        };
        if wanted.draws(from.tag()) && wanted.draws(to.tag()) {
            let name = arrow.relation.info().name;
            let _ =
                writeln!(out, "  {} -> {} [label={name}];", quoted(&from.slug), quoted(&to.slug));
        }
    }
    out.push_str("}\n");
    vec![File::text("graph.dot", out)]
}

/// A text in quotes; a backslash would begin an escape.
fn quoted(text: &str) -> String {
    format!("\"{}\"", line(text).replace('\\', "\\\\").replace('"', "\\\""))
}
