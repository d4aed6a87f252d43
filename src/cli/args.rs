//! The arguments, as clap reads them.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};

/// A compiler for product strategy.
#[derive(Debug, Parser)]
#[command(name = "throughline", version, about, propagate_version = true, max_term_width = 100)]
pub struct Args {
    /// What every command knows.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command knows.
#[derive(Debug, Clone, Group)]
pub struct Global {
    /// The settings file, in place of the folder's own `throughline.yml`.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Where one run keeps what spares the next one work, in place of `.throughline`.
    #[arg(long, global = true, value_name = "DIR")]
    pub cache: Option<PathBuf>,
    /// How strict to be: starter, standard, strict.
    #[arg(long, global = true, value_name = "PROFILE")]
    pub profile: Option<Profile>,
    /// When to use colours.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    /// Say nothing but findings and failures.
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more.
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// How strict to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// Only broken structure fails; everything else is a note.
    Starter,
    /// The lints' own levels.
    Standard,
    /// Warnings fail too.
    Strict,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check a handbook and build its site.
    Build(Build),
    /// Check a handbook.
    Check(Check),
    /// Say what changed in the strategy between two revisions.
    Diff(Diff),
    /// Show a handbook in the browser and follow every save.
    Serve(Serve),
    /// Begin a handbook; nothing is ever overwritten.
    Init(Init),
    /// Begin a document of a kind.
    New(New),
    /// Explain a lint, a field, a kind or a formula.
    Explain(Explain),
    /// Find documents, as in `type:release status:in-progress sort:due`.
    Query(Query),
    /// Rename a document, with every reference to it.
    Mv(Mv),
    /// Write the JSON Schema of a kind's front matter or of the settings.
    Schema(Schema),
    /// Write what the documents say in the format of another tool.
    Export(Export),
    /// Bring in documents out of the export of another tool.
    Import(Import),
    /// Write completions for a shell.
    Completions(Completions),
    /// Write the manual.
    Man(Man),
}

/// How to look at a handbook.
#[derive(Debug, Clone, Default, Group)]
pub struct Look {
    /// The folder; with `content/` inside, that is the content.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// The day for which everything is said, such as 2026-05-15.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Whom it is for: public, internal, confidential.
    #[arg(long, value_name = "AUDIENCE")]
    pub audience: Option<String>,
    /// Take drafts in.
    #[arg(long)]
    pub drafts: bool,
    /// Treat a lint (or a topic, or `all`) as an error.
    #[arg(long, value_name = "LINT")]
    pub deny: Vec<String>,
    /// Treat a lint (or a topic, or `all`) as a warning.
    #[arg(long, value_name = "LINT")]
    pub warn: Vec<String>,
    /// Leave a lint (or a topic, or `all`) out.
    #[arg(long, value_name = "LINT")]
    pub allow: Vec<String>,
}

/// How to say what was found.
#[derive(Debug, Group)]
pub struct Say {
    /// The format: human, json, sarif, github, gitlab, junit, markdown.
    #[arg(long, value_name = "FORMAT", default_value = "human", value_delimiter = ',')]
    pub format: Vec<String>,
    /// The level from which on the exit code is 1.
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    pub fail_on: FailOn,
}

/// The level from which on the exit code is 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors only.
    Error,
    /// Warnings too.
    Warning,
    /// Notes too.
    Note,
}

/// `build`.
#[derive(Debug, Group)]
pub struct Build {
    /// How to look.
    #[command(flatten)]
    pub look: Look,
    /// How to speak.
    #[command(flatten)]
    pub say: Say,
    /// Where the site goes.
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Remove what an earlier build wrote first.
    #[arg(long)]
    pub clean: bool,
    /// Build the site as it was at a revision of git.
    #[arg(long, value_name = "REV")]
    pub rev: Option<String>,
    /// Publish in spite of errors.
    #[arg(long)]
    pub keep_going: bool,
    /// How many threads to use.
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Say how long each stage took and what it did.
    #[arg(long)]
    pub timings: bool,
}

/// `check`.
#[derive(Debug, Group)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Check {
    /// How to look.
    #[command(flatten)]
    pub look: Look,
    /// How to speak.
    #[command(flatten)]
    pub say: Say,
    /// Report only what was not found at this revision of git.
    #[arg(long, value_name = "REF", conflicts_with_all = ["write_baseline", "fix"])]
    pub since: Option<String>,
    /// The folder for reports; with it, several formats may be asked for at once: `--format human,sarif,junit`.
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// List what is found as known, so that only new findings fail from now on.
    #[arg(long, conflicts_with = "fix")]
    pub write_baseline: bool,
    /// Mend what has a certain fix, show what that changes, and check again.
    #[arg(long)]
    pub fix: bool,
    /// With `--fix`: show what would change, and change nothing.
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// How many threads to use.
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Say how long each stage took and what it did.
    #[arg(long)]
    pub timings: bool,
}

