//! How much is off the line at each rung: a line that should stay level, and the wedge under it.

use crate::base::chart::threads::{Ladder, Rung};

use super::Size;
use super::pen::{Across, Path, Pen, Side};
use super::scale::{Scale, count};
use super::width;

const HEIGHT: f64 = 200.0;
const TOP: f64 = 44.0;
const BOTTOM: f64 = HEIGHT - 34.0;

pub(super) fn draw(ladder: &Ladder, pen: &mut Pen) -> Size {
    let values = ladder
        .rungs
        .iter()
        .flat_map(|it| [it.off.as_ref().map_or(0.0, |it| it.value), it.before.unwrap_or(0.0)]);
    let most = values.filter(|it| it.is_finite()).fold(0.0, f64::max);
    let y = Scale::new(0.0, most, TOP, BOTTOM);
    let x = Scale::new(0.0, count(ladder.rungs.len().saturating_sub(1)), 0.03, 0.9);
    let at = |n: usize| x.at(count(n));

    pen.stretched(HEIGHT, |pen| {
        let off = points(&ladder.rungs, |it| it.off.as_ref().map(|it| it.value), &y, at);
        let before = points(&ladder.rungs, |it| it.before, &y, at);
        if let (Some(first), Some(last)) = (off.first(), off.last()) {
            let mut wedge = through(&off);
            pen.path("wedge", wedge.to(last.0, TOP).to(first.0, TOP).close());
        }
        if before.len() > 1 {
            pen.path("ln ghost", &through(&before));
        }
        if off.len() > 1 {
            pen.path("ln offl", &through(&off));
        }
    });
    pen.level("thread", TOP);
    let ghost =
        ladder.rungs.iter().enumerate().filter_map(|(n, it)| Some((n, it.before?))).next_back();
    if let Some((n, before)) = ghost {
        let text = (Across::Share(at(n)), -8.0);
        pen.text("lab quiet", text, y.at(before) - 5.0, Side::End, &ladder.before_label);
    }
    let room = 340.0 / count(ladder.rungs.len().max(1));
    for (n, rung) in ladder.rungs.iter().enumerate() {
        let place = Across::Share(at(n));
        let value = rung.off.as_ref().map_or(&*pen.words().not_known, |it| &it.text);
        pen.group("row", &format!("{}: {value}", rung.name.text), |pen| {
            pen.link(&rung.name, |pen| {
                let (side, nudge) = if n == 0 { (Side::Start, -10.0) } else { (Side::Middle, 0.0) };
                pen.around(place, TOP, |pen| {
                    pen.rect("tap", Across::Px(-30.0), -34.0, Across::Px(60.0), 44.0);
                    pen.rect("nd", Across::Px(-5.0), -5.0, Across::Px(10.0), 10.0);
                });
                let name = width::cut(&rung.name.text, room.max(60.0));
                pen.text("lab", (place, nudge), TOP - 18.0, side, &name);
                let Some(off) = &rung.off else {
                    return pen.text("lab quiet", (place, 0.0), TOP + 22.0, side, value);
                };
                if off.value > 0.0 {
                    let down = y.at(off.value);
                    pen.upright("drop", place, (TOP, down));
                    pen.circle("dot offd", place, down, 4.0);
                    pen.text("lab strong off", (place, nudge), down + 20.0, side, value);
                } else {
                    pen.text("lab strong", (place, nudge), TOP + 22.0, side, value);
                }
            });
        });
    }
    Size { class: "p-ladder", height: HEIGHT, ..Size::default() }
}

fn points(
    rungs: &[Rung],
    value: impl Fn(&Rung) -> Option<f64>,
    y: &Scale,
    at: impl Fn(usize) -> f64,
) -> Vec<(f64, f64)> {
    let known = rungs.iter().enumerate().filter_map(|(n, rung)| Some((n, value(rung)?)));
    known.map(|(n, value)| (at(n) * 1000.0, y.at(value))).collect()
}

fn through(points: &[(f64, f64)]) -> Path {
    let mut path = Path::default();
    for (x, y) in points {
        path.to(*x, *y);
    }
    path
}
