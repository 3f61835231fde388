//! Texts and yardsticks for the Unicode cleanup.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::corpus::{self, Random};

/// About `bytes` of clean documents of some 3 KB; French has its no-break spaces in place.
pub fn clean(language: &str, bytes: usize) -> Vec<String> {
    let mut documents = corpus::articles(language, bytes, 0);
    if language == "fr" && std::env::var("UNISONO_CORPUS").is_err() {
        for document in &mut documents {
            *document = document
                .replace("« ", "«\u{A0}")
                .replace(" »", "\u{A0}»")
                .replace(" :", "\u{A0}:")
                .replace(" %", "\u{A0}%");
        }
    }
    documents
}

pub fn nfd(documents: &[String]) -> Vec<String> {
    documents.iter().map(|document| document.nfd().collect()).collect()
}

/// Hits `thousandths` of the words with a defect of scraped text, every kind as often as the next.
pub fn dirty(documents: &[String], thousandths: usize) -> Vec<String> {
    let mut random = Random::new(7);
    documents.iter().map(|document| spoil(document, thousandths, &mut random)).collect()
}

fn spoil(document: &str, thousandths: usize, random: &mut Random) -> String {
    let mut spoilt = String::with_capacity(document.len() * 2);
    for word in document.split_inclusive([' ', '\n']) {
        if random.below(1000) >= thousandths {
            spoilt.push_str(word);
            continue;
        }
        // Not every word can have every defect.
        while !defect(&mut spoilt, word, random.below(18), random) {}
    }
    spoilt
}

fn defect(spoilt: &mut String, word: &str, kind: usize, random: &mut Random) -> bool {
    let letters = word.trim_end_matches([' ', '\n']);
    let end = &word[letters.len()..];
    let middle =
        (letters.len() / 2..letters.len()).find(|k| letters.is_char_boundary(*k)).unwrap_or_default();
    let inside = |put: &str| Some(format!("{}{put}{}{end}", &letters[..middle], &letters[middle..]));
    let swap = |from: char, to: &str| word.contains(from).then(|| word.replacen(from, to, 1));
    let fullwidth = |c: char| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c);
    let new = match kind {
        0 => Some(word.nfd().collect()).filter(|new| new != word),
        1 => inside("\u{200B}"),
        2 => inside("\u{AD}"),
        3 => inside("\u{2060}"),
        4 => inside("\u{FEFF}"),
        5 => inside(["\u{200E}", "\u{200F}"][random.below(2)]),
        6 => inside(["\0", "\u{1}", "\u{8}", "\u{1F}"][random.below(4)]),
        7 => inside("\u{7F}"),
        8 => swap('é', "&eacute;").or_else(|| swap('ó', "&#243;")).or_else(|| swap('’', "&#x2019;")),
        9 => word.contains("fi").then(|| word.replacen("fi", "ﬁ", 1)),
        10 => swap('’', "\u{92}"),
        11 if letters.len() > 2 && letters.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            Some(letters.chars().map(fullwidth).chain(end.chars()).collect())
        }
        12 => Some(format!("\u{202A}{letters}\u{202C}{end}")),
        13 => Some(format!("{letters}\u{E0069}\u{E0067}\u{E006E}{end}")),
        14 if end == " " => Some(format!("{letters}  ")),
        15 if end == " " => {
            Some(format!("{letters}{}", ["\u{2009}", "\u{2003}", "\u{3000}"][random.below(3)]))
        }
        16 if end == " " => Some(format!("{letters}\u{A0}")),
        17 if end == "\n" => Some(format!("{letters}\r\n")),
        _ => None,
    };
    new.as_deref().inspect(|new| spoilt.push_str(new)).is_some()
}

/// The same steps as they are mostly written: seven strings in a row.
pub fn staged(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let text = htmlize::unescape(&text).into_owned();
    let hidden = |c| matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}');
    let text: String =
        text.chars().filter(|&c| (!c.is_control() || c == '\n' || c == '\t') && !hidden(c)).collect();
    let space = |c| matches!(c, '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}');
    let text: String = text.chars().map(|c| if space(c) { ' ' } else { c }).collect();
    let text = text.replace('ﬀ', "ff").replace('ﬁ', "fi").replace('ﬂ', "fl");
    let mut single = String::new();
    for c in text.chars() {
        if c != ' ' || !single.ends_with(' ') {
            single.push(c);
        }
    }
    single.nfc().collect()
}

pub fn icu(text: &str) -> Cow<'_, str> {
    icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

pub fn is_nfc_quick(text: &str) -> bool {
    unicode_normalization::is_nfc_quick(text.chars()) == unicode_normalization::IsNormalized::Yes
}
