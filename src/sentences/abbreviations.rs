//! What is known about the word before a full stop and the word after it.

use std::sync::{Arc, LazyLock};

use super::endings::Endings;
use crate::language::Language;

const DATA: &str = include_str!("../../dictionaries/sentences/abbreviations.tsv");

/// Words up to this length, in bytes, can be abbreviations.
pub(super) const LONGEST: usize = 31;

/// A class of words, as a bit.
pub(super) type Class = u16;

pub(super) const NEVER: Class = 1;
pub(super) const MAYBE: Class = 1 << 1;
pub(super) const END: Class = 1 << 2;
pub(super) const NUMBER: Class = 1 << 3;
pub(super) const CAPITALISED: Class = 1 << 4;
pub(super) const STARTER: Class = 1 << 5;
pub(super) const ZONE: Class = 1 << 6;
pub(super) const TITLE: Class = 1 << 7;
pub(super) const SPEECH: Class = 1 << 8;
pub(super) const DETERMINER: Class = 1 << 9;

/// What is said of words before a stop.
pub(super) const ABBREVIATION: Class = NEVER | MAYBE | END | NUMBER;

const CLASSES: [(&str, Class); 10] = [
    ("never", NEVER),
    ("maybe", MAYBE),
    ("end", END),
    ("number", NUMBER),
    ("capitalised", CAPITALISED),
    ("starter", STARTER),
    ("zone", ZONE),
    ("title", TITLE),
    ("speech", SPEECH),
    ("determiner", DETERMINER),
];

/// The languages whose rules are known, each with its column in the table.
const LANGUAGES: [Language; 3] = [Language::EN, Language::FR, Language::ES];

/// The column of a language; `None` where its rules are not known.
pub(super) fn column(language: Language) -> Option<usize> {
    LANGUAGES.iter().position(|known| *known == language)
}

/// A word in lower case, on the stack. Longer words than [`LONGEST`] are none that the tables know.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// Eight bytes each; the last byte is the length, so that no word is the beginning of another.
    parts: [u64; 4],
}

impl Key {
    #[inline]
    pub(super) fn new(word: &[u8]) -> Option<Self> {
        if word.is_empty() || word.len() > LONGEST {
            return None;
        }
        let mut parts = [0; 4];
        let mut lead = 0;
        for (part, bytes) in parts.iter_mut().zip(word.chunks(8)) {
            let packed = bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
            *part = if packed & 0x8080_8080_8080_8080 == 0 {
                small_ascii(packed)
            } else {
                bytes.iter().enumerate().fold(0, |sum, (at, byte)| {
                    let before = at.checked_sub(1).map_or(lead, |at| bytes.get(at).copied().unwrap_or(0));
                    sum | u64::from(small(before, *byte)) << (8 * at)
                })
            };
            lead = bytes.last().copied().unwrap_or(0);
        }
        parts[3] |= (word.len() as u64) << 56;
        Some(Self { parts })
    }

    /// The key of at most eight small ASCII letters, packed with the first in the lowest byte.
    #[inline]
    pub(super) fn of_small(packed: u64, length: usize) -> Self {
        Self { parts: [packed, 0, 0, (length as u64) << 56] }
    }

    #[inline]
    fn slot(&self) -> usize {
        let [one, two, three, four] = self.parts;
        let mixed = one ^ two.rotate_left(13) ^ three.rotate_left(29) ^ four.rotate_left(43);
        (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
    }
}

/// Eight bytes of ASCII with their capitals made small.
#[inline]
fn small_ascii(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // The high bit of a byte is set from `A` on, and from the byte behind `Z` on.
    let from_a = bytes + EACH * (0x80 - 0x41);
    let behind_z = bytes + EACH * (0x80 - 0x5B);
    bytes + ((from_a & !behind_z & (EACH << 7)) >> 2)
}

/// One byte of a word, made small: capitals of Latin-1 stand 32 below their small letters, as those of ASCII do.
fn small(before: u8, byte: u8) -> u8 {
    let capital = byte.is_ascii_uppercase() || before == 0xC3 && (0x80..0x9F).contains(&byte);
    if capital { byte + 0x20 } else { byte }
}

/// The words of the built-in table with the classes that they have in each language, by open addressing.
struct Table {
    slots: Vec<Option<(Key, [Class; 3])>>,
    /// Bytes of the longest abbreviation.
    longest: usize,
    endings: Endings,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(DATA));

impl Table {
    fn read(data: &str) -> Self {
        // A quarter full: a word that is not known is mostly known so at once.
        let mut table = Self { slots: vec![None; 4096], longest: 0, endings: Endings::new() };
        for line in data.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let (class, languages, words) = (columns.next(), columns.next(), columns.next());
            let class = CLASSES.iter().find(|(name, _)| Some(*name) == class).map_or(0, |(_, class)| *class);
            for word in words.unwrap_or_default().split(' ') {
                for language in languages.unwrap_or_default().split(',') {
                    let at = LANGUAGES.iter().position(|known| known.code() == language);
                    if let Some(found) = Key::new(word.as_bytes()).and_then(|key| table.entry(key)).zip(at)
                        && let Some(classes) = found.0.get_mut(found.1)
                    {
                        *classes |= class;
                        if class & ABBREVIATION != 0 {
                            table.longest = table.longest.max(word.len());
                            table.endings.note(word.as_bytes());
                        }
                    }
                }
            }
        }
        table
    }

