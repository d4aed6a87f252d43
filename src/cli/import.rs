//! `import`: documents out of the export of another tool. Only what it wrote itself is ever changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::base::edit::{Edit, edited};
use crate::base::error::Error;
use crate::import::map::Map;
use crate::import::plan::Plan;
use crate::import::{records, tool};
use crate::kinds::values::Audience;
use crate::parse::decode;
use crate::publish::edit::{apply, create, unchanged};
use crate::report::diff::unified;

use super::args::{Global, Import, Look};
use super::ground::{Ground, options, shown};
use super::outcome;

/// Brings records in.
pub fn run(global: &Global, args: &Import) -> Result<ExitCode, Error> {
    let tool = tool(&args.tool).map_err(Error::Usage)?;
    let Some(file) = &args.file else {
        outcome::say(tool.map);
        return Ok(ExitCode::from(outcome::CLEAN));
    };
    let ground = Ground::find(global, &args.dir, None)?;
    let said = |path: &Path, fault: &str| Error::Usage(format!("{}: {fault}", shown(path)));
    let map = match &args.map {
        Some(path) => Map::read(&text(path)?).map_err(|fault| said(path, &fault))?,
        None => Map::read(tool.map).map_err(Error::Usage)?,
    };
    let found = records(&text(file)?, &map).map_err(|fault| said(file, &fault))?;
    // A document that only some may read, or a draft, may be one that an earlier import made.
    let look = Look { audience: None, drafts: true, ..Look::of(&args.dir) };
    let mut options = options(global, &look)?;
    options.audience = Some(Audience::Confidential);
    let mut engine = ground.engine(options)?;
    engine.forget_past();
    let (site, _) = engine.refresh()?;
    let plan = Plan::of(tool.name, &map, &found, &site.reader());
    if args.dry_run {
        outcome::say(&diff(&plan, &ground));
        outcome::say(&plan.words("Would read"));
        return Ok(ExitCode::from(outcome::CLEAN));
    }
    let files = |path: &str| ground.content.join(path);
    let changed: Vec<(PathBuf, Vec<Edit>)> =
        plan.changed.iter().map(|(path, _, edits)| (files(path), edits.clone())).collect();
    let texts = changed.iter().zip(&plan.changed);
    unchanged(texts.map(|((path, _), (_, text, _))| (path, &**text)))?;
    let new: Vec<(PathBuf, Vec<u8>)> = plan
        .new
        .iter()
        .map(|(path, text)| (PathBuf::from(path.as_str()), text.clone().into_bytes()))
        .collect();
    create(&new, &ground.content)?;
    apply(&changed, &ground.root)?;
    if !global.quiet {
        outcome::say(&plan.words("Read"));
    }
    Ok(ExitCode::from(outcome::CLEAN))
}

fn text(path: &Path) -> Result<String, Error> {
    let bytes = fs::read(path).map_err(|cause| Error::Read { path: path.to_owned(), cause })?;
    decode(bytes).map_err(|problem| Error::Usage(format!("{}: {}", shown(path), problem.what)))
}

/// What changes, as a diff.
fn diff(plan: &Plan, ground: &Ground) -> String {
    let name = |path: &str| shown(&ground.content.join(path));
    let mut out = String::new();
    for (path, text) in &plan.new {
        out += &unified(name(path).as_ref(), "", text);
    }
    for (path, text, edits) in &plan.changed {
        let Ok(new) = edited(text.as_bytes(), edits) else { continue };
        out += &unified(name(path).as_ref(), text, &String::from_utf8_lossy(&new));
    }
    out
}
