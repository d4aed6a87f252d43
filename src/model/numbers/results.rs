//! What came of what shipped, over the whole site: worked out once for a model, since each page of the Outcomes shows a part
//! of it and says what all of it came to.

use jiff::civil::Date;

use crate::base::fingerprint::Fingerprint;
use crate::measure::calibration::Calibration;
use crate::measure::outcome::Outcomes;
use crate::model::Model;
use crate::model::doc::DocId;
use crate::model::read::Read;
use crate::model::reader::Reader;

use super::{learning, work};

/// What came of the releases that shipped.
#[derive(Debug)]
pub struct Results {
    /// Those that reached users by today, with the day, in the order of their days.
    pub shipped: Vec<(DocId, Date)>,
    /// How often the outcomes of those that count were measured, and hit.
    pub outcomes: Outcomes,
    /// Whether the confidence in them was right, where any is written.
    pub calibration: Option<Calibration>,
}

impl Results {
    pub(in crate::model) fn of(model: &Model) -> Self {
        let reader = &Reader::untraced(model);
        let judged = learning::judged(reader);
        Self {
            shipped: work::shipped(reader).into_iter().map(|(id, _, day)| (id, day)).collect(),
            outcomes: learning::outcomes(reader, &judged),
            calibration: learning::calibration(reader, &judged).ok(),
        }
    }

    /// Stands for all of it.
    pub(in crate::model) fn print(&self, model: &Model) -> Fingerprint {
        let path = |id: &DocId| model.docs.get(id.index()).map_or("", |doc| doc.path.as_str());
        let shipped: Vec<(&str, Date)> =
            self.shipped.iter().map(|(id, day)| (path(id), *day)).collect();
        let bits = |share: Option<f64>| share.map(f64::to_bits);
        let Outcomes { due, measured_share, hit_rate } = self.outcomes;
        let calibration = self.calibration.map(|it| {
            let Calibration { brier, mean_confidence, hit_rate, bias } = it;
            [brier, mean_confidence, hit_rate, bias].map(bits)
        });
        Fingerprint::of_value(&(shipped, due, bits(measured_share), bits(hit_rate), calibration))
    }
}

impl<'m> Reader<'m> {
    /// What came of what shipped.
    #[must_use]
    pub fn results(&self) -> &'m Results {
        self.note(Read::Results);
        self.model.results()
    }
}
