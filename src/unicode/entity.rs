//! Character references of HTML: `&eacute;`, `&#233;`, `&#xE9;`, and a few names without their semicolon.

use std::sync::OnceLock;

use super::class::{Class, class, ends_line};
use super::context::{Line, Url};
use super::policy::Policy;
use super::region::{Place, Region, Unit};
use super::rules::Rule;

/// Lines of name, code points and a star where the semicolon may be left out, sorted by the bytes of the name.
const TABLE: &str = include_str!("../../dictionaries/unicode/entities.tsv");
/// No reference is longer: bytes after the ampersand.
pub(super) const LONGEST: usize = 40;
/// The names that may stand without semicolon are no longer.
const LONGEST_BARE: usize = 6;

/// Whether a character can be part of a reference, after its ampersand.
pub(super) const fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '#' | ';')
}

/// What a reference stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) first: char,
    /// A few names stand for two characters.
    pub(super) second: Option<char>,
    /// Bytes, the ampersand included.
    pub(super) len: usize,
    pub(super) rule: Rule,
}

/// Reads a reference from what follows its ampersand: the characters that can be part of it, and the one behind them.
fn parse(body: &[u8], next: Option<char>) -> Option<Reference> {
    match body.first()? {
        b'#' => parse_number(body),
        b if b.is_ascii_alphabetic() => parse_name(body, next),
        _ => None,
    }
}

