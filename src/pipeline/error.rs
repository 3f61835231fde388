//! What can go wrong with a pipeline, and what to do.

use std::sync::Arc;

use crate::document::TooLong;
use crate::edit::EditError;
use crate::stage::{Fact, StageError};

/// Why a document failed. Cleaning stages do not fail; a stage that asks something outside can, and a stage of
/// the user's can be wrong.
///
/// ```
/// use unisono::{Pipeline, pipeline::Error, stage::StageError};
/// let pipeline = Pipeline::builder()
///     .custom("service", |_, _| Err(StageError::new("the service does not answer")))
///     .language(false)
///     .build()?;
/// match pipeline.run("Rabat") {
///     Err(Error::Stage { stage, source, .. }) => assert_eq!(format!("{stage}: {source}"), "service: the service does not answer"),
///     other => panic!("{other:?}"),
/// }
/// # Ok::<(), unisono::pipeline::BuildError>(())
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The document is too long for 32-bit offsets.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// A stage failed.
    #[error("stage `{stage}` failed on {}", named(document.as_deref()))]
    Stage {
        /// Name of the stage.
        stage: Arc<str>,
        /// Id of the document, if it has one.
        document: Option<Arc<str>>,
        /// What the stage says.
        source: StageError,
    },
    /// A stage proposed edits that cannot be applied.
    #[error("stage `{stage}` proposed an impossible edit on {}", named(document.as_deref()))]
    Edit {
        /// Name of the stage.
        stage: Arc<str>,
        /// Id of the document, if it has one.
        document: Option<Arc<str>>,
        /// Which edit, where, and what is wrong with it.
        source: EditError,
    },
    /// A stage marked what is no text: out of range, or a character cut in two.
    #[error("stage `{stage}` marked bytes {start}..{end} of {}, which is no text of it", named(document.as_deref()))]
    Mark {
        /// Name of the stage.
        stage: Arc<str>,
        /// Id of the document, if it has one.
        document: Option<Arc<str>>,
        /// First byte of the mark.
        start: u32,
        /// First byte after the mark.
        end: u32,
    },
}

fn named(id: Option<&str>) -> String {
    id.map_or_else(|| "the document".to_owned(), |id| format!("document `{id}`"))
}

/// Why a pipeline cannot be built.
///
/// ```
/// use unisono::{Pipeline, pipeline::BuildError};
/// let error = Pipeline::preset("gossip").unwrap_err();
/// assert!(matches!(error, BuildError::UnknownPreset { .. }));
/// assert!(error.to_string().contains("known presets: news"), "{error}");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// A stage needs what no stage before it finds out.
    #[error("stage `{stage}` needs {needs}, and no stage before it finds that out; put one in front of it")]
    Missing {
        /// Name of the stage.
        stage: String,
        /// What it needs.
        needs: Fact,
    },
    /// No stage has that kind.
    #[error("unknown stage kind `{kind}`; known kinds: {known}")]
    UnknownKind {
        /// What the configuration names.
        kind: String,
        /// The kinds that exist, separated by commas.
        known: String,
    },
    /// No preset has that name.
    #[error("unknown preset `{name}`; known presets: {known}")]
    UnknownPreset {
        /// What was asked for.
        name: String,
        /// The presets that exist, separated by commas.
        known: String,
    },
    /// The options of a stage make no sense.
    #[error("stage {position} (`{kind}`): {message}")]
    Options {
        /// Position in the configuration, from 1.
        position: usize,
        /// Kind of the stage.
        kind: String,
        /// What is wrong.
        message: String,
    },
    /// A stage could not load what its options name.
    #[error("stage `{stage}` cannot be prepared: {source}")]
    Prepare {
        /// Name of the stage.
        stage: String,
        /// What the stage says.
        source: StageError,
    },
    /// The configuration cannot be read.
    #[error("{message}")]
    Config {
        /// What is wrong and where.
        message: String,
    },
    /// The pipeline holds a stage that only code can make.
    #[error(
        "stage {position} (`{stage}`) was added from code and cannot be written to a configuration; register a `Configured` stage instead"
    )]
    NotData {
        /// Position in the pipeline, from 1.
        position: usize,
        /// Name of the stage.
        stage: String,
    },
}
