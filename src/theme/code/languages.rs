//! The languages that handbooks show, and how each is scanned.

use super::keyed::Keyed;
use super::words::{Quote, Words};

/// How a language is scanned.
pub(super) enum Form {
    /// By its words, strings and comments.
    Words(&'static Words),
    /// By keys before their values.
    Keyed(&'static Keyed),
    Markup,
    Css,
    Diff,
    Console,
    Markdown,
}

/// How a fence's language is scanned; nothing where it is not known here.
pub(super) fn form(name: &str) -> Option<Form> {
    // No name is longer, and most are written in lower case.
    let mut lower = [0; 12];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    Some(match std::str::from_utf8(lower).ok()? {
        "yaml" | "yml" => Form::Keyed(&YAML),
        "toml" => Form::Keyed(&TOML),
        "ini" | "conf" | "properties" | "env" => Form::Keyed(&INI),
        "json" | "jsonc" | "json5" => Form::Words(&JSON),
        "sh" | "bash" | "shell" | "zsh" => Form::Words(&SHELL),
        "python" | "py" => Form::Words(&PYTHON),
        "js" | "javascript" | "mjs" | "jsx" | "ts" | "typescript" | "tsx" => {
            Form::Words(&JAVASCRIPT)
        }
        "sql" => Form::Words(&SQL),
        "rust" | "rs" => Form::Words(&RUST),
        "go" | "golang" => Form::Words(&GO),
        "html" | "xml" | "svg" | "htm" => Form::Markup,
        "css" => Form::Css,
        "diff" | "patch" => Form::Diff,
        "console" => Form::Console,
        "md" | "markdown" => Form::Markdown,
        _ => return None,
    })
}

pub(super) static YAML: Keyed = Keyed { sign: b':', comments: b"#", sections: false };
static TOML: Keyed = Keyed { sign: b'=', comments: b"#", sections: true };
static INI: Keyed = Keyed { sign: b'=', comments: b"#;", sections: true };

const fn quote(open: &'static str, spans_lines: bool) -> Quote {
    Quote { open, close: open, escapes: true, spans_lines }
}

/// Without escapes: a backslash is a backslash.
const fn raw(open: &'static str) -> Quote {
    Quote { open, close: open, escapes: false, spans_lines: true }
}

const C_LIKE: &[(&str, &str)] = &[("/*", "*/")];

static JSON: Words = Words {
    comments: &["//"],
    blocks: C_LIKE,
    quotes: &[quote("\"", false)],
    keywords: &[],
    constants: &["false", "null", "true"],
    any_case: false,
    keys: true,
};

pub(super) static SHELL: Words = Words {
    comments: &["#"],
    blocks: &[],
    quotes: &[quote("\"", true), raw("'")],
    keywords: &[
        "case", "do", "done", "elif", "else", "esac", "eval", "exec", "exit", "export", "fi",
        "for", "function", "if", "in", "local", "readonly", "return", "set", "shift", "source",
        "then", "trap", "unset", "until", "while",
    ],
    constants: &[],
    any_case: false,
    keys: false,
};

static PYTHON: Words = Words {
    comments: &["#"],
    blocks: &[],
    quotes: &[quote("\"\"\"", true), quote("'''", true), quote("\"", false), quote("'", false)],
    keywords: &[
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
        "lambda", "match", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
        "with", "yield",
    ],
    constants: &["False", "None", "True"],
    any_case: false,
    keys: false,
};

static JAVASCRIPT: Words = Words {
    comments: &["//"],
    blocks: C_LIKE,
    quotes: &[quote("`", true), quote("\"", false), quote("'", false)],
    keywords: &[
        "as",
        "async",
        "await",
        "break",
        "case",
        "catch",
        "class",
        "const",
        "continue",
        "default",
        "delete",
        "do",
        "else",
        "enum",
        "export",
        "extends",
        "finally",
        "for",
        "from",
        "function",
        "if",
        "implements",
        "import",
        "in",
        "instanceof",
        "interface",
        "let",
        "new",
        "of",
        "private",
        "public",
        "readonly",
        "return",
        "static",
        "super",
        "switch",
        "this",
        "throw",
        "try",
        "type",
        "typeof",
        "var",
        "void",
        "while",
        "yield",
    ],
    constants: &["false", "null", "true", "undefined"],
    any_case: false,
    keys: false,
};

static SQL: Words = Words {
    comments: &["--"],
    blocks: C_LIKE,
    quotes: &[raw("'"), raw("\"")],
    keywords: &[
        "add",
        "all",
        "alter",
        "and",
        "as",
        "asc",
        "begin",
        "between",
        "by",
        "case",
        "check",
        "commit",
        "create",
        "cross",
        "delete",
        "desc",
        "distinct",
        "drop",
        "else",
        "end",
        "exists",
        "filter",
        "foreign",
        "from",
        "full",
        "grant",
        "group",
        "having",
        "if",
        "in",
        "index",
        "inner",
        "insert",
        "into",
        "is",
        "join",
        "key",
        "left",
        "like",
        "limit",
        "not",
        "offset",
        "on",
        "or",
        "order",
        "outer",
        "over",
        "partition",
        "primary",
        "references",
        "right",
        "rollback",
        "select",
        "set",
        "table",
        "then",
        "union",
        "unique",
        "update",
        "using",
        "values",
        "view",
        "when",
        "where",
        "with",
    ],
    constants: &["false", "null", "true"],
    any_case: true,
    keys: false,
};

static RUST: Words = Words {
    comments: &["//"],
    blocks: C_LIKE,
    quotes: &[
        Quote { open: "r#\"", close: "\"#", escapes: false, spans_lines: true },
        quote("\"", true),
    ],
    keywords: &[
        "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum",
        "extern", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut",
        "pub", "ref", "return", "self", "static", "struct", "super", "trait", "type", "unsafe",
        "use", "where", "while",
    ],
    constants: &["Err", "None", "Ok", "Some", "false", "true"],
    any_case: false,
    keys: false,
};

static GO: Words = Words {
    comments: &["//"],
    blocks: C_LIKE,
    quotes: &[raw("`"), quote("\"", false), quote("'", false)],
    keywords: &[
        "break",
        "case",
        "chan",
        "const",
        "continue",
        "default",
        "defer",
        "else",
        "fallthrough",
        "for",
        "func",
        "go",
        "goto",
        "if",
        "import",
        "interface",
        "map",
        "package",
        "range",
        "return",
        "select",
        "struct",
        "switch",
        "type",
        "var",
    ],
    constants: &["false", "iota", "nil", "true"],
    any_case: false,
    keys: false,
};
