//! The sample company as pages. Set `SITE` to a folder to have them written there.

use std::path::Path;

use throughline::theme::Theme;
use throughline::theme::chart;
use throughline::theme::markdown::{self, Options};
use throughline::theme::templates::Content;
use throughline::views::{self, SiteExtra};

use super::world::World;

fn files(folder: &Path, root: &Path, out: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, root, out);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
            out.push((name, text));
        }
    }
}

pub fn sample() -> World {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut list = Vec::new();
    files(&root.join("content"), &root.join("content"), &mut list);
    let settings = std::fs::read_to_string(root.join("throughline.yml")).expect("settings");
    let files: Vec<(&str, &str)> = list.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    World::with(&settings, &files)
}

#[test]
fn every_page_of_the_sample_company_renders_and_leads_nowhere_wrong() {
    let world = sample();
    let reader = world.reader();
    let (theme, problems) = Theme::open(Vec::new());
    assert_eq!(problems, []);
    let extra = SiteExtra {
        css: vec!["assets/tokens.css".into(), "assets/site.css".into()],
        js_early: vec!["assets/theme.js".into()],
        js: vec!["assets/site.js".into()],
        favicon: Some("assets/favicon.svg".into()),
        ..SiteExtra::default()
    };
    let site = tera::Value::from_serializable(&views::site(&reader, &extra));
    let folder = std::env::var("SITE").ok();
    let routes = world.routes();
    let mut pages = Vec::new();
    for route in &routes {
        let page = views::page(&reader, route);
        let root = route.url.root();
        let mut content = Content::new(&root, &*page.frame, &page.data);
        content.charts = page
            .charts
            .iter()
            .map(|(name, data)| (name.clone(), chart::svg(data, &root)))
            .collect();
        if let Some(text) = page.text {
            let parsed = throughline::parse::parse(text);
            let options = Options { root: &root, ..Options::default() };
            markdown::render(text, &parsed.outline, &[], &options, &mut content.body);
        }
        if let Some(id) = page.body {
            let outline = reader.outline(id).expect("an outline");
            let links = views::links(&reader, id);
            let options = Options { root: &root, ..Options::default() };
            let text = reader.text(id).expect("a text");
            markdown::render(text.body(), outline, &links, &options, &mut content.body);
        }
        let mut out = Vec::new();
        if let Err(problem) = theme.render(&page.template, &site, content, &mut out) {
            panic!("{}: {} at {:?}", route.url, problem.what, problem.place);
        }
        let html = String::from_utf8(out).expect("text");
        if let Some(folder) = &folder {
            let path = Path::new(folder).join(&*route.url);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(&path, &html).expect("a page");
            let twin = serde_json::to_vec_pretty(&page.data).expect("data");
            std::fs::write(path.with_extension("json"), twin).expect("data");
        }
        pages.push((route.url.to_string(), html));
    }
    if let Some(folder) = &folder {
        for (name, bytes) in theme.assets() {
            let path = Path::new(folder).join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, bytes).expect("an asset");
        }
    }
    for (url, html) in &pages {
        for href in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let outside = href.contains("://") || href.starts_with('#') || href.contains("assets/");
            let beside = [".json", ".xml", ".csv", ".ics"];
            if outside || beside.iter().any(|ending| href.ends_with(ending)) {
                continue;
            }
            let (path, anchor) = href.split_once('#').unwrap_or((href, ""));
            let base = url.rsplit_once('/').map_or("", |(folder, _)| folder);
            let target = throughline::base::names::join(base, path).expect("below the root");
            let Some((_, page)) = pages.iter().find(|(other, _)| *other == *target) else {
                panic!("{url} leads to {href}, where nothing is");
            };
            let there = anchor.is_empty() || page.contains(&format!("id=\"{anchor}\""));
            assert!(there, "{url} leads to {href}, and there is no such anchor");
        }
    }
}
