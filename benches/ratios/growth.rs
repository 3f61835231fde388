//! Whether cost grows as the document does.

use std::time::Duration;

use unisono::{Document, Scratch, Trace};

use super::Ratio;
use super::support::stages;

pub const RATIOS: &[Ratio] = &[("stage_growth_worst", worst)];

const SMALL: usize = 64 << 10;
const LARGE: usize = 4 << 20;

/// Time of a byte in a document of 4 MiB over time of a byte in one of 64 KiB, of the stage where it is most: 1 is linear.
fn worst() -> f64 {
    let (small, large) = (stages::text(SMALL), stages::text(LARGE));
    let growth = stages::alone().into_iter().map(|kind| {
        let pipeline = stages::pipeline(kind).with_trace(Trace::Counts);
        let mut scratch = Scratch::default();
        // The least of some runs: what else the machine does only adds.
        let mut least = |text: &str, rounds: usize| -> Duration {
            let run = |_| {
                let document = pipeline.run_with(&mut scratch, Document::new(text).expect("short"));
                stages::time(&document.expect("cleaning never fails"), kind)
            };
            (0..rounds).map(run).min().unwrap_or_default()
        };
        let (few, many) = (least(&small, 12), least(&large, 3));
        let growth = (many.as_secs_f64() / large.len() as f64) / (few.as_secs_f64() / small.len() as f64);
        eprintln!("{kind}: {growth:.2} ({:.1} MB/s)", large.len() as f64 / 1e6 / many.as_secs_f64());
        growth
    });
    growth.fold(0.0, f64::max)
}
