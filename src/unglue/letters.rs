//! Which bytes of a text are letters, small and capital, a bit for each: words and what may be wrong with them are then found
//! 64 bytes at a time.

use std::ops::Range;

use super::ascii::{Ascii, BLOCK};
use super::place::Token;

/// 64 bytes of the text; the lowest bit is the first byte. The bytes of a character beyond ASCII have its bits alike, but for
/// capitals, of which the first alone is `upper`.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Block {
    /// Parts of words.
    pub(super) letters: u64,
    /// Small letters, and the combining marks on them.
    pub(super) lower: u64,
    pub(super) upper: u64,
    /// Letters without case.
    pub(super) foreign: u64,
    /// Commas after what may be a space.
    pub(super) commas: u64,
}

/// What a character is to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Other,
    Lower,
    Upper,
    /// A combining mark: what the letter before it is.
    Mark,
    /// A letter without case.
    Foreign,
}

fn class(c: char) -> Class {
    match c {
        'ß'..='ö' | 'ø'..='ÿ' | 'œ' => Class::Lower,
        'À'..='Ö' | 'Ø'..='Þ' | 'Œ' | 'Ÿ' => Class::Upper,
        '\u{2000}'..='\u{206F}' | '«' | '»' | '\u{A0}' => Class::Other,
        '\u{300}'..='\u{36F}' => Class::Mark,
        _ if c.is_lowercase() => Class::Lower,
        _ if c.is_uppercase() => Class::Upper,
        _ if c.is_alphabetic() => Class::Foreign,
        _ => Class::Other,
    }
}

