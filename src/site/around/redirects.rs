//! Addresses that lead on: `redirects` of the settings, `redirect_from` and older ids of documents. Each is a page that
//! sends its reader on, and a line in `_redirects` for hosts that read it.

mod wishes;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use ahash::RandomState;

use crate::base::address::{Base, percent};
use crate::base::diagnostic::Problem;
use crate::base::names::{DocPath, Url};
use crate::base::place::{Place, Spot};
use crate::base::suggest::nearest;
use crate::check::lint::Found;
use crate::model::reader::Reader;
use crate::model::resolve::Hidden;
use crate::theme::templates::Content;

use super::super::engine::Site;
use super::super::outputs::{Holder, Output};
use super::Whole;
use wishes::{To, Wish, settings, wishes};

/// So many targets that lead nowhere get a suggestion: each looks at every address.
const SUGGESTED: usize = 20;

/// So many redirects may lead over each other.
const LONGEST: usize = 32;

/// An address that leads on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address.
    pub from: Url,
    /// The new one: below the root, or on the web.
    pub to: Box<str>,
    /// Whether it is on the web.
    pub outside: bool,
    /// The document that it leads to, where it is one.
    pub path: Option<DocPath>,
}

impl Redirect {
    /// Whether a page can stand at the old address; a browser would take one for an image where its name says so.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.from.ends_with(".html") || self.from.ends_with(".htm")
    }
}

/// Every redirect that can be, and what is wrong with the others. `holder` says who has an address of the site;
/// `pages` are its addresses.
pub fn gather(
    reader: &Reader,
    hidden: &[Hidden],
    holder: &dyn Fn(&str) -> Option<Holder>,
    pages: &[&str],
) -> (Vec<Redirect>, Vec<Found>) {
    let mut faults = Vec::new();
    let mut taken: BTreeMap<String, Wish> = BTreeMap::new();
    let places = Places { reader, hidden: unseen(hidden), holder, pages };
    for wish in settings(reader).into_iter().chain(wishes(reader, &mut faults)) {
        let key = wish.from.to_lowercase();
        if let To::Written(to) = &wish.to
            && places.is_hidden(to)
        {
            continue;
        }
        if let Some(held) = holder(&wish.from) {
            // The page's own address, written in another form, is no fault.
            let holder = match held {
                Holder::Site => None,
                Holder::Document(path) => Some(path),
            };
            let own = holder.is_some() && holder == wish.path;
            if !wish.quiet && !own {
                faults.push(stands_there(&wish, holder.as_ref()));
            }
            continue;
        }
        match taken.get(&key) {
            None => {
                taken.insert(key, wish);
            }
            Some(first) if wish.quiet || first.path.is_some() && first.path == wish.path => {}
            Some(first) => faults.push(twice(&wish, first)),
        }
    }
    let ways = Ways { places, wishes: &taken };
    let mut redirects = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut lost = 0;
    for (key, wish) in &taken {
        match ways.end(key) {
            End::At(to) => redirects.push(Redirect {
                from: wish.from.clone(),
                outside: matches!(to, Way::Web(_)),
                path: wish.path.clone(),
                to: to.into_text(),
            }),
            End::Circle(circle) => {
                // A circle is told of once, whoever leads into it.
                let known = circle.iter().any(|step| told.contains(step));
                told.extend(&circle);
                if !known {
                    faults.push(round(wish, &circle, &taken));
                }
            }
            End::Nowhere(to) => {
                lost += 1;
                faults.push(nowhere(wish, to, (lost <= SUGGESTED).then_some(pages)));
            }
        }
    }
    (redirects, faults)
}

/// Where a redirect leads in the end.
enum Way {
    /// To an address below the root.
    Here(Box<str>),
    /// To an address on the web.
    Web(Box<str>),
}

impl Way {
    fn into_text(self) -> Box<str> {
        match self {
            Self::Here(text) | Self::Web(text) => text,
        }
    }
}

enum End<'w> {
    At(Way),
    Circle(Vec<&'w str>),
    Nowhere(&'w str),
}

/// What stands where.
struct Places<'w, 'm> {
    reader: &'w Reader<'m>,
    hidden: HashSet<String, RandomState>,
    holder: &'w dyn Fn(&str) -> Option<Holder>,
    pages: &'w [&'w str],
}

