//! A git repository, read through the `git` program: which commits touched the content, what files said then.
//!
//! Nothing of a stranger's repository is ever run: no hooks, no external diff, no file system monitor, no fetching of
//! what is missing. Nothing is written.

mod log;
mod run;
mod steps;
mod tree;

use std::path::{Path, PathBuf};

use crate::base::date::{Date, add_days};
use crate::base::error::Error;

use run::{Git, line};

pub use log::{Change, Commit};
pub use tree::Tree;

/// The id of a commit or of a file's contents: hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Oid(Box<str>);

impl Oid {
    /// An id as git writes it.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let sound = matches!(text.len(), 40 | 64) && text.bytes().all(|b| b.is_ascii_hexdigit());
        sound.then(|| Self(text.into()))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first ten digits, as people write them.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.get(..10).unwrap_or(&self.0)
    }
}

/// Why there is no history.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Without {
    /// The folder lies in no repository.
    Repository,
    /// There is a repository, and no program to read it.
    Program,
    /// Git does not read this repository; its own words.
    Leave(String),
}

/// The repository in which a content folder lies; of a submodule, its own.
#[derive(Debug, Clone)]
pub struct Repo {
    /// The working tree's topmost folder.
    top: PathBuf,
    /// Where git keeps its own files.
    home: PathBuf,
    /// The content folder below that, with `/` at its end; empty when it is the same.
    prefix: String,
    shallow: bool,
}

impl Repo {
    /// The repository around a content folder.
    ///
    /// # Errors
    /// When there is none, or it cannot be read; nobody is to blame for that.
    pub fn around(content: &Path) -> Result<Self, Without> {
        let full = content.canonicalize().map_err(|_| Without::Repository)?;
        // Most folders without a repository are told without starting a program.
        if !full.ancestors().any(|above| above.join(".git").exists()) {
            return Err(Without::Repository);
        }
        let asked = [
            "rev-parse",
            "--show-toplevel",
            "--absolute-git-dir",
            "--show-prefix",
            "--is-shallow-repository",
        ];
        let out = match Git::at(&full).text(&asked) {
            Ok(out) => out,
            Err(run::Failed::Missing) => return Err(Without::Program),
            Err(run::Failed::Said(words)) => return Err(Without::Leave(words)),
        };
        let mut lines = out.split('\n');
        let mut next = || lines.next().unwrap_or_default().to_owned();
        let (top, home, prefix, shallow) = (next(), next(), next(), next());
        if top.is_empty() {
            return Err(Without::Repository);
        }
        Ok(Self { top: top.into(), home: home.into(), prefix, shallow: shallow == "true" })
    }

    /// Whether only the latest commits are here.
    #[must_use]
    pub const fn is_shallow(&self) -> bool {
        self.shallow
    }

    /// The topmost folder of the working tree.
    #[must_use]
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// Where the content lies below that, with `/` at its end; empty when it is the same.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// A path below the repository's topmost folder, with `/` between folders; `None` for one outside.
    #[must_use]
    pub fn below(&self, path: &Path) -> Option<String> {
        let full = super::disk::real_path(path);
        let below = full.strip_prefix(super::disk::real_path(&self.top)).ok()?;
        Some(below.to_str()?.replace('\\', "/"))
    }

    fn git(&self) -> Git {
        Git::at(&self.top)
    }

    /// Changes whenever the checked out commit may have: cheaper than asking git.
    #[must_use]
    pub fn stamp(&self) -> Vec<super::Stamp> {
        self.signs()
            .map(|file| {
                let metadata = std::fs::metadata(file);
                metadata.map(|it| super::disk::stamp_of(&it)).unwrap_or_default()
            })
            .collect()
    }

    /// The files that git writes to when the checked out commit changes; not all need be there.
    pub fn signs(&self) -> impl Iterator<Item = PathBuf> + '_ {
        ["HEAD", "logs/HEAD", "packed-refs", "shallow"].iter().map(|name| self.home.join(name))
    }

    /// The commit that is checked out; `None` before the first one.
    ///
    /// # Errors
    /// When git cannot be asked.
    pub fn head(&self) -> Result<Option<Oid>, Error> {
        Ok(self.commit("HEAD")?.0)
    }

    /// The commit that a person means.
    ///
    /// # Errors
    /// When there is none of this name, with what may have happened to it.
    pub fn resolve(&self, name: &str) -> Result<Oid, Error> {
        let shown: String = name.chars().filter(|c| !c.is_control()).take(100).collect();
        let odd = name.starts_with('-') || name.is_empty() || name.chars().any(char::is_control);
        if odd || name.contains("..") {
            return Err(Error::Git { what: format!("`{shown}` is not the name of a revision") });
        }
        if let (Some(oid), _) = self.commit(name)? {
            return Ok(oid);
        }
        let what = if self.shallow {
            format!(
                "this repository has no revision `{shown}`; it is a shallow clone, fetch more of it"
            )
        } else {
            format!(
                "this repository has no revision `{shown}`; if it was pushed anew or never fetched, \
                 run `git fetch` first"
            )
        };
        Err(Error::Git { what })
    }

    fn commit(&self, name: &str) -> Result<(Option<Oid>, String), Error> {
        let wanted = format!("{name}^{{commit}}");
        let asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted];
        match self.git().text(&asked) {
            Ok(out) => Ok((Oid::new(line(&out)), String::new())),
            Err(run::Failed::Said(words)) => Ok((None, words)),
            Err(failed @ run::Failed::Missing) => Err(failed.into()),
        }
    }

    /// The last commit that two have in common.
    ///
    /// # Errors
    /// When they have none, or git cannot be asked.
    pub fn common(&self, one: &Oid, other: &Oid) -> Result<Oid, Error> {
        let asked = ["merge-base", "--", one.as_str(), other.as_str()];
        let found = self.git().text(&asked).ok().and_then(|out| Oid::new(line(&out)));
        found.ok_or_else(|| Error::Git {
            what: format!("{} and {} have no commit in common here", one.short(), other.short()),
        })
    }

    /// The day of a commit in UTC.
    ///
    /// # Errors
    /// When git cannot be asked.
    pub fn day(&self, commit: &Oid) -> Result<Date, Error> {
        let asked = [
            "log",
            "-1",
            "--no-show-signature",
            "--format=%ct",
            "--end-of-options",
            commit.as_str(),
        ];
        let out = self.git().text(&asked)?;
        let seconds = line(&out).parse().map_err(|_| Error::Git {
            what: format!("the commit {} has no date", commit.short()),
        })?;
        Ok(day_of(seconds))
    }
}

/// The day of a time in seconds since 1970, in UTC.
#[must_use]
pub fn day_of(seconds: i64) -> Date {
    add_days(Date::constant(1970, 1, 1), seconds.div_euclid(86_400))
}
