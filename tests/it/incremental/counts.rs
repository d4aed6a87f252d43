//! What named edits cost, as counts of work: a save must not cost more than what it changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use throughline::base::date::parse_date;
use throughline::base::names::{DocPath, Url};
use throughline::site::engine::{Engine, Options, Site};
use throughline::site::work::Work;
use throughline::source::Memory;

use super::sample;
use super::world::{Files, Three, World, assert_same, found, options};

/// An engine over the sample, with every page made.
pub struct Bench {
    world: World,
    source: Memory,
    engine: Engine,
}

impl Bench {
    pub fn new() -> Self {
        let mut bench = Self::of(sample());
        bench.refresh();
        bench.made();
        bench
    }

    fn of(world: World) -> Self {
        let source = Memory::new();
        for (path, bytes) in &world.files {
            source.insert(path, bytes.clone());
        }
        let engine = Engine::new(Box::new(source.clone()), options(true), world.around());
        Self { world, source, engine }
    }

    pub fn put(&mut self, path: &str, text: &str) {
        let path = DocPath::new(path).expect("a sound path");
        self.source.insert(&path, text.as_bytes().to_vec());
        self.world.put(&path, text);
    }

    pub fn settings(&mut self, text: &str) {
        self.world.settings = Some(text.to_owned());
        self.engine.surround(self.world.around());
    }

    fn remove(&mut self, path: &str) -> String {
        let path = DocPath::new(path).expect("a sound path");
        self.source.remove(&path);
        String::from_utf8(self.world.files.remove(&path).expect("a file")).expect("text")
    }

    pub fn text(&self, path: &str) -> String {
        let path = DocPath::new(path).expect("a sound path");
        String::from_utf8(self.world.files[&path].clone()).expect("text")
    }

    pub fn refresh(&mut self) -> Work {
        self.engine.refresh().expect("memory can be read").1
    }

    /// Asks for every page; those that had to be made.
    fn made(&self) -> BTreeSet<String> {
        let site = self.engine.site().expect("a site");
        let mut made = BTreeSet::new();
        for (url, _) in &site.outputs.list {
            let before = site.pressed.get();
            let _ = site.make(url);
            if site.pressed.get() > before {
                made.insert(url.to_string());
            }
        }
        made
    }

    /// The bytes at every address; a table that has no rows is listed and not there.
    fn all(&self) -> Files {
        let site = self.site();
        let made = |(url, _): &(Url, _)| {
            let made = site.make(url)?;
            Some((url.to_string(), self.world.bytes(&made)))
        };
        site.outputs.list.iter().filter_map(made).collect()
    }

    pub fn site(&self) -> Arc<Site> {
        self.engine.site().expect("a site")
    }

    fn pages(&self) -> usize {
        self.site().outputs.routes.len()
    }

    pub fn assert_equal_to_scratch(&self, after: &str) {
        assert_same(&(self.all(), found(&self.site())), &self.world.scratch(), after);
    }
}

fn work(read: usize, parsed: usize, modelled: usize) -> Work {
    Work { read, parsed, modelled, ..Work::default() }
}

#[test]
fn an_untouched_site_costs_nothing() {
    let mut bench = Bench::new();
    assert_eq!(bench.refresh(), Work::default());
    assert_eq!(bench.made(), BTreeSet::new());
}

#[test]
fn a_file_that_is_only_touched_is_read_and_no_more() {
    let mut bench = Bench::new();
    let text = bench.text("goals/fill-q2.md");
    bench.put("goals/fill-q2.md", &text);
    assert_eq!(bench.refresh(), work(1, 0, 0));
    assert_eq!(bench.made(), BTreeSet::new());
}

#[test]
fn a_typo_in_prose_makes_one_page_and_keeps_the_model() {
    let mut bench = Bench::new();
    let text = "# Ramp\n\nHow a home begins.\n\nThe first week is teh hard one.\n";
    bench.put("ramp.md", text);
    bench.refresh();
    bench.made();
    bench.put("ramp.md", &text.replace("teh", "the"));
    assert_eq!(bench.refresh(), work(1, 1, 0));
    assert_eq!(bench.made(), BTreeSet::from(["ramp.html".to_owned()]));
}

