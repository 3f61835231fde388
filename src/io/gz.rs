//! gzip: all members, padding, and what can be saved of a damaged stream.

use super::decode::{Damage, Decode, Raw, Step, next_byte};
use super::entry::ErrorKind;
use flate2::{Crc, Decompress, FlushDecompress, Status};
use std::io::{self, BufRead};

/// Bytes decoded at a time.
const CHUNK: usize = 64 << 10;

/// After garbage, a member is believed once so many bytes of it have come out, or all of it with the right checksum.
const BELIEVED: usize = 16 << 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the header of a member; before the first there is no padding.
    Header {
        first: bool,
    },
    Body,
    /// Looking for the next member in damaged data.
    Search,
    End,
}

/// Decodes every member of a gz file.
pub(crate) struct Gz {
    raw: Raw,
    state: State,
    inflate: Decompress,
    crc: Crc,
    /// What has come out, and how much of it has been given.
    ready: Vec<u8>,
    given: usize,
    /// What is wrong behind `ready`.
    damage: Option<Damage>,
    /// The member was found by searching: nothing of it is given until it is believed.
    probation: bool,
}

impl Gz {
    pub(crate) fn new(raw: Raw) -> Self {
        Self {
            raw,
            state: State::Header { first: true },
            inflate: Decompress::new(false),
            crc: Crc::new(),
            ready: Vec::with_capacity(CHUNK),
            given: 0,
            damage: None,
            probation: false,
        }
    }

    fn advance(&mut self) -> io::Result<()> {
        match self.state {
            State::Header { first } => self.header(first),
            State::Body => self.body(),
            State::Search => self.search(),
            State::End => Ok(()),
        }
    }

    /// Notes damage and goes on searching; while a member was on probation it was just no member.
    fn damaged(&mut self, kind: ErrorKind, message: &str) {
        self.state = State::Search;
        if self.probation {
            self.ready.clear();
        } else {
            self.damage = Some(Damage::new(kind, message));
        }
        self.probation = false;
    }

    fn cut(&mut self) {
        self.damaged(ErrorKind::Truncated, "the gz stream ends before it is complete");
    }

    fn start_member(&mut self, probation: bool) {
        self.inflate.reset(false);
        self.crc.reset();
        self.probation = probation;
        self.state = State::Body;
    }

    /// The header of a member, or the end, or what stands there instead.
    fn header(&mut self, first: bool) -> io::Result<()> {
        if !first {
            // Tapes and some downloads pad with zeros.
            while self.raw.fill_buf()?.first() == Some(&0) {
                self.raw.consume(1);
            }
        }
        if self.raw.fill_buf()?.is_empty() {
            self.state = State::End;
            return Ok(());
        }
        for (index, want) in [0x1F, 0x8B, 8].into_iter().enumerate() {
            match self.raw.fill_buf()?.first() {
                Some(&byte) if byte == want => self.raw.consume(1),
                None if index > 0 => {
                    self.cut();
                    return Ok(());
                }
                _ => {
                    self.damaged(ErrorKind::Compression, "bytes between gz members that are no gz member");
                    return Ok(());
                }
            }
        }
        if self.header_fields()? {
            self.start_member(false);
        } else {
            self.cut();
        }
        Ok(())
    }

    /// Skips what follows the magic number; false when the file ends in it.
    fn header_fields(&mut self) -> io::Result<bool> {
        let Some(flags) = next_byte(&mut self.raw)? else { return Ok(false) };
        if !self.skip(6)? {
            return Ok(false);
        }
        if flags & 4 != 0 {
            let (Some(low), Some(high)) = (next_byte(&mut self.raw)?, next_byte(&mut self.raw)?) else {
                return Ok(false);
            };
            if !self.skip(u16::from_le_bytes([low, high]))? {
                return Ok(false);
            }
        }
        // A name and a comment, each ended by a NUL.
        for _ in 0..(flags >> 3 & 1) + (flags >> 4 & 1) {
            loop {
                match next_byte(&mut self.raw)? {
                    Some(0) => break,
                    Some(_) => {}
                    None => return Ok(false),
                }
            }
        }
        if flags & 2 != 0 { self.skip(2) } else { Ok(true) }
    }

