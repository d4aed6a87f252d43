//! Days, months, quarters and years along an axis, as many as have room.

use std::borrow::Cow;

use crate::base::date::{Date, add_days, day_number};

use super::pen::{Across, Pen, Side};
use super::scale::Scale;

type Months = [Cow<'static, str>; 12];

/// A day on an axis.
pub(super) struct Mark {
    /// Its day number.
    pub(super) day: f64,
    /// What stands at it.
    pub(super) text: String,
    /// Whether it is left out on a narrow screen.
    pub(super) minor: bool,
    /// Whether a quarter or a year begins.
    pub(super) strong: bool,
}

/// Writes the marks of an axis of days under a drawing.
pub(super) fn ticks(pen: &mut Pen, x: &Scale, base: f64, text_y: f64) {
    for mark in marks(x, &pen.words().months) {
        let share = x.at(mark.day);
        let at = Across::Share(share);
        pen.upright("tickmark", at, (base, base + 5.0));
        if share > 0.95 {
            continue;
        }
        let class = if mark.minor { "tick minor" } else { "tick" };
        pen.text(class, (at, 4.0), text_y, Side::Start, &mark.text);
    }
}

/// The marks that a stretch of days has room for.
pub(super) fn marks(x: &Scale, months: &Months) -> Vec<Mark> {
    let span = x.high() - x.low();
    if span <= 95.0 {
        days(x, if span <= 21.0 { (span / 5.0).ceil().max(1.0) } else { 14.0 }, months)
    } else if span <= 1100.0 {
        by_month(x, span, months)
    } else {
        years(x, span)
    }
}

fn date(day: f64) -> Date {
    #[expect(clippy::cast_possible_truncation, reason = "clamped to days of the calendar")]
    add_days(Date::constant(1970, 1, 1), day.clamp(-700_000.0, 2_900_000.0) as i64)
}

fn days(x: &Scale, step: f64, months: &Months) -> Vec<Mark> {
    (0..=12)
        .map(|n| (n, f64::from(n).mul_add(step, x.low())))
        .take_while(|(_, day)| *day <= x.high())
        .map(|(n, day)| {
            let it = date(day);
            let text = format!("{} {}", it.day(), month(it, months));
            Mark { day, text, minor: n % 2 == 1, strong: false }
        })
        .collect()
}

fn by_month(x: &Scale, span: f64, months: &Months) -> Vec<Mark> {
    let first = date(x.low());
    let (mut year, mut number) = (first.year(), first.month());
    let mut marks = Vec::new();
    loop {
        let Ok(start) = Date::new(year, number, 1) else { return marks };
        let day = f64::from(day_number(start));
        if day > x.high() {
            return marks;
        }
        let quarter = number % 3 == 1;
        if day >= x.low() && (span <= 400.0 || quarter) {
            let text = match number {
                1 if span > 200.0 => year.to_string(),
                _ => month(start, months).to_owned(),
            };
            let minor = if span <= 400.0 { !quarter } else { number % 6 != 1 };
            marks.push(Mark { day, text, minor, strong: quarter });
        }
        (year, number) =
            if number == 12 { (year.saturating_add(1), 1) } else { (year, number + 1) };
    }
}

fn years(x: &Scale, span: f64) -> Vec<Mark> {
    #[expect(clippy::cast_possible_truncation, reason = "at most some hundred years")]
    let step = (span / 365.0 / 8.0).ceil().max(1.0) as i16;
    let (first, last) = (date(x.low()).year(), date(x.high()).year());
    let mut marks = Vec::new();
    let mut year = first;
    while year <= last {
        if let Ok(start) = Date::new(year, 1, 1) {
            let day = f64::from(day_number(start));
            if (x.low()..=x.high()).contains(&day) {
                let minor = marks.len() % 2 == 1;
                marks.push(Mark { day, text: year.to_string(), minor, strong: true });
            }
        }
        year = year.saturating_add(step);
        if year == i16::MAX {
            break;
        }
    }
    marks
}

fn month(date: Date, months: &Months) -> &str {
    usize::try_from(date.month())
        .ok()
        .and_then(|it| months.get(it.wrapping_sub(1)))
        .map_or("", |it| it)
}
