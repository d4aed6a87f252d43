//! The index of the search: what is found by which word, how it is ranked, what its files are, and what an edit costs.

mod browser;
mod places;
mod read;

use std::sync::Arc;

use throughline::base::fingerprint::Fingerprint;
use throughline::site::engine::Site;

use crate::small;
use read::{Read, read};

fn site(settings: &str, files: &[(&str, &str)]) -> Arc<Site> {
    let own = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
    let mut all: Vec<(String, String)> = files.iter().map(own).collect();
    all.push((small::SETTINGS.to_owned(), settings.to_owned()));
    small::site(&all)
}

fn index(settings: &str, files: &[(&str, &str)]) -> Read {
    read(&site(settings, files))
}

#[test]
fn a_word_of_the_title_weighs_more_than_many_in_the_text() {
    let often = format!("# Fax\n\n{}\n", "The ledger is late. ".repeat(30));
    let index = index(
        "",
        &[
            ("a.md", &often),
            ("b.md", "# The ledger\n\nOne line on something else.\n"),
            ("c.md", "# Post\n\n## The ledger again\n\nOne line on something else.\n"),
            ("d.md", "# Mail\n\nOne line on a ledger and on something else.\n"),
            ("e.md", "# None\n\nOne line on something else.\n"),
        ],
    );
    assert_eq!(index.titles("ledger")[0], "The ledger");
    assert_eq!(index.titles("ledger").len(), 4);
    let weight = |title: &str| index.titles("ledger").iter().position(|it| *it == title);
    assert!(weight("Post") < weight("Mail"), "a heading weighs more than the text");
}

#[test]
fn the_forms_of_a_word_are_found_together_where_the_language_has_a_stemmer() {
    let files =
        [("a.md", "# One\n\nClaims and parties.\n"), ("b.md", "# Two\n\nClaiming a party.\n")];
    let english = index("language: en\n", &files);
    for word in ["claims", "claiming", "parties", "party"] {
        assert_eq!(english.titles(word).len(), 2, "{word}");
    }
    let none = index("language: ja\n", &files);
    assert_eq!(none.titles("claims"), ["One"]);
    let german = [("a.md", "# Eins\n\nDie Häuser.\n"), ("b.md", "# Zwei\n\nEin Haus.\n")];
    assert_eq!(index("language: de-AT\n", &german).titles("hauser").len(), 2);
}

#[test]
fn accents_and_forms_of_letters_make_no_difference() {
    let index =
        index("language: fr\n", &[("a.md", "# Un café\n\nＡＢＣ, ﬁn, l\u{2019}été, ÉCOLE.\n")]);
    for word in ["cafe", "abc", "fin", "ete", "ecole"] {
        assert_eq!(index.titles(word), ["Un café"], "{word} of {:?}", index.words);
    }
}

#[test]
fn text_without_blanks_is_found_by_two_signs() {
    let index = index(
        "language: ja\n",
        &[
            ("a.md", "# 四半期の目標\n\n顧客満足度を上げる。\n"),
            ("b.md", "# 분기 목표\n\n고객만족도\n"),
            ("c.md", "# แผนงาน\n\nเป้าหมายของทีม\n"),
            ("d.md", "# हिन्दी\n\nलक्ष्य\n"),
            ("e.md", "# 東\n\nMixed 売上report here.\n"),
        ],
    );
    for (word, title) in [
        ("四半", "四半期の目標"),
        ("満足", "四半期の目標"),
        ("만족", "분기 목표"),
        ("หม", "แผนงาน"),
        ("हिन्दी", "हिन्दी"),
        ("लक्ष्य", "हिन्दी"),
        ("東", "東"),
        ("売上", "東"),
        ("report", "東"),
    ] {
        assert_eq!(index.titles(word), [title], "{word} of {:?}", index.words);
    }
}

