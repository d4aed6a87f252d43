//! Things by two measures. Each is a numbered dot; names stand beside the dots where they meet nothing.

use crate::base::chart::Tone;
use crate::base::chart::amounts::{Axis, Point, Quadrant};

use super::Size;
use super::pen::{Across, Pen, Side, tone_class};
use super::scale::{Scale, extent, tick};
use super::width;

/// The widths that names are kept apart for, of few things and of many; on anything wider they are further
/// apart, and on anything narrower the sheet leaves them out.
const WIDTHS: (f64, f64) = (500.0, 640.0);
const TOP: f64 = 28.0;
/// So many things have room on a drawing of the usual height.
const MANY: usize = 24;
const RADIUS: f64 = 10.0;
const LETTERS: f64 = 15.0;

pub(super) fn draw(quadrant: &Quadrant, pen: &mut Pen) -> Size {
    let many = quadrant.points.len() > MANY;
    let (wide, height) = if many { (WIDTHS.1, 560.0) } else { (WIDTHS.0, 400.0) };
    let bottom = height - 46.0;
    let x = scale(&quadrant.x, quadrant.points.iter().map(|it| it.x.value), (0.04, 0.96));
    let y = scale(
        &quadrant.y,
        quadrant.points.iter().map(|it| it.y.value),
        (bottom - 42.0, TOP + 36.0),
    );
    let split_x = x.at(quadrant.x.split.unwrap_or(x.middle()));
    let split_y = y.at(quadrant.y.split.unwrap_or(y.middle()));
    pen.aside(|pen| ground(quadrant, &x, (split_x, split_y), height, pen));
    let places = apart(&quadrant.points, &x, &y, (wide, bottom));
    let labels = labels(&quadrant.points, &places, (wide, bottom));
    for ((point, label), place) in quadrant.points.iter().zip(&labels).zip(&places) {
        let Some(label) = label else { continue };
        let class = format!("lab q-l {}", tone_class(point.tone));
        let at = (Across::Share(place.0 / wide), label.nudge);
        pen.text(&class, at, label.y + 11.5, label.side, &point.name.text);
    }
    for (n, (point, place)) in quadrant.points.iter().zip(&places).enumerate() {
        let class = format!(
            "q-p {}",
            if point.tone == Tone::Plain { "on" } else { tone_class(point.tone) }
        );
        let hint = format!("{}: {}, {}", point.name.text, point.x.text, point.y.text);
        pen.group(&class, &hint, |pen| {
            let number = (n + 1).to_string();
            pen.link_called(&point.name, &format!("{number}. {hint}"), |pen| {
                pen.around(Across::Share(place.0 / wide), place.1, |pen| {
                    pen.rect("tap", Across::Px(-12.0), -12.0, Across::Px(24.0), 24.0);
                    pen.circle("", Across::Px(0.0), 0.0, RADIUS);
                    pen.text("q-k", (Across::Px(0.0), 0.0), 4.0, Side::Middle, &number);
                });
            });
        });
    }
    Size { class: if many { "p-quad many" } else { "p-quad" }, height, ..Size::default() }
}

fn scale(axis: &Axis, values: impl Iterator<Item = f64>, (start, end): (f64, f64)) -> Scale {
    let (low, high) = extent(values.chain(axis.split)).unwrap_or((0.0, 1.0));
    let scale = Scale::new(low, high, start, end);
    if axis.log { scale.log() } else { scale }
}

fn ground(
    quadrant: &Quadrant,
    x: &Scale,
    (split_x, split_y): (f64, f64),
    height: f64,
    pen: &mut Pen,
) {
    let bottom = height - 46.0;
    pen.rect("q-win", Across::Px(0.0), TOP - 22.0, Across::Share(split_x), split_y - TOP + 22.0);
    pen.upright("split", Across::Share(split_x), (TOP - 22.0, bottom));
    pen.level("split", split_y);
    pen.level("grid base", bottom);
    for value in x.ticks() {
        let at = Across::Share(x.at(value));
        pen.upright("tickmark", at, (bottom, bottom + 5.0));
        pen.text("tick", (at, 0.0), bottom + 19.0, Side::Middle, &tick(value));
    }
    pen.text("tick", (Across::Share(1.0), 0.0), height - 4.0, Side::End, &quadrant.x.text);
    pen.text(
        "tick",
        (Across::Px(0.0), 0.0),
        height - 4.0,
        Side::Start,
        &format!("↑ {}", quadrant.y.text),
    );
    let corners = [
        (Across::Px(0.0), 10.0, TOP - 6.0, Side::Start),
        (Across::Share(1.0), -10.0, TOP - 6.0, Side::End),
        (Across::Px(0.0), 10.0, bottom - 10.0, Side::Start),
        (Across::Share(1.0), -10.0, bottom - 10.0, Side::End),
    ];
    for (name, (at, nudge, y, side)) in quadrant.corners.iter().zip(corners) {
        pen.text("q-n", (at, nudge), y, side, name);
    }
}

