//! What a link in a text turned out to mean, once the whole site is known.

/// The meaning of one link or image of a body; the list of them runs parallel to the outline's links.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Resolved {
    /// A page of the site: address below the root with its `#anchor`, and the words to use where none are written.
    Page { href: Box<str>, title: Box<str> },
    /// A file that is copied: address below the root; width and height where it is an image that we can read.
    Asset { href: Box<str>, size: Option<(u32, u32)> },
    /// A file that an image should be and that no browser shows as one: address below the root.
    NoImage { href: Box<str> },
    /// A heading of the same page.
    Anchor(Box<str>),
    /// Somewhere else on the web; the target may be written as it stands.
    Outside,
    /// Nothing is there, or it must not be reached: only the words remain.
    Broken,
    /// A document that this audience does not see: only the words remain, or none where they would be its title.
    Hidden,
}
