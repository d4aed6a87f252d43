//! `explain`: the page of a lint, a kind or a field, on the terminal.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use crate::base::error::Error;
use crate::base::suggest::nearest;
use crate::check::lint::{Lint, Topic};
use crate::check::lints::LINTS;
use crate::config::Config;
use crate::kinds::KindTag;
use crate::kinds::schemas::Schemas;
use crate::measure::formulas::FORMULAS;
use crate::parse::schema::{FieldInfo, Shape};

use super::args::{Explain, Global};
use super::outcome;

/// Explains a name, or lists what can be explained.
pub fn run(global: &Global, args: &Explain) -> Result<ExitCode, Error> {
    if let Some(url) = &args.page {
        return super::why::run(global, url, Path::new(args.name.as_deref().unwrap_or(".")));
    }
    let Some(name) = &args.name else {
        outcome::say(&everything());
        return Ok(ExitCode::from(outcome::CLEAN));
    };
    let text = lint(name).or_else(|| formula(name)).or_else(|| kind(name)).or_else(|| field(name));
    match text {
        Some(text) => {
            outcome::say(&text);
            Ok(ExitCode::from(outcome::CLEAN))
        }
        None => Err(Error::Usage(unknown(name))),
    }
}

fn everything() -> String {
    let mut out = String::from("Explain any of these with `throughline explain NAME`.\n");
    for topic in Topic::ALL {
        let of_topic: Vec<&&Lint> = LINTS.iter().filter(|lint| lint.topic == *topic).collect();
        if of_topic.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{}", topic.as_str());
        for lint in of_topic {
            let _ = writeln!(out, "  {:<28} {:<8} {}", lint.name, lint.level.as_str(), lint.why);
        }
    }
    out.push_str("\nFormulas\n");
    for formula in FORMULAS {
        let _ = writeln!(out, "  {:<28} {}", formula.name, formula.title);
    }
    out.push_str("\nKinds\n  ");
    out.push_str(&KindTag::ALL.iter().map(|t| t.as_str()).collect::<Vec<_>>().join(", "));
    out.push('\n');
    out
}

fn lint(name: &str) -> Option<String> {
    let lint = LINTS.iter().find(|lint| lint.name == name)?;
    let mut out = lint.page.trim_end().to_owned();
    let _ = write!(
        out,
        "\n\nLevel: {}. Topic: {}. It matters because {}.\n",
        lint.level.as_str(),
        lint.topic.as_str(),
        lint.why
    );
    for threshold in lint.thresholds {
        let _ = writeln!(
            out,
            "Threshold `lints.thresholds.{}.{}`: {} ({}).",
            lint.name, threshold.name, threshold.default, threshold.about
        );
    }
    Some(out)
}

fn formula(name: &str) -> Option<String> {
    let wanted = name.replace('-', "_");
    let formula = FORMULAS.iter().find(|formula| formula.name.replace('-', "_") == wanted)?;
    let mut out = formula.page.trim_end().to_owned();
    out.push('\n');
    Some(out)
}

fn kind(name: &str) -> Option<String> {
    let tag = KindTag::named(name)?;
    let mut out = format!("# {name}\n\n");
    let homes: Vec<String> = tag.homes().iter().map(|home| format!("`{home}/`")).collect();
    if homes.is_empty() {
        out.push_str("Documents outside the folders of the other kinds.\n");
    } else {
        let _ = writeln!(out, "Documents in {}, or with `type: {name}`.", homes.join(" or "));
    }
    if !tag.statuses().is_empty() {
        let _ = writeln!(out, "Status: {}.", tag.statuses().join(", "));
    }
    out.push('\n');
    table(&mut out, Schemas::new().of(tag), 0);
    Some(out)
}

fn field(name: &str) -> Option<String> {
    let schemas = Schemas::new();
    let mut out = String::new();
    for tag in KindTag::ALL {
        let found =
            schemas.of(*tag).iter().find(|info| info.name == name || info.aliases.contains(&name));
        if let Some(info) = found {
            let _ = writeln!(out, "{} of a {}", info.name, tag.as_str());
            table(&mut out, std::slice::from_ref(info), 1);
        }
    }
    let settings = Config::describe();
    if let Some(info) = settings.iter().find(|info| info.name == name) {
        let _ = writeln!(out, "{} in the settings", info.name);
        table(&mut out, std::slice::from_ref(info), 1);
    }
    (!out.is_empty()).then_some(out)
}

fn table(out: &mut String, infos: &[FieldInfo], depth: usize) {
    for info in infos {
        let indent = "  ".repeat(depth);
        let need = if info.required { " (required)" } else { "" };
        let _ = write!(out, "{indent}{}{need}: {}", info.name, words(&info.shape));
        let _ = write!(out, ". {}", info.about);
        if !info.aliases.is_empty() {
            let _ = write!(out, " Also read: {}.", info.aliases.join(", "));
        }
        out.push('\n');
        inner(out, &info.shape, depth + 1);
    }
}

fn inner(out: &mut String, shape: &Shape, depth: usize) {
    match shape {
        Shape::Object(infos) => table(out, infos, depth),
        Shape::List(shape) | Shape::Map(shape) => inner(out, shape, depth),
        Shape::OneOf(shapes) => {
            for shape in shapes {
                inner(out, shape, depth);
            }
        }
        _ => {}
    }
}

/// A shape in a few words.
fn words(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Date => "date".to_owned(),
        Shape::Number { min: None, max: None } => "number".to_owned(),
        Shape::Number { min: Some(min), max: None } => format!("number from {min}"),
        Shape::Number { min: None, max: Some(max) } => format!("number to {max}"),
        Shape::Number { min: Some(min), max: Some(max) } => format!("number from {min} to {max}"),
        Shape::Whole { min, max } => format!("number from {min} to {max}"),
        Shape::Month => "month, such as 4 or April".to_owned(),
        Shape::Address => "path".to_owned(),
        Shape::Web => "address on the web".to_owned(),
        Shape::Share | Shape::Percent => "share, 0 to 1 or percent".to_owned(),
        Shape::Flag => "true or false".to_owned(),
        Shape::Choice(all) => all.join(" | "),
        Shape::Period => "period such as 2026-Q2".to_owned(),
        Shape::Effort => "effort such as 3pw".to_owned(),
        Shape::Reference([]) => "id".to_owned(),
        Shape::Reference(kinds) => format!("id of a {}", kinds.join(" or ")),
        Shape::Any => "anything".to_owned(),
        Shape::List(shape) => format!("list of {}", words(shape)),
        Shape::Object(_) => "map".to_owned(),
        Shape::Map(shape) => format!("map to {}", words(shape)),
        Shape::OneOf(shapes) => shapes.iter().map(words).collect::<Vec<_>>().join(", or "),
    }
}

fn unknown(name: &str) -> String {
    let names =
        LINTS.iter().map(|lint| lint.name).chain(KindTag::ALL.iter().map(|tag| tag.as_str()));
    match nearest(name, names) {
        Some(near) => format!("there is nothing named `{name}`, did you mean `{near}`?"),
        None => format!("there is nothing named `{name}`; `throughline explain` lists all lints"),
    }
}
