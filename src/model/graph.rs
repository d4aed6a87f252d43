//! Who points at whom, as compressed rows, and the shortest way round where a relation comes back to its beginning.

use std::collections::VecDeque;

/// Lists of different lengths in one allocation: row `i` belongs to document `i`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }
}

impl<T> Rows<T> {
    /// Adds the next row.
    pub fn push(&mut self, row: impl IntoIterator<Item = T>) {
        self.items.extend(row);
        self.starts.push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    /// The row at a position; empty when there is none.
    #[must_use]
    pub fn row(&self, index: usize) -> &[T] {
        match (self.starts.get(index), self.starts.get(index + 1)) {
            (Some(start), Some(end)) => {
                self.items.get(*start as usize..*end as usize).unwrap_or(&[])
            }
            _ => &[],
        }
    }
}

impl<T: Clone> Rows<T> {
    /// Rows from `(row, item)` pairs, each row in the order of the pairs.
    #[must_use]
    pub fn gather(rows: usize, pairs: &[(u32, T)]) -> Self {
        let mut starts = vec![0u32; rows + 1];
        for (row, _) in pairs {
            if let Some(count) = starts.get_mut(*row as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        // Each pair goes straight to its place, behind those of its row that came before.
        let mut order = vec![0usize; sum as usize];
        let mut next = starts.clone();
        for (index, (row, _)) in
            pairs.iter().enumerate().filter(|(_, (row, _))| (*row as usize) < rows)
        {
            let Some(next) = next.get_mut(*row as usize) else { continue };
            if let Some(place) = order.get_mut(*next as usize) {
                *place = index;
            }
            *next += 1;
        }
        let mut items = Vec::with_capacity(order.len());
        items.extend(order.iter().filter_map(|i| pairs.get(*i)).map(|(_, item)| item.clone()));
        Self { starts, items }
    }
}

/// Cycles of a directed graph, one for each knot of documents that reach each other: the shortest, beginning with
/// the smallest member.
#[must_use]
pub fn cycles(next: &Rows<u32>, size: usize) -> Vec<Vec<u32>> {
    let mut found: Vec<Vec<u32>> = knots(next, size)
        .into_iter()
        .filter_map(|mut knot| {
            knot.sort_unstable();
            shortest(next, &knot)
        })
        .collect();
    found.sort();
    found
}

/// Strongly connected groups that hold a cycle (Tarjan's algorithm, without recursion).
fn knots(next: &Rows<u32>, size: usize) -> Vec<Vec<u32>> {
    const NONE: u32 = u32::MAX;
    let mut index = vec![NONE; size];
    let mut low = vec![0u32; size];
    let mut on_stack = vec![false; size];
    let mut stack: Vec<u32> = Vec::new();
    let mut counter = 0;
    let mut out = Vec::new();
    for root in 0..size {
        if index[root] != NONE || next.row(root).is_empty() {
            continue;
        }
        let mut work: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some((node, step)) = work.pop() {
            if step == 0 {
                index[node] = counter;
                low[node] = counter;
                counter += 1;
                stack.push(u32::try_from(node).unwrap_or(NONE));
                on_stack[node] = true;
            }
            let row = next.row(node);
            if let Some(child) = row.get(step).map(|c| *c as usize) {
                work.push((node, step + 1));
                if child >= size {
                    continue;
                }
                if index[child] == NONE {
                    work.push((child, 0));
                } else if on_stack[child] {
                    low[node] = low[node].min(index[child]);
                }
                continue;
            }
            if low[node] == index[node] {
                let mut knot = Vec::new();
                while let Some(top) = stack.pop() {
                    on_stack[top as usize] = false;
                    knot.push(top);
                    if top as usize == node {
                        break;
                    }
                }
                let alone = knot.len() == 1 && !row.iter().any(|c| *c as usize == node);
                if !alone {
                    out.push(knot);
                }
            }
            if let Some((parent, _)) = work.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
        }
    }
    out
}

/// The shortest cycle inside a knot that leads through its smallest member with the shortest way round.
fn shortest(next: &Rows<u32>, knot: &[u32]) -> Option<Vec<u32>> {
    // A search from each member finds the shortest; a bound keeps a knot of thousands from costing its square.
    knot.iter().take(64).filter_map(|start| round(next, knot, *start)).min_by_key(Vec::len)
}

fn round(next: &Rows<u32>, knot: &[u32], start: u32) -> Option<Vec<u32>> {
    // From which member each was reached first, by their places in the knot.
    let mut came: Vec<Option<u32>> = vec![None; knot.len()];
    let place = |node: u32| knot.binary_search(&node).ok();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for child in next.row(node as usize) {
            if *child == start {
                let mut way = vec![node];
                let mut at = node;
                while at != start {
                    at = came.get(place(at)?).copied().flatten()?;
                    way.push(at);
                }
                way.reverse();
                return Some(way);
            }
            let slot = place(*child).and_then(|place| came.get_mut(place));
            if let Some(slot) = slot.filter(|slot| slot.is_none()) {
                *slot = Some(node);
                queue.push_back(*child);
            }
        }
    }
    None
}
