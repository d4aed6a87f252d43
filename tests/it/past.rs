//! Small real git repositories, made by the test: a site of which git remembers something.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use jiff::civil::date;
use tempfile::TempDir;
use throughline::check::level::Asked;
use throughline::kinds::values::Audience;
use throughline::site::engine::{Engine, Options, Site, Surroundings};
use throughline::site::past::Past;
use throughline::source::Disk;

use crate::small::SETTINGS;

/// A repository with a site: settings at the top, documents in `content/`.
pub struct Repository {
    folder: TempDir,
}

/// How a site is looked at.
#[derive(Clone, Copy)]
pub struct Look {
    pub as_of: Option<jiff::civil::Date>,
    pub audience: Option<Audience>,
    /// Whether what was found out is kept for the next look.
    pub keep: bool,
}

pub const CHECK: Look = Look { as_of: None, audience: Some(Audience::Confidential), keep: false };

impl Repository {
    /// An empty one.
    pub fn new() -> Self {
        let it = Self::plain();
        it.git(&["init", "-q", "-b", "main"]);
        it
    }

    /// A folder that is none.
    pub fn plain() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(folder.path().join("content")).expect("a folder");
        Self { folder }
    }

    pub fn top(&self) -> &Path {
        self.folder.path()
    }

    pub fn content(&self) -> PathBuf {
        self.top().join("content")
    }

    /// Runs git; what it prints.
    pub fn git(&self, args: &[&str]) -> String {
        git(self.top(), args, "2026-01-01", "Ada Byron")
    }

    /// Writes a document, or the settings.
    pub fn write(&self, path: &str, text: &str) {
        let top = if path == SETTINGS { self.top().to_owned() } else { self.content() };
        let file = top.join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    }

    pub fn remove(&self, path: &str) {
        std::fs::remove_file(self.content().join(path)).expect("a file that is there");
    }

    /// Commits everything on a day, at noon or at the time that stands behind it.
    pub fn commit(&self, day: &str) {
        self.commit_by(day, "Ada Byron");
    }

    pub fn commit_by(&self, day: &str, author: &str) {
        git(self.top(), &["add", "-A"], day, author);
        git(self.top(), &["commit", "-q", "--allow-empty", "-m", "Change"], day, author);
    }

    /// The site as `check` looks at it.
    pub fn site(&self) -> Arc<Site> {
        self.look(CHECK).0
    }

    /// The site, and how many texts of the past were parsed for it.
    pub fn look(&self, look: Look) -> (Arc<Site>, usize) {
        let (site, work) = self.engine(look).refresh().expect("a folder that can be read");
        (site, work.recalled)
    }

    /// What makes sites of it.
    pub fn engine(&self, look: Look) -> Engine {
        let settings = std::fs::read(self.top().join(SETTINGS)).ok();
        let options = Options {
            as_of: look.as_of,
            clock: date(2026, 5, 15),
            audience: look.audience,
            drafts: false,
            asked: Asked::default(),
            remember: true,
        };
        let source = Disk::open(&self.content(), Vec::new()).expect("a folder");
        let kept = look.keep.then(|| self.top().join(".throughline"));
        let past = Past::of(&self.content(), kept);
        let around = Surroundings { settings, theme: Vec::new() };
        Engine::new(Box::new(source), options, around).with_past(past)
    }
}

/// Runs git in a folder, as somebody on a day; nothing of the machine's own settings counts.
pub fn git(folder: &Path, args: &[&str], day: &str, author: &str) -> String {
    let time = match day.split_once(' ') {
        Some((day, time)) => format!("{day}T{time}:00Z"),
        None => format!("{day}T12:00:00Z"),
    };
    let email = "somebody@example.com";
    let output = Command::new("git")
        .args(["-c", "commit.gpgSign=false", "-c", "core.autocrlf=false"])
        .args(["-c", "protocol.file.allow=always", "-c", "advice.detachedHead=false"])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", author)
        .env("GIT_AUTHOR_EMAIL", email)
        .env("GIT_COMMITTER_NAME", author)
        .env("GIT_COMMITTER_EMAIL", email)
        .env("GIT_AUTHOR_DATE", &time)
        .env("GIT_COMMITTER_DATE", &time)
        .output()
        .expect("git runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {args:?}: {said}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// What a page's example says of a file: `goals/fill-q2.md on 2026-04-01`.
pub fn dated(info: &str) -> (&str, Option<&str>) {
    info.split_once(" on ").map_or((info, None), |(path, day)| (path, Some(day)))
}

/// A repository of dated files: those of a day are committed on it; those without one are there from the first.
/// `None` as a text takes a file away.
pub fn of_files(files: &[(String, Option<String>)]) -> Repository {
    let repository = Repository::new();
    let mut days: BTreeMap<String, Vec<(&str, Option<&str>)>> = BTreeMap::new();
    for (info, text) in files {
        let (path, day) = dated(info);
        match (day, text) {
            (Some(day), text) => {
                days.entry(day.to_owned()).or_default().push((path, text.as_deref()));
            }
            (None, text) => repository.write(path, text.as_deref().unwrap_or_default()),
        }
    }
    if days.is_empty() {
        days.insert("2026-01-05".to_owned(), Vec::new());
    }
    for (day, files) in days {
        for (path, text) in files {
            match text {
                Some(text) => repository.write(path, text),
                None => repository.remove(path),
            }
        }
        repository.commit(&day);
    }
    repository
}
