//! A release's own sections: what it should change, who does what, what it waits for, how its date moved.

use serde_json::json;

use crate::base::date::{add_days, days_between};
use crate::kinds::bet::Evidence;
use crate::kinds::edges::{Effect, Relation};
use crate::kinds::feedback::Feedback;
use crate::kinds::goal::Dependency;
use crate::kinds::release::{Outcome, Release};
use crate::kinds::status::Status;
use crate::kinds::study::Study;
use crate::measure::alignment::Losses;
use crate::model::doc::DocId;
use crate::model::numbers;
use crate::views::card;
use crate::views::item::{Fact, Item, Step, Text};
use crate::views::relations::Side;
use crate::views::standing;
use crate::views::words;

use super::{Rung, Sheet};

/// So many days after it shipped a release is looked at again where no day is written.
const GRACE: i64 = 28;

impl Sheet<'_, '_> {
    pub(super) fn release(&mut self, it: &Release) {
        self.expected(it);
        self.losses();
        self.did_it_work(it);
        self.roles();
        self.needs(&it.depends_on);
        self.waiting(it);
        self.evidence(&it.evidence);
        self.dates(it);
        self.shown.extend([
            Side::Out(Relation::Roles),
            Side::Out(Relation::DependsOn),
            Side::Out(Relation::WaitingOn),
        ]);
    }

    fn expected(&mut self, it: &Release) {
        let Some(outcome) = &it.outcome else {
            let wanted = it.kind != Some(crate::kinds::release::ReleaseKind::Hotfix);
            if wanted && !self.doc.is_dead() {
                self.rung(Rung {
                    open: true,
                    empty: Some("It does not say what should change when it is out.".into()),
                    ..Rung::before("about-outcome", "What it should change")
                });
            }
            return;
        };
        let today = self.reader.today();
        let mut facts = Vec::new();
        let mut fact = |key, label, text: Option<Text>| {
            if let Some(text) = text {
                let text = Some(text);
                facts.push(Fact { key: Some(key), label: Some(label), text, ..Fact::default() });
            }
        };
        fact("customer", "For customers", outcome.customer.clone());
        fact("business", "For the business", outcome.business.clone());
        fact("by", "By", outcome.by.map(|d| words::day(d, today)));
        fact("confidence", "Confidence", outcome.confidence.map(words::percent));
        self.rung(Rung {
            text: outcome.expected.as_deref().map(|e| words::capital(e).into()),
            facts,
            ..Rung::before("about-outcome", "What it should change")
        });
    }

    /// What its thread lacks, with the points that this costs.
    fn losses(&mut self) {
        let thread = numbers::thread::of(self.reader, self.id).ok();
        let Some(losses) = thread.and_then(|it| it.losses).filter(|_| !self.doc.is_dead()) else {
            return;
        };
        let items: Vec<Item> = losses_in_words(&losses)
            .into_iter()
            .map(|(points, words)| Item {
                title: words.into(),
                right: Some(format!("\u{2212}{} points", words::fixed(points * 100.0, 1)).into()),
                ..Item::default()
            })
            .collect();
        if !items.is_empty() {
            self.rung(Rung {
                items,
                open: true,
                ..Rung::after("about-thread", "What its thread lacks")
            });
        }
    }

    fn did_it_work(&mut self, it: &Release) {
        let Some(outcome) = &it.outcome else { return };
        if it.shipped.is_none() && outcome.measured.is_none() {
            return;
        }
        let mut rung = Rung::after("about-result", "Did it work?");
        match outcome.measured {
            None => {
                rung.open = true;
                rung.empty = Some(self.not_read_yet(it, outcome));
            }
            Some(day) => {
                let (status, word) = match outcome.moved {
                    Some(true) => ("moved", "Yes, it moved"),
                    Some(false) => ("not-moved", "No, it did not move"),
                    None => ("unknown", "Measured; whether it moved is not known"),
                };
                let today = self.reader.today();
                rung.facts.push(Fact {
                    key: Some("moved"),
                    status: Some(status),
                    status_word: Some(word),
                    ..Fact::default()
                });
                rung.facts.push(Fact {
                    key: Some("measured"),
                    label: Some("Measured"),
                    text: Some(words::day(day, today)),
                    value: Some(json!(day.to_string())),
                    ..Fact::default()
                });
                if let Some(value) = outcome.value {
                    rung.facts.push(Fact {
                        key: Some("value"),
                        label: Some("Read"),
                        text: Some(words::number(value).into()),
                        value: Some(json!(value)),
                        ..Fact::default()
                    });
                }
            }
        }
        self.rung(rung);
    }

