//! A made-up site in memory, edited at random, and three ways to its pages: from scratch, from an engine that lives on,
//! and from what an earlier run kept.

use std::collections::BTreeMap;
use std::sync::Mutex;

use throughline::base::date::parse_date;
use throughline::base::diagnostic::Diagnostic;
use throughline::base::fingerprint::Fingerprint;
use throughline::base::names::{DocPath, Url};
use throughline::check::level::Asked;
use throughline::site::engine::{Engine, Options, Site, Surroundings};
use throughline::site::press::Made;
use throughline::site::store::Store;
use throughline::site::traces::Traces;
use throughline::site::work::Work;
use throughline::source::Memory;

/// Files of a site by address.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Numbers that look random and are the same each time.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides.max(1)
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.roll(from.len())]
    }
}

/// Documents, settings and theme.
#[derive(Clone, Default)]
pub struct World {
    pub files: BTreeMap<DocPath, Vec<u8>>,
    pub settings: Option<String>,
    pub theme: Vec<(String, Vec<u8>)>,
}

pub const STATUSES: [&str; 8] =
    ["planned", "in-progress", "shipped", "cancelled", "accepted", "declined", "proposed", "wrong"];

impl World {
    /// A small site of every kind of document, with links that lead somewhere and links that do not.
    pub fn random(dice: &mut Dice) -> Self {
        let mut world = Self::default();
        world.put("index.md", "# Home\n\nSee [[g0]] and [the guide](guide/).\n");
        world.put("guide/index.md", "# Guide\n\nHow we work. [[g1|A goal]], [[nobody]].\n");
        world.put(
            "guide/one.md",
            "---\ntags: [a]\n---\n\n# One\n\n![](../img/a.png) [two](two.md)\n",
        );
        world.put("img/a.png", "pixels");
        world.put(
            "strategy.md",
            "---\ntype: strategy\ntitle: Win\npillars:\n  - id: trust\n    title: Trust\n---\n\nText.\n",
        );
        for n in 0..2 {
            world.put(&format!("people/p{n}.md"), &format!("---\nname: P {n}\nteam: t{n}\n---\n"));
            world.put(
                &format!("teams/t{n}.md"),
                &format!(
                    "---\ntitle: Team {n}\nlead: p{n}\nwip_limit: {n}\n---\n\nWe do [[r{n}]].\n"
                ),
            );
            world.put(
                &format!("metrics/m{n}.md"),
                &format!("---\ntitle: Metric {n}\nunit: homes\nbetter: up\nowner: p0\n---\n"),
            );
            world.put(&format!("metrics/m{n}.csv"), "date,value\n2026-04-01,3\n2026-05-01,5\n");
        }
        for n in 0..1 + dice.roll(4) {
            let (team, metric) = (dice.roll(3), dice.roll(3));
            world.put(
                &format!("goals/g{n}.md"),
                &format!(
                    "---\ntitle: Goal {n}\npillar: trust\nperiod: 2026-Q2\nowner: p0\nteams: [t{team}]\n\
                     krs:\n  - id: k\n    metric: m{metric}\n    baseline: 1\n    target: 9\n---\n\n\
                     Why [[r{n}]] matters.\n"
                ),
            );
        }
        for n in 0..1 + dice.roll(5) {
            let (goal, status) = (dice.roll(5), dice.pick(&STATUSES));
            world.put(
                &format!("releases/r{n}.md"),
                &format!(
                    "---\ntitle: Release {n}\nstatus: {status}\nteam: t{}\ngoals: [g{goal}]\nbet: b{}\n\
                     targets: [2026-06-0{}]\n---\n\nSee [[b0]].\n",
                    dice.roll(3),
                    dice.roll(3),
                    1 + dice.roll(9),
                ),
            );
        }
        for n in 0..dice.roll(3) {
            world.put(
                &format!("bets/b{n}.md"),
                &format!(
                    "---\ntitle: Bet {n}\nstatus: proposed\ngoal: g{}\nreach: {n}0\nimpact: 2\n\
                     confidence: 0.5\neffort: 3pw\n---\n\nAn idea.\n",
                    dice.roll(4)
                ),
            );
            world.put(
                &format!("feedback/f{n}.md"),
                &format!("---\ntitle: Heard {n}\nheard: 2026-04-02\ninforms: [b{n}]\n---\n"),
            );
        }
        world.put(
            "decisions/d0.md",
            "---\ntitle: Decided\ndate: 2026-04-10\naccepts: [b0]\ndeclines: [b1]\n---\n",
        );
        world.put(
            "checkins/c0.md",
            "---\ndate: 2026-04-30\nteam: t0\ngoal: g0\nstatus: on-track\nconfidence: 0.8\n---\n",
        );
        world
    }

