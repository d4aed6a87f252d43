//! The test that matters most: after any edits, the refreshed site equals the site made from scratch, byte for byte.

use std::collections::BTreeMap;
use std::path::Path;

use throughline::base::date::parse_date;
use throughline::base::names::DocPath;
use throughline::check::level::Asked;
use throughline::site::engine::{Engine, Options, Site, Surroundings};
use throughline::site::work::Work;
use throughline::source::Memory;

fn options(remember: bool) -> Options {
    Options {
        as_of: None,
        clock: parse_date("2026-05-15").expect("a date"),
        audience: None,
        drafts: false,
        asked: Asked::default(),
        remember,
    }
}

/// The sample company, in memory.
fn sample() -> BTreeMap<DocPath, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&root) {
        let entry = entry.expect("an entry");
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(&root).expect("below the root");
            let path = DocPath::new(&below.to_string_lossy()).expect("a sound path");
            files.insert(path, std::fs::read(entry.path()).expect("a file"));
        }
    }
    files
}

struct Bench {
    files: BTreeMap<DocPath, Vec<u8>>,
    settings: Option<Vec<u8>>,
    source: Memory,
    engine: Engine,
}

impl Bench {
    fn new(files: BTreeMap<DocPath, Vec<u8>>) -> Self {
        let source = Memory::new();
        for (path, bytes) in &files {
            source.insert(path, bytes.clone());
        }
        let engine = Engine::new(Box::new(source.clone()), options(true), Surroundings::default());
        Self { files, settings: None, source, engine }
    }

    fn put(&mut self, path: &str, text: impl Into<Vec<u8>>) {
        let path = DocPath::new(path).expect("a sound path");
        let bytes = text.into();
        self.source.insert(&path, bytes.clone());
        self.files.insert(path, bytes);
    }

    fn remove(&mut self, path: &DocPath) -> Vec<u8> {
        self.source.remove(path);
        self.files.remove(path).unwrap_or_default()
    }

    fn settings(&mut self, text: &str) {
        self.settings = Some(text.as_bytes().to_vec());
        self.engine.surround(self.around());
    }

    fn around(&self) -> Surroundings {
        Surroundings { settings: self.settings.clone(), theme: Vec::new() }
    }

    fn refresh(&mut self) -> Work {
        self.engine.refresh().expect("memory can be read").1
    }

    fn site(&self) -> std::sync::Arc<Site> {
        self.engine.site().expect("a site")
    }

    /// Asks for every page; how many had to be made.
    fn make_all(&self) -> usize {
        let site = self.site();
        for (url, _) in &site.outputs.list {
            let _ = site.make(url);
        }
        site.pressed.get()
    }

    fn assert_equal_to_scratch(&self, after: &str) {
        let source = Memory::new();
        for (path, bytes) in &self.files {
            source.insert(path, bytes.clone());
        }
        let mut fresh = Engine::new(Box::new(source), options(false), self.around());
        let (fresh, _) = fresh.refresh().expect("memory can be read");
        let site = self.site();
        let urls = |site: &Site| -> Vec<String> {
            site.outputs.list.iter().map(|(url, _)| url.to_string()).collect()
        };
        assert_eq!(urls(&site), urls(&fresh), "addresses after {after}");
        for (url, _) in &fresh.outputs.list {
            let (a, b) = (site.make(url), fresh.make(url));
            let text = |made: &Option<throughline::site::press::Made>| {
                made.as_ref()
                    .and_then(|m| m.bytes())
                    .map(|b| String::from_utf8_lossy(b).into_owned())
            };
            assert_eq!(text(&a), text(&b), "{url} after {after}");
        }
        let findings = |site: &Site| site.findings.all().cloned().collect::<Vec<_>>();
        assert_eq!(findings(&site), findings(&fresh), "findings after {after}");
    }
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides.max(1)
    }
}

