//! Whatever stands in a content folder: nothing panics, nothing that an author writes runs in a reader's browser, no
//! address leaves the site, and no file hides the faults of the others.

mod scan;
mod words;
mod world;

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use throughline::base::diagnostic::Diagnostic;
use throughline::base::names::Url;
use throughline::site::engine::Site;
use throughline::site::outputs::Output;

use crate::small;
use scan::{Scan, scan};
pub use words::FIELDS;
use world::{File, PLANTED, PLANTED_TEXT};

/// A site with a planted fault among these files.
fn site(files: &[File], settings: Option<&str>) -> Arc<Site> {
    let mut all: Vec<(String, Vec<u8>)> =
        files.iter().map(|file| (file.path.clone(), file.bytes.clone())).collect();
    all.push((PLANTED.to_owned(), PLANTED_TEXT.as_bytes().to_vec()));
    small::of_bytes(&all, settings.map(str::as_bytes))
}

/// Everything that must hold of every site; the first fault in words.
fn check(site: &Site) -> Result<(), String> {
    let reader = site.reader();
    for finding in site.findings.all() {
        if finding.code == "internal-error" {
            return Err(format!("{}: {}", finding.code, finding.what));
        }
        let spots = std::iter::once(&finding.at).chain(finding.related.iter().map(|(at, _)| at));
        for spot in spots {
            if let Some(place) = site.whereabouts(&reader, spot) {
                place.text.get(place.range.clone()).ok_or("a place outside of its text")?;
            }
        }
    }
    let planted = |code: &str| {
        site.findings.all().any(|finding| {
            finding.code == code
                && finding.at.file.as_ref().is_some_and(|file| file.as_str() == PLANTED)
        })
    };
    if !planted("release-without-goal") {
        return Err("the planted fault is not found".to_owned());
    }
    addresses(site)?;
    for (url, output) in &site.outputs.list {
        let Some(made) = site.make(url) else {
            // A page may have fewer tables than it has room for.
            if matches!(output, Output::Table(..)) {
                continue;
            }
            return Err(format!("{url}: nothing is made"));
        };
        let bytes = made.bytes().unwrap_or_default();
        match output {
            Output::Page(_) => {
                let page = scan(bytes);
                // What stands for any page that is not there has links from the host's root.
                let is_fault = |it: &&String| **url != *"404.html" || !it.contains("=\"/");
                if let Some(fault) = page.faults.iter().find(is_fault) {
                    return Err(format!("{url}: {fault}"));
                }
                links(site, url, &page)?;
                if page.words.contains("could not be made: a bug") {
                    return Err(format!("{url}: a panic"));
                }
            }
            Output::Copy(_) | Output::Asset(_) => {}
            _ if url.ends_with(".json") => {
                serde_json::from_slice::<serde_json::Value>(bytes)
                    .map_err(|error| format!("{url}: {error}"))?;
            }
            _ => {
                std::str::from_utf8(bytes).map_err(|error| format!("{url}: {error}"))?;
            }
        }
    }
    Ok(())
}

/// No address leaves the folder, and each can be a file beside all the others on any disk.
fn addresses(site: &Site) -> Result<(), String> {
    let mut names = BTreeSet::new();
    for (url, _) in &site.outputs.list {
        if Url::new(url).is_none() || url.split('/').any(|step| step.len() > 255) {
            return Err(format!("{url:?} is no address"));
        }
        if !names.insert(url.to_lowercase()) {
            return Err(format!("{url:?} is taken twice"));
        }
    }
    for name in &names {
        for (at, _) in name.match_indices('/') {
            if names.contains(&name[..at]) {
                return Err(format!("{name:?} lies in a file"));
            }
        }
    }
    Ok(())
}

/// Every link within the site leads to something that the site has; or to what did not get its address, which is said.
fn links(site: &Site, from: &Url, page: &Scan) -> Result<(), String> {
    let reader = site.reader();
    for link in &page.links {
        let (path, _) = link.split_once('#').unwrap_or((link, ""));
        if path.is_empty() {
            continue;
        }
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let base = site.config.base_url.as_deref().unwrap_or("https://x/");
        let base = throughline::base::address::Base(base).path();
        let path = path.strip_prefix(&*base).unwrap_or(path);
        let decoded = throughline::model::links::decode(path);
        let target = throughline::base::names::join(folder, &decoded);
        let lost = |target: &str| {
            let page = target.replace(".json", ".html");
            let has_lost = |finding: &Diagnostic| {
                let doc = finding.at.file.as_ref().and_then(|path| reader.at_path(path));
                let file = finding.at.file.as_ref().is_some_and(|file| **file == *target);
                finding.code == "url-clash"
                    && (file || doc.and_then(|id| reader.doc(id)).is_some_and(|d| *d.url == *page))
            };
            site.findings.all().any(has_lost)
        };
        if target.is_none_or(|target| site.outputs.at(&target).is_none() && !lost(&target)) {
            return Err(format!("{from}: the link {link:?} leads nowhere"));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

    #[test]
    fn any_handbook_makes_a_sound_site(files in world::files(), settings in world::settings()) {
        let site = site(&files, settings.as_deref());
        check(&site).map_err(TestCaseError::fail)?;
    }
}
