//! The ladder as a drawing: pillars, goals and releases, joined by ribbons as thick as the work in them.

use crate::base::chart::threads::{Node, Ribbon, Thread};
use crate::base::chart::{Amount, Chart, Form, Name, Tone};
use crate::base::text::count;
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::model::doc::DocId;
use crate::model::numbers::work::{self, Work};
use crate::model::reader::Reader;
use crate::model::resolve::Target;
use crate::views::block::{Block, More, Section};
use crate::views::words;
use crate::views::{card, how};

/// A drawing with more than so many nodes in a column says nothing.
const MOST_GOALS: usize = 24;
const MOST_RELEASES: usize = 60;

/// The nodes so far, and where each thing stands among them.
#[derive(Default)]
struct Drawing {
    nodes: Vec<Node>,
    ribbons: Vec<Ribbon>,
    pillars: Vec<(Target, usize)>,
    goals: Vec<(DocId, usize)>,
}

/// The section, where the site is small enough to be drawn.
pub fn section(reader: &Reader, charts: &mut Vec<(String, Chart)>) -> Option<Section> {
    let begun = work::weighed(reader, &work::begun(reader));
    if begun.is_empty() || begun.len() > MOST_RELEASES {
        return None;
    }
    let mut drawing = Drawing::default();
    let mut sorted: Vec<&Work> = begun.iter().collect();
    // In the order of what they serve, so that few ribbons cross.
    sorted.sort_by_key(|it| {
        let first = it.strands.first();
        let pillar = first.and_then(|strand| strand.pillar);
        (pillar.is_none(), pillar, first.and_then(|strand| strand.goal), it.id)
    });
    for strand in sorted.iter().flat_map(|it| &it.strands) {
        drawing.pillar(reader, strand.pillar);
    }
    for strand in sorted.iter().flat_map(|it| &it.strands) {
        drawing.goal(reader, strand.goal);
    }
    if drawing.goals.len() > MOST_GOALS {
        return None;
    }
    for it in &sorted {
        drawing.release(reader, it);
    }
    drawing.join_goals(&begun);
    let loose = begun.iter().filter(|it| it.strands.iter().all(|strand| strand.goal.is_none()));
    let summary = format!(
        "{}, {}, {}; {} on no goal.",
        count(begun.len(), "release", "releases"),
        count(drawing.goals.len(), "goal", "goals"),
        count(drawing.pillars.len(), "pillar", "pillars"),
        count(loose.count(), "release hangs", "releases hang"),
    );
    let form = Form::Thread(Thread {
        columns: vec!["Pillar".into(), "Goal".into(), "Release".into()],
        measure: "person-weeks".into(),
        nodes: drawing.nodes,
        ribbons: drawing.ribbons,
    });
    charts.push(("thread".to_owned(), Chart::new("thread", "What serves what", &summary, form)));
    Some(Section {
        id: "thread".into(),
        title: "What serves what".into(),
        note: Some("ribbons are as thick as person-weeks".into()),
        more: Some(More { text: "How a thread is scored".into(), url: how::url("thread_score") }),
        blocks: vec![Block::Chart { chart: "thread".into() }],
        ..Section::default()
    })
}

impl Drawing {
    fn push(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    fn pillar(&mut self, reader: &Reader, pillar: Option<Target>) {
        let Some(target) = pillar else { return };
        if self.pillars.iter().any(|(own, _)| *own == target) {
            return;
        }
        let item = match target.part {
            Some(part) => card::part_item(reader, target.doc, part),
            None => card::item(reader, target.doc),
        };
        let node = Node {
            column: 0,
            name: Name { text: item.title, url: item.url },
            kind: "pillar".into(),
            tone: Tone::On,
            ..Node::default()
        };
        let place = self.push(node);
        self.pillars.push((target, place));
    }

    fn goal(&mut self, reader: &Reader, goal: Option<DocId>) {
        let Some(id) = goal.filter(|id| self.goals.iter().all(|(own, _)| own != id)) else {
            return;
        };
        let item = card::item(reader, id);
        let period = reader.get::<Goal>(id).and_then(|(_, goal)| goal.period.as_ref());
        let node = Node {
            column: 1,
            name: Name { text: item.title, url: item.url },
            kind: "goal".into(),
            note: period.map(crate::views::facts::period_words).unwrap_or_default(),
            tone: tone(item.tone),
        };
        let place = self.push(node);
        self.goals.push((id, place));
    }

    fn release(&mut self, reader: &Reader, it: &Work) {
        let item = card::item(reader, it.id);
        let bare = reader.target(it.id, Relation::Goals).is_none();
        let node = Node {
            column: 2,
            name: Name { text: item.title, url: item.url },
            kind: "release".into(),
            note: if bare { "no goal".into() } else { weeks(it.effort) },
            tone: tone(item.tone),
        };
        let to = self.push(node);
        for strand in &it.strands {
            let goal = self.goals.iter().find(|(id, _)| Some(*id) == strand.goal);
            let Some((_, from)) = goal else { continue };
            let effort = it.effort * strand.share;
            let tone = if strand.pillar.is_some() { tone(item.tone) } else { Tone::Off };
            self.ribbons.push(Ribbon {
                from: *from,
                to,
                amount: Amount::new(effort, weeks(effort)),
                tone,
            });
        }
    }

    /// Ribbons from pillars to goals, as thick as the work that passes through.
    fn join_goals(&mut self, begun: &[Work]) {
        let mut sums: Vec<(usize, usize, f64)> = Vec::new();
        for (effort, strand) in
            begun.iter().flat_map(|it| it.strands.iter().map(move |strand| (it.effort, strand)))
        {
            let pillar = self.pillars.iter().find(|(target, _)| Some(*target) == strand.pillar);
            let goal = self.goals.iter().find(|(id, _)| Some(*id) == strand.goal);
            let (Some((_, from)), Some((_, to))) = (pillar, goal) else { continue };
            let effort = effort * strand.share;
            match sums.iter_mut().find(|(f, t, _)| (f, t) == (from, to)) {
                Some((.., sum)) => *sum += effort,
                None => sums.push((*from, *to, effort)),
            }
        }
        let ribbons: Vec<Ribbon> = sums
            .into_iter()
            .map(|(from, to, effort)| Ribbon {
                from,
                to,
                amount: Amount::new(effort, weeks(effort)),
                tone: self.nodes.get(to).map_or(Tone::Plain, |node| node.tone),
            })
            .collect();
        // From the top down, as they are drawn.
        self.ribbons.splice(0..0, ribbons);
    }
}

fn weeks(effort: f64) -> Box<str> {
    format!("{} pw", words::number(effort)).into()
}

fn tone(tone: Option<&str>) -> Tone {
    match tone {
        Some(words::tone::ON) => Tone::On,
        Some(words::tone::RISK) => Tone::Risk,
        Some(words::tone::OFF) => Tone::Off,
        Some(words::tone::IDLE) => Tone::Idle,
        _ => Tone::Plain,
    }
}
