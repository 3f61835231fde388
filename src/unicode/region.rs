//! A region: the stretch of text around something that may have to change, cut where no rule looks across.
//!
//! It starts at a plain character (or at the start of the text) and ends before one (or at the end), so that regions never
//! touch each other's characters and every rule finds all that it looks at inside, or in `before` and `next`.

use super::class::{Class, class, is_space};
use super::context::Line;
use super::direct::control;
use super::entity;
use super::policy::Policy;
use super::rules::Rule;

/// One character of the output with the source that it stands for, or (not `live`) source that is removed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    pub(super) ch: char,
    /// Offset from the start of the region, bytes; the second character of a split ligature has length 0.
    pub(super) at: u32,
    pub(super) len: u32,
    /// Why it differs from the source.
    pub(super) rule: Option<Rule>,
    pub(super) live: bool,
}

impl Unit {
    pub(super) fn remove(&mut self, rule: Rule) {
        self.live = false;
        self.rule = Some(rule);
    }

    pub(super) fn replace(&mut self, ch: char, rule: Rule) {
        self.ch = ch;
        self.rule = Some(rule);
    }

    pub(super) const fn end(&self) -> u32 {
        self.at + self.len
    }
}

/// Characters of one kind that a run keeps apart; what exceeds it is one unit, so that a run costs no memory.
const RUN: usize = 16;
/// A region this long ends wherever it is: offsets in it are 32 bits wide.
const LONGEST: usize = 1 << 31;
/// Parameters of a control sequence and text of a system command, bytes.
const LONGEST_ESCAPE: usize = 256;

/// What a decoded character has to know of the source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) ends_line: bool,
    pub(super) is_cjk: bool,
}

#[derive(Debug, Default)]
pub(super) struct Region {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The output characters around it.
    pub(super) before: Option<char>,
    pub(super) next: Option<char>,
    pub(super) units: Vec<Unit>,
    /// Some character depends on its neighbours.
    pub(super) is_contextual: bool,
    /// Whether it holds what may begin a character reference.
    pub(super) has_ampersand: bool,
    run: (char, usize),
}

