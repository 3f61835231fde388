//! The capability `typography`: spaces, quotation marks and opening marks as the language of a paragraph sets them.

mod mode;
mod stage;

pub use mode::Mode;
pub use stage::Typography;
