//! A proposal as settings, with what was counted as comments.

use std::collections::BTreeSet;

use crate::base::text::count;
use crate::kinds::KindTag;

use super::words::{
    BEGUN, DRIVER, NEEDS, OWNER, PERIOD, REPLACES, SEE, STATUS, form, line, meant, scalar,
};
use super::{Group, Proposal};

/// Keys shown of a group at most, and half of the words of a status.
const SHOWN: usize = 12;

/// The families of checks that ask for what other documents never had.
const LEVELS: &str = "
lints:
  levels:
    # Turn these on one by one, with a baseline: `throughline check --write-baseline`.
    clarity: off
    priority: off
    alignment: off
    speed: off
    feedback: off
    pitfalls: off
    history: off
";

pub(super) fn settings(proposal: &Proposal, title: &str) -> String {
    let looked = count(proposal.all, "document was", "documents were");
    let mut out = format!("# A proposal: {looked} looked at");
    if proposal.broken > 0 {
        out += &format!(", and front matter that can be read only in part in {}", proposal.broken);
    }
    out += ".\n# Numbers are counts of documents. Change what is wrong: each guess is marked.\n";
    out += &format!("title: {}\n", scalar(title));
    let groups: Vec<&Group> =
        proposal.groups.iter().filter(|group| group.kind != KindTag::Page).collect();
    if groups.is_empty() {
        out += "\n# No folder looks like documents of a kind, so each document is a plain page.\n";
    } else {
        out += "\nkinds:\n";
    }
    let mut kinds: Vec<KindTag> = Vec::new();
    for group in &groups {
        if !kinds.contains(&group.kind) {
            kinds.push(group.kind);
        }
    }
    for kind in kinds {
        out += &format!("  {}:\n", kind.as_str());
        for group in groups.iter().filter(|group| group.kind == kind) {
            rule(&mut out, group);
        }
    }
    let mapped: usize = groups.iter().map(|group| group.paths.len()).sum();
    let left = proposal.all.saturating_sub(mapped);
    if left > 0 && mapped > 0 {
        let remain = count(left, "other document remains a page", "other documents remain pages");
        out += &format!("# {remain}.\n");
    }
    out + LEVELS
}

fn rule(out: &mut String, group: &Group) {
    let many = count(group.paths.len(), "document", "documents");
    *out += &format!("    # {many}, {} with fields.\n", group.with_fields);
    *out += &format!("    - paths: {}\n", scalar(&group.glob));
    if let Some(index) = &group.index {
        *out += &format!("      index: {}\n", scalar(index));
    }
    if let Some(file) = &group.file {
        *out += &format!("      front_matter: {}\n", scalar(file));
    }
    let prefix = id(out, group);
    status(out, group);
    fields(out, group, prefix.as_deref());
    *out += "      rest: keep\n";
    let key = |key: &super::group::Key| format!("{} {}", key.name, key.count);
    let keys: Vec<String> = group.keys.iter().take(SHOWN).map(key).collect();
    if !keys.is_empty() {
        *out += &format!("      # Keys: {}.\n", line(&keys.join(", ")));
    }
}

/// An id from the number in the path, where that is unique; says what stands before the number.
fn id(out: &mut String, group: &Group) -> Option<String> {
    let numbers: Vec<String> = group.paths.iter().filter_map(|path| number(group, path)).collect();
    let unique: BTreeSet<&String> = numbers.iter().collect();
    if numbers.len() != group.paths.len() || unique.len() != numbers.len() {
        let stems: BTreeSet<String> = group.paths.iter().map(|path| group.stem(path)).collect();
        if stems.len() < group.paths.len() {
            *out += "      # A name stands in several folders, so the id is made of two steps of the path.\n";
            *out += "      id: {path: '([^/]+)/([^/]+?)(?:\\.md|/README\\.md)?$', to: '{1}-{2}', slug: true}\n";
        }
        return None;
    }
    let first = group.paths.first().map(|path| group.stem(path)).unwrap_or_default();
    let word = first.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let word = word.trim_end_matches(['-', '_']);
    if !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase()) {
        // `eip-20` is an id already.
        return Some(word.to_owned());
    }
    let folder = group.glob.split('/').rfind(|step| !step.contains('*')).unwrap_or("doc");
    let word = folder.to_lowercase();
    let word: String =
        word.trim_end_matches('s').chars().filter(char::is_ascii_alphanumeric).collect();
    let word = if word.is_empty() { "doc".to_owned() } else { word };
    let pattern = if group.index.is_some() { "(\\d+)[^/]*/[^/]*$" } else { "(\\d+)[^/]*$" };
    *out += &format!("      id: {{path: '{pattern}', to: '{word}-{{1}}', digits: 1}}\n");
    Some(word)
}

