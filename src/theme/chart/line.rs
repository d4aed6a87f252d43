//! A number over time, with its target, the pace towards it and an earlier run.

use crate::base::chart::time::{Line, Reading};
use crate::base::date::{Date, day_number, short};

use super::Size;
use super::calendar;
use super::pen::{Across, Path, Pen, Side, tone_class};
use super::scale::{Scale, count, extent, rounded, tick};

const HEIGHT: f64 = 240.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = HEIGHT - 26.0;
/// So many readings at most have a dot each.
const DOTS: usize = 26;

pub(super) fn draw(line: &Line, pen: &mut Pen) -> Size {
    let plot = Plot::new(line);
    pen.aside(|pen| {
        for value in plot.y.ticks() {
            let y = plot.y.at(value);
            let base = if (y - BOTTOM).abs() < 0.5 { "grid base" } else { "grid" };
            pen.level(base, y);
            pen.text("tick y", (Across::Px(0.0), -10.0), y + 4.0, Side::End, &tick(value));
        }
        pen.text("tick", (Across::Px(0.0), 0.0), 10.0, Side::Start, &line.unit);
        calendar::ticks(pen, &plot.x, BOTTOM, HEIGHT - 8.0);
    });
    lines(line, &plot, pen);
    events(line, &plot, pen);
    if let Some(today) = line.today.filter(|it| plot.holds(*it)) {
        pen.upright("now", plot.across(today), (TOP, BOTTOM));
    }
    readings(line, &plot, pen);
    let ylab = if plot.wide_ticks() { "p-line ylab far" } else { "p-line ylab" };
    Size { class: ylab, height: HEIGHT, ..Size::default() }
}

struct Plot {
    x: Scale,
    y: Scale,
}

impl Plot {
    fn new(line: &Line) -> Self {
        let all = || {
            let ends = line.baseline.iter().chain(&line.target);
            line.points.iter().chain(&line.before).chain(ends)
        };
        let days = all().map(|it| place(it.date)).chain(line.today.map(place));
        let (first, last) = extent(days).unwrap_or((0.0, 1.0));
        let values = all().flat_map(|it| {
            let margin = it.margin.map_or([f64::NAN; 2], |(low, high)| [low, high]);
            [it.amount.value, margin[0], margin[1]]
        });
        let zero = line.from_zero.then_some(0.0);
        let (low, high) = extent(values.chain(zero)).unwrap_or((0.0, 1.0));
        let (low, high) = rounded(low, high);
        Self { x: Scale::new(first, last, 0.0, 1.0), y: Scale::new(low, high, BOTTOM, TOP) }
    }

    fn holds(&self, date: Date) -> bool {
        (self.x.low()..=self.x.high()).contains(&place(date))
    }

    fn across(&self, date: Date) -> Across {
        Across::Share(self.x.at(place(date)))
    }

    fn point(&self, reading: &Reading) -> (f64, f64) {
        (self.x.at(place(reading.date)) * 1000.0, self.y.at(reading.amount.value))
    }

    fn wide_ticks(&self) -> bool {
        self.y.ticks().iter().any(|it| tick(*it).chars().count() > 5)
    }
}

fn place(date: Date) -> f64 {
    f64::from(day_number(date))
}

