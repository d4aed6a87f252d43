//! Findings as they leave: the looks, the shapes, and that every shape tells the same.

mod any;
mod published;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use throughline::base::diagnostic::{Diagnostic, Fix, Level};
use throughline::base::edit::Edit;
use throughline::base::names::DocPath;
use throughline::base::place::{Place, Spot};
use throughline::base::text::LineIndex;
use throughline::report::baseline::{self, Baseline, Fault};
use throughline::report::located::{Finding, Located, NoTexts};
use throughline::report::{FORMATS, Report, Rule, format, github, markdown, sarif};

const WHY: &str = "work that serves no goal cannot be compared with work that does";

/// Files with their texts, from which findings are made by the words that they point at.
#[derive(Debug, Default)]
struct Site {
    texts: HashMap<String, Arc<str>>,
    diagnostics: Vec<(Diagnostic, Located, Vec<(Located, String)>, Vec<Edit>)>,
}

impl Site {
    fn file(&mut self, path: &str, text: &str) -> &mut Self {
        self.texts.insert(path.to_owned(), text.into());
        self
    }

    fn at(&self, path: &str, word: &str) -> Located {
        let text = &self.texts[path];
        let start = text.find(word).expect("the word is in the file");
        Located::new(path, text, &LineIndex::new(text), start..start + word.len())
    }

    fn find(&mut self, code: &'static str, level: Level, path: &str, word: &str) -> &mut Self {
        let at = self.at(path, word);
        let place = Place::field("goals[0]");
        let diagnostic = Diagnostic {
            code,
            level,
            at: Spot::new(&DocPath::new(path).expect("a sound path"), place),
            what: format!("`{}` is not right", word.lines().next().unwrap_or_default()),
            why: WHY,
            help: Some("name a goal".to_owned()),
            related: Vec::new(),
            fix: None,
            subject: DocPath::new(path).expect("a sound path").stem().into(),
        };
        self.diagnostics.push((diagnostic, at, Vec::new(), Vec::new()));
        self
    }

    fn last(&mut self) -> &mut (Diagnostic, Located, Vec<(Located, String)>, Vec<Edit>) {
        self.diagnostics.last_mut().expect("a finding")
    }

    fn related(&mut self, path: &str, word: &str, what: &str) -> &mut Self {
        let at = self.at(path, word);
        self.last().2.push((at, what.to_owned()));
        self
    }

    fn fixed(&mut self, fix: Fix, text: &str) -> &mut Self {
        let (diagnostic, at, _, edits) = self.last();
        diagnostic.fix = Some(fix);
        edits.push(Edit { start: at.start, end: at.end, text: text.to_owned() });
        self
    }

    fn findings(&self) -> Vec<Finding<'_>> {
        self.diagnostics
            .iter()
            .map(|(diagnostic, at, related, edits)| {
                let mut finding = Finding::new(diagnostic, at.clone());
                finding.related =
                    related.iter().map(|(at, what)| (at.clone(), what.as_str())).collect();
                finding.edits.clone_from(edits);
                finding
            })
            .collect()
    }

    fn report(&self) -> Report<'_> {
        let documents = self.texts.keys().cloned().collect();
        Report::new(self.findings(), rules(), documents, &self.texts, "1.2.3").identified()
    }
}

fn rules() -> Vec<Rule<'static>> {
    let rule = |name, level, topic| Rule {
        name,
        level,
        why: WHY,
        topic,
        page: "# Release without goal\n\nA release serves a goal.\n",
        url: None,
    };
    vec![
        rule("unknown-id", Level::Error, "Structure"),
        rule("release-without-goal", Level::Error, "Clarity"),
        rule("vague-goal", Level::Warning, "Clarity"),
        rule("jargon", Level::Note, "Pitfalls"),
    ]
}

