//! Whatever findings say and wherever they are: every format tells the same of them, in a shape that its readers take.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use throughline::base::diagnostic::{Fix, Level};

use super::{Site, json as read, published, written};

/// Words that mean something to some reader of a report.
const WORDS: &[&str] = &[
    "plain",
    "a `code` word",
    "an odd ` tick",
    "::error file=x::spoofed",
    "\nerror[unknown-id]: spoofed",
    "\r\n::warning::spoofed",
    "<script>alert(1)</script>",
    "]]></failure><failure/>",
    "--><!-- throughline -->",
    "@everyone #1 [link](javascript:x)",
    "![](https://e.org/x.png)",
    "100 % of 7,5 : ; | \\",
    "\u{1b}[31mred\u{1b}]0;title\u{7}",
    "\0\u{8}\u{b}\u{c}\u{7f}\u{85}",
    "\u{202e}right to left\u{2066}",
    "\u{fffe}\u{ffff}\u{fffd}",
    "👩‍👩‍👧‍👦 ﷺ e\u{301}",
    "\"quoted\" & 'so'",
    "",
];

const PATHS: &[&str] = &[
    "goals/a.md",
    "goals/b c.md",
    "a,b:c%.md",
    "releases/é<b>.md",
    "r/`x`.md",
    "x\u{1b}[2J.md",
    "n\nl.md",
];

/// Lines that findings point at some of.
const MAP: &str = "map:\n  one: a\n  two: b\n\n  three: c\n  four: d\n  five: e\n  six: f\n  seven: g\n  eight: h\n";

/// What findings point at.
const PLACES: &[&str] = &[
    "word",
    "word",
    "one: a\n  two: b",
    "one: a\n  two: b\n\n",
    "one: a\n  two: b\n\n  three: c",
    "two: b",
    "map:\n  one",
    "four: d\n  five: e\n  six: f",
    "four: d\n  five: e\n  six: f\n  seven: g\n",
    "five: e\n  six: f\n  seven: g\n  eight: h",
    "four: d\n  five: e\n  six: f\n  seven: g\n  eight: h",
    "ve: e\n  six: f",
    WIDE,
];

/// A line that is as wide as its file says, and the one below it.
const WIDE: &str = "nine";

const CODES: &[&str] = &["unknown-id", "release-without-goal", "vague-goal", "jargon", "unlisted"];

fn words() -> impl Strategy<Value = String> {
    let known = prop::collection::vec(prop::sample::select(WORDS), 0..4).prop_map(|it| it.concat());
    prop_oneof![4 => known, 1 => any::<String>(), 1 => Just("long ".repeat(3_000))]
}

fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(vec![Level::Error, Level::Warning, Level::Note])
}

prop_compose! {
    fn one()(
        path in prop::sample::select(PATHS), other in prop::sample::select(PATHS),
        code in prop::sample::select(CODES), level in level(), what in words(),
        help in prop::option::of(words()), related in prop::option::of(words()),
        fix in prop::option::of(words()), place in prop::sample::select(PLACES),
    ) -> (&'static str, &'static str, &'static str, &'static str, Level, String, [Option<String>; 3]) {
        (path, place, other, code, level, what, [help, related, fix])
    }
}

fn site() -> impl Strategy<Value = Site> {
    let findings = prop::collection::vec(one(), 0..12);
    let texts = prop::collection::vec(
        (words(), prop_oneof![0..200_usize, 70..120_usize], 0..2_usize),
        PATHS.len(),
    );
    (findings, texts).prop_map(|(findings, texts)| {
        let mut site = Site::default();
        let nine = |wide: usize| format!("nine: {}\n  ten: j", "n".repeat(wide));
        let wides: Vec<usize> = texts.iter().map(|it| it.1).collect();
        for (path, (text, wide, far)) in PATHS.iter().zip(texts) {
            let (above, before) = ("\n".repeat(far * 99), "-".repeat(wide));
            site.file(
                path,
                &format!(
                    "---{above}\n{text}\nkey: {before}word\n{MAP}  {}\n---\n{text}",
                    nine(wide)
                ),
            );
        }
        for (path, place, other, code, level, what, [help, related, fix]) in findings {
            let wide = PATHS.iter().zip(&wides).find(|it| *it.0 == path).map_or(0, |it| *it.1);
            let place = if place == WIDE { nine(wide) } else { place.to_owned() };
            site.find(code, level, path, &place);
            site.last().0.what = what;
            site.last().0.help = help;
            if let Some(related) = related {
                site.related(other, "key", &related);
            }
            if let Some(fix) = fix {
                let said = Fix::SetField { field: "key".into(), value: fix.as_str().into() };
                site.fixed(said, &fix);
            }
        }
        site
    })
}

