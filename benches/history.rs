//! How much work the past is, beside the least that any reader of it can do: `git log --name-only` of the same commits and
//! each text read once. See `benches/README.md`.

mod used;

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use used::{Failure, Used, least, run};

const DOCUMENTS: usize = 1_000;
const COMMITS: usize = 5_000;
/// So many documents change in a commit.
const CHANGED: usize = 2;
/// Monday 2 January 2023.
const FIRST: usize = 1_672_617_600;
/// Between two commits.
const HOURS: usize = 6;

fn main() -> Result<(), Failure> {
    // Cargo gives `--bench`; without it this is a run of all targets, which asks for no figures.
    if !env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let out = env::var_os("BENCH_OUT").map_or_else(env::temp_dir, PathBuf::from);
    let out = out.join(format!("throughline-history-{}", std::process::id()));
    fs::create_dir_all(&out)?;
    let done = bench(&out);
    fs::remove_dir_all(&out)?;
    done
}

fn bench(out: &Path) -> Result<(), Failure> {
    let repository = out.join("handbook");
    let blobs = make(&repository, COMMITS)?;
    fs::write(out.join("blobs"), &blobs)?;
    fs::write(repository.join("off.yml"), "history: false\n")?;
    println!("{:<24}{:>9}{:>10}{:>9}{:>7}", "", "CPU s", "x floor", "MB", "bar");
    let log = least(|| run(git(&repository).args(["log", "--name-only"])))?;
    let texts = least(|| {
        let blobs = fs::File::open(out.join("blobs"))?;
        run(git(&repository).args(["cat-file", "--batch", "--buffer"]).stdin(blobs))
    })?;
    let floor = log.cpu + texts.cpu;
    row("git log --name-only", log.cpu, floor, log, None);
    row("git cat-file --batch", texts.cpu, floor, texts, None);
    let cache = repository.join(".throughline");
    let forget = || if cache.exists() { fs::remove_dir_all(&cache) } else { Ok(()) };
    let without = least(|| {
        forget()?;
        run(check(&repository).args(["--config", "off.yml"]))
    })?;
    row("check without history", without.cpu, floor, without, None);
    let cold = least(|| {
        forget()?;
        run(&mut check(&repository))
    })?;
    row("check, cold", cold.cpu, floor, cold, None);
    let warm_without = least(|| run(check(&repository).args(["--config", "off.yml"])))?;
    run(&mut check(&repository))?;
    let warm = least(|| run(&mut check(&repository)))?;
    row("check, warm", warm.cpu, floor, warm, None);
    row("the past, cold", cold.cpu - without.cpu, floor, cold, Some(2.0));
    row("the past, warm", warm.cpu - warm_without.cpu, floor, warm, Some(0.1 / floor));
    Ok(())
}

fn row(name: &str, cpu: f64, floor: f64, used: Used, bar: Option<f64>) {
    let bar = bar.map_or_else(String::new, |bar| format!("{bar:.2}"));
    println!("{name:<24}{cpu:>9.3}{:>10.2}{:>9.0}{bar:>7}", cpu / floor, used.peak);
}

fn check(repository: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_throughline"));
    command.current_dir(repository).args(["--quiet", "--color", "never", "check", "."]);
    command
}

fn git(repository: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(repository).arg("--no-pager");
    command
}

/// Makes a repository by `git fast-import` and packs it; gives the ids of all texts, each once, a line each.
fn make(repository: &Path, commits: usize) -> Result<Vec<u8>, Failure> {
    fs::create_dir_all(repository)?;
    run(git(repository).args(["init", "-q", "-b", "main"]))?;
    let mut child =
        git(repository).args(["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn()?;
    if let Some(mut input) = child.stdin.take() {
        let mut times = vec![0usize; DOCUMENTS];
        for commit in 0..commits {
            let changed: Vec<usize> = match commit {
                0 => (0..DOCUMENTS).collect(),
                // A step that meets every document in turn, in no order that a person would see.
                _ => (0..CHANGED).map(|n| (commit * CHANGED + n) * 389 % DOCUMENTS).collect(),
            };
            let mut text = String::new();
            let when = FIRST + commit * HOURS * 3600;
            write!(text, "commit refs/heads/main\ncommitter A <a@example.org> {when} +0000\n")?;
            text.push_str("data 1\nx\n");
            for at in changed {
                let times = times.get_mut(at).ok_or("a document")?;
                let (path, document) = document(at, *times);
                *times += 1;
                writeln!(
                    text,
                    "M 100644 inline content/{path}\ndata {}\n{document}",
                    document.len()
                )?;
            }
            input.write_all(text.as_bytes())?;
        }
    }
    if !child.wait()?.success() {
        return Err("git fast-import failed".into());
    }
    run(git(repository).args(["repack", "-adq"]))?;
    run(git(repository).args(["reset", "-q", "--hard", "main"]))?;
    let listed = git(repository)
        .args(["log", "--raw", "-m", "--first-parent", "--no-abbrev", "--format="])
        .output()?;
    let lines = listed.stdout.split(|byte| *byte == b'\n');
    let ids: BTreeSet<&[u8]> =
        lines.filter_map(|line| line.split(|byte| *byte == b' ').nth(3)).collect();
    Ok(ids.into_iter().flat_map(|id| [id, b"\n"].concat()).collect())
}

/// A document after it was changed so many times.
fn document(at: usize, times: usize) -> (String, String) {
    let day = |n: usize| format!("2026-{:02}-{:02}", n / 28 % 12 + 1, n % 28 + 1);
    let (path, front) = match at % 10 {
        0 if at == 0 => (
            "strategy/main.md".to_owned(),
            "period: 2026\npillars:\n  - {id: core, title: Core, weight: 1}\n".to_owned(),
        ),
        0 => (
            format!("decisions/d{at}.md"),
            format!("date: {}\ndriver: ada\napprover: ada\nsummary: Words {times}\n", day(at)),
        ),
        1 | 2 => (
            format!("goals/g{at}.md"),
            format!(
                "pillar: core\nperiod: 2026-Q2\nowner: ada\nstatus: active\nkrs:\n  \
                 - {{id: a, title: More of it, baseline: 10, target: {}}}\n  \
                 - {{id: b, title: Less of that, baseline: 90, target: {}}}\n",
                60 + times % 30,
                40 - times % 30
            ),
        ),
        3 => (
            format!("bets/b{at}.md"),
            format!(
                "status: proposed\nproposed: {}\ngoal: g{}\nreach: {}\nimpact: 1\nconfidence: 0.8\n\
                 effort: 2\n",
                day(at),
                at / 10 * 10 + 1,
                100 + times
            ),
        ),
        _ => (
            format!("releases/r{at}.md"),
            format!(
                "status: planned\nowner: ada\ngoals: [g{}]\ntargets: [{}]\neffort: 3\n",
                at / 10 * 10 + 1,
                (0..=times % 4).map(|n| day(at + n * 20)).collect::<Vec<_>>().join(", ")
            ),
        ),
    };
    let mut text = format!("---\ntitle: Document {at}\n{front}---\n\n");
    for part in 0..4 {
        let _ = write!(
            text,
            "## Part {part}\n\nWhat we *know* of {at} is in [another](../goals/g{}.md).\n\n\
             - one thing of {}\n- another thing\n\n{}\n\n",
            at / 10 * 10 + 1,
            at * 7 + part,
            "The team agreed that this matters more than how much we ship. ".repeat(7)
        );
    }
    (path, text)
}
