//! Languages by their closed-class words: the second opinion on the answers of `lingua`.

use std::sync::OnceLock;

use super::Language;
use super::sample::Sample;
use super::script::{self, Script};

const DATA: &str = include_str!("../../dictionaries/language/function-words.tsv");

/// The languages of the table.
const LANGUAGES: [Language; 10] = [
    Language::EN,
    Language::FR,
    Language::ES,
    Language::of(*b"pt\0"),
    Language::of(*b"it\0"),
    Language::of(*b"ca\0"),
    Language::of(*b"gl\0"),
    Language::of(*b"ro\0"),
    Language::of(*b"de\0"),
    Language::of(*b"nl\0"),
];

/// One bit for each language.
type Set = u16;

/// What the known words, endings and letters of a sample say.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Evidence {
    /// Weight of the evidence for each language.
    scores: [u32; LANGUAGES.len()],
    /// Whole words that each language knows.
    known: [u32; LANGUAGES.len()],
    /// Letters that each language does not write.
    foreign: [u32; LANGUAGES.len()],
    words: u32,
}

impl Evidence {
    pub(crate) fn of(sample: &Sample) -> Self {
        let table = table();
        let mut evidence = Self::default();
        for word in Pieces(&sample.text) {
            evidence.words += 1;
            let set = look_up(&table.words, word);
            if word.len() == 1 {
                // Every language has a word of one plain letter.
                evidence.add(set, 1);
                continue;
            }
            evidence.add(set, 2);
            for (index, known) in evidence.known.iter_mut().enumerate() {
                *known += u32::from(set >> index & 1);
            }
            if set == 0 {
                evidence.add(table.ending(word), 1);
            }
        }
        for letter in sample.text.chars().filter(|letter| !letter.is_ascii()) {
            evidence.add(table.letter(letter), 1);
            if letter.is_alphabetic() && script::of(letter) == Script::Latin {
                let written = table.alphabet(letter);
                for (index, foreign) in evidence.foreign.iter_mut().enumerate() {
                    *foreign += u32::from(written >> index & 1 ^ 1);
                }
            }
        }
        evidence
    }

    /// `of` two: the whole weight for a word, half of it for an ending or a letter.
    fn add(&mut self, set: Set, of_two: u32) {
        let weight = match set.count_ones() {
            0 => return,
            1 => 8,
            2 => 5,
            3 => 3,
            4 => 2,
            _ => 1,
        };
        for (index, score) in self.scores.iter_mut().enumerate() {
            *score += u32::from(set >> index & 1) * weight * of_two;
        }
    }

    /// The language with most evidence, and by how much it leads (two a point; 16 = one word that no other language has).
    pub(crate) fn best(&self) -> (Language, u32) {
        let mut best = (Language::UND, 0);
        let mut second = 0;
        for (&language, &score) in LANGUAGES.iter().zip(&self.scores) {
            if score > best.1 {
                (second, best) = (best.1, (language, score));
            } else {
                second = second.max(score);
            }
        }
        (best.0, best.1 - second)
    }

    /// By how much `language` is ahead of every other language; negative when it is behind. `None` for a language
    /// without a table.
    pub(crate) fn lead(&self, language: Language) -> Option<i32> {
        let index = LANGUAGES.iter().position(|&known| known == language)?;
        let own = self.scores.get(index).copied()?;
        let others = self.scores.iter().enumerate().filter(|&(other, _)| other != index);
        let other = others.map(|(_, &score)| score).max().unwrap_or(0);
        Some(own.cast_signed().saturating_sub(other.cast_signed()))
    }

    /// How many percent of the words `language` knows; `None` for a language without a table.
    pub(crate) fn share(&self, language: Language) -> Option<u32> {
        let index = LANGUAGES.iter().position(|&known| known == language)?;
        Some(self.known.get(index).copied()? * 100 / self.words.max(1))
    }

    /// True if a text of so many letters has more letters that `language` does not write than names explain.
    pub(crate) fn is_foreign_to(&self, language: Language, letters: u32) -> bool {
        let index = LANGUAGES.iter().position(|&known| known == language);
        let foreign = index.and_then(|index| self.foreign.get(index)).copied().unwrap_or(0);
        foreign >= 2 && foreign * 40 > letters
    }

    /// Weight of the evidence for `language`.
    pub(crate) fn score(&self, language: Language) -> u32 {
        let index = LANGUAGES.iter().position(|&known| known == language);
        index.and_then(|index| self.scores.get(index)).copied().unwrap_or(0)
    }

    /// Words that were looked up; `l'` counts as one.
    pub(crate) fn words(&self) -> u32 {
        self.words
    }
}

/// The words of a text: runs of letters, an apostrophe kept with the short word before it or the ending behind it.
struct Pieces<'t>(&'t str);

impl<'t> Iterator for Pieces<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let is_part = |c: char| c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}');
        let start = self.0.find(is_part)?;
        // `'s`, `'t`, `'re`: the apostrophe stands directly after a longer word, which ended the piece before.
        let from = if start == 1 && self.0.starts_with('\'') { 0 } else { start };
        let rest = self.0.get(start..)?;
        let end = start + rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let tail = self.0.get(end..)?;
        let elided = tail.starts_with('\'') && (end - start <= 2 || is_elided(self.0.get(start..end)?));
        let end = if elided { end + 1 } else { end };
        let piece = self.0.get(if elided { start } else { from }..end)?;
        self.0 = self.0.get(end..)?;
        Some(piece)
    }
}

