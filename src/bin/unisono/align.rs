//! `unisono align`: which documents of different languages are on the same event.

use crate::args::AlignArgs;
use crate::work::{quiet_panics, run as run_stages};
use crate::{FAILED, Failure, load};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use unisono::align::{Alignment, Text};
use unisono::glossary::Glossary;
use unisono::io::{Input, Limits, Reader, Sink};
use unisono::ledger::visible;
use unisono::{Language, Scratch};

/// A document after cleaning.
struct Read {
    id: String,
    text: String,
    language: Language,
}

pub(crate) fn run(args: &AlignArgs) -> Result<u8, Failure> {
    let (documents, status) = read(args)?;
    let texts = documents.iter().map(|one| Text::new(&one.id, &one.text, one.language));
    let alignment = Glossary::builtin().align(texts);
    put(&args.output, &pairs(&documents, &alignment))?;
    if let Some(table) = &args.table {
        put(table, &rows(&documents, &alignment))?;
    }
    Ok(status)
}

/// All documents of the input, cleaned, and the exit status so far.
fn read(args: &AlignArgs) -> Result<(Vec<Read>, u8), Failure> {
    let pipeline = load::pipeline(&args.pipeline, None)?.pipeline;
    let refused = |error: &dyn std::fmt::Display| Failure::Refused(error.to_string());
    let inputs = if args.input == Path::new("-") {
        vec![Ok(Input::stdin())]
    } else if args.input.is_dir() {
        Input::folder(&args.input, &|_| false).map_err(|error| refused(&error))?
    } else {
        vec![Ok(Input::file(&args.input))]
    };
    quiet_panics();
    let (mut documents, mut status, mut scratch) = (Vec::new(), 0, Scratch::default());
    let mut fail = |input: &str, message: &str| {
        status = FAILED;
        eprintln!("unisono: {}: {}", visible(input), visible(message));
    };
    for input in inputs {
        let input = match input {
            Ok(input) => input,
            Err(entry) => {
                fail(&entry.input, &entry.message);
                continue;
            }
        };
        let mut reader = Reader::open(input, Limits::from(&args.limits)).map_err(|error| refused(&error))?;
        while let Some(batch) = reader.next_batch() {
            batch.records(|record| {
                let id = record.as_ref().map(|record| record.id().to_owned()).unwrap_or_default();
                match record.and_then(|record| run_stages(&pipeline, &record, &mut scratch)) {
                    Ok(document) => documents.push(Read {
                        id,
                        text: document.text().to_owned(),
                        language: document.language(),
                    }),
                    Err(entry) => fail(&entry.input, &entry.message),
                }
            });
        }
    }
    Ok((documents, status))
}

/// One line for each document and other language: its best partner.
fn pairs(documents: &[Read], alignment: &Alignment<'_>) -> String {
    let mut cluster_of = BTreeMap::new();
    for (number, cluster) in alignment.clusters().into_iter().enumerate() {
        cluster_of.extend(cluster.into_iter().map(|document| (document, number)));
    }
    let mut shared: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for row in alignment.rows() {
        for (document, _) in &row.mentions {
            let ids = shared.entry(*document).or_default();
            if ids.last() != Some(&row.id.as_str()) {
                ids.push(&row.id);
            }
        }
    }
    let mut out = String::new();
    for pair in alignment.pairs() {
        let (Some(left), Some(right)) = (documents.get(pair.left), documents.get(pair.right)) else {
            continue;
        };
        let of = |document| shared.get(&document).map(Vec::as_slice).unwrap_or_default();
        let theirs = of(pair.right);
        let entities: Vec<&str> =
            of(pair.left).iter().copied().filter(|id| theirs.binary_search(id).is_ok()).collect();
        let line = json!({
            "left": left.id,
            "right": right.id,
            "languages": [left.language.code(), right.language.code()],
            "score": pair.score,
            "mutual": pair.mutual,
            "cluster": cluster_of.get(&pair.left),
            "same_cluster": cluster_of.get(&pair.left) == cluster_of.get(&pair.right),
            "entities": entities,
        });
        out.push_str(&line.to_string());
        out.push('\n');
    }
    out
}

/// The table entity x document, one entity a line.
fn rows(documents: &[Read], alignment: &Alignment<'_>) -> String {
    let mut out = String::new();
    for row in alignment.rows() {
        let [en, fr, es] =
            [Language::EN, Language::FR, Language::ES].map(|language| row.entity.name(language));
        let mut mentions: BTreeMap<&str, Vec<[usize; 2]>> = BTreeMap::new();
        for (document, range) in &row.mentions {
            let id = documents.get(*document).map_or("", |one| one.id.as_str());
            mentions.entry(id).or_default().push([range.start, range.end]);
        }
        let line = json!({
            "id": row.id,
            "kind": row.entity.kind().as_str(),
            "names": { "en": en, "fr": fr, "es": es },
            "mentions": mentions,
        });
        out.push_str(&line.to_string());
        out.push('\n');
    }
    out
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    let write = || -> io::Result<()> {
        let mut sink = if path == Path::new("-") { Sink::stdout() } else { Sink::create(path)? };
        sink.write_all(text.as_bytes())?;
        sink.commit().map(drop)
    };
    write().map_err(|error| Failure::Output(path.display().to_string(), error))
}
