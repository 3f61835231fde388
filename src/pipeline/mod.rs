//! How stages are chained: building, presets, configuration, running one document or many.

#[cfg(feature = "parallel")]
mod batch;
mod builder;
#[cfg(feature = "config")]
mod config;
mod error;
mod only;
mod presets;
#[cfg(feature = "config")]
mod registry;
mod run;
#[cfg(feature = "config")]
mod sites;
mod spans;
#[cfg(feature = "config")]
mod stage_config;

use std::sync::Arc;
use std::time::Instant;

#[cfg(feature = "parallel")]
pub use batch::Workers;
use builder::Entry;
pub use builder::PipelineBuilder;
#[cfg(feature = "config")]
pub use config::PipelineConfig;
pub use error::{BuildError, Error};
pub use presets::{PRESETS, Preset};
#[cfg(feature = "config")]
pub use registry::{KindInfo, Registry};
pub use run::Scratch;
#[cfg(feature = "config")]
pub use stage_config::StageConfig;

pub(crate) use only::OnlyOf;
use spans::{DocumentSpan, StageSpan};

use crate::document::Document;
pub use crate::edit::Conflict;
use crate::ledger::Trace;

/// A chain of stages. Cheap to clone, shared between threads, runs with `&self`.
///
/// ```
/// let document = unisono::Pipeline::news().run("Rabat et Londres se parlent.\r\n\r\nConnectez-vous")?;
/// assert_eq!(document.text(), "Rabat et Londres se parlent.");
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Pipeline {
    entries: Arc<[Entry]>,
    /// Whether the builder may put the language stage in, for the configuration.
    #[cfg_attr(not(feature = "config"), allow(dead_code, reason = "only a configuration tells it"))]
    language: bool,
    trace: Trace,
    conflict: Conflict,
    timing: bool,
    only: only::Only,
    /// Other stages for some sites.
    #[cfg(feature = "config")]
    sites: sites::Sites,
}

const _: fn() = || {
    fn shared<T: Send + Sync + Clone>() {}
    shared::<Pipeline>();
};

impl Pipeline {
    fn from_parts(entries: Vec<Entry>, language: bool, trace: Trace, conflict: Conflict) -> Self {
        Self {
            entries: entries.into(),
            language,
            trace,
            conflict,
            // There is no clock in a browser.
            timing: !cfg!(all(target_family = "wasm", target_os = "unknown")),
            only: only::Only::default(),
            #[cfg(feature = "config")]
            sites: sites::Sites::default(),
        }
    }

    /// An empty pipeline to add stages to.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::builder().stage(unisono::unicode::Unicode::default()).build()?;
    /// assert_eq!(pipeline.run("a\r\nb")?.text(), "a\nb");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn builder() -> PipelineBuilder {
        PipelineBuilder::default()
    }

    /// The same stages, keeping more or less of a document's history.
    ///
    /// ```
    /// use unisono::{Pipeline, Trace};
    /// let fast = Pipeline::news().with_trace(Trace::Counts);
    /// assert_eq!(fast.run("a\r\nb")?.text(), "a\nb");
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    #[must_use]
    pub fn with_trace(mut self, trace: Trace) -> Self {
        self.trace = trace;
        self
    }

    /// The same stages, with or without looking at the clock between them. The time of every stage is in the ledger
    /// and in reports, unless said otherwise; it costs some 25 nanoseconds a stage and document.
    ///
    /// ```
    /// let pipeline = unisono::Pipeline::news().with_timing(false);
    /// assert!(pipeline.run("Rabat")?.ledger().stages().all(|stage| stage.time().is_zero()));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    #[must_use]
    pub fn with_timing(mut self, timing: bool) -> Self {
        self.timing = timing;
        self
    }

    /// The names of the stages, in order.
    ///
    /// ```
    /// assert_eq!(unisono::Pipeline::news().stages().next(), Some("mojibake"));
    /// ```
    pub fn stages(&self) -> impl ExactSizeIterator<Item = &str> {
        self.entries.iter().map(|entry| &*entry.name)
    }

    /// Runs the stages over a text.
    ///
    /// # Errors
    /// [`Error`] when the text has 4 GiB or more, or a stage fails; the built-in cleaning stages never do.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("The talks ended. . The ministers left.")?;
    /// assert_eq!(document.text(), "The talks ended. The ministers left.");
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn run(&self, text: &str) -> Result<Document, Error> {
        self.run_document(Document::new(text)?)
    }

    /// Runs the stages over a document.
    ///
    /// # Errors
    /// As [`Pipeline::run`].
    ///
    /// ```
    /// use unisono::{Document, Pipeline};
    /// let document = Document::new("a\r\nb")?.with_id("a-17");
    /// assert_eq!(Pipeline::news().run_document(document)?.id(), Some("a-17"));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn run_document(&self, document: Document) -> Result<Document, Error> {
        self.run_with(&mut Scratch::default(), document)
    }

    /// Runs the stages over a document with buffers that are used again: one [`Scratch`] for each worker.
    ///
    /// # Errors
    /// As [`Pipeline::run`].
    ///
    /// ```
    /// use unisono::{Document, Pipeline, Scratch};
    /// let mut scratch = Scratch::default();
    /// let document = Pipeline::news().run_with(&mut scratch, Document::new("a\r\nb")?)?;
    /// assert_eq!(document.text(), "a\nb");
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn run_with(&self, scratch: &mut Scratch, mut document: Document) -> Result<Document, Error> {
        scratch.reset();
        if self.trace != Trace::Off {
            document.ledger.reserve(scratch.sizes, self.entries.len());
        }
        let mut clock = (self.timing && self.trace != Trace::Off).then(Instant::now);
        let span = DocumentSpan::enter(&document);
        for entry in self.entries_for(&document).iter() {
            let only = self.only.of(&entry.name);
            let stage = StageSpan::enter(&entry.name, &document);
            let how = (self.trace, self.conflict, only);
            let done = run::step(entry, &mut document, scratch, how, &mut clock);
            stage.done(&document, &done);
            done?;
        }
        scratch.sizes = document.ledger.sizes();
        document.weigh_languages();
        span.done(&document);
        Ok(document)
    }

    /// The stages for a document: those of its site, where it has its own.
    fn entries_for(&self, document: &Document) -> Arc<[Entry]> {
        #[cfg(feature = "config")]
        if let Some(entries) = document.site().and_then(|site| self.sites.of(site)) {
            return entries;
        }
        let _ = document;
        self.entries.clone()
    }

    /// Runs over documents one after the other; a document that fails does not end the stream.
    ///
    /// ```
    /// use unisono::{Document, Pipeline};
    /// let documents = ["a\r\nb", "c\r\nd"].map(|text| Document::new(text).expect("short"));
    /// let texts: Vec<_> = Pipeline::news()
    ///     .stream(documents)
    ///     .map(|document| document.map(Document::into_text))
    ///     .collect::<Result<_, _>>()?;
    /// assert_eq!(texts, ["a\nb", "c\nd"]);
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn stream<I>(&self, documents: I) -> impl Iterator<Item = Result<Document, Error>> + use<I>
    where
        I: IntoIterator<Item = Document>,
    {
        let pipeline = self.clone();
        let mut scratch = Scratch::default();
        documents.into_iter().map(move |document| pipeline.run_with(&mut scratch, document))
    }
}
