//! `check --fix`: carries out the fixes that are certain, all of them or none, and shows what that changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::edit::{Edit, edited};
use crate::base::error::Error;
use crate::base::text::count;
use crate::parse::mend::{Read, together};
use crate::publish::edit::{apply, unchanged};
use crate::report::diff::unified;
use crate::report::located::Finding;
use crate::site::engine::Site;

use super::found::Places;

/// What is to be changed.
#[derive(Debug, Default)]
pub struct Plan {
    /// The files, each with its text and changes.
    files: BTreeMap<PathBuf, (Arc<str>, Vec<Edit>)>,
    /// How many findings are mended.
    pub mended: usize,
    /// How many have a fix that has to wait for another one in the same place.
    waiting: usize,
}

/// The text of a file, how it is read anew, and the changes that are wanted in it.
type Wanted = (Arc<str>, Read, Vec<Vec<Edit>>);

impl Plan {
    /// The fixes of findings that are told.
    pub fn of(places: &Places, told: &[Finding<'_>], site: &Site) -> Self {
        let reader = site.reader();
        let mut by_file: BTreeMap<PathBuf, Wanted> = BTreeMap::new();
        for finding in told {
            let Some(fix) = &finding.diagnostic.fix else { continue };
            let Some((edits, read)) = site.mended(&reader, &finding.diagnostic.at, fix) else {
                continue;
            };
            let Some((path, text)) = places.file(&finding.at.path) else { continue };
            by_file.entry(path).or_insert_with(|| (text, read, Vec::new())).2.push(edits);
        }
        let mut plan = Self::default();
        for (path, (text, read, changes)) in by_file {
            let (edits, taken) = together(&text, &changes, read);
            plan.mended += taken.len();
            plan.waiting += changes.len() - taken.len();
            if !edits.is_empty() {
                plan.files.insert(path, (text, edits));
            }
        }
        plan
    }

    /// What changes, as a diff.
    pub fn diff(&self) -> String {
        let here = std::env::current_dir().ok().and_then(|here| here.canonicalize().ok());
        let mut out = String::new();
        for (path, (text, edits)) in &self.files {
            let Ok(new) = edited(text.as_bytes(), edits) else { continue };
            let near = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
            out += &unified(near.unwrap_or(path), text, &String::from_utf8_lossy(&new));
        }
        out
    }

    /// Says what was done, or would be.
    pub fn words(&self, done: &str) -> String {
        let mut out = format!("{done} {}", count(self.mended, "finding", "findings"));
        if self.mended > 0 {
            out += &format!(" in {}", count(self.files.len(), "file", "files"));
        }
        if self.waiting > 0 {
            out += &format!(
                "; {} at the same places: run it again",
                count(self.waiting, "more fix is", "more fixes are")
            );
        }
        out + ".\n"
    }

    /// Carries it out, in all files or in none.
    pub fn carry_out(&self, root: &Path) -> Result<(), Error> {
        unchanged(self.files.iter().map(|(path, (text, _))| (path, &**text)))?;
        let edits: Vec<(PathBuf, Vec<Edit>)> =
            self.files.iter().map(|(path, (_, edits))| (path.clone(), edits.clone())).collect();
        apply(&edits, root)
    }
}
