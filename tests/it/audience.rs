//! What an audience does not see reaches no byte of its site: secrets are planted wherever a hidden document can hold
//! one, others link to it in every way there is, and the whole output is searched.

mod fences;
mod secrets;

use std::path::Path;
use std::sync::Arc;

use throughline::base::diagnostic::Diagnostic;
use throughline::base::names::DocPath;
use throughline::kinds::values::Audience;
use throughline::site::engine::Site;
use throughline::site::outputs::Output;
use throughline::source::{Memory, Source};

use crate::small;
use secrets::{Hide, NUMBER, WORD};

/// Files by path.
type Files = Vec<(String, String)>;

fn build(files: &Files, hide: Hide) -> (Arc<Site>, Memory) {
    let source = Memory::new();
    for (path, text) in files {
        source.insert(&DocPath::new(path).expect("a sound path"), text.as_bytes());
    }
    let audience = match hide {
        Hide::Internal => Audience::Public,
        Hide::Confidential | Hide::Draft => Audience::Internal,
    };
    let html = ["sanitise", "escape", "trust"][hide as usize];
    let mut settings = format!(
        "base_url: https://handbook.example/\nas_of: 2026-05-14\nmarkdown: {{html: {html}}}\n"
    );
    if files.iter().any(|(path, _)| path == "goals/zqxid-goal.md") {
        settings.push_str(
            "redirects: {old/zqxid-goal.html: zqxid-goal, old/b: bets/zqxid-bet.html, old/c.html: seen-goal}\n",
        );
    }
    (small::opened(source.clone(), Some(settings.as_bytes()), Some(audience)), source)
}

/// Every place in the output where a secret shows, with what stands around it.
fn leaks(site: &Site, source: &Memory) -> Vec<String> {
    let mut leaks = Vec::new();
    for (url, output) in &site.outputs.list {
        let made = match (site.make(url), output) {
            (Some(made), _) => made,
            (None, Output::Table(..)) => continue,
            (None, _) => panic!("{url} is listed and cannot be made"),
        };
        let bytes = match output {
            Output::Asset(_) => continue,
            Output::Copy(path) => source.read(path).expect("what is copied is there"),
            _ => made.bytes().unwrap_or_default().to_vec(),
        };
        let text = format!("{url}\n{}", String::from_utf8_lossy(&bytes));
        // The index of the search holds words backwards too.
        let text = match output {
            Output::Search(_) => format!("{text}\n{}", text.chars().rev().collect::<String>()),
            _ => text,
        };
        let digits: String =
            text.chars().filter(|c| !matches!(c, ',' | '\u{a0}' | '\u{202f}')).collect();
        for (text, secret) in [(text.to_lowercase(), WORD), (digits, NUMBER)] {
            if let Some(at) = text.find(secret) {
                let from = text.floor_char_boundary(at.saturating_sub(120));
                let to = text.ceil_char_boundary((at + 80).min(text.len()));
                leaks.push(format!("{url}: …{}…", text[from..to].replace('\n', " ")));
            }
        }
    }
    leaks
}

fn check(files: &Files, hide: Hide) {
    let (site, source) = build(files, hide);
    let leaks = leaks(&site, &source);
    assert!(leaks.is_empty(), "{hide:?}, {} leaks:\n{}", leaks.len(), leaks.join("\n"));
}

#[test]
fn no_field_of_a_hidden_document_is_published() {
    for hide in Hide::ALL {
        check(&secrets::one_of_each(hide), hide);
    }
}

#[test]
fn no_part_of_the_sample_that_is_hidden_is_published() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for (seed, hide) in Hide::ALL.into_iter().enumerate() {
        check(&secrets::sample(&root, seed, hide), hide);
    }
}

#[test]
fn the_search_finds_what_is_published() {
    let (_, source) = build(&secrets::one_of_each(Hide::Confidential), Hide::Confidential);
    let site = small::opened(source.clone(), None, Some(Audience::Confidential));
    assert!(leaks(&site, &source).len() > 40, "whoever sees all of it finds it on many pages");
}

