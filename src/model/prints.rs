//! The fingerprint of the answer to each question, for comparing a page's reads with a newer model.

use std::sync::OnceLock;

use crate::base::fingerprint::{Fingerprint, key64};
use crate::base::names::{DocPath, Slug};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::measure::alignment::Links;

use super::data::File;
use super::doc::{Doc, DocId, Docs};
use super::names::name_key;
use super::numbers::thread::Strand;
use super::read::Read;
use super::reader::{Findings, Text};
use super::resolve::Target;
use super::{Back, Model, resolve};

const NOTHING: Fingerprint = Fingerprint(0);

impl Model {
    pub(super) fn doc_at(&self, key: u64) -> Option<(DocId, &Doc)> {
        let id = *self.directory.at.get(&key)?;
        Some((id, self.docs.get(id.index())?))
    }

    /// The path of the document or file that a question names, for telling people.
    #[must_use]
    pub fn path_of_key(&self, key: u64) -> Option<&DocPath> {
        let doc = self.doc_at(key).map(|(_, doc)| &doc.path);
        doc.or_else(|| self.file_of_key(key).map(|file| &file.path))
    }

    /// The id that a question names by its key, for telling people.
    #[must_use]
    pub fn name_of_key(&self, key: u64) -> Option<&Slug> {
        let doc = self.directory.names.claims_of_key(key).first()?.1;
        let doc = self.docs.get(doc.index())?;
        let mut names = std::iter::once(&doc.slug).chain(&doc.names);
        names.find(|name| name_key(name) == key).or(Some(&doc.slug))
    }

    /// The answer to a question as a fingerprint; zero where there is nothing to answer.
    #[must_use]
    pub fn print(
        &self,
        read: Read,
        texts: &[Text],
        findings: Option<&dyn Findings>,
    ) -> Fingerprint {
        let of = |key: u64, answer: &dyn Fn(DocId, &Doc) -> Fingerprint| {
            self.doc_at(key).map_or(NOTHING, |(id, doc)| answer(id, doc))
        };
        match read {
            Read::Front(key) => of(key, &|_, doc| doc.front_print),
            Read::Outline(key) => of(key, &|_, doc| doc.outline_print),
            Read::Body(key) => of(key, &|id, _| texts.get(id.index()).map_or(NOTHING, |t| t.print)),
            Read::Out(key) => of(key, &|id, _| self.ways(id).0),
            Read::Back(key) => of(key, &|id, _| self.ways(id).1),
            Read::Landings(key) => of(key, &|id, _| self.landings_print(id)),
            Read::Findings(key) => of(key, &|id, _| findings.map_or(NOTHING, |f| f.print_of(id))),
            Read::AllFindings => findings.map_or(NOTHING, Findings::print),
            Read::Ids(tag) => {
                kept(&self.directory.id_prints, tag, || self.paths_print(self.of_kind(tag)))
            }
            Read::Slugs(tag) => kept(&self.directory.slug_prints, tag, || {
                let docs = self.of_kind(tag).filter_map(|id| self.docs.get(id.index()));
                Fingerprint::of_value(&docs.map(|doc| &doc.slug).collect::<Vec<_>>())
            }),
            Read::Shelves(tag) => self.facets().print(tag),
            Read::AllIds => *self.directory.all_print.get_or_init(|| {
                let ids = (0..self.docs.len()).map(|i| DocId(super::build::small(i)));
                let files =
                    Fingerprint::of_value(&self.files.iter().map(|f| &f.path).collect::<Vec<_>>());
                self.paths_print(ids).with(files)
            }),
            Read::Name(key) => {
                let claims = self.directory.names.claims_of_key(key);
                let named: Vec<_> = claims.iter().map(|(c, id)| (*c, self.path_of(*id))).collect();
                match named.is_empty() {
                    false => Fingerprint::of_value(&named),
                    true if self.directory.unseen.keys.binary_search(&key).is_ok() => {
                        super::query::hidden_print()
                    }
                    true => NOTHING,
                }
            }
            Read::Path(key) => of(key, &|_, doc| Fingerprint::of(doc.path.as_bytes())),
            Read::File(key) => self.file_of_key(key).map_or(NOTHING, |file| file.print),
            Read::History(key) => {
                of(key, &|id, _| self.history.line(id).map_or(NOTHING, |line| line.print))
            }
            Read::Past => self.history.print(),
            Read::Thread(_) => NOTHING,
            Read::Standing(key) => of(key, &|id, _| Fingerprint::of_value(&self.standing(id))),
            Read::Strands(key) => of(key, &|id, _| self.strands_print(id)),
            Read::Results => self.results().print(self),
            Read::Config => self.config.print,
            Read::Today => Fingerprint::of_value(&self.today),
        }
    }

