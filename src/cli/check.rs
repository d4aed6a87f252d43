//! `check`: findings only. Addresses are worked out, since two may clash; no page is made.

use std::process::ExitCode;
use std::time::Instant;

use crate::base::error::Error;
use crate::check::level::{Asked, Levels};
use crate::check::lint::{Lint, Topic};
use crate::check::lints::LINTS;
use crate::config::Config;
use crate::kinds::values::Audience;
use crate::report::baseline::Baseline;
use crate::site::engine::{Engine, Options};

use super::args::{Check, Global};
use super::found;
use super::ground::{Ground, options};
use super::revision::Revision;
use super::timings::Timings;

/// Checks a handbook. Documents of every audience are checked, unless one is asked for.
pub fn run(global: &Global, args: &Check) -> Result<ExitCode, Error> {
    let start = Instant::now();
    super::build::threads(args.jobs);
    let ground = Ground::find(global, &args.look.dir, None)?;
    let mut options = options(global, &args.look)?;
    options.audience = options.audience.or(Some(Audience::Confidential));
    let mut engine = ground.engine(options.clone())?;
    if !looks_back(engine.config(), &options.asked) {
        engine.forget_past();
    }
    let mut timings = Timings::begin();
    let (site, work) = engine.refresh_by(&mut |stage| timings.step(stage))?;
    if args.timings {
        eprint!("{}", timings.show());
        eprintln!("{} read, {} parsed, {} judged", work.read, work.parsed, work.linted);
    }
    if args.write_baseline {
        return found::remember(global, &ground, &site);
    }
    let known = match &args.since {
        Some(name) => Some((name.as_str(), before(&ground, options, name)?)),
        None => None,
    };
    let since = known.as_ref().map(|(name, known)| (*name, known));
    let ended = found::tell_since(global, &args.say, &ground, &site, since, start.elapsed());
    // The program ends with this, and all its memory goes back at once; piece by piece takes as long as a stage.
    std::mem::forget((engine, site));
    ended
}

/// Whether any lint is on that asks what git remembers.
fn looks_back(config: &Config, asked: &Asked) -> bool {
    let levels = Levels::new(config, asked);
    let of_time = |lint: &Lint| lint.topic == Topic::History || lint.name == "suspect";
    LINTS.iter().any(|lint| of_time(lint) && !levels.off(lint))
}

/// What was found at an earlier revision.
fn before(ground: &Ground, options: Options, name: &str) -> Result<Baseline, Error> {
    let then = Revision::open(ground, name)?;
    let tree = then.tree(ground)?;
    tree.read_texts()?;
    let around = then.around(ground)?;
    let mut engine = Engine::new(Box::new(tree), options, around).with_past(then.past());
    Ok(found::known(&engine.refresh()?.0))
}
