//! Estimates with their margins.

use crate::base::chart::amounts::Dots;

use super::Size;
use super::bars::{ROW, row};
use super::pen::{Across, Pen, Side, tone_class};
use super::scale::{Scale, count, extent, rounded, tick};

pub(super) fn draw(dots: &Dots, pen: &mut Pen) -> Size {
    let values = dots.dots.iter().flat_map(|dot| {
        let margin = dot.margin.map_or([f64::NAN; 2], |(low, high)| [low, high]);
        let value = dot.amount.as_ref().map_or(f64::NAN, |it| it.value);
        [value, margin[0], margin[1]]
    });
    let needed = extent(values.chain(dots.reference.as_ref().map(|it| it.value)));
    let (low, high) =
        dots.scale.or(needed.map(|(low, high)| rounded(low, high))).unwrap_or((0.0, 1.0));
    let x = Scale::new(low, high, 0.012, 0.988);
    let top = if dots.reference.is_some() { 18.0 } else { 0.0 };
    let bottom = top + ROW * count(dots.dots.len());
    pen.aside(|pen| {
        for value in x.ticks() {
            let at = Across::Share(x.at(value));
            pen.upright("grid", at, (top, bottom));
            pen.text("tick", (at, 0.0), bottom + 16.0, Side::Middle, &tick(value));
        }
    });
    if let Some(reference) = &dots.reference {
        let at = x.at(reference.value);
        let side = if at > 0.6 { Side::End } else { Side::Start };
        pen.upright("limit", Across::Share(at), (top, bottom));
        pen.text("tick", (Across::Share(at), 0.0), 11.0, side, &reference.text);
    }
    let mut y = top;
    for dot in &dots.dots {
        row(pen, &dot.name, dot.tone, dot.amount.as_ref(), y, |pen| {
            if let Some((low, high)) = dot.margin {
                let (from, to) = (x.at(low), x.at(high));
                let class = format!("margin-{}", tone_class(dot.tone));
                pen.rect(&class, Across::Share(from), y + 21.0, Across::Share(to - from), 10.0);
            }
            if let Some(amount) = &dot.amount {
                let class = format!("dot {}", tone_class(dot.tone));
                pen.circle(&class, Across::Share(x.at(amount.value)), y + 26.0, 5.0);
            }
        });
        y += ROW;
    }
    Size { class: "p-dots", height: bottom + 22.0, ..Size::default() }
}
