//! What makes pages follow the files: a script put into each, and a stream of events for it.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use tokio::sync::{mpsc, watch};

use crate::serve::address::encode;
use crate::serve::http::OWN;
use crate::serve::{Pages, ended};

/// The script in the browser.
pub(super) const SCRIPT: &str = include_str!("live.js");
/// The look of its panel and its notices.
pub(super) const STYLE: &str = include_str!("live.css");
/// What is shown instead of a page that we failed to make.
pub(super) const BUG: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <title>A bug in throughline</title>\n</head>\n<body>\n<h1>This is a bug in throughline</h1>\n\
    <p>The page could not be made. The terminal says more; the other pages still work.</p>\n</body>\n</html>\n";

/// Events that may wait for a slow browser.
const WAITING: usize = 16;
/// A sign of life, so that a closed browser is noticed.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// The page with the script before its `</body>`, or at its end. The script says which page this is.
pub(super) fn inject(page: &[u8], shown: &Shown) -> Vec<u8> {
    let Shown { url, version, styles } = shown;
    let script = format!(
        "<script src=\"/{OWN}live.js\" data-url=\"{}\" data-version=\"{version}\" data-styles=\"{styles}\" defer></script>\n",
        encode(url)
    );
    insert(page, last(page, b"</body>").unwrap_or(page.len()), script.as_bytes())
}

/// The page with its links leading from the root of the preview, wherever the site will be hosted.
pub(super) fn at_root(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(page);
    let root = text.split_once(" data-root=\"").and_then(|(_, rest)| rest.split_once('"'));
    if let Some((root, _)) = root.filter(|(root, _)| root.starts_with('/')) {
        return text.replace(&format!("=\"{root}"), "=\"/").into_bytes();
    }
    // A theme's own page may have relative links.
    let head = b"<head>";
    match page.windows(head.len()).position(|it| it == head) {
        Some(at) => insert(page, at + head.len(), b"<base href=\"/\">"),
        None => page.to_vec(),
    }
}

fn insert(page: &[u8], at: usize, piece: &[u8]) -> Vec<u8> {
    let (before, after) = page.split_at_checked(at).unwrap_or((page, b""));
    [before, piece, after].concat()
}

fn last(page: &[u8], piece: &[u8]) -> Option<usize> {
    page.windows(piece.len()).rposition(|it| it == piece)
}

/// What a browser shows, as it says itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    /// The address of its page.
    pub url: String,
    /// The version of its page.
    pub version: String,
    /// Stands for its style sheets.
    pub styles: String,
}

/// A number as browsers hand it back.
pub(super) fn shown_as(number: u64) -> String {
    format!("{number:016x}")
}

/// A stream that tells one browser what concerns the page that it shows.
pub(super) fn events(
    pages: Arc<dyn Pages>,
    ending: watch::Receiver<bool>,
    shown: Shown,
) -> Response {
    let (tell, told) = mpsc::channel(WAITING);
    tokio::spawn(async move {
        let closed = tell.clone();
        tokio::select! {
            () = follow(pages, shown, tell) => {}
            () = closed.closed() => {}
            () = ended(ending) => {}
        }
    });
    let alive = KeepAlive::new().interval(SIGN_OF_LIFE);
    Sse::new(Told(told)).keep_alive(alive).into_response()
}

/// Tells the state at first, and then what differs from it, until the browser is gone.
async fn follow(pages: Arc<dyn Pages>, mut shown: Shown, tell: mpsc::Sender<sse::Event>) {
    let mut changes = pages.changes();
    let mut last = None;
    loop {
        // Before the state is asked for, so that nothing falls between.
        changes.mark_unchanged();
        let (before, said) = (shown.clone(), last.clone());
        let answer = ask(&pages, move |pages| news(pages, before, said.as_ref())).await;
        let messages = match answer {
            Some((now, said, messages)) => {
                (shown, last) = (now, said);
                messages
            }
            None => vec![message(
                "error",
                &[super::Fault {
                    what: "this is a bug in throughline; the terminal says more".to_owned(),
                    ..super::Fault::default()
                }],
            )],
        };
        for told in messages {
            if tell.send(told).await.is_err() {
                return;
            }
        }
        if changes.changed().await.is_err() {
            return;
        }
    }
}

/// What a browser does not know yet: what it shows then, what was said last, and the messages.
fn news(
    pages: &dyn Pages,
    mut shown: Shown,
    last: Option<&super::Told>,
) -> (Shown, Option<super::Told>, Vec<sse::Event>) {
    let told = pages.told(&shown.url);
    let mut messages = Vec::new();
    // A page that cannot be made as its author means it is not shown: the one before stays below the notice.
    if told.faults.is_empty() {
        let version = shown_as(pages.version(&shown.url));
        if version != shown.version {
            shown.version = version;
            // The page that comes has all the rest.
            return (shown, None, vec![message("reload", &())]);
        }
    }
    let styles = pages.styles();
    let print = shown_as(styles.print);
    if print != shown.styles {
        shown.styles = print;
        messages.push(message("css", &styles));
    }
    if last != Some(&told) {
        messages.push(match told.faults.is_empty() {
            true => message("ok", &told.notes),
            false => message("error", &told.faults),
        });
    }
    (shown, Some(told), messages)
}

/// Asks where it may take a while; `None` when the answer fails, which is our bug.
async fn ask<T: Send + 'static>(
    pages: &Arc<dyn Pages>,
    question: impl FnOnce(&dyn Pages) -> T + Send + 'static,
) -> Option<T> {
    let pages = Arc::clone(pages);
    tokio::task::spawn_blocking(move || question(&*pages)).await.ok()
}

/// JSON has no line breaks of its own, which an event could not hold.
fn message(name: &str, data: &(impl serde::Serialize + ?Sized)) -> sse::Event {
    let json = serde_json::to_string(data).unwrap_or_else(|_| "null".to_owned());
    sse::Event::default().event(name).data(json)
}

/// The receiving end as a stream.
struct Told(mpsc::Receiver<sse::Event>);

impl Stream for Told {
    type Item = Result<sse::Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(cx).map(|told| told.map(Ok))
    }
}
