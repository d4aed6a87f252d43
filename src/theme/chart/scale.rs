//! From numbers to places: scales, and the round numbers along them.

/// A stretch of numbers and the stretch of places it is drawn on.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
    log: bool,
}

impl Scale {
    /// A scale over these numbers; one without extent is widened.
    pub(super) fn new(low: f64, high: f64, start: f64, end: f64) -> Self {
        let (low, high) =
            if low.is_finite() && high.is_finite() { (low, high) } else { (0.0, 1.0) };
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, start, end, log: false }
    }

    /// A scale on which equal steps multiply, where all numbers allow it.
    pub(super) fn log(self) -> Self {
        Self { log: self.low > 0.0, ..self }
    }

    pub(super) const fn low(&self) -> f64 {
        self.low
    }

    pub(super) const fn high(&self) -> f64 {
        self.high
    }

    /// The middle of the scale.
    pub(super) fn middle(&self) -> f64 {
        if self.log { (self.low * self.high).sqrt() } else { f64::midpoint(self.low, self.high) }
    }

    /// The place of a number; numbers beyond an end stay at it.
    pub(super) fn at(&self, value: f64) -> f64 {
        let value = if value.is_finite() { value.clamp(self.low, self.high) } else { self.low };
        let share = if self.log {
            (value / self.low).ln() / (self.high / self.low).ln()
        } else {
            (value - self.low) / (self.high - self.low)
        };
        self.start + share * (self.end - self.start)
    }

    /// Three to six round numbers on the scale.
    pub(super) fn ticks(&self) -> Vec<f64> {
        if self.log {
            let steps = [1.0, 2.0, 3.0, 5.0, 7.0];
            let mut ticks = Vec::new();
            let mut power = 10_f64.powf(self.low.log10().floor());
            while power <= self.high && ticks.len() < 24 {
                ticks.extend(
                    steps
                        .iter()
                        .map(|it| it * power)
                        .filter(|it| (self.low..=self.high).contains(it)),
                );
                power *= 10.0;
            }
            if ticks.len() > 7 {
                ticks = ticks.into_iter().step_by(3).collect();
            }
            return ticks;
        }
        let step = step(self.high - self.low);
        let first = (self.low / step).ceil();
        (0..8)
            .map(|n| (first + f64::from(n)) * step)
            .filter(|it| *it <= self.high + step * 1e-6)
            .collect()
    }
}

/// A count as a number to reckon with.
pub(super) fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The step that cuts an extent into three to five round parts.
pub(super) fn step(extent: f64) -> f64 {
    let rough = extent / 4.0;
    let power = 10_f64.powf(rough.abs().max(1e-12).log10().floor());
    let part = rough / power;
    let nice = if part < 1.5 {
        1.0
    } else if part < 3.0 {
        2.0
    } else if part < 7.0 {
        5.0
    } else {
        10.0
    };
    nice * power
}

/// Widens a stretch of numbers to round ends.
pub(super) fn rounded(low: f64, high: f64) -> (f64, f64) {
    if !low.is_finite() || !high.is_finite() {
        return (0.0, 1.0);
    }
    let high = if high > low { high } else { low + 1.0 };
    let step = step(high - low);
    ((low / step).floor() * step, (high / step).ceil() * step)
}

/// The least and the greatest of some numbers.
pub(super) fn extent(numbers: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    numbers.into_iter().filter(|it| it.is_finite()).fold(None, |extent, it| match extent {
        None => Some((it, it)),
        Some((low, high)) => Some((f64::min(low, it), f64::max(high, it))),
    })
}

/// A number beside an axis: `40,000`, `0.25`, `−5`, `1.2M`.
pub(super) fn tick(value: f64) -> String {
    let size = value.abs();
    let (value, suffix) = if size >= 1e9 {
        (value / 1e9, "B")
    } else if size >= 1e6 {
        (value / 1e6, "M")
    } else {
        (value, "")
    };
    let mut text = format!("{value:.2}");
    let kept = text.trim_end_matches('0').trim_end_matches('.').len();
    text.truncate(kept);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, part) = digits.split_once('.').map_or((digits, ""), |(whole, part)| (whole, part));
    let mut out = String::from(if digits == "0" { "" } else { sign });
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out.push('.');
        out.push_str(part);
    }
    out.push_str(suffix);
    out
}
