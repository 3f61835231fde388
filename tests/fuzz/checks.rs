//! What must hold for any bytes. The fuzz targets in `fuzz/` call these, and so does `tests/fuzz.rs` with bounded cases.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;
use unisono::boilerplate::{self, Options};
use unisono::glossary::Glossary;
use unisono::io::{Input, Limits, Reader};
use unisono::pipeline::PipelineConfig;
use unisono::termbase::{Format, TermBase};
use unisono::{
    Language, Pipeline, Trace, decoding, html, language, repeated_lines, sentences, typography, unglue,
    unicode,
};

/// The bytes as text; what is not UTF-8 becomes U+FFFD.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// Ranges are in order, do not overlap, and stand on character boundaries.
fn in_order(text: &str, ranges: impl Iterator<Item = Range<usize>>) {
    let mut end = 0;
    for range in ranges {
        assert!(range.start >= end, "{range:?} begins before {end}");
        assert!(text.get(range.clone()).is_some(), "{range:?} is no part of {text:?}");
        end = range.end;
    }
}

/// The text after some edits.
fn applied<'r>(text: &str, edits: impl Iterator<Item = (Range<usize>, &'r str)>) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for (range, replacement) in edits {
        out.push_str(&text[at..range.start]);
        out.push_str(replacement);
        at = range.end;
    }
    out + &text[at..]
}

/// Characters: the edits give the clean text.
pub(crate) fn unicode(bytes: &[u8]) {
    let text = text(bytes);
    let edits = unicode::edits(&text, &unicode::Policy::default());
    in_order(&text, edits.iter().map(|edit| edit.range.clone()));
    let edited = applied(&text, edits.iter().map(|edit| (edit.range.clone(), &*edit.replacement)));
    assert_eq!(edited, unicode::clean(&text));
}

/// Misread bytes: repairs are in order and give the repaired text; a text that nothing is suspect in has none.
pub(crate) fn mojibake(bytes: &[u8]) {
    let text = text(bytes);
    let repairs = unicode::mojibake::repairs(&text);
    in_order(&text, repairs.iter().map(|repair| repair.range.clone()));
    assert!(repairs.is_empty() || unicode::mojibake::is_suspect(&text));
    let repaired = applied(&text, repairs.iter().map(|repair| (repair.range.clone(), &*repair.replacement)));
    assert_eq!(repaired, unicode::mojibake::repair(&text));
}

/// From bytes to text: every loss stands as U+FFFD where it is said to stand.
pub(crate) fn decoding(bytes: &[u8]) {
    let decoded = decoding::decode(bytes, None);
    for loss in &decoded.losses {
        assert!(decoded.text[loss.at..].starts_with('\u{FFFD}'), "{loss:?}");
        assert!(bytes.get(loss.bytes.clone()).is_some(), "{loss:?}");
    }
}

/// Sentences, words, graphemes: nothing visible is left out.
pub(crate) fn segments(bytes: &[u8]) {
    let text = text(bytes);
    for ranges in [sentences::split(&text).collect::<Vec<_>>(), sentences::words(&text).collect()] {
        in_order(&text, ranges.iter().cloned());
    }
    let mut rest = text.clone().into_owned();
    for range in sentences::split(&text).collect::<Vec<_>>().into_iter().rev() {
        rest.replace_range(range, "");
    }
    assert_eq!(rest.trim(), "", "left out of the sentences");
    let graphemes: String = sentences::graphemes(&text).map(|range| &text[range]).collect();
    assert_eq!(graphemes, text);
}

/// Glued words: repairs are in order, and only spaces and stops move.
pub(crate) fn unglue(bytes: &[u8]) {
    let text = text(bytes);
    let found = unglue::find(&text, &unglue::Options::default());
    in_order(&text, found.repairs.iter().map(|repair| repair.range.clone()));
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    assert_eq!(letters(&unglue::repaired(&text, &found.repairs)), letters(&text));
}

/// Languages: a probability is one.
pub(crate) fn language(bytes: &[u8]) {
    let found = language::detect(&text(bytes));
    assert!((0.0..=1.0).contains(&found.confidence), "{found:?}");
}

