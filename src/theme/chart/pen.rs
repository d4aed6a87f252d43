//! Writes marks: every number that is drawn and every text goes through here, so that no coordinate is
//! ever not a number and no text is ever markup.

use crate::base::chart::{Name, Tone};
use crate::theme::html::{self, escape};

use super::Words;

/// A place or a length across.
#[derive(Clone, Copy)]
pub(super) enum Across {
    /// Pixels.
    Px(f64),
    /// A share of the width, from 0 to 1.
    Share(f64),
}

/// The side of a text that its place holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    Middle,
    End,
}

pub(super) struct Pen<'a> {
    out: String,
    root: &'a str,
    words: &'a Words,
    linked: bool,
}

impl<'a> Pen<'a> {
    pub(super) fn new(root: &'a str, words: &'a Words) -> Self {
        Self { out: String::with_capacity(4096), root, words, linked: false }
    }

    pub(super) const fn words(&self) -> &'a Words {
        self.words
    }

    /// Whether anything leads somewhere, and the marks.
    pub(super) fn finish(self) -> (bool, String) {
        (self.linked, self.out)
    }

    fn attribute(&mut self, name: &str, value: f64) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        number(value, &mut self.out);
        self.out.push('"');
    }

    fn across(&mut self, name: &str, value: Across) {
        match value {
            Across::Px(value) => self.attribute(name, value),
            Across::Share(share) => {
                self.attribute(name, share * 100.0);
                self.out.pop();
                self.out.push_str("%\"");
            }
        }
    }

    fn class(&mut self, tag: &str, class: &str) {
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push_str(" class=\"");
        self.out.push_str(class);
        self.out.push('"');
    }

    pub(super) fn line(&mut self, class: &str, x: (Across, Across), y: (f64, f64)) {
        self.class("line", class);
        self.across("x1", x.0);
        self.across("x2", x.1);
        self.attribute("y1", y.0);
        self.attribute("y2", y.1);
        self.out.push_str("/>");
    }

    /// A line from one side to the other.
    pub(super) fn level(&mut self, class: &str, y: f64) {
        self.line(class, (Across::Px(0.0), Across::Share(1.0)), (y, y));
    }

    pub(super) fn upright(&mut self, class: &str, x: Across, y: (f64, f64)) {
        self.line(class, (x, x), y);
    }

    pub(super) fn rect(&mut self, class: &str, x: Across, y: f64, width: Across, height: f64) {
        self.class("rect", class);
        self.across("x", x);
        self.attribute("y", y);
        self.across("width", floor(width));
        self.attribute("height", height.max(0.0));
        self.out.push_str("/>");
    }

    pub(super) fn circle(&mut self, class: &str, x: Across, y: f64, r: f64) {
        self.class("circle", class);
        self.across("cx", x);
        self.attribute("cy", y);
        self.attribute("r", r);
        self.out.push_str("/>");
    }

    /// A text; `nudge` moves it by pixels.
    pub(super) fn text(
        &mut self,
        class: &str,
        (x, nudge): (Across, f64),
        y: f64,
        side: Side,
        text: &str,
    ) {
        self.class("text", class);
        self.across("x", x);
        if nudge != 0.0 {
            self.attribute("dx", nudge);
        }
        self.attribute("y", y);
        match side {
            Side::Start => {}
            Side::Middle => self.out.push_str(" text-anchor=\"middle\""),
            Side::End => self.out.push_str(" text-anchor=\"end\""),
        }
        self.out.push('>');
        escape(text, &mut self.out);
        self.out.push_str("</text>");
    }

    /// A text with a second, quieter one after it.
    pub(super) fn text_with(
        &mut self,
        class: &str,
        place: (Across, f64),
        y: f64,
        side: Side,
        text: &str,
        after: &str,
    ) {
        self.text(class, place, y, side, text);
        if after.is_empty() {
            return;
        }
        self.out.truncate(self.out.len() - "</text>".len());
        self.out.push_str("<tspan class=\"sl\" dx=\"6\">");
        escape(after, &mut self.out);
        self.out.push_str("</tspan></text>");
    }

    /// Lines and areas whose places across are shares of a thousand.
    pub(super) fn stretched(&mut self, height: f64, marks: impl FnOnce(&mut Self)) {
        self.out.push_str("<svg width=\"100%\" preserveAspectRatio=\"none\"");
        self.attribute("height", height);
        self.out.push_str(" viewBox=\"0 0 1000 ");
        number(height.max(1.0), &mut self.out);
        self.out.push_str("\">");
        marks(self);
        self.out.push_str("</svg>");
    }

    pub(super) fn path(&mut self, class: &str, path: &Path) {
        self.class("path", class);
        self.out.push_str(" d=\"");
        self.out.push_str(&path.0);
        self.out.push_str("\"/>");
    }

    /// Marks around a point that moves with the width.
    pub(super) fn around(&mut self, x: Across, y: f64, marks: impl FnOnce(&mut Self)) {
        self.out.push_str("<svg overflow=\"visible\"");
        self.across("x", x);
        self.attribute("y", y);
        self.out.push('>');
        marks(self);
        self.out.push_str("</svg>");
    }

    /// A group that says what it is when pointed at; `lights` names what it belongs to.
    pub(super) fn group(&mut self, class: &str, hint: &str, marks: impl FnOnce(&mut Self)) {
        self.class("g", class);
        self.out.push('>');
        if !hint.is_empty() {
            self.out.push_str("<title>");
            escape(hint, &mut self.out);
            self.out.push_str("</title>");
        }
        marks(self);
        self.out.push_str("</g>");
    }

    /// A group that lights up with the things of these numbers, the last of which it is.
    pub(super) fn lit(
        &mut self,
        class: &str,
        keys: &[usize],
        hint: &str,
        marks: impl FnOnce(&mut Self),
    ) {
        self.class("g", class);
        self.out.push_str(" data-k=\"");
        for (n, key) in keys.iter().enumerate() {
            if n > 0 {
                self.out.push(' ');
            }
            self.out.push_str(&key.to_string());
        }
        self.out.push_str("\"><title>");
        escape(hint, &mut self.out);
        self.out.push_str("</title>");
        marks(self);
        self.out.push_str("</g>");
    }

    /// Marks that lead to a page, if there is one; their texts name it.
    pub(super) fn link(&mut self, name: &Name, marks: impl FnOnce(&mut Self)) {
        self.link_called(name, "", marks);
    }

    /// Marks without a text of their own that lead to a page, if there is one.
    pub(super) fn link_called(&mut self, name: &Name, called: &str, marks: impl FnOnce(&mut Self)) {
        let Some(url) = &name.url else { return marks(self) };
        self.linked = true;
        self.out.push_str("<a href=\"");
        html::own_address(self.root, url, &mut self.out);
        if !called.is_empty() {
            self.out.push_str("\" aria-label=\"");
            escape(called, &mut self.out);
        }
        self.out.push_str("\">");
        marks(self);
        self.out.push_str("</a>");
    }

    /// What only repeats the words of the table for the eye: axes, grids.
    pub(super) fn aside(&mut self, marks: impl FnOnce(&mut Self)) {
        self.out.push_str("<g aria-hidden=\"true\">");
        marks(self);
        self.out.push_str("</g>");
    }

    /// The shape of a tone, 13 pixels wide.
    pub(super) fn tone(&mut self, tone: Tone, x: f64, y: f64) {
        let status = match tone {
            Tone::Plain => return,
            Tone::On => "on-track",
            Tone::Risk => "at-risk",
            Tone::Off => "off-track",
            Tone::Idle => "idle",
        };
        self.out.push_str("<svg class=\"st s-");
        self.out.push_str(status);
        self.out.push_str("\" width=\"13\" height=\"13\"");
        self.attribute("x", x);
        self.attribute("y", y);
        self.out.push_str("><use href=\"#s-");
        self.out.push_str(status);
        self.out.push_str("\"/></svg>");
    }

    /// The shape of a kind of document, 10 pixels wide.
    pub(super) fn kind(&mut self, kind: &str, x: f64, y: f64) {
        if kind.is_empty() || !kind.bytes().all(|it| it.is_ascii_lowercase() || it == b'-') {
            return;
        }
        self.out.push_str("<svg class=\"kd\" width=\"10\" height=\"10\"");
        self.attribute("x", x);
        self.attribute("y", y);
        self.out.push_str("><use href=\"#k-");
        self.out.push_str(kind);
        self.out.push_str("\"/></svg>");
    }
}

