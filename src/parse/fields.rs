//! Reading declared fields from a map. One declaration gives the value, the problems and the description of a field.
//!
//! A kind's `read` runs in two ways: over entries, where it takes values and notes what is wrong, and over nothing,
//! where every declaration describes itself (`describe`).

mod field;
mod forms;
mod nested;

use crate::base::diagnostic::{Fix, Problem};
use crate::base::place::Place;
use crate::base::suggest::nearest;
use crate::parse::front::Entry;
use crate::parse::schema::{FieldInfo, Shape};

pub use forms::{Ref, json, number, share};

/// The fields of one map: taken one by one, then `finish` says which keys nobody asked for.
pub struct Fields<'a> {
    entries: &'a [Entry],
    /// The marks of all keys: most declared fields are not there, and show it here.
    marks: u64,
    used: Vec<bool>,
    names: Vec<&'static str>,
    prefix: String,
    problems: Vec<Problem>,
    infos: Option<Vec<FieldInfo>>,
    /// The month (1 to 12) in which the year of a period begins.
    pub first_month: i8,
}

/// One field that is being declared.
pub struct Field<'f, 'a> {
    fields: &'f mut Fields<'a>,
    name: &'static str,
    about: &'static str,
    aliases: &'static [&'static str],
    required: bool,
}

/// A word out of a fixed list.
pub trait Choice: Copy + 'static {
    /// All words, in the order in which they are listed.
    const WORDS: &'static [&'static str];

    /// The value for a word.
    fn from_word(word: &str) -> Option<Self>;
}

/// Declares an enum of words.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// The word as it is written.
            #[must_use]
            #[allow(dead_code, reason = "words that are only read need not be written")]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl $crate::parse::fields::Choice for $name {
            const WORDS: &'static [&'static str] = &[$($word),+];

            fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

impl<'a> Fields<'a> {
    /// Fields over the entries of a map; `prefix` is the path of the map, with its dot, empty at the top.
    #[must_use]
    pub fn new(entries: &'a [Entry], prefix: String) -> Self {
        Self {
            entries,
            marks: entries.iter().fold(0, |marks, entry| marks | mark(&entry.key)),
            used: vec![false; entries.len()],
            names: Vec::with_capacity(if prefix.is_empty() { MANY } else { FEW }),
            prefix,
            problems: Vec::new(),
            infos: None,
            first_month: 1,
        }
    }

    /// Fields over nothing, which describe themselves.
    #[must_use]
    pub fn describing() -> Self {
        Self { infos: Some(Vec::new()), ..Self::new(&[], String::new()) }
    }

    /// What was declared; empty unless made by `describing`.
    #[must_use]
    pub fn described(self) -> Vec<FieldInfo> {
        self.infos.unwrap_or_default()
    }

    /// Declares a field.
    pub fn field(&mut self, name: &'static str, about: &'static str) -> Field<'_, 'a> {
        Field { fields: self, name, about, aliases: &[], required: false }
    }

    /// Notes a problem at a path below this map.
    pub fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The path of a name in this map.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        [&self.prefix, name].concat()
    }

    /// The author's own name of a field: as a mapping or an alias has it.
    #[must_use]
    pub fn written<'s>(&'s self, name: &'s str) -> &'s str {
        self.entries.iter().find(|e| &*e.key == name).map_or(name, Entry::said)
    }

    /// Takes the entries that nobody declared and whose key satisfies `wanted`.
    pub fn take_free(&mut self, wanted: impl Fn(&str) -> bool) -> Vec<&'a Entry> {
        let mut out = Vec::new();
        for (entry, used) in self.entries.iter().zip(&mut self.used) {
            if !*used && wanted(&entry.key) {
                *used = true;
                out.push(entry);
            }
        }
        out
    }

    /// Ends the reading: keys that nobody asked for are `unknown-field`, except those that `known` accepts elsewhere.
    #[must_use]
    pub fn finish(mut self) -> Vec<Problem> {
        for (index, entry) in self.entries.iter().enumerate() {
            if self.used.get(index).copied().unwrap_or(true) {
                continue;
            }
            let path = format!("{}{}", self.prefix, entry.key);
            let name = entry.said();
            let mut problem = Problem::new(
                "unknown-field",
                Place::Key(path.as_str().into()),
                format!("there is no field `{name}` here"),
            );
            if let Some(near) = nearest(name, self.names.iter().copied()) {
                problem = problem.help(format!("did you mean `{near}`?"));
                if entry.written.is_none() {
                    problem = problem.fix(Fix::RenameKey { field: path.into(), to: near.into() });
                }
            } else {
                problem =
                    problem.help("remove it, or begin its name with `x-` to keep it as your own");
            }
            self.problems.push(problem);
        }
        self.problems
    }
}

