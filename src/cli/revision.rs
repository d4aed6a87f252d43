//! A handbook as it was at a revision: its content, settings and theme out of git.

use std::path::Path;

use crate::base::date::Date;
use crate::base::error::Error;
use crate::site::engine::Surroundings;
use crate::site::past::Past;
use crate::source::Source;
use crate::source::git::{Oid, Repo, Tree, Without};

use super::ground::Ground;

/// A revision of the repository in which a handbook lies.
pub struct Revision {
    repo: Repo,
    commit: Oid,
    /// The day of its commit, in UTC.
    pub day: Date,
}

impl Revision {
    /// The revision that a person means.
    pub fn open(ground: &Ground, name: &str) -> Result<Self, Error> {
        let repo = repository(ground)?;
        let commit = repo.resolve(name)?;
        Self::at(repo, commit)
    }

    /// The last commit that two revisions have in common.
    pub fn common(ground: &Ground, one: &str, other: &str) -> Result<Self, Error> {
        let repo = repository(ground)?;
        let (one, other) = (repo.resolve(one)?, repo.resolve(other)?);
        let commit = repo.common(&one, &other)?;
        Self::at(repo, commit)
    }

    fn at(repo: Repo, commit: Oid) -> Result<Self, Error> {
        let day = repo.day(&commit)?;
        Ok(Self { repo, commit, day })
    }

    /// The content as it was.
    pub fn tree(&self, ground: &Ground) -> Result<Tree, Error> {
        let skip: Vec<String> = ground
            .skipped()
            .iter()
            .filter_map(|path| self.repo.below(path))
            .filter(|it| !it.is_empty())
            .collect();
        self.repo.tree(&self.commit, &skip)
    }

    /// The settings and the theme as they were; what lies outside the repository, as it is.
    pub fn around(&self, ground: &Ground) -> Result<Surroundings, Error> {
        let now = ground.around()?;
        let below = |path: &Path| self.repo.below(path);
        let settings = match ground.settings.as_deref().map(below) {
            Some(Some(path)) => self.repo.file(&self.commit, &path)?,
            _ => now.settings,
        };
        let theme = match ground.theme.as_deref().map(below) {
            Some(Some(path)) => {
                let folder = self.repo.folder(&self.commit, &path, &[])?;
                let mut files = Vec::new();
                for entry in folder.list()?.entries {
                    files.push((entry.path.as_str().to_owned(), folder.read(&entry.path)?));
                }
                files
            }
            _ => now.theme,
        };
        Ok(Surroundings { settings, theme })
    }

    /// What leads to the content from the top of the repository, with `/` at its end or nothing, and the settings file:
    /// the same from wherever the program is run.
    pub fn names(&self, ground: &Ground) -> (String, String) {
        let content = self.repo.prefix().to_owned();
        let settings = ground
            .settings
            .as_deref()
            .map(|path| self.repo.below(path).unwrap_or_else(|| super::ground::shown(path)));
        let settings = settings.unwrap_or_else(|| content.clone());
        (content, settings)
    }

    /// What git remembers of the time before.
    pub fn past(&self) -> Past {
        Past::at(self.repo.clone(), self.commit.clone(), None)
    }
}

/// The repository in which a handbook lies.
fn repository(ground: &Ground) -> Result<Repo, Error> {
    Repo::around(&ground.content).map_err(|without| Error::Git {
        what: match without {
            Without::Repository => "this handbook is in no git repository".to_owned(),
            Without::Program => "the program `git` cannot be started".to_owned(),
            Without::Leave(words) => words,
        },
    })
}
