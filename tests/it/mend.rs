//! Fixes: only the bytes that are meant change, whatever the file looks like.

use proptest::prelude::*;
use serde_json::Value as Json;
use throughline::base::diagnostic::Fix;
use throughline::base::edit::{Edit, edited};
use throughline::base::place::Place;
use throughline::parse::fields::json;
use throughline::parse::front::{Node, Value};
use throughline::parse::mend::{add_item, mend, mention, retarget, together};
use throughline::parse::{parse, parse_front};

fn said(text: &str) -> Json {
    let entries = parse_front(text).front.entries;
    json(&Node { span: 0..0, value: Value::Map(entries) })
}

fn done(text: &str, edits: &[Edit]) -> String {
    String::from_utf8(edited(text.as_bytes(), edits).expect("edits that fit")).expect("a text")
}

fn fix(text: &str, fix: &Fix) -> Option<String> {
    let front = parse_front(text).front;
    mend(text, &front, fix, parse_front).map(|edits| done(text, &edits))
}

fn set(field: &str, value: &str) -> Fix {
    Fix::SetField { field: field.into(), value: value.into() }
}

fn remove(field: &str) -> Fix {
    Fix::Remove { field: field.into() }
}

#[test]
fn a_value_is_written_as_the_author_wrote_it() {
    let cases = [
        ("goal: old # why", "goal: new # why"),
        ("goal: 'old'", "goal: 'new'"),
        ("goal:   \"old\"\t", "goal:   \"new\"\t"),
        ("goal: [old]", "goal: [new]"),
        ("goal:\n- old", "goal:\n- new"),
        ("goal:\n  - {goal: old, share: 1}", "goal:\n  - {goal: new, share: 1}"),
    ];
    let fields = ["goal", "goal", "goal", "goal[0]", "goal[0]", "goal[0].goal"];
    for ((before, after), field) in cases.iter().zip(fields) {
        let text = |inner: &str| format!("---\ntitle: x\n{inner}\nowner: y\n---\nold\n");
        assert_eq!(fix(&text(before), &set(field, "new")), Some(text(after)), "{before}");
    }
    // What would be read otherwise without quotes gets them.
    let text = "---\ngoal: old\n---\n";
    assert_eq!(fix(text, &set("goal", "a: b")).as_deref(), Some("---\ngoal: \"a: b\"\n---\n"));
    assert_eq!(fix(text, &set("goal", "null")).as_deref(), Some("---\ngoal: \"null\"\n---\n"));
}

#[test]
fn anchors_aliases_tags_and_blocks_are_left_alone() {
    let cases = [
        "goal: &a old\nother: *a",
        "goal: &a old",
        "other: &a old\ngoal: *a",
        "base: &b {goal: old}\ngoal: {<<: *b}",
        "goal: !!str old",
        "goal: |\n  old",
        "goal: >-\n  old",
        "goal: old\n  and more",
        "goal: \"old \\\n  more\"",
    ];
    for case in cases {
        let text = format!("---\n{case}\n---\n");
        for field in ["goal", "goal.goal"] {
            assert_eq!(fix(&text, &set(field, "new")), None, "{case}");
        }
    }
}

#[test]
fn a_key_is_renamed_unless_its_new_name_is_taken() {
    let rename = Fix::RenameKey { field: "staus".into(), to: "status".into() };
    let fixed = fix("---\r\nstaus : active # x\r\n---\r\n", &rename);
    assert_eq!(fixed.as_deref(), Some("---\r\nstatus : active # x\r\n---\r\n"));
    assert_eq!(
        fix("---\n\"staus\": a\n---\n", &rename).as_deref(),
        Some("---\n\"status\": a\n---\n")
    );
    assert_eq!(fix("---\nstaus: a\nstatus: b\n---\n", &rename), None);
}

