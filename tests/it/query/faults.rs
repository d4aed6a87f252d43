//! What is wrong with a query is said at its bytes, with what was probably meant.

use throughline::model::query::Query;

use crate::{sample, small};

/// A query, the words at which it is wrong, and a part of what is said of them.
const FAULTS: &[(&str, &str, &str)] = &[
    // Fields.
    ("type:release statsu:planned", "statsu", "did you mean `status`?"),
    ("ownr:ines-okafor", "ownr", "did you mean `owner`?"),
    ("type:release moscow:must", "moscow", "`moscow` is a field of `bet`"),
    ("type:release goals.ownr:x", "ownr", "did you mean `owner`?"),
    ("type:release goals.shipped:2026", "shipped", "a goal has no field `shipped`"),
    ("type:release outcome.measurd:2026", "measurd", "did you mean `measured`?"),
    ("type:release outcome:yes", "outcome", "has parts"),
    ("type:release sort:du", "du", "did you mean `due`?"),
    ("type:release group:ownr", "ownr", "did you mean `owner`?"),
    ("has:ownr", "ownr", "did you mean `owner`?"),
    ("count(delivered_bye)>1", "delivered_bye", "did you mean `delivered_by`?"),
    // Values.
    ("type:relese", "relese", "did you mean `release`?"),
    ("type:release status:planed", "planed", "did you mean `planned`?"),
    ("type:release status:In_Progress", "In_Progress", "did you mean `in-progress`?"),
    ("type:release status:accepted", "accepted", "is none of `planned`"),
    ("type:release shipped:yesterday", "yesterday", "is not a day"),
    ("type:release shipped:2026-02-30", "2026-02-30", "is not a day"),
    ("type:release shipped>14d", "14d", "did you mean `today-14d`?"),
    ("type:release slip>soon", "soon", "is not a number of days"),
    ("align<high", "high", "is not a share"),
    ("count(delivered_by)>many", "many", "is not a number"),
    ("type:release failed:perhaps", "perhaps", "is not `true` or `false`"),
    (
        "type:release shipped:2026-05-10..2026-05-01",
        "2026-05-10..2026-05-01",
        "the lesser end first",
    ),
    ("title:a..b", "a..b", "a range has no place here"),
    ("lint:watermellon", "watermellon", "did you mean `watermelon`?"),
    // Comparisons.
    ("type:release owner>ines-okafor", "owner>ines-okafor", "count(owner)>1"),
    ("title<b", "b", "asks for an order"),
    ("under>fill-q2", "under>fill-q2", "write `under:`"),
    // Names.
    ("owner:inez-okafor", "inez-okafor", "did you mean `ines-okafor`?"),
    ("owner:fill-q2", "fill-q2", "`fill-q2` is a goal"),
    ("under:self-sreve", "self-sreve", "did you mean `self-serve`?"),
    ("under:ines-okafor", "ines-okafor", "which is on no thread"),
    ("moves:fill-q2#fil-rate", "fill-q2#fil-rate", "there is no part"),
    // Form.
    ("status:", "status:", "has no value"),
    ("status:planned,", "status:planned,", "has no value"),
    ("(type:release", "(", "never ends"),
    ("type:release)", ")", "was never opened"),
    ("title:\"never", "\"", "never ends"),
    ("type:release ()", "()", "nothing stands in these brackets"),
    ("OR type:release", "OR", "nothing stands before it"),
    ("type:release OR", "OR", "nothing stands behind it"),
    ("type:release AND", "AND", "nothing stands behind it"),
    ("type:release -", "-", "nothing stands behind it"),
    (":planned", ":", "has nothing to compare"),
    ("count(owner)", "count(owner)", "how many is not said"),
    ("type:release limit:0", "0", "is a number from 1"),
    ("type:release limit:3 limit:4", "limit:4", "is written twice"),
    ("(type:release sort:due)", "sort:due", "outside of brackets"),
    ("type:release sort=due", "sort=due", "is written with `:`"),
];

#[test]
fn a_fault_stands_at_its_words_and_says_what_is_meant() {
    let site = small::site(&sample::files());
    let reader = site.reader();
    let mut wrong = Vec::new();
    for (text, at, said) in FAULTS {
        let Err(faults) = Query::read(&reader, text) else {
            wrong.push(format!("`{text}` is read"));
            continue;
        };
        let found = faults.iter().any(|fault| {
            let help = fault.help.as_deref().unwrap_or_default();
            text.get(fault.span.clone()) == Some(*at)
                && (fault.what.contains(said) || help.contains(said))
        });
        if !found {
            wrong.push(format!("`{text}`: {faults:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_fault_of_a_query_is_told_at_once() {
    let site = small::site(&sample::files());
    let faults = Query::read(&site.reader(), "statsu:x ownr:y type:release").err();
    assert_eq!(faults.map(|faults| faults.len()), Some(2));
}

#[test]
fn names_are_words_until_somebody_describes_people() {
    let release = "---\ntitle: A\nstatus: planned\nowner: Ana Novak\n---\n\nA.\n";
    let site = small::site(&[("releases/a.md".to_owned(), release.to_owned())]);
    assert_eq!(super::ids(&site, "owner:\"ana novak\""), ["a"]);
    assert_eq!(super::ids(&site, "owner~novak"), ["a"]);
    assert_eq!(super::ids(&site, "-owner:ben"), ["a"]);
    assert_eq!(super::ids(&site, "has:owner"), ["a"]);
}
