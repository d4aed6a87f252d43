//! English texts with gaps, such as `{n} of {n} goals`, and what they are in another language.
//!
//! A gap takes a number `{n}`, one with its unit `{a}`, a day `{d}`, words that are carried over themselves `{w}`, a list of those `{l}`, or
//! anything `{}`, which stays where no word is known for it. The other language names the gaps by their position: `{1}`.

use super::Tongue;

/// A text with gaps.
#[derive(Debug)]
pub(super) struct Pattern {
    from: Vec<Piece>,
    to: Vec<Said>,
}

#[derive(Debug, PartialEq)]
enum Piece {
    Text(String),
    Gap(Gap),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Gap {
    Number,
    Amount,
    Day,
    Words,
    List,
    Any,
}

#[derive(Debug)]
enum Said {
    Text(String),
    Gap(usize),
}

impl Pattern {
    /// Reads both sides; `None` where one of them has a gap that is none.
    pub fn new(from: &str, to: &str) -> Option<Self> {
        let from = split(from)
            .into_iter()
            .map(|(is_gap, text)| match (is_gap, text) {
                (false, text) => Some(Piece::Text(text.to_owned())),
                (true, "n") => Some(Piece::Gap(Gap::Number)),
                (true, "a") => Some(Piece::Gap(Gap::Amount)),
                (true, "d") => Some(Piece::Gap(Gap::Day)),
                (true, "w") => Some(Piece::Gap(Gap::Words)),
                (true, "l") => Some(Piece::Gap(Gap::List)),
                (true, "") => Some(Piece::Gap(Gap::Any)),
                (true, _) => None,
            })
            .collect::<Option<Vec<_>>>()?;
        let gaps = from.iter().filter(|piece| matches!(piece, Piece::Gap(_))).count();
        let to = split(to)
            .into_iter()
            .map(|(is_gap, text)| match is_gap {
                false => Some(Said::Text(text.to_owned())),
                true => {
                    let nth = text.parse::<usize>().ok().filter(|nth| (1..=gaps).contains(nth))?;
                    Some(Said::Gap(nth - 1))
                }
            })
            .collect::<Option<Vec<_>>>()?;
        Some(Self { from, to })
    }

    /// How much of it is words.
    pub fn weight(&self) -> usize {
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => text.len(),
            Piece::Gap(_) => 0,
        };
        self.from.iter().map(text).sum()
    }

    /// The text in the other language, if this is it.
    pub fn say(&self, text: &str, tongue: &Tongue, depth: usize) -> Option<String> {
        let starts = match self.from.first() {
            Some(Piece::Text(first)) => text.starts_with(first.as_str()),
            _ => true,
        };
        let ends = match self.from.last() {
            Some(Piece::Text(last)) => text.ends_with(last.as_str()),
            _ => true,
        };
        if !starts || !ends {
            return None;
        }
        let mut rest = text;
        for piece in &self.from {
            if let Piece::Text(own) = piece {
                rest = rest.split_once(own.as_str())?.1;
            }
        }
        let filled = fill(&self.from, text, tongue, depth, &mut Vec::new())?;
        let mut out = String::new();
        for said in &self.to {
            match said {
                Said::Text(text) => out.push_str(text),
                Said::Gap(nth) => out.push_str(filled.get(*nth)?),
            }
        }
        // A sign keeps to its number.
        Some(out.replace(" %", "\u{a0}%"))
    }
}

/// Splits at `{` and `}`: whether a piece is a gap, and its text.
fn split(text: &str) -> Vec<(bool, &str)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((gap, after)) = after.split_once('}') else { break };
        if !before.is_empty() {
            pieces.push((false, before));
        }
        pieces.push((true, gap));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push((false, rest));
    }
    pieces
}

/// What stands in the gaps, carried over, if the pieces make up the text. Words are looked for when all pieces have their
/// place: each look is as dear as a whole text.
fn fill<'t>(
    pieces: &[Piece],
    text: &'t str,
    tongue: &Tongue,
    depth: usize,
    gaps: &mut Vec<(Gap, &'t str)>,
) -> Option<Vec<String>> {
    match pieces {
        [] if text.is_empty() => {
            gaps.iter().map(|(gap, own)| gap.say(own, tongue, depth)).collect()
        }
        [] => None,
        [Piece::Text(own), rest @ ..] => {
            fill(rest, text.strip_prefix(own.as_str())?, tongue, depth, gaps)
        }
        [Piece::Gap(gap), rest @ ..] => {
            let mut with = |at: usize| {
                let (own, left) = text.split_at_checked(at)?;
                if !gap.may_be(own, tongue) {
                    return None;
                }
                gaps.push((*gap, own));
                let filled = fill(rest, left, tongue, depth, gaps);
                gaps.pop();
                filled
            };
            match rest.first() {
                None => with(text.len()),
                Some(Piece::Text(next)) => {
                    text.match_indices(next.as_str()).find_map(|(at, _)| with(at))
                }
                Some(Piece::Gap(_)) => None,
            }
        }
    }
}

impl Gap {
    /// Whether it can be this text, as far as that is seen at a glance.
    fn may_be(self, text: &str, tongue: &Tongue) -> bool {
        match self {
            Self::Number => tongue.numbers.say(text).is_some(),
            Self::Amount => tongue.numbers.split(text).is_some(),
            Self::Day => tongue.dates.say(text).is_some(),
            Self::Words | Self::List | Self::Any => !text.is_empty(),
        }
    }

    fn say(self, text: &str, tongue: &Tongue, depth: usize) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        match self {
            Self::Number => tongue.numbers.say(text),
            Self::Amount => tongue.any_amount(text, depth),
            Self::Day => tongue.dates.say(text),
            Self::Words => tongue.say_within(text, depth),
            Self::List => list(text, tongue, depth),
            Self::Any => Some(tongue.say_within(text, depth).unwrap_or_else(|| text.to_owned())),
        }
    }
}

/// `a, b and c`, each carried over.
fn list(text: &str, tongue: &Tongue, depth: usize) -> Option<String> {
    let and = tongue.exact.get("and").map_or("and", String::as_str);
    let (first, last) = match text.rsplit_once(" and ") {
        Some((first, last)) => (first, Some(last)),
        None => (text, None),
    };
    let say = |it: &str| tongue.say_within(it, depth);
    let mut said: Vec<String> = first.split(", ").map(say).collect::<Option<_>>()?;
    let end = match last {
        Some(last) => Some(say(last)?),
        None => None,
    };
    let before = std::mem::take(&mut said).join(", ");
    Some(end.map_or_else(|| before.clone(), |end| format!("{before} {and} {end}")))
}