/// How many findings a format tells of: errors, warnings, notes.
type Told = [usize; 3];

fn told<'a>(levels: impl Iterator<Item = &'a str>) -> Told {
    let mut told = [0; 3];
    for level in levels {
        match level {
            "error" | "major" => told[0] += 1,
            "warning" | "minor" => told[1] += 1,
            "note" | "info" | "notice" => told[2] += 1,
            other => panic!("`{other}` is no level"),
        }
    }
    told
}

fn strings<'a>(list: &'a Value, key: &'a str) -> impl Iterator<Item = &'a str> {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().map(move |it| it[key].as_str().expect("a text"))
}

/// What in a comment would call somebody, lead somewhere or be HTML of others.
fn loud(comment: &str) -> Option<String> {
    use pulldown_cmark::{Event, Parser, Tag};
    const OURS: [&str; 7] = [
        "<!-- throughline -->",
        "<!-- -->",
        "<br>",
        "<details>",
        "</details>",
        "<summary>",
        "</summary>",
    ];
    Parser::new(comment).find_map(|event| match event {
        Event::Text(text) if text.contains("@everyone") => Some(text.to_string()),
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.to_string())
        }
        Event::Html(html) | Event::InlineHtml(html)
            if !OURS.iter().any(|ours| html.trim().starts_with(ours)) =>
        {
            Some(html.to_string())
        }
        _ => None,
    })
}

/// Without the signs for colours.
fn uncoloured(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + part.split_once('m').map_or(part, |it| it.1))
}

/// Only these may stand in an XML file, whatever is escaped.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn every_format_counts_alike(site in site()) {
        let report = site.report();
        let counts = report.counts;
        let expected: Told = [counts.errors, counts.warnings, counts.notes];

        let value = read(&report, "json");
        prop_assert_eq!(told(strings(&value["findings"], "level")), expected);
        let summary = ["errors", "warnings", "notes"].map(|it| value["summary"][it].as_u64());
        prop_assert_eq!(summary, expected.map(|it| u64::try_from(it).ok()));

        let log = read(&report, "sarif");
        prop_assert_eq!(told(strings(&log["runs"][0]["results"], "level")), expected);
        prop_assert!(sarif().is_valid(&log), "{:?}", sarif().iter_errors(&log).next());
        if let Some(schema) = published::sarif() {
            prop_assert!(schema.is_valid(&log), "{:?}", schema.iter_errors(&log).next());
        }

        let list = read(&report, "gitlab");
        prop_assert_eq!(told(strings(&list, "severity")), expected);

        let text = written(&report, "github");
        let commands = text.lines().filter_map(|line| line.strip_prefix("::"));
        let levels = commands.map(|it| it.split(' ').next().unwrap_or_default());
        prop_assert_eq!(told(levels), expected);
        prop_assert_eq!(text.split(['\n', '\r']).count(), report.findings.len() + 2);

        let xml = written(&report, "junit");
        prop_assert!(xml.chars().all(is_xml), "{xml:?}");
        prop_assert_eq!(xml.matches("<failure ").count(), expected[0] + expected[1]);
        prop_assert_eq!(xml.matches("<system-out").count(), expected[2]);

        let comment = written(&report, "markdown");
        prop_assert!(comment.starts_with("<!-- throughline -->\n"));
        prop_assert_eq!(loud(&comment), None, "{}", comment);
        let title = format!("### Throughline: {}\n", counts.sentence());
        prop_assert!(comment.contains(&title), "{comment}");

        let text = written(&report, "human");
        let heads = text.lines().filter_map(|line| line.split_once('['));
        let levels = heads.map(|it| it.0).filter(|it| ["error", "warning", "note"].contains(it));
        prop_assert_eq!(told(levels), expected, "{}", text);
        let last = format!("{}\n", counts.sentence());
        prop_assert!(text.ends_with(&last), "{text}");
        let odd = |c: char| c.is_control() && c != '\n';
        prop_assert!(!text.contains(odd), "{text:?}");
    }

    #[test]
    fn colours_are_all_that_a_terminal_sees_more(site in site()) {
        let mut report = site.report();
        let plain = written(&report, "human");
        report.look.colour = true;
        let coloured = written(&report, "human");
        prop_assert_eq!(uncoloured(&coloured), plain);
    }

    #[test]
    fn fingerprints_are_one_each_and_outlive_moved_lines(site in site()) {
        let prints = |site: &Site| -> BTreeMap<String, String> {
            let report = site.report();
            report.findings.iter().map(|it| (it.fingerprint.clone(), it.lint().to_owned())).collect()
        };
        let before = prints(&site);
        prop_assert_eq!(before.len(), site.diagnostics.len());
        let mut moved = site;
        for (_, at, related, _) in &mut moved.diagnostics {
            for place in std::iter::once(at).chain(related.iter_mut().map(|(at, _)| at)) {
                place.line += 7;
                place.end_line += 7;
            }
        }
        prop_assert_eq!(prints(&moved), before);
    }
}

