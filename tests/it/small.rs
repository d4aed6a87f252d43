//! Small sites out of a few texts, for tests that ask what is found in them.

use std::sync::Arc;

use jiff::civil::{Date, date};
use throughline::base::diagnostic::{Diagnostic, Level};
use throughline::base::fingerprint::Fingerprint;
use throughline::base::names::DocPath;
use throughline::base::text::LineIndex;
use throughline::check::level::{Asked, Levels};
use throughline::check::lint::Found;
use throughline::check::run::{self, Plan};
use throughline::config::Config;
use throughline::kinds::schemas::Schemas;
use throughline::model::Model;
use throughline::model::build::Input;
use throughline::model::data::{Data, File};
use throughline::model::doc::Doc;
use throughline::model::reader::Reader;
use throughline::parse::front::Front;
use throughline::parse::locate::locate;
use throughline::parse::{parse, parse_yaml};

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

/// Everything that is found in a site of these files, in order.
pub fn findings(files: &[(String, String)]) -> Vec<Seen> {
    let settings = files.iter().find(|(path, _)| path == SETTINGS);
    let settings = settings.map_or("", |(_, text)| text.as_str());
    let parsed = parse_yaml(settings);
    let (config, mut wrong) = Config::read(&parsed);
    wrong.extend(parsed.problems.iter().cloned());
    let config = Arc::new(config);
    let schemas = Schemas::new();
    let mut docs = Vec::new();
    let mut tables = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path != SETTINGS) {
        let path = DocPath::new(path).expect("a sound path");
        if path.extension() == "md" {
            docs.push(Arc::new(Doc::read(&path, parse(text), None, &config, &schemas)));
        } else {
            let print = Fingerprint::of(text.as_bytes());
            let data = Some(Arc::new(Data::new(text.as_str().into())));
            tables.push(File { path, print, data });
        }
    }
    docs.sort_by(|a, b| a.path.cmp(&b.path));
    tables.sort_by(|a, b| a.path.cmp(&b.path));
    let today = config.as_of.unwrap_or(DAY);
    let input = Input {
        docs,
        hidden: Vec::new(),
        files: tables,
        lists: Vec::new(),
        config: config.clone(),
        today,
    };
    let model = Model::build(input);
    let reader = Reader::untraced(&model);
    let levels = Levels::new(&config, &Asked::default());
    let plan = Plan::new(&levels);
    let each = reader.all().map(|id| run::each(&reader, id, &plan)).collect();
    let mut rest = run::whole(&reader, &plan);
    rest.extend(wrong.into_iter().map(|problem| Found { file: None, subject: None, problem }));
    let all = run::finish(&reader, &levels, each, rest);
    let mut seen: Vec<Seen> = all.all().map(|finding| place(finding, files)).collect();
    seen.sort();
    seen
}

fn place(finding: &Diagnostic, files: &[(String, String)]) -> Seen {
    let path = finding.at.file.as_ref().map_or(SETTINGS, |path| path.as_str());
    let text = files.iter().find(|(p, _)| p == path).map_or("", |(_, text)| text.as_str());
    let front = if path == SETTINGS {
        parse_yaml(text).front
    } else if path.ends_with(".md") {
        canonical(path, text)
    } else {
        Front::default()
    };
    let range = locate(text, &front, &finding.at.place);
    let (line, column) = LineIndex::new(text).position(text, range.start);
    Seen {
        path: path.to_owned(),
        line,
        column,
        code: finding.code,
        level: finding.level,
        what: finding.what.clone(),
        help: finding.help.clone(),
    }
}

/// The front matter with its canonical names, as places name them.
fn canonical(path: &str, text: &str) -> Front {
    let mut parsed = parse(text);
    let path = DocPath::new(path).expect("a sound path");
    let _ = throughline::mapping::bring(
        &path,
        &mut parsed,
        None,
        &Config::default().mapping,
        &Schemas::new(),
    );
    parsed.front
}
