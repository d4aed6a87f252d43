//! The one namespace of a site: ids, older ids, bare names of pages, and who claims them.

use std::collections::HashMap;

use ahash::RandomState;

use crate::base::fingerprint::key64;

use super::doc::{Doc, DocId};

/// By what right a document answers to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Claim {
    /// Its id.
    Id,
    /// An older id, kept alive by `aliases`.
    Alias(u32),
    /// A name that a mapping gives, or a page's bare stem; counts only while it is the only one.
    Other,
}

/// Who answers to which name.
#[derive(Debug, Default)]
pub struct Names {
    // Never walked: lookups only, so that its order cannot show.
    table: HashMap<u64, Vec<(Claim, DocId)>, RandomState>,
}

/// The key of a name; case is ignored.
#[must_use]
pub fn name_key(name: &str) -> u64 {
    if name.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) {
        key64(name.to_lowercase().as_bytes())
    } else {
        key64(name.as_bytes())
    }
}

impl Names {
    /// Notes the names of documents, in their order.
    pub fn of<'a>(docs: impl Iterator<Item = &'a Doc>) -> Self {
        let mut table: HashMap<u64, Vec<(Claim, DocId)>, RandomState> =
            HashMap::with_hasher(RandomState::with_seeds(1, 2, 3, 4));
        for (index, doc) in docs.enumerate() {
            let id = DocId(u32::try_from(index).unwrap_or(u32::MAX));
            table.entry(name_key(&doc.slug)).or_default().push((Claim::Id, id));
            for (nth, alias) in doc.common.aliases.iter().enumerate() {
                let claim = Claim::Alias(u32::try_from(nth).unwrap_or(u32::MAX));
                table.entry(name_key(alias)).or_default().push((claim, id));
            }
            for name in &doc.names {
                table.entry(name_key(name)).or_default().push((Claim::Other, id));
            }
        }
        for claims in table.values_mut() {
            claims.sort_by_key(|(claim, id)| (*claim, *id));
        }
        Self { table }
    }

    /// All who claim a name, ids first.
    #[must_use]
    pub fn claims(&self, name: &str) -> &[(Claim, DocId)] {
        self.claims_of_key(name_key(name))
    }

    /// All who claim the name of a key.
    #[must_use]
    pub fn claims_of_key(&self, key: u64) -> &[(Claim, DocId)] {
        self.table.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Who answers to a name: an id before an alias, and either before another name, which must be the only one.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<(Claim, DocId)> {
        Self::answer(self.claims(name))
    }

    /// The one who answers among claims.
    #[must_use]
    pub fn answer(claims: &[(Claim, DocId)]) -> Option<(Claim, DocId)> {
        match claims {
            [first @ (Claim::Id | Claim::Alias(_), _), ..] => Some(*first),
            [only] => Some(*only),
            _ => None,
        }
    }
}
