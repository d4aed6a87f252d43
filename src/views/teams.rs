//! The Teams page: who does what, who waits for whom.

use crate::base::chart::amounts::{Cell as Shade, Matrix};
use crate::base::chart::{Amount, Chart, Form, Name, Tone};
use crate::kinds::KindTag;
use crate::kinds::edges::{Effect, Relation};
use crate::kinds::goal::Dependency;
use crate::kinds::release::Release;
use crate::kinds::team::{Team, TeamKind};
use crate::measure::flow::Load;
use crate::measure::staleness::Freshness;
use crate::model::doc::DocId;
use crate::model::numbers::{alignment, flow, teams};
use crate::model::reader::Reader;

use super::block::{Block, Cell, Column, Row, Section, Table};
use super::item::{Part, Text, say};
use super::places::{Data, Sheet};
use super::thread;
use super::words::{self, tone};
use super::{card, how};

/// So many teams stand on the page; the list has the rest.
const MOST: usize = 80;
/// So many squads stand in the matrix.
const MOST_SQUADS: usize = 14;

/// The page.
#[must_use]
pub fn make(reader: &Reader) -> Sheet {
    let mut tribes: Vec<(Option<DocId>, Vec<DocId>)> = Vec::new();
    let all = reader.ids(KindTag::Team);
    for id in all.iter().take(MOST) {
        let Some((_, team)) = reader.get::<Team>(*id) else { continue };
        let tribe = match team.kind {
            Some(TeamKind::Tribe) => Some(*id),
            _ => reader.target(*id, Relation::Tribe).map(|target| target.doc),
        };
        let own = if let Some((_, list)) = tribes.iter_mut().find(|(own, _)| *own == tribe) {
            list
        } else {
            tribes.push((tribe, Vec::new()));
            let Some((_, list)) = tribes.last_mut() else { continue };
            list
        };
        own.push(*id);
    }
    tribes.sort_by_key(|(tribe, _)| (tribe.is_none(), *tribe));
    let mut charts = Vec::new();
    let mut sections: Vec<Section> =
        tribes.iter().map(|(tribe, teams)| section(reader, *tribe, teams)).collect();
    sections.extend(dependencies(reader, &mut charts));
    Sheet {
        data: Data { lead: lead(reader, all.len()), sections, ..Data::default() },
        charts,
        ..Sheet::default()
    }
}

fn lead(reader: &Reader, n: usize) -> Vec<Part> {
    let squads = teams::squads(reader);
    let people = reader.ids(KindTag::Person).len();
    let mut words = thread::counted(squads.len(), KindTag::Team)
        .replace("teams", "squads")
        .replace("team", "squad");
    if n > squads.len() {
        words = format!("{words} in {} tribes", words::few(n - squads.len()));
    }
    if people > 0 {
        words = format!("{words}, {people} people");
    }
    vec![say(words), say(".")]
}

fn section(reader: &Reader, tribe: Option<DocId>, ids: &[DocId]) -> Section {
    let doc = tribe.and_then(|id| reader.doc(id));
    let mut squads = ids.to_vec();
    squads.sort_by_key(|id| (Some(*id) != tribe, *id));
    let rows = squads.iter().filter_map(|id| row(reader, *id)).collect();
    let title: Text = doc.map_or_else(|| "Squads".into(), |doc| doc.title.clone());
    Section {
        id: format!("tribe-{}", doc.map_or("none", |doc| &*doc.slug)).into(),
        blocks: vec![Block::Table(Table {
            caption: format!("{title}: mission, goals, alignment, work and rhythm").into(),
            plain: true,
            columns: vec![
                Column::words("title", "Team"),
                Column::words("mission", "Mission"),
                Column::words("lead", "Lead"),
                Column::words("goals", "Goals of now"),
                Column::numbers("alignment", "Alignment"),
                Column::numbers("wip", "In progress"),
                Column::numbers("rhythm", "Check-ins kept"),
            ],
            rows,
            ..Table::default()
        })],
        title,
        ..Section::default()
    }
}

fn row(reader: &Reader, id: DocId) -> Option<Row> {
    let (doc, team) = reader.get::<Team>(id)?;
    let tribe = team.kind == Some(TeamKind::Tribe);
    let lead = reader.out(id).find(|(edge, _)| edge.relation == Relation::Lead);
    let lead = lead.and_then(|(edge, outcome)| card::named(reader, edge, outcome));
    let goals: Vec<DocId> = reader
        .sources(id, Relation::Teams)
        .into_iter()
        .filter(|goal| reader.is_live(*goal))
        .collect();
    let goal = goals.first().map(|goal| card::item(reader, *goal)).map(|item| Cell {
        text: item.title,
        url: item.url,
        kind: item.kind,
        sub: (goals.len() > 1).then(|| format!("and {} more", goals.len() - 1).into()),
        ..Cell::default()
    });
    let score = alignment::team(reader, id).ok().and_then(|it| it.score);
    Some(Row {
        cells: vec![
            Some(Cell {
                text: doc.title.clone(),
                url: Some(card::url(doc)),
                kind: Some("team"),
                sub: tribe.then(|| "tribe".into()),
                ..Cell::default()
            }),
            team.mission.clone().map(|text| Cell { text, ..Cell::default() }),
            lead.map(Cell::who),
            goal,
            score.map(|score| Cell {
                text: words::percent_fine(score),
                value: Some(score.into()),
                how_url: Some(how::url("alignment_score")),
                formula: how::definition("alignment_score"),
                ..Cell::default()
            }),
            (!tribe).then(|| load(reader, id, team)).flatten(),
            (!tribe).then(|| rhythm(reader, id)).flatten(),
        ],
        ..Row::default()
    })
}

