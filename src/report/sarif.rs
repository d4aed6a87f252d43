//! Findings as SARIF 2.1.0, within the limits of GitHub's code scanning.
//!
//! Only what viewers use is written. Fingerprints leave line numbers out, so that a moved line is no new alert; they stand
//! under our own name and under the one that code scanning reads.

mod shape;

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use crate::base::diagnostic::Level;
use crate::base::text::LineIndex;
use crate::report::located::{Finding, Located};
use crate::report::sink::Sink;
use crate::report::{Report, Rule, fix_words, percent};

use shape::{
    Artifact, Base, Change, Configuration, Descriptor, Driver, Fix, Invocation, Notification,
    Properties, Region, Replacement, RuleProperties, Text, Tool,
};

/// Code scanning shows no more results than this of one run.
pub const MOST_RESULTS: usize = 5_000;
/// Code scanning takes no longer descriptions than this, in characters.
const MOST_WORDS: usize = 1_000;
/// Code scanning takes no more places than this of one result.
const MOST_PLACES: usize = 100;
const ROOT: &str = "%SRCROOT%";
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes one SARIF log of one run, each result in a line of its own.
///
/// # Errors
/// When the output cannot be written.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let chosen = chosen(report);
    let mut out = Sink::new(out);
    out.put(&["{\"$schema\":\"", SCHEMA, "\",\"version\":\"2.1.0\",\"runs\":[{"]);
    head(&mut out, report, chosen.len())?;
    let index: HashMap<&str, u32> = report.rules.iter().map(|rule| rule.name).zip(0..).collect();
    let mut lines = Lines { report, file: None };
    out.put(&[",\n\"results\":["]);
    for (nth, finding) in chosen.into_iter().enumerate() {
        out.put(&[if nth == 0 { "\n" } else { ",\n" }]);
        result(&mut out, finding, &index, &mut lines)?;
        out.rest()?;
    }
    out.put(&["\n]}]}\n"]);
    out.end()
}

/// Everything of a run but its results.
fn head(out: &mut Sink, report: &Report, written: usize) -> io::Result<()> {
    let mut notifications = Vec::new();
    if written < report.findings.len() {
        notifications.push(Notification {
            level: "warning",
            message: Text::plain(format!(
                "there are {} findings; the {written} gravest are here, which is as many as code scanning shows",
                report.findings.len(),
            )),
        });
    }
    let driver = Driver {
        name: "throughline",
        semantic_version: report.version,
        rules: report.rules.iter().map(Descriptor::of).collect(),
    };
    let invocation =
        Invocation { execution_successful: true, tool_execution_notifications: notifications };
    let base = Base { description: Text::plain("The root of the repository.") };
    let counts = report.counts;
    out.put(&["\"tool\":"]);
    out.json(&Tool { driver })?;
    out.put(&[",\"invocations\":"]);
    out.json(&[invocation])?;
    out.put(&[",\"originalUriBaseIds\":{\"", ROOT, "\":"]);
    out.json(&base)?;
    out.put(&["},\"columnKind\":\"unicodeCodePoints\",\"properties\":"]);
    out.json(&Properties {
        errors: counts.errors,
        warnings: counts.warnings,
        notes: counts.notes,
        documents: counts.documents,
    })
}

impl<'a> Descriptor<'a> {
    fn of(rule: &'a Rule) -> Self {
        let tags = [rule.topic].into_iter().filter(|topic| !topic.is_empty()).collect();
        let mut help = Text::plain(cut(rule.why));
        if !rule.page.is_empty() {
            help.markdown = Some(rule.page.to_owned());
        }
        Self {
            id: rule.name,
            short_description: Text::plain(title(rule.name)),
            full_description: Text::plain(cut(rule.why)),
            help_uri: rule.url.as_deref(),
            help,
            default_configuration: Configuration { level: rule.level.as_str() },
            properties: RuleProperties {
                tags,
                severity: match rule.level {
                    Level::Error => "error",
                    Level::Warning => "warning",
                    Level::Note => "recommendation",
                },
            },
        }
    }
}

/// The findings that are written: all of them, or the gravest in their order.
fn chosen<'a>(report: &'a Report) -> Vec<&'a Finding<'a>> {
    let mut chosen: Vec<(usize, &Finding)> = report.findings.iter().enumerate().collect();
    if chosen.len() > MOST_RESULTS {
        chosen
            .sort_by_key(|(index, finding)| (std::cmp::Reverse(finding.diagnostic.level), *index));
        chosen.truncate(MOST_RESULTS);
        chosen.sort_by_key(|(index, _)| *index);
    }
    chosen.into_iter().map(|(_, finding)| finding).collect()
}

