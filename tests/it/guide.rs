//! The guide tells the truth: its examples are read without a fault, its tables are those of the declarations, and the
//! names that it uses exist. `UPDATE=1` writes the tables anew.

pub mod pages;
mod tables;
mod views;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::{Value, json};
use throughline::base::date::parse_date;
use throughline::base::diagnostic::Level;
use throughline::base::names::DocPath;
use throughline::check::level::Asked;
use throughline::check::lints::LINTS;
use throughline::config::Config;
use throughline::kinds::edges::Relation;
use throughline::kinds::schemas::{Schemas, read};
use throughline::mapping::bring;
use throughline::parse::{parse, parse_yaml};
use throughline::site::engine::{Engine, Options, Surroundings};
use throughline::source::Memory;
use throughline::theme::Theme;
use throughline::theme::templates::Content;

use pages::{Fence, Page, guide};

/// The fences of a language whose info string names a file: those are whole files.
fn files<'a>(
    pages: &'a [Page],
    language: &'a str,
) -> impl Iterator<Item = (&'a Page, &'a str, Fence<'a>)> {
    pages.iter().flat_map(move |page| {
        page.fences().into_iter().filter_map(move |fence| {
            let (written, path) = fence.info.split_once(' ')?;
            (written == language).then_some((page, path, fence))
        })
    })
}

#[test]
fn every_example_document_reads_without_a_problem() {
    let pages = guide();
    let config = Config::default();
    let schemas = Schemas::new();
    let mut seen = 0;
    for (page, path, fence) in files(&pages, "md") {
        let mut parsed = parse(fence.text);
        let path = DocPath::new(path).expect("a path below the content folder");
        let brought = bring(&path, &mut parsed, None, &config.mapping, &schemas);
        let fields = read(&parsed.front.entries, brought.tag, 1);
        let problems: Vec<_> =
            [parsed.problems, brought.problems, fields.problems].into_iter().flatten().collect();
        assert!(problems.is_empty(), "{}:{}: {problems:#?}", page.path, fence.line);
        seen += 1;
    }
    assert!(seen > 12, "only {seen} examples");
}

#[test]
fn the_examples_of_the_kinds_are_one_site_without_an_error() {
    let pages = guide();
    let source = Memory::new();
    for (page, path, fence) in files(&pages, "md").chain(files(&pages, "csv")) {
        if page.path.starts_with("guide/documents/") {
            source.insert(&DocPath::new(path).expect("a path"), fence.text);
        }
    }
    let day = parse_date("2026-05-15").expect("a date");
    let options = Options {
        as_of: None,
        clock: day,
        audience: None,
        drafts: false,
        asked: Asked::default(),
        remember: false,
    };
    let mut engine = Engine::new(Box::new(source), options, Surroundings::default());
    let (site, _) = engine.refresh().expect("memory can be read");
    let errors: Vec<String> = site
        .findings
        .all()
        .filter(|finding| finding.level == Level::Error)
        .map(|finding| format!("{} {:?}: {}", finding.code, finding.at, finding.what))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn every_kind_has_a_page_with_an_example_of_it() {
    let pages = guide();
    for tag in throughline::kinds::KindTag::ALL {
        let path = format!("guide/documents/{}.md", tag.as_str());
        let page = pages.iter().find(|page| page.path == path).unwrap_or_else(|| panic!("{path}"));
        let example = files(std::slice::from_ref(page), "md").any(|(_, path, fence)| {
            let path = DocPath::new(path).expect("a path");
            let mut parsed = parse(fence.text);
            bring(&path, &mut parsed, None, &Config::default().mapping, &Schemas::new()).tag == *tag
        });
        assert!(example, "{path} shows no {}", tag.as_str());
    }
}

#[test]
fn every_example_of_settings_reads_without_a_problem() {
    let pages = guide();
    for (page, path, fence) in
        files(&pages, "yaml").filter(|(_, path, _)| path.ends_with("throughline.yml"))
    {
        let parsed = parse_yaml(fence.text);
        let (config, problems) = Config::read(&parsed);
        let names: Vec<&str> = LINTS.iter().map(|lint| lint.name).chain(topics()).collect();
        let unknown = config.lints.unknown(&names);
        let all: Vec<_> = parsed.problems.into_iter().chain(problems).chain(unknown).collect();
        assert!(all.is_empty(), "{}:{} {path}: {all:#?}", page.path, fence.line);
    }
}

fn topics() -> impl Iterator<Item = &'static str> {
    throughline::check::lint::Topic::ALL.iter().map(|topic| topic.key())
}

#[test]
fn the_examples_of_a_mapping_read_without_a_problem() {
    let pages = guide();
    let page = pages.iter().find(|page| page.path == "guide/existing-repository.md").expect("it");
    let fences = page.fences();
    let foreign = fences.iter().filter_map(|f| Some((f.info.strip_prefix("markdown ")?, f.text)));
    let mut seen = 0;
    for (path, text) in foreign {
        let settings = fences.iter().find(|f| f.info == "yaml throughline.yml").expect("settings");
        let (config, _) = Config::read(&parse_yaml(settings.text));
        let mut parsed = parse(text);
        let path = DocPath::new(path).expect("a path");
        let brought = bring(&path, &mut parsed, None, &config.mapping, &Schemas::new());
        let fields = read(&parsed.front.entries, brought.tag, 1);
        assert_eq!(&*brought.id, "rfc-0042");
        assert_eq!((&*brought.problems, &*fields.problems), (&[][..], &[][..]));
        assert_eq!(fields.common.owner.len(), 1);
        seen += 1;
    }
    assert_eq!(seen, 1);
}

