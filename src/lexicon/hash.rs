//! One hash of a word, and what a table takes from it.

/// FNV-1a over the bytes of a word.
pub(super) fn hash(word: &str) -> u64 {
    word.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

/// Spreads the bits of a hash, differently for every seed (the finalizer of `MurmurHash3`).
pub(super) fn spread(hash: u64, seed: u64) -> u64 {
    let mut bits = hash.wrapping_add(seed);
    bits = (bits ^ (bits >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    bits = (bits ^ (bits >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    bits ^ (bits >> 33)
}

/// Where a table keeps a word: the array is cut into segments, and a word has one slot in each of three that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) seed: u64,
    /// Slots of a segment: a power of two.
    pub(super) segment: u32,
    /// Segments in which a word can start.
    pub(super) starts: u32,
}

impl Layout {
    pub(super) const fn slots(self) -> u64 {
        (self.starts as u64 + 2) * self.segment as u64
    }

    /// The three slots of a word, and the bits that tell it from other words.
    pub(super) fn place(self, hash: u64) -> ([usize; 3], u32) {
        let bits = spread(hash, self.seed);
        let range = u64::from(self.starts) * u64::from(self.segment);
        let first = ((u128::from(bits) * u128::from(range)) >> 64) as u64;
        let (segment, mask) = (u64::from(self.segment), u64::from(self.segment) - 1);
        let second = (first + segment) ^ ((bits >> 18) & mask);
        let third = (first + 2 * segment) ^ (bits & mask);
        let print = (bits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 53) as u32;
        ([first as usize, second as usize, third as usize], print)
    }
}
