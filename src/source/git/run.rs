//! Runs the `git` program: with arguments that keep it from running anything else, and nothing of the caller's own
//! repository in its environment.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::base::error::Error;

/// Says what git is not to do, whatever a repository's own settings ask for.
const SAFE: &[&str] = &[
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.quotePath=false",
    "-c",
    "log.showSignature=false",
    "-c",
    "safe.bareRepository=explicit",
    "-c",
    "protocol.allow=never",
];

/// What a hook or a shell may have set for another repository, and programs that git would start.
const UNSET: &[&str] = &[
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CONFIG",
    "GIT_OBJECT_DIRECTORY",
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_COMMON_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
];

/// The program at a folder.
pub(super) struct Git(PathBuf);

/// Why git did not do it.
#[derive(Debug)]
pub(super) enum Failed {
    /// There is no such program.
    Missing,
    /// Its own words.
    Said(String),
}

impl From<Failed> for Error {
    fn from(failed: Failed) -> Self {
        let what = match failed {
            Failed::Missing => "the program `git` cannot be started".to_owned(),
            Failed::Said(words) => words,
        };
        Self::Git { what }
    }
}

impl Git {
    pub fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        for name in UNSET {
            command.env_remove(name);
        }
        command
            .env("LC_ALL", "C")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_ALLOW_PROTOCOL", "none")
            .arg("-C")
            .arg(&self.0)
            .args(SAFE)
            .args(args)
            .stdin(Stdio::null());
        command
    }

    /// What a command prints.
    pub fn bytes(&self, args: &[&str]) -> Result<Vec<u8>, Failed> {
        let output = self.command(args).output().map_err(|cause| missing(&cause))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(Failed::Said(words(&output.stderr)))
    }

    /// What a command prints, as text.
    pub fn text(&self, args: &[&str]) -> Result<String, Failed> {
        Ok(String::from_utf8_lossy(&self.bytes(args)?).into_owned())
    }

    /// Feeds a command lines and hands on what it prints while it runs.
    pub fn feed<T>(
        &self,
        args: &[&str],
        lines: Vec<u8>,
        read: impl FnOnce(&mut dyn io::BufRead) -> io::Result<T>,
    ) -> Result<T, Failed> {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|cause| missing(&cause))?;
        let input = child.stdin.take();
        // Both pipes have an end: whoever only wrote would wait for a reader who waits for him.
        let writer = std::thread::spawn(move || {
            if let Some(mut input) = input {
                // A program that went away has said so by its exit code.
                let _ = input.write_all(&lines);
            }
        });
        let out = match child.stdout.take() {
            Some(out) => read(&mut io::BufReader::with_capacity(1 << 16, out)),
            None => Err(io::Error::from(io::ErrorKind::BrokenPipe)),
        };
        if out.is_err() {
            // It may still be writing to us.
            let _ = child.kill();
        }
        let _ = writer.join();
        let ended = child.wait();
        let out = out.map_err(|cause| Failed::Said(cause.to_string()))?;
        match ended {
            Ok(status) if !status.success() => Err(Failed::Said(words(b""))),
            _ => Ok(out),
        }
    }
}

fn missing(cause: &io::Error) -> Failed {
    match cause.kind() {
        io::ErrorKind::NotFound => Failed::Missing,
        _ => Failed::Said(cause.to_string()),
    }
}

/// The first line of what git complained about, without its prefix and without paths of somebody's machine.
fn words(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let first = text.lines().next().unwrap_or_default();
    let plain = first.trim_start_matches("fatal: ").trim_start_matches("error: ");
    let plain = plain.split_once(" at '/").map_or(plain, |(before, _)| before);
    let shown: String = plain.chars().filter(|c| !c.is_control()).take(200).collect();
    if shown.is_empty() { "git failed without a word".to_owned() } else { shown }
}

/// The first line of an answer.
pub(super) fn line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
