//! A trie over the words of names, in flat tables.
//!
//! A word is interned once, its letters compared after its hash, so an edge can be keyed by two exact numbers.

use super::token::{fold_into, folds_to};

/// No word, no node.
pub(crate) const NONE: u32 = u32::MAX;

/// A word that nobody has looked up yet.
pub(crate) const UNRESOLVED: u32 = u32::MAX - 1;

/// The node that every name starts from.
pub(crate) const ROOT: u32 = 0;

/// Open addressing from a 64-bit key to a `u32`; at most half full, never iterated.
#[derive(Debug, Default)]
struct Slots {
    /// The upper half is a part of the hash, so that a miss is seen without following the value.
    slots: Vec<u64>,
    used: usize,
}

const EMPTY: u64 = u64::MAX;

impl Slots {
    /// The first value from `key` on that `is` accepts; the place for a new one otherwise.
    fn probe(&self, key: u64, mut is: impl FnMut(u32) -> bool) -> Result<u32, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let (at, tag) = spread(key);
        let mut at = at & mask;
        for _ in 0..self.slots.len() {
            let slot = self.slots.get(at).copied().unwrap_or(EMPTY);
            if slot == EMPTY {
                return Err(at);
            }
            if slot >> 32 == tag && is(slot as u32) {
                return Ok(slot as u32);
            }
            at = (at + 1) & mask;
        }
        Err(0)
    }

    fn insert(&mut self, key: u64, value: u32, key_of: impl Fn(u32) -> u64) {
        if (self.used + 1) * 2 > self.slots.len() {
            let larger = (self.slots.len() * 2).max(16);
            let old = std::mem::replace(&mut self.slots, vec![EMPTY; larger]);
            for slot in old.into_iter().filter(|&slot| slot != EMPTY) {
                self.place(key_of(slot as u32), slot as u32);
            }
        }
        self.place(key, value);
        self.used += 1;
    }

    fn place(&mut self, key: u64, value: u32) {
        if let Err(at) = self.probe(key, |_| false)
            && let Some(slot) = self.slots.get_mut(at)
        {
            *slot = spread(key).1 << 32 | u64::from(value);
        }
    }
}

/// A place and a tag of 31 bits from a key; the tag is never that of an empty slot.
fn spread(key: u64) -> (usize, u64) {
    let wide = u128::from(key ^ 0x9E37_79B9_7F4A_7C15) * 0xD6E8_FEB8_6659_FD93_u128;
    let mixed = (wide >> 64) as u64 ^ wide as u64;
    (mixed as usize, mixed >> 33)
}

#[derive(Debug)]
struct Word {
    hash: u64,
    start: u32,
    end: u32,
    first: bool,
}

#[derive(Debug)]
struct Edge {
    key: u64,
    to: u32,
}

/// Words and edges of all names.
#[derive(Debug, Default)]
pub(crate) struct Trie {
    letters: Vec<u8>,
    words: Vec<Word>,
    word_slots: Slots,
    edges: Vec<Edge>,
    edge_slots: Slots,
    nodes: u32,
    /// First words of names that begin with a capital, and of the others.
    capitals: Bits,
    small: Bits,
}

/// A set of hashes that may say yes to one that is not in it: small enough for the nearest cache.
#[derive(Debug, Default)]
struct Bits(Vec<u64>);

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

impl Trie {
    pub(crate) fn new() -> Self {
        Self { nodes: 1, ..Self::default() }
    }

    fn letters_of(&self, word: &Word) -> &[u8] {
        self.letters.get(word.start as usize..word.end as usize).unwrap_or_default()
    }

    /// The number of `text` as a word of a name; [`NONE`] where no name has it.
    pub(crate) fn word(&self, hash: u64, text: &str) -> u32 {
        let found = self.word_slots.probe(hash, |number| {
            self.words
                .get(number as usize)
                .is_some_and(|word| word.hash == hash && folds_to(text, self.letters_of(word)))
        });
        found.unwrap_or(NONE)
    }

    /// Says which words names begin with: the hash, and whether a capital is needed.
    pub(crate) fn set_first(&mut self, firsts: &[(u64, bool)]) {
        let capitals = firsts.iter().filter(|(_, capital)| *capital);
        let small = firsts.iter().filter(|(_, capital)| !*capital);
        self.capitals = Bits::with_room(capitals.clone().count());
        self.small = Bits::with_room(small.clone().count());
        capitals.for_each(|(hash, _)| self.capitals.add(*hash));
        small.for_each(|(hash, _)| self.small.add(*hash));
    }

    /// False when no name begins with a word of this hash; nearly always so where none does.
    pub(crate) fn may_begin(&self, hash: u64, capitalised: bool) -> bool {
        self.small.may_hold(hash) || (capitalised && self.capitals.may_hold(hash))
    }

    /// True when a name begins with the word.
    pub(crate) fn is_first(&self, word: u32) -> bool {
        self.words.get(word as usize).is_some_and(|word| word.first)
    }

    /// The node behind `node` and `word`; [`NONE`] where no name goes on so.
    pub(crate) fn step(&self, node: u32, word: u32) -> u32 {
        let key = edge_key(node, word);
        let found = self
            .edge_slots
            .probe(key, |number| self.edges.get(number as usize).is_some_and(|edge| edge.key == key));
        found.ok().and_then(|number| self.edges.get(number as usize)).map_or(NONE, |edge| edge.to)
    }

    /// The number of a word, which is added when it is new.
    pub(crate) fn intern(&mut self, hash: u64, text: &str, first: bool) -> u32 {
        let known = self.word(hash, text);
        if known != NONE {
            if let Some(word) = self.words.get_mut(known as usize) {
                word.first |= first;
            }
            return known;
        }
        let mut letters = Vec::new();
        fold_into(text, &mut letters);
        let start = self.letters.len() as u32;
        self.letters.extend_from_slice(&letters);
        let number = self.words.len() as u32;
        self.words.push(Word { hash, start, end: self.letters.len() as u32, first });
        let words = &self.words;
        self.word_slots.insert(hash, number, |number| words.get(number as usize).map_or(0, |word| word.hash));
        number
    }

    /// The node behind `node` and `word`, which is added when it is new.
    pub(crate) fn extend(&mut self, node: u32, word: u32) -> u32 {
        let known = self.step(node, word);
        if known != NONE {
            return known;
        }
        let to = self.nodes;
        self.nodes += 1;
        let key = edge_key(node, word);
        let number = self.edges.len() as u32;
        self.edges.push(Edge { key, to });
        let edges = &self.edges;
        self.edge_slots.insert(key, number, |number| edges.get(number as usize).map_or(0, |edge| edge.key));
        to
    }

    /// Number of nodes, the root included.
    pub(crate) fn nodes(&self) -> u32 {
        self.nodes
    }
}

fn edge_key(node: u32, word: u32) -> u64 {
    u64::from(node) << 32 | u64::from(word)
}
