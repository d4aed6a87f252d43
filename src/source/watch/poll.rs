//! Comparing times at intervals, where the system gives no notice of changes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use crate::source::Stamp;
use crate::source::disk::stamp_of;
use crate::source::watch::scope::Scope;
use crate::source::watch::{Batch, MOST_PATHS, Message};

/// How often times are compared. Chosen by feel.
const INTERVAL: Duration = Duration::from_millis(400);

/// Files with their stamps, and folders without.
type State = BTreeMap<PathBuf, Option<Stamp>>;

/// Compares until it is told to stop, or until nobody listens.
pub(super) fn run(
    scope: &Scope,
    mut before: State,
    messages: &Receiver<Message>,
    batches: &Sender<Batch>,
) {
    loop {
        match messages.recv_timeout(INTERVAL) {
            Err(RecvTimeoutError::Timeout) => {}
            _ => return,
        }
        let now = state(scope);
        let batch = compare(&before, &now);
        before = now;
        if let Some(batch) = batch
            && batches.send(batch).is_err()
        {
            return;
        }
    }
}

/// What is there now.
pub(super) fn state(scope: &Scope) -> State {
    let mut state = State::new();
    for target in &scope.targets {
        for entry in scope.walk(target) {
            let stamp = if entry.file_type().is_dir() {
                None
            } else {
                // A file that is gone again is not there.
                let Ok(metadata) = entry.metadata() else { continue };
                Some(stamp_of(&metadata))
            };
            state.insert(entry.into_path(), stamp);
        }
    }
    state
}

fn compare(before: &State, now: &State) -> Option<Batch> {
    let gone = before.iter().filter(|(path, _)| !now.contains_key(*path));
    let come = now.iter().filter(|(path, stamp)| before.get(*path) != Some(stamp));
    let mut changed = Vec::new();
    for (path, stamp) in gone.chain(come) {
        if stamp.is_none() {
            return Some(Batch::Rescan);
        }
        changed.push(path.clone());
    }
    changed.sort();
    match changed.len() {
        0 => None,
        1..=MOST_PATHS => Some(Batch::Changed(changed)),
        _ => Some(Batch::Rescan),
    }
}
