//! What the environment can do to us. An author's mistake is never one of these: it is a `Diagnostic`.

use std::path::PathBuf;

/// A failure outside the documents; the program ends with exit code 2.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read {path}: {cause}", path = path.display())]
    Read { path: PathBuf, cause: std::io::Error },
    /// A file or folder could not be written.
    #[error("cannot write {path}: {cause}", path = path.display())]
    Write { path: PathBuf, cause: std::io::Error },
    /// There is nothing at the place that was named.
    #[error("there is no folder {path}", path = path.display())]
    NoFolder { path: PathBuf },
    /// A folder holds files that we did not make.
    #[error("{path} was not made by throughline: {why}", path = path.display())]
    NotOurs { path: PathBuf, why: String },
    /// Another run of the program writes to the same folder.
    #[error("{path} is being written by another throughline", path = path.display())]
    Busy { path: PathBuf },
    /// An address could not be listened on.
    #[error("cannot listen on {address}: {cause}")]
    Listen { address: String, cause: std::io::Error },
    /// Git could not do what was asked.
    #[error("git: {what}")]
    Git { what: String },
    /// The watcher could not start.
    #[error("cannot watch {path}: {what}", path = path.display())]
    Watch { path: PathBuf, what: String },
    /// A flag, a name or an argument is not one that we know.
    #[error("{0}")]
    Usage(String),
    /// The theme cannot be used at all.
    #[error("theme: {0}")]
    Theme(String),
}

impl Error {
    /// What a person can do about it, where that is known.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::NoFolder { .. } => Some(
                "name a folder that holds Markdown documents, or make one with `throughline init`",
            ),
            Self::NotOurs { .. } => Some("choose another folder with `--out`"),
            Self::Busy { .. } => {
                Some("wait until it is done, or choose another folder with `--out`")
            }
            Self::Git { .. } => Some(
                "run inside a git repository with its history, and name a revision that it has",
            ),
            Self::Watch { .. } => Some("use `--poll`, which needs nothing of the system"),
            Self::Listen { .. } => Some("choose another port with `--port`"),
            _ => None,
        }
    }
}
