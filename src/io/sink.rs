//! Output that appears under its name when it is complete, or not at all.

use super::decode::Compression;
use super::mark::{Hashed, Mark, copy};
#[cfg(feature = "parquet")]
use super::parquet::{Column, Rows, TableWriter};
use flate2::write::GzEncoder;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

#[cfg(feature = "parquet")]
mod table;

/// Where records go: a file, plain, compressed or in columns by the suffix of its name (`.gz`, `.zst`, `.parquet`), or
/// standard output.
///
/// A file is written under a hidden name beside its own and takes its own name in [`Sink::commit`]; dropped before that,
/// it leaves nothing behind, unless [`Sink::leave`] was called. The same bytes written, with the same calls of
/// [`Sink::mark`] between them, give the same file: no time stamp is stored.
///
/// ```
/// use std::io::Write;
/// use unisono::io::Sink;
/// let path = std::env::temp_dir().join(format!("unisono-doc-{}.jsonl", std::process::id()));
/// let mut sink = Sink::create(&path)?;
/// sink.write_all(b"{}\n")?;
/// assert!(!path.exists());
/// sink.commit()?;
/// assert_eq!(std::fs::read(&path)?, b"{}\n");
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Sink {
    encoder: Encoder,
    compression: Option<Compression>,
    file: Option<Pending>,
}

/// A file that has not its name yet.
#[derive(Debug)]
struct Pending {
    hidden: PathBuf,
    name: PathBuf,
    leave: bool,
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.leave {
            // After the renaming there is nothing to remove.
            let _ = fs::remove_file(&self.hidden);
        }
    }
}

enum Encoder {
    /// Bytes as they are, or between two frames.
    Plain(Hashed),
    Gz(GzEncoder<Hashed>),
    Zst(zstd::Encoder<'static, Hashed>),
    Stdout(BufWriter<io::Stdout>),
    #[cfg(feature = "parquet")]
    Table(Box<TableWriter>),
    /// A frame could not be ended.
    Failed,
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Plain(_) => "Plain",
            Self::Gz(_) => "Gz",
            Self::Zst(_) => "Zst",
            Self::Stdout(_) => "Stdout",
            #[cfg(feature = "parquet")]
            Self::Table(_) => "Table",
            Self::Failed => "Failed",
        })
    }
}

/// The hidden name that a file has while it is written.
fn hidden(name: &Path) -> PathBuf {
    let last = name.file_name().unwrap_or_default().to_string_lossy();
    name.with_file_name(format!(".{last}.part"))
}

fn failed<T>() -> io::Result<T> {
    Err(io::Error::other("writing has failed before"))
}

impl Sink {
    /// Starts a file; what stands under its name stays until [`Sink::commit`].
    ///
    /// # Errors
    /// When the hidden file beside it cannot be created.
    ///
    /// ```
    /// assert!(unisono::io::Sink::create("no/such/folder/out.jsonl".as_ref()).is_err());
    /// ```
    pub fn create(name: &Path) -> io::Result<Self> {
        // A device or a pipe is written to; a file in its place would be the end of it.
        let device = fs::metadata(name).is_ok_and(|data| !data.is_file() && !data.is_dir());
        let hidden = hidden(name);
        let file = if device { File::create(name)? } else { File::create(&hidden)? };
        let pending = (!device).then(|| Pending { hidden, name: name.to_owned(), leave: false });
        Ok(Self::around(name, file, blake3::Hasher::new(), pending))
    }

