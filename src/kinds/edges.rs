//! What points at what: the relations between documents, each written on one side only.

use crate::parse::fields::{Ref, nth};

use super::KindTag;

/// A relation, seen from the document that writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Relation {
    /// Goal to a strategy's pillar.
    Pillar,
    /// Goal to goal above.
    Parent,
    /// Release to the goals that it serves.
    Goals,
    /// Bet to its goal.
    Goal,
    /// Release to the key results or metrics that it should move.
    Moves,
    /// Release to the bet that it ships.
    Bet,
    /// Release to the release that it carries on.
    Iterates,
    /// Work to the work that it needs.
    DependsOn,
    /// Key result to the metric that it reads.
    Metric,
    /// Metric to the metrics that make it.
    Inputs,
    /// Metric to metrics that move before it.
    Leading,
    /// Strategy to its north star.
    NorthStar,
    /// Goal or release to the metrics that must not suffer.
    GuardedBy,
    /// Check-in to its goal.
    CheckinGoal,
    /// Check-in to its team.
    CheckinTeam,
    /// Work to what speaks for it.
    Evidence,
    /// Feedback or study to what it speaks for.
    Informs,
    /// Bet or feedback to the decision about it.
    Decision,
    /// Decision to the bets that it accepts.
    Accepts,
    /// Decision to the bets that it declines.
    Declines,
    /// Decision to the bets that it defers.
    Defers,
    /// Anything to its owner.
    Owner,
    /// Goal to the teams that work for it.
    Teams,
    /// Release or person to its team.
    Team,
    /// Squad to its tribe.
    Tribe,
    /// Team to who leads it.
    Lead,
    /// Team to its people.
    Members,
    /// Release to the people in its roles.
    Roles,
    /// Decision to who drives it.
    Driver,
    /// Decision to who approves it.
    Approver,
    /// Decision to who contributes.
    Contributors,
    /// Decision to who is informed.
    Informed,
    /// Release to whom or what it waits for.
    WaitingOn,
    /// Check-in to whom it asks.
    Asks,
    /// Newer to older of the same kind.
    Supersedes,
    /// Goal to the goal of an earlier period.
    Continues,
    /// Body to any page.
    Mentions,
}

/// What is fixed about a relation.
#[derive(Debug)]
pub struct RelationInfo {
    /// The field that writes it.
    pub name: &'static str,
    /// The name of the other side, which is computed.
    pub inverse: &'static str,
    /// The kinds that it may reach, by name.
    pub to: &'static [KindTag],
    /// Whether it may not come back to where it began.
    pub acyclic: bool,
    /// Heading of the group on the page of the writer.
    pub heading: &'static str,
    /// Heading of the group on the page of the other side.
    pub inverse_heading: &'static str,
}

use KindTag::{Bet, Decision, Feedback, Goal, Metric, Person, Release, Strategy, Study, Team};

macro_rules! relations {
    ($($variant:ident $name:literal / $inverse:literal -> [$($to:ident),*] $acyclic:literal, $heading:literal / $back:literal;)+) => {
        impl Relation {
            /// All relations, in the order in which they are shown.
            pub const ALL: &'static [Relation] = &[$(Relation::$variant),+];

            /// What is fixed about it.
            #[must_use]
            pub const fn info(self) -> &'static RelationInfo {
                match self { $(Self::$variant => &RelationInfo {
                    name: $name, inverse: $inverse, to: &[$($to),*], acyclic: $acyclic,
                    heading: $heading, inverse_heading: $back,
                },)+ }
            }
        }
    };
}

