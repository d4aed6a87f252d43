//! Telling when files change. These tests wait, each for a batch, with a limit.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use throughline::base::error::Error;
use throughline::source::watch::{Batch, Options, Watch};

const LIMIT: Duration = Duration::from_secs(20);

struct Site {
    folder: tempfile::TempDir,
    root: PathBuf,
}

fn site(files: &[&str]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let site = Site { folder, root };
    for file in files {
        site.put(file, "old");
    }
    site
}

impl Site {
    fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    fn put(&self, below: &str, text: &str) {
        fs::create_dir_all(self.path(below).parent().unwrap()).unwrap();
        fs::write(self.path(below), text).unwrap();
    }

    /// Watches `content` and the settings.
    fn watch(&self, options: &Options) -> (Watch, Receiver<Batch>) {
        let paths =
            [self.folder.path().join("content"), self.folder.path().join("throughline.yml")];
        Watch::start(&paths, options).unwrap()
    }

    /// Changes a file that is always watched, and waits until that is told: all that came before has been told then.
    fn told(&self, batches: &Receiver<Batch>) -> Vec<Batch> {
        self.put("throughline.yml", "new");
        let settings = self.path("throughline.yml");
        let mut told = Vec::new();
        loop {
            let batch = batches.recv_timeout(LIMIT).unwrap();
            let is_last = matches!(&batch, Batch::Changed(paths) if paths.contains(&settings));
            if let Batch::Changed(mut paths) = batch {
                paths.retain(|path| *path != settings);
                if !paths.is_empty() {
                    told.push(Batch::Changed(paths));
                }
            } else {
                told.push(batch);
                // The settings may have come in the same batch.
                if batches.recv_timeout(Duration::from_millis(700)).is_err() {
                    return told;
                }
            }
            if is_last {
                return told;
            }
        }
    }
}

fn changed(path: &Path) -> Batch {
    Batch::Changed(vec![path.to_owned()])
}

#[test]
fn a_changed_file_is_told() {
    let site = site(&["content/a.md", "content/goals/b.md"]);
    let (_watch, batches) = site.watch(&Options::default());
    site.put("content/goals/b.md", "new");
    assert_eq!(batches.recv_timeout(LIMIT).unwrap(), changed(&site.path("content/goals/b.md")));
}

#[test]
fn a_file_saved_by_renaming_is_told_and_watched_on() {
    let site = site(&["content/a.md", "throughline.yml"]);
    let (_watch, batches) = site.watch(&Options::default());
    for name in ["content/a.md", "throughline.yml"] {
        for text in ["first", "second"] {
            site.put("content/.a.tmp", text);
            fs::rename(site.path("content/.a.tmp"), site.path(name)).unwrap();
            assert_eq!(batches.recv_timeout(LIMIT).unwrap(), changed(&site.path(name)));
        }
    }
}

#[test]
fn reading_hidden_files_and_the_output_tell_nothing() {
    let site = site(&["content/a.md", "content/.git/index", "content/public/x.html", "notes.txt"]);
    let ignore = vec![site.path("content/public"), site.path("content/later")];
    let (_watch, batches) = site.watch(&Options { ignore, ..Options::default() });
    fs::read(site.path("content/a.md")).unwrap();
    for quiet in ["content/.git/index", "content/.b.md.swp", "content/public/x.html", "notes.txt"] {
        site.put(quiet, "new");
    }
    site.put("content/later/y.html", "new");
    assert_eq!(site.told(&batches), []);
}

#[test]
fn a_new_folder_asks_for_a_listing_and_is_watched() {
    let site = site(&["content/a.md"]);
    let (_watch, batches) = site.watch(&Options::default());
    site.put("content/new/deep/b.md", "new");
    assert_eq!(batches.recv_timeout(LIMIT).unwrap(), Batch::Rescan);
    while batches.recv_timeout(Duration::from_millis(700)).is_ok() {}
    site.put("content/new/deep/b.md", "newer");
    assert_eq!(batches.recv_timeout(LIMIT).unwrap(), changed(&site.path("content/new/deep/b.md")));
}

#[test]
fn content_that_is_replaced_whole_is_watched_on() {
    let site = site(&["content/a.md", "other/a.md"]);
    let (_watch, batches) = site.watch(&Options::default());
    fs::rename(site.path("content"), site.path("away")).unwrap();
    assert_eq!(batches.recv_timeout(LIMIT).unwrap(), Batch::Rescan);
    fs::rename(site.path("other"), site.path("content")).unwrap();
    assert_eq!(batches.recv_timeout(LIMIT).unwrap(), Batch::Rescan);
    while batches.recv_timeout(Duration::from_millis(700)).is_ok() {}
    site.put("content/a.md", "new");
    assert_eq!(batches.recv_timeout(LIMIT).unwrap(), changed(&site.path("content/a.md")));
}

#[test]
fn a_removed_file_and_a_removed_folder_are_told() {
    let site = site(&["content/a.md", "content/goals/b.md"]);
    let (_watch, batches) = site.watch(&Options::default());
    fs::remove_file(site.path("content/a.md")).unwrap();
    assert_eq!(batches.recv_timeout(LIMIT).unwrap(), changed(&site.path("content/a.md")));
    fs::remove_dir_all(site.path("content/goals")).unwrap();
    assert_eq!(batches.recv_timeout(LIMIT).unwrap(), Batch::Rescan);
}

#[test]
fn many_changes_are_one_listing() {
    let site = site(&["content/a.md"]);
    let options = Options { quiet: Duration::from_secs(1), cap: LIMIT, ..Options::default() };
    let (_watch, batches) = site.watch(&options);
    for n in 0..1_100 {
        site.put(&format!("content/{n}.md"), "new");
    }
    assert_eq!(batches.recv_timeout(LIMIT).unwrap(), Batch::Rescan);
}

#[test]
fn a_batch_does_not_wait_for_ever() {
    let site = site(&["content/a.md"]);
    let options = Options { quiet: LIMIT, cap: Duration::from_millis(100), ..Options::default() };
    let (_watch, batches) = site.watch(&options);
    site.put("content/a.md", "new");
    assert_eq!(batches.recv_timeout(LIMIT / 2).unwrap(), changed(&site.path("content/a.md")));
}

#[test]
fn where_the_system_is_silent_times_are_compared() {
    let site = site(&["content/a.md", "content/goals/b.md"]);
    let (_watch, batches) = site.watch(&Options { poll: true, ..Options::default() });
    site.put("content/goals/b.md", "another length");
    assert_eq!(batches.recv_timeout(LIMIT).unwrap(), changed(&site.path("content/goals/b.md")));
    site.put("content/goals/c.md", "new");
    assert_eq!(batches.recv_timeout(LIMIT).unwrap(), changed(&site.path("content/goals/c.md")));
}

#[test]
fn a_place_that_is_not_there_is_an_error() {
    let site = site(&[]);
    let started = Watch::start(&[site.path("no/content")], &Options::default());
    assert!(matches!(started.map(drop), Err(Error::Watch { .. })));
}
