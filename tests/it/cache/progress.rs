//! The bar of a long build: on a terminal, and nowhere else.

use std::path::Path;
use std::process::{Command, Stdio};

/// A build of the sample that takes a while, on a terminal or not; everything that it said.
fn build(on_terminal: bool, ci: bool) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let arguments = format!(
        "{} build {} --out {} --cache {}",
        env!("CARGO_BIN_EXE_throughline"),
        root.display(),
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
    let piped = build(false, false).expect("a shell");
    assert!(!is_drawn(&piped) && !piped.contains(['\r', '\u{1b}']), "{piped:?}");
    if cfg!(target_os = "linux") {
        let Some(seen) = build(true, false) else { return };
        assert!(is_drawn(&seen), "{seen:?}");
        let log = build(true, true).expect("a terminal");
        assert!(!is_drawn(&log), "{log:?}");
    }
}
