//! One writing of the site. Pages come from many threads; nothing is seen until `finish`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use xxhash_rust::xxh3::Xxh3;

use crate::base::error::Error;
use crate::base::fingerprint::{Fingerprint, key64};
use crate::base::names::Url;
use crate::publish::manifest::Record;
use crate::publish::output::{Output, is_own};
use crate::publish::{Publisher, settle};

/// Threads note what they wrote in so many lists, so that they seldom wait for each other.
const LISTS: usize = 64;
/// Bytes of an asset that are held at once.
const PIECE: usize = 256 << 10;

/// A site that is being written. Dropped without `finish`, it leaves the old site as it was.
#[derive(Debug)]
pub struct Job {
    publisher: Publisher,
    stage: PathBuf,
    noted: Vec<Mutex<Noted>>,
    same: AtomicUsize,
    settled: bool,
}

/// What happened to one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is new or differs from what was there.
    Written,
    /// It was there already, and its time stays.
    Same,
}

/// What happened to the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were left alone.
    pub same: usize,
    /// Files of the old site that are gone.
    pub removed: usize,
}

/// What one of the lists holds.
#[derive(Debug, Default)]
pub(super) struct Noted {
    /// Files in the stage.
    pub staged: Vec<(Url, Record)>,
    /// Files that stand in the output as they should.
    pub kept: Vec<(Url, Record)>,
}

impl Job {
    pub(super) fn begin(publisher: Publisher) -> Result<Self, Error> {
        let stage = make_stage(&publisher.output)?;
        let noted = std::iter::repeat_with(Mutex::default).take(LISTS).collect();
        Ok(Self { publisher, stage, noted, same: AtomicUsize::new(0), settled: false })
    }

    /// What stands under this address from the last time.
    #[must_use]
    pub fn has(&self, url: &Url) -> Option<Fingerprint> {
        self.publisher.has(url)
    }

    /// Keeps the file of the last time; `false` when there is none, and it must be put.
    #[must_use]
    pub fn keep(&self, url: &Url) -> bool {
        match self.old(url) {
            Some(record) => {
                self.note_kept(url, record);
                true
            }
            None => false,
        }
    }

    /// Keeps these files of the last time if each stands there with just these bytes; `false` when one does not, and
    /// then all must be put.
    #[must_use]
    pub fn keep_all(&self, files: &[(&Url, Fingerprint)]) -> bool {
        let record = |(url, print): &(&Url, Fingerprint)| {
            self.old(url).filter(|record| record.print == *print)
        };
        let Some(records) = files.iter().map(record).collect::<Option<Vec<_>>>() else {
            return false;
        };
        for ((url, _), record) in files.iter().zip(records) {
            self.note_kept(url, record);
        }
        true
    }

    /// Puts a file there.
    ///
    /// # Errors
    /// When it cannot be written, or when a file that is not ours stands there.
    pub fn put(&self, url: &Url, bytes: &[u8]) -> Result<Put, Error> {
        self.put_known(url, bytes, Fingerprint::of(bytes))
    }

    /// As `put`, where it is known what stands for the bytes.
    ///
    /// # Errors
    /// As `put`.
    pub fn put_known(&self, url: &Url, bytes: &[u8], print: Fingerprint) -> Result<Put, Error> {
        let record = Record { print, size: bytes.len() as u64 };
        if self.old(url) == Some(record) {
            self.note_kept(url, record);
            return Ok(Put::Same);
        }
        self.refuse_foreign(url)?;
        let mut file = self.create(url)?;
        file.write_all(bytes).map_err(|cause| self.cannot_write(url, cause))?;
        self.note_staged(url, record);
        Ok(Put::Written)
    }

    /// Copies a file there, which keeps its time, so that an equal one need not be read the next time.
    ///
    /// # Errors
    /// When it cannot be read or written, or when a file that is not ours stands there.
    pub fn copy(&self, url: &Url, from: &Path) -> Result<Put, Error> {
        let cannot_read = |cause| Error::Read { path: from.to_owned(), cause };
        let mut source = File::open(from).map_err(cannot_read)?;
        let metadata = source.metadata().map_err(cannot_read)?;
        let old = self.old(url).filter(|old| old.size == metadata.len());
        if let Some(old) = old {
            let there = fs::metadata(self.publisher.output.path(url)).and_then(|it| it.modified());
            let is_same = match (there, metadata.modified()) {
                (Ok(there), Ok(here)) if there == here => true,
                _ => fingerprint(&mut source).map_err(cannot_read)? == old.print,
            };
            if is_same {
                self.note_kept(url, old);
                return Ok(Put::Same);
            }
            source = File::open(from).map_err(cannot_read)?;
        }
        self.refuse_foreign(url)?;
        let file = self.create(url)?;
        let record = self.copy_into(url, &file, &mut source, from)?;
        if let Ok(modified) = metadata.modified() {
            // Without its time the file is read again the next time, no more.
            let _ = file.set_modified(modified);
        }
        self.note_staged(url, record);
        Ok(Put::Written)
    }

    /// Puts the new site in the place of the old one, and removes what it no longer has.
    ///
    /// # Errors
    /// When the site cannot be put there; then the old one stands, or the next run completes the new one.
    pub fn finish(self) -> Result<Written, Error> {
        Ok(self.finish_known()?.0)
    }

