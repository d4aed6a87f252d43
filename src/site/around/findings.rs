//! `findings.json`: what is wrong, for other programs.

use serde::ser::{Serialize, SerializeSeq, Serializer};

use crate::base::diagnostic::Diagnostic;

use super::super::engine::Site;

#[derive(serde::Serialize)]
struct File<'a> {
    format: &'static str,
    version: u32,
    findings: List<'a>,
}

/// All findings, each placed when it is written.
struct List<'a>(&'a Site);

#[derive(serde::Serialize)]
struct Finding<'a> {
    lint: &'a str,
    level: &'static str,
    id: &'a str,
    file: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    what: &'a str,
    why: &'a str,
    help: Option<&'a str>,
}

/// The file.
pub fn json(site: &Site) -> Vec<u8> {
    let file = File { format: "throughline findings", version: 1, findings: List(site) };
    let mut out = serde_json::to_vec_pretty(&file).unwrap_or_default();
    out.push(b'\n');
    out
}

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self(site) = self;
        let reader = site.reader();
        let mut list = to.serialize_seq(None)?;
        for diagnostic in site.findings.open() {
            let Diagnostic { code, level, subject, at, what, why, help, .. } = diagnostic;
            let place = site.whereabouts(&reader, at);
            list.serialize_element(&Finding {
                lint: code,
                level: level.as_str(),
                id: subject,
                file: site.file_of(at),
                line: place.as_ref().map(|it| it.line),
                column: place.as_ref().map(|it| it.column),
                what,
                why,
                help: help.as_deref(),
            })?;
        }
        list.end()
    }
}
