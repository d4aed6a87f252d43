//! Where something is, said symbolically: a field, an item, the third link. Byte offsets are recovered from the text
//! when somebody looks, so that a fact survives edits elsewhere in its file.

use crate::base::names::DocPath;

/// A place inside one file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// The file as a whole: its first line.
    Whole,
    /// The front matter as a whole: its opening line.
    Front,
    /// The value at a path of canonical names: `goals[1]`, `krs[0].target`.
    Field(Box<str>),
    /// The key of the entry at that path.
    Key(Box<str>),
    /// The nth heading of the outline, from 0.
    Heading(u32),
    /// The nth link or image of the outline, from 0.
    Link(u32),
    /// The nth piece of raw HTML of the outline, from 0.
    Html(u32),
    /// The nth fenced code block of the outline, from 0.
    Fence(u32),
    /// From a byte to a byte of the text of the nth fenced code block, from 0.
    Fenced(u32, u32, u32),
    /// From a byte to a byte of the nth question in double brackets, from 0.
    Asked(u32, u32, u32),
    /// The first place in the body where this word stands.
    Word(Box<str>),
    /// A line and column of a data file, both from 1.
    Line(u32, u32),
    /// A range of bytes of the file, for faults of the text itself.
    Bytes(u32, u32),
}

impl Place {
    /// The value of a field.
    #[must_use]
    pub fn field(path: &str) -> Self {
        Self::Field(path.into())
    }

    /// The value of one item of a list.
    #[must_use]
    pub fn item(path: &str, index: usize) -> Self {
        Self::Field(format!("{path}[{index}]").into())
    }
}

/// Begins the paths of files of the theme: no file of the content has a hidden name.
const THEME: &str = ".theme/";

/// A place in a file of the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    /// The file, below the content folder or, as `theme` writes it, in the theme; `None` is the settings file (or the
    /// content folder without one).
    pub file: Option<DocPath>,
    /// The place in it.
    pub place: Place,
}

impl Spot {
    /// A place in a document or data file.
    #[must_use]
    pub fn new(file: &DocPath, place: Place) -> Self {
        Self { file: Some(file.clone()), place }
    }

    /// A place in a file of the site's own theme, by its path in the theme's folder.
    #[must_use]
    pub fn theme(path: &str, place: Place) -> Self {
        Self { file: DocPath::new(&format!("{THEME}{path}")), place }
    }

    /// The path in the theme's folder, where this is a file of the theme.
    #[must_use]
    pub fn in_theme(&self) -> Option<&str> {
        self.file.as_deref()?.strip_prefix(THEME)
    }

    /// The file as its author knows it; the settings have none.
    #[must_use]
    pub fn named(&self) -> Option<&str> {
        self.in_theme().or(self.file.as_deref())
    }

    /// A place in the settings.
    #[must_use]
    pub const fn settings(place: Place) -> Self {
        Self { file: None, place }
    }
}
