//! A trie over the words of names, in flat tables.
//!
//! A word is interned once, its letters compared after its hash, so an edge can be keyed by two exact numbers.

use super::token::{fold_into, folds_to};

/// No word, no node.
pub(crate) const NONE: u32 = u32::MAX;

/// The node that every name starts from.
pub(crate) const ROOT: u32 = 0;

/// Open addressing from a 64-bit key to a `u32`; never full, never iterated.
#[derive(Debug, Default)]
struct Slots {
    values: Vec<u32>,
    used: usize,
}

impl Slots {
    /// The first value from `hash` on that `is` accepts; the place for a new one otherwise.
    fn probe(&self, hash: u64, mut is: impl FnMut(u32) -> bool) -> Result<u32, usize> {
        let mask = self.values.len().wrapping_sub(1);
        let mut at = mix(hash) as usize & mask;
        for _ in 0..self.values.len() {
            match self.values.get(at) {
                Some(&NONE) => return Err(at),
                Some(&value) if is(value) => return Ok(value),
                _ => at = (at + 1) & mask,
            }
        }
        Err(0)
    }

    fn insert(&mut self, hash: u64, value: u32, hash_of: impl Fn(u32) -> u64) {
        if (self.used + 1) * 2 > self.values.len() {
            let larger = (self.values.len() * 2).max(16);
            let old = std::mem::replace(&mut self.values, vec![NONE; larger]);
            for kept in old.into_iter().filter(|&kept| kept != NONE) {
                self.place(hash_of(kept), kept);
            }
        }
        self.place(hash, value);
        self.used += 1;
    }

    fn place(&mut self, hash: u64, value: u32) {
        if let Err(at) = self.probe(hash, |_| false)
            && let Some(slot) = self.values.get_mut(at)
        {
            *slot = value;
        }
    }
}

fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash ^ (hash >> 29)
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