impl Region {
    /// Reads the region around the character at `found` and settles what depends on nothing else.
    pub(super) fn read(&mut self, text: &str, found: usize, floor: usize, policy: &Policy, line: &mut Line) {
        self.units.clear();
        self.is_contextual = false;
        self.has_ampersand = false;
        self.run = ('a', 0);
        self.start = found;
        for (k, c) in text.get(floor..found).unwrap_or_default().char_indices().rev() {
            self.start = floor + k;
            if class(c) == Class::Plain {
                break;
            }
        }
        let mut at = self.start;
        // How many more characters may belong to a reference.
        let mut hunger = 0;
        loop {
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                self.next = None;
                break;
            };
            let class = class(c);
            hunger = match c {
                _ if !policy.entities => 0,
                '&' | '\u{FF06}' => entity::LONGEST,
                ';' | '\u{37E}' if hunger > 0 => entity::LONGEST,
                _ if entity::is_part(c) => hunger.saturating_sub(1),
                _ if class == Class::Plain || is_space(c) => 0,
                _ => hunger,
            };
            self.has_ampersand |= hunger == entity::LONGEST;
            if (class == Class::Plain && at > found && hunger == 0) || at - self.start > LONGEST {
                self.next = Some(c);
                break;
            }
            at += self.take(text, at, c, class, policy, line);
        }
        self.end = at;
    }

    /// Adds the units of the character at `at`; the bytes that they stand for.
    fn take(
        &mut self,
        text: &str,
        at: usize,
        c: char,
        class: Class,
        policy: &Policy,
        line: &mut Line,
    ) -> usize {
        let len = c.len_utf8();
        match class {
            Class::Break if policy.line_ends || (policy.controls && c == '\u{85}') => {
                self.take_break(text, at, c, policy);
            }
            Class::LineFeed if policy.blank_runs => self.take_repeated(at, c, Rule::BlankRuns),
            Class::Control if policy.controls => match windows_1252(c) {
                Some(new) => self.push(at, len, new, Some(Rule::C1)),
                None => self.drop(at, len, control(c)),
            },
            Class::Escape if policy.controls => {
                let sequence = escape_sequence(text.as_bytes().get(at..).unwrap_or_default());
                self.drop(at, sequence.unwrap_or(1), if sequence.is_some() { Rule::Ansi } else { Rule::C0 });
                return sequence.unwrap_or(1);
            }
            Class::Invisible if policy.invisible => self.drop(at, len, invisible(c)),
            Class::Embedding if policy.bidi => {
                let is_override = matches!(c, '\u{202D}' | '\u{202E}');
                self.drop(at, len, if is_override { Rule::Override } else { Rule::Embedding });
            }
            Class::Ligature if policy.ligatures => {
                for (k, letter) in ligature(c).chars().enumerate() {
                    self.push(
                        if k == 0 { at } else { at + len },
                        if k == 0 { len } else { 0 },
                        letter,
                        Some(Rule::Ligature),
                    );
                }
            }
            Class::Fullwidth if policy.width && !line.is_cjk(text, at) => {
                let ascii = char::from_u32(c as u32 - 0xFEE0).unwrap_or(c);
                self.push(at, len, ascii, Some(Rule::Fullwidth));
            }
            Class::Space if policy.spaces && c == ' ' => self.take_repeated(at, c, Rule::SpaceRun),
            _ => {
                self.is_contextual |= class.is_contextual();
                self.push(at, len, c, None);
            }
        }
        len
    }

    /// Adds the units of a character that a reference stands for, at `at` of the region.
    pub(super) fn take_decoded(
        &mut self,
        at: u32,
        len: u32,
        c: char,
        rule: Rule,
        policy: &Policy,
        place: Place,
    ) {
        let mut put = |ch, len| self.units.push(Unit { ch, at, len, rule: Some(rule), live: true });
        match class(c) {
            // What is no line end to those who read the source must not become one.
            Class::LineFeed | Class::Break if !place.ends_line => put(' ', len),
            Class::Break if policy.line_ends => {
                let rule = if c == '\r' { Rule::CarriageReturn } else { rule };
                self.units.push(Unit { ch: '\n', at, len, rule: Some(rule), live: true });
            }
            Class::Control | Class::Escape if policy.controls => self.drop_decoded(at, len, rule),
            Class::Invisible if policy.invisible => self.drop_decoded(at, len, rule),
            Class::Embedding if policy.bidi => self.drop_decoded(at, len, rule),
            Class::Ligature if policy.ligatures => {
                for (k, letter) in ligature(c).chars().enumerate() {
                    let (at, len) = if k == 0 { (at, len) } else { (at + len, 0) };
                    self.units.push(Unit { ch: letter, at, len, rule: Some(rule), live: true });
                }
            }
            Class::Fullwidth if policy.width && !place.is_cjk => {
                put(char::from_u32(c as u32 - 0xFEE0).unwrap_or(c), len);
            }
            class => {
                put(c, len);
                self.is_contextual |= class.is_contextual();
            }
        }
    }

    fn drop_decoded(&mut self, at: u32, len: u32, rule: Rule) {
        self.units.push(Unit { ch: '\0', at, len, rule: Some(rule), live: false });
    }

    fn take_break(&mut self, text: &str, at: usize, c: char, policy: &Policy) {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let (new, rule) = match c {
            '\r' if rest.starts_with('\n') => return self.drop(at, 1, Rule::Crlf),
            '\r' => ('\n', Rule::CarriageReturn),
            '\u{B}' => ('\n', Rule::VerticalTab),
            '\u{C}' => ('\n', Rule::FormFeed),
            '\u{2028}' => ('\n', Rule::LineSeparator),
            '\u{2029}' => ('\n', Rule::ParagraphSeparator),
            // NEXT LINE, or the byte 85 of windows-1252.
            _ if policy.controls && (!policy.line_ends || self.is_ellipsis(rest)) => ('…', Rule::C1),
            _ => ('\n', Rule::NextLine),
        };
        self.push(at, c.len_utf8(), new, Some(rule));
    }

    /// After a word and before a space or a closing mark, a byte 85 is an ellipsis.
    fn is_ellipsis(&self, rest: &str) -> bool {
        let closes = |c| is_space(c) || matches!(c, '\u{94}' | '”' | '»' | ')' | '!' | '?');
        self.units.iter().rfind(|unit| unit.live).is_some_and(|unit| unit.ch.is_alphanumeric())
            && rest.chars().next().is_some_and(closes)
    }

    /// A character of which a rule keeps but one or two in a row.
    fn take_repeated(&mut self, at: usize, c: char, rule: Rule) {
        self.run = if self.run.0 == c { (c, self.run.1 + 1) } else { (c, 1) };
        let run = self.run;
        if run.1 > RUN {
            self.drop(at, 1, rule);
        } else {
            self.push(at, 1, c, None);
        }
        self.run = run;
    }

    fn push(&mut self, at: usize, len: usize, ch: char, rule: Option<Rule>) {
        self.run.1 = 0;
        self.units.push(Unit { ch, at: (at - self.start) as u32, len: len as u32, rule, live: true });
    }

    fn drop(&mut self, at: usize, len: usize, rule: Rule) {
        let at = (at - self.start) as u32;
        match self.units.last_mut() {
            Some(last) if !last.live && last.rule == Some(rule) && last.end() == at => last.len += len as u32,
            _ => self.units.push(Unit { ch: '\0', at, len: len as u32, rule: Some(rule), live: false }),
        }
    }

    /// Reports what differs from the source: edits in order, each as small as it can be.
    pub(super) fn report(
        &self,
        text: &str,
        new: &mut String,
        sink: &mut impl FnMut(std::ops::Range<usize>, &str, &'static str),
    ) {
        let mut open: Option<(u32, u32, Rule)> = None;
        new.clear();
        for unit in &self.units {
            let Some(rule) = unit.rule else {
                self.flush(text, open.take(), new, sink);
                continue;
            };
            open = match open {
                // What stands for no source of its own belongs to the edit that it came from, whatever was done to that since.
                Some((start, end, same)) if end == unit.at && (same == rule || unit.len == 0) => {
                    Some((start, unit.end(), same))
                }
                _ => {
                    self.flush(text, open, new, sink);
                    Some((unit.at, unit.end(), rule))
                }
            };
            if unit.live {
                new.push(unit.ch);
            }
        }
        self.flush(text, open, new, sink);
    }

    fn flush(
        &self,
        text: &str,
        open: Option<(u32, u32, Rule)>,
        new: &mut String,
        sink: &mut impl FnMut(std::ops::Range<usize>, &str, &'static str),
    ) {
        let Some((start, end, rule)) = open else { return };
        let (start, end) = (self.start + start as usize, self.start + end as usize);
        let old = text.get(start..end).unwrap_or_default();
        if old != new.as_str() {
            let same = |pair: &(char, char)| pair.0 == pair.1;
            let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
            let (old, fresh) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
            let tail: usize =
                old.chars().rev().zip(fresh.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
            sink(start + head..end - tail, fresh.get(..fresh.len() - tail).unwrap_or_default(), rule.id());
        }
        new.clear();
    }
}

/// Length of a terminal escape sequence: a control sequence, a system command, or the choice of a character set.
fn escape_sequence(bytes: &[u8]) -> Option<usize> {
    let body = bytes.get(2..)?;
    let body = body.get(..LONGEST_ESCAPE).unwrap_or(body);
    match bytes.get(1)? {
        b'[' => {
            let parameters = body.iter().take_while(|b| (0x30..=0x3F).contains(*b)).count();
            body.get(parameters).filter(|b| (0x40..=0x7E).contains(*b))?;
            Some(2 + parameters + 1)
        }
        b']' => {
            let text = body.iter().take_while(|b| (0x20..=0x7E).contains(*b)).count();
            match body.get(text..)? {
                [0x07, ..] => Some(2 + text + 1),
                [0x1B, b'\\', ..] => Some(2 + text + 2),
                _ => None,
            }
        }
        b'(' | b')' => matches!(body.first()?, b'A' | b'B' | b'0').then_some(3),
        _ => None,
    }
}

/// The character of a C1 control's byte in windows-1252.
pub(super) const fn windows_1252(c: char) -> Option<char> {
    Some(match c {
        '\u{80}' => '€',
        '\u{82}' => '‚',
        '\u{83}' => 'ƒ',
        '\u{84}' => '„',
        '\u{86}' => '†',
        '\u{87}' => '‡',
        '\u{88}' => 'ˆ',
        '\u{89}' => '‰',
        '\u{8A}' => 'Š',
        '\u{8B}' => '‹',
        '\u{8C}' => 'Œ',
        '\u{8E}' => 'Ž',
        '\u{91}' => '‘',
        '\u{92}' => '’',
        '\u{93}' => '“',
        '\u{94}' => '”',
        '\u{95}' => '•',
        '\u{96}' => '–',
        '\u{97}' => '—',
        '\u{98}' => '˜',
        '\u{99}' => '™',
        '\u{9A}' => 'š',
        '\u{9B}' => '›',
        '\u{9C}' => 'œ',
        '\u{9E}' => 'ž',
        '\u{9F}' => 'Ÿ',
        _ => return None,
    })
}

pub(super) const fn invisible(c: char) -> Rule {
    match c {
        '\u{AD}' => Rule::SoftHyphen,
        '\u{FEFF}' => Rule::Bom,
        '\u{2060}' => Rule::WordJoiner,
        '\u{2061}'..='\u{2064}' => Rule::Operator,
        _ => Rule::Deprecated,
    }
}

pub(super) const fn ligature(c: char) -> &'static str {
    match c {
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        _ => "st",
    }
}
