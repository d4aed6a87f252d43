//! What a build remembers of the one before it: what each page read, and, for when nothing at all has changed, what was
//! found and how it was said.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::base::record::{Lens, Pen};
use crate::parse::decode;
use crate::report::kept::{self, Kept};
use crate::report::located::{Finding, Texts};
use crate::site::engine::Options;
use crate::site::inputs::Inputs;
use crate::site::traces::Traces;
use crate::source::disk::real_path;
use crate::source::{Disk, Source, keep};

use super::ground::{Ground, shown};
use super::program::program;
use super::said::{Manner, Said};

/// Names the form in which the last build is kept; another number means another form.
const NAME: &str = "throughline last 2";
/// As above, for what it found.
const FOUND: &str = "throughline found 1";

/// What earlier builds of this kind left in the cache.
pub struct Memory {
    folder: PathBuf,
    /// Stands for the program: another one may make other pages of the same documents.
    pub program: Fingerprint,
    last: String,
    found: String,
    said: String,
    pages: String,
}

/// The last build.
pub struct Last {
    /// Stands for everything but the content that it followed from.
    pub circumstances: Fingerprint,
    /// The content.
    pub inputs: Inputs,
    /// Stands for the site that it wrote.
    pub site: Fingerprint,
    /// How many pages that has.
    pub pages: usize,
}

/// What the last build found.
pub struct Found {
    /// The documents that were looked at.
    pub documents: Vec<DocPath>,
    /// What was found in them.
    pub findings: Kept,
}

/// The last build, and what stands for it: what it found and said is kept beside it under that.
pub type Known = (Last, Fingerprint);

impl Memory {
    /// What is remembered of builds for this output and these readers.
    pub fn of(ground: &Ground, options: &Options) -> Self {
        let out = real_path(&ground.out);
        let kind = format!("{} {:?} {}", out.display(), options.audience, options.drafts);
        let kind = Fingerprint::of(kind.as_bytes()).short(8);
        Self {
            folder: ground.cache.clone(),
            program: program(),
            last: format!("last-{kind}"),
            found: format!("found-{kind}"),
            said: format!("said-{kind}"),
            pages: format!("pages-{kind}"),
        }
    }

    /// The last build, if it can be read and was made by this program; its findings are told from here.
    pub fn last(&self, ground: &Ground) -> Option<Known> {
        let bytes = keep::load(&self.folder, &self.last)?;
        let mut lens = Lens::open(NAME, &bytes)?;
        let is_ours = lens.print()? == self.program;
        let is_told_from_here = here(ground).iter().all(|name| lens.text() == Some(name));
        if !is_ours || !is_told_from_here {
            return None;
        }
        let last = Last {
            circumstances: lens.print()?,
            inputs: Inputs::read(&mut lens)?,
            site: lens.print()?,
            pages: lens.count()?,
        };
        Some((last, Fingerprint::of(&bytes)))
    }

    /// What a build found.
    pub fn found(&self, of: Fingerprint) -> Option<Found> {
        let bytes = keep::load(&self.folder, &self.found)?;
        let mut lens = Lens::open(FOUND, &bytes)?;
        if lens.print()? != of {
            return None;
        }
        let documents = lens.list(|lens| DocPath::new(lens.text()?))?;
        Some(Found { documents, findings: Kept::read(&mut lens)? })
    }

    /// What a build said, if it was in this manner.
    pub fn said(&self, of: Fingerprint, manner: &Manner) -> Option<Said> {
        Said::of_bytes(&keep::load(&self.folder, &self.said)?, of, manner)
    }

    /// What pages read when they were made, by this program or another.
    pub fn traces(&self) -> Option<Traces> {
        Traces::of_bytes(&keep::load(&self.folder, &self.pages)?)
    }

    /// Remembers what pages read.
    pub fn keep_traces(&self, traces: &Traces) {
        keep::save(&self.folder, &self.pages, &traces.to_bytes());
    }

    /// Remembers a build and what it found; gives what stands for it.
    pub fn keep(
        &self,
        ground: &Ground,
        last: &Last,
        documents: &[DocPath],
        findings: &[Finding],
    ) -> Fingerprint {
        let mut pen = Pen::default();
        pen.print(self.program);
        for name in here(ground) {
            pen.text(&name);
        }
        pen.print(last.circumstances);
        last.inputs.write(&mut pen);
        pen.print(last.site);
        pen.count(last.pages);
        let bytes = pen.seal(NAME);
        let of = Fingerprint::of(&bytes);
        let mut pen = Pen::default();
        pen.print(of);
        pen.list(documents.iter(), |pen, path| pen.text(path));
        kept::write(&mut pen, findings);
        keep::save(&self.folder, &self.found, &pen.seal(FOUND));
        keep::save(&self.folder, &self.last, &bytes);
        of
    }

    /// Remembers how a build said what it found.
    pub fn keep_said(&self, of: Fingerprint, manner: &Manner, said: &Said) {
        keep::save(&self.folder, &self.said, &said.to_bytes(of, manner));
    }
}

/// How files are named from where the person stands.
fn here(ground: &Ground) -> [String; 3] {
    let name = |path: &Option<PathBuf>| path.as_deref().map_or_else(String::new, shown);
    [shown(&ground.content), name(&ground.settings), name(&ground.theme)]
}

/// The texts of a handbook, read when a snippet is shown.
pub struct TextsOnDisk {
    content: (String, Option<Disk>),
    theme: (String, Option<Disk>),
    settings: (String, Option<PathBuf>),
}

impl TextsOnDisk {
    /// The texts of this handbook.
    pub fn new(ground: &Ground) -> Self {
        let [content, settings, theme] = here(ground);
        let disk = |path| Disk::open(path, Vec::new()).ok();
        Self {
            content: (content, disk(&ground.content)),
            theme: (theme, ground.theme.as_deref().and_then(disk)),
            settings: (settings, ground.settings.clone()),
        }
    }
}

impl Texts for TextsOnDisk {
    fn text(&self, path: &str) -> Option<Arc<str>> {
        let bytes = match &self.settings {
            (name, Some(file)) if name == path => fs::read(file).ok(),
            _ => [&self.theme, &self.content].into_iter().find_map(|(folder, disk)| {
                let below = if folder == "." { Some(path) } else { below(path, folder) };
                disk.as_ref()?.read(&DocPath::new(below?)?).ok()
            }),
        }?;
        decode(bytes).ok().map(Arc::from)
    }
}

fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}
