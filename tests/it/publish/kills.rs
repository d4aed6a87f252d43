//! Killed at any moment, a writing run leaves a whole site, and the next run puts things in order.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::Duration;

use throughline::publish::Publisher;

use super::{Files, found, names, publish, site};

/// Where a child process writes in a loop.
const LOOP: &str = "THROUGHLINE_TEST_PUBLISH_LOOP";

/// Not a test of its own: the child process of the next one, which is killed.
#[test]
fn writes_sites_in_turn_when_it_is_asked_to() {
    let Some(out) = std::env::var_os(LOOP) else { return };
    let out = PathBuf::from(out);
    let (old, new) = (site(300, "old"), changed(300));
    loop {
        for site in [&old, &new] {
            publish(&out, site).unwrap();
        }
    }
}

/// The other site of the loop: everything differs, or one page in a hundred.
fn changed(pages: usize) -> Files {
    let small = std::env::var_os(LOOP).is_some_and(|out| Path::new(&out).ends_with("small"));
    if small { slightly_changed(pages) } else { site(pages, "new") }
}

fn slightly_changed(pages: usize) -> Files {
    let mut site = site(pages, "old");
    site.remove("folder0/page0.html");
    site.insert("folder8/page.html".into(), "new".into());
    site.insert("folder1/page1.html".into(), "new 1".into());
    site
}

fn child(out: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["publish::kills::writes_sites_in_turn_when_it_is_asked_to", "--exact"])
        .env(LOOP, out)
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills the child at many moments, and asks each time for what stands there and what the next run makes of it.
fn kill_often(name: &str, whole: impl Fn(&Files) -> bool) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join(name);
    publish(&out, &site(300, "old")).unwrap();
    std::fs::write(out.join("CNAME"), "example.org").unwrap();
    for round in 0..30u64 {
        let mut child = child(&out);
        // Long enough to have begun, and then another moment each time.
        std::thread::sleep(Duration::from_micros(20_000 + round * 1_700));
        child.kill().unwrap();
        child.wait().unwrap();

        let mut there = found(&out);
        assert_eq!(there.remove("CNAME").as_deref(), Some("example.org"), "round {round}");
        there.retain(|name, _| !name.starts_with(".throughline"));
        assert!(whole(&there), "round {round} left a torn site");
        // To open is to heal.
        drop(Publisher::open(&out, &[]).unwrap());
        let mut there = found(&out);
        assert_eq!(there.remove("CNAME").as_deref(), Some("example.org"), "round {round}");
        let (old, new, small) = (site(300, "old"), site(300, "new"), slightly_changed(300));
        assert!([old, new, small].contains(&there), "round {round} was not healed");
        assert_eq!(names(folder.path()), [name], "round {round}");
    }
    publish(&out, &site(300, "last")).unwrap();
    assert_eq!(found(&out).len(), 301);
}

#[test]
fn a_kill_in_a_large_change_leaves_the_old_site_or_the_new_one() {
    let (old, new) = (site(300, "old"), site(300, "new"));
    kill_often("large", |there| *there == old || *there == new);
}

#[test]
fn a_kill_in_a_small_change_leaves_whole_files_and_the_next_run_completes_it() {
    let (old, new) = (site(300, "old"), slightly_changed(300));
    kill_often("small", |there| {
        there.iter().all(|file| [&old, &new].iter().any(|site| site.get(file.0) == Some(file.1)))
    });
}
