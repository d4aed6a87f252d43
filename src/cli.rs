//! The shell's door: one file a command. Reads the clock and the arguments, once.

mod args;
mod build;
mod check;
mod completions;
mod diff;
mod explain;
mod export;
mod fix;
mod follow;
mod found;
mod ground;
mod import;
mod init;
mod man;
mod map;
mod memory;
mod mv;
mod new;
mod outcome;
mod program;
mod progress;
mod query;
mod reports;
mod revision;
mod said;
mod schema;
mod serve;
mod timings;
mod why;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// Runs the program: 0 clean, 1 findings at error level, 2 could not do the job.
#[must_use]
pub fn run() -> ExitCode {
    let args = Args::parse();
    let done = match &args.command {
        Command::Build(it) => build::run(&args.global, it),
        Command::Check(it) => check::run(&args.global, it),
        Command::Diff(it) => diff::run(&args.global, it),
        Command::Serve(it) => serve::run(&args.global, it),
        Command::Init(it) if it.map => map::run(&args.global, &it.dir),
        Command::Init(it) => init::run(&args.global, it),
        Command::New(it) => new::run(&args.global, it),
        Command::Explain(it) => explain::run(&args.global, it),
        Command::Query(it) => query::run(&args.global, it),
        Command::Mv(it) => mv::run(&args.global, it),
        Command::Schema(it) => schema::run(&args.global, it),
        Command::Export(it) => export::run(&args.global, it),
        Command::Import(it) => import::run(&args.global, it),
        Command::Completions(it) => Ok(completions::run(it)),
        Command::Man(it) => man::run(&args.global, it),
    };
    done.unwrap_or_else(|error| outcome::failed(&error))
}
