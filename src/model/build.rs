//! From documents to one model. Nothing is patched: what follows from names and links alone is taken over from the model
//! before where these are the same, and all else is made whole.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::base::names::DocPath;
use crate::config::Config;
use crate::kinds::schemas::Schemas;

use super::Model;
use super::data::File;
use super::directory::{Directory, Unseen};
use super::doc::Docs;
use super::history::History;
use super::resolve::Hidden;
use super::ties::Ties;

/// What a model is made from.
pub struct Input {
    /// The documents that this build shows, sorted by path.
    pub docs: Docs,
    /// Those that it does not show.
    pub hidden: Vec<Hidden>,
    /// Files that are no documents, sorted by path.
    pub files: Vec<File>,
    /// Addresses of pages that are made from many documents, sorted.
    pub lists: Vec<&'static str>,
    /// The names of all lints, for queries that ask what is found.
    pub lints: Vec<&'static str>,
    /// The settings.
    pub config: Arc<Config>,
    /// The day as of which everything is said.
    pub today: Date,
    /// The fields of every kind.
    pub schemas: Arc<Schemas>,
    /// Texts of the YAML files that hold front matter of documents.
    pub beside: Vec<(DocPath, Arc<str>)>,
    /// What git remembers of the documents.
    pub history: Arc<History>,
}

/// A position as it is stored.
pub(super) fn small(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

impl Model {
    /// Builds a model.
    #[must_use]
    pub fn build(input: Input) -> Self {
        Self::build_after(None, input)
    }

    /// Builds the model that comes after another. It is the same as without that.
    #[must_use]
    pub fn build_after(before: Option<&Self>, input: Input) -> Self {
        let Input { docs, hidden, files, lists, lints, config, today, schemas, beside, history } =
            input;
        let unseen = Unseen::of(hidden);
        let before = before.filter(|before| {
            Arc::ptr_eq(&before.config, &config)
                && before.lists == lists
                && before.directory.is_of(&before.docs, &docs, &files, &unseen)
        });
        let directory = before.map_or_else(
            || Arc::new(Directory::of(&docs, &files, unseen)),
            |before| before.directory.clone(),
        );
        let ties = match before {
            Some(before) if Ties::are_alike(&before.docs, &docs) => before.ties.clone(),
            before => {
                let before = before.map(|before| (&before.docs, &*before.ties));
                Arc::new(Ties::of(&docs, &directory, &lists, &config, before))
            }
        };
        Self {
            docs,
            directory,
            ties,
            lists,
            lints,
            files,
            config,
            today,
            schemas,
            beside,
            history,
            facets: OnceLock::new(),
            standings: OnceLock::new(),
            results: OnceLock::new(),
            strands: OnceLock::new(),
        }
    }

    /// Whether all documents and files are called and lie as in another model that was built before or after this one.
    #[must_use]
    pub fn is_called_as(&self, other: &Self) -> bool {
        let names =
            |model: &'_ Self| model.files.iter().map(|file| file.named_by).collect::<Vec<_>>();
        Arc::ptr_eq(&self.directory, &other.directory) && names(self) == names(other)
    }
}
