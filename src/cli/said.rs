//! A report as it was written, kept for a build that would write it again: drawing findings costs more than all else
//! that a build does when nothing has changed.

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use crate::base::diagnostic::Level;
use crate::base::fingerprint::Fingerprint;
use crate::base::record::{Lens, Pen};
use crate::report::summary::{self, Counts};
use crate::report::{Format, Look, Report};

use super::args::Say;
use super::{outcome, reports};

/// Names the form in which a report is kept; another number means another form.
const NAME: &str = "throughline said 1";
/// A longer report is not kept. Chosen by feel.
const LONGEST: usize = 64 << 20;

/// For what a report was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manner {
    /// In which shape.
    pub format: &'static str,
    /// How it looks.
    pub look: Look,
    /// Stands for the findings that were known.
    pub known: Fingerprint,
}

/// A report as it was written.
#[derive(Debug)]
pub struct Said {
    counts: Counts,
    /// All of it but the summary.
    text: Vec<u8>,
    /// How a report for people ends, without how long it took.
    summary: Option<String>,
}

impl Manner {
    /// Whether a report in this shape is all that it takes: one for GitHub writes elsewhere, too.
    pub fn is_plain(format: &Format) -> bool {
        format.name != "github"
    }

    fn write(&self, pen: &mut Pen) {
        pen.text(self.format);
        pen.number(u64::from(self.look.colour));
        pen.count(self.look.width);
        pen.print(self.known);
    }
}

impl Said {
    /// Writes a report and gives it back; `None` when nobody took it to its end, or it is too long.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(
        report: &Report,
        format: &Format,
        out: &mut dyn Write,
    ) -> (io::Result<()>, Option<Self>) {
        let mut both = Both { out, kept: Some(Vec::new()) };
        let written = (format.write)(report, &mut both);
        let Some(mut text) = both.kept.filter(|_| written.is_ok()) else { return (written, None) };
        let mut end = None;
        if report.elapsed.is_some() {
            let line = summary::line(report);
            let Some(before) = text.strip_suffix(format!("{line}\n").as_bytes()) else {
                return (written, None);
            };
            text.truncate(before.len());
            end = Some(summary::sentence(report));
        }
        (written, Some(Self { counts: report.counts, text, summary: end }))
    }

    /// The findings of a level that it tells.
    pub const fn at(&self, level: Level) -> usize {
        self.counts.at(level)
    }

    /// How many findings it tells.
    pub const fn findings(&self) -> usize {
        self.counts.findings()
    }

    /// How the program ends after it.
    pub fn verdict(&self, say: &Say) -> ExitCode {
        let bar = reports::bar(say);
        let all = [Level::Note, Level::Warning, Level::Error];
        let fails = all.into_iter().any(|level| level >= bar && self.at(level) > 0);
        ExitCode::from(if fails { outcome::FINDINGS } else { outcome::CLEAN })
    }

    /// Writes it once more.
    ///
    /// # Errors
    /// What `out` says.
    pub fn again(&self, elapsed: Duration, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.text)?;
        match &self.summary {
            Some(summary) => writeln!(out, "{summary}, {}", summary::time(elapsed)),
            None => Ok(()),
        }
    }

    /// In the form in which it is kept, with the build that it is of.
    pub fn to_bytes(&self, of: Fingerprint, manner: &Manner) -> Vec<u8> {
        let mut pen = Pen::default();
        pen.print(of);
        manner.write(&mut pen);
        let Counts { errors, warnings, notes, documents } = self.counts;
        for count in [errors, warnings, notes, documents] {
            pen.count(count);
        }
        pen.maybe(self.summary.as_deref(), Pen::text);
        pen.count(self.text.len());
        pen.raw(&self.text);
        pen.seal(NAME)
    }

    /// What was kept of this build, if it was said in this manner.
    pub fn of_bytes(bytes: &[u8], of: Fingerprint, manner: &Manner) -> Option<Self> {
        let mut lens = Lens::open(NAME, bytes)?;
        let mut wanted = Pen::default();
        wanted.print(of);
        manner.write(&mut wanted);
        let wanted = wanted.bytes();
        if lens.raw(wanted.len())? != wanted {
            return None;
        }
        let [errors, warnings, notes, documents] =
            [lens.count()?, lens.count()?, lens.count()?, lens.count()?];
        let summary = lens.maybe(|lens| lens.text().map(str::to_owned))?;
        let long = lens.count()?;
        let text = lens.raw(long)?.to_owned();
        let counts = Counts { errors, warnings, notes, documents };
        lens.is_at_end().then_some(Self { counts, text, summary })
    }
}

/// Writes through, and keeps what was written.
struct Both<'a> {
    out: &'a mut dyn Write,
    kept: Option<Vec<u8>>,
}

impl Write for Both<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let many = self.out.write(bytes)?;
        let written = bytes.get(..many).unwrap_or_default();
        match &mut self.kept {
            Some(kept) if kept.len() + many <= LONGEST => kept.extend_from_slice(written),
            kept => *kept = None,
        }
        Ok(many)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
