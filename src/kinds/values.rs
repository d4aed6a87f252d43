//! Forms of values that documents use: periods, efforts, words of the field.

use jiff::civil::Date;

use crate::base::date::parse_date;
use crate::measure::effort::{DAYS_PER_WEEK, WEEKS_PER_MONTH};
use crate::measure::period::period_range;
use crate::parse::fields::{Field, Fields, number};
use crate::parse::schema::Shape;
use crate::words;

/// A time with a first and a last day, both inside.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Period {
    /// As written: `2026-Q2`; `2026-04-01..2026-06-30` for a pair of dates.
    pub text: Box<str>,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

impl Period {
    /// Reads `2026`, `2026-H1`, `2026-Q2`, `2026-05`, `2026-W20`; the year begins in `first_month` (1 to 12).
    #[must_use]
    pub fn parse(text: &str, first_month: i8) -> Option<Self> {
        let window = period_range(text, first_month).ok()?;
        Some(Self { text: text.into(), start: window.start(), end: window.end() })
    }

    /// Days, both ends counted.
    #[must_use]
    pub fn days(&self) -> i64 {
        crate::base::date::days_between(self.start, self.end) + 1
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(&self, date: Date) -> bool {
        self.start <= date && date <= self.end
    }
}

/// A work's size, in person-weeks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// Person-weeks; five person-days are one, four are a person-month.
    pub weeks: f64,
}

/// The unit of a bare number of effort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EffortUnit {
    /// Person-weeks.
    Weeks,
    /// Person-months.
    Months,
}

impl Effort {
    /// Reads `3pw`, `1.5pm`, `8pd`, or a bare number in `unit`.
    #[must_use]
    pub fn parse(text: &str, unit: EffortUnit) -> Option<Self> {
        let text = text.trim();
        let (digits, factor) = if let Some(n) = text.strip_suffix("pw") {
            (n, 1.0)
        } else if let Some(n) = text.strip_suffix("pm") {
            (n, WEEKS_PER_MONTH)
        } else if let Some(n) = text.strip_suffix("pd") {
            (n, 1.0 / DAYS_PER_WEEK)
        } else {
            (text, if unit == EffortUnit::Months { WEEKS_PER_MONTH } else { 1.0 })
        };
        number(digits).map(|n| Self { weeks: n * factor })
    }
}

/// Readings that several kinds share.
pub trait Forms: Sized {
    /// A period; its fault is `period-unreadable`.
    fn period(self) -> Option<Period>;
    /// An effort, a bare number in `unit`.
    fn effort(self, unit: EffortUnit) -> Option<Effort>;
}

impl Forms for Field<'_, '_> {
    fn period(self) -> Option<Period> {
        use crate::base::diagnostic::Problem;
        use crate::base::place::Place;
        use crate::parse::front::Value;

        let ((path, node), fields) = self.node_and_fields(Shape::Period)?;
        let first_month = fields.first_month;
        let read = match &node.value {
            Value::Text { text, .. } => {
                let pair = text
                    .split_once("..")
                    .and_then(|(a, b)| Some((parse_date(a.trim())?, parse_date(b.trim())?)));
                pair.filter(|(a, b)| a <= b)
                    .map(|(start, end)| Period { text: text.clone(), start, end })
                    .or_else(|| Period::parse(text, first_month))
            }
            Value::Map(entries) => {
                let date = |name: &str| {
                    entries
                        .iter()
                        .find(|e| &*e.key == name)
                        .and_then(|e| parse_date(e.value.text()?))
                };
                match (date("start"), date("end")) {
                    (Some(start), Some(end)) if start <= end => {
                        Some(Period { text: format!("{start}..{end}").into(), start, end })
                    }
                    _ => None,
                }
            }
            _ => None,
        };
        if read.is_none() {
            let text = node.text().map_or_else(|| node.what().to_owned(), |t| format!("`{t}`"));
            let mut problem = Problem::new(
                "period-unreadable",
                Place::Field(path.as_str().into()),
                format!("{text} is not a period"),
            )
            .help("write `2026`, `2026-H1`, `2026-Q2`, `2026-05`, `2026-W20`, or `{start: 2026-04-01, end: 2026-06-30}`");
            if let Some(meant) = node.text().and_then(meant_period) {
                problem = problem.help(format!("write `{meant}`")).fix(
                    crate::base::diagnostic::Fix::SetField {
                        field: path.into(),
                        value: meant.into(),
                    },
                );
            }
            fields.problem(problem);
        }
        read
    }

    fn effort(self, unit: EffortUnit) -> Option<Effort> {
        self.scalar(Shape::Effort, "an effort such as `3pw`, `1.5pm` or `8pd`", |text| {
            Effort::parse(text, unit)
        })
    }
}

/// `Q2 2026`, `q2-2026`, `2026 Q2`, `Q2/26` mean `2026-Q2`.
fn meant_period(text: &str) -> Option<String> {
    let upper = text.to_uppercase();
    let words: Vec<&str> =
        upper.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let year = words.iter().find(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()))?;
    let part = words.iter().find(|w| {
        matches!(w.as_bytes(), [b'Q', b'1'..=b'4'] | [b'H', b'1'..=b'2'])
            || matches!(w.as_bytes(), [b'W', a, b] if a.is_ascii_digit() && b.is_ascii_digit())
    })?;
    let meant = format!("{year}-{part}");
    Period::parse(&meant, 1).map(|_| meant)
}

/// Reads a JSON-like free map of people by role.
pub fn roles(fields: &mut Fields<'_>) -> Vec<(Box<str>, Box<str>)> {
    use crate::base::diagnostic::Problem;
    use crate::base::place::Place;

    fields.field("roles", "Who does which part: pm, engineering, design, marketing, data.").map(
        Shape::Reference(&["person"]),
        |_, node, path| match node.text() {
            Some(text) if !text.trim().is_empty() => Ok(text.into()),
            _ => Err(Problem::new(
                "wrong-type",
                Place::field(path),
                format!("a role is a person, not {}", node.what()),
            )),
        },
    )
}

words! {
    /// What may be read by whom.
    Audience {
        /// Everybody.
        Public = "public",
        /// People of the organisation.
        Internal = "internal",
        /// A few.
        Confidential = "confidential",
    }
}

words! {
    /// How often something is renewed.
    Every {
        /// Each day.
        Daily = "daily",
        /// Each week.
        Weekly = "weekly",
        /// Every two weeks.
        Fortnightly = "fortnightly",
        /// Each month.
        Monthly = "monthly",
        /// Each quarter.
        Quarterly = "quarterly",
        /// Twice a year.
        HalfYearly = "half-yearly",
        /// Once a year.
        Yearly = "yearly",
    }
}

impl Every {
    /// Days between two renewals, as staleness counts them.
    #[must_use]
    pub const fn days(self) -> i64 {
        match self {
            Self::Daily => 1,
            Self::Weekly => 7,
            Self::Fortnightly => 14,
            Self::Monthly => 31,
            Self::Quarterly => 92,
            Self::HalfYearly => 183,
            Self::Yearly => 366,
        }
    }
}