struct Ways<'w, 'm> {
    places: Places<'w, 'm>,
    wishes: &'w BTreeMap<String, Wish>,
}

impl<'w> Ways<'w, '_> {
    /// Follows a redirect over others to where it ends.
    fn end(&self, start: &'w str) -> End<'w> {
        let mut steps: Vec<&str> = Vec::new();
        let mut at = start;
        loop {
            if let Some(first) = steps.iter().position(|step| *step == at) {
                return End::Circle(steps.split_off(first));
            }
            steps.push(at);
            let Some(wish) = self.wishes.get(at) else { return End::Nowhere(at) };
            let to = match &wish.to {
                To::Page(url) => return End::At(Way::Here(url.clone())),
                To::Web(url) => return End::At(Way::Web(url.clone())),
                To::Written(to) => to,
            };
            if let Some(way) = self.places.here(to) {
                return End::At(way);
            }
            let next = wishes::source(to.split('#').next().unwrap_or(to));
            let next = next.and_then(|url| self.wishes.get_key_value(&url.to_lowercase()));
            match next {
                Some((key, _)) if steps.len() < LONGEST => at = key,
                _ => return End::Nowhere(to),
            }
        }
    }
}

impl Places<'_, '_> {
    /// What of the site itself a text means: an id, a file, an address.
    fn here(&self, to: &str) -> Option<Way> {
        let (path, anchor) = to.split_once('#').map_or((to, None), |(p, a)| (p, Some(a)));
        let path = path.trim_matches('/');
        let with = |url: &str| {
            let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
            Some(Way::Here(format!("{url}{anchor}").into()))
        };
        if path.is_empty() {
            return with("index.html");
        }
        let doc = self.reader.at_path(path).or_else(|| self.reader.find(path));
        if let Some(doc) = doc.and_then(|id| self.reader.doc(id)) {
            return with(&doc.url);
        }
        [path.to_owned(), format!("{path}.html"), format!("{path}/index.html")]
            .iter()
            .find(|url| {
                (self.holder)(url).is_some() || self.pages.binary_search(&url.as_str()).is_ok()
            })
            .and_then(|url| with(url))
    }

    /// Whether a text means something that this audience must not learn of.
    fn is_hidden(&self, to: &str) -> bool {
        let path = to.split('#').next().unwrap_or(to).trim_matches('/');
        self.hidden.contains(&stem(path)) && self.here(to).is_none()
    }
}

/// The names and places of hidden documents, as redirects may write them.
fn unseen(hidden: &[Hidden]) -> HashSet<String, RandomState> {
    let names = hidden.iter().flat_map(|it| it.names.iter().map(|name| stem(name)));
    let paths = hidden.iter().flat_map(|it| it.paths.iter().map(|path| stem(path)));
    names.chain(paths).collect()
}

/// A path or name without its ending, in lower case.
fn stem(path: &str) -> String {
    let path = path.to_lowercase();
    let bare =
        [".html", ".md", ".markdown", ".mdx"].iter().find_map(|ending| path.strip_suffix(ending));
    let bare = bare.unwrap_or(&path);
    bare.strip_suffix("/index").unwrap_or(bare).to_owned()
}

fn stands_there(wish: &Wish, holder: Option<&DocPath>) -> Found {
    let what = format!("a page stands at `{}`, which is to lead elsewhere", wish.from);
    let problem = Problem::new("url-clash", wish.place.clone(), what)
        .help("remove the redirect, or move the page that stands there");
    let problem = match holder {
        Some(holder) => {
            problem.related(Spot::new(holder, Place::Whole), format!("`{holder}` has this address"))
        }
        None => problem,
    };
    found(wish, problem)
}

fn twice(wish: &Wish, first: &Wish) -> Found {
    let what = format!("`{}` is to lead to two pages", wish.from);
    let spot = Spot { file: first.path.clone(), place: first.place.clone() };
    let problem = Problem::new("url-clash", wish.place.clone(), what)
        .related(spot, "it leads here first")
        .help("an old address leads to one page: remove one of the two");
    found(wish, problem)
}

