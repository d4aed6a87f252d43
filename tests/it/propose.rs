//! `init --map`: settings proposed for small repositories with habits of their own work when they are saved.

use throughline::base::names::DocPath;
use throughline::import::propose::{Seen, propose};
use throughline::parse::{parse_front, parse_yaml};

use crate::small;

/// The settings for these files.
fn proposed(files: &[(&str, &str)]) -> String {
    let seen = |end: &str, read: fn(&str) -> throughline::parse::Parsed| -> Vec<Seen> {
        let wanted = files.iter().filter(|(path, _)| path.ends_with(end));
        wanted
            .map(|(path, text)| Seen {
                path: DocPath::new(path).expect("a path"),
                parsed: read(text),
            })
            .collect()
    };
    propose(&seen(".md", parse_front), &seen(".yaml", parse_yaml)).settings("x")
}

/// What is found once the settings are saved, and `kind id` of every document.
fn saved(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let mut all: Vec<(String, String)> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    all.push((small::SETTINGS.to_owned(), proposed(files)));
    let found = small::findings(&all);
    let found =
        found.iter().map(|it| format!("{} {}:{} {}", it.code, it.path, it.line, it.what)).collect();
    let site = small::site(&all);
    let reader = site.reader();
    let docs = reader.all().filter_map(|id| reader.doc(id));
    (found, docs.map(|doc| format!("{} {}", doc.tag().as_str(), doc.slug)).collect())
}

#[test]
fn numbered_proposals_become_bets_with_ids_of_their_numbers() {
    let files = [
        (
            "EIPS/eip-1.md",
            "---\neip: 1\ntitle: Purpose\nstatus: Living\nauthor: A B (@ab), C <c@x.org>\ncreated: 2015-10-27\n---\n",
        ),
        (
            "EIPS/eip-20.md",
            "---\neip: 20\ntitle: Tokens\nstatus: Final\nauthor: D (@d)\ncreated: 2015-11-19\n---\n",
        ),
        (
            "EIPS/eip-721.md",
            "---\neip: 721\ntitle: Things\nstatus: Stagnant\nauthor: E\ncreated: 2018-01-24\nrequires: 20\n---\n",
        ),
        ("README.md", "# Proposals\n"),
    ];
    let (found, docs) = saved(&files);
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(docs, ["bet eip-1", "bet eip-20", "bet eip-721", "page index"]);
    let settings = proposed(&files);
    assert!(
        settings.contains("Final: accepted # 1\n") && settings.contains("Stagnant: declined # 1\n"),
        "{settings}"
    );
    assert!(settings.contains("depends_on: {from: requires"), "{settings}");
}

#[test]
fn folders_with_a_yaml_file_beside_the_text_are_documents() {
    let files = [
        ("keps/sig-a/12-jobs/README.md", "# KEP-12\n"),
        (
            "keps/sig-a/12-jobs/kep.yaml",
            "title: Jobs\nstatus: implementable\ncreation-date: 2020-01-02\nauthors: ['@a']\n",
        ),
        ("keps/sig-a/34-pods/README.md", "# KEP-34\n"),
        (
            "keps/sig-a/34-pods/kep.yaml",
            "title: Pods\nstatus: provisional\ncreation-date: 2020-01-03\nauthors: ['@b']\n",
        ),
        ("keps/sig-b/56-disks/README.md", "# KEP-56\n"),
        (
            "keps/sig-b/56-disks/kep.yaml",
            "title: Disks\nstatus: withdrawn\ncreation-date: 2020-01-04\nauthors: ['@c']\nreplaces: [KEP-12]\n",
        ),
    ];
    let (found, docs) = saved(&files);
    assert_eq!(found, Vec::<String>::new(), "{}", proposed(&files));
    assert_eq!(docs, ["bet kep-12", "bet kep-34", "bet kep-56"]);
}

#[test]
fn decisions_are_told_by_their_folder_and_names_that_are_no_ids_are_made_such() {
    let files = [
        (
            "docs/adr/0001-use-rust.md",
            "---\nstatus: accepted\ndate: 12.03.2026\ndeciders: [a]\n---\n# Use Rust\n",
        ),
        ("docs/adr/0002-use-git.md", "---\nstatus: accepted\ndate: 13.03.2026\n---\n# Use git\n"),
        ("docs/adr/0003-use-tea.md", "# Use tea\n"),
        ("docs/adr/template.md", "# Title\n"),
    ];
    let (found, docs) = saved(&files);
    assert_eq!(found, Vec::<String>::new(), "{}", proposed(&files));
    assert_eq!(
        docs,
        ["decision adr-1", "decision adr-2", "decision adr-3", "page docs/adr/template"]
    );
}

#[test]
fn documents_without_a_pattern_stay_pages_and_odd_words_break_nothing() {
    let odd = "---\nstatus: \"x: #\\u2028y\"\nauthor: z\ntitle: ']'\n'k: {': 1\n---\n";
    let files = [
        ("odd #x/a.md", odd),
        ("odd #x/b.md", odd),
        ("odd #x/c.md", odd),
        ("notes/one.md", "# One\n"),
    ];
    let settings = proposed(&files);
    assert!(parse_yaml(&settings).problems.is_empty(), "{settings}");
    let (found, docs) = saved(&files);
    assert!(found.iter().all(|it| !it.contains(small::SETTINGS)), "{found:?}\n{settings}");
    assert_eq!(docs.iter().filter(|it| it.starts_with("bet ")).count(), 3, "{settings}");
    let (found, docs) = saved(&[("a.md", "# A\n"), ("b/README.md", "# B\n")]);
    assert_eq!((found.len(), docs.len()), (0, 2));
}
