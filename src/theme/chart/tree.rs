//! What consists of what: roots at the left, parts to their right, each beside the middle of its own.

use crate::base::chart::Tone;
use crate::base::chart::threads::{Branch, Tree};

use super::Size;
use super::pen::{Across, Path, Pen, Side};
use super::scale::count;
use super::width;

const COLUMN: f64 = 236.0;
const ROW: f64 = 44.0;
const NAME: f64 = 196.0;
/// A tree deeper than this is cut: nobody could read it, and a cycle would have no end.
const DEPTH: usize = 12;

pub(super) fn draw(tree: &Tree, pen: &mut Pen) -> Size {
    let mut rows = 0.0;
    let mut deepest = 0;
    for root in &tree.roots {
        branch(root, 0, &mut rows, &mut deepest, pen);
    }
    let columns = count(deepest + 1);
    Size {
        class: "p-tree",
        height: (rows * ROW).max(ROW),
        width: Some(COLUMN.mul_add(columns, -20.0)),
        ..Size::default()
    }
}

/// Draws a branch and its parts; gives the pixels down to its middle.
fn branch(it: &Branch, depth: usize, rows: &mut f64, deepest: &mut usize, pen: &mut Pen) -> f64 {
    *deepest = (*deepest).max(depth);
    let x = COLUMN * count(depth);
    let parts: Vec<f64> = if depth < DEPTH {
        it.parts.iter().map(|part| branch(part, depth + 1, rows, deepest, pen)).collect()
    } else {
        Vec::new()
    };
    let y = if let (Some(first), Some(last)) = (parts.first(), parts.last()) {
        f64::midpoint(*first, *last)
    } else {
        *rows += 1.0;
        ROW.mul_add(*rows, -ROW / 2.0)
    };
    for part in &parts {
        let mut path = Path::default();
        path.to(x + COLUMN - 28.0, y).curve((x + COLUMN - 28.0, y), (x + COLUMN - 4.0, *part));
        pen.path("twig", &path);
    }
    pen.link(&it.name, |pen| {
        pen.rect("tap", Across::Px(x), y - 20.0, Across::Px(NAME + 8.0), 40.0);
        let shape = if it.tone == Tone::Plain { 0.0 } else { 19.0 };
        pen.tone(it.tone, x, y - 13.0);
        let name = width::cut(&it.name.text, NAME - shape);
        let place = (Across::Px(x + shape), 0.0);
        let middle = if it.text.is_empty() { y + 4.5 } else { y - 2.0 };
        pen.text("lab lane", place, middle, Side::Start, &name);
        if !it.text.is_empty() {
            pen.text(
                "tick",
                (Across::Px(x + shape), 0.0),
                y + 14.0,
                Side::Start,
                &width::cut(&it.text, NAME - shape),
            );
        }
    });
    y
}