/// `diff`.
#[derive(Debug, Group)]
pub struct Diff {
    /// `BASE..HEAD`; `BASE...HEAD` begins where the two parted; `BASE` alone compares with the files as they are.
    #[arg(value_name = "BASE[..HEAD]")]
    pub range: String,
    /// How to look.
    #[command(flatten)]
    pub look: Look,
    /// The format: human, json, markdown.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: String,
    /// Say how many texts were parsed.
    #[arg(long)]
    pub timings: bool,
}

/// `serve`.
#[derive(Debug, Clone, Group)]
pub struct Serve {
    /// How to look.
    #[command(flatten)]
    pub look: Look,
    /// The port; the next free one if it is taken.
    #[arg(short, long, default_value_t = 1111)]
    pub port: u16,
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1")]
    pub host: String,
    /// Open the browser.
    #[arg(long)]
    pub open: bool,
    /// Look for changes again and again, where the system does not tell of them.
    #[arg(long)]
    pub poll: bool,
}

/// `init`.
#[derive(Debug, Group)]
pub struct Init {
    /// Where.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Begin with the sample company.
    #[arg(long)]
    pub sample: bool,
    /// Look at the documents that are there, and propose settings that read them as they are.
    #[arg(long, conflicts_with = "sample")]
    pub map: bool,
}

/// `new`.
#[derive(Debug, Group)]
pub struct New {
    /// The kind: goal, release, bet and so on.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// The handbook.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
}

/// `explain`.
#[derive(Debug, Group)]
pub struct Explain {
    /// A lint, a field, a kind or a formula; all of them when left out. With `--page`, the handbook.
    pub name: Option<String>,
    /// Say why the next build would make this page anew, such as goals/fill-q2.html.
    #[arg(long, value_name = "URL")]
    pub page: Option<String>,
}

/// `query`.
#[derive(Debug, Group)]
pub struct Query {
    /// What to find: `type:release goals.owner:ines-okafor`; write `--` before one that begins with `-`.
    #[arg(value_name = "QUERY")]
    pub text: String,
    /// How to look.
    #[command(flatten)]
    pub look: Look,
    /// The format: table, json, csv, ids.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: String,
    /// The fields to show, such as title,owner,due.
    #[arg(long, value_name = "FIELDS")]
    pub columns: Option<String>,
}

/// `mv`.
#[derive(Debug, Group)]
pub struct Mv {
    /// The document: its id, or its file.
    pub old: String,
    /// Its new id, or its new file, which ends in `.md`.
    pub new: String,
    /// The handbook.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// Show what would change, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// `schema`.
#[derive(Debug, Group)]
pub struct Schema {
    /// A kind, `settings`, or `document` for any kind.
    #[arg(default_value = "document")]
    pub name: String,
    /// Write every schema into this folder: `goal.schema.json` and so on.
    #[arg(short, long, value_name = "DIR", conflicts_with = "name")]
    pub out: Option<PathBuf>,
}

/// `export`.
#[derive(Debug, Group)]
pub struct Export {
    /// The format: csv, mermaid, dot, graph, ics, inventory, needs; several with commas between them.
    #[arg(value_name = "FORMAT")]
    pub format: String,
    /// How to look.
    #[command(flatten)]
    pub look: Look,
    /// The folder for the files; without it, one file is written to the standard output.
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Only documents of these kinds.
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<String>,
}

/// `import`.
#[derive(Debug, Group)]
pub struct Import {
    /// The tool: jira, linear, github, asana, notion, productboard, csv.
    pub tool: String,
    /// Its export; without one, the map is shown by which the tool's columns are read.
    pub file: Option<PathBuf>,
    /// The handbook.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// A map of your own, in place of the tool's.
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Show what would change, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// `completions`.
#[derive(Debug, Group)]
pub struct Completions {
    /// The shell.
    pub shell: clap_complete::Shell,
}

/// `man`.
#[derive(Debug, Group)]
pub struct Man {
    /// Write a page for each command into this folder.
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

impl Look {
    /// A plain look at a folder.
    pub fn of(dir: &std::path::Path) -> Self {
        Self {
            dir: dir.to_owned(),
            as_of: None,
            audience: None,
            drafts: false,
            deny: Vec::new(),
            warn: Vec::new(),
            allow: Vec::new(),
        }
    }
}
