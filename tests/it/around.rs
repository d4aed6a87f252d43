//! The files around the pages: feeds, calendar, graph, tables, redirects, and what hosts and search engines read. Each is
//! read by a program that knows nothing of ours.

mod calendar;
mod feeds;
mod graph;
mod hosts;
mod redirects;
mod tables;
mod twins;

use std::sync::Arc;

use throughline::site::engine::Site;

use crate::small;

/// A site of texts, with these settings.
fn site(settings: &str, files: &[(&str, &str)]) -> Arc<Site> {
    let mut all: Vec<(String, String)> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    all.push((small::SETTINGS.to_owned(), settings.to_owned()));
    small::site(&all)
}

/// The text of a file of a site.
fn text(site: &Site, url: &str) -> String {
    let made = site.make(url).unwrap_or_else(|| panic!("there is no {url}"));
    String::from_utf8(made.bytes().expect("bytes").to_vec()).expect("UTF-8")
}

/// Words that end a markup, a line, a link or a program where they are not taken as words.
const HOSTILE: &str = "\"'><script>alert(1)</script>&amp;]]>--><!--\\u0007\\u202e,;\\\\ \\r\\nEND:VEVENT\\r\\nX:1 \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{1f9ed}";

/// The sample company as it is in the repository.
fn sample() -> Arc<Site> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut folders = vec![root.join("content")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let below = path.strip_prefix(root.join("content")).expect("below");
            let bytes = std::fs::read(&path).expect("a file");
            files.push((below.to_string_lossy().into_owned(), bytes));
        }
    }
    let settings = std::fs::read(root.join("throughline.yml")).expect("settings");
    small::of_bytes(&files, Some(&settings))
}
