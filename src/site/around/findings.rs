//! `findings.json`: what is wrong, for other programs.

use serde::ser::{Serialize, SerializeSeq, Serializer};

use crate::base::diagnostic::Diagnostic;
use crate::base::place::Spot;

use super::super::engine::Site;

#[derive(serde::Serialize)]
struct File<'a> {
    format: &'static str,
    version: u32,
    findings: List<'a>,
}

/// So many bytes are kept ready for a finding; most take less.
const ONE: usize = 640;

/// All findings, those of a document placed together when they are written.
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
    let mut out = Vec::with_capacity(site.findings.open().count() * ONE);
    // Texts and numbers can always be written.
    let _ = serde_json::to_writer_pretty(&mut out, &file);
    out.push(b'\n');
    out
}

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self(site) = self;
        let reader = site.reader();
        let mut list = to.serialize_seq(None)?;
        let open: Vec<&Diagnostic> = site.findings.open().collect();
        for own in open.chunk_by(|one, other| one.at.file == other.at.file) {
            let spots: Vec<&Spot> = own.iter().map(|it| &it.at).collect();
            for (it, place) in own.iter().zip(site.all_whereabouts(&reader, &spots)) {
                let Diagnostic { code, level, subject, at, what, why, help, .. } = it;
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
        }
        list.end()
    }
}
