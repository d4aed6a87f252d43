//! `schema`: the JSON Schema of front matter and settings, for editors.

use std::fs;
use std::process::ExitCode;

use crate::base::error::Error;
use crate::base::suggest::no_such;
use crate::base::text::count;
use crate::export::schema::{named, names};

use super::args::{Global, Schema};
use super::outcome;

/// Writes one schema to the standard output, or all of them into a folder.
pub fn run(global: &Global, args: &Schema) -> Result<ExitCode, Error> {
    let Some(folder) = &args.out else {
        outcome::say(&text(&args.name)?);
        return Ok(ExitCode::from(outcome::CLEAN));
    };
    fs::create_dir_all(folder).map_err(|cause| Error::Write { path: folder.clone(), cause })?;
    for name in names() {
        let path = folder.join(format!("{name}.schema.json"));
        fs::write(&path, text(name)?).map_err(|cause| Error::Write { path, cause })?;
    }
    if !global.quiet {
        let many = count(names().count(), "schema", "schemas");
        outcome::say(&format!("Wrote {many} to {}.\n", folder.display()));
    }
    Ok(ExitCode::from(outcome::CLEAN))
}

fn text(name: &str) -> Result<String, Error> {
    let Some(schema) = named(name) else {
        return Err(Error::Usage(no_such("schema", name, names())));
    };
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    Ok(text)
}
