//! Documents that no rule is for.

use super::{case, shown};

#[test]
fn folder_and_path_give_kind_and_id() {
    let id = |at: &str| case("", at, "# T\n").id();
    assert_eq!(id("goals/fill-q2.md"), "goal fill-q2");
    assert_eq!(id("goals/2026/fill-q2.md"), "goal fill-q2");
    assert_eq!(id("guide/install.md"), "page guide/install");
    assert_eq!(id("guide/README.md"), "page guide");
    assert_eq!(id("goals/index.md"), "page goals");
    assert_eq!(id("README.md"), "page index");
    assert_eq!(id("_index.md"), "page index");
    assert_eq!(id("goals.md"), "page goals");
}

#[test]
fn a_type_in_the_front_matter_comes_before_the_folder() {
    assert_eq!(case("", "notes/x.md", "---\ntype: goal\n---\n").id(), "goal x");
    let wrong = case("", "goals/x.md", "---\ntype: gaol\n---\n");
    assert_eq!(wrong.id(), "goal x");
    assert_eq!(
        shown(&wrong.text, &wrong.parsed, &wrong.brought.problems),
        "2:7 unknown-kind there is no kind `gaol` | did you mean `goal`?\n"
    );
}

#[test]
fn a_page_answers_to_its_bare_stem() {
    assert_eq!(case("", "guide/install.md", "").names(), ["install"]);
    assert_eq!(case("", "install.md", "").names(), Vec::<&str>::new());
    assert_eq!(case("", "a/guide/README.md", "").names(), ["guide"]);
    assert_eq!(case("", "goals/x.md", "").names(), Vec::<&str>::new());
    let written = case("", "guide/install.md", "---\nid: setup\n---\n");
    assert_eq!((written.id(), written.brought.id_written), ("page setup".to_owned(), true));
}

#[test]
fn an_id_that_is_not_plain_is_a_finding() {
    let all = |at: &str, text: &str| {
        let case = case("", at, text);
        shown(&case.text, &case.parsed, &case.brought.problems)
    };
    assert_eq!(
        all("goals/x.md", "---\nid: Fill Rate\n---\n"),
        "2:5 bad-id `Fill Rate` is not a plain id | write `fill-rate`: lower case, digits and hyphens\n"
    );
    assert_eq!(
        all("goals/Fill Rate.md", ""),
        "1:1 bad-id `Fill Rate` is not a plain id | name the file or write `id:` `fill-rate`: lower case, digits and hyphens\n"
    );
    assert_eq!(all("CONTRIBUTING.md", ""), "");
}

#[test]
fn aliases_of_fields_get_their_names_and_keep_the_authors() {
    let case =
        case("", "goals/x.md", "---\nquarter: 2026-Q2\nkey_results: [{kr: A, from: 1}]\n---\n");
    assert_eq!(
        case.front(),
        "period<quarter: 2026-Q2, krs<key_results: [{title<kr: A, baseline<from: 1}]"
    );
}
