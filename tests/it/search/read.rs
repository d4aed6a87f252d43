//! Reads the files of an index as `search.js` does, but all of them at once.

use std::collections::BTreeMap;

use serde_json::Value;
use throughline::site::engine::Site;
use throughline::site::outputs::Output;

/// An index, read.
pub struct Read {
    /// What every search needs.
    pub head: Value,
    /// Words with the stems that they may have.
    pub words: Vec<(String, String)>,
    /// Words backwards.
    pub ends: Vec<String>,
    /// Stems with their documents and weights.
    pub places: BTreeMap<String, Vec<(usize, u32)>>,
    /// What is shown of each document: title, address, owner, tone, summary, text.
    pub rows: Vec<Vec<String>>,
    /// The files: address and length.
    pub files: Vec<(String, usize)>,
}

/// What a file hands over.
pub fn file(site: &Site, url: &str) -> Value {
    let made = site.make(url).unwrap_or_else(|| panic!("no {url}"));
    let text = std::str::from_utf8(made.bytes().expect("bytes")).expect("UTF-8").to_owned();
    let json = text.strip_prefix("__s(").and_then(|it| it.strip_suffix(");\n"));
    let value: Value = serde_json::from_str(json.expect("one call")).expect("JSON");
    let (name, value) = value.as_object().and_then(|it| it.iter().next()).expect("one name");
    assert_eq!(url, format!("search/{name}.js"));
    value.clone()
}

pub fn read(site: &Site) -> Read {
    let urls = site.outputs.list.iter().filter(|(_, it)| matches!(it, Output::Search(_)));
    let urls: Vec<String> = urls.map(|(url, _)| url.to_string()).collect();
    let mut read = Read {
        head: file(site, "search/index.js"),
        words: Vec::new(),
        ends: Vec::new(),
        places: BTreeMap::new(),
        rows: Vec::new(),
        files: Vec::new(),
    };
    for url in &urls {
        let made = site.make(url).expect("a file");
        read.files.push((url.clone(), made.bytes().expect("bytes").len()));
    }
    let of = |sort: &str| -> Vec<Value> {
        (0..)
            .map(|n| format!("search/{sort}{n}.js"))
            .take_while(|url| urls.contains(url))
            .map(|url| file(site, &url))
            .collect()
    };
    let pieces = |sort: &str| -> Vec<String> {
        let files = of(sort);
        let texts = files.iter().map(|it| it.as_str().expect("a text").to_owned());
        texts.flat_map(|it| it.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    for form in pieces("w").iter().filter(|it| !it.is_empty()) {
        let at = form.find(|c: char| c.is_ascii_uppercase()).expect("a rank");
        let (word, change) = (&form[..at], &form[at + 1..]);
        let digits = change.chars().take_while(char::is_ascii_digit).count();
        let cut: usize = change[..digits].parse().unwrap_or(0);
        let units: Vec<u16> = word.encode_utf16().collect();
        let stem = String::from_utf16(&units[..units.len() - cut]).expect("whole letters");
        read.words.push((word.to_owned(), stem + &change[digits..]));
    }
    read.ends = pieces("e");
    for pair in pieces("p").chunks(2).filter(|pair| pair.len() == 2) {
        let known = read.places.insert(pair[0].clone(), places(&pair[1]));
        assert!(known.is_none(), "{} stands twice", pair[0]);
    }
    for rows in of("r") {
        read.rows.extend(serde_json::from_value::<Vec<Vec<String>>>(rows).expect("rows"));
    }
    read
}

fn places(text: &str) -> Vec<(usize, u32)> {
    let text = match text.strip_prefix('!') {
        Some(rest) => rest.split_once('!').expect("a number").1,
        None => text,
    };
    let sign = |c: char| {
        let code = c as u32;
        code - if code > 92 {
            37
        } else if code > 60 {
            36
        } else {
            35
        }
    };
    let mut out = Vec::new();
    let (mut doc, mut signs) = (0, text.chars().map(sign));
    while let Some(mut digit) = signs.next() {
        let mut step = digit % 45;
        while digit >= 45 {
            digit = signs.next().expect("a last digit");
            step = step * 45 + digit % 45;
        }
        doc += step as usize;
        out.push((doc, signs.next().expect("a weight")));
    }
    out
}

impl Read {
    /// The titles of the documents in which a word stands in any form, best first.
    pub fn titles(&self, word: &str) -> Vec<&str> {
        let stems = self.words.iter().filter(|(it, _)| it == word).map(|(_, stem)| stem);
        let mut hits: Vec<(usize, u32)> =
            stems.filter_map(|stem| self.places.get(stem)).flatten().copied().collect();
        hits.sort_by_key(|(doc, weight)| (std::cmp::Reverse(*weight), *doc));
        hits.iter().map(|(doc, _)| &*self.rows[*doc][0]).collect()
    }

    /// The words that begin so.
    pub fn beginning(&self, start: &str) -> Vec<&str> {
        self.words.iter().map(|(word, _)| &**word).filter(|word| word.starts_with(start)).collect()
    }
}
