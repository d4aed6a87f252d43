//! Files beside documents: series and surveys, read when somebody asks; images and other assets, by name only.

use std::sync::{Arc, OnceLock};

use crate::base::fingerprint::Fingerprint;
use crate::base::names::{DocPath, join};
use crate::kinds::AnyKind;
use crate::parse::csv::{Series, Survey, series, survey};
use crate::parse::image::Image;

use super::doc::Doc;

/// A file that is no document.
#[derive(Debug, Clone)]
pub struct File {
    /// Where it lies.
    pub path: DocPath,
    /// Stands for its contents.
    pub print: Fingerprint,
    /// Its table, if it is a text that documents read numbers from.
    pub data: Option<Arc<Data>>,
    /// What it is, if it has the name of an image.
    pub image: Option<Image>,
    /// Its bytes without what could run, if it is a drawing that holds some.
    pub cleaned: Option<Arc<[u8]>>,
}

/// The text of a table, read as a series or as a survey at most once.
#[derive(Debug)]
pub struct Data {
    /// The text.
    pub text: Arc<str>,
    series: OnceLock<Series>,
    survey: OnceLock<Survey>,
}

impl Data {
    /// A table that nobody has read yet.
    #[must_use]
    pub const fn new(text: Arc<str>) -> Self {
        Self { text, series: OnceLock::new(), survey: OnceLock::new() }
    }

    /// Its rows as readings of a metric.
    pub fn series(&self) -> &Series {
        self.series.get_or_init(|| series(&self.text))
    }

    /// Its rows as answers to a survey.
    pub fn survey(&self) -> &Survey {
        self.survey.get_or_init(|| survey(&self.text))
    }
}

/// Where the table of a document lies: a metric's series, a piece of feedback's answers. Whether it is written.
#[must_use]
pub fn data_path(doc: &Doc) -> Option<(DocPath, bool)> {
    match &doc.kind {
        AnyKind::Metric(metric) => match &metric.csv {
            Some(csv) => doc.path.join(csv).map(|path| (path, true)),
            None => join(doc.path.folder(), &format!("{}.csv", doc.slug)).map(|path| (path, false)),
        },
        AnyKind::Feedback(feedback) => {
            feedback.survey.as_ref().and_then(|csv| doc.path.join(csv)).map(|path| (path, true))
        }
        _ => None,
    }
}
