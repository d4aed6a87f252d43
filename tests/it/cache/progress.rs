//! The bar of a long build: on a terminal, and nowhere else.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// So many pages take longer to build than a person waits without a word, on any machine.
const PAGES: usize = 5_000;

/// A build that takes a while, on a terminal or not; everything that it said.
fn build(content: &Path, on_terminal: bool, ci: bool) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let arguments = format!(
        "{} build {} --out {} --cache {}",
        env!("CARGO_BIN_EXE_throughline"),
        content.display(),
        folder.path().join("out").display(),
        folder.path().join("cache").display(),
    );
    let mut command = match on_terminal {
        // It gives the program a terminal of its own.
        true => {
            let mut script = Command::new("script");
            script.args(["-qec", &arguments]).arg(folder.path().join("log"));
            script
        }
        false => {
            let mut shell = Command::new("sh");
            shell.args(["-c", &format!("{arguments} 2>&1")]);
            shell
        }
    };
    command.env("TERM", "xterm").env_remove("CI").stdin(Stdio::null());
    if ci {
        command.env("CI", "true");
    }
    let Ok(out) = command.output() else {
        eprintln!("skipped: there is no program `script`");
        return None;
    };
    assert!(folder.path().join("out/index.html").exists());
    Some(String::from_utf8_lossy(&out.stdout).into_owned())
}

/// What moves the cursor in a line, as drawing does and nothing else that we write.
fn is_drawn(said: &str) -> bool {
    said.contains(" files\u{1b}[") || said.contains("\u{1b}[2K") || said.contains("\u{1b}[1A")
}

#[test]
fn a_bar_is_drawn_on_a_terminal_and_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path();
    for nth in 0..PAGES {
        let text = format!("---\nsummary: About {nth}.\n---\n\n# Page {nth}\n\nSome words.\n");
        fs::write(content.join(format!("page-{nth}.md")), text).expect("a page");
    }
    fs::write(content.join("index.md"), "---\nsummary: All.\n---\n\n# All\n").expect("a page");
    let piped = build(content, false, false).expect("a shell");
    assert!(!is_drawn(&piped) && !piped.contains(['\r', '\u{1b}']), "{piped:?}");
    if cfg!(target_os = "linux") {
        let Some(seen) = build(content, true, false) else { return };
        assert!(is_drawn(&seen), "{seen:?}");
        let log = build(content, true, true).expect("a terminal");
        assert!(!is_drawn(&log), "{log:?}");
    }
}
