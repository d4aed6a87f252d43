//! The last listing of a source, brought up to date path by path where it is known which paths changed: going through
//! ten thousand files costs more than everything else that follows from a save.

use crate::base::error::Error;
use crate::base::names::DocPath;
use crate::source::{Listing, Looked, Source};

/// The last listing.
#[derive(Default)]
pub(super) struct Listed {
    last: Option<Listing>,
    /// Nothing but these paths has changed since.
    pub only: Option<Vec<DocPath>>,
}

impl Listed {
    /// What the source holds now. Nothing is kept until `keep`, so that after a failure all is listed anew.
    pub fn list(&mut self, source: &dyn Source) -> Result<Listing, Error> {
        let known = self.only.take().zip(self.last.take());
        match known.and_then(|(paths, last)| patched(last, &paths, source)) {
            Some(listing) => Ok(listing),
            None => source.list(),
        }
    }

    pub fn keep(&mut self, listing: Listing) {
        self.last = Some(listing);
    }
}

/// A listing with these paths looked at again; `None` where more may have changed than the paths say.
fn patched(mut listing: Listing, paths: &[DocPath], source: &dyn Source) -> Option<Listing> {
    if !listing.problems.is_empty() {
        return None;
    }
    for path in paths {
        let at = listing.entries.binary_search_by(|entry| entry.path.cmp(path));
        match (source.look(path), at) {
            (Looked::File(entry), Ok(at)) => *listing.entries.get_mut(at)? = entry,
            (Looked::File(entry), Err(at)) => listing.entries.insert(at, entry),
            (Looked::Gone, Ok(at)) => drop(listing.entries.remove(at)),
            (Looked::Gone, Err(at)) => {
                // It may have been a folder.
                let below = listing.entries.get(at).is_some_and(|entry| {
                    entry.path.strip_prefix(path.as_str()).is_some_and(|it| it.starts_with('/'))
                });
                if below {
                    return None;
                }
            }
            (Looked::Folder | Looked::Refused(_), _) => return None,
        }
    }
    Some(listing)
}
