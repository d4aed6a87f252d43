//! Who sees what: tells documents that a build shows from those of which not a word may leave, with their files.

use std::collections::HashSet;
use std::sync::Arc;

use ahash::RandomState;

use crate::base::date::long;
use crate::base::diagnostic::{Fix, Problem};
use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::base::place::Place;
use crate::base::text::position;
use crate::config::Config;
use crate::kinds::AnyKind;
use crate::kinds::values::Audience;
use crate::model::data::data_path;
use crate::model::doc::{Doc, Docs};
use crate::model::links::{Landing, Map, by_path};
use crate::model::names::Names;
use crate::model::reader::Text;
use crate::model::resolve::Hidden;
use crate::parse::locate::locate;
use crate::parse::outline::LinkKind;
use crate::parse::parse_front;

use super::engine::Options;
use super::intake::Taken;

/// For whom a site is made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sight {
    /// The widest audience whose documents are shown.
    pub audience: Audience,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// What is shown, and what must be known of the rest.
#[derive(Debug, Default)]
pub(super) struct Divided {
    /// The documents that are shown, sorted by path.
    pub docs: Docs,
    /// Their texts.
    pub texts: Vec<Text>,
    /// The others.
    pub hidden: Vec<Hidden>,
    /// Faults for which a document is hidden: whoever builds the site must hear of them, its readers must not.
    pub unseen: Vec<(DocPath, Problem)>,
    /// The texts in which those are.
    pub unseen_texts: Vec<(DocPath, Arc<str>)>,
    /// Files that only hidden documents use.
    pub private: HashSet<DocPath, RandomState>,
}

impl Sight {
    /// Whom a site is made for: whoever was asked for, else who the settings say, else the house.
    pub fn of(options: &Options, config: &Config) -> Self {
        let audience = options.audience.or(config.audience).unwrap_or(Audience::Internal);
        Self { audience, drafts: options.drafts }
    }

    /// Divides documents.
    pub fn divide(self, taken: &mut Taken, config: &Config) -> Divided {
        let mut divided = Divided::default();
        let mut hidden: Docs = Vec::new();
        divided.docs.reserve(taken.docs.len());
        divided.texts.reserve(taken.docs.len());
        for (doc, text) in std::mem::take(&mut taken.docs) {
            let doubts = doubts(&doc, &text);
            let doubted = doubts.iter().any(|doubt| self.minds(doubt));
            let shown = doc.common.audience.unwrap_or(Audience::Internal) <= self.audience
                && (self.drafts || !doc.common.draft)
                && !doubted;
            if shown {
                divided.docs.push(doc);
                divided.texts.push(text);
                continue;
            }
            if doubted {
                for (_, problem) in doubts {
                    divided.unseen.push((doc.path.clone(), placed(&problem, &text.text)));
                }
                divided.unseen_texts.push((doc.path.clone(), text.text));
            }
            let paths = std::iter::once(doc.path.clone()).chain(DocPath::new(&doc.url)).collect();
            divided.hidden.push(Hidden { paths, names: names_of(&doc) });
            hidden.push(doc);
        }
        if !hidden.is_empty() {
            divided.private = private(&hidden, &divided.docs, taken, config);
            for file in &divided.private {
                divided.hidden.push(Hidden { paths: vec![file.clone()], names: Vec::new() });
            }
            divided.hidden.sort_by(|a, b| (&a.paths, &a.names).cmp(&(&b.paths, &b.names)));
            divided.forget_names();
        }
        divided
    }

    /// Whether a document must be hidden while this cannot be read.
    fn minds(self, doubt: &(Field, Problem)) -> bool {
        match doubt.0 {
            Field::Audience => self.audience < Audience::Confidential,
            Field::Draft => !self.drafts,
        }
    }
}

impl Divided {
    /// Takes the names of hidden documents out of what is made from links to them: headings, titles, summaries.
    fn forget_names(&mut self) {
        let names: HashSet<String, RandomState> = self
            .hidden
            .iter()
            .flat_map(|hidden| hidden.names.iter().map(|name| name.to_lowercase()))
            .collect();
        for doc in &mut self.docs {
            if let Some(changed) = without_names(doc, &names) {
                *doc = Arc::new(changed);
            }
        }
    }
}

