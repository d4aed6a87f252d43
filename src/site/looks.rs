//! What browsers load besides pages: a sheet that changed is swapped, a script that changed asks for the page again.

use crate::base::fingerprint::Fingerprint;

use super::engine::Site;

/// Stands for the looks of all pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Looks {
    /// Stands for the style sheets.
    pub sheets: Fingerprint,
    /// Stands for the scripts.
    pub scripts: Fingerprint,
}

impl Site {
    /// What stands for the sheets and scripts of this state.
    #[must_use]
    pub fn looks(&self) -> Looks {
        let of = |ending: &str| {
            let files = self.theme.assets().filter(|(name, _)| name.ends_with(ending));
            Fingerprint::of_value(&files.collect::<Vec<_>>())
        };
        Looks { sheets: of(".css"), scripts: of(".js") }
    }
}
