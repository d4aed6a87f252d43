//! A study: people were watched or asked, and something was counted.

use jiff::civil::Date;

use crate::kinds::edges::{Edges, Relation};
use crate::kinds::status::Status;
use crate::kinds::{Kind, kind_of};
use crate::parse::fields::{Fields, Ref, number};
use crate::parse::front::Value;
use crate::parse::schema::Shape;
use crate::words;

words! {
    /// What sort of study it was.
    StudyKind {
        /// People used something.
        Usability = "usability",
        /// People told us.
        Interview = "interview",
        /// People answered questions.
        Survey = "survey",
        /// People said how they would feel.
        Kano = "kano",
    }
}

/// A study.
#[derive(Debug, Clone, Default)]
pub struct Study {
    /// The day.
    pub date: Option<Date>,
    /// What sort it was.
    pub kind: Option<StudyKind>,
    /// How many took part.
    pub participants: Option<f64>,
    /// What they tried.
    pub tasks: Vec<Task>,
    /// SUS: scores 0 to 100, one each.
    pub sus_scores: Vec<f64>,
    /// SUS: ten answers each.
    pub sus_answers: Vec<Vec<f64>>,
    /// Indices of `sus` that are neither a score nor ten answers.
    pub sus_incomplete: Vec<u32>,
    /// What it speaks for.
    pub informs: Vec<Ref>,
}

/// A task that people tried.
#[derive(Debug, Clone)]
pub struct Task {
    /// What.
    pub name: Option<Box<str>>,
    /// How many did it.
    pub successes: Option<f64>,
    /// How many tried.
    pub trials: Option<f64>,
    /// Seconds that they took.
    pub times: Vec<f64>,
}

impl Kind for Study {
    const NAME: &'static str = "study";
    const HOMES: &'static [&'static str] = &["studies"];
    const STATUSES: &'static [&'static str] = &[];
    const DEFAULT_STATUS: Option<Status> = None;

    fn read(f: &mut Fields<'_>) -> Self {
        let mut study = Self {
            date: f.field("date", "The day.").required().date(),
            kind: f.field("kind", "What sort of study it was.").required().choice(),
            participants: f
                .field("participants", "How many took part.")
                .number_within(Some(0.0), None),
            tasks: f
                .field("tasks", "What they tried, and how many managed.")
                .items(Some("name"), |f| {
                    Some(Task {
                        name: f.field("name", "What.").aliases(&["title", "task"]).text(),
                        successes: f
                            .field("successes", "How many did it.")
                            .number_within(Some(0.0), None),
                        trials: f.field("trials", "How many tried.").number_within(Some(0.0), None),
                        times: f.field("times", "Seconds that they took.").numbers(),
                    })
                })
                .unwrap_or_default(),
            informs: f
                .field("informs", "What it speaks for.")
                .references(&["goal", "bet", "release", "metric"]),
            ..Self::default()
        };
        read_sus(f, &mut study);
        study
    }

    fn edges(&self, out: &mut Edges) {
        out.many(Relation::Informs, &self.informs);
    }

    kind_of!(Study);
}

/// `sus` is a list of scores (0 to 100), or of lists of ten answers (1 to 5).
fn read_sus(f: &mut Fields<'_>, study: &mut Study) {
    let number_shape = Shape::Number { min: None, max: None };
    let item = Shape::OneOf(vec![number_shape.clone(), Shape::List(Box::new(number_shape))]);
    let field = f.field("sus", "System usability scale: a score each, or ten answers each.");
    let Some(((_, node), _)) = field.node_and_fields(Shape::List(Box::new(item))) else { return };
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    for (index, item) in (0u32..).zip(items) {
        match &item.value {
            Value::Text { text, .. } => match number(text).filter(|n| (0.0..=100.0).contains(n)) {
                Some(score) => study.sus_scores.push(score),
                None => study.sus_incomplete.push(index),
            },
            Value::List(answers) => {
                let read: Vec<f64> = answers
                    .iter()
                    .filter_map(|a| number(a.text()?))
                    .filter(|n| (1.0..=5.0).contains(n) && n.fract() == 0.0)
                    .collect();
                if read.len() == 10 && answers.len() == 10 {
                    study.sus_answers.push(read);
                } else {
                    study.sus_incomplete.push(index);
                }
            }
            _ => study.sus_incomplete.push(index),
        }
    }
}
