//! Work in which a part is nobody's.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::join_words;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::release::{Release, ReleaseKind};
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `role-missing`.
pub static LINT: Lint = Lint {
    name: "role-missing",
    level: Level::Warning,
    topic: Topic::Alignment,
    why: "whoever hears of a release on the day that it ships could not do their part",
    page: include_str!("role_missing.md"),
    thresholds: &[Threshold::words("roles", ROLES, "the parts that are asked for")],
    run: Run::Each(&[KindTag::Release], run),
};

/// The parts that a release needs where the settings do not say.
const ROLES: &[&str] = &["pm", "engineering", "design", "marketing", "data"];

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let open = matches!(doc.status(), Some(Status::Planned | Status::InProgress));
    let small = matches!(release.kind, Some(ReleaseKind::Hotfix | ReleaseKind::Maintenance));
    if !open || small || unread(doc, "roles") {
        return;
    }
    let has = |wanted: &str| release.roles.iter().any(|(r, _)| r.eq_ignore_ascii_case(wanted));
    let missing: Vec<String> = report
        .words("roles")
        .into_iter()
        .filter(|role| !has(role))
        .map(|role| format!("`{role}`"))
        .collect();
    if missing.is_empty() {
        return;
    }
    let what = format!("nobody does {}", join_words(&missing, "or"));
    report.at(
        reader,
        id,
        LINT.problem(Place::field("roles"), what)
            .help("name a person for each in `roles`, or ask for other roles in the settings"),
    );
}
