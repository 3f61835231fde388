//! Many documents at once.

use rayon::prelude::*;

use super::{Error, Pipeline, Scratch};
use crate::document::Document;

/// Who runs a batch. The global rayon pool is never used: it belongs to the application.
///
/// ```
/// use unisono::{Document, Pipeline, pipeline::Workers};
/// let done = Pipeline::news().batch(vec![Document::new("a\r\nb")?], Workers::Count(1));
/// assert_eq!(done.len(), 1);
/// # Ok::<(), unisono::document::TooLong>(())
/// ```
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Workers<'p> {
    /// A pool of the caller's.
    Pool(&'p rayon::ThreadPool),
    /// A number of threads, made for the batch; 0 = one for each core.
    Count(usize),
}

impl From<usize> for Workers<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl<'p> From<&'p rayon::ThreadPool> for Workers<'p> {
    fn from(pool: &'p rayon::ThreadPool) -> Self {
        Self::Pool(pool)
    }
}

impl Pipeline {
    /// Runs over documents in parallel. Results come in the order of the documents, whatever the number of threads,
    /// one for each; a document that fails does not touch the others.
    ///
    /// Where no thread can be started the caller's own does the work.
    ///
    /// ```
    /// use unisono::{Document, Pipeline};
    /// let documents = ["a\r\nb", "c\r\nd"].map(|text| Document::new(text).expect("short"));
    /// let done = Pipeline::news().batch(documents.into(), 2);
    /// assert_eq!(done.len(), 2);
    /// assert_eq!(done[1].as_ref().map(Document::text).ok(), Some("c\nd"));
    /// ```
    pub fn batch<'p>(
        &self,
        documents: Vec<Document>,
        workers: impl Into<Workers<'p>>,
    ) -> Vec<Result<Document, Error>> {
        let run = |documents: Vec<Document>| {
            let parts = documents.into_par_iter();
            parts.map_init(Scratch::default, |scratch, document| self.run_with(scratch, document)).collect()
        };
        match workers.into() {
            Workers::Pool(pool) => pool.install(|| run(documents)),
            Workers::Count(count) => match rayon::ThreadPoolBuilder::new().num_threads(count).build() {
                Ok(pool) => pool.install(|| run(documents)),
                Err(_) => self.stream(documents).collect(),
            },
        }
    }
}
