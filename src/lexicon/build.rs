//! Writes a table.

use std::collections::BTreeMap;

use super::hash::{Layout, hash};
use super::table::{FIRST_LINE, RULE, SLOT};
use super::{Entry, Table};

/// Why a table cannot be built.
///
/// ```
/// use unisono::lexicon::{BuildError, Table};
/// assert!(matches!(Table::build("no comment", []), Err(BuildError::Header)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Every line of the header starts with `#`.
    #[error("the header of a lexicon has lines that start with `#` only")]
    Header,
    /// No seed places these words; several words have one hash.
    #[error("these words cannot be placed: at least two of them have one hash")]
    Unplaced,
}

impl Table {
    /// The bytes of a table with these words, below a header of lines that start with `#`: origin, licence, version. The same words
    /// give the same bytes. A word that stands twice keeps its last entry.
    ///
    /// # Errors
    /// When the header is none, or two words have the same hash (one chance in 10⁸ for a million words).
    ///
    /// ```
    /// use unisono::Language;
    /// use unisono::lexicon::{Entry, Table};
    /// let bytes = Table::build("# mine", [("port", Entry::UNKNOWN.with(Language::EN, 9))])?;
    /// assert!(bytes.starts_with(b"# unisono lexicon 1\n# mine\n---\n"));
    /// # Ok::<(), unisono::lexicon::BuildError>(())
    /// ```
    pub fn build<'w>(
        header: &str,
        words: impl IntoIterator<Item = (&'w str, Entry)>,
    ) -> Result<Vec<u8>, BuildError> {
        if header.lines().any(|line| !line.starts_with('#')) {
            return Err(BuildError::Header);
        }
        let words: BTreeMap<u64, Entry> =
            words.into_iter().map(|(word, entry)| (hash(word), entry)).collect();
        let words: Vec<(u64, Entry)> = words.into_iter().collect();
        let (layout, slots) = layouts(words.len())
            .find_map(|layout| Some((layout, place(layout, &words)?)))
            .ok_or(BuildError::Unplaced)?;
        let mut bytes = format!("{FIRST_LINE}\n{}", header.trim_end()).into_bytes();
        bytes.extend(RULE);
        bytes.extend(layout.seed.to_le_bytes());
        bytes.extend(layout.segment.to_le_bytes());
        bytes.extend(layout.starts.to_le_bytes());
        for slot in slots {
            bytes.extend(slot.to_le_bytes().iter().take(SLOT));
        }
        Ok(bytes)
    }
}

/// Layouts to try, from tight to roomy.
fn layouts(words: usize) -> impl Iterator<Item = Layout> {
    let words = words as u64;
    let segment = (words / 48).max(1).next_power_of_two().clamp(4, 1 << 13) as u32;
    (0..256u64).map(move |attempt| {
        // An eighth of the slots stands empty, and more when that does not do.
        let room = words + words / 8 + words * (attempt / 4) / 16 + u64::from(segment);
        let starts = (room / u64::from(segment)).saturating_sub(1).max(1) as u32;
        Layout { seed: attempt.wrapping_mul(0x9E37_79B9_7F4A_7C15), segment, starts }
    })
}

/// The slots, if every word can have one of its own: a word with a slot that no other needs is put aside, and so on; then the words
/// are written in the opposite order.
fn place(layout: Layout, words: &[(u64, Entry)]) -> Option<Vec<u32>> {
    let size = usize::try_from(layout.slots()).ok()?;
    let (mut users, mut sums) = (vec![0u32; size], vec![0usize; size]);
    for (index, &(hash, _)) in words.iter().enumerate() {
        for slot in layout.place(hash).0 {
            *users.get_mut(slot)? += 1;
            *sums.get_mut(slot)? ^= index;
        }
    }
    let mut alone: Vec<usize> = (0..size).filter(|&slot| users.get(slot) == Some(&1)).collect();
    let mut order = Vec::with_capacity(words.len());
    while let Some(slot) = alone.pop() {
        if users.get(slot) != Some(&1) {
            continue;
        }
        let index = *sums.get(slot)?;
        order.push((index, slot));
        for other in layout.place(words.get(index)?.0).0 {
            let count = users.get_mut(other)?;
            *count -= 1;
            if *count == 1 {
                alone.push(other);
            }
            *sums.get_mut(other)? ^= index;
        }
    }
    if order.len() < words.len() {
        return None;
    }
    let mut slots = vec![0u32; size];
    for (index, slot) in order.into_iter().rev() {
        let &(hash, entry) = words.get(index)?;
        let (places, print) = layout.place(hash);
        let value = (print << Entry::BITS) | u32::from(entry.bits());
        let rest = places
            .iter()
            .filter(|&&place| place != slot)
            .map(|&place| slots.get(place).copied().unwrap_or(0))
            .fold(0, |sum, other| sum ^ other);
        *slots.get_mut(slot)? = value ^ rest;
    }
    Some(slots)
}