#[test]
fn words_stand_in_order_forwards_and_backwards() {
    let index =
        index("", &[("a.md", "# Guard\n\nguardrail guards growth go 2026 𝔊raph 𠀀𠀁 ｶﾅ 目標\n")]);
    assert_eq!(index.beginning("guard"), ["guard", "guardrail", "guards"]);
    let as_script = |words: &[String]| {
        let units: Vec<Vec<u16>> = words.iter().map(|word| word.encode_utf16().collect()).collect();
        units.is_sorted()
    };
    let words: Vec<String> = index.words.iter().map(|(word, _)| word.clone()).collect();
    assert!(as_script(&words) && as_script(&index.ends), "{words:?} {:?}", index.ends);
    assert!(index.ends.contains(&"htworg".to_owned()), "for those who mistype the beginning");
    assert!(!index.ends.contains(&"og".to_owned()), "short words are not corrected");
}

#[test]
fn names_tags_and_fields_are_found() {
    let index = index(
        "",
        &[
            ("people/ada.md", "---\nname: Ada Obi\nteam: ledgers\n---\n"),
            ("teams/ledgers.md", "---\ntitle: Ledger squad\nmission: Books that close.\n---\n"),
            (
                "goals/g-1.md",
                "---\ntitle: A goal\nid: close-q2\nowner: ada\nperiod: 2026-Q2\ntags: [finance]\nwhy: Because auditors wait.\n\
                 krs: [{id: k, title: Days until closing, baseline: 1, target: 2, current: 1}]\n---\n",
            ),
        ],
    );
    for word in ["finance", "obi", "auditors", "closing", "q2", "squad"] {
        assert!(index.titles(word).contains(&"A goal"), "{word}");
    }
    let at = index.rows.iter().position(|row| row[0] == "A goal").expect("its row");
    assert_eq!(index.rows[at][2], "Ada Obi");
    let value = |filter: &str| {
        let sign = index.head[filter][0].as_str().expect("signs").as_bytes()[at];
        index.head[filter][1][usize::from(sign) - 36].clone()
    };
    assert_eq!(value("kind")[0], "goal");
    assert_eq!(value("period"), "2026-Q2");
    assert_eq!(value("team")[0], "Ledger squad", "its owner's team, since it names none");
    assert_eq!(value("status")[1], "Off track", "as its numbers say");
}

#[test]
fn what_is_not_shown_is_not_found() {
    let text = "# Page\n\n<!-- comment1 -->\n\n[words](https://host.example/target1) ![alt1](pic1.png)\n\n\
        <script>script1</script> <b class=\"class1\">bold1</b>\n\n<style>\nstyle1\n</style>\n\n```mermaid\ndrawn1\n```\n\n```\ncode1\n```\n\n\
        [[=count asked1:1]] [[page2]] [[page2|called1]]\n";
    let index = index("", &[("page.md", text), ("page2.md", "# Titled2\n")]);
    for word in ["alt1", "bold1", "code1", "called1", "titled2"] {
        assert!(index.titles(word).contains(&"Page"), "{word} is missing in {:?}", index.words);
    }
    for word in ["comment1", "target1", "pic1", "script1", "class1", "style1", "drawn1", "asked1"] {
        assert!(index.beginning(word).is_empty(), "{word} is found");
    }
    let row = index.rows.iter().find(|row| row[0] == "Page").expect("its row");
    assert!(!row[5].contains("comment1") && row[5].contains("code1"), "{}", row[5]);
}

#[test]
fn a_title_cannot_leave_its_place() {
    let long = "x".repeat(10_000);
    let titles = [
        "</script><script>alert(1)</script>",
        "\"quoted\" 'and' \\ back `tick` ${x}",
        "\u{202e}evil\u{202c} مرحبا שלום",
        "🦊👩‍👩‍👧 emoji",
        "line\u{2028}two\u{2029}three\u{0}",
        &long,
        "__proto__ constructor toString",
    ];
    let files: Vec<(String, String)> = titles
        .iter()
        .enumerate()
        .map(|(n, title)| {
            let title = serde_json::to_string(title).expect("JSON is YAML");
            (format!("p{n}.md"), format!("---\ntitle: {title}\ntags: [{title}]\n---\n\n# T\n"))
        })
        .collect();
    let site = small::site(&files);
    let index = read(&site);
    for (url, _) in &index.files {
        let made = site.make(url).expect("a file");
        let bytes = made.bytes().expect("bytes");
        assert!(!bytes.contains(&b'<'), "{url}");
        assert_eq!(bytes.iter().filter(|byte| **byte == b'\n').count(), 1, "{url} is one line");
    }
    for title in titles.iter().filter(|title| !title.contains('\0')) {
        assert!(index.rows.iter().any(|row| row[0] == **title), "{title:.40}");
    }
    assert_eq!(index.beginning("xxx"), ["x".repeat(40)]);
    assert!(index.places.contains_key("constructor"));
}

