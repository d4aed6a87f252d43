//! The program itself, run as a person runs it, on 15 May 2026.

use std::path::Path;
use std::process::{Command, Output};

/// Where it is.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_throughline");

/// Runs it in a folder, with no settings of git but the repository's own.
pub fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(args)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1778803200")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("the program runs")
}

/// All that it said, on both ways out.
pub fn said(output: &Output) -> String {
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    text
}