/// One edit as a person makes it; what it was.
fn edit(bench: &mut Bench, dice: &mut Dice) -> String {
    let paths: Vec<DocPath> = bench.files.keys().cloned().collect();
    let path = paths[dice.roll(paths.len())].clone();
    let bytes = bench.files[&path].clone();
    let Ok(text) = String::from_utf8(bytes) else { return format!("nothing to {path}") };
    let is_csv = path.extension() == "csv";
    match dice.roll(10) {
        0 | 1 if !is_csv => {
            bench.put(&path, format!("{text}\nOne more sentence, number {}.\n", dice.roll(1000)));
            format!("more prose in {path}")
        }
        2 if !is_csv => {
            bench.put(&path, text.replacen("---\n", "---\ntags: [edited]\n", 1));
            format!("a tag in {path}")
        }
        3 if !is_csv => {
            let status = ["planned", "in-progress", "shipped", "cancelled", "accepted", "declined"]
                [dice.roll(6)];
            let lines: Vec<String> = text
                .lines()
                .map(|line| {
                    if line.starts_with("status:") {
                        format!("status: {status}")
                    } else {
                        line.into()
                    }
                })
                .collect();
            bench.put(&path, lines.join("\n") + "\n");
            format!("status {status} in {path}")
        }
        4 => {
            let folder = path.folder().to_owned();
            let name = format!("renamed-{}.{}", dice.roll(100), path.extension());
            let to = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let bytes = bench.remove(&path);
            bench.put(&to, bytes);
            format!("{path} renamed to {to}")
        }
        5 => {
            bench.remove(&path);
            format!("{path} removed")
        }
        6 => {
            let name = format!("releases/new-{}.md", dice.roll(100));
            bench.put(
                &name,
                "---\ntitle: New\nstatus: planned\ngoals: [fill-q2]\n---\n\nSee [[fill-q2]].\n",
            );
            format!("{name} added")
        }
        8 if !is_csv => {
            let audience = ["confidential", "internal", "confidental"][dice.roll(3)];
            bench.put(&path, text.replacen("---\n", &format!("---\naudience: {audience}\n"), 1));
            format!("audience {audience} in {path}")
        }
        7 if is_csv => {
            bench.put(&path, format!("{text}2026-05-14,{}\n", dice.roll(100)));
            format!("a row in {path}")
        }
        7 => {
            bench.put(&path, text.replacen("title:", "titel:", 1));
            format!("a wrong key in {path}")
        }
        _ => {
            bench.settings(&format!(
                "title: Site {}\nas_of: 2026-05-{:02}\n",
                dice.roll(9),
                10 + dice.roll(9)
            ));
            "other settings".to_owned()
        }
    }
}

#[test]
fn any_edits_give_the_site_that_scratch_gives() {
    for seed in 0..3 {
        let mut dice = Dice(seed);
        let mut bench = Bench::new(sample());
        bench.refresh();
        bench.make_all();
        for _ in 0..4 {
            let mut what = Vec::new();
            for _ in 0..=dice.roll(2) {
                what.push(edit(&mut bench, &mut dice));
            }
            bench.refresh();
            bench.assert_equal_to_scratch(&format!("{} (seed {seed})", what.join(", ")));
        }
    }
}

#[test]
fn an_edit_of_the_glossary_reaches_the_pages_that_use_its_words() {
    let mut bench = Bench::new(sample());
    bench.put("ramp.md", "# Ramp\n\nThe ramp of a home, and its skid.\n");
    let glossary = "# Glossary\n\nRamp\n: The first weeks.\n";
    for (text, what) in [
        (Some(glossary.to_owned()), "a term"),
        (Some(glossary.replace("Ramp\n", "Skid\n")), "another term"),
        (Some(format!("{glossary}\n\nSkid\n: A fall.\n")), "one more"),
        (None, "no glossary"),
        (Some(glossary.to_owned()), "a glossary again"),
        (Some(format!("---\ndraft: true\n---\n\n{glossary}")), "a hidden glossary"),
    ] {
        match text {
            Some(text) => bench.put("glossary.md", text),
            None => {
                bench.remove(&DocPath::new("glossary.md").expect("a path"));
            }
        }
        bench.refresh();
        bench.make_all();
        bench.assert_equal_to_scratch(what);
    }
}

#[test]
fn a_list_of_one_value_follows_the_fields_of_its_documents() {
    let mut bench = Bench::new(sample());
    let release = |n: u32, status: &str, team: &str, tag: &str| {
        format!("---\ntitle: R{n}\nstatus: {status}\nteam: {team}\ntags: [{tag}]\n---\n\nWords.\n")
    };
    bench.put("releases/r1.md", release(1, "planned", "fill", "calls"));
    bench.put("releases/r2.md", release(2, "planned", "fill", "calls"));
    bench.refresh();
    bench.make_all();
    for (status, team, tag) in [
        ("in-progress", "fill", "calls"),
        ("in-progress", "trust", "calls"),
        ("in-progress", "trust", "nights"),
        ("planned", "nobody", "Calls"),
    ] {
        bench.put("releases/r2.md", release(2, status, team, tag));
        bench.refresh();
        bench.make_all();
        bench.assert_equal_to_scratch(&format!("{status}, {team}, {tag}"));
    }
    let team = DocPath::new("teams/fill.md").expect("a path");
    bench.remove(&team);
    bench.refresh();
    bench.assert_equal_to_scratch("a team gone");
}

#[test]
fn a_theme_that_is_taken_away_leaves_nothing_behind() {
    let mut bench = Bench::new(sample());
    let own = ("templates/404.html".to_owned(), b"Nothing here".to_vec());
    bench.engine.surround(Surroundings { theme: vec![own], ..bench.around() });
    bench.refresh();
    let text = |bench: &Bench| {
        let site = bench.site();
        let made = site.make("404.html").expect("a page");
        String::from_utf8_lossy(made.bytes().expect("bytes")).into_owned()
    };
    assert_eq!(text(&bench), "Nothing here");
    bench.engine.surround(bench.around());
    bench.refresh();
    bench.assert_equal_to_scratch("taking the theme away");
}

