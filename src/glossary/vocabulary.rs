//! The words of all names, numbered; those that names begin with come first.
//!
//! A word is found by its hash and then compared letter by letter, so that a collision never makes a match.

use super::token::{fold_into, folds_to};

/// No word.
pub(crate) const NONE: u32 = u32::MAX;

/// A word that nobody has looked up yet.
pub(crate) const UNRESOLVED: u32 = u32::MAX - 1;

/// Slots looked at before a list of words counts as made to collide; in an honest one half as many are never needed.
const MAX_PROBES: usize = 256;

const EMPTY: u64 = u64::MAX;

/// Too many words with one hash: another seed is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Crowded;

/// Open addressing from a hash to a number; at most half full, never iterated.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Slots {
    /// The upper half is a part of the hash, so that a miss is seen without following the number.
    pub(crate) slots: Vec<u64>,
}

impl Slots {
    fn with_room(count: usize) -> Self {
        Self { slots: vec![EMPTY; (count * 2).next_power_of_two().max(16)] }
    }

    /// The first number from `hash` on that `is` accepts; the place for a new one otherwise.
    fn probe(&self, hash: u64, mut is: impl FnMut(u32) -> bool) -> Result<u32, Option<usize>> {
        let mask = self.slots.len().wrapping_sub(1);
        let (at, tag) = spread(hash);
        let mut at = at & mask;
        for _ in 0..MAX_PROBES {
            let slot = self.slots.get(at).copied().unwrap_or(EMPTY);
            if slot == EMPTY {
                return Err(Some(at));
            }
            if slot >> 32 == tag && is(slot as u32) {
                return Ok(slot as u32);
            }
            at = (at + 1) & mask;
        }
        Err(None)
    }

    /// Adds a number that is not there yet.
    fn add(&mut self, hash: u64, number: u32) -> Result<(), Crowded> {
        let at = self.probe(hash, |_| false).err().flatten().ok_or(Crowded)?;
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = spread(hash).1 << 32 | u64::from(number);
        }
        Ok(())
    }
}

/// A place and a tag of 31 bits from a hash; the tag is never that of an empty slot.
fn spread(hash: u64) -> (usize, u64) {
    let wide = u128::from(hash ^ 0x9E37_79B9_7F4A_7C15) * 0xD6E8_FEB8_6659_FD93_u128;
    let mixed = (wide >> 64) as u64 ^ wide as u64;
    (mixed as usize, mixed >> 33)
}

/// A set of hashes that may say yes to one that is not in it: small enough for the nearest cache.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Bits(pub(crate) Vec<u64>);

impl Bits {
    /// Room for `count` hashes at 16 bits each.
    fn with_room(count: usize) -> Self {
        Self(vec![0; (count * 16 / 64).next_power_of_two().max(16)])
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let mixed = spread(hash).0;
        ((mixed >> 6) & self.0.len().wrapping_sub(1), 1 << (mixed & 63))
    }

    fn add(&mut self, hash: u64) {
        let (at, bit) = self.place(hash);
        if let Some(bits) = self.0.get_mut(at) {
            *bits |= bit;
        }
    }

    fn may_hold(&self, hash: u64) -> bool {
        let (at, bit) = self.place(hash);
        self.0.get(at).is_some_and(|bits| bits & bit != 0)
    }
}

/// The words of all names.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Vocabulary {
    /// Folded letters of all words, one after the other.
    pub(crate) letters: Vec<u8>,
    /// For each word where its letters end.
    pub(crate) ends: Vec<u32>,
    pub(crate) slots: Slots,
    /// How many words names begin with.
    pub(crate) firsts: u32,
    /// First words of names that begin with a capital, and of the others.
    pub(crate) capitals: Bits,
    pub(crate) small: Bits,
}

impl Vocabulary {
    /// Folded letters of a word.
    pub(crate) fn letters_of(&self, word: u32) -> &[u8] {
        letters_of(&self.letters, &self.ends, word)
    }

    /// The number of `text` as a word of a name; [`NONE`] where no name has it.
    pub(crate) fn word(&self, hash: u64, text: &str) -> u32 {
        self.slots.probe(hash, |word| folds_to(text, self.letters_of(word))).unwrap_or(NONE)
    }

    /// False when no name begins with a word of this hash; nearly always so where none does.
    pub(crate) fn may_begin(&self, hash: u64, capitalised: bool) -> bool {
        self.small.may_hold(hash) || (capitalised && self.capitals.may_hold(hash))
    }

