//! The words of a query with their bytes: brackets, `-`, `NOT`, `AND`, `OR`, and terms.

use std::ops::Range;

use super::Fault;

/// A part of a query.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `-` or `NOT`.
    Not,
    /// `AND`, which may be left out.
    And,
    /// `OR`.
    Or,
    /// `status:shipped`, `live`, `"two words"`.
    Term(Term),
}

/// A question that a document answers with yes or no.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    /// What is asked about; empty for words that are looked for in the text.
    pub path: Word,
    /// Whether it asks how many there are.
    pub counted: bool,
    /// How it is compared.
    pub op: Option<Op>,
    /// With what; any of these.
    pub values: Vec<Given>,
    /// All of it.
    pub span: Range<usize>,
}

/// A word with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// What it says, without quotes.
    pub text: String,
    /// Where it stands, with them.
    pub span: Range<usize>,
    /// Whether it was in quotes.
    pub quoted: bool,
}

/// A value that is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Given {
    /// `a`
    One(Word),
    /// `a..b`, `a..` or `..b`
    Range(Option<Word>, Option<Word>, Range<usize>),
}

impl Given {
    /// Where it stands.
    pub fn span(&self) -> Range<usize> {
        match self {
            Self::One(word) => word.span.clone(),
            Self::Range(.., span) => span.clone(),
        }
    }
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    /// `:`
    Is,
    /// `=`
    Equal,
    /// `!=`
    Not,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `~`
    Like,
}

impl Op {
    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Is => ":",
            Self::Equal => "=",
            Self::Not => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
            Self::Like => "~",
        }
    }

    /// Whether it asks for an order.
    #[must_use]
    pub const fn is_order(self) -> bool {
        matches!(self, Self::Less | Self::AtMost | Self::More | Self::AtLeast)
    }
}

/// Longer ones first, so that `<=` is not read as `<`; `:>` and its like are what others write for `>`.
const OPS: [(&str, Op); 12] = [
    (":>=", Op::AtLeast),
    (":<=", Op::AtMost),
    (":>", Op::More),
    (":<", Op::Less),
    ("!=", Op::Not),
    ("<=", Op::AtMost),
    (">=", Op::AtLeast),
    (":", Op::Is),
    ("=", Op::Equal),
    ("<", Op::Less),
    (">", Op::More),
    ("~", Op::Like),
];