fn floor(width: Across) -> Across {
    match width {
        Across::Px(it) => Across::Px(it.max(0.0)),
        Across::Share(it) => Across::Share(it.max(0.0)),
    }
}

/// The class that a tone colours by.
pub(super) const fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::On => "on",
        Tone::Risk => "risk",
        Tone::Off => "off",
        Tone::Idle => "idle",
    }
}

/// The path of a line or an area.
#[derive(Default)]
pub(super) struct Path(String);

impl Path {
    pub(super) fn to(&mut self, x: f64, y: f64) -> &mut Self {
        let letter = if self.0.is_empty() || self.0.ends_with('Z') { 'M' } else { 'L' };
        self.point(letter, &[x, y])
    }

    pub(super) fn curve(&mut self, from: (f64, f64), to: (f64, f64)) -> &mut Self {
        let middle = f64::midpoint(from.0, to.0);
        self.point('C', &[middle, from.1, middle, to.1, to.0, to.1])
    }

    pub(super) fn close(&mut self) -> &mut Self {
        self.0.push('Z');
        self
    }

    fn point(&mut self, letter: char, numbers: &[f64]) -> &mut Self {
        self.0.push(letter);
        for (n, it) in numbers.iter().enumerate() {
            if n > 0 {
                self.0.push(' ');
            }
            number(*it, &mut self.0);
        }
        self
    }
}

/// Appends a coordinate: two digits after the point at most, and never what is not a number.
pub(super) fn number(value: f64, out: &mut String) {
    let value = if value.is_finite() { value.clamp(-1e6, 1e6) } else { 0.0 };
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    out.push_str(if text == "-0" { "0" } else { text });
}
