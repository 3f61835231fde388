//! One run at a time on one output.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// A lock beside an output that ends with the process, however that ends.
///
/// ```
/// use unisono::io::Lock;
/// let out = std::env::temp_dir().join(format!("unisono-lock-doc-{}", std::process::id()));
/// let first = Lock::take(&out)?;
/// assert!(first.is_some());
/// assert!(Lock::take(&out)?.is_none());
/// drop(first);
/// assert!(Lock::take(&out)?.is_some());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// Open as long as the lock is held.
    file: Option<File>,
}

impl Lock {
    /// Takes the lock of `out`; `None` when another process has it.
    ///
    /// # Errors
    /// When the lock file beside `out` cannot be created.
    ///
    /// ```
    /// assert!(unisono::io::Lock::take("no/such/folder/out".as_ref()).is_err());
    /// ```
    pub fn take(out: &Path) -> io::Result<Option<Self>> {
        let last = out.file_name().unwrap_or_default().to_string_lossy();
        let path = out.with_file_name(format!(".{last}.lock"));
        loop {
            let Some(file) = open_locked(&path)? else { return Ok(None) };
            // Its owner may have removed the file between our opening and our locking it.
            if same_file(&path, &file) {
                return Ok(Some(Self { path, file: Some(file) }));
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed before it is released, so that nobody waits on a file without a name.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        self.file = None;
        if !cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(unix)]
fn open_locked(path: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{FlockOperation, flock};
    let file = OpenOptions::new().create(true).write(true).truncate(false).open(path)?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(Some(file)),
        Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(unix)]
fn same_file(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |data: fs::Metadata| (data.dev(), data.ino());
    matches!((fs::metadata(path).map(id), file.metadata().map(id)), (Ok(a), Ok(b)) if a == b)
}

#[cfg(windows)]
fn open_locked(path: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt;
    const SHARING_VIOLATION: i32 = 32;
    match OpenOptions::new().create(true).write(true).truncate(false).share_mode(0).open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(not(any(unix, windows)))]
fn open_locked(path: &Path) -> io::Result<Option<File>> {
    OpenOptions::new().create(true).write(true).truncate(false).open(path).map(Some)
}

#[cfg(not(unix))]
fn same_file(_: &Path, _: &File) -> bool {
    true
}
