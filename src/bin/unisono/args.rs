//! What can be asked for.

mod clean;

use crate::bench::BenchArgs;
use crate::diff::DiffArgs;
use crate::engines::EnginesArgs;
use crate::report::ReportArgs;
use crate::shell::{CompletionsArgs, ManArgs};
use crate::translate::TranslateArgs;
use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use clean::{CleanArgs, FieldArgs, LimitArgs, PipelineArgs};
use std::path::PathBuf;
use unisono::document::Unit;
use unisono::duplicates::Parameters;

/// Cleans scraped news in English, French and Spanish. Every change has a cause and traces to its source.
#[derive(Debug, Parser)]
#[command(name = "unisono", version, arg_required_else_help = true)]
#[command(after_help = "\
Examples:
  unisono clean articles/ -o clean.jsonl                 a folder of text files and JSON Lines, into one file
  unisono clean in.jsonl.gz -o out.jsonl.zst --with sentences,entities
  unisono explain article.txt                            what would change in it, where and why
  unisono presets news > mine.toml                       start a pipeline of your own

`unisono help clean` says what goes in, what comes out and what the exit status means.")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Clean(CleanArgs),
    Explain(ExplainArgs),
    Report(ReportArgs),
    Align(AlignArgs),
    Bench(BenchArgs),
    Diff(DiffArgs),
    #[command(subcommand)]
    Glossary(GlossaryCommand),
    #[command(subcommand)]
    Learn(LearnCommand),
    Translate(TranslateArgs),
    Engines(EnginesArgs),
    /// Lists the built-in pipelines, or prints one as TOML
    #[command(
        after_help = "Example:\n  unisono presets news > mine.toml    then: unisono clean IN -o OUT --config mine.toml"
    )]
    Presets {
        /// The preset to print
        name: Option<String>,
    },
    /// Lists the kinds of stage that a pipeline can be made of, or says what one of them takes
    #[command(after_help = "Example:\n  unisono stages unicode")]
    Stages {
        /// The stage to describe
        name: Option<String>,
    },
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// Says what a pipeline changes in documents or takes out of them, where and why
#[derive(Debug, Args)]
#[command(after_help = "\
Characters that a terminal would not show, or would obey, are written as \\u{202E}. Colours only in a terminal, and
none when NO_COLOR is set.

With --html the answer is one page that stands alone: source and result side by side, every change with its cause,
names linked across documents and languages. It holds no script and fetches nothing.

Examples:
  unisono explain article.txt
  unisono explain in.jsonl --preset unicode --json
  unisono explain english.txt french.txt --html -o both.html")]
pub(crate) struct ExplainArgs {
    /// Files of text, pages or JSON Lines, folders of them, or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) inputs: Vec<PathBuf>,

    /// Where the answer goes; standard output, unless said otherwise
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) pipeline: PipelineArgs,

    #[command(flatten)]
    pub(crate) limits: LimitArgs,

    /// One JSON object for each document
    #[arg(long)]
    pub(crate) json: bool,

    /// One page to look at, for all documents
    #[arg(long, conflicts_with = "json")]
    pub(crate) html: bool,
}

/// Learns from a corpus what one document does not show
#[derive(Debug, Subcommand)]
pub(crate) enum LearnCommand {
    RepeatedLines(RepeatedLinesArgs),
    Duplicates(DuplicatesArgs),
}

/// Counts on how many documents of a site each line stands, for the stage `repeated-lines`
#[derive(Debug, Args)]
#[command(after_help = "\
The site is the registered domain of the field `site`, `domain` or `url` of a record. Lines are
the same when they differ in case, accents, digits, punctuation or white space only; a line counts
once a document. The table holds keys and numbers, no text. It is the same whatever the order of
the documents and the number of threads.

Files are read twice, so that lines that stand there once take no memory; standard input is read
once. Learn from the records that the stage will see: pages as they were scraped, or texts that an
extractor made, not both.

The stage goes behind `boilerplate`, which takes names and dates out of lines before they go:
  [[stage]]
  use = \"repeated-lines\"
  table = \"site-lines.bin\"

It takes out what stands on 3 documents of the site and 2 % of them. It keeps the title (the first
line where the record has no `title`), long lines on fewer than 5 documents, lines without letters,
and documents that are copies or that nothing would be left of. Other sites never count.

Parts of a corpus can be learned apart, with --shard, and merged in any order.

Examples:
  unisono learn repeated-lines dump.jsonl.zst -o site-lines.bin
  unisono learn repeated-lines may/ -o may.bin --shard
  unisono learn repeated-lines --merge may.bin june.bin -o site-lines.bin")]
pub(crate) struct RepeatedLinesArgs {
    /// Files, folders, or `-` for standard input, as `clean` reads them; with --merge, tables
    #[arg(value_name = "IN", required = true)]
    pub(crate) inputs: Vec<PathBuf>,

