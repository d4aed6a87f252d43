//! What one version of a document promises, as a few words: small enough to keep for every version of every document.

use jiff::civil::Date;

use crate::base::date::parse_date;
use crate::base::names::slugify;
use crate::base::place::Place;
use crate::base::record::{Lens, Pen};
use crate::kinds::bet::Moscow;
use crate::kinds::goal::{Ambition, Goal, KeyResult};
use crate::kinds::status::Status;
use crate::kinds::values::{Audience, Period};
use crate::kinds::{AnyKind, KindTag};
use crate::model::doc::Doc;
use crate::parse::fields::{Choice, Ref};

/// What a version of a document promises.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Facts {
    /// Its id.
    pub id: Box<str>,
    /// Older ids that lead to it.
    pub aliases: Vec<Box<str>>,
    /// Its kind.
    pub kind: KindTag,
    /// Who may read it, as written.
    audience: Option<Box<str>>,
    /// Whether it is a draft, or says so in a way that cannot be read.
    draft: bool,
    /// Whether its front matter could not be read: then it says nothing about what it promises.
    pub broken: bool,
    /// Field and value, sorted by field: `krs.fill-rate.target`, `status`.
    pub values: Vec<(Box<str>, Box<str>)>,
    /// Fields in which something stands that could not be read.
    pub unread: Vec<Box<str>>,
}

/// Said where the audience is written and cannot be read: nobody may see it then.
const NOBODY: &str = "nobody";

impl Facts {
    /// What a document promises.
    #[must_use]
    pub fn of(doc: &Doc) -> Self {
        let mut unread: Vec<Box<str>> = doc.problems.iter().filter_map(field_of).collect();
        unread.sort_unstable();
        unread.dedup();
        let broken = doc.problems.iter().any(|problem| problem.code == "bad-front-matter");
        let doubted = |name: &str| unread.iter().any(|field| &**field == name);
        let audience = match doc.common.audience {
            _ if broken || doubted("audience") => Some(NOBODY.into()),
            audience => audience.map(|it| it.as_str().into()),
        };
        let draft = doc.common.draft || doubted("draft");
        let mut values = Values(Vec::new());
        values.put("status", doc.status().map(Status::as_str));
        values.put("title", doc.common.title.as_deref());
        values.names("owner", &doc.common.owner);
        values.put("reviewed", doc.common.reviewed);
        values.own(&doc.kind);
        let mut values = values.0;
        values.sort_unstable();
        Self {
            id: doc.slug.to_lowercase().into(),
            aliases: doc.common.aliases.iter().map(|alias| alias.to_lowercase().into()).collect(),
            kind: doc.tag(),
            audience,
            draft,
            broken,
            values,
            unread,
        }
    }

    /// Writes them down for a later run.
    pub fn write(&self, pen: &mut Pen) {
        pen.text(&self.id);
        pen.list(self.aliases.iter(), |pen, alias| pen.text(alias));
        pen.text(self.kind.as_str());
        pen.maybe(self.audience.as_deref(), Pen::text);
        pen.number(u64::from(self.draft) | u64::from(self.broken) << 1);
        pen.list(self.values.iter(), |pen, (field, value)| {
            pen.text(field);
            pen.text(value);
        });
        pen.list(self.unread.iter(), |pen, field| pen.text(field));
    }

    /// What was written down; `None` where it makes no sense.
    #[must_use]
    pub fn read(lens: &mut Lens) -> Option<Self> {
        let text = |lens: &mut Lens| lens.text().map(Box::from);
        let (id, aliases) = (text(lens)?, lens.list(text)?);
        let kind = KindTag::named(lens.text()?)?;
        let (audience, flags) = (lens.maybe(text)?, lens.number()?);
        let values = lens.list(|lens| Some((text(lens)?, text(lens)?)))?;
        let unread = lens.list(text)?;
        let (draft, broken) = (flags & 1 != 0, flags & 2 != 0);
        Some(Self { id, aliases, kind, audience, draft, broken, values, unread })
    }

    /// The value of a field as text.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&str> {
        let at = self.values.binary_search_by(|(own, _)| (**own).cmp(field)).ok()?;
        self.values.get(at).map(|(_, value)| &**value)
    }

    /// The value of a field as a number.
    #[must_use]
    pub fn number(&self, field: &str) -> Option<f64> {
        self.value(field)?.parse().ok()
    }

    /// The dates of a field, in the order in which they are written.
    #[must_use]
    pub fn dates(&self, field: &str) -> Vec<Date> {
        self.value(field).unwrap_or_default().split(' ').filter_map(parse_date).collect()
    }

    /// Where it stands.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        Status::from_word(self.value("status")?)
    }

    /// The first and the last day of its period.
    #[must_use]
    pub fn period(&self) -> Option<(Date, Date)> {
        let mut words = self.value("period")?.split(' ').skip(1).filter_map(parse_date);
        Some((words.next()?, words.next()?))
    }

    /// What it was called: its title, else its id.
    #[must_use]
    pub fn name(&self) -> &str {
        self.value("title").unwrap_or(&self.id)
    }

    /// Whether it was written for these readers.
    #[must_use]
    pub fn is_for(&self, audience: Audience, drafts: bool) -> bool {
        let own = match self.audience.as_deref() {
            None => Audience::Internal,
            Some(NOBODY) => return audience == Audience::Confidential && (drafts || !self.draft),
            Some(word) => Audience::from_word(word).unwrap_or(Audience::Confidential),
        };
        own <= audience && (drafts || !self.draft)
    }

    /// Whether what stands in a field could not be read in this version.
    #[must_use]
    pub fn is_unread(&self, field: &str) -> bool {
        let top = field.split(['.', '[']).next().unwrap_or(field);
        self.unread.iter().any(|unread| &**unread == top)
    }
}

