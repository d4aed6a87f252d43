//! The templates and assets of a theme: the built-in ones are in the program, and a file of the same
//! name in the site's theme folder takes their place.
//!
//! A page is rendered from one shared value for the site and a small one for the page. A theme that is
//! broken costs no page: the built-in template of the same name is used and the fault is told.

mod fault;
mod own;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rust_embed::Embed;
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, Value};

use crate::base::diagnostic::Problem;
use crate::base::fingerprint::Fingerprint;
use crate::base::place::Place;
use crate::theme::fingerprints::{self, Assets};
use crate::theme::navigation::{Marked, Navigation, Place as Whereabouts};
use crate::theme::words::Tongue;
use crate::theme::{html, icons};

/// Where the templates of a site's own theme stand; a name without prefix is looked for here first.
const OWN: &str = "theme/";
/// Where the built-in templates stand, so that an own `base.html` can extend `builtin/base.html`.
const BUILTIN: &str = "builtin/";

/// The built-in templates, read when the first page is drawn: a check draws none.
static PLAIN: LazyLock<Tera> = LazyLock::new(|| {
    let mut tera = Tera::new();
    tera.register_filter("marks", |text: &str, _: Kwargs, _: &State| {
        Value::safe_string(&html::marks(text))
    });
    let builtin = Files::iter().filter_map(|path| {
        let name = format!("{BUILTIN}{}", path.strip_prefix("templates/")?);
        Some((name, String::from_utf8_lossy(&Files::get(&path)?.data).into_owned()))
    });
    let builtin: Vec<_> = builtin.collect();
    // Tests read them all; where one were broken, each page would tell.
    let _ =
        tera.set_fallback_prefixes([OWN, BUILTIN]).and_then(|()| tera.add_raw_templates(builtin));
    tera
});

#[derive(Embed)]
#[folder = "themes/default/"]
struct Files;

/// Templates and assets, ready for use by any number of threads.
pub struct Theme {
    /// The site's own templates over the built-in ones; only where it has some.
    own: Option<Tera>,
    names: BTreeSet<String>,
    assets: Assets,
    /// Published names by paths, for those that have another one.
    published: BTreeMap<String, String>,
    /// Tables of words by language; a site's own come after the built-in ones.
    words: Vec<(String, String)>,
    print: Fingerprint,
}

/// What every page links to, as `base.html` reads it from `site.assets`: paths below the root.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Links {
    /// Style sheets in order; a site's own come after the built-in ones.
    pub css: Vec<String>,
    /// Scripts that run before the page is painted.
    pub js_early: Vec<String>,
    /// Scripts that run after it; a site's own come last.
    pub js: Vec<String>,
    /// The icon.
    pub favicon: Option<String>,
    /// Fonts to fetch at once.
    pub preload: Vec<String>,
}

/// What one page shows besides the site's shared value.
#[derive(Debug, Clone)]
pub struct Content {
    /// The way from the page to the root: empty, `../`, `../../`.
    pub root: String,
    /// The frame's data: `url`, `title`, `nav_key` and so on, as `base.html` says.
    pub page: Value,
    /// The template's own data.
    pub data: Value,
    /// Safe HTML of the document's body.
    pub body: String,
    /// The navigation, drawn before; without it the page draws its own.
    pub navigation: Option<Marked>,
    /// Drawn charts, by the names that `data` uses.
    pub charts: Vec<(String, String)>,
}

impl Content {
    /// A page of this data, without body and charts.
    pub fn new(root: &str, page: &impl Serialize, data: &impl Serialize) -> Self {
        Self {
            root: root.to_owned(),
            page: Value::from_serializable(page),
            data: Value::from_serializable(data),
            body: String::new(),
            navigation: None,
            charts: Vec::new(),
        }
    }
}

