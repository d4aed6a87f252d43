//! Faults of structure planted into the sample company: each gives one finding, at its place, and brings no other with
//! it; together they give as many as there are.

use std::collections::BTreeMap;

use crate::sample;
use crate::small::{self, Seen};

/// A fault: what is written into which files, and where it must be found.
struct Plant {
    lint: &'static str,
    edits: &'static [Edit],
    at: &'static str,
}

/// One change of a text; a file without an old text is new.
struct Edit {
    path: &'static str,
    old: &'static str,
    new: &'static str,
}

const fn edit(path: &'static str, old: &'static str, new: &'static str) -> Edit {
    Edit { path, old, new }
}

const PLANTS: &[Plant] = &[
    Plant {
        lint: "bad-front-matter",
        edits: &[edit("people/caleb-stone.md", "role: Marketing", "role: Marketing: all of it")],
        at: "people/caleb-stone.md:3:16",
    },
    Plant {
        lint: "unknown-kind",
        edits: &[edit("glossary.md", "title: Glossary", "type: pagge\ntitle: Glossary")],
        at: "glossary.md:2:7",
    },
    Plant {
        lint: "missing-field",
        edits: &[edit("metrics/app-rating.md", "better: up\n", "")],
        at: "metrics/app-rating.md:1:1",
    },
    Plant {
        lint: "wrong-type",
        edits: &[edit("teams/fill.md", "wip_limit: 2", "wip_limit: two")],
        at: "teams/fill.md:9:12",
    },
    Plant {
        lint: "period-unreadable",
        edits: &[edit(
            "strategy/old.md",
            "",
            "---\ntitle: The plan of last year\nstatus: superseded\nsummary: What we wanted then.\nowner: ines-okafor\nperiod: Q4 2025\npillars: [{id: calls, title: Fewer calls}]\n---\n",
        )],
        at: "strategy/old.md:6:9",
    },
    Plant {
        lint: "confidence-out-of-range",
        edits: &[edit("checkins/fill-2026-04-30.md", "confidence: 0.7\n", "confidence: 1.7\n")],
        at: "checkins/fill-2026-04-30.md:6:13",
    },
    Plant {
        lint: "duplicate-id",
        edits: &[edit(
            "people/studies.md",
            "",
            "---\nid: swap-click-test\nname: Noel Ferrer\nsummary: Answers the phone on Mondays.\n---\n",
        )],
        at: "studies/swap-click-test.md:1:1",
    },
    Plant {
        lint: "unknown-id",
        edits: &[edit(
            "decisions/swap-without-approval.md",
            "declines: [in-app-chat]",
            "declines: [in-app-chatt]",
        )],
        at: "decisions/swap-without-approval.md:16:12",
    },
    Plant {
        lint: "unknown-person",
        edits: &[edit(
            "decisions/swap-without-approval.md",
            "anya-petrova, noor",
            "anya-petrowa, noor",
        )],
        at: "decisions/swap-without-approval.md:8:16",
    },
    Plant {
        lint: "wrong-kind",
        edits: &[edit(
            "decisions/stop-saying-maybe.md",
            "defers: [multi-site-groups]",
            "defers: [badges-wanted]",
        )],
        at: "decisions/stop-saying-maybe.md:16:10",
    },
    Plant {
        lint: "link-cycle",
        edits: &[edit(
            "metrics/active-homes.md",
            "better: up",
            "better: up\ninputs: [shifts-filled-48h]",
        )],
        at: "metrics/active-homes.md:6:10",
    },
    Plant {
        lint: "broken-link",
        edits: &[edit("index.md", "(how-to-read.md)", "(how-to-reed.md)")],
        at: "index.md:9:84",
    },
    Plant {
        lint: "url-clash",
        edits: &[
            edit("words/INDEX.md", "", "# Words\n\nMore words.\n"),
            edit("words/index.md", "", "# Words\n\nOther words.\n"),
        ],
        at: "words/index.md:1:1",
    },
    Plant {
        lint: "inverse-disagrees",
        edits: &[edit(
            "goals/fill-q2.md",
            "continues: fill-q1",
            "continues: fill-q1\ndelivered_by: [push-offers]",
        )],
        at: "goals/fill-q2.md:11:1",
    },
    Plant {
        lint: "csv-unreadable",
        edits: &[edit("metrics/app-rating.csv", "2026-01-31,4.4", "2026-01-31,four")],
        at: "metrics/app-rating.csv:2:12",
    },
    Plant {
        lint: "link-outside-content",
        edits: &[edit("how-to-read.md", "It is not zero.", "It is [not zero](../../numbers.md).")],
        at: "how-to-read.md:27:18",
    },
    Plant {
        lint: "requires-newer",
        edits: &[edit("throughline.yml", "language: en", "language: en\nrequires: \">=99.0\"")],
        at: "throughline.yml:6:11",
    },
    Plant {
        lint: "unknown-field",
        edits: &[edit("teams/trust.md", "wip_limit: 2", "wip_limt: 2")],
        at: "teams/trust.md:9:1",
    },
    Plant {
        lint: "bad-id",
        edits: &[edit(
            "people/Zoe Q.md",
            "",
            "---\nname: Zoe Quist\nsummary: Looks after the books.\n---\n",
        )],
        at: "people/Zoe Q.md:1:1",
    },
    Plant {
        lint: "link-by-alias",
        edits: &[
            edit("goals/trust-q2.md", "period: 2026-Q2", "period: 2026-Q2\naliases: [inspectors]"),
            edit("how-to-read.md", "[[trust-q2]]", "[[inspectors]]"),
        ],
        at: "how-to-read.md:11:91",
    },
    Plant {
        lint: "raw-html",
        edits: &[edit("index.md", "This handbook", "<span onclick=\"go()\">This</span> handbook")],
        at: "index.md:8:7",
    },
    Plant {
        lint: "unclosed-fence",
        edits: &[edit("people/grace-oduya.md", "---\n\n", "---\n\nOne line, then code.\n\n```\n")],
        at: "people/grace-oduya.md:10:1",
    },
    Plant {
        lint: "unused-allow",
        edits: &[edit(
            "people/sam-whitlock.md",
            "name: ",
            "allow:\n  - {lint: no-summary, reason: \"He is new\", until: 2026-12-31}\nname: ",
        )],
        at: "people/sam-whitlock.md:3:5",
    },
    Plant {
        lint: "allow-without-end",
        edits: &[edit(
            "releases/dark-theme.md",
            "status: shipped",
            "status: shipped\nallow:\n  - {lint: goal-period-over, reason: \"It was promised\"}",
        )],
        at: "releases/dark-theme.md:6:5",
    },
];

