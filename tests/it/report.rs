//! Findings as they leave: the looks, the shapes, and that every shape tells the same.

use std::collections::HashMap;
use std::io;
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
#[derive(Default)]
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
        Report::new(self.findings(), rules(), documents, &self.texts, "1.2.3")
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
    println!("{text}");
    assert!(text.ends_with("2 errors, 1 warning, 1 note in 3 documents, 41 ms\n"));
    assert!(text.contains("error[unknown-id]: `fil-q2` is not right\n"));
}
