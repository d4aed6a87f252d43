//! `serve`: the site in memory, made page by page as browsers ask, made anew after every save.

mod around;
mod notices;
mod state;
mod status;

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Instant;

use jiff::civil::Date;
use tokio::sync::watch;

use crate::base::error::Error;
use crate::base::fingerprint::key64;
use crate::serve::{Fault, Pages, Served, Server, Styles, Told, content_type};
use crate::site::changes::Changes;
use crate::site::engine::{Engine, Site, Surroundings};
use crate::site::press::Made;
use crate::site::work::Work;
use crate::source::Source;
use crate::source::watch::Batch;

use super::args::{Global, Serve};
use super::ground::{Ground, clock, options};
use super::outcome;
use around::Around;
use state::State;

/// Serves until Ctrl-C.
pub fn run(global: &Global, args: &Serve) -> Result<ExitCode, Error> {
    let start = Instant::now();
    let ground = Ground::find(global, &args.look.dir, None)?;
    let around = Around::of(&ground.around()?, &ground);
    let mut engine = engine(&ground, global, args)?;
    let (site, work) = engine.refresh()?;
    let state = State::new(&ground, site)?;
    let preview = Arc::new(Preview {
        global: global.clone(),
        args: args.clone(),
        making: Mutex::new(Making { engine, ground, around }),
        state: RwLock::new(Arc::new(state)),
        tell: watch::channel(0).0,
    });
    preview.status(&status::made(&preview.state().site, &work, start.elapsed()));
    let server = Server::bind(&crate::serve::Options { host: args.host.clone(), port: args.port })?;
    let url = server.url();
    outcome::say(&format!("Serving {url} (Ctrl-C ends it)\n"));
    super::follow::begin(&preview, args.poll)?;
    if args.open {
        open(&url);
    }
    server.run(preview)?;
    Ok(ExitCode::from(outcome::CLEAN))
}

fn engine(ground: &Ground, global: &Global, args: &Serve) -> Result<Engine, Error> {
    let mut options = options(global, &args.look)?;
    options.remember = true;
    ground.engine(options)
}

/// What is served, and how it is made anew.
pub struct Preview {
    global: Global,
    args: Serve,
    making: Mutex<Making>,
    state: RwLock<Arc<State>>,
    tell: watch::Sender<u64>,
}

/// What a state is made with, by one thread at a time.
struct Making {
    engine: Engine,
    ground: Ground,
    around: Around,
}

/// What a look at the files gave.
struct Looked {
    site: Arc<Site>,
    work: Work,
    changes: Changes,
    /// The day, where another has begun.
    day: Option<Date>,
}

impl Preview {
    fn state(&self) -> Arc<State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Where the handbook lies; the settings may have moved it.
    pub fn ground(&self) -> Ground {
        self.making.lock().unwrap_or_else(PoisonError::into_inner).ground.clone()
    }

    /// Looks at the files again, at those of the batch only where no other can have changed; `around` when settings or
    /// theme may have.
    pub fn refresh(&self, batch: &Batch, around: bool) {
        let start = Instant::now();
        let mut making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let making = &mut *making;
        let looked = catch_unwind(AssertUnwindSafe(|| -> Result<_, Error> {
            let looked = self.look(making, batch, around)?;
            Ok((State::new(&making.ground, looked.site.clone())?, looked))
        }));
        let state = match looked {
            Ok(Ok((state, looked))) => {
                if !looked.changes.is_empty() || looked.work.modelled > 0 {
                    self.status(&status::changed(
                        looked.day,
                        &looked.changes,
                        &looked.site,
                        &looked.work,
                        start.elapsed(),
                    ));
                }
                state
            }
            Ok(Err(error)) => {
                let help = error.help().unwrap_or_default();
                self.state().failed(&error.to_string(), help)
            }
            Err(_) => self.state().failed(
                "throughline failed while it looked at the files again",
                "this is a bug in throughline: please report it",
            ),
        };
        if state.faults != self.state().faults {
            notices::tell(&state.faults);
        }
        let old = {
            let mut now = self.state.write().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *now, Arc::new(state))
        };
        self.tell.send_modify(|times| *times += 1);
        // Taking a large site apart takes a while, which nobody has to wait for.
        drop(old);
    }

    fn look(&self, making: &mut Making, batch: &Batch, around: bool) -> Result<Looked, Error> {
        let mut changes = Changes::default();
        let mut is_anew = false;
        if around {
            let ground = Ground::find(&self.global, &self.args.look.dir, None)?;
            let is_lost = ground.content == ground.root && !making.ground.content.is_dir();
            if is_lost && ground.is_elsewhere(&making.ground) {
                // The folder above is content only where that was so from the beginning.
                return Err(Error::NoFolder { path: making.ground.content.clone() });
            }
            let surroundings: Surroundings = ground.around()?;
            let now = Around::of(&surroundings, &ground);
            now.compare(&making.around, &mut changes);
            if ground.is_elsewhere(&making.ground) {
                making.engine = engine(&ground, &self.global, &self.args)?;
                is_anew = true;
            } else {
                making.engine.surround(surroundings);
            }
            (making.ground, making.around) = (ground, now);
        }
        let day = making.engine.today();
        // A preview may run over midnight.
        making.engine.turn_clock_to(clock());
        let day = Some(making.engine.today()).filter(|today| *today != day);
        let (site, work) = match batch {
            Batch::Changed(files) if !is_anew => making.engine.refresh_changed(files)?,
            _ => making.engine.refresh()?,
        };
        changes.add(making.engine.changes());
        Ok(Looked { site, work, changes, day })
    }

    /// One line in the terminal.
    fn status(&self, line: &str) {
        if self.global.quiet {
            return;
        }
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    }
}

impl Pages for Preview {
    fn page(&self, url: &str) -> Option<Served> {
        let state = self.state();
        let made = state.site.make(url)?;
        let bytes = match &made {
            Made::File(path) => state.files.read(path).ok()?,
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
        let state = self.state();
        let made = state.site.make(url);
        made.as_ref().and_then(Made::bytes).map_or(0, |bytes| {
            let print = state.looks.print_of(bytes).with(state.site.pictures(url));
            key64(&print.0.to_le_bytes())
        })
    }

    fn styles(&self) -> Styles {
        self.state().styles.clone()
    }

    fn told(&self, url: &str) -> Told {
        let state = self.state();
        let mut faults: Vec<Fault> = state.faults.to_vec();
        if let Some(fault) = state.fault_of(url).filter(|fault| !faults.contains(fault)) {
            if state.is_new(&fault) {
                notices::tell(std::slice::from_ref(&fault));
            }
            faults.push(fault);
        }
        Told { faults, notes: state.notes(url) }
    }

    fn changes(&self) -> watch::Receiver<u64> {
        self.tell.subscribe()
    }
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