fn written(report: &Report, name: &str) -> String {
    let mut out = Vec::new();
    (format(name).expect("a format").write)(report, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("UTF-8")
}

fn json(report: &Report, name: &str) -> Value {
    serde_json::from_str(&written(report, name)).expect("JSON")
}

/// Two releases and a goal, with one finding of each kind.
fn small() -> Site {
    let mut site = Site::default();
    site.file("releases/fast.md", "---\ntitle: Fast\ngoals: [fil-q2]\n---\n# Fast\n");
    site.file("releases/odd name.md", "---\r\ntitle: Odd\r\ngoals: []\r\n---\r\n");
    site.file("goals/fill-q2.md", "---\ntitle: Better onboarding\n---\n");
    site.find("unknown-id", Level::Error, "releases/fast.md", "fil-q2")
        .related("goals/fill-q2.md", "Better onboarding", "this goal has a near name")
        .fixed(Fix::SetField { field: "goals[0]".into(), value: "fill-q2".into() }, "fill-q2");
    site.find("release-without-goal", Level::Error, "releases/odd name.md", "[]");
    site.find("vague-goal", Level::Warning, "goals/fill-q2.md", "Better");
    site.find("jargon", Level::Note, "goals/fill-q2.md", "onboarding");
    site
}

#[test]
fn a_finding_looks_like_rustc() {
    let site = small();
    let mut report = site.report();
    report.elapsed = Some(Duration::from_millis(41));
    let text = written(&report, "human");
    let finding = "error[unknown-id]: `fil-q2` is not right\n --> releases/fast.md:3:9\n  |\n3 | goals: [fil-q2]\n  |         ^^^^^^\n";
    assert!(text.contains(finding), "{text}");
    assert!(text.contains("goals/fill-q2.md:2:8"), "the other place is shown\n{text}");
    assert!(text.ends_with("2 errors, 1 warning, 1 note in 3 documents, 41 ms\n"), "{text}");
}

#[test]
fn findings_are_sorted_by_path_line_and_lint() {
    let site = small();
    let places = [
        "goals/fill-q2.md:2",
        "goals/fill-q2.md:2",
        "releases/fast.md:3",
        "releases/odd name.md:3",
    ];
    let report = site.report();
    let found: Vec<_> =
        report.findings.iter().map(|f| format!("{}:{}", f.at.path, f.at.line)).collect();
    assert_eq!(found, places);
    assert_eq!(report.findings[0].lint(), "jargon");
}

#[test]
fn every_format_tells_of_every_finding() {
    let site = small();
    let report = site.report();
    for format in FORMATS {
        let text = written(&report, format.name);
        assert!(text.ends_with('\n'), "{}", format.name);
        for (diagnostic, ..) in &site.diagnostics {
            assert!(text.contains(diagnostic.code), "{} lacks {}", format.name, diagnostic.code);
        }
        assert_eq!(text, written(&site.report(), format.name), "{}", format.name);
    }
}

#[test]
fn a_format_that_is_not_there_is_told_with_the_nearest() {
    let told = format("sarf").expect_err("no format");
    assert!(told.contains("did you mean `sarif`?"), "{told}");
    assert!(format("x").expect_err("no format").contains("`human`, `json`"));
}

#[test]
fn json_has_a_stable_shape() {
    let site = small();
    let value = json(&site.report(), "json");
    assert_eq!(value["version"], 1);
    assert_eq!(value["summary"]["errors"], 2);
    assert_eq!(value["summary"]["documents"], 3);
    assert_eq!(value["summary"]["known"], Value::Null);
    let finding = &value["findings"][2];
    assert_eq!(finding["lint"], "unknown-id");
    assert_eq!((&finding["line"], &finding["column"]), (&3.into(), &9.into()));
    assert_eq!(finding["field"], "goals");
    assert_eq!(finding["related"][0]["path"], "goals/fill-q2.md");
    assert_eq!(finding["fix"]["edits"][0]["text"], "fill-q2");
    assert_eq!(value["findings"][0]["fix"], Value::Null);
}

#[test]
fn a_fingerprint_outlives_a_move_of_its_line() {
    let mut moved = Site::default();
    moved.file("releases/fast.md", "---\n# a comment\n\ntitle: Fast\ngoals: [fil-q2]\n---\n");
    moved.find("unknown-id", Level::Error, "releases/fast.md", "fil-q2");
    let site = small();
    let (old, new) = (site.report(), moved.report());
    let print = |report: &Report| {
        let all = &report.findings;
        all.iter().find(|f| f.lint() == "unknown-id").map(|f| f.fingerprint.clone())
    };
    assert_eq!(print(&old), print(&new));
    let prints: std::collections::BTreeSet<_> =
        old.findings.iter().map(|f| &f.fingerprint).collect();
    assert_eq!(prints.len(), 4, "two findings share a fingerprint");
}

#[test]
fn sarif_names_rules_places_and_fixes() {
    let site = small();
    let log = json(&site.report(), "sarif");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let result = &run["results"][2];
    assert_eq!(result["ruleId"], "unknown-id");
    assert_eq!(result["level"], "error");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "releases/fast.md");
    assert_eq!(place["region"]["startLine"], 3);
    let spaced = &run["results"][3]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(spaced, "releases/odd%20name.md");
    assert!(result["fixes"][0].is_object());
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert!(rules.iter().any(|rule| rule["id"] == "unknown-id"));
    assert!(sarif::MOST_RESULTS <= 5_000, "code scanning takes no more");
}

