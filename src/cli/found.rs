//! Findings from a site to a report: places found, names of files as the person sees them, written out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use ahash::AHashMap;
use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::error::Error;
use crate::base::names::DocPath;
use crate::base::place::{Place, Spot};
use crate::base::text::count;
use crate::check::lints::LINTS;
use crate::config::Config;
use crate::model::doc::DocId;
use crate::model::reader::Reader;
use crate::model::whereabouts::Whereabouts;
use crate::report::baseline::{self, Baseline};
use crate::report::located::{Finding, Located, Texts};
use crate::report::{Format, Look, Report, Rule};
use crate::site::engine::Site;

use super::args::{Global, Say, When};
use super::ground::{Ground, shown};
use super::{outcome, reports};

/// Where each finding is, with the texts that snippets come from.
pub struct Places {
    /// Files by the names under which the person knows them.
    known: AHashMap<String, Known>,
    folder: PathBuf,
    settings_file: Option<PathBuf>,
    content: String,
    settings: String,
    theme: String,
}

impl Places {
    /// Places under the names by which the person knows the files.
    pub fn new(ground: &Ground) -> Self {
        let content = shown(&ground.content);
        let settings = ground.settings.as_deref().map_or_else(|| content.clone(), shown);
        let theme = ground.theme.as_deref().map_or_else(String::new, shown);
        Self {
            known: AHashMap::new(),
            folder: ground.content.clone(),
            settings_file: ground.settings.clone(),
            content,
            settings,
            theme,
        }
    }

    /// Findings that no baseline knows, with their places.
    pub fn told<'a>(&mut self, ground: &Ground, site: &'a Site) -> Result<Vec<Finding<'a>>, Error> {
        let findings = located(self, site, site.findings.all());
        Ok(match ground.known(&site.config)? {
            Some(known) => baseline::apply(findings, &known).new,
            None => findings,
        })
    }

    /// Where the file of this name is, and its text.
    pub fn file(&self, name: &str) -> Option<(PathBuf, Arc<str>)> {
        let Known { text, spot } =
            self.known.get(name).filter(|it| it.spot.in_theme().is_none())?;
        let path = match &spot.file {
            Some(file) => self.folder.join(file.as_str()),
            None => self.settings_file.clone()?,
        };
        Some((path.canonicalize().ok()?, text.clone()))
    }

    /// A file of the content as the person knows it.
    pub fn below(&self, file: &str) -> String {
        if self.content == "." { file.to_owned() } else { [&self.content, "/", file].concat() }
    }

    /// The file of a spot as the person knows it.
    fn named(&self, spot: &Spot) -> String {
        match (spot.in_theme(), &spot.file) {
            (Some(file), _) => format!("{}/{file}", self.theme),
            (None, Some(file)) => self.below(file),
            (None, None) => self.settings.clone(),
        }
    }

    /// Where spots are, in their order. Those of one document are looked up together, so that it is read again once,
    /// however many findings point into it.
    fn located(&mut self, site: &Site, spots: &[&Spot]) -> Vec<Located> {
        let here = site.reader();
        let id = |spot: &Spot| spot.file.as_ref().and_then(|file| here.at_path(file));
        let mut order: Vec<(Option<DocId>, usize)> =
            spots.iter().enumerate().map(|(index, spot)| (id(spot), index)).collect();
        order.sort_unstable();
        let groups: Vec<Vec<Looked>> = order
            .par_chunk_by(|a, b| a.0 == b.0)
            .map_init(|| site.reader(), |reader, group| self.look(site, reader, group, spots))
            .collect();
        self.known.reserve(groups.len());
        let mut found: Vec<Option<Located>> = vec![None; spots.len()];
        for Looked { at, located, known } in groups.into_iter().flatten() {
            if let Some(known) = known.filter(|_| !self.known.contains_key(&located.path)) {
                self.known.insert(located.path.clone(), known);
            }
            if let Some(slot) = found.get_mut(at) {
                *slot = Some(located);
            }
        }
        found.into_iter().flatten().collect()
    }

    /// Looks up the spots of a group; where one is in the file of the one before, that file is not given again.
    fn look(
        &self,
        site: &Site,
        reader: &Reader,
        group: &[(Option<DocId>, usize)],
        spots: &[&Spot],
    ) -> Vec<Looked> {
        let own: Vec<&Spot> = group.iter().filter_map(|(_, at)| spots.get(*at).copied()).collect();
        let mut looked: Vec<Looked> = Vec::with_capacity(group.len());
        let places = site.all_whereabouts(reader, &own);
        for (((_, at), spot), place) in group.iter().zip(own).zip(places) {
            let Some(Whereabouts { file, line, column, range, text }) = place else {
                looked.push(Looked {
                    at: *at,
                    located: Located::whole(&self.named(spot)),
                    known: None,
                });
                continue;
            };
            let spot = Spot { file, place: Place::Whole };
            let located = Located::at(self.named(&spot), &text, range, (line, column));
            let is_known = looked.last().is_some_and(|last| last.located.path == located.path);
            let known = (!is_known).then_some(Known { text, spot });
            looked.push(Looked { at: *at, located, known });
        }
        looked
    }
}

