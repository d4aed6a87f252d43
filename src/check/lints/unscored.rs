//! A yes without any measure against others.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::bet::Bet;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `unscored`.
pub static LINT: Lint = Lint {
    name: "unscored",
    level: Level::Warning,
    topic: Topic::Priority,
    why: "what was never weighed was chosen by whoever asked loudest",
    page: include_str!("unscored.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Bet], run),
};

/// The fields from which scores are made.
const INPUTS: &[&str] = &["reach", "impact", "confidence", "effort", "moscow", "wsjf", "ice"];

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, bet)) = reader.get::<Bet>(id) else { return };
    if doc.status() != Some(Status::Accepted) || is_scored(bet) {
        return;
    }
    if INPUTS.iter().any(|field| unread(doc, field)) {
        return;
    }
    report.at(
        reader,
        id,
        LINT.problem(Place::field("status"), "this bet is accepted and was never weighed").help(
            "write `impact` and `effort`, then `reach` and `confidence`; or `moscow`, `ice` or `wsjf`",
        ),
    );
}

/// Whether any one way of weighing is complete; RICE holds impact and effort.
fn is_scored(bet: &Bet) -> bool {
    let ice = bet
        .ice
        .as_ref()
        .is_some_and(|ice| ice.impact.is_some() && ice.confidence.is_some() && ice.ease.is_some());
    let wsjf = bet.wsjf.as_ref().is_some_and(|wsjf| {
        wsjf.business_value.is_some()
            && wsjf.time_criticality.is_some()
            && wsjf.risk_opportunity.is_some()
            && wsjf.job_size.is_some()
    });
    bet.moscow.is_some() || (bet.impact.is_some() && bet.effort.is_some()) || ice || wsjf
}
