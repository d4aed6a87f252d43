//! How grave a finding is in the end: the lint's own level, the profile, the settings, the command line, in this order.

use crate::base::diagnostic::{Level, Problem};
use crate::config::Config;
use crate::config::lints::{LintLevel, LintSettings, Profile};

use super::lint::{Lint, Topic};

/// What the command line asks for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// A profile in place of the settings'.
    pub profile: Option<Profile>,
    /// Levels by lint, topic or `all`, in the order in which they were given; later ones win.
    pub levels: Vec<(Box<str>, LintLevel)>,
}

/// Decides levels.
pub struct Levels {
    profile: Profile,
    settings: LintSettings,
    asked: LintSettings,
}

impl Levels {
    /// The levels of some settings and a command line.
    #[must_use]
    pub fn new(config: &Config, asked: &Asked) -> Self {
        Self {
            profile: asked.profile.unwrap_or(config.lints.profile),
            settings: config.lints.clone(),
            asked: LintSettings { levels: asked.levels.clone(), ..LintSettings::default() },
        }
    }

    fn set(&self, lint: &Lint) -> Option<LintLevel> {
        let topic = lint.topic.key();
        self.asked.level(lint.name, topic).or_else(|| self.settings.level(lint.name, topic))
    }

    /// Whether a lint is turned off.
    #[must_use]
    pub fn off(&self, lint: &Lint) -> bool {
        self.set(lint) == Some(LintLevel::Off)
    }

    /// The level of a finding; `None` when its lint is turned off.
    #[must_use]
    pub fn of(&self, lint: &Lint, problem: &Problem) -> Option<Level> {
        match self.set(lint) {
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
