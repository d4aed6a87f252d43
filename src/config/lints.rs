//! Which checks speak, and how loudly.

use crate::base::diagnostic::Problem;
use crate::base::place::Place;
use crate::base::suggest::nearest;
use crate::base::text::any_of;
use crate::parse::fields::{Choice, Fields, json};
use crate::parse::front::Value;
use crate::parse::schema::Shape;
use crate::words;

words! {
    /// How strict the site is as a whole.
    Profile {
        /// All but broken structure are notes.
        Starter = "starter",
        /// Each lint at its own level.
        Standard = "standard",
        /// Warnings are errors.
        Strict = "strict",
    }
}

words! {
    /// The level of a lint, as settings say it.
    LintLevel {
        /// Not at all.
        Off = "off",
        /// Worth knowing.
        Note = "note",
        /// Should be mended.
        Warning = "warning",
        /// Must be mended.
        Error = "error",
    }
}

/// The values of one lint, by name.
pub type Thresholds = Vec<(Box<str>, serde_json::Value)>;

/// The settings of the checks.
#[derive(Debug, Clone)]
pub struct LintSettings {
    /// How strict the site is as a whole.
    pub profile: Profile,
    /// Levels by the name of a lint, of a topic, or `all`; as written, in order.
    pub levels: Vec<(Box<str>, LintLevel)>,
    /// Values of a lint, by its name.
    pub thresholds: Vec<(Box<str>, Thresholds)>,
    /// The file of findings that are known, relative to the settings.
    pub baseline: Option<Box<str>>,
}

impl Default for LintSettings {
    fn default() -> Self {
        Self {
            profile: Profile::Standard,
            levels: Vec::new(),
            thresholds: Vec::new(),
            baseline: None,
        }
    }
}

impl LintSettings {
    pub(super) fn read(f: &mut Fields<'_>) -> Self {
        Self {
            profile: f
                .field("profile", "How strict the site is as a whole.")
                .choice()
                .unwrap_or(Profile::Standard),
            levels: levels(f),
            thresholds: f.field("thresholds", "Values of a lint, by the lint's name.").map(
                Shape::Map(Box::new(Shape::Any)),
                |_, node, path| match &node.value {
                    Value::Map(entries) => {
                        Ok(entries.iter().map(|e| (e.key.clone(), json(&e.value))).collect())
                    }
                    _ => Err(Problem::new(
                        "wrong-type",
                        Place::field(path),
                        format!("the thresholds of a lint are a map, not {}", node.what()),
                    )
                    .help("write each by its name: `{max: 5}`")),
                },
            ),
            baseline: super::path(f, "baseline", "The file of findings that are known."),
        }
    }

    /// The level that is set for a lint: by its own name, else by its topic, else for `all`.
    #[must_use]
    pub fn level(&self, lint: &str, topic: &str) -> Option<LintLevel> {
        let set = |name: &str| self.levels.iter().rev().find(|(n, _)| &**n == name).map(|l| l.1);
        set(lint).or_else(|| set(topic)).or_else(|| set("all"))
    }

    /// A threshold that is set for a lint.
    #[must_use]
    pub fn threshold(&self, lint: &str, name: &str) -> Option<&serde_json::Value> {
        let (_, values) = self.thresholds.iter().find(|(n, _)| &**n == lint)?;
        values.iter().find(|(n, _)| &**n == name).map(|(_, value)| value)
    }

    /// Names that are not among `names` (those of all lints and topics), at their places in the settings.
    #[must_use]
    pub fn unknown(&self, names: &[&str]) -> Vec<Problem> {
        let levels = self.levels.iter().map(|(name, _)| ("levels", name));
        let thresholds = self.thresholds.iter().map(|(name, _)| ("thresholds", name));
        let mut problems = Vec::new();
        for (group, name) in levels.chain(thresholds) {
            if names.contains(&&**name) || (group == "levels" && &**name == "all") {
                continue;
            }
            let place = Place::Key(format!("lints.{group}.{name}").into());
            let what = format!("there is no lint `{name}`");
            let problem = Problem::new("unknown-field", place, what);
            problems.push(match nearest(name, names.iter().copied()) {
                Some(near) => problem.help(format!("did you mean `{near}`?")),
                None => problem.help("`throughline explain` lists all lints"),
            });
        }
        problems
    }
}

fn levels(f: &mut Fields<'_>) -> Vec<(Box<str>, LintLevel)> {
    f.field("levels", "Levels by the name of a lint, of a topic, or `all`.").map(
        Shape::Choice(LintLevel::WORDS),
        |name, node, path| {
            let text = node.text().unwrap_or_default();
            LintLevel::from_word(text).ok_or_else(|| {
                let found =
                    node.text().map_or_else(|| node.what().to_owned(), |t| format!("`{t}`"));
                let words = any_of(LintLevel::WORDS.iter().copied());
                let what = format!("the level of `{name}` is {words}, not {found}");
                let problem = Problem::new("wrong-type", Place::field(path), what);
                match nearest(text, LintLevel::WORDS.iter().copied()) {
                    Some(near) => problem.help(format!("did you mean `{near}`?")),
                    None => problem,
                }
            })
        },
    )
}
