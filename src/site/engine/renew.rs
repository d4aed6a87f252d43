//! What of the last state may be taken over, and what is worked out anew.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use crate::base::diagnostic::Problem;
use crate::base::error::Error;
use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::check::findings::Findings;
use crate::check::level::Levels;
use crate::model::Model;
use crate::model::reader::{Reader, Text};
use crate::model::resolve::Hidden;
use crate::site::judge;
use crate::site::outputs::{self, Outputs};
use crate::site::press::Frame;
use crate::site::search::shards::Plan;
use crate::site::work::Work;

use super::{Engine, Site};

/// What follows from a model, besides pages.
pub(super) type Judged = (Arc<Outputs>, Arc<Findings>, Arc<OnceLock<Frame>>);

/// What the source told besides facts.
pub(super) struct Said {
    pub problems: Vec<(Option<DocPath>, Problem)>,
    pub unseen: Vec<(DocPath, Problem)>,
    pub hidden: Vec<Hidden>,
}

impl Engine {
    /// As `refresh`, when nothing but these files of a disk has changed.
    ///
    /// # Errors
    /// When the source itself cannot be read.
    pub fn refresh_changed(&mut self, files: &[PathBuf]) -> Result<(Arc<Site>, Work), Error> {
        if let Some(names) = self.source.names_of(files) {
            self.intake.look_only_at(names);
        }
        self.refresh()
    }

    /// Addresses, findings and frame: those of an older state where they follow from the same, else new ones.
    pub(super) fn judged(
        &mut self,
        old: Option<Arc<Site>>,
        model: &Arc<Model>,
        texts: &[Text],
        said: Said,
        work: &mut Work,
        step: &mut dyn FnMut(&'static str),
    ) -> Judged {
        let print = Fingerprint::of_value(&(&said.problems, &said.unseen));
        // How long the texts are together decides how many files the search has.
        let plan = Plan::of(&Reader::untraced(model).with_texts(texts));
        let is_said = print == self.said;
        self.said = print;
        let old = old.filter(|old| self.looks_as(old));
        match old {
            // No document says anything else to another, so only pages that show a text are new.
            Some(old)
                if is_said && plan == old.outputs.search() && Arc::ptr_eq(&old.model, model) =>
            {
                (old.outputs.clone(), old.findings.clone(), old.frame.clone())
            }
            old => {
                let called = old.filter(|old| model.is_called_as(&old.model));
                let outputs = called.map(|old| old.outputs.clone());
                self.judge(model, texts, said, (plan, outputs), work, step)
            }
        }
    }

    /// Whether an older state has the same settings and theme. With the same model too, addresses, findings and frame
    /// follow from the same: lints see no text, only what the model knows of it.
    fn looks_as(&self, old: &Site) -> bool {
        Arc::ptr_eq(&old.settings, &self.settings)
            && Arc::ptr_eq(&old.theme, &self.theme)
            && Arc::ptr_eq(&old.templates, &self.templates)
    }

    /// Plans the addresses, unless they are as before, and judges the documents. The reader has no texts, so that nothing
    /// but their lengths can make a difference.
    fn judge(
        &mut self,
        model: &Arc<Model>,
        texts: &[Text],
        said: Said,
        (plan, before): (Plan, Option<Arc<Outputs>>),
        work: &mut Work,
        step: &mut dyn FnMut(&'static str),
    ) -> Judged {
        let reader = Reader::untraced(model);
        let outputs = outputs::plan(&reader, &self.theme, &said.hidden, plan, before.as_ref());
        step("addresses");
        let clashes = judge::clashes(&reader, &outputs.clashes);
        let mut rest = self.rest(&reader, said.problems, clashes);
        rest.extend(outputs.refused.iter().cloned());
        let levels = Levels::new(&self.config, &self.options.asked);
        let mut judged =
            self.verdicts.judge(model, texts, &levels, rest, self.options.remember, work);
        judged.keep_from_readers(&levels, said.unseen);
        step("checks");
        (outputs, Arc::new(judged), Arc::default())
    }
}
