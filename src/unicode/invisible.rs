//! Characters without width whose use depends on what stands beside them: direction marks, isolates, zero width spaces,
//! joiners and tags.

use super::class::{Class, class, ends_line, is_mark, is_space};
use super::context::Line;
use super::policy::Policy;
use super::region::{Region, Unit};
use super::rules::Rule;
use super::script::{is_pictographic, is_right_to_left, is_unspaced, joins};

/// The black flag that begins the flag of a region.
pub(super) const FLAG: char = '\u{1F3F4}';
const CANCEL_TAG: char = '\u{E007F}';
/// A region of CLDR: two letters or three digits, then one to four letters or digits.
const FLAG_TAGS: std::ops::RangeInclusive<usize> = 3..=6;

pub(super) fn settle(region: &mut Region, text: &str, policy: &Policy, line: &mut Line<'_>) {
    if !region.is_contextual {
        return;
    }
    settle_by_neighbours(region, text, policy, line);
    if policy.invisible {
        settle_tags(&mut region.units);
    }
}

/// The character that the invisible ones beside it belong to.
fn base(unit: &Unit) -> Option<char> {
    (unit.live && !class(unit.ch).is_transparent() && !is_mark(unit.ch)).then_some(unit.ch)
}

fn settle_by_neighbours(region: &mut Region, text: &str, policy: &Policy, line: &mut Line<'_>) {
    let mut before = None;
    // Where the next base was found: one search serves every character in front of it.
    let mut ahead: (usize, Option<char>) = (0, None);
    for k in 0..region.units.len() {
        let Some(unit) = region.units.get(k).copied().filter(|unit| unit.live) else { continue };
        if let Some(c) = base(&unit) {
            before = Some(c);
            continue;
        }
        let class = class(unit.ch);
        if !class.is_contextual() {
            continue;
        }
        if ahead.0 <= k {
            let found = region
                .units
                .iter()
                .enumerate()
                .skip(k + 1)
                .find_map(|(n, unit)| Some((n, Some(base(unit)?))));
            ahead = found.unwrap_or((usize::MAX, region.next));
        }
        let at = region.start + unit.at as usize;
        let rule = match class {
            Class::Direction if policy.bidi => {
                let kept = line.is_right_to_left(text, at) && !splits_left_to_right_word(before, ahead.1);
                (!kept).then_some(Rule::DirectionMark)
            }
            Class::Isolate if policy.bidi => (!line.keeps_isolate(text, at)).then_some(Rule::Isolate),
            Class::WordBreak if policy.invisible => {
                (!keeps_break(before, ahead.1)).then_some(Rule::ZeroWidthSpace)
            }
            Class::Joiner if policy.invisible => {
                (!keeps_joiner(unit.ch, before, ahead.1)).then_some(Rule::Joiner)
            }
            _ => None,
        };
        if let (Some(rule), Some(unit)) = (rule, region.units.get_mut(k)) {
            unit.remove(rule);
        }
    }
}

fn splits_left_to_right_word(before: Option<char>, after: Option<char>) -> bool {
    let letter = |c: char| c.is_alphabetic() && !is_right_to_left(c);
    before.is_some_and(letter) && after.is_some_and(letter)
}

pub(super) fn keeps_break(before: Option<char>, after: Option<char>) -> bool {
    let blank = |c| is_space(c) || ends_line(c);
    before.zip(after).is_some_and(|(a, b)| (is_unspaced(a) || is_unspaced(b)) && !blank(a) && !blank(b))
}

pub(super) fn keeps_joiner(joiner: char, before: Option<char>, after: Option<char>) -> bool {
    let either = |wanted: fn(char) -> bool| before.is_some_and(wanted) || after.is_some_and(wanted);
    let both = |wanted: fn(char) -> bool| before.is_some_and(wanted) && after.is_some_and(wanted);
    either(joins) || (joiner == '\u{200D}' && both(is_pictographic))
}

fn settle_tags(units: &mut [Unit]) {
    let mut k = 0;
    while k < units.len() {
        if units[k].live && units[k].ch == FLAG {
            k = end_of_flag(units, k).unwrap_or(k) + 1;
            continue;
        }
        if units[k].live && class(units[k].ch) == Class::Tag {
            units[k].remove(Rule::Tag);
        }
        k += 1;
    }
}

/// Index of the tag that ends the flag beginning at `start`, where there is one.
fn end_of_flag(units: &[Unit], start: usize) -> Option<usize> {
    let mut tags = 0;
    for (n, unit) in units.iter().enumerate().skip(start + 1).filter(|(_, unit)| unit.live) {
        match unit.ch {
            '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}' if tags < *FLAG_TAGS.end() => tags += 1,
            CANCEL_TAG if FLAG_TAGS.contains(&tags) => return Some(n),
            _ => return None,
        }
    }
    None
}
