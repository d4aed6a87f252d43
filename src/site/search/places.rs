//! Where a stem stands, written out while documents come: for each document the step from the one before it and what the
//! word weighs there, all in 90 printable signs. `search.js` reads it.

/// Of a stem that stands in more documents than this, only the best places are kept: nobody looks for it alone.
pub const COMMON: usize = 4_096;
const BEST: usize = 1_024;

/// Where a stem stands.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Written out.
    pub text: String,
    /// In how many documents.
    pub count: usize,
    /// How well known it is: how often it stands somewhere, and in titles.
    pub rank: u32,
    /// The document that came last.
    last: u32,
}

impl Places {
    /// Adds a document, which stands behind all others.
    pub fn add(&mut self, doc: u32, weight: u8) {
        step(doc - self.last, &mut self.text);
        self.text.push(sign(u32::from(weight)));
        self.last = doc;
        self.count += 1;
    }

    /// Keeps only the best places, behind a `!` and the number of all.
    pub fn keep_best(&mut self) {
        let mut list = read(&self.text);
        if list.len() > BEST {
            list.select_nth_unstable_by(BEST, |a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
            list.truncate(BEST);
        }
        list.sort_unstable();
        let mut best =
            Self { text: format!("!{}!", self.count), rank: self.rank, ..Self::default() };
        for (doc, weight) in list {
            best.add(doc, weight);
        }
        *self = Self { count: self.count, ..best };
    }
}

/// The documents of a text with what the stem weighs in them.
fn read(text: &str) -> Vec<(u32, u8)> {
    let mut list = Vec::with_capacity(text.len() / 2);
    let mut digits = text.bytes().map(number);
    let (mut doc, mut far) = (0, 0);
    while let Some(digit) = digits.next() {
        far = far * 45 + digit % 45;
        if digit < 45 {
            doc += far;
            far = 0;
            let weight = digits.next().unwrap_or_default();
            list.push((doc, u8::try_from(weight).unwrap_or(u8::MAX)));
        }
    }
    list
}

/// A number in base 45; all digits but the last are marked.
fn step(number: u32, out: &mut String) {
    if number >= 45 {
        far(number / 45, out);
    }
    out.push(sign(number % 45));
}

/// The digits before the last.
fn far(number: u32, out: &mut String) {
    if number >= 45 {
        far(number / 45, out);
    }
    out.push(sign(number % 45 + 45));
}

/// One of 90 signs that need no escape anywhere: printable ASCII without quotes, `<` and `\`.
#[must_use]
pub fn sign(n: u32) -> char {
    let code = u8::try_from(n).map_or(89, |n| n.min(89)) + 35;
    let code = code + u8::from(code >= 60);
    char::from(code + u8::from(code >= 92))
}

/// The number of a sign.
fn number(sign: u8) -> u32 {
    let code = u32::from(sign);
    code.saturating_sub(35 + u32::from(code > 60) + u32::from(code > 92))
}
