//! The capability `boilerplate`.
