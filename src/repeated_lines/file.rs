//! The table as a file.
//!
//! All numbers are little-endian: the magic, version and normalisation (32 bits each), then for sites and for lines the limit and the
//! number of records (64 bits each), the records of the sites and those of the lines (key 64 bits, count 32 bits, by ascending key),
//! and a checksum over all numbers before it (64 bits).

use std::io::{self, Read, Write};

use super::counts::Counts;
use super::key::{NORMALISATION, chain};
use super::table::Table;

const MAGIC: [u8; 8] = *b"unisorep";
const VERSION: u32 = 1;
/// Records that are read or written at a time.
const CHUNK: usize = 4096;
const RECORD: usize = 12;

/// Why a table cannot be read.
///
/// ```
/// use unisono::repeated_lines::{Table, TableError};
/// let error = Table::read_from(&b"id,name\n1,a line of text that is no table at all\n"[..]).unwrap_err();
/// assert!(matches!(error, TableError::NoTable));
/// assert_eq!(error.to_string(), "it is no table of repeated lines");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// It could not be read.
    #[error("it cannot be read")]
    Io(#[from] io::Error),
    /// The first bytes are those of something else.
    #[error("it is no table of repeated lines")]
    NoTable,
    /// It was written by another version, or lines were folded in another way.
    #[error(
        "it has format {version}.{normalisation}; this build reads {VERSION}.{NORMALISATION}: learn it anew"
    )]
    Version {
        /// Version of the file.
        version: u32,
        /// Version of the folding of lines.
        normalisation: u32,
    },
    /// It is not what was written.
    #[error("it is damaged ({0}): learn it anew")]
    Damaged(&'static str),
}

/// Numbers out, with a running checksum.
struct Out<W> {
    to: W,
    sum: u64,
}

impl<W: Write> Out<W> {
    fn word(&mut self, word: u64) -> io::Result<()> {
        self.sum = chain(self.sum, word);
        self.to.write_all(&word.to_le_bytes())
    }

    fn records(&mut self, counts: &Counts) -> io::Result<()> {
        for (key, count) in counts.iter() {
            self.sum = chain(chain(self.sum, key), u64::from(count));
            let mut record = [0; RECORD];
            let (left, right) = record.split_at_mut(8);
            left.copy_from_slice(&key.to_le_bytes());
            right.copy_from_slice(&count.to_le_bytes());
            self.to.write_all(&record)?;
        }
        Ok(())
    }
}

/// Numbers in, with a running checksum.
struct In<R> {
    from: R,
    sum: u64,
}

fn cut(error: io::Error) -> TableError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => TableError::Damaged("it ends too early"),
        _ => TableError::Io(error),
    }
}

impl<R: Read> In<R> {
    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], TableError> {
        let mut bytes = [0; N];
        self.from.read_exact(&mut bytes).map_err(cut)?;
        Ok(bytes)
    }

    fn word(&mut self) -> Result<u64, TableError> {
        let word = u64::from_le_bytes(self.bytes()?);
        self.sum = chain(self.sum, word);
        Ok(word)
    }

    fn records(&mut self, limit: u64, mut left: u64) -> Result<Counts, TableError> {
        let mut counts = Counts::with_limit(limit);
        let mut buffer = vec![0; CHUNK * RECORD];
        // Memory follows what is there, not what the header promises.
        while left > 0 {
            let now = left.min(CHUNK as u64);
            let chunk = buffer.get_mut(..now as usize * RECORD).unwrap_or_default();
            self.from.read_exact(chunk).map_err(cut)?;
            for record in chunk.as_chunks::<RECORD>().0 {
                let [a, b, c, d, e, f, g, h, count @ ..] = *record;
                let (key, count) = (u64::from_le_bytes([a, b, c, d, e, f, g, h]), u32::from_le_bytes(count));
                self.sum = chain(chain(self.sum, key), u64::from(count));
                if !counts.push(key, count) {
                    return Err(TableError::Damaged("records are out of order"));
                }
            }
            left -= now;
        }
        Ok(counts)
    }
}

impl Table {
    /// Writes the table: the same table, the same bytes. Give it a buffered writer.
    ///
    /// # Errors
    /// Those of the writer.
    ///
    /// ```
    /// use unisono::repeated_lines::Table;
    /// let mut bytes = Vec::new();
    /// Table::default().write_to(&mut bytes)?;
    /// assert_eq!(Table::read_from(&bytes[..])?, Table::default());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn write_to(&self, to: impl Write) -> io::Result<()> {
        let mut out = Out { to, sum: u64::from_le_bytes(MAGIC) };
        out.to.write_all(&MAGIC)?;
        out.word(u64::from(VERSION) | u64::from(NORMALISATION) << 32)?;
        for counts in [&self.sites, &self.lines] {
            out.word(counts.limit)?;
            out.word(counts.len() as u64)?;
        }
        out.records(&self.sites)?;
        out.records(&self.lines)?;
        let sum = out.sum;
        out.to.write_all(&sum.to_le_bytes())
    }

    /// Reads what [`Table::write_to`] has written, and checks it.
    ///
    /// # Errors
    /// When it cannot be read, is something else, comes from another version or is damaged.
    ///
    /// ```
    /// use unisono::repeated_lines::Table;
    /// assert!(Table::read_from(&b"unisorep"[..]).unwrap_err().to_string().contains("ends too early"));
    /// ```
    pub fn read_from(from: impl Read) -> Result<Self, TableError> {
        let mut input = In { from, sum: u64::from_le_bytes(MAGIC) };
        let mut magic = Vec::new();
        input.from.by_ref().take(MAGIC.len() as u64).read_to_end(&mut magic)?;
        if magic != MAGIC {
            return Err(TableError::NoTable);
        }
        let versions = input.word()?;
        let (version, normalisation) = (versions as u32, (versions >> 32) as u32);
        if (version, normalisation) != (VERSION, NORMALISATION) {
            return Err(TableError::Version { version, normalisation });
        }
        let (site_limit, sites) = (input.word()?, input.word()?);
        let (line_limit, lines) = (input.word()?, input.word()?);
        let sites = input.records(site_limit, sites)?;
        let lines = input.records(line_limit, lines)?;
        if u64::from_le_bytes(input.bytes()?) != input.sum {
            return Err(TableError::Damaged("the checksum is another"));
        }
        if input.from.read(&mut [0])? > 0 {
            return Err(TableError::Damaged("something follows its end"));
        }
        Ok(Self { sites, lines })
    }
}
