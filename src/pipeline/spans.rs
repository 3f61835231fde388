//! Spans of the crate `tracing`: one for each document and one for each stage in it. They hold names and numbers, never
//! text of a document. Without the feature nothing of this is compiled in.

#[cfg(feature = "tracing")]
use tracing::field::Empty;
#[cfg(feature = "tracing")]
use tracing::span::EnteredSpan;

use super::Error;
use crate::document::Document;

/// The work on one document, from when it is made until it is dropped.
#[derive(Debug)]
pub(super) struct DocumentSpan {
    #[cfg(feature = "tracing")]
    span: EnteredSpan,
}

impl DocumentSpan {
    #[inline]
    #[cfg_attr(not(feature = "tracing"), allow(unused_variables))]
    pub(super) fn enter(document: &Document) -> Self {
        Self {
            #[cfg(feature = "tracing")]
            span: tracing::debug_span!(
                "document",
                source_bytes = document.source().len() as u64,
                text_bytes = Empty,
                rejected = Empty,
            )
            .entered(),
        }
    }

    #[inline]
    #[cfg_attr(not(feature = "tracing"), allow(unused_variables, clippy::unused_self))]
    pub(super) fn done(&self, document: &Document) {
        #[cfg(feature = "tracing")]
        {
            self.span.record("text_bytes", document.text().len() as u64);
            if let Some(cause) = document.rejected() {
                self.span.record("rejected", tracing::field::display(cause));
            }
        }
    }
}

/// The work of one stage on a document.
#[derive(Debug)]
pub(super) struct StageSpan {
    #[cfg(feature = "tracing")]
    span: EnteredSpan,
}

impl StageSpan {
    #[inline]
    #[cfg_attr(not(feature = "tracing"), allow(unused_variables))]
    pub(super) fn enter(stage: &str, document: &Document) -> Self {
        Self {
            #[cfg(feature = "tracing")]
            span: tracing::trace_span!(
                "stage",
                stage,
                before_bytes = document.text().len() as u64,
                after_bytes = Empty,
                failed = Empty,
            )
            .entered(),
        }
    }

    #[inline]
    #[cfg_attr(not(feature = "tracing"), allow(unused_variables, clippy::unused_self))]
    pub(super) fn done(&self, document: &Document, result: &Result<(), Error>) {
        #[cfg(feature = "tracing")]
        if result.is_ok() {
            self.span.record("after_bytes", document.text().len() as u64);
        } else {
            // The message may quote the document: the caller has it.
            self.span.record("failed", true);
        }
    }
}
