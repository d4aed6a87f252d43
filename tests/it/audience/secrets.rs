//! Handbooks with documents that an audience must not see, full of secrets.

use std::fmt::Write as _;
use std::path::Path;

use super::fences::FENCES;

/// Begins every secret word; nothing else in the world does.
pub const WORD: &str = "zqx";
/// Begins every secret number.
pub const NUMBER: &str = "739184";

/// Why a document is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hide {
    /// It is confidential, and the site is for the house.
    Confidential,
    /// It is a draft.
    Draft,
    /// It is for the house, and the site is for the public.
    Internal,
}

impl Hide {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Confidential, Self::Draft, Self::Internal];

    /// The line in a hidden document.
    const fn hidden(self) -> &'static str {
        match self {
            Self::Confidential => "audience: confidential\n",
            Self::Draft => "draft: true\n",
            Self::Internal => "audience: internal\n",
        }
    }

    /// The line in a document that is seen.
    const fn seen(self) -> &'static str {
        match self {
            Self::Confidential | Self::Draft => "",
            Self::Internal => "audience: public\n",
        }
    }
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides.max(1)
    }
}

/// Replaces every `§` by a secret word of its own and every `¤` by a secret number, and `@x` by the id of the hidden x.
fn plant(text: &str, count: &mut usize) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '§' => {
                *count += 1;
                let _ = write!(out, "{WORD}{count}w");
            }
            '¤' => {
                *count += 1;
                let _ = write!(out, "{NUMBER}{}", *count % 10);
            }
            '@' => out.push_str("zqxid-"),
            c => out.push(c),
        }
    }
    out
}

/// One hidden document of each kind with a secret in every field that takes words, and seen ones that name it in
/// every field and in every form of link.
pub fn one_of_each(hide: Hide) -> Vec<(String, String)> {
    let mut count = 0;
    let mut files = Vec::new();
    let common = "id: {id}\naliases: [§, @{kind}-old]\ntitle: § of §\nsummary: § and §.\nwhy: §\ntags: [§, shared]\n\
        redirect_from: [§/§.html]\nx-free: {deep: [§, ¤]}\nlinks: [https://§.example/§]\nsee_also: [@page]\n\
        allow: [{lint: unowned, reason: §, until: 2026-09-01}]\n\
        imported: {tool: §, id: §, url: https://§.example, fields: {a: §}}\n\
        reviewed: 2026-01-01\nreview_every: quarterly\n";
    let body = "\n# § heading\n\nA § paragraph with [[seen-goal]], [[seen-{kind}]], [[@goal|§ words]] and [§](§.png).\n\n\
        ## § second\n\n| § | ¤ |\n|---|---|\n| § | ¤ |\n\n```§\n§\n```\n\n[^§]: §\n\n![§](@image.png)\n";
    for (folder, kind, fields) in HIDDEN {
        let owner = if *kind == "person" { "" } else { "owner: @person\n" };
        let text = format!("---\n{}{common}{owner}{fields}---\n{body}", hide.hidden())
            .replace("{id}", &format!("@{kind}"))
            .replace("{kind}", kind);
        let path = plant(&format!("{folder}/@{kind}.md"), &mut count);
        files.push((path, plant(&text, &mut count)));
    }
    for (folder, kind, fields) in SEEN {
        let owner = if *kind == "person" { "" } else { "owner: [seen-person, @person]\n" };
        let twin = HIDDEN.iter().any(|(_, hidden, _)| hidden == kind);
        let older = if twin { "supersedes: [@{kind}]\n" } else { "" };
        let also = format!("see_also: [@page, @goal]\n{older}");
        let text = format!(
            "---\n{}title: Seen {kind}\n{owner}{also}{fields}---\n{LINKING}{FENCES}",
            hide.seen()
        )
        .replace("{kind}", kind);
        files.push((format!("{folder}/seen-{kind}.md"), plant(&text, &mut count)));
    }
    for (path, text) in [
        ("metrics/@metric.csv", "date,value,note\n2026-04-01,¤,§\n2026-05-01,¤,§\n"),
        (
            "feedback/@survey.csv",
            "respondent,date,score,comment\n§,2026-05-01,9,§\n§,2026-05-02,2,§\n",
        ),
        ("goals/@image.png", "§"),
        ("metrics/seen-metric.csv", "date,value\n2026-04-01,3\n2026-05-01,4\n"),
    ] {
        files.push((plant(path, &mut count), plant(text, &mut count)));
    }
    let home = format!("---\n{}---\n# Home\n\nWelcome.\n", hide.seen());
    files.push(("index.md".to_owned(), home));
    files
}

