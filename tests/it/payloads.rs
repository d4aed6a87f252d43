//! Scripts in every field and in every form of text, looked at in a real browser without a Content-Security-Policy: none
//! runs. `tests/browser/payloads.mjs` opens the pages; its tools are those of `browser`.

use std::path::Path;
use std::process::Command;

use crate::browser::{PROGRAM, ready};

/// Texts that run, in a place that takes them for something else than text.
const PAYLOADS: [&str; 12] = [
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(2)' x='",
    "<script>alert(3)</script>",
    "</title><script>alert(4)</script>",
    "</script><script>alert(5)</script>",
    "--><svg onload=alert(6)>",
    "]]><script>alert(7)</script>",
    "javascript:alert(8)",
    "\u{202e}<svg/onload=alert(9)>\u{2028}",
    "{{ site.title }}{% raw %}`<b onclick=alert(10)>`",
    "<math><mi//xlink:href=\"data:x,<script>alert(11)</script>\">",
    "&lt;script&gt;alert(12)&lt;/script&gt;&#x3c;img src=x onerror=alert(12)&#x3e;",
];

/// A document of each kind for each payload, with the payload in every field and in every form of text.
fn payloads(content: &Path) {
    let kinds = [
        "strategy",
        "metrics",
        "goals",
        "bets",
        "releases",
        "checkins",
        "feedback",
        "studies",
        "decisions",
        "teams",
        "people",
        "pages",
    ];
    let sound = "goals: [g0]\ngoal: g0\nteam: t0\nstatus: STATUS\nperiod: 2026-Q2\ndate: 2026-05-01\nheard: 2026-05-01\n\
        targets: [2026-06-01]\nproposed: 2026-04-01\nunit: P\nkrs: [{id: a, title: P, baseline: 1, target: 2, unit: P}]\n\
        pillars: [{id: p, title: P, why: P}]\noptions: [P]\nroles: {pm: P}\nevidence: [{date: 2026-05-01, note: P, url: P}]\n\
        outcome: {customer: P, business: P}\n";
    for kind in kinds {
        let folder = content.join(kind);
        std::fs::create_dir_all(&folder).unwrap();
        for (n, payload) in PAYLOADS.iter().enumerate() {
            let quoted = serde_json::to_string(payload).unwrap();
            let status = ["active", "accepted", "in-progress", "open"][n % 4];
            let mut front = sound.replace("STATUS", status).replace(" P", &format!(" {quoted}"));
            for field in crate::hostile::FIELDS {
                if !front.contains(&format!("\n{field}:"))
                    && !front.starts_with(&format!("{field}:"))
                {
                    let name = serde_json::to_string(field).unwrap();
                    let value = match *field {
                        "id" => format!("{}{n}", &kind[..1]),
                        "audience" | "draft" | "type" | "allow" => continue,
                        "tags" | "aliases" | "links" => format!("[{quoted}, plain]"),
                        _ => quoted.clone(),
                    };
                    front.push_str(&format!("{name}: {value}\n"));
                }
            }
            let body = format!(
                "# {payload}\n\n{payload}\n\n[{payload}]({payload}) ![{payload}]({payload} '{payload}')\n\n\
                 - {payload}\n\n> [!NOTE]\n> {payload}\n\n{payload}\n: {payload}\n\n| {payload} |\n|---|\n| {payload} |\n\n\
                 ```{payload}\n{payload}\n```\n\n```html {payload}.html\n{payload}\n```\n\n```view table\nquery: {payload}\n```\n\n\
                 ```mermaid\nflowchart LR\n a[{payload}]\n click a {payload}\n```\n\n[[{payload}]] [[g0|{payload}]] [[=count {payload}]] a[^n]\n\n\
                 ![i](i.png \"{payload}\")\n\n![i](i.svg)\n\n[^n]: {payload}\n"
            );
            let name = format!("{kind}-{n}.md");
            std::fs::write(folder.join(name), format!("---\n{front}---\n\n{body}")).unwrap();
        }
        std::fs::write(folder.join("i.png"), "<script>alert(13)</script>").unwrap();
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9' onload='alert(14)'><script>alert(15)</script></svg>";
        std::fs::write(folder.join("i.svg"), svg).unwrap();
        let table: String =
            PAYLOADS.iter().map(|it| format!("\"{}\",1\n", it.replace('"', "\"\""))).collect();
        std::fs::write(folder.join(format!("{kind}-0.csv")), format!("date,value\n{table}"))
            .unwrap();
    }
    let terms: String = PAYLOADS.iter().map(|it| format!("{it}\n: {it}\n\n")).collect();
    std::fs::write(content.join("glossary.md"), format!("# Glossary\n\n{terms}")).unwrap();
}

#[test]
fn nothing_that_is_written_into_any_field_runs_in_a_browser() {
    let Some(tools) = ready() else { return };
    let home = tempfile::tempdir().unwrap();
    payloads(&home.path().join("content"));
    let title = serde_json::to_string(PAYLOADS[3]).unwrap();
    let settings = format!(
        "as_of: 2026-05-15\nbase_url: https://example.com/deep/prefix/\ntitle: {title}\ndescription: {title}\nreach_unit: {title}\n"
    );
    std::fs::write(home.path().join("throughline.yml"), settings).unwrap();
    let site = home.path().join("site");
    let built = Command::new(PROGRAM)
        .current_dir(home.path())
        .args(["build", "--quiet", "--keep-going", "--out"])
        .arg(&site)
        .output()
        .unwrap();
    assert_eq!(built.status.code(), Some(1), "{}", String::from_utf8_lossy(&built.stderr));
    assert!(site.join("goals/goals-0.html").is_file(), "the site is there in spite of its faults");
    let looked = Command::new("node")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/payloads.mjs"))
        .arg(&site)
        .arg("--tools")
        .arg(tools)
        .output()
        .unwrap();
    assert!(
        looked.status.success(),
        "{}{}",
        String::from_utf8_lossy(&looked.stdout),
        String::from_utf8_lossy(&looked.stderr)
    );
}
