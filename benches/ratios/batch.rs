//! Whole runs: what a preset costs over reading, parsing and writing the records.

use super::Ratio;

#[cfg(feature = "io")]
pub const RATIOS: &[Ratio] = &[("batch_unicode_over_identity", files::unicode_over_identity)];

#[cfg(not(feature = "io"))]
pub const RATIOS: &[Ratio] = &[];

#[cfg(feature = "io")]
mod files {
    use std::borrow::Cow;
    use std::fmt::Write as _;
    use std::fs::File;
    use std::io::Write;
    use std::path::Path;

    use unisono::io::{Input, Limits, Reader, Record, Sink, Watch};
    use unisono::pipeline::PipelineConfig;
    use unisono::{Pipeline, Scratch, Trace};

    use super::super::{corpus, medians, ratio};

    /// Some MB of records as a scraper writes them, one word in a hundred with a defect.
    fn records() -> String {
        let mut lines = String::new();
        for language in ["en", "fr", "es"] {
            for (n, text) in corpus::articles(language, 2_000_000, 10).iter().enumerate() {
                let text = serde_json::to_string(text).expect("a string");
                writeln!(lines, "{{\"id\":\"{language}-{n}\",\"url\":\"https://news.test/{language}/{n}\",\"tags\":[\"a\",\"b\"],\"text\":{text},\"n\":{n}.10}}").expect("memory");
            }
        }
        lines
    }

    /// One run on one thread: the file read and hashed, each record given to `clean`, the result written.
    fn run(from: &Path, to: &Path, mut clean: impl FnMut(&Record<'_>, &mut Vec<u8>)) {
        let input = Input::file(from);
        let bytes = Watch::default().over(Box::new(File::open(from).expect("the corpus")));
        let mut reader = Reader::new(input, bytes, Limits::default()).expect("JSON Lines");
        let mut sink = Sink::create(to).expect("a folder");
        let mut out = Vec::new();
        while let Some(batch) = reader.next_batch() {
            out.clear();
            batch.records(|record| {
                clean(&record.expect("a record"), &mut out);
                out.push(b'\n');
            });
            sink.write_all(&out).expect("room");
        }
        // Giving the file its name would wait for the disk.
    }

    fn cleaned(pipeline: &Pipeline, scratch: &mut Scratch, record: &Record<'_>, out: &mut Vec<u8>) {
        let document = record.to_document().expect("short");
        let document = pipeline.run_with(scratch, document).expect("cleanup never fails");
        let language = serde_json::to_string(&document.language().to_string()).expect("a string");
        let confidence = format!("{:.4}", document.language_confidence());
        let made = [("language", Cow::from(language)), ("language_confidence", Cow::from(confidence))];
        record.write(document.text(), &made, out);
    }

    /// Time of reading, parsing and writing alone over the time of the same with the preset `unicode` between.
    pub fn unicode_over_identity() -> f64 {
        let folder = std::env::temp_dir();
        let [from, to] = ["in", "out"]
            .map(|name| folder.join(format!("unisono-ratio-{}-{name}.jsonl", std::process::id())));
        std::fs::write(&from, records()).expect("room");
        let config = PipelineConfig::preset("unicode").expect("built in");
        let pipeline = config.build().expect("built in").with_trace(Trace::Counts);
        let mut scratch = Scratch::default();
        let [identity, unicode] = medians([
            &mut || run(&from, &to, |record, out| record.write(record.text(), &[], out)),
            &mut || {
                run(&from, &to, |record, out| cleaned(&pipeline, &mut scratch, record, out));
            },
        ]);
        std::fs::remove_file(&from).expect("written above");
        ratio(identity, unicode)
    }
}
