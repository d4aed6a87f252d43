//! Handbooks that nobody should write: any names, any fields, any text, any bytes.

use std::fmt;

use proptest::prelude::*;

/// A file of the content.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    pub path: String,
    pub bytes: Vec<u8>,
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {:?}", self.path, String::from_utf8_lossy(&self.bytes))
    }
}

/// A document with one fault that must be found whatever stands beside it.
pub const PLANTED: &str = "releases/planted-a7.md";
/// Its text: a release that names no goal.
pub const PLANTED_TEXT: &str = "---\ntitle: Planted\nstatus: in-progress\nstarted: 2026-05-01\nsummary: A fault.\n---\n\nText.\n";

/// Texts that break what takes them for something else.
pub const WORDS: &[&str] = &[
    "plain",
    "x",
    "goals/a",
    "a",
    "b",
    "a#kr1",
    "\"><script>alert(1)</script>",
    "'\"><img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--sprite-->",
    "--><svg onload=alert(1)>",
    "]]><svg/onload=alert(1)>",
    "{{ site.title }}{% raw %}",
    "javascript:alert(1)",
    "JaVa\tScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "https://evil.example/\"onmouseover=\"alert(1)",
    "../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/x",
    "/etc/passwd",
    "file:///etc/passwd",
    "\u{202e}gpj.exe",
    "\u{200f}\u{200b}\u{feff}",
    "👩‍👩‍👧‍👦 🏳️‍🌈",
    "ﷺ",
    "e\u{301}\u{301}\u{301}\u{301}",
    "\u{fffd}",
    "\u{2028}\u{2029}",
    "`` ` ``",
    "$(rm -rf ~)",
    "=cmd|' /C calc'!A0",
    "null",
    "true",
    "-1",
    "0",
    "1e999",
    "-1e-999",
    ".nan",
    ".inf",
    "99999999999999999999999",
    "9999-12-31",
    "0000-00-00",
    "-9999-01-01",
    "2026-02-30",
    "2026-05-15",
    "2026-Q2",
    "2026-Q9",
    "9999-Q4",
    "3pw",
    "1e300pm",
    "draft",
    "active",
    "shipped",
    "in-progress",
    "accepted",
    "planned",
    "won't",
    "increase",
    "maintain",
    "milestone",
    "nps",
    "public",
    "internal",
];

/// Every name that a field has somewhere, and some that none has.
pub const FIELDS: &[&str] = &[
    "id",
    "title",
    "type",
    "kind",
    "status",
    "summary",
    "owner",
    "tags",
    "audience",
    "draft",
    "allow",
    "redirect_from",
    "order",
    "template",
    "imported",
    "reviewed",
    "review_every",
    "aliases",
    "weight",
    "date",
    "confidence",
    "team",
    "reason",
    "goal",
    "decision",
    "why",
    "value",
    "url",
    "unit",
    "text",
    "target",
    "period",
    "outcome",
    "note",
    "name",
    "informs",
    "impact",
    "guarded_by",
    "effort",
    "decided",
    "by",
    "wsjf",
    "wip_limit",
    "waiting_on",
    "vision",
    "until",
    "unaligned_reason",
    "tribe",
    "teams",
    "tasks",
    "targets",
    "survey",
    "supersedes",
    "started",
    "stage",
    "source",
    "share",
    "see_also",
    "rollup",
    "roles",
    "role",
    "risk",
    "revisit",
    "result",
    "remeasured",
    "reach",
    "proposed",
    "pillars",
    "pillar",
    "participants",
    "parent",
    "options",
    "not_doing",
    "north_star",
    "nav",
    "moves",
    "moscow",
    "mission",
    "metric",
    "members",
    "measured",
    "links",
    "lead",
    "krs",
    "key_results",
    "iterates",
    "inputs",
    "importance",
    "ice",
    "heard",
    "goals",
    "floor",
    "failed",
    "expected",
    "evidence",
    "ease",
    "driver",
    "depends_on",
    "definition",
    "defers",
    "declines",
    "customer",
    "current",
    "continues",
    "context",
    "checkin_every",
    "change",
    "ceiling",
    "capacity",
    "cadence",
    "business",
    "bet",
    "baseline",
    "assumptions",
    "asks",
    "approver",
    "appetite",
    "ambition",
    "accepts",
    "csv",
    "sus",
    "times",
    "readings",
    "x-free",
    "zzz",
    "<b>",
    "a b",
    "__proto__",
    "constructor",
];