#[test]
fn github_reads_one_annotation_a_line() {
    let mut site = Site::default();
    site.file("a,b:c.md", "one\ntwo\n");
    site.find("unknown-id", Level::Error, "a,b:c.md", "one");
    site.last().0.help = Some("100 % sure\nsecond line".to_owned());
    let text = written(&site.report(), "github");
    let first = text.lines().next().expect("a line");
    assert!(
        first.starts_with("::error file=a%2Cb%3Ac.md,line=1,endLine=1,col=1,endColumn=3"),
        "{first}"
    );
    assert!(first.contains("help: 100 %25 sure%0Asecond line"), "{first}");
    assert_eq!(text.lines().count(), 2);
    let summary = github::step_summary(&site.report());
    assert!(!summary.contains(markdown::MARKER) && summary.contains("1 error in 1 document"));
}

#[test]
fn gitlab_knows_findings_by_fingerprint() {
    let site = small();
    let list = json(&site.report(), "gitlab");
    assert_eq!(list[2]["check_name"], "unknown-id");
    assert_eq!(list[2]["severity"], "major");
    assert_eq!(list[2]["location"]["lines"]["begin"], 3);
    assert!(list[2]["fingerprint"].as_str().is_some_and(|print| print.len() >= 16));
}

#[test]
fn junit_counts_notes_as_passed_and_clean_files_as_well() {
    let mut site = small();
    site.file("goals/clean.md", "---\ntitle: Clean\n---\n");
    let text = written(&site.report(), "junit");
    assert!(text.contains("tests=\"5\""), "{text}");
    assert!(text.contains("failures=\"3\""), "{text}");
    assert!(text.contains("name=\"no findings\" classname=\"goals/clean.md\""), "{text}");
}

#[test]
fn a_comment_is_found_again_and_never_too_long() {
    let mut site = Site::default();
    site.file("a.md", "word\n");
    for _ in 0..2_000 {
        site.find("vague-goal", Level::Warning, "a.md", "word");
        site.last().0.what = "the word @all says `nothing` in <b>#1</b>".to_owned();
    }
    let text = written(&site.report(), "markdown");
    assert!(text.starts_with(markdown::MARKER));
    assert!(text.chars().count() <= markdown::COMMENT_CHARS);
    assert!(text.contains("findings are not shown here"), "what is cut is said");
    assert!(!text.contains("@all") && !text.contains("<b>"), "nobody is called and no tag stands");
    assert!(text.contains("`nothing`"));
}

#[test]
fn places_lead_to_the_file_as_it_was_checked() {
    let site = small();
    let mut report = site.report();
    report.files_url = Some("https://git.example.com/a/b/blob/0123/".to_owned());
    let text = written(&report, "markdown");
    assert!(
        text.contains("(https://git.example.com/a/b/blob/0123/releases/odd%20name.md#L3)"),
        "{text}"
    );
}

#[test]
fn a_finding_without_a_text_has_no_snippet() {
    let site = small();
    let report = Report::new(site.findings(), rules(), Vec::new(), &NoTexts, "1.2.3");
    let text = written(&report, "human");
    assert!(text.contains("releases/fast.md:3:9") && !text.contains("goals: ["), "{text}");
}

#[test]
fn a_baseline_knows_what_was_there_and_tells_what_is_gone() {
    let site = small();
    let known = Baseline::of(&site.findings());
    let text = known.write().expect("it can be written");
    assert_eq!(Baseline::read(&text).as_ref(), Ok(&known));

    let quiet = site.report().against(&known);
    assert_eq!(quiet.findings.len(), 0);
    assert!(written(&quiet, "human").contains("no findings in 3 documents (4 more known"));

    let mut later = small();
    later.diagnostics.remove(0);
    later.find("vague-goal", Level::Warning, "releases/fast.md", "Fast");
    let report = later.report().against(&known);
    assert_eq!(report.findings.len(), 1, "one more than is known is new");
    let told = report.baseline.as_ref().expect("a baseline");
    assert_eq!((told.known, told.gone.len()), (3, 1));
    assert_eq!(told.gone[0].lint, "unknown-id");
}

#[test]
fn one_more_of_a_kind_that_is_known_is_new() {
    let mut site = Site::default();
    site.file("a.md", "word word\n");
    site.find("vague-goal", Level::Warning, "a.md", "word");
    let known = Baseline::of(&site.findings());
    site.find("vague-goal", Level::Warning, "a.md", "word");
    let split = baseline::apply(site.findings(), &known);
    assert_eq!((split.known.len(), split.new.len()), (1, 1));
}

#[test]
fn a_file_that_is_no_baseline_is_refused() {
    for text in ["", "a: [", "findings: []", "version: 1\nfindings: [{lint: a, count: 0}]"] {
        assert!(matches!(Baseline::read(text), Err(Fault::Malformed(_))), "{text}");
    }
    assert_eq!(Baseline::read("version: 2"), Err(Fault::Version(2)));
}