#[test]
fn the_tables_of_fields_are_those_of_the_declarations() {
    tables::compare(&tables::of_documents());
}

#[test]
fn the_tables_of_settings_are_those_of_the_declarations() {
    tables::compare(&tables::of_settings());
}

#[test]
fn every_lint_that_the_guide_names_exists() {
    let pages = guide();
    let mut named = BTreeSet::new();
    for page in &pages {
        for fence in page.fences() {
            for line in fence.text.lines() {
                let words = line.trim_start_matches([' ', '-']);
                for before in ["lint: ", "throughline explain ", "{lint: "] {
                    let rest = words.strip_prefix(before);
                    let name = rest.and_then(|rest| rest.split([',', ' ']).next());
                    named.extend(name.filter(|name| !name.starts_with("--")).map(str::to_owned));
                }
                let bracket = ["error[", "warning[", "note["]
                    .into_iter()
                    .find_map(|before| words.strip_prefix(before)?.split(']').next());
                named.extend(bracket.map(str::to_owned));
            }
        }
    }
    assert!(!named.is_empty());
    let unknown: Vec<_> =
        named.iter().filter(|name| !LINTS.iter().any(|lint| lint.name == **name)).collect();
    assert!(unknown.is_empty(), "the guide names lints that there are not: {unknown:?}");
}

/// Every command, as the program's own help lists them.
const COMMANDS: &[&str] = &[
    "build",
    "check",
    "completions",
    "explain",
    "export",
    "init",
    "man",
    "mv",
    "new",
    "query",
    "schema",
    "serve",
];

#[test]
fn every_command_and_flag_that_the_guide_names_exists() {
    let help = |command: &[&str]| {
        let program =
            Command::new(env!("CARGO_BIN_EXE_throughline")).args(command).arg("--help").output();
        String::from_utf8(program.expect("it runs").stdout).expect("text")
    };
    let commands: BTreeMap<&str, String> =
        COMMANDS.iter().copied().map(|command| (command, help(&[command]))).collect();
    let all: String = commands.values().map(String::as_str).collect();
    let mut faults = Vec::new();
    for page in guide() {
        for line in page.fences().iter().flat_map(|fence| fence.text.lines()) {
            let Some((_, rest)) = line.split_once("throughline ") else { continue };
            let mut words = rest.split_whitespace();
            let Some(help) = words.next().and_then(|command| commands.get(command)) else {
                continue;
            };
            for flag in words.filter(|word| word.starts_with("--")) {
                if !names(help, flag) {
                    faults.push(format!("{}: {line}", page.path));
                }
            }
        }
        for span in page
            .text
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|span| span.starts_with("--") && *span != "---")
        {
            let flag = span.split_whitespace().next().unwrap_or(span);
            if !names(&all, flag) {
                faults.push(format!("{}: {flag}", page.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whether a help text names this flag, and not only a longer one.
fn names(help: &str, flag: &str) -> bool {
    help.match_indices(flag).any(|(at, _)| {
        help[at + flag.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '-')
    })
}

#[test]
fn the_example_of_a_theme_takes_the_place_of_one_template() {
    let pages = guide();
    let (_, path, fence) = files(&pages, "html").next().expect("an example");
    let name = path.strip_prefix("themes/ours/").expect("a file of a theme");
    let (theme, problems) = Theme::open(vec![(name.to_owned(), fence.text.as_bytes().to_vec())]);
    assert_eq!(problems, []);
    let mut page = Vec::new();
    let content = Content::new("", &Value::Null, &Value::Null);
    let site = tera::Value::from_serializable(
        &json!({"title": "Workshop", "assets": {"css": [], "js": []}, "nav": []}),
    );
    theme.render("404.html", &site, content, &mut page).expect("it renders");
    let page = String::from_utf8(page).expect("text");
    assert!(page.contains("Nothing here") && page.contains("Workshop"), "{page}");
}

#[test]
fn every_relation_is_in_the_table_of_links() {
    let page = pages::read("guide/links.md");
    let table: String = page.lines().filter(|line| line.starts_with("| `")).collect();
    for relation in Relation::ALL.iter().filter(|relation| **relation != Relation::Mentions) {
        let name = relation.info().name;
        assert!(table.contains(&format!("`{name}`")), "`{name}` is not in guide/links.md");
    }
}

#[test]
fn every_page_is_linked_from_the_page_of_its_folder() {
    let pages = guide();
    for page in &pages {
        let (folder, file) = page.path.rsplit_once('/').expect("a folder");
        let (folder, file) = match (folder, file) {
            ("guide", "index.md") => continue,
            (folder, "index.md") => {
                let (up, name) = folder.rsplit_once('/').expect("a folder above");
                (up, format!("{name}/index.md"))
            }
            (folder, file) => (folder, file.to_owned()),
        };
        let index = format!("{folder}/index.md");
        let index = pages.iter().find(|page| page.path == index).expect("an index");
        assert!(index.text.contains(&format!("({file})")), "{} is not linked", page.path);
    }
}

#[test]
fn every_short_form_is_in_the_glossary() {
    let glossary = pages::read("glossary.md");
    let known: BTreeSet<&str> = glossary
        .lines()
        .zip(glossary.lines().skip(1))
        .filter(|(_, next)| next.starts_with(": "))
        .map(|(term, _)| term)
        .collect();
    for page in guide() {
        for word in page.prose().split(|c: char| !c.is_alphanumeric()) {
            let capitals = word.chars().filter(|c| c.is_uppercase()).count();
            let is_short = word.len() > 1 && capitals == word.chars().count();
            assert!(
                !is_short || known.contains(word),
                "{}: `{word}` is not in the glossary",
                page.path
            );
        }
    }
}