const BODY: &[&str] = &[
    "\n",
    "\n\n",
    "# ",
    "## ",
    "plain words ",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>x</script></svg>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href='../../../x'>x</a>",
    "<iframe src=\"//evil.example\"></iframe>",
    "<div style=\"position:fixed\" onclick=alert(1)>",
    "</div></main></body></html>",
    "</p></section></article>",
    "<table><td>",
    "<details open><summary>",
    "<b><i><b>",
    "<!-- ",
    " -->",
    "<!--sprite-->",
    "[x](javascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](//evil.example/a)",
    "[x](\\\\evil.example/a)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](../../../../etc/passwd)",
    "[x](%2e%2e/%2e%2e/etc/passwd)",
    "[x](/etc/passwd)",
    "[x](goals/a.md#nothing)",
    "[x](a.md)",
    "[x](A.md)",
    "[x](../goals/)",
    "[x](#\"><script>)",
    "[x](https://evil.example/\"onmouseover=\"alert(1))",
    "[x](a.md '\"onmouseover=\"alert(1)')",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/track.png)",
    "![x](//evil.example/track.png)",
    "![\" onerror=\"alert(1)](image.png)",
    "![x](../image.svg)",
    "[[a]]",
    "[[a#kr1]]",
    "[[a|<b>words]]",
    "[[\"><script>alert(1)</script>]]",
    "[[../../x]]",
    "[[=count type:release]]",
    "[[a:title]]",
    "<javascript:alert(1)>",
    "<https://evil.example>",
    "www.evil.example ",
    "```view table\nquery: x\n",
    "```\"><script>\n",
    "~~~\n",
    "```",
    "> [!NOTE]\n> ",
    "> > > > > ",
    "- - - - - ",
    "1. ",
    "[^1]",
    "[^1]: ",
    "[^\"><script>]",
    "| a | b |\n|---|---|\n| <img src=x onerror=alert(1)> |\n",
    "|",
    "term\n: definition\n",
    "$x$ $$y$$ ",
    "~~a~~ ",
    "- [ ] task\n",
    "&lt;script&gt; &#0; &#x202e; ",
    "\u{202e}\u{200f} ",
    "\u{e000}0\u{e000}",
    "👩‍👩‍👧‍👦",
    "\r\n",
    "\r",
    "\t",
    "    ",
    "---\n",
    "===\n",
    "{{ data.title }}",
    "{% include 'x' %}",
];

/// Names of files: homes of kinds, addresses of views, and what a disk or a browser may stumble over.
const PATHS: &[&str] = &[
    "index.md",
    "README.md",
    "readme.md",
    "404.md",
    "page.md",
    "Page.md",
    "a b.md",
    "a#b.md",
    "a?b.md",
    "a%2e%2e.md",
    "a\"><script>alert(1)<.md",
    "javascript:alert(1).md",
    "javascript:alert(1)/index.md",
    "data:.md",
    "\u{202e}dm.md",
    "é.md",
    "e\u{301}.md",
    "...md",
    "..a.md",
    "CON.md",
    "alignment/index.md",
    "alignment.md",
    "checks/index.md",
    "checks/README.md",
    "roadmap/index.md",
    "strategy/index.md",
    "strategy/s.md",
    "strategy/S.md",
    "goals/index.md",
    "goals/README.md",
    "goals.md",
    "Goals.md",
    "goals/a.md",
    "goals/A.md",
    "goals/b.md",
    "goals/2.md",
    "bets/no/index.md",
    "bets/a.md",
    "bets/c.md",
    "releases/r.md",
    "releases/r2.md",
    "releases/deep/er/and/deeper/r3.md",
    "metrics/m.md",
    "metrics/m.csv",
    "metrics/M.csv",
    "metrics/n.md",
    "metrics/n.csv",
    "feedback/f.md",
    "feedback/f.csv",
    "research/s1.md",
    "studies/s2.md",
    "checkins/c1.md",
    "teams/t.md",
    "teams/t2.md",
    "people/p.md",
    "people/q.md",
    "decisions/d.md",
    "guide/install.md",
    "guide/install/index.md",
    "guide/README.md",
    "guide/index.md",
    "page.html",
    "page.html/image.png",
    "page.json",
    "image.png",
    "image.svg",
    "robots.txt",
    "findings.json",
    "sitemap.xml",
    "assets/site.css",
    "assets/theme.js/x.png",
    "goals/a.json",
    "goals/a.html",
    "index.html",
    "x.yml",
    "kep.yaml",
    "loose.csv",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(WORDS).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => prop::sample::select(WORDS).prop_map(|word| word.repeat(10_000 / word.len().max(1))),
    ]
}

