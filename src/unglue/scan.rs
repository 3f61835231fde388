//! One pass over the words of a text that may be wrong.

use super::evidence::{Candidate, Pending};
use super::letters::{Letters, Step, ones};
use super::place::{LONGEST, Reader, Token};
use super::{Mode, Options, Repair, Suspect, case, comma, data, lower, stop, suspect};
use crate::{Language, language};

/// Words after the last capital in which a name can end: `Parti de la justice et du développement`.
const NAME_WORDS: u64 = 6;

/// The languages whose words are known.
fn known(language: Language) -> bool {
    [Language::EN, Language::FR, Language::ES].contains(&language)
}

/// The languages of a text as they come.
struct Languages<'o> {
    spans: &'o [(std::ops::Range<usize>, Language)],
    at: usize,
    main: Language,
}

impl<'o> Languages<'o> {
    fn new(text: &str, options: &Options<'o>) -> Self {
        let main = match options.languages {
            [] => language::detect(text).language,
            spans => {
                let share = |wanted: Language| {
                    spans
                        .iter()
                        .filter(|(_, language)| *language == wanted)
                        .map(|(range, _)| range.len())
                        .sum::<usize>()
                };
                // The first of those with most bytes.
                [Language::ES, Language::FR, Language::EN]
                    .into_iter()
                    .max_by_key(|&language| share(language))
                    .filter(|&language| share(language) > 0)
                    .unwrap_or(Language::UND)
            }
        };
        Self { spans: options.languages, at: 0, main: if known(main) { main } else { Language::UND } }
    }

    /// The language at a position not before the last one asked for. Text in no language goes by the rest of its document.
    fn at(&mut self, position: usize) -> Language {
        while self.spans.get(self.at).is_some_and(|(range, _)| range.end <= position) {
            self.at += 1;
        }
        match self.spans.get(self.at) {
            Some((range, language)) if range.start <= position && !language.is_undetermined() => *language,
            _ => self.main,
        }
    }
}

/// Goes over the words of a text that may be wrong, and puts aside what is. Other words are not even read.
pub(super) fn scan(
    text: &str,
    letters: &Letters,
    options: &Options<'_>,
    pending: &mut Pending,
    suspects: &mut Vec<Suspect>,
) {
    let mut scan = Scan {
        letters,
        languages: Languages::new(text, options),
        reader: Reader { text, lexicon: options.lexicon, language: Language::UND },
        extended: options.mode == Mode::Extended,
        last: stop::Last::default(),
        pending,
        suspects,
    };
    let (mut words, mut capital) = (0, None);
    for step in letters.steps() {
        let long = if scan.extended { step.six } else { step.seven };
        for bit in ones(step.capitals | step.changes | long | step.commas) {
            let (at, here) = (step.base + bit as usize, 1 << bit);
            if step.commas & here != 0 {
                scan.comma(at);
                continue;
            }
            let number = words + u64::from((step.starts & (here | (here - 1))).count_ones());
            if step.capitals & here != 0 {
                capital = Some(number);
            }
            // A name can end in the word.
            let named = capital.is_some_and(|capital| number - capital <= NAME_WORDS);
            scan.look(&step, at, here, named);
        }
        words += u64::from(step.starts.count_ones());
    }
}

struct Scan<'s, 't> {
    letters: &'s Letters,
    languages: Languages<'s>,
    reader: Reader<'t>,
    extended: bool,
    /// The last word looked at.
    last: stop::Last,
    pending: &'s mut Pending,
    suspects: &'s mut Vec<Suspect>,
}

impl Scan<'_, '_> {
    /// The spaces before the comma at `at`.
    fn comma(&mut self, at: usize) {
        let Some(range) = comma::spaces(&self.reader, at) else { return };
        if known(self.languages.at(at)) {
            let repair = Repair { range, rule: "space.comma", confidence: 0.99 };
            self.pending.push(Candidate { repair, form: None, alone: [None, None], word: at..at });
        }
    }

