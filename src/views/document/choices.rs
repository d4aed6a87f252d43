//! A bet's own sections: why not, what must be true, what speaks for it; and a decision's.

use crate::kinds::bet::{Bet, Risk};
use crate::kinds::decision::Decision;
use crate::kinds::edges::Relation;
use crate::kinds::status::Status;
use crate::views::item::{Fact, Item, Text};
use crate::views::relations::Side;
use crate::views::{card, words};

use super::{Grid, GridCell, GridColumn, Rung, Sheet};

impl Sheet<'_, '_> {
    pub(super) fn bet(&mut self, it: &Bet) {
        if let Some(reason) = &it.reason {
            let title = match self.doc.status() {
                Some(Status::Declined) => "Why not",
                Some(Status::Deferred) => "Why later",
                _ => "Why decided so",
            };
            let text = Some(words::capital(reason).into());
            self.rung(Rung { text, ..Rung::before("about-reason", title) });
        }
        if let Some(opportunity) = &it.opportunity {
            let text = Some(opportunity.clone());
            self.rung(Rung {
                text,
                ..Rung::before("about-opportunity", "The need that it answers")
            });
        }
        self.scores(it);
        self.assumptions(it);
        self.evidence(&it.evidence);
        self.needs(&it.depends_on);
        self.releases(Relation::Bet, "Releases that ship it");
        self.shown.extend([Side::Out(Relation::DependsOn), Side::Back(Relation::Bet)]);
    }

    /// The inputs of its scores.
    fn scores(&mut self, it: &Bet) {
        let mut facts = Vec::new();
        let mut fact = |label: &'static str, text: Option<Text>| {
            if let Some(text) = text {
                facts.push(Fact { label: Some(label), text: Some(text), ..Fact::default() });
            }
        };
        let unit = self.reader.config().reach_unit.as_deref();
        fact("Reach", it.reach.map(|n| words::amount(n, unit)));
        let plain = |n: f64| Text::from(words::number(n));
        fact("Impact", it.impact.map(plain));
        fact(
            "Confidence",
            it.confidence.map(|n| words::percent(if n > 1.0 { n / 100.0 } else { n })),
        );
        fact("Effort", it.effort.map(|e| crate::views::facts::effort_words(self.reader, e)));
        if let Some(wsjf) = &it.wsjf {
            fact("Value", wsjf.business_value.map(plain));
            fact("Time criticality", wsjf.time_criticality.map(plain));
            fact("Risk or opportunity", wsjf.risk_opportunity.map(plain));
            fact("Job size", wsjf.job_size.map(plain));
        }
        if let Some(ice) = &it.ice {
            fact("ICE impact", ice.impact.map(plain));
            fact("ICE confidence", ice.confidence.map(plain));
            fact("ICE ease", ice.ease.map(plain));
        }
        if !facts.is_empty() {
            self.rung(Rung { facts, ..Rung::before("about-score", "What it is judged by") });
        }
    }

    fn assumptions(&mut self, it: &Bet) {
        if it.assumptions.is_empty() {
            return;
        }
        let words = |text: &Option<Text>| GridCell::words(text.clone().unwrap_or_default());
        let rows = it
            .assumptions
            .iter()
            .map(|a| {
                let risk = a.risk.map_or("", |risk| match risk {
                    Risk::Value => "Value",
                    Risk::Usability => "Usability",
                    Risk::Feasibility => "Feasibility",
                    Risk::Viability => "Viability",
                });
                let result = a.result.clone().unwrap_or_else(|| "not tested yet".into());
                vec![words(&a.text), GridCell::words(risk), words(&a.test), GridCell::words(result)]
            })
            .collect();
        let columns = ["Assumption", "Risk", "Test", "Result"].map(GridColumn::words).to_vec();
        let caption = "What must be true for it to work, and whether that was tested".into();
        self.rung(Rung {
            table: Some(Grid { caption, columns, rows }),
            ..Rung::after("about-assumptions", "What must be true")
        });
    }

    pub(super) fn decision(&mut self, it: &Decision) {
        if let Some(context) = &it.context {
            let text = Some(context.clone());
            self.rung(Rung { text, ..Rung::before("about-context", "Why the question came up") });
        }
        if !it.options.is_empty() {
            let items = it
                .options
                .iter()
                .map(|option| Item { title: option.clone(), ..Item::default() })
                .collect();
            self.rung(Rung { items, ..Rung::before("about-options", "What was on the table") });
        }
        if let Some(outcome) = &it.outcome {
            let text = Some(outcome.clone());
            self.rung(Rung { text, ..Rung::before("about-answer", "The answer") });
        }
        for (relation, anchor, title) in [
            (Relation::Accepts, "about-accepts", "Yes to"),
            (Relation::Declines, "about-declines", "No to"),
            (Relation::Defers, "about-defers", "Later"),
        ] {
            let items: Vec<Item> = self
                .reader
                .out(self.id)
                .filter(|(edge, _)| edge.relation == relation)
                .filter_map(|(edge, outcome)| {
                    let mut item = card::outcome(self.reader, edge, outcome)?;
                    let bet = outcome.target().and_then(|t| self.reader.get::<Bet>(t.doc));
                    item.note = bet.and_then(|(_, bet)| bet.reason.clone()).or(item.note);
                    Some(item)
                })
                .collect();
            if !items.is_empty() {
                self.rung(Rung { kind: Some("bet"), items, ..Rung::before(anchor, title) });
            }
            self.shown.push(Side::Out(relation));
        }
    }
}
