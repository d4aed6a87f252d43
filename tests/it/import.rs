//! `import`: records of other tools become documents, once; what a person wrote since is theirs.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use tempfile::TempDir;
use throughline::import::TOOLS;
use throughline::import::map::Map;

use crate::program::{run, said};

/// A handbook with a goal, a person and a team, beside an export.
fn handbook(export: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in [
        ("throughline.yml", "title: x\nas_of: 2026-05-15\n"),
        ("content/goals/fill-q2.md", "---\ntitle: Shifts are filled\nperiod: 2026-Q2\n---\n"),
        ("content/people/joon-park.md", "---\nname: Joon Park\n---\n"),
        ("content/teams/rota.md", "---\ntitle: Rota\nkind: squad\n---\n"),
        ("export", export),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn imported(tool: &str, export: &str) -> (TempDir, String) {
    let folder = handbook(export);
    let output = run(folder.path(), &["import", tool, "export"]);
    assert!(output.status.success(), "{}", said(&output));
    (folder, said(&output))
}

/// The documents, without those that were there before.
fn documents(folder: &TempDir) -> BTreeMap<String, String> {
    let content = folder.path().join("content");
    let walk = walkdir::WalkDir::new(&content).into_iter().map(|it| it.expect("an entry"));
    let old = ["goals/fill-q2.md", "people/joon-park.md", "teams/rota.md"];
    walk.filter(|it| it.file_type().is_file())
        .map(|it| {
            let name = it.path().strip_prefix(&content).expect("below").to_string_lossy().into();
            (name, fs::read_to_string(it.path()).expect("a text"))
        })
        .filter(|(name, _): &(String, String)| !old.contains(&name.as_str()))
        .collect()
}

/// The fields of a document as the import wrote them, without those about its origin.
fn fields(folder: &TempDir, name: &str) -> String {
    let all = documents(folder);
    let text = all.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", all.keys()));
    let end = text.find("imported:").unwrap_or_else(|| panic!("{text}"));
    text[4..end].to_owned()
}

const JIRA: &str = "\u{feff}Summary,Issue key,Issue id,Issue Type,Status,Priority,Resolution,Assignee,Created,Resolved,Due date,Labels,Labels,Description,Parent,Status Category\r\n\
Offer shifts by push,NW-12,1001,Epic,In Progress,High,,Joon Park,14/Jul/25 3:42 PM,,30/Jun/26 12:00 AM,mobile,push,\"First line.\r\n\r\nSecond, with \"\"quotes\"\".\",fill-q2,In Progress\r\n\
Dark theme,NW-13,1002,Epic,Closed,Low,Won't Do,Nobody Known,14/Jul/25 3:42 PM,01/Aug/25 9:00 AM,,,,,NW-99,Done\r\n\
Bank holiday pay,NW-14,1003,Epic,To Do,Low,,,02/Jan/26 3:42 PM,,,,,,NW-15,To Do\r\n\
Nurses stay,NW-15,1004,Initiative,In Progress,Low,,,02/Jan/26 3:42 PM,,,,,,,In Progress\r\n\
A step,NW-16,1005,Sub-task,To Do,Low,,,02/Jan/26 3:42 PM,,,,,,NW-12,To Do\r\n";

#[test]
fn every_tool_has_a_map_that_can_be_read_and_shown() {
    let folder = handbook("");
    for tool in TOOLS {
        Map::read(tool.map).unwrap_or_else(|fault| panic!("{}: {fault}", tool.name));
        let output = run(folder.path(), &["import", tool.name]);
        assert_eq!(String::from_utf8_lossy(&output.stdout), tool.map);
    }
}

#[test]
fn issues_of_jira_become_goals_bets_and_releases() {
    let (folder, words) = imported("jira", JIRA);
    assert_eq!(
        words,
        "Read 5 records: 4 new, 0 changed, 0 as before, 1 passed over.\n\
         Passed over: 1 record of a kind that the map leaves out\n\
         2 names lead to no document, and are kept under `imported.fields`\n"
    );
    assert_eq!(
        fields(&folder, "releases/offer-shifts-by-push.md"),
        "title: Offer shifts by push\nstatus: in-progress\ngoals: [fill-q2]\nowner: joon-park\n\
         targets: [2026-06-30]\ntags: [mobile, push]\n"
    );
    let text = &documents(&folder)["releases/offer-shifts-by-push.md"];
    assert!(text.contains("  tool: jira\n  id: NW-12\n"), "{text}");
    assert!(text.contains("    Priority: High\n"), "{text}");
    assert!(text.ends_with("---\n\nFirst line.\n\nSecond, with \"quotes\".\n"), "{text}");
    assert_eq!(
        fields(&folder, "bets/dark-theme.md"),
        "title: Dark theme\nstatus: declined\nproposed: 2025-07-14\ndecided: 2025-08-01\n\
         reason: \"Won't Do\"\n"
    );
    let text = &documents(&folder)["bets/dark-theme.md"];
    assert!(
        text.contains("Assignee: [Nobody Known]") && text.contains("Parent: [NW-99]"),
        "{text}"
    );
    let bet = fields(&folder, "bets/bank-holiday-pay.md");
    assert!(bet.contains("status: proposed\n") && bet.contains("goal: nurses-stay\n"), "{bet}");
    assert!(documents(&folder).contains_key("goals/nurses-stay.md"));
    let check = said(&run(folder.path(), &["check"]));
    for code in ["bad-front-matter", "unknown-id", "unknown-field", "wrong-type", "unknown-person"]
    {
        assert!(!check.contains(code), "{check}");
    }
}

#[test]
fn the_same_export_changes_nothing_and_a_newer_one_only_what_nobody_touched() {
    let (folder, _) = imported("jira", JIRA);
    let first = documents(&folder);
    let output = run(folder.path(), &["import", "jira", "export"]);
    let words = said(&output);
    assert!(words.starts_with("Read 5 records: 0 new, 0 changed, 4 as before"), "{words}");
    assert_eq!(documents(&folder), first);

    // A person gives it another title and a comment; the tool moves the date and the status.
    let path = folder.path().join("content/releases/offer-shifts-by-push.md");
    let text = fs::read_to_string(&path).expect("a text");
    let text = text
        .replace("title: Offer shifts by push\n", "title: Push offers # shorter\n")
        .replace("tags: [mobile, push]\n", "");
    fs::write(&path, format!("{text}\nWords of our own.\n")).expect("a file");
    let newer = JIRA
        .replace("30/Jun/26", "14/Jul/26")
        .replace("In Progress,High,,", "Done,High,Done,")
        .replace("fill-q2,In Progress\r\n", "fill-q2,Done\r\n")
        .replace("Offer shifts by push", "Offer shifts by push message");
    fs::write(folder.path().join("export"), newer).expect("a file");
    let dry = said(&run(folder.path(), &["import", "jira", "export", "--dry-run"]));
    assert!(dry.contains("-status: in-progress\n+status: shipped\n"), "{dry}");
    let words = said(&run(folder.path(), &["import", "jira", "export"]));
    assert!(words.starts_with("Read 5 records: 0 new, 1 changed, 3 as before"), "{words}");
    assert!(words.contains("1 value stays as a person wrote it\n"), "{words}");
    assert_eq!(
        fields(&folder, "releases/offer-shifts-by-push.md"),
        "title: Push offers # shorter\nstatus: shipped\ngoals: [fill-q2]\nowner: joon-park\n\
         targets: [2026-06-30, 2026-07-14]\n"
    );
    let text = fs::read_to_string(&path).expect("a text");
    assert!(text.ends_with("\nWords of our own.\n") && text.contains("Priority: High"), "{text}");
    let again = said(&run(folder.path(), &["import", "jira", "export"]));
    assert!(again.starts_with("Read 5 records: 0 new, 0 changed, 4 as before"), "{again}");
}

#[test]
fn json_of_jira_is_read_in_both_its_forms() {
    let issue = r#"{"id":"1","key":"NW-1","self":"https://x.example/1","fields":{"summary":"Push offers","status":{"name":"Doing","statusCategory":{"key":"indeterminate"}},"issuetype":{"name":"Epic"},"assignee":{"displayName":"Joon Park"},"labels":["mobile"],"fixVersions":[{"name":"1.10","released":false}],"parent":{"key":"fill-q2"},"duedate":"2026-06-30","resolutiondate":null,"description":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Hello."}]}]}}}"#;
    let old = format!(r#"{{"startAt":0,"maxResults":50,"total":1,"issues":[{issue}]}}"#);
    let new = format!(r#"{{"issues":[{issue}],"isLast":true}}"#);
    for export in [old, new] {
        let (folder, _) = imported("jira", &export);
        assert_eq!(
            fields(&folder, "releases/push-offers.md"),
            "title: Push offers\nstatus: in-progress\ngoals: [fill-q2]\nowner: joon-park\n\
             targets: [2026-06-30]\nversion: 1.10\ntags: [mobile]\n"
        );
        let text = &documents(&folder)["releases/push-offers.md"];
        assert!(text.ends_with("---\n\nHello.\n"), "{text}");
        assert!(text.contains("url: \"https://x.example/1\""), "{text}");
    }
}

#[test]
fn a_table_of_linear_with_its_dates_is_read() {
    let export = "\"ID\",\"Team\",\"Title\",\"Description\",\"Status\",\"Estimate\",\"Assignee\",\"Labels\",\"Created\",\"Started\",\"Completed\",\"Canceled\",\"Due Date\",\"Initiatives\",\"Blocked by\"\n\
\"ROT-1\",\"Rota\",\"Push offers\",\"Why.\",\"Done\",\"3\",\"joon-park@x.example\",\"a, b\",\"Wed May 13 2026 11:21:41 GMT+0000 (GMT+00:00)\",\"Thu Apr 02 2026 11:21:41 GMT+0000 (GMT+00:00)\",\"Wed May 13 2026 11:21:41 GMT+0000 (GMT+00:00)\",\"\",\"Mon Jun 01 2026 00:00:00 GMT+0000 (GMT+00:00)\",\"Shifts are filled\",\"ROT-2\"\n\
\"ROT-2\",\"Rota\",\"Swap shifts\",\"\",\"Canceled\",\"\",\"\",\"\",\"Wed May 13 2026 11:21:41 GMT+0000 (GMT+00:00)\",\"\",\"\",\"Thu May 14 2026 11:21:41 GMT+0000 (GMT+00:00)\",\"\",\"\",\"\"\n";
    let (folder, words) = imported("linear", export);
    assert_eq!(
        fields(&folder, "releases/push-offers.md"),
        "title: Push offers\nstatus: shipped\ngoals: [fill-q2]\nowner: joon-park\nteam: rota\n\
         started: 2026-04-02\ntargets: [2026-06-01]\nshipped: 2026-05-13\ntags: [a, b]\n\
         depends_on: [swap-shifts]\neffort: 3\n",
        "{words}"
    );
    assert_eq!(
        fields(&folder, "bets/swap-shifts.md"),
        "title: Swap shifts\nstatus: declined\nproposed: 2026-05-13\ndecided: 2026-05-14\n"
    );
}

#[test]
fn issues_milestones_and_projects_of_github_are_told_apart() {
    let issues = r#"[{"number":7,"title":"Push offers","url":"https://x.example/7","state":"CLOSED","stateReason":"NOT_PLANNED","createdAt":"2026-01-02T10:00:00Z","closedAt":"2026-02-03T10:00:00Z","labels":[{"id":"1","name":"goal:fill-q2"},{"id":"2","name":"mobile"}],"assignees":[{"login":"joon-park","name":"Joon"}],"milestone":null,"body":"Why."}]"#;
    let (folder, words) = imported("github", issues);
    assert_eq!(
        fields(&folder, "bets/push-offers.md"),
        "title: Push offers\nstatus: declined\nproposed: 2026-01-02\ndecided: 2026-02-03\n\
         reason: closed as not planned\ngoal: fill-q2\nowner: joon-park\ntags: [mobile]\n",
        "{words}"
    );
    let milestones = r#"[{"url":"u","html_url":"https://x.example/m/1","id":1,"number":1,"state":"open","title":"Spring","description":"Why.","open_issues":3,"closed_issues":1,"due_on":"2026-06-30T07:00:00Z","closed_at":null}]"#;
    let (folder, _) = imported("github", milestones);
    assert_eq!(
        fields(&folder, "releases/spring.md"),
        "title: Spring\nstatus: in-progress\ntargets: [2026-06-30]\n"
    );
    let items = r#"{"items":[{"id":"I1","title":"Offers","content":{"type":"DraftIssue","title":"Offers","body":"Why.","url":"https://x.example/i"},"status":"Todo","reach":40,"effort":2}],"totalCount":1}"#;
    let (folder, _) = imported("github", items);
    assert_eq!(
        fields(&folder, "bets/offers.md"),
        "title: Offers\nstatus: proposed\nreach: 40\neffort: 2\n"
    );
}

#[test]
fn rows_above_the_names_of_columns_and_semicolons_are_accepted() {
    let asana = "Northwind;;\nexported on;2026-05-01;\n;;\n task id ;NAME;Due Date;Section/Column;Assignee;Parent task;Colour\n1;Push offers;2026-06-30;In progress;Joon Park;Shifts are filled;red\n";
    let (folder, words) = imported("asana", asana);
    assert_eq!(
        fields(&folder, "releases/push-offers.md"),
        "title: Push offers\nstatus: in-progress\ngoals: [fill-q2]\nowner: joon-park\n\
         targets: [2026-06-30]\n",
        "{words}"
    );
    assert!(documents(&folder)["releases/push-offers.md"].contains("    Colour: red\n"));
}

#[test]
fn databases_of_notion_and_features_of_productboard_are_read_by_their_usual_names() {
    let notion = "Name,Status,Owner,Due date,Goals\nPush offers,Not started,Joon Park,\"March 3, 2026 → March 9, 2026\",Shifts are filled (../Goals/Shifts%20are%20filled%20aaa.md)\n";
    let (folder, words) = imported("notion", notion);
    assert_eq!(
        fields(&folder, "releases/push-offers.md"),
        "title: Push offers\nstatus: planned\ngoals: [fill-q2]\nowner: joon-park\n\
         targets: [2026-03-03, 2026-03-09]\n",
        "{words}"
    );
    let features = "entity_name,description,pb_url,status_name,Release Confidence %,NOW\nPush offers,Why.,https://pb.example/1,Candidate,80%,x\n";
    let (folder, _) = imported("productboard", features);
    assert_eq!(
        fields(&folder, "bets/push-offers.md"),
        "title: Push offers\nstatus: proposed\nconfidence: 80 %\n"
    );
}

#[test]
fn a_map_of_ones_own_says_what_columns_mean() {
    let folder = handbook("Was;Wann\nPush offers;30.06.2026\n");
    let map = "record: Was\nkinds:\n  release:\n    - paths: [\"**\"]\n      title: Was\n      status: {default: planned}\n      fields: {targets: {from: Wann, dates: [\"%d.%m.%Y\"]}}\n";
    fs::write(folder.path().join("map.yml"), map).expect("a file");
    let output = run(folder.path(), &["import", "csv", "export", "--map", "map.yml"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(
        fields(&folder, "releases/push-offers.md"),
        "title: Push offers\nstatus: planned\ntargets: [2026-06-30]\n"
    );
}

#[test]
fn what_cannot_be_read_is_said_and_nothing_is_written() {
    for (tool, export, words) in [
        ("jira", "", "it is empty"),
        ("jira", "a,b\n1,2\n", "no row names its columns: one of them is `Issue key` or `key`"),
        ("jira", "{\"issues\": [", "it is no JSON"),
        ("jira", "{\"x\": 1}", "holds no list of records"),
        ("linear", "ID,Title\n1,\"Push\n2,Swap\n", "is never closed"),
        ("jra", "", "did you mean `jira`?"),
    ] {
        let folder = handbook(export);
        let output = run(folder.path(), &["import", tool, "export"]);
        assert_eq!(output.status.code(), Some(2), "{tool} {export}: {}", said(&output));
        assert!(said(&output).contains(words), "{tool} {export}: {}", said(&output));
        assert!(documents(&folder).is_empty());
    }
    let folder = handbook("x");
    fs::write(folder.path().join("map.yml"), "record: a\nkinds:\n  relese: []\n").expect("a file");
    let output = run(folder.path(), &["import", "csv", "export", "--map", "map.yml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("map.yml: line 3:"), "{}", said(&output));
    assert!(said(&output).contains("release"), "{}", said(&output));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn whatever_a_tool_holds_stays_inside_and_is_the_same_the_second_time(
        rows in prop::collection::vec(("[a-z./\\\\ :#'\"&*{}\\[\\]é-]{1,20}", "[^\\x00]{0,60}", "[ -~]{0,20}"), 1..5)
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["ID", "Title", "Description", "Odd: column"]).expect("a row");
        for (nth, (title, text, odd)) in rows.iter().enumerate() {
            writer.write_record([&*format!("R-{nth}"), title, text, odd]).expect("a row");
        }
        let bytes = writer.into_inner().expect("bytes");
        let (folder, _) = imported("linear", &String::from_utf8(bytes).expect("a text"));
        let first = documents(&folder);
        let top = walkdir::WalkDir::new(folder.path()).max_depth(1).into_iter().flatten();
        let outside: Vec<_> = top.map(|it| it.file_name().to_owned()).collect();
        prop_assert!(outside.len() <= 5, "{outside:?}");
        let words = said(&run(folder.path(), &["import", "linear", "export"]));
        prop_assert!(words.contains(": 0 new, 0 changed"), "{}", words);
        prop_assert_eq!(documents(&folder), first);
        let check = said(&run(folder.path(), &["check", "--format", "json"]));
        prop_assert!(!check.contains("bad-front-matter"), "{}", check);
    }
}
