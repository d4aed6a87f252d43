//! A difference as a comment on a pull request; a hidden marker lets the next run replace it.

use jiff::civil::Date;

use crate::base::date::{long, short};
use crate::base::text::count;

use super::{At, Delta, Moved, Pointed, Push};

/// Marks the comment that a later run replaces.
pub const MARKER: &str = "<!-- throughline diff -->";
/// GitHub refuses comments of more than 65,536 characters; some room is left for what a workflow adds.
const CHARS: usize = 60_000;
/// Characters kept for the closing line.
const TAIL: usize = 200;
/// One line is never longer than this: a title may be a novel.
const LINE: usize = 600;

/// Writes the comment, cut between lines where the room ends.
pub(super) fn write(delta: &Delta) -> String {
    let mut text = Text { out: String::new(), chars: 0, left_out: 0 };
    text.always(&format!("{MARKER}\n### Strategy: {}\n", gist(delta)));
    text.always(&format!("\n{} \u{2192} {}\n", code(&delta.base), code(&delta.head)));
    text.group(
        "Goalposts",
        delta.goalposts.iter().map(|post| {
            format!(
                "- **{}**: {} of {}: {}{}\n",
                capital(post.way),
                sentence(&post.field),
                escape(&post.goal.title),
                escape(&sides(post.from.as_deref(), post.to.as_deref())),
                place(&post.at)
            )
        }),
    );
    text.group(
        "Dates",
        delta.dates.iter().flat_map(|moved| {
            let head = format!(
                "- **{}**: {}{}\n",
                escape(&moved.release.title),
                days_moved(moved),
                place(&moved.at)
            );
            let pushes = moved.pushes.iter().map(|push| {
                format!("  - {}{}\n", escape(&pushed(push, &push.item.title)), place(&push.at))
            });
            std::iter::once(head).chain(pushes).collect::<Vec<_>>()
        }),
    );
    for (title, list) in [("Re-pointed", &delta.pointed), ("Orphaned", &delta.orphaned)] {
        text.group(
            title,
            list.iter().map(|it| {
                let (title, hung) = (escape(&it.item.title), escape(&hung(it)));
                format!("- **{title}**: {} {hung}{}\n", it.field, place(&it.at))
            }),
        );
    }
    for word in super::threads::WORDS {
        let steps = delta.steps.iter().filter(|step| step.what == *word);
        text.group(
            &capital(word),
            steps.map(|step| {
                format!(
                    "- {} **{}**{}\n",
                    step.item.kind,
                    escape(&step.item.title),
                    place(&step.at)
                )
            }),
        );
    }
    for (title, list) in [("New findings", &delta.new), ("Findings that are gone", &delta.gone)] {
        text.group(
            title,
            list.iter().map(|it| {
                let what = sentence(&it.what);
                format!("- {} `{}`: {what}{}\n", it.level.0.as_str(), it.lint, place(&it.at))
            }),
        );
    }
    if text.left_out > 0 {
        let lines = count(text.left_out, "line is", "lines are");
        let more =
            format!("\n{lines} not shown here, for want of room. `throughline diff` shows all.\n");
        text.always(&more);
    }
    text.out
}

/// Everything in a line: `alignment 94.2 → 92.0, 1 goalpost loosened, 1 date moved`.
pub(super) fn gist(delta: &Delta) -> String {
    let mut parts = Vec::new();
    let percent = |score: f64| format!("{:.1}", score * 100.0);
    match delta.score {
        (Some(old), Some(new)) if delta.change() != 0 => {
            parts.push(format!("alignment {} \u{2192} {}", percent(old), percent(new)));
        }
        (Some(_), Some(new)) => parts.push(format!("alignment stays at {}", percent(new))),
        _ => {}
    }
    let ways = ["loosened", "tightened", "changed"];
    for way in ways {
        let n = delta.goalposts.iter().filter(|post| post.way == way).count();
        if n > 0 {
            parts.push(format!("{} {way}", count(n, "goalpost", "goalposts")));
        }
    }
    let mut some = |n: usize, one: &str, many: &str| {
        if n > 0 {
            parts.push(count(n, one, many));
        }
    };
    some(delta.dates.len(), "date moved", "dates moved");
    some(delta.orphaned.len(), "orphan", "orphans");
    some(delta.new.len(), "new finding", "new findings");
    some(delta.gone.len(), "finding gone", "findings gone");
    if delta.is_empty() {
        parts.push("nothing changed".to_owned());
    }
    parts.join(", ")
}

