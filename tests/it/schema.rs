//! The schemas for editors: they take what the checks take, and refuse what the checks refuse.

use std::collections::HashMap;
use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::test_runner::TestRng;
use serde_json::Value as Json;
use throughline::config::Config;
use throughline::export::schema::{SETTINGS, named, names};
use throughline::kinds::KindTag;
use throughline::kinds::schemas::{Schemas, read};
use throughline::parse::fields::json;
use throughline::parse::front::{Entry, Front, Node, Value};
use throughline::parse::schema::{FieldInfo, Shape};
use throughline::parse::{Parsed, parse_front};

fn node(value: Value) -> Node {
    Node { span: 0..0, value }
}

fn plain(text: &str) -> Node {
    node(Value::Text { text: text.into(), quoted: false })
}

fn quoted(text: &str) -> Node {
    node(Value::Text { text: text.into(), quoted: true })
}

fn entry(key: &str, value: Node) -> Entry {
    Entry { key: key.into(), written: None, span: 0..0, value }
}

/// Makes values, good ones and bad ones.
struct Maker(TestRng);

/// What nobody means, or somebody means elsewhere.
const ODD: &[&str] = &[
    "word",
    "two words",
    "true",
    "false",
    "0",
    "-1",
    "2.5",
    "1e9",
    "70%",
    "7/10",
    "150%",
    "3pw",
    "1.5 pm",
    "8pd",
    "2026",
    "26",
    "2026-Q2",
    "2026-Q5",
    "2026-H1",
    "2026-05",
    "2026-13",
    "2026-W20",
    "2026-05-14",
    "2026-02-30",
    "2024-02-29",
    "2023-02-29",
    "14.05.2026",
    "+026-05-14",
    "2026-04-01..2026-06-30",
    "[[fill-q2]]",
    "[[]]",
    "..",
    "a/../b",
    "guide/start.html",
    "/",
    "",
    " ",
    "https://example.com/x",
    "http:// x",
    "April",
    "apr",
    "12",
    "13",
    "active",
    "planned",
    "up",
    "weekly",
    "blocks",
    "none",
    "public",
    "fill-q2#rate",
    "~",
];

