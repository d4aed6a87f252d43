//! Edits through a real watcher, each seen: the short form of what `benches/edits.rs` does ten thousand times.

use std::fs;
use std::time::{Duration, Instant};

use throughline::base::date::parse_date;
use throughline::check::level::Asked;
use throughline::site::engine::{Engine, Options, Surroundings};
use throughline::source::Disk;
use throughline::source::watch::{Batch, Options as Watching, Watch};

/// No machine is so busy that a notice takes longer.
const LIMIT: Duration = Duration::from_secs(30);
const EDITS: usize = 40;

#[test]
fn every_edit_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(folder.path()).unwrap();
    for n in 0..10 {
        fs::write(root.join(format!("p{n}.md")), format!("# Page {n}\n\nBegun.\n")).unwrap();
    }
    let options = Options {
        as_of: None,
        clock: parse_date("2026-05-15").unwrap(),
        audience: None,
        drafts: false,
        asked: Asked::default(),
        remember: true,
    };
    let disk = Disk::open(&root, Vec::new()).unwrap();
    let mut engine = Engine::new(Box::new(disk), options, Surroundings::default());
    engine.refresh().unwrap();
    let (_watch, batches) =
        Watch::start(std::slice::from_ref(&root), &Watching::default()).unwrap();
    for edit in 0..EDITS {
        let (name, word) = (format!("p{}", edit * 7 % 10), format!("edit-{edit}-"));
        let path = root.join(format!("{name}.md"));
        let front =
            if edit % 3 == 0 { format!("---\ntitle: T {edit}\n---\n") } else { String::new() };
        let text = format!("{front}# Page\n\nFirst.\n\nNow {word}.\n");
        match edit % 4 {
            // As editors save: a new file in the old one's place.
            0 => {
                fs::write(root.join(".half"), text).unwrap();
                fs::rename(root.join(".half"), &path).unwrap();
            }
            1 => {
                fs::remove_file(&path).unwrap();
                fs::write(&path, text).unwrap();
            }
            _ => fs::write(&path, text).unwrap(),
        }
        let begun = Instant::now();
        loop {
            let left = LIMIT.saturating_sub(begun.elapsed());
            let batch = batches.recv_timeout(left).unwrap_or_else(|_| panic!("{word} is not seen"));
            let (site, _) = match batch {
                Batch::Changed(files) => engine.refresh_changed(&files),
                Batch::Rescan => engine.refresh(),
            }
            .unwrap();
            let made = site.make(&format!("{name}.html"));
            let bytes = made.as_ref().and_then(|made| made.bytes()).unwrap_or_default();
            if String::from_utf8_lossy(bytes).contains(&word) {
                break;
            }
        }
    }
}
