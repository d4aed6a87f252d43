//! Dates that cannot all be true.

use jiff::civil::Date;

use crate::base::diagnostic::{Level, Problem};
use crate::base::place::Place;
use crate::check::facts::disorder;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::bet::Bet;
use crate::kinds::edges::Relation;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::kinds::{AnyKind, KindTag};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `dates-out-of-order`.
pub static LINT: Lint = Lint {
    name: "dates-out-of-order",
    level: Level::Error,
    topic: Topic::Speed,
    why: "one of the dates is wrong, and every duration that is computed from it as well",
    page: include_str!("dates_out_of_order.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Bet, KindTag::Release], run),
};

const HELP: &str = "one of the two is a slip: correct it";

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(doc) = reader.doc(id) else { return };
    match &doc.kind {
        AnyKind::Bet(bet) => {
            compare(reader, id, &[(("proposed", bet.proposed), ("decided", bet.decided))], report);
        }
        AnyKind::Release(release) => of_release(reader, id, release, report),
        _ => {}
    }
}

type Dated = (&'static str, Option<Date>);

fn compare(reader: &Reader, id: DocId, pairs: &[(Dated, Dated)], report: &mut Report) {
    for (earlier, later) in pairs {
        if let Some(problem) = disorder(reader, id, &LINT, *earlier, *later) {
            report.at(reader, id, problem.help(HELP));
        }
    }
}

fn of_release(reader: &Reader, id: DocId, release: &Release, report: &mut Report) {
    let outcome = release.outcome.as_ref();
    let measured = outcome.and_then(|outcome| outcome.measured);
    let pairs = [
        (("started", release.started), ("shipped", release.shipped)),
        (("shipped", release.shipped), ("recovered", release.recovered)),
        (("shipped", release.shipped), ("outcome.measured", measured)),
    ];
    compare(reader, id, &pairs, report);
    if let Some(problem) = before_decision(reader, id, release) {
        report.at(reader, id, problem);
    }
    for (index, pair) in release.targets.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        if after < before {
            let what = format!("`targets` has {after} behind {before}");
            report.at(
                reader,
                id,
                LINT.problem(Place::item("targets", index + 1), what)
                    .help("write every date that was promised, the oldest first"),
            );
        }
    }
}

/// Work that began before its bet was accepted.
fn before_decision(reader: &Reader, id: DocId, release: &Release) -> Option<Problem> {
    let target = reader.target(id, Relation::Bet)?.doc;
    let (doc, bet) = reader.get::<Bet>(target)?;
    let (started, decided) = (release.started?, bet.decided?);
    (doc.status() == Some(Status::Accepted) && started < decided).then(|| {
        let what = format!("`started` {started} is before bet `{}` was accepted", doc.slug);
        LINT.problem(Place::field("started"), what)
            .help(HELP)
            .related(spot(reader, target, Place::field("decided")), "accepted here")
    })
}
