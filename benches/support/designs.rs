//! The same eight cleaning steps in four designs: stages of a pipeline, direct calls without provenance, the same
//! with buffers that all documents share, and a new `String` for every step. The first three share their search code;
//! the last is what people write.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr_iter, memchr2_iter, memmem};
use unisono::{Pipeline, Trace};

pub type Found<'f> = &'f mut dyn FnMut(Range<usize>, &str);

/// A search: reports what to replace, in order of position.
pub type Search = fn(&str, Found<'_>);

pub const STEPS: [(&str, Search); 8] = [
    ("line-ends", line_ends),
    ("controls", controls),
    ("spaces", spaces),
    ("invisibles", invisibles),
    ("soft-hyphens", soft_hyphens),
    ("runs", runs),
    ("ligatures", ligatures),
    ("commas", commas),
];

fn line_ends(text: &str, found: Found<'_>) {
    for at in memchr_iter(b'\r', text.as_bytes()) {
        let feed = text.as_bytes().get(at + 1) == Some(&b'\n');
        found(at..at + 1, if feed { "" } else { "\n" });
    }
}

fn controls(text: &str, found: Found<'_>) {
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        if byte < 0x20 && byte != b'\n' && byte != b'\t' || byte == 0x7F {
            found(at..at + 1, "");
        }
    }
}

fn spaces(text: &str, found: Found<'_>) {
    let bytes = text.as_bytes();
    for at in memchr2_iter(0xC2, 0xE2, bytes) {
        match bytes[at..] {
            [0xC2, 0xA0, ..] => found(at..at + 2, " "),
            [0xE2, 0x80, 0x80..=0x8A | 0xAF, ..] => found(at..at + 3, " "),
            _ => {}
        }
    }
}

fn invisibles(text: &str, found: Found<'_>) {
    let bytes = text.as_bytes();
    for at in memchr2_iter(0xE2, 0xEF, bytes) {
        if let [0xE2, 0x80, 0x8B..=0x8F, ..] | [0xEF, 0xBB, 0xBF, ..] = bytes[at..] {
            found(at..at + 3, "");
        }
    }
}

fn soft_hyphens(text: &str, found: Found<'_>) {
    for at in memmem::find_iter(text.as_bytes(), "\u{ad}".as_bytes()) {
        found(at..at + 2, "");
    }
}

fn runs(text: &str, found: Found<'_>) {
    let bytes = text.as_bytes();
    let mut passed = 0;
    for at in memmem::find_iter(bytes, b"  ") {
        if at >= passed {
            let length = bytes[at..].iter().take_while(|&&byte| byte == b' ').count();
            found(at + 1..at + length, "");
            passed = at + length;
        }
    }
}

fn ligatures(text: &str, found: Found<'_>) {
    let bytes = text.as_bytes();
    for at in memmem::find_iter(bytes, b"\xEF\xAC") {
        let letters = match bytes.get(at + 2) {
            Some(0x80) => "ff",
            Some(0x81) => "fi",
            Some(0x82) => "fl",
            _ => continue,
        };
        found(at..at + 3, letters);
    }
}

fn commas(text: &str, found: Found<'_>) {
    for at in memmem::find_iter(text.as_bytes(), b" ,") {
        found(at..at + 1, "");
    }
}

/// The steps as stages of a pipeline.
pub fn stages(trace: Trace) -> Pipeline {
    let mut builder = Pipeline::builder().language(false).trace(trace);
    for (name, search) in STEPS {
        builder = builder.custom(name, move |view, out| {
            search(view.text(), &mut |range, text| out.replace(range, text, "only"));
            Ok(())
        });
    }
    // Nobody times the other designs either.
    builder.build().expect("closures").with_timing(false)
}

/// The steps by direct calls without provenance: each is a function from text to text that copies only on a change.
pub fn direct(text: &str) -> String {
    STEPS.iter().fold(Cow::Borrowed(text), |text, (_, search)| apply(text, *search)).into_owned()
}

fn apply(text: Cow<'_, str>, search: Search) -> Cow<'_, str> {
    let mut changed = String::new();
    let mut kept = 0;
    search(&text, &mut |range, replacement| {
        if changed.is_empty() {
            changed.reserve(text.len());
        }
        changed.push_str(&text[kept..range.start]);
        changed.push_str(replacement);
        kept = range.end;
    });
    if kept == 0 {
        return text;
    }
    changed.push_str(&text[kept..]);
    Cow::Owned(changed)
}

/// The direct calls with every trick: two buffers that all steps and all documents share.
pub fn direct_shared(text: &str, buffer: &mut String) -> String {
    let mut current = String::from(text);
    for (_, search) in STEPS {
        buffer.clear();
        let mut kept = 0;
        search(&current, &mut |range, replacement| {
            buffer.push_str(&current[kept..range.start]);
            buffer.push_str(replacement);
            kept = range.end;
        });
        if kept > 0 {
            buffer.push_str(&current[kept..]);
            std::mem::swap(&mut current, buffer);
        }
    }
    current
}

/// The steps as people write them: a new `String` every time.
pub fn naive(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|&c| !c.is_ascii_control() || c == '\n' || c == '\t').collect();
    let space = |c| matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}');
    let text: String = text.chars().map(|c| if space(c) { ' ' } else { c }).collect();
    let text: String = text.chars().filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}')).collect();
    let text = text.replace('\u{ad}', "");
    let mut single = String::new();
    for c in text.chars() {
        if c != ' ' || !single.ends_with(' ') {
            single.push(c);
        }
    }
    let text = single.replace('ﬀ', "ff").replace('ﬁ', "fi").replace('ﬂ', "fl");
    text.replace(" ,", ",")
}
