//! A difference for a terminal.

use crate::base::text::count;

use super::{At, Delta, markdown};

/// Writes it; every line of it can be told by its file and line.
pub(super) fn write(delta: &Delta) -> String {
    let mut out = format!("{} \u{2192} {}: {}\n", delta.base, delta.head, markdown::gist(delta));
    let mut group = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            out.push_str(&format!("\n{title}\n"));
            for line in lines {
                out.push_str(&format!("  {line}\n"));
            }
        }
    };
    let plain = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>();
    let place = |at: &At| format!("{}:{}", plain(&at.file), at.line);
    group(
        "Goalposts moved",
        delta
            .goalposts
            .iter()
            .map(|post| {
                format!(
                    "{}: {} of {}: {}  {}",
                    post.way,
                    plain(&post.field),
                    post.goal.id,
                    plain(&markdown::sides(post.from.as_deref(), post.to.as_deref())),
                    place(&post.at)
                )
            })
            .collect(),
    );
    let mut dates = Vec::new();
    for moved in &delta.dates {
        dates.push(format!(
            "{}: {}  {}",
            moved.release.id,
            markdown::days_moved(moved),
            place(&moved.at)
        ));
        for push in &moved.pushes {
            dates.push(format!(
                "  {}  {}",
                plain(&markdown::pushed(push, &push.item.id)),
                place(&push.at)
            ));
        }
    }
    group("Dates moved", dates);
    for (title, list) in [("Re-pointed", &delta.pointed), ("Orphaned", &delta.orphaned)] {
        let lines = list.iter().map(|it| {
            let sides = markdown::hung(it);
            format!("{}: {} {}  {}", it.item.id, it.field, plain(&sides), place(&it.at))
        });
        group(title, lines.collect());
    }
    for word in super::threads::WORDS {
        let steps = delta.steps.iter().filter(|step| step.what == *word);
        let lines = steps.map(|step| {
            let title = plain(&step.item.title);
            format!("{} {}: {title}  {}", step.item.kind, step.item.id, place(&step.at))
        });
        group(&markdown::capital(word), lines.collect());
    }
    for (title, list) in [("New findings", &delta.new), ("Findings that are gone", &delta.gone)] {
        let lines = list.iter().map(|it| {
            format!("{}[{}]: {}  {}", it.level.0.as_str(), it.lint, plain(&it.what), place(&it.at))
        });
        group(title, lines.collect());
    }
    let (new, gone) = (delta.new.len(), delta.gone.len());
    if new + gone > 0 {
        out.push_str(&format!("\n{} new, {} gone\n", count(new, "finding", "findings"), gone));
    }
    out
}
