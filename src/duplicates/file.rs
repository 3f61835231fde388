//! Tables and shards as files.
//!
//! All numbers are little-endian words of 64 bits, unless said otherwise: the magic; version and normalisation (32 bits each); words,
//! bands, rows and similarity (16 bits each); the number of documents; of a table the number of those not told apart; the number of records. Records of a
//! table are key, the two places in the list of ids plus one or 0 (32 bits each) and the similarity (8 bits); those of a shard are key, text and
//! signature. Then come the ids: their number, the bytes of all, the length of each (8 bits), the bytes. Last is a checksum over everything before it.

use std::io::{self, Read, Write};

use super::Parameters;
use super::learn::Ids;
use super::table::{Record, Table};
use super::words::{NORMALISATION, chain, hash};

const VERSION: u32 = 1;
/// Bytes that are read at a time: memory follows what is there, not what the header promises.
const CHUNK: u64 = 1 << 16;

/// Which of the two kinds of file.
pub(super) const TABLE: [u8; 8] = *b"unisodup";
pub(super) const SHARD: [u8; 8] = *b"unisosig";

/// Why a table or a shard cannot be read.
///
/// ```
/// use unisono::duplicates::{FileError, Table};
/// let error = Table::read_from(&b"id,name\n1,a line of text that is no table\n"[..]).unwrap_err();
/// assert!(matches!(error, FileError::Other(_)));
/// assert_eq!(error.to_string(), "it is no table of duplicates");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// It could not be read.
    #[error("it cannot be read")]
    Io(#[from] io::Error),
    /// It is something else.
    #[error("{0}")]
    Other(&'static str),
    /// It was written by another version, or texts were folded in another way.
    #[error(
        "it has format {version}.{normalisation}; this build reads {VERSION}.{NORMALISATION}: learn it anew"
    )]
    Version {
        /// Version of the file.
        version: u32,
        /// Version of the folding of texts.
        normalisation: u32,
    },
    /// It is not what was written.
    #[error("it is damaged ({0}): learn it anew")]
    Damaged(&'static str),
}

/// Bytes out, with a running checksum.
pub(super) struct Out<W> {
    to: W,
    sum: u64,
}

impl<W: Write> Out<W> {
    pub(super) fn start(to: W, magic: [u8; 8], parameters: Parameters) -> io::Result<Self> {
        let mut out = Self { to, sum: 0 };
        out.bytes(&magic)?;
        out.word(u64::from(VERSION) | u64::from(NORMALISATION) << 32)?;
        let Parameters { words, bands, rows, similarity } = parameters;
        let [words, rows, similarity] = [words, rows, similarity].map(u64::from);
        out.word(words | u64::from(bands) << 16 | rows << 32 | similarity << 48)?;
        Ok(out)
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sum = hash(self.sum, bytes);
        self.to.write_all(bytes)
    }

    pub(super) fn word(&mut self, word: u64) -> io::Result<()> {
        self.sum = chain(self.sum, word);
        self.to.write_all(&word.to_le_bytes())
    }

    pub(super) fn end(mut self, ids: &Ids) -> io::Result<()> {
        self.word(ids.len() as u64)?;
        self.word(ids.bytes.len() as u64)?;
        for nth in 0..ids.len() {
            // No id is longer than 255 bytes.
            self.bytes(&[ids.get(nth).len() as u8])?;
        }
        for part in ids.bytes.chunks(CHUNK as usize) {
            self.bytes(part)?;
        }
        let sum = self.sum;
        self.to.write_all(&sum.to_le_bytes())
    }
}

/// Bytes in, with a running checksum.
pub(super) struct In<R> {
    from: R,
    sum: u64,
}

fn cut(error: io::Error) -> FileError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => FileError::Damaged("it ends too early"),
        _ => FileError::Io(error),
    }
}

impl<R: Read> In<R> {
    /// Reads the head, and says when it is that of the other kind.
    pub(super) fn start(from: R, magic: [u8; 8]) -> Result<(Self, Parameters), FileError> {
        let mut input = Self { from, sum: 0 };
        let mut first = Vec::new();
        input.from.by_ref().take(8).read_to_end(&mut first)?;
        input.sum = hash(input.sum, &first);
        if first != magic {
            return Err(FileError::Other(match (magic, &first[..]) {
                (TABLE, b"unisosig") => {
                    "it is a shard: `unisono learn duplicates --merge` makes a table of shards"
                }
                (SHARD, b"unisodup") => {
                    "it is a table; what is merged are shards: learn each part with --shard"
                }
                (TABLE, _) => "it is no table of duplicates",
                _ => "it is no shard of a table of duplicates",
            }));
        }
        let versions = input.word()?;
        let (version, normalisation) = (versions as u32, (versions >> 32) as u32);
        if (version, normalisation) != (VERSION, NORMALISATION) {
            return Err(FileError::Version { version, normalisation });
        }
        let word = input.word()?;
        let (words, rows, similarity) = (word as u8, (word >> 32) as u8, (word >> 48) as u8);
        let parameters = Parameters { words, bands: (word >> 16) as u16, rows, similarity };
        parameters.check().map_err(|_| FileError::Damaged("parameters are out of range"))?;
        Ok((input, parameters))
    }

