//! What is compared of one document, parsed.

use super::pairs::Side;
use serde::Deserialize;

/// An edit as `--with edits` writes it; other fields are not compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(super) struct Edit {
    pub(super) source: (u64, u64),
    pub(super) stage: String,
    pub(super) rule: String,
    pub(super) after: String,
    pub(super) before: String,
}

#[derive(Debug, Deserialize)]
struct Verdict {
    stage: String,
    rule: String,
}

/// One side, its JSON read.
#[derive(Debug)]
pub(super) struct Parsed<'s> {
    pub(super) side: &'s Side,
    /// In order of the source; `None` where the run was written without them.
    pub(super) edits: Option<Vec<Edit>>,
    /// Stage and rule that rejected it.
    pub(super) rejected: Option<String>,
}

impl<'s> Parsed<'s> {
    pub(super) fn of(side: &'s Side) -> Self {
        let verdict = side.rejected.as_deref().map(|json| {
            serde_json::from_str::<Verdict>(json)
                .map_or_else(|_| json.to_owned(), |verdict| format!("{}/{}", verdict.stage, verdict.rule))
        });
        let mut edits: Option<Vec<Edit>> =
            side.edits.as_deref().and_then(|json| serde_json::from_str(json).ok());
        if let Some(edits) = &mut edits {
            edits.sort_unstable();
        }
        Self { side, edits, rejected: verdict }
    }

    /// The edits that this one has and the other has not.
    pub(super) fn without<'a>(&'a self, other: &'a Self) -> Vec<&'a Edit> {
        let (Some(mine), Some(theirs)) = (&self.edits, &other.edits) else { return Vec::new() };
        let mut theirs = theirs.iter().peekable();
        mine.iter()
            .filter(|edit| {
                while theirs.peek().is_some_and(|other| other < edit) {
                    theirs.next();
                }
                theirs.next_if(|other| other == edit).is_none()
            })
            .collect()
    }
}

/// The first place where two texts differ: some of both from there, and a few words before it.
pub(super) fn first_difference<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str, &'t str) {
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let mut at = same.min(one.len()).min(other.len());
    while !(one.is_char_boundary(at) && other.is_char_boundary(at)) {
        at -= 1;
    }
    let (head, left) = one.split_at(at);
    let right = other.get(at..).unwrap_or_default();
    let start = head.char_indices().rev().nth(29).map_or(0, |(place, _)| place);
    (head.get(start..).unwrap_or_default(), clip(left, 80), clip(right, 80))
}

/// At most so many characters.
pub(super) fn clip(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(edits: &str) -> Side {
        Side { edits: Some(edits.to_owned()), ..Side::default() }
    }

    #[test]
    fn an_edit_differs_in_place_rule_or_text() {
        let edit = |start: u32, rule: &str| {
            format!(
                r#"{{"source":[{start},9],"target":[0,0],"stage":"unicode","rule":"{rule}","before":"b","after":"a"}}"#
            )
        };
        let one = side(&format!("[{},{},{}]", edit(1, "r"), edit(1, "r"), edit(5, "s")));
        let other = side(&format!("[{},{}]", edit(1, "r"), edit(5, "t")));
        let (one, other) = (Parsed::of(&one), Parsed::of(&other));
        let rules =
            |edits: Vec<&Edit>| edits.iter().map(|e| format!("{}{}", e.source.0, e.rule)).collect::<Vec<_>>();
        assert_eq!(rules(one.without(&other)), ["1r", "5s"]);
        assert_eq!(rules(other.without(&one)), ["5t"]);
        let none = Side::default();
        assert!(one.without(&Parsed::of(&none)).is_empty());
    }

    #[test]
    fn texts_differ_at_a_character() {
        assert_eq!(
            first_difference("caf\u{e9} noir", "caf\u{e8} noir"),
            ("caf", "\u{e9} noir", "\u{e8} noir")
        );
        assert_eq!(first_difference("a", "ab"), ("a", "", "b"));
        assert_eq!(first_difference("", ""), ("", "", ""));
    }
}
