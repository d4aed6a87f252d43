//! Findings from a site to a report: places found, names of files as the person sees them, written out.

use std::collections::HashMap;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::error::Error;
use crate::base::place::Spot;
use crate::base::text::count;
use crate::check::lints::LINTS;
use crate::model::reader::Reader;
use crate::report::baseline::{self, Baseline};
use crate::report::located::{Finding, Located};
use crate::report::{self, Look, Report, Rule};
use crate::site::engine::Site;

use super::args::{FailOn, Global, Say, When};
use super::ground::{Ground, shown};
use super::outcome;

/// Where each finding is, with the texts that snippets come from.
pub struct Places {
    texts: HashMap<String, Arc<str>>,
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
        Self { texts: HashMap::new(), content, settings, theme }
    }

    fn below(&self, file: &str) -> String {
        if self.content == "." { file.to_owned() } else { format!("{}/{file}", self.content) }
    }

    /// The file of a spot as the person knows it.
    fn named(&self, spot: &Spot) -> String {
        match (spot.in_theme(), &spot.file) {
            (Some(file), _) => format!("{}/{file}", self.theme),
            (None, Some(file)) => self.below(file),
            (None, None) => self.settings.clone(),
        }
    }

    fn located(&mut self, site: &Site, reader: &Reader, spot: &Spot) -> Located {
        let Some(place) = site.whereabouts(reader, spot) else {
            return Located::whole(&self.named(spot));
        };
        let path = self.named(&Spot { file: place.file, place: spot.place.clone() });
        let located = Located::one(&path, &place.text, place.range.clone());
        self.texts.entry(path).or_insert(place.text);
        located
    }
}

/// Reports the findings and says how the program ends.
pub fn tell(
    global: &Global,
    say: &Say,
    ground: &Ground,
    site: &Site,
    more: &[Diagnostic],
    elapsed: Duration,
) -> Result<ExitCode, Error> {
    let format = report::format(&say.format).map_err(Error::Usage)?;
    let mut places = Places::new(ground);
    let reader = site.reader();
    let findings = located(&mut places, site, site.findings.all().chain(more));
    let documents =
        reader.all().filter_map(|id| reader.doc(id)).map(|doc| places.below(&doc.path)).collect();
    let mut report =
        Report::new(findings, rules(), documents, &places.texts, env!("CARGO_PKG_VERSION"));
    if let Some(known) = ground.known(&site.config)? {
        report = report.against(&known);
    }
    report.look = look(global);
    if format.name == "human" {
        report.elapsed = Some(elapsed);
    }
    let mut out = Vec::new();
    let quiet = global.quiet && format.name == "human" && report.findings.is_empty();
    if !quiet && (format.write)(&report, &mut out).is_ok() {
        outcome::say(&String::from_utf8_lossy(&out));
    }
    let worst = match say.fail_on {
        FailOn::Error => Level::Error,
        FailOn::Warning => Level::Warning,
        FailOn::Note => Level::Note,
    };
    let fails = report.findings.iter().any(|finding| finding.diagnostic.level >= worst);
    Ok(ExitCode::from(if fails { outcome::FINDINGS } else { outcome::CLEAN }))
}

/// How many errors there are that no baseline knows.
pub fn errors(ground: &Ground, site: &Site) -> Result<usize, Error> {
    let errors = site.findings.count(Level::Error);
    if errors == 0 {
        return Ok(0);
    }
    let Some(known) = ground.known(&site.config)? else { return Ok(errors) };
    let mut places = Places::new(ground);
    let new = baseline::apply(located(&mut places, site, site.findings.all()), &known).new;
    Ok(new.iter().filter(|finding| finding.diagnostic.level == Level::Error).count())
}

/// Lists all findings as known.
pub fn remember(global: &Global, ground: &Ground, site: &Site) -> Result<ExitCode, Error> {
    let mut places = Places::new(ground);
    let findings = located(&mut places, site, site.findings.all());
    let path = ground.remember(&site.config, &Baseline::of(&findings))?;
    if !global.quiet {
        let many = count(findings.len(), "finding", "findings");
        outcome::say(&format!("Wrote {many} to {}.\n", shown(&path)));
    }
    Ok(ExitCode::from(outcome::CLEAN))
}

/// Findings with their places.
fn located<'a>(
    places: &mut Places,
    site: &Site,
    all: impl Iterator<Item = &'a Diagnostic>,
) -> Vec<Finding<'a>> {
    let reader = site.reader();
    let mut findings = Vec::new();
    for diagnostic in all {
        let mut finding = Finding::new(diagnostic, places.located(site, &reader, &diagnostic.at));
        for (spot, words) in &diagnostic.related {
            finding.related.push((places.located(site, &reader, spot), words.as_str()));
        }
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