#[test]
fn an_untouched_site_costs_nothing() {
    let mut bench = Bench::new(sample());
    bench.refresh();
    bench.make_all();
    assert_eq!(bench.refresh(), Work::default());
    assert_eq!(bench.make_all(), 0);
}

/// How many pages have to be made for this address, and its text.
fn asked(bench: &Bench, url: &str) -> (usize, String) {
    let site = bench.site();
    let before = site.pressed.get();
    let made = site.make(url).expect("a page");
    let text = String::from_utf8_lossy(made.bytes().expect("bytes")).into_owned();
    (site.pressed.get() - before, text)
}

#[test]
fn a_view_is_made_again_when_what_it_shows_changes_and_only_then() {
    let mut bench = Bench::new(sample());
    let page = "# Week\n\n```view table\nquery: type:release goals:onboard-q2\ncolumns: [title, owner, target, slip]\n\
        ```\n\nWe have [[=count type:release goals:onboard-q2]], at [[onboard-q2:progress]].\n";
    bench.put("week.md", page);
    bench.refresh();
    let (_, text) = asked(&bench, "week.html");
    assert!(text.contains("Week-four nudges") && text.contains("We have 1,"), "{text}");

    // What it does not show may change.
    let bet = bench.files[&DocPath::new("bets/tablet-app.md").expect("a path")].clone();
    let bet = String::from_utf8(bet).expect("text").replace("title: ", "title: Big ");
    bench.put("bets/tablet-app.md", bet);
    bench.refresh();
    assert_eq!(asked(&bench, "week.html").0, 0, "another bet is not in it");

    let edits: &[(&str, &str, &str, &str)] = &[
        ("releases/week-four-nudges.md", "title: ", "title: Fresh ", "Fresh "),
        ("releases/dark-theme.md", "goals: [", "goals: [onboard-q2, ", "We have 2,"),
        ("people/joon-park.md", "name: ", "name: Sir ", "Sir "),
    ];
    for (path, from, to, shown) in edits {
        let path = DocPath::new(path).expect("a path");
        let text = String::from_utf8(bench.files[&path].clone()).expect("text");
        let edited = if text.contains(from) {
            text.replacen(from, to, 1)
        } else {
            text.replacen("---\n", "---\ngoals: [onboard-q2]\n", 1)
        };
        bench.put(&path, edited);
        bench.refresh();
        let (made, text) = asked(&bench, "week.html");
        assert_eq!(made, 1, "{path}");
        assert!(text.contains(shown), "{shown} after {path}: {text}");
        bench.assert_equal_to_scratch(&format!("an edit to {path}"));
    }
    bench.put(
        "releases/brand-new.md",
        "---\ntitle: Brand new\nstatus: planned\ngoals: [onboard-q2]\n---\n\nNew.\n",
    );
    bench.refresh();
    assert!(asked(&bench, "week.html").1.contains("Brand new"));
    bench.put("releases/brand-new.md", "---\ntitle: Brand new\naudience: confidential\nstatus: planned\ngoals: [onboard-q2]\n---\n\nNew.\n");
    bench.refresh();
    assert!(!asked(&bench, "week.html").1.contains("Brand new"));
    bench.settings("as_of: 2026-06-20\n");
    bench.refresh();
    bench.assert_equal_to_scratch("another day");
}

#[test]
fn a_typo_in_prose_renders_one_page_and_keeps_the_model() {
    let mut bench = Bench::new(sample());
    let text = "# Ramp\n\nHow a home begins.\n\nThe first week is teh hard one.\n";
    bench.put("ramp.md", text);
    bench.refresh();
    bench.make_all();
    bench.put("ramp.md", text.replace("teh", "the"));
    let work = bench.refresh();
    assert_eq!((work.read, work.parsed, work.modelled), (1, 1, 0));
    assert_eq!(bench.make_all(), 1);
}

#[test]
fn an_edit_costs_the_search_one_document_and_nothing_until_it_is_asked() {
    let mut bench = Bench::new(sample());
    let text = "# Ramp\n\nHow a home begins.\n\nThe first week is teh hard one.\n";
    bench.put("ramp.md", text);
    bench.refresh();
    let head = |bench: &Bench| {
        let site = bench.site();
        let made = site.make("search/index.js").expect("the head of the index");
        (made.bytes().expect("bytes").to_vec(), site.searched.get())
    };
    let (before, all) = head(&bench);
    assert_eq!(all, bench.site().model.len());
    bench.put("ramp.md", text.replace("teh", "the"));
    bench.refresh();
    bench.site().make("ramp.html").expect("a page");
    assert_eq!(bench.site().searched.get(), 0);
    let (after, read) = head(&bench);
    assert_eq!(read, 1);
    assert_ne!(before, after);
    bench.assert_equal_to_scratch("a typo in prose");
    bench.refresh();
    assert_eq!(head(&bench), (after, 0), "nothing changed, and nothing is read");
}
