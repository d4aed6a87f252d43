//! Which program this is: what is kept was made by a program, and another one may make other things of the same texts.

use std::fs::{self, File};
use std::path::Path;

use crate::base::fingerprint::Fingerprint;
use crate::base::record::{Lens, Pen};
use crate::publish::fingerprint;
use crate::source::disk::{settled, stamp_of};
use crate::source::{Stamp, keep};

/// Names the form in which the program is kept; another number means another form.
const NAME: &str = "throughline program 1";
/// The file in which it is kept.
const FILE: &str = "program";

/// Stands for the bytes of the program; `None` where it does not know itself. They are read once: as long as its file
/// has the same stamp, what an earlier run found in the folder is believed.
pub fn program(folder: &Path) -> Option<Fingerprint> {
    let path = std::env::current_exe().ok()?;
    let stamp = stamp_of(&fs::metadata(&path).ok()?);
    if let Some(known) = keep::load(folder, FILE)
        && let Some(print) = read(&known, &path, stamp)
    {
        return Some(print);
    }
    let now = settled();
    let print = fingerprint(&mut File::open(&path).ok()?).ok()?;
    if stamp.is_sure(now) {
        let mut pen = Pen::default();
        for name in name(&path) {
            pen.text(&name);
        }
        stamp.write(&mut pen);
        pen.print(print);
        keep::save(folder, FILE, &pen.seal(NAME));
    }
    Some(print)
}

/// What was found, if it was this file in this state.
fn read(known: &[u8], path: &Path, stamp: Stamp) -> Option<Fingerprint> {
    let mut lens = Lens::open(NAME, known)?;
    let is_named_so = name(path).iter().all(|name| lens.text() == Some(name));
    let then = Stamp::read(&mut lens)?;
    let print = lens.print()?;
    (is_named_so && then == stamp && lens.is_at_end()).then_some(print)
}

/// Where all files have one time, path and version still differ.
fn name(path: &Path) -> [String; 2] {
    [path.to_string_lossy().into_owned(), env!("CARGO_PKG_VERSION").to_owned()]
}
