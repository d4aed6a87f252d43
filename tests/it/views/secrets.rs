//! What is hidden stays hidden: a secret in every field of hidden documents, visible documents of every kind that link
//! to them by every field, and not a trace of it on any page.

use super::world::World;

/// Hidden documents of every kind; every word of theirs is a secret.
const HIDDEN: &[(&str, &str)] = &[
    (
        "strategy/secret-strategy.md",
        "title: SECRET\nperiod: 2026\npillars: [{id: secret-pillar, title: SECRET}]\nnorth_star: secret-metric\n",
    ),
    (
        "goals/secret-goal.md",
        "title: SECRET\npillar: secret-pillar\nperiod: 2026-Q2\nowner: secret-person\nteams: [secret-team]\nkrs: [{id: secret-kr, title: SECRET, metric: secret-metric, baseline: 1, target: 2}]\n",
    ),
    ("metrics/secret-metric.md", "title: SECRET\nunit: SECRET\nbetter: up\n"),
    (
        "bets/secret-bet.md",
        "title: SECRET\nstatus: accepted\nproposed: 2026-01-01\nowner: secret-person\nopportunity: SECRET\n",
    ),
    (
        "releases/secret-release.md",
        "title: SECRET\nstatus: in-progress\nowner: secret-person\ngoals: [secret-goal]\nwaiting_on: {on: ana, what: SECRET}\ntargets: [2026-05-01]\n",
    ),
    (
        "checkins/secret-checkin.md",
        "date: 2026-05-13\nteam: secret-team\ngoal: secret-goal\nstatus: on-track\nconfidence: 0.5\nblockers: [SECRET]\nasks: [{of: secret-team, what: SECRET}]\n",
    ),
    ("feedback/secret-feedback.md", "title: SECRET\nheard: 2026-05-01\nsource: sales\n"),
    ("studies/secret-study.md", "title: SECRET\ndate: 2026-05-01\nkind: usability\n"),
    (
        "decisions/secret-decision.md",
        "title: SECRET\ndate: 2026-05-01\ndriver: secret-person\naccepts: [open-bet]\n",
    ),
    ("teams/secret-team.md", "title: SECRET\nkind: squad\nlead: secret-person\nmembers: [ana]\n"),
    ("people/secret-person.md", "name: SECRET\nteam: open-team\n"),
    ("notes/secret-page.md", "title: SECRET\ntags: [secret-tag]\n"),
];

