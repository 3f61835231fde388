//! What a terminal shows while a run is on.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes read so far, counted where they are read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counter(Arc<AtomicU64>);

impl Counter {
    pub(crate) fn read(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Bytes that need not be read.
    pub(crate) fn add(&self, bytes: u64) {
        self.0.fetch_add(bytes, Ordering::Relaxed);
    }

    /// The same bytes, counted.
    pub(crate) fn count(&self, bytes: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
        Box::new(Counting { bytes, counter: self.clone() })
    }
}

struct Counting {
    bytes: Box<dyn Read + Send>,
    counter: Counter,
}

impl Read for Counting {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(out)?;
        self.counter.add(read as u64);
        Ok(read)
    }
}

/// A bar on standard error, or nothing where nobody would see it.
pub(crate) fn bar(total: u64, quiet: bool, stdout_is_output: bool) -> ProgressBar {
    let seen = !quiet && io::stderr().is_terminal() && !(stdout_is_output && io::stdout().is_terminal());
    if !seen {
        return ProgressBar::hidden();
    }
    let bar = if total > 0 { ProgressBar::new(total) } else { ProgressBar::no_length() };
    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
    let template = if total > 0 {
        "{bar:30} {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left  {msg}"
    } else {
        "{spinner} {bytes}  {bytes_per_sec}  {elapsed}  {msg}"
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