    /// The slots in which a word can be, the first empty one the last.
    fn probe(&self, key: &Key) -> impl Iterator<Item = usize> + use<> {
        let (slot, mask) = (key.slot(), self.slots.len() - 1);
        (0..=mask).map(move |step| (slot + step) & mask)
    }

    fn entry(&mut self, key: Key) -> Option<&mut [Class; 3]> {
        let slot = self.probe(&key).find(|&slot| {
            matches!(self.slots.get(slot), Some(Some((known, _))) if *known == key)
                || self.slots.get(slot) == Some(&None)
        })?;
        Some(&mut self.slots.get_mut(slot)?.get_or_insert((key, [0; 3])).1)
    }

    #[inline]
    fn get(&self, key: &Key) -> [Class; 3] {
        for slot in self.probe(key) {
            match self.slots.get(slot) {
                Some(Some((known, classes))) if known == key => return *classes,
                Some(Some(_)) => {}
                _ => break,
            }
        }
        [0; 3]
    }
}

impl std::fmt::Debug for Words<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("column", &self.column).field("own", &self.own).finish_non_exhaustive()
    }
}

/// Where to look words up: the built-in table in one language, or in all where the language is not known.
#[derive(Clone, Copy)]
pub(super) struct Words<'r> {
    table: &'static Table,
    column: Option<usize>,
    own: &'r [(Key, Class)],
    longest: usize,
}

impl<'r> Words<'r> {
    pub(super) fn new(language: Language, own: &'r Abbreviations) -> Self {
        Self {
            table: &TABLE,
            column: column(language),
            own: &own.compiled,
            // A user's word is looked for whatever its length.
            longest: if own.compiled.is_empty() { TABLE.longest } else { LONGEST },
        }
    }

    /// True if the text is, or may be, in English.
    pub(super) fn know_english(self) -> bool {
        self.column.is_none_or(|column| column == 0)
    }

    /// The classes of a word before a stop: as [`Words::classes`], but for words that no abbreviation is as long as.
    #[inline]
    pub(super) fn before_stop(self, word: &[u8]) -> Class {
        if word.len() > self.longest { 0 } else { self.classes(word) }
    }

    /// The classes of a word, written in whatever case.
    pub(super) fn classes(self, word: &[u8]) -> Class {
        Key::new(word).map_or(0, |key| self.classes_of(&key))
    }

    /// True if the user has no abbreviations.
    #[inline]
    pub(super) fn are_built_in(self) -> bool {
        self.own.is_empty()
    }

    /// False if no abbreviation has four bytes or more and ends as these eight do.
    #[inline]
    pub(super) fn may_end(self, bytes: u64) -> bool {
        !self.own.is_empty() || self.table.endings.may_hold(bytes)
    }

    /// The classes of a word by its key.
    #[inline]
    pub(super) fn classes_of(self, key: &Key) -> Class {
        let found = self.table.get(key);
        let built_in = match self.column {
            Some(column) => found.get(column).copied().unwrap_or_default(),
            None => found.iter().fold(0, |all, class| all | class),
        };
        if self.own.is_empty() {
            return built_in;
        }
        // A user's word is what the user says that it is, in whatever case.
        match self.own.binary_search_by(|(known, _)| known.cmp(key)) {
            Ok(at) => {
                self.own.get(at).map_or(0, |(_, class)| *class)
                    | built_in & !(NEVER | MAYBE | END | CAPITALISED)
            }
            Err(_) => built_in,
        }
    }
}

