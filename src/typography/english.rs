//! English: no space before `! ? : ;`. Spanish closing marks follow the same rule.

use super::Rule;
use super::change::Changes;
use super::place::{Line, Ticks, ends_word};
use super::policy::Policy;

/// Removes the space between a word and a mark.
pub(super) fn tighten(line: &Line<'_>, rule: Rule, policy: &Policy, changes: &mut Changes<'_>) {
    if !policy.applies(rule) {
        return;
    }
    let bytes = line.text.as_bytes();
    let mut ticks = Ticks::default();
    let mut code = None;
    let marks = memchr::memchr3_iter(b':', b'!', b'?', bytes);
    let semicolons = memchr::memchr_iter(b';', bytes);
    for at in marks.chain(semicolons) {
        if let Some(space) = spaced(line, at)
            && !*code.get_or_insert_with(|| line.is_code())
            && !ticks.is_open(line, at)
        {
            changes.put(line.outer(at - space..at), "", rule);
        }
    }
}

/// The length of the space that does not belong before the mark at `at`.
fn spaced(line: &Line<'_>, at: usize) -> Option<usize> {
    let (space, before) = line.space_before(at)?;
    let ratio = line.text.as_bytes().get(at) == Some(&b':') && line.is_ratio(at, space);
    // A quotation in French keeps its spaces.
    let rest = line.text.get(line.end_of_marks(at)..).unwrap_or_default();
    let french = rest.strip_prefix([' ', '\u{A0}', '\u{202F}']).unwrap_or(rest).starts_with('»');
    (ends_word(before) && line.is_punctuation(at) && !ratio && !french).then_some(space.len_utf8())
}
