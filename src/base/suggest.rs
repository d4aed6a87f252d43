//! Did you mean: the nearest of some names.

use crate::base::text::any_of;

/// The candidate nearest to `name`, if one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    let limit = (wanted.len() / 3).clamp(1, 4);
    let letters = Letters::of(name);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let most = best.map_or(limit, |(distance, _)| distance);
        // A site may hold thousands of names and of slips: nearly all pairs end here.
        let far = candidate.len().abs_diff(name.len()) > most;
        if far && candidate.is_ascii() && name.is_ascii() {
            continue;
        }
        if letters.differ(&Letters::of(candidate)) > most {
            continue;
        }
        let other: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
        if other.len().abs_diff(wanted.len()) > most {
            continue;
        }
        let distance = distance(&wanted, &other);
        let better =
            best.is_none_or(|(d, name)| distance < d || (distance == d && candidate < name));
        if distance <= limit && better {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, name)| name)
}

/// That there is nothing of this name, with the nearest that there is, or with all.
#[must_use]
pub fn no_such<'a>(what: &str, name: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    match nearest(name, names.iter().copied()) {
        Some(near) => format!("there is no {what} `{name}`, did you mean `{near}`?"),
        None => format!("there is no {what} `{name}`; there are {}", any_of(names)),
    }
}

/// How often which letter stands in a word, whatever its case; rare signs share a place.
struct Letters([u8; 64]);

impl Letters {
    fn of(word: &str) -> Self {
        let mut counts = [0u8; 64];
        for byte in word.bytes() {
            let place = match byte {
                b'a'..=b'z' => byte - b'a',
                b'A'..=b'Z' => byte - b'A',
                b'0'..=b'9' => byte - b'0' + 26,
                b'-' => 36,
                // The bytes of other letters: their case may change how many they are, so they count for nothing.
                0x80.. => continue,
                _ => 37 + byte % 27,
            };
            if let Some(count) = counts.get_mut(usize::from(place)) {
                *count = count.saturating_add(1);
            }
        }
        Self(counts)
    }

    /// Edits that it takes at least: an edit adds one letter, takes one away, or does both.
    fn differ(&self, other: &Self) -> usize {
        let (mut more, mut less) = (0usize, 0usize);
        for (a, b) in self.0.iter().zip(&other.0) {
            more += usize::from(a.saturating_sub(*b));
            less += usize::from(b.saturating_sub(*a));
        }
        more.max(less)
    }
}

/// Edits from one to the other: insert, remove, replace, and two neighbours swapped.
fn distance(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut above: Vec<usize> = (0..width).collect();
    let mut row: Vec<usize> = vec![0; width];
    for (i, x) in a.iter().enumerate() {
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let mut best = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                best = best.min(before[j - 1] + 1);
            }
            row[j + 1] = best;
        }
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    above[b.len()]
}