/// A small company: two goals, each with a bet, a release and a team, and pages of prose.
fn company() -> World {
    let mut world = World::default();
    world.put("index.md", "# Home\n\nWelcome.\n");
    world.put("guide/index.md", "# Guide\n\nHow we work.\n");
    world.put("guide/calls.md", "# Calls\n\nSince [[r0]] nobody waits.\n");
    world.put(
        "strategy.md",
        "---\ntype: strategy\ntitle: Win\npillars:\n  - id: trust\n    title: Trust\n---\n\nText.\n",
    );
    for n in 0..2 {
        world.put(&format!("people/p{n}.md"), &format!("---\nname: P {n}\nteam: t{n}\n---\n"));
        world.put(&format!("teams/t{n}.md"), &format!("---\ntitle: T {n}\nlead: p{n}\n---\n"));
        world.put(
            &format!("goals/g{n}.md"),
            &format!(
                "---\ntitle: G {n}\nstatus: active\npillar: trust\nperiod: 2026-Q2\nowner: p{n}\n\
                 teams: [t{n}]\nkrs:\n  - {{id: k{n}, title: K, baseline: 1, target: 9, unit: homes}}\n---\n"
            ),
        );
        world.put(
            &format!("bets/b{n}.md"),
            &format!("---\ntitle: B {n}\nstatus: accepted\ngoal: g{n}\nowner: p{n}\n---\n"),
        );
        world.put(
            &format!("releases/r{n}.md"),
            &format!(
                "---\ntitle: R {n}\nstatus: planned\nteam: t{n}\ngoals: [g{n}]\nbet: b{n}\n\
                 targets: [2026-06-0{}]\n---\n",
                n + 1
            ),
        );
    }
    world
}

/// The pages that show what state the release of the first goal is in.
const SHOWN: [&str; 12] = [
    "alignment/index.html",
    "bets/b0.html",
    "checks/index.html",
    "checks/owners.html",
    "goals/g0.html",
    "index.html",
    "owners/index.html",
    "releases/index.html",
    "releases/r0.html",
    "roadmap/index.html",
    "teams/index.html",
    "teams/t0.html",
];

/// The pages that read the release for something else, and come out the same: whether it has shipped, its dates, its
/// title, how many releases a team has.
const READ: [&str; 10] = [
    "changes/index.html",
    "flow/index.html",
    "guide/calls.html",
    "rhythm/index.html",
    "rhythm/monthly/2026-05.html",
    "rhythm/quarter/2026-Q2.html",
    "rhythm/weekly/2026-W20.html",
    "search.html",
    "teams/all/index.html",
    "teams/work/index.html",
];

#[test]
fn a_status_touches_only_the_pages_that_show_it() {
    let mut bench = Bench::of(company());
    bench.refresh();
    bench.made();
    let before = bench.all();
    let text = bench.text("releases/r0.md");
    bench.put("releases/r0.md", &text.replace("status: planned", "status: in-progress"));
    let work = bench.refresh();
    assert_eq!((work.read, work.parsed, work.modelled), (1, 1, 1));
    let made = bench.made();
    let after = bench.all();
    let differs = |url: &&String| {
        let twin = url.replace(".html", ".json");
        before.get(*url) != after.get(*url) || before.get(&twin) != after.get(&twin)
    };
    let (shown, read): (BTreeSet<&str>, BTreeSet<&str>) = (
        made.iter().filter(|url| differs(url)).map(|url| &**url).collect(),
        made.iter().filter(|url| !differs(url)).map(|url| &**url).collect(),
    );
    assert_eq!(shown, BTreeSet::from(SHOWN));
    assert_eq!(read, BTreeSet::from(READ));
    bench.assert_equal_to_scratch("a status");
}

#[test]
fn another_day_is_told_from_the_one_before() {
    let mut bench = Bench::new();
    assert_eq!(bench.refresh(), Work::default());
    bench.engine.turn_clock_to(parse_date("2026-08-02").expect("a date"));
    let work = bench.refresh();
    assert_eq!((work.read, work.modelled), (0, 1));
    let mut later = Engine::new(
        Box::new(bench.source.clone()),
        Options { clock: parse_date("2026-08-02").expect("a date"), ..options(false) },
        bench.world.around(),
    );
    let (site, _) = later.refresh().expect("memory can be read");
    assert_eq!(found(&bench.site()), found(&site));
    assert_ne!(bench.made(), BTreeSet::new());
    let bytes = |site: &Site| site.make("index.html").and_then(|it| it.bytes().map(<[u8]>::to_vec));
    assert_eq!(bytes(&bench.site()), bytes(&site));
}

#[test]
fn a_new_name_touches_the_pages_that_name_it() {
    let mut bench = Bench::new();
    let text = bench.remove("releases/audit-log.md");
    bench.put("releases/audit-trail.md", &text);
    let work = bench.refresh();
    assert_eq!((work.read, work.parsed, work.modelled), (1, 1, 1));
    let made = bench.made();
    assert!(made.contains("releases/audit-trail.html") && made.contains("goals/audit-q1.html"));
    assert!(!made.contains("guide/index.html"), "{made:?}");
    assert!(made.len() < bench.pages() / 2, "{} of {} pages", made.len(), bench.pages());
}

