//! Errors as one message with everything that led to them.

use std::error::Error;

/// The message of an error and of each cause behind it, unless the one before ends with it already.
pub(crate) fn with_causes(error: &dyn Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        if !message.ends_with(&said) {
            message = format!("{message}: {said}");
        }
        cause = error.source();
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;
    use unisono::stage::StageError;

    #[test]
    fn each_cause_is_told_once() {
        let inner = StageError::new("no answer: refused").caused_by(StageError::new("refused"));
        let outer = StageError::new("cannot ask").caused_by(inner);
        assert_eq!(with_causes(&outer), "cannot ask: no answer: refused");
    }
}
