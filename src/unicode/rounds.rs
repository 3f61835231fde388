//! The cleanup in a form other than C: rounds of cleaning and normalizing until nothing changes, as one list of edits.
//!
//! A compatibility form brings forth what has to be cleaned (a no-break space becomes a space, an accent that stands alone a
//! space and a mark), and what is cleaned may have to be normalized, so that one pass of each is not always enough.

use std::ops::Range;

use super::forms::{NormalizationForm, normalize_edits, smallest};
use super::policy::{Action, Form, Policy};
use super::scan::scan;
use super::{UnicodeEdit, applied};

/// More rounds than any text was seen to take; the last one ends in the form whatever it finds.
const ROUNDS: usize = 8;

/// Reports every edit of the cleanup with its action, flagged ones first. Edits of rules that are off are left out.
pub(super) fn settle(
    text: &str,
    policy: &Policy,
    form: NormalizationForm,
    sink: &mut impl FnMut(Range<usize>, &str, &'static str, Action),
) {
    let inner = Policy { form: Form::None, ..policy.clone() };
    let action = |rule: &str| policy.rules.get(rule).copied().unwrap_or_default();
    let mut net = Vec::new();
    let mut now = text.to_owned();
    for round in 0..ROUNDS {
        let mut edits = Vec::new();
        scan(&now, &inner, &mut |range, replacement: &str, rule| match action(rule) {
            Action::On => edits.push(UnicodeEdit { range, replacement: replacement.to_owned(), rule }),
            // Later rounds see other offsets, and what they could flag came from this stage.
            Action::Flag if round == 0 => sink(range, replacement, rule, Action::Flag),
            _ => {}
        });
        let cleaned = applied(&now, &edits);
        let formed = match action(form.rule()) {
            Action::On => normalize_edits(&cleaned, form),
            _ => Vec::new(),
        };
        if edits.is_empty() && formed.is_empty() {
            break;
        }
        net = chain(&net, &now, edits);
        net = chain(&net, &cleaned, formed.clone());
        now = applied(&cleaned, &formed);
    }
    for edit in &net {
        let old = text.get(edit.range.clone()).unwrap_or_default();
        let edit = smallest(edit.range.start, old, &edit.replacement, edit.rule);
        if !edit.range.is_empty() || !edit.replacement.is_empty() {
            sink(edit.range, &edit.replacement, edit.rule, Action::On);
        }
    }
}

/// The edits of two rounds as one list: `below` led to the text `middle`, `above` are edits of it. Those of different rounds
/// that overlap or touch become one, with the rule of the last one.
fn chain(below: &[UnicodeEdit], middle: &str, above: Vec<UnicodeEdit>) -> Vec<UnicodeEdit> {
    if below.is_empty() {
        return above;
    }
    let mut net = Vec::with_capacity(below.len() + above.len());
    let (mut below, mut above) = (below.iter().peekable(), above.into_iter().peekable());
    // How much longer the text was before `below`, as the bytes taken out and put in so far.
    let (mut taken, mut put) = (0, 0);
    loop {
        let low = below.peek().map(|edit| edit.range.start - taken + put);
        let up = above.peek().map(|edit| edit.range.start);
        let Some(start) = low.into_iter().chain(up).min() else { return net };
        let source = start - put + taken;
        let mut end = start;
        let (mut rule, mut new, mut copied) = ("", String::new(), start);
        let mut both = [false; 2];
        loop {
            let joins = |at: usize, other: bool| at < end || (at == end && (other || both == [false; 2]));
            let low = below.peek().map(|edit| edit.range.start - taken + put);
            if low.is_some_and(|at| joins(at, both[1]))
                && let Some(edit) = below.next()
            {
                end = end.max(edit.range.start - taken + put + edit.replacement.len());
                taken += edit.range.len();
                put += edit.replacement.len();
                if !both[1] {
                    rule = edit.rule;
                }
                both[0] = true;
            } else if above.peek().is_some_and(|edit| joins(edit.range.start, both[0]))
                && let Some(edit) = above.next()
            {
                new.push_str(middle.get(copied..edit.range.start).unwrap_or_default());
                new.push_str(&edit.replacement);
                copied = edit.range.end;
                end = end.max(edit.range.end);
                rule = edit.rule;
                both[1] = true;
            } else {
                break;
            }
        }
        new.push_str(middle.get(copied..end).unwrap_or_default());
        net.push(UnicodeEdit { range: source..end - put + taken, replacement: new, rule });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{UnicodeEdit, applied, chain};
    use crate::unicode::tests::nasty;
    use crate::unicode::{Form, NormalizationForm, Policy, RULES, edits, normalize};

    /// Edits of `text` from places and what to put there.
    fn drawn(text: &str, parts: &[(u8, u8, &str)]) -> Vec<UnicodeEdit> {
        let (mut at, mut edits) = (0, Vec::new());
        for (skip, len, put) in parts {
            let start = at + 1 + usize::from(*skip);
            let end = start + usize::from(*len);
            if end > text.len() {
                break;
            }
            edits.push(UnicodeEdit { range: start..end, replacement: (*put).to_owned(), rule: "nfd" });
            at = end;
        }
        edits
    }

    proptest! {
        #[test]
        fn two_rounds_are_one_list(
            low in prop::collection::vec((0..3u8, 0..3u8, prop::sample::select(&["", "x", "yz"][..])), 0..6),
            up in prop::collection::vec((0..3u8, 0..3u8, prop::sample::select(&["", "P", "QR"][..])), 0..6),
        ) {
            let text = "abcdefghijklmnopqrstuvw";
            let low = drawn(text, &low);
            let middle = applied(text, &low);
            let up = drawn(&middle, &up);
            let net = chain(&low, &middle, up.clone());
            prop_assert!(net.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "{:?}", net);
            prop_assert_eq!(applied(text, &net), applied(&middle, &up));
        }

        #[test]
        fn every_form_is_reached_and_stays(text in nasty(14)) {
            for (form, normalization) in [
                (Form::Nfd, NormalizationForm::Nfd),
                (Form::Nfkc, NormalizationForm::Nfkc),
                (Form::Nfkd, NormalizationForm::Nfkd),
            ] {
                let policy = Policy { form, ..Policy::default() };
                let found = edits(&text, &policy);
                prop_assert!(found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
                prop_assert!(found.iter().all(|edit| RULES.iter().any(|(id, _)| *id == edit.rule)));
                let once = applied(&text, &found);
                prop_assert_eq!(&normalize(&once, normalization), &once, "{:?} of {:?}", form, text);
                prop_assert_eq!(edits(&once, &policy), [], "{:?} of {:?}, {:?}", form, text, once);
            }
        }
    }
}