fn parse_number(body: &[u8]) -> Option<Reference> {
    let (radix, start) = if matches!(body.get(1)?, b'x' | b'X') { (16, 2) } else { (10, 1) };
    let digits = body.get(start..)?;
    let count = digits.iter().take_while(|b| char::from(**b).is_digit(radix)).count();
    if count == 0 || start + count >= LONGEST {
        return None;
    }
    let mut value = 0_u32;
    for b in digits.iter().take(count) {
        value = value.saturating_mul(radix).saturating_add(char::from(*b).to_digit(radix)?);
    }
    let closed = digits.get(count) == Some(&b';');
    // Without a semicolon only where nothing else can be meant: `&#8217s`, but not `&#1st`.
    if !closed && value < 0x80 {
        return None;
    }
    let first = match value {
        0 => char::REPLACEMENT_CHARACTER,
        0x85 => '…',
        0x80..=0x9F => {
            char::from_u32(value).and_then(super::region::windows_1252).or(char::from_u32(value))?
        }
        _ => char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    let len = 1 + start + count + usize::from(closed);
    Some(Reference { first, second: None, len, rule: Rule::EntityNumeric })
}

fn parse_name(body: &[u8], next: Option<char>) -> Option<Reference> {
    let letters = body.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let reference = |len, (first, second, _)| Reference { first, second, len, rule: Rule::EntityNamed };
    if body.get(letters) == Some(&b';')
        && let Some(found) = body.get(..letters).and_then(find)
    {
        return Some(reference(letters + 2, found));
    }
    (2..=letters.min(LONGEST_BARE)).rev().find_map(|len| {
        let found = body.get(..len).and_then(find).filter(|(.., bare)| *bare)?;
        let behind = body.get(len).map(|b| char::from(*b)).or(next);
        // In `&copy=1` and `&notable` the name is not one; `d&eacuteput&eacute` has no other reading.
        let glued = behind.is_some_and(|c| c == '=' || c.is_ascii_alphanumeric());
        (!glued || (is_accented(found.0) && behind != Some('='))).then(|| reference(len + 1, found))
    })
}

/// A letter that nobody writes by its name in running text.
const fn is_accented(c: char) -> bool {
    matches!(c, '\u{C0}'..='\u{FF}') && !matches!(c, 'Ð' | 'ð' | 'Þ' | 'þ' | '×' | '÷')
}

/// The characters of a name, and whether it may stand without semicolon.
fn find(name: &[u8]) -> Option<(char, Option<char>, bool)> {
    static LINES: OnceLock<Vec<&str>> = OnceLock::new();
    let lines = LINES.get_or_init(|| TABLE.lines().skip_while(|line| line.starts_with('#')).collect());
    // The tab behind a name is lower than every byte of one.
    let is_lower = |line: &&str| {
        let key = line.as_bytes().get(..name.len()).unwrap_or(line.as_bytes());
        key < name
    };
    let mut columns = lines.get(lines.partition_point(is_lower))?.split('\t');
    if columns.next()?.as_bytes() != name {
        return None;
    }
    let mut points =
        columns.next()?.split(' ').filter_map(|hex| char::from_u32(u32::from_str_radix(hex, 16).ok()?));
    Some((points.next()?, points.next(), columns.next().is_some()))
}

/// A reference that stands, letter by letter, at the start of `text`; escaped ampersands are followed.
pub(super) fn at_start(text: &str) -> Option<Reference> {
    let mut found: Option<Reference> = None;
    loop {
        let start = found.map_or(1, |reference| reference.len);
        let rest = text.get(start..)?;
        let len = rest.bytes().take(LONGEST).take_while(|b| is_part(char::from(*b))).count();
        let (body, behind) = rest.split_at(len);
        let Some(next) = parse(body.as_bytes(), behind.chars().next()) else { return found };
        found = Some(Reference {
            len: start + next.len - 1,
            rule: if found.is_some() { Rule::EntityDouble } else { next.rule },
            ..next
        });
        if next.first != '&' {
            return found;
        }
    }
}

/// Where the line end stands behind which the reference at `at` puts what follows, if it stands for one.
pub(super) fn line_end(text: &str, at: usize) -> Option<usize> {
    let reference = at_start(text.get(at..)?)?;
    ends_line(reference.first).then_some(at + reference.len)
}

/// A reference among the units of a region, from the ampersand at index `from`; with the index behind it.
fn at_unit(units: &[Unit], from: usize, behind: Option<char>) -> Option<(Reference, usize)> {
    let mut found: Option<(Reference, usize)> = None;
    loop {
        let start = found.map_or(from + 1, |(_, end)| end);
        let mut body = [0_u8; LONGEST];
        let mut ends = [0_usize; LONGEST];
        let mut len = 0;
        let mut next = behind;
        for (k, unit) in units.iter().enumerate().skip(start).filter(|(_, unit)| unit.live) {
            // What normalization makes of the two characters with an ASCII equivalent.
            let c = match unit.ch {
                '\u{37E}' => ';',
                '\u{212A}' => 'K',
                c => c,
            };
            next = Some(c);
            let (true, Some(byte), Some(end)) = (is_part(c), body.get_mut(len), ends.get_mut(len)) else {
                break;
            };
            (*byte, *end) = (c as u8, k + 1);
            len += 1;
            next = behind;
        }
        let Some(reference) = body.get(..len).and_then(|body| parse(body, next)) else { return found };
        let end = reference.len.checked_sub(2).and_then(|k| ends.get(k).copied()).unwrap_or(start);
        let rule = if found.is_some() { Rule::EntityDouble } else { reference.rule };
        found = Some((Reference { rule, ..reference }, end));
        if reference.first != '&' {
            return found;
        }
    }
}

/// The reference that is to be decoded at the unit `k`.
fn wanted(
    units: &[Unit],
    k: usize,
    (start, next): (usize, Option<char>),
    text: &str,
    url: &mut Url,
) -> Option<(Reference, usize)> {
    let unit = units.get(k).filter(|unit| unit.live && unit.ch == '&')?;
    let found = at_unit(units, k, next)?;
    (!url.holds(text, start + unit.at as usize)).then_some(found)
}

/// Buffers that outlive a region.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    before: Vec<Unit>,
    /// Where the references stand that were decoded, in the region: their first byte and the one behind them.
    decoded: Vec<(u32, u32)>,
    /// Where the references stand that stay.
    kept: Vec<u32>,
    seek: Url,
    check: Url,
}

/// After so many attempts all references of a region stay.
const ATTEMPTS: usize = 8;