#[test]
fn an_entry_goes_and_comments_stay() {
    let cases = [
        ("a: 1\nb: 2\nc: 3\n", "b", Some("a: 1\nc: 3\n")),
        ("a: 1\nb: 2 # why\nc: 3\n", "b", Some("a: 1\n# why\nc: 3\n")),
        ("# above\nb: 2\n", "b", Some("# above\n")),
        ("b:\n  - x\n  - y\nc: 3\n", "b", Some("c: 3\n")),
        ("b:\n  - x # first\n  - y\nc: 3\n", "b", None),
        ("b:\n  - x\n  # second\n  - y\nc: 3\n", "b", None),
        ("b:\n  - x\n  - y # second\n", "b[1]", Some("b:\n  - x\n  # second\n")),
        ("b:\n  - x\n  - y\n", "b[0]", Some("b:\n  - y\n")),
        ("b:\n  - {l: x}\n", "b[0]", Some("")),
        ("b: [x, y, z]\n", "b[1]", Some("b: [x, z]\n")),
        ("b: [x, y]\n", "b[1]", Some("b: [x]\n")),
        ("b: [x]\nc: 3\n", "b[0]", Some("c: 3\n")),
        ("m: {a: 1, b: 2}\n", "m.a", Some("m: {b: 2}\n")),
        ("m: {a: 1, b: 2}\n", "m.b", Some("m: {a: 1}\n")),
        ("b: &x [y]\nc: *x\n", "b", None),
    ];
    for (before, field, after) in cases {
        let text = |inner: &str| format!("---\n{inner}---\nbody\n");
        assert_eq!(fix(&text(before), &remove(field)), after.map(text), "{before:?} {field}");
    }
}

#[test]
fn a_value_that_is_no_yaml_is_put_in_quotes() {
    let text = "---\ntitle: Plan: the second year\nowner: @mara\nstatus: draft\n---\n";
    let parsed = parse_front(text);
    let fixes: Vec<_> = parsed.problems.iter().filter_map(|it| it.fix.as_ref()).collect();
    assert_eq!(fixes.len(), 2);
    let changes: Vec<_> =
        fixes.iter().map(|it| mend(text, &parsed.front, it, parse_front).expect("a fix")).collect();
    let (edits, taken) = together(text, &changes, parse_front);
    assert_eq!(taken, [0, 1]);
    let wanted = "---\ntitle: \"Plan: the second year\"\nowner: \"@mara\"\nstatus: draft\n---\n";
    assert_eq!(done(text, &edits), wanted);
}

#[test]
fn changes_of_the_same_bytes_wait_for_each_other() {
    let text = "---\ngoal: old\n---\n";
    let one = vec![Edit { start: 10, end: 13, text: "new".to_owned() }];
    let other = vec![Edit { start: 10, end: 13, text: "else".to_owned() }];
    let (edits, taken) = together(text, &[one.clone(), one.clone(), other], parse_front);
    assert_eq!((edits, taken), (one, vec![0, 1]));
}

#[test]
fn an_older_id_is_added_wherever_the_list_is() {
    let cases = [
        ("---\ntitle: x\n---\nbody", "---\ntitle: x\naliases: [old]\n---\nbody"),
        ("---\r\ntitle: x\r\n---\r\n", "---\r\ntitle: x\r\naliases: [old]\r\n---\r\n"),
        ("# Title\n", "---\naliases: [old]\n---\n# Title\n"),
        ("\u{feff}# Title\r\n", "\u{feff}---\r\naliases: [old]\r\n---\r\n# Title\r\n"),
        ("---\naliases: [a] # x\n---\n", "---\naliases: [a, old] # x\n---\n"),
        ("---\naliases: [ ]\n---\n", "---\naliases: [old ]\n---\n"),
        ("---\naliases:\n  - a # x\nb: 1\n---\n", "---\naliases:\n  - a # x\n  - old\nb: 1\n---\n"),
        ("---\naliases: a\n---\n", "---\naliases: [a, old]\n---\n"),
        ("---\naliases:\nb: 1\n---\n", "---\naliases: [old]\nb: 1\n---\n"),
    ];
    for (before, after) in cases {
        let front = parse_front(before).front;
        let edits = add_item(before, &front, "aliases", "old", parse_front);
        assert_eq!(edits.map(|edits| done(before, &edits)).as_deref(), Some(after), "{before:?}");
    }
}

