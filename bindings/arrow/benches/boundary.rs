//! What the boundary costs: `cargo bench -p unisono-arrow [-- DOCUMENTS]`. Prints one line `name=value` for each figure:
//! microseconds for one batch, and the time of a batch over that of `Pipeline::run_with` over the same texts. Medians of CPU time.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use cpu_time::ProcessTime;
use unisono::{Document, Pipeline, Scratch, Trace};
use unisono_arrow::{Cleaner, Columns, ffi};

const ROUNDS: usize = 15;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let documents = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(1000);
    let texts = texts(documents)?;
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("documents={documents} bytes={bytes}");
    let batch = batch(&texts)?;

    let crossing = median(|| {
        time(200, || {
            let (array, schema) = ffi::export(batch.clone()).expect("a batch can be exported");
            #[allow(unsafe_code)]
            // SAFETY: both are from `export`.
            let taken = unsafe { ffi::import(array, &schema) }.expect("and taken over");
            black_box(taken);
        })
    });
    println!("cross_once_us={:.2}", crossing.as_secs_f64() * 1e6);

    let bare = Columns { entities: false, removed_lines: false, edits: false, ..Columns::default() };
    let none = batch.slice(0, 0);
    for (name, columns) in [("all_columns", Columns::default()), ("text_and_language", bare.clone())] {
        let cleaner = Cleaner::new(Pipeline::news(), columns);
        // All that a call costs beside its rows: in, an empty batch cleaned, out.
        let call = median(|| time(500, || drop(black_box(call(&cleaner, &none)))));
        println!("call_{name}_us={:.2}", call.as_secs_f64() * 1e6);
    }

    for (name, columns, trace) in
        [("all_columns", Columns::default(), Trace::Full), ("text_and_language", bare, Trace::Counts)]
    {
        let cleaner = Cleaner::new(Pipeline::news(), columns);
        let pipeline = Pipeline::news().with_trace(trace).with_timing(false);
        let (mut arrow, mut alone) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            alone.push(time(1, || documents_of(&pipeline, &texts)));
            arrow.push(time(1, || drop(black_box(cleaner.clean(&batch)))));
        }
        let (arrow, alone) = (middle(arrow), middle(alone));
        println!("{name}_mb_s={:.1}", bytes as f64 / 1e6 / arrow.as_secs_f64());
        println!("{name}_over_library={:.3}", arrow.as_secs_f64() / alone.as_secs_f64());
    }
    Ok(())
}

/// A batch that comes from another language, cleaned and handed over again.
fn call(cleaner: &Cleaner, batch: &RecordBatch) -> (FFI_ArrowArray, FFI_ArrowSchema) {
    let (array, schema) = ffi::export(batch.clone()).expect("a batch can be exported");
    #[allow(unsafe_code)]
    // SAFETY: both are from `export`.
    let taken = unsafe { ffi::import(array, &schema) }.expect("and taken over");
    let cleaned = cleaner.clean(&taken).expect("it has a column of texts");
    ffi::export(cleaned).expect("a batch can be exported")
}

/// What the library alone makes: documents, one after the other.
fn documents_of(pipeline: &Pipeline, texts: &[String]) {
    let mut scratch = Scratch::default();
    for text in texts {
        let document = Document::new(&**text).expect("a short text");
        black_box(pipeline.run_with(&mut scratch, document).is_ok());
    }
}

/// The sample pages, over and over.
fn texts(documents: usize) -> std::io::Result<Vec<String>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/news");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|it| it.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|it| it == "txt"));
    paths.sort();
    let pages: Vec<String> = paths.iter().map(std::fs::read_to_string).collect::<Result<_, _>>()?;
    Ok((0..documents).map(|nth| pages[nth % pages.len()].clone()).collect())
}

fn batch(texts: &[String]) -> Result<RecordBatch, arrow_schema::ArrowError> {
    let texts: ArrayRef = Arc::new(StringArray::from_iter_values(texts));
    RecordBatch::try_from_iter([("text", texts)])
}

fn time(times: u32, mut work: impl FnMut()) -> Duration {
    let start = ProcessTime::now();
    (0..times).for_each(|_| work());
    start.elapsed() / times
}

fn median(work: impl FnMut() -> Duration) -> Duration {
    middle(std::iter::repeat_with(work).take(ROUNDS).collect())
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
