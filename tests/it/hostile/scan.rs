//! Looks inside the tags of a finished page for what could run in a reader's browser, ask another host for something, or
//! is not HTML: read by a tokenizer of HTML, as a browser would.

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements that a page of ours has no use for, and that could run, reach out or restyle it.
const BANNED: [&str; 22] = [
    "applet",
    "audio",
    "base",
    "embed",
    "form",
    "frame",
    "frameset",
    "iframe",
    "math",
    "noscript",
    "object",
    "param",
    "plaintext",
    "portal",
    "style",
    "template",
    "textarea",
    "track",
    "video",
    "xmp",
    "foreignobject",
    "animate",
];

/// Attributes that hold an address.
const ADDRESSES: [&str; 12] = [
    "href",
    "src",
    "xlink:href",
    "action",
    "formaction",
    "data",
    "poster",
    "srcset",
    "cite",
    "background",
    "longdesc",
    "ping",
];

/// What stands in a page.
#[derive(Debug, Default)]
pub struct Scan {
    /// What should not be there.
    pub faults: Vec<String>,
    /// Addresses of links and files within the site, as written.
    pub links: Vec<String>,
    /// All `id`s.
    pub ids: Vec<String>,
    /// The text, with the values of attributes.
    pub words: String,
    open: Vec<String>,
    svg: usize,
}

/// Reads a page.
pub fn scan(page: &[u8]) -> Scan {
    let Ok(text) = std::str::from_utf8(page) else {
        return Scan { faults: vec!["not UTF-8".to_owned()], ..Scan::default() };
    };
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(text));
    let reader = Tokenizer::new(Reader(RefCell::default()), TokenizerOpts::default());
    // The tokenizer stops after each script, for it to be run.
    while !queue.is_empty() {
        let _ = reader.feed(&queue);
    }
    reader.end();
    let mut scan = reader.sink.0.take();
    if !scan.open.is_empty() {
        scan.faults.push(format!("never closed: {:?}", scan.open));
    }
    scan
}

struct Reader(RefCell<Scan>);

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut scan = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return scan.start(&tag, line),
            Token::TagToken(tag) => scan.end(&tag, line),
            Token::CharacterTokens(text) => {
                if scan.open.last().is_some_and(|name| name == "script") && !text.trim().is_empty()
                {
                    scan.faults.push(format!("{line}: a script in the page: {text}"));
                }
                scan.words.push_str(&text);
            }
            Token::CommentToken(text) => scan.words.push_str(&text),
            Token::ParseError(error) => scan.faults.push(format!("{line}: {error}")),
            Token::NullCharacterToken => scan.faults.push(format!("{line}: NUL")),
            Token::DoctypeToken(_) | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.0.borrow().svg > 0
    }
}

