//! The capability `unicode`.