#[test]
fn links_lead_elsewhere_however_they_are_written() {
    let cases = [
        ("[a](old.md)", "[a](new.md)"),
        ("[old.md](old.md \"old.md\")", "[old.md](new.md \"old.md\")"),
        ("[a](<old.md>)", "[a](<new.md>)"),
        ("![old.md](old.md)", "![old.md](new.md)"),
        ("[a][r]\n\n[r]: old.md \"t\"", "[a][r]\n\n[r]: new.md \"t\""),
        ("[old.md]\n\n[old.md]: old.md", "[old.md]\n\n[old.md]: new.md"),
        ("<a href=\"old.md\">x</a>", "<a href=\"new.md\">x</a>"),
        ("[[old.md|words]] `old.md`", "[[new.md|words]] `old.md`"),
    ];
    for (before, after) in cases {
        let text = format!("---\na: 1\n---\nold.md `[a](old.md)` {before}\n");
        let parsed = parse(&text);
        let done_ = retarget(&text, parsed.front.body as usize, &[(0, "new.md".to_owned())]);
        assert!(done_.left.is_empty(), "{before}");
        let wanted = format!("---\na: 1\n---\nold.md `[a](old.md)` {after}\n");
        assert_eq!(done(&text, &done_.edits), wanted);
    }
}

#[test]
fn a_body_asks_for_a_document_by_its_new_id() {
    let text = "[[old:owner]] and [[old#kr:target]], `[[old:owner]]`, old\n\n```view table\nquery: under:old status:old-one goals:old,b\ntitle: old\n```\n\n```text\nquery: under:old\n```\n";
    let edits = mention(text, 0, &|name| name == "old", "new");
    // The code span cannot be told from the rest by its text, so that values stay where one is in doubt.
    let plain = text.replace("`[[old:owner]]`, ", "");
    assert!(edits.is_empty());
    let edits = mention(&plain, 0, &|name| name == "old", "new");
    let wanted = "[[new:owner]] and [[new#kr:target]], old\n\n```view table\nquery: under:new status:old-one goals:new,b\ntitle: old\n```\n\n```text\nquery: under:old\n```\n";
    assert_eq!(done(&plain, &edits), wanted);
}

/// Lines of front matter in many layouts; `K` is a key of their own, `V` the value that may be asked for.
const LINES: &[&str] = &[
    "K: V",
    "K:  V  # why: not",
    "K: 'V'",
    "K: \"V\" #x",
    "\"K\": V",
    "K: [V, other]",
    "K: [ 'V' ]",
    "K:\n  - V\n  - other",
    "K:\n- V # one\n# two\n- other",
    "K: {a: V, b: [V2]}",
    "K:\n  a: V\n  b: |\n    V\n    two",
    "K: &KA V",
    "K: !!str V",
    "K: >\n  V\n  more",
    "K: # nothing",
    "# K: V",
    "",
    "K: V: W",
    "K: @V",
    "K: 'it''s V'",
    "K: \"a \\\" V\"",
    "K: ünï V",
    "K: [V",
    "\tK: V",
    "K: 1.10",
    "K: ~",
];

fn front() -> impl Strategy<Value = String> {
    let line = prop::sample::select(LINES);
    let lines = prop::collection::vec(line, 1..8);
    (lines, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(lines, crlf, bom, closed)| {
        let mut text = String::from("---\n");
        for (nth, line) in lines.iter().enumerate() {
            let value = ["old", "two words", "old"][nth % 3];
            text += &line.replace('K', &format!("k{nth}")).replace('V', value);
            text.push('\n');
        }
        if closed {
            text += "---\n";
        }
        text += "\n# old\n\n[old](old.md)\n";
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        if bom { format!("\u{feff}{text}") } else { text }
    })
}

