//! `calendar.ics`: releases, check-ins and reviews for the calendar that people look at anyway.
//!
//! The library folds and escapes; what it would take from the clock or at random is given here.

use icalendar::{Calendar, Component, Event, EventStatus, Property};
use jiff::civil::Date;

use crate::base::address::{Base, percent};
use crate::base::date::add_days;
use crate::views::{self, Appointment};

use super::super::engine::Site;
use super::visible;

/// So many bytes are kept ready for an appointment; most take less.
const ONE: usize = 512;

/// The file.
pub fn ics(site: &Site) -> String {
    let reader = site.reader();
    let base = site.config.base_url.as_deref().map(Base);
    let title = visible(&views::site_title(&reader));
    let mut calendar = Calendar::empty();
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", concat!("-//Throughline//Throughline ", env!("CARGO_PKG_VERSION"), "//EN")),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", &title),
        ("NAME", &title),
    ] {
        calendar.append_property(Property::new(name, value));
    }
    let stamp = format!("{}T000000Z", digits(reader.today()));
    let frame = calendar.to_string();
    // Between the calendar's own lines and its last, each as soon as it is made: together they are dear to hold.
    let (head, end) = frame.split_at(frame.rfind("END:").unwrap_or(frame.len()));
    let appointments = views::appointments(&reader);
    let mut out = String::with_capacity(frame.len() + appointments.len() * ONE);
    out.push_str(head);
    for it in &appointments {
        // Nothing fails that is written to a string.
        let _ = event(site, it, base, &stamp).fmt_write(&mut out);
    }
    out.push_str(end);
    out
}

fn event(site: &Site, it: &Appointment, base: Option<Base<'_>>, stamp: &str) -> Event {
    let title = format!("{}: {}", site.said(it.what), site.named(&it.title, it.by_day));
    let host = base.map_or("throughline.invalid", Base::host);
    let path = base.map_or_else(|| "/".to_owned(), Base::path);
    let name = format!("{path}{}", percent(&it.name));
    let mut event = Event::with_uid(&format!("{}@{host}", name.trim_start_matches('/')));
    event
        .add_property("DTSTAMP", stamp)
        .append_property(day("DTSTART", it.day))
        // The end of a whole day is the day after it.
        .append_property(day("DTEND", add_days(it.day, 1)))
        .summary(&visible(&title))
        // It says when something is due; nobody is busy because of it.
        .add_property("TRANSP", "TRANSPARENT")
        .add_property("CATEGORIES", &*site.said(it.kind))
        .status(if it.sure { EventStatus::Confirmed } else { EventStatus::Tentative });
    if let Some(note) = &it.note {
        event.description(&visible(note));
    }
    if let Some(base) = base {
        event.url(&base.full(&it.url));
    }
    event
}

fn day(name: &str, day: Date) -> Property {
    Property::new(name, digits(day)).add_parameter("VALUE", "DATE").done()
}

fn digits(day: Date) -> String {
    day.to_string().replace('-', "")
}
