//! `build`: findings and the site. Errors leave the old site as it is, unless the person says to go on.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use crate::base::diagnostic::{Diagnostic, Level, Problem};
use crate::base::error::Error;
use crate::base::fingerprint::Fingerprint;
use crate::base::names::{DocPath, Url};
use crate::base::place::Spot;
use crate::base::text::count;
use crate::check::findings::diagnostic;
use crate::check::run::lint;
use crate::config::Config;
use crate::publish::{Publisher, Written};
use crate::report::Format;
use crate::site::again::{Again, Standing};
use crate::site::engine::{Engine, Site};
use crate::site::press::Made;
use crate::site::work::Work;
use crate::source::git::Tree;
use crate::source::{self, Disk, Source};

use super::args::{Build, Global};
use super::found::{self, Places, Told};
use super::ground::{Ground, options, shown};
use super::memory::{Last, Memory, TextsOnDisk};
use super::progress::Progress;
use super::revision::Revision;
use super::said::{Manner, Said};
use super::timings::Timings;
use super::{outcome, reports};

/// Builds a site.
pub fn run(global: &Global, args: &Build) -> Result<ExitCode, Error> {
    let start = Instant::now();
    threads(args.jobs);
    let ground = Ground::find(global, &args.look.dir, args.out.as_deref())?;
    let mut options = options(global, &args.look)?;
    let then = args.rev.as_deref().map(|name| Revision::open(&ground, name)).transpose()?;
    // A commit says the same for ever, and what is kept is for the documents as they are now.
    let memory = then.is_none().then(|| Memory::of(&ground, &options));
    let mut engine: Engine = match &then {
        None if args.clean => ground.engine(options)?.with_store(None),
        None => ground.engine(options)?,
        Some(then) => {
            options.clock = then.day;
            let tree = then.tree(&ground)?;
            tree.read_texts()?;
            Engine::new(Box::new(tree), options, then.around(&ground)?)
                .with_past(then.past())
                .with_store(Some(ground.store()))
        }
    };
    let mut timings = Timings::begin();
    let progress = Progress::begin(!global.quiet);
    let build =
        Building { global, args, ground: &ground, memory: memory.as_ref(), start, progress };
    // Asked for before anything is read: what changes meanwhile is then seen by the next build.
    let circumstances = engine.circumstances();
    if let Some(code) = build.repeat(&engine, circumstances, &mut timings)? {
        return Ok(code);
    }
    let (site, work) = engine.refresh_by(&mut |stage| {
        build.progress.stage("checking");
        timings.step(stage);
    })?;
    // A list of known findings that cannot be read is no reason to publish.
    ground.known(&site.config)?;
    let errors = found::errors(&ground, &site)?;
    if errors > 0 && !args.keep_going {
        build.progress.end();
        let code = found::tell(global, &args.say, None, &ground, &site, &[], start.elapsed())?;
        not_built(global, errors);
        return Ok(code);
    }
    let files = then.as_ref().map(|then| then.tree(&ground)).transpose()?;
    let (done, again, more) = build.write(&site, files.as_ref())?;
    build.progress.end();
    timings.step("pages");
    let Some((written, standing)) = done else {
        let code = found::tell(global, &args.say, None, &ground, &site, &more, start.elapsed())?;
        not_built(global, more.len());
        return Ok(code);
    };
    let mut places = Places::new(&ground);
    let mut findings = found::located(&mut places, &site, site.findings.all().chain(&more));
    // Kept for every format, also for those that show what a fix would write.
    found::mend(&mut findings, &site);
    let documents: Vec<DocPath> = found::documents(&site).collect();
    let memory = memory.as_ref();
    if let Some(memory) = memory {
        memory.keep_traces(&again.traces);
    }
    let of = memory.filter(|_| more.is_empty()).map(|memory| {
        let inputs = engine.inputs();
        let last = Last { circumstances, inputs, site: standing, pages: site.outputs.routes.len() };
        memory.keep(&ground, &last, &documents, &findings)
    });
    timings.step("cache");
    let documents = documents.iter().map(|path| places.below(path)).collect();
    let told = Told { findings, documents, texts: &places, since: None };
    let code = build.tell(&site.config, told, of)?;
    timings.step("report");
    build.done(&timings, &work, site.outputs.routes.len(), again.made, &written);
    // The program ends with this, and all its memory goes back at once.
    std::mem::forget((engine, site, again));
    Ok(code)
}