    pub fn put(&mut self, path: &str, text: &str) {
        self.files.insert(DocPath::new(path).expect("a sound path"), text.as_bytes().to_vec());
    }

    pub fn around(&self) -> Surroundings {
        Surroundings {
            settings: self.settings.as_ref().map(|text| text.as_bytes().to_vec()),
            theme: self.theme.clone(),
        }
    }

    /// An engine that has not looked at this world yet.
    pub fn engine(&self, remember: bool) -> Engine {
        let source = Memory::new();
        for (path, bytes) in &self.files {
            source.insert(path, bytes.clone());
        }
        Engine::new(Box::new(source), options(remember), self.around())
    }

    /// The site and its findings from scratch.
    pub fn scratch(&self) -> (Files, Vec<Diagnostic>) {
        let (site, _) = self.engine(false).refresh().expect("memory can be read");
        let files = Mutex::new(Files::new());
        site.make_again(
            PROGRAM,
            None,
            |_| false,
            |url, made| {
                files.lock().unwrap().insert(url.to_string(), self.bytes(&made));
                Ok(())
            },
        )
        .expect("nothing is written");
        (files.into_inner().unwrap(), found(&site))
    }

    /// The bytes of what was made; those of a file are in the world.
    pub fn bytes(&self, made: &Made) -> Vec<u8> {
        match made {
            Made::File(path) => self.files[*path].clone(),
            made => made.bytes().expect("bytes").to_vec(),
        }
    }
}

pub fn options(remember: bool) -> Options {
    Options {
        as_of: None,
        clock: parse_date("2026-05-15").expect("a date"),
        audience: None,
        drafts: false,
        asked: Asked::default(),
        remember,
    }
}

pub fn found(site: &Site) -> Vec<Diagnostic> {
    site.findings.all().cloned().collect()
}

/// An engine that lives on while its world is edited, as the preview's does.
pub struct Living {
    source: Memory,
    engine: Engine,
    world: World,
}

impl Living {
    pub fn new(world: &World) -> Self {
        let source = Memory::new();
        let around = Surroundings::default();
        let engine = Engine::new(Box::new(source.clone()), options(true), around);
        let mut living = Self { source, engine, world: World::default() };
        living.follow(world);
        living
    }

    /// Takes over what is different.
    pub fn follow(&mut self, world: &World) {
        for path in self.world.files.keys().filter(|path| !world.files.contains_key(*path)) {
            self.source.remove(path);
        }
        for (path, bytes) in &world.files {
            if self.world.files.get(path) != Some(bytes) {
                self.source.insert(path, bytes.clone());
            }
        }
        self.engine.surround(world.around());
        self.world = world.clone();
    }

    /// The site and its findings now.
    pub fn site(&mut self) -> (Files, Vec<Diagnostic>) {
        let (site, _) = self.engine.refresh().expect("memory can be read");
        let make = |(url, _): &(Url, _)| {
            // A table that has no rows is listed and not there.
            let made = site.make(url)?;
            Some((url.to_string(), self.world.bytes(&made)))
        };
        (site.outputs.list.iter().filter_map(make).collect(), found(&site))
    }
}