impl Texts for Places {
    fn text(&self, name: &str) -> Option<Arc<str>> {
        self.known.get(name).map(|known| known.text.clone())
    }
}

/// A file in which something was found.
struct Known {
    text: Arc<str>,
    /// The file as a whole.
    spot: Spot,
}

/// Where a spot is, by its position in the question, and what is known of its file.
struct Looked {
    at: usize,
    located: Located,
    known: Option<Known>,
}

/// Reports the findings and says how the program ends; files go into `out`.
pub fn tell(
    global: &Global,
    say: &Say,
    out: Option<&Path>,
    ground: &Ground,
    site: &Site,
    more: &[Diagnostic],
    elapsed: Duration,
) -> Result<ExitCode, Error> {
    report_all(global, say, out, ground, site, (more, None), elapsed)
}

/// Reports only what was not found at an earlier revision.
pub fn tell_since(
    global: &Global,
    say: &Say,
    out: Option<&Path>,
    ground: &Ground,
    site: &Site,
    since: Option<(&str, &Baseline)>,
    elapsed: Duration,
) -> Result<ExitCode, Error> {
    report_all(global, say, out, ground, site, (&[], since), elapsed)
}

/// What is found in a site, to compare another with.
pub fn known(site: &Site) -> Baseline {
    Baseline::of(&unplaced(site))
}

/// Findings without their places, which a baseline does not ask for and which are dear to look up.
fn unplaced(site: &Site) -> Vec<Finding<'_>> {
    site.findings.all().map(|finding| Finding::new(finding, Located::whole(""))).collect()
}

fn report_all(
    global: &Global,
    say: &Say,
    out: Option<&Path>,
    ground: &Ground,
    site: &Site,
    (more, since): (&[Diagnostic], Option<(&str, &Baseline)>),
    elapsed: Duration,
) -> Result<ExitCode, Error> {
    let mut places = Places::new(ground);
    let mut findings = located(&mut places, site, site.findings.all().chain(more));
    let formats = reports::formats(say, out)?;
    if formats.iter().any(|format| matches!(format.name, "human" | "json" | "sarif")) {
        mend(&mut findings, site);
    }
    let documents = documents(site).map(|path| places.below(&path)).collect();
    let told = Told { findings, documents, texts: &places, since };
    tell_these(global, say, out, ground, &site.config, told, elapsed)
}

/// The documents that were looked at.
pub fn documents(site: &Site) -> impl Iterator<Item = DocPath> + '_ {
    let reader = site.reader();
    reader.all().filter_map(move |id| Some(reader.doc(id)?.path.clone()))
}

/// What is to be told.
pub struct Told<'a> {
    /// Findings with their places.
    pub findings: Vec<Finding<'a>>,
    /// The documents that were looked at, as the person knows them.
    pub documents: Vec<String>,
    /// Texts for snippets.
    pub texts: &'a dyn Texts,
    /// What was found at an earlier revision, which is not told, and its name.
    pub since: Option<(&'a str, &'a Baseline)>,
}

/// Reports findings whose places are known already, and says how the program ends.
pub fn tell_these(
    global: &Global,
    say: &Say,
    out: Option<&Path>,
    ground: &Ground,
    config: &Config,
    told: Told,
    elapsed: Duration,
) -> Result<ExitCode, Error> {
    let formats = reports::formats(say, out)?;
    let (mut report, ended) = report_of(global, say, ground, config, told)?;
    for format in formats {
        report.elapsed = (format.name == "human").then_some(elapsed);
        if !is_silent(global, format, report.findings.len()) {
            reports::write(&report, format, out)?;
        }
    }
    Ok(ended)
}

