//! The registry of lints: two files and a line each. The line names the code; beside it lies the page.

use super::lint::Lint;

/// Declares modules and lists their lints, in the order of SPEC's families.
macro_rules! lints {
    ($($name:ident,)+) => {
        $(pub mod $name;)+

        /// Every lint, by family.
        pub static LINTS: &[&Lint] = &[$(&$name::LINT),+];
    };
}

lints! {
    unused_allow,
}