/// What an earlier run left: the site, what its texts were read as and, as bytes, what its pages read.
pub struct Left {
    pub files: Files,
    pub traces: Vec<u8>,
    folder: tempfile::TempDir,
    /// How many pages the last run made.
    pub made: usize,
    /// What else it did.
    pub work: Work,
}

impl Default for Left {
    fn default() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (made, work) = (0, Work::default());
        Self { files: Files::new(), traces: Vec::new(), folder, made, work }
    }
}

pub const PROGRAM: Fingerprint = Fingerprint(7);

impl Left {
    /// Another run, which knows no more than what the last one left. `spoil` may change what it remembers.
    pub fn again(
        &mut self,
        world: &World,
        spoil: impl FnOnce(&mut Traces),
    ) -> (Files, Vec<Diagnostic>) {
        let mut past = Traces::of_bytes(&self.traces);
        if let Some(past) = &mut past {
            spoil(past);
        }
        let store = Store::at(self.folder.path(), PROGRAM);
        let mut engine = world.engine(false).with_store(Some(store));
        let (site, work) = engine.refresh().expect("memory can be read");
        self.work = work;
        let new = Mutex::new(Files::new());
        let old = &self.files;
        let keep = |files: &[(&Url, Fingerprint)]| {
            let standing = |(url, print): &(&Url, Fingerprint)| {
                old.get(url.as_str()).filter(|bytes| Fingerprint::of(bytes) == *print)
            };
            let Some(all) = files.iter().map(standing).collect::<Option<Vec<_>>>() else {
                return false;
            };
            let kept = files.iter().zip(all).map(|((url, _), b)| (url.to_string(), b.clone()));
            new.lock().unwrap().extend(kept);
            true
        };
        let again = site
            .make_again(PROGRAM, past.as_ref(), keep, |url, made| {
                new.lock().unwrap().insert(url.to_string(), world.bytes(&made));
                Ok(())
            })
            .expect("nothing is written");
        self.traces = again.traces.to_bytes();
        self.files = new.into_inner().unwrap();
        self.made = again.made;
        (self.files.clone(), found(&site))
    }
}

/// Both must be the same; says where they differ.
pub fn assert_same(
    one: &(Files, Vec<Diagnostic>),
    scratch: &(Files, Vec<Diagnostic>),
    after: &str,
) {
    if let Some(difference) = difference(one, scratch) {
        panic!("{difference} after {after}");
    }
}

/// Where two sites differ first.
pub fn difference(
    one: &(Files, Vec<Diagnostic>),
    scratch: &(Files, Vec<Diagnostic>),
) -> Option<String> {
    let addresses = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    if addresses(&one.0) != addresses(&scratch.0) {
        return Some(format!("{:?} is not {:?}", addresses(&one.0), addresses(&scratch.0)));
    }
    for (url, bytes) in &scratch.0 {
        if one.0[url] != *bytes {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let (a, b) = (text(&one.0[url]), text(bytes));
            let line = a.lines().zip(b.lines()).find(|(a, b)| a != b);
            return Some(format!("{url} differs: {line:?}"));
        }
    }
    (one.1 != scratch.1).then(|| "the findings differ".to_owned())
}

/// All of it in one place, for a test that follows a world.
pub struct Three {
    pub world: World,
    living: Living,
    left: Left,
}

impl Three {
    pub fn new(world: World) -> Self {
        let mut three = Self { living: Living::new(&world), world, left: Left::default() };
        three.check("nothing");
        three
    }

    /// All ways lead to the same site.
    pub fn check(&mut self, after: &str) {
        let scratch = self.world.scratch();
        self.living.follow(&self.world);
        assert_same(&self.living.site(), &scratch, &format!("{after}, in an engine that lives on"));
        let again = self.left.again(&self.world, |_| {});
        assert_same(&again, &scratch, &format!("{after}, with what a run kept"));
    }

    /// How many pages the last run had to make that began with what the one before it kept.
    pub const fn made(&self) -> usize {
        self.left.made
    }

    /// What else it did.
    pub const fn work(&self) -> Work {
        self.left.work
    }
}