/// From what to what.
pub(super) fn sides(from: Option<&str>, to: Option<&str>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("{from} \u{2192} {to}"),
        (Some(from), None) => format!("{from} taken out"),
        (None, Some(to)) => format!("{to} added"),
        (None, None) => String::new(),
    }
}

/// How a date moved.
pub(super) fn days_moved(moved: &Moved) -> String {
    let late = |days: i64| {
        let word = if days > 0 { "later" } else { "earlier" };
        format!("{} {word}", count(usize::try_from(days.abs()).unwrap_or(0), "day", "days"))
    };
    match (moved.from, moved.to, moved.days) {
        (Some(from), Some(to), Some(days)) => {
            format!("{} \u{2192} {}, {}", day(from, to), day(to, from), late(days))
        }
        (Some(from), None, _) => format!("{} is not promised any more", long(from)),
        (None, Some(to), _) => format!("promised for {}", long(to)),
        _ => String::new(),
    }
}

/// What a date does to something that needs it.
pub(super) fn pushed(push: &Push, name: &str) -> String {
    let days = |n: i64| count(usize::try_from(n.abs()).unwrap_or(0), "day", "days");
    let through = format!(" (needs {})", push.through);
    match (push.due, push.earliest) {
        (Some(due), Some(earliest)) if push.days > 0 => format!(
            "pushes {name} from {} to {}, {}{through}",
            day(due, earliest),
            day(earliest, due),
            days(push.days)
        ),
        (Some(due), _) => {
            format!("leaves {name} {} until {}{through}", days(push.days), long(due))
        }
        _ => format!("holds up {name}, which has no date{through}"),
    }
}

/// On what something hung and hangs.
pub(super) fn hung(it: &Pointed) -> String {
    let list =
        |names: &[String]| if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
    format!("{} \u{2192} {}", list(&it.from), list(&it.to))
}

/// A day; with its year where the other one is of another year.
fn day(day: Date, other: Date) -> String {
    if day.year() == other.year() { short(day) } else { long(day) }
}

pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn place(at: &At) -> String {
    format!(" \u{b7} {}", code(&format!("{}:{}", at.file, at.line)))
}

/// A name as code; what would end the code is left out.
fn code(text: &str) -> String {
    let plain: String = text.chars().filter(|c| *c != '`' && !c.is_control()).take(LINE).collect();
    format!("`{plain}`")
}

/// A sentence of ours: names in backticks stay code, everything else is text.
fn sentence(text: &str) -> String {
    if text.matches('`').count() % 2 == 1 {
        return escape(text);
    }
    let pieces = text.split('`').enumerate();
    pieces.map(|(at, piece)| if at % 2 == 1 { code(piece) } else { escape(piece) }).collect()
}

/// Text of documents as text: it can neither format, nor link, nor call anybody.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(LINE) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("@<!-- -->"),
            '#' => out.push_str("#<!-- -->"),
            '\\' | '*' | '_' | '[' | ']' | '~' | '|' | '`' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.replace("://", ":<!-- -->//")
}

/// Text of which the length in characters is known.
struct Text {
    out: String,
    chars: usize,
    left_out: usize,
}

impl Text {
    fn always(&mut self, more: &str) {
        self.chars += more.chars().count();
        self.out.push_str(more);
    }

    /// A heading with lines below it, as far as there is room.
    fn group(&mut self, title: &str, lines: impl Iterator<Item = String>) {
        let mut lines = lines.peekable();
        if lines.peek().is_none() {
            return;
        }
        let mut head = Some(format!("\n#### {title}\n\n"));
        for line in lines {
            let heading = head.as_deref().unwrap_or_default();
            let long = line.chars().count() + heading.chars().count();
            if self.left_out > 0 || self.chars + long > CHARS - TAIL {
                self.left_out += 1;
                continue;
            }
            let heading = head.take().unwrap_or_default();
            self.always(&heading);
            self.always(&line);
        }
    }
}