    fn not_read_yet(&self, it: &Release, outcome: &Outcome) -> Text {
        let today = self.reader.today();
        let due = outcome.by.or_else(|| it.shipped.map(|day| add_days(day, GRACE)));
        match due {
            Some(due) if days_between(due, today) > 0 => format!(
                "We do not know. It was to be measured by {}, {} ago.",
                words::day(due, today),
                words::days(days_between(due, today))
            )
            .into(),
            Some(due) => {
                format!("Not measured yet; that is due {}.", words::day(due, today)).into()
            }
            None => "Not measured yet.".into(),
        }
    }

    fn roles(&mut self) {
        let reader = self.reader;
        let facts: Vec<Fact> = reader
            .out(self.id)
            .filter(|(edge, _)| edge.relation == Relation::Roles)
            .filter_map(|(edge, outcome)| {
                let role = edge.path.strip_prefix("roles.")?;
                let person = card::named(reader, edge, outcome)?;
                let label = role_words(role);
                let text = match label {
                    Some(_) => person.name,
                    None => format!("{}: {}", words::capital(role), person.name).into(),
                };
                Some(Fact {
                    key: Some("roles"),
                    label,
                    text: Some(text),
                    url: person.url,
                    ..Fact::default()
                })
            })
            .collect();
        if !facts.is_empty() {
            self.rung(Rung { facts, ..Rung::after("about-roles", "Who does what") });
        }
    }

    /// What is needed first, with how much it holds up.
    pub(super) fn needs(&mut self, list: &[Dependency]) {
        let today = self.reader.today();
        let items: Vec<Item> = self
            .reader
            .out(self.id)
            .filter(|(edge, _)| edge.relation == Relation::DependsOn)
            .zip(list)
            .filter_map(|((edge, outcome), dependency)| {
                let effect = match dependency.effect {
                    Effect::None => "holds nothing up yet",
                    Effect::Slows => "slows this",
                    Effect::Blocks => "blocks this",
                };
                let agreed = match dependency.accepted {
                    Some(true) => ", agreed",
                    Some(false) => ", not agreed",
                    None => "",
                };
                let item = card::outcome(self.reader, edge, outcome)?;
                Some(Item {
                    note: Some(format!("{}{agreed}", words::capital(effect)).into()),
                    right: dependency.by.map(|d| format!("by {}", words::day(d, today)).into()),
                    ..item
                })
            })
            .collect();
        if !items.is_empty() {
            self.rung(Rung { items, ..Rung::after("about-needs", "What it needs first") });
        }
    }

    fn waiting(&mut self, it: &Release) {
        let Some(waiting) = &it.waiting_on else { return };
        let today = self.reader.today();
        let found = self.reader.find(&waiting.on);
        let item = match found {
            Some(id) => card::item(self.reader, id),
            // A single word may be the id of something that this reader must not see.
            None if waiting.on.contains(char::is_whitespace) => {
                Item { title: waiting.on.clone(), ..Item::default() }
            }
            None => Item { title: "Somebody or something else".into(), ..Item::default() },
        };
        let since = waiting.since.map(|day| {
            let ago = words::days(days_between(day, today));
            format!("since {}, {ago}", words::day(day, today)).into()
        });
        let items = vec![Item { note: waiting.what.clone(), right: since, ..item }];
        self.rung(Rung { open: true, items, ..Rung::before("about-waiting", "What it waits for") });
    }