/// What is said after a value at a path is set, or an entry is renamed or taken away.
fn wanted(mut value: Json, fix: &Fix) -> Option<Json> {
    let key = |field: &str| field.split(['[', '.']).next().unwrap_or_default().to_owned();
    match fix {
        Fix::SetField { field, value: new } => {
            let pointer = format!("/{}", field.replace(['[', '.'], "/").replace(']', ""));
            // A plain value stands for a list of one, and for a map of which it is the main field.
            let mut pointer = pointer.as_str();
            while value.pointer(pointer).is_none() {
                pointer = pointer.rsplit_once('/')?.0;
            }
            *value.pointer_mut(pointer)? = Json::from(&**new);
        }
        Fix::RenameKey { field, to } => {
            let map = value.as_object_mut()?;
            let moved = map.remove(&key(field))?;
            map.insert(to.to_string(), moved);
        }
        Fix::Remove { field } => {
            value.as_object_mut()?.remove(&key(field))?;
        }
        Fix::Replace { .. } => return None,
    }
    Some(value)
}

fn any_fix() -> impl Strategy<Value = Fix> {
    let field = prop::sample::select(&["", "[0]", "[1]", ".a", ".b", ".b[0]"][..]);
    let value = prop::sample::select(&["new", "a: b", "no", "@x", "it's", "- x", "#y", "ü"][..]);
    (0..8usize, field, value, 0..4usize).prop_map(|(nth, rest, value, which)| match which {
        0 | 1 => set(&format!("k{nth}{rest}"), value),
        2 => Fix::RenameKey { field: format!("k{nth}").into(), to: "status".into() },
        _ => remove(&format!("k{nth}")),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn a_fix_changes_what_is_meant_and_nothing_else(text in front(), asked in any_fix()) {
        let before = parse_front(&text);
        if let Some(new) = fix(&text, &asked) {
            let after = parse_front(&new);
            prop_assert_eq!(said(&new), wanted(said(&text), &asked).expect("something to change"));
            prop_assert!(after.problems.len() <= before.problems.len());
            prop_assert_eq!(text.get(before.front.body as usize..), new.get(after.front.body as usize..));
            // Comments and line ends are all there.
            prop_assert!(text.matches(" #").count() <= new.matches('#').count());
            prop_assert_eq!(text.contains("\r\n"), new.contains("\r\n"));
            prop_assert!(new.matches('\n').count() <= text.matches('\n').count());
            prop_assert_eq!(text.starts_with('\u{feff}'), new.starts_with('\u{feff}'));
        }
    }

    #[test]
    fn what_the_reading_would_mend_is_mended(text in front()) {
        let parsed = parse_front(&text);
        let fixes = parsed.problems.iter().filter_map(|it| it.fix.as_ref());
        let changes: Vec<_> = fixes.filter_map(|it| mend(&text, &parsed.front, it, parse_front)).collect();
        let (edits, taken) = together(&text, &changes, parse_front);
        let after = parse_front(&done(&text, &edits));
        if !taken.is_empty() {
            prop_assert!(after.problems.len() < parsed.problems.len());
        }
        prop_assert!(after.front.entries.len() >= parsed.front.entries.len());
    }

    #[test]
    fn an_older_id_is_all_that_is_added(text in front()) {
        let front = parse_front(&text).front;
        if let Some(edits) = add_item(&text, &front, "aliases", "older", parse_front) {
            let new = done(&text, &edits);
            let mut wanted = said(&text);
            wanted["aliases"] = serde_json::json!(["older"]);
            prop_assert_eq!(said(&new), wanted);
            prop_assert_eq!(new.len(), text.len() + edits[0].text.len());
        }
    }
}

#[test]
fn a_link_in_prose_is_mended_by_its_target_alone() {
    let text = "---\na: 1\n---\n[[old]] [[old|old]] [[old#x]]\n";
    let fix_at = |nth, new: &str| Fix::Replace { place: Place::Link(nth), text: new.into() };
    assert_eq!(
        fix(text, &fix_at(1, "new")).as_deref(),
        Some("---\na: 1\n---\n[[old]] [[new|old]] [[old#x]]\n")
    );
    assert_eq!(
        fix(text, &fix_at(2, "new#x")).as_deref(),
        Some("---\na: 1\n---\n[[old]] [[old|old]] [[new#x]]\n")
    );
    assert_eq!(fix(text, &fix_at(9, "new")), None);
}
