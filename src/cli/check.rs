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
use crate::site::engine::{Engine, Options, Site};

use super::args::{Check, Global};
use super::fix::Plan;
use super::found::{self, Places, verdict};
use super::ground::{Ground, options};
use super::outcome;
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
        eprintln!(
            "{} read, {} parsed, {} reused, {} judged",
            work.read, work.parsed, work.reused, work.linted
        );
    }
    if args.write_baseline {
        return found::remember(global, &ground, &site);
    }
    if args.fix {
        return mend(global, args, &ground, &mut engine, &site, start);
    }
    let known = match &args.since {
        Some(name) => Some((name.as_str(), before(&ground, options, name)?)),
        None => None,
    };
    let since = known.as_ref().map(|(name, known)| (*name, known));
    let out = args.out.as_deref();
    let ended = found::tell_since(global, &args.say, out, &ground, &site, since, start.elapsed());
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
    let mut engine = Engine::new(Box::new(tree), options, around)
        .with_past(then.past())
        .with_store(Some(ground.store()));
    Ok(found::known(&engine.refresh()?.0))
}

/// Carries out what is certain, and checks again.
fn mend(
    global: &Global,
    args: &Check,
    ground: &Ground,
    engine: &mut Engine,
    site: &Site,
    start: Instant,
) -> Result<ExitCode, Error> {
    let mut places = Places::new(ground);
    let told = places.told(ground, site)?;
    let plan = Plan::of(&places, &told, site);
    let is_human = args.say.format.iter().all(|name| name == "human");
    // What another program reads is not mixed with a diff.
    let say = |text: &str| if is_human { outcome::say(text) } else { eprint!("{text}") };
    if args.dry_run {
        say(&plan.diff());
        say(&plan.words("Would mend"));
        return Ok(verdict(&args.say, &told));
    }
    plan.carry_out(&ground.root)?;
    if !global.quiet {
        say(&plan.diff());
        say(&plan.words("Mended"));
    }
    engine.surround(ground.around()?);
    let (site, _) = engine.refresh()?;
    let out = args.out.as_deref();
    found::tell(global, &args.say, out, ground, &site, &[], start.elapsed())
}
