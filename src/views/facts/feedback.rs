//! The facts of what was heard and decided: feedback, studies, decisions.

use crate::kinds::decision::Decision;
use crate::kinds::edges::Relation;
use crate::kinds::feedback::{Feedback, Source};
use crate::kinds::study::{Study, StudyKind};
use crate::views::item::Fact;

use super::Facts;

/// Where feedback was heard, in words.
#[must_use]
pub const fn source_words(source: Source) -> &'static str {
    match source {
        Source::Interview => "Interview",
        Source::Support => "Support",
        Source::Sales => "Sales",
        Source::Nps => "NPS survey",
        Source::Usability => "Usability test",
        Source::Analytics => "Analytics",
    }
}

impl Facts<'_, '_> {
    pub(super) fn feedback(&mut self, it: &Feedback) {
        self.maybe("source", "", it.source.map(source_words));
        self.number("customers", "Heard from", it.customers, None);
        self.number("importance", "Importance", it.importance, None);
        self.day("heard", "Heard", it.heard);
        self.day("decided", "Decided", it.decided);
        self.day("remeasured", "Measured again", it.remeasured);
    }

    pub(super) fn study(&mut self, it: &Study) {
        self.maybe(
            "kind",
            "",
            it.kind.map(|kind| match kind {
                StudyKind::Usability => "Usability test",
                StudyKind::Interview => "Interviews",
                StudyKind::Survey => "Survey",
                StudyKind::Kano => "Kano survey",
            }),
        );
        self.day("date", "", it.date);
        self.number("participants", "Participants", it.participants, None);
    }

    pub(super) fn decision(&mut self, it: &Decision) {
        self.day("date", "", it.date);
        for (key, label, relation) in
            [("driver", "Driver", Relation::Driver), ("approver", "Approver", Relation::Approver)]
        {
            for person in self.people(relation) {
                self.list.push(Fact {
                    key: Some(key),
                    label: Some(label),
                    text: Some(person.name),
                    url: person.url,
                    ..Fact::default()
                });
            }
        }
    }
}