fn lines(line: &Line, plot: &Plot, pen: &mut Pen) {
    let through = |readings: &[Reading]| {
        let mut path = Path::default();
        for (x, y) in readings.iter().map(|it| plot.point(it)) {
            path.to(x, y);
        }
        path
    };
    let floor = plot.y.at(plot.y.low().max(0.0));
    pen.stretched(HEIGHT, |pen| {
        let margins: Vec<(f64, f64, f64)> = line
            .points
            .iter()
            .filter_map(|it| it.margin.map(|m| (plot.point(it).0, plot.y.at(m.0), plot.y.at(m.1))))
            .collect();
        if margins.len() > 1 {
            let mut band = Path::default();
            for (x, _, high) in &margins {
                band.to(*x, *high);
            }
            for (x, low, _) in margins.iter().rev() {
                band.to(*x, *low);
            }
            pen.path("band-m", band.close());
        } else if line.from_zero
            && let [first, .., last] = line.points.as_slice()
        {
            let mut area = through(&line.points);
            area.to(plot.point(last).0, floor).to(plot.point(first).0, floor);
            pen.path("area", area.close());
        }
        if line.before.len() > 1 {
            pen.path("ln ghost", &through(&line.before));
        }
        if let (Some(from), Some(to)) = (&line.baseline, &line.target) {
            pen.path("ln pace", &through(&[from.clone(), to.clone()]));
        }
        if line.points.len() > 1 {
            pen.path("ln main", &through(&line.points));
        }
    });
    if let Some(reading) = line.before.get(line.before.len() * 3 / 4) {
        let y = (plot.point(reading).1 + 18.0).min(BOTTOM - 6.0);
        let at = plot.across(reading.date);
        pen.text("lab quiet", (at, 0.0), y, Side::Middle, &line.before_label);
    }
}

fn events(line: &Line, plot: &Plot, pen: &mut Pen) {
    let named = line.events.len() <= 4;
    let held = line.events.iter().filter(|it| plot.holds(it.date));
    for (n, event) in held.enumerate() {
        let at = plot.across(event.date);
        let hint = format!("{}, {}", event.name.text, short(event.date));
        pen.group("ev-on", &hint, |pen| {
            pen.link_called(&event.name, &hint, |pen| {
                let up = if named { 14.0 + 18.0 * count(n % 3) } else { 0.0 };
                pen.upright("ref", at, (BOTTOM - up, BOTTOM));
                pen.around(at, BOTTOM, |pen| {
                    let class = format!("u {}", tone_class(event.tone));
                    pen.rect("tap", Across::Px(-12.0), -12.0, Across::Px(24.0), 24.0);
                    pen.rect(&class, Across::Px(-4.5), -4.5, Across::Px(9.0), 9.0);
                });
                if named {
                    let late = plot.x.at(place(event.date)) > 0.5;
                    let (side, nudge) = if late { (Side::End, -6.0) } else { (Side::Start, 6.0) };
                    let y = BOTTOM - up + 4.0;
                    pen.text("lab minor", (at, nudge), y, side, &event.name.text);
                }
            });
        });
    }
}

fn readings(line: &Line, plot: &Plot, pen: &mut Pen) {
    if let Some(target) = &line.target {
        let (x, y) = plot.point(target);
        let at = plot.across(target.date);
        let side = if x > 500.0 { Side::End } else { Side::Start };
        let nudge = if x > 500.0 { -12.0 } else { 12.0 };
        let hint = format!("{}: {}", pen.words().target, target.amount.text);
        pen.group("goal", &hint, |pen| {
            pen.circle("dot target", at, y, 4.5);
            pen.text("lab", (at, nudge), (y - 8.0).max(11.0), side, &target.amount.text);
        });
    }
    let every = line.points.len() <= DOTS;
    let until = line.points.len().saturating_sub(1);
    for (n, reading) in line.points.iter().enumerate() {
        if !every && n < until {
            continue;
        }
        let (_, y) = plot.point(reading);
        let at = plot.across(reading.date);
        let hint = format!("{}: {}", short(reading.date), reading.amount.text);
        pen.group("read", &hint, |pen| {
            pen.circle("dot main", at, y, if n == until { 4.5 } else { 3.0 });
        });
    }
    let Some(last) = line.points.last() else { return };
    let (x, y) = plot.point(last);
    let near = |(tx, ty): (f64, f64)| (tx - x).abs() < 260.0 && (ty - y).abs() < 30.0;
    let below = line.target.as_ref().is_some_and(|it| near(plot.point(it)));
    let (side, nudge) = if x > 150.0 { (Side::End, -6.0) } else { (Side::Start, 8.0) };
    let y = if below { (y + 22.0).min(BOTTOM - 4.0) } else { (y - 11.0).max(12.0) };
    pen.text("lab strong", (plot.across(last.date), nudge), y, side, &last.amount.text);
}