fn result(
    out: &mut Sink,
    finding: &Finding,
    index: &HashMap<&str, u32>,
    lines: &mut Lines<'_>,
) -> io::Result<()> {
    let diagnostic = finding.diagnostic;
    out.put(&["{\"ruleId\":\"", diagnostic.code]);
    if let Some(index) = index.get(diagnostic.code) {
        out.put(&["\",\"ruleIndex\":"]);
        out.number(*index);
        out.put(&[",\"level\":\"", diagnostic.level.as_str()]);
    } else {
        out.put(&["\",\"level\":\"", diagnostic.level.as_str()]);
    }
    out.put(&["\",\"message\":{\"text\":"]);
    out.quoted(&message(finding))?;
    out.put(&["},\"locations\":[{\"physicalLocation\":"]);
    physical(out, &finding.at);
    if !diagnostic.subject.is_empty() {
        let field = finding.field().map(|field| ["#", &field].concat()).unwrap_or_default();
        out.put(&[",\"logicalLocations\":[{\"fullyQualifiedName\":"]);
        out.quoted(&[&diagnostic.subject, field.as_str()].concat())?;
        out.put(&["}]"]);
    }
    out.put(&["}]"]);
    for (nth, (at, what)) in (1..).zip(finding.related.iter().take(MOST_PLACES)) {
        out.put(&[if nth == 1 { ",\"relatedLocations\":[{\"id\":" } else { ",{\"id\":" }]);
        out.number(nth);
        out.put(&[",\"physicalLocation\":"]);
        physical(out, at);
        out.put(&[",\"message\":{\"text\":"]);
        out.quoted(&literal(what))?;
        out.put(&["}}"]);
    }
    if !finding.related.is_empty() {
        out.put(&["]"]);
    }
    out.put(&[",\"partialFingerprints\":{\"primaryLocationLineHash\":\"", &finding.fingerprint]);
    out.put(&["\",\"throughline/v1\":\"", &finding.fingerprint, "\"}"]);
    if let Some(fix) = fix(finding, lines) {
        out.put(&[",\"fixes\":"]);
        out.json(&[fix])?;
    }
    out.put(&["}"]);
    Ok(())
}

/// What is wrong and what to do; other places are linked by their number, as viewers expect it.
fn message(finding: &Finding) -> String {
    let diagnostic = finding.diagnostic;
    let mut text = literal(&diagnostic.what).into_owned();
    for (nth, (_, what)) in finding.related.iter().take(MOST_PLACES).enumerate() {
        let words = what.replace(['[', ']'], "");
        text += &format!("\n[{words}]({})", nth + 1);
    }
    if let Some(help) = &diagnostic.help {
        text += "\n";
        text += &literal(help);
    }
    text
}

/// A message in which nothing is taken for a link: brackets mean one only when parentheses follow.
fn literal(text: &str) -> Cow<'_, str> {
    if text.contains("](") {
        Cow::Owned(text.replace('[', "\\[").replace(']', "\\]"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A place; an address of a file holds nothing that JSON would escape.
fn physical(out: &mut Sink, at: &Located) {
    out.put(&[
        "{\"artifactLocation\":{\"uri\":\"",
        &percent(&at.path),
        "\",\"uriBaseId\":\"",
        ROOT,
    ]);
    let numbers = [
        ("\"},\"region\":{\"startLine\":", at.line),
        (",\"startColumn\":", at.column),
        (",\"endLine\":", at.end_line),
        (",\"endColumn\":", at.end_column),
    ];
    for (name, number) in numbers {
        out.put(&[name]);
        out.number(number);
    }
    out.put(&["}}"]);
}

const fn region(at: &Located) -> Region {
    Region {
        start_line: at.line,
        start_column: at.column,
        end_line: at.end_line,
        end_column: at.end_column,
    }
}

fn fix(finding: &Finding, lines: &mut Lines<'_>) -> Option<Fix> {
    let said = finding.diagnostic.fix.as_ref()?;
    if finding.edits.is_empty() {
        return None;
    }
    let replacements = finding
        .edits
        .iter()
        .map(|edit| {
            let at = lines.locate(&finding.at.path, edit.start, edit.end)?;
            Some(Replacement {
                deleted_region: region(&at),
                inserted_content: Some(Text::plain(edit.text.as_str()))
                    .filter(|text| !text.text.is_empty()),
            })
        })
        .collect::<Option<Vec<_>>>()?;
    Some(Fix {
        description: Text::plain(literal(&fix_words(said))),
        artifact_changes: [Change {
            artifact_location: Artifact { uri: percent(&finding.at.path), uri_base_id: ROOT },
            replacements,
        }],
    })
}

/// Finds lines in files, remembering the last one: findings are sorted by path.
struct Lines<'a> {
    report: &'a Report<'a>,
    file: Option<(String, Arc<str>, LineIndex)>,
}

impl Lines<'_> {
    fn locate(&mut self, path: &str, start: usize, end: usize) -> Option<Located> {
        if self.file.as_ref().is_none_or(|(known, ..)| known != path) {
            let text = self.report.texts.text(path)?;
            let index = LineIndex::new(&text);
            self.file = Some((path.to_owned(), text, index));
        }
        let (_, text, index) = self.file.as_ref()?;
        Some(Located::new(path, text, index, start..end))
    }
}

/// A lint's name as a title: `Release without goal`.
fn title(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_WORDS) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
