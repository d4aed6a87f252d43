//! `findings.json`: what is wrong, for other programs.

use serde_json::{Value, json};

use super::super::engine::Site;

/// The file.
pub fn json(site: &Site) -> Vec<u8> {
    let reader = site.reader();
    let list: Vec<Value> = site
        .findings
        .open()
        .map(|finding| {
            let place = site.whereabouts(&reader, &finding.at);
            json!({
                "lint": finding.code,
                "level": finding.level.as_str(),
                "id": finding.subject,
                "file": site.file_of(&finding.at),
                "line": place.as_ref().map(|p| p.line),
                "column": place.as_ref().map(|p| p.column),
                "what": finding.what,
                "why": finding.why,
                "help": finding.help,
            })
        })
        .collect();
    let mut out = serde_json::to_vec_pretty(&json!({
        "format": "throughline findings",
        "version": 1,
        "findings": list,
    }))
    .unwrap_or_default();
    out.push(b'\n');
    out
}
