//! A site in memory, as views see it.

use std::sync::Arc;

use serde_json::Value;
use throughline::base::link::Resolved;
use throughline::base::names::DocPath;
use throughline::check::findings::{self, Findings};
use throughline::check::level::{Asked, Levels};
use throughline::check::lints::names;
use throughline::check::run::{self, Plan};
use throughline::config::Config;
use throughline::kinds::schemas::Schemas;
use throughline::kinds::values::Audience;
use throughline::model::Model;
use throughline::model::build::Input;
use throughline::model::data::{Data, File, data_path};
use throughline::model::doc::Doc;
use throughline::model::reader::{Reader, Text};
use throughline::model::resolve::Hidden;
use throughline::parse::{parse, parse_yaml};
use throughline::views::{self, PageData, Route, SiteExtra};

/// A page as data.
pub struct Shown {
    /// What `base.html` calls `page`.
    pub frame: Value,
    /// What the template calls `data`.
    pub data: Value,
    /// The rest.
    pub page: PageData,
}

/// A model with its texts.
pub struct World {
    model: Model,
    texts: Vec<Text>,
    findings: Option<Findings>,
}

impl World {
    /// Documents and tables by path; confidential documents are not shown.
    pub fn new(files: &[(&str, &str)]) -> Self {
        Self::with("as_of: 2026-05-15\n", files)
    }

    /// With settings.
    pub fn with(settings: &str, files: &[(&str, &str)]) -> Self {
        let (config, problems) = Config::read(&parse_yaml(settings));
        assert_eq!(problems, []);
        let schemas = Schemas::new();
        let mut sorted = files.to_vec();
        sorted.sort_unstable();
        let (mut docs, mut texts, mut hidden) = (vec![], vec![], vec![]);
        let (mut tables, mut private) = (Vec::<File>::new(), Vec::new());
        for (path, text) in sorted {
            let path = DocPath::new(path).expect("a path");
            let text: Arc<str> = text.into();
            let print = throughline::base::fingerprint::Fingerprint::of(text.as_bytes());
            if path.extension() != "md" {
                tables.push(File {
                    path,
                    print,
                    data: Some(Arc::new(Data::new(text))),
                    image: None,
                    cleaned: None,
                    named_by: None,
                });
                continue;
            }
            let parsed = parse(&text);
            let body = parsed.front.body;
            let doc = Doc::read(&path, parsed, None, &config, &schemas);
            if doc.common.audience == Some(Audience::Confidential) {
                let own = std::iter::once(doc.slug.as_str()).chain(doc.names.iter().map(|n| &**n));
                let names = own.map(Into::into).collect();
                private.extend(data_path(&doc).map(|(path, _)| path));
                hidden.push(Hidden { paths: vec![path], names });
            } else {
                docs.push(Arc::new(doc));
                texts.push(Text { text, body, print });
            }
        }
        tables.retain(|table| !private.contains(&table.path));
        let today = config.as_of.expect("a day");
        let lists = views::lists().to_vec();
        let config = Arc::new(config);
        let model = Model::build(Input {
            docs,
            hidden,
            files: tables,
            lists,
            lints: names().collect(),
            config,
            today,
            schemas: Arc::default(),
            beside: Vec::new(),
            history: std::sync::Arc::default(),
        });
        Self { model, texts, findings: None }
    }

    /// With what the lints find.
    pub fn judged(mut self) -> Self {
        let reader = self.reader();
        let levels = Levels::new(reader.config(), &Asked::default());
        let plan = Plan::new(&levels);
        let each = reader.all().map(|id| run::each(&reader, id, &plan)).collect();
        let findings = findings::finish(&reader, &levels, each, run::whole(&reader, &plan));
        self.findings = Some(findings);
        self
    }

    /// A reader of it.
    pub fn reader(&self) -> Reader<'_> {
        let reader = Reader::untraced(&self.model).with_texts(&self.texts);
        match &self.findings {
            Some(findings) => reader.with_findings(findings),
            None => reader,
        }
    }

    /// Its pages.
    pub fn routes(&self) -> Vec<Route> {
        let reader = self.reader();
        views::routes(&reader, &views::routes_of_views(&reader))
    }

    /// What a page shows, as templates and other programs see it.
    pub fn shown(&self, url: &str) -> Shown {
        let page = self.page(url);
        let value = |it: Result<Value, _>| -> Value { it.expect("data") };
        Shown {
            frame: value(serde_json::to_value(&page.frame)),
            data: value(serde_json::to_value(&page.data)),
            page,
        }
    }

    /// What a page shows.
    pub fn page(&self, url: &str) -> PageData {
        let routes = self.routes();
        let route = routes.iter().find(|route| &*route.url == url);
        views::page(&self.reader(), route.unwrap_or_else(|| panic!("no page at {url}")))
    }

    /// How many questions a page asks of the model.
    pub fn reads(&self, url: &str) -> usize {
        let routes = self.routes();
        let route = routes.iter().find(|route| &*route.url == url);
        let reader = Reader::traced(&self.model).with_texts(&self.texts);
        let _ = views::page(&reader, route.unwrap_or_else(|| panic!("no page at {url}")));
        reader.into_trace().len()
    }

    /// What all pages share.
    pub fn site(&self) -> Value {
        views::site(&self.reader(), &SiteExtra::default())
    }

    /// What the links of a document mean.
    pub fn links(&self, path: &str) -> Vec<Resolved> {
        let reader = self.reader();
        let id = reader.at_path(path).expect("a document");
        views::links(&reader, id)
    }
}

/// The words of a sentence.
pub fn text(parts: &Value) -> String {
    parts.as_array().into_iter().flatten().filter_map(|part| part["text"].as_str()).collect()
}
