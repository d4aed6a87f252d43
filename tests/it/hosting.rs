//! The site on a real server: `tests/hosting/nginx.sh` starts nginx with the settings of the guide. Where nginx is not
//! installed the test says so and passes, but on a build server (`CI`) it fails.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_throughline");
/// What the script ends with where there is no nginx.
const MISSING: i32 = 3;

#[test]
fn nginx_serves_the_site_with_the_settings_of_the_guide() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hosting/nginx.sh");
    let run = Command::new("bash").arg(script).arg(PROGRAM).output().unwrap();
    let said =
        format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    if run.status.code() == Some(MISSING) {
        assert!(std::env::var_os("CI").is_none(), "{said}");
        // Past the capture of the test runner, which hides what a passing test prints.
        let _ = writeln!(std::io::stderr(), "the site was not tried on a server: {said}");
        return;
    }
    assert!(run.status.success(), "{said}");
}
