//! What the environment does to a build: the old site stays whole, the error says what and where, the exit code is 2.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_throughline");

/// A handbook on a disk.
struct Handbook {
    folder: tempfile::TempDir,
}

/// How a run ended.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Handbook {
    fn new() -> Self {
        let book = Self { folder: tempfile::tempdir().expect("a folder") };
        book.put("content/index.md", "# Home\n\nThe first words.\n");
        book.put("content/fine.md", "# Fine\n\nFine words.\n");
        book
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(args).current_dir(self.folder.path()).env("SOURCE_DATE_EPOCH", "1778803200");
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        ran(&mut self.command(args))
    }

    /// Builds, and the site must be there.
    fn build(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let ran = self.run(&["build", "--quiet"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        files(&self.path("public"))
    }

    /// What is found, as `path:line:column lint`.
    fn found(&self) -> Vec<String> {
        let ran = self.run(&["check", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        let text = |it: &serde_json::Value, key: &str| {
            it[key].as_str().map_or_else(|| it[key].to_string(), str::to_owned)
        };
        let findings = report["findings"].as_array().expect("findings").iter();
        findings
            .map(|it| {
                let [path, line, column, lint] =
                    ["path", "line", "column", "lint"].map(|key| text(it, key));
                format!("{path}:{line}:{column} {lint}")
            })
            .collect()
    }

    /// Nothing besides content, settings, site and cache lies around.
    fn is_tidy(&self) -> bool {
        let known = ["content", "public", "throughline.yml", "themes", "other", ".throughline"];
        let names = fs::read_dir(self.folder.path()).expect("the folder");
        names
            .map(|it| it.expect("an entry").file_name())
            .all(|name| known.iter().any(|it| name == *it))
    }
}

fn ran(command: &mut Command) -> Ran {
    let output = command.output().expect("a program that runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}

/// Every file of a folder.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    // What is kept for the next run is no file of the handbook.
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_entry(|entry| entry.file_name() != ".throughline")
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let below = entry.path().strip_prefix(folder).expect("below").to_owned();
            (below, fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

#[test]
fn a_text_of_monstrous_size_is_a_finding() {
    let book = Handbook::new();
    book.put("content/big.md", "# Big\n");
    let big = fs::OpenOptions::new().write(true).open(book.path("content/big.md")).expect("open");
    big.set_len(100 << 20).expect("a hole is no space");
    assert_eq!(book.found(), ["content/big.md:1:1 unreadable-file"]);
    assert_eq!(book.run(&["build", "--keep-going", "--quiet"]).code, 1);
    assert!(book.path("public/fine.html").exists() && !book.path("public/big.html").exists());
}

#[test]
fn errors_leave_the_old_site() {
    let book = Handbook::new();
    let old = book.build();
    book.put("content/index.md", "# Home\n\nOther words, and [[nothing]].\n");
    let ran = book.run(&["build"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("--keep-going"), "{ran:?}");
    assert!(files(&book.path("public")) == old, "the old site stands");
    assert_eq!(book.run(&["build", "--keep-going", "--quiet"]).code, 1);
    assert!(files(&book.path("public")) != old, "the new site stands");
    assert!(book.is_tidy());
}

#[test]
fn a_folder_that_is_not_ours_is_neither_written_nor_cleaned() {
    let book = Handbook::new();
    book.put("other/thesis.txt", "years of work");
    for args in [
        &["build", "--out", "other"][..],
        &["build", "--out", "other", "--clean"],
        &["build", "--out", "content"],
        &["build", "--out", "content", "--clean"],
        &["build", "--out", "."],
        &["build", "--out", "/"],
        &["build", "--clean", "--out", "content/fine.md"],
    ] {
        let before = files(book.folder.path());
        let ran = book.run(args);
        assert_eq!(ran.code, 2, "{args:?}: {ran:?}");
        assert!(ran.err.starts_with("error: "), "{ran:?}");
        assert_eq!(files(book.folder.path()), before, "{args:?}");
    }
}

#[test]
fn cleaning_takes_what_we_made() {
    let book = Handbook::new();
    book.build();
    book.put("public/CNAME", "handbook.example");
    fs::remove_file(book.path("content/fine.md")).expect("gone");
    assert_eq!(book.run(&["build", "--clean", "--quiet"]).code, 0);
    let now = files(&book.path("public"));
    assert!(now.contains_key(Path::new("CNAME")) && !now.contains_key(Path::new("fine.html")));
    assert!(now.contains_key(Path::new("index.html")));
}

#[test]
fn settings_that_cannot_be_read_are_findings_and_the_site_is_built() {
    for (settings, finding) in [
        (&b"title: [a\n"[..], "throughline.yml:1:8 bad-front-matter"),
        (b"titel: Ours\n", "throughline.yml:1:1 unknown-field"),
        (b"language: 7!\n", "throughline.yml:1:11 wrong-type"),
        (b"theme: ../../etc\n", "throughline.yml:1:8 wrong-type"),
        (b"content: ../..\n", "throughline.yml:1:10 wrong-type"),
        (b"redirects: {../a: b}\n", "throughline.yml:1:13 wrong-type"),
        (b"title: caf\xe9\n", "throughline.yml:1:1 unreadable-file"),
    ] {
        let book = Handbook::new();
        book.put("throughline.yml", settings);
        let all = book.found();
        assert!(all.contains(&finding.to_owned()), "{finding}: {all:?}");
        book.run(&["build", "--keep-going", "--quiet"]);
        assert!(book.path("public/fine.html").exists(), "{finding}");
        assert!(book.is_tidy());
    }
}

#[test]
fn a_broken_template_is_a_finding_at_its_line_and_the_built_in_one_stands_in() {
    let book = Handbook::new();
    book.put("throughline.yml", "theme: ours\n");
    for template in
        ["<p>\n{% if %}\n", "<p>\n{{ page.title | nothing }}\n", "<p>\n{% for a in b %}\n"]
    {
        book.put("themes/ours/templates/page.html", template);
        let ran = book.run(&["build", "--keep-going"]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.out.contains("error[bad-template]"), "{ran:?}");
        assert!(ran.out.contains("themes/ours/templates/page.html:"), "{ran:?}");
        let page = fs::read_to_string(book.path("public/fine.html")).expect("a page");
        assert!(page.contains("Fine words."), "{page}");
    }
}

#[test]
fn new_documents_stay_inside() {
    let book = Handbook::new();
    let ran = book.run(&["new", "page", "../../../tmp/Evil \u{7}\n: {x"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(book.path("content/tmp-evil-x.md").exists(), "{ran:?}");
    assert_eq!(book.found(), [""; 0]);
    assert_eq!(book.run(&["new", "page", "../.."]).code, 2);
    assert_eq!(book.run(&["new", "page", "Fine"]).code, 2, "nothing is written over");
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    use super::{Handbook, PROGRAM, Ran, files, ran};

    /// Nobody, for whom permissions hold even where the tests run as root.
    const NOBODY: u32 = 65_534;

    impl Handbook {
        /// Runs as somebody for whom permissions hold; `None` where that cannot be.
        fn run_without_rights(&self, args: &[&str]) -> Option<Ran> {
            let root = self.folder.path();
            if fs::metadata(root).expect("the folder").uid() != 0 {
                return Some(self.run(args));
            }
            for entry in walkdir::WalkDir::new(root) {
                let entry = entry.expect("an entry");
                chown(entry.path(), Some(NOBODY), Some(NOBODY)).expect("root may");
            }
            let mut command = self.command(args);
            command.uid(NOBODY).gid(NOBODY);
            // The program may lie where nobody else may look.
            command.output().is_ok().then(|| ran(&mut command))
        }

        fn close(&self, path: &str, mode: u32) {
            fs::set_permissions(self.path(path), fs::Permissions::from_mode(mode)).expect("ours");
        }
    }

    #[test]
    fn a_file_that_may_not_be_read_is_a_finding() {
        let book = Handbook::new();
        book.put("content/locked.md", "# Locked\n");
        book.put("content/closed/a.md", "# A\n");
        book.put("content/locked.png", "x");
        for path in ["content/locked.md", "content/closed", "content/locked.png"] {
            book.close(path, 0o000);
        }
        let args = ["build", "--keep-going", "--format", "github"];
        let Some(ran) = book.run_without_rights(&args) else { return };
        book.close("content/closed", 0o755);
        assert_eq!(ran.code, 1, "{ran:?}");
        for path in ["content/locked.md", "content/closed", "content/locked.png"] {
            let line = format!("::error file={path},line=1");
            assert!(ran.out.contains(&line), "{path}: {ran:?}");
        }
        assert!(book.path("public/fine.html").exists());
    }

    #[test]
    fn an_output_that_may_not_be_written_keeps_the_old_site() {
        let book = Handbook::new();
        let old = book.build();
        book.put("content/fine.md", "# Fine\n\nNew words.\n");
        book.close("public", 0o555);
        let Some(ran) = book.run_without_rights(&["build"]) else { return };
        book.close("public", 0o755);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.contains("cannot write") && ran.err.contains("public"), "{ran:?}");
        assert!(files(&book.path("public")) == old);
        assert!(book.is_tidy());
    }

    #[test]
    fn a_full_disk_keeps_the_old_site() {
        let book = Handbook::new();
        let old = book.build();
        book.put("content/fine.md", format!("# Fine\n\n{}\n", "New words. ".repeat(60_000)));
        // A file may not grow beyond this, as on a disk that is full.
        let limited = format!("trap '' XFSZ; ulimit -f 200; exec {PROGRAM} build");
        let mut shell = Command::new("sh");
        let ran = ran(shell.args(["-c", &limited]).current_dir(book.folder.path()));
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.contains("cannot write") && ran.err.contains("fine.html"), "{ran:?}");
        assert!(files(&book.path("public")) == old);
        assert!(book.is_tidy());
        book.build();
    }

    #[test]
    fn links_on_the_disk_that_loop_or_leave_are_findings() {
        let book = Handbook::new();
        let outside = tempfile::tempdir().expect("a folder");
        fs::write(outside.path().join("secret.md"), "# Secret words\n").expect("a file");
        fs::write(outside.path().join("secret.csv"), "date,value\n2026-01-01,7\n").expect("a file");
        for (target, link) in [
            (outside.path(), "content/folder"),
            (&outside.path().join("secret.md"), "content/secret.md"),
            (&outside.path().join("secret.csv"), "content/secret.csv"),
            ("loop".as_ref(), "content/loop"),
            ("..".as_ref(), "content/up"),
            (".".as_ref(), "content/here"),
            ("nothing.md".as_ref(), "content/gone.md"),
        ] {
            symlink(target, book.path(link)).expect("a link");
        }
        let expected = [
            "content/folder:1:1 link-outside-content",
            "content/gone.md:1:1 unreadable-file",
            "content/here:1:1 link-outside-content",
            "content/loop:1:1 link-outside-content",
            "content/secret.csv:1:1 link-outside-content",
            "content/secret.md:1:1 link-outside-content",
            "content/up:1:1 link-outside-content",
        ];
        assert_eq!(book.found(), expected);
        assert_eq!(book.run(&["build", "--keep-going", "--quiet"]).code, 1);
        for (path, bytes) in files(&book.path("public")) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(!text.contains("Secret words"), "{}", path.display());
        }
        assert!(book.path("public/fine.html").exists());
    }

    #[test]
    fn nothing_is_written_through_a_link_that_leaves() {
        let book = Handbook::new();
        let outside = tempfile::tempdir().expect("a folder");
        symlink(outside.path(), book.path("content/goals")).expect("a link");
        let ran = book.run(&["new", "goal", "Away"]);
        assert_eq!(ran.code, 2, "{ran:?}");
        symlink(outside.path(), book.path("made")).expect("a link");
        fs::create_dir(book.path("there")).expect("a folder");
        symlink(outside.path(), book.path("there/content")).expect("a link");
        let ran = book.run(&["init", "there"]);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert_eq!(fs::read_dir(outside.path()).expect("the folder").count(), 0);
    }
}
