//! `export`: what the documents say, in the formats of other tools.

use std::fs;
use std::io::Write as _;
use std::process::ExitCode;

use crate::base::diagnostic::Level;
use crate::base::error::Error;
use crate::base::suggest::no_such;
use crate::base::text::count;
use crate::export::{FORMATS, File, Format, Wanted};
use crate::kinds::KindTag;
use crate::site::engine::Site;
use crate::site::press::Made;

use super::args::{Export, Global};
use super::ground::{Ground, options};
use super::outcome;

/// What a site holds anyway and can be had by itself: the name, and its address.
const OF_SITE: &[(&str, &str)] = &[("graph", "graph.json"), ("ics", "calendar.ics")];

/// What is wanted.
enum What {
    Format(&'static Format),
    /// An address of the site.
    Part(&'static str),
}

/// Writes one file to the standard output, or all into a folder.
pub fn run(global: &Global, args: &Export) -> Result<ExitCode, Error> {
    let formats =
        args.format.split(',').map(|name| format(name.trim())).collect::<Result<Vec<_>, _>>()?;
    let kinds = args.kind.iter().map(|name| kind(name)).collect::<Result<Vec<_>, _>>()?;
    let is_binary =
        |what: &What| matches!(what, What::Format(format) if format.name == "inventory");
    if args.out.is_none() && formats.len() > 1 {
        return Err(usage("several formats at once go into a folder: name it with `--out`"));
    }
    if args.out.is_none() && formats.iter().any(is_binary) && outcome::is_terminal() {
        return Err(usage(
            "an inventory is no text: name a folder with `--out`, or send it to a file",
        ));
    }
    let ground = Ground::find(global, &args.look.dir, None)?;
    let mut engine = ground.engine(options(global, &args.look)?)?;
    let (site, _) = engine.refresh()?;
    let errors = site.findings.count(Level::Error);
    if errors > 0 && !global.quiet {
        let many = count(errors, "error", "errors");
        eprintln!("note: the documents have {many}; `throughline check` tells them");
    }
    let reader = site.reader();
    let wanted = Wanted { kinds };
    let mut files: Vec<File> = Vec::new();
    for what in &formats {
        match what {
            What::Format(format) => files.extend((format.files)(&reader, &wanted)),
            What::Part(url) => files.push(part(&site, url)?),
        }
    }
    let Some(folder) = &args.out else {
        // The table of one kind says more than what all have in common.
        let own = wanted.kinds.first().filter(|_| wanted.kinds.len() == 1);
        let own = own.map(|tag| format!("{}.csv", tag.as_str()));
        let first = files.iter().find(|file| Some(&file.name) == own.as_ref()).or(files.first());
        if let Some(file) = first {
            // A reader that went away is no failure.
            let _ = std::io::stdout().lock().write_all(&file.bytes);
        }
        return Ok(ExitCode::from(outcome::CLEAN));
    };
    fs::create_dir_all(folder).map_err(|cause| Error::Write { path: folder.clone(), cause })?;
    for file in &files {
        let path = folder.join(&file.name);
        fs::write(&path, &file.bytes).map_err(|cause| Error::Write { path, cause })?;
    }
    if !global.quiet {
        let many = count(files.len(), "file", "files");
        outcome::say(&format!("Wrote {many} to {}.\n", folder.display()));
    }
    Ok(ExitCode::from(outcome::CLEAN))
}

fn format(name: &str) -> Result<What, Error> {
    if let Some((_, url)) = OF_SITE.iter().find(|(own, _)| *own == name) {
        return Ok(What::Part(url));
    }
    let found = FORMATS.iter().find(|format| format.name == name);
    let names = FORMATS.iter().map(|format| format.name).chain(OF_SITE.iter().map(|it| it.0));
    found.map(What::Format).ok_or_else(|| Error::Usage(no_such("export", name, names)))
}

/// A file of the site.
fn part(site: &Site, url: &str) -> Result<File, Error> {
    let made = site.make(url);
    let bytes = made.as_ref().and_then(Made::bytes);
    let bytes = bytes.ok_or_else(|| Error::Usage(format!("the settings leave `{url}` out")))?;
    Ok(File { name: url.to_owned(), bytes: bytes.to_vec() })
}

fn kind(name: &str) -> Result<KindTag, Error> {
    let names = KindTag::ALL.iter().map(|tag| tag.as_str());
    KindTag::named(name).ok_or_else(|| Error::Usage(no_such("kind", name, names)))
}

fn usage(words: &str) -> Error {
    Error::Usage(words.to_owned())
}