    fn skip(&mut self, bytes: u16) -> io::Result<bool> {
        for _ in 0..bytes {
            if next_byte(&mut self.raw)?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn body(&mut self) -> io::Result<()> {
        let input = self.raw.fill_buf()?;
        if input.is_empty() {
            self.cut();
            return Ok(());
        }
        self.ready.reserve(CHUNK);
        let before = self.ready.len();
        let read = self.inflate.total_in();
        let result = self.inflate.decompress_vec(input, &mut self.ready, FlushDecompress::None);
        let read = (self.inflate.total_in() - read) as usize;
        self.raw.consume(read);
        self.crc.update(self.ready.get(before..).unwrap_or_default());
        let progress = read > 0 || self.ready.len() > before;
        match result {
            Ok(Status::StreamEnd) => return self.trailer(),
            Ok(_) if progress => {}
            _ => {
                if !progress {
                    self.raw.consume(1); // the search starts behind what cannot be decoded
                }
                self.damaged(ErrorKind::Compression, "the gz stream is damaged");
            }
        }
        if self.ready.len() >= BELIEVED {
            self.probation = false;
        }
        Ok(())
    }

    /// Checksum and length behind a member.
    fn trailer(&mut self) -> io::Result<()> {
        let mut trailer = [0; 8];
        for byte in &mut trailer {
            let Some(read) = next_byte(&mut self.raw)? else {
                self.cut();
                return Ok(());
            };
            *byte = read;
        }
        let [a, b, c, d, e, f, g, h] = trailer;
        if (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]))
            != (self.crc.sum(), self.crc.amount())
        {
            self.damaged(ErrorKind::Compression, "the checksum of the gz stream is wrong");
        }
        // The data ended where it should, so the next member starts here: no search.
        self.probation = false;
        self.state = State::Header { first: false };
        Ok(())
    }

    /// Looks for the magic number of a member and for flags that exist.
    fn search(&mut self) -> io::Result<()> {
        let mut matched = 0;
        while let Some(byte) = next_byte(&mut self.raw)? {
            matched = match (matched, byte) {
                (1, 0x8B) => 2,
                (2, 8) if self.raw.fill_buf()?.first().is_some_and(|flags| flags & 0xE0 == 0) => {
                    if self.header_fields()? {
                        self.start_member(true);
                        return Ok(());
                    }
                    0
                }
                (_, 0x1F) => 1,
                _ => 0,
            };
        }
        self.state = State::End;
        Ok(())
    }
}

impl Decode for Gz {
    fn read(&mut self, out: &mut [u8]) -> Step {
        loop {
            if !self.probation && self.given < self.ready.len() {
                let rest = self.ready.get(self.given..).unwrap_or_default();
                let length = rest.len().min(out.len());
                if let (Some(to), Some(from)) = (out.get_mut(..length), rest.get(..length)) {
                    to.copy_from_slice(from);
                }
                self.given += length;
                return Step::Bytes(length);
            }
            if !self.probation {
                self.ready.clear();
                self.given = 0;
            }
            if let Some(damage) = self.damage.take() {
                return Step::Damage(damage);
            }
            if self.state == State::End {
                return Step::End;
            }
            if let Err(error) = self.advance()
                && error.kind() != io::ErrorKind::Interrupted
            {
                self.state = State::End;
                self.probation = false;
                self.damage = Some(Damage::io(&error));
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::decode::tests::{decoded, noise};
    use super::*;
    use flate2::{Compression, GzBuilder, write::GzEncoder};
    use std::io::Write;

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn members_padding_and_header_fields() {
        let text = noise(100_000);
        let mut named = GzBuilder::new()
            .filename("a.jsonl")
            .comment("c")
            .extra(vec![7; 300])
            .write(Vec::new(), Compression::fast());
        named.write_all(&text).unwrap();
        let all = [gz(&text), named.finish().unwrap(), gz(b""), vec![0; 512], gz(&text), vec![0; 9]].concat();
        assert!(decoded(&all) == (text.repeat(3), vec![]));
    }

    #[test]
    fn a_cut_stream_gives_what_came_before_and_one_damage() {
        let text = noise(200_000);
        let whole = gz(&text);
        for cut in [5, 11, whole.len() / 3, whole.len() - 9, whole.len() - 1] {
            let (bytes, damage) = decoded(&whole[..cut]);
            assert!(text.starts_with(&bytes));
            assert_eq!(damage, [(bytes.len(), ErrorKind::Truncated)], "cut at {cut}");
            assert!(bytes.len() + 70_000 > text.len() * cut / whole.len() || cut < 100);
        }
    }

    #[test]
    fn a_wrong_checksum_costs_nothing() {
        let text = noise(50_000);
        let mut bad = gz(&text);
        let crc = bad.len() - 8;
        bad[crc] ^= 1;
        let both = [bad, gz(&text)].concat();
        let (bytes, damage) = decoded(&both);
        assert!(bytes == text.repeat(2));
        assert_eq!(damage, [(50_000, ErrorKind::Compression)]);
    }

    #[test]
    fn a_flipped_bit_gives_all_before_it_and_the_members_behind() {
        let text = noise(100_000);
        let whole = gz(&text);
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 0x40;
        let (bytes, damage) = decoded(&[flipped, b"\x00\xFFgarbage".repeat(9), whole].concat());
        assert!(bytes.ends_with(&text));
        assert!(!damage.is_empty());
        assert!(bytes.len() > text.len() + 30_000);
    }

    #[test]
    fn garbage_between_members_is_one_damage() {
        let text = noise(30_000);
        let all = [gz(&text), b"\x00\xFFgarbage\x1F\x8B".repeat(5), gz(&text)].concat();
        let (bytes, damage) = decoded(&all);
        assert!(bytes == text.repeat(2));
        assert_eq!(damage, [(30_000, ErrorKind::Compression)]);
    }
}
