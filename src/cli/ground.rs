//! Where a handbook lies: its settings, its content, its theme, its output.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::base::date::parse_date;
use crate::base::error::Error;
use crate::base::fingerprint::Fingerprint;
use crate::base::suggest::nearest;
use crate::base::text::count;
use crate::check::level::Asked;
use crate::check::lints::spoken;
use crate::config::Config;
use crate::config::lints::{LintLevel, Profile as Strictness};
use crate::kinds::values::Audience;
use crate::parse::fields::Choice;
use crate::parse::{decode, parse_yaml};
use crate::publish::pending::take_back;
use crate::report::baseline::Baseline;
use crate::site::engine::{Engine, Options, Surroundings};
use crate::site::past::Past;
use crate::site::store::Store;
use crate::source::{Disk, Source};

use super::args::{Global, Look, Profile};
use super::program::program;

/// The name of a settings file.
pub const SETTINGS: &str = "throughline.yml";
/// The name of the file of findings that are known.
pub const BASELINE: &str = "throughline-baseline.yml";

/// Where a handbook lies.
#[derive(Debug, Clone)]
pub struct Ground {
    /// The folder to which the settings' paths are relative.
    pub root: PathBuf,
    /// The settings file, if there is one.
    pub settings: Option<PathBuf>,
    /// The content.
    pub content: PathBuf,
    /// The theme's folder, if the settings name one.
    pub theme: Option<PathBuf>,
    /// Where the site goes.
    pub out: PathBuf,
    /// Where one run keeps what spares the next one work.
    pub cache: PathBuf,
}

impl Ground {
    /// Finds a handbook from the folder that was named.
    pub fn find(global: &Global, dir: &Path, out: Option<&Path>) -> Result<Self, Error> {
        if !dir.is_dir() {
            return Err(Error::NoFolder { path: dir.to_owned() });
        }
        let (root, settings) = match &global.config {
            Some(file) if !file.is_file() => {
                let cause = std::io::Error::new(std::io::ErrorKind::NotFound, "no such file");
                return Err(Error::Read { path: file.clone(), cause });
            }
            Some(file) => (dir.to_owned(), Some(file.clone())),
            None if dir.join(SETTINGS).is_file() => (dir.to_owned(), Some(dir.join(SETTINGS))),
            None => match parent_with(dir) {
                Some(root) => (root.clone(), Some(root.join(SETTINGS))),
                None => (dir.to_owned(), None),
            },
        };
        // Half a change is nothing that anybody wrote.
        if let Some(many) = take_back(&root)? {
            let many = count(many, "file is", "files are");
            eprintln!("A change that was interrupted was taken back: {many} as before.");
        }
        let config = match &settings {
            Some(file) => read_config(file)?,
            None => Config::default(),
        };
        let inside = root.join("content");
        let content = match &config.content {
            Some(path) if path.is_empty() => root.clone(),
            Some(path) => root.join(&**path),
            None if inside.is_dir() => inside,
            None => root.clone(),
        };
        if !content.is_dir() {
            return Err(Error::NoFolder { path: content });
        }
        let theme = config.theme.as_deref().map(|name| root.join("themes").join(name));
        let out = out.map_or_else(|| root.join(&*config.build.output), Path::to_owned);
        let cache = global.cache.clone().unwrap_or_else(|| root.join(".throughline"));
        Ok(Self { root, settings, content, theme, out, cache })
    }

    /// The settings and the theme as they are now.
    pub fn around(&self) -> Result<Surroundings, Error> {
        let settings = match &self.settings {
            Some(path) => {
                Some(fs::read(path).map_err(|cause| Error::Read { path: path.clone(), cause })?)
            }
            None => None,
        };
        let mut theme = Vec::new();
        // A theme that is not there is a finding of the engine.
        if let Some(folder) = self.theme.as_ref().filter(|folder| folder.is_dir()) {
            let disk = Disk::open(folder, Vec::new())?;
            for entry in disk.list()?.entries {
                theme.push((entry.path.as_str().to_owned(), disk.read(&entry.path)?));
            }
        }
        Ok(Surroundings { settings, theme })
    }

    /// Whether content, output or cache lie somewhere else than in another.
    #[must_use]
    pub fn is_elsewhere(&self, other: &Self) -> bool {
        let places =
            |it: &Self| (it.root.clone(), it.content.clone(), it.out.clone(), it.cache.clone());
        places(self) != places(other)
    }

    /// Where the findings are listed that are known; the settings may name another file.
    #[must_use]
    pub fn baseline(&self, config: &Config) -> PathBuf {
        self.root.join(config.lints.baseline.as_deref().unwrap_or(BASELINE))
    }

    /// The findings that are known; nothing while no file lists them.
    pub fn known(&self, config: &Config) -> Result<Option<Baseline>, Error> {
        let path = self.baseline(config);
        match fs::read_to_string(&path) {
            Ok(text) => Baseline::read(&text)
                .map(Some)
                .map_err(|fault| Error::Usage(format!("{}: {fault}", shown(&path)))),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(Error::Read { path, cause }),
        }
    }

