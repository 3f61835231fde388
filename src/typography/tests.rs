//! The rules on their own.
