//! What a site was made from and by what, for this run from an earlier one and for a later run from this one.

use std::sync::Arc;

use jiff::civil::Date;

use crate::base::error::Error;
use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::config::Config;
use crate::site::changes::Changes;
use crate::site::inputs::Inputs;
use crate::site::past::Past;
use crate::site::store::Store;

use super::{Engine, Options, Site};

impl Engine {
    /// Begins with what earlier runs read, and keeps what the first look reads.
    #[must_use]
    pub fn with_store(mut self, store: Option<Store>) -> Self {
        self.intake.begin_with(store);
        self
    }

    /// Stands for everything but the content that a site follows from: settings, theme, day, the past, what was asked
    /// for.
    #[must_use]
    pub fn circumstances(&mut self) -> Fingerprint {
        let Options { audience, drafts, asked, .. } = &self.options;
        let asked = format!("{audience:?} {drafts} {asked:?} {}", self.today());
        let settings = (&*self.settings.text, self.config.print, self.settings.problems.len());
        let past = self.past.as_mut().filter(|_| self.config.history).map(Past::stands);
        Fingerprint::of(asked.as_bytes())
            .with(Fingerprint::of_value(&settings))
            .with(self.dressed)
            .with(past.unwrap_or_default())
    }

    /// The files that the latest state was made from.
    #[must_use]
    pub fn inputs(&self) -> Inputs {
        self.intake.inputs()
    }

    /// What the latest look found new, changed and gone.
    #[must_use]
    pub const fn changes(&self) -> &Changes {
        self.intake.changes()
    }

    /// Whether the source holds just these files, so that another look would give what it gave then. What is known of
    /// the bytes of a file that is only copied, `asset` tells.
    ///
    /// # Errors
    /// When the source itself cannot be read.
    pub fn has_only(
        &self,
        inputs: &Inputs,
        asset: impl Fn(&DocPath) -> Option<Fingerprint> + Sync,
    ) -> Result<bool, Error> {
        inputs.are_those_of(&*self.source, &self.config, asset)
    }

    /// From now on this is the day of the clock; the next refresh works with it.
    pub const fn turn_clock_to(&mut self, day: Date) {
        self.options.clock = day;
    }

    /// The day for which everything is said.
    #[must_use]
    pub fn today(&self) -> Date {
        self.options.as_of.or(self.config.as_of).unwrap_or(self.options.clock)
    }

    /// The settings in force.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The latest state; `None` before the first refresh.
    #[must_use]
    pub fn site(&self) -> Option<Arc<Site>> {
        self.site.clone()
    }
}