/// The topmost field of a fault.
fn field_of(problem: &crate::base::diagnostic::Problem) -> Option<Box<str>> {
    let (Place::Field(path) | Place::Key(path)) = &problem.place else { return None };
    path.split(['.', '[']).next().map(Into::into)
}

/// Fields and values while they are gathered.
struct Values(Vec<(Box<str>, Box<str>)>);

impl Values {
    fn put(&mut self, field: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.0.push((field.into(), value.to_string().into()));
        }
    }

    fn names(&mut self, field: &str, names: &[Ref]) {
        if !names.is_empty() {
            let names: Vec<&str> = names.iter().map(|name| &*name.target).collect();
            self.put(field, Some(names.join(", ")));
        }
    }

    fn name(&mut self, field: &str, name: Option<&Ref>) {
        self.put(field, name.map(|name| &name.target));
    }

    fn period(&mut self, period: Option<&Period>) {
        self.put("period", period.map(|it| format!("{} {} {}", it.text, it.start, it.end)));
    }

    fn own(&mut self, kind: &AnyKind) {
        match kind {
            AnyKind::Goal(it) => self.goal(it),
            AnyKind::Release(it) => {
                let targets: Vec<String> = it.targets.iter().map(ToString::to_string).collect();
                self.put("targets", (!targets.is_empty()).then(|| targets.join(" ")));
                self.put("started", it.started);
                self.put("shipped", it.shipped);
                let goals: Vec<&str> = it.goals.iter().map(|share| &*share.goal.target).collect();
                self.put("goals", (!goals.is_empty()).then(|| goals.join(", ")));
                self.name("bet", it.bet.as_ref());
                self.name("team", it.team.as_ref());
                self.names("moves", &it.moves);
                self.needs(&it.depends_on);
            }
            AnyKind::Bet(it) => {
                self.name("goal", it.goal.as_ref());
                self.put("decided", it.decided);
                self.put("revisit", it.revisit);
                self.put("moscow", it.moscow.map(Moscow::as_str));
                self.needs(&it.depends_on);
            }
            AnyKind::Strategy(it) => {
                self.period(it.period.as_ref());
                self.name("north_star", it.north_star.as_ref());
                for pillar in &it.pillars {
                    let weight =
                        pillar.weight.map_or_else(|| "there".to_owned(), |w| w.to_string());
                    self.put(&format!("pillars.{}.weight", pillar.id), Some(weight));
                }
            }
            AnyKind::Metric(it) => {
                self.put("target", it.target);
                self.put("unit", it.unit.as_deref());
            }
            AnyKind::Decision(it) => self.put("date", it.date),
            AnyKind::Feedback(it) => {
                self.put("heard", it.heard);
                self.put("decided", it.decided);
            }
            AnyKind::Study(it) => self.put("date", it.date),
            AnyKind::Team(_) | AnyKind::Checkin(_) | AnyKind::Person(_) | AnyKind::Page(_) => {}
        }
    }

    fn needs(&mut self, list: &[crate::kinds::goal::Dependency]) {
        let names: Vec<&str> = list.iter().map(|need| &*need.item.target).collect();
        self.put("depends_on", (!names.is_empty()).then(|| names.join(", ")));
    }

    fn goal(&mut self, it: &Goal) {
        self.period(it.period.as_ref());
        self.name("pillar", it.pillar.as_ref());
        self.name("parent", it.parent.as_ref());
        self.put("ambition", it.ambition.map(Ambition::as_str));
        self.names("continues", &it.continues);
        self.needs(&it.depends_on);
        for kr in &it.krs {
            self.key_result(kr);
        }
    }

    fn key_result(&mut self, kr: &KeyResult) {
        let key = key_of(kr);
        let field = |name: &str| format!("krs.{key}.{name}");
        self.put(&field("title"), kr.title.as_deref().or(Some(&kr.id)));
        self.put(&field("baseline"), kr.baseline);
        self.put(&field("target"), kr.target);
        self.put(&field("floor"), kr.floor);
        self.put(&field("ceiling"), kr.ceiling);
        self.put(&field("total"), kr.total);
        self.name(&field("metric"), kr.metric.as_ref());
    }
}

/// By what a key result is followed: its id; where none is written its title, since positions change.
#[must_use]
pub fn key_of(kr: &KeyResult) -> String {
    let words = kr.title.as_deref().map(slugify).unwrap_or_default();
    if kr.id_written || words.is_empty() { kr.id.to_string() } else { words }
}
