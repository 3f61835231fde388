//! What a subscriber of the application sees: names and numbers of documents and stages, and no text.
#![allow(clippy::unwrap_used)]

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use unisono::Pipeline;

/// Writes down every span: its name, then each value.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<String>>>);

struct Values<'s>(&'s mut String);

impl Visit for Values<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Seen {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut spans = self.0.lock().unwrap();
        let mut line = span.metadata().name().to_owned();
        span.record(&mut Values(&mut line));
        spans.push(line);
        Id::from_u64(spans.len() as u64)
    }
    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut spans = self.0.lock().unwrap();
        values.record(&mut Values(&mut spans[span.into_u64() as usize - 1]));
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn spans(run: impl FnOnce()) -> Vec<String> {
    let seen = Seen::default();
    tracing::subscriber::with_default(seen.clone(), run);
    let lines = seen.0.lock().unwrap();
    lines.clone()
}

#[test]
fn a_document_is_a_span_and_each_stage_one_in_it_with_bytes_and_without_text() {
    let pipeline = Pipeline::news();
    let text = "The harbour reopened.\r\nIt had been closed. .";
    let lines = spans(|| drop(pipeline.run(text).unwrap()));
    assert_eq!(lines[0], format!("document source_bytes={} text_bytes={}", text.len(), text.len() - 3));
    let stages: Vec<String> = pipeline.stages().map(|name| format!("stage stage={name:?}")).collect();
    assert_eq!(lines.len(), 1 + stages.len());
    for (line, stage) in lines[1..].iter().zip(&stages) {
        assert!(line.starts_with(stage.as_str()) && line.contains(" after_bytes="), "{line}");
    }
    let unicode = lines.iter().find(|line| line.contains("\"unicode\"")).unwrap();
    let (before, after) = (text.len(), text.len() - 3);
    assert!(unicode.ends_with(&format!("before_bytes={before} after_bytes={after}")), "{unicode}");
    assert!(!lines.concat().contains("harbour") && !lines.concat().contains("closed"));
}

#[test]
fn a_rejection_and_a_failure_are_told_without_what_they_say() {
    let lines = spans(|| drop(Pipeline::news().run("Leave a Reply\n\nRead more: Ferries").unwrap()));
    assert!(lines[0].contains("rejected=boilerplate/all-boilerplate"), "{}", lines[0]);
    let pipeline = Pipeline::builder().custom("asks", |view, _| {
        Err(unisono::stage::StageError::new(format!("no answer for {}", view.text())))
    });
    let pipeline = pipeline.language(false).build().unwrap();
    let lines = spans(|| drop(pipeline.run("Zanzibar").unwrap_err()));
    assert_eq!(lines, ["document source_bytes=8", "stage stage=\"asks\" before_bytes=8 failed=true"]);
}
