//! What a file holds up to a place, to know it again.

use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// How far a file has been written: so many bytes of it, and what they are.
///
/// ```
/// use unisono::io::Mark;
/// assert_eq!(Mark::of(b"Rabat").bytes, 5);
/// assert_ne!(Mark::of(b"Rabat").hash, Mark::of(b"Madrid").hash);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[allow(clippy::exhaustive_structs)]
pub struct Mark {
    /// Bytes from the start of the file.
    pub bytes: u64,
    /// BLAKE3 of these bytes, in hexadecimal behind `blake3:`.
    pub hash: String,
}

impl Mark {
    /// The mark behind all of `bytes`.
    ///
    /// ```
    /// # use unisono::io::Mark;
    /// assert_eq!(Mark::of(b"").bytes, 0);
    /// ```
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(bytes);
        Self::at(&hasher)
    }

    /// The mark behind all that a reader gives.
    ///
    /// # Errors
    /// When it cannot be read to its end.
    ///
    /// ```
    /// # use unisono::io::Mark;
    /// assert_eq!(Mark::read(&b"Rabat"[..])?, Mark::of(b"Rabat"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn read(mut from: impl Read) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        copy(&mut from, u64::MAX, |bytes| {
            hasher.update(bytes);
            Ok(())
        })?;
        Ok(Self::at(&hasher))
    }

    pub(super) fn at(hasher: &blake3::Hasher) -> Self {
        Self { bytes: hasher.count(), hash: format!("blake3:{}", hasher.finalize().to_hex()) }
    }
}

/// Knows what a reader has given so far, while others read from it.
///
/// ```
/// use std::io::Read;
/// use unisono::io::{Mark, Watch};
/// let watch = Watch::default();
/// let mut reader = watch.over(Box::new(&b"Rabat"[..]));
/// reader.read_exact(&mut [0; 3])?;
/// assert_eq!(watch.mark(), Mark::of(b"Rab"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Watch(Arc<Mutex<blake3::Hasher>>);

impl Watch {
    /// The same bytes, seen by this.
    ///
    /// ```
    /// # use unisono::io::{Mark, Watch};
    /// let watch = Watch::default();
    /// std::io::copy(&mut watch.over(Box::new(&b"Rabat"[..])), &mut std::io::sink())?;
    /// assert_eq!(watch.mark().bytes, 5);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn over(&self, bytes: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
        Box::new(Watched { bytes, watch: self.clone() })
    }

    /// The mark behind all that has been read.
    ///
    /// ```
    /// # use unisono::io::{Mark, Watch};
    /// assert_eq!(Watch::default().mark(), Mark::of(b""));
    /// ```
    pub fn mark(&self) -> Mark {
        Mark::at(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

struct Watched {
    bytes: Box<dyn Read + Send>,
    watch: Watch,
}

impl Read for Watched {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(out)?;
        let mut hasher = self.watch.0.lock().unwrap_or_else(PoisonError::into_inner);
        hasher.update(out.get(..read).unwrap_or_default());
        Ok(read)
    }
}

/// Gives at most `limit` bytes of a reader, piece by piece; how many there were.
pub(super) fn copy(
    from: &mut impl Read,
    limit: u64,
    mut give: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<u64> {
    let mut buffer = vec![0; 128 << 10];
    let mut left = limit;
    while left > 0 {
        let room = left.min(buffer.len() as u64) as usize;
        match from.read(buffer.get_mut(..room).unwrap_or_default()) {
            Ok(0) => break,
            Ok(read) => {
                give(buffer.get(..read).unwrap_or_default())?;
                left -= read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(limit - left)
}

/// A file whose bytes are hashed as they are written.
pub(super) struct Hashed {
    file: BufWriter<File>,
    hasher: blake3::Hasher,
}

impl Hashed {
    /// Goes on writing behind what `hasher` has seen.
    pub(super) fn new(file: File, hasher: blake3::Hasher) -> Self {
        Self { file: BufWriter::with_capacity(256 << 10, file), hasher }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark::at(&self.hasher)
    }

    /// Waits until all of it is on the disk.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()
    }
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
