//! A list narrowed to one value: by status, team, period or tag. Plain pages with plain links, so that they work without
//! a script and can be sent to somebody.

use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::facets::{Facet, Shelf};
use crate::model::reader::Reader;
use crate::views::block::{Block, List, Section};
use crate::views::item::{Item, Part, Text, lead_to, say, strong};
use crate::views::places::{Data, Sheet};
use crate::views::{card, words};

use super::{A_PAGE, address, pager};

/// A list of fewer documents is seen at a glance.
const FEW: usize = 8;
/// So many values of a facet are offered: the usual ones of tags, the latest periods.
const MOST_VALUES: usize = 60;
/// So many values of one document are told.
const MOST_MARKS: usize = 40;
const MOST_TAGS: usize = 30;

/// The values by which a list can be narrowed, facet by facet, in the order in which they are offered.
fn offered<'m>(reader: &Reader<'m>, tag: KindTag) -> Vec<(Facet, Vec<&'m Shelf>)> {
    if reader.ids(tag).len() < FEW {
        return Vec::new();
    }
    let shelves = reader.shelves(tag);
    let of = |facet: Facet| -> Vec<&'m Shelf> {
        let mut own: Vec<&Shelf> = shelves.iter().filter(|it| it.facet == facet).collect();
        match facet {
            Facet::Status => own.sort_by_key(|it| std::cmp::Reverse(it.ids.len())),
            Facet::Team => own.sort_by_cached_key(|it| it.words.to_lowercase()),
            Facet::Period => own.reverse(),
            Facet::Tag => {
                own.retain(|it| it.ids.len() > 1);
                own.sort_by_key(|it| std::cmp::Reverse(it.ids.len()));
                own.truncate(MOST_TAGS);
            }
        }
        own.truncate(MOST_VALUES);
        own
    };
    // One value that all share tells nothing apart.
    let all = reader.ids(tag).len();
    let tells = |own: &[&Shelf]| own.len() > 1 || own.first().is_some_and(|it| it.ids.len() < all);
    Facet::ALL.into_iter().map(|it| (it, of(it))).filter(|(_, own)| tells(own)).collect()
}

/// Where the list of a value stands, if there is one.
#[must_use]
pub fn link(reader: &Reader, tag: KindTag, name: &str, facet: Facet, slug: &str) -> Option<Text> {
    let offered = offered(reader, tag);
    let (_, own) = offered.iter().find(|(it, _)| *it == facet)?;
    own.iter().any(|it| &*it.slug == slug).then(|| address(&folder(name, facet, slug), 1))
}

/// The values of a document, for the script that takes several together; nothing where its list cannot be narrowed.
#[must_use]
pub fn marks(reader: &Reader, tag: KindTag, id: DocId) -> Option<Text> {
    if reader.ids(tag).len() < FEW {
        return None;
    }
    let mut marks = String::with_capacity(64);
    for (facet, slug) in reader.values(tag, id).iter().take(MOST_MARKS) {
        for part in [if marks.is_empty() { "" } else { " " }, facet.name(), ":", slug] {
            marks.push_str(part);
        }
    }
    (!marks.is_empty()).then(|| marks.into())
}

fn folder(name: &str, facet: Facet, slug: &str) -> String {
    format!("{name}/by/{}/{slug}", facet.name())
}

/// The pages of all values: key and address.
#[must_use]
pub fn more(reader: &Reader, tag: KindTag, name: &str) -> Vec<(Text, Text)> {
    let mut pages = Vec::new();
    for (facet, own) in offered(reader, tag) {
        for shelf in own {
            for n in 1..=shelf.ids.len().div_ceil(A_PAGE) {
                let key = format!("{}/{}/{n}", facet.name(), shelf.slug);
                pages.push((key.into(), address(&folder(name, facet, &shelf.slug), n)));
            }
        }
    }
    pages
}

/// The ways to narrow a list; the value at hand is no link.
#[must_use]
pub fn section(
    reader: &Reader,
    tag: KindTag,
    name: &str,
    here: Option<(Facet, &str)>,
) -> Option<Section> {
    let blocks: Vec<Block> = offered(reader, tag)
        .into_iter()
        .map(|(facet, own)| {
            let mut parts: Vec<Part> = vec![say(format!("{} ", title(facet)))];
            for (n, shelf) in own.iter().enumerate() {
                if n > 0 {
                    parts.push(say(" · "));
                }
                let words = format!("{} ({})", spoken(shelf), shelf.ids.len());
                parts.push(if here == Some((facet, &*shelf.slug)) {
                    strong(words)
                } else {
                    lead_to(words, address(&folder(name, facet, &shelf.slug), 1))
                });
            }
            Block::Sentence { parts }
        })
        .collect();
    (!blocks.is_empty()).then(|| Section {
        id: "narrow".into(),
        title: "Narrow down".into(),
        blocks,
        ..Section::default()
    })
}

const fn title(facet: Facet) -> &'static str {
    match facet {
        Facet::Status => "By status:",
        Facet::Team => "By team:",
        Facet::Period => "By period:",
        Facet::Tag => "By tag:",
    }
}

/// A value in words.
fn spoken(shelf: &Shelf) -> Text {
    match shelf.facet {
        Facet::Status => shelf.words.replace('-', " ").into(),
        Facet::Period => match shelf.words.split_once('-') {
            Some((year, part)) if part.starts_with(['Q', 'H', 'W']) => {
                format!("{part} {year}").into()
            }
            _ => shelf.words.clone(),
        },
        Facet::Team | Facet::Tag => shelf.words.clone(),
    }
}

/// The page of a key, `status/planned/1`; nothing where no such value is offered.
#[must_use]
pub fn make(reader: &Reader, tag: KindTag, name: &str, key: &str) -> Option<Sheet> {
    let mut steps = key.split('/');
    let (facet, slug, n) = (steps.next()?, steps.next()?, steps.next()?);
    let facet = Facet::ALL.into_iter().find(|it| it.name() == facet)?;
    let page: usize = n.parse().ok()?;
    let shelf = reader.shelf(tag, facet, slug)?;
    let from = (page.max(1) - 1) * A_PAGE;
    let items: Vec<Item> = shelf
        .ids
        .iter()
        .skip(from)
        .take(A_PAGE)
        .map(|id| Item {
            owner: card::owner(reader, *id),
            facets: marks(reader, tag, *id),
            ..card::item(reader, *id)
        })
        .collect();
    let plural = words::capital(words::kinds(tag).1);
    let value = spoken(shelf);
    let counted = crate::views::thread::counted(shelf.ids.len(), tag);
    let mut lead = vec![strong(counted), say(" in this list. ")];
    lead.push(lead_to("The whole list", address(name, 1)));
    lead.push(say("."));
    let mut sections = Vec::new();
    sections.push(Section {
        id: "list".into(),
        title: words::capital(&value).into(),
        blocks: vec![Block::List(List { items, ..List::default() })],
        ..Section::default()
    });
    sections.extend(pager(shelf.ids.len(), &folder(name, facet, slug), page));
    sections.extend(section(reader, tag, name, Some((facet, slug))));
    Some(Sheet {
        title: Some(format!("{plural}: {value}").into()),
        data: Data { lead, sections, ..Data::default() },
        ..Sheet::default()
    })
}
