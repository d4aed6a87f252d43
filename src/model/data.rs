//! Files beside documents: series and surveys, read when somebody asks; images and other assets, by name only.

use std::borrow::Cow;
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
    /// Stands for its bytes, if its published name is to say them.
    pub named_by: Option<Fingerprint>,
}

/// So many hexadecimal digits stand in a published name.
const DIGITS: usize = 10;

impl File {
    /// Where it is published, below the root: `team.png`, or `team.0a1b2c3d4e.png` where names say the bytes.
    #[must_use]
    pub fn url(&self) -> Cow<'_, str> {
        let Some(print) = self.named_by else { return Cow::Borrowed(&self.path) };
        let print = print.short(DIGITS);
        let folder = self.path.len() - self.path.file().len();
        let (folder, name) = self.path.split_at_checked(folder).unwrap_or(("", &self.path));
        Cow::Owned(match name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) {
            Some((stem, ending)) => format!("{folder}{stem}.{print}.{ending}"),
            None => format!("{folder}{name}.{print}"),
        })
    }
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
