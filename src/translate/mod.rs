//! Translation between English, French and Spanish, by engines that are installed, with names and numbers kept right.
//!
//! An engine is a [`Translator`]; [`Apertium`] drives the pairs that the system has. The stage `translate` sends it
//! sentences, checks what comes back against the source, repairs names and numbers, and says for every sentence where
//! its translation comes from. The text of the document stays: the translation stands beside it, in
//! [`Document::translation`](crate::Document::translation).
//!
//! Around an engine go others: [`Cached`], [`Chunked`], [`Retried`], [`RateLimited`], [`Timed`], [`Fallback`], [`Pivot`].
//! A [`Memory`] holds what was translated before, and [`NamesOnly`] is what is left without any engine.
//!
//! No engine and no data of an engine is part of this crate.
//!
//! ```
//! use unisono::Language;
//! use unisono::translate::{Apertium, Segment, Translator};
//!
//! let engine = Apertium::installed();
//! if let Some(route) = engine.routes(Language::EN, Language::ES).first() {
//!     let answer = engine.translate(&[Segment::new("The house is big.")], route);
//!     assert_eq!(answer, [Ok("La casa es grande.".into())]);
//! }
//! ```

mod apertium;
mod around;
mod bitext;
mod cognates;
#[allow(clippy::trivially_copy_pass_by_ref, reason = "a view is handed over as stages get it")]
mod document;
mod engine;
mod finish;
mod forms;
mod group;
mod hold;
mod http;
mod memory;
mod names;
mod names_only;
#[cfg(feature = "neural")]
mod neural;
#[allow(clippy::match_same_arms, reason = "one row for a language")]
mod numbers;
mod remainder;
mod route;
#[allow(clippy::trivially_copy_pass_by_ref, reason = "a view is handed over as stages get it")]
mod sentences;
mod stage;
mod translator;

pub use apertium::Apertium;
pub use around::{Cached, Chunked, Fallback, Pivot, RateLimited, Retried, Timed};
pub use bitext::Bitext;
pub use engine::Engine;
#[cfg(feature = "http")]
pub use http::Http;
pub use http::{Api, Service};
pub use memory::Memory;
pub use names_only::NamesOnly;
#[cfg(feature = "neural")]
pub use neural::Neural;
pub use route::{Quality, Route};
pub use stage::{Terms, Translate};
pub use translator::{Answer, Capabilities, Segment, Term, TranslateError, Translator};
