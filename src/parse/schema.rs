//! What a field is, said as data: the same declaration that reads a value describes it here, for JSON Schema, the
//! reference pages, `new` and completion.

/// A field of a kind or of an object inside one.
#[derive(Debug, Clone)]
pub struct FieldInfo {
    /// The canonical name.
    pub name: &'static str,
    /// What it means, in a sentence.
    pub about: &'static str,
    /// Other names that are read as this one.
    pub aliases: &'static [&'static str],
    /// Whether it must be there (a lint may ask for it under conditions).
    pub required: bool,
    /// What it may hold.
    pub shape: Shape,
}

/// What a field may hold.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Any text.
    Text,
    /// `2026-05-14`.
    Date,
    /// A number within bounds, both inside.
    Number { min: Option<f64>, max: Option<f64> },
    /// A whole number within bounds, both inside.
    Whole { min: u32, max: u32 },
    /// A number from 0 to 1, `70 %` or `7/10`.
    Share,
    /// A number, or one with `%`.
    Percent,
    /// `true` or `false`.
    Flag,
    /// One of some words.
    Choice(&'static [&'static str]),
    /// A month: its number, or its English name.
    Month,
    /// `2026-Q2`, or `{start, end}`.
    Period,
    /// `3pw`, `1.5pm`, `8pd`, or a number.
    Effort,
    /// A name of a document of one of these kinds, or of a part.
    Reference(&'static [&'static str]),
    /// An address or path below a root.
    Address,
    /// An address on the web.
    Web,
    /// Anything at all (free keys).
    Any,
    /// A list, or one value that stands for a list of one.
    List(Box<Shape>),
    /// A map with these keys.
    Object(Vec<FieldInfo>),
    /// A map with free keys and such values.
    Map(Box<Shape>),
    /// Any one of these.
    OneOf(Vec<Shape>),
}
