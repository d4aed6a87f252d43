//! A site's own templates over the built-in ones, sound and broken.

use serde_json::json;
use throughline::base::diagnostic::Problem;
use throughline::base::place::Place;
use throughline::theme::Theme;
use throughline::theme::templates::Content;

use super::site;

fn opened(files: &[(&str, &str)]) -> (Theme, Vec<Problem>) {
    Theme::open(
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect(),
    )
}

fn shown(theme: &Theme, template: &str) -> (String, bool) {
    let mut out = b"before".to_vec();
    let site = tera::Value::from_serializable(&site());
    let content = Content::new("", &json!({"url": "a.html", "title": "Alpha"}), &json!({}));
    let sound = theme.render(template, &site, content, &mut out).is_ok();
    (String::from_utf8(out).expect("text"), sound)
}

#[test]
fn an_own_template_can_extend_the_built_in_one_of_its_name() {
    let (theme, problems) = opened(&[
        (
            "templates/page.html",
            "{% extends \"builtin/page.html\" %}{% block head %}<meta name=\"own\">{% endblock head %}",
        ),
        ("assets/site.css", "own"),
        ("README.md", "about"),
    ]);
    assert_eq!(problems, []);
    let (html, sound) = shown(&theme, "page.html");
    assert!(
        sound && html.starts_with("before<!doctype html>") && html.contains("<meta name=\"own\">")
    );
    let own = theme.assets().find(|(_, bytes)| *bytes == b"own").expect("the sheet").0;
    assert!(own.starts_with("assets/site.") && theme.links().css.iter().any(|it| it == own));
    assert_ne!(theme.print(), Theme::open(Vec::new()).0.print());
}

#[test]
fn a_broken_template_is_told_with_its_line_and_the_built_in_one_is_used() {
    for (text, line, words) in [
        ("\n{% if %}", 2, "templates/page.html"),
        ("a\n\n{{ x | nosuch }}", 3, "unknown filter `nosuch`"),
        ("{% extends \"nosuch.html\" %}", 1, "extends `nosuch.html`"),
        ("{% extends \"page.html\" %}", 1, "extends itself"),
        ("{{ <nosuch /> }}", 1, "unknown component `nosuch`"),
    ] {
        let (theme, problems) =
            opened(&[("templates/page.html", text), ("templates/list.html", "fine")]);
        let [problem] = problems.as_slice() else { panic!("{text}: {problems:?}") };
        assert!(problem.what.contains(words), "{}", problem.what);
        assert!(matches!(problem.place, Place::Line(it, _) if it == line), "{problem:?}");
        let (html, sound) = shown(&theme, "page.html");
        assert!(sound && html.contains("<h1 class=\"title\">Alpha</h1>"));
        assert_eq!(shown(&theme, "list.html").0, "beforefine");
    }
}

#[test]
fn a_template_that_breaks_others_stays_out() {
    let (theme, problems) =
        opened(&[("templates/base.html", "{{ page.title }}"), ("templates/list.html", "fine")]);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].what.starts_with("`templates/base.html` breaks others"), "{problems:?}");
    assert!(shown(&theme, "page.html").0.contains("<!doctype html>"));
    assert_eq!(shown(&theme, "list.html").0, "beforefine");
}

#[test]
fn a_template_that_fails_on_a_page_leaves_the_page_to_the_built_in_one() {
    let (theme, problems) = opened(&[("templates/page.html", "half {{ page.nosuch.deep }}")]);
    assert_eq!(problems, []);
    let (html, sound) = shown(&theme, "page.html");
    assert!(!sound && html.starts_with("before<!doctype html>") && html.ends_with("</html>\n"));
}

#[test]
fn a_page_whose_template_is_missing_is_shown_as_a_plain_page() {
    let (theme, _) = Theme::open(Vec::new());
    assert!(theme.has("view.html") && !theme.has("nosuch.html"));
    let (html, sound) = shown(&theme, "nosuch.html");
    assert!(!sound && html.contains("<h1 class=\"title\">Alpha</h1>"));
}
