//! Where bytes come from: what is listed, what is left out and why.

use std::fs;
use std::path::Path;

use throughline::base::error::Error;
use throughline::base::names::DocPath;
use throughline::source::disk::LONGEST_TEXT;
use throughline::source::{Disk, Listing, Looked, Memory, Source};

fn folder(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        put(folder.path(), file, file);
    }
    folder
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn path(text: &str) -> DocPath {
    DocPath::new(text).unwrap()
}

fn open(folder: &tempfile::TempDir) -> Disk {
    Disk::open(folder.path(), Vec::new()).unwrap()
}

fn names(listing: &Listing) -> Vec<&str> {
    listing.entries.iter().map(|entry| entry.path.as_str()).collect()
}

/// The problems as `path: lint: what`.
fn problems(listing: &Listing) -> Vec<String> {
    let shown = |path: &Option<DocPath>| path.as_ref().map_or("?", DocPath::as_str).to_owned();
    listing
        .problems
        .iter()
        .map(|(path, it)| format!("{}: {}: {}", shown(path), it.code, it.what))
        .collect()
}

#[test]
fn files_are_listed_by_path_and_hidden_ones_are_not() {
    let folder = folder(&[
        "goals/b.md",
        "goals/a.md",
        "goals-old.md",
        "index.md",
        ".git/HEAD",
        "goals/.draft.md",
        ".throughline/x",
        "pictures/a b.png",
    ]);
    let listing = open(&folder).list().unwrap();
    assert_eq!(
        names(&listing),
        ["goals-old.md", "goals/a.md", "goals/b.md", "index.md", "pictures/a b.png"]
    );
    assert_eq!(problems(&listing), [""; 0]);
}

#[test]
fn output_and_cache_are_never_content_even_before_they_exist() {
    let folder = folder(&["index.md"]);
    let skip = vec![folder.path().join("public"), folder.path().join("deep/cache")];
    let disk = Disk::open(folder.path(), skip).unwrap();
    put(folder.path(), "public/index.html", "");
    put(folder.path(), "deep/cache/x", "");
    put(folder.path(), "deep/public/y.md", "");
    assert_eq!(names(&disk.list().unwrap()), ["deep/public/y.md", "index.md"]);
    assert_eq!(disk.look(&path("public/index.html")), Looked::Gone);
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let folder = folder(&["file"]);
    for missing in ["nothing", "file"] {
        let opened = Disk::open(&folder.path().join(missing), Vec::new());
        assert!(matches!(opened, Err(Error::NoFolder { .. })));
    }
}

#[test]
fn a_stamp_changes_with_the_file() {
    let folder = folder(&["a.md"]);
    let disk = open(&folder);
    let before = disk.list().unwrap();
    assert_eq!(before.entries, disk.list().unwrap().entries);
    put(folder.path(), "a.md", "another length");
    let after = disk.list().unwrap();
    assert_ne!(before.entries, after.entries);
    assert_eq!(disk.look(&path("a.md")), Looked::File(after.entries[0].clone()));
    assert_eq!(disk.read(&path("a.md")).unwrap(), b"another length");
}

#[test]
fn a_text_of_monstrous_size_is_left_out_and_a_picture_is_not() {
    let folder = folder(&[]);
    for name in ["a.md", "b.csv", "c.png"] {
        fs::File::create(folder.path().join(name)).unwrap().set_len(LONGEST_TEXT + 1).unwrap();
    }
    let listing = open(&folder).list().unwrap();
    assert_eq!(names(&listing), ["c.png"]);
    let what = "unreadable-file: this text has more than the 32 MB that are read";
    assert_eq!(problems(&listing), [format!("a.md: {what}"), format!("b.csv: {what}")]);
}

#[test]
fn a_looked_up_path_gives_what_the_listing_gives() {
    let folder = folder(&["goals/a.md", ".hidden/b.md"]);
    let disk = open(&folder);
    assert!(matches!(disk.look(&path("goals/a.md")), Looked::File(_)));
    assert_eq!(disk.look(&path("goals")), Looked::Folder);
    for gone in ["goals/b.md", "goals/a.md/c.md", ".hidden/b.md"] {
        assert_eq!(disk.look(&path(gone)), Looked::Gone, "{gone}");
    }
}

#[test]
fn changed_paths_are_named_as_the_listing_names_them() {
    let folder = folder(&["goals/a.md"]);
    let disk = open(&folder);
    let root = disk.root().to_owned();
    let changed = [root.join("goals/b.md"), root.join(".git/index"), root.join("goals/a.md")];
    assert_eq!(disk.names_of(&changed), Some(vec![path("goals/a.md"), path("goals/b.md")]));
    assert_eq!(disk.names_of(&[root]), None);
}