#[test]
fn the_settings_say_what_is_found() {
    let files = [
        ("index.md", "# Home\n"),
        ("a.md", "# First\n\n## Part\n\nwords\n"),
        ("notes/b.md", "# Second\n"),
    ];
    let found = |settings: &str| {
        let index = index(settings, &files);
        index.rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>()
    };
    assert_eq!(found(""), ["First", "Home", "Second"]);
    assert_eq!(found("search: {ignore: notes}\n"), ["First", "Home"]);
    let bare = index("search: {body: false}\n", &files);
    assert_eq!((bare.titles("part"), bare.titles("words")), (vec!["First"], vec![]));
    let none = site("search: false\n", &files);
    assert!(none.outputs.list.iter().all(|(url, _)| !url.starts_with("search")));
    let home = none.make("a.html").expect("a page");
    assert!(!String::from_utf8_lossy(home.bytes().expect("bytes")).contains("data-search"));
    let wrong = [(small::SETTINGS.to_owned(), "search: {ignroe: notes}\n".to_owned())];
    let seen = small::findings(&wrong);
    assert!(seen.iter().any(|it| format!("{it:?}").contains("ignore")), "{seen:?}");
}

/// A handbook of so many documents whose words differ from each other.
fn many(count: usize) -> Vec<(String, String)> {
    let word = |n: usize| {
        let letters = "bdfgklmnprst".as_bytes();
        let vowels = "aeiou".as_bytes();
        let mut n = n;
        let mut out = String::new();
        for _ in 0..3 {
            out.push(char::from(letters[n % letters.len()]));
            n /= letters.len();
            out.push(char::from(vowels[n % vowels.len()]));
            n /= vowels.len();
        }
        out
    };
    (0..count)
        .map(|n| {
            let body: Vec<String> = (0..150).map(|m| word((n * 7 + m * m * 13) % 9_000)).collect();
            (format!("p{n}.md"), format!("# {} {n}\n\nThe same {}.\n", word(n), body.join(" ")))
        })
        .collect()
}

#[test]
fn files_grow_in_number_and_not_in_size() {
    let largest = |files: &[(String, usize)], sort: &str| {
        let of = files.iter().filter(|(url, _)| url.starts_with(&format!("search/{sort}")));
        of.map(|(_, len)| *len).max().unwrap_or_default()
    };
    let few = read(&small::site(&many(300)));
    let more = read(&small::site(&many(1_200)));
    assert_eq!((few.rows.len(), more.rows.len()), (300, 1_200));
    assert!(more.files.len() > few.files.len() * 3, "{} and {}", few.files.len(), more.files.len());
    for sort in ["r", "p", "w", "e"] {
        let (small, large) = (largest(&few.files, sort), largest(&more.files, sort));
        assert!(large < small * 2 && large < 40_000, "{sort}: {small} and {large} bytes");
    }
    let head = |read: &Read| largest(&read.files, "index");
    assert!(head(&more) - head(&few) < 900 * 8, "the head grows by some signs a document");
}

#[test]
fn two_builds_give_the_same_bytes() {
    let files = many(200);
    let (a, b) = (small::site(&files), small::site(&files));
    let bytes =
        |site: &Site, url: &str| site.make(url).and_then(|it| it.bytes().map(<[u8]>::to_vec));
    let all = std::sync::Mutex::new(0);
    b.make_again(
        Fingerprint::default(),
        None,
        |_| false,
        |url, made| {
            if url.starts_with("search/") {
                assert_eq!(bytes(&a, url).as_deref(), made.bytes(), "{url}");
                *all.lock().expect("no fault") += 1;
            }
            Ok(())
        },
    )
    .expect("memory can be written");
    let listed = a.outputs.list.iter().filter(|(url, _)| url.starts_with("search/")).count();
    assert_eq!(*all.lock().expect("no fault"), listed);
}
