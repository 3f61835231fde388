//! The capability `glossary`.
