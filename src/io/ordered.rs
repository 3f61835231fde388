//! Work on many threads, results in the order of the work, memory bounded.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Runs `work` on every job on `threads` threads and gives the results to `sink` in the order of the jobs, whatever
/// thread was done first. At most two jobs a thread wait at any time, so memory does not grow with the input.
///
/// The jobs are taken on the calling thread. `sink` runs on a thread of its own; when it fails, no further job is taken.
///
/// # Errors
/// The error of `sink`.
///
/// ```
/// use unisono::io::ordered;
/// let mut squares = Vec::new();
/// ordered(2, 1..=5, |n: u32| n * n, |square| {
///     squares.push(square);
///     Ok::<(), ()>(())
/// })?;
/// assert_eq!(squares, [1, 4, 9, 16, 25]);
/// # Ok::<(), ()>(())
/// ```
pub fn ordered<J: Send, D: Send, E: Send>(
    threads: usize,
    jobs: impl Iterator<Item = J>,
    work: impl Fn(J) -> D + Sync,
    sink: impl FnMut(D) -> Result<(), E> + Send,
) -> Result<(), E> {
    let threads = threads.max(1);
    // A job carries the way back of its result; the ways back queue up in the order of the jobs.
    let (job_in, job_out) = sync_channel::<(J, SyncSender<D>)>(threads);
    let (order_in, order_out) = sync_channel::<Receiver<D>>(threads * 2);
    let job_out = Mutex::new(job_out);
    thread::scope(|scope| {
        let writer = scope.spawn(move || drain(&order_out, sink));
        for _ in 0..threads {
            scope.spawn(|| {
                // The lock is held while waiting for a job, never while working on one.
                while let Ok((job, done)) =
                    { job_out.lock().map_or_else(|e| e.into_inner().recv(), |q| q.recv()) }
                {
                    // The writer has gone after an error: nobody wants the result.
                    let _ = done.send(work(job));
                }
            });
        }
        for job in jobs {
            let (done, result) = sync_channel(1);
            if order_in.send(result).is_err() || job_in.send((job, done)).is_err() {
                break;
            }
        }
        drop((order_in, job_in));
        match writer.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

fn drain<D, E>(order: &Receiver<Receiver<D>>, mut sink: impl FnMut(D) -> Result<(), E>) -> Result<(), E> {
    while let Ok(result) = order.recv() {
        if let Ok(done) = result.recv() {
            sink(done)?;
        }
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_keep_the_order_of_the_jobs() {
        for threads in [1, 2, 5] {
            let mut seen = Vec::new();
            let slow_first = |n: u64| {
                thread::sleep(Duration::from_micros(500 * (3 - n % 4)));
                n
            };
            ordered(threads, 0..40, slow_first, |n| {
                seen.push(n);
                Ok::<(), ()>(())
            })
            .unwrap();
            assert_eq!(seen, (0..40).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_failing_sink_stops_an_endless_input() {
        let result = ordered(2, 0.., |n: u64| n, |n| if n < 10 { Ok(()) } else { Err(n) });
        assert_eq!(result, Err(10));
    }
}
