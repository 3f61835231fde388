//! Engines around engines: each is a [`Translator`](super::Translator) that asks another one, and changes when, how
//! often and whom it asks. None of them changes an answer, and none changes the order.

mod cached;
mod chunked;
mod fallback;
mod pivot;
mod rate_limited;
mod retried;
mod timed;

#[cfg(test)]
pub(super) mod fake;
#[cfg(test)]
mod tests;

pub use cached::Cached;
pub use chunked::Chunked;
pub use fallback::Fallback;
pub use pivot::Pivot;
pub use rate_limited::RateLimited;
pub use retried::Retried;
pub use timed::Timed;

use super::{Answer, TranslateError};

/// What a translator gives for a segment.
type Given = Result<Answer, TranslateError>;

/// Puts answers where `at` says that they belong.
fn put(given: &mut [Given], at: &[usize], answers: Vec<Given>) {
    for (&place, answer) in at.iter().zip(answers) {
        if let Some(given) = given.get_mut(place) {
            *given = answer;
        }
    }
}
