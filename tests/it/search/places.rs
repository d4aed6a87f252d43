//! Where a stem stands, as `search.js` reads it.

use throughline::site::search::places::{COMMON, Places};

/// Documents and weights, read as the script reads them.
fn read(text: &str) -> Vec<(u32, u32)> {
    let number = |c: char| {
        let code = u32::from(c);
        code - 35 - u32::from(code > 60) - u32::from(code > 92)
    };
    let (mut list, mut doc, mut far) = (Vec::new(), 0, 0);
    let mut signs = text.chars().map(number);
    while let Some(sign) = signs.next() {
        far = far * 45 + sign % 45;
        if sign < 45 {
            doc += far;
            far = 0;
            list.push((doc, signs.next().expect("a weight")));
        }
    }
    list
}

fn places(of: impl Iterator<Item = (u32, u8)>) -> Places {
    let mut places = Places::default();
    of.for_each(|(doc, weight)| places.add(doc, weight));
    places
}

#[test]
fn places_are_read_as_they_were_written() {
    let all = [(0, 0), (1, 89), (44, 25), (89, 26), (90, 57), (2_115, 58), (91_125, 7)];
    let said = read(&places(all.into_iter()).text);
    assert_eq!(said, all.map(|(doc, weight)| (doc, u32::from(weight))));
}

#[test]
fn of_a_common_word_the_best_places_stay_and_the_first_among_equals() {
    let weight = |doc: u32| u8::try_from(doc * 7 % 90).expect("small");
    let count = COMMON + 1_000;
    let all = || (0..u32::try_from(count).expect("small")).map(|doc| (doc * 3, weight(doc)));
    let mut it = places(all());
    it.keep_best();
    let rest = it.text.strip_prefix(&format!("!{count}!")).expect("how many there are");
    let mut best: Vec<(u32, u8)> = all().collect();
    best.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    best.truncate(1_024);
    best.sort_unstable();
    let best: Vec<(u32, u32)> = best.into_iter().map(|(doc, n)| (doc, u32::from(n))).collect();
    assert_eq!(read(rest), best);
}
