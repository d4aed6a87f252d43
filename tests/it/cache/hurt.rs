//! Builds that cannot write: a disk that is full, an output that is closed. The old site stays whole, and the next
//! build heals.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::{Command, Output};

use super::{Book, files, is_idle};

/// A build that can write no file longer than some hundred kilobytes: as on a full disk, writing fails in its midst.
fn cramped(book: &Book) -> Output {
    Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 400; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_throughline"))
        .args(["build", "--color", "never"])
        .arg(book.path(""))
        .output()
        .unwrap()
}

fn failed(out: &Output) {
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot write"), "{said}");
}

/// What lies beside the content, but for the cache.
fn beside(book: &Book) -> Vec<String> {
    let names = fs::read_dir(book.path("")).unwrap();
    let names = names.map(|it| it.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name != ".throughline").collect();
    names.sort();
    names
}

/// A page that does not fit.
const LONG: usize = 60_000;

#[test]
fn on_a_full_disk_the_old_site_stays() {
    let book = Book::new();
    book.build(&[]);
    let (old, there) = (files(&book.path("public")), beside(&book));
    for change in ["one page", "every page"] {
        book.put("content/guide/one.md", &format!("# One\n\n{}\n", "Many words. ".repeat(LONG)));
        if change == "every page" {
            book.put("throughline.yml", &super::SETTINGS.replace("Book", "Other"));
        }
        failed(&cramped(&book));
        assert!(files(&book.path("public")) == old, "{change}: the old site is torn");
    }
    book.check("the disk has room again");
    assert!(is_idle(&book.build(&[]).1));
    assert_eq!(beside(&book), there);
}

#[test]
fn on_a_full_disk_a_first_build_leaves_nothing() {
    let book = Book::new();
    let there = beside(&book);
    book.put("content/guide/one.md", &format!("# One\n\n{}\n", "Many words. ".repeat(LONG)));
    failed(&cramped(&book));
    assert!(!book.path("public/index.html").exists());
    book.check("the disk has room again");
    let mut now = beside(&book);
    now.retain(|name| name != "public");
    assert_eq!(now, there);
}

#[test]
fn a_cache_for_which_there_is_no_room_is_no_failure() {
    let book = Book::new();
    book.build(&[]);
    // More is kept of these than fits into one file, and every page is short.
    for n in 0..60 {
        let link = |m| format!("[a{m}](https://example.org/{m}/{n}) ");
        let links = (0..200).map(link).collect::<Vec<_>>().concat();
        book.put(&format!("content/pages/p{n}.md"), &format!("# P {n}\n\n{links}\n"));
    }
    let out = cramped(&book);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let kept = fs::read_dir(book.path(".throughline")).unwrap();
    let torn: Vec<_> = kept
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".new"))
        .collect();
    assert!(torn.is_empty(), "{torn:?}");
    book.check("the disk has room again");
}

/// Whoever may do everything may also write into what is closed: then a person who may do nothing builds.
const NOBODY: u32 = 65_534;

#[test]
fn an_output_that_is_closed_stays_as_it_is() {
    let book = Book::new();
    book.build(&[]);
    let old = files(&book.path("public"));
    let close = |mode: u32| {
        let folders = walkdir::WalkDir::new(book.path("")).into_iter().flatten();
        for folder in folders.filter(|it| it.file_type().is_dir()) {
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    book.put("throughline.yml", &super::SETTINGS.replace("Book", "Other"));
    close(0o555);
    let is_mighty = fs::write(book.path("public/probe"), "").is_ok();
    let mut build = Command::new(env!("CARGO_BIN_EXE_throughline"));
    build.args(["build", "--color", "never"]).arg(book.path("")).current_dir("/");
    if is_mighty {
        fs::remove_file(book.path("public/probe")).unwrap();
        build.uid(NOBODY).gid(NOBODY);
    }
    let done = build.output();
    close(0o755);
    match done {
        Ok(out) => failed(&out),
        Err(cause) => return eprintln!("skipped: nobody may not run the program: {cause}"),
    }
    assert!(files(&book.path("public")) == old, "the old site is torn");
    book.check("the output is open again");
    assert!(is_idle(&book.build(&[]).1));
}
