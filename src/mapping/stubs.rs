//! What only references make: people, teams or tickets that no document describes, with words and an outside address.

use regex::Regex;

use crate::kinds::KindTag;
use crate::parse::fields::Fields;

use super::Mapping;
use super::patterns::{self, Template};

/// What a reference that no document answers becomes.
#[derive(Debug, Clone)]
pub(super) struct Stub {
    pattern: Option<Regex>,
    title: Option<Template>,
    url: Option<Template>,
}

/// Something that a reference names and no document describes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mentioned {
    /// Its words.
    pub title: Box<str>,
    /// Its address elsewhere.
    pub url: Option<Box<str>>,
}

impl Stub {
    /// Declares the keys.
    pub fn read(f: &mut Fields<'_>) -> Self {
        let pattern = patterns::field(f, "pattern", "Which references; default is all.");
        let title = f.field("title", "Its words: `{0}` is the reference.").text();
        let url = f.field("url", "Its address elsewhere.").text();
        Self {
            pattern,
            title: title.as_deref().map(Template::new),
            url: url.as_deref().map(Template::new),
        }
    }

    fn fill(&self, reference: &str) -> Option<Mentioned> {
        let captures = match &self.pattern {
            Some(pattern) => Some(pattern.captures(reference)?),
            None => None,
        };
        let form = |template: &Template| match &captures {
            Some(captures) => template.of_match(captures),
            None => template.fill(|name| (name == "0").then_some(reference)),
        };
        let title = self.title.as_ref().map_or_else(|| reference.to_owned(), form);
        Some(Mentioned { title: title.into(), url: self.url.as_ref().map(|url| form(url).into()) })
    }
}

impl Mapping {
    /// What a reference to a document of this kind becomes where there is none: nothing, unless a rule says so.
    #[must_use]
    pub fn mentioned(&self, tag: KindTag, reference: &str) -> Option<Mentioned> {
        let stubs =
            self.rules.iter().filter(|rule| rule.tag == tag).filter_map(|r| r.made.as_ref());
        stubs.into_iter().find_map(|stub| stub.fill(reference))
    }
}