/// What a squad has in progress, against its own limit.
fn load(reader: &Reader, id: DocId, team: &Team) -> Option<Cell> {
    let wip = flow::load(reader, id).ok()?;
    let running = reader
        .sources(id, Relation::Team)
        .into_iter()
        .filter(|id| reader.status(*id) == Some(crate::kinds::status::Status::InProgress))
        .count();
    let limit = team.wip_limit.map(|limit| format!(" of {}", words::number(limit)));
    Some(Cell {
        text: format!("{running}{}", limit.unwrap_or_default()).into(),
        value: Some(running.into()),
        tone: (wip.state == Load::Over).then_some(tone::RISK),
        how_url: Some(how::url("wip")),
        formula: how::definition("wip"),
        ..Cell::default()
    })
}

/// How well a squad kept its rhythm, and whether it is silent now.
fn rhythm(reader: &Reader, id: DocId) -> Option<Cell> {
    let kept = teams::rhythm(reader, id).ok()?;
    let age = teams::age(reader, id).ok()?;
    let silent = matches!(age.state, Freshness::Stale | Freshness::Never);
    Some(Cell {
        text: format!("{} of {}", kept.kept, kept.expected).into(),
        value: Some(kept.kept.into()),
        tone: silent.then_some(tone::RISK),
        sub: match age.age_days {
            Some(days) if silent => Some(format!("silent for {}", words::days(days)).into()),
            None => Some("never".into()),
            _ => None,
        },
        how_url: Some(how::url("checkin_rhythm")),
        formula: how::definition("checkin_rhythm"),
        ..Cell::default()
    })
}

/// Who waits for whom, squad by squad.
fn dependencies(reader: &Reader, charts: &mut Vec<(String, Chart)>) -> Option<Section> {
    let squads = teams::squads(reader);
    if squads.len() < 2 || squads.len() > MOST_SQUADS {
        return None;
    }
    let team = |id: DocId| reader.target(id, Relation::Team).map(|target| target.doc);
    let place = |id: DocId| squads.iter().position(|squad| *squad == id);
    let mut counts = vec![vec![(0u32, 0u32); squads.len()]; squads.len()];
    let mut any = false;
    for (id, doc, release) in reader.each::<Release>() {
        if !super::document::release::is_ahead(doc.status()) {
            continue;
        }
        let Some(from) = team(id).and_then(place) else { continue };
        for (on, effect) in needs(reader, id, &release.depends_on) {
            let Some(to) = team(on).and_then(place).filter(|to| *to != from) else { continue };
            if let Some(cell) = counts.get_mut(from).and_then(|row| row.get_mut(to)) {
                cell.0 += 1;
                cell.1 += u32::from(effect == Effect::Blocks);
                any = true;
            }
        }
    }
    if !any {
        return None;
    }
    let name = |id: &DocId| match reader.doc(*id) {
        Some(doc) => Name::linked(doc.title.clone(), card::url(doc)),
        None => Name::default(),
    };
    let shade = |(all, blocks): &(u32, u32)| {
        (*all > 0).then(|| Shade {
            amount: Amount::new(
                f64::from(*all),
                if *blocks > 0 { format!("{all}, {blocks} blocking") } else { all.to_string() },
            ),
            url: None,
            tone: if *blocks > 0 { Tone::Off } else { Tone::Risk },
        })
    };
    let rows = squads
        .iter()
        .zip(&counts)
        .map(|(squad, cells)| (name(squad), cells.iter().map(shade).collect()))
        .collect();
    let form = Form::Matrix(Matrix {
        things: "Waits for".into(),
        columns: squads.iter().map(name).collect(),
        rows,
    });
    let title = "Who waits for whom";
    let summary = "Each row is a squad that waits, each column a squad that it waits for; a number counts releases that are not done.";
    charts.push(("waits".to_owned(), Chart::new("waits", title, summary, form)));
    Some(Section {
        id: "waits".into(),
        title: title.into(),
        note: Some("rows wait for columns".into()),
        blocks: vec![Block::Chart { chart: "waits".into() }],
        ..Section::default()
    })
}

/// What a release needs first, and how much that holds up.
fn needs(reader: &Reader, id: DocId, list: &[Dependency]) -> Vec<(DocId, Effect)> {
    reader
        .out(id)
        .filter(|(edge, _)| edge.relation == Relation::DependsOn)
        .zip(list)
        .filter_map(|((_, outcome), dependency)| Some((outcome.target()?.doc, dependency.effect)))
        .collect()
}
