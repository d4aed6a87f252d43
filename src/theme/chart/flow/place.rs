//! Where the nodes of a thread stand, so that ribbons are short and no two names meet.

use crate::base::chart::Tone;
use crate::base::chart::threads::Thread;

use super::super::scale::count;

/// Pixels that a name needs.
const ROW: f64 = 26.0;
/// Between the names that hang on different things.
const GAP: f64 = 10.0;
/// The thickest a ribbon is per unit of work.
const THICKEST: f64 = 2.8;

/// A node's place.
#[derive(Clone, Default)]
pub(super) struct Spot {
    pub(super) middle: f64,
    pub(super) thick: f64,
    /// How many things it serves, and how many serve it.
    pub(super) serves: usize,
    pub(super) served_by: usize,
}

/// A ribbon's place.
pub(super) struct Band {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) thick: f64,
    pub(super) tone: Tone,
    pub(super) keys: Vec<usize>,
    pub(super) hint: String,
}

pub(super) struct Places {
    pub(super) spots: Vec<Spot>,
    pub(super) ribbons: Vec<Band>,
    pub(super) height: f64,
    /// How wide a column of names is.
    pub(super) label: f64,
    gap: f64,
    up: Vec<Vec<usize>>,
    down: Vec<Vec<usize>>,
}

impl Places {
    pub(super) fn of(thread: &Thread) -> Self {
        let nodes = thread.nodes.len();
        let known = |n: usize| n < nodes;
        let work = |value: f64| if value.is_finite() { value.max(0.0) } else { 0.0 };
        let mut up = vec![Vec::new(); nodes];
        let mut down = vec![Vec::new(); nodes];
        let mut inward = vec![0.0; nodes];
        let mut outward = vec![0.0; nodes];
        for ribbon in &thread.ribbons {
            if !known(ribbon.from) || !known(ribbon.to) {
                continue;
            }
            for (list, at, other) in
                [(&mut up, ribbon.to, ribbon.from), (&mut down, ribbon.from, ribbon.to)]
            {
                if let Some(list) = list.get_mut(at) {
                    list.push(other);
                }
            }
            for (sums, at) in [(&mut inward, ribbon.to), (&mut outward, ribbon.from)] {
                if let Some(sum) = sums.get_mut(at) {
                    *sum += work(ribbon.amount.value);
                }
            }
        }
        let columns = thread.nodes.iter().map(|it| it.column + 1).max().unwrap_or(1).min(12);
        let order = order(thread, columns, &up);
        let unit = unit(thread, &order, &inward, &outward);
        let mut spots: Vec<Spot> = (0..nodes)
            .map(|n| {
                let most = f64::max(at(&inward, n), at(&outward, n));
                let serves = up.get(n).map_or(0, Vec::len);
                let served_by = down.get(n).map_or(0, Vec::len);
                Spot { middle: 0.0, thick: (most * unit).max(2.0), serves, served_by }
            })
            .collect();
        let height = settle(&order, &up, &down, &mut spots);
        let label = if columns > 3 { 168.0 } else { 250.0 };
        let mut places = Self { spots, ribbons: Vec::new(), height, label, gap: 76.0, up, down };
        places.ribbons = places.bands(thread, &order, unit);
        places
    }

    /// The left side of a column.
    pub(super) fn x(&self, column: usize) -> f64 {
        let column = count(column);
        (self.label + self.gap + 8.0) * column
    }

    /// How wide a column's names may be: the last has room to its right.
    pub(super) fn wide(&self, columns: usize, column: usize) -> f64 {
        if column + 1 == columns { self.label + 80.0 } else { self.label }
    }

    pub(super) fn width(&self, columns: usize) -> f64 {
        self.x(columns.saturating_sub(1)) + self.wide(columns, columns.saturating_sub(1)) + 8.0
    }

    /// What a node hangs on and what hangs on it, itself last.
    pub(super) fn reach(&self, node: usize) -> Vec<usize> {
        let mut keys = follow(node, &self.up);
        keys.extend(follow(node, &self.down));
        keys.sort_unstable();
        keys.dedup();
        keys.retain(|it| *it != node);
        keys.push(node);
        keys
    }

    /// Ribbons, laid along each node in the order of where they lead, so that none cross at it.
    fn bands(&self, thread: &Thread, order: &[Vec<usize>], unit: f64) -> Vec<Band> {
        let mut rank = vec![0; thread.nodes.len()];
        for (n, node) in order.iter().flatten().enumerate() {
            if let Some(rank) = rank.get_mut(*node) {
                *rank = n;
            }
        }
        let rank = |node: usize| rank.get(node).copied().unwrap_or_default();
        let mut sorted: Vec<&_> = thread
            .ribbons
            .iter()
            .filter(|it| it.from < self.spots.len() && it.to < self.spots.len())
            .collect();
        sorted.sort_by_key(|it| (rank(it.from), rank(it.to)));
        let top = |spot: &Spot| spot.middle - spot.thick / 2.0;
        let mut starts: Vec<f64> = self.spots.iter().map(top).collect();
        let mut ends = starts.clone();
        sorted
            .into_iter()
            .map(|it| {
                let size = if it.amount.value.is_finite() { it.amount.value.max(0.0) } else { 0.0 };
                let thick = (size * unit).max(1.0);
                let start = take(&mut starts, it.from, thick);
                let end = take(&mut ends, it.to, thick);
                let mut keys = follow(it.from, &self.up);
                keys.push(it.from);
                keys.extend(follow(it.to, &self.down));
                keys.push(it.to);
                let name = |n: usize| thread.nodes.get(n).map_or("", |it| &it.name.text);
                let hint = format!("{} → {}: {}", name(it.to), name(it.from), it.amount.text);
                Band { from: it.from, to: it.to, start, end, thick, tone: it.tone, keys, hint }
            })
            .collect()
    }
}

