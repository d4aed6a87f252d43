//! The preview over a real connection: what is answered, to whom, and what a browser is told.

mod site;

use std::io::Read;
use std::net::TcpListener;

use throughline::serve::{Options, Pages, Server, Told};

use site::{Running, Site, failed, found, header, status};

#[test]
fn pages_are_answered_at_their_addresses() {
    let site = Site::new(&[
        ("index.html", "home"),
        ("goals/index.html", "goals"),
        ("goals/fill q2.html", "a goal"),
        ("site.css", "body {}"),
    ]);
    let preview = Running::start(&site);
    for (path, body) in [
        ("/", "home"),
        ("/index.html", "home"),
        ("/?a=b", "home"),
        ("//index.html", "home"),
        ("/./goals/", "goals"),
        ("/goals/fill%20q2.html", "a goal"),
        ("/site.css?live=1", "body {}"),
    ] {
        let (head, found) = preview.get(path);
        assert_eq!(status(&head), 200, "{path}");
        assert!(found.starts_with(body), "{path}: {found}");
    }
    assert_eq!(header(&preview.get("/").0, "content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(
        header(&preview.get("/site.css").0, "content-type"),
        Some("text/css; charset=utf-8")
    );
}

#[test]
fn a_shortened_address_leads_to_the_page() {
    let site = Site::new(&[("goals/index.html", ""), ("goals/a.html", "")]);
    let preview = Running::start(&site);
    for (path, location) in [
        ("/goals", "/goals/"),
        ("//goals?q=%0d%0a", "/goals/?q=%0d%0a"),
        ("/goals/a", "/goals/a.html"),
    ] {
        let (head, _) = preview.get(path);
        assert_eq!((status(&head), header(&head, "location")), (302, Some(location)), "{path}");
    }
}

#[test]
fn what_is_not_there_is_said_so_and_loads_its_looks_from_the_root() {
    let preview = Running::start(&Site::new(&[]));
    let (head, body) = preview.get("/deep/down/nothing.html");
    assert_eq!(status(&head), 404);
    assert!(body.starts_with("<html><head><base href=\"/\"></head><body>lost<script "));
}

#[test]
fn no_address_leads_out() {
    let site = Site::new(&[("etc/passwd", "never"), ("index.html", "home")]);
    let preview = Running::start(&site);
    for path in [
        "/../etc/passwd",
        "/a/../../etc/passwd",
        "/%2e%2e/etc/passwd",
        "/..%2fetc%2fpasswd",
        "/..%5cetc",
        "/etc%00/passwd",
        "/%ff",
        "/%zz",
        "/%+1",
    ] {
        assert_eq!(preview.status(path), 400, "{path}");
    }
}

#[test]
fn only_the_names_of_this_machine_are_answered() {
    let preview = Running::start(&Site::new(&[("index.html", "secret")]));
    let port = preview.address.port();
    let ask = |host: &str| {
        preview.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    };
    for host in ["localhost", "LOCALHOST", "127.0.0.1", "[::1]", "docs.localhost"] {
        assert_eq!(status(&ask(host).0), 200, "{host}");
        assert_eq!(status(&ask(&format!("{host}:{port}")).0), 200, "{host}");
    }
    for host in
        ["evil.example", "localhost.evil.example", "192.168.1.5", "localhost:evil", "[::1]evil", ""]
    {
        let (head, body) = ask(host);
        assert!(matches!(status(&head), 400 | 403), "{host}: {head}");
        assert!(!body.contains("secret"));
    }
    let (head, _) = preview.ask("GET / HTTP/1.0\r\n\r\n");
    assert_eq!(status(&head), 403);
    let address =
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_eq!(status(&preview.ask(address).0), 403);
}

#[test]
fn every_answer_is_strict() {
    let preview = Running::start(&Site::new(&[("index.html", "home")]));
    for path in ["/", "/nothing", "/%ff", "/__throughline/live.js", "/__throughline/nothing"] {
        let (head, _) = preview.get(path);
        assert_eq!(header(&head, "cache-control"), Some("no-store"), "{path}");
        assert_eq!(header(&head, "content-security-policy"), Some("default-src 'self'"), "{path}");
        assert_eq!(header(&head, "x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(header(&head, "cross-origin-resource-policy"), Some("same-origin"), "{path}");
    }
}

#[test]
fn only_reading_is_allowed() {
    let preview = Running::start(&Site::new(&[("index.html", "home")]));
    let ask = |method: &str| {
        preview.ask(&format!("{method} / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
    };
    let (head, body) = ask("HEAD");
    assert_eq!((status(&head), body.as_str()), (200, ""));
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let (head, _) = ask(method);
        assert_eq!((status(&head), header(&head, "allow")), (405, Some("GET, HEAD")), "{method}");
    }
}

#[test]
fn the_script_is_put_into_pages_and_into_nothing_else() {
    let page = "<body></body> <pre>&lt;/body></pre></body></html>";
    let site = Site::new(&[("a b.html", page), ("data.json", "</body>"), ("plain.html", "bare")]);
    let preview = Running::start(&site);
    let version = site.version("a b.html");
    let script = format!(
        "<script src=\"/__throughline/live.js\" data-url=\"a%20b.html\" data-version=\"{version:016x}\" data-styles=\"0000000000000000\" defer></script>\n"
    );
    let expected = format!("<body></body> <pre>&lt;/body></pre>{script}</body></html>");
    assert_eq!(preview.get("/a%20b.html").1, expected);
    assert_eq!(preview.get("/data.json").1, "</body>");
    assert!(preview.get("/plain.html").1.starts_with("bare<script "));
    let (head, script) = preview.get("/__throughline/live.js");
    assert_eq!(header(&head, "content-type"), Some("text/javascript; charset=utf-8"));
    assert!(script.contains("EventSource"));
    assert_eq!(preview.status("/__throughline/live.css"), 200);
}

#[test]
fn a_page_that_fails_does_not_take_the_preview_down() {
    let preview = Running::start(&Site::new(&[("index.html", "home")]));
    let (head, body) = preview.get("/bug.html");
    assert_eq!(status(&head), 500);
    assert!(body.contains("This is a bug in throughline"));
    assert_eq!(preview.status("/index.html"), 200);
}

#[test]
fn only_the_browser_whose_page_changed_loads_it_again() {
    let site = Site::new(&[("a.html", "one"), ("b.html", "one")]);
    let preview = Running::start(&site);
    let mut on_a = preview.browse("a.html", site.version("a.html"));
    let mut on_b = preview.browse("b.html", site.version("b.html"));
    for browser in [&mut on_a, &mut on_b] {
        browser.hear("event: ok\ndata: {\"findings\":[],");
    }
    site.put("a.html", "two");
    site.tell(found(&["not a `date`"]));
    on_a.hear("event: reload\n");
    let noted =
        "{\"findings\":[{\"level\":\"error\",\"code\":\"wrong-type\",\"what\":\"not a `date`\"";
    on_b.hear(&format!("event: ok\ndata: {noted}"));
    // What is known already is not said again.
    site.wake();
    site.put("b.html", "two");
    site.wake();
    assert!(!on_b.hear("event: reload\n").contains("event: ok"));
}

#[test]
fn a_changed_sheet_is_told_and_no_page_is_loaded_again() {
    let site = Site::new(&[("a.html", "one")]);
    let preview = Running::start(&site);
    let mut browser = preview.browse("a.html", site.version("a.html"));
    browser.hear("event: ok\n");
    site.style(7);
    site.wake();
    let sheet =
        "{\"url\":\"assets/site.0000000007.css\",\"plain\":\"assets/site.css\",\"print\":\"7\"}";
    browser.hear(&format!("event: css\ndata: {{\"sheets\":[{sheet}]}}\n\n"));
    site.style(8);
    site.wake();
    assert!(!browser.hear("assets/site.0000000008.css").contains("reload"));
    // A browser that was away is told when it comes back.
    preview.browse("a.html", site.version("a.html")).hear("event: css\n");
}

#[test]
fn a_failure_is_shown_until_the_next_success() {
    let site = Site::new(&[("a.html", "one")]);
    let preview = Running::start(&site);
    let mut early = preview.browse("a.html", site.version("a.html"));
    early.hear("event: ok\n");
    // The page that is made with a fault is not what its author means: the one before stays.
    site.put("a.html", "made all the same");
    site.tell(failed("unknown\r\nfilter"));
    let fault =
        "event: error\ndata: [{\"place\":\"page.html:3:1\",\"what\":\"unknown\\r\\nfilter\",";
    assert!(!early.hear(fault).contains("reload"));
    let mut late = preview.browse("a.html", site.version("a.html"));
    late.hear(fault);
    site.put("a.html", "one");
    site.tell(Told::default());
    assert!(!early.hear("event: ok\n").contains("reload"));
    late.hear("event: reload\n");
}

#[test]
fn a_browser_that_comes_late_loads_its_page_again() {
    let site = Site::new(&[("a.html", "one")]);
    let preview = Running::start(&site);
    preview.browse("a.html", 1).hear("event: reload\n");
}

#[test]
fn a_port_that_is_taken_gives_the_next_one() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let server = Server::bind(&Options { port, ..Options::default() }).unwrap();
    assert!(server.address().port() > port);
    assert_eq!(server.url(), format!("http://127.0.0.1:{}/", server.address().port()));
}

#[test]
fn a_host_of_another_machine_is_an_error() {
    let options = Options { host: "203.0.113.7".into(), port: 1111 };
    let error = Server::bind(&options).unwrap_err();
    assert!(error.to_string().starts_with("cannot listen on 203.0.113.7:1111: "));
}

#[test]
fn the_preview_ends_while_browsers_are_still_there() {
    let site = Site::new(&[("a.html", "one")]);
    let preview = Running::start(&site);
    let mut browser = preview.browse("a.html", site.version("a.html"));
    browser.hear("event: ok\n");
    drop(preview);
    let mut rest = Vec::new();
    let _ = browser.stream.read_to_end(&mut rest);
}
