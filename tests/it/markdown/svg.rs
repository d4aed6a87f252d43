//! Drawings as files: what could run goes, all else stays to the byte.

use throughline::parse::svg::cleaned;

use crate::small;

fn left(svg: &str) -> String {
    cleaned(svg.as_bytes())
        .map_or_else(|| svg.to_owned(), |it| String::from_utf8(it).expect("text"))
}

#[test]
fn a_plain_drawing_stays_to_the_byte() {
    for svg in [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- c -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" width='9'><style>a { fill: red }</style><path d=\"M0 0\"/></svg>\n",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg/>",
        "<svg><a href=\"https://e.org\"><use href=\"#a\"/></a><image href=\"data:image/png;base64,AA\"/></svg>",
        "<svg><animate attributeName=\"x\" from=\"0\" to=\"9\"/><text>a &amp; b, script</text></svg>",
    ] {
        assert_eq!(cleaned(svg.as_bytes()), None, "{svg}");
    }
}

#[test]
fn what_could_run_goes() {
    for (svg, expected) in [
        ("<svg onload=\"a()\" id=\"x\"/>", "<svg id=\"x\"/>"),
        ("<svg ONLOAD='a()'><g/></svg>", "<svg><g/></svg>"),
        ("<svg><script>a<b/>()</script><g/></svg>", "<svg><g/></svg>"),
        ("<svg><x:script xmlns:x='http://www.w3.org/2000/svg'>a()</x:script></svg>", "<svg></svg>"),
        ("<svg><script href='//e.org/a.js'/></svg>", "<svg></svg>"),
        ("<svg><foreignObject><p>a</p></foreignObject></svg>", "<svg></svg>"),
        ("<svg><a href=\"java&#x09;script:a()\">b</a></svg>", "<svg><a>b</a></svg>"),
        ("<svg><a xlink:href=\" JavaScript:a()\">b</a></svg>", "<svg><a>b</a></svg>"),
        ("<svg><a href=\"data:text/html,x\">b</a></svg>", "<svg><a>b</a></svg>"),
        ("<svg><image href=\"https://e.org/a.png\"/></svg>", "<svg><image/></svg>"),
        ("<svg><a><set attributeName=\"href\" to=\"x\"/></a></svg>", "<svg><a></a></svg>"),
        (
            "<svg><animate attributeName=\"x\" values=\"javascript:a()\"/></svg>",
            "<svg><animate attributeName=\"x\"/></svg>",
        ),
        ("<?xml-stylesheet href=\"//e.org/a.css\"?><svg/>", "<svg/>"),
        ("<svg><style>@import '//e.org/a.css';</style></svg>", "<svg><style></style></svg>"),
        ("<!DOCTYPE svg [<!ENTITY x \"<script>a()</script>\">]><svg/>", "<svg/>"),
    ] {
        assert_eq!(left(svg), expected, "{svg}");
    }
}

#[test]
fn what_is_no_drawing_becomes_one_without_anything() {
    for bytes in [&b"\xff\xfe<\0s\0v\0g\0"[..], b"<svg>\0</svg>", b"\xff"] {
        let left = cleaned(bytes).expect("it is not kept");
        assert!(left.starts_with(b"<svg"), "{left:?}");
    }
    // What stands before a fault may run in a browser, and goes as well.
    assert!(!left("<svg><script>a()</script><g a=></svg>").contains("script"));
}

#[test]
fn the_site_gets_the_drawing_without_its_script() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>a()</script></svg>";
    let files = [
        ("a.md".to_owned(), "# A\n\n![a](a.svg)\n".to_owned()),
        ("a.svg".to_owned(), svg.to_owned()),
    ];
    let site = small::site(&files);
    let made = site.make("a.svg").expect("a file");
    assert_eq!(made.bytes(), Some(&b"<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"[..]));
    assert!(site.findings.all().any(|it| it.code == "script-in-drawing"));
}