    /// The table
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: PathBuf,

    /// Adds up tables instead of reading documents
    #[arg(long)]
    pub(crate) merge: bool,

    /// Keeps lines that were seen once: the table is one part, to be merged with others
    #[arg(long)]
    pub(crate) shard: bool,

    /// Most memory for counts, in MiB; where it is not enough, fewer lines are counted, and that is said
    #[arg(long, value_name = "N", default_value_t = 512)]
    pub(crate) memory: usize,

    /// Worker threads; all cores, unless said otherwise. The table does not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    #[command(flatten)]
    pub(crate) limits: LimitArgs,

    /// No summary and no progress
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// Finds copies and near copies of documents, for the stages `exact-duplicates` and `near-duplicates`
#[derive(Debug, Args)]
#[command(after_help = "\
Copies have the same words in the same order: case, accents, punctuation and white space do not count, digits do. Near
copies have most of their shingles (runs of 5 words) in common, as MinHash signatures say: candidates have a band of
values in common, and those that have 60 % of the shingles in common are near copies. What they link is one group; the
first document in the order of the input stays. --bands 14 --rows 8 --similarity 0 is what FineWeb does.

The table names the copies by a hash of id and text, and the ones that stay by their ids; it holds no text. Use it on the
same records: `clean` rejects the copies with stage, rule and the id of the document that stays. Copies with the id and
the text of the one that stays are not told from it and stay too. Frames of pages count: clean such pages first, with the
preset `boilerplate`, and learn from what comes out.

  [[stage]]
  use = \"exact-duplicates\"        or near-duplicates, which takes the copies too
  table = \"duplicates.bin\"

Memory is some 160 bytes and the id for each document. The table does not depend on the number of threads. Parts of a
corpus can be learned apart, with --shard, and merged in the order of the corpus: the table is that of the whole.

Examples:
  unisono learn duplicates dump.jsonl.zst -o duplicates.bin
  unisono learn duplicates may/ -o may.bin --shard
  unisono learn duplicates --merge may.bin june.bin -o duplicates.bin")]
pub(crate) struct DuplicatesArgs {
    /// Files, folders, or `-` for standard input, as `clean` reads them; with --merge, shards
    #[arg(value_name = "IN", required = true)]
    pub(crate) inputs: Vec<PathBuf>,

    /// The table
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: PathBuf,

    /// Puts shards together instead of reading documents
    #[arg(long, conflicts_with_all = ["words", "bands", "rows", "similarity"])]
    pub(crate) merge: bool,

    /// Keeps all signatures: the file is one part, to be merged with others
    #[arg(long)]
    pub(crate) shard: bool,

    /// Words of a shingle, 1 to 32
    #[arg(long, value_name = "N", default_value_t = Parameters::default().words)]
    pub(crate) words: u8,

    /// Bands of a signature
    #[arg(long, value_name = "N", default_value_t = Parameters::default().bands)]
    pub(crate) bands: u16,

    /// Values of a band, 1 to 8
    #[arg(long, value_name = "N", default_value_t = Parameters::default().rows)]
    pub(crate) rows: u8,

    /// Shingles in common from which on documents are near copies, in percent; 0: a band in common is enough
    #[arg(long, value_name = "PERCENT", default_value_t = Parameters::default().similarity)]
    pub(crate) similarity: u8,

    /// Worker threads; all cores, unless said otherwise. The table does not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    #[command(flatten)]
    pub(crate) limits: LimitArgs,

    /// No summary and no progress
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// Finds documents on the same event across languages, from what they name, their numbers and dates
#[derive(Debug, Args)]
#[command(after_help = "\
Writes one JSON object for each document and each other language: its best partner there, the cosine of both, whether
each is the other's best, the cluster that the document is in, the entities that both name. All documents are held in
memory. The texts are cleaned by the pipeline first; offsets of the table are in the cleaned text.

Example:
  unisono align in.jsonl -o pairs.jsonl --table entities.jsonl")]
pub(crate) struct AlignArgs {
    /// A file, a folder, or `-` for standard input
    #[arg(value_name = "IN")]
    pub(crate) input: PathBuf,

    /// Where the pairs go, as JSON Lines; `-` for standard output
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: PathBuf,

