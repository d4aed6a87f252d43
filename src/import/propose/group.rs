//! Documents that belong together: those of a folder, or the folders of a folder with one file each, and what their
//! front matter has in common.

use std::collections::BTreeMap;

use crate::base::names::DocPath;
use crate::kinds::KindTag;
use crate::kinds::schemas::Schemas;
use crate::mapping::paths::is_index;
use crate::parse::front::{Front, Value};

use super::Seen;
use super::words::{BEGUN, OWNER, STATUS};

/// Fewer documents than this are no group.
const LEAST: usize = 3;

/// Documents that a rule reads.
#[derive(Debug)]
pub struct Group {
    /// The kind that they are most like.
    pub kind: KindTag,
    /// The pattern of their paths.
    pub glob: String,
    /// The file that stands for each of their folders.
    pub index: Option<String>,
    /// The YAML file beside each, where their fields are in one.
    pub file: Option<String>,
    /// Their paths; of folders, the folder's.
    pub paths: Vec<String>,
    /// How many have fields.
    pub with_fields: usize,
    /// Their keys, the most frequent first.
    pub keys: Vec<Key>,
}

/// A key of front matter.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: String,
    /// How many documents have it.
    pub count: usize,
    /// Its values with how often each stands there, the most frequent first; lists count by item.
    pub values: Vec<(String, usize)>,
}

impl Group {
    /// The first of some keys that at least a third of the documents have.
    #[must_use]
    pub fn key(&self, names: &[&str]) -> Option<&Key> {
        let enough = |key: &&Key| key.count * 3 >= self.with_fields.max(1);
        names.iter().find_map(|name| self.named(name).filter(enough))
    }

    /// As `key`, however few have it.
    #[must_use]
    pub fn rare_key(&self, names: &[&str]) -> Option<&Key> {
        names.iter().find_map(|name| self.named(name))
    }

    fn named(&self, name: &str) -> Option<&Key> {
        let plain = |name: &str| name.to_lowercase().replace(['_', ' '], "-");
        self.keys.iter().find(|key| plain(&key.name) == name)
    }

    /// The id of a document by its path, as a rule without a form would give it.
    pub(super) fn stem(&self, path: &str) -> String {
        let path = DocPath::new(path);
        let name = |path: &DocPath| match self.index {
            Some(_) => path.file().to_owned(),
            None => path.stem().to_owned(),
        };
        path.as_ref().map(name).unwrap_or_default()
    }
}

/// The groups of documents, the largest first.
pub(super) fn groups(docs: &[Seen], beside: &[Seen]) -> Vec<Group> {
    let mut plain: BTreeMap<&str, Vec<&Seen>> = BTreeMap::new();
    let mut folders: BTreeMap<&str, Vec<&Seen>> = BTreeMap::new();
    for doc in docs {
        let folder = doc.path.folder();
        match folder.rsplit_once('/') {
            // `keps/12-jobs/README.md` stands for its folder.
            Some((above, _)) if is_index(doc.path.file()) => {
                folders.entry(above).or_default().push(doc);
            }
            _ if !is_index(doc.path.file()) => plain.entry(folder).or_default().push(doc),
            _ => {}
        }
    }
    let enough = |docs: &Vec<&Seen>| docs.len() >= LEAST;
    let mut groups: Vec<Group> = plain
        .into_iter()
        .filter(|(_, docs)| enough(docs))
        .map(|(folder, docs)| of_folder(folder, &docs))
        .collect();
    // Folders of folders at one depth are one group: `keps/*/*`.
    let mut deeper: BTreeMap<String, (Vec<&Seen>, usize, String)> = BTreeMap::new();
    for (folder, docs) in folders {
        let key = folder
            .rsplit_once('/')
            .map_or_else(|| folder.to_owned(), |(root, _)| format!("{root}/*"));
        let (all, times, only) = deeper.entry(key).or_default();
        all.extend(docs);
        *times += 1;
        folder.clone_into(only);
    }
    for (key, (docs, times, only)) in deeper.into_iter().filter(|(_, (docs, ..))| enough(docs)) {
        let folder = if times == 1 { only } else { key };
        groups.push(of_folders(&folder, &docs, beside));
    }
    groups.sort_by(|a, b| b.paths.len().cmp(&a.paths.len()).then_with(|| a.glob.cmp(&b.glob)));
    groups
}

fn of_folder(folder: &str, docs: &[&Seen]) -> Group {
    let below = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    // Where nearly all names begin with a digit, the others are templates and lists.
    let is_numbered = |doc: &&Seen| doc.path.file().starts_with(|c: char| c.is_ascii_digit());
    let numbered: Vec<&Seen> = docs.iter().copied().filter(is_numbered).collect();
    let mostly = numbered.len() * 3 >= docs.len() * 2 && numbered.len() >= LEAST;
    let (glob, docs) = match mostly {
        true => (format!("{below}[0-9]*.md"), numbered),
        false => (format!("{below}*.md"), docs.to_vec()),
    };
    let fronts: Vec<&Front> = docs.iter().map(|doc| &doc.parsed.front).collect();
    let paths = docs.iter().map(|doc| doc.path.to_string()).collect();
    finish(glob, None, None, paths, &fronts)
}

