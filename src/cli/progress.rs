//! A bar that moves while a long build goes on: on a terminal only, and only after a while.

use std::io::IsTerminal;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A build that is done by then shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);
/// So often the bar is drawn anew.
const STEP: Duration = Duration::from_millis(100);

/// The bar of a build, or none where nobody looks.
pub struct Progress(Option<Bar>);

struct Bar {
    bar: ProgressBar,
    /// The thread that draws it, and how it is told to end.
    drawing: Mutex<Option<(Sender<()>, JoinHandle<()>)>>,
}

impl Progress {
    /// A bar for a person who waits: none in a pipe, in a log, for a program, or where it is not wanted.
    pub fn begin(wanted: bool) -> Self {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_plain = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        if !wanted || is_set("CI") || is_plain || !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        bar.set_message("reading");
        let (end, ended) = mpsc::channel::<()>();
        let drawn = bar.clone();
        let drawing = thread::spawn(move || {
            let goes_on = |wait| ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout);
            if !goes_on(PATIENCE) {
                return;
            }
            drawn.set_draw_target(ProgressDrawTarget::stderr());
            loop {
                drawn.tick();
                if !goes_on(STEP) {
                    return drawn.finish_and_clear();
                }
            }
        });
        Self(Some(Bar { bar, drawing: Mutex::new(Some((end, drawing))) }))
    }

    /// What is being done now.
    pub fn stage(&self, doing: &'static str) {
        if let Self(Some(it)) = self {
            it.bar.set_message(doing);
        }
    }

    /// So many files are made from now on.
    pub fn files(&self, all: usize) {
        let Self(Some(it)) = self else { return };
        it.bar.set_length(all as u64);
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len} files");
        if let Ok(style) = style {
            it.bar.set_style(style.progress_chars("=> "));
        }
    }

    /// So many of them are done.
    pub fn done(&self, many: usize) {
        if let Self(Some(it)) = self {
            it.bar.inc(many as u64);
        }
    }

    /// Takes the bar away, so that what is said next stands in its place.
    pub fn end(&self) {
        let Self(Some(it)) = self else { return };
        let drawing = it.drawing.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((end, drawing)) = drawing {
            // It may have ended by itself.
            let _ = end.send(());
            let _ = drawing.join();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}