#[test]
fn a_new_page_of_prose_touches_little() {
    let mut bench = Bench::new();
    bench.put("guide/new.md", "# New\n\nNothing points here.\n");
    let work = bench.refresh();
    assert_eq!((work.read, work.parsed, work.modelled), (1, 1, 1));
    let made = bench.made();
    assert!(made.contains("guide/new.html"));
    assert!(!made.contains("goals/audit-q1.html"), "{made:?}");
    assert!(made.len() < bench.pages() / 3, "{} of {} pages", made.len(), bench.pages());
}

#[test]
fn settings_and_themes_make_every_page_anew() {
    let mut bench = Bench::new();
    bench.world.settings = Some("title: Another\n".to_owned());
    bench.engine.surround(bench.world.around());
    let done = bench.refresh();
    assert_eq!((done.modelled, done.linted), (1, bench.engine.site().expect("a site").model.len()));
    assert_eq!(bench.made().len(), bench.pages());

    bench.world.theme = vec![("assets/site.css".to_owned(), b"body { color: red }".to_vec())];
    bench.engine.surround(bench.world.around());
    let done = bench.refresh();
    assert_eq!(work(0, 0, 0), done);
    assert_eq!(bench.made().len(), bench.pages());
}

#[test]
fn an_edit_costs_the_search_one_document_and_nothing_until_it_is_asked() {
    let mut bench = Bench::of(sample());
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
    bench.put("ramp.md", &text.replace("teh", "the"));
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

#[test]
fn a_run_parses_only_what_no_earlier_run_has_parsed() {
    let mut three = Three::new(sample());
    let all = three.work().parsed;
    assert!(all > 50 && three.work().reused == 0);
    let work = |three: &Three| (three.work().parsed, three.work().reused);
    three.check("nothing");
    assert_eq!(work(&three), (0, all));

    let ramp = "# Ramp\n\nHow a home begins.\n\nThe first week is teh hard one.\n";
    three.world.put("ramp.md", ramp);
    three.check("a new document");
    assert_eq!(work(&three), (1, all));
    three.world.put("ramp.md", &ramp.replace("teh", "the"));
    three.check("a typo in prose");
    assert_eq!(work(&three), (1, all));
    assert_eq!(three.made(), 1);
    three.world.put("ramp.md", ramp);
    three.check("the typo again");
    assert_eq!(work(&three), (0, all + 1));

    three.world.files.retain(|path, _| path.as_str() != "ramp.md");
    three.world.put("guide/elsewhere.md", ramp);
    three.check("a move");
    assert_eq!(work(&three), (0, all + 1));
    three.world.settings = Some("title: Another\nurls: directory\n".to_owned());
    three.check("other settings");
    assert_eq!(work(&three), (0, all + 1));
}

/// A handbook of so many goals below two pillars.
fn threads(goals: usize) -> World {
    let mut world = World::default();
    let pillars = "pillars: [{id: a, title: First}, {id: b, title: Second}]";
    world.put("strategy/s.md", &format!("---\ntitle: One\nperiod: 2026\n{pillars}\n---\n"));
    for n in 0..goals {
        let pillar = if n % 2 == 0 { "a" } else { "b" };
        let goal = format!("---\ntitle: Goal {n}\nperiod: 2026-Q2\npillar: s#{pillar}\n---\n");
        world.put(&format!("goals/g{n:02}.md"), &goal);
        world.put(&format!("bets/b{n:02}.md"), &format!("---\ntitle: Bet\ngoal: g{n:02}\n---\n"));
    }
    world
}

#[test]
fn a_goal_in_the_navigation_touches_the_pages_of_its_thread_only() {
    let mut bench = Bench::of(threads(20));
    bench.refresh();
    bench.made();
    let text = bench.text("goals/g00.md");
    bench.put("goals/g00.md", &text.replace("Goal 0", "Another"));
    bench.refresh();
    let made = bench.made();
    for own in ["goals/g00.html", "goals/g18.html", "bets/b02.html"] {
        assert!(made.contains(own), "{own}: {made:?}");
    }
    for other in ["goals/g01.html", "bets/b03.html"] {
        assert!(!made.contains(other), "{other}: {made:?}");
    }
    bench.assert_equal_to_scratch("another title");
    // It changes its thread, another becomes the first that is cut, and below a dozen all threads are open.
    bench.put("goals/g00.md", &text.replace("s#a", "s#b"));
    bench.refresh();
    bench.assert_equal_to_scratch("another pillar");
    for n in 0..10 {
        bench.remove(&format!("goals/g{n:02}.md"));
        bench.refresh();
        bench.assert_equal_to_scratch(&format!("without goal {n}"));
    }
}
