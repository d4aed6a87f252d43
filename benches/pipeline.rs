//! How much work the pipeline is, beside the least that any generator of sites can do: read every file, turn Markdown
//! into HTML, write it. See `benches/README.md`.
//!
//! Figures are seconds of CPU, not of the clock, so that a busy machine does not spoil them; ratios travel between
//! machines.

#[path = "used/own.rs"]
mod own;
mod used;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use throughline::base::date::parse_date;
use throughline::base::fingerprint::Fingerprint;
use throughline::check::level::Asked;
use throughline::publish::Publisher;
use throughline::site::engine::{Engine, Options, Surroundings};
use throughline::site::press::Made;
use throughline::source::Disk;

use own::own_cpu;
use used::{Failure, least, run};

fn main() -> Result<(), Failure> {
    let named = env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let Some(corpus) = named else {
        println!("name a generated corpus: see benches/README.md");
        return Ok(());
    };
    let corpus = PathBuf::from(corpus);
    let out = env::var_os("BENCH_OUT").map_or_else(env::temp_dir, PathBuf::from);
    let out = out.join(format!("throughline-bench-{}", std::process::id()));
    fs::create_dir_all(&out)?;
    let done = bench(&corpus, &out);
    fs::remove_dir_all(&out)?;
    done
}

fn bench(corpus: &Path, out: &Path) -> Result<(), Failure> {
    let content = corpus.join("content");
    let floor = match env::var_os("FLOOR") {
        Some(program) => {
            let target = out.join("floor");
            Some(least(|| run(Command::new(&program).arg(&content).arg(&target)))?)
        }
        None => None,
    };
    println!("{:<24}{:>9}{:>10}{:>9}{:>7}", "", "CPU s", "x floor", "MB", "bar");
    if let Some(floor) = floor {
        row("floor", floor.cpu, Some(floor.cpu), Some(floor.peak), None);
    }
    let least_cpu = floor.map(|floor| floor.cpu);
    println!("commands");
    commands(corpus, out, least_cpu)?;
    println!("stages, in one process");
    stages(corpus, &content, out, least_cpu)
}

/// The program itself, as a person runs it.
fn commands(corpus: &Path, out: &Path, floor: Option<f64>) -> Result<(), Failure> {
    let program = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_throughline"));
        command.args(["--quiet", "--color", "never"]);
        command
    };
    let check = least(|| run(program().arg("check").arg(corpus)))?;
    row("check", check.cpu, floor, Some(check.peak), Some(2.0));
    let mut number = 0;
    let build = least(|| {
        number += 1;
        let target = out.join(format!("site-{number}"));
        run(program().args(["build", "--keep-going"]).arg(corpus).arg("--out").arg(target))
    })?;
    row("build", build.cpu, floor, Some(build.peak), Some(4.0));
    let target = out.join("site-1");
    let again = least(|| {
        run(program().args(["build", "--keep-going"]).arg(corpus).arg("--out").arg(&target))
    })?;
    row("build, nothing changed", again.cpu, floor, Some(again.peak), Some(1.0));
    Ok(())
}

/// The same work in this process, stage by stage.
fn stages(corpus: &Path, content: &Path, out: &Path, floor: Option<f64>) -> Result<(), Failure> {
    let settings = fs::read(corpus.join("throughline.yml")).ok();
    let clock = parse_date("2026-01-01").ok_or("a date")?;
    let options = Options {
        as_of: None,
        clock,
        audience: None,
        drafts: false,
        asked: Asked::default(),
        remember: false,
    };
    let around = Surroundings { settings, theme: Vec::new() };
    let disk = Disk::open(content, Vec::new())?;
    let mut engine = Engine::new(Box::new(disk), options, around);
    let mut last = own_cpu()?;
    let mut steps = Vec::new();
    let (site, work) = engine.refresh_by(&mut |stage| {
        let now = own_cpu().unwrap_or(last);
        steps.push((stage, now - last));
        last = now;
    })?;
    for (stage, cpu) in steps {
        row(stage, cpu, floor, None, None);
    }
    let start = own_cpu()?;
    site.make_again(Fingerprint::default(), None, |_| false, |_, _| Ok(()))?;
    row("pages, not written", own_cpu()? - start, floor, None, None);
    let start = own_cpu()?;
    let job = Publisher::open(&out.join("stages"), &[])?.begin()?;
    site.make_again(
        Fingerprint::default(),
        None,
        |_| false,
        |url, made| match made {
            Made::File(_) => Ok(()),
            made => job.put(url, made.bytes().unwrap_or_default()).map(|_| ()),
        },
    )?;
    job.finish()?;
    row("pages, written", own_cpu()? - start, floor, None, None);
    println!(
        "{} read, {} parsed, {} judged, {} pages",
        work.read,
        work.parsed,
        work.linted,
        site.outputs.routes.len()
    );
    Ok(())
}

fn row(name: &str, cpu: f64, floor: Option<f64>, peak: Option<f64>, bar: Option<f64>) {
    let ratio = floor.map_or_else(String::new, |floor| format!("{:.2}", cpu / floor));
    let peak = peak.map_or_else(String::new, |peak| format!("{peak:.0}"));
    let bar = bar.map_or_else(String::new, |bar| format!("{bar:.1}"));
    println!("{name:<24}{cpu:>9.3}{ratio:>10}{peak:>9}{bar:>7}");
}
