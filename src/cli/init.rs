//! `init`: a first handbook. Nothing that is there already is ever written over.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rust_embed::RustEmbed;

use crate::base::date::{add_days, days_between};
use crate::base::error::Error;
use crate::base::text::count;
use crate::kinds::values::Period;
use crate::publish::edit::create;

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
    let dir = &args.dir;
    fs::create_dir_all(dir).map_err(|cause| Error::Write { path: dir.clone(), cause })?;
    let all = files(args.sample);
    let (there, new): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(path, _)| dir.join(path).symlink_metadata().is_ok());
    create(&new, dir)?;
    if !global.quiet {
        let place =
            if dir.as_os_str() == "." { "this folder".into() } else { dir.display().to_string() };
        let mut text = format!("Made {} in {place}", count(new.len(), "file", "files"));
        if !there.is_empty() {
            text.push_str(&format!("; left {} as they were", count(there.len(), "file", "files")));
        }
        text.push_str(".\nNext: `throughline serve` shows the handbook and follows every save.\n");
        outcome::say(&text);
    }
    Ok(ExitCode::from(outcome::CLEAN))
}

/// The files of a first handbook, or of the sample company's.
fn files(sample: bool) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = vec![(PathBuf::from(".gitignore"), b"/public/\n/.throughline/\n".to_vec())];
    if sample {
        files.push((SETTINGS.into(), include_bytes!("../../throughline.yml").to_vec()));
        files.extend(Sample::iter().filter_map(|path| {
            let file = Sample::get(&path)?;
            Some((Path::new("content").join(&*path), file.data.into_owned()))
        }));
    } else {
        let first = first_files().into_iter();
        files.extend(first.map(|(path, text)| (path.into(), text.into_bytes())));
    }
    files
}

/// A strategy, a goal, metrics, a release, feedback, a check-in, a team and a person that point at each other and pass
/// every check on the day on which they are made.
fn first_files() -> Vec<(&'static str, String)> {
    let today = clock();
    let year = today.year();
    let quarter = (today.month() - 1) / 3 + 1;
    let text = format!("{year}-Q{quarter}");
    // The goal is as far as the quarter is, so that its numbers and its check-in agree.
    let period = Period::parse(&text, 1);
    let start = period.as_ref().map_or(today, |period| period.start);
    let length = period.as_ref().map_or(1, Period::days).max(1);
    let active = 100 + (50 * (days_between(start, today) + 1) + length - 1) / length;
    vec![
        (SETTINGS, "title: Our handbook\n".to_owned()),
        ("content/index.md", INDEX.to_owned()),
        ("content/strategy/strategy.md", STRATEGY.replace("{year}", &year.to_string())),
        ("content/metrics/weekly-active.md", WEEKLY_ACTIVE.to_owned()),
        (
            "content/metrics/weekly-active.csv",
            format!("date,value\n{},100\n{today},{active}\n", add_days(start, -1)),
        ),
        ("content/metrics/questions.md", QUESTIONS.to_owned()),
        (
            "content/metrics/questions.csv",
            format!("date,value\n{},14\n{today},12\n", add_days(start, -1)),
        ),
        ("content/goals/first-day.md", GOAL.replace("{period}", &text)),
        (
            "content/releases/guided-start.md",
            RELEASE.replace("{target}", &add_days(today, 28).to_string()),
        ),
        ("content/feedback/first-hour.md", FEEDBACK.replace("{today}", &today.to_string())),
        ("content/checkins/core-first.md", CHECKIN.replace("{today}", &today.to_string())),
        ("content/teams/core.md", TEAM.to_owned()),
        ("content/people/alex.md", PERSON.to_owned()),
    ]
}

const INDEX: &str = "# Our handbook

What we want to be true, what we do for it, and whether it worked.
";

const STRATEGY: &str = "---
title: Our strategy
period: {year}
owner: alex
north_star: weekly-active
pillars:
  - {id: first-value, title: People see the value on their first day, weight: 1}
not_doing:
  - Features that only one customer asked for
---

People stay with us when their first day is a good one, so this year we work on that day.

## Why

Half of those who leave do so in their first week, before they have seen what we are for.
";

const WEEKLY_ACTIVE: &str = "---
title: People who use it each week
unit: people
better: up
owner: alex
cadence: weekly
---

Counts everybody who finished at least one task in the seven days before the reading.
";

const QUESTIONS: &str = "---
title: Questions to support each week
unit: questions
better: down
owner: alex
cadence: weekly
---

Counts questions of people in their first month, whichever way they reach us.
";

const GOAL: &str = "---
title: A good first day
why: Who finishes a task on the first day is still here four weeks later.
period: {period}
pillar: first-value
owner: alex
teams: [core]
krs:
  - {id: active, title: 150 people use it each week, metric: weekly-active, baseline: 100, target: 150}
guarded_by: [questions]
---

By the end of the quarter 150 people use it each week, and they need no more help than today.
";

const RELEASE: &str = "---
title: Guided start
status: planned
owner: alex
team: core
goals: [first-day]
moves: [active]
targets: [{target}]
stage: mvp
roles: {pm: alex, engineering: alex, design: alex, marketing: alex, data: alex}
---

Leads a new person through their first task, step by step.
";

const FEEDBACK: &str = "---
title: Lost in the first hour
heard: {today}
source: interview
owner: alex
customers: 1
informs: [first-day, guided-start]
---

A new customer did not know where to begin, closed the page and came back a week later.
";

const CHECKIN: &str = "---
date: {today}
team: core
goal: first-day
status: on-track
confidence: 0.6
---

The first task is chosen; next week three people try it.
";

const TEAM: &str = "---
title: Core
kind: squad
lead: alex
members: [alex]
mission: Make the first day a good one
---

Builds and runs the product.
";

const PERSON: &str = "---
name: Alex
role: Product manager
team: core
---

Ask Alex about the strategy.
";
