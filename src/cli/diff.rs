//! `diff`: what changed in the strategy between two revisions, or between one and the files as they are.

use std::process::ExitCode;

use crate::base::error::Error;
use crate::diff::{self, Side, compare};
use crate::kinds::values::Audience;
use crate::site::engine::{Engine, Options};
use crate::source::Disk;

use super::args::{Diff, Global};
use super::ground::{Ground, options};
use super::outcome;
use super::revision::Revision;

/// Says what changed.
pub fn run(global: &Global, args: &Diff) -> Result<ExitCode, Error> {
    let format = diff::format(&args.format).map_err(Error::Usage)?;
    let ground = Ground::find(global, &args.look.dir, None)?;
    let mut options = options(global, &args.look)?;
    options.audience = options.audience.or(Some(Audience::Confidential));
    let (base, head) = range(&args.range);
    let (first, second) = match base {
        Base::Of(name) => (Revision::open(&ground, name)?, head),
        Base::Common(name) => (Revision::common(&ground, name, head.unwrap_or("HEAD"))?, head),
    };
    let later = second.map(|name| Revision::open(&ground, name)).transpose()?;
    let tree = first.tree(&ground)?;
    tree.read_texts()?;
    let newer = later.as_ref().map(|later| later.tree(&ground)).transpose()?;
    if let Some(newer) = &newer {
        newer.read_news(&tree)?;
    }
    let around = later.as_ref().map_or_else(|| ground.around(), |later| later.around(&ground))?;
    // Both sides are told as of one day: that of the later one.
    let day = later.as_ref().map_or(options.clock, |later| later.day);
    let as_of = options.as_of.or_else(|| as_of(&around));
    let options = Options { as_of: Some(as_of.unwrap_or(day)), ..options };
    let mut engine = Engine::new(Box::new(tree), options, first.around(&ground)?);
    let (before, work) = engine.refresh()?;
    engine.surround(around);
    match newer {
        Some(newer) => engine.turn_to(Box::new(newer)),
        None => engine.turn_to(Box::new(Disk::open(&ground.content, ground.skipped())?)),
    }
    let (after, more) = engine.refresh()?;
    if args.timings {
        eprintln!("{} parsed, then {} that differ", work.parsed, more.parsed);
    }
    let (content, settings) = first.names(&ground);
    let side = |site, name: &str| Side {
        site,
        name: name.to_owned(),
        content: content.clone(),
        settings: settings.clone(),
    };
    let base = match base {
        Base::Of(name) | Base::Common(name) => name,
    };
    let delta =
        compare(&side(&before, base), &side(&after, head.unwrap_or("the files as they are")));
    outcome::say(&(format.write)(&delta));
    Ok(ExitCode::from(outcome::CLEAN))
}

/// The day that settings name.
fn as_of(around: &crate::site::engine::Surroundings) -> Option<crate::base::date::Date> {
    let text = crate::parse::decode(around.settings.clone()?).ok()?;
    crate::config::Config::read(&crate::parse::parse_yaml(&text)).0.as_of
}

/// Where a comparison begins.
#[derive(Clone, Copy)]
enum Base<'a> {
    /// At this revision.
    Of(&'a str),
    /// At the last commit that this revision and the later one have in common.
    Common(&'a str),
}

/// `BASE..HEAD`, `BASE...HEAD` or `BASE`; without a later one the files are compared as they are.
fn range(text: &str) -> (Base<'_>, Option<&str>) {
    if let Some((base, head)) = text.split_once("...") {
        (Base::Common(or_head(base)), Some(or_head(head)))
    } else if let Some((base, head)) = text.split_once("..") {
        (Base::Of(or_head(base)), Some(or_head(head)))
    } else {
        (Base::Of(text), None)
    }
}

/// A side that is left out is what is checked out.
const fn or_head(text: &str) -> &str {
    if text.is_empty() { "HEAD" } else { text }
}
