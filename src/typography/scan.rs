//! One pass over the lines of a text.

use std::ops::Range;

use super::change::{Change, Changes, settle};
use super::convention::Convention;
use super::place::Line;
use super::policy::Policy;
use super::{Mode, Rule, english, french, spanish};
use crate::language::Language;

/// Gives every change, in order of position. `language` says the language of a line by its range.
pub(super) fn scan(
    text: &str,
    language: impl Fn(Range<usize>) -> Language,
    policy: &Policy,
    emit: &mut dyn FnMut(&Change),
) {
    if policy.mode == Mode::Off && policy.rules.is_empty() {
        return;
    }
    let mut counted = None;
    let mut convention = || *counted.get_or_insert_with(|| count(text, &language));
    let mut found = Vec::new();
    for line in lines(text) {
        let mut changes = Changes::new(&mut found, &mut convention);
        match language(line.outer(0..line.text.len())) {
            Language::FR => {
                french::spaces(&line, policy, &mut changes);
                french::guillemets(&line, policy, &mut changes);
                french::numbers(&line, policy, &mut changes);
            }
            Language::ES => {
                english::tighten(&line, Rule::EsSpaceBeforeMark, policy, &mut changes);
                spanish::opening_marks(&line, policy, &mut changes);
            }
            Language::EN => english::tighten(&line, Rule::EnSpaceBeforeMark, policy, &mut changes),
            _ => continue,
        }
        ellipses(&line, policy, &mut changes);
        if !found.is_empty() {
            settle(&mut found);
            found.iter().for_each(&mut *emit);
            found.clear();
        }
    }
}

/// The lines of a text that hold anything.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len()));
    ends.filter_map(move |end| {
        let line = Line { text: text.get(start..end)?, start };
        start = end + 1;
        (!line.text.is_empty()).then_some(line)
    })
}

fn count(text: &str, language: impl Fn(Range<usize>) -> Language) -> Convention {
    let mut convention = Convention::default();
    for line in lines(text).filter(|line| language(line.outer(0..line.text.len())) == Language::FR) {
        convention.count(&line);
    }
    convention
}

/// Three full stops, no more and no fewer, that end a word.
fn ellipses(line: &Line<'_>, policy: &Policy, changes: &mut Changes<'_>) {
    if !policy.applies(Rule::Ellipsis) {
        return;
    }
    for (at, _) in line.text.match_indices("...") {
        let run = |c: Option<char>| c == Some('.');
        if !run(line.before(at))
            && !run(line.at(at + 3))
            && !line.at(at + 3).is_some_and(|c| matches!(c, '/' | '\\'))
        {
            changes.put(line.outer(at..at + 3), "…", Rule::Ellipsis);
        }
    }
}
