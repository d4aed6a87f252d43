//! `build`: findings and the site. Errors leave the old site as it is, unless the person says to go on.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::error::Error;
use crate::base::place::Spot;
use crate::base::text::count;
use crate::check::run::lint;
use crate::publish::Publisher;
use crate::site::engine::{Engine, Site};
use crate::site::press::Made;
use crate::source::{Disk, Source};

use super::args::{Build, Global};
use super::found;
use super::ground::{Ground, options};
use super::outcome;
use super::timings::Timings;

/// Builds a site.
pub fn run(global: &Global, args: &Build) -> Result<ExitCode, Error> {
    let start = Instant::now();
    threads(args.jobs);
    let ground = Ground::find(global, &args.look.dir, args.out.as_deref())?;
    let mut engine: Engine = ground.engine(options(global, &args.look)?)?;
    let mut timings = Timings::begin();
    let (site, work) = engine.refresh_by(&mut |stage| timings.step(stage))?;
    let errors = found::errors(&ground, &site)?;
    if errors > 0 && !args.keep_going {
        let code = found::tell(global, &args.say, &ground, &site, &[], start.elapsed())?;
        if !global.quiet {
            eprintln!(
                "The site was not built: mend {}, or publish with `--keep-going`.",
                count(errors, "error", "errors")
            );
        }
        return Ok(code);
    }
    if args.clean {
        Publisher::clean(&ground.out)?;
    }
    let (written, faults) = write(&ground, &site)?;
    timings.step("pages");
    let more: Vec<Diagnostic> = faults;
    let code = found::tell(global, &args.say, &ground, &site, &more, start.elapsed())?;
    if args.timings {
        eprint!("{}", timings.show());
        eprintln!(
            "{} read, {} parsed, {} judged, {} pages made, {} files written, {} the same, {} removed",
            work.read,
            work.parsed,
            work.linted,
            site.outputs.routes.len(),
            written.written,
            written.same,
            written.removed,
        );
    }
    if !global.quiet && args.say.format == "human" {
        let first = ground.out.join("index.html");
        outcome::say(&format!(
            "Built {} into {}. Open {}\n",
            count(site.outputs.routes.len(), "page", "pages"),
            ground.shown(&ground.out),
            ground.shown(&first),
        ));
    }
    Ok(code)
}

/// Writes the whole site; gives what was written and the faults of templates that showed themselves.
fn write(
    ground: &Ground,
    site: &Site,
) -> Result<(crate::publish::Written, Vec<Diagnostic>), Error> {
    let disk = Disk::open(&ground.content, Vec::new())?;
    let mut forbidden = vec![ground.content.clone()];
    forbidden.extend(ground.settings.clone());
    let publisher = Publisher::open(&ground.out, &forbidden)?;
    let job = publisher.begin()?;
    let made = AtomicUsize::new(0);
    let problems = site.make_all(|url, made_now| {
        made.fetch_add(1, Ordering::Relaxed);
        match made_now {
            Made::File(path) => {
                let from = disk.path_of(path).unwrap_or_else(|| PathBuf::from(path.as_str()));
                job.copy(url, &from).map(|_| ())
            }
            made => job.put(url, made.bytes().unwrap_or_default()).map(|_| ()),
        }
    })?;
    let faults = problems
        .into_iter()
        .filter_map(|problem| {
            let lint = lint(problem.code)?;
            Some(Diagnostic {
                code: lint.name,
                level: Level::Error,
                at: Spot::settings(crate::base::place::Place::Whole),
                what: problem.what,
                why: lint.why,
                help: problem.help,
                related: Vec::new(),
                fix: None,
                subject: "".into(),
            })
        })
        .collect();
    Ok((job.finish()?, faults))
}

/// How many threads to use; only the first call counts.
pub fn threads(jobs: Option<usize>) {
    if let Some(jobs) = jobs.filter(|jobs| *jobs > 0) {
        // A pool that exists already keeps its size.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
}
