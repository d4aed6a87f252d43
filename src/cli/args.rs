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
#[derive(Debug, Group)]
pub struct Global {
    /// The settings file, in place of the folder's own `throughline.yml`.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
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
}

/// How to look at a handbook.
#[derive(Debug, Group)]
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
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: String,
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
pub struct Check {
    /// How to look.
    #[command(flatten)]
    pub look: Look,
    /// How to speak.
    #[command(flatten)]
    pub say: Say,
    /// Report only what was not found at this revision of git.
    #[arg(long, value_name = "REF", conflicts_with = "write_baseline")]
    pub since: Option<String>,
    /// List what is found as known, so that only new findings fail from now on.
    #[arg(long)]
    pub write_baseline: bool,
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
#[derive(Debug, Group)]
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
    /// A lint, a field, a kind or a formula; all of them when left out.
    pub name: Option<String>,
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
