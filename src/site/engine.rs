//! The engine: settings, theme and content in, a `Site` out, again and again. Nothing that follows from unchanged facts
//! is worked out twice.

mod renew;
mod standing;

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::base::diagnostic::Problem;
use crate::base::error::Error;
use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::base::place::{Place, Spot};
use crate::check::findings::Findings;
use crate::check::level::Asked;
use crate::check::lint::Found;
use crate::check::lints::{names as lint_names, spoken};
use crate::check::thresholds;
use crate::config::Config;
use crate::kinds::values::Audience;
use crate::model::Model;
use crate::model::build::Input;
use crate::model::data::File;
use crate::model::reader::{Reader, Text};
use crate::model::resolve::Hidden;
use crate::parse::{Parsed, decode, parse_yaml};
use crate::source::Source;
use crate::theme::templates::Theme;
use crate::views::FeedEntry;

use renew::Said;

use super::intake::{Intake, Taken};
use super::judge::{self, Verdicts};
use super::memo::Memo;
use super::outputs::Outputs;
use super::past::{Past, Recalled};
use super::places::{self, Templates};
use super::press::Frame;
use super::search::Search;
use super::search::index::Index;
use super::sight::Sight;
use super::state::state_of;
use super::work::{Tally, Work};

/// How a site is looked at.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day that was asked for; before the settings' and the clock's.
    pub as_of: Option<Date>,
    /// The day of the clock, read by the caller.
    pub clock: Date,
    /// Whom the site is for; before the settings'.
    pub audience: Option<Audience>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Levels that were asked for.
    pub asked: Asked,
    /// Whether to note reads, so that a later refresh does less; costs a little.
    pub remember: bool,
}

/// What lies around the content.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The bytes of the settings file, if there is one.
    pub settings: Option<Vec<u8>>,
    /// The files of the site's own theme: `templates/x.html`, `assets/x.css`.
    pub theme: Vec<(String, Vec<u8>)>,
}

/// A theme without files of the site's own.
const NO_FILES: [(String, Vec<u8>); 0] = [];

/// Makes sites from one source.
pub struct Engine {
    source: Box<dyn Source>,
    options: Options,
    config: Arc<Config>,
    settings: Arc<Settings>,
    theme: Arc<Theme>,
    /// Stands for the settings file, and whether there is a theme.
    set: Fingerprint,
    /// Stands for the site's own files in the theme.
    dressed: Fingerprint,
    theme_problems: Vec<Problem>,
    templates: Arc<Templates>,
    intake: Intake,
    past: Option<Past>,
    verdicts: Verdicts,
    memo: Arc<Memo>,
    search: Arc<Search>,
    state: Fingerprint,
    /// Stands for what the source told besides facts.
    said: Fingerprint,
    site: Option<Arc<Site>>,
}

/// The settings file as text, for places in it.
#[derive(Debug, Default)]
pub struct Settings {
    /// Its text.
    pub text: Arc<str>,
    /// What it says.
    pub parsed: Parsed,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// One state of everything.
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The settings file.
    pub settings: Arc<Settings>,
    /// The documents together.
    pub model: Arc<Model>,
    /// Their texts, in the order of the documents.
    pub texts: Vec<Text>,
    /// Texts of documents that are hidden for their faults.
    pub(super) unseen: Vec<(DocPath, Arc<str>)>,
    /// The site's own templates, for places in them.
    pub(super) templates: Arc<Templates>,
    /// What is wrong.
    pub findings: Arc<Findings>,
    /// Every address and what stands there.
    pub outputs: Arc<Outputs>,
    pub(super) theme: Arc<Theme>,
    /// Made when the first page is: a check needs none.
    pub(super) frame: Arc<OnceLock<Frame>>,
    pub(super) memo: Arc<Memo>,
    /// How many pages were made from this state.
    pub pressed: Tally,
    pub(super) search: Arc<Search>,
    pub(super) search_index: OnceLock<Arc<Index>>,
    /// How many documents were read for the search of this state.
    pub searched: Tally,
    /// Whom it is for.
    pub audience: Audience,
    /// The entries of its feeds, gathered when the first of them is made.
    pub(super) entries: OnceLock<Vec<Vec<FeedEntry>>>,
}

