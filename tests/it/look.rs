//! The built-in templates on made-up pages: they render whole, keep to the content policy, and draw
//! only the icons they use. Set `GALLERY` to a folder to have the pages written there.

mod overrides;

use serde_json::{Value, json};
use throughline::theme::Theme;
use throughline::theme::templates::Content;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default");

fn site() -> Value {
    json!({
        "title": "Larkfield", "language": "en", "dir": "ltr", "as_of": "2026-05-14",
        "as_of_text": "Thu 14 May 2026", "week_text": "Q2, week 7 of 13", "version": "0.1.0",
        "search_url": "search.html",
        "nav": [
            {"title": "Overview", "url": "index.html", "key": "overview"},
            {"title": "Strategy", "url": "strategy/index.html", "key": "strategy"},
            {"title": "Goals", "url": "goals/index.html", "key": "goals", "note": "14"},
            {"title": "Roadmap", "url": "roadmap/index.html", "key": "roadmap"},
            {"title": "Bets", "url": "bets/index.html", "key": "bets"},
            {"title": "Alignment", "url": "alignment/index.html", "key": "alignment"},
            {"title": "Feedback", "url": "feedback/index.html", "key": "feedback"},
            {"title": "Rhythm", "url": "rhythm/index.html", "key": "rhythm"},
            {"title": "Teams", "url": "teams/index.html", "key": "teams"},
        ],
        "footer": [{"title": "Metrics", "url": "metrics/index.html"}, {"title": "Checks", "url": "checks/index.html"}],
        "threads": [{"title": "The front door", "url": "strategy/front.html", "goals": [
            {"title": "First booking in a week", "url": "goals/first-booking.html", "status": "at-risk", "status_word": "At risk"},
            {"title": "No-shows below 6%", "url": "goals/no-shows.html", "status": "on-track", "status_word": "On track"}]}],
        "assets": Theme::open(Vec::new()).0.links(),
    })
}

fn finding(level: &str) -> Value {
    json!({"level": level, "level_word": level, "what": "`release` <names> no goal", "place": "releases/a.md:4:1", "file": "releases/a.md",
        "why": "Work that serves nothing cannot be judged.", "help": "Name the goal it serves.", "fix": "goals: [first-booking]",
        "lint": "release-without-goal", "lint_url": "how/lints/release-without-goal.html", "anchor": format!("f-{level}"),
        "lines": [{"n": 3, "text": "title: A"}, {"n": 4, "text": "goals: []", "hit": true, "caret": "^^^^^"}]})
}

fn goal() -> Value {
    let card = |title: &str, kind: &str, status: &str| json!({"title": title, "url": format!("{kind}s/x.html"), "kind": kind, "status": status, "status_word": status});
    json!({
        "kind_word": "Goal", "broken": false,
        "summary": "A clinic that books online in its first week stays for years.",
        "ladder": [
            {"title": "Visits completed a week", "url": "metrics/visits.html", "kind": "metric", "kind_word": "North star"},
            {"title": "Be the front door for every visit", "url": "strategy/front.html", "kind": "strategy", "kind_word": "Strategy"},
            {"title": "Bookings without a call", "url": "strategy/front.html#calls", "kind": "pillar", "kind_word": "Pillar"}],
        "facts": [{"status": "at-risk", "status_word": "At risk"}, {"owner": {"name": "Inés Duarte", "url": "people/ines.html", "initials": "ID"}},
            {"text": "Growth", "url": "teams/growth.html"}, {"label": "Period", "text": "Q2 2026"},
            {"label": "Score", "text": "0.45", "how_url": "how/okr.html", "formula": "(now - start) / (target - start)"}, {"owner": null}],
        "thread": [{"text": "Four releases move "}, {"text": "Clinics that book in seven days", "url": "goals/a.html#kr1"}, {"text": ", which serves "},
            {"text": "Be the front door", "url": "strategy/front.html"}, {"text": "."}],
        "stated": {"status": "on-track", "status_word": "On track"},
        "computed": {"status": "at-risk", "status_word": "At risk", "why": "0.45 where 0.54 is due."},
        "krs": [
            {"id": "KR1", "title": "Clinics that take an online booking in their first seven days", "now": "44 %", "start": "31 %", "target": "60 %", "was": "65",
             "status": "at-risk", "status_word": "At risk", "tone": "risk", "note": "3 points behind pace", "confidence": "0.50"},
            {"id": "KR2", "title": "Median days", "start": "19", "target": "7"}],
        "sections": [
            {"anchor": "releases", "title": "Releases that serve it", "note": "4 releases, 14 person-weeks", "kind": "release", "after_body": true,
             "items": [card("Import wizard for diaries", "release", "shipped"), card("Guided first week", "release", "in-progress"), card("Launch kit", "release", "planned")]},
            {"anchor": "evidence", "title": "Evidence", "kind": "feedback", "after_body": true, "empty": "None named yet."}],
        "links": [{"title": "Bets", "items": [card("One task a day", "bet", "accepted")]}, {"title": "Parent", "items": [card("Grow", "goal", "on-track")]}],
        "history": [{"date": "11 May", "field": "Date", "from": "14 May", "to": "28 May", "slip": "+14 d", "late": true, "by": "Mei Lin", "commit": "3f9c2e1"}],
        "backlinks": [{"title": "No tablet app", "url": "decisions/no.html", "kind": "decision"}],
    })
}

