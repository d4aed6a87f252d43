//! Pages in the language of the site: its words, its numbers and days, its direction.

mod left;

use std::sync::Arc;

use throughline::kinds::values::Audience;
use throughline::site::engine::{Engine, Options, Site, Surroundings};
use throughline::source::Memory;
use throughline::theme::Theme;
use throughline::theme::words::Tongue;

use crate::small;

const TABLE: &str = include_str!("../../themes/default/words/de.yml");

fn german() -> Tongue {
    Theme::open(Vec::new()).0.tongue("de").expect("it ships")
}

fn site(settings: &str, theme: &[(&str, &str)], files: &[(&str, &str)]) -> Arc<Site> {
    let source = Memory::new();
    for (path, text) in files {
        source.insert(&throughline::base::names::DocPath::new(path).unwrap(), text.as_bytes());
    }
    let theme = theme.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    let around =
        Surroundings { settings: Some(settings.as_bytes().to_vec()), theme: theme.collect() };
    let options = Options {
        as_of: None,
        clock: jiff::civil::date(2026, 5, 15),
        audience: Some(Audience::Internal),
        drafts: false,
        asked: Default::default(),
        remember: false,
    };
    Engine::new(Box::new(source), options, around).refresh().expect("memory can be read").0
}

fn page(site: &Site, url: &str) -> String {
    let made = site.make(url).unwrap_or_else(|| panic!("there is no {url}"));
    String::from_utf8_lossy(made.bytes().expect("bytes")).into_owned()
}

const FILES: &[(&str, &str)] = &[
    ("teams/fill.md", "# Goals\n\nA team that is called like a list.\n"),
    (
        "goals/g.md",
        "---\nperiod: 2026-Q2\nteams: [fill]\nkrs: [{title: Wachsen, baseline: 0, target: 20000, current: 10878.5, unit: Schichten}]\n---\n\n# Mehr Schichten\n\n> [!NOTE]\n> Ein Satz.\n",
    ),
    (
        "releases/r.md",
        "---\nstatus: shipped\ngoals: [g]\nteam: fill\nshipped: 2026-05-02\n---\n\n# Erstes\n",
    ),
];

#[test]
fn a_german_site_speaks_german() {
    let site = site("language: de\n", &[], FILES);
    let home = page(&site, "index.html");
    for words in [
        "<html lang=\"de\" dir=\"ltr\">",
        ">Zum Inhalt springen<",
        ">Überblick<",
        ">Ziele<",
        ">Wer wofür steht<",
        ">Fr, 15. Mai 2026<",
        ">Q2, Woche 7 von 13<",
        "aria-label=\"Menü\"",
        "data-words=\"Tastatur|",
    ] {
        assert!(home.contains(words), "{words} is not in {home}");
    }
    let goal = page(&site, "goals/g.html");
    for words in
        [">Ziel<", ">Schlüsselergebnisse<", "10.878,5\u{a0}Schichten", ">Hinweis<", "Zeitraum"]
    {
        assert!(goal.contains(words), "{words} is not in {goal}");
    }
    let releases = page(&site, "releases/index.html");
    for words in [">Ausgeliefert<", ">2. Mai<", ">Verantwortlich<"] {
        assert!(releases.contains(words), "{words} is not in {releases}");
    }
}

#[test]
fn what_a_document_says_stays_and_so_does_its_data() {
    let site = site("language: de\n", &[], FILES);
    let team = page(&site, "teams/fill.html");
    assert!(team.contains("<h1 class=\"title\">Goals</h1>"), "{team}");
    assert!(
        page(&site, "releases/r.html").contains(">Goals</a>"),
        "a team's title is no word of ours"
    );
    let data = page(&site, "goals/g.json");
    assert!(data.contains("\"title\":\"Releases that serve it\""), "{data}");
}

#[test]
fn what_stays_english_is_marked() {
    let files = [
        (
            "goals/g.md",
            "---\nperiod: 2026-Q2\n---\n\n# Ziel\n\n## Goals\n\n## Why\n\n```view table\nquery: x:y\n```\n",
        ),
        ("checkins/c.md", "---\ndate: 2026-05-14\nteam: fill\ngoal: g\n---\n"),
        ("teams/fill.md", "# Fill\n"),
    ];
    let settings = "language: de\nbase_url: https://example.com/\n";
    let german = site(settings, &[], &files);
    let goal = page(&german, "goals/g.html");
    for words in [
        "<span class=\"fi-msg\" lang=\"en\">",
        "<div class=\"mend\"><p lang=\"en\">",
        "<p lang=\"en\">No kind of document has a field",
        // An author's heading is not ours, even where it is one of our words.
        "<a href=\"#goals\">Goals</a>",
    ] {
        assert!(goal.contains(words), "{words} is not in {goal}");
    }
    let rule = page(&german, "checks/rules/unowned.html");
    assert!(rule.contains("<div class=\"prose\" lang=\"en\">"), "{rule}");
    let rules = page(&german, "checks/rules/index.html");
    assert!(rules.contains("data-l=\"Prüfung\" lang=\"en\"><a"), "{rules}");
    // A name that ends in a day of ours has the day as it is written there.
    let checkin = page(&german, "checkins/c.html");
    assert!(checkin.contains("<h1 class=\"title\">Fill, 14. Mai 2026</h1>"), "{checkin}");
    let changes = page(&german, "changes/index.xml");
    assert!(changes.contains("Was sich geändert hat"), "{changes}");
    let calendar = page(&german, "calendar.ics");
    assert!(calendar.contains("SUMMARY:Check-in: Fill\\, 14. Mai 2026"), "{calendar}");
    let head = page(&german, "search/index.js");
    assert!(head.contains("\"Ziele\"") && !head.contains("\"Goals\""), "{head}");
    let british = page(&site("language: en-GB\n", &[], &files), "goals/g.html");
    assert!(!british.contains(" lang=\"en\""), "{british}");
}

