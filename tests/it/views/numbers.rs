//! The numbers that pages show: those of the sample company, and what is said where there is none.

use serde_json::Value;

use super::gallery::sample;
use super::world::{World, text};

fn section<'v>(data: &'v Value, id: &str) -> &'v Value {
    let sections = data["sections"].as_array().expect("sections");
    let wanted = |s: &&Value| s["id"] == *id || s["anchor"] == *id;
    sections.iter().find(wanted).unwrap_or_else(|| panic!("no section {id} in {data}"))
}

fn figures(section: &Value) -> Vec<(&str, &str)> {
    section["blocks"][0]["items"]
        .as_array()
        .expect("figures")
        .iter()
        .filter_map(|it| Some((it["label"].as_str()?, it["text"].as_str()?)))
        .collect()
}

#[test]
fn the_start_page_gives_the_verdict_in_a_sentence() {
    let data = sample().shown("index.html").data;
    assert_eq!(
        text(&data["lead"]),
        "Two of four goals on track; 95\u{a0}% of the effort is on the thread; one team says better than its number."
    );
    let needs = section(&data, "needs")["blocks"][0]["items"].as_array().expect("needs");
    let titles: Vec<&str> = needs.iter().filter_map(|it| it["title"].as_str()).collect();
    assert_eq!(titles, ["Carers swap shifts without phoning the office", "Trust"]);
}

#[test]
fn the_score_is_explained_to_the_last_point() {
    let data = sample().shown("alignment/index.html").data;
    let score = section(&data, "score");
    assert_eq!(figures(score), [("Alignment", "93.5\u{a0}%")]);
    let ledger = score["blocks"].as_array().expect("blocks").iter().find(|b| b["type"] == "ledger");
    let ledger = ledger.expect("a ledger");
    let number = |points: &Value| -> f64 {
        points.as_str().expect("points").replace('\u{2212}', "-").parse().expect("a number")
    };
    let lost: f64 =
        ledger["items"].as_array().expect("items").iter().map(|it| number(&it["points"])).sum();
    assert!((lost - number(&ledger["total"]["points"])).abs() < 0.11, "{lost}");
    assert_eq!(ledger["items"][0]["text"], "Co-branding for a reseller: no goal");
}

#[test]
fn the_pages_of_the_sample_company_say_its_golden_numbers() {
    let world = sample();
    let lead = |url: &str| text(&world.shown(url).data["lead"]);
    assert_eq!(
        lead("bets/index.html"),
        "Six yes, eight no, two not decided. No is said more often than yes."
    );
    assert_eq!(
        lead("outcomes/index.html"),
        "Of nine releases that were due to be measured, 78\u{a0}% were. 86\u{a0}% of those moved what they should."
    );
    assert!(lead("feedback/index.html").starts_with("Five of ten loops are closed"));
    assert!(lead("feedback/index.html").contains("66.5 days"));
    assert!(lead("flow/index.html").contains("11\u{a0}% was haste"));
    let flow = world.shown("flow/index.html").data;
    assert_eq!(
        figures(section(&flow, "velocity")),
        [("Velocity", "2.62"), ("Speed", "2.96"), ("Haste", "11.3\u{a0}%")]
    );
    let times = section(&flow, "times");
    assert_eq!(figures(times)[..2], [("Cycle time, middle", "29 d"), ("85 of 100 within", "44 d")]);
    let keys = figures(section(&flow, "keys"));
    assert!(keys.contains(&("Lead time of a change", "29 d")), "{keys:?}");
    let quarter = world.shown("rhythm/quarter/2026-Q1.html").data;
    assert!(text(&quarter["lead"]).starts_with("Stretch goals came to 0.67, within"));
}

