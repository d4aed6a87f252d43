//! The documents and their links as a flowchart in Mermaid.

use std::fmt::Write as _;

use crate::base::text::count;
use crate::kinds::KindTag;
use crate::model::reader::Reader;

use super::{Arrow, File, Wanted, arrows, line};

/// Mermaid draws no more links than this by itself.
const LINKS: usize = 500;

/// One drawing, a group for each kind.
#[must_use]
pub fn files(reader: &Reader<'_>, wanted: &Wanted) -> Vec<File> {
    let drawn = |arrow: &Arrow<'_>| {
        let is = |id| reader.doc(id).is_some_and(|doc| wanted.draws(doc.tag()));
        is(arrow.from) && is(arrow.to) && arrow.from != arrow.to
    };
    let arrows: Vec<Arrow<'_>> = arrows(reader).into_iter().filter(drawn).collect();
    let mut out = String::from("flowchart LR\n");
    if arrows.len() > LINKS {
        let links = count(arrows.len(), "link", "links");
        let _ = writeln!(
            out,
            "%% {links}: Mermaid draws {LINKS} unless `maxEdges` is raised; fewer kinds are asked for with --kind."
        );
    }
    for tag in KindTag::ALL.iter().filter(|tag| wanted.draws(**tag)) {
        let ids = reader.ids(*tag);
        if ids.is_empty() {
            continue;
        }
        let _ = writeln!(out, "  subgraph {0}_group[\"{0}\"]", tag.as_str());
        for id in ids {
            let Some(doc) = reader.doc(*id) else { continue };
            let _ = writeln!(out, "    n{}[\"{}\"]", id.0, label(&doc.title));
        }
        out.push_str("  end\n");
    }
    for arrow in arrows {
        let name = arrow.relation.info().name;
        let _ = writeln!(out, "  n{} -->|{name}| n{}", arrow.from.0, arrow.to.0);
    }
    vec![File::text("graph.mmd", out)]
}

/// A text between quotes, in which nothing is taken for a sign of Mermaid or HTML.
fn label(text: &str) -> String {
    let mut out = String::new();
    for c in line(text).chars() {
        match c {
            '"' | '#' | '<' | '>' | '&' | '`' | ';' | '\\' | '[' | ']' | '{' | '}' | '%' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
