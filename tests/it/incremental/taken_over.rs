//! A model takes over names and links from the one before where these are the same: every fact by which something is
//! found must count as a difference.

use super::world::{Dice, Three, World};

const BEE: &str = "---\ntitle: Bee\n---\n\n# Bee\n\n## Part\n\nWords.\n";

/// A site in which everything is pointed at in every way.
fn site() -> Three {
    let mut world = World::random(&mut Dice(8));
    world.put("bee.md", BEE);
    world.put(
        "ant.md",
        "# Ant\n\n[a](bee.md) [b](bee.md#part) [c](bee.html) [[bee#Other]] [[old]] [[buzz]] [d](img/new.png)\n\
         [e](was/here.html) [f](bees/) [g](teams/)\n",
    );
    world.put(
        "goals/g0.md",
        "---\ntitle: Goal\npillar: trust\nstatus: active\nkrs:\n  - {id: k, metric: m0, baseline: 1, target: 9}\n---\n",
    );
    world.put(
        "releases/r0.md",
        "---\ntitle: Release\ngoals: [g0]\nmoves: [k]\nteam: t0\nowner: p0\nbet: b0\n---\n\nSee [[g0#k]].\n",
    );
    Three::new(world)
}

#[test]
fn what_finds_a_document_counts_as_a_difference() {
    let mut three = site();
    let with = |field: &str| BEE.replace("title: Bee\n", &format!("title: Bee\n{field}\n"));
    for (path, text) in [
        ("bee.md", BEE.replace("Bee", "Wasp")),
        ("bee.md", BEE.replace("## Part", "## Other")),
        ("bee.md", BEE.replace("## Part", "Term\n: What it is.\n")),
        ("bee.md", with("aliases: [old]")),
        ("bee.md", with("aliases: [buzz, old]")),
        ("bee.md", with("id: buzz")),
        ("bee.md", with("redirect_from: [/was/here.html]")),
        ("bee.md", with("redirect_from: [/was/there.html, /index.html]")),
        ("bee.md", with("type: team")),
        ("bee.md", with("type: person")),
        ("bee.md", with("draft: true\naliases: [old]")),
        ("bee.md", with("audience: confidential")),
        ("bee.md", BEE.to_owned()),
    ] {
        three.world.put(path, &text);
        three.check(&text);
    }
}

#[test]
fn what_parts_and_states_others_point_at_counts_as_a_difference() {
    let mut three = site();
    let text = |three: &Three, path: &str| {
        let found = three.world.files.iter().find(|(own, _)| own.as_str() == path);
        String::from_utf8(found.expect("a file").1.clone()).expect("text")
    };
    for (path, old, new) in [
        ("goals/g0.md", "id: k,", "id: j,"),
        ("goals/g0.md", "id: j,", "id: k,"),
        ("strategy.md", "type: strategy\n", "type: strategy\nstatus: draft\n"),
        ("strategy.md", "id: trust", "id: other"),
        ("metrics/m0.md", "unit: homes", "unit: homes\ncsv: m1.csv"),
        ("releases/r0.md", "goals: [g0]", "goals: [g1, g0]"),
        ("releases/r0.md", "moves: [k]", "moves: [g0#k]"),
        ("releases/r0.md", "bet: b0", "bet: r0"),
        ("releases/r0.md", "team: t0", "team: t9"),
        ("releases/r0.md", "[[g0#k]]", "[[g1]] and [[t0]]"),
        ("ant.md", "[g](teams/)", "[g](goals/)"),
    ] {
        let now = text(&three, path).replace(old, new);
        three.world.put(path, &now);
        three.check(&format!("{new} in {path}"));
    }
    three.world.put(
        "strategy/next.md",
        "---\ntype: strategy\ntitle: Next\npillars: [{id: trust}, {id: other}]\n---\n",
    );
    three.check("another strategy");
    three.world.put("img/new.png", "pixels");
    three.check("a picture");
    three.world.put("bees/index.md", "# Bees\n");
    three.check("the page of a folder");
    three.world.files.retain(|path, _| !path.as_str().starts_with("people/"));
    three.check("no people");
    three.world.files.retain(|path, _| !path.as_str().starts_with("teams/"));
    three.check("no teams");
}
