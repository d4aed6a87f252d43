//! What a build remembers of the one before it: what each page read, and, for when nothing at all has changed, what was
//! found.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::base::record::{Lens, Pen};
use crate::parse::decode;
use crate::publish::fingerprint;
use crate::report::kept::{self, Kept};
use crate::report::located::{Finding, Texts};
use crate::site::engine::Options;
use crate::site::inputs::Inputs;
use crate::site::traces::Traces;
use crate::source::disk::real_path;
use crate::source::{Disk, Source, keep};

use super::ground::{Ground, shown};

/// Names the form in which the last build is kept; another number means another form.
const NAME: &str = "throughline last 1";

/// What earlier builds of this kind left in the cache.
pub struct Memory {
    folder: PathBuf,
    /// Stands for the program: another one may make other pages of the same documents.
    pub program: Fingerprint,
    last: String,
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
    /// The documents that were looked at.
    pub documents: Vec<DocPath>,
    /// What was found.
    pub findings: Kept,
}

impl Memory {
    /// What is remembered of builds for this output and these readers; `None` where the program does not know itself.
    pub fn of(ground: &Ground, options: &Options) -> Option<Self> {
        let program = std::env::current_exe().and_then(fs::File::open);
        let program = fingerprint(&mut program.ok()?).ok()?;
        let out = real_path(&ground.out);
        let kind = format!("{} {:?} {}", out.display(), options.audience, options.drafts);
        let kind = Fingerprint::of(kind.as_bytes()).short(8);
        Some(Self {
            folder: ground.cache.clone(),
            program,
            last: format!("last-{kind}"),
            pages: format!("pages-{kind}"),
        })
    }

    /// The last build, if it can be read and was made by this program; its findings are told from here.
    pub fn last(&self, ground: &Ground) -> Option<Last> {
        let bytes = keep::load(&self.folder, &self.last)?;
        let mut lens = Lens::open(NAME, &bytes)?;
        let is_ours = lens.print()? == self.program;
        let is_told_from_here = here(ground).iter().all(|name| lens.text() == Some(name));
        if !is_ours || !is_told_from_here {
            return None;
        }
        Some(Last {
            circumstances: lens.print()?,
            inputs: Inputs::read(&mut lens)?,
            site: lens.print()?,
            pages: lens.count()?,
            documents: lens.list(|lens| DocPath::new(lens.text()?))?,
            findings: Kept::read(&mut lens)?,
        })
    }

    /// What pages read when they were made, by this program or another.
    pub fn traces(&self) -> Option<Traces> {
        Traces::of_bytes(&keep::load(&self.folder, &self.pages)?)
    }

    /// Remembers this build. `last` is left out where a build must look again in any case.
    pub fn keep(&self, traces: &Traces, last: Option<&[u8]>) {
        keep::save(&self.folder, &self.pages, &traces.to_bytes());
        if let Some(last) = last {
            keep::save(&self.folder, &self.last, last);
        }
    }

    /// A build in the form in which it is kept.
    pub fn last_bytes(&self, ground: &Ground, last: &Last, findings: &[Finding]) -> Vec<u8> {
        let mut pen = Pen::default();
        pen.print(self.program);
        for name in here(ground) {
            pen.text(&name);
        }
        pen.print(last.circumstances);
        last.inputs.write(&mut pen);
        pen.print(last.site);
        pen.count(last.pages);
        pen.list(last.documents.iter(), |pen, path| pen.text(path));
        kept::write(&mut pen, findings);
        pen.seal(NAME)
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