fn render(template: &str, root: &str, page: &Value, data: &Value, body: &str) -> String {
    let (theme, problems) = Theme::open(Vec::new());
    assert_eq!(problems, []);
    let mut content = Content::new(root, page, data);
    body.clone_into(&mut content.body);
    content.charts.push(("line".to_owned(), "<figure class=\"chart\"></figure>".to_owned()));
    let mut out = Vec::new();
    let site = tera::Value::from_serializable(&site());
    if let Err(problem) = theme.render(template, &site, content, &mut out) {
        panic!("{template}: {} at {:?}", problem.what, problem.place);
    }
    String::from_utf8(out).expect("text")
}

/// A page of charts, for the gallery.
pub fn framed(charts: Vec<(String, String)>) -> String {
    let section = |(name, _): &(String, String)| json!({"id": name, "title": name, "blocks": [{"type": "chart", "chart": name}]});
    let sections: Vec<Value> = charts.iter().map(section).collect();
    let (theme, _) = Theme::open(Vec::new());
    let mut content = Content::new(
        "",
        &json!({"url": "a.html", "title": "Charts"}),
        &json!({"sections": sections}),
    );
    content.charts = charts;
    let mut out = Vec::new();
    theme
        .render("view.html", &tera::Value::from_serializable(&site()), content, &mut out)
        .expect("a page");
    String::from_utf8(out).expect("text")
}

const PROSE: &str = "<p>A clinic that takes a booking online in its first week <a href=\"../a.html\">stays</a> for <em>years</em>.</p>\
<h2 id=\"why\">Why the first week</h2><p>One that has not by the end of its first month has left, <code>four</code> times in five.</p>\
<blockquote class=\"markdown-alert-warning\"><p class=\"markdown-alert-title\">Warning</p><p>The import is the whole game.</p></blockquote>\
<ul><li><input type=\"checkbox\" checked disabled> Done</li><li>Plain</li></ul>\
<table><thead><tr><th>Step</th><th>Days</th></tr></thead><tbody><tr><td>Sign-in</td><td>2.1</td></tr></tbody></table>\
<pre><code>let x = 1;</code></pre><hr><blockquote><p>And that was March.</p></blockquote>";