fn number(group: &Group, path: &str) -> Option<String> {
    let stem = group.stem(path);
    let digits: String =
        stem.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let plain = digits.trim_start_matches('0');
    (!digits.is_empty()).then(|| if plain.is_empty() { "0" } else { plain }.to_owned())
}

fn status(out: &mut String, group: &Group) {
    let statuses = group.kind.statuses();
    let Some(usual) = statuses.first().copied() else { return };
    let needed = group.kind.default_status().is_none();
    let Some(key) = group.key(STATUS) else {
        if needed {
            *out += &format!("      defaults: {{status: {usual}}} # a guess: nothing says it\n");
        }
        return;
    };
    *out += "      status:\n";
    if key.name != "status" {
        *out += &format!("        from: {}\n", scalar(&key.name));
    }
    *out += "        values:\n";
    for (word, times) in key.values.iter().filter(|(word, _)| !word.is_empty()).take(SHOWN * 2) {
        let same = statuses.iter().find(|own| **own == *word).copied();
        let (own, remark) = match same.or_else(|| meant(group.kind, word)) {
            Some(own) => (own, ""),
            None => (usual, ", a guess"),
        };
        *out += &format!("          {}: {own} # {times}{remark}\n", scalar(word));
    }
    *out += &format!("        else: {usual}\n");
    if needed && key.count < group.paths.len() {
        *out +=
            &format!("        default: {usual} # {} say nothing\n", group.paths.len() - key.count);
    }
}

fn fields(out: &mut String, group: &Group, prefix: Option<&str>) {
    let mut lines: Vec<String> = Vec::new();
    if let Some(key) = group.key(OWNER) {
        let name = scalar(&key.name);
        lines.push(format!("owner: {{from: {name}, people: true, first: true}} # {}", key.count));
    }
    lines.extend(begun(group));
    if group.kind == KindTag::Goal && group.key(PERIOD).is_none() {
        lines.push(match group.key(BEGUN) {
            Some(key) => format!(
                "period: {{from: {}, pattern: '\\d{{4}}', first: true, default: '1970'}} # {}, a guess",
                scalar(&key.name),
                key.count
            ),
            None => "period: {default: '1970'} # a guess: nothing says it".to_owned(),
        });
    }
    if group.kind == KindTag::Decision {
        lines.push(match group.rare_key(DRIVER) {
            Some(key) => format!(
                "driver: {{from: {}, people: true, first: true, default: unknown}} # {}",
                scalar(&key.name),
                key.count
            ),
            None => "driver: {default: unknown} # a guess: nothing says it".to_owned(),
        });
    }
    let needs = matches!(group.kind, KindTag::Bet | KindTag::Goal | KindTag::Release);
    for (own, names) in [("supersedes", REPLACES), ("depends_on", NEEDS), ("see_also", SEE)] {
        let (Some(key), Some(prefix)) = (group.rare_key(names), prefix) else { continue };
        let numbered = key.values.iter().all(|(text, _)| text.chars().any(|c| c.is_ascii_digit()));
        if numbered && (own != "depends_on" || needs) {
            lines.push(format!(
                "{own}: {{from: {}, pattern: '\\d+', to: '{prefix}-{{0}}', digits: 1}} # {}",
                scalar(&key.name),
                key.count
            ));
        }
    }
    if !lines.is_empty() {
        *out += "      fields:\n";
        for line in lines {
            *out += &format!("        {line}\n");
        }
    }
}

/// The day on which a document began, where its kind must have one.
fn begun(group: &Group) -> Option<String> {
    let own = match group.kind {
        KindTag::Bet => "proposed",
        KindTag::Decision | KindTag::Study | KindTag::Checkin => "date",
        KindTag::Feedback => "heard",
        _ => return None,
    };
    let Some(key) = group.key(BEGUN) else {
        return Some(format!("{own}: {{default: '1970-01-01'}} # a guess: nothing says it"));
    };
    let form = form(key.values.iter().map(|(value, _)| value.as_str()));
    let dates = form.map_or_else(String::new, |form| format!(", dates: '{form}'"));
    let name = scalar(&key.name);
    Some(format!("{own}: {{from: {name}{dates}, default: '1970-01-01'}} # {}", key.count))
}
