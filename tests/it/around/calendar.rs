//! The calendar, read by `ical`.

use std::collections::BTreeSet;
use std::io::BufReader;

use ical::parser::ical::component::{IcalCalendar, IcalEvent};
use throughline::site::engine::Site;

use super::{HOSTILE, sample, site, text};

fn calendar(site: &Site) -> IcalCalendar {
    let text = text(site, "calendar.ics");
    let mut parsed = ical::IcalParser::new(BufReader::new(text.as_bytes()));
    let calendar = parsed.next().expect("a calendar").expect("a sound one");
    assert!(parsed.next().is_none(), "there is one calendar");
    calendar
}

fn value(event: &IcalEvent, name: &str) -> Option<String> {
    event.properties.iter().find(|it| it.name == name).and_then(|it| it.value.clone())
}

fn day(event: &IcalEvent, name: &str) -> String {
    let property = event.properties.iter().find(|it| it.name == name).expect("a day");
    let form = property.params.as_ref().and_then(|params| params.first().cloned());
    assert_eq!(form, Some(("VALUE".to_owned(), vec!["DATE".to_owned()])), "{property:?}");
    property.value.clone().expect("its value")
}

#[test]
fn the_calendar_of_the_sample_is_one_that_others_read() {
    let site = sample();
    let events = calendar(&site).events;
    assert!(events.len() > 20, "{}", events.len());
    let mut uids = BTreeSet::new();
    for event in &events {
        let uid = value(event, "UID").expect("a name");
        assert!(uid.ends_with("@handbook.example.com"), "{uid}");
        assert!(uids.insert(uid.clone()), "{uid} is there twice");
        assert_eq!(value(event, "DTSTAMP").as_deref(), Some("20260515T000000Z"));
        assert!(day(event, "DTSTART") < day(event, "DTEND"), "a day ends on the next");
        let url = value(event, "URL").expect("an address");
        let page = url.strip_prefix("https://handbook.example.com/").expect("the site's own");
        assert!(site.outputs.at(page).is_some(), "{url}");
    }
    let titles: Vec<String> = events.iter().filter_map(|it| value(it, "SUMMARY")).collect();
    for begins in
        ["Shipped: ", "Ships: ", "Check-in: ", "Check-in due: ", "Review: ", "Look again: "]
    {
        assert!(titles.iter().any(|title| title.starts_with(begins)), "{begins} in {titles:#?}");
    }
    assert_eq!(text(&site, "calendar.ics"), text(&sample(), "calendar.ics"));
}

#[test]
fn lines_are_short_and_end_as_calendars_end_them() {
    let text = text(&sample(), "calendar.ics");
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} bytes: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
}

#[test]
fn an_appointment_moves_with_its_release() {
    let of = |fields: &str| {
        let release = format!("---\ngoals: [g]\n{fields}---\n\n# R\n");
        let site = site("base_url: https://h.example/x\n", &[("releases/r.md", &release)]);
        let calendar = calendar(&site);
        let event = calendar.events.into_iter().next().expect("an event");
        let read = |name| value(&event, name).expect("a value");
        (read("UID"), day(&event, "DTSTART"), read("SUMMARY"), read("STATUS"))
    };
    let uid = || "x/release/r@h.example".to_owned();
    assert_eq!(
        of("status: planned\ntargets: [2026-06-01, 2026-06-15]\n"),
        (uid(), "20260615".into(), "Ships: R".into(), "TENTATIVE".into())
    );
    assert_eq!(
        of("status: shipped\ntargets: [2026-06-01]\nshipped: 2026-05-09\n"),
        (uid(), "20260509".into(), "Shipped: R".into(), "CONFIRMED".into())
    );
}

#[test]
fn a_hostile_title_is_words_in_a_calendar() {
    let words = HOSTILE.replace('"', "\\\"");
    let release = format!(
        "---\nid: \"x\\r\\nEND:VEVENT\"\ntitle: \"{words}\"\nsummary: \"{words}\"\nstatus: shipped\nshipped: 2026-05-02\n---\n"
    );
    let site = site(&format!("title: \"{words}\"\n"), &[("releases/r.md", &release)]);
    let text = text(&site, "calendar.ics");
    assert_eq!(text.matches("\r\nEND:VEVENT").count(), 1, "{text}");
    assert!(!text.contains("\r\nX:1") && !text.contains('\u{7}'), "{text}");
    let events = calendar(&site).events;
    let title = value(&events[0], "SUMMARY").expect("a title");
    assert!(title.contains("<script>alert(1)</script>") && title.contains("\\,\\;"), "{title}");
    assert!(value(&events[0], "URL").is_none(), "without an address of its own a site names none");
}