    /// Where the table of entities and their mentions in each document goes, as JSON Lines
    #[arg(long, value_name = "FILE")]
    pub(crate) table: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) pipeline: PipelineArgs,

    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

/// Finds names, and converts and checks lists of them
#[derive(Debug, Subcommand)]
pub(crate) enum GlossaryCommand {
    Convert(ConvertArgs),
    Check(CheckArgs),
    Compile(CompileArgs),
    Find(FindArgs),
    Stats(StatsArgs),
}

/// How a table says its languages.
#[derive(Debug, Args)]
pub(crate) struct TableArgs {
    /// Languages of the columns of a CSV or TSV that does not name them, or of its columns `source` and `target`
    #[arg(long, value_name = "LANG,LANG", value_delimiter = ',')]
    pub(crate) languages: Vec<String>,
}

/// Converts lists of names: CSV, TSV, TBX, TMX, JSON Lines, dictionary layers; SKOS out
#[derive(Debug, Args)]
#[command(after_help = "\
Formats by extension: .csv .tsv .tbx .tmx .jsonl, .ttl (SKOS, out only). A folder, or a name without extension, is a
dictionary layer of the glossary (entities.tsv and names.tsv), which a pipeline takes as `layers = [\"FOLDER\"]`.
IN `builtin` is the glossary of this program.

What the format of OUT has no place for is counted on standard error; names are never changed, except that a layer
has them composed (NFC) and with single spaces.

Examples:
  unisono glossary convert terms.tbx terms.csv
  unisono glossary convert builtin countries.csv
  unisono glossary convert deepl.tsv mylayer --languages en,fr --kind org")]
pub(crate) struct ConvertArgs {
    /// A file, a layer's folder, or `builtin`
    #[arg(value_name = "IN")]
    pub(crate) input: PathBuf,

    /// A file or a layer's folder
    #[arg(value_name = "OUT")]
    pub(crate) output: PathBuf,

    #[command(flatten)]
    pub(crate) table: TableArgs,

    /// Kind of the entities of a layer whose input does not say it: person, org, place, ...
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
}

/// Says what is wrong or doubtful in lists of names; exit status 1 when there is anything
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  unisono glossary check terms.csv mylayer/")]
pub(crate) struct CheckArgs {
    /// Files or layers' folders
    #[arg(value_name = "IN", required = true)]
    pub(crate) inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) table: TableArgs,
}

/// Compiles dictionary layers over the built-in ones to one file, which loads in milliseconds
#[derive(Debug, Args)]
#[command(after_help = "\
A pipeline takes the file as `layers = [\"OUT\"]`, as its only layer. Compile it again when the program is a newer one.

Examples:
  unisono glossary compile mylayer/ -o mine.bin
  unisono glossary compile names.tsv terms.csv -o mine.bin")]
pub(crate) struct CompileArgs {
    /// Layers in their order: folders, tables of entities or names, or lists of names as `convert` reads them
    #[arg(value_name = "IN", required = true)]
    pub(crate) inputs: Vec<PathBuf>,

    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,

    /// Without the built-in dictionaries
    #[arg(long)]
    pub(crate) alone: bool,
}

/// Finds the names in a text: where, which entity, its names in English, French and Spanish
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  unisono glossary find article.txt
  echo 'les Etats-Unis et le Reino Unido' | unisono glossary find - --language fr")]
pub(crate) struct FindArgs {
    /// A file of text, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub(crate) input: PathBuf,

    /// Language of the text; it is identified, unless said
    #[arg(long, value_name = "LANG")]
    pub(crate) language: Option<String>,

    /// A dictionary layer over the built-in ones: a folder, or a list of names as `convert` reads it
    #[arg(long, value_name = "IN")]
    pub(crate) layer: Vec<PathBuf>,

    /// One JSON object for each mention
    #[arg(long)]
    pub(crate) json: bool,
}

/// Counts the names of a list by kind, language and status
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  unisono glossary stats builtin")]
pub(crate) struct StatsArgs {
    /// A file, a layer's folder, or `builtin`
    #[arg(value_name = "IN", default_value = "builtin")]
    pub(crate) input: PathBuf,

    #[command(flatten)]
    pub(crate) table: TableArgs,
}

/// A field that is added on request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Language of every stretch of the text
    Languages,
    /// Share of the letters by language
    Shares,
    /// Sentences as offsets
    Sentences,
    /// Mentions of entities, with their names in three languages
    Entities,
    /// Every line of the source: kept or not, and what it is
    Lines,
    /// Every change, with its cause
    Edits,
    /// Title, byline, dates, captions and what else was found
    Metadata,
    /// What looks wrong but was left alone
    Suspects,
    /// Figures of the stage `quality`, and the rules that the text fails
    Quality,
}

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OffsetUnit {
    /// UTF-8 bytes
    Utf8,
    /// UTF-16 code units, as in JavaScript and Java
    Utf16,
    /// Characters (Unicode scalar values), as in Python
    Chars,
}

impl From<OffsetUnit> for Unit {
    fn from(unit: OffsetUnit) -> Self {
        match unit {
            OffsetUnit::Utf8 => Self::Utf8,
            OffsetUnit::Utf16 => Self::Utf16,
            OffsetUnit::Chars => Self::Chars,
        }
    }
}
