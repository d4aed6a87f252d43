//! The settings for two public repositories, on small documents of their forms.

use super::{case, faults};

const EIPS: &str = include_str!("../../corpora/ethereum-eips.yml");
const TEPS: &str = include_str!("../../corpora/tekton-teps.yml");

#[test]
fn a_numbered_proposal_is_a_goal_that_needs_others() {
    let text = "---\neip: 4750\ntitle: Functions\ndescription: What\nauthor: Ann (@ann), Bo (@bo)\nstatus: Last Call\n\
                type: Standards Track\ncategory: Core\ncreated: 2022-01-10\nrequires: 3540, 3670\n---\n\n## Abstract\n";
    let case = case(EIPS, "EIPS/eip-4750.md", text);
    assert_eq!(case.id(), "goal eip-4750");
    assert_eq!(case.value("depends_on"), "[eip-3540, eip-3670]");
    assert_eq!(case.places("depends_on"), ["3540", "3670"]);
    assert_eq!((case.value("period").as_str(), case.value("status").as_str()), ("2022", "active"));
    assert_eq!(case.faults(), "");
}

#[test]
fn a_network_upgrade_is_a_release_unless_it_moved() {
    let text = |status: &str| {
        format!(
            "---\neip: 607\ntitle: 'Hardfork Meta: Dragon'\nstatus: {status}\ntype: Meta\ncreated: 2017-04-23\nrequires: 155, 160\n---\n"
        )
    };
    let upgrade = case(EIPS, "EIPS/eip-607.md", &text("Final"));
    assert_eq!(
        (upgrade.id(), upgrade.value("status")),
        ("release eip-607".into(), "shipped".into())
    );
    assert_eq!(upgrade.value("goals"), "[eip-160]");
    assert_eq!(upgrade.value("depends_on"), "[eip-155, eip-160]");
    assert_eq!(upgrade.faults(), "");
    assert_eq!(case(EIPS, "EIPS/eip-607.md", &text("Moved")).id(), "goal eip-607");
}

#[test]
fn a_moved_stub_without_title_is_still_a_goal() {
    let case = case(
        EIPS,
        "EIPS/eip-1046.md",
        "---\neip: 1046\ncategory: ERC\nstatus: Moved\n---\n\nThis file was moved.\n",
    );
    assert_eq!((case.id(), case.faults().as_str()), ("goal eip-1046".into(), ""));
    assert_eq!(case.brought.title.as_deref(), Some("EIP-1046"));
}

#[test]
fn an_enhancement_is_a_bet_named_by_its_file() {
    let text = "---\ntitle: Matrix\nauthors:\n  - \"@ann\"\ncreation-date: '2023-05-01'\nlast-updated: 2023-07-27\nstatus: implementable \n\
                see-also:\n- TEP-0044\nreplaces:\n  - TEP-0023\nsuperseded-by: [TEP-0107]\n---\n\n# TEP-0090: Matrix\n";
    let case = case(TEPS, "teps/0090-matrix.md", text);
    assert_eq!((case.id(), case.value("status")), ("bet tep-0090".into(), "accepted".into()));
    assert_eq!(
        (case.value("see_also"), case.value("supersedes")),
        ("[tep-0044]".into(), "[tep-0023]".into())
    );
    assert_eq!(case.places("see_also"), ["TEP-0044"]);
    assert_eq!(case.faults(), "");
}

#[test]
fn an_index_of_proposals_is_a_page() {
    assert_eq!(case(TEPS, "teps/README.md", "# TEPs\n").id(), "page teps");
}

#[test]
fn the_settings_of_the_corpora_are_short() {
    for text in [EIPS, TEPS] {
        assert!(text.lines().count() <= 40, "{}", text.lines().count());
        assert_eq!(faults(text), "");
    }
}
