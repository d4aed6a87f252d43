//! Drawings: each has a name, a description and its numbers; none holds a coordinate that is no number,
//! a style, or markup that came from a text.

mod samples;

use throughline::base::chart::amounts::{
    Axis, Bar, Bars, Cell, Dot, Dots, Matrix, Part, Point, Quadrant, Stack, StackRow, Waterfall,
};
use throughline::base::chart::threads::{Ladder, Node, Ribbon, Rung, Thread, Tree};
use throughline::base::chart::time::{Lane, Line, Reading, Spark, Timeline};
use throughline::base::chart::{Amount, Chart, Form, Name, Tone};
use throughline::base::date::Date;
use throughline::theme::chart;

use samples::{day, forms, thread};

fn made(form: (&str, Form)) -> Chart {
    Chart {
        caption: Some("A <caption>".into()),
        ..Chart::new(form.0, &format!("The {} & <more>", form.0), "What it \"says\".", form.1)
    }
}

fn check(svg: &str, what: &str) {
    for banned in [
        "NaN",
        "inf\"",
        "inf ",
        "inf%",
        " style=",
        "<script",
        "<b>",
        "<pw>",
        "<more>",
        "<caption>\"",
        "{{",
        "=\"-0\"",
    ] {
        assert!(!svg.contains(banned), "{what} holds {banned}");
    }
    for tag in [
        "svg", "g", "a", "figure", "details", "table", "text", "tr", "td", "th", "title", "ul",
        "li",
    ] {
        let opened =
            svg.matches(&format!("<{tag} ")).count() + svg.matches(&format!("<{tag}>")).count();
        assert_eq!(opened, svg.matches(&format!("</{tag}>")).count(), "{what}: {tag}");
    }
    let mut ids: Vec<&str> =
        svg.split(" id=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "{what} has an id twice");
}

#[test]
fn every_form_has_a_name_a_description_and_its_numbers() {
    for n in [1, 3, 60] {
        for form in forms(n) {
            let what = format!("{} of {n}", form.0);
            let chart = made(form);
            let svg = chart::svg(&chart, "../");
            check(&svg, &what);
            assert!(svg.contains(&format!("The {} &amp; &lt;more&gt;", chart.name)), "{what}");
            assert!(svg.contains("What it &quot;says&quot;."), "{what}");
            if matches!(chart.form, Form::Spark(_)) {
                assert!(svg.contains("role=\"img\""));
                continue;
            }
            assert!(
                svg.starts_with("<figure class=\"chart\"") && svg.contains("</table>"),
                "{what}"
            );
            if !matches!(chart.form, Form::Matrix(_)) {
                assert!(
                    svg.contains("<details class=\"data\">")
                        && svg.contains(" aria-labelledby=\"c-"),
                    "{what}"
                );
            }
            assert!(svg.contains("A &lt;caption&gt;"), "{what}");
        }
    }
}

#[test]
fn marks_lead_to_pages_below_the_root() {
    for form in forms(3) {
        let what = form.0;
        let svg = chart::svg(&made(form), "../../");
        for href in svg.split(" href=\"").skip(1) {
            assert!(
                href.starts_with("../../") || href.starts_with('#'),
                "{what}: {}",
                &href[..20.min(href.len())]
            );
        }
    }
}

#[test]
fn a_drawing_with_links_is_a_group_and_one_without_is_an_image() {
    let bars = |url: Option<&str>| {
        Form::Bars(Bars {
            bars: vec![Bar {
                name: Name { text: "A".into(), url: url.map(Into::into) },
                ..Bar::default()
            }],
            ..Bars::default()
        })
    };
    assert!(chart::svg(&made(("a", bars(Some("a.html")))), "").contains("role=\"group\""));
    assert!(chart::svg(&made(("a", bars(None))), "").contains("role=\"img\""));
}

#[test]
fn nothing_to_draw_is_still_drawn() {
    let empty = [
        Form::Line(Line::default()),
        Form::Bars(Bars::default()),
        Form::Stack(Stack::default()),
        Form::Waterfall(Waterfall::default()),
        Form::Ladder(Ladder::default()),
        Form::Thread(Thread::default()),
        Form::Timeline(Timeline {
            from: day(0),
            to: day(0),
            today: None,
            lanes: vec![Lane::default()],
        }),
        Form::Quadrant(Quadrant::default()),
        Form::Dots(Dots::default()),
        Form::Matrix(Matrix::default()),
        Form::Spark(Spark::default()),
        Form::Tree(Tree::default()),
    ];
    for form in empty {
        let svg = chart::svg(&made(("empty", form)), "");
        check(&svg, &svg);
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one list of wild forms")]
fn numbers_that_are_none_and_links_to_nowhere_do_no_harm() {
    let wild = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1e300, 1e300, 0.0, 1e-300];
    let readings: Vec<Reading> = wild
        .iter()
        .enumerate()
        .map(|(i, v)| Reading { margin: Some((*v, -*v)), ..Reading::new(day(i), *v, "?") })
        .collect();
    let amounts: Vec<Amount> = wild.iter().map(|v| Amount::new(*v, "?")).collect();
    let mut tangle = thread(6);
    tangle.ribbons.extend(wild.iter().enumerate().map(|(i, v)| Ribbon {
        from: i * 5,
        to: 99 - i,
        amount: Amount::new(*v, "?"),
        tone: Tone::On,
    }));
    tangle.ribbons.extend([
        Ribbon { from: 1, to: 1, ..Ribbon::default() },
        Ribbon { from: 1, to: 0, amount: Amount::new(f64::NAN, "?"), tone: Tone::On },
    ]);
    tangle.nodes.push(Node { column: usize::MAX / 2, ..Node::default() });
    let forms = vec![
        (
            "line",
            Form::Line(Line {
                points: readings.clone(),
                before: readings.clone(),
                target: readings.first().cloned(),
                baseline: readings.last().cloned(),
                today: Some(Date::MIN),
                ..Line::default()
            }),
        ),
        (
            "far",
            Form::Line(Line {
                points: vec![Reading::new(Date::MIN, 1.0, "1"), Reading::new(Date::MAX, 2.0, "2")],
                ..Line::default()
            }),
        ),
        (
            "bars",
            Form::Bars(Bars {
                bars: amounts
                    .iter()
                    .map(|it| Bar {
                        amount: Some(it.clone()),
                        expected: Some(it.value),
                        ..Bar::default()
                    })
                    .collect(),
                full: Some(f64::NAN),
                ..Bars::default()
            }),
        ),
        (
            "stack",
            Form::Stack(Stack {
                parts: vec![Part::default(); 9],
                rows: vec![StackRow { amounts: amounts.clone(), ..StackRow::default() }],
                limit: amounts.first().cloned(),
                ..Stack::default()
            }),
        ),
        (
            "fall",
            Form::Waterfall(Waterfall {
                steps: amounts.iter().map(|it| (Name::default(), it.clone())).collect(),
                ..Waterfall::default()
            }),
        ),
        (
            "ladder",
            Form::Ladder(Ladder {
                rungs: amounts
                    .iter()
                    .map(|it| Rung {
                        off: Some(it.clone()),
                        before: Some(it.value),
                        ..Rung::default()
                    })
                    .collect(),
                ..Ladder::default()
            }),
        ),
        ("thread", Form::Thread(tangle)),
        (
            "quadrant",
            Form::Quadrant(Quadrant {
                points: amounts
                    .iter()
                    .flat_map(|x| {
                        amounts.iter().map(|y| Point {
                            x: x.clone(),
                            y: y.clone(),
                            ..Point::default()
                        })
                    })
                    .collect(),
                x: Axis { log: true, ..Axis::default() },
                ..Quadrant::default()
            }),
        ),
        (
            "dots",
            Form::Dots(Dots {
                dots: amounts
                    .iter()
                    .map(|it| Dot {
                        amount: Some(it.clone()),
                        margin: Some((it.value, it.value)),
                        ..Dot::default()
                    })
                    .collect(),
                scale: Some((f64::NAN, 1.0)),
                ..Dots::default()
            }),
        ),
        (
            "matrix",
            Form::Matrix(Matrix {
                columns: vec![Name::default(); 7],
                rows: vec![(
                    Name::default(),
                    amounts
                        .iter()
                        .map(|it| Some(Cell { amount: it.clone(), ..Cell::default() }))
                        .collect(),
                )],
                ..Matrix::default()
            }),
        ),
        ("spark", Form::Spark(Spark { values: wild.to_vec(), tone: Tone::On })),
    ];
    for form in forms {
        let what = form.0;
        check(&chart::svg(&made(form), ""), what);
    }
}

#[test]
fn names_in_a_quadrant_do_not_meet() {
    let (_, form) = forms(40).swap_remove(9);
    let svg = chart::svg(&made(("q", form)), "");
    let mut boxes: Vec<(f64, f64, f64, f64)> = Vec::new();
    for label in svg.split("<text class=\"lab q-l").skip(1) {
        let tag = label.split('>').next().unwrap();
        let number = |key: &str| -> f64 {
            let found = tag.split(&format!(" {key}=\"")).nth(1).unwrap_or("0\"");
            found.split(['"', '%']).next().unwrap().parse().unwrap()
        };
        let text = label.split('>').nth(1).unwrap().split('<').next().unwrap();
        let (x, y) = (number("x") * 6.4 + number("dx"), number("y"));
        let wide = text.chars().map(|_| 5.6).sum::<f64>();
        let side = if tag.contains("end") {
            1.0
        } else if tag.contains("middle") {
            0.5
        } else {
            0.0
        };
        boxes.push((x - wide * side, y - 11.0, x + wide * (1.0 - side), y + 2.0));
    }
    assert!(boxes.len() > 12, "{} names", boxes.len());
    for (n, a) in boxes.iter().enumerate() {
        for b in &boxes[..n] {
            assert!(a.0 >= b.2 || b.0 >= a.2 || a.1 >= b.3 || b.1 >= a.3, "{a:?} meets {b:?}");
        }
    }
}

#[test]
fn a_drawing_is_the_same_each_time() {
    for (once, again) in forms(30).into_iter().zip(forms(30)) {
        assert_eq!(chart::svg(&made(once), ""), chart::svg(&made(again), ""));
    }
}

#[test]
fn the_charts_are_written_to_the_gallery_when_asked_for() {
    let Ok(folder) = std::env::var("GALLERY") else { return };
    for n in [3, 60] {
        for form in forms(n) {
            let file = format!("{folder}/chart-{}-{n}.html", form.0);
            let drawn = vec![(form.0.to_owned(), chart::svg(&made(form), ""))];
            std::fs::write(file, crate::look::framed(drawn)).expect("a page");
        }
    }
}