/// Typography: edits in order, in every language.
pub(crate) fn typography(bytes: &[u8]) {
    let text = text(bytes);
    for language in [Language::EN, Language::FR, Language::ES] {
        let edits = typography::edits(&text, language, &typography::Policy::new(typography::Mode::Full));
        in_order(&text, edits.iter().map(|edit| edit.range.clone()));
    }
}

/// Lines: each visible line has one verdict.
pub(crate) fn boilerplate(bytes: &[u8]) {
    let text = text(bytes);
    let lines = boilerplate::lines(&text, &Options::default());
    in_order(&text, lines.iter().map(|line| line.range.clone()));
    assert!(lines.iter().all(|line| (0.0..=1.0).contains(&line.score)));
    let blank = |c: char| c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c);
    let visible = text.split('\n').filter(|line| !line.chars().all(blank)).count();
    assert_eq!(lines.len(), visible);
}

/// Names: mentions in order, each with three names.
pub(crate) fn glossary(bytes: &[u8]) {
    let text = text(bytes);
    let mentions = Glossary::builtin().find(&text, Language::FR);
    for mention in &mentions {
        assert!(text.get(mention.range.clone()).is_some_and(|name| !name.is_empty()));
    }
}

/// A compiled glossary from anywhere: an error, or a glossary that can be asked.
pub(crate) fn compiled_glossary(bytes: &[u8]) {
    if let Ok(glossary) = Glossary::from_bytes(bytes) {
        let _ = glossary.find("the United Kingdom and Morocco", Language::EN).len();
    }
}

/// Pages: always a text.
pub(crate) fn html(bytes: &[u8]) {
    let _ = html::extract(&text(bytes)).text.len();
}

/// Records: every line is a record or an entry with its place.
pub(crate) fn records(bytes: &[u8]) {
    let owned = bytes.to_vec();
    let limits = Limits { max_record_bytes: 1 << 16, ..Limits::default() };
    let Ok(mut reader) = Reader::new(Input::stdin(), Box::new(std::io::Cursor::new(owned)), limits) else {
        return;
    };
    while let Some(batch) = reader.next_batch() {
        batch.records(|record| match record {
            Ok(record) => {
                let mut out = Vec::new();
                record.write(record.text(), &[], &mut out);
                assert!(!out.contains(&b'\n'), "a record is one line");
                serde_json::from_slice::<serde::de::IgnoredAny>(&out).expect("JSON");
            }
            Err(entry) => assert!(!entry.message.is_empty() && entry.head.len() <= 200),
        });
    }
}

/// Term bases in every format that is read: an error, or rows that can be written again.
pub(crate) fn termbase(bytes: &[u8]) {
    for format in [Format::Csv, Format::Tsv, Format::Tbx, Format::Tmx, Format::JsonLines] {
        if let Ok(reading) = TermBase::read(format, bytes, &["en", "fr"]) {
            let _ = reading.base.write(Format::JsonLines).map(|text| text.len());
        }
    }
}

/// Tables of repeated lines: an error or a table.
pub(crate) fn table(bytes: &[u8]) {
    if let Ok(table) = repeated_lines::Table::read_from(bytes) {
        let _ = table.documents_with("Read more", None);
    }
}

/// Pipelines as TOML and JSON: an error with a message, or a pipeline that is written and read again.
pub(crate) fn config(bytes: &[u8]) {
    match text(bytes).parse::<PipelineConfig>() {
        Ok(config) => assert_eq!(config.to_string().parse::<PipelineConfig>().ok(), Some(config)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// The preset `news`: the edits give the text, the replay too, and every mark is in place.
pub(crate) fn news(bytes: &[u8]) {
    static NEWS: OnceLock<Pipeline> = OnceLock::new();
    let text = text(bytes);
    let document =
        NEWS.get_or_init(|| Pipeline::news().with_trace(Trace::Full)).run(&text).expect("never fails");
    let edits = document.edits();
    let spans = edits.iter().map(|edit| edit.source.start as usize..edit.source.end as usize);
    in_order(&text, spans.clone());
    assert_eq!(applied(&text, spans.zip(edits.iter().map(|edit| edit.after))), document.text());
    assert_eq!(document.ledger().replay(&text).expect("the source"), document.text());
    for span in
        document.sentences().iter().copied().chain(document.entities().iter().map(|entity| entity.span))
    {
        assert!(span.of(document.text()).is_some());
    }
}
