//! The own sections of feedback, studies and check-ins: how the answer travelled, what was counted, what is in the way.

use crate::base::date::days_between;
use crate::kinds::checkin::Checkin;
use crate::kinds::edges::Relation;
use crate::kinds::feedback::Feedback;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::kinds::study::Study;
use crate::views::item::{Item, Step};
use crate::views::relations::Side;
use crate::views::{card, words};

use super::{Grid, GridCell, GridColumn, Rung, Sheet};

impl Sheet<'_, '_> {
    pub(super) fn feedback(&mut self, it: &Feedback) {
        if let Some(reason) = &it.reason {
            let text = Some(words::capital(reason).into());
            self.rung(Rung { text, ..Rung::before("about-reason", "Why not") });
        }
        let declined = self.doc.status() == Some(Status::Declined);
        let shipped = self
            .reader
            .informed(self.id)
            .into_iter()
            .filter_map(|id| self.reader.get::<Release>(id)?.1.shipped)
            .min();
        let mut stages = vec![("Heard", it.heard), ("Decided", it.decided)];
        if !declined {
            stages.extend([("Shipped", shipped), ("Measured again", it.remeasured)]);
        }
        let today = self.reader.today();
        let mut before = None;
        for (name, day) in stages {
            let Some(day) = day else { continue };
            let after = before.map(|b| format!("{} later", words::days(days_between(b, day))));
            self.data.history.push(Step {
                date: words::day(day, today),
                field: Some(name.into()),
                text: after.map(Into::into),
                ..Step::default()
            });
            before = Some(day);
        }
    }

    pub(super) fn study(&mut self, it: &Study) {
        if !it.tasks.is_empty() {
            let number = |n: Option<f64>| GridCell {
                text: n.map_or_else(|| words::NOT_KNOWN.into(), |n| words::number(n).into()),
                sort: n,
                ..GridCell::default()
            };
            let rows = it
                .tasks
                .iter()
                .map(|task| {
                    let name = task.name.clone().unwrap_or_else(|| "A task".into());
                    vec![GridCell::words(name), number(task.successes), number(task.trials)]
                })
                .collect();
            let columns = vec![
                GridColumn::words("Task"),
                GridColumn::numbers("Managed it"),
                GridColumn::numbers("Tried"),
            ];
            let caption = "Tasks, and how many managed them".into();
            self.rung(Rung {
                table: Some(Grid { caption, columns, rows }),
                ..Rung::before("about-tasks", "What people tried")
            });
        }
        if !it.sus_scores.is_empty() {
            let scores: Vec<String> = it.sus_scores.iter().map(|s| words::number(*s)).collect();
            self.rung(Rung {
                text: Some(scores.join(", ").into()),
                ..Rung::before("about-sus", "Scores on the system usability scale")
            });
        }
    }

    pub(super) fn checkin(&mut self, it: &Checkin) {
        if !it.blockers.is_empty() {
            let items = it
                .blockers
                .iter()
                .map(|blocker| Item { title: blocker.clone(), ..Item::default() })
                .collect();
            self.rung(Rung { items, ..Rung::before("about-blockers", "What is in the way") });
        }
        let reader = self.reader;
        let named = |index: usize| {
            let path = format!("asks[{index}].of");
            let (edge, outcome) = reader.out(self.id).find(|(edge, _)| *edge.path == *path)?;
            card::outcome(reader, edge, outcome)
        };
        let items: Vec<Item> = it
            .asks
            .iter()
            .enumerate()
            .filter_map(|(index, ask)| {
                let mut item = named(index).unwrap_or_default();
                match &ask.what {
                    Some(what) if item.title.is_empty() => item.title = what.clone(),
                    what => item.note = what.clone(),
                }
                (!item.title.is_empty()).then_some(item)
            })
            .collect();
        if !items.is_empty() {
            self.rung(Rung { items, ..Rung::before("about-asks", "What is asked of others") });
        }
        self.shown.push(Side::Out(Relation::Asks));
    }
}
