//! The test that matters most: after any edits, the refreshed site equals the site made from scratch, byte for byte,
//! findings included: in an engine that lives on, and in a run that begins with what an earlier one kept.

mod counts;
mod edits;
mod fences;
mod planted;
mod taken_over;
mod world;

use std::collections::BTreeMap;
use std::path::Path;

use throughline::base::names::DocPath;

use edits::edit;
pub use world::options;
use world::{Dice, Three, World};

/// The sample company, in memory.
fn sample() -> World {
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
    World { files, ..World::default() }
}

/// Some edits at once, a check after each lot.
fn follow(mut three: Three, dice: &mut Dice, lots: usize, seed: u64) {
    for _ in 0..lots {
        let many = dice.roll(3);
        let what: Vec<String> = (0..=many).map(|_| edit(&mut three.world, dice)).collect();
        three.check(&format!("{} (seed {seed})", what.join(", ")));
    }
}

#[test]
fn any_edits_of_the_sample_give_the_site_that_scratch_gives() {
    for seed in 0..2 {
        let mut dice = Dice(seed);
        follow(Three::new(sample()), &mut dice, 3, seed);
    }
}

/// `THROUGHLINE_TEST_SITES` asks for more sites.
#[test]
fn any_edits_of_any_site_give_the_site_that_scratch_gives() {
    let asked = std::env::var("THROUGHLINE_TEST_SITES").ok().and_then(|text| text.parse().ok());
    for seed in 100..100 + asked.unwrap_or(4) {
        let mut dice = Dice(seed);
        let world = World::random(&mut dice);
        follow(Three::new(world), &mut dice, 6, seed);
    }
}

#[test]
fn an_edit_of_the_glossary_reaches_the_pages_that_use_its_words() {
    let mut three = Three::new(World::random(&mut Dice(3)));
    three.world.put("ramp.md", "# Ramp\n\nThe ramp of a home, and its skid.\n");
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
            Some(text) => three.world.put("glossary.md", &text),
            None => three.world.files.retain(|path, _| path.as_str() != "glossary.md"),
        }
        three.check(what);
    }
}

#[test]
fn a_list_of_one_value_follows_the_fields_of_its_documents() {
    let mut three = Three::new(World::random(&mut Dice(4)));
    three.world.put("teams/fill.md", "---\ntitle: Fill\n---\n");
    three.world.put("teams/trust.md", "---\ntitle: Trust\n---\n");
    let release = |n: u32, status: &str, team: &str, tag: &str| {
        format!("---\ntitle: R{n}\nstatus: {status}\nteam: {team}\ntags: [{tag}]\n---\n\nWords.\n")
    };
    three.world.put("releases/r1.md", &release(1, "planned", "fill", "calls"));
    three.world.put("releases/r2.md", &release(2, "planned", "fill", "calls"));
    three.check("two of a kind");
    for (status, team, tag) in [
        ("in-progress", "fill", "calls"),
        ("in-progress", "trust", "calls"),
        ("in-progress", "trust", "nights"),
        ("planned", "nobody", "Calls"),
    ] {
        three.world.put("releases/r2.md", &release(2, status, team, tag));
        three.check(&format!("{status}, {team}, {tag}"));
    }
    three.world.files.retain(|path, _| path.as_str() != "teams/fill.md");
    three.check("a team gone");
}

#[test]
fn a_theme_that_is_taken_away_leaves_nothing_behind() {
    let mut three = Three::new(World::random(&mut Dice(1)));
    three.world.theme = vec![("templates/404.html".to_owned(), b"Nothing here".to_vec())];
    three.check("a theme");
    three.world.theme.clear();
    three.check("taking the theme away");
}

#[test]
fn a_fault_of_a_template_is_said_again_by_a_run_that_makes_nothing_else() {
    let mut three = Three::new(World::random(&mut Dice(2)));
    three.world.theme = vec![("templates/404.html".to_owned(), b"{{ nothing.there }}".to_vec())];
    three.check("a template that fails when it is used");
    three.check("nothing");
    let pages = three.made();
    assert!((1..5).contains(&pages), "only pages with the fault are made again, not {pages}");
}
