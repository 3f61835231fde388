//! The engine `http`: translation services, each with a request of its own shape.

#[cfg(feature = "http")]
mod client;
#[cfg(feature = "http")]
mod engine;
#[cfg(feature = "http")]
mod key;
mod options;
#[cfg(feature = "http")]
mod shape;
#[cfg(all(test, feature = "http"))]
mod tests;

#[cfg(feature = "http")]
pub use engine::Http;
pub use options::{Api, Service};
