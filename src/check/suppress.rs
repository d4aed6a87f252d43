//! `allow:` in a document: a finding that somebody accepts, with a reason and an end.

use jiff::civil::Date;

use crate::base::date::{days_between, long};
use crate::base::diagnostic::{Fix, Problem};
use crate::base::place::Place;
use crate::base::suggest::nearest;
use crate::base::text::count;
use crate::model::doc::Doc;

/// Whether a finding of this lint is accepted here today; marks the entry as used.
pub fn allows(doc: &Doc, lint: &str, today: Date, used: &mut [bool]) -> bool {
    let mut any = false;
    for (index, allow) in doc.common.allow.iter().enumerate() {
        if *allow.lint == *lint && allow.until.is_none_or(|until| today <= until) {
            if let Some(used) = used.get_mut(index) {
                *used = true;
            }
            any = true;
        }
    }
    any
}

/// What is wrong with the entries themselves, once it is known which were used.
#[must_use]
pub fn judge(doc: &Doc, used: &[bool], today: Date, names: &[&str]) -> Vec<Problem> {
    let mut out = Vec::new();
    for (index, allow) in doc.common.allow.iter().enumerate() {
        let path = format!("allow[{index}]");
        let lint = &allow.lint;
        if !names.contains(&&**lint) {
            let field = format!("{path}.lint");
            let mut problem = Problem::new(
                "unused-allow",
                Place::Field(field.as_str().into()),
                format!("there is no lint `{lint}`"),
            );
            if let Some(near) = nearest(lint, names.iter().copied()) {
                problem = problem
                    .help(format!("did you mean `{near}`?"))
                    .fix(Fix::SetField { field: field.into(), value: near.into() });
            }
            out.push(problem);
            continue;
        }
        if let Some(until) = allow.until.filter(|until| *until < today) {
            let days = usize::try_from(days_between(until, today)).unwrap_or(0);
            out.push(
                Problem::new(
                    "unused-allow",
                    Place::Field(format!("{path}.until").into()),
                    format!(
                        "`{lint}` was allowed until {}, {} ago",
                        long(until),
                        count(days, "day", "days")
                    ),
                )
                .help("mend what it allowed, or decide again and write a new date"),
            );
            continue;
        }
        if !used.get(index).copied().unwrap_or(false) {
            out.push(
                Problem::new(
                    "unused-allow",
                    Place::Field(path.as_str().into()),
                    format!("nothing here gives `{lint}` any more"),
                )
                .help("remove the entry")
                .fix(Fix::Remove { field: path.into() }),
            );
            continue;
        }
        let missing: Vec<&str> = [
            allow.reason.is_none().then_some("`reason`"),
            allow.until.is_none().then_some("`until`"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !missing.is_empty() {
            out.push(
                Problem::new(
                    "allow-without-end",
                    Place::Field(path.into()),
                    format!("`{lint}` is allowed without {}", missing.join(" and ")),
                )
                .help("say why it is accepted and until when: `{lint: …, reason: \"…\", until: 2026-09-30}`"),
            );
        }
    }
    out
}
