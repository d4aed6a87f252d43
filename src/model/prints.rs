//! The fingerprint of the answer to each question, for comparing a page's reads with a newer model.

use crate::base::fingerprint::{Fingerprint, key64};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;

use super::doc::{Doc, DocId, Docs};
use super::read::Read;
use super::reader::{Findings, Text};
use super::{Back, Model, resolve};

const NOTHING: Fingerprint = Fingerprint(0);

impl Model {
    pub(super) fn doc_at(&self, key: u64) -> Option<(DocId, &Doc)> {
        let id = *self.at.get(&key)?;
        Some((id, self.docs.get(id.index())?))
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
                let ids = self.kinds.get(&tag).map_or(&[][..], Vec::as_slice);
                self.paths_print(ids.iter().copied())
            }
            Read::Slugs(tag) => self.slugs_print(tag),
            Read::Shelves(tag) => self.facets().print(tag),
            Read::AllIds => {
                self.paths_print((0..self.docs.len()).map(|i| DocId(super::build::small(i))))
            }
            Read::Name(key) => {
                let claims = self.names.claims_of_key(key);
                let named: Vec<_> = claims.iter().map(|(c, id)| (*c, self.path_of(*id))).collect();
                match named.is_empty() {
                    false => Fingerprint::of_value(&named),
                    true if self.hidden.binary_search(&key).is_ok() => super::query::hidden_print(),
                    true => NOTHING,
                }
            }
            Read::Path(key) => of(key, &|_, doc| Fingerprint::of(doc.path.as_bytes())),
            Read::File(key) => self
                .files
                .iter()
                .find(|f| key64(f.path.as_bytes()) == key)
                .map_or(NOTHING, |f| f.print),
            Read::History(key) => {
                of(key, &|id, _| self.history.line(id).map_or(NOTHING, |line| line.print))
            }
            Read::Past => self.history.print(),
            Read::Config => self.config.print,
            Read::Today => Fingerprint::of_value(&self.today),
        }
    }

    /// What a document points at, and who points at it.
    fn ways(&self, id: DocId) -> (Fingerprint, Fingerprint) {
        // One after the other: whoever asks first may be one of many threads, and while it waited for help with this it
        // could be handed other work that asks the same.
        let prints = self.prints.get_or_init(|| {
            self.docs
                .iter()
                .enumerate()
                .map(|(index, doc)| {
                    let out = resolve::print(doc, self.outcomes.row(index), &self.docs);
                    (out, back_print(self.back.row(index), &self.docs))
                })
                .collect()
        });
        prints.get(id.index()).copied().unwrap_or_default()
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

    /// Asked for rarely, by documents that name nobody; then by each of them, so it is kept.
    fn slugs_print(&self, tag: KindTag) -> Fingerprint {
        let index = KindTag::ALL.iter().position(|t| *t == tag);
        let make = || {
            let ids = self.kinds.get(&tag).map_or(&[][..], Vec::as_slice);
            let docs = ids.iter().filter_map(|id| self.docs.get(id.index()));
            Fingerprint::of_value(&docs.map(|doc| &doc.slug).collect::<Vec<_>>())
        };
        index
            .and_then(|index| self.slug_prints.get(index))
            .map_or_else(make, |kept| *kept.get_or_init(make))
    }

    fn landings_print(&self, id: DocId) -> Fingerprint {
        use super::links::Landing;
        let mut print = NOTHING;
        for landing in self.landings.row(id.index()) {
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

fn back_print(row: &[Back], docs: &Docs) -> Fingerprint {
    let named: Vec<(&str, Relation, Option<u32>)> = row
        .iter()
        .map(|b| (docs.get(b.from.index()).map_or("", |d| d.path.as_str()), b.relation, b.part))
        .collect();
    Fingerprint::of_value(&named)
}
