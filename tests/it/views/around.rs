//! The ways around a site: navigation, neighbours, tags, sources, findings.

use serde_json::Value;

use super::world::{World, text};

fn titles(items: &Value) -> Vec<&str> {
    items.as_array().into_iter().flatten().filter_map(|it| it["title"].as_str()).collect()
}

const GOAL: (&str, &str) = (
    "goals/g.md",
    "---\ntitle: G\nperiod: 2026-Q2\nowner: ana\ntags: [Growth, calls]\nallow: []\nkrs: [{title: K, baseline: 1, target: 2}]\n---\nWords.\n",
);
const ANA: (&str, &str) = ("people/ana.md", "---\nname: Ana\n---\nWords.\n");

#[test]
fn the_navigation_has_the_views_that_exist_in_their_order() {
    let site = World::new(&[GOAL, ANA]).site();
    assert_eq!(titles(&site["nav"]), ["Overview", "Goals", "Alignment", "Rhythm"]);
    assert_eq!(
        titles(&site["footer"]),
        ["Who owns what", "People", "What changed", "Checks", "Formulas", "Tags"]
    );
    assert_eq!(site["threads"][0]["loose"], true, "a goal without a pillar hangs off the line");
}

#[test]
fn settings_may_say_another_navigation() {
    let settings = "as_of: 2026-05-15\ntitle: Ours\nnav:\n  - goals\n  - {id: ana, title: Me}\n  - {url: https://example.com/x, title: Out}\n";
    let site = World::with(settings, &[GOAL, ANA]).site();
    assert_eq!(titles(&site["nav"]), ["Goals", "Me", "Out"]);
    assert_eq!(site["nav"][1]["url"], "people/ana.html");
    assert_eq!(site["nav"][2]["outside"], true);
    assert_eq!(site["title"], "Ours");
}

#[test]
fn a_source_can_be_edited_where_it_lies() {
    let at = |url: &str| {
        let settings =
            format!("as_of: 2026-05-15\ncontent: docs\nrepo: {{url: {url}, branch: main}}\n");
        let page = World::with(&settings, &[GOAL, ANA]).shown("goals/g.html");
        page.frame["edit_url"].as_str().expect("an address").to_owned()
    };
    assert_eq!(at("https://github.com/a/b"), "https://github.com/a/b/edit/main/docs/goals/g.md");
    assert_eq!(at("https://gitlab.com/a/b"), "https://gitlab.com/a/b/-/edit/main/docs/goals/g.md");
}

#[test]
fn a_tag_leads_to_everything_that_carries_it() {
    let world = World::new(&[GOAL, ANA, ("a.md", "---\ntags: [growth]\n---\n# A\n")]);
    let goal = world.shown("goals/g.html").data;
    let tag = goal["facts"].as_array().expect("facts").iter().find(|f| f["key"] == "tags");
    assert_eq!(tag.expect("a tag")["url"], "tags/index.html#tag-growth");
    let list = world.shown("tags/index.html").data.to_string();
    assert!(list.contains("\"id\":\"tag-growth\"") && list.contains("tags/growth.html"));
    let page = world.shown("tags/growth.html").data;
    assert_eq!(titles(&page["sections"]), ["Goals", "Pages"]);
}

#[test]
fn a_page_in_a_crowd_shows_its_nearest_neighbours_only() {
    let files: Vec<(String, String)> = (0..400)
        .map(|n| (format!("notes/n{n:03}.md"), format!("# Note {n}\n\nWords.\n")))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let world = World::new(&files);
    let page = world.shown("notes/n200.html");
    let tree = page.frame["tree"][0]["children"].as_array().expect("neighbours").len();
    assert_eq!(tree, 25);
    assert_eq!(page.frame["prev"]["title"], "Note 199");
    assert_eq!(page.frame["next"]["title"], "Note 201");
}

#[test]
fn a_page_says_the_same_whatever_else_there_is() {
    let alone = World::new(&[GOAL, ANA]);
    let crowd = World::new(&[
        ("a/first.md", "# First\n"),
        GOAL,
        ANA,
        ("z/last.md", "# Last\n"),
        ("releases/r.md", "---\ntitle: R\nstatus: planned\nowner: ana\n---\n"),
    ]);
    assert_eq!(alone.shown("goals/g.html").data, crowd.shown("goals/g.html").data);
    assert_eq!(alone.shown("goals/g.html").frame, crowd.shown("goals/g.html").frame);
}

#[test]
fn findings_stand_by_topic_and_by_owner_with_their_mend() {
    let world = World::new(&[GOAL, ANA]).judged();
    let data = world.shown("checks/index.html").data;
    let headings = titles(&data["sections"]);
    assert!(headings.contains(&"Clarity") && headings.contains(&"By owner"), "{headings:?}");
    let clarity =
        data["sections"].as_array().expect("sections").iter().find(|s| s["id"] == "clarity");
    let finding = &clarity.expect("a topic")["blocks"][0]["items"][0];
    assert_eq!(finding["lint"], "goal-without-pillar");
    assert_eq!(finding["doc"]["title"], "G");
    assert_eq!(finding["owner"]["name"], "Ana");
    assert!(finding["help"].is_string() && finding["why"].is_string());
    assert_eq!(finding["lint_url"], "checks/rules/goal-without-pillar.html");
    let owners = world.shown("checks/owners.html").data;
    assert_eq!(titles(&owners["sections"])[0], "Ana");
    let goal = world.shown("goals/g.html").frame;
    assert_eq!(goal["findings"][0]["anchor"], "finding-1");
}

#[test]
fn a_site_without_findings_says_so() {
    let world = World::new(&[("index.md", "# Welcome\n\nHello.\n")]).judged();
    let data = world.shown("checks/index.html").data;
    assert!(text(&data["lead"]).starts_with("Nothing to mend in 1 document"), "{}", data["lead"]);
}

#[test]
fn each_check_and_each_formula_has_a_page_that_is_listed() {
    let world = World::new(&[GOAL, ANA]);
    let routes = world.routes();
    for (list, folder) in [("how/index.html", "how/"), ("checks/rules/index.html", "checks/rules/")]
    {
        let shown = world.shown(list).data.to_string();
        let own = routes.iter().filter(|r| r.url.starts_with(folder) && &*r.url != list);
        let mut count = 0;
        for route in own {
            assert!(shown.contains(&*route.url), "{list} misses {}", route.url);
            assert!(world.shown(&route.url).page.text.is_some());
            count += 1;
        }
        assert!(count > 40, "{list}: {count}");
    }
}
