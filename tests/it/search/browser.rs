//! The search in a real browser: `tests/browser/search.mjs` types, moves and opens, from a host with a prefix and a strict
//! policy, and from the disk.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::browser::{PROGRAM, ready};

/// Builds a site and looks for something in it.
fn look(content: &Path, from: Option<&str>, queries: &Value) {
    let Some(tools) = ready() else { return };
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let (site, asked) = (folder.path().join("site"), folder.path().join("queries.json"));
    std::fs::write(&asked, queries.to_string()).unwrap();
    let built = Command::new(PROGRAM)
        .args(["build", "--quiet", "--keep-going", "--out"])
        .arg(&site)
        .arg(content)
        .output()
        .unwrap();
    assert!(site.join("search.html").is_file(), "{}", String::from_utf8_lossy(&built.stderr));
    let mut node = Command::new("node");
    node.arg(home.join("tests/browser/search.mjs")).arg(site).arg(asked).arg("--tools").arg(tools);
    if let Some(from) = from {
        node.args(["--from", from]);
    }
    let looked = node.output().unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(looked.status.success(), "{}{}", said(&looked.stdout), said(&looked.stderr));
}

#[test]
fn the_keyboard_finds_and_opens_a_page_of_the_sample() {
    look(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        Some("goals/fill-q2.html"),
        &json!([
            {"text": "shift swap", "first": "Shift swap (MVP)"},
            {"text": "swaping", "among": "Shift swap (MVP)"},
            {"text": "offer rank", "first": "Offer ranking, first version"},
            {"text": "gaurdrail", "said": "guardrail"},
            {"text": "nanagers", "said": "managers"},
            {"text": "ines okafor", "first": "Ines Okafor"},
            {"text": "shift swap qqqqq", "said": "No page has all", "among": "Shift swap (MVP)"},
            {"text": "qqqqqqq", "none": true, "said": "Nothing found"},
        ]),
    );
}

#[test]
fn any_script_is_found_and_none_is_run() {
    let folder = tempfile::tempdir().unwrap();
    let long = format!("Long {}", "x".repeat(10_000));
    let titles = [
        "<img src=x onerror=alert(1)></script><script>alert(2)</script>",
        "\"quoted\" 'and' \\ ${back}",
        "שלום עולם",
        "🦊 emoji fox",
        &long,
        "四半期の目標",
        "हिन्दी लक्ष्य",
        "Größe der Straße",
        "constructor __proto__",
    ];
    for (n, title) in titles.iter().enumerate() {
        let text = format!(
            "---\ntitle: {}\n---\n\nA text with Kundenzufriedenheit and <b onclick=\"alert(3)\">bold</b>.\n",
            serde_json::to_string(title).unwrap()
        );
        std::fs::write(folder.path().join(format!("p{n}.md")), text).unwrap();
    }
    std::fs::write(folder.path().join("index.md"), "# Home\n\nBegin here.\n").unwrap();
    look(
        folder.path(),
        None,
        &json!([
            {"text": "onerror", "first": titles[0]},
            {"text": "quoted", "first": titles[1]},
            {"text": "שלום", "first": titles[2]},
            {"text": "🦊 fox", "first": titles[3]},
            {"text": "xxxxxxxxxx", "first": titles[4]},
            {"text": "目標", "first": titles[5]},
            {"text": "四半期の", "first": titles[5]},
            {"text": "लक्ष्य", "first": titles[6]},
            {"text": "GROSSE strasse", "first": titles[7]},
            {"text": "Große Straße", "first": titles[7]},
            {"text": "constructor", "first": titles[8]},
            {"text": "tostring", "none": true},
            {"text": "kundenzufreidenheit", "said": "kundenzufriedenheit"},
        ]),
    );
}
