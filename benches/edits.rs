//! From a save to the answered page, over a site of any size, and the same ten thousand times. See `benches/README.md`.

#[path = "used/own.rs"]
mod own;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use throughline::base::date::parse_date;
use throughline::check::level::Asked;
use throughline::site::engine::{Engine, Options, Surroundings};
use throughline::source::Disk;
use throughline::source::watch::{Batch, Options as Watching, Watch};

use own::own_cpu;

// As the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Failure = Box<dyn std::error::Error>;

/// The text of a file after the nth edit.
type Change = dyn Fn(&str, usize) -> String;

/// So many edits of a kind are measured, unless `EDITS` says another number.
const EDITS: usize = 200;

fn main() -> Result<(), Failure> {
    let mut named = env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    let Some(content) = named.next().map(PathBuf::from) else {
        println!("name a content folder that may be written to: see benches/README.md");
        return Ok(());
    };
    let soak = named.next().map(|text| text.parse::<usize>()).transpose()?;
    let content = fs::canonicalize(content)?;
    let options = Options {
        as_of: None,
        clock: parse_date("2026-01-01").ok_or("a date")?,
        audience: None,
        drafts: false,
        asked: Asked::default(),
        remember: true,
    };
    let disk = Disk::open(&content, Vec::new())?;
    let mut engine = Engine::new(Box::new(disk), options, Surroundings::default());
    let (site, _) = engine.refresh()?;
    println!("{} documents", site.model.len());
    let files = documents(&content)?;
    match soak {
        Some(edits) => seen(&mut engine, &content, &files, edits),
        None => {
            let edits: [(&str, &Change); 4] = [
                ("prose", &|text, n| format!("{text}\nEdit {n}.\n")),
                ("front matter", &titled),
                ("a link", &|text, _| format!("{text}\nSee [this](/index.html).\n")),
                ("an older id", &|text, n| {
                    titled(&text.replacen("---\n", &format!("---\naliases: [older-{n}]\n"), 1), n)
                }),
            ];
            for (name, change) in edits {
                edit(&mut engine, &content, &files, name, change)?;
            }
            Ok(())
        }
    }
}

/// A text with more words in its title.
fn titled(text: &str, n: usize) -> String {
    let title = text.find("\ntitle:").map_or(0, |at| at + 7);
    format!("{} Edit {n}{}", &text[..title], &text[title..])
}

/// Documents with front matter, by path.
fn documents(content: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(content).sort_by_file_name() {
        let path = entry?.into_path();
        let is_document = path.extension().is_some_and(|it| it == "md")
            && fs::read_to_string(&path)?.contains("\ntitle:");
        if is_document {
            files.push(path);
        }
    }
    if files.is_empty() { Err("no document with a title".into()) } else { Ok(files) }
}

/// The address of a document's page.
fn url(content: &Path, file: &Path) -> Result<String, Failure> {
    let below = file.strip_prefix(content)?.with_extension("html");
    Ok(below.to_string_lossy().replace('\\', "/"))
}

/// Edits, each followed by a look at the files that changed and by the page; prints how long that took.
fn edit(
    engine: &mut Engine,
    content: &Path,
    files: &[PathBuf],
    name: &str,
    change: impl Fn(&str, usize) -> String,
) -> Result<(), Failure> {
    let (mut took, mut cpu) = (Vec::new(), Vec::new());
    let mut models = 0;
    let edits = env::var("EDITS").ok().and_then(|text| text.parse().ok()).unwrap_or(EDITS);
    for n in 0..edits {
        let file = &files[n * 7919 % files.len()];
        let before = fs::read_to_string(file)?;
        fs::write(file, change(&before, n))?;
        // The preview shows the old state until the new one is there.
        let old = engine.site();
        let (begun, used) = (Instant::now(), own_cpu()?);
        let (site, work) = engine.refresh_changed(std::slice::from_ref(file))?;
        let made = site.make(&url(content, file)?).ok_or("a page")?;
        took.push(begun.elapsed().as_secs_f64());
        cpu.push(own_cpu()? - used);
        drop(old);
        models += work.modelled;
        assert!(!made.bytes().unwrap_or_default().is_empty());
        fs::write(file, before)?;
        engine.refresh_changed(std::slice::from_ref(file))?;
    }
    let row = |what: &str, all: &mut Vec<f64>| {
        all.sort_by(f64::total_cmp);
        let at = |share: usize| all[(all.len() - 1) * share / 100] * 1000.0;
        println!(
            "{name:<14}{what:<7} p50 {:>7.1} ms  p95 {:>7.1} ms  least {:>7.1} ms",
            at(50),
            at(95),
            at(0)
        );
    };
    row("clock", &mut took);
    row("CPU", &mut cpu);
    println!("{name:<14}{models} of {edits} edits gave a new model");
    Ok(())
}

/// Edits through a real watcher: every one must show, and memory must not grow.
fn seen(
    engine: &mut Engine,
    content: &Path,
    files: &[PathBuf],
    edits: usize,
) -> Result<(), Failure> {
    // What a person would not wait for, ten thousand times.
    let options = Watching { quiet: Duration::from_millis(5), ..Watching::default() };
    let (_watch, batches) = Watch::start(&[content.to_owned()], &options)?;
    let mut first = None;
    for n in 0..edits {
        let file = &files[n * 7919 % files.len().min(50)];
        let before = fs::read_to_string(file)?;
        let word = format!("soak-{n}-");
        save(file, &format!("{before}\nNow {word}.\n"), n)?;
        loop {
            let batch = batches
                .recv_timeout(Duration::from_secs(30))
                .map_err(|_| format!("edit {n} was not seen"))?;
            let (site, _) = match batch {
                Batch::Changed(files) => engine.refresh_changed(&files)?,
                Batch::Rescan => engine.refresh()?,
            };
            let made = site.make(&url(content, file)?);
            let bytes = made.as_ref().and_then(|made| made.bytes()).unwrap_or_default();
            if String::from_utf8_lossy(bytes).contains(&word) {
                break;
            }
        }
        fs::write(file, before)?;
        if n == edits / 10 {
            first = memory();
        }
        if n % 1_000 == 0 {
            println!("{n} edits, {:.0} MB", memory().unwrap_or(0.0));
        }
    }
    let (first, last) = (first.unwrap_or(0.0), memory().unwrap_or(0.0));
    println!("{edits} edits, every one seen; {first:.0} MB after a tenth, {last:.0} MB at the end");
    Ok(())
}

/// Saves a file in one of the ways in which editors do.
fn save(file: &Path, text: &str, n: usize) -> Result<(), Failure> {
    match n % 4 {
        // A new file in the old one's place.
        0 => {
            let half = file.with_extension("half~");
            fs::write(&half, text)?;
            fs::rename(&half, file)?;
        }
        1 => {
            fs::remove_file(file)?;
            fs::write(file, text)?;
        }
        _ => fs::write(file, text)?,
    }
    Ok(())
}

/// Megabytes of memory that this process holds now; Linux only.
fn memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<f64>().ok()? / 1024.0)
}
