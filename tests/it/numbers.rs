//! What documents amount to: the sample company to the last digit, and small sites for the edges.

mod edges;
mod sample;

use std::path::Path;
use std::sync::Arc;

use throughline::model::doc::DocId;
use throughline::model::reader::Reader;
use throughline::site::engine::Site;

use crate::small;

/// The sample company, read from its documents.
fn sample() -> Arc<Site> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let settings = std::fs::read_to_string(root.join(small::SETTINGS)).expect("the settings");
    let mut files = vec![(small::SETTINGS.to_owned(), settings)];
    gather(&root.join("content"), "", &mut files);
    small::site(&files)
}

fn gather(folder: &Path, below: &str, files: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name");
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        if entry.path().is_dir() {
            gather(&entry.path(), &path, files);
        } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
            files.push((path, text));
        }
    }
}

/// A site of a few documents.
fn site(files: &[(&str, &str)]) -> Arc<Site> {
    let owned: Vec<(String, String)> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    small::site(&owned)
}

fn id(reader: &Reader, name: &str) -> DocId {
    reader.find(name).unwrap_or_else(|| panic!("no document is called {name}"))
}

/// Equal to the fourth decimal, as the numbers are written here.
#[track_caller]
fn near(got: f64, want: f64) {
    assert!((got - want).abs() < 0.000_051, "{got} instead of {want}");
}
