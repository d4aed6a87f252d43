//! Reports on their way out: which formats are asked for, where each goes, and what GitHub gets besides.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use crate::base::diagnostic::Level;
use crate::base::error::Error;
use crate::report::{self, Format, Report};

use super::args::{FailOn, Say};
use super::outcome;

/// The formats that are asked for, each once.
///
/// # Errors
/// One that there is not, and several without a folder.
pub fn formats(say: &Say, out: Option<&Path>) -> Result<Vec<&'static Format>, Error> {
    let mut formats: Vec<&Format> = Vec::new();
    for name in &say.format {
        let format = report::format(name.trim()).map_err(Error::Usage)?;
        if !formats.iter().any(|known| known.name == format.name) {
            formats.push(format);
        }
    }
    if out.is_none() && formats.len() > 1 {
        return Err(Error::Usage(
            "several formats at once need a folder: `throughline check --format a,b --out DIR`"
                .to_owned(),
        ));
    }
    Ok(formats)
}

/// Writes a report in a format: into the folder, where there is one and the format has a file, else to standard output.
///
/// # Errors
/// A folder or file that cannot be written.
pub fn write(report: &Report, format: &Format, out: Option<&Path>) -> Result<(), Error> {
    match (out, format.file) {
        (Some(folder), Some(file)) => {
            let path = folder.join(file);
            let open = fs::create_dir_all(folder).and_then(|()| fs::File::create(&path));
            let written = open.and_then(|file| {
                let mut file = std::io::BufWriter::with_capacity(1 << 16, file);
                (format.write)(report, &mut file).and_then(|()| file.flush())
            });
            written.map_err(|cause| Error::Write { path, cause })?;
        }
        _ => outcome::tell(|out| (format.write)(report, out)),
    }
    if format.name == "github" {
        summarise(report);
    }
    Ok(())
}

/// Adds to the summary of the step, where GitHub Actions runs it. A summary that cannot be written is no failure.
fn summarise(report: &Report) {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return;
    };
    let text = report::github::step_summary(report);
    let file = fs::OpenOptions::new().append(true).create(true).open(path);
    let _ = file.and_then(|mut file| file.write_all(text.as_bytes()));
}

/// The level from which on a finding fails the run.
pub const fn bar(say: &Say) -> Level {
    match say.fail_on {
        FailOn::Error => Level::Error,
        FailOn::Warning => Level::Warning,
        FailOn::Note => Level::Note,
    }
}
