//! Queries find what they ask for, say where they are wrong, and cost no more than what they ask about.

mod any;
mod changed;
mod faults;
mod fences;

use throughline::kinds::KindTag;
use throughline::kinds::schemas::Schemas;
use throughline::model::query::{Kinds, Path, Query};
use throughline::model::read::Read;
use throughline::model::reader::Reader;
use throughline::site::engine::Site;
use throughline::views;

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
        ("krs.metric:p1-incidents sort:id", &["audit-q1", "trust-q2"]),
        ("type:goal krs.metric:fill-rate-48h period:2026-Q2", &["fill-q2"]),
        ("type:goal no:krs.owner krs.metric:app-rating", &["carer-q1"]),
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
fn a_goal_is_found_by_what_its_key_results_name() {
    let own = |path: &str, text: &str| (path.to_owned(), format!("---\n{text}---\n"));
    let site = small::site(&[
        own("people/mara.md", "name: Mara\naliases: [m]\n"),
        own("teams/fill.md", "title: Fill\n"),
        own("metrics/rate.md", "title: Rate\n"),
        own(
            "goals/a.md",
            "title: A\nperiod: 2026\nowner: fill\nkrs:\n  - {id: x, metric: rate, owner: m, target: 2}\n  \
             - {id: y, title: Y, owner: fill, target: 2}\n",
        ),
        own(
            "goals/b.md",
            "title: B\nperiod: 2026\nowner: mara\nkrs:\n  - {id: x, title: X, target: 2}\n",
        ),
    ]);
    // An alias names the same person, and the owner of the goal is another field.
    for (text, wanted) in [
        ("krs.owner:mara", ["a"].as_slice()),
        ("krs.owner:fill", &["a"]),
        ("krs.owner:mara krs.owner:fill", &["a"]),
        ("type:goal no:krs.owner", &["b"]),
        ("krs.metric:rate", &["a"]),
        ("type:goal -krs.metric:rate", &["b"]),
        ("count(krs.owner):2", &["a"]),
    ] {
        assert_eq!(ids(&site, text), wanted, "{text}");
    }
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

#[test]
fn a_text_without_views_reads_nothing_for_them() {
    let site = small::site(&sample::files());
    let id = site.reader().find("glossary").expect("a page");
    let reader = Reader::traced(&site.model);
    assert!(views::fences(&reader, id).is_empty());
    assert!(views::answers(&reader, id).is_empty());
    let reads: Vec<Read> = reader.into_trace().into_iter().map(|(read, _)| read).collect();
    assert!(matches!(reads.as_slice(), [Read::Outline(_)]), "{reads:?}");
}

#[test]
fn a_fault_is_shown_in_the_place_of_its_view_and_a_cut_list_says_so() {
    let page = "# Week\n\n```view tabel\nquery: type:release\n```\n\n```view list\nquery: type:release statsu:planned\n\
        ```\n\n```view list\nquery: type:release\nlimit: 2\nlimti: 3\n```\n\n\
        ```view table\nquery: type:release status:cancelled\nempty: All is well.\n```\n\nIt is [[=count tpye:goal]] or [[nobody:title]].\n";
    let mut files = sample::files();
    files.push(("week.md".to_owned(), page.to_owned()));
    let site = small::site(&files);
    let made = site.make("week.html").expect("the page");
    let html = String::from_utf8_lossy(made.bytes().expect("bytes")).into_owned();
    for words in [
        "There is no view <code>tabel</code>. Did you mean <code>view table</code>?",
        "A release has no field <code>statsu</code>. Did you mean <code>status</code>?",
        "There is no field <code>limti</code> here. Did you mean <code>limit</code>?",
        "Not shown: 12 more.",
        "All is well.",
        "It is [no kind of document has a field `tpye`] or [there is no document `nobody`].",
    ] {
        assert!(html.contains(words), "{words:?} is not in {html}");
    }
}

#[test]
fn nothing_in_a_view_is_taken_for_html() {
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    let release = format!(
        "---\ntitle: \"{hostile}\"\nstatus: planned\nowner: \"{hostile}\"\ntags: [\"{hostile}\"]\nx-own: \"{hostile}\"\ntargets: [2026-06-01]\neffort: 2pw\n---\n\n{hostile}\n"
    );
    let mut page = String::from("# Page\n\n");
    for (form, keys) in [
        ("table", "columns: [title, owner, tags, x-own]\ngroup: x-own"),
        ("list", "columns: [title, owner, tags, {field: x-own, title: \"<b>\"}]"),
        ("cards", "columns: [owner, tags, x-own]"),
        ("board", "by: tags"),
        ("matrix", "rows: owner\ncolumns: x-own"),
        ("timeline", "by: x-own"),
        ("bar", "by: tags"),
        ("quadrant", "x: effort\ny: effort"),
    ] {
        page.push_str(&format!(
            "```view {form}\nquery: type:release\n{keys}\ncaption: \"{hostile}\"\nempty: \"{hostile}\"\n```\n\n"
        ));
    }
    page.push_str("Is [[a:x-own]] and [[a:title]].\n");
    page.push_str(&format!("\n```view list\nquery: \"{hostile}\"\nempty: \"{hostile}\"\n```\n"));
    let files = [("releases/a.md", release), ("page.md", page)];
    let site = small::site(&files.map(|(path, text)| (path.to_owned(), text)));
    let made = site.make("page.html").expect("the page");
    let html = String::from_utf8_lossy(made.bytes().expect("bytes")).into_owned();
    assert!(html.contains("&lt;script&gt;"), "{html}");
    for bad in ["<script>alert", "<img src=x", "<b>"] {
        let main = html.split("<main").nth(1).unwrap_or_default();
        assert!(!main.contains(bad), "{bad} in {main}");
    }
}
