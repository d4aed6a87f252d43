//! A link of a body that lands nowhere.

use crate::base::diagnostic::{Level, Problem};
use crate::base::place::Place;
use crate::base::text::any_of;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::model::doc::DocId;
use crate::model::links::{Fault, Landing};
use crate::model::reader::Reader;
use crate::parse::outline::{Link, LinkKind};

/// `broken-link`.
pub static LINT: Lint = Lint {
    name: "broken-link",
    level: Level::Error,
    topic: Topic::Structure,
    why: "a reader who follows it stands before a closed door and does not come back",
    page: include_str!("broken_link.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let landings = reader.landings(id);
    if !landings.iter().any(|landing| matches!(landing, Landing::Broken(_))) {
        return;
    }
    let Some(outline) = reader.outline(id) else { return };
    for (nth, (link, landing)) in (0u32..).zip(outline.links.iter().zip(landings)) {
        let Landing::Broken(fault) = landing else { continue };
        if let Some(problem) = problem(reader, link, fault, Place::Link(nth)) {
            report.at(reader, id, problem);
        }
    }
}

fn problem(reader: &Reader, link: &Link, fault: &Fault, place: Place) -> Option<Problem> {
    let target = &*link.target;
    Some(match fault {
        Fault::Nothing(near) => {
            let what = match link.kind {
                LinkKind::Wiki => format!("no document is called `{target}`"),
                LinkKind::Image => format!("there is no image `{target}`"),
                _ => format!("there is no file `{target}`"),
            };
            let problem = LINT.problem(place, what);
            match near {
                Some(near) => problem.help(format!("did you mean `{near}`?")),
                None if link.kind == LinkKind::Wiki => {
                    problem.help("write the id of a document, or plain words")
                }
                None => {
                    problem.help("write the path from this file to the other, or remove the link")
                }
            }
        }
        Fault::NoAnchor(target, anchor, near) => {
            let title = reader.doc(*target).map_or("", |doc| &doc.path);
            let problem = LINT
                .problem(place, format!("`{title}` has no heading `#{anchor}`"))
                .level(Level::Warning)
                .related(spot(reader, *target, Place::Whole), "the link leads to this page");
            match near {
                Some(near) => problem.help(format!("did you mean `#{near}`?")),
                None => problem.help("link to a heading that is there, or to the page as a whole"),
            }
        }
        Fault::Script => LINT
            .problem(place, "this link would run a script, so only its words are kept")
            .help("link to a page, or remove the link"),
        Fault::Scheme(scheme) => LINT
            .problem(place, format!("no page may lead to `{scheme}:`, so only its words are kept"))
            .help("link to an address on the web, or write plain words"),
        Fault::Ambiguous => {
            let claims = reader.claims(target.split('#').next().unwrap_or(target).trim());
            let ids: Vec<&str> =
                claims.iter().filter_map(|(_, id)| Some(&*reader.doc(*id)?.slug)).collect();
            LINT.problem(place, format!("several pages are called `{target}`"))
                .help(format!("write {}", any_of(ids)))
        }
        // `link-outside-content` says so.
        Fault::Leaves => return None,
    })
}
