//! What the guide says of queries and views: each form is shown with its source, each example can be asked, and the
//! tables of keys and of names are those of the program.

use throughline::model::fence::{Shape, described};
use throughline::model::query::{Kinds, Query, all_links};
use throughline::parse::fields::Choice;

use crate::{sample, small};

use super::pages::{Page, guide};
use super::tables::{Table, compare};

fn page(path: &str) -> Page {
    guide().into_iter().find(|page| page.path == path).expect("a page of the guide")
}

#[test]
fn every_form_of_view_is_shown_with_its_source() {
    let page = page("guide/views.md");
    let fences = page.fences();
    let mut shown = Vec::new();
    for (source, drawn) in fences.iter().zip(fences.iter().skip(1)) {
        if source.info != "md" {
            continue;
        }
        let written = format!("```{}\n{}```\n", drawn.info, drawn.text);
        assert_eq!(source.text, written, "line {}", source.line);
        shown.extend(drawn.info.strip_prefix("view ").map(str::to_owned));
    }
    let missing: Vec<_> =
        Shape::WORDS.iter().filter(|word| !shown.iter().any(|own| own == *word)).collect();
    assert!(missing.is_empty(), "not shown: {missing:?}");
}

#[test]
fn every_query_of_the_guide_can_be_asked() {
    let site = small::site(&sample::files());
    let reader = site.reader();
    let page = page("guide/queries.md");
    let mut queries: Vec<String> = Vec::new();
    let mut is_table = false;
    for line in page.text.lines() {
        if line.starts_with("| Term |") || line.starts_with("| Query |") {
            is_table = true;
        } else if !line.starts_with('|') {
            is_table = false;
        } else if let (true, Some(cell)) = (is_table, line.split(" | ").next()) {
            queries.extend(cell.split('`').skip(1).step_by(2).map(str::to_owned));
        }
        if let Some((_, rest)) = line.split_once("throughline query \"") {
            queries.extend(rest.split('"').next().map(str::to_owned));
        }
    }
    assert!(queries.len() > 20, "only {} queries", queries.len());
    let wrong: Vec<String> = queries
        .iter()
        .filter_map(|text| Some(format!("{text}: {:?}", Query::read(&reader, text).err()?)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_tables_of_views_and_links_are_those_of_the_program() {
    compare(&[keys(), names()]);
}

fn keys() -> Table {
    let mut rows = String::from("| form | keys |\n| --- | --- |\n");
    for word in Shape::WORDS {
        let shape = Shape::from_word(word).expect("a form");
        let keys: Vec<String> = described(shape)
            .iter()
            .map(|info| {
                format!("`{}`{}", info.name, if info.required { " (required)" } else { "" })
            })
            .collect();
        rows.push_str(&format!("| `{word}` | {} |\n", keys.join(", ")));
    }
    Table::new("guide/views.md", "## The keys of each form", rows)
}

fn names() -> Table {
    let kinds = |kinds: Kinds| {
        if kinds == Kinds::ALL {
            return "any".to_owned();
        }
        kinds.iter().map(|tag| tag.as_str()).collect::<Vec<_>>().join(", ")
    };
    let mut rows = String::from("| name | leads from | to |\n| --- | --- | --- |\n");
    for link in all_links() {
        rows.push_str(&format!(
            "| `{}` | {} | {} |\n",
            link.name,
            kinds(link.from),
            kinds(link.to)
        ));
    }
    Table::new("guide/links.md", "## Names of both sides", rows)
}
