//! `--timings`: how long each stage took, and what was done.

use std::time::{Duration, Instant};

/// Takes the time of stages as they end.
pub struct Timings {
    last: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Begins to take time.
    pub fn begin() -> Self {
        Self { last: Instant::now(), stages: Vec::new() }
    }

    /// A stage ends.
    pub fn step(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.stages.push((stage, now - self.last));
        self.last = now;
    }

    /// All stages in a few lines.
    pub fn show(&self) -> String {
        let mut out = String::new();
        for (stage, took) in &self.stages {
            out.push_str(&format!("{stage:<16}{:>9.1} ms\n", took.as_secs_f64() * 1000.0));
        }
        out
    }
}
