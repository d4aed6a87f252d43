//! The vocabulary: twelve kinds of document, each declared once by the fields that it reads.

pub mod edges;
pub mod schemas;
pub mod shared;
pub mod status;
pub mod values;

pub mod bet;
pub mod checkin;
pub mod decision;
pub mod feedback;
pub mod goal;
pub mod metric;
pub mod page;
pub mod person;
pub mod release;
pub mod strategy;
pub mod study;
pub mod team;

use crate::parse::fields::Fields;

use edges::Edges;
use status::Status;

/// A kind of document.
pub trait Kind: Sized + Send + Sync + 'static {
    /// The kind's name: `release`.
    const NAME: &'static str;
    /// The folders whose documents are of this kind.
    const HOMES: &'static [&'static str];
    /// The words that `status` may hold; empty when this kind has none.
    const STATUSES: &'static [&'static str];
    /// The status where none is written.
    const DEFAULT_STATUS: Option<Status>;

    /// Reads the kind's own fields: the one declaration of each.
    fn read(fields: &mut Fields<'_>) -> Self;

    /// What it points at, besides what every kind points at.
    fn edges(&self, out: &mut Edges);

    /// This kind inside `AnyKind`.
    fn of(any: &AnyKind) -> Option<&Self>;
}

macro_rules! kinds {
    ($($module:ident::$name:ident,)+) => {
        /// The name of a kind, as data.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum KindTag { $(#[doc = concat!("See `", stringify!($module), "`.")] $name,)+ }

        /// A document's own fields, of whichever kind it is.
        #[derive(Debug, Clone)]
        pub enum AnyKind { $(#[doc = concat!("See `", stringify!($module), "`.")] $name(Box<$module::$name>),)+ }

        impl KindTag {
            /// All kinds, in the order in which they are shown.
            pub const ALL: &'static [KindTag] = &[$(KindTag::$name),+];

            /// The kind's name: `release`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => <$module::$name as Kind>::NAME,)+ }
            }

            /// The folders whose documents are of this kind.
            #[must_use]
            pub const fn homes(self) -> &'static [&'static str] {
                match self { $(Self::$name => <$module::$name as Kind>::HOMES,)+ }
            }

            /// The words that `status` may hold.
            #[must_use]
            pub const fn statuses(self) -> &'static [&'static str] {
                match self { $(Self::$name => <$module::$name as Kind>::STATUSES,)+ }
            }

            /// The status where none is written.
            #[must_use]
            pub const fn default_status(self) -> Option<Status> {
                match self { $(Self::$name => <$module::$name as Kind>::DEFAULT_STATUS,)+ }
            }

            /// Reads the fields of this kind.
            #[must_use]
            pub fn read(self, fields: &mut Fields<'_>) -> AnyKind {
                match self { $(Self::$name => AnyKind::$name(Box::new($module::$name::read(fields))),)+ }
            }
        }

        impl AnyKind {
            /// Which kind this is.
            #[must_use]
            pub const fn tag(&self) -> KindTag {
                match self { $(Self::$name(_) => KindTag::$name,)+ }
            }

            /// What it points at.
            pub fn edges(&self, out: &mut Edges) {
                match self { $(Self::$name(it) => it.edges(out),)+ }
            }
        }
    };
}

kinds! {
    strategy::Strategy,
    goal::Goal,
    metric::Metric,
    bet::Bet,
    release::Release,
    checkin::Checkin,
    feedback::Feedback,
    study::Study,
    decision::Decision,
    team::Team,
    person::Person,
    page::Page,
}

impl KindTag {
    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|tag| tag.as_str() == name)
    }

    /// The kind of documents in a folder of this name.
    #[must_use]
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|tag| tag.homes().contains(&folder))
    }
}

macro_rules! kind_of {
    ($name:ident) => {
        fn of(any: &$crate::kinds::AnyKind) -> Option<&Self> {
            match any {
                $crate::kinds::AnyKind::$name(it) => Some(it),
                _ => None,
            }
        }
    };
}
use kind_of;