/// The bits of a whole text: a little more than half a byte for each of its bytes.
#[derive(Debug)]
pub(super) struct Letters {
    /// One more than the text fills.
    blocks: Vec<Block>,
}

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        let mut letters = Self { blocks: vec![Block::default(); text.len() / BLOCK + 2] };
        // What comes before: the end of the character at the edge, and whether a space may stand there.
        let (mut seen, mut space) = (0, 0);
        for (number, chunk) in text.as_bytes().chunks(BLOCK).enumerate() {
            let ascii = if let Some(block) = chunk.first_chunk::<BLOCK>() {
                Ascii::of(block)
            } else {
                let mut block = [0; BLOCK];
                for (to, from) in block.iter_mut().zip(chunk) {
                    *to = *from;
                }
                Ascii::of(&block)
            };
            let spaces = ascii.spaces | ascii.wide;
            if let Some(block) = letters.blocks.get_mut(number) {
                block.lower |= ascii.lower;
                block.upper |= ascii.upper;
                block.letters |= ascii.lower | ascii.upper;
                block.commas = ascii.commas & (spaces << 1 | space);
            }
            space = spaces >> (BLOCK - 1);
            if ascii.wide != 0 {
                seen = letters.beyond_ascii(text, number * BLOCK, ascii.wide, seen);
            }
        }
        letters
    }

    /// Sets the bits of the characters beyond ASCII that begin in the block at `base`; returns where the last of them ends.
    fn beyond_ascii(&mut self, text: &str, base: usize, mut wide: u64, mut seen: usize) -> usize {
        let bytes = text.as_bytes();
        while wide != 0 {
            let at = base + wide.trailing_zeros() as usize;
            if at < seen {
                // The rest of a character.
                wide &= wide - 1;
                continue;
            }
            // What the accents and apostrophes of French and Spanish are made of.
            let (class, length) = match bytes.get(at..at + 2) {
                Some([0xC3, 0x80..=0x96 | 0x98..=0x9E]) => (Class::Upper, 2),
                Some([0xC3, 0x9F..=0xB6 | 0xB8..=0xBF]) => (Class::Lower, 2),
                Some([0xE2, 0x80]) => (Class::Other, 3),
                _ => match text.get(at..).and_then(|rest| rest.chars().next()) {
                    Some(c) => (class(c), c.len_utf8()),
                    None => (Class::Other, 1),
                },
            };
            wide &= wide - 1;
            seen = at + length;
            if class != Class::Other {
                self.set(at, length, class);
            }
        }
        seen
    }

    fn set(&mut self, at: usize, length: usize, class: Class) {
        let bits = (1 << length) - 1;
        match class {
            Class::Other => {}
            Class::Lower => {
                self.add(at, bits, |block| &mut block.letters);
                self.add(at, bits, |block| &mut block.lower);
            }
            Class::Upper => {
                self.add(at, bits, |block| &mut block.letters);
                self.add(at, 1, |block| &mut block.upper);
            }
            Class::Foreign => {
                self.add(at, bits, |block| &mut block.letters);
                self.add(at, bits, |block| &mut block.foreign);
            }
            Class::Mark => {
                let Some(before) = at.checked_sub(1) else { return };
                if self.bits(before, |block| block.letters) & 1 == 1 {
                    self.add(at, bits, |block| &mut block.letters);
                }
                if self.bits(before, |block| block.lower) & 1 == 1 {
                    self.add(at, bits, |block| &mut block.lower);
                }
            }
        }
    }

    fn add(&mut self, at: usize, bits: u64, of: impl Fn(&mut Block) -> &mut u64) {
        let (number, shift) = (at / BLOCK, at % BLOCK);
        if let Some(block) = self.blocks.get_mut(number) {
            *of(block) |= bits << shift;
        }
        let over = u128::from(bits) << shift >> BLOCK;
        if over != 0
            && let Some(block) = self.blocks.get_mut(number + 1)
        {
            *of(block) |= over as u64;
        }
    }

    /// The 64 bits from byte `at` on.
    fn bits(&self, at: usize, of: impl Fn(&Block) -> u64) -> u64 {
        let number = at / BLOCK;
        let half = |number| self.blocks.get(number).map_or(0, |block| u128::from(of(block)));
        ((half(number) | half(number + 1) << BLOCK) >> (at % BLOCK)) as u64
    }

    /// Letters in a row from `at` on.
    fn run(&self, at: usize) -> usize {
        let mut length = 0;
        loop {
            let run = self.bits(at + length, |block| block.letters).trailing_ones() as usize;
            length += run;
            if run < BLOCK {
                return length;
            }
        }
    }

    /// Where the letters in a row that end before `end` begin.
    pub(super) fn start_of(&self, end: usize) -> usize {
        let mut start = end;
        while let Some(from) = start.checked_sub(BLOCK) {
            let run = self.bits(from, |block| block.letters).leading_ones() as usize;
            start -= run;
            if run < BLOCK {
                return start;
            }
        }
        let before = self.bits(0, |block| block.letters) << (BLOCK - start).min(BLOCK - 1);
        start - if start == 0 { 0 } else { (before.leading_ones() as usize).min(start) }
    }

    /// The word that begins at `start`.
    #[inline]
    pub(super) fn token(&self, start: usize) -> Token {
        let length = self.run(start);
        let mut token = Token { start, end: start + length, ..Token::default() };
        // The last bit of the part before.
        let mut small = 0;
        for part in (0..length).step_by(BLOCK) {
            let at = start + part;
            let mask = u64::MAX >> (BLOCK - (length - part).min(BLOCK));
            let lower = self.bits(at, |block| block.lower) & mask;
            let upper = self.bits(at, |block| block.upper) & mask;
            let changes = upper & (lower << 1 | small);
            if changes != 0 {
                if token.changes == 0 {
                    token.first_change = at + changes.trailing_zeros() as usize;
                }
                token.last_change = at + BLOCK - 1 - changes.leading_zeros() as usize;
                token.changes += changes.count_ones();
            }
            token.capitals += upper.count_ones();
            token.starts_upper |= part == 0 && upper & 1 == 1;
            token.foreign |= self.bits(at, |block| block.foreign) & mask != 0;
            small = lower >> (BLOCK - 1);
        }
        token
    }

    /// Where the word that begins at `start` ends, if it has less than 64 bytes and no capital after a small letter.
    pub(super) fn short_word(&self, start: usize) -> Option<usize> {
        let length = self.bits(start, |block| block.letters).trailing_ones();
        let word = 1_u64.checked_shl(length)?.wrapping_sub(1);
        let lower = self.bits(start, |block| block.lower);
        let upper = self.bits(start, |block| block.upper) & word;
        (upper & lower << 1 == 0).then_some(start + length as usize)
    }

    /// The word that ends at most eight bytes before `start`.
    pub(super) fn before(&self, start: usize) -> Option<Token> {
        let from = start.saturating_sub(BLOCK);
        let before = self.bits(from, |block| block.letters);
        // What is at `start` and behind it is not before it.
        let gap = (before << (BLOCK - (start - from)).min(BLOCK - 1)).leading_zeros() as usize;
        (start > 0 && gap <= 8).then(|| self.token(self.start_of(start - gap)))
    }

    /// All words.
    pub(super) fn words(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.steps().flat_map(move |step| {
            let base = step.base;
            ones(step.starts)
                .map(move |bit| base + bit as usize..base + bit as usize + self.run(base + bit as usize))
        })
    }

    /// The blocks in their order, with what is found at their bytes.
    pub(super) fn steps(&self) -> impl Iterator<Item = Step> + '_ {
        let mut last = Block::default();
        self.blocks.iter().enumerate().map(move |(number, &block)| {
            let next = self.blocks.get(number + 1).map_or(0, |block| block.letters);
            let starts = block.letters & !(block.letters << 1 | last.letters >> (BLOCK - 1));
            let changes = block.upper & (block.lower << 1 | last.lower >> (BLOCK - 1));
            // Letters in a row: two, four, then six and seven.
            let row = u128::from(block.letters) | u128::from(next) << BLOCK;
            let two = row & row >> 1;
            let four = two & two >> 2;
            let step = Step {
                base: number * BLOCK,
                starts,
                capitals: starts & block.upper,
                changes,
                six: starts & (four & four >> 2) as u64,
                seven: starts & (four & four >> 3) as u64,
                commas: block.commas,
            };
            last = block;
            step
        })
    }
}

