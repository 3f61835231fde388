//! What `unisono clean` can be asked for.

use super::{OffsetUnit, Part};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use unisono::io::{Format, Limits, Names};

/// Which pipeline.
#[derive(Debug, Args)]
pub(crate) struct PipelineArgs {
    /// A built-in pipeline; `unisono presets` lists them
    #[arg(long, value_name = "NAME", default_value = "news", conflicts_with = "config")]
    pub(crate) preset: String,

    /// A pipeline of your own, as TOML
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Apply the edits of some rules alone: `stage/rule`, `stage/begin*`, or `stage` for all of its rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
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

/// Where a record keeps what.
#[derive(Debug, Args)]
pub(crate) struct FieldArgs {
    /// The field or column that holds the text; it is called `text` in OUT
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,

    /// The field or column that holds a page, where there is no text
    #[arg(long, value_name = "NAME", default_value = "html")]
    pub(crate) html_field: String,

    /// The field or column that holds the id; it is written as `id` too
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,

    /// What IN is, whatever its name; of a folder, the files of this format alone are read
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<InputFormat>,
}

impl From<&FieldArgs> for Names {
    fn from(args: &FieldArgs) -> Self {
        Self { text: args.text_field.clone(), html: args.html_field.clone(), id: args.id_field.clone() }
    }
}

/// What an input can be said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// JSON Lines
    Jsonl,
    /// A table with a comma, semicolon, tab or bar between the fields
    Csv,
    /// A table with tabs between the fields
    Tsv,
    /// Text, one document a file
    Txt,
    /// HTML, one page a file
    Html,
}

impl From<InputFormat> for Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Jsonl => Self::Lines,
            InputFormat::Csv => Self::Csv,
            InputFormat::Tsv => Self::Tsv,
            InputFormat::Txt => Self::Text,
            InputFormat::Html => Self::Html,
        }
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
  A table (.csv, .tsv) has its first row name the columns; each row is a record, its fields are strings. The delimiter
  of a .csv is a comma, semicolon, tab or bar, told by the first row. A row that does not fit is an error entry.
  A folder is searched for .jsonl, .jsonl.gz, .jsonl.zst, .txt, .html, .parquet, .warc.gz; hidden files are
  not. With --format csv or tsv it is searched for tables instead.

What comes out:
  OUT                  the records, in input order; compressed when it is named .gz or .zst. It appears when it is
                       complete, or not at all. When IN is a folder and OUT is not named .jsonl, .jsonl.gz or
                       .jsonl.zst, OUT is a folder with one file for each input file.
  OUT.errors.jsonl     what could not be processed: input, line, byte offset, kind, message
  OUT.rejected.jsonl   documents that a stage rejected as a whole, with stage and rule
  OUT.manifest.json    the counts of the run, and what --resume needs: each input with its size and hash
  OUT.report.json      with --report: by stage and rule, language and site, with examples, for `unisono report OUT`
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

    #[command(flatten)]
    pub(crate) fields: FieldArgs,

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

    /// Keep what `unisono report` shows of rules, removed lines and slow documents, with examples of their text
    #[arg(long)]
    pub(crate) report: bool,

    /// No summary and no progress
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// After the run, what each stage and rule did
    #[arg(short, long)]
    pub(crate) verbose: bool,
}