fn round(wish: &Wish, circle: &[&str], taken: &BTreeMap<String, Wish>) -> Found {
    let names: Vec<String> = circle
        .iter()
        .filter_map(|key| taken.get(*key))
        .map(|wish| format!("`{}`", wish.from))
        .collect();
    let what = match names.as_slice() {
        [one] => format!("the redirect from {one} leads to itself"),
        names => format!("redirects lead round in a circle: {}", names.join(" \u{2192} ")),
    };
    let problem =
        Problem::new("link-cycle", wish.place.clone(), what).help("let one of them lead to a page");
    found(wish, problem)
}

fn nowhere(wish: &Wish, to: &str, pages: Option<&[&str]>) -> Found {
    let what = format!("the redirect from `{}` leads to `{to}`, where nothing is", wish.from);
    let near = pages.and_then(|pages| {
        let stems = pages.iter().map(|page| page.strip_suffix(".html").unwrap_or(page));
        nearest(to, pages.iter().copied().chain(stems))
    });
    let help = near.map_or_else(
        || "write an id, a path of the site, or an address that begins with `https://`".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    found(wish, Problem::new("broken-link", wish.place.clone(), what).help(help))
}

fn found(wish: &Wish, problem: Problem) -> Found {
    Found { file: wish.path.clone(), subject: None, problem }
}

/// The page that sends its reader on.
pub fn page(site: &Site, index: usize) -> Option<Vec<u8>> {
    let redirect = site.outputs.redirects.get(index)?;
    let reader = site.reader();
    let base = site.config.base_url.as_deref().map(Base);
    let doc = redirect.path.as_ref().and_then(|path| reader.at_path(path));
    let title = doc.and_then(|id| crate::views::named(&reader, id)).map(|it| it.title);
    let title = title.unwrap_or_else(|| redirect.to.clone());
    let (root, to) = match redirect.outside {
        true => (String::new(), redirect.to.to_string()),
        false => (redirect.from.root(), address(&redirect.to)),
    };
    let canonical = match (redirect.outside, base) {
        (true, _) => Some(redirect.to.to_string()),
        (false, Some(base)) => Some(base.full(&redirect.to)),
        (false, None) => None,
    };
    let mut page = serde_json::json!({"title": title, "url": redirect.from.as_str()});
    if let Some(canonical) = canonical {
        page["canonical"] = canonical.into();
    }
    let content = Content::new(&root, &page, &serde_json::json!({"url": to}));
    let mut out = Vec::new();
    let shared = site.shared_value();
    let _ = site.theme.render("redirect.html", shared, content, &mut out);
    Some(out)
}

/// An address below the root with its anchor, encoded.
fn address(to: &str) -> String {
    match to.split_once('#') {
        Some((url, anchor)) => format!("{}#{}", percent(url), percent(anchor)),
        None => percent(to).into_owned(),
    }
}

/// `_redirects`, as Netlify, Cloudflare Pages and GitLab Pages read it.
pub fn list(site: &Site) -> String {
    let base = site.config.base_url.as_deref().map(Base);
    let root = base.map_or_else(|| "/".to_owned(), Base::path);
    let mut lines: BTreeSet<String> = BTreeSet::new();
    for it in &site.outputs.redirects {
        let to = match it.outside {
            true => it.to.to_string(),
            false => format!("{root}{}", address(&it.to)),
        };
        let from = percent(&it.from);
        let mut say = |from: &str| lines.insert(format!("{root}{from} {to} 301\n"));
        say(&from);
        // Hosts ask for a folder with or without its last sign, and for a page with or without its ending.
        let bare = match from.strip_suffix("index.html") {
            Some(folder) => {
                say(folder);
                folder.trim_end_matches('/')
            }
            None => from.strip_suffix(".html").unwrap_or_default(),
        };
        let is_free = site
            .outputs
            .at(&format!("{bare}.html"))
            .is_none_or(|it| matches!(it, Output::Whole(Whole::Redirect(_))));
        if !bare.is_empty() && is_free {
            say(bare);
        }
    }
    lines.into_iter().collect()
}
