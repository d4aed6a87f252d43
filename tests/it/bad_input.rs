//! What goes wrong while a handbook is read: each gives a finding at its line, and the rest is built.

mod shell;

use throughline::site::engine::Site;

use crate::small;

/// A page that nothing is wrong with.
const FINE: &str = "---\ntitle: Fine\n---\n\nFine words.\n";

fn site(files: &[(&str, &[u8])]) -> std::sync::Arc<Site> {
    let mut all: Vec<(String, Vec<u8>)> =
        files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
    all.push(("fine.md".to_owned(), FINE.as_bytes().to_vec()));
    small::of_bytes(&all, None)
}

/// Everything that is found, as `path:line:column lint`, once each.
fn found(site: &Site) -> Vec<String> {
    let reader = site.reader();
    let mut found: Vec<String> = site
        .findings
        .all()
        .map(|finding| {
            let path = finding.at.file.as_ref().map_or("settings", |path| path.as_str());
            let place = site.whereabouts(&reader, &finding.at);
            let (line, column) = place.map_or((1, 1), |place| (place.line, place.column));
            format!("{path}:{line}:{column} {}", finding.code)
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

fn page(site: &Site, url: &str) -> String {
    let made = site.make(url).unwrap_or_else(|| panic!("{url} is not there"));
    String::from_utf8(made.bytes().expect("bytes").to_vec()).expect("a text")
}

/// One document, what is found in it, and what its page says all the same.
fn check(text: &str, findings: &[&str], shown: &[&str]) {
    let site = site(&[("a.md", text.as_bytes())]);
    assert_eq!(found(&site), findings, "{text}");
    let html = page(&site, "a.html");
    for words in shown {
        assert!(html.contains(words), "{words:?} is not on the page of:\n{text}");
    }
    assert!(page(&site, "fine.html").contains("Fine words."));
}

#[test]
fn a_fault_in_front_matter_costs_its_own_value_and_no_more() {
    let good = "summary: All that is good.";
    let shown = ["All that is good.", "The text."];
    for (text, findings) in [
        // YAML that does not parse.
        ("---\ntags: [a\nGOOD\n---\n\nThe text.\n", &["a.md:2:7 bad-front-matter"][..]),
        ("---\nGOOD\ntitle: \"a\n---\n\nThe text.\n", &["a.md:3:8 bad-front-matter"]),
        ("---\nGOOD\n: what\n---\n\nThe text.\n", &["a.md:3:2 bad-front-matter"]),
        ("---\nGOOD\njust words\n---\n\nThe text.\n", &["a.md:3:1 bad-front-matter"]),
        // A fence that is never closed.
        ("---\nGOOD\n\nThe text.\n", &["a.md:1:1 bad-front-matter"]),
        // Tabs.
        ("---\nGOOD\nx-a:\n\tb: c\n---\n\nThe text.\n", &["a.md:4:1 bad-front-matter"]),
        // Wrong types.
        ("---\nGOOD\norder: first\n---\n\nThe text.\n", &["a.md:3:8 wrong-type"]),
        ("---\nGOOD\ntags: {a: b}\n---\n\nThe text.\n", &["a.md:3:7 wrong-type"]),
        ("---\nGOOD\nreviewed: 2026-02-30\n---\n\nThe text.\n", &["a.md:3:11 wrong-type"]),
        ("---\nGOOD\naudience: nobody\n---\n\nThe text.\n", &["a.md:3:11 wrong-type"]),
        // Twice the same key.
        ("---\nGOOD\nsummary: Another.\n---\n\nThe text.\n", &["a.md:3:1 bad-front-matter"]),
        // An alias of nothing.
        ("---\nGOOD\nx-a: *b\n---\n\nThe text.\n", &["a.md:3:6 bad-front-matter"]),
    ] {
        check(&text.replace("GOOD", good), findings, &shown);
    }
}

#[test]
fn a_bomb_of_aliases_and_a_tower_of_brackets_are_findings() {
    let ten = |name: &str| vec![format!("*{name}"); 10].join(",");
    let bomb = format!(
        "---\nsummary: Good.\nx-a: &a [x,x,x,x,x,x,x,x,x,x]\nx-b: &b [{}]\nx-c: &c [{}]\nx-d: [{}]\n---\n\nThe text.\n",
        ten("a"),
        ten("b"),
        ten("c")
    );
    let site_of = site(&[("a.md", bomb.as_bytes())]);
    let all = found(&site_of);
    assert!(!all.is_empty() && all.iter().all(|it| it.ends_with("bad-front-matter")), "{all:?}");
    assert!(page(&site_of, "a.html").contains("Good."));

    let deep = format!(
        "---\nsummary: Good.\nx-a: {}{}\n---\n\nThe text.\n",
        "[".repeat(60),
        "]".repeat(60)
    );
    check(&deep, &["a.md:3:37 bad-front-matter"], &["Good.", "The text."]);

    let never = format!("---\nsummary: Good.\nx-a: {}\n---\n\nThe text.\n", "[{".repeat(20_000));
    let site_of = site(&[("a.md", never.as_bytes())]);
    assert!(found(&site_of).iter().all(|it| it.starts_with("a.md:3:")), "{:?}", found(&site_of));
    assert!(page(&site_of, "a.html").contains("Good."));
}

#[test]
fn a_tower_of_markdown_is_a_page() {
    for tower in [
        "> ".repeat(20_000),
        "[".repeat(20_000),
        "![a](".repeat(5_000),
        "*a **b ".repeat(5_000),
        "- ".repeat(2_000),
        "<b>".repeat(5_000),
        format!("a {}", "`".repeat(20_001)),
        "[[".repeat(10_000),
        "| ".repeat(10_000),
        format!("{}\n", "#".repeat(20_000)),
        "[^a]".repeat(5_000),
    ] {
        let text = format!("{tower}the end\n");
        let site = site(&[("a.md", text.as_bytes())]);
        assert!(page(&site, "a.html").contains("the end"), "{}", &text[..20]);
        assert!(found(&site).iter().all(|it| !it.contains("internal-error")));
    }
}

#[test]
fn what_is_no_text_is_a_finding_and_nothing_of_it_is_built() {
    let site = site(&[
        ("latin.md", b"---\ntitle: Caf\xe9\n---\n\nText.\n"),
        ("nul.md", b"# A\n\na\0b\n"),
        ("wide.md", b"\xff\xfe#\0 \0A\0"),
        ("table.csv", b"date,value\n2026-01-01,\xe9\n"),
        ("table.md", b"---\ntitle: T\n---\n"),
    ]);
    let unreadable = ["latin.md", "nul.md", "table.csv", "wide.md"]
        .map(|it| format!("{it}:1:1 unreadable-file"));
    let mut all = found(&site);
    all.retain(|it| !it.ends_with("no-summary"));
    assert_eq!(all, unreadable);
    for url in ["latin.html", "nul.html", "wide.html", "table.csv"] {
        assert!(site.outputs.at(url).is_none(), "{url}");
    }
    assert!(page(&site, "fine.html").contains("Fine words."));
}

#[test]
fn a_mark_at_the_start_and_odd_line_ends_are_fine() {
    check(
        "\u{feff}---\r\nsummary: Good.\r\n---\r\n\r\nThe text.\r\n",
        &[],
        &["Good.", "The text."],
    );
    check("---\rsummary: Good.\r---\r\rThe text.\r", &[], &["Good.", "The text."]);
}

#[test]
fn a_link_out_of_the_content_is_refused() {
    let body = |link: &str| format!("---\nsummary: Good.\n---\n\n{link}\n");
    for (link, finding) in [
        ("[a](../x.md)", "a.md:5:5 link-outside-content"),
        ("[a](../../../etc/passwd)", "a.md:5:5 link-outside-content"),
        ("[a](%2e%2e/x.md)", "a.md:5:5 link-outside-content"),
        ("[a](b/../../x.md)", "a.md:5:5 link-outside-content"),
        ("[a](/../x.md)", "a.md:5:5 link-outside-content"),
        ("![a](../x.png)", "a.md:5:6 link-outside-content"),
        ("[a](/etc/passwd)", "a.md:5:5 broken-link"),
        ("[a](file:///etc/passwd)", "a.md:5:5 link-outside-content"),
        ("[a](javascript:alert(1))", "a.md:5:5 broken-link"),
        ("[a](JavaScript:alert(1))", "a.md:5:5 broken-link"),
        ("[a](vbscript:x)", "a.md:5:5 broken-link"),
        ("[a](data:text/html,x)", "a.md:5:5 broken-link"),
        ("[a](app:x)", "a.md:5:5 broken-link"),
    ] {
        let site = site(&[("a.md", body(link).as_bytes())]);
        assert_eq!(found(&site), [finding], "{link}");
        let html = page(&site, "a.html").to_lowercase();
        let main = html.split("<main").nth(1).and_then(|it| it.split("class=\"prose\"").nth(1));
        let main = main.expect("prose").split("</main>").next().expect("its end");
        for sign in ["etc/", "..", "%2e", "script:", "data:", "file:"] {
            assert!(!main.contains(&format!("href=\"{sign}")), "{link}: {main}");
        }
    }
}

#[test]
fn an_id_or_an_old_address_leads_nowhere_outside() {
    let text = "---\nid: ../../x\nredirect_from: [../y.html, a/../../z.html, /old/]\nsummary: Good.\n---\n\nText.\n";
    let site = site(&[("a.md", text.as_bytes())]);
    let expected = ["a.md:2:5 bad-id", "a.md:3:17 wrong-type", "a.md:3:28 wrong-type"];
    assert_eq!(found(&site), expected);
    assert!(site.outputs.list.iter().all(|(url, _)| !url.contains("..")));
}

#[test]
fn a_table_outside_is_not_read() {
    let metric =
        |csv: &str| format!("---\ntitle: M\nunit: homes\nsummary: S.\ncsv: {csv}\nowner: a\n---\n");
    for csv in ["../../secret.csv", "/etc/passwd", "\"..\\\\..\\\\x.csv\""] {
        let site = site(&[("metrics/m.md", metric(csv).as_bytes())]);
        let all = found(&site);
        assert!(all.iter().any(|it| it.starts_with("metrics/m.md:5:")), "{csv}: {all:?}");
        assert!(site.outputs.at("metrics/m.html").is_some());
    }
}

#[test]
fn two_files_for_one_address_are_named_both() {
    let text = b"---\nsummary: Good.\n---\n\nText.\n".as_slice();
    for (first, second, url) in [
        ("guide/README.md", "guide/index.md", "guide/index.html"),
        ("guide/Case.md", "guide/case.md", "guide/Case.html"),
        ("b#c.md", "b-c.md", "b-c.html"),
        ("b.html/picture.png", "b.md", "b.html"),
        ("b.json", "b.md", "b.html"),
    ] {
        let site = site(&[(first, text), (second, text)]);
        let clash: Vec<_> = site.findings.all().filter(|it| it.code == "url-clash").collect();
        assert_eq!(clash.len(), 1, "{first}, {second}");
        let related = clash[0].related.iter().filter_map(|(at, _)| at.file.as_ref());
        let mut named: Vec<&str> =
            clash[0].at.file.iter().chain(related).map(|file| file.as_str()).collect();
        named.sort_unstable();
        let mut both = [first, second];
        both.sort_unstable();
        assert_eq!(named, both);
        assert!(site.outputs.at(url).is_some(), "{url}");
        assert!(page(&site, "fine.html").contains("Fine words."));
    }
}

#[test]
fn a_file_where_the_site_itself_stands_is_said() {
    for path in
        ["robots.txt", "findings.json", "assets/fonts/LICENSE.txt", "404.md", "checks/INDEX.md"]
    {
        let site = site(&[(path, b"x")]);
        let all = found(&site);
        assert!(all.contains(&format!("{path}:1:1 url-clash")), "{path}: {all:?}");
    }
}

#[test]
fn what_would_run_is_removed_with_a_finding() {
    for (html, finding) in [
        ("<script>alert(1)</script>", "a.md:5:1 raw-html"),
        ("<p onclick=\"x()\">a</p>", "a.md:5:4 raw-html"),
        ("<svg onload=x><script>y</script></svg>", "a.md:5:1 raw-html"),
        ("<iframe src=\"https://e.org\"></iframe>", "a.md:5:1 raw-html"),
        ("<a href=\"javascript:x\">a</a>", "a.md:5:4 raw-html"),
    ] {
        let text = format!("---\nsummary: Good.\n---\n\n{html}\n\nThe text.\n");
        let site = site(&[("a.md", text.as_bytes())]);
        assert_eq!(found(&site).first().map(String::as_str), Some(finding), "{html}");
        let page = page(&site, "a.html");
        let prose = page.split("class=\"prose\"").nth(1).expect("prose");
        for sign in ["alert(1)", "onclick=", "onload=", "<iframe", "=\"javascript:", "<svg onload"]
        {
            assert!(!prose.contains(sign), "{html}: {sign}");
        }
        assert!(prose.contains("The text."));
    }
}
