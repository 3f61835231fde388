//! UTF-8, whole or damaged.

use super::Loss;
use std::borrow::Cow;

/// The text. Every longest start of a character that is not completed is one loss.
pub(super) fn decode(bytes: &[u8], skipped: usize) -> (Cow<'_, str>, Vec<Loss>) {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut losses = Vec::new();
    let mut at = skipped;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        let invalid = chunk.invalid().len();
        if invalid > 0 {
            losses.push(Loss { bytes: at..at + invalid, at: text.len() });
            text.push(char::REPLACEMENT_CHARACTER);
            at += invalid;
        }
    }
    (Cow::Owned(text), losses)
}

/// How many characters beyond ASCII are whole, and how many are not.
pub(super) fn quality(bytes: &[u8]) -> (usize, usize) {
    let mut counts = (0, 0);
    for chunk in bytes.utf8_chunks() {
        counts.0 += chunk.valid().bytes().filter(|&byte| byte >= 0xC2).count();
        counts.1 += usize::from(!chunk.invalid().is_empty());
    }
    counts
}
