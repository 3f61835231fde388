//! What a glossary of many names costs beyond the time of finding (for that: `cargo bench --bench ratios -- glossary`):
//! `cargo bench --bench glossary` prints, for 10^3 to 10^6 names, the time to build it, the bytes it keeps, the peak on
//! the way, the size of its compiled form and the time to load that, beside the same of `aho-corasick`.
#![allow(missing_docs, unreachable_pub, unsafe_code, clippy::pedantic)]

#[path = "support/mod.rs"]
mod support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use cpu_time::ProcessTime;
use support::glossary::{Yardstick, documents, find, glossary, names, tables};
use unisono::glossary::Glossary;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

struct Counting;

// SAFETY: hands every call on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Relaxed) + layout.size();
        PEAK.fetch_max(now, Relaxed);
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// Seconds of CPU time, megabytes kept and megabytes at the peak of what `make` makes.
fn cost<T>(make: impl FnOnce() -> T) -> (T, f64, f64, f64) {
    let before = NOW.load(Relaxed);
    PEAK.store(before, Relaxed);
    let started = ProcessTime::now();
    let made = make();
    let seconds = started.elapsed().as_secs_f64();
    let megabytes = |bytes: usize| (bytes - before) as f64 / 1e6;
    (made, seconds, megabytes(NOW.load(Relaxed)), megabytes(PEAK.load(Relaxed)))
}

fn main() {
    let documents = documents(1_500_000);
    let bytes = Glossary::builtin().to_bytes();
    let (_, seconds, kept, _) = cost(|| Glossary::from_bytes(&bytes).expect("its own bytes"));
    println!(
        "built in: {:.2} MB compiled, loads in {:.2} ms, keeps {kept:.1} MB",
        bytes.len() as f64 / 1e6,
        seconds * 1e3
    );
    for power in 3..=6 {
        let names = names(10_usize.pow(power));
        let tables = tables(&names);
        let (own, seconds, kept, peak) = cost(|| glossary(&tables));
        let bytes = own.to_bytes();
        let (_, load, _, _) = cost(|| Glossary::from_bytes(&bytes).expect("its own bytes"));
        println!(
            "10^{power} names: built in {seconds:.3} s, keeps {kept:.1} MB, peak {peak:.1} MB, {} mentions; compiled {:.1} MB, loads in {:.2} ms",
            find(&own, &documents),
            bytes.len() as f64 / 1e6,
            load * 1e3
        );
        let (yardstick, seconds, kept, peak) = cost(|| Yardstick::new(&names));
        println!(
            "      aho-corasick: built in {seconds:.3} s, keeps {kept:.1} MB, peak {peak:.1} MB, {} mentions",
            yardstick.find(&documents)
        );
    }
}