/// A document without names that a reader must not see; `None` where there are none.
fn without_names(doc: &Doc, hidden: &HashSet<String, RandomState>) -> Option<Doc> {
    let is_hidden = |name: &str| hidden.contains(&name.trim().to_lowercase());
    let mut words: Vec<&str> = doc
        .outline
        .links
        .iter()
        .filter(|link| link.kind == LinkKind::Wiki && !link.text.trim().is_empty())
        .filter(|link| is_hidden(link.target.split('#').next().unwrap_or_default()))
        .filter(|link| link.target.trim().starts_with(link.text.trim()))
        .map(|link| &*link.text)
        .collect();
    let team = match &doc.kind {
        AnyKind::Checkin(checkin) => checkin.team.as_ref().filter(|team| is_hidden(&team.target)),
        _ => None,
    };
    if words.is_empty() && team.is_none() {
        return None;
    }
    words.sort_unstable_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    let silent = |text: &str| -> Box<str> {
        words.iter().fold(text.to_owned(), |text, word| text.replace(word, "\u{2026}")).into()
    };
    let mut doc = doc.clone();
    let from_heading = doc.outline.headings.first().is_some_and(|it| it.text == doc.title);
    if let (Some(team), AnyKind::Checkin(checkin)) = (team, &doc.kind) {
        // A check-in without a title is called after its team.
        let day = checkin.date.map(long).unwrap_or_default();
        if *doc.title == format!("{}, {day}", team.target) {
            doc.title = day.into();
        }
    }
    if from_heading && doc.common.title.is_none() {
        doc.title = silent(&doc.title);
    }
    if doc.common.summary.is_none() {
        doc.summary = doc.summary.as_deref().map(silent);
    }
    let outline = &mut doc.outline;
    outline.first_paragraph = outline.first_paragraph.as_deref().map(silent);
    outline.acronyms.retain(|acronym| !words.contains(&&**acronym));
    for claim in &mut outline.claims {
        claim.text = silent(&claim.text);
    }
    for (nth, heading) in outline.headings.iter_mut().enumerate() {
        let said = silent(&heading.text);
        if said != heading.text {
            heading.text = said;
            heading.anchor = format!("section-{}", nth + 1).into();
        }
    }
    for (nth, term) in outline.terms.iter_mut().enumerate() {
        let said = silent(&term.text);
        if said != term.text {
            term.text = said;
            term.anchor = format!("term-{}", nth + 1).into();
        }
    }
    doc.outline_print = Fingerprint::of_value(&doc.outline);
    doc.front_print = doc.front_print.with(Fingerprint::of_value(&(&doc.title, &doc.summary)));
    Some(doc)
}

/// What says who may see a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Audience,
    Draft,
}

impl Field {
    const ALL: [Self; 2] = [Self::Audience, Self::Draft];

    const fn name(self) -> &'static str {
        match self {
            Self::Audience => "audience",
            Self::Draft => "draft",
        }
    }
}

/// Whether it is written who may see a document, but not so that it can be read. Then nobody may.
fn doubts(doc: &Doc, text: &Text) -> Vec<(Field, Problem)> {
    let mut out = Vec::new();
    for problem in &doc.problems {
        for field in Field::ALL {
            let name = field.name();
            let is_there = match &problem.place {
                Place::Field(path) | Place::Key(path) => &**path == name,
                _ => problem.what.contains(&format!("`{name}`")),
            };
            let is_meant = matches!(&problem.fix, Some(Fix::RenameKey { to, .. }) if &**to == name);
            if is_there || is_meant || is_lost(field, problem, doc, text) {
                out.push((field, problem.clone()));
            }
        }
    }
    out
}

/// Whether the field stands in a part of the front matter that could not be read.
fn is_lost(field: Field, problem: &Problem, doc: &Doc, text: &Text) -> bool {
    let is_read = match field {
        Field::Audience => doc.common.audience.is_some(),
        Field::Draft => doc.common.draft,
    };
    let is_key = |line: &str| {
        let key = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        let rest = key.get(..field.name().len()).filter(|it| it.eq_ignore_ascii_case(field.name()));
        rest.is_some() && key.get(field.name().len()..).is_some_and(|it| it.contains(':'))
    };
    problem.code == "bad-front-matter" && !is_read && text.text.lines().any(is_key)
}

/// The same fault at a line and column, since the document is not there to find its place in.
fn placed(problem: &Problem, text: &str) -> Problem {
    let front = parse_front(text).front;
    let range = locate(text, &front, &problem.place);
    let (line, column) = position(text, range.start);
    let mut problem = problem.clone();
    problem.place = Place::Line(line, column);
    problem
}

fn names_of(doc: &Doc) -> Vec<Box<str>> {
    std::iter::once(doc.slug.as_str().into())
        .chain(doc.common.aliases.iter().cloned())
        .chain(doc.names.iter().map(|name| name.as_str().into()))
        // A part may be named alone.
        .chain(doc.parts().into_iter().map(|part| format!("#{part}").into()))
        .collect()
}

/// The files that hidden documents use and no other document does.
fn private(
    hidden: &Docs,
    shown: &Docs,
    taken: &Taken,
    config: &Config,
) -> HashSet<DocPath, RandomState> {
    let files: Vec<DocPath> = taken.files.iter().map(|file| file.path.clone()).collect();
    let mut all: Docs = hidden.iter().chain(shown).cloned().collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    let names = Names::of(std::iter::empty());
    let table = by_path(&all);
    let map = Map {
        docs: &all,
        by_path: &table,
        names: &names,
        files: &files,
        hidden_paths: &[],
        hidden_names: &[],
        urls: &[],
        lists: &[],
        config,
    };
    let linked = |docs: &Docs| -> HashSet<DocPath, RandomState> {
        let links =
            docs.iter().flat_map(|doc| doc.outline.links.iter().map(move |link| (doc, link)));
        let landed = links.filter_map(|(doc, link)| match map.land(doc, link) {
            Landing::File(index) => files.get(index as usize).cloned(),
            _ => None,
        });
        landed.collect()
    };
    let read = |docs: &Docs| -> HashSet<DocPath, RandomState> {
        docs.iter().filter_map(|doc| data_path(doc)).map(|(path, _)| path).collect()
    };
    let mut private = linked(hidden);
    if !private.is_empty() {
        let open = linked(shown);
        private.retain(|path| !open.contains(path));
    }
    // What a hidden document reads its numbers from stays with it, even where others link to it.
    private.extend(read(hidden));
    let open = read(shown);
    private.retain(|path| !open.contains(path));
    // Front matter is never shared.
    private.extend(hidden.iter().filter_map(|doc| doc.front_in.clone()));
    private
}