fn view() -> Value {
    let release = json!({"title": "Import <wizard>", "url": "releases/a.html", "kind": "release", "status": "shipped", "status_word": "Shipped"});
    let goal = json!({"title": "First booking", "url": "goals/a.html", "kind": "goal", "status": "at-risk", "status_word": "At risk", "note": "Growth", "right": "30 Jun"});
    let section = |id: &str, width: &str, blocks: Value| json!({"id": id, "title": format!("Part {id}"), "width": width, "note": "a note", "blocks": blocks});
    json!({"lead": [{"text": "93.5 % of effort is on a "}, {"text": "thread", "url": "alignment/index.html"}, {"text": "."}],
        "downloads": [{"title": "goals.csv", "url": "goals.csv"}],
        "sections": [
            section("numbers", "two-thirds", json!([{"type": "figures", "items": [
                {"label": "Alignment", "text": "93.5", "unit": "of 100", "formula": "on / all", "how_url": "how/alignment.html", "delta": "-3", "tone": "off",
                 "inputs": [{"name": "on", "text": "52 pw", "url": "goals/a.html"}, {"name": "all", "text": "56 pw"}], "spark": "line", "note": "since April"},
                {"label": "NPS", "text": "not known"}]}, {"type": "chart", "chart": "line", "note": "By week."}, {"type": "chart", "chart": "none"}])),
            section("leaks", "third", json!([{"type": "ledger", "items": [{"points": "-4.5", "text": "Co-branding <has> no goal", "url": "releases/a.html", "code": "release-without-goal", "code_url": "how/x.html"}, {"points": "-2", "text": "Other"}], "total": {"points": "-6.5", "text": "lost"}}])),
            section("table", "", json!([{"type": "table", "caption": "Goals", "csv_url": "goals.csv", "more": {"text": "12 more", "url": "goals/all.html"},
                "columns": [{"key": "goal", "title": "Goal"}, {"key": "status", "title": "Status", "kind": "status"}, {"key": "n", "title": "Progress", "kind": "number", "unit": "%"}, {"key": "r", "title": "Releases"}, {"key": "x", "title": "Trend"}],
                "rows": [{"cells": [{"text": "First <booking>", "kind": "goal", "sub": "Growth"}, {"text": "At risk", "status": "at-risk"}, {"text": "45", "value": 0.45, "how_url": "how/okr.html", "formula": "a / b", "was": "50", "tone": "off"}, {"units": [{"status": "shipped", "text": "Import", "url": "releases/a.html"}, {"status": "planned", "text": "Kit", "tone": "off"}]}, {"chart": "line"}], "url": "goals/a.html", "id": "g", "tone": "off"},
                    {"cells": [{"text": "Second"}, null, {"text": "not known"}, null, null], "below": "the line: 56 pw"}],
                "foot": [{"text": "All"}, null, {"text": "45"}, null, null]}, {"type": "table", "columns": [], "rows": [], "empty": "Nothing in flight."}])),
            section("rest", "half", json!([
                {"type": "cards", "items": [{"title": "The front door", "url": "strategy/a.html", "kind": "pillar", "status": "active", "lead": "Be first.", "facts": [{"label": "Effort", "text": "12 pw"}, {"owner": null}], "bar": {"value": 0.456, "expected": 0.54, "text": "46", "tone": "risk"}, "items": [goal], "note": "n"}, {"title": "Bare"}]},
                {"type": "list", "items": [goal, release], "dated": true, "more": "3 more"}, {"type": "list", "items": [{"title": "Only", "owner": {"name": "Inés"}, "date": "3 May"}], "ordered": true},
                {"type": "tree", "items": [{"title": "North star", "kind": "metric", "children": [{"title": "Input", "url": "metrics/a.html", "right": "12", "children": [goal]}]}]},
                {"type": "board", "columns": [{"title": "Now", "count": "2", "note": "dated", "items": [release]}, {"title": "Next"}, {"title": "Later", "items": [goal]}]}])),
            section("words", "half", json!([{"type": "prose", "text": "A <b>."}, {"type": "prose", "html": "<p>Safe.</p>"}, {"type": "sentence", "parts": [{"text": "Two", "strong": true}]},
                {"type": "facts", "items": [{"status": "at-risk", "status_word": "At risk"}]}, {"type": "findings", "items": [finding("error"), {"level": "note", "what": "w", "lint": "l"}]},
                {"type": "thread", "items": [{"title": "Strategy", "kind": "strategy"}, {"title": "no goal", "missing": true}, release], "text": [{"text": "It hangs."}]},
                {"type": "history", "items": [{"date": "11 May", "field": "Date", "from": "14 May", "to": "28 May", "slip": "+14 d", "late": true}]},
                {"type": "callout", "title": "Mind", "text": "the gap", "tone": "warn"}, {"type": "code", "text": "a <b>", "caption": "c"},
                {"type": "empty", "title": "No bets.", "text": "They would stand here.", "line": "throughline new bet \"…\""}, {"type": "unheard-of"}]))]})
}