fn at(list: &[f64], n: usize) -> f64 {
    list.get(n).copied().unwrap_or_default()
}

fn take(places: &mut [f64], n: usize, thick: f64) -> f64 {
    let Some(place) = places.get_mut(n) else { return 0.0 };
    let start = *place;
    *place += thick;
    start
}

/// Everything that can be reached from a node.
fn follow(node: usize, next: &[Vec<usize>]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open: Vec<usize> = next.get(node).cloned().unwrap_or_default();
    while let Some(it) = open.pop() {
        if !found.contains(&it) {
            found.push(it);
            open.extend(next.get(it).into_iter().flatten());
        }
    }
    found
}

/// The nodes of each column: the first as given, the others by what they hang on, strays last.
fn order(thread: &Thread, columns: usize, up: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut order: Vec<Vec<usize>> = Vec::with_capacity(columns);
    let mut rank = vec![f64::INFINITY; thread.nodes.len()];
    for column in 0..columns {
        let nodes = thread.nodes.iter().enumerate().filter(|(_, it)| it.column == column);
        let mut nodes: Vec<usize> = nodes.map(|(n, _)| n).collect();
        if column > 0 {
            let key = |n: &usize| {
                let above = up.get(*n).map_or(&[][..], |it| it.as_slice());
                let many = count(above.len());
                let sum: f64 = above.iter().map(|it| at(&rank, *it)).sum();
                if above.is_empty() { f64::INFINITY } else { sum / many }
            };
            nodes.sort_by(|a, b| key(a).total_cmp(&key(b)));
        }
        for (n, node) in nodes.iter().enumerate() {
            if let Some(rank) = rank.get_mut(*node) {
                *rank = count(n);
            }
        }
        order.push(nodes);
    }
    order
}

/// Pixels per unit of work: no node of the last column is thicker than its row, and no column taller
/// than what its names need anyway, or twice that.
fn unit(thread: &Thread, order: &[Vec<usize>], inward: &[f64], outward: &[f64]) -> f64 {
    let most = |n: usize| f64::max(at(inward, n), at(outward, n));
    let mut unit = THICKEST;
    let last = order.len().saturating_sub(1);
    let tallest = order.iter().map(|it| count(it.len()) * ROW).fold(ROW, f64::max);
    for (n, nodes) in order.iter().enumerate() {
        let sum: f64 = nodes.iter().map(|it| most(*it)).sum();
        if sum > 0.0 {
            unit = unit.min(tallest * 1.2 / sum);
        }
        if n == last && thread.nodes.len() > 1 {
            let thickest = nodes.iter().map(|it| most(*it)).fold(0.0, f64::max);
            if thickest > 0.0 {
                unit = unit.min((ROW - 4.0) / thickest);
            }
        }
    }
    unit
}

/// Gives every node its place, from the last column to the first; gives the height of it all.
fn settle(order: &[Vec<usize>], up: &[Vec<usize>], down: &[Vec<usize>], spots: &mut [Spot]) -> f64 {
    let mut height: f64 = ROW;
    for (column, nodes) in order.iter().enumerate().rev() {
        let last = column + 1 == order.len();
        let mut below = 0.0;
        let mut before: Option<&Vec<usize>> = None;
        let mut offsets = Vec::with_capacity(nodes.len());
        let mut wanted = Vec::with_capacity(nodes.len());
        for node in nodes {
            let Some(spot) = spots.get(*node) else { continue };
            let above = up.get(*node);
            if before.is_some() && before != above {
                below += GAP;
            }
            before = above;
            let tall = (spot.thick + 4.0).max(ROW);
            let offset = below + tall / 2.0;
            below += tall;
            let parts = down.get(*node).map_or(&[][..], |it| it.as_slice());
            let middles: Vec<f64> =
                parts.iter().filter_map(|it| Some(spots.get(*it)?.middle)).collect();
            let middle = middles.iter().sum::<f64>() / count(middles.len());
            let middle = if middles.is_empty() || last {
                // Nothing draws it: it stays as near to its neighbour as it can.
                wanted.last().copied().unwrap_or(0.0)
            } else {
                middle - offset
            };
            offsets.push(offset);
            wanted.push(middle);
        }
        for ((node, offset), level) in nodes.iter().zip(&offsets).zip(level(&wanted)) {
            if let Some(spot) = spots.get_mut(*node) {
                spot.middle = offset + level.max(0.0);
                height = height.max(spot.middle + spot.thick.max(ROW) / 2.0);
            }
        }
    }
    height
}

/// The nearest numbers to these that never fall: neighbours that would cross share their mean.
fn level(wanted: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for it in wanted {
        pools.push((*it, 1));
        while let [.., (low, a), (high, b)] = pools.as_slice()
            && low > high
        {
            let (wa, wb) = (count(*a), count(*b));
            let merged = ((low * wa + high * wb) / (wa + wb), a + b);
            pools.truncate(pools.len() - 2);
            pools.push(merged);
        }
    }
    pools.into_iter().flat_map(|(value, count)| std::iter::repeat_n(value, count)).collect()
}
