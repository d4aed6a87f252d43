//! What other programs use of the machine.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

pub type Failure = Box<dyn std::error::Error>;

/// Each command runs so often; the least counts.
const ROUNDS: usize = 3;

/// What a program used.
#[derive(Debug, Clone, Copy)]
pub struct Used {
    /// Seconds of CPU.
    pub cpu: f64,
    /// Megabytes at its peak.
    pub peak: f64,
}

/// The least that a command uses in a few runs.
pub fn least(mut run: impl FnMut() -> Result<Used, Failure>) -> Result<Used, Failure> {
    let mut least = run()?;
    for _ in 1..ROUNDS {
        let used = run()?;
        least = Used { cpu: least.cpu.min(used.cpu), peak: least.peak.max(used.peak) };
    }
    Ok(least)
}

/// Runs a program to its end; findings (exit code 1) are no failure here.
pub fn run(command: &mut Command) -> Result<Used, Failure> {
    let before = children_cpu()?;
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let mut peak = 0.0f64;
    let status = loop {
        peak = peak.max(peak_of(&child).unwrap_or(0.0));
        match child.try_wait()? {
            Some(status) => break status,
            None => thread::sleep(Duration::from_millis(2)),
        }
    };
    if !matches!(status.code(), Some(0 | 1)) {
        return Err(format!("{command:?} ended with {status}").into());
    }
    Ok(Used { cpu: children_cpu()? - before, peak })
}

/// Megabytes of memory that a running program has held at most.
fn peak_of(child: &Child) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// Seconds of CPU of all programs that were run and have ended, to a hundredth.
fn children_cpu() -> Result<f64, Failure> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The name in parentheses may hold blanks; the fields after it are numbered from 3.
    let (_, fields) = stat.rsplit_once(')').ok_or("a form of /proc/self/stat that is new")?;
    let field = |number: usize| fields.split_whitespace().nth(number - 3)?.parse::<f64>().ok();
    let ticks = field(16).zip(field(17)).ok_or("a form of /proc/self/stat that is new")?;
    Ok((ticks.0 + ticks.1) / 100.0)
}
