//! Writing the site: what is written, what is left alone, and what a kill leaves behind.

mod kills;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use throughline::base::error::Error;
use throughline::base::fingerprint::Fingerprint;
use throughline::base::names::Url;
use throughline::publish::{MANIFEST, Publisher, Put, Written};

fn url(text: &str) -> Url {
    Url::new(text).unwrap()
}

type Files = BTreeMap<String, String>;

fn files(pairs: &[(&str, &str)]) -> Files {
    pairs.iter().map(|(url, text)| ((*url).to_owned(), (*text).to_owned())).collect()
}

/// A site of some folders with this many pages that all say `word`.
fn site(pages: usize, word: &str) -> Files {
    (0..pages).map(|n| (format!("folder{}/page{n}.html", n % 7), format!("{word} {n}"))).collect()
}

fn publish(out: &Path, files: &Files) -> Result<Written, Error> {
    let job = Publisher::open(out, &[])?.begin()?;
    files.par_iter().try_for_each(|(name, text)| job.put(&url(name), text.as_bytes()).map(drop))?;
    job.finish()
}

fn counts(written: usize, same: usize, removed: usize) -> Written {
    Written { written, same, removed }
}

/// What is in a folder, without our own files.
fn found(folder: &Path) -> Files {
    let mut found = Files::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap) {
        let below = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_file() && below != MANIFEST {
            found.insert(below, fs::read_to_string(entry.path()).unwrap());
        }
    }
    found
}

/// The names in a folder: what is beside the output.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Sets the file's time back, so that a test can tell whether it was written again.
fn age(path: &Path) -> SystemTime {
    let old = SystemTime::now() - Duration::from_secs(1_000);
    fs::File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
    modified(path)
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

struct Place {
    folder: tempfile::TempDir,
    out: PathBuf,
}

fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    Place { folder, out }
}

#[test]
fn a_site_is_written_and_nothing_else_is_left() {
    let place = place();
    let site = files(&[("index.html", "home"), ("goals/a.html", "a"), ("a/b/c/d.txt", "deep")]);
    assert_eq!(publish(&place.out, &site).unwrap(), counts(3, 0, 0));
    assert_eq!(found(&place.out), site);
    assert_eq!(names(place.folder.path()), ["public"]);
    assert_eq!(names(&place.out), [MANIFEST, "a", "goals", "index.html"]);
}

#[test]
fn an_unchanged_file_keeps_its_time_in_a_large_and_in_a_small_change() {
    for (pages, changed) in [(10, 5), (100, 1)] {
        let place = place();
        let mut site = site(pages, "old");
        publish(&place.out, &site).unwrap();
        let kept = place.out.join("folder6/page6.html");
        let before = age(&kept);
        for text in site.values_mut().take(changed) {
            "new".clone_into(text);
        }
        let written = publish(&place.out, &site).unwrap();
        assert_eq!(written, counts(changed, pages - changed, 0));
        assert_eq!(found(&place.out), site);
        assert_eq!(modified(&kept), before);
        assert_eq!(names(place.folder.path()), ["public"]);
    }
}

#[test]
fn the_same_site_again_writes_nothing() {
    let place = place();
    let site = site(50, "old");
    publish(&place.out, &site).unwrap();
    let before = modified(&place.out.join(MANIFEST));
    assert_eq!(publish(&place.out, &site).unwrap(), counts(0, 50, 0));
    assert_eq!(modified(&place.out.join(MANIFEST)), before);
}

#[test]
fn equal_sites_have_equal_manifests() {
    let (one, other) = (place(), place());
    publish(&one.out, &site(50, "old")).unwrap();
    publish(&other.out, &site(70, "other")).unwrap();
    publish(&other.out, &site(50, "old")).unwrap();
    let manifest = |place: &Place| fs::read_to_string(place.out.join(MANIFEST)).unwrap();
    assert_eq!(manifest(&one), manifest(&other));
}

#[test]
fn only_our_own_files_are_removed_and_empty_folders_with_them() {
    // A change of all pages, then of one in a hundred.
    for (pages, word) in [(10, "new"), (100, "old")] {
        let place = place();
        let mut site = site(pages, "old");
        site.insert("gone/deep/page.html".into(), "gone".into());
        site.insert("shared/page.html".into(), "gone".into());
        publish(&place.out, &site).unwrap();
        fs::write(place.out.join("CNAME"), "example.org").unwrap();
        fs::write(place.out.join("shared/notes.txt"), "mine").unwrap();
        site.remove("gone/deep/page.html");
        site.remove("shared/page.html");
        for (name, text) in &mut site {
            *text = format!("{word} {}", name.len());
        }
        publish(&place.out, &site).unwrap();
        site.remove("folder0/page0.html");
        assert_eq!(publish(&place.out, &site).unwrap().removed, 1);

        let mut expected = site.clone();
        expected.insert("CNAME".into(), "example.org".into());
        expected.insert("shared/notes.txt".into(), "mine".into());
        assert_eq!(found(&place.out), expected);
        assert!(!place.out.join("gone").exists());
        assert_eq!(names(place.folder.path()), ["public"]);
    }
}

