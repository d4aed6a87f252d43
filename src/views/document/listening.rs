//! The own sections of feedback, studies and check-ins: how the answer travelled, what was counted, what is in the way.

use crate::base::date::days_between;
use crate::kinds::checkin::Checkin;
use crate::kinds::edges::Relation;
use crate::kinds::feedback::Feedback;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::kinds::study::Study;
use crate::measure::Unmeasurable;
use crate::measure::sus::Sus;
use crate::model::numbers::voices;
use crate::views::item::{Fact, Item, Step};
use crate::views::relations::Side;
use crate::views::{card, how, words};

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
        let Some(numbers) = voices::study(self.reader, self.id) else { return };
        if !it.tasks.is_empty() {
            let rows = it
                .tasks
                .iter()
                .zip(&numbers.tasks)
                .map(|(task, success)| {
                    let name = task.name.clone().unwrap_or_else(|| "A task".into());
                    let of = match (task.successes, task.trials) {
                        (Some(done), Some(tried)) => {
                            format!("{} of {}", words::number(done), words::number(tried))
                        }
                        _ => words::NOT_KNOWN.to_owned(),
                    };
                    let share = success.as_ref().ok().and_then(|it| it.rate);
                    let interval = success.as_ref().ok().and_then(|it| it.interval);
                    let interval = interval.map(|it| {
                        format!("{} to {}", words::percent(it.low), words::percent(it.high))
                    });
                    vec![
                        GridCell::words(name),
                        GridCell { text: of.into(), sort: share, ..GridCell::default() },
                        GridCell::words(interval.unwrap_or_else(|| words::NOT_KNOWN.to_owned())),
                    ]
                })
                .collect();
            let columns = vec![
                GridColumn::words("Task"),
                GridColumn::numbers("Managed it"),
                GridColumn::numbers("Of everybody, with 95 % certainty"),
            ];
            let caption = "Tasks, and how many managed them".into();
            self.rung(Rung {
                table: Some(Grid { caption, columns, rows }),
                ..Rung::before("about-tasks", "What people tried")
            });
        }
        self.usability(numbers.sus);
    }

    /// The score on the system usability scale, with its interval and grade.
    fn usability(&mut self, sus: Option<Result<Sus, Unmeasurable>>) {
        let text = match sus {
            None => return,
            Some(Err(why)) => format!("{}: {why}.", words::capital(words::NOT_KNOWN)),
            Some(Ok(sus)) => match (sus.mean, sus.grade) {
                (Some(mean), Some(grade)) => {
                    let interval = sus.interval.map(|it| {
                        let (low, high) = (words::fixed(it.low, 1), words::fixed(it.high, 1));
                        format!(" ({low} to {high} with 95 % certainty)")
                    });
                    let mean = words::fixed(mean, 1);
                    let people = sus.n;
                    format!("{mean}, grade {grade}{}, n = {people}.", interval.unwrap_or_default())
                }
                _ => format!("{}.", words::capital(words::NOT_KNOWN)),
            },
        };
        let how = Fact {
            text: Some("How this is worked out".into()),
            url: Some(how::url("sus")),
            ..Fact::default()
        };
        self.rung(Rung {
            text: Some(text.into()),
            facts: vec![how],
            ..Rung::before("about-sus", "System usability scale")
        });
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
                    what => item.note.clone_from(what),
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
