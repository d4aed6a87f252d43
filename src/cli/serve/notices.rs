//! What keeps a site or a page from being made as its author means it: as an overlay in browsers shows it, and as the
//! terminal does.

use crate::base::diagnostic::{Level, Problem};
use crate::base::place::Spot;
use crate::cli::ground::{Ground, shown};
use crate::serve::Fault;
use crate::site::engine::Site;

/// So many lines are shown before the line of a fault, and after it.
const AROUND: u32 = 3;
/// So many characters of a line are shown.
const WIDTH: usize = 240;
/// So many faults are shown at once.
const MOST: usize = 20;

/// The faults of settings and theme, which concern every page.
pub(super) fn faults(site: &Site, ground: &Ground) -> Vec<Fault> {
    let is_of_settings = |what: &str| site.settings.problems.iter().any(|it| it.what == what);
    site.findings
        .all()
        .filter(|finding| finding.level == Level::Error)
        .filter(|finding| match &finding.at.file {
            Some(_) => finding.at.in_theme().is_some(),
            None => finding.code == "bad-template" || is_of_settings(&finding.what),
        })
        .take(MOST)
        .map(|finding| fault(site, ground, &finding.at, &finding.what, finding.help.as_deref()))
        .collect()
}

/// The fault that showed itself when a page was made.
pub(super) fn of_page(site: &Site, ground: &Ground, problem: &Problem) -> Fault {
    fault(site, ground, &site.spot_of(problem), &problem.what, problem.help.as_deref())
}

fn fault(site: &Site, ground: &Ground, at: &Spot, what: &str, help: Option<&str>) -> Fault {
    let name = match at.in_theme() {
        Some(file) => {
            let folder = ground.theme.as_deref().map_or_else(String::new, shown);
            format!("{folder}/{file}")
        }
        None => ground.settings.as_deref().map_or_else(String::new, shown),
    };
    // The place names the file already.
    let own = at.in_theme().map(|file| format!("`{file}`: ")).unwrap_or_default();
    let what = what.strip_prefix(&own).unwrap_or(what).to_owned();
    let mut fault = Fault { what, help: help.unwrap_or_default().to_owned(), ..Fault::default() };
    // What is built in has no file; the settings are not where its fault is.
    let is_built_in = at.file.is_none() && fault.what.starts_with("`templates/");
    let place = site.whereabouts(&site.reader(), at).filter(|_| !is_built_in);
    let Some(place) = place.filter(|place| !place.text.is_empty()) else {
        fault.place = if is_built_in { String::new() } else { name };
        return fault;
    };
    fault.place = format!("{name}:{}:{}", place.line, place.column);
    (fault.line, fault.column) = (place.line, place.column);
    fault.lines = (1..)
        .zip(place.text.lines())
        .skip(place.line.saturating_sub(AROUND + 1) as usize)
        .take_while(|(number, _)| *number <= place.line + AROUND)
        .map(|(number, text)| (number, text.chars().take(WIDTH).collect()))
        .collect();
    fault
}

/// Says faults in the terminal.
pub(super) fn tell(faults: &[Fault]) {
    for fault in faults {
        let place = if fault.place.is_empty() { "" } else { ": " };
        eprintln!("error: {}{place}{}", fault.place, fault.what);
    }
}
