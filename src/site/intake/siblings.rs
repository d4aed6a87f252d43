//! YAML files that hold the front matter of documents beside them.

use std::collections::HashMap;
use std::sync::Arc;

use ahash::RandomState;

use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::config::Config;
use crate::parse::{Parsed, decode};
use crate::site::store::{self, Form as Written, Opened};
use crate::source::{Entry, Source};

use super::{Form, form};

/// The YAML files that hold the front matter of documents, where a mapping says so.
pub(super) struct Siblings<'a>(HashMap<DocPath, (DocPath, &'a Entry), RandomState>);

impl<'a> Siblings<'a> {
    pub fn find(entries: &[&'a Entry], config: &Config) -> Self {
        let pairs = entries
            .iter()
            .filter(|entry| form(&entry.path) == Form::Document)
            .filter_map(|entry| {
                let path = config.mapping.sibling(&entry.path)?;
                let at = entries.binary_search_by(|e| e.path.cmp(&path)).ok()?;
                Some((entry.path.clone(), (path, *entries.get(at)?)))
            })
            .collect();
        Self(pairs)
    }

    pub fn of(&self, path: &DocPath) -> Option<(&DocPath, &'a Entry)> {
        self.0.get(path).map(|(path, entry)| (path, *entry))
    }
}

/// A YAML file that holds the front matter of one document.
pub(super) struct Beside {
    pub path: DocPath,
    pub text: Arc<str>,
    pub parsed: Parsed,
}

impl Beside {
    pub fn read(source: &dyn Source, path: &DocPath, store: Option<&Opened>) -> Option<Self> {
        let bytes = source.read(path).ok()?;
        let print = Fingerprint::of(&bytes);
        let text: Arc<str> = decode(bytes).ok()?.into();
        let (parsed, _) = store::read(store, Written::Yaml, print, &text);
        Some(Self { path: path.clone(), text, parsed })
    }
}
