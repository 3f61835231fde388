//! One pass over the text: the fast path finds what needs a look, a short check dismisses most of it, the rest is a region.

use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;

use super::class::{Class, class};
use super::compose::Composer;
use super::context::{Lines, Plain};
use super::direct::Direct;
use super::entity::{self, Decoder};
use super::fast::{Finder, after_harmless};
use super::invisible;
use super::policy::{Form, Policy};
use super::region::Region;
use super::space::{Blanks, Live, keeps_no_break};

/// Reports every edit of the cleanup: sorted, disjoint, on character boundaries, none equal to what it replaces.
///
/// The sink takes the bytes of `text`, what replaces them, and the id of the rule.
pub(crate) fn scan(text: &str, policy: &Policy, sink: &mut impl FnMut(Range<usize>, &str, &'static str)) {
    let plain = Plain::new();
    run(text, || Scanner::new(text, policy, &plain), sink);
}

/// As [`scan`], without the shortcut for lone defects.
#[cfg(test)]
pub(super) fn scan_by_regions(
    text: &str,
    policy: &Policy,
    sink: &mut impl FnMut(Range<usize>, &str, &'static str),
) {
    let plain = Plain::new();
    run(text, || Scanner { regions_only: true, ..Scanner::new(text, policy, &plain) }, sink);
}

fn run<'t>(
    text: &'t str,
    new: impl Fn() -> Scanner<'t>,
    sink: &mut impl FnMut(Range<usize>, &str, &'static str),
) {
    let mut finder = Finder::new(text);
    let bytes = text.as_bytes();
    // Clean text never needs it.
    let mut scanner: Option<Scanner<'t>> = None;
    let mut at = 0;
    if matches!(bytes.first(), Some(b' ' | b'\n')) {
        at = scanner.get_or_insert_with(&new).settle(0, sink);
    }
    while let Some(found) = finder.find(at) {
        if let Some(next) = after_harmless(bytes, found) {
            at = next;
            continue;
        }
        let scanner = scanner.get_or_insert_with(&new);
        // Most often it is a lone defect: where there is one, `check` says so as well.
        if let Some(next) = scanner.settle_directly(found, sink) {
            at = next;
            continue;
        }
        at = match scanner.check(found) {
            Check::Fine(next) => next,
            Check::Settle(place) if place == found => scanner.settle_region(place, sink),
            Check::Settle(place) => scanner.settle(place, sink),
        };
    }
    if matches!(bytes.last(), Some(b' ' | b'\n')) {
        let scanner = scanner.get_or_insert_with(&new);
        if scanner.floor < bytes.len() {
            scanner.settle(bytes.len() - 1, sink);
        }
    }
}

enum Check {
    /// Nothing to do before this offset.
    Fine(usize),
    /// The character at this offset needs its region.
    Settle(usize),
}

struct Scanner<'t> {
    text: &'t str,
    policy: &'t Policy,
    /// End of the last region.
    floor: usize,
    /// The last character of the output up to there.
    last: Option<char>,
    region: Region,
    composer: Composer,
    decoder: Decoder,
    live: Live,
    new: String,
    lines: Lines<'t>,
    /// Settles every defect in a region: the long way, to compare with.
    regions_only: bool,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, policy: &'t Policy, plain: &'t Plain) -> Self {
        Self {
            text,
            policy,
            floor: 0,
            last: None,
            region: Region::default(),
            composer: Composer::default(),
            decoder: Decoder::default(),
            live: Live::new(),
            new: String::new(),
            lines: Lines::new(plain),
            regions_only: false,
        }
    }

    /// Looks at the character that holds the byte at `found`.
    fn check(&mut self, found: usize) -> Check {
        let bytes = self.text.as_bytes();
        let byte = |at: usize| bytes.get(at).copied();
        match byte(found).unwrap_or_default() {
            b'\t' => {
                let alone = |b: Option<u8>| b.is_some_and(|b| b > b' ');
                if found > 0 && alone(byte(found - 1)) && alone(byte(found + 1)) && self.policy.spaces {
                    Check::Fine(found + 1)
                } else {
                    Check::Settle(found)
                }
            }
            // A stop behind a space: the second of two only after another stop.
            b'&' if !self.policy.entities || entity::is_bare(self.text, found, &mut self.lines.url) => {
                Check::Fine(found + 1)
            }
            b'.' if found.checked_sub(2).and_then(byte) != Some(b'.') => Check::Fine(found + 1),
            0..=0x7F => Check::Settle(found),
            _ => self.check_word(found),
        }
    }

    /// Looks at the characters beyond ASCII from the one that holds the byte at `at`.
    fn check_word(&mut self, at: usize) -> Check {
        let mut at = (0..=at).rev().find(|k| self.text.is_char_boundary(*k)).unwrap_or(at);
        let mut combining = 0;
        let mut before = self.text.get(..at).and_then(|s| s.chars().next_back());
        let mut chars = self.text.get(at..).unwrap_or_default().chars();
        while let Some(c) = chars.next() {
            if c.is_ascii() {
                // A space between two words of other scripts: no need to go back to the search.
                if c == ' ' && self.text.as_bytes().get(at + 1).is_some_and(|b| !b.is_ascii()) {
                    (combining, before) = (0, Some(c));
                    at += 1;
                    continue;
                }
                break;
            }
            let class = class(c);
            let mut starter = 0;
            match class {
                Class::Plain | Class::Extend => {}
                Class::Mark => {
                    starter = canonical_combining_class(c);
                    if starter < combining {
                        return Check::Settle(at);
                    }
                }
                Class::Fullwidth if self.lines.check.is_cjk(self.text, at) => {}
                Class::Space if self.is_fine_space(c, before, chars.clone().next(), at) => {}
                _ => return Check::Settle(at),
            }
            combining = starter;
            before = Some(c);
            at += c.len_utf8();
        }
        Check::Fine(at)
    }

    /// A single space between two characters that keep it.
    fn is_fine_space(&mut self, c: char, before: Option<char>, after: Option<char>, at: usize) -> bool {
        let (Some(before), Some(after)) = (before, after) else { return false };
        if !matches!(class(before), Class::Plain | Class::Dot) || class(after) != Class::Plain {
            return false;
        }
        match c {
            '\u{A0}' | '\u{202F}' => {
                keeps_no_break(before, after) || (before == '.' && self.ends_initial(at))
            }
            '\u{3000}' => self.lines.check.is_cjk(self.text, at),
            _ => false,
        }
    }

    /// Whether an initial (`M. Dupont`) ends at `at`, and nothing around it can change.
    fn ends_initial(&self, at: usize) -> bool {
        let mut back = self.text.get(..at).unwrap_or_default().chars().rev().skip(1);
        back.next().is_some_and(char::is_uppercase)
            && back
                .next()
                .is_none_or(|c| matches!(c, ' ' | '\n') || (class(c) == Class::Plain && !c.is_alphanumeric()))
    }

    /// Settles the character at `place` if it is alone, and gives its end.
    #[inline]
    fn settle_directly(
        &mut self,
        place: usize,
        sink: &mut impl FnMut(Range<usize>, &str, &'static str),
    ) -> Option<usize> {
        if self.regions_only {
            return None;
        }
        let direct = Direct { text: self.text, floor: self.floor, policy: self.policy };
        let (end, last) = direct.settle(place, &mut self.lines, &mut self.new, sink)?;
        (self.floor, self.last) = (end, Some(last));
        Some(end)
    }

    /// Settles the character at `place`, alone or with its region, and gives the end of what was settled.
    fn settle(&mut self, place: usize, sink: &mut impl FnMut(Range<usize>, &str, &'static str)) -> usize {
        match self.settle_directly(place, sink) {
            Some(end) => end,
            None => self.settle_region(place, sink),
        }
    }

    /// Settles the region around `place`, reports its edits and gives its end.
    fn settle_region(
        &mut self,
        place: usize,
        sink: &mut impl FnMut(Range<usize>, &str, &'static str),
    ) -> usize {
        let Self { text, policy, floor, region, lines, .. } = self;
        region.read(text, place, *floor, policy, &mut lines.width);
        let start = region.start;
        let gap = text.get(*floor..start).unwrap_or_default();
        region.before = gap.chars().next_back().or(self.last);
        invisible::settle(region, text, policy, &mut lines.invisible);
        if region.has_ampersand {
            self.decoder.decode(region, text, policy, &mut lines.decode, |region| {
                invisible::settle(region, text, policy, &mut lines.decoded);
            });
        }
        if policy.form == Form::Nfc {
            self.composer.compose(&mut region.units);
        }
        Blanks { region, live: &mut self.live, text, policy, line: &mut lines.space }.settle();
        region.report(text, &mut self.new, sink);
        self.last =
            region.units.iter().rev().find(|unit| unit.live).map_or(region.before, |unit| Some(unit.ch));
        self.floor = region.end;
        region.end
    }
}
