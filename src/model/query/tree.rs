//! A query as a tree: terms joined by AND, OR and NOT; apart from them, how the answer is sorted, cut and grouped.

use std::ops::Range;

use super::Fault;
use super::token::{Given, Op, Term, Token, Word, tokens};

/// Brackets may stand so deep in each other.
const DEEP: usize = 64;

/// A query as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree {
    /// Every one of these holds.
    All(Vec<Tree>),
    /// One of these holds.
    Any(Vec<Tree>),
    /// This does not hold.
    Not(Box<Tree>),
    /// This holds.
    Term(Term),
}

/// A query with what is said about its answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Written {
    /// What is asked.
    pub tree: Tree,
    /// The fields that the answer is sorted by; whether downwards.
    pub sort: Vec<(Word, bool)>,
    /// How many are wanted at most.
    pub limit: Option<usize>,
    /// The field that it is grouped by.
    pub group: Option<Word>,
}

/// Reads a query.
pub(super) fn read(text: &str) -> Result<Written, Fault> {
    let tokens = tokens(text)?;
    let mut reader =
        Reader { tokens: &tokens, at: 0, depth: 0, end: text.len(), about: About::default() };
    let tree = reader.any()?;
    if let Some((Token::Close, span)) = reader.tokens.get(reader.at) {
        let fault = Fault::new(span.clone(), "this bracket was never opened");
        return Err(fault.help("remove it, or put it in quotes"));
    }
    let About { sort, limit, group } = reader.about;
    Ok(Written { tree, sort, limit, group })
}

#[derive(Default)]
struct About {
    sort: Vec<(Word, bool)>,
    limit: Option<usize>,
    group: Option<Word>,
}