/// A text that links to hidden documents in every way.
const LINKING: &str = "
First [[@goal]] and [[@page]] of it.

See [one](../goals/@goal.md), [two](../goals/@goal.md#heading \"three\"), [[@bet]], [[@bet|four]], [[@strategy#pillar]],
[[@goal-old]], [[@GOAL]], <a href=\"../bets/@bet.md\" title=\"five\">six</a>,
[seven](../goals/@goal), [seven](../decisions/@decision/),
[eight](/goals/@goal.html), [nine](../metrics/@metric.csv), [ten][ref], [[@person]].

Count [[=count under:@goal]], [[@goal:title]], [[@goal:zz]].

## After [[@decision]]

### [[@bet]]

| [[@team]] | [a](../teams/@team.md) |
|---|---|
| [[@release]] | [[@study#task]] |

- [ ] [[@feedback]]

[ref]: ../decisions/@decision.md
";

const HIDDEN: &[(&str, &str, &str)] = &[
    (
        "strategy",
        "strategy",
        "status: active\nperiod: 2026\nvision: §\nnorth_star: @metric\n\
        pillars: [{id: §, title: §, why: §, weight: 40, summary: §}, {id: @pillar, title: §}]\nnot_doing: [§, § and §]\n",
    ),
    (
        "goals",
        "goal",
        "status: active\nperiod: 2026-Q2\npillar: @strategy#@pillar\nteams: [@team, seen-team]\nstatus_note: §\n\
        parent: seen-goal\nguarded_by: [@metric]\ncontinues: [@goal]\ndepends_on: [{item: seen-release, effect: blocks, by: 2026-06-01, note: §}]\n\
        krs: [{id: @kr, title: §, metric: @metric, baseline: ¤, target: ¤, current: ¤, unit: §, owner: @person}, \
        {id: §, title: §, kind: milestone, done: 3, total: 7}]\n",
    ),
    (
        "bets",
        "bet",
        "status: accepted\ngoal: seen-goal\nmoscow: must\nreach: ¤\nimpact: 2\nconfidence: 0.7\neffort: 3pm\nproposed: 2026-01-02\n\
        decided: 2026-02-02\ndecision: @decision\nreason: §\nopportunity: §\nassumptions: [{text: §, risk: value, test: §, result: §}]\n\
        evidence: [{id: @feedback, note: §}, {date: 2026-01-01, note: §, url: https://§.example}]\n",
    ),
    (
        "bets",
        "refused",
        "status: declined\ngoal: seen-goal\nreason: §\ndecided: 2026-03-01\ndecision: seen-decision\n",
    ),
    (
        "releases",
        "release",
        "status: in-progress\nteam: seen-team\ngoals: [seen-goal, @goal]\nmoves: [seen-goal#kr, seen-metric]\nbet: seen-bet\n\
        version: §\nstarted: 2026-03-01\ntargets: [2026-04-01, 2026-06-30]\neffort: 7pw\nroles: {pm: @person, §: §}\nunaligned_reason: §\n\
        depends_on: [{item: seen-release, effect: blocks, note: §}]\nwaiting_on: [{on: §, since: 2026-04-01, what: §}]\niterates: seen-release\n\
        evidence: [{date: 2026-01-01, note: §}]\n\
        outcome: {customer: §, business: §, by: 2026-07-01, expected: [{text: §, metric: @metric, change: ¤}], confidence: 0.5}\n",
    ),
    (
        "metrics",
        "metric",
        "unit: §\nbetter: up\ndefinition: §\nquery: §\ninputs: [@metric]\ntarget: ¤\n",
    ),
    (
        "checkins",
        "checkin",
        "date: 2026-05-12\nteam: seen-team\ngoal: seen-goal\nstatus: off-track\nconfidence: 0.1\nblockers: [§, §]\n\
        asks: [{of: seen-person, what: §}]\nkrs: [{id: kr, value: ¤, confidence: 0.2, note: §}]\n",
    ),
    (
        "feedback",
        "feedback",
        "status: accepted\nheard: 2026-04-01\nsource: nps\ncustomers: 31\nsurvey: @survey.csv\ndecided: 2026-04-20\n\
        decision: seen-decision\nreason: §\ninforms: [seen-goal, seen-bet, @goal]\n",
    ),
    (
        "studies",
        "study",
        "date: 2026-04-01\nkind: usability\nparticipants: 8\ntasks: [{name: §, successes: 3, trials: 8}]\ninforms: [seen-goal, seen-bet]\n",
    ),
    (
        "decisions",
        "decision",
        "date: 2026-04-01\ndriver: @person\napprover: @person\ncontributors: [@person]\ninformed: [seen-team]\ncontext: §\n\
        outcome: §\noptions: [§, §]\naccepts: [seen-bet, @bet]\ndeclines: [@refused]\ndefers: [seen-late]\n",
    ),
    (
        "teams",
        "team",
        "kind: squad\nlead: @person\nmission: §\ntribe: seen-team\nmembers: [@person, seen-person]\nwip_limit: 2\n",
    ),
    ("people", "person", "name: § §\nrole: §\nteam: seen-team\n"),
    ("guide", "page", "order: 1\n"),
];

const SEEN: &[(&str, &str, &str)] = &[
    (
        "strategy",
        "strategy",
        "status: active\nperiod: 2026\nnorth_star: @metric\npillars: [{id: pillar, title: Pillar}]\n",
    ),
    (
        "goals",
        "goal",
        "status: active\nperiod: 2026-Q2\npillar: @strategy#@pillar\nteams: [seen-team, @team]\nguarded_by: [@metric, seen-metric]\n\
        parent: @goal\ncontinues: [@goal]\ndepends_on: [@release, {item: @goal, effect: blocks}]\n\
        krs: [{id: kr, title: More, metric: seen-metric, baseline: 1, target: 9}, {id: k2, title: Most, metric: @metric, baseline: 1, target: 5, owner: @person}]\n",
    ),
    (
        "goals",
        "lower",
        "status: active\nperiod: 2026-Q2\npillar: seen-strategy#pillar\nteams: [@team]\nkrs: [{id: a, title: A, metric: seen-metric, baseline: 1, target: 4}]\n",
    ),
    (
        "bets",
        "bet",
        "status: accepted\ngoal: @goal\nreach: 10\nimpact: 2\nconfidence: 0.9\neffort: 1pm\ndecided: 2026-02-01\ndecision: @decision\n\
        evidence: [{id: @feedback}, {id: @study}]\n",
    ),
    (
        "bets",
        "refused",
        "status: declined\ngoal: seen-goal\nreason: No.\ndecided: 2026-02-01\ndecision: @decision\n",
    ),
    ("bets", "late", "status: deferred\ngoal: @goal\nrevisit: 2026-09-01\n"),
    (
        "releases",
        "release",
        "status: shipped\nteam: @team\ngoals: [@goal, {goal: seen-goal, share: 0.5}]\nmoves: [\"@goal#@kr\", seen-goal#kr, @metric]\nbet: @bet\n\
        started: 2026-03-01\ntargets: [2026-04-01]\nshipped: 2026-04-02\neffort: 4pw\nroles: {pm: @person, design: seen-person}\n\
        depends_on: [@release]\niterates: @release\nguarded_by: [@metric]\ndecision: @decision\nwaiting_on: [{on: @team, since: 2026-04-01, what: a word}]\n\
        outcome: {customer: Less, expected: [{metric: @metric, change: 4}], measured: 2026-05-01, moved: true}\n",
    ),
    (
        "releases",
        "only",
        "status: planned\nteam: seen-team\ngoals: [@goal]\ntargets: [2026-08-01]\neffort: 2pw\n",
    ),
    ("metrics", "metric", "unit: homes\nbetter: up\ninputs: [@metric]\nleading: [@metric]\n"),
    (
        "checkins",
        "checkin",
        "date: 2026-05-11\nteam: @team\ngoal: @goal\nstatus: on-track\nasks: [{of: @person, what: a look}]\n",
    ),
    (
        "feedback",
        "feedback",
        "status: declined\nheard: 2026-04-01\nsource: sales\ncustomers: 1\ndecided: 2026-05-01\ndecision: @decision\nreason: No.\ninforms: [@goal, @bet]\n",
    ),
    ("studies", "study", "date: 2026-04-01\nkind: usability\nparticipants: 3\ninforms: [@goal]\n"),
    (
        "decisions",
        "decision",
        "date: 2026-04-02\ndriver: @person\napprover: @person\ncontributors: [@person, @team]\naccepts: [@bet]\ndeclines: [@refused]\n",
    ),
    (
        "teams",
        "team",
        "kind: squad\nlead: @person\nmission: Ours\ntribe: @team\nmembers: [@person]\n",
    ),
    ("people", "person", "name: Seen Person\nrole: One\nteam: @team\n"),
    ("guide", "page", "order: 2\n"),
];

/// The sample company with some of its documents hidden: those are renamed to secrets wherever they are named, and get
/// secrets in their texts.
pub fn sample(root: &Path, seed: usize, hide: Hide) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
        let entry = entry.expect("an entry");
        let path = entry.path().strip_prefix(root).expect("below").to_string_lossy().into_owned();
        if entry.file_type().is_file()
            && let Ok(text) = std::fs::read_to_string(entry.path())
        {
            files.push((path, text));
        }
    }
    let mut dice = Dice(seed as u64 + 11);
    let mut hidden = Vec::new();
    for (path, _) in &files {
        let Some((_, name)) = path.rsplit_once('/') else { continue };
        let Some(id) = name.strip_suffix(".md") else { continue };
        // A bare word stands in prose too.
        if id.contains('-') && !path.starts_with("guide/") && dice.roll(4) == 0 {
            hidden.push((path.clone(), id.to_owned()));
        }
    }
    assert!(hidden.len() > 10, "few are hidden");
    hidden.sort_by_key(|(_, id)| std::cmp::Reverse(id.len()));
    let mut count = 0;
    for (path, text) in &mut files {
        let is_hidden = hidden.iter().any(|(own, _)| own == path);
        let is_data = hidden
            .iter()
            .any(|(own, _)| own.trim_end_matches(".md") == path.trim_end_matches(".csv"));
        for (index, (_, id)) in hidden.iter().enumerate() {
            let secret = format!("{WORD}{index}id");
            if !path.starts_with("guide/") {
                let lines = text.lines().map(|line| match line.starts_with("status_note: ") {
                    true => format!("{line}\n"),
                    false => format!("{}\n", line.replace(id.as_str(), &secret)),
                });
                *text = lines.collect();
            }
            if is_hidden || is_data {
                *path = path.replace(id.as_str(), &secret);
            }
        }
        if is_hidden {
            *text = text.replacen("---\n", &format!("---\n{}", hide.hidden()), 1);
            *text = with_secrets(text, &mut count);
        } else if is_data {
            let head = text.lines().next().unwrap_or_default().to_owned();
            *text = plant(&format!("{head}\n2026-05-01,¤\n2026-05-08,¤\n"), &mut count);
        } else if path.ends_with(".md") {
            if text.starts_with("---\n") {
                *text = text.replacen("---\n", &format!("---\n{}", hide.seen()), 1);
            } else {
                *text = format!("---\n{}---\n{text}", hide.seen());
            }
        }
    }
    files
}

/// A secret at the end of every sentence of the front matter, and of every line of the body.
fn with_secrets(text: &str, count: &mut usize) -> String {
    let mut out = String::new();
    let mut fences = 0;
    for line in text.lines() {
        fences += usize::from(line == "---");
        let free = [
            "title",
            "summary",
            "why",
            "note",
            "reason",
            "context",
            "mission",
            "role",
            "name",
            "status_note",
            "what",
        ]
        .iter()
        .any(|key| line.trim_start().trim_start_matches("- ").starts_with(&format!("{key}: ")));
        let plain = !line.trim_end().ends_with(['"', '\'', '}', ']', '|', '>']);
        let quoted = line.trim_end().ends_with('"');
        let line = match fences {
            1 if free && plain => format!("{line} §"),
            1 if free && quoted => format!("{} §\"", line.trim_end().trim_end_matches('"')),
            n if n >= 2 && line != "---" && !line.is_empty() => format!("{line} §"),
            _ => line.to_owned(),
        };
        out.push_str(&plant(&line, count));
        out.push('\n');
    }
    out
}
