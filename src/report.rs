//! Findings as words: for a terminal, for other programs, for the places where reviews happen.
//!
//! A report takes findings whose places are already found, and texts for snippets; it reads and writes no files.

pub mod baseline;
pub mod diff;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod kept;
mod lines;
pub mod located;
pub mod markdown;
pub mod pretty;
pub mod sarif;
pub mod summary;
mod words;

use std::io;
use std::time::Duration;

use crate::base::address::percent;
use crate::base::diagnostic::{Fix, Level};
use crate::base::suggest::no_such;
use crate::report::baseline::Entry;
use crate::report::located::{Finding, Texts};
use crate::report::summary::Counts;

/// How much of a report is gathered before it is handed on: writers of JSON hand on sign by sign.
const BUFFER: usize = 1 << 16;

/// A shape in which findings can be written.
#[derive(Debug)]
pub struct Format {
    /// The word after `--format`.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub about: &'static str,
    /// The name of the file that holds it; none for one that is read from the standard output.
    pub file: Option<&'static str>,
    /// Writes a report.
    pub write: fn(&Report, &mut dyn io::Write) -> io::Result<()>,
}

/// Every shape, the default first.
pub const FORMATS: &[Format] = &[
    Format {
        name: "human",
        about: "for a terminal, with source lines",
        file: None,
        write: pretty::write,
    },
    Format {
        name: "json",
        about: "for programs; a stable shape",
        file: Some("findings.json"),
        write: json::write,
    },
    Format {
        name: "sarif",
        about: "SARIF 2.1.0, for code scanning",
        file: Some("findings.sarif"),
        write: sarif::write,
    },
    Format {
        name: "github",
        about: "annotations of GitHub Actions",
        file: None,
        write: github::write,
    },
    Format {
        name: "gitlab",
        about: "GitLab's code quality report",
        file: Some("gl-code-quality-report.json"),
        write: gitlab::write,
    },
    Format {
        name: "junit",
        about: "JUnit XML, for test reports",
        file: Some("junit.xml"),
        write: junit::write,
    },
    Format {
        name: "markdown",
        about: "a comment on a pull request",
        file: Some("findings.md"),
        write: markdown::write,
    },
];

/// The format of this name, or a sentence that names the nearest.
///
/// # Errors
/// When there is no format of this name.
pub fn format(name: &str) -> Result<&'static Format, String> {
    let found = FORMATS.iter().find(|format| format.name == name);
    found.ok_or_else(|| no_such("format", name, FORMATS.iter().map(|format| format.name)))
}

/// A lint as a report speaks of it.
#[derive(Debug, Clone)]
pub struct Rule<'a> {
    /// The lint's name.
    pub name: &'a str,
    /// The level that it has by itself.
    pub level: Level,
    /// Why it matters, in a sentence.
    pub why: &'a str,
    /// The group that it belongs to: `Structure`, `Clarity`.
    pub topic: &'a str,
    /// Its page, as Markdown.
    pub page: &'a str,
    /// Where that page is published, if it is.
    pub url: Option<String>,
}

/// How a human report looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether to write colours.
    pub colour: bool,
    /// Columns of the terminal; long lines are trimmed around what is meant.
    pub width: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self { colour: false, width: 120 }
    }
}

/// What a baseline did to a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baselined {
    /// How many findings it knew; they are not in the report.
    pub known: usize,
    /// Entries whose findings are gone, so that the baseline can shrink.
    pub gone: Vec<Entry>,
}

/// Everything that is reported, sorted.
pub struct Report<'a> {
    /// The findings by path, line and lint.
    pub findings: Vec<Finding<'a>>,
    /// The lints that can report, in the registry's order.
    pub rules: Vec<Rule<'a>>,
    /// The path of every document that was checked, sorted.
    pub documents: Vec<String>,
    /// How many findings and documents there are.
    pub counts: Counts,
    /// What a baseline did, where there is one.
    pub baseline: Option<Baselined>,
    /// The earlier revision with which it was compared, and how many findings were there already.
    pub since: Option<(String, usize)>,
    /// How long it took; not said where a report must be the same each time.
    pub elapsed: Option<Duration>,
    /// The program's version.
    pub version: &'a str,
    /// Texts for snippets.
    pub texts: &'a dyn Texts,
    /// How a human report looks.
    pub look: Look,
    /// What a path is appended to for a link to the file as it was checked: `https://host/owner/name/blob/<commit>/`.
    pub files_url: Option<String>,
}

impl<'a> Report<'a> {
    /// A report of these findings, sorted.
    #[must_use]
    pub fn new(
        mut findings: Vec<Finding<'a>>,
        rules: Vec<Rule<'a>>,
        mut documents: Vec<String>,
        texts: &'a dyn Texts,
        version: &'a str,
    ) -> Self {
        located::sort(&mut findings);
        documents.sort_unstable();
        documents.dedup();
        let counts = Counts::of(&findings, documents.len());
        Self {
            findings,
            rules,
            documents,
            counts,
            baseline: None,
            since: None,
            elapsed: None,
            version,
            texts,
            look: Look::default(),
            files_url: None,
        }
    }

    /// Gives each finding its fingerprint, which depends on all that were found: before any are taken out. People are not
    /// told of it.
    #[must_use]
    pub fn identified(mut self) -> Self {
        located::fingerprint(&mut self.findings);
        self
    }

    /// Keeps what the baseline does not know and remembers what it did.
    #[must_use]
    pub fn against(mut self, baseline: &baseline::Baseline) -> Self {
        let split = baseline::apply(self.findings, baseline);
        self.counts = Counts::of(&split.new, self.documents.len());
        self.findings = split.new;
        self.baseline = Some(Baselined { known: split.known.len(), gone: split.gone });
        self
    }

    /// Keeps what was not found at an earlier revision.
    #[must_use]
    pub fn since(mut self, name: &str, known: &baseline::Baseline) -> Self {
        let split = baseline::apply(self.findings, known);
        self.counts = Counts::of(&split.new, self.documents.len());
        self.findings = split.new;
        self.since = Some((name.to_owned(), split.known.len()));
        self
    }

    /// The rule of a lint.
    #[must_use]
    pub fn rule(&self, lint: &str) -> Option<&Rule<'a>> {
        self.rules.iter().find(|rule| rule.name == lint)
    }

    /// Where a file can be read at a line, if that is known.
    #[must_use]
    pub fn link(&self, path: &str, line: u32) -> Option<String> {
        let root = self.files_url.as_deref()?.trim_end_matches('/');
        Some(format!("{root}/{}#L{line}", percent(path)))
    }
}

/// A fix in words: what it does, as an imperative.
#[must_use]
pub fn fix_words(fix: &Fix) -> String {
    match fix {
        Fix::SetField { field, value } => format!("set `{field}` to `{value}`"),
        Fix::RenameKey { field, to } => format!("rename `{field}` to `{to}`"),
        Fix::Remove { field } => format!("remove `{field}`"),
        Fix::Replace { text, .. } if text.is_empty() => "remove this".to_owned(),
        Fix::Replace { text, .. } if text.contains('\n') => "replace this".to_owned(),
        Fix::Replace { text, .. } => format!("write `{text}`"),
    }
}