relations! {
    Pillar "pillar" / "holds" -> [Strategy] false, "Pillar" / "Goals of its pillars";
    Parent "parent" / "children" -> [Goal] true, "Part of" / "Goals below";
    Goals "goals" / "delivered_by" -> [Goal] false, "Goals" / "Releases";
    Goal "goal" / "bets" -> [Goal] false, "Goal" / "Bets";
    Moves "moves" / "moved_by" -> [Goal, Metric] false, "Should move" / "Moved by";
    Bet "bet" / "shipped_in" -> [Bet] false, "Bet" / "Shipped in";
    Iterates "iterates" / "iterated_by" -> [Release] true, "Carries on" / "Carried on by";
    DependsOn "depends_on" / "needed_by" -> [Release, Bet, Goal] true, "Needs" / "Needed by";
    Metric "metric" / "measures" -> [Metric] false, "Metrics" / "Read by";
    Inputs "inputs" / "input_of" -> [Metric] true, "Made of" / "Part of";
    Leading "leading" / "led_by" -> [Metric] false, "Leading metrics" / "Leads";
    NorthStar "north_star" / "north_star_of" -> [Metric] false, "North star" / "North star of";
    GuardedBy "guarded_by" / "guards" -> [Metric] false, "Guarded by" / "Guards";
    CheckinGoal "goal" / "checkins" -> [Goal] false, "Goal" / "Check-ins";
    CheckinTeam "team" / "checkins" -> [Team] false, "Team" / "Check-ins";
    Evidence "evidence" / "evidence_for" -> [Feedback, Study] false, "Evidence" / "Evidence for";
    Informs "informs" / "informed_by" -> [Goal, Bet, Release, Metric] false, "Informs" / "Informed by";
    Decision "decision" / "decides" -> [Decision] false, "Decision" / "Decides";
    Accepts "accepts" / "decided_by" -> [Bet] false, "Accepts" / "Accepted by";
    Declines "declines" / "decided_by" -> [Bet] false, "Declines" / "Declined by";
    Defers "defers" / "decided_by" -> [Bet] false, "Defers" / "Deferred by";
    Owner "owner" / "owns" -> [Person, Team] false, "Owner" / "Owns";
    Teams "teams" / "goals" -> [Team] false, "Teams" / "Goals";
    Team "team" / "team_of" -> [Team] false, "Team" / "Work and people";
    Tribe "tribe" / "squads" -> [Team] true, "Tribe" / "Squads";
    Lead "lead" / "leads" -> [Person] false, "Lead" / "Leads";
    Members "members" / "member_of" -> [Person] false, "Members" / "Member of";
    Roles "roles" / "role_in" -> [Person] false, "Roles" / "Has a role in";
    Driver "driver" / "drives" -> [Person] false, "Driver" / "Drives";
    Approver "approver" / "approves" -> [Person] false, "Approver" / "Approves";
    Contributors "contributors" / "contributes_to" -> [Person, Team] false, "Contributors" / "Contributes to";
    Informed "informed" / "informed_of" -> [Person, Team] false, "Informed" / "Informed of";
    WaitingOn "waiting_on" / "waited_for_by" -> [Person, Team, Release, Bet, Decision] false, "Waits for" / "Waited for by";
    Asks "asks" / "asked_by" -> [Team, Person] false, "Asks" / "Asked by";
    Supersedes "supersedes" / "superseded_by" -> [] true, "Replaces" / "Replaced by";
    Continues "continues" / "continued_by" -> [Goal] true, "Continues" / "Continued by";
    Mentions "mentions" / "mentioned_by" -> [] false, "Mentions" / "Linked from";
}

impl Relation {
    /// Whether it names people or teams, who own or do.
    #[must_use]
    pub const fn names_people(self) -> bool {
        matches!(
            self,
            Self::Owner
                | Self::Lead
                | Self::Members
                | Self::Roles
                | Self::Driver
                | Self::Approver
                | Self::Contributors
                | Self::Informed
        )
    }
}

/// How much a dependency holds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Effect {
    /// Nothing yet.
    None,
    /// It slows.
    Slows,
    /// It blocks.
    Blocks,
}

/// One written link, before its target is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Which relation.
    pub relation: Relation,
    /// The path of the value: `goals[1]`.
    pub path: Box<str>,
    /// The name that is written.
    pub target: Ref,
}

/// The links that a document writes, in the order in which its fields are declared.
#[derive(Debug, Default)]
pub struct Edges {
    /// The links.
    pub list: Vec<Edge>,
}

impl Edges {
    /// One link of a field that holds one name.
    pub fn one(&mut self, relation: Relation, target: Option<&Ref>) {
        self.at(relation, relation.info().name, target);
    }

    /// One link at a path.
    pub fn at(&mut self, relation: Relation, path: &str, target: Option<&Ref>) {
        if let Some(target) = target {
            self.list.push(Edge { relation, path: path.into(), target: target.clone() });
        }
    }

    /// One link of an entry of a list, in which `rest` leads to the name: `krs[1]`, `.metric`.
    pub fn in_list(
        &mut self,
        relation: Relation,
        (list, index): (&str, usize),
        rest: &str,
        target: Option<&Ref>,
    ) {
        if let Some(target) = target {
            let path = nth(list, index, rest).into();
            self.list.push(Edge { relation, path, target: target.clone() });
        }
    }

    /// Links of a field that holds a list.
    pub fn many(&mut self, relation: Relation, targets: &[Ref]) {
        let name = relation.info().name;
        for (index, target) in targets.iter().enumerate() {
            self.in_list(relation, (name, index), "", Some(target));
        }
    }
}