impl Decoder {
    /// Decodes the references of a region; `settle` is what has to be done with characters that depend on their neighbours.
    ///
    /// References that spell another one (`&am&#112;;`) stay as they are: what is decoded once has nothing left to decode.
    pub(super) fn decode(
        &mut self,
        region: &mut Region,
        text: &str,
        policy: &Policy,
        line: &mut Line<'_>,
        mut settle: impl FnMut(&mut Region),
    ) {
        self.before.clear();
        self.before.append(&mut region.units);
        self.kept.clear();
        let (seek, check) = (self.seek, self.check);
        for _ in 0..ATTEMPTS {
            (self.seek, self.check) = (seek, check);
            self.attempt(region, text, policy, line);
            if self.decoded.is_empty() {
                if !self.kept.is_empty() {
                    settle(region);
                }
                return;
            }
            settle(region);
            if !self.keeps_more(region, text) {
                return;
            }
        }
        region.units.clear();
        std::mem::swap(&mut region.units, &mut self.before);
        settle(region);
    }

    /// Decodes all references but those that stay.
    fn attempt(&mut self, region: &mut Region, text: &str, policy: &Policy, line: &mut Line<'_>) {
        let place = (region.start, region.next);
        region.units.clear();
        self.decoded.clear();
        let mut k = 0;
        while let Some(unit) = self.before.get(k) {
            let found = wanted(&self.before, k, place, text, &mut self.seek);
            let Some((reference, end)) = found.filter(|_| self.kept.binary_search(&unit.at).is_err()) else {
                region.units.push(*unit);
                k += 1;
                continue;
            };
            let last = self.before.get(end - 1).map_or(unit.end(), Unit::end);
            put(region, unit.at, last - unit.at, reference, text, policy, line);
            self.decoded.push((unit.at, last));
            k = end;
        }
    }

    /// Looks for references among what was decoded: those that spell them stay. False when there are none.
    fn keeps_more(&mut self, region: &Region, text: &str) -> bool {
        let place = (region.start, region.next);
        let before = self.kept.len();
        let mut any = false;
        for (k, unit) in region.units.iter().enumerate() {
            let Some((_, end)) = wanted(&region.units, k, place, text, &mut self.check) else { continue };
            // One that was told to stay before is no new one.
            if self.kept.get(..before).is_some_and(|kept| kept.binary_search(&unit.at).is_ok()) {
                continue;
            }
            any = true;
            let last = region.units.get(end - 1).map_or(unit.end(), Unit::end);
            let spell = |&&(start, behind): &&(u32, u32)| start < last.max(unit.at + 1) && behind > unit.at;
            self.kept.extend(self.decoded.iter().filter(spell).map(|(start, _)| *start));
        }
        self.kept.sort_unstable();
        self.kept.dedup();
        // What nothing decoded spells would stay wanted for ever: then all references stay.
        if any && self.kept.len() == before {
            self.kept.extend(self.decoded.iter().map(|(start, _)| *start));
            self.kept.sort_unstable();
        }
        any
    }
}

fn put(
    region: &mut Region,
    at: u32,
    len: u32,
    reference: Reference,
    text: &str,
    policy: &Policy,
    line: &mut Line<'_>,
) {
    let offset = region.start + at as usize;
    let place = Place {
        ends_line: ends_line(reference.first) && line_end(text, offset).is_some(),
        is_cjk: class(reference.first) == Class::Fullwidth && line.is_cjk(text, offset),
    };
    let chars = [Some(reference.first), reference.second];
    for (nth, c) in chars.into_iter().flatten().enumerate() {
        let (at, len) = if nth == 0 { (at, len) } else { (at + len, 0) };
        region.take_decoded(at, len, c, reference.rule, policy, place);
    }
}

/// Whether an ampersand at `at` needs no look: nothing after it is or can become part of a reference.
pub(super) fn is_bare(text: &str, at: usize, url: &mut Url) -> bool {
    let rest = text.get(at + 1..).unwrap_or_default();
    let len = rest.bytes().take(LONGEST).take_while(|b| is_part(char::from(*b))).count();
    let next = rest.get(len..).and_then(|rest| rest.chars().next());
    let stays =
        next.is_none_or(|c| matches!(class(c), Class::Plain | Class::Dot | Class::LineFeed) || c == ' ');
    stays && (parse(rest.as_bytes().get(..len).unwrap_or_default(), next).is_none() || url.holds(text, at))
}
