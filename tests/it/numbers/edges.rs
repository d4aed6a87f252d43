//! Numbers of sites that lack something.

use throughline::measure::Unmeasurable;
use throughline::measure::pace::Status;
use throughline::measure::progress::Flag;
use throughline::model::numbers::{alignment, bets, goals, learning, thread, work};

use super::{id, near, site};

const STRATEGY: (&str, &str) = (
    "strategy/s.md",
    "---\nid: s\nperiod: 2026\nowner: ada\npillars:\n  - {id: cover, weight: 1}\n---\n",
);

fn goal(name: &str, front: &str) -> (String, String) {
    let text = format!("---\nperiod: 2026-Q2\nowner: ada\n{front}\n---\n# {name}\n");
    (format!("goals/{name}.md"), text)
}

fn release(name: &str, front: &str) -> (String, String) {
    let head = "owner: ada\nstatus: shipped\nstarted: 2026-04-01\nshipped: 2026-04-20";
    (format!("releases/{name}.md"), format!("---\n{head}\n{front}\n---\n# {name}\n"))
}

fn files(parts: &[(String, String)]) -> Vec<(&str, &str)> {
    let mut all = vec![STRATEGY];
    all.extend(parts.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    all
}

#[test]
fn a_site_without_work_is_not_aligned_and_not_unaligned() {
    let site = site(&[STRATEGY]);
    let reader = site.reader();
    assert_eq!(alignment::site(&reader).unwrap().score, None);
    let work = work::weighed(&reader, &work::begun(&reader));
    assert_eq!(alignment::ladder(&reader, &work).unwrap().amplification, None);
    assert_eq!(alignment::gap(&alignment::pillars(&reader, &work)), Ok(None));
    assert_eq!(bets::focus(&reader).passes, None);
    assert_eq!(learning::loops(&reader).median_days, None);
}

#[test]
fn a_key_result_that_nobody_reads_counts_nothing_and_lowers_the_coverage() {
    let parts = [goal(
        "g",
        "pillar: cover\nkrs:\n  - {id: a, title: A, baseline: 0, target: 10, current: 5}\n  \
         - {id: b, title: B, metric: m, baseline: 0, target: 10}",
    )];
    let site = site(&files(&parts));
    let reader = site.reader();
    let it = goals::goal(&reader, id(&reader, "g")).unwrap();
    near(it.score.score.unwrap(), 0.25);
    near(it.score.coverage.unwrap(), 0.5);
    assert_eq!(it.krs[1].progress.as_ref().unwrap().flags, [Flag::NoData]);
    assert_eq!(it.krs[1].status(), Some(Status::NoData));
    assert_eq!(it.worst, Some(0));
}

#[test]
fn a_key_result_reads_its_metric_up_to_today_and_up_to_its_period() {
    let metric = ("metrics/m.md", "---\nunit: homes\nbetter: up\nowner: ada\n---\n# M\n");
    let csv = ("metrics/m.csv", "date,value\n2026-03-30,1\n2026-05-10,4\n2026-06-30,9\n");
    let kr = "krs:\n  - {id: a, title: A, metric: m, baseline: 0, target: 10}";
    let (path, text) = goal("before", kr);
    let parts = [goal("now", kr), (path, text.replace("2026-Q2", "2026-Q1"))];
    let mut all = files(&parts);
    all.extend([metric, csv]);
    let site = site(&all);
    let reader = site.reader();
    let share = |name| goals::key_result(&reader, id(&reader, name), 0).unwrap().share().unwrap();
    near(share("now"), 0.4);
    near(share("before"), 0.1);
}

#[test]
fn a_number_without_a_beginning_says_why_it_is_not_known() {
    let parts = [goal("g", "pillar: cover\nkrs:\n  - {id: a, title: A, target: 10, current: 5}")];
    let site = site(&files(&parts));
    let reader = site.reader();
    let kr = goals::key_result(&reader, id(&reader, "g"), 0).unwrap();
    assert_eq!(kr.progress, Err(Unmeasurable::MissingInput));
    assert_eq!(kr.pace, None);
}

#[test]
fn a_goal_of_goals_takes_those_in_force() {
    let kr = |value: f64| {
        format!("krs:\n  - {{id: k, title: K, baseline: 0, target: 10, current: {value}}}")
    };
    let parts = [
        goal("top", "pillar: cover"),
        goal("a", &format!("parent: top\nweight: 3\n{}", kr(4.0))),
        goal("b", &format!("parent: top\n{}", kr(8.0))),
        goal("gone", &format!("parent: top\nstatus: dropped\n{}", kr(0.0))),
    ];
    let site = site(&files(&parts));
    let reader = site.reader();
    near(goals::progress(&reader, id(&reader, "top")).unwrap(), 0.5);
    assert!(thread::pillar(&reader, id(&reader, "a")).is_some());
}

#[test]
fn goals_in_a_circle_have_no_progress_and_no_pillar() {
    let parts = [goal("a", "parent: b"), goal("b", "parent: a")];
    let site = site(&files(&parts));
    let reader = site.reader();
    assert_eq!(goals::progress(&reader, id(&reader, "a")), None);
    assert_eq!(thread::pillar(&reader, id(&reader, "a")), None);
}

#[test]
fn a_release_for_two_goals_is_shared_between_them() {
    let kr = "pillar: cover\nkrs:\n  - {id: k, title: K, baseline: 0, target: 10}";
    let parts = [
        goal("a", kr),
        goal("b", kr),
        release("r", "goals:\n  - {goal: a, share: 0.75}\n  - b\nmoves: [a#k]\neffort: 8pw"),
    ];
    let site = site(&files(&parts));
    let reader = site.reader();
    let strands = reader.strands(id(&reader, "r"));
    let shares: Vec<f64> = strands.iter().map(|it| it.share).collect();
    assert_eq!(shares, [0.75, 0.25]);
    near(thread::of(&reader, id(&reader, "r")).unwrap().score.unwrap(), 0.75 + 0.25 * 0.875);
    let work = work::weighed(&reader, &work::begun(&reader));
    near(alignment::pillars(&reader, &work)[0].actual, 8.0);
}

#[test]
fn a_goal_that_is_not_there_is_served_by_nothing() {
    let parts = [
        goal("a", "pillar: cover\nkrs:\n  - {id: k, title: K, baseline: 0, target: 10}"),
        release("r", "goals: [a, nowhere]\nmoves: [a#k]"),
    ];
    let site = site(&files(&parts));
    let reader = site.reader();
    let it = thread::of(&reader, id(&reader, "r")).unwrap();
    near(it.score.unwrap(), 0.5);
    near(it.losses.unwrap().goal, 0.5);
}

#[test]
fn what_is_planned_or_called_off_is_not_counted() {
    let with = |name: &str, status: &str| {
        let (path, text) = release(name, "goals: [a]");
        (path, text.replace("status: shipped", &format!("status: {status}")))
    };
    let parts = [goal("a", "pillar: cover"), with("p", "planned"), with("c", "cancelled")];
    let site = site(&files(&parts));
    assert_eq!(work::begun(&site.reader()), []);
}

#[test]
fn nothing_written_weighs_one_person_week_and_says_so() {
    let parts = [goal("a", "pillar: cover"), release("r", "goals: [a]")];
    let site = site(&files(&parts));
    let reader = site.reader();
    let weighed = work::weighed(&reader, &work::begun(&reader));
    near(weighed[0].effort, 1.0);
    assert!(weighed[0].assumed);
}

#[test]
fn a_squad_serves_the_goals_of_its_tribe() {
    let parts =
        [goal("a", "pillar: cover\nteams: [tribe]"), release("r", "goals: [a]\nteam: squad")];
    let tribe = ("teams/tribe.md", "---\nkind: tribe\n---\n# Tribe\n");
    let squad = ("teams/squad.md", "---\nkind: squad\ntribe: tribe\n---\n# Squad\n");
    let other = ("teams/other.md", "---\nkind: squad\n---\n# Other\n");
    let mut all = files(&parts);
    let ada = ("people/ada.md", "---\nname: Ada\n---\n");
    all.extend([tribe, squad, other, ada]);
    let site = site(&all);
    let reader = site.reader();
    near(reader.strands(id(&reader, "r"))[0].links.owner, 1.0);
    near(alignment::team(&reader, id(&reader, "tribe")).unwrap().effort, 1.0);
    assert_eq!(alignment::team(&reader, id(&reader, "other")).unwrap().score, None);
}

#[test]
fn two_owners_are_none() {
    let (path, text) = release("r", "goals: [a]");
    let parts =
        [goal("a", "pillar: cover"), (path, text.replace("owner: ada", "owner: [ada, bo]"))];
    let site = site(&files(&parts));
    let reader = site.reader();
    near(reader.strands(id(&reader, "r"))[0].links.owner, 0.0);
}