    /// Goes on with a file that [`Sink::leave`] or the end of a process has left unfinished: `kept` bytes of it stay,
    /// the rest is cut off.
    ///
    /// # Errors
    /// When the bytes up to `mark` are not what the mark says, `kept` lies behind it, or the file cannot be used; it is
    /// as it was then.
    ///
    /// ```
    /// use std::io::Write;
    /// use unisono::io::{Mark, Sink};
    /// let path = std::env::temp_dir().join(format!("unisono-resume-{}.jsonl", std::process::id()));
    /// let mut sink = Sink::create(&path)?;
    /// sink.write_all(b"{}\n")?;
    /// let mark = sink.mark()?;
    /// sink.write_all(b"{\"half")?;
    /// sink.leave();
    /// drop(sink);
    /// let mut sink = Sink::resume(&path, &mark, mark.bytes)?;
    /// sink.write_all(b"[]\n")?;
    /// sink.commit()?;
    /// assert_eq!(std::fs::read(&path)?, b"{}\n[]\n");
    /// # std::fs::remove_file(&path)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn resume(name: &Path, mark: &Mark, kept: u64) -> io::Result<Self> {
        let other = || io::Error::other("the unfinished file is not what the run has left");
        #[cfg(feature = "parquet")]
        if table::is_named(name) {
            return Err(io::Error::other("a Parquet file is not gone on with"));
        }
        let hidden = hidden(name);
        let mut file = OpenOptions::new().read(true).write(true).open(&hidden)?;
        let mut hasher = blake3::Hasher::new();
        let mut update = |bytes: &[u8]| {
            hasher.update(bytes);
            Ok(())
        };
        let first = copy(&mut file, kept, &mut update)?;
        let short = hasher.clone();
        let mut update = |bytes: &[u8]| {
            hasher.update(bytes);
            Ok(())
        };
        copy(&mut file, mark.bytes.saturating_sub(kept), &mut update)?;
        if first != kept || Mark::at(&hasher) != *mark {
            return Err(other());
        }
        file.set_len(kept)?;
        file.seek(SeekFrom::Start(kept))?;
        // It stays, should this run be interrupted too.
        let pending = Pending { hidden, name: name.to_owned(), leave: true };
        Ok(Self::around(name, file, short, Some(pending)))
    }

    fn around(name: &Path, file: File, hasher: blake3::Hasher, pending: Option<Pending>) -> Self {
        #[cfg(feature = "parquet")]
        if table::is_named(name) {
            let encoder = Encoder::Table(Box::new(TableWriter::new(Hashed::new(file, hasher))));
            return Self { encoder, compression: None, file: pending };
        }
        Self {
            encoder: Encoder::Plain(Hashed::new(file, hasher)),
            compression: Compression::of_name(&name.to_string_lossy()),
            file: pending,
        }
    }

    /// Standard output, never compressed.
    ///
    /// ```
    /// # use unisono::io::Sink;
    /// assert!(Sink::stdout().mark().is_err());
    /// ```
    pub fn stdout() -> Self {
        let encoder = Encoder::Stdout(BufWriter::with_capacity(64 << 10, io::stdout()));
        Self { encoder, compression: None, file: None }
    }

    /// Ends the compressed frame, if one is open: the file up to here can be read, and gone on with. What is written
    /// next starts another. Of a file that is not [divisible](Sink::is_divisible) it is the end.
    ///
    /// # Errors
    /// When the end of the frame cannot be written, or for standard output.
    ///
    /// ```
    /// # use unisono::io::Sink;
    /// # let path = std::env::temp_dir().join(format!("unisono-mark-{}.jsonl", std::process::id()));
    /// let mut sink = Sink::create(&path)?;
    /// assert_eq!(sink.mark()?.bytes, 0);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn mark(&mut self) -> io::Result<Mark> {
        let hashed = match std::mem::replace(&mut self.encoder, Encoder::Failed) {
            Encoder::Plain(to) => to,
            Encoder::Gz(to) => to.finish()?,
            Encoder::Zst(to) => to.finish()?,
            #[cfg(feature = "parquet")]
            Encoder::Table(to) => to.finish()?,
            other @ (Encoder::Stdout(_) | Encoder::Failed) => {
                self.encoder = other;
                return failed();
            }
        };
        let mark = hashed.mark();
        self.encoder = Encoder::Plain(hashed);
        Ok(mark)
    }

    /// True when the file can be marked and gone on with: any but Parquet, which has its index at the end.
    ///
    /// ```
    /// # use unisono::io::Sink;
    /// assert!(!Sink::stdout().is_divisible());
    /// ```
    pub fn is_divisible(&self) -> bool {
        matches!(self.encoder, Encoder::Plain(_) | Encoder::Gz(_) | Encoder::Zst(_))
    }

    /// Waits until all up to the last mark is on the disk.
    ///
    /// # Errors
    /// When it cannot be written.
    ///
    /// ```
    /// # use unisono::io::Sink;
    /// # let path = std::env::temp_dir().join(format!("unisono-sync-{}.jsonl", std::process::id()));
    /// Sink::create(&path)?.sync()?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn sync(&mut self) -> io::Result<()> {
        let hashed = match &mut self.encoder {
            Encoder::Plain(to) => to,
            Encoder::Gz(to) => to.get_mut(),
            Encoder::Zst(to) => to.get_mut(),
            Encoder::Stdout(to) => return to.flush(),
            #[cfg(feature = "parquet")]
            Encoder::Table(_) => return Ok(()),
            Encoder::Failed => return failed(),
        };
        hashed.sync()
    }

    /// From now on the hidden file stays when the sink is dropped, for [`Sink::resume`].
    ///
    /// ```
    /// # use unisono::io::Sink;
    /// Sink::stdout().leave();
    /// ```
    pub fn leave(&mut self) {
        if let Some(pending) = &mut self.file {
            pending.leave = true;
        }
    }

    /// Takes over `bytes` bytes of a file that a sink of the same compression has written, from one mark to another.
    ///
    /// # Errors
    /// When there are not so many, or they cannot be written.
    ///
    /// ```
    /// # use unisono::io::Sink;
    /// # let path = std::env::temp_dir().join(format!("unisono-over-{}.jsonl", std::process::id()));
    /// let mut sink = Sink::create(&path)?;
    /// sink.take_over(&mut &b"{}\n[]\n"[..], 3)?;
    /// assert_eq!(sink.mark()?.bytes, 3);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn take_over(&mut self, mut from: &mut dyn Read, bytes: u64) -> io::Result<()> {
        self.mark()?;
        let Encoder::Plain(to) = &mut self.encoder else { return failed() };
        let copied = copy(&mut from, bytes, |piece| to.write_all(piece))?;
        if copied == bytes { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    /// Ends the stream, waits until it is on the disk, gives the file its name, and says what it holds.
    ///
    /// # Errors
    /// When something could not be written; nothing stands under the name then that did not stand there before.
    ///
    /// ```
    /// # use unisono::io::Sink;
    /// Sink::stdout().commit()?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn commit(mut self) -> io::Result<Mark> {
        if let Encoder::Stdout(to) = &mut self.encoder {
            to.flush()?;
            return Ok(Mark::default());
        }
        let mut mark = self.mark()?;
        if mark.bytes == 0 && self.compression.is_some() {
            // Nothing at all is no compressed stream.
            self.open()?;
            mark = self.mark()?;
        }
        if let Encoder::Plain(to) = &mut self.encoder {
            to.flush()?;
            if let Some(mut pending) = self.file.take() {
                to.sync()?;
                fs::rename(&pending.hidden, &pending.name)?;
                pending.leave = true;
                sync_folder(&pending.name);
            }
        }
        Ok(mark)
    }

    /// Opens a frame when none is.
    fn open(&mut self) -> io::Result<()> {
        let Some(compression) = self.compression else { return Ok(()) };
        self.encoder = match std::mem::replace(&mut self.encoder, Encoder::Failed) {
            Encoder::Plain(to) => match compression {
                Compression::Gz => Encoder::Gz(GzEncoder::new(to, flate2::Compression::default())),
                // Level 3 costs more than the cleaning, for a quarter less of size.
                Compression::Zst => Encoder::Zst(zstd::Encoder::new(to, 1)?),
            },
            open => open,
        };
        Ok(())
    }
}

/// Makes a renaming last; not every system can, and none loses the content over it.
fn sync_folder(name: &Path) {
    let folder = name.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        if matches!((&self.encoder, self.compression), (Encoder::Plain(_), Some(_))) {
            self.open()?;
        }
        match &mut self.encoder {
            Encoder::Plain(to) => to.write(bytes),
            Encoder::Gz(to) => to.write(bytes),
            Encoder::Zst(to) => to.write(bytes),
            Encoder::Stdout(to) => to.write(bytes),
            #[cfg(feature = "parquet")]
            Encoder::Table(to) => to.write(bytes).map(|()| bytes.len()),
            Encoder::Failed => failed(),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.encoder {
            Encoder::Plain(to) => to.flush(),
            Encoder::Gz(to) => to.flush(),
            Encoder::Zst(to) => to.flush(),
            Encoder::Stdout(to) => to.flush(),
            #[cfg(feature = "parquet")]
            Encoder::Table(_) => Ok(()),
            Encoder::Failed => failed(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
