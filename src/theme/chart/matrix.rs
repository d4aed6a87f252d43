//! Rows against columns: a table, whose cells are shaded by how much is in them. It is its own numbers.

use crate::base::chart::amounts::{Cell, Matrix};
use crate::base::chart::{Chart, Name, Tone};
use crate::theme::html::{self, escape};

use super::pen::tone_class;

/// Shades a cell can have.
const SHADES: f64 = 5.0;

pub(super) fn draw(chart: &Chart, matrix: &Matrix, root: &str) -> String {
    let cells = matrix.rows.iter().flat_map(|(_, cells)| cells.iter().flatten());
    let most = cells.map(|it| it.amount.value).filter(|it| it.is_finite()).fold(0.0, f64::max);
    let mut out = String::from("<figure class=\"chart\" id=\"c-");
    escape(&chart.name, &mut out);
    out.push_str(
        "-figure\"><div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"",
    );
    escape(&chart.title, &mut out);
    out.push_str("\"><table class=\"matrix\"><caption>");
    escape(&chart.title, &mut out);
    out.push_str("<span class=\"vh\">. ");
    escape(&chart.summary, &mut out);
    out.push_str("</span></caption><thead><tr><th scope=\"col\">");
    escape(&matrix.things, &mut out);
    out.push_str("</th>");
    for column in &matrix.columns {
        out.push_str("<th scope=\"col\">");
        link(column, root, &mut out);
        out.push_str("</th>");
    }
    out.push_str("</tr></thead><tbody>");
    for (name, cells) in &matrix.rows {
        out.push_str("<tr><th scope=\"row\">");
        link(name, root, &mut out);
        out.push_str("</th>");
        for n in 0..matrix.columns.len() {
            cell(cells.get(n).and_then(Option::as_ref), most, root, &mut out);
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    if let Some(caption) = &chart.caption {
        out.push_str("<figcaption class=\"cap\">");
        escape(caption, &mut out);
        out.push_str("</figcaption>");
    }
    out.push_str("</figure>");
    out
}

fn cell(cell: Option<&Cell>, most: f64, root: &str, out: &mut String) {
    let Some(cell) = cell else { return out.push_str("<td></td>") };
    let share = if most > 0.0 { cell.amount.value / most } else { 0.0 };
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    out.push_str("<td class=\"mx ");
    match cell.tone {
        Tone::Plain | Tone::On => {
            out.push_str("mx-");
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 5")]
            out.push_str(&((share * SHADES).ceil() as u8).to_string());
        }
        tone => out.push_str(tone_class(tone)),
    }
    out.push_str("\">");
    let name = Name { text: cell.amount.text.clone(), url: cell.url.clone() };
    link(&name, root, out);
    out.push_str("</td>");
}

/// Words that lead to a page, if there is one.
pub(super) fn link(name: &Name, root: &str, out: &mut String) {
    let Some(url) = &name.url else { return escape(&name.text, out) };
    out.push_str("<a href=\"");
    html::own_address(root, url, out);
    out.push_str("\">");
    escape(&name.text, out);
    out.push_str("</a>");
}