/// What SARIF 2.1.0 asks of what we write, and what code scanning asks besides.
fn sarif() -> jsonschema::Validator {
    let text = json!({"type": "object", "required": ["text"], "additionalProperties": false,
        "properties": {"text": {"type": "string", "minLength": 1}, "markdown": {"type": "string"}}});
    let said = json!({"type": "object", "required": ["text"], "additionalProperties": false,
        "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}}});
    let level = json!({"enum": ["error", "warning", "note"]});
    let line = json!({"type": "integer", "minimum": 1});
    let region = json!({"type": "object", "additionalProperties": false, "required": ["startLine"],
        "properties": {"startLine": line, "startColumn": line, "endLine": line, "endColumn": line}});
    let artifact = json!({"type": "object", "additionalProperties": false, "required": ["uri", "uriBaseId"],
        "properties": {"uri": {"type": "string", "pattern": "^(?!/|[A-Za-z][A-Za-z0-9+.-]*:)[A-Za-z0-9._~!$&'()*+,;=:@/%-]+$"},
            "uriBaseId": {"const": "%SRCROOT%"}}});
    let location = json!({"type": "object", "additionalProperties": false, "required": ["physicalLocation"],
        "properties": {"id": {"type": "integer", "minimum": 0}, "message": said,
            "physicalLocation": {"type": "object", "additionalProperties": false, "required": ["artifactLocation", "region"],
                "properties": {"artifactLocation": artifact, "region": region}},
            "logicalLocations": {"type": "array", "items": {"type": "object", "additionalProperties": false,
                "properties": {"fullyQualifiedName": {"type": "string"}}}}}});
    let fix = json!({"type": "object", "additionalProperties": false, "required": ["artifactChanges"],
        "properties": {"description": text, "artifactChanges": {"type": "array", "minItems": 1, "items": {
            "type": "object", "additionalProperties": false, "required": ["artifactLocation", "replacements"],
            "properties": {"artifactLocation": artifact, "replacements": {"type": "array", "minItems": 1, "items": {
                "type": "object", "additionalProperties": false, "required": ["deletedRegion"],
                "properties": {"deletedRegion": region, "insertedContent": text}}}}}}}});
    let result = json!({"type": "object", "additionalProperties": false,
        "required": ["ruleId", "level", "message", "locations", "partialFingerprints"],
        "properties": {"ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": 0}, "level": level,
            "message": said, "locations": {"type": "array", "minItems": 1, "maxItems": 1, "items": location},
            "relatedLocations": {"type": "array", "maxItems": 100, "items": location},
            "partialFingerprints": {"type": "object", "required": ["primaryLocationLineHash"],
                "additionalProperties": {"type": "string", "minLength": 8}},
            "fixes": {"type": "array", "items": fix}}});
    let rule = json!({"type": "object", "additionalProperties": false,
        "required": ["id", "shortDescription", "fullDescription", "help", "defaultConfiguration"],
        "properties": {"id": {"type": "string"}, "shortDescription": text, "fullDescription": text, "help": text,
            "helpUri": {"type": "string"}, "defaultConfiguration": {"type": "object", "properties": {"level": level}},
            "properties": {"type": "object", "properties": {"tags": {"type": "array", "items": {"type": "string"}}}}}});
    let schema = json!({"type": "object", "additionalProperties": false, "required": ["$schema", "version", "runs"],
        "properties": {"$schema": {"type": "string"}, "version": {"const": "2.1.0"},
            "runs": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["tool", "results"],
                "additionalProperties": false, "properties": {
                    "tool": {"type": "object", "required": ["driver"], "properties": {"driver": {"type": "object",
                        "required": ["name", "rules"], "properties": {"rules": {"type": "array", "items": rule}}}}},
                    "invocations": {"type": "array"}, "originalUriBaseIds": {"type": "object"},
                    "columnKind": {"const": "unicodeCodePoints"}, "properties": {"type": "object"},
                    "results": {"type": "array", "maxItems": 5000, "items": result}}}}}});
    jsonschema::validator_for(&schema).expect("a schema")
}