struct Reader<'t> {
    tokens: &'t [(Token, Range<usize>)],
    at: usize,
    depth: usize,
    end: usize,
    about: About,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn next(&mut self) -> Option<&'t (Token, Range<usize>)> {
        let next = self.tokens.get(self.at);
        self.at += 1;
        next
    }

    fn any(&mut self) -> Result<Tree, Fault> {
        let mut list = vec![self.all()?];
        while self.peek() == Some(&Token::Or) {
            self.at += 1;
            list.push(self.all()?);
        }
        Ok(one_or(list, Tree::Any))
    }

    fn all(&mut self) -> Result<Tree, Fault> {
        let mut list = Vec::new();
        // Whether something must follow: `AND` or `OR` has been read.
        let mut wanted = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        wanted = wanted.filter(|(token, _)| *token == Token::Or);
        let mut about = false;
        loop {
            match self.peek() {
                None | Some(Token::Close | Token::Or) => break,
                Some(Token::And) => {
                    wanted = self.next();
                    if list.is_empty() && !about {
                        return Err(lonely(wanted, "nothing stands before it"));
                    }
                }
                Some(_) => {
                    wanted = None;
                    match self.not()? {
                        Some(tree) => list.push(tree),
                        None => about = true,
                    }
                }
            }
        }
        if wanted.is_some() {
            return Err(lonely(wanted, "nothing stands behind it"));
        }
        if list.is_empty() && self.peek() == Some(&Token::Or) {
            return Err(lonely(self.tokens.get(self.at), "nothing stands before it"));
        }
        Ok(one_or(list, Tree::All))
    }

    /// A term with what stands before it; nothing where it only says something about the answer.
    fn not(&mut self) -> Result<Option<Tree>, Fault> {
        let mut not = false;
        let mut last = None;
        while self.peek() == Some(&Token::Not) {
            last = self.next();
            not = !not;
        }
        let Some((token, span)) = self.next() else {
            return Err(lonely(last, "nothing stands behind it"));
        };
        let tree = match token {
            Token::Open => self.inside(span)?,
            Token::Term(term) => {
                if self.is_about(term, last.is_some())? {
                    return Ok(None);
                }
                Tree::Term(term.clone())
            }
            _ => {
                return Err(lonely(
                    last.or(Some(&(token.clone(), span.clone()))),
                    "nothing stands behind it",
                ));
            }
        };
        Ok(Some(if not { Tree::Not(Box::new(tree)) } else { tree }))
    }

    fn inside(&mut self, open: &Range<usize>) -> Result<Tree, Fault> {
        self.depth += 1;
        if self.depth > DEEP {
            let fault = Fault::new(open.clone(), format!("brackets stand more than {DEEP} deep"));
            return Err(fault.help("write the query with fewer brackets"));
        }
        let tree = self.any()?;
        self.depth -= 1;
        match self.next() {
            Some((Token::Close, close)) => {
                if matches!(&tree, Tree::All(list) if list.is_empty()) {
                    let fault =
                        Fault::new(open.start..close.end, "nothing stands in these brackets");
                    return Err(fault.help("remove them"));
                }
                Ok(tree)
            }
            _ => Err(Fault::new(open.start..open.end.min(self.end), "this bracket never ends")
                .help("write `)` behind it")),
        }
    }

    /// Takes what a term says about the answer: `sort:`, `limit:`, `group:`.
    fn is_about(&mut self, term: &Term, negated: bool) -> Result<bool, Fault> {
        let name = term.path.text.as_str();
        if !matches!(name, "sort" | "limit" | "group") || term.counted {
            return Ok(false);
        }
        if self.depth > 0 || negated {
            let fault =
                Fault::new(term.span.clone(), format!("`{name}:` says nothing that holds or not"));
            return Err(fault.help("write it at the end, outside of brackets and without `-`"));
        }
        if term.op != Some(Op::Is) {
            return Err(Fault::new(term.span.clone(), format!("`{name}` is written with `:`"))
                .help(format!("write `{name}:`")));
        }
        let mut words = Vec::new();
        for value in &term.values {
            match value {
                Given::One(word) => words.push(word),
                Given::Range(.., span) => {
                    return Err(Fault::new(span.clone(), format!("`{name}:` takes no range")));
                }
            }
        }
        let twice = match name {
            "sort" => {
                let twice = !self.about.sort.is_empty();
                self.about.sort.extend(words.into_iter().map(sorted_by));
                twice
            }
            "limit" => {
                let (Some(word), 1) = (words.first(), words.len()) else {
                    return Err(Fault::new(term.span.clone(), "`limit:` takes one number"));
                };
                let limit = word.text.parse::<usize>().ok().filter(|n| *n > 0);
                let Some(limit) = limit else {
                    let what = format!("`limit:` is a number from 1, not `{}`", word.text);
                    return Err(Fault::new(word.span.clone(), what));
                };
                self.about.limit.replace(limit).is_some()
            }
            _ => {
                let (Some(word), 1) = (words.first(), words.len()) else {
                    return Err(Fault::new(term.span.clone(), "`group:` takes one field"));
                };
                self.about.group.replace((*word).clone()).is_some()
            }
        };
        if twice {
            let fault = Fault::new(term.span.clone(), format!("`{name}:` is written twice"));
            return Err(fault.help("keep one of the two"));
        }
        Ok(true)
    }
}

/// `-due` sorts downwards by `due`.
fn sorted_by(word: &Word) -> (Word, bool) {
    match word.text.strip_prefix('-').filter(|_| !word.quoted) {
        Some(rest) => {
            let span = word.span.start + 1..word.span.end;
            (Word { text: rest.to_owned(), span, quoted: false }, true)
        }
        None => (word.clone(), false),
    }
}

fn lonely(token: Option<&(Token, Range<usize>)>, what: &str) -> Fault {
    let (name, span) = token.map_or(("", 0..0), |(token, span)| {
        let name = match token {
            Token::Or => "`OR`",
            Token::And => "`AND`",
            Token::Not => "`-`",
            Token::Close => "`)`",
            _ => "this",
        };
        (name, span.clone())
    });
    Fault::new(span, format!("{name}: {what}")).help("write a term there, or remove it")
}

fn one_or(mut list: Vec<Tree>, many: fn(Vec<Tree>) -> Tree) -> Tree {
    match (list.len(), list.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            list.extend(last);
            many(list)
        }
    }
}
