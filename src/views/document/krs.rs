//! The key results of a goal: where each began, where it is, where it should be, and what there is to say about it.

use crate::kinds::goal::{KeyResult as Kr, KrKind};
use crate::kinds::metric::Metric;
use crate::measure::pace::Status as Computed;
use crate::measure::progress::Flag;
use crate::model::numbers::goals::{self, KeyResultNumbers};
use crate::views::block::Bar;
use crate::views::card;
use crate::views::item::Text;
use crate::views::standing::Standing;
use crate::views::words;

use super::{KeyResult, Sheet};

impl Sheet<'_, '_> {
    /// A key result with its numbers.
    pub(super) fn key_result(
        &self,
        part: u32,
        kr: &Kr,
        numbers: Option<&KeyResultNumbers>,
    ) -> KeyResult {
        let metric = numbers.and_then(|it| it.metric);
        let read = metric.and_then(|metric| self.reader.get::<Metric>(metric));
        let unit = kr.unit.as_deref().or_else(|| read.and_then(|(_, it)| it.unit.as_deref()));
        let shown = |value: Option<f64>| value.map(|v| words::amount(v, unit));
        // Beside the bar there is room for a number, not for its unit.
        let end = |value: Option<f64>| value.map(|v| words::amount(v, unit.filter(|u| *u == "%")));
        let kind = goals::kind(kr);
        let (start, target) = match kind {
            Some(KrKind::Milestone) => (Some(0.0), kr.total),
            Some(KrKind::Maintain) => (None, None),
            _ => (kr.baseline, kr.target),
        };
        let standing = numbers.and_then(KeyResultNumbers::status).map(Standing::computed);
        KeyResult {
            id: format!("KR{}", part + 1).into(),
            anchor: kr.id.clone(),
            title: kr.title.clone().unwrap_or_else(|| kr.id.clone()),
            url: metric.and_then(|metric| self.reader.doc(metric)).map(card::url),
            now: shown(numbers.and_then(|it| it.current)),
            start: end(start),
            target: end(target).or_else(|| bounds(kr, None)),
            progress: numbers.and_then(|it| Some((it, it.share()?))).map(|(it, share)| Bar {
                value: share,
                expected: it.pace.map(|pace| pace.expected),
                tone: standing.map(|standing| standing.tone),
                text: Some(words::percent(share)),
            }),
            status: standing.map(|standing| standing.slug),
            status_word: standing.map(|standing| standing.word),
            tone: standing.map(|standing| standing.tone),
            note: numbers.map(|it| self.remark(kr, it)).filter(|note| !note.is_empty()),
            ..KeyResult::default()
        }
    }

    /// What else there is to say about a key result: its gap to pace, when it was read, what went wrong.
    fn remark(&self, kr: &Kr, numbers: &KeyResultNumbers) -> Text {
        let mut remarks: Vec<String> = Vec::new();
        if let Err(why) = &numbers.progress {
            remarks.push(why.to_string());
        }
        let running = matches!(
            numbers.status(),
            Some(Computed::OnTrack | Computed::AtRisk | Computed::OffTrack)
        );
        let gap = numbers.pace.and_then(|pace| pace.gap).filter(|_| running);
        if let Some(points) = gap.filter(|_| goals::kind(kr) != Some(KrKind::Maintain)) {
            let far = words::fixed(points.abs() * 100.0, 0);
            let word = if far == "1" { "point" } else { "points" };
            remarks.push(match far.as_str() {
                "0" => "on pace".to_owned(),
                _ if points > 0.0 => format!("{far} {word} behind pace"),
                _ => format!("{far} {word} ahead of pace"),
            });
        }
        if let Ok(progress) = &numbers.progress {
            for flag in &progress.flags {
                remarks.extend(match flag {
                    Flag::Regressed => Some("further away than at the start".to_owned()),
                    Flag::Exceeded => Some("beyond the target".to_owned()),
                    Flag::BreachedNow => Some("out of bounds now".to_owned()),
                    Flag::BreachedBefore => Some("was out of bounds before".to_owned()),
                    Flag::NoData | Flag::BaselineEqualsTarget => None,
                });
            }
        }
        if let Some(day) = numbers.read_on {
            remarks.push(format!("read on {}", words::day(day, self.reader.today())));
        }
        if (numbers.weight - 1.0).abs() > 1e-9 {
            remarks.push(format!("weight {}", words::number(numbers.weight)));
        }
        words::capital(&remarks.join(", ")).into()
    }
}

/// `at least 4.3`, `1 to 3`: the range of a key result that holds a level.
pub(in crate::views) fn bounds(kr: &Kr, unit: Option<&str>) -> Option<Text> {
    Some(match (kr.floor, kr.ceiling) {
        (Some(floor), Some(ceiling)) => {
            format!("{} to {}", words::number(floor), words::amount(ceiling, unit)).into()
        }
        (Some(floor), None) => format!("\u{2265} {}", words::amount(floor, unit)).into(),
        (None, Some(ceiling)) => format!("\u{2264} {}", words::amount(ceiling, unit)).into(),
        (None, None) => return None,
    })
}
