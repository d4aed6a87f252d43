//! The sample company, checked on a copy outside git: exactly the findings that its story holds.

use std::path::Path;

use crate::small;

/// The files of the sample, with its settings.
fn company() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let settings = std::fs::read_to_string(root.join("throughline.yml")).expect("settings");
    let mut files = vec![(small::SETTINGS.to_owned(), settings)];
    let content = root.join("content");
    for entry in walkdir::WalkDir::new(&content).sort_by_file_name() {
        let entry = entry.expect("an entry");
        let path = entry.path();
        if path.extension().is_some_and(|end| end == "md" || end == "csv") {
            let below = path.strip_prefix(&content).expect("below the content");
            let text = std::fs::read_to_string(path).expect("a text");
            files.push((below.to_string_lossy().replace('\\', "/"), text));
        }
    }
    files
}

#[test]
fn the_sample_company_has_exactly_its_findings() {
    let found: Vec<String> = small::findings(&company())
        .iter()
        .filter(|seen| seen.code != "broken-link")
        .map(|seen| format!("{} {} {}:{}", seen.level, seen.code, seen.path, seen.line))
        .collect();
    let expected = [
        "note nps-change-is-noise feedback/nps-asks-swaps.md:9",
        "warning watermelon goals/carer-q2.md:2",
        "warning confidence-falling goals/onboard-q2.md:2",
        "warning masked-kr goals/trust-q2.md:12",
        "warning team-not-on-goal releases/bank-holiday-pay.md:6",
        "warning build-without-evidence releases/carer-home.md:1",
        "warning build-without-evidence releases/co-branding.md:1",
        "warning release-without-outcome releases/co-branding.md:1",
        "warning release-without-goal releases/co-branding.md:7",
        "warning ships-declined-bet releases/co-branding.md:8",
        "warning build-without-evidence releases/dark-theme.md:1",
        "warning release-without-outcome releases/dark-theme.md:1",
        "warning goal-period-over releases/dark-theme.md:7",
        "warning build-without-evidence releases/evidence-pack.md:1",
        "warning release-without-outcome releases/evidence-pack.md:1",
        "warning target-moved-twice releases/guided-first-rota.md:13",
        "warning missed-checkin teams/trust.md:10",
        "warning could-under-20 throughline.yml:1",
        "warning must-over-60 throughline.yml:1",
    ];
    let mut expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
    expected.sort();
    let mut found = found;
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn the_sample_company_holds_no_broken_link_to_a_document() {
    let broken: Vec<String> = small::findings(&company())
        .into_iter()
        .filter(|seen| seen.code == "broken-link" && !seen.what.contains("image"))
        .map(|seen| format!("{}:{} {}", seen.path, seen.line, seen.what))
        .collect();
    assert_eq!(broken, Vec::<String>::new());
}