/// The tokens of a query, each with its bytes; the first fault where there is one.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, Fault> {
    let mut lexer = Lexer { text, at: 0 };
    let mut out = Vec::new();
    loop {
        lexer.skip(char::is_whitespace);
        let start = lexer.at;
        let Some(sign) = lexer.peek() else { return Ok(out) };
        let token = match sign {
            '(' => lexer.step(Token::Open),
            ')' => lexer.step(Token::Close),
            '-' => lexer.step(Token::Not),
            _ => lexer.term()?,
        };
        out.push((token, start..lexer.at));
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self, token: Token) -> Token {
        self.at += self.peek().map_or(0, char::len_utf8);
        token
    }

    fn skip(&mut self, wanted: impl Fn(char) -> bool) -> Range<usize> {
        let start = self.at;
        let rest = self.rest();
        self.at += rest.find(|c: char| !wanted(c)).unwrap_or(rest.len());
        start..self.at
    }

    fn op(&mut self) -> Option<Op> {
        let rest = self.rest();
        let (sign, op) = OPS.iter().find(|(sign, _)| rest.starts_with(sign))?;
        self.at += sign.len();
        Some(*op)
    }

    fn term(&mut self) -> Result<Token, Fault> {
        let start = self.at;
        if self.peek() == Some('"') {
            let word = self.quoted()?;
            return Ok(Token::Term(free(word)));
        }
        let span = self.skip(|c| !c.is_whitespace() && !":=!<>~()\",".contains(c));
        let mut path = self.word(span);
        let counted = path.text == "count" && self.peek() == Some('(');
        if counted {
            let open = self.at;
            self.at += 1;
            let inside = self.skip(|c| c != ')');
            if self.peek() != Some(')') {
                return Err(Fault::new(open..open + 1, "this bracket never ends"));
            }
            self.at += 1;
            path = self.word(trimmed(self.text, inside));
        }
        let Some(op) = self.op() else {
            return self.bare(path, counted, start);
        };
        if path.text.is_empty() {
            let what = format!("`{}` has nothing to compare", op.as_str());
            return Err(Fault::new(start..self.at, what).help("write a field before it"));
        }
        let values = self.values(&path, op)?;
        let span = start..self.at;
        Ok(Token::Term(Term { path, counted, op: Some(op), values, span }))
    }

    /// A word without a comparison.
    fn bare(&mut self, path: Word, counted: bool, start: usize) -> Result<Token, Fault> {
        if path.text.is_empty() {
            let sign = self.peek().unwrap_or_default();
            let end = self.at + sign.len_utf8();
            let fault = Fault::new(self.at..end, format!("`{sign}` means nothing here"));
            return Err(fault.help("put words that hold it in quotes"));
        }
        let token = match path.text.as_str() {
            _ if counted => {
                let span = start..self.at;
                let fault = Fault::new(span, "how many is not said");
                return Err(fault.help("compare the count: `count(delivered_by)>3`"));
            }
            "OR" => Token::Or,
            "AND" => Token::And,
            "NOT" => Token::Not,
            _ => Token::Term(free(path)),
        };
        Ok(token)
    }

    fn word(&self, span: Range<usize>) -> Word {
        let text = self.text.get(span.clone()).unwrap_or_default().to_owned();
        Word { text, span, quoted: false }
    }

    /// A text in quotes, in which `\"` is a quote.
    fn quoted(&mut self) -> Result<Word, Fault> {
        let start = self.at;
        let mut text = String::new();
        let mut escaped = false;
        for (at, sign) in self.rest().char_indices().skip(1) {
            match sign {
                _ if escaped => {
                    text.push(sign);
                    escaped = false;
                }
                '\\' => escaped = true,
                '"' => {
                    let end = start + at + 1;
                    self.at = end;
                    return Ok(Word { text, span: start..end, quoted: true });
                }
                _ => text.push(sign),
            }
        }
        Err(Fault::new(start..start + 1, "this quote never ends").help("write `\"` behind it"))
    }

    fn values(&mut self, path: &Word, op: Op) -> Result<Vec<Given>, Fault> {
        let mut values = Vec::new();
        loop {
            let start = self.at;
            let value = if self.peek() == Some('"') {
                Given::One(self.quoted()?)
            } else {
                let span = self.skip(|c| !c.is_whitespace() && !",\")".contains(c));
                if span.is_empty() {
                    let after = path.span.start..start;
                    let fault =
                        Fault::new(after, format!("`{}{}` has no value", path.text, op.as_str()));
                    return Err(fault.help("write what it is compared with right behind it"));
                }
                self.range(span)
            };
            values.push(value);
            if self.peek() != Some(',') {
                return Ok(values);
            }
            self.at += 1;
        }
    }

    fn range(&self, span: Range<usize>) -> Given {
        let text = self.text.get(span.clone()).unwrap_or_default();
        let Some(dots) = text.find("..") else { return Given::One(self.word(span)) };
        let end = |part: Range<usize>| (!part.is_empty()).then(|| self.word(part));
        let low = end(span.start..span.start + dots);
        let high = end(span.start + dots + 2..span.end);
        Given::Range(low, high, span)
    }
}

/// Words that are looked for in the text.
fn free(word: Word) -> Term {
    let span = word.span.clone();
    let path = Word { text: String::new(), span: span.start..span.start, quoted: false };
    Term { path, counted: false, op: None, values: vec![Given::One(word)], span }
}

fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let inside = text.get(span.clone()).unwrap_or_default();
    let start = span.start + (inside.len() - inside.trim_start().len());
    start..start + inside.trim().len()
}
