//! What pages show, from documents in memory to the data that templates get.

mod around;
mod gallery;
mod heavy;
mod narrowed;
mod numbers;
mod secrets;
mod world;

use serde_json::Value;
use throughline::views::{Page, Route};

use world::{World, text};

const STRATEGY: (&str, &str) = (
    "strategy/s.md",
    "---\ntitle: No phone\nperiod: 2026\nowner: ana\npillars:\n  - {id: cover, title: Cover every shift, weight: 60}\n  - {id: trust, title: Safe, weight: 40}\n---\nWords.\n",
);
const GOAL: (&str, &str) = (
    "goals/fill.md",
    "---\ntitle: Shifts are filled\npillar: cover\nperiod: 2026-Q2\nowner: ana\nkrs:\n  - {id: rate, title: Fill rate, baseline: 60, target: 70}\n---\nWords.\n",
);
const RELEASE: (&str, &str) = (
    "releases/offers.md",
    "---\ntitle: Offers by push\nstatus: shipped\nowner: ana\ngoals: [fill]\nmoves: [rate]\nstarted: 2026-04-01\ntargets: [2026-04-20, 2026-05-04]\nshipped: 2026-05-04\neffort: 3pw\n---\nWords.\n",
);
const ORPHAN: (&str, &str) = (
    "releases/dark.md",
    "---\ntitle: Dark theme\nstatus: in-progress\nowner: ana\nunaligned_reason: somebody asked\n---\nWords.\n",
);
const PERSON: (&str, &str) = ("people/ana.md", "---\nname: Ana Lima\n---\nLeads.\n");

fn company() -> World {
    World::new(&[STRATEGY, GOAL, RELEASE, ORPHAN, PERSON])
}

fn url_of(world: &World, title: &str) -> Vec<String> {
    let routes = world.routes();
    let titled = |route: &&Route| world.shown(&route.url).frame["title"] == *title;
    routes.iter().filter(titled).map(|route| route.url.to_string()).collect()
}

#[test]
fn a_release_says_its_thread_up_to_the_strategy() {
    let data = company().shown("releases/offers.html").data;
    assert_eq!(
        text(&data["thread"]),
        "Offers by push should move Fill rate of Shifts are filled, for Cover every shift in No phone."
    );
    let rungs: Vec<&str> = data["ladder"]
        .as_array()
        .expect("a ladder")
        .iter()
        .filter_map(|r| r["title"].as_str())
        .collect();
    assert_eq!(rungs, ["No phone", "Cover every shift", "Shifts are filled", "Fill rate"]);
    assert_eq!(data["ladder"][1]["url"], "strategy/s.html#cover");
    assert_eq!(data["ladder"][3]["url"], "goals/fill.html#rate");
    assert_eq!(data["broken"], Value::Null);
}

#[test]
fn a_pillar_may_share_its_name_with_a_team() {
    let world = World::new(&[
        STRATEGY,
        ("teams/trust.md", "---\ntitle: Trust\n---\nWords.\n"),
        ("goals/g.md", "---\ntitle: Calm audits\npillar: trust\nperiod: 2026-Q2\n---\nWords.\n"),
    ]);
    let data = world.shown("goals/g.html").data;
    assert_eq!(text(&data["thread"]), "Calm audits serves Safe in No phone.");
    assert_eq!(data["broken"], Value::Null);
}

#[test]
fn a_release_without_a_goal_says_so_and_why() {
    let data = company().shown("releases/dark.html").data;
    assert_eq!(text(&data["thread"]), "Dark theme serves no goal: somebody asked.");
    assert_eq!(data["broken"], true);
    assert_eq!(data["ladder"][0]["missing"], true);
}

#[test]
fn a_link_shows_on_both_of_its_sides() {
    let world = company();
    let release = world.shown("releases/offers.html").data.to_string();
    assert!(release.contains("goals/fill.html"));
    let goal = world.shown("goals/fill.html").data;
    let section = goal["sections"]
        .as_array()
        .expect("sections")
        .iter()
        .find(|s| s["anchor"] == "about-releases");
    let section = section.expect("the releases of the goal");
    assert_eq!(section["items"][0]["title"], "Offers by push");
    assert_eq!(section["items"][0]["slip"], "+14 d");
    let person = world.shown("people/ana.html").data;
    let owns = person["links"].as_array().expect("links").iter().find(|g| g["title"] == "Owns");
    assert_eq!(owns.expect("what she owns")["items"].as_array().map(Vec::len), Some(4));
}

#[test]
fn a_text_that_links_to_a_page_is_named_there() {
    let world =
        World::new(&[("a.md", "# Alpha\n\nSee [beta](b.md).\n"), ("b.md", "# Beta\n\nWords.\n")]);
    let data = world.shown("b.html").data;
    assert_eq!(data["backlinks"][0]["title"], "Alpha");
    assert_eq!(data["backlinks"][0]["url"], "a.html");
}

#[test]
fn a_group_without_documents_has_no_page_and_no_entry() {
    let world = company();
    let urls: Vec<String> = world.routes().iter().map(|route| route.url.to_string()).collect();
    assert!(urls.contains(&"goals/index.html".to_owned()));
    assert!(!urls.contains(&"bets/index.html".to_owned()));
    let site = world.site().to_string();
    assert!(site.contains("goals/index.html") && !site.contains("bets/index.html"));
}

