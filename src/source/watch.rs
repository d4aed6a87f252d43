//! Telling when files change. A system's notices are hints and no more: they come in bursts, late or not at all, and so
//! a batch says which paths to look at, or that everything is to be looked at, and never what happened.

mod poll;
mod scope;
mod tree;

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use notify::event::{CreateKind, MetadataKind, ModifyKind, RemoveKind};
use notify::{Event, EventKind};

use crate::base::error::Error;
use crate::source::watch::scope::Scope;
use crate::source::watch::tree::Tree;

/// A batch of more paths is a new listing instead. Chosen by feel.
const MOST_PATHS: usize = 1_000;

/// Something changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Batch {
    /// These files were changed, made or removed, or perhaps not; sorted, without links in their folders' paths.
    Changed(Vec<PathBuf>),
    /// Folders came or went, or notices were lost: only a new listing tells.
    Rescan,
}

/// How to watch.
#[derive(Debug, Clone)]
pub struct Options {
    /// Whether to compare times at intervals, where the system gives no notice: network disks, some containers.
    pub poll: bool,
    /// A batch is complete when nothing has come for so long.
    pub quiet: Duration,
    /// A batch waits no longer than this, however much goes on.
    pub cap: Duration,
    /// Folders that are not watched: output and cache.
    pub ignore: Vec<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            poll: false,
            quiet: Duration::from_millis(40),
            cap: Duration::from_millis(500),
            ignore: Vec::new(),
        }
    }
}

/// Watches until it is dropped.
#[derive(Debug)]
pub struct Watch {
    messages: Sender<Message>,
    thread: Option<JoinHandle<()>>,
}

/// What reaches the thread that makes batches.
enum Message {
    Noticed(notify::Result<Event>),
    Stop,
}

impl Watch {
    /// Watches these folders, with all but the hidden ones in them, and these files. They may come later.
    ///
    /// # Errors
    /// When the system cannot watch so much, or when the folder of a path does not exist.
    pub fn start(paths: &[PathBuf], options: &Options) -> Result<(Self, Receiver<Batch>), Error> {
        let (messages, noticed) = mpsc::channel();
        let (batches, receiver) = mpsc::channel();
        let scope = Scope::new(paths, options);
        let thread = if options.poll {
            let before = poll::state(&scope);
            spawn(move || poll::run(&scope, before, &noticed, &batches))
        } else {
            let notice = messages.clone();
            let mut tree = Tree::new(scope, move |event| {
                // Reading gives notices too, and ours must not wake us. An error here is the end of the thread.
                let is_reading = matches!(&event, Ok(Event { kind: EventKind::Access(_), .. }));
                if !is_reading {
                    let _ = notice.send(Message::Noticed(event));
                }
            })?;
            tree.cover()?;
            let (quiet, cap) = (options.quiet, options.cap);
            spawn(move || Batching { tree, noticed, batches, quiet, cap }.run())
        };
        let thread = thread.map_err(|cause| Error::Watch {
            path: paths.first().cloned().unwrap_or_default(),
            what: cause.to_string(),
        })?;
        Ok((Self { messages, thread: Some(thread) }, receiver))
    }
}

fn spawn(run: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
    std::thread::Builder::new().name("watch".to_owned()).spawn(run)
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.messages.send(Message::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Batching {
    tree: Tree,
    noticed: Receiver<Message>,
    batches: Sender<Batch>,
    quiet: Duration,
    cap: Duration,
}

/// What a batch will say.
#[derive(Default)]
struct Pending {
    paths: BTreeSet<PathBuf>,
    /// Folders came or went, so that watches are to be renewed.
    folders: bool,
    /// Something was lost.
    rescan: bool,
}

impl Batching {
    fn run(mut self) {
        loop {
            let mut pending = Pending::default();
            match self.noticed.recv() {
                Ok(Message::Noticed(event)) => pending.note(event, &self.tree),
                Ok(Message::Stop) | Err(_) => return,
            }
            if !self.collect(&mut pending) || !self.send(pending) {
                return;
            }
        }
    }

    /// Waits until the batch is complete; `false` when watching ends.
    fn collect(&self, pending: &mut Pending) -> bool {
        let begun = Instant::now();
        loop {
            let left = self.cap.saturating_sub(begun.elapsed());
            match self.noticed.recv_timeout(self.quiet.min(left)) {
                Ok(Message::Noticed(event)) => pending.note(event, &self.tree),
                Err(RecvTimeoutError::Timeout) => return true,
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
            }
            if left.is_zero() {
                return true;
            }
        }
    }

    /// Sends the batch, if there is anything in it; `false` when nobody listens.
    fn send(&mut self, pending: Pending) -> bool {
        if pending.folders {
            // Before the listing that follows, so that nothing falls between. What cannot be watched now is tried
            // again with the next folder that comes.
            let _ = self.tree.cover();
        }
        let batch = if pending.folders || pending.rescan || pending.paths.len() > MOST_PATHS {
            Batch::Rescan
        } else if pending.paths.is_empty() {
            return true;
        } else {
            Batch::Changed(pending.paths.into_iter().collect())
        };
        self.batches.send(batch).is_ok()
    }
}

impl Pending {
    fn note(&mut self, event: notify::Result<Event>, tree: &Tree) {
        let event = match event {
            Ok(event) if !event.need_rescan() => event,
            _ => {
                self.rescan = true;
                return;
            }
        };
        // A folder is written to whenever a file in it comes or goes, of which there is a notice of its own.
        let is_writing = matches!(
            event.kind,
            EventKind::Modify(
                ModifyKind::Any
                    | ModifyKind::Data(_)
                    | ModifyKind::Metadata(MetadataKind::WriteTime | MetadataKind::AccessTime)
            )
        );
        let is_of_folder = matches!(
            event.kind,
            EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder)
        );
        for path in event.paths {
            if !tree.scope.concerns(&path) {
                continue;
            }
            if is_of_folder || tree.is_folder(&path) {
                self.folders |= !is_writing;
            } else {
                self.paths.insert(path);
            }
        }
    }
}
