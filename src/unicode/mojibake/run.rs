//! Misread characters in a row: the longest explanation by one character set.

use super::charset::{Charset, Family, Sets, leading_sets};
use super::judge::{self, Around, Verdict};
use super::kind::Kind;
use super::unit::{self, Follows, Reading, Unit, atom};

/// Units of which none is certain are not followed further, so that no text is read over and over.
const LONGEST: usize = 64;

/// Units that a judgement looks ahead, and letters of one script that it looks back.
const AHEAD: usize = 3;

/// Characters that one character set explains as others.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) set: Charset,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) decoded: String,
    pub(super) verdict: Verdict,
    /// No capital comes behind a small letter.
    pub(super) cased: bool,
    /// A control stands for a byte: the text passed a reader that knows Latin-1 only.
    pub(super) control: bool,
    pub(super) lossy: bool,
}

impl Run {
    fn rank(&self, seen: &Seen) -> (Verdict, usize, bool, u16) {
        (self.verdict, self.end, self.cased, seen.of(self.set))
    }
}

/// How often each set has explained what is certain in a line.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen([u16; Charset::ALL.len()]);

impl Seen {
    fn of(&self, set: Charset) -> u16 {
        self.0.get(set as usize).copied().unwrap_or_default()
    }

    /// Counts every set that explains a certain run.
    pub(super) fn add(&mut self, text: &str, run: &Run) {
        for set in Charset::ALL {
            let explains =
                || self::run(text, run.start, set, Reading::Strict).is_some_and(|other| other.end == run.end);
            if let Some(count) = self.0.get_mut(set as usize).filter(|_| set == run.set || explains()) {
                *count = count.saturating_add(1);
            }
        }
    }
}

/// The best explanation of the text at `at`; of equal ones, by the set that explains most of the line.
pub(super) fn best(text: &str, at: usize, reading: Reading, seen: &Seen) -> Option<Run> {
    let (first, _) = atom(text, at)?;
    let sets: Sets = leading_sets(first);
    let mut best: Option<Run> = None;
    for set in sets.iter() {
        let Some(run) = run(text, at, set, reading) else { continue };
        if best.as_ref().is_none_or(|best| run.rank(seen) > best.rank(seen)) {
            best = Some(run);
        }
    }
    best
}

fn run(text: &str, start: usize, set: Charset, reading: Reading) -> Option<Run> {
    let mut units: Vec<Unit> = Vec::new();
    let before = characters_before(text, start);
    let mut run = Run {
        set,
        start,
        end: start,
        decoded: String::new(),
        verdict: Verdict::No,
        cased: true,
        control: false,
        lossy: false,
    };
    let mut last = before;
    for index in 0.. {
        // As far ahead as a judgement looks.
        while units.len() <= index + AHEAD
            && let at = units.last().map_or(start, |unit| unit.end)
            && let Some(found) =
                unit::unit(text, at, set, reading).filter(|unit| Kind::of(unit.decoded) != Kind::Rare)
        {
            units.push(found);
        }
        let Some(unit) = units.get(index) else { break };
        let verdict = verdict(text, &units, index, last, set);
        if verdict == Verdict::No || index >= LONGEST && run.verdict < Verdict::Sure {
            break;
        }
        run.verdict = run.verdict.max(verdict);
        run.end = unit.end;
        run.decoded.push(unit.decoded);
        run.cased &= !(last[0].is_some_and(char::is_lowercase) && unit.decoded.is_uppercase());
        run.control |= unit.most == Follows::Control;
        run.lossy |= unit.lossy;
        last = [Some(unit.decoded), last[0]];
        if unit.spaced
            && let Some(end) = spaced(text, unit, &mut run.decoded)
        {
            run.end = end;
            break;
        }
    }
    (run.end > start).then_some(run)
}

fn verdict(text: &str, units: &[Unit], index: usize, before: [Option<char>; 2], set: Charset) -> Verdict {
    let Some(unit) = units.get(index) else { return Verdict::No };
    let mut after = [None; 2];
    let mut decoded = units.get(index + 1..).unwrap_or_default().iter().map(|unit| unit.decoded);
    let raw_from = units.last().map_or(unit.end, |last| last.end);
    let mut raw = text.get(raw_from..).unwrap_or_default().chars();
    for place in &mut after {
        *place = decoded.next().or_else(|| raw.next());
    }
    if unit.spaced && unit.length == 2 {
        return space_verdict(text, units, index, before, set);
    }
    let kind = Kind::of(unit.decoded);
    if let Kind::Script(_) = kind {
        let same = |unit: &&Unit| Kind::of(unit.decoded) == kind || unit.lossy;
        let (head, tail) = units.split_at_checked(index).unwrap_or_default();
        let row = || head.iter().rev().take(AHEAD).take_while(same).chain(tail.iter().take_while(same));
        let odd = row().any(|unit| unit.most >= Follows::Odd || unit.lossy);
        let by_row = judge::script(set.family(), row().count(), odd);
        if by_row != Verdict::No || unit.spaced {
            return by_row;
        }
    }
    judge::unit(set, unit, &Around { before, after })
}

