//! Bare addresses of the web in prose, which are links without any brackets.

use std::ops::Range;

/// The first bare address of the web in `text[from..to]`, by the rules of GitHub's Markdown.
pub(super) fn find(text: &str, from: usize, to: usize) -> Option<Range<usize>> {
    let inside = text.get(..to)?;
    let mut at = from;
    loop {
        let rest = inside.get(at..)?;
        let web = rest.find("://").and_then(|colon| {
            let scheme = ["https", "http"]
                .iter()
                .find(|s| rest.get(..colon).is_some_and(|b| b.ends_with(**s)))?;
            Some((colon - scheme.len(), colon + 3))
        });
        let colon = rest.find("://").map(|colon| colon + 3);
        let www = rest.find("www.").map(|start| (start, start + 4));
        let next = match (web, www) {
            (Some(web), Some(www)) => Some(if web.0 <= www.0 { web } else { www }),
            (web, www) => web.or(www),
        };
        let Some((start, host)) = next.map(|(start, host)| (at + start, at + host)) else {
            at += colon?;
            continue;
        };
        let free =
            inside.get(..start).and_then(|before| before.chars().next_back()).is_none_or(|c| {
                c.is_whitespace() || matches!(c, '*' | '_' | '~' | '(' | '"' | '\'' | ':' | ',')
            });
        let tail = inside.get(host..).unwrap_or_default();
        let length = tail.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(tail.len());
        let end = host + trimmed(tail.get(..length).unwrap_or_default());
        let named = tail.starts_with(|c: char| c.is_alphanumeric());
        if free && named && end > host {
            return Some(start..end);
        }
        at = host;
    }
}

/// The length of an address without the signs that belong to the sentence around it.
fn trimmed(tail: &str) -> usize {
    let mut tail = tail;
    loop {
        let Some(last) = tail.chars().next_back() else { return 0 };
        let drop = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '"' | '\'' | ';' => true,
            ')' => tail.matches(')').count() > tail.matches('(').count(),
            _ => false,
        };
        if !drop {
            return tail.len();
        }
        tail = tail.get(..tail.len() - last.len_utf8()).unwrap_or_default();
    }
}
