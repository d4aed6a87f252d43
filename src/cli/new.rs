//! `new`: a document scaffolded from its kind's own declaration, with the fields that a person fills in first.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use jiff::civil::Date;

use crate::base::error::Error;
use crate::base::names::slugify;
use crate::base::suggest::no_such;
use crate::kinds::KindTag;
use crate::kinds::schemas::Schemas;
use crate::parse::schema::{FieldInfo, Shape};
use crate::publish::edit::create;

use super::args::{Global, New};
use super::ground::{Ground, clock, shown};
use super::outcome;

/// Writes a new document.
pub fn run(global: &Global, args: &New) -> Result<ExitCode, Error> {
    let Some(tag) = KindTag::named(&args.kind) else {
        let names = KindTag::ALL.iter().map(|tag| tag.as_str());
        return Err(Error::Usage(no_such("kind", &args.kind, names)));
    };
    let id = slugify(&args.title);
    if id.is_empty() {
        return Err(Error::Usage(format!("`{}` has no letter to make an id of", args.title)));
    }
    let ground = Ground::find(global, &args.dir, None)?;
    let home = tag.homes().first().copied().unwrap_or_default();
    let below = Path::new(home).join(format!("{id}.md"));
    let path = ground.content.join(&below);
    let text = scaffold(tag, &args.title, clock());
    if path.symlink_metadata().is_ok() {
        return Err(Error::Usage(format!("{} is there already", shown(&path))));
    }
    create(&[(below, text.into_bytes())], &ground.content)?;
    if !global.quiet {
        outcome::say(&format!("{}\n", shown(&path)));
    }
    Ok(ExitCode::from(outcome::CLEAN))
}

/// The fields that are filled in first, besides those that must be there.
const fn first(tag: KindTag) -> &'static [&'static str] {
    match tag {
        KindTag::Strategy => &["owner", "period", "north_star", "pillars", "not_doing"],
        KindTag::Goal => &["owner", "period", "pillar", "teams", "krs"],
        KindTag::Metric => &["owner", "unit", "better", "cadence", "definition"],
        KindTag::Bet => &["owner", "goal", "moscow", "reach", "impact", "confidence", "effort"],
        KindTag::Release => &["owner", "goals", "moves", "team", "targets", "stage", "outcome"],
        KindTag::Checkin => &["date", "team", "goal", "status", "confidence", "blockers"],
        KindTag::Feedback => &["heard", "source", "informs", "customers"],
        KindTag::Study => &["date", "kind", "participants", "informs"],
        KindTag::Decision => &["date", "driver", "approver", "options", "context"],
        KindTag::Team => &["kind", "lead", "mission", "members"],
        KindTag::Person => &["name", "role", "team"],
        KindTag::Page => &["summary"],
    }
}

/// The text of a new document.
fn scaffold(tag: KindTag, title: &str, today: Date) -> String {
    let schemas = Schemas::new();
    let infos = schemas.of(tag);
    let mut out = String::from("---\n");
    let titled = if tag == KindTag::Person { "name" } else { "title" };
    let _ = writeln!(out, "{titled}: {}", scalar(title));
    let status = infos.iter().find(|info| info.name == "status");
    let wanted = status
        .filter(|info| info.required)
        .into_iter()
        .chain(first(tag).iter().filter_map(|name| infos.iter().find(|info| info.name == *name)));
    let others = infos
        .iter()
        .filter(|info| info.required && info.name != "status" && !first(tag).contains(&info.name));
    for info in wanted.chain(others) {
        if info.name != titled {
            let value = value(info, today);
            let _ = writeln!(out, "{}:{value} # {}", info.name, info.about);
        }
    }
    out.push_str("---\n\n");
    out
}

/// A first value: what is most likely, or nothing for the person to fill in.
fn value(info: &FieldInfo, today: Date) -> String {
    match &info.shape {
        Shape::Date => format!(" {today}"),
        Shape::Choice(words) => words.first().map_or_else(String::new, |word| format!(" {word}")),
        Shape::Period => format!(" {}-Q{}", today.year(), (today.month() - 1) / 3 + 1),
        Shape::List(_) => " []".to_owned(),
        _ => String::new(),
    }
}

/// A text as a YAML scalar.
fn scalar(text: &str) -> String {
    let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | ',' | '.'))
        && text.chars().next().is_some_and(char::is_alphabetic)
        && !text.ends_with(' ');
    if plain {
        return text.to_owned();
    }
    // What quotes mean in JSON they mean in YAML too.
    let line = text.replace(|c: char| c.is_control(), " ");
    serde_json::to_string(&line).unwrap_or_default()
}