/// What a block shows: first bytes of words, of those with a capital and of those of six and seven bytes or more; capitals
/// after small letters; commas after what may be a space.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// Where the block begins.
    pub(super) base: usize,
    pub(super) starts: u64,
    pub(super) capitals: u64,
    pub(super) changes: u64,
    pub(super) six: u64,
    pub(super) seven: u64,
    pub(super) commas: u64,
}

/// The numbers of the bits that are set, the lowest first.
pub(super) fn ones(mut bits: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = (bits != 0).then(|| bits.trailing_zeros());
        bits &= bits.wrapping_sub(1);
        bit
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same words, a character at a time.
    fn slowly(text: &str) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut last = Class::Other;
        for (at, c) in text.char_indices() {
            let class = match class(c) {
                Class::Mark => last,
                class => class,
            };
            if class == Class::Other {
                last = class;
                continue;
            }
            if last == Class::Other {
                tokens.push(Token { start: at, starts_upper: class == Class::Upper, ..Token::default() });
            }
            let token = tokens.last_mut().expect("a word");
            token.end = at + c.len_utf8();
            token.foreign |= class == Class::Foreign;
            if class == Class::Upper && self::class(c) != Class::Mark {
                token.capitals += 1;
                if last == Class::Lower {
                    token.last_change = at;
                    if token.changes == 0 {
                        token.first_change = at;
                    }
                    token.changes += 1;
                }
            }
            last = class;
        }
        tokens
    }

    fn check(text: &str) {
        let letters = Letters::of(text);
        let wanted = slowly(text);
        let words: Vec<Token> = letters.words().map(|range| letters.token(range.start)).collect();
        assert_eq!(format!("{words:?}"), format!("{wanted:?}"), "{text:?}");
        for (last, token) in wanted.iter().zip(wanted.iter().skip(1)) {
            assert_eq!(letters.start_of(token.end), token.start, "{text:?}");
            let near = token.start - last.end <= 8;
            assert_eq!(
                letters.before(token.start).map(|last| last.start),
                near.then_some(last.start),
                "{text:?}"
            );
        }
        let (mut capitals, mut changes, mut six, mut seven) = (0, 0, 0, 0);
        for step in letters.steps() {
            capitals += step.capitals.count_ones();
            changes += step.changes.count_ones();
            six += step.six.count_ones();
            seven += step.seven.count_ones();
        }
        let count = |is: &dyn Fn(&Token) -> bool| wanted.iter().filter(|token| is(token)).count() as u32;
        assert_eq!(capitals, count(&|token| token.starts_upper), "{text:?}");
        assert_eq!(changes, wanted.iter().map(|token| token.changes).sum::<u32>(), "{text:?}");
        assert_eq!(six, count(&|token| token.end - token.start >= 6), "{text:?}");
        assert_eq!(seven, count(&|token| token.end - token.start >= 7), "{text:?}");
    }

    #[test]
    fn words_are_those_of_a_slow_reader() {
        check("");
        check("É l’Été, E\u{301}te\u{301}Te  ,x 日本Tokyo ªº µ ǅ");
        for shift in 0..70 {
            check(&format!("{}théÉtat {}É", ".".repeat(shift), "ab".repeat(shift)));
        }
        check(&"aBé".repeat(500));
    }

    #[test]
    fn commas_after_spaces() {
        for shift in 0..130 {
            let text = format!("{}a , b,c\u{A0},", "-".repeat(shift));
            let letters = Letters::of(&text);
            let commas: Vec<usize> = letters
                .steps()
                .flat_map(|step| ones(step.commas).map(move |bit| step.base + bit as usize))
                .collect();
            assert_eq!(commas, [shift + 2, shift + 9]);
        }
    }

    proptest! {
        #[test]
        fn words_are_those_of_a_slow_reader_in_any_text(
            pieces in prop::collection::vec(prop_oneof!["[a-zA-Z]{0,40}", "[ ,.’éÉñ\u{301}日«À]{0,5}", any::<char>().prop_map(String::from)], 0..40)
        ) {
            check(&pieces.concat());
        }
    }
}
