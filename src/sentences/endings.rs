//! A filter over the last letters of abbreviations: most words need no look at a list.

/// The last four bytes of words, by their hash.
#[derive(Debug)]
pub(super) struct Endings {
    /// One in twenty is set by the built-in table.
    bits: [u64; 64],
}

impl Endings {
    pub(super) const fn new() -> Self {
        Self { bits: [0; 64] }
    }

    /// Notes a word of four bytes or more.
    pub(super) fn note(&mut self, word: &[u8]) {
        if let Some(last) = word.last_chunk::<4>() {
            let (bits, bit) = place(u32::from_le_bytes(*last));
            if let Some(bits) = self.bits.get_mut(bits) {
                *bits |= bit;
            }
        }
    }

    /// False if no word noted ends with the last four of these bytes, in whatever case.
    #[inline]
    pub(super) fn may_hold(&self, bytes: u64) -> bool {
        let (bits, bit) = place((bytes >> 32) as u32);
        self.bits.get(bits).is_none_or(|bits| bits & bit != 0)
    }
}

/// Capitals go with their small letters, in ASCII and in Latin-1: they stand 32 below.
#[inline]
fn place(last: u32) -> (usize, u64) {
    let hash = (last | 0x2020_2020).wrapping_mul(0x9E37_79B1) >> 20;
    ((hash >> 6) as usize, 1 << (hash & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(word: &str) -> u64 {
        let bytes = word.as_bytes().last_chunk::<8>().expect("eight bytes");
        u64::from_le_bytes(*bytes)
    }

    #[test]
    fn holds_what_was_noted_in_whatever_case() {
        let mut endings = Endings::new();
        for word in ["dept", "dép", "co"] {
            endings.note(word.as_bytes());
        }
        for word in ["the dept", "THE DEPT", "le  dép", "LE  DÉP"] {
            assert!(endings.may_hold(packed(word)), "{word}");
        }
        assert!(!endings.may_hold(packed("the harbour")));
        assert!(!endings.may_hold(packed("words in co")));
    }
}
