//! Findings as SARIF 2.1.0, within the limits of GitHub's code scanning.
//!
//! Only what viewers use is written. Fingerprints leave line numbers out, so that a moved line is no new alert; they stand
//! under our own name and under the one that code scanning reads.

mod shape;

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use ahash::AHashMap;
use serde::{Serialize, Serializer};

use crate::base::address::percent;
use crate::base::diagnostic::Level;
use crate::base::text::LineIndex;
use crate::report::lines::{self, Words};
use crate::report::located::{Finding, Located};
use crate::report::{Report, Rule, fix_words};

use shape::{
    Answer, Artifact, Base, Change, Configuration, Descriptor, Driver, Fingerprints, Fix,
    Invocation, Location, Log, Logical, Notification, Physical, Properties, Region, Replacement,
    Results, RuleProperties, Run, Text, Tool,
};

/// Code scanning shows no more results than this of one run.
pub const MOST_RESULTS: usize = 5_000;
/// Code scanning takes no longer descriptions than this, in characters.
const MOST_WORDS: usize = 1_000;
/// Code scanning takes no more places than this of one result.
const MOST_PLACES: usize = 100;
/// The results are a list in a run in the list of runs.
const DEPTH: usize = 4;
const ROOT: &str = "%SRCROOT%";
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes one SARIF log of one run, each result in a line of its own.
///
/// # Errors
/// When the output cannot be written.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [Run::of(report)] };
    lines::write(out, &log, DEPTH)
}

impl<'a> Run<'a> {
    fn of(report: &'a Report) -> Self {
        let chosen = chosen(report);
        let mut notifications = Vec::new();
        if chosen.len() < report.findings.len() {
            notifications.push(Notification {
                level: "warning",
                message: Text::plain(format!(
                    "there are {} findings; the {} gravest are here, which is as many as code scanning shows",
                    report.findings.len(),
                    chosen.len()
                )),
            });
        }
        let counts = report.counts;
        Self {
            tool: Tool {
                driver: Driver {
                    name: "throughline",
                    semantic_version: report.version,
                    rules: report.rules.iter().map(Descriptor::of).collect(),
                },
            },
            invocations: [Invocation {
                execution_successful: true,
                tool_execution_notifications: notifications,
            }],
            original_uri_base_ids: HashMap::from([(
                ROOT,
                Base { description: Text::plain("The root of the repository.") },
            )]),
            column_kind: "unicodeCodePoints",
            results: Results { report, chosen },
            properties: Properties {
                errors: counts.errors,
                warnings: counts.warnings,
                notes: counts.notes,
                documents: counts.documents,
            },
        }
    }
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rules = self.report.rules.iter().enumerate();
        let index: AHashMap<&str, usize> = rules.map(|(index, rule)| (rule.name, index)).collect();
        let mut lines = Lines { report: self.report, file: None };
        let chosen = self.chosen.iter();
        serializer.collect_seq(chosen.map(|finding| answer(finding, &index, &mut lines)))
    }
}

impl<'a> Descriptor<'a> {
    fn of(rule: &'a Rule) -> Self {
        let tags = [rule.topic].into_iter().filter(|topic| !topic.is_empty()).collect();
        let mut help = Text::plain(cut(rule.why));
        if !rule.page.is_empty() {
            help.markdown = Some(rule.page);
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

fn answer<'a>(
    finding: &'a Finding,
    index: &AHashMap<&str, usize>,
    lines: &mut Lines<'_>,
) -> Answer<'a> {
    let diagnostic = finding.diagnostic;
    let mut logical = Vec::new();
    if !diagnostic.subject.is_empty() {
        let fully_qualified_name = match finding.field() {
            Some(field) => [&*diagnostic.subject, "#", &field].concat().into(),
            None => Cow::from(&*diagnostic.subject),
        };
        logical.push(Logical { fully_qualified_name: Words(fully_qualified_name) });
    }
    let related = finding.related.iter().take(MOST_PLACES).enumerate();
    Answer {
        rule_id: Words(diagnostic.code),
        rule_index: index.get(diagnostic.code).copied(),
        level: diagnostic.level.as_str(),
        message: message(finding),
        locations: [Location {
            id: None,
            physical_location: physical(&finding.at),
            logical_locations: logical,
            message: None,
        }],
        related_locations: related
            .map(|(nth, (at, what))| Location {
                id: Some(nth + 1),
                physical_location: physical(at),
                logical_locations: Vec::new(),
                message: Some(Text::plain(literal(what))),
            })
            .collect(),
        partial_fingerprints: Fingerprints {
            primary_location_line_hash: Words(&finding.fingerprint),
            ours: Words(&finding.fingerprint),
        },
        fixes: fix(finding, lines).into_iter().collect(),
    }
}

/// What is wrong and what to do; other places are linked by their number, as viewers expect it.
fn message(finding: &Finding) -> Text<'static> {
    let diagnostic = finding.diagnostic;
    let mut text = literal(&diagnostic.what).into_owned();
    for (nth, (_, what)) in finding.related.iter().take(MOST_PLACES).enumerate() {
        let words = what.replace(['[', ']'], "");
        text += &format!("\n[{words}]({})", nth + 1);
    }
    if let Some(help) = &diagnostic.help {
        text.extend(["\n", &literal(help)]);
    }
    Text::plain(text)
}

/// A message in which nothing is taken for a link: brackets mean one only when parentheses follow.
fn literal(text: &str) -> Cow<'_, str> {
    if text.contains("](") {
        text.replace('[', "\\[").replace(']', "\\]").into()
    } else {
        text.into()
    }
}

fn physical(at: &Located) -> Physical<'_> {
    Physical {
        artifact_location: Artifact { uri: Words(percent(&at.path)), uri_base_id: ROOT },
        region: Region {
            start_line: at.line,
            start_column: at.column,
            end_line: at.end_line,
            end_column: at.end_column,
        },
    }
}

fn fix<'a>(finding: &'a Finding, lines: &mut Lines<'_>) -> Option<Fix<'a>> {
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
                deleted_region: physical(&at).region,
                inserted_content: Some(edit.text.as_str())
                    .filter(|text| !text.is_empty())
                    .map(Text::plain),
            })
        })
        .collect::<Option<Vec<_>>>()?;
    Some(Fix {
        description: Text::plain(literal(&fix_words(said)).into_owned()),
        artifact_changes: [Change {
            artifact_location: Artifact {
                uri: Words(percent(&finding.at.path)),
                uri_base_id: ROOT,
            },
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

fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MOST_WORDS) {
        Some((at, _)) => [text.get(..at).unwrap_or_default(), "…"].concat().into(),
        None => text.into(),
    }
}
