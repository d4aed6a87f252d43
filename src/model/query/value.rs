//! What a document answers to a question of a query: values, and who gives them.

use std::borrow::Cow;

use crate::base::date::Date;
use crate::kinds::values::{Effort, Period};
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;
use crate::model::resolve::Target;

use super::kinds::Kinds;

/// A value of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'m> {
    /// Words.
    Text(Cow<'m, str>),
    /// A day.
    Date(Date),
    /// A time.
    Period(&'m Period),
    /// A number; of an effort, person-weeks; of a slip, days.
    Number(f64),
    /// Whether it is so.
    Flag(bool),
    /// Another document, or a part of one.
    Doc(Target),
}

/// What a field holds, and so how it is compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Form {
    /// A name: equal or not, whatever its case.
    Name,
    /// A path: equal, or below a folder.
    Path,
    /// Prose: looked into.
    Text,
    /// One of some words.
    Word(&'static [&'static str]),
    /// A status: the words of the kinds that are asked.
    Status,
    /// A day.
    Date,
    /// A time.
    Period,
    /// A number.
    Number,
    /// A number from 0 to 1, or percent.
    Share,
    /// Person-weeks.
    Effort,
    /// Days.
    Days,
    /// `true` or `false`.
    Flag,
    /// Whatever the author wrote under a key of their own.
    Free,
    /// The name of a lint.
    Lint,
}

impl Form {
    /// What it is, with an example, for a message.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Name | Self::Free => "a name",
            Self::Path => "a path such as `releases/`",
            Self::Text => "words",
            Self::Word(_) | Self::Status => "one of some words",
            Self::Date => "a day such as `2026-05-14`, `today-2w` or `2026-Q2`",
            Self::Period => "a time such as `2026-Q2`",
            Self::Number => "a number",
            Self::Share => "a share such as `0.9` or `90%`",
            Self::Effort => "an effort such as `3pw`",
            Self::Days => "a number of days such as `14d` or `2w`",
            Self::Flag => "`true` or `false`",
            Self::Lint => "the name of a lint",
        }
    }

    /// Whether its values have an order.
    #[must_use]
    pub const fn has_order(self) -> bool {
        matches!(
            self,
            Self::Date
                | Self::Period
                | Self::Number
                | Self::Share
                | Self::Effort
                | Self::Days
                | Self::Free
        )
    }
}

/// A document that is asked.
pub struct Asked<'r, 'm> {
    /// Through whom.
    pub reader: &'r Reader<'m>,
    /// Which.
    pub id: DocId,
    /// It.
    pub doc: &'m Doc,
}

/// Gives the values of a field.
pub type Get = for<'r, 'm> fn(&Asked<'r, 'm>, &mut Vec<Value<'m>>);

/// A field that a query can ask for.
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// The kinds that have it.
    pub kinds: Kinds,
    /// What it holds.
    pub form: Form,
    /// Gives its values.
    pub get: Get,
}

/// What can be a value or several.
pub trait Give<'m> {
    /// Adds the values.
    fn give(self, out: &mut Vec<Value<'m>>);
}

impl<'m> Give<'m> for Value<'m> {
    fn give(self, out: &mut Vec<Value<'m>>) {
        out.push(self);
    }
}

impl<'m> Give<'m> for &'m str {
    fn give(self, out: &mut Vec<Value<'m>>) {
        out.push(Value::Text(Cow::Borrowed(self)));
    }
}

impl<'m> Give<'m> for &'m Box<str> {
    fn give(self, out: &mut Vec<Value<'m>>) {
        (&**self).give(out);
    }
}

impl<'m> Give<'m> for &'m Period {
    fn give(self, out: &mut Vec<Value<'m>>) {
        out.push(Value::Period(self));
    }
}

impl<'m> Give<'m> for Date {
    fn give(self, out: &mut Vec<Value<'m>>) {
        out.push(Value::Date(self));
    }
}

impl<'m> Give<'m> for f64 {
    fn give(self, out: &mut Vec<Value<'m>>) {
        out.push(Value::Number(self));
    }
}

impl<'m> Give<'m> for bool {
    fn give(self, out: &mut Vec<Value<'m>>) {
        out.push(Value::Flag(self));
    }
}

impl<'m> Give<'m> for Effort {
    fn give(self, out: &mut Vec<Value<'m>>) {
        out.push(Value::Number(self.weeks));
    }
}

impl<'m, T: Give<'m>> Give<'m> for Option<T> {
    fn give(self, out: &mut Vec<Value<'m>>) {
        if let Some(value) = self {
            value.give(out);
        }
    }
}

impl<'m, T: Give<'m>> Give<'m> for Vec<T> {
    fn give(self, out: &mut Vec<Value<'m>>) {
        for value in self {
            value.give(out);
        }
    }
}

impl<'m> Give<'m> for &'m [Box<str>] {
    fn give(self, out: &mut Vec<Value<'m>>) {
        for text in self {
            text.give(out);
        }
    }
}
