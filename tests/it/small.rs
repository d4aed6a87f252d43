//! Small sites out of a few texts, for tests that ask what is found in them.

use jiff::civil::{Date, date};
use throughline::base::diagnostic::{Diagnostic, Level};
use throughline::base::names::DocPath;
use throughline::check::level::Asked;
use throughline::kinds::values::Audience;
use throughline::site::engine::{Engine, Options, Site, Surroundings};
use throughline::source::Memory;

/// The name of the settings file.
pub const SETTINGS: &str = "throughline.yml";
/// The day on which a site is looked at that says none.
const DAY: Date = date(2026, 5, 15);

/// A finding with its place as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    pub path: String,
    pub line: u32,
    pub column: u32,
    pub code: &'static str,
    pub level: Level,
    pub what: String,
    pub help: Option<String>,
}

/// A site of these files as `check` looks at it; the settings say for whom.
pub fn site(files: &[(String, String)]) -> std::sync::Arc<Site> {
    let source = Memory::new();
    for (path, text) in files.iter().filter(|(path, _)| path != SETTINGS) {
        source.insert(&DocPath::new(path).expect("a sound path"), text.as_bytes());
    }
    let settings = files.iter().find(|(path, _)| path == SETTINGS);
    opened(source, settings.map(|(_, text)| text.as_bytes()), None)
}

/// A site of these files, whatever their bytes are, as `check` looks at it.
pub fn of_bytes(files: &[(String, Vec<u8>)], settings: Option<&[u8]>) -> std::sync::Arc<Site> {
    let source = Memory::new();
    for (path, bytes) in files {
        source.insert(&DocPath::new(path).expect("a sound path"), bytes.clone());
    }
    opened(source, settings, Some(Audience::Confidential))
}

/// A site of a source, for an audience.
pub fn opened(
    source: Memory,
    settings: Option<&[u8]>,
    audience: Option<Audience>,
) -> std::sync::Arc<Site> {
    let around = Surroundings { settings: settings.map(<[u8]>::to_vec), theme: Vec::new() };
    let options = Options {
        as_of: None,
        clock: DAY,
        audience,
        drafts: false,
        asked: Asked::default(),
        remember: false,
    };
    Engine::new(Box::new(source), options, around).refresh().expect("memory can be read").0
}

/// Everything that is found in a site of these files, in order.
pub fn findings(files: &[(String, String)]) -> Vec<Seen> {
    seen(&site(files))
}

/// Everything that is found in a site, in order.
pub fn seen(site: &Site) -> Vec<Seen> {
    let mut seen: Vec<Seen> = site.findings.all().map(|finding| place(site, finding)).collect();
    seen.sort();
    seen
}

fn place(site: &Site, finding: &Diagnostic) -> Seen {
    let path = site.file_of(&finding.at).unwrap_or(SETTINGS);
    let place = site.whereabouts(&site.reader(), &finding.at);
    Seen {
        path: path.to_owned(),
        line: place.as_ref().map_or(1, |place| place.line),
        column: place.as_ref().map_or(1, |place| place.column),
        code: finding.code,
        level: finding.level,
        what: finding.what.clone(),
        help: finding.help.clone(),
    }
}