#[test]
fn memory_counts_its_stamps_up() {
    let memory = Memory::new();
    memory.insert(&path("b.md"), "one");
    memory.insert(&path("a.md"), "one");
    let before = memory.list().unwrap();
    assert_eq!(names(&before), ["a.md", "b.md"]);
    memory.insert(&path("b.md"), "two");
    let after = memory.list().unwrap();
    assert_eq!(before.entries[0], after.entries[0]);
    assert_ne!(before.entries[1], after.entries[1]);
    assert_eq!(memory.read(&path("b.md")).unwrap(), b"two");
    memory.remove(&path("b.md"));
    assert_eq!(memory.look(&path("b.md")), Looked::Gone);
    assert!(memory.read(&path("b.md")).is_err());
    assert_eq!(memory.path_of(&path("a.md")), None);
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_link_inside_is_followed() {
        let folder = folder(&["real/a.md"]);
        symlink("real/a.md", folder.path().join("one.md")).unwrap();
        symlink(folder.path().join("real"), folder.path().join("other")).unwrap();
        let disk = open(&folder);
        let listing = disk.list().unwrap();
        assert_eq!(names(&listing), ["one.md", "other/a.md", "real/a.md"]);
        assert_eq!(problems(&listing), [""; 0]);
        for name in ["one.md", "other/a.md"] {
            assert_eq!(disk.read(&path(name)).unwrap(), b"real/a.md");
            assert!(matches!(disk.look(&path(name)), Looked::File(_)));
        }
        assert_eq!(disk.names_of(&[folder.path().join("real/a.md")]), None, "it has two names");
    }

    #[test]
    fn a_link_that_leaves_is_a_finding_and_cannot_be_read() {
        let outside = folder(&["secret.md"]);
        let folder = folder(&["a.md", ".git/config"]);
        let root = folder.path();
        symlink(outside.path(), root.join("folder")).unwrap();
        symlink(outside.path().join("secret.md"), root.join("file.md")).unwrap();
        symlink("../../../../../../../etc", root.join("etc")).unwrap();
        symlink(".git", root.join("hidden")).unwrap();
        let disk = open(&folder);
        let listing = disk.list().unwrap();
        assert_eq!(names(&listing), ["a.md"]);
        let out = "link-outside-content: this link leads out of the content folder";
        assert_eq!(
            problems(&listing),
            [
                format!("etc: {out}"),
                format!("file.md: {out}"),
                format!("folder: {out}"),
                "hidden: link-outside-content: this link leads to a folder that is not content"
                    .into(),
            ]
        );
        for name in ["folder/secret.md", "file.md", "etc/passwd"] {
            assert!(matches!(disk.read(&path(name)), Err(Error::Read { .. })), "{name}");
            assert!(matches!(disk.look(&path(name)), Looked::Refused(_)), "{name}");
        }
    }

    #[test]
    fn links_in_a_circle_are_findings() {
        let folder = folder(&["a/x.md", "b/y.md"]);
        let root = folder.path();
        symlink("..", root.join("a/up")).unwrap();
        symlink("../b", root.join("a/b")).unwrap();
        symlink("../a", root.join("b/a")).unwrap();
        symlink("self", root.join("self")).unwrap();
        let listing = open(&folder).list().unwrap();
        assert_eq!(names(&listing), ["a/b/y.md", "a/x.md", "b/a/x.md", "b/y.md"]);
        let holds = "link-outside-content: this link leads to a folder that holds it";
        assert_eq!(
            problems(&listing),
            [
                format!("a/b/a: {holds}"),
                format!("a/up: {holds}"),
                format!("b/a/b: {holds}"),
                format!("b/a/up: {holds}"),
                "self: link-outside-content: this link leads back to itself".into(),
            ]
        );
    }

    #[test]
    fn links_that_multiply_end() {
        let folder = folder(&["d0/a.md"]);
        for step in 1..20 {
            let here = folder.path().join(format!("d{step}"));
            fs::create_dir(&here).unwrap();
            for name in ["left", "right"] {
                symlink(format!("../d{}", step - 1), here.join(name)).unwrap();
            }
        }
        let listing = open(&folder).list().unwrap();
        assert!(listing.entries.len() < 2_000);
        assert!(problems(&listing).iter().any(|it| it.contains("too many links")));
    }

    #[test]
    fn what_cannot_be_read_is_a_finding() {
        use std::os::unix::ffi::OsStrExt;

        let folder = folder(&["a.md", "back\\slash.md"]);
        let root = folder.path();
        symlink("nothing", root.join("dangling.md")).unwrap();
        fs::write(root.join(std::ffi::OsStr::from_bytes(b"caf\xe9.md")), "").unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(root.join("socket")).unwrap();
        let listing = open(&folder).list().unwrap();
        assert_eq!(names(&listing), ["a.md"]);
        assert_eq!(
            problems(&listing),
            [
                "?: unreadable-file: the name `back\\slash.md` is not UTF-8 or has a `\\` in it",
                "?: unreadable-file: the name `caf\u{fffd}.md` is not UTF-8 or has a `\\` in it",
                "dangling.md: unreadable-file: this link leads to nothing",
                "socket: unreadable-file: this is neither a file nor a folder",
            ]
        );
    }

    #[test]
    fn a_locked_folder_hides_only_itself() {
        use std::os::unix::fs::PermissionsExt;

        let folder = folder(&["a.md", "locked/b.md"]);
        let locked = folder.path().join("locked");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
        // Who may do everything may read this as well.
        let is_locked = fs::read_dir(&locked).is_err();
        let listing = open(&folder).list().unwrap();
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
        if is_locked {
            assert_eq!(names(&listing), ["a.md"]);
            assert_eq!(
                problems(&listing),
                ["locked: unreadable-file: this cannot be read: permission denied"]
            );
        } else {
            assert_eq!(names(&listing), ["a.md", "locked/b.md"]);
        }
    }
}
