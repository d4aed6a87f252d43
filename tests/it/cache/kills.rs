//! Whole builds, killed at any moment: first ones, large ones and small ones, with what they keep for the next.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{Book, SETTINGS, files, is_idle};

/// Builds and kills it after a while.
fn killed(book: &Book, after: Duration) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_throughline"))
        .args(["build", "--quiet"])
        .arg(book.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(after);
    // It may have ended by itself.
    let _ = child.kill();
    child.wait().unwrap();
}

/// What stands in the output, without what is there for ourselves.
fn site(book: &Book) -> Vec<(PathBuf, Vec<u8>)> {
    let ours = |path: &PathBuf| path.to_string_lossy().starts_with(".throughline");
    files(&book.path("public")).into_iter().filter(|(path, _)| !ours(path)).collect()
}

#[test]
fn a_build_that_is_killed_leaves_a_whole_site_and_the_next_one_heals() {
    let book = Book::new();
    let started = Instant::now();
    book.build(&[]);
    let whole = started.elapsed();
    for round in 0..12u32 {
        let is_first = round % 4 == 0;
        if is_first {
            fs::remove_dir_all(book.path("public")).unwrap();
            fs::remove_dir_all(book.path(".throughline")).unwrap();
        }
        let old = if is_first { Vec::new() } else { site(&book) };
        if round % 4 == 3 {
            book.put("content/guide/one.md", &format!("# One\n\nA sentence.\n\nRound {round}.\n"));
        } else {
            book.put("throughline.yml", &SETTINGS.replace("Book", &format!("Book {round}")));
        }
        killed(&book, whole * (round + 1) / 12);
        let there = site(&book);
        let again = book.check("a kill");
        let new = site(&book);
        // One page that changes is one rename: before it or after it the site is whole, too.
        assert!(there == old || there == new, "round {round} left a torn site");
        assert!(!again.is_empty());
        assert!(is_idle(&book.build(&[]).1), "round {round}");
        let beside = fs::read_dir(book.path("")).unwrap().map(|it| it.unwrap().file_name());
        let strange: Vec<_> = beside
            .filter(|name| {
                !["content", "public", "throughline.yml", ".throughline"]
                    .iter()
                    .any(|it| name == it)
            })
            .collect();
        assert!(strange.is_empty(), "round {round} left {strange:?}");
    }
}
