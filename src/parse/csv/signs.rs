//! The signs of a separated text: separators, quotes, and what a cell was probably meant to say.

use jiff::civil::Date;

/// Where the cells of a row begin, from the second on: quotes hold separators.
pub(super) struct Cells<'t> {
    pub raw: &'t str,
    pub at: usize,
    pub separator: u8,
}

impl Iterator for Cells<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let mut quoted = false;
        for (n, b) in self.raw.bytes().enumerate().skip(self.at) {
            match b {
                b'"' => quoted = !quoted,
                b if b == self.separator && !quoted => {
                    self.at = n + 1;
                    return Some(self.at);
                }
                b'\n' | b'\r' if !quoted => return None,
                _ => {}
            }
        }
        None
    }
}

/// The separator that stands most often in the first line, outside quotes.
pub(super) fn separator(text: &str) -> u8 {
    let line = text.trim_start_matches(['\n', '\r']).split(['\n', '\r']).next().unwrap_or_default();
    let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for b in line.bytes() {
        quoted ^= b == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == b && !quoted) {
            *count += 1;
        }
    }
    let mut best = (b',', 0);
    for (sign, count) in counts {
        if count > best.1 {
            best = (sign, count);
        }
    }
    best.0
}

/// Where a quote opens a cell of a row that nothing closes, or only the quote of another row's cell.
pub(super) fn unclosed(raw: &str, separator: u8) -> Option<usize> {
    let bytes = raw.as_bytes();
    let mut at = 0;
    let mut start = true;
    while let Some(b) = bytes.get(at) {
        if *b == b'"' && start {
            let mut close = at + 1;
            // Two quotes within a cell are one of its signs.
            while let Some(next) = bytes.get(close) {
                match (next, bytes.get(close + 1)) {
                    (b'"', Some(b'"')) => close += 2,
                    (b'"', _) => break,
                    _ => close += 1,
                }
            }
            let ends =
                bytes.get(close + 1).is_none_or(|b| *b == separator || b.is_ascii_whitespace());
            let inside = bytes.get(at..close).unwrap_or_default();
            if close >= bytes.len() || (!ends && inside.contains(&b'\n')) {
                return Some(at);
            }
            at = close;
        }
        start = *b == separator;
        at += 1;
    }
    None
}

/// The date that was probably meant, where no other can be.
pub(super) fn meant(cell: &str) -> Option<Date> {
    let cell = cell.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = cell.split(['-', '/', '.']).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let (year, month, day) =
        (year.parse().ok()?, month.parse::<i8>().ok()?, day.parse::<i8>().ok()?);
    // `3/4/2026` is a day in March or in April.
    let sure = first.len() == 4 || cell.contains('.') || day > 12;
    (sure && year > 999).then(|| Date::new(year, month, day).ok()).flatten()
}

/// A cell in a message.
pub(super) fn shortened(cell: &str) -> String {
    if cell.chars().count() <= 40 {
        return cell.to_owned();
    }
    format!("{}…", cell.chars().take(40).collect::<String>())
}
