//! What git remembers, as facts: each text of the past is read and parsed once, and what it promised is kept beside the
//! content for the next run.

mod reading;
mod scores;

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ahash::RandomState;
use jiff::civil::Date;

use crate::base::error::Error;
use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::base::record::{Lens, Pen};
use crate::config::Config;
use crate::kinds::schemas::Schemas;
use crate::model::history::log::{Commit, Event, Log, Reading};
use crate::model::history::{Given, History, State};
use crate::source::Stamp;
use crate::source::git::{self, Oid, Repo, Without};
use crate::source::keep;

use super::sight::{Divided, Sight};
use reading::{Beside, Key};
use scores::Snapshots;

/// The file in which the past is kept.
const KEPT: &str = "history";
/// Names the form in which it is kept; another number means another form.
const NAME: &str = "throughline history 1";

/// Looks at git again and again, and notices when nothing has happened since.
pub struct Past {
    content: PathBuf,
    /// The repository; looked for when it is first needed, beside the reading of the documents.
    repo: Option<Result<Repo, Without>>,
    /// The commit to look back from, in place of the one that is checked out.
    from: Option<Oid>,
    /// The folder for what is kept.
    folder: Option<PathBuf>,
    kept: Option<Kept>,
    stamp: Option<Vec<Stamp>>,
    memo: Memo,
}

/// The last history, and what it was made of.
type Memo = Arc<Mutex<Option<(Fingerprint, Arc<History>)>>>;

/// What is kept from one run to the next.
#[derive(Clone)]
struct Kept {
    /// The program, the settings and the content folder for which it holds.
    of: String,
    /// The commit up to which it goes.
    head: Box<str>,
    log: Arc<Log>,
}

/// What a look at git gave.
#[derive(Default)]
pub struct Recalled {
    /// The commits; `None` without a history.
    log: Option<Arc<Log>>,
    repo: Option<Repo>,
    state: State,
    folder: Option<PathBuf>,
    /// Whether the documents are those on the disk.
    ahead: bool,
    memo: Memo,
    /// How many texts were parsed for it.
    pub parsed: usize,
}

impl Past {
    /// The past of a content folder on a disk; what is found out is kept in a folder.
    #[must_use]
    pub fn of(content: &Path, folder: Option<PathBuf>) -> Self {
        Self {
            content: content.to_owned(),
            repo: None,
            from: None,
            folder,
            kept: None,
            stamp: None,
            memo: Memo::default(),
        }
    }

    /// The past of a commit.
    #[must_use]
    pub fn at(repo: Repo, commit: Oid, folder: Option<PathBuf>) -> Self {
        Self { repo: Some(Ok(repo)), from: Some(commit), ..Self::of(Path::new(""), folder) }
    }

    /// Stands for what git would tell now.
    pub(super) fn stands(&mut self) -> Fingerprint {
        let words = match self.repo.get_or_insert_with(|| Repo::around(&self.content)) {
            Ok(repo) => format!("{:?} {} {}", repo.head(), repo.prefix(), repo.is_shallow()),
            Err(without) => format!("{without:?}"),
        };
        Fingerprint::of(words.as_bytes())
    }

    /// Looks at git; whatever is wrong there is no fault of the documents, so the site goes on without a history.
    pub fn look(&mut self, config: &Config, schemas: &Schemas) -> Recalled {
        if !config.history {
            return Recalled::default();
        }
        match self.log(config, schemas) {
            Ok((log, parsed, repo)) => Recalled {
                log: Some(log),
                repo: Some(repo),
                folder: self.folder.clone(),
                ahead: self.from.is_none(),
                memo: self.memo.clone(),
                parsed,
                ..Recalled::default()
            },
            Err(without) => Recalled { state: State::Without(without), ..Recalled::default() },
        }
    }

    fn log(
        &mut self,
        config: &Config,
        schemas: &Schemas,
    ) -> Result<(Arc<Log>, usize, Repo), Without> {
        let repo = self.repo.get_or_insert_with(|| Repo::around(&self.content)).clone()?;
        let of = format!("{} {} {}", env!("CARGO_PKG_VERSION"), config.print, repo.prefix());
        let stamp = repo.stamp();
        let rests = self.from.is_some() || self.stamp.as_ref() == Some(&stamp);
        if let Some(kept) = self.kept.as_ref().filter(|kept| rests && kept.of == of) {
            return Ok((kept.log.clone(), 0, repo));
        }
        let head = match &self.from {
            Some(commit) => Some(commit.clone()),
            None => repo.head().map_err(failed)?,
        };
        let Some(head) = head else { return Ok((Arc::default(), 0, repo)) };
        self.stamp = Some(stamp);
        let old = self.kept.take().or_else(|| self.load()).filter(|kept| kept.of == of);
        if let Some(kept) = old.as_ref().filter(|kept| *kept.head == *head.as_str()) {
            let log = kept.log.clone();
            self.kept = old;
            return Ok((log, 0, repo));
        }
        let commits = repo.log(&head).map_err(failed)?;
        let known = old.as_ref().map(|kept| &*kept.log);
        let (log, parsed) = read(&repo, &commits, known, config, schemas).map_err(failed)?;
        let log = Arc::new(log);
        let kept = Kept { of, head: head.as_str().into(), log: log.clone() };
        // What is not here now may be fetched before the next run.
        if log.missing == 0 {
            self.save(&kept);
        }
        self.kept = Some(kept);
        Ok((log, parsed, repo))
    }