impl Theme {
    /// The built-in theme with a site's own files laid over it: `templates/x.html` and `assets/x`.
    /// Files elsewhere in a theme's folder belong to its author and are left alone.
    #[must_use]
    pub fn open(overrides: Vec<(String, Vec<u8>)>) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut assets = BTreeMap::new();
        let mut print = Fingerprint::of(env!("CARGO_PKG_VERSION").as_bytes());
        let mut names = BTreeSet::new();
        let mut words = Vec::new();
        let paths: BTreeSet<_> = Files::iter().collect();
        for path in paths {
            let Some(file) = Files::get(&path) else { continue };
            print = print.with(Fingerprint::of(path.as_bytes())).with(Fingerprint::of(&file.data));
            if let Some(name) = path.strip_prefix("templates/") {
                names.insert(name.to_owned());
            } else if let Some(language) = language_of(&path) {
                words.push((language, String::from_utf8_lossy(&file.data).into_owned()));
            } else {
                assets.insert(path.into_owned(), file.data);
            }
        }
        let mut own = Vec::new();
        let mut overrides = overrides;
        overrides.sort();
        for (path, bytes) in overrides {
            print = print.with(Fingerprint::of(path.as_bytes())).with(Fingerprint::of(&bytes));
            if path.starts_with("assets/") {
                assets.insert(path, Cow::Owned(bytes));
            } else if let Some(language) = language_of(&path) {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let (_, wrong) = Tongue::read(&[&text]);
                problems.extend(wrong.into_iter().map(|(_, problem)| Problem {
                    what: format!("`{path}`: {}", problem.what),
                    ..problem
                }));
                words.push((language, text));
            } else if let Some(name) = path.strip_prefix("templates/") {
                match String::from_utf8(bytes) {
                    Ok(text) => own.push((format!("{OWN}{name}"), text)),
                    Err(_) => problems.push(
                        Problem::new(
                            "bad-template",
                            Place::Line(1, 1),
                            format!("`{path}` is not UTF-8"),
                        )
                        .help("save the template as UTF-8"),
                    ),
                }
            }
        }
        let own = (!own.is_empty()).then(|| {
            let mut tera = PLAIN.clone();
            names.extend(own::lay_over(&mut tera, own, &mut problems));
            tera
        });
        let published = BTreeMap::new();
        let mut theme = Self { own, names, assets, published, words, print };
        let links = theme.links();
        let linked: Vec<String> = [links.css, links.js_early, links.js]
            .into_iter()
            .flatten()
            .chain(links.favicon)
            .collect();
        theme.published = fingerprints::name(&mut theme.assets, &linked);
        (theme, problems)
    }

    fn tera(&self) -> &Tera {
        self.own.as_ref().unwrap_or(&PLAIN)
    }

    /// Whether there is a template of this name.
    #[must_use]
    pub fn has(&self, template: &str) -> bool {
        self.names.contains(template)
    }

    /// The words of a language, those of `de` under those of `de-CH`; `None` where the theme knows neither, and for English.
    #[must_use]
    pub fn tongue(&self, language: &str) -> Option<Tongue> {
        let language = language.to_lowercase();
        let wider = language.split('-').next().unwrap_or_default();
        let of = |wanted: &str| {
            let own = self.words.iter().filter(move |(it, _)| it == wanted);
            own.map(|(_, text)| text.as_str()).collect::<Vec<_>>()
        };
        let mut tables = of(wider);
        if wider != language {
            tables.extend(of(&language));
        }
        Tongue::read(&tables).0
    }

    /// The navigation of all pages whose way to the root is this.
    #[must_use]
    pub fn navigation(&self, site: &Value, root: &str) -> Navigation {
        Navigation::draw(self.tera(), site, root)
    }

    /// The navigation as a page shows it.
    #[must_use]
    pub fn around(&self, navigation: &Navigation, place: Whereabouts) -> Marked {
        navigation.at(self.tera(), place)
    }

    /// Appends a page to `out`. `site` is shared by all pages and holds `t`, the words of the language.
    ///
    /// # Errors
    /// The fault of a template. Where another one can stand in for it (the built-in one of that name, or
    /// `page.html` for a name that there is not) the page is in `out` all the same.
    pub fn render(
        &self,
        template: &str,
        site: &Value,
        content: Content,
        out: &mut Vec<u8>,
    ) -> Result<(), Box<Problem>> {
        let scope = scope(site, content);
        let Err(problem) = draw(self.tera(), template, &scope, out) else { return Ok(()) };
        // A fault of the spare would be ours; the first one is what the author can mend.
        match &self.own {
            Some(_) => {
                let _ = draw(&PLAIN, template, &scope, out)
                    .or_else(|_| draw(&PLAIN, "page.html", &scope, out));
            }
            None if !self.has(template) => {
                let _ = draw(&PLAIN, "page.html", &scope, out);
            }
            None => {}
        }
        Err(problem)
    }

    /// A view inside a text: `block.html` over the content's data and charts.
    ///
    /// # Errors
    /// The fault of a template, where no other stands in for it.
    pub fn block(&self, site: &Value, content: Content) -> Result<String, Box<Problem>> {
        let mut out = Vec::new();
        let drawn = self.render("block.html", site, content, &mut out);
        if out.is_empty() {
            drawn?;
        }
        Ok(String::from_utf8(out).unwrap_or_default())
    }

    /// Every asset: its published path below the root (`assets/site.0a1b2c3d4e.css`) and its bytes.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter().map(|(path, bytes)| (self.published(path), bytes.as_ref()))
    }

    /// The published path of an asset.
    fn published<'a>(&'a self, path: &'a str) -> &'a str {
        self.published.get(path).map_or(path, String::as_str)
    }

    /// The path in the theme of an asset that is published under this one.
    #[must_use]
    pub fn plain<'a>(&'a self, published: &'a str) -> &'a str {
        let mut named = self.published.iter();
        named.find(|(_, it)| *it == published).map_or(published, |(path, _)| path)
    }

    /// Whether a published path carries a fingerprint.
    #[must_use]
    pub fn is_fingerprinted(&self, published: &str) -> bool {
        self.published.values().any(|it| it == published)
    }

    /// What every page links to. Sheets and scripts that a site puts straight into `assets/` are linked
    /// too, after the built-in ones.
    #[must_use]
    pub fn links(&self) -> Links {
        const CSS: [&str; 3] = ["assets/tokens.css", "assets/site.css", "assets/charts.css"];
        const EARLY: &str = "assets/theme.js";
        const JS: &str = "assets/site.js";
        const KNOWN: [&str; 5] = [CSS[0], CSS[1], CSS[2], EARLY, JS];
        let owned = |it: &str| it.to_owned();
        let own = |ending: &str| {
            let top = |path: &&String| path.matches('/').count() == 1 && path.ends_with(ending);
            let paths = self.assets.keys().filter(top);
            paths.filter(|path| !KNOWN.contains(&path.as_str())).cloned().collect::<Vec<_>>()
        };
        let mut links = Links {
            css: CSS.map(owned).to_vec(),
            js_early: vec![owned(EARLY)],
            js: vec![owned(JS)],
            favicon: Some(owned("assets/favicon.svg")),
            preload: vec![owned("assets/fonts/throughline-sans.woff2")],
        };
        links.css.extend(own(".css"));
        links.js.extend(own(".js"));
        let all = [&mut links.css, &mut links.js_early, &mut links.js, &mut links.preload];
        for path in all.into_iter().flatten().chain(&mut links.favicon) {
            *path = self.published(path).to_owned();
        }
        links
    }

    /// Stands for every template and asset: equal while no page could look different.
    #[must_use]
    pub const fn print(&self) -> Fingerprint {
        self.print
    }
}

