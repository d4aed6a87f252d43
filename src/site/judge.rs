//! Findings of a site: each document judged once while what it reads stays the same, the whole judged with each model.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ahash::RandomState;
use rayon::prelude::*;

use crate::base::diagnostic::Problem;
use crate::base::names::{DocPath, Url};
use crate::base::place::{Place, Spot};
use crate::check::level::Levels;
use crate::check::lint::Found;
use crate::check::run::{self, Findings, Plan};
use crate::model::Model;
use crate::model::doc::DocId;
use crate::model::read::Trace;
use crate::model::reader::{Reader, Text};
use crate::views::{Page, Route};

use super::work::Work;

/// What was found in each document, with what that depends on.
#[derive(Default)]
pub struct Verdicts {
    kept: HashMap<DocPath, (Trace, Vec<Found>), RandomState>,
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
        rest: Vec<Found>,
        remember: bool,
        work: &mut Work,
    ) -> Findings {
        let plan = Plan::new(levels);
        let ids: Vec<DocId> = Reader::untraced(model).all().collect();
        let judged: Vec<(Option<Trace>, Vec<Found>)> = ids
            .par_iter()
            .map(|id| {
                let reader = Reader::untraced(model);
                if !remember {
                    return (None, one(&reader, *id, &plan));
                }
                let path = reader.doc(*id).map(|doc| &doc.path);
                if let Some((trace, found)) = path.and_then(|path| self.kept.get(path)) {
                    if holds(model, texts, trace) {
                        let mut found = found.clone();
                        for one in &mut found {
                            one.subject = Some(*id);
                        }
                        return (None, found);
                    }
                }
                let reader = Reader::traced(model);
                let found = one(&reader, *id, &plan);
                (Some(reader.into_trace()), found)
            })
            .collect();
        let reader = Reader::untraced(model);
        let mut each = Vec::with_capacity(judged.len());
        for (id, (trace, found)) in ids.iter().zip(judged) {
            if !remember {
                work.linted += 1;
            } else if let (Some(trace), Some(doc)) = (trace, reader.doc(*id)) {
                work.linted += 1;
                self.kept.insert(doc.path.clone(), (trace, found.clone()));
            }
            each.push(found);
        }
        if self.kept.len() > ids.len() {
            self.kept.retain(|path, _| reader.at_path(path).is_some());
        }
        let mut all = rest;
        all.extend(whole(&reader, &plan));
        run::finish(&reader, levels, each, all)
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

/// Two pages, or a page and a file, for one address; case is ignored, since some disks ignore it.
pub(super) fn clashes(reader: &Reader, routes: &[Route], files: &[(Url, DocPath)]) -> Vec<Found> {
    struct Claim<'a> {
        url: &'a str,
        path: Option<&'a DocPath>,
    }
    let mut claims: Vec<(String, Claim)> = routes
        .iter()
        .map(|route| {
            let path = match &route.page {
                Page::Document(path) => Some(path),
                Page::View(..) => None,
            };
            (route.url.to_lowercase(), Claim { url: &route.url, path })
        })
        .chain(
            files.iter().map(|(url, path)| (url.to_lowercase(), Claim { url, path: Some(path) })),
        )
        .collect();
    claims.sort_by(|a, b| (&a.0, a.1.path).cmp(&(&b.0, b.1.path)));
    let mut out = Vec::new();
    for pair in claims.windows(2) {
        let [(key, first), (other, second)] = pair else { continue };
        if key != other {
            continue;
        }
        let Some(path) = second.path.or(first.path) else { continue };
        let what = if first.url == second.url {
            format!("the address `{}` is taken", second.url)
        } else {
            format!("the addresses `{}` and `{}` differ in case only", first.url, second.url)
        };
        let mut problem = Problem::new("url-clash", Place::Whole, what)
            .help("rename one of the two files, or move it to another folder");
        if let Some(first) = first.path.filter(|first| *first != path) {
            let words = format!("`{first}` has this address");
            problem = problem.related(Spot::new(first, Place::Whole), words);
        } else {
            problem = problem.help("a page made by the site stands there: rename the file");
        }
        let subject = reader.at_path(path);
        out.push(Found { file: Some(path.clone()), subject, problem });
    }
    out
}
