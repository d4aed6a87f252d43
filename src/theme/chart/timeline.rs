//! Work in its lanes: bars from start to ship date, with what was promised and how late it could be.

use crate::base::chart::time::{Item, Lane, Timeline};
use crate::base::chart::{Stage, Tone};
use crate::base::date::{Date, day_number, short};

use super::Size;
use super::calendar;
use super::pen::{Across, Pen, Side, tone_class};
use super::scale::{Scale, count};
use super::width;

/// The least width that it is drawn at, which labels are kept apart for; the sheet holds it to that.
const WIDTH: f64 = 704.0;
const HEAD: f64 = 46.0;
const ROW: f64 = 26.0;

pub(super) fn draw(time: &Timeline, pen: &mut Pen) -> Size {
    let x = Scale::new(place(time.from), place(time.to), 0.0, 1.0);
    let lanes: Vec<(&Lane, Vec<Placed>, usize)> = time
        .lanes
        .iter()
        .map(|lane| {
            let (placed, rows) = pack(&lane.items, &x);
            (lane, placed, rows)
        })
        .collect();
    let heights = lanes.iter().map(|(lane, _, rows)| lane_height(lane, *rows));
    let height = HEAD + heights.sum::<f64>();
    pen.aside(|pen| head(time, &x, height, pen));
    let mut y = HEAD;
    for (lane, placed, rows) in &lanes {
        if let Some(group) = &lane.group {
            pen.link(group, |pen| {
                pen.text("lab strong", (Across::Px(0.0), 0.0), y + 21.0, Side::Start, &group.text);
            });
            pen.level("grid base", y + 30.0);
            y += 30.0;
        }
        pen.link(&lane.name, |pen| {
            let shape = if lane.tone == Tone::Plain { 0.0 } else { 19.0 };
            pen.rect("tap", Across::Px(0.0), y + 2.0, Across::Px(240.0), 24.0);
            pen.tone(lane.tone, 0.0, y + 8.0);
            let place = (Across::Px(shape), 0.0);
            pen.text("lab lane", place, y + 19.0, Side::Start, &lane.name.text);
        });
        let top = y + 26.0;
        if lane.items.is_empty() && !lane.empty.is_empty() {
            pen.text("lab off", (Across::Share(0.45), 0.0), y + 19.0, Side::Start, &lane.empty);
        }
        for it in placed {
            item(it, time, &x, ROW.mul_add(it.row, top + ROW / 2.0), pen);
        }
        let rows = count(*rows);
        y = ROW.mul_add(rows, top + 6.0);
        pen.level("grid", y);
    }
    Size { class: "p-time wide", height, ..Size::default() }
}

struct Placed<'a> {
    item: &'a Item,
    row: f64,
    /// Whether the name stands before the bar.
    before: bool,
    /// The name, cut to its room.
    name: String,
}

fn place(date: Date) -> f64 {
    f64::from(day_number(date))
}

fn lane_height(lane: &Lane, rows: usize) -> f64 {
    let group = if lane.group.is_some() { 30.0 } else { 0.0 };
    let rows = count(rows);
    ROW.mul_add(rows, group + 26.0 + 6.0)
}

fn head(time: &Timeline, x: &Scale, height: f64, pen: &mut Pen) {
    for mark in calendar::marks(x, &pen.words().months) {
        let at = Across::Share(x.at(mark.day));
        let class = if mark.strong { "q" } else { "m" };
        pen.upright(class, at, (if mark.strong { 20.0 } else { 28.0 }, height));
        if x.at(mark.day) < 0.97 {
            pen.text("tick", (at, 5.0), 38.0, Side::Start, &mark.text);
        }
    }
    pen.level("grid base", HEAD);
    if let Some(today) = time.today.filter(|it| (time.from..=time.to).contains(it)) {
        let at = Across::Share(x.at(place(today)));
        pen.upright("today", at, (18.0, height));
        pen.around(at, 0.0, |pen| {
            pen.rect("today-b", Across::Px(-27.0), 0.0, Across::Px(54.0), 18.0);
            pen.text("today-t", (Across::Px(0.0), 0.0), 13.0, Side::Middle, &short(today));
        });
    }
}