    /// The word that begins at `at`, or has a capital there.
    fn look(&mut self, step: &Step, at: usize, here: u64, named: bool) {
        let first = step.starts & here != 0;
        if at < self.last.token.end
            || first && !named && !self.extended && (step.capitals | step.changes) & here == 0
        {
            return;
        }
        if first && self.is_plain(at, named, step.capitals & here != 0) {
            return;
        }
        let token = self.letters.token(if first { at } else { self.letters.start_of(at) });
        let before = self.byte(token.start.wrapping_sub(1)).unwrap_or(b'\n');
        let length = token.end - token.start;
        let case = token.changes > 0;
        let stop = token.starts_upper && stop::may_follow(before);
        let named = named && length >= 7;
        let lower = !case && (named || self.extended && length >= 6);
        let suspicious = before == b' '
            && token.starts_upper
            && token.capitals == 1
            && self.may_be_suspect(token.start, token.end);
        let last = std::mem::replace(&mut self.last, stop::Last { token, split: None, parted: false });
        if !(case || stop || lower || suspicious) || length > LONGEST || token.foreign {
            return;
        }
        self.reader.language = self.languages.at(token.start);
        if !known(self.reader.language) {
            return;
        }
        let last = if stop || suspicious { self.before(&token, last) } else { None };
        let found = if case {
            case::decide(&self.reader, &token)
        } else if lower {
            lower::decide(&self.reader, &token, named, self.extended)
        } else {
            None
        };
        self.last.split = found.as_ref().map(|found| found.repair.range.start);
        let second = self.last.split.filter(|_| lower);
        let spaced = last.filter(|_| stop).and_then(|last| stop::decide(&self.reader, &last, &token, second));
        if let Some(candidate) = spaced {
            self.last.parted = true;
            self.pending.push(candidate);
        }
        if case && let Some(end) = self.last.split {
            self.first_of_two(&token, end, named);
        }
        match found {
            Some(candidate) => self.pending.push(candidate),
            None if case => self.pending.keep(&token),
            None => {}
        }
        if suspicious && let Some(last) = last {
            suspect::look(&self.reader, &last.token, &token, self.suspects);
        }
    }

    /// The first part of a word that a capital parts can be two words itself.
    fn first_of_two(&mut self, token: &Token, end: usize, named: bool) {
        let capitals = u32::from(token.starts_upper);
        let (start, starts_upper) = (token.start, token.starts_upper);
        let word = Token { start, end, capitals, starts_upper, ..Token::default() };
        if end - start >= if self.extended { 6 } else { 7 }
            && token.first_change == end
            && let Some(candidate) = lower::decide(&self.reader, &word, named, self.extended)
        {
            self.pending.push(candidate);
        }
    }

    /// The word before `token`, with what was found in it if it was looked at.
    fn before(&self, token: &Token, looked_at: stop::Last) -> Option<stop::Last> {
        let word = self.letters.before(token.start)?;
        let same = looked_at.token.end == word.end && word.end > 0;
        Some(if same { looked_at } else { stop::Last { token: word, ..stop::Last::default() } })
    }

    /// True for a word that shows nothing wrong at a first look: most words.
    fn is_plain(&self, start: usize, named: bool, capital: bool) -> bool {
        let Some(end) = self.letters.short_word(start) else { return false };
        let long = end - start >= if self.extended { 6 } else { 7 };
        if long && (named || self.extended) && !lower::is_known(&self.reader, start..end) {
            return false;
        }
        !capital
            || self.byte(start.wrapping_sub(1)).is_some_and(|before| {
                !stop::may_follow(before) && (before != b' ' || !self.may_be_suspect(start, end))
            })
    }

    /// False for what the bytes around show to be none of the suspects: nearly every word.
    fn may_be_suspect(&self, start: usize, end: usize) -> bool {
        match self.byte(end) {
            Some(b' ') => {
                self.byte(end + 1).is_some_and(|next| next.is_ascii_lowercase() || !next.is_ascii())
                    && self.reader.text.as_bytes().get(start..end).is_some_and(data::may_be_function)
            }
            Some(b',') => self.byte(start.wrapping_sub(2)) == Some(b'.'),
            _ => false,
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.reader.text.as_bytes().get(at).copied()
    }
}
