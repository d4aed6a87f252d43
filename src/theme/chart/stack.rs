//! Wholes and their parts.

use crate::base::chart::amounts::Stack;
use crate::base::chart::{Amount, Tone};

use super::Size;
use super::bars::{ROW, row};
use super::pen::{Across, Pen, Side, tone_class};
use super::scale::Scale;

pub(super) fn draw(stack: &Stack, pen: &mut Pen) -> Size {
    let worth =
        |amount: &Amount| if amount.value.is_finite() { amount.value.max(0.0) } else { 0.0 };
    let whole = |amounts: &[Amount]| amounts.iter().map(worth).sum::<f64>();
    let longest = stack.rows.iter().map(|row| whole(&row.amounts)).fold(0.0, f64::max);
    let limit = stack.limit.as_ref().map_or(0.0, |limit| limit.value);
    let full = stack.full.unwrap_or(0.0).max(longest).max(limit);
    let x = Scale::new(0.0, full, 0.0, 1.0);
    let mut y = 0.0;
    for it in &stack.rows {
        let total = Amount::new(0.0, it.total.clone());
        row(pen, &it.name, Tone::Plain, Some(&total), y, |pen| {
            pen.rect("bar-track", Across::Px(0.0), y + 20.0, Across::Share(1.0), 12.0);
            let mut from = 0.0;
            for (n, (amount, part)) in it.amounts.iter().zip(&stack.parts).enumerate() {
                let to = from + worth(amount);
                let hint = format!("{}: {}", part.text, amount.text);
                pen.group(&class(n, part.tone), &hint, |pen| {
                    let width = Across::Share(x.at(to) - x.at(from));
                    pen.rect("seg", Across::Share(x.at(from)), y + 20.0, width, 12.0);
                });
                from = to;
            }
        });
        y += ROW;
    }
    if let Some(limit) = &stack.limit {
        // The line crosses the bars, not the words over them, and is named under the last.
        let at = x.at(limit.value);
        let mut bar = 20.0;
        for _ in &stack.rows {
            pen.upright("limit", Across::Share(at), (bar - 3.0, bar + 18.0));
            bar += ROW;
        }
        let side = if at > 0.6 { Side::End } else { Side::Start };
        pen.text("tick", (Across::Share(at), 0.0), y + 9.0, side, &limit.text);
        y += 13.0;
    }
    let legend = stack.parts.iter().enumerate();
    let legend = legend.map(|(n, part)| (class(n, part.tone), part.text.clone())).collect();
    Size { class: "p-stack", height: y.max(1.0), legend, ..Size::default() }
}

fn class(n: usize, tone: Tone) -> String {
    match tone {
        Tone::Plain => format!("seg-{}", n.min(4)),
        tone => format!("seg-{}", tone_class(tone)),
    }
}
