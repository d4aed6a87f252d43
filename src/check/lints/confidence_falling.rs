//! A team that believes less and less in its goal.

use jiff::civil::Date;

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::title;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic, spot};
use crate::kinds::KindTag;
use crate::kinds::checkin::Checkin;
use crate::kinds::edges::Relation;
use crate::measure::agreement::{SHARP_DROP, confidence_trend};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `confidence-falling`.
pub static LINT: Lint = Lint {
    name: "confidence-falling",
    level: Level::Warning,
    topic: Topic::Alignment,
    why: "those who do the work know first, and this is how they say it",
    page: include_str!("confidence_falling.md"),
    thresholds: &[Threshold::number(
        "drop",
        SHARP_DROP,
        "how much less confidence at once is a fall, as a share",
    )],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    if !reader.is_live(id) {
        return;
    }
    let said = said(reader, id);
    for team in said.chunk_by(|a, b| a.team == b.team) {
        let values: Vec<f64> = team.iter().map(|word| word.confidence).collect();
        let Ok(trend) = confidence_trend(&values, report.threshold("drop")) else { continue };
        if trend.falling != Some(true) {
            continue;
        }
        let [.., before, last] = team else { continue };
        let what =
            format!("confidence falls, from {:.2} to {:.2}", before.confidence, last.confidence);
        report.at(
            reader,
            id,
            LINT.problem(title(reader, id), what)
                .help("ask what has changed, and decide what gives way: scope, date or goal")
                .related(spot(reader, last.id, Place::field("confidence")), "the last word"),
        );
    }
}

struct Word {
    team: Option<DocId>,
    date: Date,
    id: DocId,
    confidence: f64,
}

/// What teams said of a goal, by team and oldest first.
fn said(reader: &Reader, goal: DocId) -> Vec<Word> {
    let mut words: Vec<Word> = reader
        .sources(goal, Relation::CheckinGoal)
        .into_iter()
        .filter_map(|id| {
            let (_, checkin) = reader.get::<Checkin>(id)?;
            let date = checkin.date.filter(|date| *date <= reader.today())?;
            let team = reader.target(id, Relation::CheckinTeam).map(|team| team.doc);
            Some(Word { team, date, id, confidence: checkin.confidence? })
        })
        .collect();
    words.sort_by_key(|word| (word.team, word.date, word.id));
    words
}