    /// True when a name begins with the word.
    pub(crate) fn is_first(&self, word: u32) -> bool {
        word < self.firsts
    }
}

fn letters_of<'v>(letters: &'v [u8], ends: &[u32], word: u32) -> &'v [u8] {
    let start = word.checked_sub(1).map_or(Some(0), |before| ends.get(before as usize).copied());
    let end = ends.get(word as usize).copied();
    start.zip(end).and_then(|(start, end)| letters.get(start as usize..end as usize)).unwrap_or_default()
}

/// A vocabulary while it is filled.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    letters: Vec<u8>,
    ends: Vec<u32>,
    hashes: Vec<u64>,
    /// Bit 0: a name begins with it; bit 1: one with a capital; bit 2: one without.
    first: Vec<u8>,
    slots: Slots,
    word: Vec<u8>,
}

impl Interner {
    /// The number of a word, which is added when it is new. `first` says that a name begins with it, and whether
    /// with a capital.
    pub(crate) fn intern(&mut self, hash: u64, text: &str, first: Option<bool>) -> Result<u32, Crowded> {
        if (self.ends.len() + 1) * 2 > self.slots.slots.len() {
            self.slots = Slots::with_room(self.ends.len() * 2 + 8);
            for (number, &hash) in self.hashes.iter().enumerate() {
                self.slots.add(hash, number as u32)?;
            }
        }
        let (letters, ends) = (&self.letters, &self.ends);
        let known = self.slots.probe(hash, |word| folds_to(text, letters_of(letters, ends, word)));
        let number = if let Ok(known) = known {
            known
        } else {
            let number = self.ends.len() as u32;
            self.slots.add(hash, number)?;
            fold_into(text, &mut self.word);
            self.letters.extend_from_slice(&self.word);
            self.ends.push(self.letters.len() as u32);
            self.hashes.push(hash);
            self.first.push(0);
            number
        };
        if let (Some(capital), Some(bits)) = (first, self.first.get_mut(number as usize)) {
            *bits |= if capital { 3 } else { 5 };
        }
        Ok(number)
    }

    /// The vocabulary, and for each number given out so far the final one.
    pub(crate) fn finish(self) -> Result<(Vocabulary, Vec<u32>), Crowded> {
        let count = |bit: u8| self.first.iter().filter(|&&bits| bits & bit != 0).count();
        let mut vocabulary = Vocabulary {
            letters: Vec::with_capacity(self.letters.len()),
            ends: Vec::with_capacity(self.ends.len()),
            slots: Slots::with_room(self.ends.len()),
            firsts: count(1) as u32,
            capitals: Bits::with_room(count(2)),
            small: Bits::with_room(count(4)),
        };
        let mut numbers = vec![0; self.ends.len()];
        for wanted in [1, 0] {
            for (old, (&bits, &hash)) in self.first.iter().zip(&self.hashes).enumerate() {
                if bits & 1 != wanted {
                    continue;
                }
                let number = vocabulary.ends.len() as u32;
                let letters = letters_of(&self.letters, &self.ends, old as u32);
                vocabulary.letters.extend_from_slice(letters);
                vocabulary.ends.push(vocabulary.letters.len() as u32);
                vocabulary.slots.add(hash, number)?;
                if bits & 2 != 0 {
                    vocabulary.capitals.add(hash);
                }
                if bits & 4 != 0 {
                    vocabulary.small.add(hash);
                }
                if let Some(slot) = numbers.get_mut(old) {
                    *slot = number;
                }
            }
        }
        Ok((vocabulary, numbers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_by_their_letters_when_their_hashes_are_one() {
        let mut interner = Interner::default();
        let rabat = interner.intern(7, "Rabat", Some(true));
        let fez = interner.intern(7, "fez", None);
        assert_eq!(interner.intern(7, "RABAT", None), rabat);
        assert_ne!(rabat, fez);
        let (vocabulary, numbers) = interner.finish().expect("two words");
        assert_eq!(numbers, [0, 1]);
        assert_eq!((vocabulary.word(7, "Fez"), vocabulary.word(7, "Oujda")), (1, NONE));
        assert!(vocabulary.is_first(0) && !vocabulary.is_first(1));
        assert!(vocabulary.may_begin(7, true) && !vocabulary.may_begin(7, false));
    }

    #[test]
    fn a_list_made_to_collide_is_refused_and_not_slow() {
        let mut interner = Interner::default();
        let crowded = (0..100_000).find_map(|n| interner.intern(7, &format!("w{n}"), None).err());
        assert_eq!(crowded, Some(Crowded));
    }
}