/// The language of a table of words, by its path: `words/de.yml`.
fn language_of(path: &str) -> Option<String> {
    let name = path.strip_prefix("words/")?;
    name.strip_suffix(".yml").or_else(|| name.strip_suffix(".yaml")).map(str::to_lowercase)
}

fn scope(site: &Value, content: Content) -> Context {
    let mut scope = Context::new();
    let words = site.get_from_path("t").cloned();
    scope.insert_value("t", words.filter(Value::is_map).unwrap_or_else(empty));
    scope.insert_value("site", site.clone());
    scope.insert_value("root", Value::from(content.root));
    scope.insert_value("page", if content.page.is_map() { content.page } else { empty() });
    scope.insert_value("data", if content.data.is_map() { content.data } else { empty() });
    let navigation = content.navigation.as_ref().map(Value::from_serializable);
    scope.insert_value("nav", navigation.unwrap_or_else(empty));
    // Read by a page that draws its own navigation.
    scope.insert_value("open", Value::from(Vec::<Value>::new()));
    scope.insert_value("body", Value::safe_string(&content.body));
    let charts: tera::Map = content
        .charts
        .into_iter()
        .map(|(name, html)| (tera::value::Key::from(name), Value::safe_string(&html)))
        .collect();
    scope.insert_value("charts", Value::from(charts));
    scope
}

fn empty() -> Value {
    Value::from(tera::Map::default())
}

fn draw(
    tera: &Tera,
    template: &str,
    scope: &Context,
    out: &mut Vec<u8>,
) -> Result<(), Box<Problem>> {
    let start = out.len();
    if let Err(error) = tera.render_to(template, scope, &mut *out) {
        out.truncate(start);
        let found = fault::problems(&error).into_iter().next();
        let problem = found.map_or_else(|| fault::unplaced(template, &error), |(_, it)| it);
        return Err(Box::new(problem));
    }
    icons::place_from(out, start);
    Ok(())
}