/// Abbreviations besides those that are built in, in three classes.
///
/// Case and the last full stop do not matter; words of more than 31 bytes are left out. What stands here counts in
/// every language, and before what is built in.
///
/// ```
/// use unisono::Language;
/// use unisono::sentences::{Abbreviations, Rules, segment};
/// let mut rules = Rules::new(Language::EN);
/// let text = "Filed under Regl. Seven of them.";
/// assert_eq!(segment(text, &rules).count(), 2);
/// rules.abbreviations = Abbreviations::new(["regl."], [], []);
/// assert_eq!(segment(text, &rules).count(), 1);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(from = "Lists", into = "Lists")
)]
pub struct Abbreviations {
    lists: Lists,
    /// Sorted.
    compiled: Arc<[(Key, Class)]>,
}

/// As written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
struct Lists {
    never: Vec<String>,
    maybe: Vec<String>,
    number: Vec<String>,
}

impl Abbreviations {
    /// `never`: no sentence ends after one. `maybe`: only before a word that begins sentences (`The`, `Il`) or an
    /// opening quotation mark. `number`: it belongs to a number that follows.
    ///
    /// ```
    /// use unisono::sentences::Abbreviations;
    /// assert_ne!(Abbreviations::new(["vgl."], ["usf"], ["Abb"]), Abbreviations::default());
    /// ```
    pub fn new<'w>(
        never: impl IntoIterator<Item = &'w str>,
        maybe: impl IntoIterator<Item = &'w str>,
        number: impl IntoIterator<Item = &'w str>,
    ) -> Self {
        let own = |words: &mut dyn Iterator<Item = &'w str>| words.map(str::to_owned).collect();
        Lists {
            never: own(&mut never.into_iter()),
            maybe: own(&mut maybe.into_iter()),
            number: own(&mut number.into_iter()),
        }
        .into()
    }
}

impl From<Lists> for Abbreviations {
    fn from(lists: Lists) -> Self {
        let classes = [(&lists.never, NEVER), (&lists.maybe, MAYBE), (&lists.number, NUMBER)];
        let mut compiled: Vec<(Key, Class)> = Vec::new();
        for (words, class) in classes {
            for key in words.iter().filter_map(|word| Key::new(word.trim().trim_end_matches('.').as_bytes()))
            {
                match compiled.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, classes)) => *classes |= class,
                    None => compiled.push((key, class)),
                }
            }
        }
        compiled.sort_by_key(|(key, _)| *key);
        Self { lists, compiled: compiled.into() }
    }
}

impl From<Abbreviations> for Lists {
    fn from(abbreviations: Abbreviations) -> Self {
        abbreviations.lists
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = self.parts.map(u64::to_le_bytes).concat();
        let length = bytes.last().map_or(0, |length| usize::from(*length));
        f.write_str(&String::from_utf8_lossy(bytes.get(..length).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood() {
        for line in DATA.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [class, languages, words] = columns[..] else { panic!("{line}") };
            let class = CLASSES.iter().find(|(name, _)| *name == class).expect("a class").1;
            for (word, language) in
                words.split(' ').flat_map(|word| languages.split(',').map(move |code| (word, code)))
            {
                assert_eq!(word.to_lowercase(), word);
                let column = LANGUAGES.iter().position(|known| known.code() == language).expect("a language");
                assert!(!word.ends_with(|last: char| last.is_ascii_digit()), "the scan counts on it: {word}");
                let key = Key::new(word.as_bytes()).unwrap_or_else(|| panic!("{word:?} in {line}"));
                assert_ne!(TABLE.get(&key)[column] & class, 0, "{word}");
            }
        }
        let used = TABLE.slots.iter().flatten().count();
        assert!(used * 3 < TABLE.slots.len(), "{used} words");
    }

    #[test]
    fn case_does_not_matter_and_length_does() {
        let none = Abbreviations::default();
        let words = Words::new(Language::FR, &none);
        assert_eq!(words.classes("ÉD".as_bytes()), words.classes("éd".as_bytes()));
        assert_ne!(words.classes("éd".as_bytes()) & NEVER, 0);
        assert_eq!(words.classes(b""), 0);
        assert_eq!(words.classes(&[b'a'; 200]), 0);
        assert_eq!(words.classes(b"m\0") & NEVER, 0);
    }
}