#[test]
fn a_team_that_says_better_than_its_number_is_told() {
    let data = sample().shown("goals/carer-q2.html").data;
    assert_eq!(data["stated"]["status"], "on-track");
    assert_eq!(data["computed"]["status"], "off-track");
    assert_eq!(data["krs"][1]["status"], "off-track");
    assert!(data["krs"][1]["note"].as_str().expect("a note").contains("further away"));
    let agreed = sample().shown("goals/fill-q2.html").data;
    assert_eq!(agreed["stated"], Value::Null);
}

#[test]
fn a_number_that_is_not_known_is_never_nought() {
    let world = World::new(&[
        (
            "strategy/s.md",
            "---\ntitle: S\nperiod: 2026\nnorth_star: m\npillars: [{id: a, title: A}]\n---\n",
        ),
        ("metrics/m.md", "---\ntitle: M\nunit: calls\nbetter: down\n---\n"),
        (
            "goals/g.md",
            "---\ntitle: G\npillar: a\nperiod: 2026-Q2\nkrs: [{id: k, title: K, metric: m, baseline: 9, target: 3}]\n---\n",
        ),
        ("bets/b.md", "---\ntitle: B\nstatus: proposed\nproposed: 2026-05-01\n---\n"),
        ("teams/t.md", "---\ntitle: T\n---\n"),
    ]);
    let goal = world.shown("goals/g.html");
    assert_eq!(goal.data["krs"][0]["now"], Value::Null);
    assert_eq!(goal.data["krs"][0]["progress"], Value::Null);
    let facts = goal.data["facts"].to_string();
    assert!(facts.contains("not known"), "{facts}");
    // That nobody owns anything is known, and said.
    let routes = world.routes().into_iter().filter(|route| &*route.url != "owners/index.html");
    for route in routes {
        let shown = world.shown(&route.url).data.to_string();
        for nought in ["\"0\u{a0}%\"", "100\u{a0}%", "NaN"] {
            assert!(!shown.contains(nought), "{}: {nought} in {shown}", route.url);
        }
    }
    let bets = world.shown("bets/index.html").data.to_string();
    assert!(bets.contains("not known"));
    let metrics = world.shown("metrics/index.html").data.to_string();
    assert!(metrics.contains("not known"));
}

#[test]
fn every_number_leads_to_how_it_is_worked_out() {
    let world = sample();
    let urls: Vec<String> = world.routes().iter().map(|route| route.url.to_string()).collect();
    let mut seen = 0;
    for url in &urls {
        let shown = world.shown(url).data.to_string();
        for how in shown.split("\"how_url\":\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(urls.iter().any(|other| other == how), "{url} leads to {how}");
            seen += 1;
        }
    }
    assert!(seen > 150, "{seen}");
}

#[test]
fn what_was_refused_stands_with_its_reason_and_decision() {
    let data = sample().shown("bets/no/index.html").data;
    assert_eq!(text(&data["lead"]), "Eight no against six yes; one put off and one not decided.");
    let rows = section(&data, "no")["blocks"][0]["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 8);
    for row in rows {
        for cell in [0, 1, 2, 4] {
            assert!(row["cells"][cell]["text"].as_str().is_some(), "{row}");
        }
    }
}

#[test]
fn the_week_names_who_is_silent_and_shows_both_words() {
    let data = sample().shown("rhythm/weekly/2026-W20.html").data;
    assert!(text(&data["lead"]).contains("Not heard from yet: Trust."));
    let rows = section(&data, "squads")["blocks"][0]["rows"].as_array().expect("rows");
    let carer = rows.iter().find(|row| row["cells"][0]["text"] == "Carer app").expect("a row");
    assert_eq!(carer["cells"][2]["status"], "on-track");
    assert_eq!(carer["cells"][3]["status"], "off-track");
    let before = sample().shown("rhythm/weekly/2026-W19.html").data;
    let rows = section(&before, "squads")["blocks"][0]["rows"].as_array().expect("rows");
    assert!(
        rows.iter().all(|row| row["cells"][3].is_null()),
        "what a number said then is not known"
    );
}
