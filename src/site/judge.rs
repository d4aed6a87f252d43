//! Findings of a site: each document judged once while what it reads stays the same, the whole judged with each model.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use ahash::RandomState;
use jiff::civil::Date;
use rayon::prelude::*;

use super::outputs::Clash;
use super::work::Work;
use crate::base::diagnostic::Problem;
use crate::base::names::DocPath;
use crate::base::place::{Place, Spot};
use crate::base::text::count;
use crate::check::findings::{self, Findings, Finish, Own};
use crate::check::level::Levels;
use crate::check::lint::Found;
use crate::check::run::{self, Plan};
use crate::kinds::KindTag;
use crate::model::Model;
use crate::model::doc::{Doc, DocId};
use crate::model::history::State;
use crate::model::read::Trace;
use crate::model::reader::{Reader, Text};
use crate::model::recorder::Recorder;
use crate::source::git::Without;

/// What was found about a document, with what that depends on.
struct Kept {
    trace: Trace,
    found: Vec<Found>,
    /// What was found about it by looking at the whole.
    more: Vec<Found>,
    /// Both in their final form.
    own: Arc<Own>,
}

/// What was found about each document.
#[derive(Default)]
pub struct Verdicts {
    kept: HashMap<DocPath, Kept, RandomState>,
    /// The day for which it was said.
    day: Option<Date>,
}

/// What looking at a document gave.
enum Judged<'a> {
    /// All that it reads is as it was.
    Held(&'a Kept),
    New(Option<Trace>, Vec<Found>),
}

impl Verdicts {
    /// Forgets everything: levels or settings changed.
    pub fn clear(&mut self) {
        self.kept.clear();
    }

    /// Judges documents whose reads changed, and the whole.
    pub fn judge(
        &mut self,
        model: &Model,
        texts: &[Text],
        levels: &Levels,
        mut rest: Vec<Found>,
        remember: bool,
        work: &mut Work,
    ) -> Findings {
        let plan = Plan::new(levels);
        let reader = Reader::untraced(model);
        let ids: Vec<DocId> = reader.all().collect();
        if self.day.replace(reader.today()).is_some_and(|day| day != reader.today()) {
            // What is accepted may be so until a day.
            self.clear();
        }
        let kept = &self.kept;
        let judge = |recorder: &mut Recorder, id: &DocId| {
            let reader = Reader::untraced(model);
            if !remember {
                return Judged::New(None, one(&reader, *id, &plan));
            }
            let path = reader.doc(*id).map(|doc| &doc.path);
            let before = path.and_then(|path| kept.get(path));
            if let Some(before) = before.filter(|it| holds(model, texts, &it.trace)) {
                return Judged::Held(before);
            }
            let reader = Reader::traced_in(model, std::mem::take(recorder));
            let found = one(&reader, *id, &plan);
            Judged::New(Some(reader.into_trace_in(recorder)), found)
        };
        let (judged, found): (Vec<Judged>, _) = rayon::join(
            || ids.par_iter().map_init(Recorder::default, judge).collect(),
            || whole(&Reader::untraced(model), &plan),
        );
        rest.extend(found);
        work.linted += judged.iter().filter(|it| matches!(it, Judged::New(..))).count();
        let (more, unowned) = findings::divide(rest, ids.len());
        let finish = Finish::new(levels, reader.today());
        let finished: Vec<Finished> = ids
            .par_iter()
            .zip(judged)
            .zip(more)
            .filter_map(|((id, judged), more)| {
                let doc = Reader::untraced(model).doc(*id)?;
                let (own, keep) = finished(&finish, doc, judged, more);
                Some((own, keep.map(|keep| (&doc.path, keep))))
            })
            .collect();
        let mut of = Vec::with_capacity(finished.len());
        for (own, keep) in finished {
            if let Some((path, keep)) = keep {
                self.keep(path, keep, &own);
            }
            of.push(own);
        }
        if self.kept.len() > ids.len() {
            self.kept.retain(|path, _| reader.at_path(path).is_some());
        }
        finish.all(of, unowned)
    }

    fn keep(&mut self, path: &DocPath, keep: Keep, own: &Arc<Own>) {
        let own = own.clone();
        match keep {
            Keep::All { trace, found, more } => {
                self.kept.insert(path.clone(), Kept { trace, found, more, own });
            }
            Keep::More(more) => {
                if let Some(kept) = self.kept.get_mut(path) {
                    (kept.more, kept.own) = (more, own);
                }
            }
        }
    }
}

/// The findings about a document in their final form, and what of it is to be kept.
type Finished<'a> = (Arc<Own>, Option<(&'a DocPath, Keep)>);

/// What is to be kept of a document.
enum Keep {
    All {
        trace: Trace,
        found: Vec<Found>,
        more: Vec<Found>,
    },
    /// It was not looked at again, but something else was found by looking at the whole.
    More(Vec<Found>),
}