    pub(super) fn bytes(&mut self, bytes: &mut [u8]) -> Result<(), FileError> {
        self.from.read_exact(bytes).map_err(cut)?;
        self.sum = hash(self.sum, bytes);
        Ok(())
    }

    pub(super) fn word(&mut self) -> Result<u64, FileError> {
        let mut bytes = [0; 8];
        self.from.read_exact(&mut bytes).map_err(cut)?;
        let word = u64::from_le_bytes(bytes);
        self.sum = chain(self.sum, word);
        Ok(word)
    }

    pub(super) fn end(mut self) -> Result<Ids, FileError> {
        let (count, mut left) = (self.word()?, self.word()?);
        let mut ids = Ids::default();
        for _ in 0..count {
            let mut length = [0];
            self.bytes(&mut length)?;
            let end = ids.ends.last().copied().unwrap_or(0) + u64::from(length[0]);
            ids.ends.push(end);
        }
        if ids.ends.last().copied().unwrap_or(0) != left {
            return Err(FileError::Damaged("the ids have other lengths"));
        }
        let mut part = vec![0; CHUNK as usize];
        while left > 0 {
            let now = part.get_mut(..left.min(CHUNK) as usize).unwrap_or_default();
            left -= now.len() as u64;
            self.bytes(now)?;
            ids.bytes.extend_from_slice(now);
        }
        let mut sum = [0; 8];
        self.from.read_exact(&mut sum).map_err(cut)?;
        if u64::from_le_bytes(sum) != self.sum {
            return Err(FileError::Damaged("the checksum is another"));
        }
        if self.from.read(&mut [0])? > 0 {
            return Err(FileError::Damaged("something follows its end"));
        }
        Ok(ids)
    }
}

impl Table {
    /// Writes the table: the same table, the same bytes. Give it a buffered writer.
    ///
    /// # Errors
    /// Those of the writer.
    ///
    /// ```
    /// use unisono::duplicates::Table;
    /// let mut bytes = Vec::new();
    /// Table::default().write_to(&mut bytes)?;
    /// assert_eq!(Table::read_from(&bytes[..])?, Table::default());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn write_to(&self, to: impl Write) -> io::Result<()> {
        let mut out = Out::start(to, TABLE, self.parameters)?;
        out.word(self.documents)?;
        out.word(self.alike)?;
        out.word(self.records.len() as u64)?;
        for Record { key, exact, near, similarity } in &self.records {
            let place = |place: &Option<u32>| place.map_or(0, |place| place + 1).to_le_bytes();
            let mut record = [0; 17];
            let parts = key.to_le_bytes().into_iter().chain(place(exact)).chain(place(near));
            for (to, from) in record.iter_mut().zip(parts.chain([*similarity])) {
                *to = from;
            }
            out.bytes(&record)?;
        }
        out.end(&self.ids)
    }

    /// Reads what [`Table::write_to`] has written, and checks it. Give it a buffered reader.
    ///
    /// # Errors
    /// When it cannot be read, is something else, comes from another version or is damaged.
    ///
    /// ```
    /// use unisono::duplicates::Table;
    /// assert!(Table::read_from(&b"unisodup"[..]).unwrap_err().to_string().contains("ends too early"));
    /// ```
    pub fn read_from(from: impl Read) -> Result<Self, FileError> {
        let (mut input, parameters) = In::start(from, TABLE)?;
        let (documents, alike, count) = (input.word()?, input.word()?, input.word()?);
        let mut records: Vec<Record> = Vec::new();
        for _ in 0..count {
            let mut bytes = [0; 17];
            input.bytes(&mut bytes)?;
            let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, similarity] = bytes;
            let place = |bytes| u32::from_le_bytes(bytes).checked_sub(1);
            let (exact, near) = (place([i, j, k, l]), place([m, n, o, p]));
            let record =
                Record { key: u64::from_le_bytes([a, b, c, d, e, f, g, h]), exact, near, similarity };
            if records.last().is_some_and(|last| last.key >= record.key) {
                return Err(FileError::Damaged("records are out of order"));
            }
            records.push(record);
        }
        let ids = input.end()?;
        let missing = |place: Option<u32>| place.is_some_and(|place| place as usize >= ids.len());
        if records.iter().any(|record| missing(record.exact) || missing(record.near)) {
            return Err(FileError::Damaged("an id is missing"));
        }
        Ok(Self { parameters, documents, alike, records, ids })
    }
}
