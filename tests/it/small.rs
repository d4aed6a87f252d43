//! Small sites out of a few texts, for tests that ask what is found in them.

use throughline::base::date::parse_date;
use throughline::base::diagnostic::{Diagnostic, Fix, Level};
use throughline::base::names::DocPath;
use throughline::base::place::Spot;
use throughline::check::level::Asked;
use throughline::model::reader::Reader;
use throughline::site::engine::{Engine, Options, Site, Surroundings};
use throughline::source::Memory;

/// The name of the settings file.
pub const SETTINGS: &str = "throughline.yml";
/// The day on which a site is looked at that says none.
const DAY: &str = "2026-05-15";

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
    pub fix: Option<Fix>,
}

/// Everything that is found in a site of these files, in order.
pub fn findings(files: &[(String, String)]) -> Vec<Seen> {
    let source = Memory::new();
    let mut around = Surroundings::default();
    for (path, text) in files {
        if path == SETTINGS {
            around.settings = Some(text.clone().into_bytes());
        } else {
            source.insert(&DocPath::new(path).expect("a sound path"), text.as_str());
        }
    }
    let options = Options {
        as_of: None,
        clock: parse_date(DAY).expect("a date"),
        audience: None,
        drafts: false,
        asked: Asked::default(),
        remember: false,
    };
    let mut engine = Engine::new(Box::new(source), options, around);
    let (site, _) = engine.refresh().expect("memory can be read");
    let reader = site.reader();
    let mut seen: Vec<Seen> = site.findings.all().map(|it| place(&site, &reader, it)).collect();
    seen.sort();
    seen
}

fn place(site: &Site, reader: &Reader, finding: &Diagnostic) -> Seen {
    let (line, column) = position(site, reader, &finding.at);
    Seen {
        path: finding.at.file.as_ref().map_or(SETTINGS, |path| path.as_str()).to_owned(),
        line,
        column,
        code: finding.code,
        level: finding.level,
        what: finding.what.clone(),
        help: finding.help.clone(),
        fix: finding.fix.clone(),
    }
}

fn position(site: &Site, reader: &Reader, spot: &Spot) -> (u32, u32) {
    // A site without settings has no text for them: they stand at the first line.
    site.whereabouts(reader, spot).map_or((1, 1), |there| (there.line, there.column))
}
