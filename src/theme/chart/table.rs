//! The numbers of a drawing as a table, folded under it, for those who read rather than see.

use crate::base::chart::amounts::Stack;
use crate::base::chart::threads::{Branch, Thread};
use crate::base::chart::time::{Line, Timeline};
use crate::base::chart::{Amount, Chart, Form, Name};
use crate::base::date::long;
use crate::theme::html::escape;

use super::Words;
use super::matrix::link;

/// Heads, and rows of a name and values.
#[derive(Default)]
struct Table {
    heads: Vec<String>,
    rows: Vec<(Name, Vec<String>)>,
}

impl Table {
    fn new(heads: &[&str]) -> Self {
        Self { heads: heads.iter().map(|it| (*it).to_owned()).collect(), rows: Vec::new() }
    }

    fn row(&mut self, name: &Name, values: Vec<String>) {
        self.rows.push((name.clone(), values));
    }
}

/// Appends the table of a drawing.
pub(super) fn write(chart: &Chart, root: &str, words: &Words, out: &mut String) {
    let table = of(&chart.form, words);
    out.push_str("<details class=\"data\"><summary>");
    escape(&words.numbers, out);
    out.push_str(
        "</summary><div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"",
    );
    escape(&words.numbers, out);
    out.push_str("\"><table><caption class=\"vh\">");
    escape(&chart.title, out);
    out.push_str("</caption><thead><tr>");
    for (n, head) in table.heads.iter().enumerate() {
        out.push_str(if n == 0 { "<th scope=\"col\">" } else { "<th scope=\"col\" class=\"r\">" });
        escape(head, out);
        out.push_str("</th>");
    }
    out.push_str("</tr></thead><tbody>");
    for (name, values) in &table.rows {
        out.push_str("<tr><th scope=\"row\">");
        link(name, root, out);
        out.push_str("</th>");
        for value in values {
            out.push_str("<td class=\"r\">");
            escape(value, out);
            out.push_str("</td>");
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div></details>");
}

fn of(form: &Form, words: &Words) -> Table {
    let known =
        |amount: Option<&Amount>| amount.map_or(&*words.not_known, |it| &it.text).to_owned();
    match form {
        Form::Line(it) => line(it, words),
        Form::Bars(it) => {
            let mut table = Table::new(&[&it.things, &it.measure]);
            for bar in &it.bars {
                table.row(&bar.name, vec![known(bar.amount.as_ref())]);
            }
            table
        }
        Form::Stack(it) => stack(it, words),
        Form::Waterfall(it) => {
            let mut table = Table::new(&[&it.things, &words.value]);
            for (name, amount) in [&it.start].into_iter().chain(&it.steps).chain([&it.end]) {
                table.row(name, vec![amount.text.to_string()]);
            }
            table
        }
        Form::Ladder(it) => {
            let mut table = Table::new(&[&it.things, &it.measure]);
            for rung in &it.rungs {
                table.row(&rung.name, vec![known(rung.off.as_ref())]);
            }
            table
        }
        Form::Dots(it) => {
            let mut table = Table::new(&[&it.things, &it.measure]);
            for dot in &it.dots {
                table.row(&dot.name, vec![known(dot.amount.as_ref())]);
            }
            table
        }
        Form::Quadrant(it) => {
            let mut table = Table::new(&[&it.things, &it.x.text, &it.y.text]);
            for (n, point) in it.points.iter().enumerate() {
                let text = format!("{}. {}", n + 1, point.name.text);
                let name = Name { text: text.into(), url: point.name.url.clone() };
                table.row(&name, vec![point.x.text.to_string(), point.y.text.to_string()]);
            }
            table
        }
        Form::Thread(it) => thread(it),
        Form::Timeline(it) => timeline(it, words),
        Form::Tree(it) => {
            let mut table = Table::new(&[&it.things, &it.measure]);
            for root in &it.roots {
                tree(root, 0, &mut table);
            }
            table
        }
        Form::Matrix(_) | Form::Spark(_) => Table::default(),
    }
}

fn line(line: &Line, words: &Words) -> Table {
    let margins = line.points.iter().any(|it| it.margin.is_some());
    let mut heads = vec![&*words.date, &*words.value];
    if margins {
        heads.push(&words.margin);
    }
    let mut table = Table::new(&heads);
    for reading in &line.points {
        let mut values = vec![reading.amount.text.to_string()];
        if margins {
            let margin = reading.margin.filter(|(low, high)| low.is_finite() && high.is_finite());
            values.push(margin.map_or_else(String::new, |(low, high)| {
                format!("{} – {}", super::scale::tick(low), super::scale::tick(high))
            }));
        }
        table.row(&long(reading.date).as_str().into(), values);
    }
    if let Some(target) = &line.target {
        let name = format!("{}, {}", words.target, long(target.date));
        let mut values = vec![target.amount.text.to_string()];
        if margins {
            values.push(String::new());
        }
        table.row(&name.as_str().into(), values);
    }
    table
}

fn stack(stack: &Stack, words: &Words) -> Table {
    let mut heads = vec![&*stack.things];
    heads.extend(stack.parts.iter().map(|it| &*it.text));
    heads.push(&words.total);
    let mut table = Table::new(&heads);
    for row in &stack.rows {
        let amount = |n: usize| row.amounts.get(n).map_or("", |it| &it.text).to_owned();
        let mut values: Vec<String> = (0..stack.parts.len()).map(amount).collect();
        values.push(row.total.to_string());
        table.row(&row.name, values);
    }
    table
}

fn thread(thread: &Thread) -> Table {
    let last = thread.columns.last().map_or("", |it| it);
    let first = thread.columns.first().map_or("", |it| it);
    let mut table = Table::new(&[last, first, &thread.measure]);
    for ribbon in &thread.ribbons {
        let (Some(from), Some(to)) = (thread.nodes.get(ribbon.from), thread.nodes.get(ribbon.to))
        else {
            continue;
        };
        table.row(&to.name, vec![from.name.text.to_string(), ribbon.amount.text.to_string()]);
    }
    for (n, node) in thread.nodes.iter().enumerate() {
        let joined = thread.ribbons.iter().any(|it| it.from == n || it.to == n);
        if !joined {
            table.row(&node.name, vec![node.note.to_string(), String::new()]);
        }
    }
    table
}

fn timeline(time: &Timeline, words: &Words) -> Table {
    let [start, end, promised] = &words.days;
    let mut table = Table::new(&["", start, end, promised]);
    for item in time.lanes.iter().flat_map(|lane| &lane.items) {
        let day = |date: Option<_>| date.map_or_else(String::new, long);
        table.row(&item.name, vec![day(item.start), long(item.end), day(item.promised)]);
    }
    table
}

fn tree(branch: &Branch, depth: usize, table: &mut Table) {
    if depth > 12 {
        return;
    }
    let text = format!("{}{}", "\u{2003}".repeat(depth), branch.name.text);
    let name = Name { text: text.into(), url: branch.name.url.clone() };
    table.row(&name, vec![branch.text.to_string()]);
    for part in &branch.parts {
        tree(part, depth + 1, table);
    }
}
