//! That no English is left on a German page: the sample in both languages, text by text. What is the same on both is the
//! author's, a name, a number, marked as English, or a word that the table says is the same.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;
use throughline::check::lints::LINTS;

use crate::sample;
use crate::small::SETTINGS;

use super::{TABLE, page, site};

/// Elements that have no end.
const VOID: &[&str] = &["meta", "link", "br", "img", "input", "hr", "col", "source", "wbr"];
/// Elements whose text is for machines, or is code in every language.
const CODE: &[&str] = &["script", "style", "code", "pre", "kbd"];
/// Attributes that are read to people.
const SPOKEN: &[&str] = &["aria-label", "title", "alt", "data-l", "placeholder", "label"];

/// The texts and spoken attributes of a page, without those that an author wrote at length and those that are marked
/// as English.
fn texts(html: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut open: Vec<(String, bool)> = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let is_silent = |open: &[(String, bool)]| open.last().is_some_and(|(_, silent)| *silent);
        if tag.starts_with('/') {
            if let Some(at) = open.iter().rposition(|(it, _)| *it == name) {
                open.truncate(at);
            }
        } else if !tag.starts_with('!') {
            let class = attribute(tag, "class").unwrap_or_default();
            let is_prose = class.split(' ').any(|it| it == "prose");
            let is_english = attribute(tag, "lang").as_deref() == Some("en") && name != "html";
            let is_view = class.split(' ').any(|it| it == "view");
            let silent = (is_silent(&open) && !is_view)
                || is_prose
                || is_english
                || CODE.contains(&name.as_str());
            if !silent {
                out.extend(SPOKEN.iter().filter_map(|it| attribute(tag, it)));
                let shown = attribute(tag, "property").is_some_and(|it| it == "og:title");
                out.extend(attribute(tag, "content").filter(|_| shown));
            }
            if !VOID.contains(&name.as_str()) && !tag.ends_with('/') {
                open.push((name, silent));
            }
        }
        if !is_silent(&open) && !text.trim().is_empty() {
            out.push(plain(text));
        }
    }
    out
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(plain(rest.split('"').next()?))
}

fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let text = text.replace("&#39;", "'").replace("&amp;", "&").replace('\u{a0}', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in the sample's documents.
struct Authors {
    /// Values of fields, headings, cells, names of files.
    values: HashSet<String>,
    /// Those that are long enough to stand inside another text, the longest first.
    long: Vec<String>,
    /// Everything.
    all: String,
    /// Words that are the same in both languages.
    same: HashSet<String>,
}

impl Authors {
    fn of(files: &[(String, String)]) -> Self {
        let mut values = HashSet::new();
        let mut all = String::new();
        for (path, text) in files {
            values.insert(path.clone());
            values.insert(format!("content/{path}"));
            if path.ends_with(".csv") {
                values.extend(text.split([',', '\n']).map(|it| it.trim_matches('"').to_owned()));
            }
            let body = match text.strip_prefix("---\n").and_then(|it| it.split_once("\n---")) {
                Some((front, body)) => {
                    let fields: Value = serde_yaml::from_str(front).expect("fields");
                    leaves(&fields, &mut values);
                    all.push_str(&unmarked(front));
                    body
                }
                None => text,
            };
            let headings = body.lines().filter(|line| line.starts_with('#'));
            values.extend(headings.map(|line| unmarked(line.trim_start_matches(['#', ' ']))));
            all.push_str(&unmarked(body));
        }
        let tags: Vec<String> = values.iter().map(|it| capital(it)).collect();
        values.extend(tags);
        let mut long: Vec<String> = values.iter().filter(|it| it.len() > 5).cloned().collect();
        long.extend(["Fill", "Trust", "Cover"].map(str::to_owned));
        long.sort_by_key(|it| std::cmp::Reverse(it.len()));
        let pairs = TABLE.lines().filter_map(|line| line.trim().split_once(": "));
        let same = pairs
            .map(|(from, to)| (from.trim_matches('\''), to.trim_matches('\'')))
            .filter(|(from, to)| from == to)
            .map(|(from, _)| from.to_owned())
            // Names of formats and months, and what the theme calls itself.
            .chain(["JSON", "CSV", "RICE", "Throughline 0.1.0", "April 2026"].map(str::to_owned))
            .chain(LINTS.iter().map(|lint| lint.name.to_owned()))
            .collect();
        Self { values, long, all, same }
    }

    /// Whether a text has no word of ours that German has another for.
    fn wrote(&self, text: &str) -> bool {
        if self.is_theirs(text) || text.split('\u{b7}').all(|piece| self.is_theirs(piece)) {
            return true;
        }
        let mut rest = text.to_owned();
        for value in self.long.iter().filter(|it| text.contains(it.as_str())) {
            rest = rest.replace(value.as_str(), " \u{b7} ");
        }
        rest.split(&['\u{b7}', ':', ',', '(', ')', ';', '\u{2192}', '\u{201c}', '\u{201d}'][..])
            .all(|piece| self.is_theirs(piece))
    }

    fn is_theirs(&self, piece: &str) -> bool {
        let piece = piece.trim().trim_end_matches(['.', '\u{2026}']);
        let is_words = piece.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 1);
        let is_short = piece.len() < 4 && piece.chars().all(|c| c.is_uppercase() || c.is_numeric());
        let unit = || piece.trim_start_matches(|c: char| !c.is_alphabetic());
        !is_words
            || is_short
            || self.values.contains(piece)
            || self.same.contains(piece)
            || (piece.starts_with(|c: char| c.is_ascii_digit() || c == '+')
                && (self.values.contains(unit()) || self.same.contains(unit())))
            || (piece.split(' ').count() > 2 && self.all.contains(piece))
    }
}

fn unmarked(text: &str) -> String {
    text.replace(['*', '_', '`', '[', ']', '"'], "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

fn leaves(value: &Value, out: &mut HashSet<String>) {
    match value {
        Value::String(text) => {
            out.insert(unmarked(text));
        }
        Value::Array(list) => list.iter().for_each(|it| leaves(it, out)),
        Value::Object(map) => map.values().for_each(|it| leaves(it, out)),
        _ => {}
    }
}

#[test]
fn no_english_is_left_on_a_german_page() {
    let (settings, files): (Vec<_>, Vec<_>) =
        sample::files().into_iter().partition(|(path, _)| path == SETTINGS);
    let settings = &settings.first().expect("the settings").1;
    // The guide says every word of the interface; what it says is prose.
    let files: Vec<(String, String)> =
        files.into_iter().filter(|(path, _)| !path.starts_with("guide/")).collect();
    let mut authors = Authors::of(&files);
    leaves(&serde_yaml::from_str(settings).expect("settings"), &mut authors.values);
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    assert!(settings.contains("language: en\n"));
    let english = site(settings, &[], &files);
    let german = site(&settings.replace("language: en\n", "language: de\n"), &[], &files);
    let mut judged: HashMap<String, bool> = HashMap::new();
    let mut left: BTreeMap<String, String> = BTreeMap::new();
    let mut pages = 0;
    let urls = english.outputs.list.iter().map(|(url, _)| &**url);
    for url in urls.filter(|url| url.ends_with(".html")) {
        pages += 1;
        let before: HashSet<String> = texts(&page(&english, url)).into_iter().collect();
        for text in texts(&page(&german, url)) {
            if !before.contains(&text) {
                continue;
            }
            let ours = *judged.entry(text.clone()).or_insert_with(|| !authors.wrote(&text));
            if ours {
                left.entry(text).or_insert_with(|| url.to_owned());
            }
        }
    }
    assert!(pages > 300, "{pages} pages");
    assert!(left.is_empty(), "{} texts are still English: {left:#?}", left.len());
}