#[test]
fn nobody_is_led_to_a_hidden_document_by_a_suggestion() {
    let files = [
        (
            "merger-of-two.md",
            "---\naudience: confidential\naliases: [merger-of-twins]\n---\n\n# T\n",
        ),
        (
            "shown.md",
            "---\nsee_also: [merger-of-tw]\n---\n\nSee [[merger-of-tw]] and [it](merger-of-tw.md).\n",
        ),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).to_vec();
    let (site, _) = build(&files, Hide::Confidential);
    let said: Vec<String> = site
        .findings
        .all()
        .map(|it| format!("{} {}", it.what, it.help.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(!said.concat().contains("two") && !said.concat().contains("twins"), "{said:?}");
}

/// A page's body as a reader sees it.
fn main_of(site: &Site, url: &str) -> String {
    let page = site.make(url).expect("the page");
    let html = String::from_utf8_lossy(page.bytes().unwrap_or_default()).into_owned();
    let start = html.find("<main").expect("a main part");
    html[start..html.find("</main>").expect("its end")].to_owned()
}

#[test]
fn a_link_to_a_hidden_document_becomes_its_words() {
    let hidden = "---\naudience: confidential\ntitle: The merger\n---\n\n# Terms\n";
    let shown = "---\ntitle: Shown\n---\n\nA [plan](merger.md), [[merger|an old plan]], \
        a [part](merger.md#terms), and <a href=\"merger.md\">one more</a>. We call it [[merger]].\n";
    let files =
        [("merger.md", hidden), ("shown.md", shown)].map(|(p, t)| (p.to_owned(), t.to_owned()));
    let (site, _) = build(&files.to_vec(), Hide::Confidential);
    let main = main_of(&site, "shown.html");
    for words in ["A plan, an old plan, a part, and ", "one more", "We call it ."] {
        assert!(main.contains(words), "{words:?} is not in {main}");
    }
    assert!(!main.contains("merger") && !main.contains("Merger"), "{main}");
    let codes: Vec<&str> = site.findings.all().map(|finding| finding.code).collect();
    assert_eq!(codes, Vec::<&str>::new(), "a link to what is hidden is no fault");
}

#[test]
fn what_only_hidden_documents_use_is_not_copied() {
    let hidden = "---\naudience: confidential\ncsv: secret.csv\nunit: homes\n---\n\n\
        ![Plan](plan.png) [Sheet](../files/sheet.pdf) <img src=\"raw.png\" alt=\"\"> ![Both](both.png)\n";
    let shown = "---\naudience: internal\n---\n\n![Both](../metrics/both.png) [Table](../metrics/secret.csv)\n";
    let mut files: Files = vec![
        ("metrics/hidden.md".to_owned(), hidden.to_owned()),
        ("guide/shown.md".to_owned(), shown.to_owned()),
    ];
    for path in ["secret.csv", "hidden.csv", "plan.png", "raw.png", "both.png"] {
        files.push((format!("metrics/{path}"), "date,value\n2026-05-01,1\n".to_owned()));
    }
    for path in ["files/sheet.pdf", "files/loose.pdf"] {
        files.push((path.to_owned(), "x".to_owned()));
    }
    let (site, _) = build(&files, Hide::Confidential);
    let copied: Vec<&str> = site
        .outputs
        .list
        .iter()
        .filter(|(_, output)| matches!(output, Output::Copy(_)))
        .map(|(url, _)| url.as_str())
        .collect();
    assert_eq!(copied, ["files/loose.pdf", "metrics/both.png", "metrics/hidden.csv"]);
    let main = main_of(&site, "guide/shown.html");
    assert!(main.contains("Table") && !main.contains("secret.csv"), "{main}");
    let codes: Vec<&str> = site.findings.all().map(|finding| finding.code).collect();
    assert!(!codes.contains(&"broken-link"), "{codes:?}");
}

#[test]
fn an_audience_that_cannot_be_read_is_seen_by_nobody() {
    for written in [
        "audience: confidental",
        "audience: [public]",
        "audience: {a: b",
        "audience: internal\naudience: confidential\n",
        "\taudience: confidential",
        "Audience : confidential",
        "audiance: confidential",
        "draft: perhaps",
        "draft: yes",
    ] {
        let text = format!("---\ntitle: Odd\n{written}\n---\n\nText.\n");
        let files =
            vec![("odd.md".to_owned(), text), ("index.md".to_owned(), "# Home\n".to_owned())];
        let (site, _) = build(&files, Hide::Confidential);
        assert!(site.outputs.at("odd.html").is_none(), "{written}");
        let of_it = |f: &&Diagnostic| f.at.file.as_ref().is_some_and(|it| &**it == "odd.md");
        let told: Vec<_> = site.findings.all().filter(of_it).collect();
        assert!(!told.is_empty(), "whoever builds it hears of it: {written}");
        let place = site.whereabouts(&site.reader(), &told[0].at).expect("a place");
        assert!((2..=4).contains(&place.line), "{written}: line {}", place.line);
        let checks = main_of(&site, "checks/index.html");
        assert!(!checks.contains("odd"), "{checks}");
    }
}