/// Visible documents that name the hidden ones wherever a field allows it.
const SHOWN: &[(&str, &str)] = &[
    (
        "strategy/open.md",
        "title: Open strategy\nperiod: 2026\nowner: ana\nnorth_star: secret-metric\npillars: [{id: reach, title: Reach}]\n",
    ),
    (
        "goals/open-goal.md",
        "title: Open goal\npillar: secret-strategy#secret-pillar\nparent: secret-goal\nperiod: 2026-Q2\nowner: secret-person\nteams: [secret-team]\ncontinues: [secret-goal]\nguarded_by: [secret-metric]\ndepends_on: [{item: secret-release, effect: blocks}]\nkrs: [{id: kr, title: A number, metric: secret-metric, owner: secret-person, baseline: 1, target: 2}]\n",
    ),
    (
        "metrics/open-metric.md",
        "title: Open metric\nunit: n\nbetter: up\nowner: secret-person\nrelation: sum\ninputs: [secret-metric]\nleading: [secret-metric]\n",
    ),
    (
        "bets/open-bet.md",
        "title: Open bet\nstatus: accepted\nproposed: 2026-01-01\nowner: secret-person\ngoal: secret-goal\ndecision: secret-decision\nevidence: [secret-feedback, secret-study]\ndepends_on: [{item: secret-bet}]\n",
    ),
    (
        "bets/refused-bet.md",
        "title: Refused bet\nstatus: declined\nproposed: 2026-01-01\ndecided: 2026-05-01\ndecision: secret-decision\nreason: too dear\nsupersedes: [secret-bet]\n",
    ),
    (
        "releases/open-release.md",
        "title: Open release\nstatus: shipped\nowner: secret-person\ngoals: [secret-goal]\nmoves: [secret-goal#secret-kr, secret-metric]\nbet: secret-bet\nteam: secret-team\niterates: secret-release\nroles: {pm: secret-person}\nguarded_by: [secret-metric]\ndecision: secret-decision\nevidence: [secret-feedback]\ndepends_on: [{item: secret-release}]\nshipped: 2026-05-02\n",
    ),
    (
        "releases/waiting.md",
        "title: Waiting release\nstatus: in-progress\nowner: ana\ngoals: [open-goal]\nwaiting_on: {on: secret-person, since: 2026-05-01}\nteam: open-team\ndepends_on: [{item: secret-release}]\n",
    ),
    (
        "checkins/open-checkin.md",
        "date: 2026-05-13\nteam: secret-team\ngoal: secret-goal\nstatus: on-track\nconfidence: 0.5\nasks: [{of: secret-team, what: A date}]\n",
    ),
    (
        "checkins/own-checkin.md",
        "date: 2026-05-13\nteam: open-team\ngoal: open-goal\nstatus: on-track\nconfidence: 0.5\nasks: [{of: secret-person, what: A date}]\n",
    ),
    (
        "feedback/open-feedback.md",
        "title: Open feedback\nheard: 2026-05-01\nsource: sales\ndecision: secret-decision\ninforms: [secret-goal, secret-release]\n",
    ),
    (
        "studies/open-study.md",
        "title: Open study\ndate: 2026-05-01\nkind: usability\ninforms: [secret-bet]\n",
    ),
    (
        "decisions/open-decision.md",
        "title: Open decision\ndate: 2026-05-01\ndriver: secret-person\napprover: secret-person\ncontributors: [secret-person, secret-team]\ninformed: [secret-team]\naccepts: [secret-bet]\ndeclines: [refused-bet]\ndefers: [secret-bet]\nsupersedes: [secret-decision]\n",
    ),
    (
        "teams/open-team.md",
        "title: Open team\nkind: squad\nlead: secret-person\ntribe: secret-team\nmembers: [secret-person]\n",
    ),
    ("people/ana.md", "name: Ana\nteam: secret-team\n"),
];

#[test]
fn not_a_word_of_what_is_hidden_is_on_any_page() {
    let body = "See [[secret-page]], [[secret-goal]] and [it](../notes/secret-page.md).";
    let mut files: Vec<(String, String)> = Vec::new();
    for (path, front) in HIDDEN {
        files.push((
            (*path).to_owned(),
            format!(
                "---\n{front}audience: confidential\n---\nSECRET to [a](../goals/open-goal.md).\n"
            ),
        ));
    }
    for (path, front) in SHOWN {
        files.push(((*path).to_owned(), format!("---\n{front}---\n{body}\n")));
    }
    files.push(("notes/open-page.md".to_owned(), format!("# Open page\n\n{body}\n")));
    files
        .push(("metrics/secret-metric.csv".to_owned(), "date,value\n2026-05-01,4242\n".to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let world = World::new(&files);
    let routes = world.routes();
    assert!(routes.len() > SHOWN.len());
    for route in &routes {
        assert!(!route.url.contains("secret"), "{}", route.url);
        let shown = world.shown(&route.url);
        for text in
            [shown.frame.to_string(), shown.data.to_string(), format!("{:?}", shown.page.charts)]
        {
            let lower = text.to_lowercase();
            let leak = lower.find("secret").or_else(|| lower.find("4242"));
            if let Some(at) = leak {
                let from = lower.floor_char_boundary(at.saturating_sub(120));
                let to = lower.ceil_char_boundary((at + 120).min(lower.len()));
                panic!("{}: {}", route.url, &lower[from..to]);
            }
        }
    }
    assert!(!world.site().to_string().to_lowercase().contains("secret"));
}
