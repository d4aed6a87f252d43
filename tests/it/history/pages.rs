//! What git remembers on pages: time lines, the ledger, the score week by week, what changed; the same after any commit as
//! from scratch, and for each audience no more than it may see.

use throughline::kinds::values::Audience;
use throughline::site::engine::Site;

use super::goal;
use crate::past::{CHECK, Look, Repository};

fn page(site: &Site, url: &str) -> String {
    let made = site.make(url).unwrap_or_else(|| panic!("{url} is there"));
    String::from_utf8(made.bytes().expect("bytes").to_vec()).expect("a text")
}

fn release(targets: &str, status: &str) -> String {
    format!(
        "---\ntitle: Shift swap\nstatus: {status}\nstarted: 2026-03-01\nowner: ada\ngoals: [fill-q2]\ntargets: [{targets}]\n---\n\nWords.\n"
    )
}

fn handbook() -> Repository {
    let it = Repository::new();
    let strategy = "---\ntitle: Now\nperiod: 2026\nowner: ada\npillars: [{id: cover, title: Cover, weight: 1}]\n---\n\nWhy.\n";
    it.write("strategy/now.md", strategy);
    it.write("goals/fill-q2.md", &goal(70).replace("krs:", "pillar: cover\nkrs:"));
    it.write("goals/old.md", &goal(10));
    it.write("releases/swap.md", &release("2026-05-20", "in-progress"));
    it.commit_by("2026-04-01", "Ada Byron");
    it.write("goals/fill-q2.md", &goal(66).replace("krs:", "pillar: cover\nkrs:"));
    it.write("releases/swap.md", &release("2026-05-20, 2026-06-10", "in-progress"));
    it.write(
        "decisions/lower.md",
        "---\ntitle: Aim lower\ndate: 2026-05-02\ndriver: ada\n---\n\n[[fill-q2]] aims at 66.\n",
    );
    it.remove("goals/old.md");
    it.commit_by("2026-05-03", "Grace Hopper");
    it
}

#[test]
fn a_goal_shows_what_it_promised_who_changed_it_and_the_decision() {
    let it = handbook();
    let site = it.site();
    let html = page(&site, "goals/fill-q2.html");
    for words in [
        "Target of \u{201c}Filled\u{201d}",
        "<s>70</s>",
        "<b>66</b>",
        "loosened",
        "Grace Hopper",
        "Aim lower",
        "The target went 70 \u{2192} 66.",
    ] {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn a_release_draws_its_promises_and_the_roadmap_keeps_the_ledger() {
    let it = handbook();
    let site = it.site();
    let html = page(&site, "releases/swap.html");
    assert!(html.contains("What was promised, and when") && html.contains("Said on 1 Apr"));
    let html = page(&site, "roadmap/index.html");
    assert!(html.contains("Slip ledger") && html.contains("Grace Hopper"));
    let html = page(&site, "alignment/index.html");
    assert!(html.contains("Alignment week by week"));
}

#[test]
fn what_changed_is_told_by_week_and_by_what_it_means() {
    let it = handbook();
    let site = it.site();
    let html = page(&site, "changes/index.html");
    for words in [
        "Week 18, 2026",
        "Goalposts",
        "Target of \u{201c}Filled\u{201d} loosened: 70 \u{2192} 66, by Grace Hopper; decided in \u{201c}Aim lower\u{201d}",
        "Dates",
        "Gone",
        "Goal old went away, by Grace Hopper",
    ] {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn a_public_page_names_nobody_who_committed() {
    let it = handbook();
    let (site, _) = it.look(Look { audience: Some(Audience::Public), ..CHECK });
    for (url, _) in &site.outputs.list {
        let made = site.make(url);
        let bytes = made.as_ref().and_then(|made| made.bytes()).unwrap_or_default();
        assert!(!String::from_utf8_lossy(bytes).contains("Grace Hopper"), "{url}");
    }
}

#[test]
fn pages_after_a_commit_are_those_from_scratch() {
    let it = handbook();
    let mut engine = it.engine(CHECK);
    let every = |site: &Site| -> Vec<(String, Vec<u8>)> {
        let list = site.outputs.list.iter();
        list.filter_map(|(url, _)| Some((url.to_string(), site.make(url)?.bytes()?.to_vec())))
            .collect()
    };
    every(&engine.refresh().expect("a folder").0);
    let steps: [&dyn Fn(); 4] = [
        &|| {
            it.write(
                "releases/swap.md",
                &release("2026-05-20, 2026-06-10, 2026-06-20", "in-progress"),
            )
        },
        &|| it.commit_by("2026-05-10", "Edith Clarke"),
        &|| it.write("releases/swap.md", &release("2026-05-20", "planned")),
        &|| it.commit_by("2026-05-12", "Edith Clarke"),
    ];
    for step in steps {
        step();
        let (site, _) = engine.refresh().expect("a folder");
        let (fresh, _) = it.engine(CHECK).refresh().expect("a folder");
        for (kept, made) in every(&site).iter().zip(every(&fresh)) {
            assert!(*kept == made, "{} differs", made.0);
        }
    }
}