#[test]
fn addresses_come_sorted_and_once() {
    let world = company();
    let urls: Vec<String> = world.routes().iter().map(|route| route.url.to_string()).collect();
    let mut sorted = urls.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(urls, sorted);
    let lists = throughline::views::lists();
    assert!(lists.is_sorted() && lists.contains(&"goals/index.html"));
}

#[test]
fn an_index_in_a_folder_of_a_kind_introduces_its_list() {
    let mut files = vec![STRATEGY, GOAL, PERSON];
    files.push(("goals/index.md", "---\ntitle: What we want\n---\nIntroduced.\n"));
    let world = World::new(&files);
    let routes = world.routes();
    let route = routes.iter().find(|route| &*route.url == "goals/index.html").expect("the list");
    assert_eq!(route.page, Page::View("goals", None));
    let page = world.shown("goals/index.html");
    assert!(page.page.body.is_some());
    assert_eq!(page.frame["title"], "What we want");
}

#[test]
fn a_plain_handbook_begins_with_its_own_first_page() {
    let world = World::new(&[
        ("index.md", "# Welcome\n\nHello.\n"),
        ("guide/index.md", "# Guide\n\nText.\n"),
        ("guide/b.md", "---\norder: 1\n---\n# Second\n\nText.\n"),
        ("guide/a.md", "---\norder: 2\n---\n# Third\n\nText.\n"),
    ]);
    let start = world.shown("index.html");
    assert_eq!(start.frame["title"], "Welcome");
    assert_eq!(&*start.page.template, "page.html");
    let page = world.shown("guide/b.html");
    assert_eq!(page.frame["prev"]["title"], "Guide");
    assert_eq!(page.frame["next"]["title"], "Third");
    let tree = &page.frame["tree"];
    assert_eq!(tree[0]["title"], "Guide");
    assert_eq!(tree[0]["children"][0]["title"], "Second");
    assert_eq!(page.frame["breadcrumb"][0]["title"], "Guide");
}

#[test]
fn a_folder_without_a_first_page_still_has_a_start() {
    let world = World::new(&[("a.md", "# Alpha\n\nOne.\n"), ("b.md", "# Beta\n\nTwo.\n")]);
    let start = world.shown("index.html").data.to_string();
    assert!(start.contains("Alpha") && start.contains("b.html"), "{start}");
}

#[test]
fn nothing_of_a_hidden_document_is_shown() {
    let mut files = vec![STRATEGY, RELEASE, PERSON];
    files.push(("goals/secret-goal.md", "---\ntitle: SECRET\naudience: confidential\npillar: cover\nperiod: 2026-Q2\nowner: ana\nkrs: [{id: secret-kr, title: SECRET}]\n---\nSECRET [x](../releases/offers.md).\n"));
    files.push(("releases/public.md", "---\ntitle: Open\nstatus: shipped\nowner: ana\ngoals: [secret-goal]\nmoves: [secret-goal#secret-kr]\nshipped: 2026-05-04\ndepends_on: [secret-goal]\nwaiting_on: {on: secret-goal}\n---\nSee [[secret-goal]] and [it](../goals/secret-goal.md).\n"));
    let world = World::new(&files);
    for route in world.routes() {
        let page = world.shown(&route.url);
        for shown in
            [page.frame.to_string(), page.data.to_string(), format!("{:?}", page.page.charts)]
        {
            assert!(!shown.to_lowercase().contains("secret"), "{}: {shown}", route.url);
        }
    }
    assert!(!world.site().to_string().to_lowercase().contains("secret"));
    let open = world.shown("releases/public.html").data;
    assert_eq!(open["broken"], Value::Null, "a goal that is not seen is no missing goal");
    assert!(world.links("releases/public.md").iter().all(|l| format!("{l:?}") == "Hidden"));
}

#[test]
fn a_long_list_is_cut_into_pages() {
    let names: Vec<(String, String)> = (0..400)
        .map(|n| {
            let text = format!("---\ntitle: Goal {n}\nperiod: 2026-Q2\nowner: ana\n---\nText.\n");
            (format!("goals/g{n:03}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = names.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let world = World::new(&files);
    let routes = world.routes();
    let lists: Vec<&str> = routes
        .iter()
        .filter(|route| matches!(route.page, Page::View("goals", _)))
        .map(|route| &*route.url)
        .collect();
    let expected = [2, 3, 4].map(|page| format!("goals/index-{page}.html"));
    assert_eq!(lists, [&*expected[0], &expected[1], &expected[2], "goals/index.html"]);
    let last = world.shown("goals/index-4.html").data;
    let rows = last["sections"][0]["blocks"][0]["rows"].as_array().map(Vec::len);
    assert_eq!(rows, Some(100));
    assert!(last.to_string().contains("goals/index-3.html"));
}

#[test]
fn every_page_has_a_title_an_address_and_data() {
    let world = company();
    for route in world.routes() {
        let page = world.shown(&route.url);
        assert_eq!(page.frame["url"], *route.url);
        assert!(
            page.frame["title"].as_str().is_some_and(|title| !title.is_empty()),
            "{}",
            route.url
        );
        assert!(page.data.is_object());
    }
    assert_eq!(url_of(&world, "Offers by push"), ["releases/offers.html"]);
}
