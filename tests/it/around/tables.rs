//! The CSV twins of tables.

use throughline::site::engine::Site;
use throughline::site::outputs::Output;
use throughline::views::Page;

use super::{sample, site, text};

fn rows(site: &Site, url: &str) -> Vec<Vec<String>> {
    let text = text(site, url);
    let text = text.strip_prefix('\u{feff}').expect("a mark at its head");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let records = reader.records().map(|row| row.expect("as long as the head"));
    records.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

#[test]
fn every_table_of_a_view_has_a_file_and_leads_to_it() {
    let site = sample();
    let mut seen = 0;
    for (url, output) in &site.outputs.list {
        let Output::Table(index, _) = output else { continue };
        if site.make(url).is_none() {
            continue;
        }
        let rows = rows(&site, url);
        assert!(rows.len() > 1, "{url} is empty");
        assert_eq!(rows[0].last().map(String::as_str), Some("url"));
        let page = &site.outputs.route(*index).expect("its page").url;
        let html = text(&site, page);
        assert!(html.contains(&format!("{url}\" download")), "{page} does not lead to {url}");
        seen += 1;
    }
    assert!(seen > 25, "{seen}");
    let views = site.outputs.routes.iter().filter(|route| matches!(route.page, Page::View(..)));
    let html = views
        .filter(|route| !route.url.starts_with("checks/rules"))
        .map(|route| text(&site, &route.url))
        .filter(|html| html.contains("data-sort") && !html.contains("\" download>CSV"))
        .count();
    assert_eq!(html, 0, "pages with a table and no file");
}

#[test]
fn a_cell_is_plain_and_runs_nowhere() {
    let site = site(
        "",
        &[
            (
                "releases/a.md",
                "---\ntitle: '=HYPERLINK(\"https://x.example\")'\nstatus: shipped\nshipped: 2026-05-02\neffort: 1pm\n---\n",
            ),
            (
                "releases/b.md",
                "---\ntitle: \"@SUM(A1), a \\\"b\\\"\"\nstatus: shipped\nshipped: 2025-05-02\n---\n",
            ),
            ("releases/c.md", "---\ntitle: \"-2+3\"\nstatus: planned\n---\n"),
        ],
    );
    let rows = rows(&site, "releases/index.csv");
    assert_eq!(rows[0], ["group", "title", "goal", "team", "owner", "ships", "effort", "url"]);
    let of = |url: &str| rows.iter().find(|row| row[7] == url).expect("a row").clone();
    let a = of("releases/a.html");
    assert_eq!(a[1], "'=HYPERLINK(\"https://x.example\")");
    assert_eq!((a[5].as_str(), a[6].as_str()), ("2026-05-02", "4"));
    assert_eq!(of("releases/b.html")[1], "'@SUM(A1), a \"b\"");
    assert_eq!(of("releases/c.html")[1], "'-2+3");
}
