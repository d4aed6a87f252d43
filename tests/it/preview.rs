//! `serve` as people use it: files are saved, pages follow, browsers and the terminal are told.

mod running;

use std::fs;
use std::net::TcpListener;
use std::process::Command;

use running::Site;

const HOME: &str = "# Home\n\nWelcome.\n";
const SETTINGS: &str = "title: House\nhistory: false\ntheme: own\n";

fn house() -> Site {
    Site::new(&[
        ("throughline.yml", SETTINGS),
        ("content/index.md", HOME),
        ("content/other.md", "# Other\n\nElse.\n"),
        ("content/extra.css", "p { margin: 0 }"),
        ("themes/own/assets/own.css", "h1 { color: red }"),
    ])
}

#[test]
fn changed_sheets_are_told_to_open_browsers_and_no_page_is_loaded_again() {
    let site = house();
    let preview = site.serve(&[]);
    let mut browser = preview.open("index.html");
    site.put("themes/own/assets/own.css", "h1 { color: blue }");
    let (sheets, before) = browser.told("css");
    assert!(!before.contains("reload"), "{before}");
    let (_, rest) = sheets.split_once("{\"url\":\"assets/own.").expect(&sheets);
    let print = rest.split('.').next().unwrap();
    assert!(rest.starts_with(&format!("{print}.css\",\"plain\":\"assets/own.css\"")), "{sheets}");
    assert_eq!(print.len(), 10, "{sheets}");
    assert_eq!(
        preview.get(&format!("/assets/own.{print}.css")),
        (200, "h1 { color: blue }".into())
    );
    preview.says("Changed themes/own/assets/own.css: ");

    site.put("content/extra.css", "p { margin: 1em }");
    let (sheets, before) = browser.told("css");
    assert!(sheets.contains("{\"url\":\"extra.css\",\"plain\":\"extra.css\""), "{sheets}");
    assert!(!before.contains("reload"), "{before}");

    // The built-in sheet is the site's own from now on, and under another name.
    site.put("themes/own/assets/site.css", "body { margin: 0 }");
    let (_, before) = browser.told("css");
    assert!(!before.contains("reload"), "{before}");

    // One more sheet has to be linked by the page, and a script has to run.
    site.put("themes/own/assets/more.css", "p { margin: 0 }");
    browser.told("reload");
    let mut browser = preview.open("index.html");
    site.put("themes/own/assets/own.js", "1;");
    browser.told("reload");
    let mut browser = preview.open("index.html");
    site.put("themes/own/assets/own.js", "2;");
    browser.told("reload");
}

#[test]
fn a_fault_of_a_template_is_shown_with_its_place_until_the_next_good_save() {
    let site = house();
    let preview = site.serve(&[]);
    let mut browser = preview.open("index.html");
    let template = "themes/own/templates/page.html";
    for (text, place, what) in [
        ("<p>\n{% if %}\n</p>", "themes/own/templates/page.html:2:7", "expected"),
        ("<p>\n\n {{ nothing.there }}</p>", "themes/own/templates/page.html:3:5", "nothing"),
        ("{% extends \"nobody.html\" %}", "themes/own/templates/page.html:1:1", "nobody.html"),
        ("{{ 1 | nofilter }}", "themes/own/templates/page.html:1:", "nofilter"),
    ] {
        site.put(template, text);
        let (fault, before) = browser.told("error");
        assert!(!before.contains("reload"), "the page stays as it was: {before}");
        assert!(fault.starts_with(&format!("[{{\"place\":\"{place}")), "{fault}");
        assert!(fault.contains(what), "{fault}");
        let line = text.lines().nth(fault.matches(":3:5\"").count() * 2).unwrap();
        assert!(fault.contains(&line.replace('"', "\\\"")), "the text is shown: {fault}");
        preview.says(&format!("error: {place}"));
        assert_eq!(preview.get("/index.html").0, 200, "the built-in template stands in");
    }
    let good = "<!doctype html><title>Own</title><body>mended {{ body }}</body>";
    site.put(template, good);
    browser.told("reload");
    assert!(preview.get("/index.html").1.contains("mended"));
    // Taken back to what the browser has, it is only told that all is well.
    let mut browser = preview.open("index.html");
    site.put(template, "{% if %}");
    browser.told("error");
    site.put(template, good);
    let (_, before) = browser.told("ok");
    assert!(!before.contains("reload"), "{before}");
}

#[test]
fn a_change_of_the_settings_reaches_everything_that_they_say() {
    let site = house();
    site.put("elsewhere/index.md", "# Elsewhere\n");
    let preview = site.serve(&[]);
    let mut browser = preview.open("index.html");
    site.put("throughline.yml", "title: [House\nhistory: false\ntheme: own\n");
    let (fault, _) = browser.told("error");
    assert!(fault.starts_with("[{\"place\":\"throughline.yml:"), "{fault}");
    site.put("throughline.yml", SETTINGS);
    browser.told("ok");

    site.put("throughline.yml", &SETTINGS.replace("House", "Palace"));
    browser.told("reload");
    assert!(preview.get("/index.html").1.contains("Palace"));
    preview.says("Changed throughline.yml: ");

    // A theme that comes later, under another name.
    site.put("throughline.yml", &SETTINGS.replace("own", "new"));
    preview.open("index.html").hear("there is no theme `new`");
    site.put("themes/new/templates/page.html", "<body>in the new theme {{ body }}</body>");
    preview.shows("/index.html", |_, page| page.contains("in the new theme"));

    // Content in another folder is followed there.
    site.put("throughline.yml", "title: House\nhistory: false\ncontent: elsewhere\n");
    preview.shows("/index.html", |_, page| page.contains("Elsewhere"));
    site.put("elsewhere/index.md", "# Elsewhere and new\n");
    preview.shows("/index.html", |_, page| page.contains("Elsewhere and new"));

    fs::remove_file(site.path("throughline.yml")).unwrap();
    preview.shows("/other.html", |status, _| status == 200);
    site.put("throughline.yml", SETTINGS);
    preview.shows("/other.html", |_, page| page.contains("House"));
}

