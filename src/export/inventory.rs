//! `objects.inv`: what Sphinx reads so that other handbooks link to this one by id.

use std::fmt::Write as _;

use miniz_oxide::deflate::compress_to_vec_zlib;

use crate::base::address::encoded;
use crate::model::reader::Reader;

use super::{File, Wanted, line};

/// How hard zlib tries, 0 to 10.
const LEVEL: u8 = 9;

/// The inventory, version 2: a label for each document, each of its older ids and each of its parts.
#[must_use]
pub fn files(reader: &Reader<'_>, wanted: &Wanted) -> Vec<File> {
    let mut rows = Vec::new();
    for id in reader.all() {
        let Some(doc) = reader.doc(id).filter(|doc| wanted.has(doc.tag())) else { continue };
        let url = encoded(&doc.url);
        let title = line(&doc.title);
        let names = std::iter::once(&*doc.slug).chain(doc.common.aliases.iter().map(|it| &**it));
        for name in names.filter(|name| is_name(name)) {
            rows.push(row(name, &url, &title));
        }
        for (index, part) in (0u32..).zip(doc.parts()) {
            let name = format!("{}#{part}", doc.slug);
            let title = doc.part_title(index).map_or_else(|| part.to_owned(), line);
            if is_name(&name) {
                rows.push(row(&name, &format!("{url}#{}", encoded(part)), &title));
            }
        }
    }
    rows.sort();
    rows.dedup();
    let project = line(reader.config().title.as_deref().unwrap_or("Handbook"));
    let mut bytes = format!(
        "# Sphinx inventory version 2\n# Project: {project}\n# Version: \n# The remainder of this file is compressed using zlib.\n"
    )
    .into_bytes();
    bytes.extend(compress_to_vec_zlib(rows.concat().as_bytes(), LEVEL));
    vec![File { name: "objects.inv".to_owned(), bytes }]
}

/// `name domain:role priority address title`.
fn row(name: &str, url: &str, title: &str) -> String {
    let mut out = String::new();
    let shown = if title.is_empty() || title == name { "-" } else { title };
    let _ = writeln!(out, "{} std:label -1 {url} {shown}", name.to_lowercase());
    out
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(char::is_whitespace)
}
