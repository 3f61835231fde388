//! From a file's bytes to the bytes of its content: what the first bytes say decides.

use super::entry::ErrorKind;
use super::gz::Gz;
use super::utf16::Utf16;
use super::zst::Zst;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

/// Bytes that are looked at before anything is decided.
const PEEK: usize = 10;

/// The bytes of a file behind a buffer, the peeked ones first.
pub(crate) type Raw = BufReader<Chain<Cursor<Vec<u8>>, Box<dyn Read + Send>>>;

/// Damage at the place where reading has arrived. Reading may go on after it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Damage {
    pub(crate) kind: ErrorKind,
    pub(crate) message: String,
}

impl Damage {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    pub(crate) fn io(error: &io::Error) -> Self {
        Self::new(ErrorKind::Io, format!("reading failed: {error}"))
    }
}

/// What one read gave.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// So many bytes, at least one.
    Bytes(usize),
    /// Something is wrong here; everything before it has been given.
    Damage(Damage),
    /// The end.
    End,
}

/// A decoder that loses nothing before damage and goes on after it where it can.
pub(crate) trait Decode: Send {
    fn read(&mut self, out: &mut [u8]) -> Step;
}

/// Bytes as they are.
struct Plain {
    raw: Raw,
    failed: bool,
}

impl Decode for Plain {
    fn read(&mut self, out: &mut [u8]) -> Step {
        if self.failed {
            return Step::End;
        }
        loop {
            match self.raw.read(out) {
                Ok(0) => return Step::End,
                Ok(read) => return Step::Bytes(read),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.failed = true;
                    return Step::Damage(Damage::io(&error));
                }
            }
        }
    }
}

/// Bytes that were read to look at them, then the rest.
struct Peeked {
    first: Cursor<Vec<u8>>,
    then: Option<Step>,
    rest: Box<dyn Decode>,
}

impl Decode for Peeked {
    fn read(&mut self, out: &mut [u8]) -> Step {
        match self.first.read(out) {
            Ok(read) if read > 0 => Step::Bytes(read),
            _ => self.then.take().unwrap_or_else(|| self.rest.read(out)),
        }
    }
}

/// What the first bytes of the content say, after decompression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// Text, or at least nothing else that is known.
    Text,
    Parquet,
    Warc,
    /// A compression or an archive that is not read; what it is and what to do.
    Archive(&'static str),
    /// No byte at all.
    Nothing,
}

/// The content of a file and what its first bytes are.
pub(crate) fn decode(mut file: Box<dyn Read + Send>) -> io::Result<(Content, Box<dyn Decode>)> {
    let mut first = Vec::with_capacity(PEEK);
    (&mut file).take(PEEK as u64).read_to_end(&mut first)?;
    let compressed = Compression::of(&first);
    let raw: Raw = BufReader::with_capacity(256 << 10, Cursor::new(first).chain(file));
    let mut decoder: Box<dyn Decode> = match compressed {
        Some(Compression::Gz) => Box::new(Gz::new(raw)),
        Some(Compression::Zst) => Box::new(Zst::new(raw)?),
        None => Box::new(Plain { raw, failed: false }),
    };
    let mut first = vec![0; PEEK];
    let (mut length, mut then) = (0, None);
    while let Some(free @ [_, ..]) = first.get_mut(length..) {
        match decoder.read(free) {
            Step::Bytes(read) => length += read,
            step => {
                then = Some(step);
                break;
            }
        }
    }
    first.truncate(length);
    let content = match first.as_slice() {
        [] if then == Some(Step::End) => Content::Nothing,
        [b'P', b'A', b'R', b'1', ..] => Content::Parquet,
        [b'W', b'A', b'R', b'C', b'/', ..] => Content::Warc,
        // A text may begin like the header, so a block (pi) or the end of an empty stream (its root) has to follow.
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
        | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, 0x50, 0x90] => {
            Content::Archive("compressed with bzip2, which is not read; decompress it first")
        }
        [0xFD, b'7', b'z', b'X', b'Z', ..] => {
            Content::Archive("compressed with xz, which is not read; decompress it first")
        }
        [b'P', b'K', 3, 4, ..] => Content::Archive("a zip archive, which is not read; unpack it first"),
        _ => Content::Text,
    };
    let little_endian = match first.as_slice() {
        // UTF-32, which is decoded where the whole text is there.
        [0xFF, 0xFE, 0, 0, ..] => None,
        [0xFF, 0xFE, ..] => Some(true),
        [0xFE, 0xFF, ..] => Some(false),
        _ => None,
    };
    let peeked = Box::new(Peeked { first: Cursor::new(first), then, rest: decoder });
    Ok((content, if let Some(le) = little_endian { Box::new(Utf16::new(peeked, le)) } else { peeked }))
}

/// A compression, known by its magic number or by the suffix of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compression {
    Gz,
    Zst,
}

