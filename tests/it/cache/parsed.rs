//! What texts were read as, kept in one file: only a text that nobody read before is parsed, and the file stays small.

use std::fs;
use std::process::Command;

use throughline::base::fingerprint::Fingerprint;
use throughline::base::names::DocPath;
use throughline::base::record::{Lens, Pen};
use throughline::check::run::lint;
use throughline::parse::{Parsed, parse, parse_yaml};
use throughline::site::engine::{Engine, Surroundings};
use throughline::site::store::Store;
use throughline::site::work::Work;
use throughline::source::Memory;

use crate::incremental::options;

use super::{Book, RELEASE, SETTINGS};

/// How many texts a run parsed, and how many it found parsed.
fn parsed(done: &str) -> (usize, usize) {
    let number = |word: &str| {
        let before = done.split(word).next().unwrap().trim_end();
        before.rsplit(' ').next().unwrap().parse().unwrap_or_else(|_| panic!("{done}"))
    };
    (number(" parsed,"), number(" reused,"))
}

/// Checks; what was said, and how many texts were parsed and found parsed.
fn check(book: &Book) -> (String, (usize, usize)) {
    let out = Command::new(env!("CARGO_BIN_EXE_throughline"))
        .args(["check", "--timings", "--color", "never", "--format", "json"])
        .arg(book.path(""))
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let done = text(&out.stderr).lines().last().unwrap_or_default().to_owned();
    (text(&out.stdout), parsed(&done))
}

#[test]
fn one_changed_text_is_the_only_one_that_is_parsed() {
    let book = Book::new();
    let (first, work) = check(&book);
    assert_eq!(work, (5, 0));
    assert_eq!(check(&book), (first, (0, 5)));
    // What one command has read, the other need not.
    assert_eq!(parsed(&book.build(&[]).1), (0, 5));
    book.put("content/releases/r.md", &RELEASE.replace("planned", "shipped"));
    assert_eq!(check(&book).1, (1, 4));
    assert_eq!(parsed(&book.check("a status")), (0, 5));
    book.put("content/guide/one.md", "# One\n\nA sentence.\n\nAll is the same.\n");
    assert_eq!(parsed(&book.check("a typo")), (1, 4));
    fs::rename(book.path("content/guide/two.md"), book.path("content/guide/three.md")).unwrap();
    assert_eq!(parsed(&book.check("a new name")), (0, 5));
    book.put("throughline.yml", &SETTINGS.replace("Book", "Other"));
    assert_eq!(parsed(&book.check("settings")), (0, 5));
    assert_eq!(parsed(&book.build(&["--clean"]).1), (5, 0));
}

/// A look at these texts by this program, with what earlier looks kept in the folder.
fn look(folder: &std::path::Path, program: u128, texts: &[String]) -> Work {
    let source = Memory::new();
    for (n, text) in texts.iter().enumerate() {
        let path = DocPath::new(&format!("page-{n}.md")).unwrap();
        source.insert(&path, text.clone().into_bytes());
    }
    let around = Surroundings::default();
    let store = Store::at(folder, Fingerprint(program));
    let engine = Engine::new(Box::new(source), options(false), around);
    engine.with_store(Some(store)).refresh().unwrap().1
}

#[test]
fn what_nobody_asks_for_any_more_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let text = |round: usize, n: usize| format!("# Page {n}\n\nIn round {round}.\n");
    let texts = |round: usize| (0..40).map(|n| text(round, n)).collect::<Vec<_>>();
    let size = || fs::metadata(folder.path().join("parsed")).unwrap().len();
    assert_eq!(look(folder.path(), 1, &texts(0)).parsed, 40);
    let one = size();
    for round in 1..20 {
        assert_eq!(look(folder.path(), 1, &texts(round)).parsed, 40);
    }
    assert!(size() < one * 5, "{} is too much for {one}", size());
    // Going to another branch and back.
    assert_eq!(look(folder.path(), 1, &texts(18)).parsed, 0);
    assert_eq!(look(folder.path(), 1, &texts(19)).parsed, 0);
    assert_eq!(look(folder.path(), 1, &texts(0)).parsed, 40);
    // Another program may read otherwise.
    assert_eq!(look(folder.path(), 2, &texts(0)).parsed, 40);
}

#[test]
fn a_text_that_is_kept_reads_as_one_that_is_parsed() {
    let again = |text: &str, parsed: &Parsed| {
        let mut pen = Pen::default();
        parsed.write(text, &mut pen);
        let bytes = pen.bytes();
        let read = Parsed::read(text, &mut Lens::over(bytes), &|name| Some(lint(name)?.name));
        let cut = Parsed::read(text, &mut Lens::over(&bytes[..bytes.len() - 1]), &|_| None);
        assert!(cut.is_none());
        read.expect("what was written")
    };
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<String> = walkdir::WalkDir::new(root.join("content"))
        .into_iter()
        .flatten()
        .filter_map(|entry| fs::read_to_string(entry.path()).ok())
        .collect();
    assert!(texts.len() > 100);
    texts.push(EVERYTHING.to_owned());
    texts.push("---\n- [a, {b: [c, ~]}]\n--- \n".to_owned());
    texts.push("---\na: &x 1\nb: *x\na: 2\n\tc: 3\n---\n<script>x</script>\n\n```x\n".to_owned());
    for text in texts {
        for parsed in [parse(&text), parse_yaml(&text)] {
            assert_eq!(format!("{parsed:?}"), format!("{:?}", again(&text, &parsed)), "{text}");
        }
    }
}

const EVERYTHING: &str = "---\ntitle: 'Quoted'\nempty:\nnested: {a: [1, [2, {b: c}]]}\n---\n\n# One {#own}\n\n\
    See [[g#kr|words]], ![a](b.png), <a href=\"x\">y</a>, [[id:field]] and [[=count releases]].\n\n\
    Term\n: What it is.\n\n9 of 12 homes said so (75 %). NPS is an acronym.\n\n```view table\nreleases\n```\n";
