//! `build`: findings and the site. Errors leave the old site as it is, unless the person says to go on.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use crate::base::diagnostic::{Diagnostic, Level, Problem};
use crate::base::error::Error;
use crate::base::names::DocPath;
use crate::base::place::Spot;
use crate::base::text::count;
use crate::check::run::{diagnostic, lint};
use crate::publish::{Publisher, Written};
use crate::site::engine::{Engine, Site};
use crate::site::press::Made;
use crate::source::git::Tree;
use crate::source::{self, Disk, Source};

use super::args::{Build, Global};
use super::found;
use super::ground::{Ground, options, shown};
use super::outcome;
use super::revision::Revision;
use super::timings::Timings;

/// Builds a site.
pub fn run(global: &Global, args: &Build) -> Result<ExitCode, Error> {
    let start = Instant::now();
    threads(args.jobs);
    let ground = Ground::find(global, &args.look.dir, args.out.as_deref())?;
    let mut options = options(global, &args.look)?;
    let then = args.rev.as_deref().map(|name| Revision::open(&ground, name)).transpose()?;
    let mut engine: Engine = match &then {
        None => ground.engine(options)?,
        Some(then) => {
            options.clock = then.day;
            let tree = then.tree(&ground)?;
            tree.read_texts()?;
            Engine::new(Box::new(tree), options, then.around(&ground)?).with_past(then.past())
        }
    };
    let mut timings = Timings::begin();
    let (site, work) = engine.refresh_by(&mut |stage| timings.step(stage))?;
    let errors = found::errors(&ground, &site)?;
    if errors > 0 && !args.keep_going {
        let code = found::tell(global, &args.say, None, &ground, &site, &[], start.elapsed())?;
        not_built(global, errors);
        return Ok(code);
    }
    let files = then.as_ref().map(|then| then.tree(&ground)).transpose()?;
    let (written, more) = write(&ground, &site, args, files.as_ref())?;
    timings.step("pages");
    let code = found::tell(global, &args.say, None, &ground, &site, &more, start.elapsed())?;
    let Some(written) = written else {
        not_built(global, more.len());
        return Ok(code);
    };
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
    if !global.quiet && args.say.format.iter().all(|name| name == "human") {
        let first = ground.out.join("index.html");
        outcome::say(&format!(
            "Built {} into {}. Open {}\n",
            count(site.outputs.routes.len(), "page", "pages"),
            shown(&ground.out),
            shown(&first),
        ));
    }
    Ok(code)
}

fn not_built(global: &Global, errors: usize) {
    if !global.quiet {
        eprintln!(
            "The site was not built: mend {}, or publish with `--keep-going`.",
            count(errors, "error", "errors")
        );
    }
}

/// Writes the whole site; gives what was written, and the faults that showed themselves meanwhile. With faults the old
/// site stays, unless the person says to go on.
fn write(
    ground: &Ground,
    site: &Site,
    args: &Build,
    files: Option<&Tree>,
) -> Result<(Option<Written>, Vec<Diagnostic>), Error> {
    let disk = Disk::open(&ground.content, Vec::new())?;
    let mut forbidden = vec![ground.content.clone()];
    forbidden.extend(ground.settings.clone());
    let publisher = Publisher::open(&ground.out, &forbidden)?;
    let publisher = if args.clean { publisher.afresh() } else { publisher };
    let job = publisher.begin()?;
    let unreadable: Mutex<Vec<(DocPath, Problem)>> = Mutex::default();
    let problems = site.make_all(|url, made| {
        let Made::File(path) = made else {
            return job.put(url, made.bytes().unwrap_or_default()).map(|_| ());
        };
        if let Some(files) = files {
            return job.put(url, &files.read(path)?).map(|_| ());
        }
        let from = disk.path_of(path).unwrap_or_else(|| PathBuf::from(path.as_str()));
        match job.copy(url, &from) {
            // The file is the author's; what cannot be written is not.
            Err(error @ Error::Read { .. }) => {
                let mut list = unreadable.lock().unwrap_or_else(PoisonError::into_inner);
                list.push((path.clone(), source::unreadable(&error)));
                Ok(())
            }
            done => done.map(|_| ()),
        }
    })?;
    let mut unreadable = unreadable.into_inner().unwrap_or_else(PoisonError::into_inner);
    unreadable.sort_by(|a, b| a.0.cmp(&b.0));
    let mut faults: Vec<Diagnostic> = problems
        .into_iter()
        .filter_map(|problem| {
            let Spot { file, place } = site.spot_of(&problem);
            fault(file, Problem { place, ..problem })
        })
        .collect();
    faults.extend(unreadable.into_iter().filter_map(|(path, problem)| fault(Some(path), problem)));
    let written = if faults.is_empty() || args.keep_going { Some(job.finish()?) } else { None };
    Ok((written, faults))
}

/// A fault that showed itself while the site was written: always an error, since something is missing from it.
fn fault(file: Option<DocPath>, problem: Problem) -> Option<Diagnostic> {
    let lint = lint(problem.code)?;
    Some(diagnostic(problem, lint, Level::Error, file, ""))
}

/// How many threads to use; only the first call counts.
pub fn threads(jobs: Option<usize>) {
    if let Some(jobs) = jobs.filter(|jobs| *jobs > 0) {
        // A pool that exists already keeps its size.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
}