/// A build under way.
struct Building<'a> {
    global: &'a Global,
    args: &'a Build,
    ground: &'a Ground,
    memory: Option<&'a Memory>,
    start: Instant,
    progress: Progress,
}

impl Building<'_> {
    /// Says once more what the last build said, if nothing has changed since and its site still stands.
    fn repeat(
        &self,
        engine: &Engine,
        circumstances: Fingerprint,
        timings: &mut Timings,
    ) -> Result<Option<ExitCode>, Error> {
        let Self { global, args, ground, start, .. } = *self;
        let memory = self.memory.filter(|_| !args.clean);
        let Some(memory) = memory else { return Ok(None) };
        let Some((last, of)) = memory.last(ground) else { return Ok(None) };
        if last.circumstances != circumstances || !ground.out.is_dir() {
            return Ok(None);
        }
        timings.step("cache");
        // Whatever is wrong with the output, the build itself will say.
        let Ok(publisher) = Publisher::open(&ground.out, &ground.forbidden()) else {
            return Ok(None);
        };
        if publisher.stands() != Some(last.site) {
            return Ok(None);
        }
        timings.step("site");
        if !engine.has_only(&last.inputs, |path| publisher.has(&Url::new(path)?))? {
            return Ok(None);
        }
        timings.step("files");
        self.progress.end();
        let config = engine.config();
        let refused = |errors: usize| errors > 0 && !args.keep_going;
        if let Some((manner, format)) = self.manner(config)?
            && let Some(said) = memory.said(of, &manner)
        {
            if refused(said.at(Level::Error)) {
                return Ok(None);
            }
            if !found::is_silent(global, format, said.findings()) {
                outcome::tell(|out| said.again(start.elapsed(), out));
            }
            timings.step("report");
            self.done(timings, &Work::default(), last.pages, 0, &Written::default());
            return Ok(Some(said.verdict(&args.say)));
        }
        let Some(found) = memory.found(of) else { return Ok(None) };
        if refused(found::errors_among(found.findings.findings(), ground, config)?) {
            return Ok(None);
        }
        let places = Places::new(ground);
        let documents = found.documents.iter().map(|path| places.below(path)).collect();
        let texts = TextsOnDisk::new(ground);
        let told =
            Told { findings: found.findings.findings(), documents, texts: &texts, since: None };
        let code = self.tell(config, told, Some(of))?;
        timings.step("report");
        self.done(timings, &Work::default(), last.pages, 0, &Written::default());
        Ok(Some(code))
    }

    /// In what manner findings are to be said, if that is all that is to be done with them.
    fn manner(&self, config: &Config) -> Result<Option<(Manner, &'static Format)>, Error> {
        let formats = reports::formats(&self.args.say, None)?;
        let [format] = formats[..] else { return Ok(None) };
        let look = found::look(self.global);
        let known = self.ground.known_print(config)?;
        let manner = Manner { format: format.name, look, known };
        Ok(Manner::is_plain(format).then_some((manner, format)))
    }

    /// Says what was found, and keeps how that was said with the build that it is of.
    fn tell(
        &self,
        config: &Config,
        told: Told,
        of: Option<Fingerprint>,
    ) -> Result<ExitCode, Error> {
        let Self { global, args, ground, start, .. } = *self;
        let kept = self.memory.zip(of).zip(self.manner(config)?);
        let Some(((memory, of), (manner, format))) = kept else {
            return found::tell_these(
                global,
                &args.say,
                None,
                ground,
                config,
                told,
                start.elapsed(),
            );
        };
        let (mut report, code) = found::report_of(global, &args.say, ground, config, told)?;
        report.elapsed = (format.name == "human").then(|| start.elapsed());
        let said = if found::is_silent(global, format, report.findings.len()) {
            Said::write(&report, format, &mut std::io::sink()).1
        } else {
            let mut said = None;
            outcome::tell(|out| {
                let (written, kept) = Said::write(&report, format, out);
                said = kept;
                written
            });
            said
        };
        if let Some(said) = said {
            memory.keep_said(of, &manner, &said);
        }
        Ok(code)
    }

    /// Says what was done.
    fn done(&self, timings: &Timings, work: &Work, pages: usize, made: usize, written: &Written) {
        let Self { global, args, ground, .. } = self;
        if args.timings {
            eprint!("{}", timings.show());
            eprintln!(
                "{} read, {} parsed, {} reused, {} judged, {made} of {pages} pages made, {} files written, {} the same, {} removed",
                work.read,
                work.parsed,
                work.reused,
                work.linted,
                written.written,
                written.same,
                written.removed,
            );
        }
        if !global.quiet && args.say.format.iter().all(|name| name == "human") {
            let first = ground.out.join("index.html");
            outcome::say(&format!(
                "Built {} into {}. Open {}\n",
                count(pages, "page", "pages"),
                shown(&ground.out),
                shown(&first),
            ));
        }
    }
}

