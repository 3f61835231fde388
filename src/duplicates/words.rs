//! From a text to hashes of its words.

/// Goes up when a text would get another fingerprint than before: files of different normalisations do not mix.
pub(super) const NORMALISATION: u32 = 1;

const FACTOR: u64 = 0xa3b1_9535_4a39_b70d;
const LENGTH: u64 = 0x1b87_3593_cc9e_2d51;
const WORD: u64 = 0x6c8e_9cf5_7093_2bd5;

/// Both halves of a product: every bit of the result depends on every bit of both numbers.
pub(super) fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

/// One number more in a running hash.
pub(super) fn chain(state: u64, word: u64) -> u64 {
    mix(state ^ word, FACTOR).wrapping_add(word.rotate_left(32))
}

pub(super) fn hash(seed: u64, bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut state = words.iter().fold(seed, |state, word| chain(state, u64::from_le_bytes(*word)));
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    state = chain(state, u64::from_le_bytes(last));
    mix(state ^ bytes.len() as u64, LENGTH)
}

/// Appends the hash of every word of a text that is folded for comparison. Words are runs of letters and digits; in scripts that
/// are written without spaces every character is one.
pub(super) fn words(folded: &str, out: &mut Vec<u64>) {
    let mut start = None;
    let mut end_at = |start: &mut Option<usize>, end: usize| {
        if let Some(word) = start.take().and_then(|start| folded.get(start..end)) {
            out.push(hash(WORD, word.as_bytes()));
        }
    };
    for (at, c) in folded.char_indices() {
        match c {
            'a'..='z' | '0'..='9' => _ = start.get_or_insert(at),
            _ if c.is_ascii() => end_at(&mut start, at),
            _ if !c.is_alphanumeric() => end_at(&mut start, at),
            _ if unspaced(c) => {
                end_at(&mut start, at);
                end_at(&mut Some(at), at + c.len_utf8());
            }
            _ => _ = start.get_or_insert(at),
        }
    }
    end_at(&mut start, folded.len());
}

/// Han, kana, Thai, Lao, Burmese, Khmer.
fn unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Replaces hashes of words by hashes of runs of `length` words; fewer words are one run.
pub(super) fn shingles(words: &mut Vec<u64>, length: usize) {
    let run = |words: &[u64]| words.iter().fold(words.len() as u64, |state, &word| chain(state, word));
    if words.len() < length {
        let all = run(words);
        words.truncate(1);
        words.fill(all);
        return;
    }
    let count = words.len() - length + 1;
    for at in 0..count {
        let shingle = words.get(at..at + length).map_or(0, run);
        // What stood here is in no later run.
        if let Some(place) = words.get_mut(at) {
            *place = shingle;
        }
    }
    words.truncate(count);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::match_key;

    fn of(text: &str) -> Vec<u64> {
        let mut out = Vec::new();
        words(&match_key(text), &mut out);
        out
    }

    #[test]
    fn case_accents_marks_and_spaces_do_not_count_and_digits_do() {
        assert_eq!(of("« L’été, à Sète ! »"), of("L'ETE A SETE"));
        assert_eq!(of("un\u{AD}even"), of("uneven"));
        assert_ne!(of("a rise of 4"), of("a rise of 5"));
        assert_ne!(of("to day"), of("today"));
        assert!(of("* * *\u{2014}").is_empty());
        assert_eq!(of("東京は").len(), 3);
        assert_eq!(of("x東y").len(), 3);
    }

    #[test]
    fn hashes_are_the_same_on_every_platform() {
        assert_eq!(of("port"), [9_607_302_341_389_494_266]);
        assert_ne!(hash(1, b"ab"), hash(1, b"ab\0"));
    }

    #[test]
    fn shingles_are_runs_of_words() {
        let all = of("the port of the port of");
        let mut runs = all.clone();
        shingles(&mut runs, 3);
        assert_eq!(runs.len(), 4);
        assert_eq!(runs[0], runs[3]);
        assert_ne!(runs[0], runs[1]);
        let mut one = all.clone();
        shingles(&mut one, 7);
        assert_eq!(one.len(), 1);
        let mut none = Vec::new();
        shingles(&mut none, 5);
        assert!(none.is_empty());
    }
}
