//! Pages that were made, with what each read: while every answer is the same, the page is the same.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ahash::RandomState;

use crate::base::diagnostic::Problem;
use crate::base::fingerprint::Fingerprint;
use crate::base::names::Url;
use crate::model::read::Trace;

/// The most bytes of pages that are held; chosen by feel, as a few hundred pages.
const LIMIT: usize = 64 << 20;

/// A page as it was made.
#[derive(Clone)]
pub(super) struct Remembered {
    /// What it read.
    pub trace: Trace,
    /// Stands for what all pages share: the frame and the theme.
    pub shared: Fingerprint,
    /// The page and its data.
    pub html: Arc<[u8]>,
    pub json: Arc<[u8]>,
    /// What is wrong with its template.
    pub problem: Option<Problem>,
    /// When it was asked for last, as a count.
    pub used: u64,
}

/// Pages by address. Shared by all states of a site.
#[derive(Default)]
pub(super) struct Memo(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    pages: HashMap<Url, Remembered, RandomState>,
    bytes: usize,
    clock: u64,
}

impl Memo {
    /// What is known of a page; it may be out of date.
    pub fn get(&self, url: &Url) -> Option<Remembered> {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inner.clock += 1;
        let clock = inner.clock;
        let page = inner.pages.get_mut(url)?;
        page.used = clock;
        Some(page.clone())
    }

    /// Remembers a page; forgets those that nobody asked for longest when they grow too many.
    pub fn put(&self, url: &Url, mut page: Remembered) {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inner.clock += 1;
        page.used = inner.clock;
        inner.bytes += size(&page);
        if let Some(old) = inner.pages.insert(url.clone(), page) {
            inner.bytes -= size(&old);
        }
        if inner.bytes > LIMIT {
            let mut by_age: Vec<(u64, Url)> =
                inner.pages.iter().map(|(url, page)| (page.used, url.clone())).collect();
            by_age.sort();
            for (_, url) in by_age {
                if inner.bytes <= LIMIT / 2 {
                    break;
                }
                if let Some(old) = inner.pages.remove(&url) {
                    inner.bytes -= size(&old);
                }
            }
        }
    }
}

fn size(page: &Remembered) -> usize {
    page.html.len() + page.json.len() + page.trace.len() * 40
}