/// Gives each item a row in which neither bar nor name meets another.
fn pack<'a>(items: &'a [Item], x: &Scale) -> (Vec<Placed<'a>>, usize) {
    let mut sorted: Vec<&Item> =
        items.iter().filter(|it| place(it.end) >= x.low() && first(it) <= x.high()).collect();
    sorted.sort_by_key(|it| (it.start.unwrap_or(it.end), it.end));
    let mut ends: Vec<f64> = Vec::new();
    let mut placed = Vec::new();
    for item in sorted {
        let start = x.at(first(item)) * WIDTH;
        let end = x.at(place(item.end)) * WIDTH;
        let latest = item.latest.map_or(end, |it| x.at(place(it)) * WIDTH).max(end);
        let slip = if item.slip.is_empty() { 0.0 } else { width::of(&item.slip) + 6.0 };
        let (left, right) = (start - 12.0, WIDTH - latest - 14.0);
        let wanted = width::of(&item.name.text) + slip;
        let before = wanted > right && left > right;
        let room = if before { left } else { right };
        let name = width::cut(&item.name.text, (room - slip).max(60.0));
        let label = width::of(&name) + slip;
        let promised = item.promised.map_or(start, |it| x.at(place(it)) * WIDTH);
        let from = start.min(promised) - if before { 12.0 + label } else { 6.0 };
        let to =
            if before { latest.max(promised) + 8.0 } else { latest.max(promised) + 14.0 + label };
        let row = ends.iter().position(|end| from > end + 10.0).unwrap_or(ends.len());
        match ends.get_mut(row) {
            Some(end) => *end = to,
            None => ends.push(to),
        }
        placed.push(Placed { item, row: count(row), before, name });
    }
    (placed, ends.len())
}

fn first(item: &Item) -> f64 {
    place(item.start.unwrap_or(item.end))
}

fn item(placed: &Placed, time: &Timeline, x: &Scale, y: f64, pen: &mut Pen) {
    let item = placed.item;
    let (from, to) = (x.at(first(item)), x.at(place(item.end)));
    let class = format!("tb {} {}", tone_class(item.tone), stage(item.stage));
    let mut hint = format!("{}: ", item.name.text);
    if let Some(start) = item.start {
        hint.push_str(&short(start));
        hint.push_str(" – ");
    }
    hint.push_str(&short(item.end));
    if !item.slip.is_empty() {
        hint.push_str(", ");
        hint.push_str(&item.slip);
    }
    pen.group(&class, &hint, |pen| {
        let bar = |pen: &mut Pen, class: &str, from: f64, to: f64| {
            pen.rect(class, Across::Share(from), y - 4.0, Across::Share(to - from), 8.0);
        };
        if let Some(latest) = item.latest.filter(|it| *it > item.end) {
            bar(pen, "tb-fuzz", to, x.at(place(latest)));
        }
        bar(pen, "tb-bar", from, to);
        if let Some(today) = time.today.filter(|_| item.stage == Stage::InProgress) {
            bar(pen, "tb-done", from, x.at(place(today)).clamp(from, to));
        }
        if let Some(promised) = item.promised.filter(|it| *it != item.end && *it >= time.from) {
            let at = x.at(place(promised));
            let (a, b) = if at <= to { (at, to) } else { (to, at) };
            pen.line("tb-trail", (Across::Share(a), Across::Share(b)), (y + 7.0, y + 7.0));
            pen.around(Across::Share(at), y, |pen| {
                pen.rect("tb-was", Across::Px(-4.5), -4.5, Across::Px(9.0), 9.0);
            });
        }
        let latest = item.latest.map_or(to, |it| x.at(place(it)).max(to));
        pen.around(Across::Share(to), y, |pen| {
            pen.rect("tb-end", Across::Px(-5.0), -5.0, Across::Px(10.0), 10.0);
            if item.stage == Stage::Cancelled {
                pen.line("tb-trail", (Across::Px(-5.0), Across::Px(5.0)), (5.0, -5.0));
            }
        });
        pen.link(&item.name, |pen| {
            let (at, side, nudge) =
                if placed.before { (from, Side::End, -9.0) } else { (latest, Side::Start, 12.0) };
            let text = (Across::Share(at), nudge);
            pen.text_with("lab", text, y + 4.5, side, &placed.name, &item.slip);
        });
    });
}

const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Planned => "planned",
        Stage::InProgress => "building",
        Stage::Shipped => "shipped",
        Stage::Cancelled => "cancelled",
    }
}