impl Scan {
    fn start(&mut self, tag: &Tag, line: u64) -> TokenSinkResult<()> {
        let name = tag.name.to_string();
        let in_svg = self.svg > 0 || name == "svg";
        let is = |key: &str, value: &str| {
            tag.attrs.iter().any(|it| &*it.name.local == key && &*it.value == value)
        };
        let is_search = name == "form" && is("class", "seek") && is("role", "search");
        if BANNED.contains(&name.to_ascii_lowercase().as_str()) && !is_search {
            self.faults.push(format!("{line}: <{name}>"));
        }
        if matches!(name.as_str(), "a" | "button") && self.open.contains(&name) {
            self.faults.push(format!("{line}: <{name}> within <{name}>"));
        }
        for attribute in &tag.attrs {
            self.attribute(&name, &attribute.name.local, &attribute.value, line);
        }
        if name == "script" && tag.attrs.iter().all(|it| &*it.name.local != "src") {
            self.faults.push(format!("{line}: a script without a file"));
        }
        let closed = VOID.contains(&name.as_str()) || (in_svg && tag.self_closing);
        if tag.self_closing && !closed {
            self.faults.push(format!("{line}: <{name}/>"));
        }
        if closed {
            return TokenSinkResult::Continue;
        }
        if name == "svg" {
            self.svg += 1;
        }
        self.open.push(name.clone());
        match name.as_str() {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "title" if !in_svg => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn end(&mut self, tag: &Tag, line: u64) {
        let name = tag.name.to_string();
        match self.open.pop() {
            Some(open) if open == name => {}
            other => self.faults.push(format!("{line}: </{name}> where {other:?} is open")),
        }
        if name == "svg" {
            self.svg = self.svg.saturating_sub(1);
        }
    }

    fn attribute(&mut self, tag: &str, name: &str, value: &str, line: u64) {
        let lower = name.to_ascii_lowercase();
        self.words.push(' ');
        self.words.push_str(value);
        let odd = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_'));
        if lower.starts_with("on") || lower == "style" || lower == "srcdoc" || name.contains(odd) {
            self.faults.push(format!("{line}: <{tag} {name}={value:?}>"));
        }
        if lower == "http-equiv" {
            self.faults.push(format!("{line}: <{tag} http-equiv={value:?}>"));
        }
        if lower == "id" {
            self.ids.push(value.to_owned());
        }
        if ADDRESSES.contains(&lower.as_str()) {
            self.address(tag, &lower, value, line);
        }
    }

    fn address(&mut self, tag: &str, name: &str, value: &str, line: u64) {
        let bad = || format!("{line}: <{tag} {name}={value:?}>");
        let plain = as_browsers_read(value);
        let outside = plain.starts_with("//") || scheme(&plain).is_some();
        if !outside {
            // A comma or a blank in `srcset` begins another address.
            if name == "srcset" || plain.starts_with('/') || plain.starts_with('\\') {
                self.faults.push(bad());
            }
            self.links.push(value.to_owned());
            return;
        }
        let is_link = tag == "a" && name == "href";
        let is_meta = tag == "link" && name == "href" && plain.starts_with("https://");
        let known = ["http", "https", "mailto", "tel", "ftp", "xmpp", "irc", "sms"];
        let sound = scheme(&plain).is_none_or(|scheme| known.contains(&scheme.as_str()));
        if !(is_link || is_meta) || !sound {
            self.faults.push(bad());
        }
    }
}

/// An address without what browsers leave out of it; they take `\` for `/`.
fn as_browsers_read(value: &str) -> String {
    let trimmed = value.trim_matches(|c: char| c <= ' ');
    trimmed
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect::<String>()
        .replace('\\', "/")
}

fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    sound.then(|| scheme.to_ascii_lowercase())
}

#[test]
fn the_scan_sees_what_runs() {
    for page in [
        "<script>alert(1)</script>",
        "<p onclick=x>a</p>",
        "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
        "<a href=\" javascript:x\">x</a>",
        "<img src=//e.org/x.png alt=\"\">",
        "<img src=\"https://e.org/x.png\">",
        "<svg><a href=\"javascript:x\">a</a></svg>",
        "<svg><use href=\"https://e.org/a.svg#b\"/></svg>",
        "<p style=\"x\">a</p>",
        "<title></title><script>x</script>",
        "<title></titl><p>",
        "<p>a</b></p>",
        "<p",
        "<a href=\"data:text/html,x\">a</a>",
        "<a href=/x>a</a>",
        "<a href=\"/\\e.org\">a</a><link href=\"/\\e.org\">",
        "<p \"x>a</p>",
        "<a href=x><a href=y>a</a></a>",
    ] {
        assert_ne!(scan(page.as_bytes()).faults, Vec::<String>::new(), "{page}");
    }
    let fine = "<!doctype html><title>a</title><p>b<br><svg><title>x</title><path d=\"\"/></svg>\
        <a href=\"https://e.org\">c</a> <script src=\"a.js\"></script></p>";
    assert_eq!(scan(fine.as_bytes()).faults, Vec::<String>::new());
}
