//! How many findings there are, and the one line that says so at the end of every human report.

use std::time::Duration;

use serde::Serialize;

use crate::base::diagnostic::Level;
use crate::base::text::count;
use crate::report::Report;
use crate::report::located::Finding;

/// Findings of each level, and the documents that were looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Findings at error level.
    pub errors: usize,
    /// Findings at warning level.
    pub warnings: usize,
    /// Findings at note level.
    pub notes: usize,
    /// Documents that were checked.
    pub documents: usize,
}

impl Counts {
    /// Counts these findings.
    #[must_use]
    pub fn of(findings: &[Finding], documents: usize) -> Self {
        let mut counts = Self { documents, ..Self::default() };
        for finding in findings {
            match finding.diagnostic.level {
                Level::Error => counts.errors += 1,
                Level::Warning => counts.warnings += 1,
                Level::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// The findings of one level.
    #[must_use]
    pub const fn at(&self, level: Level) -> usize {
        match level {
            Level::Error => self.errors,
            Level::Warning => self.warnings,
            Level::Note => self.notes,
        }
    }

    /// All findings.
    #[must_use]
    pub const fn findings(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// `3 errors, 2 warnings`, or `no findings`.
    #[must_use]
    pub fn words(&self) -> String {
        let words: Vec<String> = [Level::Error, Level::Warning, Level::Note]
            .into_iter()
            .filter(|level| self.at(*level) > 0)
            .map(|level| count(self.at(level), level.as_str(), plural(level)))
            .collect();
        if words.is_empty() { "no findings".to_owned() } else { words.join(", ") }
    }

    /// `3 errors, 2 warnings in 64 documents`.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("{} in {}", self.words(), count(self.documents, "document", "documents"))
    }
}

/// The word for several findings of a level.
#[must_use]
pub const fn plural(level: Level) -> &'static str {
    match level {
        Level::Error => "errors",
        Level::Warning => "warnings",
        Level::Note => "notes",
    }
}

/// The line that ends a human report: `3 errors, 2 warnings in 64 documents, 41 ms`.
#[must_use]
pub fn line(report: &Report) -> String {
    let mut line = sentence(report);
    if let Some(elapsed) = report.elapsed {
        line += ", ";
        line += &time(elapsed);
    }
    line
}

/// That line without how long it took.
#[must_use]
pub fn sentence(report: &Report) -> String {
    let mut line = report.counts.sentence();
    if let Some(baseline) = &report.baseline
        && baseline.known > 0
    {
        line += &format!(" ({} more known in the baseline)", baseline.known);
    }
    if let Some((name, known)) = report.since.as_ref().filter(|(_, known)| *known > 0) {
        line += &format!(" ({known} more were there at {name})");
    }
    line
}

/// A duration in the unit in which a person would say it.
#[must_use]
pub fn time(elapsed: Duration) -> String {
    let millis = elapsed.as_millis();
    match millis {
        0 => "under 1 ms".to_owned(),
        1..1_000 => format!("{millis} ms"),
        1_000..60_000 => format!("{:.1} s", elapsed.as_secs_f64()),
        _ => format!("{} min {} s", elapsed.as_secs() / 60, elapsed.as_secs() % 60),
    }
}
