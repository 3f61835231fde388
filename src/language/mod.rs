//! Which language a text is in.

mod code;

pub use code::{InvalidLanguage, Language};

mod stage;
pub use stage::IdentifyLanguage;