    /// As `finish`; also gives what `Publisher::stands` will say while this site stands.
    ///
    /// # Errors
    /// As `finish`.
    pub fn finish_known(mut self) -> Result<(Written, Fingerprint), Error> {
        let mut all = Noted::default();
        for list in &mut self.noted {
            let list = list.get_mut().unwrap_or_else(PoisonError::into_inner);
            all.staged.append(&mut list.staged);
            all.kept.append(&mut list.kept);
        }
        let counts = Written {
            written: all.staged.len(),
            same: self.same.load(Ordering::Relaxed),
            removed: 0,
        };
        let Publisher { output, manifest, .. } = &self.publisher;
        let site = settle::Site { output, old: manifest, stage: &self.stage };
        let (removed, print) = site.settle(&all, &mut self.settled)?;
        Ok((Written { removed, ..counts }, print))
    }

    /// The record of the file that stands there, when it is as we wrote it.
    fn old(&self, url: &Url) -> Option<Record> {
        let Publisher { output, manifest, afresh, .. } = &self.publisher;
        let record = manifest.get(url).filter(|_| !afresh)?;
        output.holds(url, record, manifest).then_some(*record)
    }

    /// Files of others are not written over.
    fn refuse_foreign(&self, url: &Url) -> Result<(), Error> {
        let Publisher { output, manifest, bare, .. } = &self.publisher;
        if *bare && !url.starts_with('.') {
            return Ok(());
        }
        let path = output.path(url);
        if is_own(url.split('/').next().unwrap_or_default().as_ref()) {
            return Err(Error::Write {
                path,
                cause: io::Error::other("this name is kept for throughline itself"),
            });
        }
        if !manifest.lists(url) && fs::symlink_metadata(&path).is_ok_and(|it| !it.is_dir()) {
            return Err(settle::in_the_way(path));
        }
        Ok(())
    }

    /// A new file in the stage; its folders are made when they turn out to be missing.
    fn create(&self, url: &Url) -> Result<File, Error> {
        let path = self.stage.join(url.as_str());
        let create = || OpenOptions::new().write(true).create_new(true).open(&path);
        let created = match create() {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                let made = path.parent().map_or(Ok(()), fs::create_dir_all);
                made.and_then(|()| create())
            }
            other => other,
        };
        created.map_err(|cause| self.cannot_write(url, cause))
    }

    fn copy_into(
        &self,
        url: &Url,
        mut file: &File,
        source: &mut File,
        from: &Path,
    ) -> Result<Record, Error> {
        let mut piece = vec![0; PIECE];
        let mut hash = Xxh3::new();
        let mut size = 0;
        loop {
            let read = read_some(source, &mut piece)
                .map_err(|cause| Error::Read { path: from.to_owned(), cause })?;
            if read.is_empty() {
                return Ok(Record { print: Fingerprint(hash.digest128()), size });
            }
            hash.update(read);
            size += read.len() as u64;
            file.write_all(read).map_err(|cause| self.cannot_write(url, cause))?;
        }
    }

    fn note_staged(&self, url: &Url, record: Record) {
        self.note(url, |noted| noted.staged.push((url.clone(), record)));
    }

    fn note_kept(&self, url: &Url, record: Record) {
        self.same.fetch_add(1, Ordering::Relaxed);
        self.note(url, |noted| noted.kept.push((url.clone(), record)));
    }

    fn note(&self, url: &Url, push: impl FnOnce(&mut Noted)) {
        let list = usize::try_from(key64(url.as_bytes()) % LISTS as u64).unwrap_or_default();
        if let Some(list) = self.noted.get(list) {
            push(&mut list.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Names the file in the output, which is what people know.
    fn cannot_write(&self, url: &Url, cause: io::Error) -> Error {
        let cause = if cause.kind() == io::ErrorKind::AlreadyExists {
            io::Error::other("two pages have this address")
        } else {
            cause
        };
        Error::Write { path: self.publisher.output.path(url), cause }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        if !self.settled {
            // What stays is removed by the next run.
            let _ = fs::remove_dir_all(&self.stage);
        }
    }
}

/// Makes an empty stage: beside the output, or within it where that cannot be.
fn make_stage(output: &Output) -> Result<PathBuf, Error> {
    if output.movable && fs::create_dir(&output.beside).is_ok() {
        return Ok(output.beside.clone());
    }
    match fs::create_dir(&output.within) {
        Ok(()) => Ok(output.within.clone()),
        Err(cause) => Err(output.cannot_write(cause)),
    }
}

/// Stands for the bytes of a file, of which a piece is held at once.
///
/// # Errors
/// When it cannot be read.
fn fingerprint(file: &mut File) -> io::Result<Fingerprint> {
    let mut piece = vec![0; PIECE];
    let mut hash = Xxh3::new();
    loop {
        let read = read_some(file, &mut piece)?;
        if read.is_empty() {
            return Ok(Fingerprint(hash.digest128()));
        }
        hash.update(read);
    }
}

fn read_some<'a>(file: &mut File, piece: &'a mut [u8]) -> io::Result<&'a [u8]> {
    loop {
        match file.read(piece) {
            Ok(read) => return Ok(piece.get(..read).unwrap_or_default()),
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            Err(cause) => return Err(cause),
        }
    }
}
