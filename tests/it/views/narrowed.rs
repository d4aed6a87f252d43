//! Lists narrowed to one value: which values are offered, what stands on their pages, and what a page costs.

use serde_json::Value;

use super::world::{World, text};

const TEAMS: [(&str, &str); 2] = [
    ("teams/fill.md", "---\ntitle: Fill <b>\nkind: squad\n---\nWords.\n"),
    ("teams/trust.md", "---\ntitle: Trust\nkind: squad\n---\nWords.\n"),
];

/// So many releases: every third is shipped, every second is of `fill`, all are tagged.
fn releases(n: usize) -> Vec<(String, String)> {
    let one = |i: usize| {
        let status = if i.is_multiple_of(3) {
            "shipped\nshipped: 2026-05-04"
        } else {
            "planned\ntargets: [2026-08-01]"
        };
        let team = if i.is_multiple_of(2) { "fill" } else { "trust" };
        let text = format!(
            "---\ntitle: Release {i}\nstatus: {status}\nteam: {team}\ntags: [All, t{}]\n---\nWords.\n",
            i % 4
        );
        (format!("releases/r{i:04}.md"), text)
    };
    (0..n).map(one).collect()
}

fn world(n: usize) -> World {
    let own = releases(n);
    let mut files: Vec<(&str, &str)> = TEAMS.to_vec();
    files.extend(own.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    World::new(&files)
}

fn section<'a>(data: &'a Value, id: &str) -> Option<&'a Value> {
    data["sections"].as_array()?.iter().find(|section| section["id"] == id)
}

fn sentences(section: &Value) -> Vec<String> {
    let blocks = section["blocks"].as_array().into_iter().flatten();
    blocks.map(|block| text(&block["parts"])).collect()
}

fn items(data: &Value) -> usize {
    section(data, "list").map_or(0, |it| it["blocks"][0]["items"].as_array().map_or(0, Vec::len))
}

#[test]
fn a_row_says_by_what_it_is_narrowed() {
    let world = world(12);
    let marks = "status:planned team:trust period:2026-q3 tag:all tag:t1";
    let list = world.shown("releases/index.html").data;
    let rows = list["sections"].as_array().unwrap().iter();
    let rows: Vec<&Value> =
        rows.filter_map(|it| it["blocks"][0]["rows"].as_array()).flatten().collect();
    assert_eq!(rows.len(), 12);
    assert!(rows.iter().any(|row| row["facets"] == marks), "{rows:#?}");
    let own = world.shown("releases/by/team/trust/index.html").data;
    let items = section(&own, "list").unwrap()["blocks"][0]["items"].as_array().unwrap();
    assert!(items.iter().any(|item| item["facets"] == marks), "{items:#?}");
}

#[test]
fn a_list_offers_what_tells_its_documents_apart() {
    let world = world(12);
    let data = world.shown("releases/index.html").data;
    let narrow = section(&data, "narrow").expect("ways to narrow");
    assert_eq!(
        sentences(narrow),
        [
            "By status: planned (8) · shipped (4)",
            "By team: Fill <b> (6) · Trust (6)",
            "By period: Q3 2026 (8) · Q2 2026 (4)",
            "By tag: All (12) · t0 (3) · t1 (3) · t2 (3) · t3 (3)",
        ]
    );
    assert_eq!(narrow["blocks"][1]["parts"][1]["url"], "releases/by/team/fill/index.html");
    assert!(section(&world.shown("teams/all/index.html").data, "narrow").is_none(), "few teams");
}

#[test]
fn a_value_has_a_page_of_its_documents() {
    let world = world(12);
    let page = world.shown("releases/by/status/shipped/index.html");
    assert_eq!(page.frame["title"], "Releases: shipped");
    assert_eq!(items(&page.data), 4);
    let narrow = section(&page.data, "narrow").expect("ways to narrow");
    let here = &narrow["blocks"][0]["parts"][3];
    assert_eq!((&here["strong"], &here["url"]), (&Value::Bool(true), &Value::Null));
    assert!(text(&page.data["lead"]).starts_with("Four releases"), "{}", page.data["lead"]);
}

#[test]
fn a_value_of_many_documents_has_many_pages() {
    let world = world(400);
    let page = world.shown("releases/by/tag/all/index-4.html");
    assert_eq!(items(&page.data), 100);
    let pages = section(&page.data, "pages").expect("a way to the others");
    assert_eq!(sentences(pages), ["Page 4 of 4. First Previous"]);
}

#[test]
fn the_page_of_a_value_reads_its_own_documents_only() {
    let few = world(40).reads("releases/by/tag/t1/index.html");
    let small = world(40);
    let large = world(400);
    // Ten times the documents on the page, ten times the questions, and not a hundred times.
    assert!(few <= small.reads("releases/index.html"));
    let (a, b) = (
        small.reads("releases/by/tag/t1/index.html"),
        large.reads("releases/by/tag/t1/index.html"),
    );
    assert!(b <= a * 11, "{a} questions for 10 documents, {b} for 100");
    let tag = large.reads("tags/t1.html");
    assert!(tag <= b + 20, "{tag} questions for a tag, {b} for its list");
}

#[test]
fn the_work_of_each_team_leads_to_its_lists() {
    let world = world(12);
    let data = world.shown("teams/work/index.html").data;
    let row = &data["sections"][0]["blocks"][0]["rows"][0]["cells"];
    assert_eq!((&row[0]["text"], &row[0]["url"]), (&"Fill <b>".into(), &"teams/fill.html".into()));
    assert_eq!(
        (&row[1]["text"], &row[1]["url"]),
        (&"6".into(), &"releases/by/team/fill/index.html".into())
    );
    let lead = &world.shown("teams/all/index.html").data["lead"];
    assert!(lead.to_string().contains("teams/work/index.html"), "{lead}");
}

#[test]
fn odd_tags_make_no_odd_pages() {
    let tags = [
        "\"><script>alert(1)</script>",
        "\u{202e}gpj.exe",
        "🎉",
        "../../etc/passwd",
        "index",
        "  ",
        "a/b",
    ];
    let long = "x".repeat(10_000);
    let list: Vec<String> = tags
        .iter()
        .map(|it| (*it).to_owned())
        .chain([long])
        .map(|tag| serde_json::to_string(&tag).expect("a string"))
        .collect();
    let own: Vec<(String, String)> = (0..9)
        .map(|i| {
            (
                format!("releases/r{i}.md"),
                format!(
                    "---\ntitle: R{i}\nstatus: planned\ntags: [{}]\n---\nWords.\n",
                    list.join(", ")
                ),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = own.iter().map(|(path, text)| (&**path, &**text)).collect();
    let world = World::new(&files);
    let urls: Vec<String> = world.routes().iter().map(|route| route.url.to_string()).collect();
    for url in &urls {
        assert!(
            url.len() < 200 && !url.contains(['<', '"', '\u{202e}', '🎉']) && !url.contains(".."),
            "{url}"
        );
        world.shown(url);
    }
    let fact = world.shown("releases/r0.html").data["facts"].to_string();
    assert!(fact.contains("🎉") && fact.contains("#tag-script-alert-1-script"), "{fact}");
}
