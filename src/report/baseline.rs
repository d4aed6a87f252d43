//! The baseline: what was found when an old handbook began to be checked, so that only new findings fail.
//!
//! A finding is known by its lint, its document and its field. Of several that are alike a baseline knows a number:
//! one more than that is new, one fewer lets the number shrink.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::text::count;
use crate::report::located::Finding;

/// The version of the file's shape.
pub const VERSION: u32 = 1;

const HEAD: &str = "\
# Findings that were known when this file was written; a check reports only what is not here.
# Write it anew with `throughline check --write-baseline`; it should only ever get shorter.
";

/// Known findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Sorted, without doubles.
    pub entries: Vec<Entry>,
}

/// Some findings that are alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The lint's name.
    pub lint: String,
    /// The document's id; the settings and the site as a whole have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The file, where it is no document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The field, without positions in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// How many there are.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    #[serde(default)]
    findings: Vec<Entry>,
}

#[derive(Deserialize)]
struct Head {
    version: Option<u32>,
}

/// Findings compared with a baseline.
#[derive(Debug)]
pub struct Split<'a> {
    /// What the baseline does not know, in order.
    pub new: Vec<Finding<'a>>,
    /// What it knows, in order.
    pub known: Vec<Finding<'a>>,
    /// What it knows and is not found any more, with how many are gone.
    pub gone: Vec<Entry>,
}

/// Why a baseline cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Fault {
    /// It is not the YAML of a baseline.
    #[error(
        "not a baseline: {0}; restore the file, or write it anew with `throughline check --write-baseline`"
    )]
    Malformed(String),
    /// Another version of the program wrote it.
    #[error(
        "a baseline of version {0}, this program reads version {VERSION}; write it anew with `throughline check --write-baseline`"
    )]
    Version(u32),
}

impl Baseline {
    /// The baseline that knows all of these findings.
    #[must_use]
    pub fn of(findings: &[Finding]) -> Self {
        let mut counts: BTreeMap<Key, usize> = BTreeMap::new();
        for finding in findings {
            *counts.entry(Key::of(finding)).or_insert(0) += 1;
        }
        Self { entries: counts.into_iter().map(|(key, count)| key.entry(count)).collect() }
    }

    /// The file's text: YAML, sorted, the same for the same findings.
    ///
    /// # Errors
    /// Never for values that `of` or `read` made; else what the YAML writer says.
    pub fn write(&self) -> Result<String, Fault> {
        let file = File { version: VERSION, findings: self.entries.clone() };
        let yaml =
            serde_yaml::to_string(&file).map_err(|error| Fault::Malformed(error.to_string()))?;
        let end = if yaml.ends_with('\n') { "" } else { "\n" };
        Ok(format!("{HEAD}{yaml}{end}"))
    }

    /// Reads a file's text.
    ///
    /// # Errors
    /// When it is malformed or of another version.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let malformed = |error: serde_yaml::Error| Fault::Malformed(first_line(&error));
        let head: Head = serde_yaml::from_str(text).map_err(malformed)?;
        match head.version {
            Some(VERSION) => {}
            Some(version) => return Err(Fault::Version(version)),
            None => return Err(Fault::Malformed("it has no `version`".to_owned())),
        }
        let file: File = serde_yaml::from_str(text).map_err(malformed)?;
        let mut counts: BTreeMap<Key, usize> = BTreeMap::new();
        for entry in file.findings {
            if entry.count == 0 {
                return Err(Fault::Malformed(format!("`count: 0` for `{}`", entry.lint)));
            }
            let known = counts.entry(Key::from(&entry)).or_insert(0);
            *known = known.saturating_add(entry.count);
        }
        Ok(Self { entries: counts.into_iter().map(|(key, count)| key.entry(count)).collect() })
    }
}

/// Splits findings, in their order, into those that a baseline knows and those that are new.
#[must_use]
pub fn apply<'a>(findings: Vec<Finding<'a>>, baseline: &Baseline) -> Split<'a> {
    let mut left: BTreeMap<Key, usize> =
        baseline.entries.iter().map(|entry| (Key::from(entry), entry.count)).collect();
    let mut split = Split { new: Vec::new(), known: Vec::new(), gone: Vec::new() };
    for finding in findings {
        match left.get_mut(&Key::of(&finding)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                split.known.push(finding);
            }
            _ => split.new.push(finding),
        }
    }
    split.gone =
        left.into_iter().filter(|(_, left)| *left > 0).map(|(key, n)| key.entry(n)).collect();
    split
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    lint: String,
    id: Option<String>,
    file: Option<String>,
    field: Option<String>,
}

impl Key {
    fn of(finding: &Finding) -> Self {
        let diagnostic = finding.diagnostic;
        let id = Some(diagnostic.subject.to_string()).filter(|id| !id.is_empty());
        let file = diagnostic.at.file.as_ref().filter(|_| id.is_none()).map(ToString::to_string);
        Self {
            lint: diagnostic.code.to_owned(),
            id,
            file,
            field: finding.field().map(Cow::into_owned),
        }
    }

    fn from(entry: &Entry) -> Self {
        Self {
            lint: entry.lint.clone(),
            id: entry.id.clone(),
            file: entry.file.clone(),
            field: entry.field.clone(),
        }
    }

    fn entry(self, count: usize) -> Entry {
        Entry { lint: self.lint, id: self.id, file: self.file, field: self.field, count }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.lint)?;
        if let Some(id) = self.id.as_ref().or(self.file.as_ref()) {
            write!(f, " of `{id}`")?;
        }
        if let Some(field) = &self.field {
            write!(f, " at `{field}`")?;
        }
        if self.count > 1 {
            write!(f, " ({})", count(self.count, "finding", "findings"))?;
        }
        Ok(())
    }
}

fn first_line(error: &serde_yaml::Error) -> String {
    let text = error.to_string();
    text.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}

const fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_one(count: &usize) -> bool {
    *count == 1
}
