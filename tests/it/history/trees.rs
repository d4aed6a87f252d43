//! The content folder's own trees are compared: one that came late, lies deep or is not all here.

use std::fs;

use jiff::civil::date;
use throughline::site::past::Past;

use super::{goal, lints, moved, site_of_partial_clone, with_past};
use crate::past::Repository;

#[test]
fn a_content_folder_that_came_after_other_files_has_a_history_from_then_on() {
    let it = Repository::new();
    fs::write(it.top().join("main.rs"), "fn main() {}").expect("a file");
    it.commit("2026-03-01");
    fs::write(it.top().join("main.rs"), "fn main() { }").expect("a file");
    it.commit("2026-03-02");
    it.write("goals/fill-q2.md", &goal(70));
    it.commit("2026-04-01");
    it.write("goals/fill-q2.md", &goal(66));
    it.commit("2026-05-03");
    let site = it.site();
    assert_eq!(lints(&site), ["goalpost-moved"]);
    assert_eq!(site.reader().past().span(), Some((date(2026, 4, 1), date(2026, 5, 3))));
}

#[test]
fn a_content_folder_that_went_and_came_back_is_followed() {
    let it = moved();
    let (content, away) = (it.content(), it.top().join("away"));
    fs::rename(&content, &away).expect("a folder that moves");
    it.commit("2026-05-04");
    fs::rename(&away, &content).expect("a folder that moves");
    it.commit("2026-05-05");
    let site = it.site();
    assert_eq!(lints(&site), ["goalpost-moved"]);
    assert_eq!(site.reader().past().span(), Some((date(2026, 4, 1), date(2026, 5, 5))));
}

#[test]
fn a_content_folder_deep_in_a_repository_has_a_history() {
    let it = Repository::new();
    let deep = it.top().join("docs of all/hand book");
    fs::write(it.top().join("main.rs"), "fn main() {}").expect("a file");
    it.commit("2026-03-01");
    for (target, day) in [(70, "2026-04-01"), (66, "2026-05-03")] {
        fs::create_dir_all(deep.join("content/goals")).expect("a folder");
        fs::write(deep.join("content/goals/fill-q2.md"), goal(target)).expect("a file");
        it.commit(day);
    }
    let site = with_past(&deep, Past::of(&deep.join("content"), None));
    assert_eq!(lints(&site), ["goalpost-moved"]);
    assert_eq!(site.reader().past().span(), Some((date(2026, 4, 1), date(2026, 5, 3))));
}

#[test]
fn a_clone_without_the_trees_of_the_past_tells_no_false_one() {
    let site = site_of_partial_clone("--filter=tree:0");
    assert_eq!(lints(&site), ["no-history"]);
    assert_eq!(site.reader().past().span(), None);
}