/// Longer words that lose their vowel before another: French, Italian.
fn is_elided(word: &str) -> bool {
    matches!(
        word,
        "jusqu" | "lorsqu" | "puisqu" | "dell" | "nell" | "sull" | "dall" | "all" | "un" | "quell" | "quest"
    )
}

/// The table, sorted for binary search.
#[derive(Debug, Default)]
struct Table {
    words: Vec<(&'static str, Set)>,
    endings: Vec<(&'static str, Set)>,
    letters: Vec<(&'static str, Set)>,
    alphabets: Vec<(&'static str, Set)>,
}

impl Table {
    /// The set of the longest known ending.
    fn ending(&self, word: &str) -> Set {
        let mut starts = word.char_indices().map(|(at, _)| at).rev();
        let mut longest = 0;
        for start in starts.by_ref().take(6) {
            // A stem of two letters at least.
            if start < 2 {
                break;
            }
            match word.get(start..).map(|ending| look_up(&self.endings, ending)) {
                Some(0) | None => {}
                Some(set) => longest = set,
            }
        }
        longest
    }

    fn alphabet(&self, letter: char) -> Set {
        look_up(&self.alphabets, letter.encode_utf8(&mut [0; 4]))
    }

    fn letter(&self, letter: char) -> Set {
        look_up(&self.letters, letter.encode_utf8(&mut [0; 4]))
    }
}

fn look_up(entries: &[(&'static str, Set)], key: &str) -> Set {
    entries
        .binary_search_by(|(entry, _)| (*entry).cmp(key))
        .ok()
        .and_then(|at| entries.get(at))
        .map_or(0, |&(_, set)| set)
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        for row in DATA.lines().filter(|row| !row.starts_with('#')) {
            let mut columns = row.split('\t');
            let (Some(kind), Some(code), Some(items)) = (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let Some(index) = LANGUAGES.iter().position(|language| language.code() == code) else { continue };
            let entries = match kind {
                "word" => &mut table.words,
                "ending" => &mut table.endings,
                "letter" => &mut table.letters,
                _ => {
                    table.alphabets.extend(items.char_indices().filter_map(|(at, letter)| {
                        items.get(at..at + letter.len_utf8()).map(|letter| (letter, 1 << index))
                    }));
                    continue;
                }
            };
            entries.extend(items.split(' ').map(|item| (item, 1 << index)));
        }
        for entries in [&mut table.words, &mut table.endings, &mut table.letters, &mut table.alphabets] {
            entries.sort_unstable();
            entries.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                kept.1 |= if same { next.1 } else { 0 };
                same
            });
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_data_is_read() {
        for row in DATA.lines().filter(|row| !row.starts_with('#')) {
            let columns: Vec<&str> = row.split('\t').collect();
            assert_eq!(columns.len(), 3, "{row:?}");
            assert!(["word", "ending", "letter", "alphabet"].contains(&columns[0]), "{row:?}");
            assert!(LANGUAGES.iter().any(|language| language.code() == columns[1]), "{row:?}");
            assert!(
                columns[2].split(' ').all(|item| !item.is_empty() && item == item.to_lowercase()),
                "{row:?}"
            );
        }
        assert_eq!(look_up(&table().words, "the"), 1);
        assert_eq!(look_up(&table().words, "de").count_ones(), 7);
    }

    #[test]
    fn pieces_keep_elisions_and_clitics() {
        let pieces: Vec<&str> = Pieces("l'accord d'hier jusqu'ici britain's don't (oui) ").collect();
        assert_eq!(
            pieces,
            ["l'", "accord", "d'", "hier", "jusqu'", "ici", "britain", "'s", "don", "'t", "oui"]
        );
    }

    #[test]
    fn a_sentence_of_each_language() {
        for (code, text) in [
            ("en", "The government said on Tuesday that it would not change the rules before the summer."),
            ("fr", "Le gouvernement a dit mardi qu’il ne changerait pas les règles avant l’été."),
            ("es", "El gobierno dijo el martes que no cambiará las normas antes del verano."),
            ("pt", "O governo disse na terça-feira que não vai mudar as regras antes do verão."),
            ("it", "Il governo ha detto martedì che non cambierà le regole prima dell’estate."),
            ("ca", "El govern ha dit dimarts que no canviarà les normes abans de l’estiu amb aquest text."),
            ("gl", "O goberno dixo o martes que non cambiará as normas antes do verán."),
            (
                "ro",
                "Guvernul a spus marți că nu va schimba regulile înainte de vară și că acestea sunt bune.",
            ),
            ("de", "Die Regierung sagte am Dienstag, dass sie die Regeln vor dem Sommer nicht ändern werde."),
            ("nl", "De regering zei dinsdag dat ze de regels niet zal veranderen voor de zomer."),
        ] {
            let (found, _) = Evidence::of(&Sample::of(text)).best();
            assert_eq!(found.code(), code, "{text:?}");
        }
    }
}
