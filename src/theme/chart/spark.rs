//! The shape of a number over time, in a line of text.

use crate::base::chart::Chart;
use crate::base::chart::time::Spark;
use crate::theme::html::escape;

use super::pen::{Across, Path, Pen, tone_class};
use super::scale::{Scale, count, extent};

const HEIGHT: f64 = 24.0;

pub(super) fn draw(chart: &Chart, spark: &Spark) -> String {
    let values: Vec<f64> = spark.values.iter().copied().filter(|it| it.is_finite()).collect();
    let mut pen = Pen::new("", super::Words::ENGLISH);
    if let Some((low, high)) = extent(values.iter().copied()) {
        let y = Scale::new(low, high, HEIGHT - 4.0, 4.0);
        let x = Scale::new(0.0, count(values.len().saturating_sub(1)), 0.0, 1000.0);
        let mut path = Path::default();
        for (n, value) in values.iter().enumerate() {
            path.to(x.at(count(n)), y.at(*value));
        }
        pen.stretched(HEIGHT, |pen| pen.path("ln main", &path));
        if let Some(last) = values.last() {
            let end = Across::Share(if values.len() > 1 { 1.0 } else { 0.0 });
            pen.circle(&format!("dot {}", tone_class(spark.tone)), end, y.at(*last), 3.0);
        }
    }
    let (_, drawing) = pen.finish();
    let mut out = String::from(
        "<svg class=\"plot spark\" width=\"96\" height=\"24\" role=\"img\" aria-label=\"",
    );
    escape(&chart.title, &mut out);
    out.push_str("\"><title>");
    escape(&chart.title, &mut out);
    out.push_str("</title><desc>");
    escape(&chart.summary, &mut out);
    out.push_str("</desc>");
    out.push_str(&drawing);
    out.push_str("</svg>");
    out
}
