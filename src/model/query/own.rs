//! The fields of each kind as a query asks for them: one line a field, named as the documents name it.

use crate::kinds::bet::{Assumption, Moscow};
use crate::kinds::feedback::Source;
use crate::kinds::goal::{Ambition, KeyResult, KrKind, Rollup};
use crate::kinds::metric::{Better, Composition};
use crate::kinds::release::{ReleaseKind, Stage};
use crate::kinds::study::StudyKind;
use crate::kinds::team::TeamKind;
use crate::kinds::values::Every;
use crate::kinds::{AnyKind, KindTag};
use crate::parse::fields::Choice;

use super::kinds::Kinds;
use super::value::{Field, Form, Give};

macro_rules! fields {
    ($($kind:ident { $($name:literal $form:expr, |$it:ident| $get:expr;)+ })+) => {
        &[$($(Field {
            name: $name,
            kinds: Kinds::of(&[KindTag::$kind]),
            form: $form,
            get: |asked, out| {
                if let AnyKind::$kind($it) = &asked.doc.kind {
                    $get.give(out);
                }
            },
        }),+),+]
    };
}

/// The fields of each kind.
pub static OWN: &[Field] = fields! {
    Strategy {
        "period" Form::Period, |it| it.period.as_ref();
        "pillars" Form::Name, |it| it.pillars.iter().map(|pillar| &pillar.id).collect::<Vec<_>>();
        "pillars.title" Form::Text, |it| it.pillars.iter().filter_map(|p| p.title.as_ref()).collect::<Vec<_>>();
        "pillars.weight" Form::Number, |it| it.pillars.iter().filter_map(|p| p.weight).collect::<Vec<_>>();
        "not_doing" Form::Text, |it| it.not_doing.as_slice();
        "vision" Form::Text, |it| it.vision.as_ref();
    }
    Goal {
        "period" Form::Period, |it| it.period.as_ref();
        "ambition" Form::Word(Ambition::WORDS), |it| it.ambition.unwrap_or(Ambition::Committed).as_str();
        "weight" Form::Number, |it| it.weight;
        "rollup" Form::Word(Rollup::WORDS), |it| it.rollup.map(Rollup::as_str);
        "status_note" Form::Text, |it| it.status_note.as_ref();
        "krs" Form::Name, |it| krs(&it.krs, |kr| Some(&kr.id));
        "krs.title" Form::Text, |it| krs(&it.krs, |kr| kr.title.as_ref());
        "krs.kind" Form::Word(KrKind::WORDS), |it| krs(&it.krs, |kr| kr.kind.map(KrKind::as_str));
        "krs.baseline" Form::Number, |it| krs(&it.krs, |kr| kr.baseline);
        "krs.target" Form::Number, |it| krs(&it.krs, |kr| kr.target);
        "krs.weight" Form::Number, |it| krs(&it.krs, |kr| kr.weight);
        "krs.unit" Form::Name, |it| krs(&it.krs, |kr| kr.unit.as_ref());
    }
    Metric {
        "unit" Form::Name, |it| it.unit.as_ref();
        "better" Form::Word(Better::WORDS), |it| it.better.map(Better::as_str);
        "csv" Form::Name, |it| it.csv.as_ref();
        "relation" Form::Word(Composition::WORDS), |it| it.relation.map(Composition::as_str);
        "target" Form::Number, |it| it.target;
        "cadence" Form::Word(Every::WORDS), |it| it.cadence.map(Every::as_str);
        "definition" Form::Text, |it| it.definition.as_ref();
        "query" Form::Text, |it| it.query.as_ref();
    }
    Bet {
        "proposed" Form::Date, |it| it.proposed;
        "moscow" Form::Word(Moscow::WORDS), |it| it.moscow.map(Moscow::as_str);
        "reach" Form::Number, |it| it.reach;
        "impact" Form::Number, |it| it.impact;
        "confidence" Form::Share, |it| it.confidence.map(|n| if n > 1.0 { n / 100.0 } else { n });
        "effort" Form::Effort, |it| it.effort;
        "appetite" Form::Effort, |it| it.appetite;
        "wsjf.business_value" Form::Number, |it| it.wsjf.as_ref().and_then(|w| w.business_value);
        "wsjf.time_criticality" Form::Number, |it| it.wsjf.as_ref().and_then(|w| w.time_criticality);
        "wsjf.risk_opportunity" Form::Number, |it| it.wsjf.as_ref().and_then(|w| w.risk_opportunity);
        "wsjf.job_size" Form::Number, |it| it.wsjf.as_ref().and_then(|w| w.job_size);
        "ice.impact" Form::Number, |it| it.ice.as_ref().and_then(|i| i.impact);
        "ice.confidence" Form::Number, |it| it.ice.as_ref().and_then(|i| i.confidence);
        "ice.ease" Form::Number, |it| it.ice.as_ref().and_then(|i| i.ease);
        "decided" Form::Date, |it| it.decided;
        "reason" Form::Text, |it| it.reason.as_ref();
        "revisit" Form::Date, |it| it.revisit;
        "opportunity" Form::Text, |it| it.opportunity.as_ref();
        "assumptions" Form::Text, |it| texts(&it.assumptions);
    }
    Release {
        "unaligned_reason" Form::Text, |it| it.unaligned_reason.as_ref();
        "version" Form::Name, |it| it.version.as_ref();
        "started" Form::Date, |it| it.started;
        "first_commit" Form::Date, |it| it.first_commit;
        "targets" Form::Date, |it| it.targets.clone();
        "target" Form::Date, |it| it.targets.last().copied();
        "shipped" Form::Date, |it| it.shipped;
        "effort" Form::Effort, |it| it.effort;
        "kind" Form::Word(ReleaseKind::WORDS), |it| it.kind.unwrap_or(ReleaseKind::Feature).as_str();
        "stage" Form::Word(Stage::WORDS), |it| it.stage.map(Stage::as_str);
        "failed" Form::Flag, |it| it.failed;
        "recovered" Form::Date, |it| it.recovered;
        "outcome.customer" Form::Text, |it| it.outcome.as_ref().and_then(|o| o.customer.as_ref());
        "outcome.business" Form::Text, |it| it.outcome.as_ref().and_then(|o| o.business.as_ref());
        "outcome.expected" Form::Text, |it| it.outcome.as_ref().and_then(|o| o.expected.as_ref());
        "outcome.by" Form::Date, |it| it.outcome.as_ref().and_then(|o| o.by);
        "outcome.confidence" Form::Share, |it| it.outcome.as_ref().and_then(|o| o.confidence);
        "outcome.measured" Form::Date, |it| it.outcome.as_ref().and_then(|o| o.measured);
        "outcome.moved" Form::Flag, |it| it.outcome.as_ref().and_then(|o| o.moved);
        "outcome.value" Form::Number, |it| it.outcome.as_ref().and_then(|o| o.value);
        "waiting_on.since" Form::Date, |it| it.waiting_on.as_ref().and_then(|w| w.since);
        "waiting_on.what" Form::Text, |it| it.waiting_on.as_ref().and_then(|w| w.what.as_ref());
    }
    Checkin {
        "date" Form::Date, |it| it.date;
        "confidence" Form::Share, |it| it.confidence;
        "blockers" Form::Text, |it| it.blockers.as_slice();
        "asks.what" Form::Text, |it| it.asks.iter().filter_map(|ask| ask.what.as_ref()).collect::<Vec<_>>();
    }
    Feedback {
        "heard" Form::Date, |it| it.heard;
        "source" Form::Word(Source::WORDS), |it| it.source.map(Source::as_str);
        "decided" Form::Date, |it| it.decided;
        "remeasured" Form::Date, |it| it.remeasured;
        "reason" Form::Text, |it| it.reason.as_ref();
        "customers" Form::Number, |it| it.customers;
        "survey" Form::Name, |it| it.survey.as_ref();
        "importance" Form::Number, |it| it.importance;
    }
    Study {
        "date" Form::Date, |it| it.date;
        "kind" Form::Word(StudyKind::WORDS), |it| it.kind.map(StudyKind::as_str);
        "participants" Form::Number, |it| it.participants;
        "tasks" Form::Text, |it| it.tasks.iter().filter_map(|task| task.name.as_ref()).collect::<Vec<_>>();
        "sus" Form::Number, |it| it.sus_scores.clone();
    }
    Decision {
        "date" Form::Date, |it| it.date;
        "options" Form::Text, |it| it.options.as_slice();
        "context" Form::Text, |it| it.context.as_ref();
        "outcome" Form::Text, |it| it.outcome.as_ref();
    }
    Team {
        "kind" Form::Word(TeamKind::WORDS), |it| it.kind.unwrap_or(TeamKind::Squad).as_str();
        "mission" Form::Text, |it| it.mission.as_ref();
        "wip_limit" Form::Number, |it| it.wip_limit;
        "checkin_every" Form::Word(Every::WORDS), |it| it.checkin_every.map(Every::as_str);
        "capacity" Form::Number, |it| it.capacity;
    }
    Person {
        "name" Form::Text, |it| it.name.as_ref();
        "role" Form::Text, |it| it.role.as_ref();
        "left" Form::Date, |it| it.left;
    }
    Page {
        "weight" Form::Number, |it| it.weight;
    }
};

fn krs<'m, T>(list: &'m [KeyResult], get: impl Fn(&'m KeyResult) -> Option<T>) -> Vec<T> {
    list.iter().filter_map(get).collect()
}

fn texts(list: &[Assumption]) -> Vec<&str> {
    list.iter().filter_map(|it| it.text.as_deref()).collect()
}
