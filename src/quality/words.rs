//! What is counted of words.

/// Words whose runs are looked at; what is left of a longer text is not.
const RUNS: usize = 200_000;

/// A word: a hash, and its length in characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) hash: u64,
    pub(super) characters: u32,
}

#[derive(Debug, Default)]
pub(super) struct Words {
    /// Stretches without white space.
    pub(super) tokens: u64,
    /// Those with a letter.
    pub(super) lettered: u64,
    /// Those with a letter or a digit.
    pub(super) count: u64,
    /// Characters of the words, without the punctuation around them.
    pub(super) characters: u64,
    pub(super) hashes: u64,
    pub(super) ellipses: u64,
    /// Different ones; `None` for a language without a list.
    pub(super) stops: Option<u32>,
    /// The first words.
    pub(super) list: Vec<Word>,
}

impl Words {
    pub(super) fn of(text: &str, stop_words: Option<&[&str]>) -> Self {
        let mut words = Self { list: Vec::with_capacity((text.len() / 6).min(RUNS)), ..Self::default() };
        let mut met = 0_u32;
        for token in text.split_whitespace() {
            words.tokens += 1;
            words.lettered += u64::from(token.chars().any(char::is_alphabetic));
            words.hashes += memchr::memchr_iter(b'#', token.as_bytes()).count() as u64;
            words.ellipses += ellipses(token);
            let word = token.trim_matches(|c: char| !c.is_alphanumeric());
            if word.is_empty() {
                continue;
            }
            let characters = word.chars().count();
            words.count += 1;
            words.characters += characters as u64;
            if characters <= 4
                && let Some(list) = stop_words
                && let Some(nth) = list.iter().position(|stop| stop.eq_ignore_ascii_case(word))
            {
                met |= 1 << nth;
            }
            if words.list.len() < RUNS {
                words.list.push(Word { hash: hash(word.as_bytes()), characters: characters as u32 });
            }
        }
        words.stops = stop_words.map(|_| met.count_ones());
        words
    }
}

/// Signs `…`, and stops of which three stand together.
fn ellipses(token: &str) -> u64 {
    if token.is_ascii() && !token.contains("...") {
        return 0;
    }
    (token.matches('…').count() + token.matches("...").count()) as u64
}

const FACTOR: u64 = 0xe703_7ed1_a0b4_28db;

pub(super) fn chain(state: u64, word: u64) -> u64 {
    let product = u128::from(state ^ word) * u128::from(FACTOR);
    ((product as u64) ^ ((product >> 64) as u64)).wrapping_add(word.rotate_left(32))
}

pub(super) fn hash(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut state =
        words.iter().fold(bytes.len() as u64, |state, word| chain(state, u64::from_le_bytes(*word)));
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    state = chain(state, u64::from_le_bytes(last));
    chain(state, 1)
}
