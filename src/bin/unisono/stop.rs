//! Ends a run when it is asked to: orderly where that is quick, at once where it is not.

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::io;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;
use std::time::Duration;

/// Time that a run has for stopping; a read from a pipe may wait for longer than anybody does.
const PATIENCE: Duration = Duration::from_secs(3);

/// Whether a signal has asked the run to stop.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop(Arc<AtomicI32>);

impl Stop {
    /// Listens for SIGTERM and SIGINT. A second signal, or one that is not followed in time, ends the process where it
    /// is: what the last checkpoint says is on the disk by then.
    pub(crate) fn listen() -> io::Result<Self> {
        let stop = Self::default();
        let mut signals = Signals::new([SIGTERM, SIGINT])?;
        let asked = stop.clone();
        thread::spawn(move || {
            for signal in signals.forever() {
                if asked.0.swap(signal, Ordering::Relaxed) != 0 {
                    process::exit(status(signal).into());
                }
                thread::spawn(move || {
                    thread::sleep(PATIENCE);
                    process::exit(status(signal).into());
                });
            }
        });
        Ok(stop)
    }

    /// The exit status to end with, once the run is to stop: 143 for SIGTERM, 130 for SIGINT.
    pub(crate) fn asked(&self) -> Option<u8> {
        let signal = self.0.load(Ordering::Relaxed);
        (signal != 0).then(|| status(signal))
    }
}

/// As a shell tells of a process that a signal has ended.
fn status(signal: i32) -> u8 {
    u8::try_from(signal).unwrap_or(0).saturating_add(128)
}
