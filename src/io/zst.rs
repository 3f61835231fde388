//! Zstandard: all frames, skippable ones too, and what can be saved of a damaged stream.

use super::decode::{Damage, Decode, Raw, Step, next_byte};
use super::entry::ErrorKind;
use std::io::{self, BufRead};
use zstd::stream::raw::{Decoder, InBuffer, Operation, OutBuffer};

const MAGIC: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Between,
    Frame,
    /// Looking for the next frame in damaged data.
    Search,
    /// The magic number of a frame has been read by the search.
    Found,
    End,
}

/// Decodes every frame of a zst file.
pub(crate) struct Zst {
    raw: Raw,
    state: State,
    decoder: Decoder<'static>,
    /// How much the decoder asks for: a block at most, so that what came before a damaged one has been given.
    hint: usize,
    /// The decoder may hold more output than it had room for.
    full: bool,
}

impl Zst {
    pub(crate) fn new(raw: Raw) -> io::Result<Self> {
        Ok(Self { raw, state: State::Between, decoder: Decoder::new()?, hint: 5, full: false })
    }

    fn damaged(&mut self, kind: ErrorKind, message: &str) -> Step {
        self.state = State::Search;
        Step::Damage(Damage::new(kind, message))
    }

    fn start_frame(&mut self) -> io::Result<()> {
        self.decoder.reinit()?;
        self.hint = 5;
        self.full = false;
        self.state = State::Frame;
        Ok(())
    }

    fn between(&mut self) -> io::Result<Option<Step>> {
        while self.raw.fill_buf()?.first() == Some(&0) {
            self.raw.consume(1);
        }
        match self.raw.fill_buf()?.first() {
            None => self.state = State::End,
            Some(0x28 | 0x50..=0x5F) => self.start_frame()?,
            Some(_) => {
                return Ok(Some(
                    self.damaged(ErrorKind::Compression, "bytes between zst frames that are no zst frame"),
                ));
            }
        }
        Ok(None)
    }

    fn frame(&mut self, out: &mut [u8], found: bool) -> io::Result<Option<Step>> {
        let available = if found { &MAGIC[..] } else { self.raw.fill_buf()? };
        let length = if self.full { 0 } else { available.len().min(self.hint.max(1)) };
        let ended = available.is_empty();
        let mut input = InBuffer::around(available.get(..length).unwrap_or_default());
        let room = out.len();
        let mut output = OutBuffer::around(out);
        let result = self.decoder.run(&mut input, &mut output);
        let (read, written) = (input.pos(), output.pos());
        if !found {
            self.raw.consume(read);
        }
        let Ok(hint) = result else {
            if read == 0 && !found {
                let skip = usize::from(!self.raw.fill_buf()?.is_empty());
                self.raw.consume(skip); // the search starts behind what cannot be decoded
            }
            return Ok(Some(self.damaged(ErrorKind::Compression, "the zst stream is damaged")));
        };
        self.full = written == room;
        self.hint = hint;
        if hint == 0 {
            self.state = State::Between; // the frame is complete and all of it has been given
        }
        if written > 0 {
            return Ok(Some(Step::Bytes(written)));
        }
        if ended && read == 0 {
            return Ok(Some(self.damaged(ErrorKind::Truncated, "the zst stream ends before it is complete")));
        }
        Ok(None)
    }

    fn search(&mut self) -> io::Result<()> {
        let mut last = [0; 4];
        while let Some(byte) = next_byte(&mut self.raw)? {
            last = [last[1], last[2], last[3], byte];
            if last == MAGIC {
                self.start_frame()?;
                self.state = State::Found;
                return Ok(());
            }
        }
        self.state = State::End;
        Ok(())
    }

    fn step(&mut self, out: &mut [u8]) -> io::Result<Option<Step>> {
        match self.state {
            State::End => Ok(Some(Step::End)),
            State::Between => self.between(),
            State::Frame => self.frame(out, false),
            State::Search => self.search().map(|()| None),
            State::Found => {
                self.state = State::Frame;
                self.frame(out, true)
            }
        }
    }
}

impl Decode for Zst {
    fn read(&mut self, out: &mut [u8]) -> Step {
        loop {
            match self.step(out) {
                Ok(Some(step)) => return step,
                Ok(None) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.state = State::End;
                    return Step::Damage(Damage::io(&error));
                }
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::decode::tests::{decoded, noise};
    use super::*;

    fn zst(bytes: &[u8], level: i32) -> Vec<u8> {
        zstd::encode_all(bytes, level).unwrap()
    }

    #[test]
    fn frames_of_every_kind() {
        let text = noise(700_000);
        let skippable = [&[0x52, 0x2A, 0x4D, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
        let all = [zst(&text, 1), skippable, zst(b"", 3), zst(&text, 7), vec![0; 40]].concat();
        assert!(decoded(&all) == (text.repeat(2), vec![]));
    }

    #[test]
    fn a_cut_stream_gives_every_whole_block_and_one_damage() {
        let text = noise(900_000);
        let whole = zst(&text, 3);
        for cut in [6, whole.len() / 2, whole.len() - 1] {
            let (bytes, damage) = decoded(&whole[..cut]);
            assert!(text.starts_with(&bytes));
            assert_eq!(damage, [(bytes.len(), ErrorKind::Truncated)], "cut at {cut}");
            assert!(bytes.len() + 140_000 > text.len() * cut / whole.len());
        }
    }

    #[test]
    fn damage_in_one_frame_leaves_the_others() {
        let text = noise(300_000);
        let mut bad = zst(&text, 3);
        let middle = bad.len() / 2;
        bad[middle..middle + 40].fill(0xAA);
        let (bytes, damage) = decoded(&[zst(&text, 3), bad, b"garbage".to_vec(), zst(&text, 3)].concat());
        assert!(bytes.starts_with(&text) && bytes.ends_with(&text));
        assert!(!damage.is_empty());
    }

    #[test]
    fn garbage_behind_the_last_frame_is_one_damage() {
        let text = noise(1000);
        let all = [zst(&text, 1), b"(garbage)".to_vec()].concat();
        assert_eq!(decoded(&all), (text, vec![(1000, ErrorKind::Compression)]));
    }
}
