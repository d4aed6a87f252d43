//! What each commit changed, by comparing one folder's tree before and after it.
//!
//! Git is asked for the commits alone, then for the tree that stood at the folder in each, then how two that follow each
//! other differ. A log that is limited to a folder compares the trees of every commit twice, and all around the folder.

use std::io::{self, BufRead};

use super::log::{BARE, CHANGES, Change, Commit, change};
use super::{Oid, Repo};

/// The ids of a tree without anything in it, as git knows them by itself.
const EMPTY: [&str; 2] = [
    "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
];

/// How many bytes of trees git keeps to make others of. We ask for one after the other, each of which is made of the one
/// before, so that a few are enough; as many as git keeps by itself cost more to hold than they spare.
const CACHE: &str = "core.deltaBaseCacheLimit=16m";

/// A commit and its whole tree.
type Head = (Commit, Oid);

/// The commits that touched the content folder, the newest first; `None` where its trees are not all here, and whoever
/// asks has to ask in another way.
pub(super) fn of(repo: &Repo, head: &Oid) -> Option<Vec<Commit>> {
    let heads = heads(repo, head)?;
    let folders = folders(repo, &heads)?;
    let empty = Oid::new(EMPTY.iter().find(|id| id.len() == head.as_str().len())?)?;
    let mut lines = Vec::new();
    let mut moved = Vec::new();
    for (at, own) in folders.iter().enumerate() {
        let before = folders.get(at + 1).and_then(Option::as_ref).unwrap_or(&empty);
        let own = own.as_ref().unwrap_or(&empty);
        if own != before {
            lines.extend_from_slice(format!("{} {}\n", before.as_str(), own.as_str()).as_bytes());
            moved.push(at);
        }
    }
    let mut changes = differences(repo, lines, moved.len())?.into_iter();
    let mut moved = moved.into_iter().peekable();
    let found = heads.into_iter().enumerate().filter_map(|(at, (mut commit, _))| {
        moved.next_if_eq(&at)?;
        commit.changes = changes.next()?;
        Some(commit)
    });
    Some(found.collect())
}

fn heads(repo: &Repo, head: &Oid) -> Option<Vec<Head>> {
    let mut asked = vec!["log", "--first-parent", "--no-patch", "-z"];
    asked.extend(BARE);
    asked.extend(["--format=%T %H %ct %an", "--end-of-options", head.as_str()]);
    let out = repo.git().bytes(&asked).ok()?;
    let pieces = out.split(|byte| *byte == 0).filter(|piece| !piece.is_empty());
    let head = |piece| {
        let text = String::from_utf8_lossy(piece);
        let (tree, rest) = text.split_once(' ')?;
        Some((super::log::commit(rest)?, Oid::new(tree)?))
    };
    pieces.map(head).collect()
}

/// The tree that stood at the content folder in each commit; `None` in one without the folder.
fn folders(repo: &Repo, heads: &[Head]) -> Option<Vec<Option<Oid>>> {
    let folder = repo.prefix().trim_end_matches('/');
    if folder.is_empty() {
        return Some(heads.iter().map(|(_, tree)| Some(tree.clone())).collect());
    }
    let found = at(repo, folder, heads.iter().map(|(_, tree)| tree))?;
    // A folder that was not there looks like one that was not fetched: the one around it has to be here then.
    let around = folder.rsplit_once('/').map_or("", |(around, _)| around);
    let lost = heads.iter().zip(&found).filter(|(_, own)| own.is_none());
    let around = at(repo, around, lost.map(|((_, tree), _)| tree))?;
    around.iter().all(Option::is_some).then_some(found)
}

/// What stands at a path in each of some trees, as far as that is a tree.
fn at<'a>(
    repo: &Repo,
    path: &str,
    trees: impl Iterator<Item = &'a Oid>,
) -> Option<Vec<Option<Oid>>> {
    let mut many = 0;
    let mut lines = Vec::new();
    for tree in trees {
        lines.extend_from_slice(format!("{}:{path}\n", tree.as_str()).as_bytes());
        many += 1;
    }
    if many == 0 {
        return Some(Vec::new());
    }
    let asked = ["cat-file", "--batch-check=%(objectname) %(objecttype)", "--buffer"];
    let read = |out: &mut dyn BufRead| {
        let mut found = Vec::with_capacity(many);
        for line in out.lines() {
            let line = line?;
            found.push(line.strip_suffix(" tree").and_then(Oid::new));
        }
        Ok(found)
    };
    repo.git().feed(&asked, lines, read).ok().filter(|found| found.len() == many)
}

/// How the two trees in each of some lines differ.
fn differences(repo: &Repo, lines: Vec<u8>, many: usize) -> Option<Vec<Vec<Change>>> {
    let mut asked = vec!["-c", CACHE, "diff-tree", "--stdin", "-r"];
    asked.extend(CHANGES);
    let read = |out: &mut dyn BufRead| {
        let mut found: Vec<Vec<Change>> = Vec::with_capacity(many);
        let (mut what, mut path) = (Vec::new(), Vec::new());
        loop {
            what.clear();
            if out.read_until(0, &mut what)? == 0 {
                return Ok(found);
            }
            let mut what: &[u8] = what.strip_suffix(&[0]).unwrap_or(&what);
            // The two trees stand in a line before their first difference.
            while !what.is_empty() && what.first() != Some(&b':') {
                let end = what.iter().position(|byte| *byte == b'\n');
                what = end.and_then(|end| what.get(end + 1..)).unwrap_or_default();
                found.push(Vec::new());
            }
            let Some(what) = what.strip_prefix(b":") else { continue };
            path.clear();
            out.read_until(0, &mut path)?;
            let path = path.strip_suffix(&[0]).unwrap_or(&path);
            let last = found.last_mut().ok_or(io::ErrorKind::InvalidData)?;
            last.extend(change(what, path, ""));
        }
    };
    if many == 0 {
        return Some(Vec::new());
    }
    repo.git().feed(&asked, lines, read).ok().filter(|found| found.len() == many)
}