#[test]
fn files_and_folders_come_move_and_go() {
    let site = house();
    let preview = site.serve(&[]);
    let mut on_home = preview.open("index.html");
    let is_there = |path: &str| preview.shows(path, |status, _| status == 200);
    let is_gone = |path: &str| preview.shows(path, |status, _| status == 404);

    let mut on_nothing = preview.open("deep/down/new.html");
    site.put("content/deep/down/new.md", "# New\n\nA page.\n\nFirst.\n");
    on_nothing.told("reload");
    let line = preview.says("New deep/down/new.md: ");
    assert!(line.contains(" 1 parsed, new model, "), "{line}");
    is_there("/deep/down/new.html");
    site.put("content/deep/down/new.md", "# New\n\nA page.\n\nSecond.\n");
    preview.shows("/deep/down/new.html", |_, page| page.contains("Second"));
    let line = preview.says("Changed deep/down/new.md: ");
    assert!(line.contains(" 1 parsed, same model, 0 judged, "), "{line}");

    fs::rename(site.path("content/deep"), site.path("content/flat")).unwrap();
    is_there("/flat/down/new.html");
    is_gone("/deep/down/new.html");
    preview.says("New flat/down/new.md, gone deep/down/new.md: ");
    site.put("content/flat/down/new.md", "# New\n\nThird.\n");
    preview.shows("/flat/down/new.html", |_, page| page.contains("Third"));

    fs::rename(site.path("content/flat/down/new.md"), site.path("content/old.md")).unwrap();
    is_there("/old.html");
    is_gone("/flat/down/new.html");
    fs::remove_file(site.path("content/old.md")).unwrap();
    is_gone("/old.html");
    fs::remove_dir_all(site.path("content/flat")).unwrap();
    // A folder in the place of a file, and a file in the place of a folder.
    fs::remove_file(site.path("content/other.md")).unwrap();
    site.put("content/other/index.md", "# A folder\n");
    preview.shows("/other/", |_, page| page.contains("A folder"));
    fs::remove_dir_all(site.path("content/other")).unwrap();
    site.put("content/other.md", "# A file\n");
    preview.shows("/other.html", |_, page| page.contains("A file"));

    // A picture that a page shows has changed when its bytes have.
    site.put("content/pic.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    site.put("content/other.md", "# A file\n\n![A picture](pic.svg)\n");
    preview.shows("/other.html", |_, page| page.contains("pic.svg"));
    let mut browser = preview.open("other.html");
    site.put("content/pic.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>");
    browser.told("reload");
    drop(on_home.hear("event: "));
}

#[test]
fn a_checkout_that_changes_thousands_of_files_at_once_is_followed() {
    const FILES: usize = 1_100;
    let site = house();
    let git = |args: &[&str]| {
        let done = Command::new("git")
            .current_dir(site.folder.path())
            .args(["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "gc.auto=0"])
            .args(args)
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    git(&["init", "--quiet", "--initial-branch", "few"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "few"]);
    git(&["checkout", "--quiet", "-b", "many"]);
    for n in 0..FILES {
        site.put(&format!("content/notes/{}/n{n}.md", n % 7), &format!("# Note {n}\n"));
    }
    site.put("content/index.md", "# Many\n");
    fs::remove_file(site.path("content/other.md")).unwrap();
    git(&["add", "--all", "."]);
    git(&["commit", "--quiet", "-m", "many"]);
    git(&["checkout", "--quiet", "few"]);
    let preview = site.serve(&[]);
    git(&["checkout", "--quiet", "many"]);
    let last = format!("/notes/{}/n{}.html", (FILES - 1) % 7, FILES - 1);
    preview.shows(&last, |status, _| status == 200);
    preview.shows("/index.html", |_, page| page.contains("Many"));
    preview.shows("/other.html", |status, _| status == 404);
    for n in (0..FILES).step_by(97) {
        preview.shows(&format!("/notes/{}/n{n}.html", n % 7), |_, page| {
            page.contains(&format!("Note {n}"))
        });
    }
    git(&["checkout", "--quiet", "few"]);
    preview.shows(&last, |status, _| status == 404);
    preview.shows("/index.html", |_, page| page.contains("Welcome"));
    preview.shows("/other.html", |status, _| status == 200);
    let line = preview.says(" more");
    assert!(line.chars().count() < 360, "a line is a line: {line}");
}

#[test]
fn a_port_that_is_taken_gives_the_next_one_and_the_preview_ends_cleanly() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let site = house();
    let mut preview = site.serve(&["--port", &port.to_string()]);
    let own: u16 = preview.address.rsplit(':').next().unwrap().parse().unwrap();
    assert!(own > port, "{own} after {port}");
    let _browser = preview.open("index.html");
    #[cfg(unix)]
    assert_eq!(preview.interrupt().code(), Some(0), "with a browser that still listens");
    assert!(!site.path("public").exists(), "nothing is written");
}
