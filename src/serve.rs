//! The preview: the site over HTTP to the author's own browser, which follows every save.
//!
//! It asks for a page when a browser does, and knows nothing of how pages come about. It is no server for the public:
//! by default only this machine reaches it, and only under its own names.

mod address;
mod content_type;
mod hosts;
mod http;
mod live;

use std::future::{Future, IntoFuture};
use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use tokio::sync::watch;

use crate::base::error::Error;
use hosts::Hosts;

pub use content_type::content_type;

/// So many ports are tried, from the one that was asked for.
const PORTS: u16 = 100;
/// How long answers under way may take when the preview ends.
const LAST_ANSWERS: Duration = Duration::from_millis(500);

/// What is shown. All methods may be called from several threads at once.
pub trait Pages: Send + Sync {
    /// The page, asset or data under an address without a leading `/`: `goals/fill-q2.html`.
    fn page(&self, url: &str) -> Option<Served>;

    /// What is shown where there is nothing.
    fn not_found(&self) -> Served;

    /// Differs whenever a browser must load the page again; of a page that is not there as well.
    fn version(&self, url: &str) -> u64;

    /// The style sheets as they are now.
    fn styles(&self) -> Styles;

    /// What a browser that shows this page is to be told besides.
    fn told(&self, url: &str) -> Told;

    /// Changes whenever the site was made anew, or could not be made.
    fn changes(&self) -> watch::Receiver<u64>;
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Served {
    /// The body.
    pub bytes: Vec<u8>,
    /// The type, as in `text/html; charset=utf-8`; `content_type` knows it.
    pub content_type: &'static str,
}

/// The style sheets of a site: those that changed are swapped in browsers, and pages stay.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Styles {
    /// Differs whenever one of them does.
    #[serde(skip)]
    pub print: u64,
    /// All of them.
    pub sheets: Vec<Sheet>,
}

/// A style sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Its address without a leading `/`.
    pub url: String,
    /// The same without the fingerprint that the name may carry, so that a page with an older one finds it.
    pub plain: String,
    /// Differs whenever its bytes do.
    pub print: String,
}

/// What is told to a browser about the page that it shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// Why the site or this page could not be made as its author means it; the page is not loaded again while there is
    /// any.
    pub faults: Vec<Fault>,
    /// What is found on this page and elsewhere.
    pub notes: Notes,
}

/// Why something could not be made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Fault {
    /// Where, as `themes/own/templates/page.html:3:5`; empty when it is no place.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to do; may be empty.
    pub help: String,
    /// The lines around it with their numbers from 1.
    pub lines: Vec<(u32, String)>,
    /// The line of the fault; 0 when there is none.
    pub line: u32,
    /// The column of the fault in characters, from 1.
    pub column: u32,
}

/// The findings that the panel in the browser shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Notes {
    /// Those of this page.
    pub findings: Vec<Noted>,
    /// How many errors there are on other pages.
    pub errors: usize,
    /// How many warnings there are on other pages.
    pub warnings: usize,
    /// The address of the page with all of them, without a leading `/`; empty when there is none.
    pub all: String,
}

/// A finding, as the panel in the browser shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Noted {
    /// `error`, `warning` or `note`.
    pub level: &'static str,
    /// The lint's name.
    pub code: String,
    /// What is wrong.
    pub what: String,
    /// What to do; may be empty.
    pub help: String,
    /// Where, as `goals/fill-q2.md:3:5`.
    pub place: String,
}

/// Where the preview is to be found.
#[derive(Debug, Clone)]
pub struct Options {
    /// A name or number of this machine.
    pub host: String,
    /// The port; the next free one is taken when it is not.
    pub port: u16,
}

impl Default for Options {
    fn default() -> Self {
        Self { host: "127.0.0.1".to_owned(), port: 1111 }
    }
}

/// A preview that has its port and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    hosts: Hosts,
}

impl Server {
    /// Takes a port.
    ///
    /// # Errors
    /// When the host is none of this machine's, or when no port is free.
    pub fn bind(options: &Options) -> Result<Self, Error> {
        let asked = format!("{}:{}", options.host, options.port);
        let failed = |cause| Error::Listen { address: asked.clone(), cause };
        let host = options.host.trim_start_matches('[').trim_end_matches(']');
        let mut found = (host, options.port).to_socket_addrs().map_err(failed)?;
        let Some(first) = found.next() else { return Err(failed(io::ErrorKind::NotFound.into())) };

        let last = options.port.saturating_add(if options.port == 0 { 0 } else { PORTS });
        let mut cause = io::Error::from(io::ErrorKind::AddrInUse);
        for port in options.port..=last {
            match TcpListener::bind(SocketAddr::new(first.ip(), port)) {
                Ok(listener) => {
                    listener.set_nonblocking(true).map_err(failed)?;
                    let address = listener.local_addr().map_err(failed)?;
                    return Ok(Self { listener, address, hosts: Hosts::new(host, first.ip()) });
                }
                Err(other) if other.kind() == io::ErrorKind::AddrInUse => cause = other,
                Err(other) => return Err(failed(other)),
            }
        }
        Err(failed(cause))
    }

    /// The number and port that it answers at.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where browsers find it: `http://127.0.0.1:1111/`.
    #[must_use]
    pub fn url(&self) -> String {
        let ip = self.address.ip();
        if ip.is_unspecified() {
            return format!("http://localhost:{}/", self.address.port());
        }
        format!("http://{}/", self.address)
    }

    /// Answers until Ctrl-C, or until the system asks the program to end.
    ///
    /// # Errors
    /// When the port can no longer be listened on.
    pub fn run(self, pages: Arc<dyn Pages>) -> Result<(), Error> {
        self.run_until(pages, interrupted())
    }

    /// Answers until `stop` is there.
    ///
    /// # Errors
    /// When the port can no longer be listened on.
    pub fn run_until(
        self,
        pages: Arc<dyn Pages>,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), Error> {
        let address = self.address.to_string();
        let failed = |cause| Error::Listen { address: address.clone(), cause };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("serve")
            .enable_all()
            .build()
            .map_err(failed)?;
        let answered = runtime.block_on(self.answer(pages, stop));
        // A page in the making is not waited for.
        runtime.shutdown_background();
        answered.map_err(failed)
    }

    async fn answer(
        self,
        pages: Arc<dyn Pages>,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        let (end, ending) = watch::channel(false);
        let app = http::app(pages, self.hosts, ending.clone());
        let server = axum::serve(listener, app).with_graceful_shutdown(ended(ending));
        let mut server = tokio::spawn(server.into_future());
        tokio::select! {
            () = stop => {}
            result = &mut server => return result.unwrap_or(Ok(())),
        }
        // Streams of events end by themselves; whatever else is open may not keep the program.
        let _ = end.send(true);
        match tokio::time::timeout(LAST_ANSWERS, server).await {
            Ok(Ok(result)) => result,
            _ => Ok(()),
        }
    }
}

/// Waits until the preview ends.
async fn ended(mut ending: watch::Receiver<bool>) {
    // An error means that the sender is gone, which is an end as well.
    let _ = ending.wait_for(|is_ending| *is_ending).await;
}

/// Waits for Ctrl-C, or for the system's request to end.
async fn interrupted() {
    let asked = async {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};

            if let Ok(mut terminate) = signal(SignalKind::terminate()) {
                terminate.recv().await;
                return;
            }
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => {
            if pressed.is_err() {
                // Signals cannot be had here: only the system itself ends the program.
                std::future::pending::<()>().await;
            }
        }
        () = asked => {}
    }
}
