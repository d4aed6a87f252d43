//! `init`: a first handbook. Nothing that is there already is ever written over.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use rust_embed::RustEmbed;

use crate::base::date::add_days;
use crate::base::error::Error;
use crate::base::text::count;
use crate::source::disk::real_path;

use super::args::{Global, Init};
use super::ground::{SETTINGS, clock};
use super::outcome;

#[derive(RustEmbed)]
#[folder = "content"]
#[exclude = "guide/*"]
#[exclude = "*.png"]
struct Sample;

/// Writes a first handbook.
pub fn run(global: &Global, args: &Init) -> Result<ExitCode, Error> {
    let mut made = 0;
    let mut kept = 0;
    let mut put = |path: &str, bytes: &[u8]| -> Result<(), Error> {
        if write_new(&args.dir, &args.dir.join(path), bytes)? {
            made += 1;
        } else {
            kept += 1;
        }
        Ok(())
    };
    put(".gitignore", b"/public/\n/.throughline/\n")?;
    if args.sample {
        put(SETTINGS, include_bytes!("../../throughline.yml"))?;
        for path in Sample::iter() {
            if let Some(file) = Sample::get(&path) {
                put(&format!("content/{path}"), &file.data)?;
            }
        }
    } else {
        for (path, text) in first_files() {
            put(path, text.as_bytes())?;
        }
    }
    if !global.quiet {
        let mut text = format!("Made {} in {}", count(made, "file", "files"), args.dir.display());
        if kept > 0 {
            text.push_str(&format!("; left {} as they were", count(kept, "file", "files")));
        }
        text.push_str(".\nNext: `throughline serve` shows the handbook and follows every save.\n");
        outcome::say(&text);
    }
    Ok(ExitCode::from(outcome::CLEAN))
}

/// Writes a file that is not there yet, below a folder; `false` when it is.
pub fn write_new(below: &Path, path: &Path, bytes: &[u8]) -> Result<bool, Error> {
    let cannot = |cause| Error::Write { path: path.to_owned(), cause };
    if !real_path(path).starts_with(real_path(below)) {
        let why = format!("a link on the way leads out of {}", below.display());
        return Err(cannot(std::io::Error::other(why)));
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    match fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(bytes).map(|()| true).map_err(cannot),
        Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(cause) => Err(cannot(cause)),
    }
}

/// A strategy, a goal, a metric, a release, a team and a person that point at each other and pass every check.
fn first_files() -> Vec<(&'static str, String)> {
    let today = clock();
    let year = today.year();
    let quarter = (today.month() - 1) / 3 + 1;
    let period = format!("{year}-Q{quarter}");
    let month = (quarter - 1) * 3 + 1;
    let start = format!("{year}-{month:02}-01");
    vec![
        (SETTINGS, "title: Our handbook\n".to_owned()),
        (
            "content/index.md",
            "# Our handbook\n\nWhat we want to be true, what we do for it, and whether it worked.\n"
                .to_owned(),
        ),
        (
            "content/strategy/strategy.md",
            format!(
                "---\ntitle: Our strategy\nperiod: {year}\nowner: alex\nnorth_star: weekly-active\npillars:\n  - {{id: first-value, title: People see the value on their first day, weight: 1}}\nnot_doing:\n  - Features that only one customer asked for\n---\n\nPeople stay with us when their first day is a good one, so this year we work on that day.\n"
            ),
        ),
        (
            "content/metrics/weekly-active.md",
            "---\ntitle: People who use it each week\nunit: people\nbetter: up\nowner: alex\ncadence: weekly\n---\n\nCounts everybody who finished at least one task in the seven days before the reading.\n"
                .to_owned(),
        ),
        ("content/metrics/weekly-active.csv", format!("date,value\n{start},100\n{today},104\n")),
        (
            "content/goals/first-day.md",
            format!(
                "---\ntitle: A good first day\nperiod: {period}\npillar: first-value\nowner: alex\nteams: [core]\nkrs:\n  - {{id: active, title: 150 people use it each week, metric: weekly-active, baseline: 100, target: 150}}\n---\n\nWho finishes a task on the first day is still here four weeks later.\n"
            ),
        ),
        (
            "content/releases/guided-start.md",
            format!(
                "---\ntitle: Guided start\nstatus: planned\nowner: alex\nteam: core\ngoals: [first-day]\nmoves: [active]\ntargets: [{}]\nstage: mvp\n---\n\nLeads a new person through their first task, step by step.\n",
                add_days(today, 28)
            ),
        ),
        (
            "content/teams/core.md",
            "---\ntitle: Core\nkind: squad\nlead: alex\nmembers: [alex]\nmission: Make the first day a good one\n---\n\nBuilds and runs the product.\n"
                .to_owned(),
        ),
        (
            "content/people/alex.md",
            "---\nname: Alex\nrole: Product manager\nteam: core\n---\n\nAsk Alex about the strategy.\n"
                .to_owned(),
        ),
    ]
}
