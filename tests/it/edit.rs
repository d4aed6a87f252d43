//! Changing the author's own files: all or none, and nothing outside.

use std::fs;
use std::path::{Path, PathBuf};

use throughline::base::edit::{Edit, edited};
use throughline::base::error::Error;
use throughline::base::fingerprint::Fingerprint;
use throughline::publish::edit::{apply, apply_and_move, create};
use throughline::publish::pending::{PENDING, Rewrite, Steps, take_back};

fn edit(start: usize, end: usize, text: &str) -> Edit {
    Edit { start, end, text: text.to_owned() }
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn read(folder: &tempfile::TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

/// Every file and folder, so that nothing is left behind.
fn names(folder: &Path) -> Vec<String> {
    let walk = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name();
    let below = |it: walkdir::DirEntry| {
        it.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned()
    };
    walk.into_iter().map(|it| below(it.unwrap())).collect()
}

#[test]
fn edits_are_carried_out_from_the_first_to_the_last() {
    let cases: [(&[Edit], Result<&str, &str>); 8] = [
        (&[], Ok("one two")),
        (&[edit(4, 7, "three"), edit(0, 3, "two")], Ok("two three")),
        (&[edit(0, 0, "a"), edit(0, 0, "b")], Ok("abone two")),
        (&[edit(0, 3, "x"), edit(0, 3, "x")], Ok("x two")),
        (&[edit(7, 7, "!")], Ok("one two!")),
        (&[edit(0, 3, "x"), edit(2, 4, "y")], Err("two changes of it overlap")),
        (&[edit(6, 9, "")], Err("a change of it is not within its text")),
        (&[edit(3, 2, "")], Err("a change of it is not within its text")),
    ];
    for (edits, expected) in cases {
        let expected = expected.map(|text| text.as_bytes().to_vec());
        assert_eq!(edited(b"one two", edits), expected, "{edits:?}");
    }
}

#[test]
fn several_files_are_changed_as_one() {
    let folder = folder(&[("a.md", "one"), ("goals/b.md", "two")]);
    let edits = [
        (PathBuf::from("a.md"), vec![edit(0, 3, "1")]),
        (folder.path().join("goals/b.md"), vec![edit(0, 3, "2")]),
        (PathBuf::from("a.md"), vec![edit(3, 3, "!")]),
    ];
    apply(&edits, folder.path()).unwrap();
    assert_eq!((read(&folder, "a.md"), read(&folder, "goals/b.md")), ("1!".into(), "2".into()));
    assert_eq!(names(folder.path()), ["a.md", "goals", "goals/b.md"]);
}

#[test]
fn one_fault_keeps_every_file_as_it_was() {
    let folder = folder(&[("a.md", "one"), ("b.md", "two")]);
    let faults = [
        (PathBuf::from("b.md"), vec![edit(0, 9, "")]),
        (PathBuf::from("missing.md"), vec![edit(0, 0, "")]),
        (PathBuf::from("../outside.md"), vec![edit(0, 0, "")]),
    ];
    for fault in faults {
        apply(&[(PathBuf::from("a.md"), vec![edit(0, 3, "1")]), fault], folder.path()).unwrap_err();
        assert_eq!((read(&folder, "a.md"), read(&folder, "b.md")), ("one".into(), "two".into()));
        assert_eq!(names(folder.path()), ["a.md", "b.md"]);
    }
}

#[test]
fn a_file_is_moved_with_the_edits_that_it_causes() {
    let folder = folder(&[("a.md", "one"), ("b.md", "see a")]);
    let edits = [
        (PathBuf::from("b.md"), vec![edit(4, 5, "c")]),
        (PathBuf::from("a.md"), vec![edit(0, 3, "1")]),
    ];
    apply_and_move(&edits, &[("a.md".into(), "new/folder/c.md".into())], folder.path()).unwrap();
    assert_eq!(
        (read(&folder, "b.md"), read(&folder, "new/folder/c.md")),
        ("see c".into(), "1".into())
    );
    assert_eq!(names(folder.path()), ["b.md", "new", "new/folder", "new/folder/c.md"]);
}

#[test]
fn a_move_that_cannot_be_takes_the_edits_back() {
    let folder = folder(&[("a.md", "one"), ("b.md", "two"), ("c.md", "three")]);
    let edits = [(PathBuf::from("a.md"), vec![edit(0, 3, "1")])];
    let moves = [("a.md".into(), "new/a.md".into()), ("b.md".into(), "c.md".into())];
    let error = apply_and_move(&edits, &moves, folder.path()).unwrap_err();
    assert!(matches!(error, Error::Write { .. }));
    assert_eq!(read(&folder, "a.md"), "one");
    assert_eq!(names(folder.path()), ["a.md", "b.md", "c.md"]);
}

#[test]
fn new_files_never_take_the_place_of_others() {
    let folder = folder(&[("a.md", "one")]);
    let files = [("new/b.md".into(), b"two".to_vec()), ("a.md".into(), b"new".to_vec())];
    create(&files, folder.path()).unwrap_err();
    assert_eq!(names(folder.path()), ["a.md"]);
    assert_eq!(read(&folder, "a.md"), "one");
    create(&files[..1], folder.path()).unwrap();
    assert_eq!(read(&folder, "new/b.md"), "two");
    for outside in ["../b.md", "new/../../b.md", "/abs/b.md"] {
        create(&[(outside.into(), Vec::new())], folder.path()).unwrap_err();
    }
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let outside = folder(&[("secret.md", "one")]);
    let folder = folder(&[("real.md", "one")]);
    let real = folder.path().join("real.md");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.md", folder.path().join("link.md")).unwrap();
    symlink(outside.path(), folder.path().join("outside")).unwrap();

    apply(&[("link.md".into(), vec![edit(0, 3, "1")])], folder.path()).unwrap();
    assert_eq!(read(&folder, "real.md"), "1");
    assert!(folder.path().join("link.md").is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);

    apply(&[("outside/secret.md".into(), vec![edit(0, 3, "1")])], folder.path()).unwrap_err();
    create(&[("outside/new.md".into(), Vec::new())], folder.path()).unwrap_err();
    assert_eq!(names(outside.path()), ["secret.md"]);
    assert_eq!(read(&outside, "secret.md"), "one");
}

/// A change of `a.md` and `b.md`, of which `a.md` moves to a folder of its own.
fn change(root: &Path) -> Steps {
    let rewrite = |name: &str, old: &str, new: &str| Rewrite {
        path: root.join(name),
        old: old.to_owned(),
        new: Fingerprint::of(new.as_bytes()),
    };
    Steps {
        rewrites: vec![rewrite("a.md", "one", "1"), rewrite("b.md", "two", "2")],
        folders: vec![root.join("new")],
        moves: vec![(root.join("a.md"), root.join("new/c.md"))],
    }
}

#[test]
fn what_a_kill_leaves_half_done_is_taken_back() {
    // After each step of the change in turn.
    for done in 0..5 {
        let folder = folder(&[("a.md", "one"), ("b.md", "two")]);
        let root = folder.path().canonicalize().unwrap();
        let steps = change(&root);
        fs::write(root.join(PENDING), steps.to_bytes(&root).unwrap()).unwrap();
        fs::write(root.join(".b.md.throughline-new"), "2").unwrap();
        let mut expected = 0;
        if done > 0 {
            fs::write(root.join("a.md"), "1").unwrap();
            expected += 1;
        }
        if done > 1 {
            fs::rename(root.join(".b.md.throughline-new"), root.join("b.md")).unwrap();
            expected += 1;
        }
        if done > 2 {
            fs::create_dir(root.join("new")).unwrap();
        }
        if done > 3 {
            fs::rename(root.join("a.md"), root.join("new/c.md")).unwrap();
            expected += 1;
        }
        assert_eq!(take_back(&root).unwrap(), Some(expected), "after {done} steps");
        assert_eq!((read(&folder, "a.md"), read(&folder, "b.md")), ("one".into(), "two".into()));
        assert_eq!(names(&root), ["a.md", "b.md"], "after {done} steps");
        assert_eq!(take_back(&root).unwrap(), None);
    }
}

#[test]
fn what_was_edited_after_a_kill_is_never_lost() {
    let folder = folder(&[("a.md", "edited since"), ("b.md", "2")]);
    let root = folder.path().canonicalize().unwrap();
    let steps = Steps { folders: Vec::new(), moves: Vec::new(), ..change(&root) };
    fs::write(root.join(PENDING), steps.to_bytes(&root).unwrap()).unwrap();
    let error = take_back(&root).unwrap_err().to_string();
    assert!(error.contains("a.md") && error.contains("was edited since"), "{error}");
    assert_eq!(read(&folder, "a.md"), "edited since");
}

#[test]
fn a_list_of_changes_from_a_stranger_reaches_nothing_hidden_and_nothing_outside() {
    let outside = folder(&[("o.md", "x")]);
    for name in [".git/config", "../o.md", ".a.md", "x/../../o.md", "linked/o.md"] {
        let folder = folder(&[(".git/config", "x"), (".a.md", "x")]);
        let root = folder.path().canonicalize().unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(outside.path(), root.join("linked")).unwrap();
        let new = Fingerprint::of(b"x");
        let rewrite = Rewrite { path: root.join(name), old: "evil".to_owned(), new };
        let steps = Steps { rewrites: vec![rewrite], ..Steps::default() };
        fs::write(root.join(PENDING), steps.to_bytes(&root).unwrap()).unwrap();
        take_back(&root).unwrap_err();
        assert_eq!(read(&folder, ".git/config"), "x");
        assert_eq!(read(&folder, ".a.md"), "x");
        assert_eq!(read(&outside, "o.md"), "x", "{name}");
    }
    let folder = folder(&[(PENDING, "no list at all")]);
    let error = take_back(folder.path()).unwrap_err().to_string();
    assert!(error.contains("remove it"), "{error}");
}