type Files = BTreeMap<String, String>;

fn base() -> Files {
    sample::files().into_iter().collect()
}

fn plant(files: &mut Files, plant: &Plant) {
    for edit in plant.edits {
        let text = files.entry(edit.path.to_owned()).or_default();
        if edit.old.is_empty() {
            assert!(text.is_empty(), "{} is there already", edit.path);
            edit.new.clone_into(text);
        } else {
            assert!(text.contains(edit.old), "{} does not say {:?}", edit.path, edit.old);
            *text = text.replacen(edit.old, edit.new, 1);
        }
    }
}

/// What is found, each as `path:line:column lint`, without that which the sample has anyway.
fn added(files: Files) -> Vec<String> {
    let known: Vec<(String, &str)> =
        small::findings(&sample::files()).into_iter().map(|seen| (seen.path, seen.code)).collect();
    let files: Vec<(String, String)> = files.into_iter().collect();
    let is_new =
        |seen: &Seen| !known.iter().any(|(path, code)| *path == seen.path && *code == seen.code);
    let seen = small::findings(&files);
    seen.iter().filter(|seen| is_new(seen)).map(line).collect()
}

fn line(seen: &Seen) -> String {
    format!("{}:{}:{} {}", seen.path, seen.line, seen.column, seen.code)
}

fn expected(plant: &Plant) -> String {
    format!("{} {}", plant.at, plant.lint)
}

#[test]
fn each_fault_alone_gives_one_finding_at_its_place() {
    let mut wrong = Vec::new();
    for one in PLANTS {
        let mut files = base();
        plant(&mut files, one);
        let found = added(files);
        if found != [expected(one)] {
            wrong.push(format!("{}: {found:#?}", expected(one)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_faults_together_give_one_finding_each() {
    let mut files = base();
    for one in PLANTS {
        plant(&mut files, one);
    }
    let mut found = added(files);
    found.sort();
    // Positions in files with several faults move, so that only the number of each counts.
    let codes = |lines: &[String]| {
        let mut codes: Vec<String> =
            lines.iter().filter_map(|l| l.rsplit(' ').next().map(str::to_owned)).collect();
        codes.sort();
        codes
    };
    let mut wanted: Vec<String> = PLANTS.iter().map(|one| one.lint.to_owned()).collect();
    wanted.sort();
    assert_eq!(codes(&found), wanted, "{found:#?}");
}
