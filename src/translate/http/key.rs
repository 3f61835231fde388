//! A key that is shown to nobody but the service.

use std::fmt;

/// A key of a service. Its debug output says that there is one and no more.
#[derive(Clone)]
pub(super) struct Key(String);

impl Key {
    /// The key in a variable of the environment; `None` when the name is empty.
    pub(super) fn from_environment(variable: &str) -> Result<Option<Self>, String> {
        if variable.is_empty() {
            return Ok(None);
        }
        let missing =
            || format!("the variable {variable} of the environment, which is to hold the key, is not set");
        let key = std::env::var(variable).map_err(|_| missing())?;
        match key.trim() {
            "" => Err(missing()),
            // A header takes no others; the message must not show the key.
            key if !key.bytes().all(|byte| byte.is_ascii_graphic()) => {
                Err(format!("the key in the variable {variable} has characters that no key has"))
            }
            key => Ok(Some(Self(key.to_owned()))),
        }
    }

    /// The key itself, for the request alone.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }

    #[cfg(test)]
    pub(super) fn new(key: &str) -> Self {
        Self(key.to_owned())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(..)")
    }
}
