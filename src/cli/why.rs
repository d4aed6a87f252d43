//! `explain --page`: why the next build would make a page anew, or would not.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use crate::base::error::Error;
use crate::base::suggest::nearest;
use crate::base::text::count;
use crate::site::why::{Then, Why};

use super::args::{Global, Look};
use super::ground::{Ground, options};
use super::memory::Memory;
use super::outcome;

/// Explains a page of the handbook in a folder, as `build` without arguments makes it.
pub fn run(global: &Global, url: &str, dir: &Path) -> Result<ExitCode, Error> {
    let look = Look { dir: dir.to_owned(), ..Look::default() };
    let ground = Ground::find(global, &look.dir, None)?;
    let options = options(global, &look)?;
    let memory = Memory::of(&ground, &options);
    let mut engine = ground.engine(options)?;
    let (site, _) = engine.refresh()?;
    let traces = memory.traces();
    let is_ours = traces.as_ref().is_some_and(|traces| traces.are_of(memory.program));
    let url = url.trim_start_matches('/');
    let url =
        if url.is_empty() || url.ends_with('/') { format!("{url}index.html") } else { url.into() };
    let Some(why) = site.why(&url, traces.as_ref(), is_ours) else {
        let pages = site.outputs.routes.iter().map(|route| route.url.as_str());
        let near =
            nearest(&url, pages).map_or_else(String::new, |it| format!(", did you mean `{it}`?"));
        return Err(Error::Usage(format!("there is no page `{url}`{near}")));
    };
    outcome::say(&in_words(&url, &why));
    Ok(ExitCode::from(outcome::CLEAN))
}

fn in_words(url: &str, why: &Why) -> String {
    let mut out = url.to_owned();
    if let Some(file) = &why.file {
        let _ = write!(out, ", from {file}");
    }
    out.push('\n');
    match &why.then {
        Then::Unknown => out.push_str("The next build makes it: no build is remembered that made it.\n"),
        Then::OtherProgram => {
            out.push_str("The next build makes it anew: another throughline made it.\n");
        }
        Then::Shared => out.push_str(
            "The next build makes it anew, as it does every page: the navigation, the theme or the settings changed.\n",
        ),
        Then::Reads(changed) if changed.is_empty() => {
            out.push_str("The next build leaves it as it is: nothing that it reads has changed.\n");
        }
        Then::Reads(changed) => {
            out.push_str("The next build makes it anew, since this changed:\n");
            list(&mut out, changed);
        }
    }
    let _ = writeln!(out, "It reads {}:", count(why.reads.len(), "thing", "things"));
    list(&mut out, &why.reads);
    out
}

fn list(out: &mut String, lines: &[String]) {
    for line in lines {
        let _ = writeln!(out, "  {line}");
    }
}
