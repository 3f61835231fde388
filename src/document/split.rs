//! Lines of a text: they end at LF only, and blank ones are not lines.

use std::ops::Range;

use memchr::memchr_iter;

/// The non-blank lines of `text`, as byte ranges without their LF. A CR stays inside.
pub(crate) fn split(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        if text.get(start..end).is_some_and(|line| !is_blank(line)) {
            lines.push(start..end);
        }
        start = end + 1;
    }
    lines
}

/// True when a line has nothing but white space or the separators U+001C to U+001F.
pub(crate) fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_line_feed_ends_a_line() {
        let text = "a\r\n\u{A0}\u{1C}\n b\u{2028}c\u{85}d\rx\n";
        let found: Vec<&str> = split(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["a\r", " b\u{2028}c\u{85}d\rx"]);
        assert!(split(" \n\t\n").is_empty());
        assert!(split("").is_empty());
    }
}
