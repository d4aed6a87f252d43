//! `serve`: the site in memory, made page by page as browsers ask, made anew after every save.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Instant;

use tokio::sync::broadcast;

use crate::base::diagnostic::Level;
use crate::base::error::Error;
use crate::base::fingerprint::{Fingerprint, key64};
use crate::base::text::count;
use crate::report;
use crate::serve::{Event, Noted, Pages, Served, Server, content_type};
use crate::site::engine::{Engine, Site};
use crate::site::press::Made;
use crate::site::work::Work;
use crate::source::{Disk, Source};

use super::args::{Global, Serve};
use super::ground::{Ground, options};
use super::outcome;

/// Serves until Ctrl-C.
pub fn run(global: &Global, args: &Serve) -> Result<ExitCode, Error> {
    let ground = Ground::find(global, &args.look.dir, None)?;
    let mut options = options(global, &args.look)?;
    options.remember = true;
    let mut engine = ground.engine(options)?;
    let start = Instant::now();
    let (site, work) = engine.refresh()?;
    let files = Disk::open(&ground.content, vec![ground.out.clone()])?;
    let (tell, _) = broadcast::channel(16);
    let preview = Arc::new(Preview {
        engine: Mutex::new(engine),
        site: RwLock::new(site),
        failed: RwLock::new(None),
        files,
        ground,
        tell,
        quiet: global.quiet,
    });
    preview.status("Made", &work, start);
    let server = Server::bind(&crate::serve::Options { host: args.host.clone(), port: args.port })?;
    let url = server.url();
    outcome::say(&format!("Serving {url} (Ctrl-C ends it)\n"));
    if args.open {
        open(&url);
    }
    let _watch = super::follow::begin(&preview, args.poll)?;
    server.run(preview)?;
    Ok(ExitCode::from(outcome::CLEAN))
}

/// The state that is served.
pub struct Preview {
    engine: Mutex<Engine>,
    site: RwLock<Arc<Site>>,
    failed: RwLock<Option<Arc<str>>>,
    files: Disk,
    /// Where the handbook lies.
    pub ground: Ground,
    tell: broadcast::Sender<Event>,
    quiet: bool,
}

impl Preview {
    fn site(&self) -> Arc<Site> {
        self.site.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Looks again; `around` when settings or theme may have changed, at these files only where no other can have.
    pub fn refresh(&self, around: bool, files: Option<&[PathBuf]>) {
        let start = Instant::now();
        let mut styled = false;
        let mut engine = self.engine.lock().unwrap_or_else(PoisonError::into_inner);
        let done = (|| {
            if around {
                engine.surround(self.ground.around()?);
            }
            match files {
                Some(files) => engine.refresh_changed(files),
                None => engine.refresh(),
            }
        })();
        let event = match done {
            Ok((site, work)) => {
                let changed = work != Work::default() || around;
                let (old, new) = (self.site().looks(), site.looks());
                styled = old.sheets != new.sheets;
                *self.site.write().unwrap_or_else(PoisonError::into_inner) = site.clone();
                *self.failed.write().unwrap_or_else(PoisonError::into_inner) = None;
                if changed {
                    self.status("Changed", &work, start);
                }
                Event::Refreshed(noted(&site))
            }
            Err(error) => {
                let words: Arc<str> = error.to_string().into();
                eprintln!("error: {words}");
                *self.failed.write().unwrap_or_else(PoisonError::into_inner) = Some(words.clone());
                Event::Failed(words)
            }
        };
        // Nobody may be listening.
        let _ = self.tell.send(event);
        if styled {
            let _ = self.tell.send(Event::Styled);
        }
    }

    /// One line in the terminal: what changed, what it cost, what is wrong.
    fn status(&self, word: &str, work: &Work, start: Instant) {
        if self.quiet {
            return;
        }
        let site = self.site();
        let errors = site.findings.count(Level::Error);
        let warnings = site.findings.count(Level::Warning);
        let line = format!(
            "{word}: {} read, {} judged, {} in {}; {}, {}\n",
            work.read,
            work.linted,
            if work.modelled == 0 { "same model" } else { "new model" },
            report::summary::time(start.elapsed()),
            count(errors, "error", "errors"),
            count(warnings, "warning", "warnings"),
        );
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(line.as_bytes()).and_then(|()| out.flush());
    }
}

impl Pages for Preview {
    fn page(&self, url: &str) -> Option<Served> {
        let site = self.site();
        let made = site.make(url)?;
        let bytes = match &made {
            Made::File(path) => self.files.read(path).ok()?,
            made => made.bytes()?.to_vec(),
        };
        Some(Served { bytes, content_type: content_type(url) })
    }

    fn not_found(&self) -> Served {
        self.page("404.html").unwrap_or_else(|| Served {
            bytes: b"Not found\n".to_vec(),
            content_type: "text/plain; charset=utf-8",
        })
    }

    fn version(&self, url: &str) -> u64 {
        // A script that changed is loaded with its page; a sheet is swapped in place.
        let scripts = self.site().looks().scripts;
        let page = self.page(url).map(|served| Fingerprint::of(&served.bytes));
        page.map_or(0, |page| key64(&page.with(scripts).0.to_le_bytes()))
    }

    fn now(&self) -> Event {
        match &*self.failed.read().unwrap_or_else(PoisonError::into_inner) {
            Some(words) => Event::Failed(words.clone()),
            None => Event::Refreshed(noted(&self.site())),
        }
    }

    fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.tell.subscribe()
    }
}

/// The most findings that the panel in the browser shows.
const SHOWN: usize = 200;

fn noted(site: &Site) -> Arc<[Noted]> {
    let reader = site.reader();
    site.findings
        .all()
        .filter(|finding| finding.level > Level::Note)
        .take(SHOWN)
        .map(|finding| {
            let place = site.whereabouts(&reader, &finding.at);
            let file = finding.at.file.as_ref();
            let name = site.file_of(&finding.at).unwrap_or("throughline.yml");
            let page = file.and_then(|file| reader.doc(reader.at_path(file)?));
            Noted {
                level: finding.level.as_str(),
                code: finding.code.to_owned(),
                what: finding.what.clone(),
                help: finding.help.clone().unwrap_or_default(),
                place: place.map_or_else(
                    || name.to_owned(),
                    |place| format!("{name}:{}:{}", place.line, place.column),
                ),
                url: page.map_or_else(String::new, |doc| doc.url.as_str().to_owned()),
            }
        })
        .collect()
}

/// Opens the browser; where that cannot be done, the address stands in the terminal.
fn open(url: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let _ = std::process::Command::new(program).arg(url).spawn();
}
