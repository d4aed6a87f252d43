//! How grave a finding is in the end: the lint's own level, the profile, the settings, the command line, in this order.

use std::collections::HashMap;

use crate::base::diagnostic::{Level, Problem};
use crate::config::{Config, LintLevel, Profile};

use super::lint::{Lint, Topic};

/// Levels that the command line asks for; later ones win.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// `(lint, level)` in the order in which they were given.
    pub list: Vec<(Box<str>, LintLevel)>,
}

/// Decides levels.
pub struct Levels {
    profile: Profile,
    set: HashMap<Box<str>, LintLevel>,
}

impl Levels {
    /// The levels of some settings and a command line.
    #[must_use]
    pub fn new(config: &Config, profile: Option<Profile>, asked: &Asked) -> Self {
        let mut set: HashMap<Box<str>, LintLevel> = HashMap::new();
        for (lint, level) in config.lints.levels.iter().chain(&asked.list) {
            set.insert(lint.clone(), *level);
        }
        Self { profile: profile.unwrap_or(config.lints.profile), set }
    }

    /// Whether a lint is turned off.
    #[must_use]
    pub fn off(&self, name: &str) -> bool {
        self.set.get(name) == Some(&LintLevel::Off)
    }

    /// The level of a finding; `None` when its lint is turned off.
    #[must_use]
    pub fn of(&self, lint: &Lint, problem: &Problem) -> Option<Level> {
        match self.set.get(lint.name) {
            Some(LintLevel::Off) => return None,
            Some(LintLevel::Note) => return Some(Level::Note),
            Some(LintLevel::Warning) => return Some(Level::Warning),
            Some(LintLevel::Error) => return Some(Level::Error),
            None => {}
        }
        let own = problem.level.unwrap_or(lint.level);
        Some(match self.profile {
            Profile::Starter if lint.topic != Topic::Structure => Level::Note,
            Profile::Strict if own == Level::Warning => Level::Error,
            _ => own,
        })
    }
}
