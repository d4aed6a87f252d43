//! What serves what: columns of names joined by ribbons as thick as the work in them. What nothing joins
//! to the column before hangs on a frayed end.

mod place;

use crate::base::chart::Tone;
use crate::base::chart::threads::Thread;

use super::Size;
use super::pen::{Across, Path, Pen, Side, tone_class};
use super::width;

use place::{Places, Spot};

const HEAD: f64 = 30.0;
const BAR: f64 = 4.0;

pub(super) fn draw(thread: &Thread, pen: &mut Pen) -> Size {
    let places = Places::of(thread);
    for (n, column) in thread.columns.iter().enumerate() {
        let place = (Across::Px(places.x(n) + BAR + 6.0), 0.0);
        pen.text("tick", place, 12.0, Side::Start, column);
    }
    ribbons(thread, &places, pen);
    for (n, node) in thread.nodes.iter().enumerate() {
        let Some(spot) = places.spots.get(n) else { continue };
        let x = places.x(node.column);
        let middle = HEAD + spot.middle;
        let room = places.wide(thread.columns.len(), node.column);
        let class = format!("node-t {}", tone_class(node.tone));
        let hint = if node.note.is_empty() {
            node.name.text.to_string()
        } else {
            format!("{}, {}", node.name.text, node.note)
        };
        pen.lit(&class, &places.reach(n), &hint, |pen| {
            let thick = spot.thick;
            let rest = spot.served_by > 0 && node.column + 1 < thread.columns.len();
            if rest {
                let wide = Across::Px(places.label);
                pen.rect("band", Across::Px(x + BAR), middle - thick / 2.0, wide, thick);
                pen.rect(
                    "end",
                    Across::Px(x + BAR + places.label),
                    middle - thick / 2.0,
                    Across::Px(BAR),
                    thick,
                );
            }
            pen.rect("end", Across::Px(x), middle - thick / 2.0, Across::Px(BAR), thick);
            pen.link(&node.name, |pen| {
                pen.rect("tap", Across::Px(x), middle - 12.0, Across::Px(room), 24.0);
                let mut left = x + BAR + 7.0;
                if matches!(node.tone, Tone::Plain | Tone::On) {
                    pen.kind(&node.kind, left, middle - 5.0);
                } else {
                    pen.tone(node.tone, left - 1.0, middle - 6.5);
                }
                left += 17.0;
                let note = if node.note.is_empty() { 0.0 } else { width::of(&node.note) + 6.0 };
                let name = width::cut(&node.name.text, (room - 26.0 - note).max(50.0));
                let place = (Across::Px(left), 0.0);
                pen.text_with("lab lane", place, middle + 4.5, Side::Start, &name, &node.note);
            });
        });
    }
    Size {
        class: "p-flow flow",
        height: HEAD + places.height,
        width: Some(places.width(thread.columns.len())),
        ..Size::default()
    }
}

fn ribbons(thread: &Thread, places: &Places, pen: &mut Pen) {
    for ribbon in &places.ribbons {
        let (Some(from), Some(to)) = (thread.nodes.get(ribbon.from), thread.nodes.get(ribbon.to))
        else {
            continue;
        };
        let left = places.x(from.column) + BAR * 2.0 + places.label;
        let right = places.x(to.column);
        let (a, b) = (HEAD + ribbon.start, HEAD + ribbon.end);
        let mut path = Path::default();
        path.to(left, a)
            .curve((left, a), (right, b))
            .to(right, b + ribbon.thick)
            .curve((right, b + ribbon.thick), (left, a + ribbon.thick))
            .close();
        let class = format!("rib {}", tone_class(ribbon.tone));
        pen.lit(&class, &ribbon.keys, &ribbon.hint, |pen| pen.path("rib-p", &path));
    }
    // What hangs off the thread.
    for (node, spot) in thread.nodes.iter().zip(&places.spots) {
        if node.column > 0 && spot.serves == 0 {
            frayed(places.x(node.column), HEAD + spot.middle, spot, pen);
        }
    }
}

fn frayed(right: f64, middle: f64, spot: &Spot, pen: &mut Pen) {
    let left = right - 46.0;
    let (top, bottom) = (middle - spot.thick / 2.0, middle + spot.thick / 2.0);
    let mut path = Path::default();
    path.to(left, top + 8.0)
        .curve((left, top + 8.0), (right, top))
        .to(right, bottom)
        .curve((right, bottom), (left, bottom.mul_add(0.5, top * 0.5) + 8.0))
        .close();
    pen.path("rib loose", &path);
}
