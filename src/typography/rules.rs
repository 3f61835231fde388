//! The rules of the typography: one stable id for every kind of edit, and what is done about it.

use super::Mode;

macro_rules! rules {
    ($($name:ident $id:literal $level:ident $about:literal)*) => {
        /// A rule of the typography. Its id, as configurations and ledgers have it, is [`Rule::id`].
        ///
        /// ```
        /// use unisono::typography::Rule;
        /// assert_eq!(Rule::FrSpaceBeforeColon.id(), "fr.space-before-colon");
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
        #[non_exhaustive]
        pub enum Rule {
            $(
                #[doc = $about]
                #[cfg_attr(feature = "config", serde(rename = $id))]
                $name,
            )*
        }

        impl Rule {
            /// Its stable id.
            ///
            /// ```
            /// use unisono::typography::Rule;
            /// assert_eq!(Rule::EsOpeningQuestion.id(), "es.opening-question");
            /// ```
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }

            const fn level(self) -> Level {
                match self {
                    $(Self::$name => Level::$level,)*
                }
            }
        }

        /// Every rule of the capability: its id, stable across versions, and what it does in one line.
        ///
        /// ```
        /// use unisono::typography::RULES;
        /// assert!(RULES.iter().any(|(id, _)| *id == "en.space-before-mark"));
        /// ```
        pub const RULES: &[(&str, &str)] = &[$(($id, $about),)*];
    };
}

/// The first mode in which a rule is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Minimal,
    Full,
    /// On by request only.
    Request,
}

rules! {
    FrSpaceBeforeColon "fr.space-before-colon" Minimal "a plain space before a French colon becomes a no-break space"
    FrSpaceBeforeSemicolon "fr.space-before-semicolon" Minimal "a plain space before a French semicolon becomes a no-break space"
    FrSpaceBeforeExclamation "fr.space-before-exclamation" Minimal "a plain space before a French exclamation mark becomes a no-break space"
    FrSpaceBeforeQuestion "fr.space-before-question" Minimal "a plain space before a French question mark becomes a no-break space"
    FrSpaceInGuillemets "fr.space-in-guillemets" Minimal "a plain space inside French guillemets becomes a no-break space"
    FrGuillemets "fr.guillemets" Full "a pair of straight double quotes in French becomes guillemets with no-break spaces"
    FrNumberSign "fr.number-sign" Full "the space between n° and its number becomes a no-break space"
    FrOrdinal "fr.ordinal" Request "the ending of a French ordinal is shortened: 2ème becomes 2e"
    EsOpeningQuestion "es.opening-question" Full "a missing ¿ is put in where the question surely begins"
    EsOpeningExclamation "es.opening-exclamation" Full "a missing ¡ is put in where the exclamation surely begins"
    EsSpaceBeforeMark "es.space-before-mark" Full "a space between a Spanish word and ! ? : ; is removed"
    EnSpaceBeforeMark "en.space-before-mark" Minimal "a space between an English word and ! ? : ; is removed"
    Ellipsis "ellipsis" Request "three full stops become an ellipsis"
}

impl Rule {
    /// Whether the rule is on in a mode.
    pub(super) fn is_on(self, mode: Mode) -> bool {
        match self.level() {
            Level::Minimal => mode != Mode::Off,
            Level::Full => mode == Mode::Full,
            Level::Request => false,
        }
    }

    /// Probability that an edit of the rule is right, as measured on edited news.
    pub(super) const fn confidence(self) -> f32 {
        match self {
            Self::EsOpeningQuestion | Self::EsOpeningExclamation => 0.95,
            Self::FrGuillemets => 0.98,
            _ => 0.99,
        }
    }
}

/// What is done where a rule applies.
///
/// ```
/// use unisono::typography::Action;
/// assert_ne!(Action::Flag, Action::On);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Action {
    /// Nothing.
    Off,
    /// The place is listed among the suspects, with what the rule would have put there; the text stays.
    Flag,
    /// The text is changed.
    On,
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn ids_are_unique_and_plain() {
        for (n, (id, about)) in RULES.iter().enumerate() {
            assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b == b'.' || b == b'-'), "{id}");
            assert!(!about.is_empty() && RULES.iter().skip(n + 1).all(|(other, _)| other != id), "{id}");
        }
    }
}
