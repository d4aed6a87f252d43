//! From one amount to another, loss by loss: each step begins where the one before it ended.

use crate::base::chart::Tone;
use crate::base::chart::amounts::Waterfall;

use super::Size;
use super::bars::{ROW, row};
use super::pen::{Across, Pen};
use super::scale::Scale;

pub(super) fn draw(fall: &Waterfall, pen: &mut Pen) -> Size {
    let finite = |value: f64| if value.is_finite() { value } else { 0.0 };
    let start = finite(fall.start.1.value);
    let mut levels = vec![start];
    for (_, amount) in &fall.steps {
        let last = levels.last().copied().unwrap_or(start);
        levels.push(last + finite(amount.value));
    }
    let end = finite(fall.end.1.value);
    let (low, high) = levels
        .iter()
        .chain([&end])
        .fold((0.0, 0.0), |(low, high), it| (f64::min(low, *it), f64::max(high, *it)));
    let x = Scale::new(low, high, 0.0, 1.0);
    let whole = |pen: &mut Pen, y: f64, value: f64| {
        let (from, to) = ordered(x.at(0.0), x.at(value));
        pen.rect("hb on", Across::Share(from), y + 20.0, Across::Share(to - from), 12.0);
    };
    let mut y = 0.0;
    row(pen, &fall.start.0, Tone::Plain, Some(&fall.start.1), y, |pen| whole(pen, y, start));
    for ((name, amount), pair) in fall.steps.iter().zip(levels.windows(2)) {
        let [before, after] = pair else { continue };
        y += ROW;
        let lost = amount.value < 0.0;
        let tone = if lost { Tone::Off } else { Tone::On };
        row(pen, name, tone, Some(amount), y, |pen| {
            let edge = Across::Share(x.at(*before));
            pen.upright("drop-i", edge, (y - 8.0, y + 20.0));
            let (from, to) = ordered(x.at(*before), x.at(*after));
            let class = if lost { "lost" } else { "won" };
            pen.rect(class, Across::Share(from), y + 20.0, Across::Share(to - from), 12.0);
        });
    }
    y += ROW;
    let last = levels.last().copied().unwrap_or(start);
    row(pen, &fall.end.0, Tone::Plain, Some(&fall.end.1), y, |pen| {
        pen.upright("drop-i", Across::Share(x.at(last)), (y - 8.0, y + 20.0));
        whole(pen, y, end);
    });
    Size { class: "p-fall", height: y + ROW, ..Size::default() }
}

fn ordered(a: f64, b: f64) -> (f64, f64) {
    if a <= b { (a, b) } else { (b, a) }
}