#[test]
fn a_folder_of_others_in_the_output_is_kept() {
    let place = place();
    fs::create_dir_all(place.out.join(".git/objects")).unwrap();
    fs::write(place.out.join(".git/HEAD"), "ref").unwrap();
    publish(&place.out, &site(10, "old")).unwrap();
    publish(&place.out, &site(10, "new")).unwrap();
    assert!(place.out.join(".git/objects").is_dir());
    assert_eq!(fs::read_to_string(place.out.join(".git/HEAD")).unwrap(), "ref");
    assert_eq!(fs::read_to_string(place.out.join("folder3/page3.html")).unwrap(), "new 3");
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let place = place();
    fs::create_dir(&place.out).unwrap();
    fs::write(place.out.join("thesis.doc"), "years of work").unwrap();
    let error = publish(&place.out, &Files::new()).unwrap_err();
    assert!(matches!(error, Error::NotOurs { .. }));
    assert!(error.to_string().ends_with(
        "public was not made by throughline: it holds `thesis.doc` and has no `.throughline-manifest`"
    ));
    assert_eq!(found(&place.out), files(&[("thesis.doc", "years of work")]));
    assert_eq!(names(place.folder.path()), ["public"]);
}

#[test]
fn the_content_is_never_the_output() {
    let place = place();
    let content = place.folder.path().join("content");
    fs::create_dir(&content).unwrap();
    for out in [&content, place.folder.path(), &place.folder.path().join("content/../content")] {
        let refused = Publisher::open(out, std::slice::from_ref(&content));
        assert!(matches!(refused, Err(Error::NotOurs { .. })), "{}", out.display());
    }
    let inside = Publisher::open(&content.join("public"), std::slice::from_ref(&content));
    assert!(inside.is_ok());
}

#[test]
fn a_file_of_others_is_not_written_over() {
    let place = place();
    publish(&place.out, &site(10, "old")).unwrap();
    fs::write(place.out.join("robots.txt"), "mine").unwrap();
    fs::write(place.out.join("goals"), "mine").unwrap();
    for name in ["robots.txt", "goals/a.html"] {
        for changed in ["old", "new"] {
            let mut site = site(10, changed);
            site.insert(name.into(), "theirs".into());
            assert!(matches!(publish(&place.out, &site), Err(Error::NotOurs { .. })), "{name}");
        }
    }
    assert_eq!(fs::read_to_string(place.out.join("folder1/page1.html")).unwrap(), "old 1");
    assert_eq!(fs::read_to_string(place.out.join("robots.txt")).unwrap(), "mine");
    assert_eq!(names(place.folder.path()), ["public"]);
}

#[test]
fn our_own_names_are_no_addresses() {
    let place = place();
    let job = Publisher::open(&place.out, &[]).unwrap().begin().unwrap();
    assert!(matches!(job.put(&url(MANIFEST), b""), Err(Error::Write { .. })));
    assert!(Url::new("../outside").is_none());
}

#[test]
fn two_files_for_one_address_are_an_error() {
    let place = place();
    let job = Publisher::open(&place.out, &[]).unwrap().begin().unwrap();
    job.put(&url("a.html"), b"one").unwrap();
    let error = job.put(&url("a.html"), b"two").unwrap_err();
    assert!(error.to_string().ends_with("public/a.html: two pages have this address"));
    drop(job);
    assert_eq!(names(place.folder.path()), [""; 0], "nothing was published");
}

#[test]
fn a_job_that_is_not_finished_changes_nothing() {
    let place = place();
    publish(&place.out, &site(10, "old")).unwrap();
    let job = Publisher::open(&place.out, &[]).unwrap().begin().unwrap();
    job.put(&url("folder0/page0.html"), b"new").unwrap();
    drop(job);
    assert_eq!(found(&place.out), site(10, "old"));
    assert_eq!(names(place.folder.path()), ["public"]);
}

