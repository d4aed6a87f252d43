//! `init --map`: looks at the documents that are there and writes settings that read them as they are.

use std::path::Path;
use std::process::ExitCode;

use crate::base::diagnostic::Level;
use crate::base::error::Error;
use crate::base::text::count;
use crate::import::propose::{Seen, propose};
use crate::parse::{decode, parse_front, parse_yaml};
use crate::site::engine::{Engine, Surroundings};
use crate::source::{Disk, Source};

use super::args::{Global, Look};
use super::ground::options;
use super::outcome;

/// Writes proposed settings to the standard output; nothing is read as settings, and nothing is changed.
pub fn run(global: &Global, dir: &Path) -> Result<ExitCode, Error> {
    if !dir.is_dir() {
        return Err(Error::NoFolder { path: dir.to_owned() });
    }
    let inside = dir.join("content");
    let content = if inside.is_dir() { inside } else { dir.to_owned() };
    let skip = vec![dir.join("public"), dir.join(".throughline")];
    let disk = Disk::open(&content, skip.clone())?;
    let (mut docs, mut beside) = (Vec::new(), Vec::new());
    for entry in disk.list()?.entries {
        let (list, read): (&mut Vec<Seen>, fn(&str) -> crate::parse::Parsed) =
            match entry.path.extension().to_ascii_lowercase().as_str() {
                "md" | "markdown" | "mdx" => (&mut docs, parse_front),
                "yaml" | "yml" => (&mut beside, parse_yaml),
                _ => continue,
            };
        // A file that cannot be read is a finding of the check.
        let text = disk.read(&entry.path).ok().and_then(|bytes| decode(bytes).ok());
        if let Some(text) = text {
            list.push(Seen { path: entry.path, parsed: read(&text) });
        }
    }
    let full = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    let title = full.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
    let mut text = propose(&docs, &beside).settings(&title);
    let around = Surroundings { settings: Some(text.clone().into_bytes()), theme: Vec::new() };
    let source = Box::new(Disk::open(&content, skip)?);
    let mut engine = Engine::new(source, options(global, &Look::of(dir))?, around);
    let (site, _) = engine.refresh()?;
    let (errors, warnings) =
        (site.findings.count(Level::Error), site.findings.count(Level::Warning));
    text += &format!(
        "\n# With these settings the check finds {} and {}.\n",
        count(errors, "error", "errors"),
        count(warnings, "warning", "warnings")
    );
    outcome::say(&text);
    Ok(ExitCode::from(outcome::CLEAN))
}
