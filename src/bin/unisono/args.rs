//! What can be asked for.

use crate::engines::EnginesArgs;
use crate::translate::TranslateArgs;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use unisono::document::Unit;
use unisono::io::Limits;

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
    Align(AlignArgs),
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
}

/// Which pipeline.
#[derive(Debug, Args)]
pub(crate) struct PipelineArgs {
    /// A built-in pipeline; `unisono presets` lists them
    #[arg(long, value_name = "NAME", default_value = "news", conflicts_with = "config")]
    pub(crate) preset: String,

    /// A pipeline of your own, as TOML
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// How much is held in memory at most.
#[derive(Debug, Args)]
pub(crate) struct LimitArgs {
    /// Longest line that is read, in bytes; a longer one is an entry of kind `too-long`
    #[arg(long, value_name = "N", default_value_t = Limits::default().max_record_bytes)]
    pub(crate) max_record_bytes: usize,

    /// Longest file that is one document (.txt), in bytes after decompression; a longer one is such an entry too
    #[arg(long, value_name = "N", default_value_t = Limits::default().max_document_bytes)]
    pub(crate) max_document_bytes: usize,
}

impl From<&LimitArgs> for Limits {
    fn from(args: &LimitArgs) -> Self {
        Self { max_record_bytes: args.max_record_bytes, max_document_bytes: args.max_document_bytes }
    }
}

/// Cleans documents: records in, the same records with clean text out
#[derive(Debug, Args)]
#[command(after_long_help = "\
What goes in:
  JSON Lines, one object a line with a string `text`; `id` is optional (else the line number). All other fields are
  carried through as they are written; a field that the run makes takes the place of one of that name, and an input's
  own `rejected` is left out. A .txt file is one document. Compressed input (gz, zst) is told by its first
  bytes. WARC and WET archives give their pages and texts, with the archive's record id, url and date as fields.
  A folder is searched for .jsonl, .jsonl.gz, .jsonl.zst, .txt, .html, .parquet, .warc.gz; hidden files are not.

What comes out:
  OUT                  the records, in input order; compressed when it is named .gz or .zst. It appears when it is
                       complete, or not at all. When IN is a folder and OUT is not named .jsonl, .jsonl.gz or
                       .jsonl.zst, OUT is a folder with one file for each input file.
  OUT.errors.jsonl     what could not be processed: input, line, byte offset, kind, message
  OUT.rejected.jsonl   documents that a stage rejected as a whole, with stage and rule
  OUT.manifest.json    the counts of the run, and what --resume needs: each input with its size and hash
  With `-o -` there is only standard output; error entries go to standard error, one JSON object a line.

Exit status:
  0  every record was processed     1  some failed and are in the error file     2  the run could not start
  143, 130  stopped by SIGTERM, SIGINT; --resume goes on with it

Examples:
  unisono clean samples/ -o out.jsonl --with languages,sentences,entities,lines,edits,metadata
  unisono clean in.jsonl -o out.jsonl --preset unicode --threads 4
  zcat dump.jsonl.gz | unisono clean - -o - --with edits --offsets utf16 | head")]
// Each flag is one of its own.
#[allow(clippy::struct_excessive_bools)]
pub(crate) struct CleanArgs {
    /// A file, a folder, or `-` for standard input
    #[arg(value_name = "IN")]
    pub(crate) input: PathBuf,

    /// Where the records go: a file, a folder, or `-` for standard output
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: PathBuf,

    #[command(flatten)]
    pub(crate) pipeline: PipelineArgs,

    /// Fields to add to each record, besides its text and its language
    #[arg(long, value_name = "PART", value_delimiter = ',')]
    pub(crate) with: Vec<Part>,

    /// What offsets count
    #[arg(long, value_name = "UNIT", default_value = "utf8")]
    pub(crate) offsets: OffsetUnit,

    /// Language to translate to
    #[arg(long, value_name = "LANG")]
    pub(crate) target: Option<String>,

    /// Worker threads; all cores, unless said otherwise. The output does not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    #[command(flatten)]
    pub(crate) limits: LimitArgs,

    /// Leave rejected documents out of OUT; they are in the rejected file anyway
    #[arg(long)]
    pub(crate) drop_rejected: bool,

    /// Go on with an interrupted run on this OUT, or redo what has changed since a complete one; told by content
    #[arg(long)]
    pub(crate) resume: bool,

    /// No summary and no progress
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// After the run, what each stage and rule did
    #[arg(short, long)]
    pub(crate) verbose: bool,
}

/// Says what a pipeline changes in a document or takes out of it, where and why
#[derive(Debug, Args)]
#[command(after_help = "\
Characters that a terminal would not show, or would obey, are written as \\u{202E}. Colours only in a terminal, and
none when NO_COLOR is set.

Examples:
  unisono explain article.txt
  unisono explain in.jsonl --preset unicode --json")]
pub(crate) struct ExplainArgs {
    /// A file of text or of JSON Lines, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub(crate) input: PathBuf,

    #[command(flatten)]
    pub(crate) pipeline: PipelineArgs,

    #[command(flatten)]
    pub(crate) limits: LimitArgs,

    /// One JSON object for each document
    #[arg(long)]
    pub(crate) json: bool,
}

/// Learns from a corpus what one document does not show
#[derive(Debug, Subcommand)]
pub(crate) enum LearnCommand {
    RepeatedLines(RepeatedLinesArgs),
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
