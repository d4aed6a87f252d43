//! `completions`: what a shell needs to complete commands and flags, made of their declaration.

use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::generate;

use super::args::{Args, Completions};
use super::outcome;

/// Writes completions to the standard output.
pub fn run(args: &Completions) -> ExitCode {
    let mut text = Vec::new();
    generate(args.shell, &mut Args::command(), "throughline", &mut text);
    outcome::say(&String::from_utf8_lossy(&text));
    ExitCode::from(outcome::CLEAN)
}