/// A pair whose second character was a no-break space and is now a space. The line is known to be broken.
fn space_verdict(
    text: &str,
    units: &[Unit],
    index: usize,
    before: [Option<char>; 2],
    set: Charset,
) -> Verdict {
    let Some(unit) = units.get(index) else { return Verdict::No };
    let upper = before[0].is_some_and(char::is_uppercase);
    let lower = before[0].is_some_and(char::is_lowercase);
    let after = text.get(unit.end..).and_then(|rest| rest.chars().next());
    let yes = match unit.decoded {
        'à' | '\u{A0}' => !upper,
        c if Kind::of(c) == Kind::CYRILLIC => {
            let neighbour =
                |index: usize| units.get(index).is_some_and(|unit| Kind::of(unit.decoded) == Kind::CYRILLIC);
            neighbour(index + 1) || index > 0 && neighbour(index - 1)
        }
        c => {
            Kind::of(c) == Kind::Latin
                && set.family() == Family::Windows
                && (lower || !upper && after.is_some_and(char::is_lowercase))
        }
    };
    if yes { Verdict::Weak } else { Verdict::No }
}

/// Where a pair ends whose no-break space has become one space with the one behind it: the space stays. `None` where the
/// space belonged to the character alone.
fn spaced(text: &str, unit: &Unit, decoded: &mut String) -> Option<usize> {
    if unit.length != 2 {
        return None;
    }
    match unit.decoded {
        'à' => {
            let rest = text.get(unit.end..).unwrap_or_default();
            let plural = rest.strip_prefix('s').is_some_and(|rest| {
                !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’')
            });
            (!plural && !rest.starts_with(' ')).then_some(unit.end - 1)
        }
        '\u{A0}' => {
            decoded.pop();
            Some(unit.end - 1)
        }
        _ => None,
    }
}

/// `Ã` and a space: `à` between words of small letters, or at the end of one.
pub(super) fn lone_a(text: &str, at: usize) -> Option<Run> {
    let unit = unit::unit(text, at, Charset::Cp1252, Reading::Relaxed)
        .filter(|unit| unit.spaced && unit.length == 2 && unit.decoded == 'à')?;
    let [before, before2] = characters_before(text, at);
    let mut rest = text.get(unit.end..)?.chars();
    let follows = rest.next()?;
    // Words stand beside it, not the letters of a list.
    let word_before = before.is_none()
        || before == Some(' ') && before2.is_some_and(|c| c != ' ') && {
            let head = text.get(..at)?.trim_end_matches(' ');
            let mut back = head.chars().rev();
            back.next().is_some_and(|c| !c.is_uppercase()) && back.next().is_some_and(|c| c != ' ')
        };
    let word_after =
        follows.is_lowercase() && rest.next().is_some_and(|c| c.is_lowercase() || c == '\'' || c == '’');
    if !(before.is_some_and(char::is_lowercase) || word_before && word_after) {
        return None;
    }
    let mut decoded = String::from('à');
    let end = spaced(text, &unit, &mut decoded).unwrap_or(unit.end);
    Some(Run {
        set: Charset::Cp1252,
        start: at,
        end,
        decoded,
        verdict: Verdict::Sure,
        cased: true,
        control: false,
        lossy: false,
    })
}

/// `â€` whose third character is lost: a closing quotation mark, the one whose byte windows-1252 does not have.
pub(super) fn cut_quote(text: &str, at: usize, reading: Reading) -> Option<Run> {
    let rest = text.get(at..)?.strip_prefix("â€")?;
    let end = at + "â€".len();
    let next = rest.chars().next();
    let [before, _] = characters_before(text, at);
    let (decoded, end) = match next {
        Some('?') if reading == Reading::Relaxed => (char::REPLACEMENT_CHARACTER, end + 1),
        Some(c) if !matches!(c, ' ' | '\n' | '.' | ',' | ';' | ':' | '!' | ')') => return None,
        _ if before.is_none_or(char::is_whitespace) => return None,
        _ => ('”', end),
    };
    Some(Run {
        set: Charset::Cp1252,
        start: at,
        end,
        decoded: decoded.into(),
        verdict: Verdict::Sure,
        cased: true,
        control: false,
        lossy: true,
    })
}

/// The two characters before `at`, the nearest first.
pub(super) fn characters_before(text: &str, at: usize) -> [Option<char>; 2] {
    let mut back = text.get(..at).unwrap_or_default().chars();
    [back.next_back(), back.next_back()]
}