/// The findings about a document in their final form, and what of it is new.
fn finished(
    finish: &Finish,
    doc: &Doc,
    judged: Judged,
    more: Vec<Found>,
) -> (Arc<Own>, Option<Keep>) {
    match judged {
        Judged::Held(kept) if kept.more == more => (kept.own.clone(), None),
        Judged::Held(kept) => {
            let all = kept.found.iter().chain(&more).cloned();
            (finish.own(doc, all).into(), Some(Keep::More(more)))
        }
        Judged::New(None, found) => (finish.own(doc, found.into_iter().chain(more)).into(), None),
        Judged::New(Some(trace), found) => {
            let own = finish.own(doc, found.iter().chain(&more).cloned());
            (own.into(), Some(Keep::All { trace, found, more }))
        }
    }
}

/// Whether every question has the same answer as before.
pub(super) fn holds(model: &Model, texts: &[Text], trace: &Trace) -> bool {
    trace.iter().all(|(read, print)| model.print(*read, texts, None) == *print)
}

fn one(reader: &Reader, id: DocId, plan: &Plan) -> Vec<Found> {
    catch_unwind(AssertUnwindSafe(|| run::each(reader, id, plan))).unwrap_or_else(|_| {
        let file = reader.doc(id).map(|doc| doc.path.clone());
        vec![Found { file, subject: Some(id), problem: bug("checking this document") }]
    })
}

fn whole(reader: &Reader, plan: &Plan) -> Vec<Found> {
    catch_unwind(AssertUnwindSafe(|| run::whole(reader, plan))).unwrap_or_else(|_| {
        vec![Found { file: None, subject: None, problem: bug("checking the whole site") }]
    })
}

/// Our own mistake, said as a finding so that the rest of the site lives.
pub(super) fn bug(doing: &str) -> Problem {
    Problem::new("internal-error", Place::Whole, format!("throughline failed while {doing}"))
        .help("this is a bug in throughline, not in your document: please report it")
}

/// Why the history checks did not run, or not over everything; only where there is something for them to look at.
pub(super) fn no_history(reader: &Reader) -> Option<Found> {
    let (what, help) = match reader.past().state() {
        State::Unasked => return None,
        State::Known { shallow: false, missing: 0, submodules } => {
            let path = submodules.first()?;
            let what = format!("what git remembers of `{path}` is not read: it is a submodule");
            (what, "check the submodule by itself as well")
        }
        State::Known { shallow: false, missing, .. } => (
            format!(
                "{} not here: this is a partial clone",
                count(*missing, "older text is", "older texts are")
            ),
            "clone without `--filter`, or fetch them: `git fetch --refetch --no-filter`",
        ),
        State::Known { shallow: true, .. } => (
            "git has only the latest commits here: older promises are not known".to_owned(),
            "fetch the whole history: `fetch-depth: 0` in GitHub Actions, `GIT_DEPTH: 0` in GitLab, \
             `git fetch --unshallow` by hand",
        ),
        State::Without(Without::Repository) => (
            "the history checks did not run: this folder is in no git repository".to_owned(),
            "keep the handbook in git, or write `history: false` in the settings",
        ),
        State::Without(Without::Program) => (
            "the history checks did not run: there is no program `git`".to_owned(),
            "install git, or write `history: false` in the settings",
        ),
        State::Without(Without::Leave(words)) => (
            format!("the history checks did not run, git says: {words}"),
            if words.contains("dubious ownership") {
                "the folder belongs to somebody else: `git config --global --add safe.directory '*'` \
                 in a container, or the folder's own path"
            } else {
                "mend that, or write `history: false` in the settings"
            },
        ),
    };
    let strategic = [KindTag::Strategy, KindTag::Goal, KindTag::Bet, KindTag::Release];
    if strategic.iter().all(|tag| reader.ids(*tag).is_empty()) {
        return None;
    }
    let problem = Problem::new("no-history", Place::Whole, what).help(help);
    Some(Found { file: None, subject: None, problem })
}

/// Two files for one address, each said once: a page and its data go together.
pub(super) fn clashes(reader: &Reader, clashes: &[Clash]) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for Clash { first, second } in clashes {
        let Some(path) = second.path.as_ref().or(first.path.as_ref()) else { continue };
        let (had, wanted) = (&first.url, &second.url);
        let what = if had == wanted {
            format!("the address `{wanted}` is taken")
        } else if had.to_lowercase() == wanted.to_lowercase() {
            format!("the addresses `{had}` and `{wanted}` differ in case only")
        } else {
            format!("`{had}` cannot stand beside `{wanted}`: one would have to be a folder")
        };
        let mut problem = Problem::new("url-clash", Place::Whole, what)
            .help("rename one of the two files, or move it to another folder");
        if let Some(first) = first.path.as_ref().filter(|first| *first != path) {
            let words = format!("`{first}` has this address");
            problem = problem.related(Spot::new(first, Place::Whole), words);
        } else {
            problem = problem.help("a file made by the site stands there: rename this one");
        }
        let said = |found: &Found| {
            found.file.as_ref() == Some(path) && found.problem.related == problem.related
        };
        if !out.iter().any(said) {
            let subject = reader.at_path(path);
            out.push(Found { file: Some(path.clone()), subject, problem });
        }
    }
    out
}
