//! `unisono explain`: what a pipeline does to documents, where and why.

mod text;

use crate::args::ExplainArgs;
use crate::work::{quiet_panics, run as run_stages};
use crate::{FAILED, Failure, load};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use text::Look;
use unisono::io::{ErrorEntry, ErrorKind, Input, Limits, Reader, Sink};
use unisono::ledger::visible;
use unisono::page::Explanations;
use unisono::{Document, Pipeline, Scratch, Trace};

pub(crate) fn run(args: &ExplainArgs) -> Result<u8, Failure> {
    let pipeline = load::pipeline(&args.pipeline, None)?.pipeline.with_trace(Trace::Full);
    let (inputs, unread) = inputs(args)?;
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let Some(file) = file else {
        let mut out = BufWriter::new(io::stdout().lock());
        let status =
            write(args, &pipeline, inputs, &Look::of_stdout(), &mut out)?.map_err(Failure::stdout)?;
        out.flush().map_err(Failure::stdout)?;
        return Ok(status.max(unread));
    };
    let failed = |error| Failure::Output(file.display().to_string(), error);
    let sink = Sink::create(file)
        .map_err(|error| Failure::Refused(format!("cannot write {}: {error}", file.display())))?;
    let mut out = BufWriter::new(sink);
    let status = write(args, &pipeline, inputs, &Look::default(), &mut out)?.map_err(failed)?;
    let sink = out.into_inner().map_err(|error| failed(error.into_error()))?;
    sink.commit().map_err(failed)?;
    Ok(status.max(unread))
}

/// The inputs, and the exit status that those of a folder lead to that are not there.
fn inputs(args: &ExplainArgs) -> Result<(Vec<Input>, u8), Failure> {
    let (mut inputs, mut status) = (Vec::new(), 0);
    for path in &args.inputs {
        if path == Path::new("-") {
            inputs.push(Input::stdin());
        } else if path.is_dir() {
            let output = args.output.as_deref();
            let found = Input::folder(path, &|path| Some(path) == output);
            for input in found.map_err(|error| Failure::Refused(error.to_string()))? {
                match input {
                    Ok(input) => inputs.push(input),
                    Err(entry) => {
                        status = FAILED;
                        tell(&entry);
                    }
                }
            }
        } else {
            inputs.push(Input::file(path));
        }
    }
    Ok((inputs, status))
}

/// Explains all documents of all inputs in the form that was asked for. The inner error is one of `out`.
fn write(
    args: &ExplainArgs,
    pipeline: &Pipeline,
    inputs: Vec<Input>,
    look: &Look,
    out: &mut dyn Write,
) -> Result<io::Result<u8>, Failure> {
    // A page or a file is begun when the first input is there.
    let mut readers = Vec::with_capacity(1);
    let mut inputs = inputs.into_iter();
    let open = |input| {
        Reader::open(input, Limits::from(&args.limits)).map_err(|error| Failure::Refused(error.to_string()))
    };
    readers.extend(inputs.next().map(open).transpose()?);
    let mut readers = readers.into_iter().map(Ok).chain(inputs.map(open));
    if !args.html {
        return all(pipeline, &mut readers, &mut |document| {
            if args.json {
                writeln!(out, "{}", as_json(document))
            } else {
                text::explain(document, look, out)
            }
        });
    }
    let mut page = match Explanations::start(out, "What changed, where and why") {
        Ok(page) => page,
        Err(error) => return Ok(Err(error)),
    };
    let status = all(pipeline, &mut readers, &mut |document| page.add(document))?;
    Ok(status.and_then(|status| page.finish().map(|_| status)))
}

fn all(
    pipeline: &Pipeline,
    readers: &mut dyn Iterator<Item = Result<Reader, Failure>>,
    take: &mut dyn FnMut(&Document) -> io::Result<()>,
) -> Result<io::Result<u8>, Failure> {
    quiet_panics();
    let mut status = 0;
    for reader in readers {
        match documents(pipeline, &mut reader?, take) {
            Ok(one) => status = status.max(one),
            Err(error) => return Ok(Err(error)),
        }
    }
    Ok(Ok(status))
}

fn documents(
    pipeline: &Pipeline,
    reader: &mut Reader,
    take: &mut dyn FnMut(&Document) -> io::Result<()>,
) -> io::Result<u8> {
    let mut scratch = Scratch::default();
    let mut status = 0;
    while let Some(batch) = reader.next_batch() {
        let mut result = Ok(());
        batch.records(|record| {
            if result.is_err() {
                return;
            }
            match record.and_then(|record| run_stages(pipeline, &record, &mut scratch)) {
                Ok(document) => result = take(&document),
                Err(entry) => {
                    status = FAILED;
                    tell(&entry);
                }
            }
        });
        result?;
    }
    Ok(status)
}

fn tell(entry: &ErrorEntry) {
    let place = entry.line.map_or_else(String::new, |line| format!(", line {line}"));
    let raise = match entry.kind {
        ErrorKind::TooLong => "; see --max-record-bytes and --max-document-bytes",
        _ => "",
    };
    eprintln!("unisono: {}{place}: {}{raise}", entry.input, visible(&entry.message));
}

fn as_json(document: &Document) -> serde_json::Value {
    let explanation = document.explain();
    let changes: serde_json::Value = serde_json::from_str(&explanation.to_json()).unwrap_or_default();
    let removed: Vec<serde_json::Value> = explanation
        .removed_lines()
        .iter()
        .map(|line| {
            serde_json::json!({
                "start": line.span.start,
                "end": line.span.end,
                "kind": line.kind.to_string(),
                "score": line.score,
                "reason": line.reason,
                "text": line.span.of(document.source()),
            })
        })
        .collect();
    serde_json::json!({
        "id": document.id(),
        "language": document.language().to_string(),
        "rejected": document.rejected().map(ToString::to_string),
        "changes": changes,
        "removed_lines": removed,
    })
}
