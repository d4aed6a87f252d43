//! What a key result or a pillar says, in words.

use crate::kinds::goal::Goal;
use crate::kinds::metric::Metric;
use crate::kinds::strategy::Strategy;
use crate::model::doc::DocId;
use crate::model::inline::PartField;
use crate::model::numbers::goals;
use crate::model::reader::Reader;
use crate::views::standing::Standing;
use crate::views::words;

/// What a part says under a field; nothing where that is not known.
#[must_use]
pub fn text(reader: &Reader, id: DocId, part: u32, field: PartField) -> Option<String> {
    if field == PartField::Title {
        return reader.doc(id)?.part_title(part).map(Into::into);
    }
    let at = part as usize;
    if let Some((_, strategy)) = reader.get::<Strategy>(id) {
        return strategy.pillars.get(at)?.weight.map(words::number);
    }
    let (_, goal) = reader.get::<Goal>(id)?;
    let kr = goal.krs.get(at)?;
    let numbers = goals::key_result(reader, id, at)?;
    let metric = numbers.metric.and_then(|metric| reader.get::<Metric>(metric));
    let unit = kr.unit.as_deref().or_else(|| metric.and_then(|(_, it)| it.unit.as_deref()));
    let amount = |value: Option<f64>| value.map(|value| words::amount(value, unit).into());
    match field {
        PartField::Status => numbers.status().map(|it| Standing::computed(it).word.to_owned()),
        PartField::Progress => numbers
            .progress
            .as_ref()
            .ok()
            .and_then(|it| it.progress)
            .map(|it| words::percent(it).into()),
        PartField::Expected => numbers.pace.map(|it| words::percent(it.expected).into()),
        PartField::Current => amount(numbers.current),
        PartField::Baseline => amount(kr.baseline),
        PartField::Target => amount(kr.target),
        PartField::Weight => Some(words::number(numbers.weight)),
        PartField::Title => None,
    }
}
