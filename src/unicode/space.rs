//! Spaces, line feeds and the doubled full stop: everything that depends on what a run of blanks stands between.

use super::class::is_space;
use super::context::Line;
use super::policy::Policy;
use super::region::Region;
use super::rules::Rule;

/// Indices of the live units of a region.
pub(super) type Live = Vec<u32>;

/// A region with what its rules ask for.
#[derive(Debug)]
pub(super) struct Blanks<'a> {
    pub(super) region: &'a mut Region,
    pub(super) live: &'a mut Live,
    pub(super) text: &'a str,
    pub(super) policy: &'a Policy,
    pub(super) line: &'a mut Line,
}

const fn is_blank(c: char) -> bool {
    c == '\n' || is_space(c)
}

impl Blanks<'_> {
    pub(super) fn settle(&mut self) {
        self.index();
        if self.join_line_ends() {
            self.index();
        }
        if self.policy.doubled_stop && self.remove_doubled_stops() {
            self.index();
        }
        let mut k = 0;
        while let Some(c) = self.get(k) {
            if is_blank(c) {
                let end = self.end_of(k, is_blank);
                self.settle_run(k, end);
                k = end;
            }
            k += 1;
        }
    }

    fn index(&mut self) {
        self.live.clear();
        self.live.extend(
            self.region.units.iter().enumerate().filter(|(_, unit)| unit.live).map(|(k, _)| k as u32),
        );
    }

    /// The live character number `k` of the region.
    fn get(&self, k: usize) -> Option<char> {
        Some(self.region.units.get(*self.live.get(k)? as usize)?.ch)
    }

    /// The output character `back` places before the live character `k`, so far as the region and its neighbour reach.
    fn before(&self, k: usize, back: usize) -> Option<char> {
        match k.checked_sub(back) {
            Some(n) => self.get(n),
            None if back == k + 1 => self.region.before,
            None => None,
        }
    }

    /// Where the characters of one kind that begin at the live character `k` end.
    fn end_of(&self, k: usize, kind: fn(char) -> bool) -> usize {
        (k..self.live.len()).find(|&n| !self.get(n).is_some_and(kind)).unwrap_or(self.live.len())
    }

    /// The character behind the live character `k`.
    fn after(&self, k: usize) -> Option<char> {
        self.get(k + 1).or(self.region.next)
    }

    fn remove(&mut self, k: usize, rule: Rule) {
        if let Some(unit) = self.live.get(k).and_then(|&n| self.region.units.get_mut(n as usize)) {
            unit.remove(rule);
        }
    }

    /// A carriage return that only removed characters part from its line feed is one line end with it.
    fn join_line_ends(&mut self) -> bool {
        let mut any = false;
        let mut open: Option<usize> = None;
        for &k in self.live.iter() {
            let Some(unit) = self.region.units.get(k as usize) else { continue };
            let (is_feed, rule) = (unit.ch == '\n', unit.rule);
            if let Some(unit) = open
                .filter(|_| is_feed && rule.is_none_or(Rule::is_entity))
                .and_then(|k| self.region.units.get_mut(k))
            {
                unit.remove(Rule::Crlf);
                any = true;
            }
            open = (rule == Some(Rule::CarriageReturn)).then_some(k as usize);
        }
        any
    }

    /// `word. .` loses the second stop; two stops before a word (`. .NET`) and rows of three or more stay.
    fn remove_doubled_stops(&mut self) -> bool {
        let mut any = false;
        let mut k = 0;
        while let Some(c) = self.get(k) {
            if c != '.' {
                k += 1;
                continue;
            }
            let (first, mut last, mut stops, mut spaced) = (k, k, 1, true);
            loop {
                let next = self.end_of(last + 1, is_space);
                if self.get(next) != Some('.') {
                    break;
                }
                spaced &= next > last + 1;
                last = next;
                stops += 1;
            }
            let attached = self.before(first, 1).is_some_and(|c| !is_blank(c));
            if stops == 2 && spaced && attached && self.ends_sentence(last) {
                for n in first + 1..=last {
                    self.remove(n, Rule::DoubledStop);
                }
                self.remove_between(first, last, Rule::DoubledStop);
                any = true;
            }
            k = last + 1;
        }
        any
    }

    /// Nothing is glued to the stop `k` but what closes a sentence.
    fn ends_sentence(&self, k: usize) -> bool {
        match self.after(k) {
            None | Some('”' | '’' | '»' | '›' | ')' | ']' | '"' | '\'') => true,
            Some(c) => is_blank(c),
        }
    }

    /// Removals of spaces among the live characters `from` to `to` share the rule of the run that they are part of.
    fn remove_between(&mut self, from: usize, to: usize, rule: Rule) {
        let Some(&from) = self.live.get(from) else { return };
        let end = self.live.get(to + 1).map_or(self.region.units.len(), |&k| k as usize);
        for unit in self.region.units.get_mut(from as usize..end).unwrap_or_default() {
            if !unit.live && matches!(unit.rule, Some(Rule::SpaceRun | Rule::BlankRuns)) {
                unit.rule = Some(rule);
            }
        }
    }

    /// Settles the blanks from the live character `start` up to `end`.
    fn settle_run(&mut self, start: usize, end: usize) {
        let at_start = self.region.start == 0 && start == 0;
        let at_end = end == self.live.len() && self.region.next.is_none();
        if (at_start || at_end) && self.policy.trim {
            for k in start..end {
                self.remove(k, Rule::BlankRuns);
            }
            return self.remove_between(start, end - 1, Rule::BlankRuns);
        }
        // Spaces between two line ends, the line feed after them, and so on; both ends of the text end a line too.
        let mut from = start;
        let mut feeds = 0;
        for k in start..=end {
            let feed = k < end && self.get(k) == Some('\n');
            if k < end && !feed {
                continue;
            }
            let follows_feed = from > start || at_start;
            if from < k {
                feeds = if self.policy.spaces { feeds } else { 0 };
                self.settle_spaces(from, k, follows_feed, feed || at_end);
            }
            if feed {
                feeds += 1;
                if feeds > 2 && self.policy.blank_runs {
                    self.remove(k, Rule::BlankRuns);
                }
            }
            from = k + 1;
        }
    }

    /// Settles the spaces from the live character `start` up to `end`.
    fn settle_spaces(&mut self, start: usize, end: usize, follows_feed: bool, meets_feed: bool) {
        if !self.policy.spaces {
            return;
        }
        if meets_feed || (follows_feed && !self.is_indent(start)) {
            let rule = if meets_feed { Rule::LineEnd } else { Rule::LineStart };
            for k in start..end {
                self.remove(k, rule);
            }
            return self.remove_between(start, end - 1, rule);
        }
        let (wanted, kept) = if follows_feed { ('\u{3000}', start) } else { self.choose(start, end) };
        for k in (start..end).filter(|&k| k != kept) {
            self.remove(k, Rule::SpaceRun);
        }
        if let Some(unit) = self.live.get(kept).and_then(|&n| self.region.units.get_mut(n as usize))
            && unit.ch != wanted
        {
            let no_break = matches!(unit.ch, '\u{A0}' | '\u{202F}');
            unit.replace(wanted, if no_break { Rule::NoBreak } else { Rule::OddSpace });
        }
    }

    /// The ideographic space that begins a paragraph.
    fn is_indent(&mut self, k: usize) -> bool {
        self.get(k) == Some('\u{3000}') && self.in_cjk(k)
    }

    fn in_cjk(&mut self, k: usize) -> bool {
        let unit = self.live.get(k).and_then(|&n| self.region.units.get(n as usize));
        unit.is_some_and(|unit| self.line.is_cjk(self.text, self.region.start + unit.at as usize))
    }

    /// The one space that stands for a run, and the place of it.
    fn choose(&mut self, start: usize, end: usize) -> (char, usize) {
        let find = |wanted: fn(char) -> bool| {
            (start..end).find_map(|k| Some((self.get(k).filter(|c| wanted(*c))?, k)))
        };
        let (before, after) = (self.before(start, 1), self.get(end).or(self.region.next));
        let initial = before == Some('.')
            && self.before(start, 2).is_some_and(char::is_uppercase)
            && !self.before(start, 3).is_some_and(char::is_alphanumeric);
        let digits = before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit());
        let kept = before.zip(after).is_some_and(|(a, b)| initial || keeps_no_break(a, b));
        let no_break = find(|c| matches!(c, '\u{A0}' | '\u{202F}')).filter(|_| kept);
        let narrow =
            find(|c| matches!(c, '\u{2004}'..='\u{2006}' | '\u{2008}'..='\u{200A}')).filter(|_| kept);
        let wide = find(|c| matches!(c, '\u{2000}'..='\u{2003}' | '\u{2007}')).filter(|_| digits);
        let tab = find(|c| c == '\t');
        let plain = find(|c| c == ' ');
        let ideographic = find(|c| c == '\u{3000}');
        no_break
            .or(narrow.map(|(_, k)| ('\u{202F}', k)))
            .or(wide.map(|(_, k)| ('\u{A0}', k)))
            .or(tab)
            .or(plain)
            .or_else(|| ideographic.filter(|(_, k)| self.in_cjk(*k)))
            .unwrap_or((' ', start))
    }
}

/// Whether a no-break space between the two characters says something: French marks, guillemets, numbers, units, dashes.
pub(super) const fn keeps_no_break(before: char, after: char) -> bool {
    before.is_ascii_digit()
        || after.is_ascii_digit()
        || matches!(before, '«' | '‹' | '–' | '—' | '§' | '№' | '€' | '$' | '£')
        || matches!(after, ':' | ';' | '!' | '?' | '»' | '›' | '%' | '‰' | '°' | '€' | '$' | '£' | '¥')
        || matches!(after, '–' | '—' | '\u{203C}' | '\u{203D}' | '\u{2047}'..='\u{2049}')
        || is_mongolian(before)
        || is_mongolian(after)
}

/// A narrow no-break space parts a Mongolian suffix from its word.
const fn is_mongolian(c: char) -> bool {
    matches!(c, '\u{1800}'..='\u{18AF}')
}