fn pages() -> Vec<(&'static str, String)> {
    let base = json!({"url": "goals/first-booking.html", "title": "New clinics take their first online booking within a week", "template": "document",
        "kind": "goal", "nav_key": "goals", "description": "A goal", "edit_url": "https://example.org/edit", "source_path": "goals/first-booking.md",
        "modified": "11 May 2026", "data_url": "goals/first-booking.json", "breadcrumb": [{"title": "Goals", "url": "goals/index.html"}],
        "outline": [{"level": 2, "title": "Why the first week", "anchor": "why"}, {"level": 3, "title": "How we count", "anchor": "count"}],
        "findings": [finding("error"), finding("warning"), finding("note")]});
    let mut handbook = base.clone();
    handbook["kind"] = json!(null);
    handbook["template"] = json!("page");
    handbook["title"] = json!("How we work");
    handbook["tree"] = json!([{"title": "How we work", "url": "goals/first-booking.html", "children": [{"title": "Rituals", "url": "guide/rituals.html"}]}]);
    handbook["prev"] = json!({"title": "Welcome", "url": "index.html"});
    handbook["next"] = json!({"title": "Rituals", "url": "guide/rituals.html"});
    let list_page = json!({"url": "goals/index.html", "title": "Goals", "template": "list", "nav_key": "goals"});
    let rows: Vec<Value> = (1..12)
        .map(|n| json!([{"title": format!("Goal <{n}>"), "url": "goals/a.html", "kind": "goal"}, {"status": "on-track", "status_word": "On track"},
            {"text": format!("{n} %"), "sort": n}, {"figure": {"text": "not known", "formula": "a / b", "how_url": "how/okr.html"}}]))
        .collect();
    let list = json!({"sentence": [{"text": "8 of 14 goals are on track", "strong": true}, {"text": "."}],
        "table": {"caption": "Goals of the second quarter", "columns": [{"title": "Goal"}, {"title": "Status"}, {"title": "Progress", "numeric": true}, {"title": "Score", "numeric": true}], "rows": rows},
        "groups": [{"title": "Later", "anchor": "later", "items": [{"title": "Launch kit", "url": "releases/l.html", "kind": "release", "status": "planned", "note": "First booking", "right": "16 Jul", "slip": "+14 d", "late": true}]}],
        "empty": {"title": "No retired goals.", "text": "They would stand here.", "line": "throughline new goal \"…\""}});
    vec![
        ("document.html", render("document.html", "../", &base, &goal(), PROSE)),
        ("page.html", render("page.html", "../", &handbook, &json!({}), PROSE)),
        ("list.html", render("list.html", "../", &list_page, &list, "")),
        (
            "404.html",
            render(
                "404.html",
                "",
                &json!({"url": "404.html", "title": "Off the line"}),
                &json!({}),
                "",
            ),
        ),
        ("view.html", render("view.html", "../", &list_page, &view(), "")),
        (
            "search.html",
            render(
                "search.html",
                "",
                &json!({"url": "search.html", "title": "Search"}),
                &view(),
                "",
            ),
        ),
        (
            "bare-view.html",
            render(
                "view.html",
                "../",
                &list_page,
                &json!({"sections": [{"id": "a", "title": "A"}]}),
                "",
            ),
        ),
        (
            "bare.html",
            render(
                "document.html",
                "",
                &json!({"url": "a.html", "title": "A"}),
                &json!({"broken": true}),
                "",
            ),
        ),
    ]
}

#[test]
fn pages_render_whole_and_keep_the_content_policy() {
    for (name, html) in pages() {
        assert!(html.ends_with("</html>\n"), "{name} is cut");
        assert_eq!(html.matches("<h1").count(), 1, "{name} has one title");
        for banned in [
            " style=",
            "<style",
            "javascript:",
            " onclick",
            " onload",
            "{{",
            "{%",
            "src=\"/",
            "href=\"/",
            "<script>",
            "undefined",
        ] {
            assert!(!html.contains(banned), "{name} holds {banned}");
        }
    }
}

#[test]
fn text_from_documents_is_escaped() {
    let (_, html) = pages().swap_remove(0);
    assert!(html.contains("<code>release</code> &lt;names&gt; no goal"));
    assert!(!html.contains("<names>"));
}