fn not_built(global: &Global, errors: usize) {
    if !global.quiet {
        eprintln!(
            "The site was not built: mend {}, or publish with `--keep-going`.",
            count(errors, "error", "errors")
        );
    }
}

/// What was written, and what stands for the site that stands there now.
type Done = (Written, Fingerprint);

impl Building<'_> {
    /// Writes what is new of the site; gives what was written, what was made, and the faults that showed themselves
    /// meanwhile. With faults the old site stays, unless the person says to go on. Files are copied from the content,
    /// or come from a commit.
    fn write(
        &self,
        site: &Site,
        files: Option<&Tree>,
    ) -> Result<(Option<Done>, Again, Vec<Diagnostic>), Error> {
        let Self { ground, args, .. } = *self;
        let disk = Disk::open(&ground.content, Vec::new())?;
        let publisher = Publisher::open(&ground.out, &ground.forbidden())?;
        let publisher = if args.clean { publisher.afresh() } else { publisher };
        let job = publisher.begin()?;
        let unreadable: Mutex<Vec<(DocPath, Problem)>> = Mutex::default();
        let progress = &self.progress;
        progress.files(site.outputs.list.len());
        let keep = |files: &[Standing]| {
            let kept = job.keep_all(files);
            progress.done(if kept { files.len() } else { 0 });
            kept
        };
        let put = |url: &Url, made: Made| {
            progress.done(1);
            let path = match made {
                Made::File(path) => path,
                Made::Known(bytes, print) => return job.put_known(url, bytes, print).map(|_| ()),
                made => return job.put(url, made.bytes().unwrap_or_default()).map(|_| ()),
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
        };
        let program = self.memory.map(|memory| memory.program).unwrap_or_default();
        let past = self.memory.filter(|_| !args.clean).and_then(Memory::traces);
        let mut again = site.make_again(program, past.as_ref(), keep, put)?;
        let problems = std::mem::take(&mut again.problems);
        let mut unreadable = unreadable.into_inner().unwrap_or_else(PoisonError::into_inner);
        unreadable.sort_by(|a, b| a.0.cmp(&b.0));
        let mut faults: Vec<Diagnostic> = problems
            .into_iter()
            .filter_map(|problem| {
                let Spot { file, place } = site.spot_of(&problem);
                fault(file, Problem { place, ..problem })
            })
            .collect();
        faults.extend(
            unreadable.into_iter().filter_map(|(path, problem)| fault(Some(path), problem)),
        );
        let goes_on = faults.is_empty() || args.keep_going;
        let done = if goes_on { Some(job.finish_known()?) } else { None };
        Ok((done, again, faults))
    }
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
