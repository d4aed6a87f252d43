//! Words of the glossary in the texts of pages: linked at their first use, only as whole words of prose, and only where
//! the reader sees the glossary.

use throughline::parse::parse;
use throughline::theme::markdown::{Options, Terms};

use super::{DEFAULT, written};
use crate::small;

fn linked(body: &str) -> String {
    let words = |words: &[&str]| words.iter().map(|it| Box::from(*it)).collect::<Vec<Box<str>>>();
    let list = [
        (words(&["Fill rate"]), "g.html#fill-rate"),
        (words(&["Goal"]), "g.html#goal"),
        (words(&["WIP"]), "g.html#wip"),
        (words(&["Slug", "id"]), "g.html#slug-id"),
        (words(&["目標"]), "g.html#mokuhyo"),
    ];
    let terms = Terms::new(list.iter().map(|(words, href)| (&**words, *href)));
    let outline = parse(body).outline;
    written(body, &outline, &[], &Options { terms: Some(&terms), ..DEFAULT })
        .replace("<a class=\"term\" href=\"g.html#", "{")
        .replace("\">", "|")
        .replace("</a>", "}")
}

#[test]
fn the_first_use_of_a_word_leads_to_the_glossary() {
    for (body, html) in [
        ("The goal is a goal.", "<p>The {goal|goal} is a goal.</p>\n"),
        ("Goal: fill rate up.", "<p>{goal|Goal}: {fill-rate|fill rate} up.</p>\n"),
        ("Its slug or its id", "<p>Its {slug-id|slug} or its id</p>\n"),
        (
            "*goal*s and the **Goal**",
            "<p><em>{goal|goal}</em>s and the <strong>Goal</strong></p>\n",
        ),
        ("その目標は", "<p>その{mokuhyo|目標}は</p>\n"),
        ("Too much WIP, little wip", "<p>Too much {wip|WIP}, little wip</p>\n"),
        ("Little wip", "<p>Little wip</p>\n"),
    ] {
        assert_eq!(linked(body), html, "{body}");
    }
}

#[test]
fn parts_of_words_paths_and_names_are_left_alone() {
    for body in [
        "goals, subgoal, gоal",
        "goal-driven, non-goal",
        "see goal.md or docs/goal",
        "the field goal_id and my_goal_here",
        "a@goal.example",
        "été, élégoal",
    ] {
        assert!(!linked(body).contains('{'), "{}", linked(body));
    }
}

#[test]
fn code_links_and_headings_are_left_alone() {
    for body in [
        "`goal`",
        "    goal",
        "```\ngoal\n```",
        "## goal",
        "[a goal](x.md)",
        "[[x|the goal]]",
        "![goal](x.png)",
        "https://e.org/goal",
        "<a href=\"https://e.org\">a goal</a>",
        "<b></b></b><a href=\"https://e.org\">a goal</a>",
    ] {
        let html = linked(body);
        assert!(!html.contains("{goal"), "{html}");
    }
}

fn made(files: &[(&str, &str)], url: &str) -> String {
    let files: Vec<(String, String)> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let site = small::site(&files);
    let made = site.make(url).expect("a page");
    String::from_utf8_lossy(made.bytes().expect("bytes")).into_owned()
}

const GLOSSARY: (&str, &str) = (
    "glossary.md",
    "# Glossary\n\nFill rate (FR)\n: The share of shifts with a name. The fill rate.\n",
);
const PAGE: (&str, &str) = ("guide/a.md", "# A\n\nThe fill rate, or FR, is low.\n");

#[test]
fn a_page_leads_to_the_glossary_of_its_site() {
    let html = made(&[GLOSSARY, PAGE], "guide/a.html");
    let link =
        "<a class=\"term\" href=\"../glossary.html#fill-rate-fr\">fill rate</a>, or FR, is low";
    assert!(html.contains(link), "{html}");
    let own = made(&[GLOSSARY, PAGE], "glossary.html");
    assert!(own.contains("<dt id=\"fill-rate-fr\">") && !own.contains("class=\"term\""), "{own}");
}

#[test]
fn headings_are_the_terms_of_a_glossary_without_lists() {
    let glossary =
        ("glossary.md", "# Glossary\n\n## Fill rate\n\nThe share of shifts with a name.\n");
    let html = made(&[glossary, PAGE], "guide/a.html");
    assert!(html.contains("href=\"../glossary.html#fill-rate\">fill rate</a>"), "{html}");
}

#[test]
fn a_glossary_that_the_reader_does_not_see_leaves_no_trace() {
    let hidden = format!("---\naudience: confidential\n---\n\n{}", GLOSSARY.1);
    let html = made(&[("glossary.md", &hidden), PAGE], "guide/a.html");
    assert!(!html.contains("class=\"term\""), "{html}");
    let off = ("throughline.yml", "markdown: {glossary: false}\n");
    assert!(!made(&[off, GLOSSARY, PAGE], "guide/a.html").contains("class=\"term\""));
}