#[test]
fn a_page_carries_the_icons_it_uses_and_no_others() {
    for (name, html) in pages() {
        let mut uses: Vec<&str> = html
            .match_indices("<use href=\"#")
            .filter_map(|(at, it)| html[at + it.len()..].split('"').next())
            .collect();
        uses.sort_unstable();
        uses.dedup();
        assert!(!uses.is_empty(), "{name}");
        for id in &uses {
            assert_eq!(html.matches(&format!("<symbol id=\"{id}\"")).count(), 1, "{name}: {id}");
        }
        assert_eq!(html.matches("<symbol ").count(), uses.len(), "{name}");
    }
}

#[test]
fn a_status_is_said_in_words_beside_its_mark() {
    let (_, html) = pages().swap_remove(0);
    assert!(html.contains("<use href=\"#s-at-risk\"/></svg>At risk</span>"));
    assert!(html.contains("aria-label=\"on-track\"") || html.contains("aria-label=\"On track\""));
}

#[test]
fn the_sheets_and_scripts_stay_within_their_budget() {
    let size =
        |name: &str| std::fs::metadata(format!("{FOLDER}/assets/{name}")).expect("an asset").len();
    // Text of this kind shrinks five- to sixfold on the wire: 20 kB of styles, 6 kB of scripts.
    assert!(size("site.css") + size("tokens.css") + size("charts.css") < 100_000);
    assert!(size("site.js") + size("theme.js") < 20_000);
}

#[test]
fn rules_name_tokens_and_never_a_colour() {
    let sheet =
        |name: &str| std::fs::read_to_string(format!("{FOLDER}/assets/{name}")).expect("the sheet");
    let css = sheet("site.css") + &sheet("charts.css");
    let inside = css
        .split(['{', ';'])
        .filter(|it| it.contains(':') && (it.contains(": #") || it.contains("rgb(")))
        .count();
    // White paper in print, and the deeper scrim of the preview's overlay.
    assert!(inside <= 2, "{inside} colours outside tokens.css");
}

#[test]
fn the_gallery_is_written_when_asked_for() {
    let made = pages();
    assert_eq!(made.len(), 8);
    let Ok(folder) = std::env::var("GALLERY") else { return };
    let folder = std::path::PathBuf::from(folder);
    std::fs::create_dir_all(folder.join("goals")).expect("a folder");
    for (name, html) in made {
        let under = if html.contains("data-root=\"../\"") { "goals" } else { "." };
        std::fs::write(folder.join(under).join(name), html).expect("a page");
    }
}

#[test]
fn a_view_shows_every_kind_of_block() {
    let html = render("view.html", "../", &json!({"url": "a.html", "title": "A"}), &view(), "");
    for part in [
        "<a href=\"../alignment/index.html\">thread</a>",
        "<figure class=\"chart\"></figure>",
        "Import &lt;wizard&gt;",
        "First &lt;booking&gt;",
        "data-v=\"0.45\"",
        "width=\"45.6%\"",
        "<td colspan=\"5\"><span>the line: 56 pw</span></td>",
        "a &lt;b&gt;",
        "<a href=\"../goals/a.html\">First &lt;booking&gt;</a>",
        "<a href=\"../goals.csv\" download>CSV</a>",
        "class=\"lost-rung\"",
        "<p>Safe.</p>",
        "A &lt;b&gt;.",
    ] {
        assert!(html.contains(part), "{part} is not in\n{html}");
    }
}

#[test]
fn a_page_that_moved_sends_its_readers_on() {
    let html = render(
        "redirect.html",
        "../",
        &json!({"url": "a/b.html", "title": "B"}),
        &json!({"url": "c.html"}),
        "",
    );
    assert!(
        html.contains("content=\"0; url=../c.html\"")
            && html.contains("<a href=\"../c.html\">B</a>")
    );
}

#[test]
fn what_a_message_puts_between_backticks_is_code() {
    let marks = throughline::theme::html::marks;
    assert_eq!(marks("`a<b` is no `x`"), "<code>a&lt;b</code> is no <code>x</code>");
    assert_eq!(marks("a stray ` stays"), "a stray ` stays");
    assert_eq!(marks("`one` and ` two"), "<code>one</code> and ` two");
    assert_eq!(marks(""), "");
}