impl Maker {
    fn below(&mut self, n: usize) -> usize {
        (self.0.next_u32() as usize) % n.max(1)
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    fn odd(&mut self, depth: usize) -> Node {
        match self.below(10) {
            0 => node(Value::Null),
            1 if depth > 0 => {
                let items = (0..self.below(3)).map(|_| self.odd(depth - 1)).collect();
                node(Value::List(items))
            }
            2 if depth > 0 => {
                let key =
                    self.pick(&["id", "title", "start", "end", "lint", "word", "goal", "x-own"]);
                let value = self.odd(depth - 1);
                node(Value::Map(vec![entry(key, value)]))
            }
            3 | 4 => {
                let word = self.pick(ODD);
                // A number in quotes is judged by its form, and not by its bounds.
                if throughline::parse::fields::number(word).is_some() {
                    plain(word)
                } else {
                    quoted(word)
                }
            }
            _ => plain(self.pick(ODD)),
        }
    }

    fn good(&mut self, shape: &Shape) -> Node {
        match shape {
            Shape::Text => plain(self.pick(&["word", "5", "true", "two words", "1.10"])),
            Shape::Date => plain(self.pick(&["2026-05-14", "2024-02-29", "1999-12-31"])),
            Shape::Number { min, .. } => {
                let all = ["0", "5", "2.5", "1_000", "+3", ".5", "-4"];
                let least = if min.is_some() { 6 } else { 7 };
                let word = self.pick(&all[..least]);
                if self.one_in(3) { quoted(word) } else { plain(word) }
            }
            Shape::Whole { min, max } => plain(&(min + (max - min) / 2).to_string()),
            Shape::Share => plain(self.pick(&["0", "1", "0.7", "70%", "7/10", "100 %", ".5"])),
            Shape::Percent => plain(self.pick(&["0.8", "80%", "80", "150%"])),
            Shape::Flag => plain(self.pick(&["true", "false"])),
            Shape::Choice(words) => plain(self.pick(words)),
            Shape::Month => plain(self.pick(&["4", "April", "december"])),
            Shape::Period if self.one_in(3) => node(Value::Map(vec![
                entry("start", plain("2026-04-01")),
                entry("end", plain("2026-06-30")),
            ])),
            Shape::Period => plain(self.pick(&[
                "2026",
                "2026-H1",
                "2026-Q4",
                "2026-W20",
                "2026-05",
                "2026-04-01..2026-06-30",
            ])),
            Shape::Effort => plain(self.pick(&["3pw", "1.5 pm", "8pd", "4", "2.5"])),
            Shape::Reference(_) => plain(self.pick(&["fill-q2", "fill-q2#rate", "42", "a b"])),
            Shape::Address => plain(self.pick(&["guide/start.html", "/old/", "a"])),
            Shape::Web => plain("https://example.com/x"),
            Shape::Any => self.odd(2),
            Shape::List(inner) if self.one_in(4) => self.good(inner),
            Shape::List(inner) => {
                let items = (0..self.below(3)).map(|_| self.good(inner)).collect();
                node(Value::List(items))
            }
            Shape::Object(infos) => node(Value::Map(self.entries(infos, 6))),
            Shape::Map(inner) => {
                let value = self.good(inner);
                node(Value::Map(vec![entry("pm", value)]))
            }
            Shape::OneOf(shapes) => {
                let at = self.below(shapes.len());
                self.good(&shapes[at])
            }
        }
    }

    /// Fields of a map: those that must be there nearly always, some of the others, and now and then something odd.
    fn entries(&mut self, infos: &[FieldInfo], odd: usize) -> Vec<Entry> {
        let mut out = Vec::new();
        for info in infos {
            // The kind and the answers of a survey are judged elsewhere.
            let left = matches!(info.name, "type" | "sus");
            let wanted = if info.required { !self.one_in(12) } else { self.one_in(5) };
            if left || !wanted {
                continue;
            }
            let free: Vec<_> = info
                .aliases
                .iter()
                .copied()
                .filter(|it| infos.iter().all(|i| i.name != *it))
                .collect();
            let name =
                if !free.is_empty() && self.one_in(4) { self.pick(&free) } else { info.name };
            let value = if self.one_in(odd * 3) { self.odd(2) } else { self.good(&info.shape) };
            out.push(entry(name, value));
            if name != info.name && self.one_in(12) {
                let value = self.good(&info.shape);
                out.push(entry(info.name, value));
            }
        }
        if self.one_in(20) {
            let key = self.pick(&["no_such_field", "x-own", "delivered_by", "Titel"]);
            let value = self.odd(1);
            out.push(entry(key, value));
        }
        out
    }
}

fn as_json(entries: &[Entry]) -> Json {
    json(&node(Value::Map(entries.to_vec())))
}

/// The judge of a schema, made once.
fn validator(name: &str) -> &'static jsonschema::Validator {
    static ALL: OnceLock<HashMap<&'static str, jsonschema::Validator>> = OnceLock::new();
    let make = |name: &'static str| {
        let schema = named(name).expect("a schema");
        (name, jsonschema::validator_for(&schema).expect("a sound schema"))
    };
    ALL.get_or_init(|| names().map(make).collect()).get(name).expect("a schema")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn schema_and_checks_take_and_refuse_the_same(rng in any::<u64>().prop_perturb(|_, rng| rng)) {
        let schemas = Schemas::new();
        let mut maker = Maker(rng);
        let (mut taken, mut refused) = (0, 0);
        for tag in KindTag::ALL {
            let validator = validator(tag.as_str());
            for _ in 0..40 {
                let mut entries = maker.entries(schemas.of(*tag), 8);
                let value = as_json(&entries);
                schemas.canonicalise(*tag, &mut entries);
                let problems = read(&entries, *tag, 1).problems;
                let valid = validator.is_valid(&value);
                prop_assert_eq!(
                    valid, problems.is_empty(),
                    "{} {:#}\nschema: {:?}\nchecks: {:?}", tag.as_str(), value,
                    validator.iter_errors(&value).map(|e| format!("{e} at {}", e.instance_path)).collect::<Vec<_>>(),
                    problems.iter().map(|p| &p.what).collect::<Vec<_>>()
                );
                taken += usize::from(valid);
                refused += usize::from(!valid);
            }
        }
        prop_assert!(taken > 20 && refused > 20, "{taken} taken, {refused} refused");
    }

    #[test]
    fn the_schema_of_the_settings_takes_what_the_checks_take(rng in any::<u64>().prop_perturb(|_, rng| rng)) {
        let mut maker = Maker(rng);
        let infos = Config::describe();
        let validator = validator(SETTINGS);
        for _ in 0..60 {
            let entries = maker.entries(&infos, 10);
            let value = as_json(&entries);
            let front = Front { entries, ..Front::default() };
            let (_, problems) = Config::read(&Parsed { front, ..Parsed::default() });
            if problems.is_empty() {
                let errors: Vec<_> = validator.iter_errors(&value).map(|e| format!("{e} at {}", e.instance_path)).collect();
                prop_assert!(errors.is_empty(), "{value:#}\n{errors:?}");
            }
        }
    }
}

#[test]
fn every_schema_is_one() {
    for name in names() {
        let schema = named(name).expect("a schema");
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        let _ = validator(name);
    }
    assert!(named("gaol").is_none());
}

#[test]
fn the_handbook_of_this_repository_fits_its_schemas() {
    let mut seen = 0;
    let any = validator("document");
    for file in walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content")) {
        let file = file.expect("an entry");
        let folder = file.path().parent().and_then(|it| it.file_name()).and_then(|it| it.to_str());
        let Some(tag) = folder.and_then(KindTag::of_folder) else { continue };
        if file.path().extension().is_none_or(|it| it != "md") || file.file_name() == "index.md" {
            continue;
        }
        let text = std::fs::read_to_string(file.path()).expect("a text");
        let value = as_json(&parse_front(&text).front.entries);
        for (name, validator) in [(tag.as_str(), validator(tag.as_str())), ("document", any)] {
            let errors: Vec<_> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
            assert!(errors.is_empty(), "{name}: {}: {errors:?}", file.path().display());
        }
        seen += 1;
    }
    assert!(seen > 50, "{seen} documents");
}

#[test]
fn a_schema_says_what_a_field_is_for() {
    let goal = named("goal").expect("a schema");
    let about = goal["properties"]["period"]["description"].as_str();
    assert_eq!(about, Some("The time it is for."));
    let alias = goal["properties"]["quarter"]["description"].as_str().expect("an alias");
    assert!(alias.contains("`period`"), "{alias}");
    assert_eq!(goal["properties"]["delivered_by"]["deprecated"], true);
    let settings = validator(SETTINGS);
    let refused =
        ["{\"title\": []}", "{\"titel\": \"x\"}", "{\"period_start_month\": 13}", "{\"build\": 5}"];
    for text in refused {
        let value: Json = serde_json::from_str(text).expect("JSON");
        assert!(!settings.is_valid(&value), "{text}");
    }
}
