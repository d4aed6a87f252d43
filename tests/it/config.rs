//! The settings: each key read, each fault at its place, nothing that panics.

use std::fmt::Write as _;

use proptest::prelude::*;
use throughline::base::diagnostic::Problem;
use throughline::base::text::LineIndex;
use throughline::config::Config;
use throughline::config::lints::{LintLevel, Profile};
use throughline::config::numbers::{IceMode, ShownEffort};
use throughline::config::site::{Html, Leak, NavTarget, Urls};
use throughline::kinds::values::Audience;
use throughline::parse::locate::locate;
use throughline::parse::parse_yaml;
use throughline::parse::schema::{FieldInfo, Shape};

fn read(text: &str) -> (Config, Vec<Problem>) {
    Config::read(&parse_yaml(text))
}

/// The problems of a settings file, a line each: place, code, what, help.
fn faults(text: &str) -> String {
    let parsed = parse_yaml(text);
    let (_, problems) = Config::read(&parsed);
    shown(text, &problems)
}

fn shown(text: &str, problems: &[Problem]) -> String {
    let parsed = parse_yaml(text);
    let lines = LineIndex::new(text);
    let mut out = String::new();
    for problem in problems {
        let range = locate(text, &parsed.front, &problem.place);
        let (line, column) = lines.position(text, range.start);
        let _ = write!(out, "{line}:{column} {} {}", problem.code, problem.what);
        if let Some(help) = &problem.help {
            let _ = write!(out, " | {help}");
        }
        out.push('\n');
    }
    out
}

fn clean(text: &str) -> Config {
    assert_eq!(faults(text), "");
    read(text).0
}

#[test]
fn a_site_without_settings_has_every_default() {
    let config = Config::default();
    assert_eq!(&*config.language, "en");
    assert_eq!(config.urls, Urls::Flat);
    assert_eq!(config.audience_leak, Leak::Text);
    assert_eq!(config.lints.profile, Profile::Standard);
    assert_eq!(config.period_start_month, 1);
    assert_eq!(config.scoring.ice, IceMode::Mean);
    assert_eq!(config.markdown.html, Html::Sanitise);
    assert_eq!(&*config.build.output, "public");
    assert_eq!(config.roots(true), [Box::from("")]);
    assert!(config.title.is_none() && config.as_of.is_none() && config.content.is_none());
    assert!((config.weights.goal - 0.4).abs() < 1e-12);
    assert!((config.thresholds.at_risk - 0.25).abs() < 1e-12);
    assert!(config.search.enabled && config.feeds.enabled);
    assert!(config.mapping.is_empty());
    assert!(config.reads("anything/at-all.md"));
}

#[test]
fn the_settings_of_this_repository_are_read_without_a_fault() {
    let config = clean(include_str!("../../throughline.yml"));
    assert_eq!(config.as_of.map(|d| d.to_string()).as_deref(), Some("2026-05-15"));
    assert_eq!(config.reach_unit.as_deref(), Some("homes per quarter"));
    assert_eq!(config.content.as_deref(), Some("content"));
}