/// What the source told besides facts.
struct Told {
    texts: Vec<Text>,
    problems: Vec<(Option<DocPath>, Problem)>,
    unseen: Vec<(DocPath, Problem)>,
    unseen_texts: Vec<(DocPath, Arc<str>)>,
    hidden: Vec<Hidden>,
}

impl Site {
    /// A reader of this state, with texts and findings; notes nothing.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader::untraced(&self.model).with_texts(&self.texts).with_findings(&*self.findings)
    }
}

impl Engine {
    /// An engine that has not looked yet.
    #[must_use]
    pub fn new(source: Box<dyn Source>, options: Options, around: Surroundings) -> Self {
        let mut engine = Self {
            source,
            options,
            config: Arc::new(Config::default()),
            settings: Arc::default(),
            theme: Arc::new(Theme::open(Vec::new()).0),
            set: Fingerprint::default(),
            dressed: Fingerprint::of_value(&NO_FILES),
            theme_problems: Vec::new(),
            templates: Arc::default(),
            intake: Intake::default(),
            past: None,
            verdicts: Verdicts::default(),
            memo: Arc::default(),
            search: Arc::default(),
            state: Fingerprint::default(),
            said: Fingerprint::default(),
            site: None,
        };
        engine.surround(around);
        engine
    }

    /// Asks git what documents promised before.
    #[must_use]
    pub fn with_past(mut self, past: Past) -> Self {
        self.past = Some(past);
        self
    }

    /// Does not ask git after all.
    pub fn forget_past(&mut self) {
        self.past = None;
    }

    /// Looks at another source from now on; what both hold alike is not read again.
    pub fn turn_to(&mut self, source: Box<dyn Source>) {
        self.source = source;
    }

    /// Takes new settings and a new theme; the next refresh works with them.
    pub fn surround(&mut self, around: Surroundings) {
        let print = Fingerprint::of_value(&(&around.settings, around.theme.is_empty()));
        if print == self.set {
            return self.dress(around.theme);
        }
        self.set = print;
        let mut problems = Vec::new();
        let text = around.settings.map(decode).transpose().unwrap_or_else(|problem| {
            problems.push(problem);
            None
        });
        let parsed = text.as_deref().map(parse_yaml).unwrap_or_default();
        problems.extend(parsed.problems.iter().cloned());
        let (config, wrong) = Config::read(&parsed);
        problems.extend(wrong);
        problems.extend(config.lints.unknown(&spoken().collect::<Vec<_>>()));
        problems.extend(thresholds::judge(&config));
        if let Some(name) = config.theme.as_ref().filter(|_| around.theme.is_empty()) {
            let what = format!("there is no theme `{name}`");
            problems.push(
                Problem::new("bad-template", Place::field("theme"), what)
                    .help(format!("put its files into `themes/{name}/`, or remove `theme`")),
            );
        }
        self.config = Arc::new(config);
        let text: Arc<str> = text.unwrap_or_default().into();
        if text != self.settings.text {
            self.verdicts.clear();
        }
        self.settings = Arc::new(Settings { text, parsed, problems });
        self.dress(around.theme);
    }

    /// Opens the theme with the site's own files, unless it is open with the same ones.
    fn dress(&mut self, own: Vec<(String, Vec<u8>)>) {
        let print = Fingerprint::of_value(&own);
        if print == self.dressed {
            return;
        }
        self.dressed = print;
        let templates = own
            .iter()
            .filter(|(path, _)| path.starts_with("templates/") || path.starts_with("words/"));
        let text = |bytes: &[u8]| Arc::from(String::from_utf8_lossy(bytes));
        self.templates = Arc::new(templates.map(|(p, bytes)| (p.clone(), text(bytes))).collect());
        let (theme, problems) = Theme::open(own);
        self.theme = Arc::new(theme);
        self.theme_problems = problems;
    }

    /// Looks at the source again and makes a new state.
    ///
    /// # Errors
    /// When the source itself cannot be read.
    pub fn refresh(&mut self) -> Result<(Arc<Site>, Work), Error> {
        self.refresh_by(&mut |_| {})
    }

