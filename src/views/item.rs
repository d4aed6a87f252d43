//! What the smallest parts of a page are made of: links, facts, findings. What is not there is left out.

use serde::Serialize;

/// Words as they are shown.
pub type Text = Box<str>;

/// Whether a value has nothing to say, so that it is left out.
pub(super) trait Absent {
    fn absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for bool {
    fn absent(&self) -> bool {
        !self
    }
}

impl Absent for u8 {
    fn absent(&self) -> bool {
        false
    }
}

impl Absent for f64 {
    fn absent(&self) -> bool {
        false
    }
}

impl Absent for Text {
    fn absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for &str {
    fn absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Absent for Box<T> {
    fn absent(&self) -> bool {
        false
    }
}

/// Declares a shape: every field is public, and left out while it says nothing.
macro_rules! shapes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $field:ident: $type:ty,)+ })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Default, PartialEq, Serialize)]
            pub struct $name {
                $(
                    $(#[$about])*
                    #[serde(skip_serializing_if = "Absent::absent")]
                    pub $field: $type,
                )+
            }
        )+
    };
}
pub(super) use shapes;

shapes! {
    /// A piece of a sentence.
    Part {
        /// The words.
        text: Text,
        /// Where they lead.
        url: Option<Text>,
        /// Whether they carry the weight.
        strong: bool,
    }

    /// Somebody who answers for something; without a name: nobody does.
    Owner {
        /// The name.
        name: Text,
        /// The page.
        url: Option<Text>,
        /// Their address elsewhere, where they have no page here.
        outside: Option<Text>,
        /// One or two letters.
        initials: Text,
    }

    /// A link with its words.
    Link {
        /// The words.
        title: Text,
        /// Where they lead.
        url: Text,
    }

    /// A document, or a part of one, wherever it is named.
    Item {
        /// Its id, for other programs.
        id: Option<Text>,
        /// What it is called.
        title: Text,
        /// Its page.
        url: Option<Text>,
        /// Its address elsewhere, where it has no page here.
        outside: Option<Text>,
        /// Its kind.
        kind: Option<&'static str>,
        /// The word for its kind, where a ladder shows it.
        kind_word: Option<&'static str>,
        /// Where it stands.
        status: Option<&'static str>,
        /// The word for that.
        status_word: Option<&'static str>,
        /// How that is to be seen.
        tone: Option<&'static str>,
        /// By what a list of it can be narrowed: `status:shipped team:fill`.
        facets: Option<Text>,
        /// A day, shown before it.
        date: Option<Text>,
        /// A line below it.
        note: Option<Text>,
        /// Who answers for it.
        owner: Option<Owner>,
        /// What stands at the end of its line.
        right: Option<Text>,
        /// By how much its date moved.
        slip: Option<Text>,
        /// Whether that is much.
        late: bool,
        /// Whether it should be there and is not.
        missing: bool,
        /// What is below it.
        children: Vec<Item>,
    }

    /// A fact about a document, one of several in a line.
    Fact {
        /// The field that says it.
        key: Option<&'static str>,
        /// Its name.
        label: Option<&'static str>,
        /// Its value as shown.
        text: Option<Text>,
        /// Its value for other programs, where that is not the text.
        value: Option<serde_json::Value>,
        /// Where it leads.
        url: Option<Text>,
        /// An earlier value.
        was: Option<Text>,
        /// By how much a date moved.
        slip: Option<Text>,
        /// Whether that is much.
        late: bool,
        /// A status in place of a text.
        status: Option<&'static str>,
        /// The word for it.
        status_word: Option<&'static str>,
        /// Somebody in place of a text.
        owner: Option<Owner>,
        /// How a number is worked out.
        how_url: Option<Text>,
        /// Its formula.
        formula: Option<Text>,
    }

    /// A step of a history.
    Step {
        /// The day.
        date: Text,
        /// What moved.
        field: Option<Text>,
        /// From where.
        from: Option<Text>,
        /// To where.
        to: Option<Text>,
        /// In words.
        text: Option<Text>,
        /// By how much a date moved.
        slip: Option<Text>,
        /// Whether that is much.
        late: bool,
        /// Who changed it.
        by: Option<Text>,
        /// The decision that covers it.
        decision: Option<Item>,
    }

    /// A finding, as pages show it.
    Finding {
        /// `error`, `warning` or `note`.
        level: &'static str,
        /// The word for it.
        level_word: &'static str,
        /// One letter for it.
        mark: &'static str,
        /// What is wrong.
        what: Text,
        /// Where.
        place: Option<Text>,
        /// The file.
        file: Option<Text>,
        /// Why it matters.
        why: Option<Text>,
        /// What to do.
        help: Option<Text>,
        /// The lint.
        lint: &'static str,
        /// The lint's page.
        lint_url: Option<Text>,
        /// The document.
        doc: Option<Item>,
        /// Who answers for that.
        owner: Option<Owner>,
        /// Its anchor.
        anchor: Option<Text>,
    }
}

/// Words without a link.
#[must_use]
pub fn say(text: impl Into<Text>) -> Part {
    Part { text: text.into(), ..Part::default() }
}

/// Words that carry the weight.
#[must_use]
pub fn strong(text: impl Into<Text>) -> Part {
    Part { text: text.into(), strong: true, ..Part::default() }
}

/// Words that lead somewhere.
#[must_use]
pub fn lead_to(text: impl Into<Text>, url: impl Into<Text>) -> Part {
    Part { text: text.into(), url: Some(url.into()), strong: false }
}
