//! Edits as people make them, chosen at random.

use throughline::base::names::DocPath;

use super::world::{Dice, STATUSES, World};

/// One edit; what it was.
pub fn edit(world: &mut World, dice: &mut Dice) -> String {
    match dice.roll(12) {
        0 => settings(world, dice),
        1 => theme(world, dice),
        2 => add(world, dice),
        3 => move_folder(world, dice),
        _ => one_file(world, dice),
    }
}

fn settings(world: &mut World, dice: &mut Dice) -> String {
    let text = match dice.roll(7) {
        0 => format!("title: Site {}\n", dice.roll(3)),
        1 => format!("as_of: 2026-0{}-1{}\n", 4 + dice.roll(3), dice.roll(9)),
        2 => "profile: strict\n".to_owned(),
        3 => "urls: directory\n".to_owned(),
        4 => "base_url: https://example.org/\naudience: public\n".to_owned(),
        5 => "lints:\n  levels:\n    unowned: error\n    broken-link: off\n".to_owned(),
        _ => "ignore: [guide/**]\ntitel: wrong\n".to_owned(),
    };
    world.settings = Some(text).filter(|_| dice.roll(6) > 0);
    format!("the settings {:?}", world.settings)
}

fn theme(world: &mut World, dice: &mut Dice) -> String {
    let own: (&str, &str) = match dice.roll(4) {
        0 => ("templates/404.html", "Nothing here\n"),
        1 => ("templates/404.html", "Nothing {{ here\n"),
        2 => ("assets/site.css", "body { color: red }\n"),
        _ => ("assets/own.css", "main { color: blue }\n"),
    };
    world.theme = match dice.roll(4) {
        0 => Vec::new(),
        _ => vec![(own.0.to_owned(), own.1.as_bytes().to_vec())],
    };
    format!("a theme of {:?}", world.theme.first().map(|it| &it.0))
}

fn add(world: &mut World, dice: &mut Dice) -> String {
    let n = dice.roll(5);
    let (path, text) = match dice.roll(7) {
        0 => (format!("goals/g{n}.md"), "---\ntitle: New goal\nteams: [t0]\n---\n\n[[r1]]\n"),
        1 => (format!("releases/r{n}.md"), "---\ntitle: New\ngoals: [g0]\nstatus: planned\n---\n"),
        2 => (format!("bets/b{n}.md"), "---\ntitle: New bet\ngoal: g0\n---\n\n[[g1]] [[nobody]]\n"),
        3 => ("nobody.md".to_owned(), "# Somebody\n\n[[g0]]\n"),
        4 => (format!("metrics/m{n}.csv"), "date,value\n2026-05-02,4\n"),
        5 => ("img/b.png".to_owned(), "other pixels"),
        _ => ("guide/two.md".to_owned(), "# Two\n\n## A part\n\n[one](one.md#one)\n"),
    };
    world.put(&path, text);
    format!("{path} made")
}

/// Moves all of a folder, as when a handbook is tidied.
fn move_folder(world: &mut World, dice: &mut Dice) -> String {
    let folders = ["guide", "goals", "releases", "metrics", "plans/goals", "plans/guide", "img"];
    let from = dice.pick(&folders);
    let to = match from.strip_prefix("plans/") {
        Some(back) => back.to_owned(),
        None => format!("plans/{from}"),
    };
    let moved: Vec<DocPath> =
        world.files.keys().filter(|path| path.folder() == from).cloned().collect();
    for path in moved {
        let bytes = world.files.remove(&path).unwrap_or_default();
        let new = DocPath::new(&format!("{to}/{}", path.file())).expect("a sound path");
        world.files.insert(new, bytes);
    }
    format!("{from} moved to {to}")
}

fn one_file(world: &mut World, dice: &mut Dice) -> String {
    let paths: Vec<DocPath> = world.files.keys().cloned().collect();
    let Some(path) = paths.get(dice.roll(paths.len())) else { return "nothing".to_owned() };
    let Ok(text) = String::from_utf8(world.files[path].clone()) else {
        return "nothing".to_owned();
    };
    let front = |line: &str| text.replacen("---\n", &format!("---\n{line}\n"), 1);
    let n = dice.roll(5);
    let (what, new) = match dice.roll(13) {
        0 | 1 => ("more prose", format!("{text}\nA sentence, number {n}, on [[g{n}]].\n")),
        2 => ("another status", with_line(&text, "status", dice.pick(&STATUSES))),
        3 => ("another title", with_line(&text, "title", &format!("Titled {n}"))),
        4 => ("other goals", with_line(&text, "goals", &format!("[g{n}, g0]"))),
        5 => ("another owner", with_line(&text, "owner", &format!("p{n}"))),
        6 => ("tags", front(&format!("tags: [t{n}, edited]"))),
        7 => ("an audience", front(&format!("audience: {}", ["confidential", "x"][n % 2]))),
        8 => ("a wrong key", text.replacen("title:", "titel:", 1)),
        9 => ("an alias", front(&format!("aliases: [old-{n}, nobody]"))),
        10 => ("a row", format!("{text}2026-05-1{n},{n}\n")),
        11 => {
            world.files.remove(path);
            return format!("{path} removed");
        }
        _ => {
            let bytes = world.files.remove(path).unwrap_or_default();
            let name = format!("{}/renamed-{n}.{}", path.folder(), path.extension());
            let to = DocPath::new(name.trim_start_matches('/')).expect("a sound path");
            world.files.insert(to.clone(), bytes);
            return format!("{path} renamed to {to}");
        }
    };
    world.put(path, &new);
    format!("{what} in {path}")
}

/// The text with another value of a field that it has.
pub fn with_line(text: &str, field: &str, value: &str) -> String {
    let start = format!("{field}:");
    let line = |line: &str| match line.starts_with(&start) {
        true => format!("{field}: {value}\n"),
        false => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}
