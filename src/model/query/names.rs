//! Whom the names in a query mean: documents, their parts, people whom nobody describes.

use crate::base::suggest::nearest;
use crate::base::text::join_words;
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::strategy::Strategy;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;
use crate::model::resolve::{Target, position};

use super::Fault;
use super::check::{Checker, Who, lower, words};
use super::kinds::Kinds;
use super::links::{Link, Way};
use super::token::{Given, Word};

/// The kinds of which a thread is made, from its top.
const THREAD: Kinds = Kinds::of(&[
    KindTag::Strategy,
    KindTag::Goal,
    KindTag::Bet,
    KindTag::Release,
    KindTag::Checkin,
]);

impl Checker<'_, '_> {
    /// Whom a name means at the end of a link.
    pub(super) fn who(&self, word: &Word, to: Kinds, links: &[&Link]) -> Result<Who, Fault> {
        let text = word.text.as_str();
        let (name, part) = text.split_once('#').map_or((text, None), |(n, p)| (n, Some(p)));
        if let Some(id) = self.reader.find(name) {
            let Some(doc) = self.reader.doc(id) else { return Ok(Who::Hidden) };
            if to.contains(doc.tag()) {
                return self.part(word, id, part);
            }
            if part.is_none()
                && let Some(target) = self.pillar(name, links)
            {
                return Ok(Who::Found(target));
            }
            let what =
                format!("`{name}` is a {}, and this leads to a {}", doc.tag().as_str(), kinds(to));
            return Err(Fault::new(word.span.clone(), what));
        }
        if let Some(target) = self.pillar(text, links) {
            return Ok(Who::Found(target));
        }
        if self.reader.is_hidden(name) {
            return Ok(Who::Hidden);
        }
        // Who may be a person is one, until somebody describes people.
        let described = |tag: KindTag| !to.contains(tag) || !self.reader.ids(tag).is_empty();
        let people = Kinds::of(&[KindTag::Person, KindTag::Team]);
        if to.meets(people) && !(described(KindTag::Person) && described(KindTag::Team)) {
            return Ok(Who::Named(lower(text)));
        }
        Err(self.nobody(word, name, to))
    }

    fn part(&self, word: &Word, id: DocId, part: Option<&str>) -> Result<Who, Fault> {
        let Some(part) = part else { return Ok(Who::Found(Target { doc: id, part: None })) };
        let found = self.reader.doc(id).and_then(|doc| position(doc, part));
        if found.is_some() {
            return Ok(Who::Found(Target { doc: id, part: found }));
        }
        let parts = self.reader.doc(id).map(|doc| doc.parts()).unwrap_or_default();
        let fault = Fault::new(word.span.clone(), format!("there is no part `{part}`"));
        Err(match nearest(part, parts) {
            Some(near) => {
                let name = word.text.split('#').next().unwrap_or_default();
                fault.meant(&format!("{name}#{near}"))
            }
            None => fault,
        })
    }

    /// A pillar by its own name, where pillars are meant.
    fn pillar(&self, name: &str, links: &[&Link]) -> Option<Target> {
        let meant = links.iter().any(|link| link.way == Way::Out(Relation::Pillar));
        if meant { pillar(self.reader, name) } else { None }
    }

    pub(super) fn rungs(&self, given: &[Given], name: &str) -> Result<Vec<Target>, Fault> {
        let mut rungs = Vec::new();
        for word in words(given)? {
            let text = word.text.as_str();
            let (id, part) = text.split_once('#').map_or((text, None), |(n, p)| (n, Some(p)));
            let found = self.reader.find(id);
            let kind = found.and_then(|id| self.reader.doc(id)).map(Doc::tag);
            if let (Some(id), Some(tag)) = (found, kind)
                && THREAD.contains(tag)
            {
                if let Who::Found(target) = self.part(word, id, part)? {
                    rungs.push(target);
                }
                continue;
            }
            if let (Some(target), None) = (pillar(self.reader, text), part) {
                rungs.push(target);
                continue;
            }
            if let Some(tag) = kind {
                let what = format!("`{text}` is a {}, which is on no thread", tag.as_str());
                let help =
                    format!("`{name}:` takes a strategy, a pillar, a goal, a bet or a release");
                return Err(Fault::new(word.span.clone(), what).help(help));
            }
            if !self.reader.is_hidden(id) {
                return Err(self.nobody(word, id, THREAD));
            }
        }
        Ok(rungs)
    }

    fn nobody(&self, word: &Word, name: &str, to: Kinds) -> Fault {
        if self.reader.claims(name).len() > 1 {
            let what = format!("several pages are called `{name}`");
            return Fault::new(word.span.clone(), what)
                .help("write the whole path of the one you mean");
        }
        let what = if to == Kinds::ALL {
            format!("there is no document `{name}`")
        } else {
            format!("there is no {} `{name}`", kinds(to))
        };
        let fault = Fault::new(word.span.clone(), what);
        let pillars: Vec<&str> = if to.contains(KindTag::Strategy) {
            let pillars = self.reader.each::<Strategy>().flat_map(|(_, _, it)| &it.pillars);
            pillars.map(|pillar| &*pillar.id).collect()
        } else {
            Vec::new()
        };
        let slugs = to.iter().flat_map(|tag| self.reader.slugs(tag));
        match nearest(name, slugs.chain(pillars)) {
            Some(near) => fault.meant(near),
            None => fault.help("write the id of a document; its file's name is its id"),
        }
    }
}

/// The pillar of this name, where only one strategy has it.
fn pillar(reader: &Reader, name: &str) -> Option<Target> {
    let mut found = reader.each::<Strategy>().filter_map(|(id, doc, _)| {
        let part = position(doc, name)?;
        Some(Target { doc: id, part: Some(part) })
    });
    match (found.next(), found.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

fn kinds(kinds: Kinds) -> String {
    let names: Vec<String> = kinds.iter().map(|tag| tag.as_str().to_owned()).collect();
    join_words(&names, "or")
}
