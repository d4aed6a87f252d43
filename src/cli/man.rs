//! `man`: the manual, made of the declaration of commands and flags.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_mangen::Man as Page;

use crate::base::error::Error;
use crate::base::text::count;

use super::args::{Args, Global, Man};
use super::outcome;

const EXIT: &str =
    "0: nothing is wrong. 1: there are findings that must be mended. 2: the job could not be done.";

/// Writes the page of the program to the standard output, or those of all commands into a folder.
pub fn run(global: &Global, args: &Man) -> Result<ExitCode, Error> {
    let command = Args::command().after_help(format!("Exit codes.\n\n{EXIT}"));
    let Some(folder) = &args.out else {
        outcome::say(&String::from_utf8_lossy(&page(command)));
        return Ok(ExitCode::from(outcome::CLEAN));
    };
    let mut built = command.clone();
    built.build();
    let mut pages = vec![("throughline.1".to_owned(), page(command))];
    for inner in built.get_subcommands().filter(|inner| inner.get_name() != "help") {
        let name = inner.get_display_name().unwrap_or_else(|| inner.get_name());
        pages.push((format!("{name}.1"), page(inner.clone())));
    }
    let cannot = |path: PathBuf| move |cause| Error::Write { path, cause };
    fs::create_dir_all(folder).map_err(cannot(folder.clone()))?;
    for (name, text) in &pages {
        let path = folder.join(name);
        fs::write(&path, text).map_err(cannot(path))?;
    }
    if !global.quiet {
        let many = count(pages.len(), "page", "pages");
        outcome::say(&format!("Wrote {many} to {}.\n", folder.display()));
    }
    Ok(ExitCode::from(outcome::CLEAN))
}

fn page(command: clap::Command) -> Vec<u8> {
    let mut text = Vec::new();
    // Memory takes every byte.
    let _ = Page::new(command).render(&mut text);
    text
}
