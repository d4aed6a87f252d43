//! What a body holds, without its prose: headings, links, fences, raw HTML, the first paragraph.

use std::ops::Range;

use pulldown_cmark::Options;

/// The Markdown that we read; who walks a body reads it so too.
#[must_use]
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// The outline of a Markdown body. Holds no byte offsets: `locate` finds the nth heading or link again.
#[derive(Debug, Clone, Default, Hash)]
pub struct Outline {
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Terms of definition lists in order.
    pub terms: Vec<Term>,
    /// Links and images in order.
    pub links: Vec<Link>,
    /// Languages of fenced code blocks in order, with the text of `view` fences.
    pub fences: Vec<Fence>,
    /// Raw HTML that the allow-list would remove or change, in order: what it is.
    pub html: Vec<Box<str>>,
    /// The first paragraph in plain text, if there is one.
    pub first_paragraph: Option<Box<str>>,
    /// Words of two to five capitals in prose, sorted, each once.
    pub acronyms: Vec<Box<str>>,
    /// Paragraph openings that state a rate of a small sample; see `small-sample-claim`.
    pub claims: Vec<Claim>,
    /// Number of words in the prose: exact below 100, else a multiple of 100.
    pub words: u32,
    /// The line (from 1) of a code fence that is never closed.
    pub unclosed_fence: Option<u32>,
    /// Inline fields `[[id:field]]` and counts `[[=count ...]]`, in order.
    pub inline: Vec<Box<str>>,
}

/// A heading.
#[derive(Debug, Clone, Hash)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its plain text.
    pub text: Box<str>,
    /// Its anchor, unique in the document.
    pub anchor: Box<str>,
}

/// A term of a definition list.
#[derive(Debug, Clone, Hash)]
pub struct Term {
    /// Its plain text.
    pub text: Box<str>,
    /// Its anchor, unique in the document.
    pub anchor: Box<str>,
}

/// How a link is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// `[words](target)` or a reference or an autolink.
    Markdown,
    /// `![alt](target)`.
    Image,
    /// `[[id]]`, `[[id|words]]`, `[[id#heading]]`.
    Wiki,
    /// `href` or `src` in raw HTML.
    Html,
}

/// A link or image.
#[derive(Debug, Clone, Hash)]
pub struct Link {
    /// How it is written.
    pub kind: LinkKind,
    /// The target as written, percent signs decoded by nobody.
    pub target: Box<str>,
    /// The words of the link or the text of the image.
    pub text: Box<str>,
}

/// A fenced code block.
#[derive(Debug, Clone, Hash)]
pub struct Fence {
    /// The info string: `rust`, `view table`.
    pub info: Box<str>,
    /// The text inside, kept for `view` fences only.
    pub text: Box<str>,
}

/// A rate quoted in prose with its sample.
#[derive(Debug, Clone, Hash)]
pub struct Claim {
    /// The words that state it.
    pub text: Box<str>,
    /// Size of the sample.
    pub n: u32,
    /// Whether an interval or margin is given beside it.
    pub with_interval: bool,
}

/// Byte ranges of a body's parts, found again from the text, in the order of the outline.
#[derive(Debug, Clone, Default)]
pub struct Spans {
    /// Of each heading.
    pub headings: Vec<Range<usize>>,
    /// Of each link's or image's target.
    pub links: Vec<Range<usize>>,
    /// Of each fence's opening line.
    pub fences: Vec<Range<usize>>,
    /// Of each piece of raw HTML.
    pub html: Vec<Range<usize>>,
}
