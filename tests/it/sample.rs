//! The sample company, which has the faults that a real one has, and no other.

use std::fs;
use std::path::Path;

use throughline::base::diagnostic::Level;

use crate::small::{self, SETTINGS, Seen};

/// The files of the sample: its settings and its content.
pub fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let settings = fs::read_to_string(root.join(SETTINGS)).expect("the settings");
    let mut files = vec![(SETTINGS.to_owned(), settings)];
    let content = root.join("content");
    let mut folders = vec![content.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the sample") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(&content).expect("a path below the content");
                // An image is only copied: that it is there is enough.
                let bytes = fs::read(&path).expect("a file");
                let text = String::from_utf8_lossy(&bytes).into_owned();
                files.push((below.to_str().expect("a plain path").replace('\\', "/"), text));
            }
        }
    }
    files.sort();
    files
}

fn line(seen: &Seen) -> String {
    format!("{} {} {}", seen.level.as_str(), seen.code, seen.path)
}

#[test]
fn the_sample_has_exactly_the_findings_that_it_is_made_for() {
    let seen = small::findings(&files());
    let mut found: Vec<String> = seen.iter().map(line).collect();
    found.sort();
    let mut wanted: Vec<String> = [
        "warning watermelon goals/carer-q2.md",
        "warning masked-kr goals/trust-q2.md",
        "warning confidence-falling goals/onboard-q2.md",
        "warning missed-checkin teams/trust.md",
        "warning ships-declined-bet releases/co-branding.md",
        "warning release-without-goal releases/co-branding.md",
        "warning goal-period-over releases/dark-theme.md",
        "warning team-not-on-goal releases/bank-holiday-pay.md",
        "warning release-without-outcome releases/co-branding.md",
        "warning release-without-outcome releases/dark-theme.md",
        "warning release-without-outcome releases/evidence-pack.md",
        "warning must-over-60 throughline.yml",
        "warning could-under-20 throughline.yml",
        "warning build-without-evidence releases/carer-home.md",
        "warning build-without-evidence releases/co-branding.md",
        "warning build-without-evidence releases/dark-theme.md",
        "warning build-without-evidence releases/evidence-pack.md",
        "warning target-moved-twice releases/guided-first-rota.md",
        "note nps-change-is-noise feedback/nps-asks-swaps.md",
    ]
    .map(str::to_owned)
    .to_vec();
    wanted.sort();
    assert_eq!(found, wanted, "{seen:#?}");
    assert_eq!(seen.iter().filter(|one| one.level == Level::Error).count(), 0);
}
