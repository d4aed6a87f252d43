//! Which of settings and theme a look found new, changed or gone.

use std::collections::BTreeMap;

use crate::base::fingerprint::Fingerprint;
use crate::cli::ground::{Ground, SETTINGS, shown};
use crate::site::changes::Changes;
use crate::site::engine::Surroundings;

/// What stands for the settings and for each file of the theme.
pub(super) struct Around {
    /// The name of the settings, and what stands for them.
    settings: (String, Option<Fingerprint>),
    /// The folder of the theme.
    folder: String,
    theme: BTreeMap<String, Fingerprint>,
}

impl Around {
    pub fn of(around: &Surroundings, ground: &Ground) -> Self {
        let name = ground.settings.as_deref().map_or_else(|| SETTINGS.to_owned(), shown);
        let theme = around.theme.iter().map(|(name, it)| (name.clone(), Fingerprint::of(it)));
        Self {
            settings: (name, around.settings.as_deref().map(Fingerprint::of)),
            folder: ground.theme.as_deref().map_or_else(String::new, shown),
            theme: theme.collect(),
        }
    }

    /// Notes what differs from before. Another theme is not said file by file: the settings name it.
    pub fn compare(&self, before: &Self, changes: &mut Changes) {
        match (before.settings.1, self.settings.1) {
            (None, Some(_)) => changes.new.add(&self.settings.0),
            (Some(_), None) => changes.gone.add(&before.settings.0),
            (was, is) if was != is => changes.changed.add(&self.settings.0),
            _ => {}
        }
        if self.folder != before.folder {
            return;
        }
        let named = |name: &str| format!("{}/{name}", self.folder.trim_start_matches("./"));
        for (name, print) in &self.theme {
            match before.theme.get(name) {
                None => changes.new.add(&named(name)),
                Some(old) if old != print => changes.changed.add(&named(name)),
                Some(_) => {}
            }
        }
        for name in before.theme.keys().filter(|name| !self.theme.contains_key(*name)) {
            changes.gone.add(&named(name));
        }
    }
}
