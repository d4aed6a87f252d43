//! The schema of SARIF 2.1.0 as OASIS publishes it, out of the package that brings it along. `tests/sarif` names that
//! package, so that nothing of it is built; where it cannot be had, that is said, and in CI it is a fault.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

/// Judges a log by the published schema; none where that cannot be had.
pub fn sarif() -> Option<&'static jsonschema::Validator> {
    static VALIDATOR: OnceLock<Option<jsonschema::Validator>> = OnceLock::new();
    let found = VALIDATOR.get_or_init(|| {
        let text = std::fs::read_to_string(file()?).expect("the published schema");
        let schema: Value = serde_json::from_str(&text).expect("JSON");
        let title = schema["title"].as_str().unwrap_or_default();
        assert!(title.contains("SARIF) Version 2.1.0"), "{title}");
        Some(jsonschema::validator_for(&schema).expect("a schema"))
    });
    found.as_ref()
}

/// Where the schema lies; cargo brings it, if it is not there yet.
fn file() -> Option<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sarif/Cargo.toml");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--manifest-path"])
        .arg(manifest)
        .output()
        .expect("cargo tells where packages are");
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(std::env::var_os("CI").is_none(), "{said}");
        eprintln!("skipped, the published schema cannot be had: {said}");
        return None;
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let package = packages.iter().find(|it| it["name"] == "serde-sarif").expect("the package");
    let manifest = PathBuf::from(package["manifest_path"].as_str().expect("a path"));
    Some(manifest.parent().expect("a folder").join("src/schema.json"))
}

#[test]
fn the_published_schema_refuses_what_is_no_sarif() {
    let Some(schema) = sarif() else { return };
    let log = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    assert!(schema.is_valid(&log(r#"{"version": "2.1.0", "runs": []}"#)));
    assert!(!schema.is_valid(&log(r#"{"version": "2.0.0", "runs": []}"#)));
    assert!(!schema.is_valid(&log(r#"{"version": "2.1.0", "runs": [{"results": [{}]}]}"#)));
}