    /// Stands for the file of findings that are known.
    pub fn known_print(&self, config: &Config) -> Result<Fingerprint, Error> {
        let path = self.baseline(config);
        match fs::read(&path) {
            Ok(bytes) => Ok(Fingerprint::of(&bytes)),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
                Ok(Fingerprint::default())
            }
            Err(cause) => Err(Error::Read { path, cause }),
        }
    }

    /// Lists the findings that are known from now on; says where.
    pub fn remember(&self, config: &Config, baseline: &Baseline) -> Result<PathBuf, Error> {
        let path = self.baseline(config);
        let text = baseline.write().map_err(|fault| Error::Usage(fault.to_string()))?;
        match fs::write(&path, text) {
            Ok(()) => Ok(path),
            Err(cause) => Err(Error::Write { path, cause }),
        }
    }

    /// What lies in the content and is none: settings say what only their authors need to know.
    #[must_use]
    pub fn skipped(&self) -> Vec<PathBuf> {
        let mut skipped = vec![self.out.clone(), self.root.join("themes"), self.cache.clone()];
        skipped.extend(self.settings.clone());
        skipped.push(self.root.join(BASELINE));
        skipped
    }

    /// What may not be written into: the site's own sources.
    #[must_use]
    pub fn forbidden(&self) -> Vec<PathBuf> {
        std::iter::once(self.content.clone()).chain(self.settings.clone()).collect()
    }

    /// An engine over this handbook.
    pub fn engine(&self, options: Options) -> Result<Engine, Error> {
        let source = Disk::open(&self.content, self.skipped())?;
        let past = Past::of(&self.content, Some(self.cache.clone()));
        let engine = Engine::new(Box::new(source), options, self.around()?);
        Ok(engine.with_past(past).with_store(Some(self.store())))
    }

    /// Where it is kept what texts were read as.
    pub fn store(&self) -> Store {
        Store::at(&self.cache, program())
    }
}

/// How a file is named to the person who runs the program: from where they stand.
pub fn shown(path: &Path) -> String {
    let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    shorter(&full).to_string_lossy().replace('\\', "/")
}

/// The nearest folder above whose settings name this folder as its content.
fn parent_with(dir: &Path) -> Option<PathBuf> {
    let full = dir.canonicalize().ok()?;
    full.ancestors().skip(1).take(16).find_map(|above| {
        let file = above.join(SETTINGS);
        let config = file.is_file().then(|| read_config(&file).ok()).flatten()?;
        let content = above.join(config.content.as_deref().unwrap_or("content"));
        (content.canonicalize().ok()? == full).then(|| shorter(above))
    })
}

/// A path from where we stand, where it is below.
fn shorter(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok().and_then(|here| here.canonicalize().ok());
    match here.as_deref().and_then(|here| path.strip_prefix(here).ok()) {
        Some(below) if below.as_os_str().is_empty() => PathBuf::from("."),
        Some(below) => below.to_owned(),
        None => path.to_owned(),
    }
}

fn read_config(file: &Path) -> Result<Config, Error> {
    let bytes = fs::read(file).map_err(|cause| Error::Read { path: file.to_owned(), cause })?;
    // A settings file that is no text is a finding of the engine; here its defaults do.
    Ok(decode(bytes).map(|text| Config::read(&parse_yaml(&text)).0).unwrap_or_default())
}

/// The options that the arguments ask for.
pub fn options(global: &Global, look: &Look) -> Result<Options, Error> {
    let as_of = look
        .as_of
        .as_deref()
        .map(|text| {
            parse_date(text).ok_or_else(|| {
                Error::Usage(format!("`--as-of` is a date such as 2026-05-15, not `{text}`"))
            })
        })
        .transpose()?;
    let audience = look
        .audience
        .as_deref()
        .map(|text| {
            Audience::from_word(text).ok_or_else(|| {
                Error::Usage(format!(
                    "`--audience` is public, internal or confidential, not `{text}`"
                ))
            })
        })
        .transpose()?;
    let mut levels = Vec::new();
    for (list, level) in [
        (&look.allow, LintLevel::Off),
        (&look.warn, LintLevel::Warning),
        (&look.deny, LintLevel::Error),
    ] {
        for name in list {
            known(name)?;
            levels.push((name.as_str().into(), level));
        }
    }
    let profile = global.profile.map(|profile| match profile {
        Profile::Starter => Strictness::Starter,
        Profile::Standard => Strictness::Standard,
        Profile::Strict => Strictness::Strict,
    });
    Ok(Options {
        as_of,
        clock: clock(),
        audience,
        drafts: look.drafts,
        asked: Asked { profile, levels },
        remember: false,
    })
}

/// Whether a name is a lint, a topic or `all`.
fn known(name: &str) -> Result<(), Error> {
    if spoken().any(|own| own == name) {
        return Ok(());
    }
    Err(Error::Usage(match nearest(name, spoken()) {
        Some(near) => format!("there is no lint `{name}`, did you mean `{near}`?"),
        None => format!("there is no lint `{name}`; `throughline explain` lists them all"),
    }))
}

/// The day of `SOURCE_DATE_EPOCH`, else of the clock, in UTC. Read here and nowhere else.
pub fn clock() -> Date {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse::<i64>().ok());
    let now = epoch.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    now.unwrap_or_else(jiff::Timestamp::now).to_zoned(jiff::tz::TimeZone::UTC).date()
}
