//! The capability `sentences`.
