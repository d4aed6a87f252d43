//! Findings as a comment on a pull request, by level and by topic; a hidden marker lets the next run replace it.

use std::collections::BTreeMap;
use std::io;

use ahash::AHashMap;

use crate::base::diagnostic::Level;
use crate::base::text::count;
use crate::report::located::{Finding, Located};
use crate::report::summary::plural;
use crate::report::{Baselined, Report, fix_words};

/// Marks the comment that a later run replaces.
pub const MARKER: &str = "<!-- throughline -->";
/// GitHub refuses comments of more than 65,536 characters; some room is left for what a workflow adds.
pub const COMMENT_CHARS: usize = 60_000;
/// Characters kept for the closing lines.
const TAIL: usize = 400;
/// A level with more findings than this is folded, unless it is the gravest. Chosen by feel.
const FOLDED: usize = 10;

/// How much may be written, and whether for a comment that is found again.
pub(super) struct Room {
    /// At most so many characters.
    pub chars: usize,
    /// Whether the first line is the marker.
    pub marker: bool,
}

/// Writes the comment.
///
/// # Errors
/// When the output cannot be written.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(body(report, &Room { chars: COMMENT_CHARS, marker: true }).as_bytes())
}

/// The text, cut between findings where the room ends, with a note of what was cut.
pub(super) fn body(report: &Report, room: &Room) -> String {
    let mut text = Text { out: String::new(), chars: 0, room: room.chars.saturating_sub(TAIL) };
    if room.marker {
        text.push(&format!("{MARKER}\n"));
    }
    text.push(&format!("### Throughline: {}\n", report.counts.sentence()));
    let mut left_out = 0;
    let mut gravest = true;
    for level in [Level::Error, Level::Warning, Level::Note] {
        let n = report.counts.at(level);
        if n > 0 {
            left_out += write_level(report, level, !gravest && n > FOLDED, &mut text);
            gravest = false;
        }
    }
    text.room = room.chars;
    if left_out > 0 {
        let what = count(left_out, "finding is", "findings are");
        text.push(&format!(
            "\n{what} not shown here, for want of room. `throughline check` shows all.\n"
        ));
    }
    if let Some((name, known)) = report.since.as_ref().filter(|(_, known)| *known > 0) {
        let known = count(*known, "finding was", "findings were");
        let name: String =
            name.chars().filter(|c| *c != '`' && !c.is_control()).take(100).collect();
        text.push(&format!("\n{known} there at `{name}` already.\n"));
    }
    if let Some(baseline) = &report.baseline {
        write_baseline(baseline, &mut text);
    }
    if report.counts.findings() > 0 {
        text.push("\n`throughline explain NAME` says more about a finding.\n");
    }
    text.out
}

/// Writes the findings of a level and returns how many found no room.
fn write_level(report: &Report, level: Level, folded: bool, text: &mut Text) -> usize {
    let mut topics: BTreeMap<(usize, &str), Vec<&Finding>> = BTreeMap::new();
    let mut known: AHashMap<&str, (usize, &str)> = AHashMap::new();
    for finding in report.findings.iter().filter(|f| f.diagnostic.level == level) {
        let lint = finding.lint();
        let topic = *known.entry(lint).or_insert_with(|| topic(report, lint));
        topics.entry(topic).or_default().push(finding);
    }
    let n = report.counts.at(level);
    let title = capital(&count(n, level.as_str(), plural(level)));
    let (head, end) = if folded {
        (format!("\n<details>\n<summary>{title}</summary>\n"), "\n</details>\n")
    } else {
        (format!("\n#### {title}\n"), "")
    };
    if !text.fits(&head, end.len()) {
        return n;
    }
    text.push(&head);
    let mut written = 0;
    'all: for ((_, topic), findings) in topics {
        let mut heading = format!("\n**{}**\n\n", escape(topic));
        for finding in findings {
            let entry = heading.clone() + &entry(report, finding);
            if !text.fits(&entry, end.len()) {
                break 'all;
            }
            text.push(&entry);
            heading.clear();
            written += 1;
        }
    }
    text.push(end);
    n - written
}

fn write_baseline(baseline: &Baselined, text: &mut Text) {
    if baseline.known > 0 {
        let known = count(baseline.known, "finding is", "findings are");
        text.push(&format!("\n{known} known in the baseline.\n"));
    }
    if !baseline.gone.is_empty() {
        let gone = count(baseline.gone.len(), "entry", "entries");
        text.push(&format!(
            "\n{gone} of the baseline can be taken out: `throughline check --write-baseline`.\n"
        ));
    }
}

/// The topic of a lint with its place among the topics; a lint that no rule describes comes last.
fn topic<'a>(report: &'a Report, lint: &str) -> (usize, &'a str) {
    let Some(rule) = report.rule(lint) else { return (usize::MAX, "Other") };
    let first = report.rules.iter().position(|other| other.topic == rule.topic);
    (first.unwrap_or(usize::MAX), rule.topic)
}

fn entry(report: &Report, finding: &Finding) -> String {
    let diagnostic = finding.diagnostic;
    let mut entry = format!(
        "- {} {} (`{}`)\n",
        place(report, &finding.at),
        escape(&diagnostic.what),
        diagnostic.code
    );
    for (other, what) in &finding.related {
        entry += &format!("  <br>{}: {}\n", place(report, other), escape(what));
    }
    match (&diagnostic.help, &diagnostic.fix) {
        (Some(help), _) => entry += &format!("  <br>{}\n", escape(help)),
        (None, Some(fix)) => entry += &format!("  <br>{}\n", escape(&fix_words(fix))),
        (None, None) => {}
    }
    entry
}

fn place(report: &Report, at: &Located) -> String {
    let name = code(&format!("{}:{}", at.path, at.line));
    match report.link(&at.path, at.line) {
        Some(link) => format!("[{name}]({link})"),
        None => name,
    }
}

/// Text as code, whatever backticks are in it.
fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    if longest == 0 {
        return format!("`{text}`");
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

/// A message as Markdown: code stays code, everything else is plain text that notifies nobody and links nowhere.
pub(super) fn escape(text: &str) -> String {
    let closed = text.matches('`').count().is_multiple_of(2);
    let mut out = String::with_capacity(text.len() + 8);
    for (index, part) in text.split('`').enumerate() {
        if index % 2 == 1 && closed {
            out += &code(part);
            continue;
        }
        if index > 0 && !closed {
            out += "\\`";
        }
        for c in part.chars() {
            match c {
                '\n' | '\r' => out.push(' '),
                '&' => out += "&amp;",
                '<' => out += "&lt;",
                '>' => out += "&gt;",
                '@' => out += "@<!-- -->",
                '#' => out += "#<!-- -->",
                '\\' | '*' | '_' | '[' | ']' | '~' | '|' => {
                    out.push('\\');
                    out.push(c);
                }
                c => out.push(c),
            }
        }
    }
    out
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Text of which the length in characters is known.
struct Text {
    out: String,
    chars: usize,
    room: usize,
}

impl Text {
    fn fits(&self, more: &str, end: usize) -> bool {
        self.chars + more.chars().count() + end <= self.room
    }

    fn push(&mut self, more: &str) {
        self.chars += more.chars().count();
        self.out += more;
    }
}