    /// What a document points at, and who points at it.
    fn ways(&self, id: DocId) -> (Fingerprint, Fingerprint) {
        // One after the other: whoever asks first may be one of many threads, and while it waited for help with this it
        // could be handed other work that asks the same.
        let prints = self.ties.prints.get_or_init(|| {
            self.docs
                .iter()
                .enumerate()
                .map(|(index, doc)| {
                    let out = resolve::print(doc, self.ties.outcomes.row(index), &self.docs);
                    (out, back_print(self.ties.back.row(index), &self.docs))
                })
                .collect()
        });
        prints.get(id.index()).copied().unwrap_or_default()
    }

    fn strands_print(&self, id: DocId) -> Fingerprint {
        let path = |target: Target| (self.path_of(target.doc), target.part);
        let said = |it: &Strand| {
            let Links { goal, outcome, strategy, time, owner } = it.links;
            let numbers = [it.share, goal, outcome, strategy, time, owner].map(f64::to_bits);
            (it.goal.map(|goal| self.path_of(goal)), it.pillar.map(path), numbers)
        };
        Fingerprint::of_value(&self.strands(id).iter().map(said).collect::<Vec<_>>())
    }

    fn path_of(&self, id: DocId) -> &str {
        self.docs.get(id.index()).map_or("", |d| d.path.as_str())
    }

    fn paths_print(&self, ids: impl Iterator<Item = DocId>) -> Fingerprint {
        let mut text = String::new();
        for id in ids {
            text.push_str(self.path_of(id));
            text.push('\n');
        }
        Fingerprint::of(text.as_bytes())
    }

    fn of_kind(&self, tag: KindTag) -> impl Iterator<Item = DocId> + '_ {
        self.directory.kinds.get(&tag).map_or(&[][..], Vec::as_slice).iter().copied()
    }

    fn file_of_key(&self, key: u64) -> Option<&File> {
        let keys = self.directory.file_keys.get_or_init(|| {
            let key = |(index, file): (usize, &File)| {
                (key64(file.path.as_bytes()), super::build::small(index))
            };
            self.files.iter().enumerate().map(key).collect()
        });
        self.files.get(*keys.get(&key)? as usize)
    }

    fn landings_print(&self, id: DocId) -> Fingerprint {
        use super::links::Landing;
        let mut print = NOTHING;
        for landing in self.ties.landings.row(id.index()) {
            let one = match landing {
                Landing::Doc(id, anchor) => {
                    let doc = self.docs.get(id.index());
                    Fingerprint::of_value(&(doc.map(|d| (&d.url, &d.title)), anchor))
                }
                Landing::File(index) => {
                    let file = self.files.get(*index as usize);
                    Fingerprint::of_value(&file.map(|f| (&f.path, f.print)))
                }
                other => Fingerprint::of_value(other),
            };
            print = print.with(one);
        }
        print
    }
}

/// Worked out at most once for each kind: many pages ask.
fn kept(
    prints: &[OnceLock<Fingerprint>],
    tag: KindTag,
    make: impl FnOnce() -> Fingerprint,
) -> Fingerprint {
    let index = KindTag::ALL.iter().position(|t| *t == tag);
    match index.and_then(|index| prints.get(index)) {
        Some(kept) => *kept.get_or_init(make),
        None => make(),
    }
}

fn back_print(row: &[Back], docs: &Docs) -> Fingerprint {
    let named: Vec<(&str, Relation, Option<u32>)> = row
        .iter()
        .map(|b| (docs.get(b.from.index()).map_or("", |d| d.path.as_str()), b.relation, b.part))
        .collect();
    Fingerprint::of_value(&named)
}
