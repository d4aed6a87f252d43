//! `mv`: another name or place for a document, with every reference to it.

mod links;
mod plan;

use std::process::ExitCode;

use crate::base::error::Error;
use crate::base::names::{DocPath, Slug};
use crate::base::suggest::nearest;
use crate::base::text::count;
use crate::kinds::KindTag;
use crate::kinds::values::Audience;
use crate::mapping::identity::by_path;
use crate::mapping::paths::is_index;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;
use crate::site::engine::Site;

use super::args::{Global, Look, Mv};
use super::ground::{Ground, options, shown};
use super::outcome;

use plan::{Plan, Renaming};

/// Renames a document.
pub fn run(global: &Global, args: &Mv) -> Result<ExitCode, Error> {
    let ground = Ground::find(global, &args.dir, None)?;
    // Nobody is left behind: drafts and what only some may read name documents too.
    let look = Look { audience: None, drafts: true, ..Look::of(&args.dir) };
    let mut options = options(global, &look)?;
    options.audience = Some(Audience::Confidential);
    let mut engine = ground.engine(options)?;
    let (site, _) = engine.refresh()?;
    let renaming = renaming(&ground, &site, args)?;
    let plan = Plan::of(&ground, &site, &renaming)?;
    if args.dry_run {
        outcome::say(&plan.diff());
    } else {
        plan.carry_out(&ground)?;
    }
    if args.dry_run || !global.quiet {
        let done = if args.dry_run { "Would rename" } else { "Renamed" };
        let mut text = format!("{done} {}", renaming.words());
        let (links, files) = (plan.links, plan.files());
        if links > 0 {
            text += &format!(
                ", with {} in {}",
                count(links, "reference", "references"),
                count(files, "file", "files")
            );
        }
        text += ".\n";
        for left in &plan.left {
            text += &format!("Left as it is: {left}\n");
        }
        outcome::say(&text);
    }
    Ok(ExitCode::from(outcome::CLEAN))
}

/// What is to become of which document.
fn renaming(ground: &Ground, site: &Site, args: &Mv) -> Result<Renaming, Error> {
    let reader = site.reader();
    let doc_id = find(ground, &reader, &args.old)?;
    let Some(doc) = reader.doc(doc_id) else { return Err(Error::Usage("no document".into())) };
    if doc.source() != &doc.path || doc.front_in.is_some() {
        let file = doc.front_in.as_ref().unwrap_or(&doc.path);
        let file = shown(&ground.content.join(file.as_str()));
        return Err(Error::Usage(format!(
            "the fields of `{}` stand in {file}: rename it there by hand",
            doc.slug
        )));
    }
    let written = reader.fields(doc_id).is_some_and(|front| front.text("id").is_some());
    if !written && by_path(&doc.path, doc.tag()) != &*doc.slug {
        return Err(Error::Usage(format!(
            "a rule of the settings makes the id of {}: rename it by hand",
            shown(&ground.content.join(doc.path.as_str()))
        )));
    }
    let (new_path, new_id) = target(ground, doc, written, &args.new)?;
    if new_path == doc.path && new_id == doc.slug {
        return Err(Error::Usage(format!("`{}` is called that already", doc.slug)));
    }
    let taken = reader.claims(&new_id).iter().find(|(_, id)| *id != doc_id);
    if let Some(other) = taken.and_then(|(_, id)| reader.doc(*id)) {
        let path = shown(&ground.content.join(other.source().as_str()));
        return Err(Error::Usage(format!("`{new_id}` is a name of {path}")));
    }
    let new_file = ground.content.join(new_path.as_str());
    if new_path != doc.path
        && new_file.symlink_metadata().is_ok()
        && !is_same(ground, doc, &new_path)
    {
        return Err(Error::Usage(format!("{} is there already", shown(&new_file))));
    }
    Ok(Renaming {
        doc: doc_id,
        kind: doc.tag().as_str(),
        old_id: doc.slug.clone(),
        new_id,
        old_path: doc.path.clone(),
        new_path,
    })
}

/// Whether two names lead to one file, where a disk takes no notice of case.
fn is_same(ground: &Ground, doc: &Doc, new: &DocPath) -> bool {
    let real = |path: &DocPath| ground.content.join(path.as_str()).canonicalize().ok();
    real(&doc.path).is_some() && real(&doc.path) == real(new)
}

/// The document that is meant, by id or by path.
fn find(ground: &Ground, reader: &Reader<'_>, old: &str) -> Result<DocId, Error> {
    let by_path = below(ground, old).and_then(|path| reader.at_path(&path));
    if let Some(id) = by_path.or_else(|| reader.find(old)) {
        return Ok(id);
    }
    let all: Vec<&str> =
        reader.all().filter_map(|id| reader.doc(id)).map(|doc| &*doc.slug).collect();
    Err(Error::Usage(match nearest(old, all) {
        Some(near) => format!("there is no document `{old}`, did you mean `{near}`?"),
        None => format!("there is no document `{old}`"),
    }))
}

/// A path below the content folder, as it is written from where we stand or, where that leads elsewhere, from that folder.
fn below(ground: &Ground, text: &str) -> Option<DocPath> {
    let content = ground.content.canonicalize().ok()?;
    let full = std::env::current_dir().ok()?.join(text);
    // The folder of a new file may have to be made, so the nearest one that is there tells where it is.
    let real = full.ancestors().skip(1).find_map(|above| {
        let real = above.canonicalize().ok()?;
        Some(real.join(full.strip_prefix(above).ok()?))
    });
    let real = real.as_deref().and_then(|real| real.strip_prefix(&content).ok());
    match real {
        Some(below) => DocPath::new(&below.to_string_lossy().replace('\\', "/")),
        None => DocPath::new(text.trim_start_matches("./")),
    }
}

/// The new path and id that a new name means for a document.
fn target(ground: &Ground, doc: &Doc, written: bool, new: &str) -> Result<(DocPath, Slug), Error> {
    let ends = |end: &str| new.to_ascii_lowercase().ends_with(end);
    if ends(".md") || ends(".markdown") || ends(".mdx") {
        let path = below(ground, new)
            .ok_or_else(|| Error::Usage(format!("`{new}` is no path below the content folder")))?;
        let id = if written { doc.slug.clone() } else { Slug::new(by_path(&path, doc.tag())) };
        return Ok((path, id));
    }
    let plain = new.split('/').all(Slug::is_plain);
    if !plain || (new.contains('/') && doc.tag() != KindTag::Page) {
        return Err(Error::Usage(format!(
            "`{new}` is no id: write lower case, digits and hyphens, or a path that ends in `.md`"
        )));
    }
    let id = Slug::new(new);
    // A file that is not called by its id keeps its name.
    if (written && by_path(&doc.path, doc.tag()) != &*doc.slug) || is_index(doc.path.file()) {
        if !written {
            return Err(Error::Usage(format!(
                "{} is the page of its folder: name a path that ends in `.md`",
                shown(&ground.content.join(doc.path.as_str()))
            )));
        }
        return Ok((doc.path.clone(), id));
    }
    let folder = if doc.tag() == KindTag::Page { "" } else { doc.path.folder() };
    let file = format!("{new}.{}", doc.path.extension());
    let path = if folder.is_empty() { file } else { format!("{folder}/{file}") };
    DocPath::new(&path)
        .map(|path| (path, id))
        .ok_or_else(|| Error::Usage(format!("`{new}` makes no path")))
}