/// The path of an entry of a list, and of what is in it: `krs[1].metric`.
#[must_use]
pub fn nth(list: &str, index: usize, rest: &str) -> String {
    [list, "[", itoa::Buffer::new().format(index), "]", rest].concat()
}

/// Fields that a kind declares, and those that a map inside it does, as room to begin with.
const MANY: usize = 96;
const FEW: usize = 8;

/// One bit of 64 that a key sets; keys that differ mostly set different ones.
pub(super) fn mark(key: &str) -> u64 {
    let first = key.bytes().next().map_or(0, usize::from);
    1 << ((first * 7 + key.len()) % 64)
}

struct Declared {
    name: &'static str,
    about: &'static str,
    aliases: &'static [&'static str],
    required: bool,
}

fn push(infos: &mut Vec<FieldInfo>, declared: &Declared, shape: Shape) {
    infos.push(FieldInfo {
        name: declared.name,
        about: declared.about,
        aliases: declared.aliases,
        required: declared.required,
        shape,
    });
}

/// The entry of a name or one of its aliases, where it has a value; `missing-field` when it must be there and is not.
fn find<'a>(fields: &mut Fields<'a>, declared: &Declared) -> Option<&'a Entry> {
    let Declared { name, mut aliases, required, .. } = *declared;
    let may_be = |name: &str| fields.marks & mark(name) != 0;
    // Mostly all have their canonical names by now.
    if !aliases.iter().any(|alias| may_be(alias)) {
        aliases = &[];
    }
    if aliases.is_empty() && !required && !may_be(name) {
        return None;
    }
    let mut found: Option<&'a Entry> = None;
    for (index, entry) in fields.entries.iter().enumerate() {
        if &*entry.key != name && !aliases.contains(&&*entry.key) {
            continue;
        }
        if let Some(used) = fields.used.get_mut(index) {
            *used = true;
        }
        match found {
            None => found = Some(entry),
            Some(first) => fields.problems.push(twice(name, first, entry)),
        }
    }
    let value = found.filter(|entry| !entry.value.is_null());
    if value.is_none() && required {
        let problem = missing(fields, name, found);
        fields.problems.push(problem);
    }
    value
}

/// Both have the canonical name by now, so only bytes tell the second from the first.
#[cold]
fn twice(name: &str, first: &Entry, second: &Entry) -> Problem {
    let (first, said) = (first.said(), second.said());
    let place = Place::Bytes(second.span.start, second.span.end);
    Problem::new("bad-front-matter", place, format!("`{first}` and `{said}` are the same field"))
        .help(format!("keep `{name}` only"))
}

#[cold]
fn missing(fields: &Fields<'_>, name: &str, empty: Option<&Entry>) -> Problem {
    let place = match empty {
        Some(entry) => Place::Key(fields.path(&entry.key).into()),
        None if fields.prefix.is_empty() => Place::Front,
        None => Place::Field(fields.prefix.trim_end_matches('.').into()),
    };
    Problem::new("missing-field", place, format!("`{name}` is missing"))
        .help(format!("write `{name}:` with its value"))
}