#[test]
fn what_was_written_is_known_until_somebody_changes_it() {
    let place = place();
    publish(&place.out, &files(&[("a.html", "one"), ("b.html", "one"), ("c.html", "one")]))
        .unwrap();
    fs::write(place.out.join("b.html"), "two").unwrap();
    fs::remove_file(place.out.join("c.html")).unwrap();
    let publisher = Publisher::open(&place.out, &[]).unwrap();
    assert_eq!(publisher.has(&url("a.html")), Some(Fingerprint::of(b"one")));
    for changed in ["b.html", "c.html", "d.html"] {
        assert_eq!(publisher.has(&url(changed)), None, "{changed}");
    }
    let job = publisher.begin().unwrap();
    assert!(job.keep(&url("a.html")));
    assert!(!job.keep(&url("b.html")));
    for name in ["b.html", "c.html"] {
        assert_eq!(job.put(&url(name), b"one").unwrap(), Put::Written);
    }
    assert_eq!(job.finish().unwrap(), counts(2, 1, 0));
    assert_eq!(
        found(&place.out),
        files(&[("a.html", "one"), ("b.html", "one"), ("c.html", "one")])
    );
}

#[test]
fn an_asset_is_copied_once() {
    let place = place();
    let asset = place.folder.path().join("picture.png");
    fs::write(&asset, "pixels").unwrap();
    let copy = || {
        let job = Publisher::open(&place.out, &[]).unwrap().begin().unwrap();
        let put = job.copy(&url("images/picture.png"), &asset).unwrap();
        job.finish().unwrap();
        put
    };
    assert_eq!(copy(), Put::Written);
    assert_eq!(modified(&place.out.join("images/picture.png")), modified(&asset));
    assert_eq!(copy(), Put::Same);
    age(&asset);
    assert_eq!(copy(), Put::Same, "the bytes are the same");
    fs::write(&asset, "colour").unwrap();
    assert_eq!(copy(), Put::Written);
    assert_eq!(found(&place.out), files(&[("images/picture.png", "colour")]));
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    for pages in [1, 100] {
        let place = place();
        let mut site = site(pages, "old");
        let mut other = site.clone();
        site.extend(files(&[("a", "file"), ("b/c/d.html", "folder")]));
        other.extend(files(&[("a/x.html", "folder"), ("b", "file")]));
        publish(&place.out, &site).unwrap();
        publish(&place.out, &other).unwrap();
        assert_eq!(found(&place.out), other);
        publish(&place.out, &site).unwrap();
        assert_eq!(found(&place.out), site);
    }
}

#[test]
fn afresh_every_file_is_written_again_and_others_stay() {
    let place = place();
    publish(&place.out, &site(10, "old")).unwrap();
    fs::write(place.out.join("folder1/mine.txt"), "mine").unwrap();
    let job = Publisher::open(&place.out, &[]).unwrap().afresh().begin().unwrap();
    let new = site(8, "old");
    for (path, text) in &new {
        assert_eq!(job.put(&url(path), text.as_bytes()).unwrap(), Put::Written);
    }
    assert_eq!(job.finish().unwrap(), counts(8, 0, 2));
    let mut all = new;
    all.extend(files(&[("folder1/mine.txt", "mine")]));
    assert_eq!(found(&place.out), all);
}

#[test]
fn two_runs_at_once_are_held_apart() {
    let place = place();
    let first = Publisher::open(&place.out, &[]).unwrap();
    let second = Publisher::open(&place.out, &[]);
    assert!(matches!(second, Err(Error::Busy { .. })));
    drop(first);
    publish(&place.out, &site(10, "old")).unwrap();
}

#[cfg(unix)]
#[test]
fn links_in_the_output_lead_nothing_out() {
    use std::os::unix::fs::symlink;

    let place = place();
    let outside = tempfile::tempdir().unwrap();
    let mut site = site(100, "old");
    publish(&place.out, &site).unwrap();
    // The output itself may be a link.
    let link = place.folder.path().join("link");
    symlink("public", &link).unwrap();
    publish(&link, &site).unwrap();

    symlink(outside.path(), place.out.join("goals")).unwrap();
    fs::rename(place.out.join("folder1"), outside.path().join("folder1")).unwrap();
    symlink(outside.path().join("folder1"), place.out.join("folder1")).unwrap();
    let before = found(outside.path());
    for name in ["goals/a.html", "folder1/page1.html"] {
        let mut changed = site.clone();
        changed.insert(name.into(), "new".into());
        let refused = publish(&place.out, &changed);
        assert!(matches!(refused, Err(Error::NotOurs { .. })), "{name}: {refused:?}");
    }
    site.retain(|name, _| !name.starts_with("folder1/"));
    publish(&place.out, &site).unwrap();
    assert_eq!(found(outside.path()), before);
}

#[test]
fn many_threads_write_one_site() {
    let place = place();
    let site = site(2_000, "old");
    assert_eq!(publish(&place.out, &site).unwrap(), counts(2_000, 0, 0));
    assert_eq!(found(&place.out), site);
}