    /// What speaks for a bet or release: documents of either side, and notes.
    pub(super) fn evidence(&mut self, notes: &[Evidence]) {
        let today = self.reader.today();
        let mut found: Vec<(Option<jiff::civil::Date>, Item)> = self
            .reader
            .evidence(self.id)
            .into_iter()
            .map(|id| {
                let (day, note) = heard(self, id);
                (day, Item { note, ..card::item(self.reader, id) })
            })
            .collect();
        for note in notes {
            let Evidence::Note { date, note, url } = note else { continue };
            let title: Text =
                note.clone().or_else(|| url.clone()).unwrap_or_else(|| "A note".into());
            found.push((*date, Item { title, note: url.clone(), ..Item::default() }));
        }
        if found.is_empty() {
            return;
        }
        found.sort_by_key(|(day, _)| (day.is_none(), *day));
        let items = found
            .into_iter()
            .map(|(day, item)| Item { right: day.map(|d| words::day(d, today)), ..item })
            .collect();
        self.rung(Rung {
            kind: Some("feedback"),
            items,
            ..Rung::after("about-evidence", "Evidence")
        });
    }

    fn dates(&mut self, it: &Release) {
        let today = self.reader.today();
        if it.targets.len() < 2 {
            return;
        }
        let moves = it.targets.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)));
        self.data.history = moves
            .map(|(from, to)| {
                let days = days_between(from, to);
                Step {
                    date: words::day(to, today),
                    field: Some("Promised".into()),
                    from: Some(words::day(from, today)),
                    to: Some(words::day(to, today)),
                    slip: Some(words::slip(days)),
                    late: days >= standing::LATE,
                    ..Step::default()
                }
            })
            .collect();
        let total = standing::moved(self.reader, it, self.doc.status()).unwrap_or(0);
        let times = it.targets.len() - 1;
        let once = if times == 1 { "once".into() } else { format!("{} times", words::few(times)) };
        self.data.history_note =
            Some(format!("Moved {once}, {} in all", words::slip(total)).into());
    }
}

/// What is lost on a thread, the largest first, in words about the work.
pub(in crate::views) fn losses_in_words(losses: &Losses) -> Vec<(f64, &'static str)> {
    let mut list = vec![
        (losses.goal, "Serves no goal"),
        (losses.outcome, "Names no key result that can be measured"),
        (losses.strategy, "Its goal hangs on no pillar of a strategy"),
        (losses.time, "Falls outside its goal\u{2019}s period"),
        (
            losses.owner,
            "Its owner\u{2019}s team does not work for that goal, or nobody owns it alone",
        ),
    ];
    list.retain(|(points, _)| *points > 5e-4);
    list.sort_by(|a, b| b.0.total_cmp(&a.0));
    list
}

/// When and where a piece of evidence was heard.
fn heard(sheet: &Sheet, id: DocId) -> (Option<jiff::civil::Date>, Option<Text>) {
    if let Some((_, it)) = sheet.reader.get::<Feedback>(id) {
        let source = it.source.map(crate::views::facts::feedback::source_words);
        return (it.heard, source.map(Into::into));
    }
    if let Some((_, it)) = sheet.reader.get::<Study>(id) {
        let n = it.participants.map(|n| format!("{} participants", words::number(n)).into());
        return (it.date, n);
    }
    (None, None)
}

/// The usual roles by their names.
fn role_words(role: &str) -> Option<&'static str> {
    Some(match role {
        "pm" => "Product",
        "engineering" => "Engineering",
        "design" => "Design",
        "marketing" => "Marketing",
        "data" => "Data",
        _ => return None,
    })
}

/// Whether a release is still to come.
pub(in crate::views) fn is_ahead(status: Option<Status>) -> bool {
    matches!(status, Some(Status::Planned | Status::InProgress))
}
