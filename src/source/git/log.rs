//! The commits that touched the content, and contents of files by their ids.

use std::io::{self, BufRead, Read};

use crate::base::error::Error;
use crate::base::names::DocPath;

use super::{Oid, Repo};

/// A text in the past longer than this is passed over, as one of today would be.
const LONGEST: usize = 32 << 20;

/// A commit that touched the content.
#[derive(Debug, Clone)]
pub struct Commit {
    /// Its id.
    pub id: Oid,
    /// When it was made, in seconds since 1970.
    pub time: i64,
    /// Who made the change, by name.
    pub author: Box<str>,
    /// What it changed, against its first parent: what went away before what came.
    pub changes: Vec<Change>,
}

/// A file of the content that a commit changed.
#[derive(Debug, Clone)]
pub struct Change {
    /// Where it lies below the content folder.
    pub path: DocPath,
    /// What it holds from now on; `None` when it went away, or is no ordinary file.
    pub to: Option<Oid>,
    /// Whether a repository of its own stands there.
    pub submodule: bool,
}

/// How git is to write changes, whatever its settings say.
pub(super) const CHANGES: [&str; 7] = [
    "--raw",
    "-z",
    "--no-renames",
    "--no-abbrev",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules=none",
];
/// How git is to write commits: without more than their format asks for.
pub(super) const BARE: [&str; 3] = ["--no-show-signature", "--no-notes", "--no-color"];

impl Repo {
    /// The commits on the first-parent line of one that touched the content, the oldest first.
    ///
    /// # Errors
    /// When git cannot be asked.
    pub fn log(&self, head: &Oid) -> Result<Vec<Commit>, Error> {
        let found = super::steps::of(self, head).map_or_else(|| self.log_of_folder(head), Ok);
        let mut commits = found?;
        for commit in &mut commits {
            commit
                .changes
                .sort_by(|a, b| (a.to.is_some(), &a.path).cmp(&(b.to.is_some(), &b.path)));
        }
        commits.reverse();
        Ok(commits)
    }

    /// The same, the newest first, by a log that is limited to the folder: slower, and in git's own words where it fails.
    fn log_of_folder(&self, head: &Oid) -> Result<Vec<Commit>, Error> {
        let mut asked = vec!["log", "--first-parent", "-m", "--root"];
        asked.extend(CHANGES);
        asked.extend(BARE);
        asked.extend(["--format=%x01%H %ct %an", "--end-of-options", head.as_str()]);
        if !self.prefix().is_empty() {
            asked.extend(["--", self.prefix()]);
        }
        let out = self.git().bytes(&asked)?;
        Ok(read(&out, self.prefix()))
    }

    /// Hands on the contents of files, in the order in which they are asked for; `None` for what is missing or too long.
    ///
    /// # Errors
    /// When git cannot be asked.
    pub fn blobs(
        &self,
        ids: &[&Oid],
        mut each: impl FnMut(usize, Option<Vec<u8>>),
    ) -> Result<(), Error> {
        if ids.is_empty() {
            return Ok(());
        }
        let mut lines = Vec::with_capacity(ids.len() * 41);
        for id in ids {
            lines.extend_from_slice(id.as_str().as_bytes());
            lines.push(b'\n');
        }
        let read = |out: &mut dyn BufRead| {
            for index in 0..ids.len() {
                each(index, blob(out)?);
            }
            Ok(())
        };
        Ok(self.git().feed(&["cat-file", "--batch", "--buffer"], lines, read)?)
    }
}

/// One answer of `cat-file --batch`.
fn blob(out: &mut dyn BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut head = String::new();
    if out.read_line(&mut head)? == 0 {
        return Err(io::Error::from(io::ErrorKind::UnexpectedEof));
    }
    let mut words = head.split_whitespace().skip(1);
    let (kind, size) = (words.next().unwrap_or_default(), words.next());
    let Some(size) = size.and_then(|size| size.parse::<usize>().ok()) else { return Ok(None) };
    if kind != "blob" || size > LONGEST {
        let mut rest = out.take(size as u64 + 1);
        io::copy(&mut rest, &mut io::sink())?;
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(size + 1);
    out.take(size as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() <= size {
        return Err(io::Error::from(io::ErrorKind::UnexpectedEof));
    }
    bytes.truncate(size);
    Ok(Some(bytes))
}

/// Reads the log: heads that begin with a sign of their own, then pairs of change and path, all ended by NUL.
fn read(out: &[u8], prefix: &str) -> Vec<Commit> {
    let mut commits: Vec<Commit> = Vec::new();
    let mut pieces = out.split(|byte| *byte == 0);
    while let Some(piece) = pieces.next() {
        let piece = piece.strip_prefix(b"\n").unwrap_or(piece);
        if let Some(head) = piece.strip_prefix(&[1]) {
            commits.extend(commit(&String::from_utf8_lossy(head)));
        } else if let Some(what) = piece.strip_prefix(b":") {
            let Some(path) = pieces.next() else { break };
            let change = change(what, path, prefix);
            if let (Some(commit), Some(change)) = (commits.last_mut(), change) {
                commit.changes.push(change);
            }
        }
    }
    commits
}

/// A commit in the words `id time author`.
pub(super) fn commit(head: &str) -> Option<Commit> {
    let mut words = head.splitn(3, ' ');
    let id = Oid::new(words.next()?)?;
    let time = words.next()?.parse().ok()?;
    let author: String =
        words.next().unwrap_or_default().chars().filter(|c| !c.is_control()).collect();
    Some(Commit { id, time, author: author.trim().into(), changes: Vec::new() })
}

/// A change as git writes it raw.
pub(super) fn change(what: &[u8], path: &[u8], prefix: &str) -> Option<Change> {
    // A name that is no text belongs to no document.
    let path = DocPath::new(std::str::from_utf8(path).ok()?.strip_prefix(prefix)?)?;
    let what = std::str::from_utf8(what).ok()?;
    let mut words = what.split(' ');
    let (_, mode, _, to) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let is_file = mode.starts_with("100");
    let to = Oid::new(to).filter(|_| is_file);
    Some(Change { path, to, submodule: mode == "160000" })
}
