//! Drawings as inline SVG: coloured by classes, sized in per cent across and pixels down, so that text
//! keeps its size at every width. Each comes with the numbers it shows as a table.
//!
//! Rows whose marks lead somewhere are a group, not an image, so that their links can be reached.

mod bars;
mod calendar;
mod dots;
mod flow;
mod ladder;
mod line;
mod matrix;
mod pen;
mod quadrant;
mod scale;
mod spark;
mod stack;
mod table;
mod timeline;
mod tree;
mod waterfall;
mod width;

use std::borrow::Cow;

use crate::base::chart::{Chart, Form};
use crate::theme::html::escape;

use pen::Pen;

/// The words of a drawing that no view gives.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Words {
    /// Opens the table.
    pub numbers: Cow<'static, str>,
    /// Of a value that is not known.
    pub not_known: Cow<'static, str>,
    /// At the line of the as-of date.
    pub today: Cow<'static, str>,
    /// At the line to the target.
    pub pace: Cow<'static, str>,
    /// Of the target.
    pub target: Cow<'static, str>,
    /// Heads the column of dates.
    pub date: Cow<'static, str>,
    /// Heads the column of values.
    pub value: Cow<'static, str>,
    /// Of a margin.
    pub margin: Cow<'static, str>,
    /// Heads the first day of an item, the last and the one promised.
    pub days: [Cow<'static, str>; 3],
    /// Of a whole.
    pub total: Cow<'static, str>,
    /// The months, short.
    pub months: [Cow<'static, str>; 12],
}

impl Words {
    /// The built-in words.
    pub const ENGLISH: &'static Self = &Self {
        numbers: Cow::Borrowed("The numbers"),
        not_known: Cow::Borrowed("not known"),
        today: Cow::Borrowed("Today"),
        pace: Cow::Borrowed("Pace"),
        target: Cow::Borrowed("Target"),
        date: Cow::Borrowed("Date"),
        value: Cow::Borrowed("Value"),
        margin: Cow::Borrowed("Margin"),
        days: [Cow::Borrowed("Start"), Cow::Borrowed("End"), Cow::Borrowed("First promised")],
        total: Cow::Borrowed("Together"),
        months: [
            Cow::Borrowed("Jan"),
            Cow::Borrowed("Feb"),
            Cow::Borrowed("Mar"),
            Cow::Borrowed("Apr"),
            Cow::Borrowed("May"),
            Cow::Borrowed("Jun"),
            Cow::Borrowed("Jul"),
            Cow::Borrowed("Aug"),
            Cow::Borrowed("Sep"),
            Cow::Borrowed("Oct"),
            Cow::Borrowed("Nov"),
            Cow::Borrowed("Dec"),
        ],
    };
}

/// The drawing as a figure with its table; a spark line and a matrix need none. `root` is the way from
/// the page to the root.
#[must_use]
pub fn svg(chart: &Chart, root: &str) -> String {
    draw(chart, root, Words::ENGLISH)
}

/// The drawing in a language.
#[must_use]
pub fn draw(chart: &Chart, root: &str, words: &Words) -> String {
    match &chart.form {
        Form::Spark(it) => return spark::draw(chart, it),
        Form::Matrix(it) => return matrix::draw(chart, it, root),
        _ => {}
    }
    let mut pen = Pen::new(root, words);
    let size = match &chart.form {
        Form::Line(it) => line::draw(it, &mut pen),
        Form::Bars(it) => bars::draw(it, &mut pen),
        Form::Stack(it) => stack::draw(it, &mut pen),
        Form::Waterfall(it) => waterfall::draw(it, &mut pen),
        Form::Ladder(it) => ladder::draw(it, &mut pen),
        Form::Thread(it) => flow::draw(it, &mut pen),
        Form::Timeline(it) => timeline::draw(it, &mut pen),
        Form::Quadrant(it) => quadrant::draw(it, &mut pen),
        Form::Dots(it) => dots::draw(it, &mut pen),
        Form::Tree(it) => tree::draw(it, &mut pen),
        Form::Matrix(_) | Form::Spark(_) => Size::default(),
    };
    frame(chart, &size, pen, root, words)
}

/// How large a drawing came out.
#[derive(Default)]
struct Size {
    /// Classes of its own.
    class: &'static str,
    /// Pixels down.
    height: f64,
    /// Pixels across, for a drawing that keeps its width and scrolls.
    width: Option<f64>,
    /// Swatches to explain under it: class and words.
    legend: Vec<(String, Box<str>)>,
}

fn frame(chart: &Chart, size: &Size, pen: Pen, root: &str, words: &Words) -> String {
    let (linked, drawing) = pen.finish();
    let mut out = String::with_capacity(drawing.len() + 1024);
    let id = |suffix: &str| format!("c-{}-{suffix}", chart.name);
    out.push_str("<figure class=\"chart\" id=\"");
    escape(&id("figure"), &mut out);
    out.push_str("\">");
    caption(chart, size, &mut out);
    out.push_str("<div class=\"scroll-x\"");
    if size.width.is_some() || size.class.contains("wide") {
        out.push_str(" role=\"region\" tabindex=\"0\" aria-label=\"");
        escape(&chart.title, &mut out);
        out.push('"');
    }
    out.push_str("><svg class=\"plot ");
    out.push_str(size.class);
    out.push_str("\" width=\"");
    match size.width {
        Some(width) => pen::number(width, &mut out),
        None => out.push_str("100%"),
    }
    out.push_str("\" height=\"");
    pen::number(size.height, &mut out);
    out.push_str(if linked { "\" role=\"group\"" } else { "\" role=\"img\"" });
    out.push_str(" aria-labelledby=\"");
    escape(&id("title"), &mut out);
    out.push_str("\" aria-describedby=\"");
    escape(&id("desc"), &mut out);
    if size.class.contains("flow") {
        out.push_str("\" data-lit=\"");
    }
    out.push_str("\"><title id=\"");
    escape(&id("title"), &mut out);
    out.push_str("\">");
    escape(&chart.title, &mut out);
    out.push_str("</title><desc id=\"");
    escape(&id("desc"), &mut out);
    out.push_str("\">");
    escape(&chart.summary, &mut out);
    out.push_str("</desc>");
    out.push_str(&drawing);
    out.push_str("</svg></div>");
    table::write(chart, root, words, &mut out);
    out.push_str("</figure>");
    out
}

fn caption(chart: &Chart, size: &Size, out: &mut String) {
    if chart.caption.is_none() && size.legend.is_empty() {
        return;
    }
    out.push_str("<figcaption>");
    if let Some(caption) = &chart.caption {
        out.push_str("<p class=\"cap\">");
        escape(caption, out);
        out.push_str("</p>");
    }
    if !size.legend.is_empty() {
        out.push_str("<ul class=\"legend\">");
        for (class, words) in &size.legend {
            out.push_str("<li><i class=\"lg ");
            escape(class, out);
            out.push_str("\"></i>");
            escape(words, out);
            out.push_str("</li>");
        }
        out.push_str("</ul>");
    }
    out.push_str("</figcaption>");
}
