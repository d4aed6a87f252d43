//! What people say: teams in check-ins, users in surveys and studies.

use jiff::civil::Date;

use crate::kinds::KindTag;
use crate::kinds::checkin::Checkin;
use crate::kinds::edges::Relation;
use crate::kinds::feedback::{Feedback, Source};
use crate::kinds::status::Status as Written;
use crate::kinds::study::{Study, Task};
use crate::measure::Unmeasurable;
use crate::measure::agreement::{Agreement, SHARP_DROP, Trend, confidence_trend, status_agreement};
use crate::measure::nps::{Answers, Nps, NpsChange, nps, nps_change};
use crate::measure::pace::Status;
use crate::measure::stats::{geometric_mean, whole};
use crate::measure::sus::{Blanks, Sus, response, sus};
use crate::measure::usability::{TaskSuccess, task_success};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// What a team said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Word {
    /// The check-in.
    pub id: DocId,
    /// The day.
    pub date: Date,
    /// How it stands, in the team's word.
    pub status: Option<Status>,
    /// How sure the team is, 0 to 1.
    pub confidence: Option<f64>,
}

/// What was said about a goal up to today, oldest first.
#[must_use]
pub fn about(reader: &Reader, goal: DocId) -> Vec<Word> {
    words(reader, reader.sources(goal, Relation::CheckinGoal))
}

/// What a team has said up to today, oldest first.
#[must_use]
pub fn of_team(reader: &Reader, team: DocId) -> Vec<Word> {
    words(reader, reader.sources(team, Relation::CheckinTeam))
}

fn words(reader: &Reader, checkins: Vec<DocId>) -> Vec<Word> {
    let mut words: Vec<Word> = checkins
        .into_iter()
        .filter_map(|id| {
            let (doc, checkin) = reader.get::<Checkin>(id)?;
            let date = checkin.date.filter(|day| *day <= reader.today())?;
            let status = doc.status().and_then(said);
            Some(Word { id, date, status, confidence: checkin.confidence })
        })
        .collect();
    words.sort_by_key(|it| (it.date, it.id));
    words
}

/// The status for which a word of a check-in stands.
const fn said(status: Written) -> Option<Status> {
    match status {
        Written::OnTrack => Some(Status::OnTrack),
        Written::AtRisk => Some(Status::AtRisk),
        Written::OffTrack => Some(Status::OffTrack),
        _ => None,
    }
}

/// The last word about a goal against its numbers; `None` where nobody has said anything.
#[must_use]
pub fn agreement(reader: &Reader, goal: DocId) -> Option<(Word, Agreement)> {
    let latest = about(reader, goal).into_iter().rev().find(|it| it.status.is_some())?;
    let computed = super::goals::goal(reader, goal)?.status().unwrap_or(Status::NoData);
    Some((latest, status_agreement(latest.status?, computed)))
}

/// Where confidence in a goal goes.
///
/// # Errors
/// None with confidences that are read as shares.
pub fn trend(reader: &Reader, goal: DocId) -> Result<Trend, Unmeasurable> {
    let values: Vec<f64> =
        about(reader, goal).into_iter().filter_map(|word| word.confidence).collect();
    confidence_trend(&values, SHARP_DROP)
}

/// The grouped answers of a survey of recommendation; `None` where feedback has none.
///
/// # Errors
/// An answer that is no whole number from 0 to 10.
#[must_use]
pub fn answers(reader: &Reader, feedback: DocId) -> Option<Result<Answers, Unmeasurable>> {
    let (_, it) = reader.get::<Feedback>(feedback)?;
    if it.source != Some(Source::Nps) {
        return None;
    }
    let survey = reader.data(feedback)?.survey();
    let scores: Vec<f64> = survey.answers.iter().map(|answer| answer.score).collect();
    Some(Answers::group(&scores))
}

/// A wave of a survey of recommendation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wave {
    /// The feedback to which the answers belong.
    pub id: DocId,
    /// When it was heard.
    pub heard: Date,
    /// The grouped answers.
    pub answers: Answers,
    /// The score with its interval.
    pub nps: Nps,
    /// Against the wave before.
    pub change: Option<NpsChange>,
}

/// The waves up to today, oldest first; those with an answer that is none are left out, and are a finding.
#[must_use]
pub fn waves(reader: &Reader) -> Vec<Wave> {
    let mut waves: Vec<Wave> = reader
        .ids(KindTag::Feedback)
        .iter()
        .filter_map(|id| {
            let answers = answers(reader, *id)?.ok()?;
            let heard = reader.get::<Feedback>(*id)?.1.heard?;
            let nps = nps(&answers);
            Some(Wave { id: *id, heard, answers, nps, change: None })
        })
        .filter(|wave| wave.heard <= reader.today())
        .collect();
    waves.sort_by_key(|wave| (wave.heard, wave.id));
    let mut before: Option<Answers> = None;
    for wave in &mut waves {
        wave.change = before.map(|before| nps_change(&before, &wave.answers));
        before = Some(wave.answers);
    }
    waves
}

/// A study's tasks and score.
#[derive(Debug, Clone, PartialEq)]
pub struct StudyNumbers {
    /// The tasks, in their order: how many managed, or why that cannot be said.
    pub tasks: Vec<Result<TaskSuccess, Unmeasurable>>,
    /// The usual time of each task in seconds, where times are written.
    pub times: Vec<Option<f64>>,
    /// The system usability score; `None` where nobody was asked.
    pub sus: Option<Result<Sus, Unmeasurable>>,
}

/// What a study counted.
#[must_use]
pub fn study(reader: &Reader, id: DocId) -> Option<StudyNumbers> {
    let (_, study) = reader.get::<Study>(id)?;
    let asked = !study.sus_scores.is_empty() || !study.sus_answers.is_empty();
    Some(StudyNumbers {
        tasks: study.tasks.iter().map(success).collect(),
        times: study.tasks.iter().map(|it| geometric_mean(&it.times).ok().flatten()).collect(),
        sus: asked.then(|| usability(study)),
    })
}

fn success(task: &Task) -> Result<TaskSuccess, Unmeasurable> {
    let (Some(successes), Some(trials)) = (task.successes, task.trials) else {
        return Err(Unmeasurable::MissingInput);
    };
    match (whole(successes), whole(trials)) {
        (Some(successes), Some(trials)) => task_success(successes, trials),
        _ => Err(Unmeasurable::CountOutOfRange),
    }
}

fn usability(study: &Study) -> Result<Sus, Unmeasurable> {
    let mut scores = study.sus_scores.clone();
    for row in &study.sus_answers {
        let answers: Vec<Option<f64>> = row.iter().copied().map(Some).collect();
        scores.push(response(&answers, Blanks::Refused)?);
    }
    sus(&scores)
}