impl Compression {
    pub(crate) fn of(first: &[u8]) -> Option<Self> {
        match first {
            [0x1F, 0x8B, 0x08, ..] => Some(Self::Gz),
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Self::Zst),
            _ => None,
        }
    }

    pub(crate) fn of_name(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1 {
            "gz" => Some(Self::Gz),
            "zst" => Some(Self::Zst),
            _ => None,
        }
    }
}

/// The next byte, if there is one.
pub(crate) fn next_byte(raw: &mut Raw) -> io::Result<Option<u8>> {
    let byte = raw.fill_buf()?.first().copied();
    if byte.is_some() {
        raw.consume(1);
    }
    Ok(byte)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod tests {
    use super::*;

    /// Reads everything: the bytes, and the kind and place of each damage.
    pub(crate) fn drain(decoder: &mut dyn Decode) -> (Vec<u8>, Vec<(usize, ErrorKind)>) {
        let (mut all, mut damage, mut buffer) = (Vec::new(), Vec::new(), vec![0; 1000]);
        loop {
            match decoder.read(&mut buffer) {
                Step::Bytes(read) => all.extend_from_slice(&buffer[..read]),
                Step::Damage(d) => damage.push((all.len(), d.kind)),
                Step::End => return (all, damage),
            }
            assert!(damage.len() < 100, "a decoder must come to an end");
        }
    }

    pub(crate) fn decoded(bytes: &[u8]) -> (Vec<u8>, Vec<(usize, ErrorKind)>) {
        let (_, mut decoder) = decode(Box::new(Cursor::new(bytes.to_vec()))).unwrap();
        drain(decoder.as_mut())
    }

    /// Text that does not compress to nothing.
    pub(crate) fn noise(bytes: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let letter = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            b"abcdefghijklmnopqrstuvwxyz 0123\n"[(state >> 27) as usize]
        };
        (0..bytes).map(letter).collect()
    }

    #[test]
    fn the_first_bytes_decide() {
        for (bytes, want) in [
            (&b"PAR1\0\0"[..], Content::Parquet),
            (b"WARC/1.0\r\n", Content::Warc),
            (b"PKabc", Content::Text),
            (b"{\"text\":1}", Content::Text),
            (b"W", Content::Text),
            (b"BZh1 is a text", Content::Text),
            (b"BZh9", Content::Text),
            (b"", Content::Nothing),
        ] {
            assert_eq!(decode(Box::new(bytes)).unwrap().0, want);
        }
    }

    #[test]
    fn bzip2_is_known_by_its_first_block() {
        for after in [&b"\x31\x41\x59\x26\x53\x59\x01\x02"[..], b"\x17\x72\x45\x38\x50\x90"] {
            let bytes = [b"BZh9", after].concat();
            assert!(matches!(decode(Box::new(Cursor::new(bytes))).unwrap().0, Content::Archive(_)));
        }
    }

    #[test]
    fn a_read_error_is_damage_after_what_was_read() {
        struct Failing(usize);
        impl Read for Failing {
            fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
                if self.0 == 0 {
                    return Err(io::Error::other("the disk is gone"));
                }
                let n = self.0.min(out.len());
                out[..n].fill(b'x');
                self.0 -= n;
                Ok(n)
            }
        }
        let (_, mut decoder) = decode(Box::new(Failing(3000))).unwrap();
        assert_eq!(drain(decoder.as_mut()), (vec![b'x'; 3000], vec![(3000, ErrorKind::Io)]));
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(96))]

        /// Whatever is broken, decoding comes to an end. What the whole part of the stream holds is given first, and
        /// without a damage everything is what was written.
        #[test]
        fn a_broken_stream_comes_to_its_end(
            zst in proptest::bool::ANY,
            at in proptest::prop_oneof![0_usize..40, 0_usize..4000, 0_usize..100_000],
            bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..40),
        ) {
            let text = noise(150_000);
            let mut stream = if zst {
                let mut encoder = zstd::Encoder::new(Vec::new(), 1).unwrap();
                encoder.include_checksum(true).unwrap();
                std::io::Write::write_all(&mut encoder, &text).unwrap();
                encoder.finish().unwrap()
            } else {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                std::io::Write::write_all(&mut encoder, &text).unwrap();
                encoder.finish().unwrap()
            };
            let at = at.min(stream.len());
            let end = (at + bytes.len() / 2).min(stream.len());
            let (whole, _) = decoded(&stream[..at]);
            stream.splice(at..end, bytes);
            let (out, damage) = decoded(&stream);
            // Before that stands the header, without which the stream is something else.
            if at > 8 {
                proptest::prop_assert!(text.starts_with(&whole));
                proptest::prop_assert!(out.starts_with(&whole));
                proptest::prop_assert!(!damage.is_empty() || out == text);
            }
        }
    }
}
