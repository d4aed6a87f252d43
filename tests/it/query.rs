//! Queries find what they ask for, say where they are wrong, and cost no more than what they ask about.

mod any;
mod faults;
mod fences;

use throughline::kinds::KindTag;
use throughline::kinds::schemas::Schemas;
use throughline::model::query::{Kinds, Path, Query};
use throughline::model::read::Read;
use throughline::model::reader::Reader;
use throughline::site::engine::Site;

use crate::{sample, small};

/// The ids that a query finds, in its order.
pub fn ids(site: &Site, text: &str) -> Vec<String> {
    let reader = site.reader();
    let query = match Query::read(&reader, text) {
        Ok(query) => query,
        Err(faults) => panic!("`{text}`: {faults:?}"),
    };
    let found = query.run(&reader).ids.into_iter();
    found.filter_map(|id| reader.doc(id)).map(|doc| doc.slug.to_string()).collect()
}

#[test]
fn a_query_finds_what_it_asks_for() {
    let site = small::site(&sample::files());
    let asked: &[(&str, &[&str])] = &[
        // Words, any of several, and their opposites.
        ("type:release status:in-progress", &["week-four-nudges"]),
        (
            "type:goal status:active,dropped period:2026-Q2 sort:id",
            &["carer-q2", "fill-q2", "onboard-q2", "trust-q2"],
        ),
        ("type:goal status:off-track", &["carer-q2"]),
        ("type:release -status:shipped", &["week-four-nudges"]),
        ("type:release NOT status=shipped", &["week-four-nudges"]),
        ("type:release status!=shipped", &["week-four-nudges"]),
        (
            "type:bet -(status:accepted OR status:declined)",
            &["agency-marketplace", "multi-site-groups"],
        ),
        (
            "type:bet status:deferred OR type:release status:in-progress",
            &["multi-site-groups", "week-four-nudges"],
        ),
        // Days, periods, ranges, today.
        ("type:release shipped:2026-05 sort:shipped", &["inspection-export", "dark-theme"]),
        ("type:release shipped>2026-05-06", &["dark-theme"]),
        ("type:release shipped>=2026-05-06 sort:-shipped", &["dark-theme", "inspection-export"]),
        ("type:release shipped:2026-05-01..2026-05-10", &["inspection-export"]),
        ("type:release shipped:today-1w..", &["dark-theme"]),
        ("type:release due:today..today+1m", &["week-four-nudges"]),
        ("type:goal period:today sort:id limit:1", &["carer-q2"]),
        ("type:goal period:2025", &[]),
        ("type:bet revisit>today", &["multi-site-groups"]),
        ("changed:14d type:bet status:deferred", &["multi-site-groups"]),
        // Numbers.
        ("type:release slip>=14d sort:-slip limit:1", &["guided-first-rota"]),
        ("type:goal progress>80% sort:-progress", &["audit-q1", "fill-q1"]),
        ("type:goal progress<0.1 period:2026-Q2", &["carer-q2"]),
        // Links, both ways, and further.
        ("type:release goals:trust-q2", &["inspection-export"]),
        (
            "type:release goals.owner:mireille-dubois status:shipped sort:shipped",
            &["audit-log", "evidence-pack", "inspection-export"],
        ),
        ("count(delivered_by)>2", &["fill-q1"]),
        ("type:person count(owns):2", &["grace-oduya"]),
        (
            "type:bet decision:rota-not-white-label sort:id",
            &["family-portal", "guide-first-rota", "white-label"],
        ),
        ("type:decision decides:white-label", &["rota-not-white-label"]),
        ("type:release evidence.source:support sort:id", &["offer-ranking-nights", "staff-import"]),
        // The thread.
        ("under:self-serve type:release status:in-progress", &["week-four-nudges"]),
        ("over:week-four-nudges sort:id", &["nudge-week-four", "onboard-q2", "strategy-2026"]),
        // What is there and what is not.
        ("type:release no:evidence sort:id limit:1", &["audit-log"]),
        ("type:bet has:revisit", &["multi-site-groups"]),
        // What is found, what lives, what the text says.
        ("lint:watermelon", &["carer-q2"]),
        ("type:goal live lint:watermelon", &["carer-q2"]),
        ("text:\"teach inspectors\"", &[]),
        ("type:person text:dubois", &["mireille-dubois"]),
        ("path:people/dora-klein.md", &["dora-klein"]),
        ("path:people/ title~dub", &["mireille-dubois"]),
    ];
    let wrong: Vec<String> = asked
        .iter()
        .filter_map(|(text, wanted)| {
            let found = ids(&site, text);
            (found != *wanted)
                .then(|| format!("{text}\n    found  {found:?}\n    wanted {wanted:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_field_that_a_document_may_write_can_be_asked_for() {
    // These say how a document is handled, not what it is about.
    const HANDLING: &[&str] = &["allow", "redirect_from", "nav"];
    let site = small::site(&[]);
    let reader = site.reader();
    let schemas = Schemas::new();
    let mut missing = Vec::new();
    for tag in KindTag::ALL {
        for info in schemas.of(*tag) {
            let kinds = Kinds::of(&[*tag]);
            for name in info.aliases.iter().chain([&info.name]) {
                let found = Path::read(&reader, name, 0, kinds);
                let has_parts = found.as_ref().is_err_and(|fault| fault.what.contains("has parts"));
                let links = ["see_also"].contains(&info.name);
                if found.is_err() && !has_parts && !links && !HANDLING.contains(&info.name) {
                    missing.push(format!("{}.{name}", tag.as_str()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_query_that_names_a_kind_reads_no_other() {
    let site = small::site(&sample::files());
    let releases = site.reader().ids(KindTag::Release).len();
    let reader = Reader::traced(&site.model);
    let query = Query::read(&reader, "type:release status:in-progress sort:due").expect("a query");
    let found = query.run(&reader).ids;
    assert_eq!(found.len(), 1);
    let trace = reader.into_trace();
    let count = |wanted: fn(&Read) -> bool| trace.iter().filter(|(read, _)| wanted(read)).count();
    assert_eq!(count(|read| matches!(read, Read::AllIds)), 0);
    assert_eq!(count(|read| matches!(read, Read::Ids(_))), 1);
    assert_eq!(count(|read| matches!(read, Read::Front(_))), releases);
    assert_eq!(count(|read| matches!(read, Read::Out(_) | Read::Back(_) | Read::Body(_))), 0);
}
