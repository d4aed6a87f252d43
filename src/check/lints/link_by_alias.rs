//! A link by an older id, which works and hides the new one.

use crate::base::diagnostic::{Fix, Level};
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::model::doc::DocId;
use crate::model::links::Landing;
use crate::model::names::{Claim, Names};
use crate::model::reader::Reader;
use crate::model::resolve::Outcome;
use crate::parse::outline::LinkKind;

/// `link-by-alias`.
pub static LINT: Lint = Lint {
    name: "link-by-alias",
    level: Level::Warning,
    topic: Topic::Structure,
    why: "readers learn a name that is gone, and a search for the new one misses this place",
    page: include_str!("link_by_alias.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    for (edge, outcome) in reader.out(id) {
        let Outcome::Found(target, Claim::Alias(_)) = outcome else { continue };
        let Some(doc) = reader.doc(target.doc) else { continue };
        let new = renamed(&edge.target.target, &doc.slug);
        report.at(
            reader,
            id,
            LINT.problem(Place::Field(edge.path.clone()), older(&edge.target.target, &doc.slug))
                .help(format!("write `{new}`"))
                .fix(Fix::SetField { field: edge.path.clone(), value: new.into() }),
        );
    }
    let Some(outline) = reader.outline(id) else { return };
    if outline.links.iter().all(|link| link.kind != LinkKind::Wiki) {
        return;
    }
    for (nth, (link, landing)) in (0u32..).zip(outline.links.iter().zip(reader.landings(id))) {
        let (LinkKind::Wiki, Landing::Doc(target, _)) = (link.kind, landing) else { continue };
        let name = link.target.split('#').next().unwrap_or_default().trim();
        let Some((Claim::Alias(_), _)) = Names::answer(reader.claims(name)) else { continue };
        let Some(doc) = reader.doc(*target) else { continue };
        let new = renamed(&link.target, &doc.slug);
        report.at(
            reader,
            id,
            LINT.problem(Place::Link(nth), older(name, &doc.slug))
                .help(format!("write `[[{new}]]`"))
                .fix(Fix::Replace { place: Place::Link(nth), text: new.into() }),
        );
    }
}

fn older(written: &str, slug: &str) -> String {
    let name = written.split('#').next().unwrap_or(written);
    format!("`{name}` is an older id of `{slug}`")
}

/// The same link with the new id; a part or heading stays.
fn renamed(written: &str, slug: &str) -> String {
    written.split_once('#').map_or_else(|| slug.to_owned(), |(_, part)| format!("{slug}#{part}"))
}
