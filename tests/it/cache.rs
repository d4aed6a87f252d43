//! What one build keeps for the next: it spares work and never changes what is built or said.

#[cfg(unix)]
mod hurt;
mod kills;
mod parsed;
mod progress;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

/// A handbook on a disk.
struct Book(tempfile::TempDir);

/// What a build said, without the time that it took.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    code: Option<i32>,
    words: String,
}

impl Book {
    fn new() -> Self {
        let book = Self(tempfile::tempdir().unwrap());
        book.put("throughline.yml", SETTINGS);
        book.put("content/index.md", "# Home\n\nSee [[g]] and [[nobody]].\n");
        book.put("content/goals/g.md", "---\ntitle: Goal\nperiod: 2026-Q2\n---\n\nWhy it is so.\n");
        book.put("content/releases/r.md", RELEASE);
        book.put("content/guide/one.md", "# One\n\nA sentence.\n\nAll is teh same.\n");
        book.put("content/guide/two.md", "# Two\n\n![](a.png)\n");
        book.put("content/guide/a.png", "pixels");
        book.age();
        book
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    fn put(&self, below: &str, text: &str) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Sets all times back: files that were written just now are read again, to be sure.
    fn age(&self) {
        let then = SystemTime::now() - Duration::from_secs(100);
        for entry in walkdir::WalkDir::new(self.path("content")).into_iter().flatten() {
            if entry.file_type().is_file() {
                let file = fs::File::options().write(true).open(entry.path()).unwrap();
                file.set_modified(then).unwrap();
            }
        }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_throughline"))
            .args(["build", "--timings", "--color", "never"])
            .arg(self.0.path())
            .args(arguments)
            .output()
            .unwrap()
    }

    /// Builds; what was said, and what was done.
    fn build(&self, arguments: &[&str]) -> (Said, String) {
        let out = self.run(arguments);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let done = text(&out.stderr).lines().last().unwrap_or_default().to_owned();
        let line = |line: &str| match line.rfind(", ").filter(|_| line.contains(" documents, ")) {
            Some(at) => line[..at].to_owned(),
            None => line.to_owned(),
        };
        let words = text(&out.stdout).lines().map(line).collect::<Vec<_>>().join("\n");
        (Said { code: out.status.code(), words }, done)
    }

    /// A build of the same that knows nothing of any other: what it says, and its site.
    fn scratch(&self) -> (Said, BTreeMap<PathBuf, Vec<u8>>) {
        let away = tempfile::tempdir().unwrap();
        let (out, cache) = (away.path().join("out"), away.path().join("cache"));
        let name = |path: &Path| path.to_str().unwrap().to_owned();
        let (mut said, _) = self.build(&["--out", &name(&out), "--cache", &name(&cache)]);
        let ours = fs::canonicalize(self.path("public")).unwrap_or(self.path("public"));
        let theirs = fs::canonicalize(&out).unwrap_or(out.clone());
        said.words = said.words.replace(&name(&theirs), &name(&ours));
        (said, files(&out))
    }

    /// Builds, and compares with a build from scratch; what was done.
    fn check(&self, after: &str) -> String {
        let (said, done) = self.build(&[]);
        let (scratch, site) = self.scratch();
        assert!(said == scratch, "after {after}:\n{}\nis not\n{}", said.words, scratch.words);
        assert!(files(&self.path("public")) == site, "the site differs after {after}");
        done
    }
}

/// Nothing keeps this book from being built.
const SETTINGS: &str = "title: Book\nas_of: 2026-05-15\nlints:\n  levels:\n    all: warning\n";
const RELEASE: &str =
    "---\ntitle: Release\nstatus: planned\ngoals: [g]\ntargets: [2026-06-01]\n---\n\nWhat it is.\n";

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let below = entry.path().strip_prefix(folder).unwrap().to_owned();
            (below, fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn is_idle(done: &str) -> bool {
    done.starts_with("0 read, 0 parsed, 0 reused, 0 judged, 0 of ")
        && done.ends_with("pages made, 0 files written, 0 the same, 0 removed")
}

#[test]
fn a_second_build_does_nothing_and_says_the_same() {
    let book = Book::new();
    let (first, done) = book.build(&[]);
    assert!(!is_idle(&done), "{done}");
    let before = fs::metadata(book.path("public/.throughline-manifest")).unwrap().modified();
    for format in ["human", "json", "markdown", "sarif"] {
        let (_, done) = book.build(&["--format", format]);
        assert!(is_idle(&done), "{format}: {done}");
    }
    assert_eq!(book.build(&[]).0, first);
    let after = fs::metadata(book.path("public/.throughline-manifest")).unwrap().modified();
    assert_eq!(before.unwrap(), after.unwrap());
    assert!(is_idle(&book.check("nothing")));
}

#[test]
fn a_fresh_clone_with_the_cache_of_another_does_nothing() {
    let book = Book::new();
    book.build(&[]);
    for path in ["content/guide/a.png", "content/goals/g.md", "content/releases/r.md"] {
        let text = fs::read_to_string(book.path(path)).unwrap();
        fs::remove_file(book.path(path)).unwrap();
        book.put(path, &text);
    }
    assert!(is_idle(&book.build(&[]).1));
}

#[test]
fn one_changed_text_makes_one_page() {
    let book = Book::new();
    book.build(&[]);
    book.put("content/guide/one.md", "# One\n\nA sentence.\n\nAll is the same.\n");
    let done = book.check("a typo");
    // Besides it the search is written, which finds its words.
    assert!(done.contains(" 1 of "), "{done}");
    assert!(!is_idle(&book.build(&["--clean"]).1), "`--clean` begins anew");
    assert!(is_idle(&book.build(&[]).1));
}

#[test]
fn every_change_is_seen() {
    let book = Book::new();
    book.check("nothing");
    book.put("content/releases/r.md", &RELEASE.replace("planned", "shipped"));
    book.check("a status");
    book.put("content/nobody.md", "# Somebody\n");
    book.check("a document that was missed");
    fs::remove_file(book.path("content/nobody.md")).unwrap();
    book.check("a document that went");
    book.put("content/guide/a.png", "other pixels");
    book.check("an asset");
    book.put("throughline.yml", &SETTINGS.replace("Book", "Other\ntheme: own"));
    book.check("settings");
    book.put("themes/own/assets/site.css", "body { color: red }");
    book.check("a theme");
    book.put("public/index.html", "spoilt");
    book.check("a spoilt page");
    fs::remove_dir_all(book.path("public/goals")).unwrap();
    book.check("pages that went");
    fs::remove_dir_all(book.path("public")).unwrap();
    book.check("a site that went");
    fs::remove_dir_all(book.path(".throughline")).unwrap();
    book.check("a cache that went");
}

#[test]
fn other_readers_and_other_days_have_builds_of_their_own() {
    let book = Book::new();
    book.put("content/secret.md", "---\naudience: confidential\n---\n\n# Secret\n");
    book.build(&[]);
    let (_, all) =
        book.build(&["--audience", "confidential", "--out", book.path("all").to_str().unwrap()]);
    assert!(!is_idle(&all), "{all}");
    assert!(book.path("all/secret.html").exists() && !book.path("public/secret.html").exists());
    assert!(is_idle(&book.build(&[]).1));
    let (_, later) = book.build(&["--as-of", "2027-01-01"]);
    assert!(!is_idle(&later), "{later}");
    assert!(!is_idle(&book.build(&[]).1), "the day is another one again");
}

#[test]
fn errors_are_said_each_time_and_the_old_site_stays() {
    let book = Book::new();
    book.build(&[]);
    let before = files(&book.path("public"));
    book.put("throughline.yml", "title: Book\nas_of: 2026-05-15\n");
    let (first, _) = book.build(&[]);
    assert_eq!(first.code, Some(1));
    assert!(book.build(&[]).0 == first);
    assert!(files(&book.path("public")) == before);
    let (forced, _) = book.build(&["--keep-going"]);
    assert!(book.build(&["--keep-going"]).0 == forced);
    assert!(book.build(&[]).0 == first, "the errors were not accepted by that");
}

/// What may be found in the place of a kept file.
#[test]
fn a_damaged_or_foreign_cache_is_no_cache() {
    let book = Book::new();
    book.build(&[]);
    let kept: Vec<PathBuf> = fs::read_dir(book.path(".throughline"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.ends_with(".gitignore"))
        .collect();
    assert_eq!(kept.len(), 5);
    type Damage = fn(&mut Vec<u8>);
    let damages: [(&str, Damage); 6] = [
        ("nothing in it", Vec::clear),
        ("half of it", |bytes| bytes.truncate(bytes.len() / 2)),
        ("a byte less", |bytes| bytes.truncate(bytes.len() - 1)),
        ("another bit", |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 4;
        }),
        ("a foreign text", |bytes| *bytes = b"mine\n".to_vec()),
        ("another name", |bytes| {
            bytes.insert(0, b't');
        }),
    ];
    let (said, site) = book.scratch();
    let build = |name: &str| {
        assert!(book.build(&[]).0 == said, "{name}");
        assert!(files(&book.path("public")) == site, "{name}");
    };
    // A run that finds nothing to do need not write again what it did not need.
    let whole: Vec<Vec<u8>> = kept.iter().map(|path| fs::read(path).unwrap()).collect();
    for (name, damage) in damages {
        for (path, bytes) in kept.iter().zip(&whole) {
            let mut bytes = bytes.clone();
            damage(&mut bytes);
            fs::write(path, bytes).unwrap();
        }
        build(name);
        assert!(is_idle(&book.build(&[]).1), "{name}: it is made again");
    }
    for path in &kept {
        let mut bytes = fs::read(path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 4;
        fs::write(path, bytes).unwrap();
        build(&format!("{} with another bit", path.display()));
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
        build(&format!("a folder in the place of {}", path.display()));
        fs::remove_dir(path).unwrap();
        build("nothing in its place");
    }
    fs::remove_dir_all(book.path(".throughline")).unwrap();
    fs::write(book.path(".throughline"), "a file").unwrap();
    book.check("a file in the folder's place");
}

#[test]
fn builds_at_once_share_a_cache() {
    let book = Book::new();
    let outs: Vec<String> =
        (0..4).map(|n| book.path(&format!("out{n}")).to_str().unwrap().to_owned()).collect();
    for _ in 0..2 {
        std::thread::scope(|scope| {
            for out in outs.iter().chain(&outs) {
                // Two of them write to each output: the later one waits, or says that it is busy.
                scope.spawn(|| {
                    let code = book.run(&["--out", out]).status.code();
                    assert!(matches!(code, Some(0 | 2)), "{code:?}");
                });
            }
        });
    }
    for out in &outs {
        book.build(&["--out", out]);
        assert!(is_idle(&book.build(&["--out", out]).1), "{out}");
        assert!(files(Path::new(out)) == book.scratch().1, "{out}");
    }
}

#[test]
fn the_cache_may_lie_elsewhere_and_is_never_content() {
    let book = Book::new();
    let cache = book.path("content/kept");
    let arguments = ["--cache", cache.to_str().unwrap()];
    book.build(&arguments);
    assert!(cache.join(".gitignore").exists() && !book.path(".throughline").exists());
    assert!(is_idle(&book.build(&arguments).1));
    assert!(!book.path("public/kept").exists());
}

#[test]
fn a_page_is_explained_by_what_it_reads() {
    let book = Book::new();
    let why = |url: &str| {
        let out = Command::new(env!("CARGO_BIN_EXE_throughline"))
            .args(["explain", "--page", url])
            .arg(book.0.path())
            .output()
            .unwrap();
        let text = if out.status.success() { out.stdout } else { out.stderr };
        String::from_utf8(text).unwrap()
    };
    assert!(why("goals/g.html").contains("no build is remembered"));
    book.build(&[]);
    let idle = why("/goals/g.html");
    assert!(idle.starts_with("goals/g.html, from goals/g.md\nThe next build leaves it as it is"));
    assert!(idle.contains("\n  who points at goals/g.md\n"), "{idle}");

    book.put("content/releases/r.md", &RELEASE.replace("planned", "in-progress"));
    let stale = why("goals/g.html");
    let since = "since this changed:\n  the front matter of releases/r.md\n";
    assert!(stale.contains(since), "{stale}");
    assert!(why("guide/one.html").contains("leaves it as it is"));
    book.put("throughline.yml", &SETTINGS.replace("Book", "Other"));
    assert!(why("guide/one.html").contains("as it does every page"));
    assert!(why("goals/h.html").contains("did you mean `goals/g.html`?"));
}