/// Places in pixels, those that coincide moved up and down until every dot can be seen.
fn apart(points: &[Point], x: &Scale, y: &Scale, (wide, bottom): (f64, f64)) -> Vec<(f64, f64)> {
    let mut places: Vec<(f64, f64)> =
        points.iter().map(|it| (x.at(it.x.value) * wide, y.at(it.y.value))).collect();
    let reach = RADIUS * 2.0 + 2.0;
    for _ in 0..60 {
        let mut moved = false;
        for a in 1..places.len() {
            let (before, rest) = places.split_at_mut(a);
            let Some(one) = rest.first_mut() else { continue };
            for other in before {
                let (dx, dy) = (one.0 - other.0, one.1 - other.1);
                if dx.abs() >= reach || dy.abs() >= reach || dx.hypot(dy) >= reach {
                    continue;
                }
                let wanted = (reach * reach - dx * dx).max(0.0).sqrt();
                let push = (wanted - dy.abs()) / 2.0 + 0.1;
                let way: f64 = if dy < 0.0 { -1.0 } else { 1.0 };
                one.1 = way.mul_add(push, one.1).clamp(TOP, bottom - RADIUS);
                other.1 = way.mul_add(-push, other.1).clamp(TOP, bottom - RADIUS);
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    places
}

/// A name's place: how far from its dot its side is, and its top.
struct Label {
    nudge: f64,
    y: f64,
    side: Side,
}

/// What is taken around a point that moves with the width: from and to beside it, and its top and bottom.
#[derive(Clone, Copy)]
struct Area {
    x: f64,
    beside: (f64, f64),
    top: f64,
    bottom: f64,
}

impl Area {
    /// Whether two meet, on the narrowest drawing or on wider ones.
    fn meets(&self, other: &Self) -> bool {
        let across = [1.0, 1.5, 2.2].iter().any(|wider| {
            let (a, b) = (self.x * wider, other.x * wider);
            a + self.beside.0 < b + other.beside.1 && b + other.beside.0 < a + self.beside.1
        });
        across && self.top < other.bottom && other.top < self.bottom
    }

    fn is_inside(&self, (wide, bottom): (f64, f64)) -> bool {
        let across = self.x + self.beside.0 >= 0.0 && self.x + self.beside.1 <= wide;
        across && self.top >= 0.0 && self.bottom <= bottom
    }
}

/// A place for each name that has one, tried from the top down.
fn labels(
    points: &[Point],
    places: &[(f64, f64)],
    (wide, bottom): (f64, f64),
) -> Vec<Option<Label>> {
    let dot = |(x, y): &(f64, f64)| Area {
        x: *x,
        beside: (-RADIUS, RADIUS),
        top: y - RADIUS,
        bottom: y + RADIUS,
    };
    let mut taken: Vec<Area> = places.iter().map(dot).collect();
    for (x, beside) in [(0.0, (0.0, 130.0)), (wide, (-130.0, 0.0))] {
        for top in [TOP - 22.0, bottom - 24.0] {
            taken.push(Area { x, beside, top, bottom: top + 20.0 });
        }
    }
    let mut order: Vec<usize> = (0..points.len().min(places.len())).collect();
    let key = |n: usize| places.get(n).copied().unwrap_or_default();
    order.sort_by(|a, b| key(*a).1.total_cmp(&key(*b).1).then(key(*a).0.total_cmp(&key(*b).0)));
    let mut labels: Vec<Option<Label>> = points.iter().map(|_| None).collect();
    for n in order {
        let (Some(point), Some(place)) = (points.get(n), places.get(n)) else { continue };
        let letters = width::of(&point.name.text) + 4.0;
        let found = candidates(*place, letters).into_iter().find(|(_, area)| {
            area.is_inside((wide, bottom)) && taken.iter().all(|it| !it.meets(area))
        });
        if let (Some((label, area)), Some(slot)) = (found, labels.get_mut(n)) {
            taken.push(area);
            *slot = Some(label);
        }
    }
    labels
}

/// Beside, above, below, then slantwise.
fn candidates((x, y): (f64, f64), wide: f64) -> [(Label, Area); 8] {
    let gap = RADIUS + 5.0;
    let slant = RADIUS * 0.8;
    let place = |nudge: f64, top: f64, side: Side| {
        let left = match side {
            Side::Start => nudge,
            Side::Middle => nudge - wide / 2.0,
            Side::End => nudge - wide,
        };
        let area = Area { x, beside: (left - 2.0, left + wide + 2.0), top, bottom: top + LETTERS };
        (Label { nudge, y: top, side }, area)
    };
    [
        place(gap, y - LETTERS / 2.0, Side::Start),
        place(-gap, y - LETTERS / 2.0, Side::End),
        place(0.0, y - RADIUS - LETTERS - 2.0, Side::Middle),
        place(0.0, y + RADIUS + 2.0, Side::Middle),
        place(slant, y - RADIUS - LETTERS + 3.0, Side::Start),
        place(slant, y + RADIUS - 3.0, Side::Start),
        place(-slant, y - RADIUS - LETTERS + 3.0, Side::End),
        place(-slant, y + RADIUS - 3.0, Side::End),
    ]
}