#[test]
fn every_word_of_the_templates_and_every_view_has_a_german_one() {
    let tongue = german();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates");
    let mut missing = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the templates") {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("a template");
        for rest in text.split("{{ t.").skip(1).chain(text.split("(t.").skip(1)) {
            let key: String =
                rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            let is_sample = ["name", "tone"].contains(&key.as_str());
            if !is_sample && !tongue.keys().contains_key(&key) {
                missing.push(key);
            }
        }
    }
    let files = [
        ("strategy/s.md", "# S\n"),
        ("bets/b.md", "---\nstatus: declined\nreason: x\ntags: [a]\n---\n"),
        ("feedback/f.md", "---\nsource: interview\nheard: 2026-05-01\n---\n"),
        ("metrics/m.md", "# M\n"),
        ("decisions/d.md", "# D\n"),
        ("studies/u.md", "# U\n"),
        ("people/p.md", "---\nname: P\n---\n"),
        ("checkins/c.md", "---\ndate: 2026-05-01\nteam: fill\ngoal: g\n---\n"),
    ];
    let files: Vec<(&str, &str)> = files.into_iter().chain(FILES.iter().copied()).collect();
    let site = site("", &[], &files);
    for (title, url) in throughline::views::view_pages(&site.reader()) {
        if tongue.say(&title).is_none() {
            missing.push(format!("{title} ({url})"));
        }
    }
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn numbers_days_and_sentences_are_those_of_the_language() {
    let tongue = german();
    for (from, to) in [
        ("10,878.5", "10.878,5"),
        ("−4.5", "−4,5"),
        ("67\u{a0}%", "67\u{a0}%"),
        ("28 May", "28. Mai"),
        ("14 June 2025", "14. Juni 2025"),
        ("May 2026", "Mai 2026"),
        ("3\u{a0}person-weeks", "3\u{a0}Personenwochen"),
        ("Two of four goals on track", "Zwei von vier Zielen auf Kurs"),
        (
            ": three on track, one at risk and two missed.",
            ": drei auf Kurs, eines gefährdet und zwei verfehlt.",
        ),
        (
            "8 points ahead of pace, read on 11 May, weight 2",
            "8 Punkte vor dem Soll, abgelesen am 11. Mai, Gewicht 2",
        ),
    ] {
        assert_eq!(tongue.say(from).as_deref(), Some(to), "{from}");
    }
    for stays in ["", "Tomasz Brandt", "v1.2.3-beta", "2026-Q2", "10 Downing Street"] {
        assert_eq!(tongue.say(stays), None, "{stays}");
    }
    // Every gap of a translation is one of the original.
    for line in TABLE.lines().filter(|line| line.contains("{1}")) {
        let (from, to) = line.split_once("': '").or_else(|| line.split_once(": ")).expect("a pair");
        let gaps = from.matches('{').count();
        assert!((1..=gaps).any(|nth| to.contains(&format!("{{{nth}}}"))), "{line}");
        assert!(!to.contains(&format!("{{{}}}", gaps + 1)), "{line}");
    }
}

#[test]
fn a_theme_can_change_words_and_bring_a_language() {
    let own = [
        ("words/de.yml", "words: {Goals: Vorhaben}\n"),
        ("words/fr.yml", "keys: {skip: Aller au contenu}\nwords: {Goals: Objectifs}\n"),
    ];
    let home = page(&site("language: de-CH\n", &own, FILES), "index.html");
    assert!(home.contains(">Vorhaben<") && home.contains(">Überblick<"), "{home}");
    let home = page(&site("language: fr\n", &own, FILES), "index.html");
    assert!(
        home.contains(">Objectifs<")
            && home.contains(">Aller au contenu<")
            && home.contains(">Overview<"),
        "{home}"
    );
    let broken = site("language: de\n", &[("words/de.yml", "words: [a]\n")], FILES);
    let said: Vec<_> = broken.findings.all().filter(|it| it.code == "bad-template").collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].what.contains("words/de.yml") && page(&broken, "index.html").contains(">Ziele<")
    );
}

#[test]
fn a_language_that_is_written_from_the_right_turns_the_page() {
    let home = page(&site("language: ar\n", &[], FILES), "index.html");
    assert!(home.contains("<html lang=\"ar\" dir=\"rtl\">"), "{home}");
    let assets = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/assets");
    let css = |name: &str| std::fs::read_to_string(assets.join(name)).expect("a sheet");
    // The words of a drawing hang on points that are counted from the left; a bar begins where lines begin.
    assert!(css("charts.css").contains(".plot { direction: ltr; }"));
    assert!(css("charts.css").contains("[dir=\"rtl\"] .bar { transform: scaleX(-1); }"));
    for name in ["site.css", "charts.css", "tokens.css"] {
        let css = css(name);
        for side in ["left", "right"] {
            for rule in [
                format!("margin-{side}"),
                format!("padding-{side}"),
                format!("border-{side}"),
                format!("text-align: {side}"),
                format!("float: {side}"),
                format!("inset-{side}"),
            ] {
                assert!(!css.contains(&rule), "{name}: {rule} turns the wrong way");
            }
        }
    }
}

#[test]
fn an_english_site_is_as_it_was() {
    let home = page(&site("", &[], FILES), "index.html");
    assert!(
        home.contains(">Skip to content<")
            && home.contains(">Goals<")
            && !home.contains("data-words")
    );
    assert!(small::SETTINGS.ends_with(".yml"));
}