/// A value of YAML: quoted soundly, or as it comes.
fn value() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        3 => word().prop_map(|word| serde_json::to_string(&word).expect("a string")),
        3 => word(),
        1 => Just("&x [*x, *x]".to_owned()),
        1 => Just("|\n  one\n  two".to_owned()),
        1 => Just("!!binary aGVsbG8=".to_owned()),
        1 => Just("[".repeat(200)),
    ];
    scalar.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|items| format!("[{}]", items.join(", "))),
            prop::collection::vec((prop::sample::select(FIELDS), inner), 0..4).prop_map(
                |entries| {
                    let entries: Vec<String> =
                        entries.iter().map(|(key, value)| format!("{key:?}: {value}")).collect();
                    format!("{{{}}}", entries.join(", "))
                }
            ),
        ]
    })
}

fn body() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(BODY), 0..25).prop_map(|parts| parts.concat())
}

/// A document with front matter of hostile values.
pub fn document() -> impl Strategy<Value = String> {
    let entries = prop::collection::vec((prop::sample::select(FIELDS), value()), 0..12);
    (entries, body(), 0..8u8).prop_map(|(entries, body, ends)| {
        let front: String =
            entries.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        match ends {
            0 => format!("---\n{front}{body}"),
            1 => body,
            _ => format!("---\n{front}---\n{body}"),
        }
    })
}

fn table() -> impl Strategy<Value = Vec<u8>> {
    let cell = prop_oneof![
        word(),
        Just("2026-05-01".to_owned()),
        Just("7".to_owned()),
        Just("1,5".to_owned()),
        Just("\"a\nb".to_owned()),
    ];
    let head = prop::sample::select(vec![
        "date,value",
        "respondent,score",
        "respondent,date,score,comment",
        "q1,q2,q3,q4,q5,q6,q7,q8,q9,q10",
        "",
    ]);
    let rows = prop::collection::vec(prop::collection::vec(cell, 0..5), 0..8);
    (head, rows).prop_map(|(head, rows)| {
        let rows: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        format!("{head}\n{}", rows.join("\n")).into_bytes()
    })
}

/// What stands in a file.
pub fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => document().prop_map(String::into_bytes),
        2 => table(),
        1 => prop::collection::vec(any::<u8>(), 0..400),
    ]
}

/// A handbook, without two files of one name.
pub fn files() -> impl Strategy<Value = Vec<File>> {
    let file = (prop::sample::select(PATHS), bytes());
    prop::collection::vec(file, 1..14).prop_map(|files| {
        let mut own: Vec<File> =
            files.into_iter().map(|(path, bytes)| File { path: path.to_owned(), bytes }).collect();
        own.sort();
        own.dedup_by(|a, b| a.path == b.path);
        own
    })
}

/// Settings, hostile too; they leave lints alone, so that a planted fault must be found.
pub fn settings() -> impl Strategy<Value = Option<String>> {
    const KEYS: &[&str] = &[
        "title",
        "description",
        "base_url",
        "language",
        "urls",
        "as_of",
        "repo",
        "nav",
        "weights",
        "thresholds",
        "reach_unit",
        "effort_unit",
        "period_start_month",
        "scoring",
        "markdown",
        "search",
        "feeds",
        "redirects",
        "own_urls",
        "link_roots",
        "audience_leak",
        "zzz",
    ];
    let entries = prop::collection::vec((prop::sample::select(KEYS), value()), 0..6);
    prop::option::of(entries.prop_map(|entries| {
        entries.iter().map(|(key, value)| format!("{key}: {value}\n")).collect()
    }))
}
