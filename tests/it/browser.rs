//! The sample site in a real browser: `tests/browser/check.mjs` drives Chromium over every page. Its tools come from the
//! npm registry and lie outside the repository (`BROWSER_TOOLS`) or below `tests/browser/`; where something is missing
//! the test says so and passes, but on a build server (`CI`) it fails.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_throughline");

/// Where the tools are; none, said aloud, where one is missing.
pub fn ready() -> Option<PathBuf> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    tools(home)
        .map_err(|missing| {
            assert!(std::env::var_os("CI").is_none(), "the browser checks cannot run: {missing}");
            // Past the capture of the test runner, which hides what a passing test prints.
            let _ = writeln!(std::io::stderr(), "the browser checks were skipped: {missing}");
        })
        .ok()
}

/// Where the tools are, or what is missing.
fn tools(home: &Path) -> Result<PathBuf, String> {
    let folder = std::env::var_os("BROWSER_TOOLS")
        .map_or_else(|| home.join("tests/browser/node_modules"), PathBuf::from);
    for name in ["playwright-core", "axe-core", "vnu-jar"] {
        if !folder.join(name).is_dir() {
            return Err(format!("`{name}` is not in {}", folder.display()));
        }
    }
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    for program in [chromium.as_str(), "node", "java"] {
        let version = if program == "java" { "-version" } else { "--version" };
        if !Command::new(program).arg(version).output().is_ok_and(|it| it.status.success()) {
            return Err(format!("`{program}` does not run"));
        }
    }
    Ok(folder)
}

#[test]
fn values_of_several_facets_are_taken_together() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(tools) = ready() else { return };
    let site = tempfile::tempdir().unwrap();
    let mut build = Command::new(PROGRAM);
    build.current_dir(home).args(["build", "--quiet", "--out"]).arg(site.path());
    assert!(build.status().unwrap().success());
    let looked = Command::new("node")
        .arg(home.join("tests/browser/lists.mjs"))
        .arg(site.path())
        .args(["releases/index.html", "team=trust", "tag=inspection", "3", "--tools"])
        .arg(tools)
        .output()
        .unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(looked.status.success(), "{}{}", said(&looked.stdout), said(&looked.stderr));
}

/// Where the sample is published, as its settings say.
const HOST: &str = "https://handbook.example.com/";

#[test]
fn a_browser_finds_no_fault_with_any_page_of_the_sample() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(tools) = ready() else { return };
    let site = tempfile::tempdir().unwrap();
    let work = tempfile::tempdir().unwrap();
    // The page for what is not there names its files from the root of the host, so it must know where the site lies.
    let settings = std::fs::read_to_string(home.join("throughline.yml")).unwrap();
    let below = settings.replace(HOST, &format!("{HOST}deep/prefix/"));
    assert_ne!(settings, below, "the sample says where it is published");
    let own = work.path().join("throughline.yml");
    std::fs::write(&own, below).unwrap();
    let built = Command::new(PROGRAM)
        .current_dir(home)
        .args(["build", "--quiet", "--config"])
        .arg(&own)
        .arg("--out")
        .arg(site.path())
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let checked = Command::new("node")
        .arg(home.join("tests/browser/check.mjs"))
        .arg(site.path())
        .arg("--tools")
        .arg(tools)
        .output()
        .unwrap();
    assert!(
        checked.status.success(),
        "{}{}",
        String::from_utf8_lossy(&checked.stdout),
        String::from_utf8_lossy(&checked.stderr)
    );
}
