//! UTF-16 with a byte order mark, as UTF-8.

use super::decode::{Damage, Decode, Step};
use super::entry::ErrorKind;

/// Bytes read at a time.
const CHUNK: usize = 32 << 10;

/// Turns UTF-16 into UTF-8; an unpaired surrogate becomes U+FFFD.
pub(crate) struct Utf16 {
    inner: Box<dyn Decode>,
    little_endian: bool,
    /// Bytes of a unit that is not complete.
    odd: Option<u8>,
    /// A high surrogate that waits for its partner.
    high: Option<u16>,
    chunk: Vec<u8>,
    ready: String,
    given: usize,
    then: Option<Step>,
}

impl Utf16 {
    pub(crate) fn new(inner: Box<dyn Decode>, little_endian: bool) -> Self {
        Self {
            inner,
            little_endian,
            odd: None,
            high: None,
            chunk: vec![0; CHUNK],
            ready: String::new(),
            given: 0,
            then: None,
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            let Some(first) = self.odd.take() else {
                self.odd = Some(byte);
                continue;
            };
            let pair = [first, byte];
            let unit = if self.little_endian { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) };
            let high = self.high.take();
            if (0xD800..0xDC00).contains(&unit) {
                self.ready.extend(high.map(|_| char::REPLACEMENT_CHARACTER));
                self.high = Some(unit);
                continue;
            }
            let units = high.into_iter().chain([unit]);
            self.ready.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        }
    }

    /// What is left at the end, or at damage, is half a character.
    fn rest(&mut self) -> bool {
        let left = self.odd.take().is_some() | self.high.take().is_some();
        if left {
            self.ready.push(char::REPLACEMENT_CHARACTER);
        }
        left
    }
}

impl Decode for Utf16 {
    fn read(&mut self, out: &mut [u8]) -> Step {
        loop {
            if let Some(rest @ [_, ..]) = self.ready.as_bytes().get(self.given..) {
                let length = rest.len().min(out.len());
                if let (Some(to), Some(from)) = (out.get_mut(..length), rest.get(..length)) {
                    to.copy_from_slice(from);
                }
                self.given += length;
                return Step::Bytes(length);
            }
            self.ready.clear();
            self.given = 0;
            if let Some(step) = self.then.take() {
                return step;
            }
            let mut chunk = std::mem::take(&mut self.chunk);
            let step = self.inner.read(&mut chunk);
            if let Step::Bytes(read) = step {
                self.take(chunk.get(..read).unwrap_or_default());
            }
            self.chunk = chunk;
            match step {
                Step::Bytes(_) => {}
                Step::End => {
                    if !self.rest() {
                        return Step::End;
                    }
                    let message = "the UTF-16 text ends within a character";
                    self.then = Some(Step::Damage(Damage::new(ErrorKind::Encoding, message)));
                }
                damage @ Step::Damage(_) => {
                    self.rest();
                    self.then = Some(damage);
                }
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::decode::tests::decoded;
    use super::*;

    #[test]
    fn both_orders_with_pairs_and_lone_surrogates() {
        let text = format!("\u{FEFF}{}", "L'été 😀 日本\n".repeat(9000));
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(&le), (text.clone().into_bytes(), vec![]));
        assert_eq!(decoded(&be), (text.into_bytes(), vec![]));
        let lone: Vec<u8> = [0xFEFF, 0x41, 0xD800, 0x42].into_iter().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&lone), ("\u{FEFF}A\u{FFFD}B".into(), vec![]));
        assert_eq!(decoded(&lone[..7]), ("\u{FEFF}A\u{FFFD}".into(), vec![(7, ErrorKind::Encoding)]));
    }
}
