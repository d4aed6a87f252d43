//! Strings with rules: ids, paths of documents, addresses of pages.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use memchr::{memchr_iter, memchr2};

use crate::base::text::split_last;

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

name! {
    /// An id of a document: `fill-q2`, `guide/install`; a mapping may allow other forms.
    Slug
}
name! {
    /// The path of a file below the content folder, with `/` between folders: `goals/fill-q2.md`.
    DocPath
}
name! {
    /// The address of a page below the site's root, without a leading `/`: `goals/fill-q2.html`.
    Url
}

impl Slug {
    /// Takes any text as an id; `is_plain` says whether it has the plain form.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// Whether this is `[a-z0-9][a-z0-9-]*`, with `/` between such words.
    #[must_use]
    pub fn is_plain(text: &str) -> bool {
        !text.is_empty()
            && text.split('/').all(|word| {
                let bytes = word.as_bytes();
                bytes.first().is_some_and(u8::is_ascii_alphanumeric)
                    && bytes
                        .iter()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
            })
    }

    /// A plain id made from any text: lower case, other signs become single hyphens.
    #[must_use]
    pub fn from_words(text: &str) -> Self {
        Self(slugify(text).into())
    }
}

/// Lower case, letters and digits kept (of any script), everything else a single hyphen.
#[must_use]
pub fn slugify(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            out.extend(c.to_lowercase());
        } else if c != '\'' && c != '\u{2019}' {
            gap = true;
        }
    }
    out
}

impl DocPath {
    /// A path that stays below its root: no empty, `.` or `..` step, no backslash, no NUL.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        is_sound(text.as_bytes()).then(|| Self(text.into()))
    }

    /// The folder, without the last `/`; empty at the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        split_last(&self.0, b'/').map_or("", |(folder, _)| folder)
    }

    /// The file's name.
    #[must_use]
    pub fn file(&self) -> &str {
        split_last(&self.0, b'/').map_or(&*self.0, |(_, file)| file)
    }

    /// The file's name without its last extension.
    #[must_use]
    pub fn stem(&self) -> &str {
        let file = self.file();
        split_last(file, b'.').map_or(file, |(stem, _)| if stem.is_empty() { file } else { stem })
    }

    /// The last extension, without the dot; empty when there is none.
    #[must_use]
    pub fn extension(&self) -> &str {
        split_last(self.file(), b'.')
            .map_or("", |(stem, ext)| if stem.is_empty() { "" } else { ext })
    }

    /// A path written relative to this file's folder, resolved; `None` when it leaves the root.
    #[must_use]
    pub fn join(&self, relative: &str) -> Option<Self> {
        join(self.folder(), relative)
    }
}

/// Resolves `relative` against `folder` (empty is the root); `None` when it leaves the root or names no file.
#[must_use]
pub fn join(folder: &str, relative: &str) -> Option<DocPath> {
    let mut path = String::with_capacity(folder.len() + 1 + relative.len());
    if !relative.starts_with('/') {
        for step in steps(folder).filter(|step| !step.is_empty()) {
            go_to(step, &mut path);
        }
    }
    for step in steps(relative) {
        match step {
            "" | "." => {}
            ".." if path.is_empty() => return None,
            ".." => path.truncate(path.rfind('/').unwrap_or(0)),
            step => go_to(step, &mut path),
        }
    }
    DocPath::new(&path)
}

/// Whether no step is empty, `.` or `..`, and no byte a backslash or NUL.
fn is_sound(path: &[u8]) -> bool {
    let is_step = |step: Option<&[u8]>| !matches!(step, None | Some(b"" | b"." | b".."));
    let mut start = 0;
    for at in memchr_iter(b'/', path) {
        if !is_step(path.get(start..at)) {
            return false;
        }
        start = at + 1;
    }
    is_step(path.get(start..)) && memchr2(b'\\', 0, path).is_none()
}

/// The parts between slashes. These texts are short, and a search for one sign costs more to begin than to do.
fn steps(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path);
    std::iter::from_fn(move || {
        let all = rest?;
        let at = all.bytes().position(|b| b == b'/');
        rest = at.and_then(|at| all.get(at + 1..));
        all.get(..at.unwrap_or(all.len()))
    })
}

fn go_to(step: &str, path: &mut String) {
    if !path.is_empty() {
        path.push('/');
    }
    path.push_str(step);
}

impl Url {
    /// An address below the site's root; the same rules as a path.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        DocPath::new(text).map(|path| Self(path.0))
    }

    /// The address of the site's first page.
    #[must_use]
    pub fn home() -> Self {
        Self("index.html".into())
    }

    /// What leads from this page to the site's root: `""`, `"../"`, `"../../"`.
    #[must_use]
    pub fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}
