//! What is wrong with a template, as a problem at its line and column.

use tera::{Error, ErrorKind, ReportError};

use crate::base::diagnostic::Problem;
use crate::base::place::Place;

use super::{BUILTIN, OWN};

/// The templates that an error blames, by their full names, each with its problem.
pub(super) fn problems(error: &Error) -> Vec<(String, Problem)> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![placed(report)],
        ErrorKind::CircularExtend { tpl, .. } => {
            vec![whole(tpl, "extends itself", "extend `builtin/` and the name to build on it")]
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            vec![whole(tpl, "includes itself", "break the circle of includes")]
        }
        ErrorKind::MissingParent { current, parent } => {
            let what = format!("extends `{parent}`, which there is not");
            vec![whole(current, &what, "extend `base.html` or another template of the theme")]
        }
        // Unknown names are only told as text, one report after the other.
        ErrorKind::Msg(text) => text.split("\n\n").filter_map(reported).collect(),
        _ => Vec::new(),
    }
}

/// The problem of an error that says no place.
pub(super) fn unplaced(template: &str, error: &Error) -> Problem {
    let what = match error.kind() {
        ErrorKind::TemplateNotFound(_) => "there is no such template".to_owned(),
        _ => error.to_string(),
    };
    make(template, 1, 1, &what)
}

/// A template's name as its author knows it, in backticks.
pub(super) fn shown(name: &str) -> String {
    let own = name.strip_prefix(OWN).or_else(|| name.strip_prefix(BUILTIN)).unwrap_or(name);
    format!("`templates/{own}`")
}

fn placed(report: &ReportError) -> (String, Problem) {
    let span = report.span();
    let problem = make(report.filename(), span.start_line, span.start_col + 1, report.message());
    (report.filename().to_owned(), problem)
}

fn whole(name: &str, what: &str, help: &str) -> (String, Problem) {
    let problem =
        Problem::new("bad-template", Place::Line(1, 1), format!("{} {what}", shown(name)));
    (name.to_owned(), problem.help(help))
}

/// Reads a report: `error: MESSAGE`, then ` --> NAME:LINE:COLUMN`.
fn reported(text: &str) -> Option<(String, Problem)> {
    let mut lines = text.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let place = lines.next()?.trim_start().strip_prefix("--> ")?;
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    Some((name.to_owned(), make(name, line, column, message)))
}

fn make(name: &str, line: usize, column: usize, message: &str) -> Problem {
    let first = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let mut letters = first.chars();
    let lowered: String =
        letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    let place = Place::Line(
        u32::try_from(line).unwrap_or(u32::MAX),
        u32::try_from(column).unwrap_or(u32::MAX),
    );
    let help = if name.starts_with(BUILTIN) {
        "this template is built in: check the site's own templates that it uses"
    } else {
        "mend the template, or remove it to use the built-in one"
    };
    Problem::new("bad-template", place, format!("{}: {lowered}", shown(name))).help(help)
}