/// A report of findings, and how the program ends after them.
pub fn report_of<'a>(
    global: &Global,
    say: &Say,
    ground: &Ground,
    config: &Config,
    told: Told<'a>,
) -> Result<(Report<'a>, ExitCode), Error> {
    let Told { findings, documents, texts, since } = told;
    let mut report = Report::new(findings, rules(), documents, texts, env!("CARGO_PKG_VERSION"));
    if say.format.iter().any(|name| name.trim() != "human") {
        report = report.identified();
    }
    if let Some(known) = ground.known(config)? {
        report = report.against(&known);
    }
    if let Some((name, known)) = since {
        report = report.since(name, known);
    }
    report.look = look(global);
    let ended = verdict(say, &report.findings);
    Ok((report, ended))
}

/// Whether so few findings are not worth a word.
pub fn is_silent(global: &Global, format: &Format, findings: usize) -> bool {
    global.quiet && format.name == "human" && findings == 0
}

/// How the program ends after these findings.
pub fn verdict(say: &Say, told: &[Finding<'_>]) -> ExitCode {
    let bar = reports::bar(say);
    let fails = told.iter().any(|finding| finding.diagnostic.level >= bar);
    ExitCode::from(if fails { outcome::FINDINGS } else { outcome::CLEAN })
}

/// Works out the bytes of fixes.
pub fn mend(findings: &mut [Finding<'_>], site: &Site) {
    findings.par_iter_mut().filter(|finding| finding.diagnostic.fix.is_some()).for_each_init(
        || site.reader(),
        |reader, finding| {
            let fix = finding.diagnostic.fix.as_ref();
            let edits = fix.and_then(|fix| site.mended(reader, &finding.diagnostic.at, fix));
            finding.edits = edits.map(|(edits, _)| edits).unwrap_or_default();
        },
    );
}

/// How many errors there are that no baseline knows.
pub fn errors(ground: &Ground, site: &Site) -> Result<usize, Error> {
    if site.findings.count(Level::Error) == 0 {
        return Ok(0);
    }
    errors_among(unplaced(site), ground, &site.config)
}

/// How many errors there are among findings that no baseline knows.
pub fn errors_among(
    findings: Vec<Finding>,
    ground: &Ground,
    config: &Config,
) -> Result<usize, Error> {
    let new = match ground.known(config)? {
        Some(known) => baseline::apply(findings, &known).new,
        None => findings,
    };
    Ok(new.iter().filter(|finding| finding.diagnostic.level == Level::Error).count())
}

/// Lists all findings as known.
pub fn remember(global: &Global, ground: &Ground, site: &Site) -> Result<ExitCode, Error> {
    let findings = unplaced(site);
    let path = ground.remember(&site.config, &Baseline::of(&findings))?;
    if !global.quiet {
        let many = count(findings.len(), "finding", "findings");
        outcome::say(&format!("Wrote {many} to {}.\n", shown(&path)));
    }
    Ok(ExitCode::from(outcome::CLEAN))
}

/// Findings with their places.
pub fn located<'a>(
    places: &mut Places,
    site: &Site,
    all: impl Iterator<Item = &'a Diagnostic>,
) -> Vec<Finding<'a>> {
    let all: Vec<&Diagnostic> = all.collect();
    let mut spots = Vec::with_capacity(all.len());
    for diagnostic in &all {
        spots.push(&diagnostic.at);
        spots.extend(diagnostic.related.iter().map(|(spot, _)| spot));
    }
    let mut found = places.located(site, &spots).into_iter();
    let mut findings = Vec::with_capacity(all.len());
    for diagnostic in all {
        let Some(at) = found.next() else { break };
        let mut finding = Finding::new(diagnostic, at);
        let words = diagnostic.related.iter().map(|(_, words)| words.as_str());
        finding.related = found.by_ref().take(diagnostic.related.len()).zip(words).collect();
        findings.push(finding);
    }
    findings
}

/// Every lint as reports know it.
fn rules() -> Vec<Rule<'static>> {
    LINTS
        .iter()
        .map(|lint| Rule {
            name: lint.name,
            level: lint.level,
            why: lint.why,
            topic: lint.topic.as_str(),
            page: lint.page,
            url: None,
        })
        .collect()
}

/// Colours and width of the terminal.
pub fn look(global: &Global) -> Look {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colour = match global.color {
        When::Always => true,
        When::Never => false,
        When::Auto => outcome::is_terminal() && !unwanted,
    };
    let columns = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    Look { colour, width: columns.unwrap_or(120).clamp(60, 240) }
}
