//! JSON Schema 2020-12 of front matter and settings, for editors: made of the declarations that the checks read.
//!
//! It takes what the checks take. It cannot say everything that they refuse: a fraction above one, a period that ends
//! before it begins, a week 53 in a year of 52, and whether the documents that are named are there.

mod forms;

use serde_json::{Map, Value, json};

use crate::config::Config;
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::schemas::Schemas;
use crate::parse::schema::FieldInfo;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";
/// The name of the settings among the schemas.
pub const SETTINGS: &str = "settings";
/// The name of the schema for a document of any kind.
pub const DOCUMENT: &str = "document";

/// The names of all schemas: the kinds', the settings', any document's.
pub fn names() -> impl Iterator<Item = &'static str> {
    KindTag::ALL.iter().map(|tag| tag.as_str()).chain([SETTINGS, DOCUMENT])
}

/// The schema of this name.
#[must_use]
pub fn named(name: &str) -> Option<Value> {
    let body = match name {
        SETTINGS => object(&Config::describe(), &[]),
        DOCUMENT => document(&Schemas::new()),
        name => of_kind(&Schemas::new(), KindTag::named(name)?),
    };
    let mut schema = Map::new();
    schema.insert("$schema".into(), DRAFT.into());
    schema.insert("title".into(), title(name).into());
    if let Value::Object(body) = body {
        schema.extend(body);
    }
    Some(Value::Object(schema))
}

fn title(name: &str) -> String {
    match name {
        SETTINGS => "Settings of a Throughline handbook".to_owned(),
        DOCUMENT => "Front matter of a Throughline document".to_owned(),
        name => format!("Front matter of a Throughline {name}"),
    }
}

/// Any document: its `type` says which kind; without one it may be each.
fn document(schemas: &Schemas) -> Value {
    let mut kinds = Map::new();
    let mut cases = Vec::new();
    let mut any = Vec::new();
    for tag in KindTag::ALL {
        let name = tag.as_str();
        kinds.insert(name.to_owned(), of_kind(schemas, *tag));
        let kind = json!({"$ref": format!("#/$defs/{name}")});
        cases.push(json!({
            "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
            "then": kind,
        }));
        any.push(kind);
    }
    json!({"type": "object", "allOf": cases, "anyOf": any, "$defs": kinds})
}

fn of_kind(schemas: &Schemas, tag: KindTag) -> Value {
    // The other side of a relation is computed; where it is written by hand, a check says so.
    let computed: Vec<&str> = Relation::ALL
        .iter()
        .filter(|it| it.info().to.contains(&tag) || **it == Relation::Supersedes)
        .map(|relation| relation.info().inverse)
        .collect();
    let mut schema = object(schemas.of(tag), &computed);
    if let Some(kind) = schema.pointer_mut("/properties/type") {
        *kind = json!({"description": "The kind of the document.", "enum": [tag.as_str(), null]});
    }
    schema
}

/// A map with these fields, each under its name or one of its other names.
fn object(infos: &[FieldInfo], computed: &[&str]) -> Value {
    let mut properties = Map::new();
    for info in infos {
        let mut schema = forms::or_null(forms::form(&info.shape));
        describe(&mut schema, info.about);
        properties.insert(info.name.to_owned(), schema);
    }
    for info in infos {
        for alias in info.aliases {
            if properties.contains_key(*alias) {
                continue;
            }
            let mut schema = forms::or_null(forms::form(&info.shape));
            describe(&mut schema, &format!("The same as `{}`: {}", info.name, info.about));
            properties.insert((*alias).to_owned(), schema);
        }
    }
    for name in computed {
        properties.entry(*name).or_insert_with(|| {
            json!({"description": "Computed from the other side: leave it out.", "deprecated": true})
        });
    }
    let own = |name: &str| infos.iter().any(|info| info.name == name);
    let names = |info: &FieldInfo| -> Vec<&'static str> {
        let aliases = info.aliases.iter().copied().filter(|alias| !own(alias));
        std::iter::once(info.name).chain(aliases).collect()
    };
    let mut all = Vec::new();
    for info in infos.iter().filter(|info| info.required) {
        let written = |name: &&str| json!({"required": [name], "properties": {*name: {"not": {"type": "null"}}}});
        let names = names(info);
        match names.as_slice() {
            [one] => all.push(written(one)),
            many => all.push(json!({"anyOf": many.iter().map(written).collect::<Vec<_>>()})),
        }
    }
    for info in infos {
        let names = names(info);
        for (at, first) in names.iter().enumerate() {
            for second in names.iter().skip(at + 1) {
                all.push(json!({"not": {"required": [first, second]}}));
            }
        }
    }
    let mut schema = Map::new();
    schema.insert("type".into(), "object".into());
    schema.insert("properties".into(), properties.into());
    schema.insert("patternProperties".into(), json!({"^x-": true}));
    schema.insert("additionalProperties".into(), false.into());
    if !all.is_empty() {
        schema.insert("allOf".into(), all.into());
    }
    Value::Object(schema)
}

fn describe(schema: &mut Value, about: &str) {
    if let Value::Object(schema) = schema {
        schema.insert("description".into(), about.into());
    }
}

/// A map as a form of a value; only the outermost may hold free keys.
fn inner(infos: &[FieldInfo]) -> Value {
    let mut schema = object(infos, &[]);
    if let Value::Object(schema) = &mut schema {
        schema.remove("patternProperties");
    }
    schema
}