    /// Looks at the source again and makes a new state; `step` hears of each stage when it ends.
    ///
    /// # Errors
    /// When the source itself cannot be read.
    pub fn refresh_by(
        &mut self,
        step: &mut dyn FnMut(&'static str),
    ) -> Result<(Arc<Site>, Work), Error> {
        let mut work = Work::default();
        let (taken, recalled) = self.take(&mut work)?;
        step("read and parse");
        let (input, Told { texts, problems, unseen, unseen_texts, hidden }) =
            self.sort_out(taken, &recalled);
        let state = state_of(&input);
        let old = self.site.take();
        let model = match &old {
            Some(old) if state == self.state => old.model.clone(),
            _ => {
                work.modelled += 1;
                Arc::new(Model::build_after(old.as_ref().map(|old| &*old.model), input))
            }
        };
        self.state = state;
        step("model");
        let said = Said { problems, unseen, hidden };
        let (outputs, findings, frame) = self.judged(old, &model, &texts, said, &mut work, step);
        let site = Arc::new(Site {
            config: self.config.clone(),
            settings: self.settings.clone(),
            model,
            texts,
            unseen: unseen_texts,
            templates: self.templates.clone(),
            findings,
            outputs,
            theme: self.theme.clone(),
            frame,
            memo: self.memo.clone(),
            pressed: Tally::default(),
            search: self.search.clone(),
            search_index: OnceLock::new(),
            searched: Tally::default(),
            audience: Sight::of(&self.options, &self.config).audience,
            entries: OnceLock::new(),
        });
        self.site = Some(site.clone());
        Ok((site, work))
    }

    /// Reads the source, and git at the same time.
    fn take(&mut self, work: &mut Work) -> Result<(Taken, Recalled), Error> {
        let (config, schemas) = (&self.config, self.intake.schemas().clone());
        let (intake, source, past) = (&mut self.intake, &*self.source, self.past.as_mut());
        let (taken, recalled) = std::thread::scope(|scope| {
            let looking = past.map(|past| scope.spawn(move || past.look(config, &schemas)));
            let taken = intake.take(source, config, work);
            // A thread that died has nothing to tell.
            (taken, looking.and_then(|it| it.join().ok()).unwrap_or_default())
        });
        work.recalled += recalled.parsed;
        Ok((taken?, recalled))
    }

    /// Divides what was read into what this build shows and what it does not.
    fn sort_out(&self, mut taken: Taken, recalled: &Recalled) -> (Input, Told) {
        let sight = Sight::of(&self.options, &self.config);
        let divided = sight.divide(&mut taken, &self.config);
        let unreadable: Vec<DocPath> =
            taken.problems.iter().filter_map(|(path, _)| path.clone()).collect();
        let history = recalled.history(
            &divided,
            &unreadable,
            sight,
            self.today(),
            (&self.config, self.intake.schemas()),
        );
        let is_open = |file: &File| !divided.private.contains(&file.path);
        let input = Input {
            docs: divided.docs,
            hidden: divided.hidden,
            files: taken.files.into_iter().filter(is_open).collect(),
            lists: crate::views::lists().to_vec(),
            lints: lint_names().collect(),
            config: self.config.clone(),
            today: self.today(),
            schemas: self.intake.schemas().clone(),
            beside: taken.beside,
            history,
        };
        let told = Told {
            hidden: input.hidden.clone(),
            texts: divided.texts,
            problems: taken.problems,
            unseen: divided.unseen,
            unseen_texts: divided.unseen_texts,
        };
        (input, told)
    }

    /// Findings that no lint of documents makes: the folder's, the settings', the theme's, the addresses'.
    fn rest(
        &self,
        reader: &Reader,
        problems: Vec<(Option<DocPath>, Problem)>,
        clashes: Vec<Found>,
    ) -> Vec<Found> {
        let mut rest = clashes;
        rest.extend(judge::no_history(reader));
        for (file, problem) in problems {
            let subject = file.as_ref().and_then(|path| reader.at_path(path));
            rest.push(Found { file, subject, problem });
        }
        for problem in &self.settings.problems {
            rest.push(Found { file: None, subject: None, problem: problem.clone() });
        }
        for problem in &self.theme_problems {
            let Spot { file, place } = places::in_template(&self.templates, problem);
            let problem = Problem { place, ..problem.clone() };
            rest.push(Found { file, subject: None, problem });
        }
        rest
    }
}
