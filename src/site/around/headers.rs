//! `_headers`: what Netlify, Cloudflare Pages and hosts like them should say with each file. Others ignore it.

use crate::base::address::Base;

use super::super::engine::Site;
use super::super::outputs::Output;

/// What pages may load and do: only what lies beside them.
pub const POLICY: &str = "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

/// The file.
pub fn text(site: &Site) -> String {
    let root = site.config.base_url.as_deref().map_or_else(|| "/".to_owned(), |it| Base(it).path());
    let mut out = format!(
        "{root}*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: same-origin\n"
    );
    if site.config.base_url.is_none() {
        out.push_str("  X-Robots-Tag: noindex\n");
    }
    let mut say = |url: &str, line: &str| {
        let url = crate::base::address::percent(url);
        out.push_str(&format!("\n{root}{url}\n  {line}\n"));
    };
    let reader = site.reader();
    // A name with a fingerprint never means other bytes.
    for (url, output) in &site.outputs.list {
        let is_fixed = match output {
            Output::Asset(name) => site.theme.is_fingerprinted(name),
            Output::Copy(path) => reader.file(path).is_some_and(|file| file.named_by.is_some()),
            _ => false,
        };
        if is_fixed {
            say(url, "Cache-Control: public, max-age=31536000, immutable");
        }
    }
    for feed in site.outputs.feeds() {
        say(&feed.url, "Content-Type: application/atom+xml; charset=utf-8");
    }
    if site.outputs.at("calendar.ics").is_some() {
        say("calendar.ics", "Content-Type: text/calendar; charset=utf-8");
    }
    out
}
