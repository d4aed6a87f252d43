//! Images: how large they are, when they are figures, and what is none.

use throughline::parse::image::{self, Image};

use super::{DEFAULT, written};
use crate::small;

const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 1,
    0x2c, 0, 0, 0, 200, 8, 2, 0, 0, 0, 0, 0, 0, 0,
];

fn page(files: &[(&str, &[u8])]) -> (String, Vec<String>) {
    let files: Vec<(String, Vec<u8>)> =
        files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
    let site = small::of_bytes(&files, None);
    let made = site.make("a.html").expect("a page");
    let html = String::from_utf8_lossy(made.bytes().expect("bytes")).into_owned();
    let found = site.findings.all().map(|it| it.code.to_owned());
    (html, found.filter(|code| code == "not-an-image").collect())
}

#[test]
fn a_page_reserves_the_room_of_its_images() {
    let svg = b"<?xml version=\"1.0\"?><!-- c --><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40.4 20\"/>";
    let text = b"# A\n\n![one](i.png) ![two](d/e.svg)\n";
    let (html, found) = page(&[("a.md", text), ("i.png", PNG), ("d/e.svg", svg)]);
    assert!(
        html.contains("src=\"i.png\" alt=\"one\" width=\"300\" height=\"200\" loading=\"lazy\"")
    );
    assert!(html.contains("src=\"d/e.svg\" alt=\"two\" width=\"40\" height=\"20\""), "{html}");
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn an_image_that_is_none_is_a_link_and_a_finding() {
    for (name, bytes) in [
        ("i.png", &b"<script>alert(1)</script>"[..]),
        ("i.png", b""),
        ("i.png", &PNG[..20]),
        ("i.svg", b"plain words"),
        ("i.svg", b"<html><svg width=\"1\" height=\"1\"/></html>"),
        ("i.svg", PNG),
        ("i.pdf", b"%PDF"),
    ] {
        let text = format!("# A\n\n![what was meant]({name} \"A title\")\n");
        let (html, found) = page(&[("a.md", text.as_bytes()), (name, bytes)]);
        assert!(
            html.contains(&format!("<a href=\"{name}\" title=\"A title\">what was meant</a>")),
            "{name}"
        );
        assert!(!html.contains("<img"), "{name}");
        assert_eq!(found.len(), 1, "{name}");
    }
}

#[test]
fn names_of_files_say_their_bytes_where_that_is_asked_for() {
    let site = |png: &[u8]| {
        let text = "# A\n\n![one](d/i.png) [two](two.pdf) [three](t.csv)\n";
        let files = [
            ("a.md", text.as_bytes()),
            ("d/i.png", png),
            ("two.pdf", b"%PDF"),
            ("t.csv", b"a\n1\n"),
        ];
        let files: Vec<(String, Vec<u8>)> =
            files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
        small::of_bytes(&files, Some(b"markdown: {hash_assets: true}\n"))
    };
    let text = |site: &throughline::site::engine::Site, url: &str| {
        let made = site.make(url).expect("something");
        String::from_utf8_lossy(made.bytes().expect("bytes")).into_owned()
    };
    let before = site(PNG);
    let html = text(&before, "a.html");
    let (_, rest) = html.split_once("<img src=\"").expect("an image");
    let (image, _) = rest.split_once('"').expect("its address");
    assert!(image.starts_with("d/i.") && image.ends_with(".png") && image.len() == 18, "{image}");
    assert!(before.make(image).is_some() && before.make("d/i.png").is_none());
    for (start, end) in [("href=\"two.", ".pdf\""), ("href=\"t.", ".csv\"")] {
        let (_, rest) = html.split_once(start).expect(start);
        assert_eq!(rest.get(10..10 + end.len()), Some(end), "{html}");
    }
    let headers = text(&before, "_headers");
    assert!(headers.contains(&format!("/{image}\n  Cache-Control: public, max-age=31536000")));
    // Other bytes, another name.
    let other = [PNG, &[0]].concat();
    assert!(!text(&site(&other), "a.html").contains(image));
    assert_eq!(text(&site(PNG), "a.html"), html);
}

#[test]
fn an_image_that_nobody_shows_is_nobody_s_fault() {
    let (_, found) = page(&[("a.md", b"# A\n\n[see](i.png)\n"), ("i.png", b"none")]);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn an_image_alone_with_a_title_is_a_figure() {
    let (html, _) = page(&[("a.md", b"# A\n\n![alt](i.png \"The <b> picker\")\n"), ("i.png", PNG)]);
    let figure = "<figure><img src=\"i.png\" alt=\"alt\" width=\"300\" height=\"200\" loading=\"lazy\">\
        <figcaption>The &lt;b&gt; picker</figcaption></figure>";
    assert!(html.contains(figure), "{html}");
    for text in ["![alt](i.png)", "![alt](i.png \"t\") and words", "words ![alt](i.png \"t\")"] {
        let text = format!("# A\n\n{text}\n");
        let (html, _) = page(&[("a.md", text.as_bytes()), ("i.png", PNG)]);
        assert!(!html.contains("<figure><img"), "{text}");
    }
}

#[test]
fn no_bytes_make_the_reading_of_an_image_fail() {
    let heads: [&[u8]; 8] = [
        PNG,
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\xff\xe1\xff\xff\xff\xc0\0\x11\x08",
        b"GIF89a\x01\0",
        b"RIFF\xff\xff\xff\xffWEBPVP8X\0",
        b"\0\0\0\x18ftypavif\0\0\0\0avifmif1\0\0\xff\xffmeta\0\0\0\0",
        b"BM\0\0\0\0\0\0\0\0\0\0\0\0(\0",
        b"\0\0\x01\0\xff\xff\xff\xff",
        b"<svg width=\"99999999999999\" height=\"-1\" viewBox=\"0 0 NaN inf\"",
    ];
    let mut dice = 7_u32;
    for head in heads {
        for cut in 0..=head.len() {
            for extension in ["png", "svg"] {
                let _ = image::read(&head[..cut], extension, cut % 2 == 0);
            }
        }
        for _ in 0..300 {
            let mut bytes = head.to_vec();
            bytes.extend([0; 64]);
            for _ in 0..4 {
                dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = dice as usize % bytes.len();
                bytes[at] = dice.to_be_bytes()[0];
            }
            if let Image::Sized(width, height) = image::read(&bytes, "png", true) {
                assert!(width > 0 && height > 0);
            }
        }
    }
}

#[test]
fn a_term_of_a_list_has_an_anchor_that_links_may_name() {
    let body = "## Fill\n\nFill\n: How full.\n\n*Fill* rate\n: The share.\n\n[see](#fill-rate)\n";
    let found = throughline::parse::parse(body).outline;
    let html = written(body, &found, &[], &DEFAULT);
    assert!(html.contains("<dt id=\"fill-1\">Fill</dt>"), "{html}");
    assert!(html.contains("<dt id=\"fill-rate\"><em>Fill</em> rate</dt>"), "{html}");
    let site = small::findings(&[("a.md".to_owned(), format!("# A\n\n{body}"))]);
    assert!(site.iter().all(|seen| seen.code != "broken-link"), "{site:?}");
}