    fn load(&self) -> Option<Kept> {
        let bytes = keep::load(self.folder.as_ref()?, KEPT)?;
        let mut lens = Lens::open(NAME, &bytes)?;
        let (of, head) = (lens.text()?.to_owned(), lens.text()?.into());
        let log = Arc::new(Log::read(&mut lens)?);
        lens.is_at_end().then_some(Kept { of, head, log })
    }

    fn save(&self, kept: &Kept) {
        if let Some(folder) = &self.folder {
            let mut pen = Pen::default();
            pen.text(&kept.of);
            pen.text(&kept.head);
            kept.log.write(&mut pen);
            keep::save(folder, KEPT, &pen.seal(NAME));
        }
    }
}

fn failed(error: Error) -> Without {
    match error {
        Error::Git { what } => Without::Leave(what),
        other => Without::Leave(other.to_string()),
    }
}

impl Recalled {
    /// The history of the documents that a build shows.
    pub(super) fn history(
        &self,
        divided: &Divided,
        unreadable: &[DocPath],
        sight: Sight,
        today: Date,
        (config, schemas): (&Arc<Config>, &Arc<Schemas>),
    ) -> Arc<History> {
        let (Some(log), Some(repo)) = (&self.log, &self.repo) else {
            return Arc::new(History::without(self.state.clone()));
        };
        // Most refreshes change neither a promise nor a commit.
        let docs: Vec<(&DocPath, Fingerprint)> =
            divided.docs.iter().map(|doc| (&doc.path, doc.front_print)).collect();
        let hidden: Vec<_> = divided.hidden.iter().map(|it| (&it.paths, &it.names)).collect();
        let of = (docs, hidden, unreadable, sight.audience, sight.drafts, today, config.print);
        // The log stays the same value while git says the same.
        let print = Fingerprint::of_value(&(of, Arc::as_ptr(log) as usize));
        let mut memo = self.memo.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, history)) = memo.as_ref().filter(|(own, _)| *own == print) {
            return history.clone();
        }
        let history = History::of(&Given {
            log,
            shallow: repo.is_shallow(),
            docs: &divided.docs,
            hidden: &divided.hidden,
            unreadable,
            audience: sight.audience,
            drafts: sight.drafts,
            today,
            ahead: self.ahead,
        });
        let names = divided.hidden.iter().flat_map(|it| it.names.iter());
        let history = Arc::new(history.with_scores(Some(Arc::new(Snapshots::new(
            repo.clone(),
            log.clone(),
            config.clone(),
            schemas.clone(),
            sight,
            names.map(|name| name.to_lowercase().into()).collect(),
            self.folder.clone(),
        )))));
        *memo = Some((print, history.clone()));
        history
    }
}

/// From commits to facts; what is known already is not read again. Also says how many texts were parsed.
fn read(
    repo: &Repo,
    commits: &[git::Commit],
    known: Option<&Log>,
    config: &Config,
    schemas: &Schemas,
) -> Result<(Log, usize), Error> {
    let mut log = Log::default();
    let mut keys: Vec<Key> = Vec::new();
    let mut index: HashMap<Key, u32, RandomState> = HashMap::default();
    let mut beside = Beside::default();
    let mut submodules = BTreeSet::new();
    for commit in commits {
        let position = small(log.commits.len());
        let before = log.events.len();
        for change in &commit.changes {
            if change.submodule {
                submodules.insert(Box::<str>::from(change.path.as_str()));
            }
            let to = change.to.as_ref();
            for (path, key) in beside.events(&change.path, to, config) {
                let reading = key.map(|key| {
                    *index.entry(key).or_insert_with_key(|key| {
                        keys.push(key.clone());
                        small(keys.len() - 1)
                    })
                });
                log.events.push(Event { commit: position, path: path.as_str().into(), reading });
            }
        }
        if log.events.len() > before {
            log.commits.push(Commit { time: commit.time, author: commit.author.clone() });
        }
    }
    log.submodules = submodules.into_iter().collect();
    let old: HashMap<Key, &Reading, RandomState> = known
        .into_iter()
        .flat_map(|log| &log.readings)
        .filter_map(|reading| Some((Key::of(reading)?, reading)))
        .collect();
    let missing: Vec<&Key> = keys.iter().filter(|key| !old.contains_key(*key)).collect();
    let (new, lost) = reading::all(repo, &missing, config, schemas, reading::facts)?;
    log.missing = lost;
    let mut new = new.into_iter();
    let parsed = missing.len();
    log.readings = keys
        .iter()
        .map(|key| match old.get(key) {
            Some(reading) => (*reading).clone(),
            None => key.reading(new.next().unwrap_or_default()),
        })
        .collect();
    Ok((log, parsed))
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
