//! Pages of a large handbook: none takes long to load, however much there is to list.

use crate::small;

/// A page may hold so many bytes.
const MOST: usize = 150_000;

/// A handbook with much of everything, and much that is wrong with it.
fn large() -> Vec<(String, String)> {
    let title = "Speed up the partner onboarding of the new regional offices before the winter";
    let pillars = "pillars: [{id: a, title: First}, {id: b, title: Second}]";
    let mut files = vec![(
        "strategy/s.md".to_owned(),
        format!("---\ntitle: One\nperiod: 2026\nowner: p0\n{pillars}\n---\nWords.\n"),
    )];
    for n in 0..320 {
        let (team, pillar) = (n % 40, if n % 2 == 0 { "a" } else { "b" });
        let head = format!("---\ntitle: {title} {n}\nowner: p{}\nteam: t{team}\n", n % 60);
        let goal = format!("{head}period: 2026-Q2\nteams: [t{team}]\npillar: s#{pillar}\n");
        let kr = "krs: [{title: Ship 7 things, baseline: 1, target: 1, current: 1, unit: things}]";
        files.push((format!("goals/g{n}.md"), format!("{goal}{kr}\n---\nA text of {n}.\n")));
        let score = "reach: 9000\nimpact: 2\nconfidence: 0.9\neffort: 3pw\nstatus: accepted";
        files.push((format!("bets/b{n}.md"), format!("{head}goal: g{n}\n{score}\n---\nText.\n")));
        let state = "status: in-progress\nstarted: 2026-04-01\ntargets: [2026-05-01]";
        let other = (n * 7) % 320;
        files.push((
            format!("releases/r{n}.md"),
            format!("{head}goals: [g{other}]\n{state}\n---\nText.\n"),
        ));
    }
    for n in 0..60 {
        files.push((format!("people/p{n}.md"), format!("---\ntitle: Person {n}\n---\nText.\n")));
        let team = format!("---\ntitle: Squad {n}\nkind: squad\nmembers: [p{n}]\n---\nText.\n");
        files.push((format!("teams/t{n}.md"), team));
    }
    files
}

#[test]
fn no_page_of_a_large_handbook_is_heavy() {
    let site = small::site(&large());
    assert!(site.findings.all().count() > 1_000, "there is much to list");
    let is_view = |url: &str| {
        let name = url.rsplit('/').next().unwrap_or_default();
        url.ends_with(".html") && (name.starts_with("index") || url.starts_with("checks/owners"))
    };
    let mut seen = 0;
    for (url, _) in &site.outputs.list {
        if !is_view(url) || url.contains("/by/") {
            continue;
        }
        let page = site.make(url).and_then(|it| it.bytes().map(<[u8]>::len)).unwrap_or_default();
        assert!(page > 0 && page < MOST, "{url}: {page} bytes");
        seen += 1;
    }
    assert!(seen > 20, "{seen} pages");
}

/// The navigation of a page.
fn side(site: &throughline::site::engine::Site, url: &str) -> String {
    let page = site.make(url).and_then(|it| it.bytes().map(<[u8]>::to_vec)).unwrap_or_default();
    let page = String::from_utf8_lossy(&page).into_owned();
    let from = page.find("<nav class=\"side\"").expect("a navigation");
    let rest = page.get(from..).unwrap_or_default();
    rest.split("</nav>").next().unwrap_or_default().to_owned()
}

#[test]
fn the_navigation_of_a_large_handbook_opens_the_thread_of_its_page_only() {
    let site = small::site(&large());
    let goal = side(&site, "goals/g0.html");
    assert!(goal.contains("goals/g0.html\" aria-current=\"page\""), "{goal}");
    assert!(goal.contains("goals/g10.html") && !goal.contains("goals/g1.html"), "{goal}");
    assert!(goal.contains("<a href=\"../strategy/s.html#a\"><span>and 154 more</span>"), "{goal}");
    let work = side(&site, "releases/r3.html");
    assert!(work.contains("goals/g1.html") && !work.contains("goals/g0.html"), "{work}");
    let person = side(&site, "people/p0.html");
    assert!(person.contains("s.html#b") && !person.contains("goals/g"), "{person}");
    for side in [goal, work, person] {
        assert!(side.len() < 6_000, "{} bytes", side.len());
        assert!(!side.contains("<use href=\"#i-"), "an icon is drawn where it stands: {side}");
    }
}
