//! A strategy's own sections: the world when it has worked, its pillars, what it refuses.

use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::kinds::strategy::Strategy;
use crate::model::doc::DocId;
use crate::model::reader::Reader;
use crate::views::card;
use crate::views::item::Item;
use crate::views::relations::{MOST, Side};
use crate::views::words;

use super::{Rung, Sheet};

impl Sheet<'_, '_> {
    pub(super) fn strategy(&mut self, it: &Strategy) {
        if let Some(vision) = &it.vision {
            let vision = Some(vision.clone());
            self.rung(Rung { text: vision, ..Rung::before("about-vision", "When it has worked") });
        }
        let planned: f64 = it.pillars.iter().filter_map(|p| p.weight).sum();
        let mut placed: Vec<Vec<DocId>> = vec![Vec::new(); it.pillars.len()];
        let mut whole = Vec::new();
        for back in self.reader.back(self.id).iter().filter(|b| b.relation == Relation::Pillar) {
            match back.part.and_then(|part| placed.get_mut(part as usize)) {
                Some(goals) => goals.push(back.from),
                None => whole.push(back.from),
            }
        }
        for (pillar, goals) in it.pillars.iter().zip(&placed) {
            let share = pillar.weight.filter(|_| planned > 0.0);
            self.rung(Rung {
                anchor: pillar.id.clone(),
                title: pillar.title.clone().unwrap_or_else(|| pillar.id.clone()),
                kind: Some("pillar"),
                note: share
                    .map(|w| format!("{} of the effort", words::percent(w / planned)).into()),
                text: pillar.why.clone(),
                items: goals_by_period(self.reader, goals),
                empty: goals.is_empty().then(|| "No goal hangs on it yet.".into()),
                ..Rung::default()
            });
        }
        if !whole.is_empty() {
            let items = goals_by_period(self.reader, &whole);
            let title = "Goals without a pillar of their own";
            self.rung(Rung { items, kind: Some("goal"), ..Rung::after("about-goals", title) });
        }
        if !it.not_doing.is_empty() {
            let items = it
                .not_doing
                .iter()
                .map(|what| Item { title: what.clone(), ..Item::default() })
                .collect();
            self.rung(Rung { items, ..Rung::before("about-not-doing", "What we do not do") });
        }
        self.shown.push(Side::Back(Relation::Pillar));
    }
}

/// Goals as lines, the latest period first.
pub(in crate::views) fn goals_by_period(reader: &Reader, ids: &[DocId]) -> Vec<Item> {
    let mut goals: Vec<_> = ids
        .iter()
        .take(MOST)
        .filter_map(|id| {
            let (_, goal) = reader.get::<Goal>(*id)?;
            let period = goal.period.clone();
            Some((std::cmp::Reverse(period.as_ref().map(|p| p.end)), *id, period))
        })
        .collect();
    goals.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let mut items: Vec<Item> = goals
        .into_iter()
        .map(|(_, id, period)| Item {
            right: period.as_ref().map(crate::views::facts::period_words),
            owner: card::owner(reader, id),
            ..card::item(reader, id)
        })
        .collect();
    items.extend(card::rest(ids.len(), MOST));
    items
}