#[test]
fn every_setting_is_read() {
    let config = clean(
        r"
title: Rota handbook
description: How we choose
base_url: https://example.org/rota
language: pt-BR
theme: night
content: ./docs/
include: ['**/*.md']
ignore: [drafts/, '*.tmp.md']
own_urls: https://github.com/acme/rota/blob/main
link_roots: {pages: [docs, .], images: static/}
urls: directory
requires: '>=0.1'
as_of: 2026-05-15
audience: public
audience_leak: error
repo: {url: https://github.com/acme/rota/, branch: trunk, folder: docs}
nav:
  - index
  - {title: Code, url: https://github.com/acme/rota}
lints:
  profile: strict
  levels: {vague-goal: off, clarity: note}
  thresholds: {too-many-krs: {max: 4}}
  baseline: known.json
weights: {goal: 0.5, outcome: 0.2, strategy: 0.1, time: 10%, owner: 1/10}
thresholds: {on_track: 0.05, at_risk: 0.2}
reach_unit: homes
effort_unit: pd
period_start_month: April
scoring: {ice: product}
markdown:
  html: escape
  highlight: false
  mermaid: false
  hash_assets: true
  foreign: [{pattern: '\{\{.*?\}\}', with: '…'}]
search: false
feeds: {limit: 5}
redirects: {old/page.html: goals/fill-q2, gone: https://example.org/}
build: {output: site, jobs: 2}
x-footer: Made with care
",
    );
    assert_eq!(config.base_url.as_deref(), Some("https://example.org/rota/"));
    assert_eq!((&*config.language, config.theme.as_deref()), ("pt-BR", Some("night")));
    assert_eq!(config.content.as_deref(), Some("docs"));
    assert_eq!(config.roots(false), [Box::from("docs"), Box::from("")]);
    assert_eq!(config.roots(true), [Box::from("static")]);
    assert_eq!((config.urls, config.audience_leak), (Urls::Directory, Leak::Error));
    assert_eq!(config.audience, Some(Audience::Public));
    let repo = config.repo.as_ref().map(|r| (&*r.url, &*r.branch, r.folder.as_deref()));
    assert_eq!(repo, Some(("https://github.com/acme/rota", "trunk", Some("docs"))));
    assert_eq!(config.nav[0].target, NavTarget::Id("index".into()));
    assert_eq!(config.nav[1].target, NavTarget::Url("https://github.com/acme/rota".into()));
    assert_eq!(config.lints.profile, Profile::Strict);
    assert_eq!(config.lints.threshold("too-many-krs", "max"), Some(&serde_json::json!(4)));
    assert_eq!(config.lints.baseline.as_deref(), Some("known.json"));
    assert!((config.weights.owner - 0.1).abs() < 1e-12);
    assert!((config.thresholds.on_track - 0.05).abs() < 1e-12);
    assert_eq!(config.effort_unit, Some(ShownEffort::Days));
    assert_eq!(config.period_start_month, 4);
    assert_eq!(config.scoring.ice, IceMode::Product);
    assert!(!config.markdown.highlight && !config.markdown.mermaid && config.markdown.hash_assets);
    assert_eq!(config.markdown.cleaned("a {{ b }} c {{ d }}"), "a … c …");
    assert!(!config.search.enabled && config.search.body);
    assert_eq!((config.feeds.enabled, config.feeds.limit), (true, 5));
    assert_eq!(config.redirects.len(), 2);
    assert_eq!(config.extra, [("x-footer".into(), serde_json::json!("Made with care"))]);
    assert_eq!((&*config.build.output, config.build.jobs), ("site", Some(2)));
}

#[test]
fn a_key_that_is_not_known_suggests_the_nearest() {
    assert_eq!(
        faults("titel: Rota\nrepo: {url: https://a.b/c, brunch: x}\n"),
        "2:28 unknown-field there is no field `brunch` here | did you mean `branch`?\n\
         1:1 unknown-field there is no field `titel` here | did you mean `title`?\n"
    );
}

#[test]
fn a_wrong_value_is_a_finding_at_its_place_and_the_default_stands_in() {
    let text = "urls: directry\nas_of: soon\nperiod_start_month: 13\nlanguage: '!'\n\
                theme: ../x\nfeeds: {limit: 0}\nmarkdown: yes\nbase_url: example.org\nlink_roots: ../up\n";
    assert_eq!(
        faults(text),
        "8:11 wrong-type `base_url` is an address that begins with `https://`, not `example.org`\n\
         4:11 wrong-type `language` is a language such as `en` or `pt-BR`, not `!`\n\
         5:8 wrong-type `theme` is the name of a folder below `themes/`, not `../x`\n\
         9:13 wrong-type each of `link_roots` is a folder below the content folder, not `../up`\n\
         1:7 wrong-type `urls` is one of `flat` or `directory`, not `directry` | did you mean `directory`?\n\
         2:8 wrong-type `as_of` is a date such as `2026-05-14`, not `soon`\n\
         3:21 wrong-type `period_start_month` is a month from 1 to 12, not `13`\n\
         7:11 wrong-type `markdown` is a map of fields, not `yes`\n\
         6:16 wrong-type `limit` is a whole number from 1 to 1000, not `0`\n"
    );
    let (config, _) = read(text);
    assert_eq!((config.urls, config.period_start_month, config.feeds.limit), (Urls::Flat, 1, 50));
}

#[test]
fn a_pattern_that_cannot_be_read_is_a_finding_at_its_place() {
    assert_eq!(
        faults("ignore: [ok/**, 'a[']\nmarkdown: {foreign: [{pattern: '(a'}]}\n"),
        "1:17 wrong-type `a[` is no pattern on paths: unclosed character class; missing ']' | \
         `*` is any name, `**` any folders, `{a,b}` either, `[ab]` one sign\n\
         2:32 wrong-type `(a` is no regular expression: unclosed group | \
         single quotes around it keep its backslashes as they are\n"
    );
}

#[test]
fn a_blank_pattern_means_no_path() {
    assert_eq!(
        faults("include: ' '\nignore: [drafts, '']\n"),
        "1:10 wrong-type a pattern on paths is text, not blank\n\
         2:18 wrong-type a pattern on paths is text, not blank\n"
    );
}

#[test]
fn weights_add_up_to_one() {
    assert_eq!(
        faults("weights: {goal: 0.5}\nthresholds: {on_track: 0.3}\n"),
        "1:10 wrong-type the five weights add up to 1, not 1.1 | \
         the defaults are goal 0.4, outcome 0.25, strategy 0.15, time 0.1, owner 0.1\n\
         2:13 wrong-type `on_track` (0.3) is at most `at_risk` (0.25)\n"
    );
}

#[test]
fn a_site_that_needs_a_newer_program_says_both_versions() {
    let ours = env!("CARGO_PKG_VERSION");
    assert_eq!(
        faults("requires: '>=99.1'\n"),
        format!(
            "1:11 requires-newer this site needs throughline `99.1` or newer, and this is `{ours}` \
             | install a newer throughline\n"
        )
    );
    assert_eq!(faults(&format!("requires: '{ours}'\n")), "");
    assert!(faults("requires: new\n").contains("a version such as `>=0.2`"));
}

#[test]
fn paths_and_redirects_stay_below_the_site() {
    let text = "content: ../up\nbuild: {output: /abs/x}\nredirects: {../a: b, c: ../d, e: [f]}\n";
    assert_eq!(
        faults(text),
        "1:10 wrong-type `content` is a path below the folder of this file, not `../up`\n\
         3:13 wrong-type `../a` is no address below the site's root | write the old path, such as `old/page.html`\n\
         3:25 wrong-type a redirect leads to an id, a path or an address, not `../d`\n\
         3:34 wrong-type a redirect leads to an id, a path or an address, not a list\n\
         2:17 wrong-type `output` is a path below the folder of this file, not `/abs/x`\n"
    );
}

#[test]
fn levels_count_by_lint_then_topic_then_all() {
    let config = clean("lints: {levels: {all: off, clarity: note, vague-goal: error}}\n");
    assert_eq!(config.lints.level("vague-goal", "clarity"), Some(LintLevel::Error));
    assert_eq!(config.lints.level("too-many-krs", "clarity"), Some(LintLevel::Note));
    assert_eq!(config.lints.level("no-why", "pitfalls"), Some(LintLevel::Off));
    assert_eq!(Config::default().lints.level("no-why", "pitfalls"), None);
}

#[test]
fn a_lint_that_is_not_known_is_a_finding() {
    let text =
        "lints:\n  levels: {vage-goal: off, all: note}\n  thresholds: {zzz: {max: 1}, no-why: 3}\n";
    let (config, problems) = read(text);
    assert_eq!(
        shown(text, &problems),
        "3:39 wrong-type the thresholds of a lint are a map, not text | write each by its name: `{max: 5}`\n"
    );
    assert_eq!(
        shown(text, &config.lints.unknown(&["vague-goal", "no-why"])),
        "2:12 unknown-field there is no lint `vage-goal` | did you mean `vague-goal`?\n\
         3:16 unknown-field there is no lint `zzz` | `throughline explain` lists all lints\n"
    );
    assert_eq!(
        faults("lints: {levels: {no-why: loud}}\n"),
        "1:26 wrong-type the level of `no-why` is `off`, `note`, `warning` or `error`, not `loud`\n"
    );
}

#[test]
fn own_addresses_are_paths() {
    let config = clean("own_urls: [https://a.org/tree/main/, https://a.org/blob/main]\n");
    assert_eq!(config.own_path("https://a.org/tree/main/x/y.md#z"), Some("x/y.md#z"));
    assert_eq!(config.own_path("https://a.org/blob/main/x.md"), Some("x.md"));
    assert_eq!(config.own_path("https://a.org/blob/maintenance"), None);
    assert_eq!(config.own_path("x.md"), None);
}

#[test]
fn include_and_ignore_decide_what_is_read() {
    let config = clean("include: 'docs/**/*.md'\nignore: [docs/old/, '**/*.{fr,de}.md']\n");
    assert!(config.reads("docs/a/b.md"));
    assert!(!config.reads("notes/a.md"));
    assert!(!config.reads("docs/old/x/y.md"));
    assert!(!config.reads("docs/a.fr.md"));
}

#[test]
fn an_entry_of_the_navigation_leads_to_one_thing() {
    assert_eq!(
        faults("nav:\n  - title: Nowhere\n  - {id: a, url: b}\n"),
        "2:5 wrong-type an entry of `nav` needs an `id` or a `url`\n\
         3:5 wrong-type an entry of `nav` has an `id` or a `url`, not both\n"
    );
}

#[test]
fn the_fingerprint_stands_for_the_meaning_not_the_layout() {
    let print = |text: &str| read(text).0.print;
    assert_eq!(print("title: A\nurls: flat\n"), print("title:   A # name\n\nurls: flat\n"));
    assert_ne!(print("title: A\n"), print("title: B\n"));
}

#[test]
fn every_setting_says_what_it_means() {
    fn walk(infos: &[FieldInfo], out: &mut Vec<&'static str>) {
        for info in infos {
            assert!(
                info.about.ends_with(['.', '`']) || info.about.contains("; default"),
                "{info:?}"
            );
            out.push(info.name);
            within(&info.shape, out);
        }
    }
    fn within(shape: &Shape, out: &mut Vec<&'static str>) {
        match shape {
            Shape::Object(inner) => walk(inner, out),
            Shape::List(inner) | Shape::Map(inner) => within(inner, out),
            Shape::OneOf(shapes) => shapes.iter().for_each(|shape| within(shape, out)),
            _ => {}
        }
    }
    let mut names = Vec::new();
    walk(&Config::describe(), &mut names);
    for name in [
        "kinds",
        "lints",
        "profile",
        "redirects",
        "ice",
        "jobs",
        "own_urls",
        "as_of",
        "rest",
        "digits",
        "matches",
    ] {
        assert!(names.contains(&name), "{name} is not described");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_settings_break_the_reading(
        lines in proptest::collection::vec(
            (
                proptest::sample::select(vec![
                    "title", "include", "own_urls", "link_roots", "requires", "nav", "kinds", "lints", "weights",
                    "thresholds", "markdown", "search", "redirects", "build", "repo", "period_start_month", "x-y",
                ]),
                proptest::sample::select(vec![
                    "{levels: {a: off, b: [1]}, profile: x, thresholds: {a: 1}}", "[a, {b: c}, [d]]", "~", "''",
                    "{goal: [{paths: '[', when: {a: {matches: '('}}, fields: {goals: {from: x, to: '{'}, y: 3}}]}",
                    "{release: {paths: x, id: [{path: '(', to: '{9}'}, 3], defaults: [1], status: 4}, zz: 1}",
                    "{goal: 1.5, a: {b: {c: d}}}", "true", "2", "'>=1.2.3.4'", "{html: x, foreign: [a, {pattern: '['}]}",
                    "{../x: y, z: [..]}", "\u{fc}\u{2028}", "{url: https://, branch: [a]}",
                ]),
            ),
            0..8,
        ),
        tail in "\\PC{0,40}",
    ) {
        let mut text = String::new();
        for (key, value) in &lines {
            let _ = writeln!(text, "{key}: {value}");
        }
        text.push_str(&tail);
        let _ = faults(&text);
    }
}
