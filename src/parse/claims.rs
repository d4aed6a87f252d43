//! Rates quoted in prose with the size of their sample: `60 % (n = 12)`, `3 of 5 (60 %)`.

use crate::parse::outline::Claim;

/// Below this size of a sample a rate needs its interval.
const SMALL: u32 = 30;
/// How much of a sentence is kept, in characters.
const KEPT: usize = 160;
/// What is longer is no sentence, in bytes.
const LONG: usize = 2_000;

/// Finds the claims in a block of prose that holds a `%`.
pub(super) fn gather(block: &str, out: &mut Vec<Claim>) {
    if !(block.contains('=') || block.contains(" of ")) {
        return;
    }
    for sentence in sentences(block) {
        if !sentence.contains('%') || sentence.len() > LONG {
            continue;
        }
        if let Some(n) = sample(sentence).filter(|n| (1..SMALL).contains(n)) {
            let text: String = sentence.trim().chars().take(KEPT).collect();
            out.push(Claim { text: text.into(), n, with_interval: has_interval(sentence) });
        }
    }
}

/// Sentences end at a stop, a question or an exclamation mark before a blank.
fn sentences(block: &str) -> impl Iterator<Item = &str> {
    let mut rest = block;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .match_indices(['.', '!', '?'])
            .map(|(at, _)| at + 1)
            .find(|at| rest.get(*at..).is_some_and(|r| r.is_empty() || r.starts_with(' ')))
            .unwrap_or(rest.len());
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence)
    })
}

/// The sample's size: `n = 12`, or the whole of `3 of 5` where that is the percentage in the sentence.
fn sample(sentence: &str) -> Option<u32> {
    let bytes = sentence.as_bytes();
    for (at, _) in sentence.match_indices(['n', 'N']) {
        let alone =
            at == 0 || !bytes.get(at - 1).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
        let after = sentence.get(at + 1..).unwrap_or_default().trim_start();
        let number = after.strip_prefix('=').map(|rest| leading(rest.trim_start()));
        if let Some(Some(n)) = number.filter(|_| alone) {
            return Some(n);
        }
    }
    [" of ", " out of "].iter().find_map(|between| {
        sentence.match_indices(between).find_map(|(at, found)| {
            let part = trailing(sentence.get(..at)?)?;
            let whole = leading(sentence.get(at + found.len()..)?)?;
            (whole > 0 && part <= whole && says(sentence, part, whole)).then_some(whole)
        })
    })
}

/// Whether a percentage of the sentence is this share, to the nearest whole.
fn says(sentence: &str, part: u32, whole: u32) -> bool {
    let share = 100.0 * f64::from(part) / f64::from(whole);
    sentence.match_indices('%').any(|(at, _)| {
        let before = sentence.get(..at).unwrap_or_default().trim_end();
        let number = before.rsplit(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).next();
        let number = number.unwrap_or_default().replace(',', ".");
        number.parse::<f64>().is_ok_and(|percent| (percent - share).abs() <= 1.0)
    })
}

fn leading(text: &str) -> Option<u32> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    text.get(..digits)?.parse().ok()
}

fn trailing(text: &str) -> Option<u32> {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    text.get(rest.len()..)?.parse().ok()
}

fn has_interval(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    sentence.contains('±')
        || ["interval", "between ", "margin of error", "+/-"].iter().any(|w| lower.contains(w))
        || sentence.split(|c: char| !c.is_alphanumeric()).any(|word| word == "CI")
}