fn of_folders(folder: &str, docs: &[&Seen], beside: &[Seen]) -> Group {
    let index = docs.first().map(|doc| doc.path.file().to_owned()).unwrap_or_default();
    let paths: Vec<String> = docs.iter().map(|doc| doc.path.folder().to_owned()).collect();
    // A YAML file of one name in most of the folders holds their fields.
    let mut names: BTreeMap<&str, Vec<&Front>> = BTreeMap::new();
    for file in beside.iter().filter(|file| paths.iter().any(|path| *path == file.path.folder())) {
        names.entry(file.path.file()).or_default().push(&file.parsed.front);
    }
    let most = names.into_iter().max_by_key(|(_, fronts)| fronts.len());
    let own: Vec<&Front> = docs.iter().map(|doc| &doc.parsed.front).collect();
    let glob = format!("{folder}/*");
    match most.filter(|(_, fronts)| fronts.len() * 2 >= docs.len()) {
        Some((name, fronts)) => finish(glob, Some(index), Some(name.to_owned()), paths, &fronts),
        None => finish(glob, Some(index), None, paths, &own),
    }
}

fn finish(
    glob: String,
    index: Option<String>,
    file: Option<String>,
    paths: Vec<String>,
    fronts: &[&Front],
) -> Group {
    let keys = keys(fronts);
    let with_fields = fronts.iter().filter(|front| !front.entries.is_empty()).count();
    let mut group = Group { kind: KindTag::Page, glob, index, file, paths, with_fields, keys };
    group.kind = kind(&group);
    group
}

fn keys(fronts: &[&Front]) -> Vec<Key> {
    let mut all: BTreeMap<&str, (usize, BTreeMap<String, usize>)> = BTreeMap::new();
    for entry in fronts.iter().flat_map(|front| &front.entries) {
        let (count, values) = all.entry(&entry.key).or_default();
        *count += 1;
        let items = match &entry.value.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(&entry.value),
        };
        for text in items.iter().filter_map(|item| item.text()) {
            *values.entry(text.trim().to_owned()).or_default() += 1;
        }
    }
    let mut keys: Vec<Key> = Vec::new();
    for (name, (count, values)) in all {
        let mut values: Vec<(String, usize)> = values.into_iter().collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        keys.push(Key { name: name.to_owned(), count, values });
    }
    keys.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    keys
}

/// Words of folders, without an `s` at their ends, and the kind that their documents are.
const FOLDERS: &[(&[&str], KindTag)] = &[
    (&["goal", "objective", "okr"], KindTag::Goal),
    (&["decision", "adr"], KindTag::Decision),
    (&["release", "version", "changelog"], KindTag::Release),
    (&["metric", "kpi"], KindTag::Metric),
    (&["team", "squad"], KindTag::Team),
    (&["people", "person", "member", "author"], KindTag::Person),
    (&["feedback", "interview"], KindTag::Feedback),
    (&["study", "studie", "research"], KindTag::Study),
    (&["checkin"], KindTag::Checkin),
    (&["strategy", "strategie"], KindTag::Strategy),
    (
        &[
            "rfc",
            "proposal",
            "eip",
            "kep",
            "tep",
            "pep",
            "cip",
            "rfd",
            "idea",
            "bet",
            "enhancement",
        ],
        KindTag::Bet,
    ),
];

/// Fields that a proposal fills where nothing says them.
const FILLED: &[&str] = &["status", "proposed", "date", "heard", "driver"];

/// Whether documents say, or a proposal can fill, what a kind must have.
fn fits(group: &Group, kind: KindTag) -> bool {
    Schemas::new().of(kind).iter().filter(|info| info.required).all(|info| {
        FILLED.contains(&info.name)
            || (kind == KindTag::Goal && info.name == "period")
            || group.key(&[info.name]).is_some()
            || group.key(info.aliases).is_some()
    })
}

/// The kind that a group is most like: its folders say it, else a status together with an author or a day.
fn kind(group: &Group) -> KindTag {
    let folder = group.glob.rsplit_once('/').map_or("", |(folder, _)| folder).to_lowercase();
    let words: Vec<&str> = folder.split(['/', '-', '_', ' ']).filter(|word| *word != "*").collect();
    // The innermost folder says most.
    for word in words.iter().rev() {
        let bare = word.strip_suffix('s').unwrap_or(word);
        let found = FOLDERS.iter().find(|(names, _)| names.contains(&bare));
        if let Some((_, kind)) = found {
            return if fits(group, *kind) { *kind } else { KindTag::Page };
        }
    }
    let dated = group.key(BEGUN).is_some() || group.key(OWNER).is_some();
    if group.key(STATUS).is_some() && dated { KindTag::Bet } else { KindTag::Page }
}
