//! Console transcripts: every page below `tests/shell/` is a session in a folder of its own. Blocks whose info string is
//! `file PATH` are files; in a `console` block a line `$ throughline ...` is run, and what follows is what it prints.
//! `...` stands for any lines, `[exit 1]` for the exit code, and times are not compared.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_throughline");

struct Block {
    info: String,
    text: String,
    /// Lines of the page before and after which it stands.
    start: usize,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut open: Option<(String, Block)> = None;
    for (index, line) in page.lines().enumerate() {
        match &mut open {
            Some((fence, block)) if line.trim_end() == fence => {
                out.push(std::mem::replace(
                    block,
                    Block { info: String::new(), text: String::new(), start: 0 },
                ));
                open = None;
            }
            Some((_, block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            None => {
                let ticks = line.chars().take_while(|c| *c == '`').count();
                if ticks >= 3 {
                    let info = line[ticks..].trim().to_owned();
                    let block = Block { info, text: String::new(), start: index + 1 };
                    open = Some(("`".repeat(ticks), block));
                }
            }
        }
    }
    out
}

/// What a command prints, as a person sees it, with its exit code when that is not 0.
fn run(line: &str, folder: &Path) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut quoted = false;
    let mut word = String::new();
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(std::mem::take(&mut word)),
            c => word.push(c),
        }
    }
    words.push(word);
    let mut parts = words.into_iter().peekable();
    // `NAME=value` before the program, as a shell has it.
    let mut set = Vec::new();
    while let Some((name, value)) = parts.peek().and_then(|word| word.split_once('=')) {
        set.push((name.to_owned(), value.to_owned()));
        parts.next();
    }
    let program = parts.next().expect("a program");
    let output = if program == "throughline" {
        Command::new(PROGRAM)
            .args(parts)
            .current_dir(folder)
            .env("SOURCE_DATE_EPOCH", "1778803200")
            .env("COLUMNS", "100")
            .env_remove("GITHUB_STEP_SUMMARY")
            .envs(set)
            .output()
    } else {
        Command::new(&program).args(parts).current_dir(folder).output()
    };
    let output = output.expect("a program that runs");
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let code = output.status.code().unwrap_or(-1);
    if code != 0 {
        let _ = writeln!(text, "[exit {code}]");
    }
    without_times(&text)
}

/// `in 64 documents, 41 ms` without the time, which differs from run to run.
fn without_times(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let timed = line.rsplit_once(", ").filter(|(_, end)| {
            (end.ends_with(" ms") || end.ends_with(" s"))
                && end.starts_with(|c: char| c.is_ascii_digit())
        });
        out.push_str(timed.map_or(line, |(start, _)| start));
        out.push('\n');
    }
    out
}

/// Whether a line is as expected, where `...` at its end stands for anything.
fn same(expected: &str, actual: &str) -> bool {
    match expected.trim_end().strip_suffix("...") {
        Some(start) => actual.starts_with(start),
        None => actual.trim_end() == expected.trim_end(),
    }
}

/// Whether `actual` is `expected`, where a line `...` stands for any lines.
fn fits(expected: &[&str], actual: &[&str]) -> bool {
    match expected.split_first() {
        None => actual.is_empty(),
        Some((&"...", rest)) => (0..=actual.len()).any(|skip| fits(rest, &actual[skip..])),
        Some((first, rest)) => {
            actual.first().is_some_and(|line| same(first, line)) && fits(rest, &actual[1..])
        }
    }
}

fn session(path: &Path) -> Vec<String> {
    let page = std::fs::read_to_string(path).expect("a page");
    let folder = tempfile::tempdir().expect("a folder");
    let mut faults = Vec::new();
    for block in blocks(&page) {
        if let Some(name) = block.info.strip_prefix("file ") {
            let file = folder.path().join(name.trim());
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            std::fs::write(file, &block.text).expect("a file");
        } else if block.info == "console" {
            let mut steps: Vec<(&str, Vec<&str>)> = Vec::new();
            for line in block.text.lines() {
                match (line.strip_prefix("$ "), steps.last_mut()) {
                    (Some(command), _) => steps.push((command, Vec::new())),
                    (None, Some((_, expected))) => expected.push(line),
                    (None, None) => faults.push(format!("line {}: no command", block.start)),
                }
            }
            for (command, expected) in steps {
                let actual = run(command, folder.path());
                let lines: Vec<&str> = actual.lines().collect();
                if !fits(&expected, &lines) {
                    let wanted = expected.join("\n");
                    faults.push(format!(
                        "{}, block at line {}: `{command}` printed\n{actual}--- and not\n{wanted}\n",
                        path.display(),
                        block.start
                    ));
                }
            }
        }
    }
    faults
}

#[test]
fn the_program_answers_as_its_transcripts_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shell");
    let mut pages: Vec<_> = std::fs::read_dir(folder)
        .expect("the transcripts")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    pages.sort();
    assert!(pages.len() >= 4, "the transcripts are gone");
    let faults: Vec<String> = pages.iter().flat_map(|page| session(page)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
