//! The fields that every kind has.

use jiff::civil::Date;

use crate::base::names::DocPath;
use crate::parse::fields::{Fields, Ref, json};
use crate::parse::schema::Shape;

use super::edges::{Edges, Relation};
use super::status::Status;
use super::values::{Audience, Every};
use super::{KindTag, edges};

/// A finding that the author accepts, with reason and end.
#[derive(Debug, Clone)]
pub struct Allow {
    /// The lint's name.
    pub lint: Box<str>,
    /// Why.
    pub reason: Option<Box<str>>,
    /// Until when.
    pub until: Option<Date>,
}

/// Where an imported document came from.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The tool.
    pub tool: Option<Box<str>>,
    /// Its id there.
    pub id: Option<Box<str>>,
    /// Its address there.
    pub url: Option<Box<str>>,
}

/// The fields that every kind has.
#[derive(Debug, Clone, Default)]
pub struct Common {
    /// The id as written.
    pub id: Option<Box<str>>,
    /// Older ids that still lead here.
    pub aliases: Vec<Box<str>>,
    /// The title as written.
    pub title: Option<Box<str>>,
    /// One sentence.
    pub summary: Option<Box<str>>,
    /// Why it is worth doing.
    pub why: Option<Box<str>>,
    /// Who is accountable; more than one is `shared-ownership`.
    pub owner: Vec<Ref>,
    /// Status, written or by default.
    pub status: Option<Status>,
    /// Whether the status is written.
    pub status_written: bool,
    /// Labels.
    pub tags: Vec<Box<str>>,
    /// Who may read it.
    pub audience: Option<Audience>,
    /// Not to be published yet.
    pub draft: bool,
    /// Findings that are accepted.
    pub allow: Vec<Allow>,
    /// Addresses that lead here.
    pub redirect_from: Vec<Box<str>>,
    /// Position among its neighbours.
    pub order: Option<f64>,
    /// Whether it stands in the navigation.
    pub nav: Option<bool>,
    /// A template of its own.
    pub template: Option<Box<str>>,
    /// Where it was imported from.
    pub imported: Option<Imported>,
    /// When somebody last looked whether it is still true.
    pub reviewed: Option<Date>,
    /// How often somebody should.
    pub review_every: Option<Every>,
    /// Addresses elsewhere.
    pub links: Vec<Box<str>>,
    /// Documents of the same kind that this one replaces.
    pub supersedes: Vec<Ref>,
    /// Other documents worth reading.
    pub see_also: Vec<Ref>,
    /// Free keys that begin with `x-`.
    pub extra: Vec<(Box<str>, serde_json::Value)>,
}

/// An address of the site as it once was: `/guide/start/`, `guide/start.html`.
fn old_address(text: &str) -> Option<Box<str>> {
    let plain = text.trim().trim_matches('/');
    (plain.is_empty() || DocPath::new(plain).is_some()).then(|| text.trim().into())
}

impl Common {
    /// Reads the fields that every kind has.
    pub fn read(f: &mut Fields<'_>, tag: KindTag) -> Self {
        let owner_aliases: &'static [&'static str] = match tag {
            KindTag::Team => &["point_of_contact", "dri"],
            _ => &["point_of_contact", "dri", "lead", "contact"],
        };
        let _ =
            f.field("type", "The kind of the document, where its folder does not say it.").text();
        let written = if tag.statuses().is_empty() {
            None
        } else {
            let field = f.field("status", "Where it stands.");
            let field = if tag.default_status().is_none() { field.required() } else { field };
            field.choice_of::<Status>(tag.statuses())
        };
        let title = f.field("title", "What it is called.").text();
        Self {
            id: f
                .field("id", "The name by which others link to it; default is the file's name.")
                .text(),
            aliases: f.field("aliases", "Older ids that still lead here.").texts(),
            title,
            summary: f.field("summary", "One sentence; default is the first paragraph.").text(),
            why: f.field("why", "Why it is worth doing.").aliases(&["what_and_why"]).text(),
            owner: f
                .field("owner", "The one who is accountable.")
                .aliases(owner_aliases)
                .references(&["person", "team"]),
            status: written.or(tag.default_status()),
            status_written: written.is_some(),
            tags: f.field("tags", "Labels.").texts(),
            audience: f.field("audience", "Who may read it.").choice(),
            draft: f.field("draft", "Not to be published yet.").flag().unwrap_or(false),
            allow: f
                .field("allow", "Findings that are accepted here, each with a reason and an end.")
                .items(Some("lint"), |f| {
                    let lint = f.field("lint", "The lint's name.").required().text();
                    let reason = f.field("reason", "Why it is accepted.").text();
                    let until = f.field("until", "The last day on which it is accepted.").date();
                    lint.map(|lint| Allow { lint, reason, until })
                })
                .unwrap_or_default(),
            redirect_from: f
                .field("redirect_from", "Addresses that lead here.")
                .each(Shape::Address, "an address below the site's root", old_address)
                .unwrap_or_default(),
            order: f
                .field("order", "Position among its neighbours.")
                .aliases(&["weight_in_nav", "nav_order"])
                .number(),
            nav: f.field("nav", "Whether it stands in the navigation.").flag(),
            template: f
                .field("template", "A template of the theme, in place of the kind's own.")
                .text(),
            imported: f.field("imported", "Where it was imported from.").object(|f| {
                let imported = Imported {
                    tool: f.field("tool", "The tool.").text(),
                    id: f.field("id", "Its id there.").text(),
                    url: f.field("url", "Its address there.").text(),
                };
                let _ = f.field("fields", "What has no field of its own here.").any();
                let _ = f
                    .field("wrote", "What the import wrote: what differs from it is a person's.")
                    .any();
                imported
            }),
            reviewed: f
                .field("reviewed", "When somebody last looked whether it is still true.")
                .date(),
            review_every: f.field("review_every", "How often somebody should look.").choice(),
            links: f
                .field("links", "Addresses elsewhere.")
                .aliases(&["tracking", "tracking_issue", "url"])
                .texts(),
            supersedes: f
                .field("supersedes", "Older documents of the same kind that this one replaces.")
                .aliases(&["replaces"])
                .references(&[]),
            see_also: f
                .field("see_also", "Other documents worth reading.")
                .aliases(&["see-also", "related"])
                .references(&[]),
            extra: f
                .take_free(|key| key.starts_with("x-"))
                .iter()
                .map(|e| (e.key.clone(), json(&e.value)))
                .collect(),
        }
    }

    /// What every kind points at.
    pub fn edges(&self, out: &mut Edges) {
        out.many(Relation::Owner, &self.owner);
        out.many(edges::Relation::Supersedes, &self.supersedes);
        for (index, target) in self.see_also.iter().enumerate() {
            out.in_list(Relation::Mentions, ("see_also", index), "", Some(target));
        }
    }
}
