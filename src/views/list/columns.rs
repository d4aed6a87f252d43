//! The columns of lists, kind by kind; `rows` fills them in this order.

use crate::kinds::KindTag;
use crate::views::block::Column;

/// The columns of a kind.
#[must_use]
pub fn columns(tag: KindTag) -> Vec<Column> {
    let column = Column::words;
    let numbers = Column::numbers;
    let status = || column("status", "Status");
    let owner = || column("owner", "Owner");
    match tag {
        KindTag::Strategy => vec![
            column("title", "Strategy"),
            status(),
            column("period", "Period"),
            owner(),
            numbers("goals", "Goals"),
        ],
        KindTag::Goal => vec![
            column("title", "Goal"),
            status(),
            numbers("progress", "Progress"),
            numbers("expected", "Due by now"),
            column("serves", "Serves"),
            owner(),
            numbers("releases", "Releases"),
        ],
        KindTag::Metric => vec![
            column("title", "Metric"),
            numbers("reading", "Last read"),
            numbers("change", "Change"),
            column("read_on", "On"),
            column("cadence", "Read"),
            owner(),
            numbers("readers", "Key results"),
        ],
        KindTag::Bet => vec![
            column("title", "Bet"),
            column("moscow", "MoSCoW"),
            column("goal", "Goal"),
            owner(),
            column("decided", "Decided"),
            numbers("effort", "Effort"),
        ],
        KindTag::Release => vec![
            column("title", "Release"),
            column("goal", "Goal"),
            column("team", "Team"),
            owner(),
            column("ships", "Ships"),
            numbers("effort", "Effort"),
        ],
        KindTag::Checkin => vec![
            column("date", "Day"),
            column("team", "Team"),
            column("goal", "Goal"),
            status(),
            numbers("confidence", "Confidence"),
        ],
        KindTag::Feedback => vec![
            column("title", "Feedback"),
            column("source", "Source"),
            column("heard", "Heard"),
            column("decided", "Decided"),
            column("informs", "Speaks for"),
        ],
        KindTag::Study => vec![
            column("title", "Study"),
            column("date", "Day"),
            numbers("participants", "Participants"),
            column("informs", "Speaks for"),
        ],
        KindTag::Decision => vec![
            column("title", "Decision"),
            column("date", "Day"),
            column("driver", "Driver"),
            column("approver", "Approver"),
            numbers("yes", "Yes"),
            numbers("no", "No"),
        ],
        KindTag::Team => vec![
            column("title", "Team"),
            column("mission", "Mission"),
            column("lead", "Lead"),
            numbers("goals", "Goals"),
            numbers("people", "People"),
        ],
        KindTag::Person => vec![
            column("title", "Person"),
            column("role", "Role"),
            column("team", "Team"),
            numbers("owns", "Owns"),
        ],
        KindTag::Page => vec![column("title", "Page"), column("summary", "About")],
    }
}
