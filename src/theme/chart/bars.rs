//! Amounts beside each other: the name above its bar, so that both keep their size on a narrow screen.

use crate::base::chart::amounts::Bars;
use crate::base::chart::{Amount, Name, Tone};

use super::Size;
use super::pen::{Across, Pen, Side, tone_class};
use super::scale::Scale;
use super::width;

/// Pixels from one row to the next.
pub(super) const ROW: f64 = 40.0;
/// The widest name that fits beside a value on the narrowest screen.
pub(super) const NAME: f64 = 250.0;

pub(super) fn draw(bars: &Bars, pen: &mut Pen) -> Size {
    let known = bars.bars.iter().filter_map(|bar| bar.amount.as_ref().map(|it| it.value));
    let expected = bars.bars.iter().filter_map(|bar| bar.expected);
    let all = known.chain(expected).chain(bars.full).filter(|it| it.is_finite());
    let (low, high) =
        all.fold((0.0, 0.0), |(low, high), it| (f64::min(low, it), f64::max(high, it)));
    let x = Scale::new(low, high, 0.0, 1.0);
    let zero = x.at(0.0);
    let mut y = 0.0;
    for bar in &bars.bars {
        row(pen, &bar.name, bar.tone, bar.amount.as_ref(), y, |pen| {
            pen.rect("bar-track", Across::Px(0.0), y + 22.0, Across::Share(1.0), 8.0);
            if let Some(amount) = &bar.amount {
                let end = x.at(amount.value);
                let class = format!("hb {}", tone_class(bar.tone));
                let (from, to) = if end < zero { (end, zero) } else { (zero, end) };
                pen.rect(&class, Across::Share(from), y + 22.0, Across::Share(to - from), 8.0);
            }
            if let Some(expected) = bar.expected {
                pen.upright("pace-tick", Across::Share(x.at(expected)), (y + 19.0, y + 33.0));
            }
        });
        y += ROW;
    }
    if low < 0.0 {
        pen.upright("grid base", Across::Share(zero), (0.0, y));
    }
    Size { class: "p-bars", height: y.max(1.0), ..Size::default() }
}

/// A row: its name with the shape of its tone, its value at the right, its marks below; all of it leads
/// to its page.
pub(super) fn row(
    pen: &mut Pen,
    name: &Name,
    tone: Tone,
    amount: Option<&Amount>,
    y: f64,
    marks: impl FnOnce(&mut Pen),
) {
    let words = pen.words();
    let value = amount.map_or(&*words.not_known, |it| &it.text);
    pen.group("row", &format!("{}: {value}", name.text), |pen| {
        pen.link(name, |pen| {
            pen.rect("tap", Across::Px(0.0), y, Across::Share(1.0), ROW - 4.0);
            let shape = if tone == Tone::Plain { 0.0 } else { 19.0 };
            pen.tone(tone, 0.0, y + 3.0);
            let label = width::cut(&name.text, NAME - shape);
            pen.text("lab", (Across::Px(shape), 0.0), y + 14.0, Side::Start, &label);
            let class = if amount.is_some() { "lab strong" } else { "lab quiet" };
            pen.text(class, (Across::Share(1.0), 0.0), y + 14.0, Side::End, value);
            marks(pen);
        });
    });
}
