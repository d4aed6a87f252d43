//! Fixes as bytes. Each is tried on the text first: it is an answer only when what it should change is all that changes
//! in what the text says. Values with anchors, aliases or tags are left alone.

mod front;
mod item;
mod mention;
mod prose;
mod tree;

use crate::base::diagnostic::Fix;
use crate::base::edit::{Edit, edited};
use crate::base::place::Place;
use crate::parse::Parsed;
use crate::parse::front::Front;

pub use front::set;
pub use item::add_item;
pub use mention::mention;
pub use prose::{Retargeted, retarget};

/// How a text is read: as a document, or as a YAML file.
pub type Read = fn(&str) -> Parsed;

/// The bytes that a fix changes; `None` where that is not certain.
///
/// `front` is the front matter of the text with canonical names; `read` reads the text anew.
#[must_use]
pub fn mend(text: &str, front: &Front, fix: &Fix, read: Read) -> Option<Vec<Edit>> {
    match fix {
        Fix::SetField { field, value } => set(text, front, field, None, value, read),
        Fix::RenameKey { field, to } => front::rename(text, front, field, to, read),
        Fix::Remove { field } => front::remove(text, front, field, read),
        Fix::Replace { place: Place::Bytes(start, end), text: new } => {
            front::replace(text, *start as usize..*end as usize, new, read)
        }
        Fix::Replace { place: Place::Link(nth), text: new } => {
            let wanted = [(*nth as usize, new.to_string())];
            let done = retarget(text, front.body as usize, &wanted);
            if done.left.is_empty() { Some(done.edits) } else { None }
        }
        Fix::Replace { .. } => None,
    }
}

/// Of several changes of one text, those that can be made together, by position: none overlaps another, and together
/// they leave nothing less readable than it was.
#[must_use]
pub fn together(text: &str, changes: &[Vec<Edit>], read: Read) -> (Vec<Edit>, Vec<usize>) {
    let faults = read(text).problems.len();
    let mut edits: Vec<Edit> = Vec::new();
    let mut taken = Vec::new();
    for (index, change) in changes.iter().enumerate() {
        let mut all = edits.clone();
        all.extend(change.iter().filter(|edit| !edits.contains(edit)).cloned());
        let overlaps = |a: &Edit, b: &Edit| a != b && a.start < b.end && b.start < a.end;
        if change.iter().any(|new| edits.iter().any(|old| overlaps(old, new))) {
            continue;
        }
        if after(text, &all).is_some_and(|new| read(&new).problems.len() <= faults) {
            edits = all;
            taken.push(index);
        }
    }
    (edits, taken)
}

/// The text after some edits.
fn after(text: &str, edits: &[Edit]) -> Option<String> {
    edited(text.as_bytes(), edits).ok().and_then(|bytes| String::from_utf8(bytes).ok())
}
