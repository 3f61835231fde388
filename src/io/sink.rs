//! Output that appears under its name when it is complete, or not at all.

use super::decode::Compression;
use flate2::write::GzEncoder;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Where records go: a file, plain or compressed by the suffix of its name (`.gz`, `.zst`), or standard output.
///
/// A file is written under a hidden name beside its own and takes its own name in [`Sink::commit`]; dropped before that,
/// it leaves nothing behind. The same bytes written give the same file: no time stamp is stored.
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
    encoder: Option<Encoder>,
    file: Option<Pending>,
    written: u64,
}

/// A file that has not its name yet.
#[derive(Debug)]
struct Pending {
    hidden: PathBuf,
    name: PathBuf,
}

impl Drop for Pending {
    fn drop(&mut self) {
        // After the renaming there is nothing to remove.
        let _ = fs::remove_file(&self.hidden);
    }
}

enum Encoder {
    Plain(BufWriter<File>),
    Gz(GzEncoder<BufWriter<File>>),
    Zst(zstd::Encoder<'static, BufWriter<File>>),
    Stdout(BufWriter<io::Stdout>),
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Plain(_) => "Plain",
            Self::Gz(_) => "Gz",
            Self::Zst(_) => "Zst",
            Self::Stdout(_) => "Stdout",
        })
    }
}

impl Encoder {
    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Plain(to) => to,
            Self::Gz(to) => to,
            Self::Zst(to) => to,
            Self::Stdout(to) => to,
        }
    }
}

/// The hidden name that a file has while it is written.
fn hidden(name: &Path) -> PathBuf {
    let last = name.file_name().unwrap_or_default().to_string_lossy();
    name.with_file_name(format!(".{last}.part"))
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
        let file = BufWriter::with_capacity(
            256 << 10,
            if device { File::create(name)? } else { File::create(&hidden)? },
        );
        let pending = (!device).then(|| Pending { hidden, name: name.to_owned() });
        let encoder = match Compression::of_name(&name.to_string_lossy()) {
            None => Encoder::Plain(file),
            Some(Compression::Gz) => Encoder::Gz(GzEncoder::new(file, flate2::Compression::default())),
            // Level 3 costs more than the cleaning, for a quarter less of size.
            Some(Compression::Zst) => Encoder::Zst(zstd::Encoder::new(file, 1)?),
        };
        Ok(Self { encoder: Some(encoder), file: pending, written: 0 })
    }

    /// Standard output, never compressed.
    ///
    /// ```
    /// # use unisono::io::Sink;
    /// assert_eq!(Sink::stdout().written(), 0);
    /// ```
    pub fn stdout() -> Self {
        let encoder = Encoder::Stdout(BufWriter::with_capacity(64 << 10, io::stdout()));
        Self { encoder: Some(encoder), file: None, written: 0 }
    }

    /// Bytes written so far, before compression.
    ///
    /// ```
    /// # use unisono::io::Sink;
    /// assert_eq!(Sink::stdout().written(), 0);
    /// ```
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Ends the stream, waits until it is on the disk, and gives the file its name.
    ///
    /// # Errors
    /// When something could not be written; nothing stands under the name then that did not stand there before.
    ///
    /// ```
    /// # use unisono::io::Sink;
    /// Sink::stdout().commit()?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn commit(mut self) -> io::Result<()> {
        let file = match self.encoder.take() {
            None => return Ok(()),
            Some(Encoder::Stdout(mut to)) => return to.flush(),
            Some(Encoder::Plain(to)) => to.into_inner()?,
            Some(Encoder::Gz(to)) => to.finish()?.into_inner()?,
            Some(Encoder::Zst(to)) => to.finish()?.into_inner()?,
        };
        if let Some(pending) = self.file.take() {
            file.sync_all()?;
            drop(file);
            fs::rename(&pending.hidden, &pending.name)?;
            sync_folder(&pending.name);
        }
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
        let Some(encoder) = &mut self.encoder else { return Err(io::ErrorKind::BrokenPipe.into()) };
        let written = encoder.writer().write(bytes)?;
        self.written += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.encoder.as_mut().map_or(Ok(()), |encoder| encoder.writer().flush())
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        if let Some(Encoder::Plain(to)) = self.encoder.take() {
            // What is in the buffer of a file that is given up need not be written.
            let _ = to.into_parts();
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn each_suffix_is_written_and_read_back_with_the_same_bytes_every_time() {
        let folder = std::env::temp_dir().join(format!("unisono-sink-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for name in ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"] {
            let path = folder.join(name);
            let write = || {
                let mut sink = Sink::create(&path).unwrap();
                sink.write_all(&b"{\"text\":\"Rabat\"}\n".repeat(5000)).unwrap();
                sink.commit().unwrap();
                fs::read(&path).unwrap()
            };
            let bytes = write();
            assert_eq!(write(), bytes);
            let (_, damage) = super::super::decode::tests::decoded(&bytes);
            assert_eq!(damage, []);
        }
        let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"]);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_sink_that_is_dropped_leaves_what_was_there() {
        let path = std::env::temp_dir().join(format!("unisono-dropped-{}.jsonl", std::process::id()));
        fs::write(&path, "old").unwrap();
        let mut sink = Sink::create(&path).unwrap();
        sink.write_all(b"new").unwrap();
        drop(sink);
        let mut content = String::new();
        File::open(&path).unwrap().read_to_string(&mut content).unwrap();
        assert_eq!(content, "old");
        assert!(!hidden(&path).exists());
        fs::remove_file(&path).unwrap();
    }
}
