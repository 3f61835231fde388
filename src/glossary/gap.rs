//! What stands between two words of a name, checked after the words have matched.

/// What a name has between two of its words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Gap {
    /// Nothing: the words are glued in the name itself.
    Nothing,
    /// A space or a hyphen.
    Space,
    /// A full stop, with or without a space: `EE. UU.`, `U.S.`.
    Stop,
    /// An apostrophe.
    Apostrophe,
    /// Anything else, without the spaces around it.
    Other(Box<str>),
}

/// Longest gap in a text, in bytes: a stop and two wide spaces.
const MAX_BYTES: usize = 12;

impl Gap {
    /// The gap of a name, from its text.
    pub(crate) fn of(text: &str) -> Self {
        if text.is_empty() {
            return Self::Nothing;
        }
        match text.trim() {
            "" => Self::Space,
            "." => Self::Stop,
            mark if mark.chars().all(is_apostrophe) => Self::Apostrophe,
            mark if mark.chars().all(is_hyphen) => Self::Space,
            // "É.-U."
            mark if mark.starts_with('.') && mark.chars().skip(1).all(is_hyphen) => Self::Stop,
            mark => Self::Other(mark.into()),
        }
    }

    /// The number of the gap in the compiled form, and its text where the number does not say it.
    pub(crate) fn code(&self) -> (u64, &str) {
        match self {
            Self::Nothing => (0, ""),
            Self::Space => (1, ""),
            Self::Stop => (2, ""),
            Self::Apostrophe => (3, ""),
            Self::Other(mark) => (4, mark),
        }
    }

    pub(crate) fn from_code(code: u64, mark: &str) -> Option<Self> {
        Some(match code {
            0 => Self::Nothing,
            1 => Self::Space,
            2 => Self::Stop,
            3 => Self::Apostrophe,
            4 => Self::Other(mark.into()),
            _ => return None,
        })
    }

    /// True when `text` may stand in this place; `initials` says that both words are single letters.
    pub(crate) fn accepts(&self, text: &str, initials: bool) -> bool {
        if text.len() > MAX_BYTES || text.chars().filter(|&c| c == '\n').count() > 1 {
            return false;
        }
        let mark = text.trim();
        match self {
            Self::Nothing => text.is_empty(),
            Self::Space => !text.is_empty() && mark.chars().all(is_hyphen) && mark.chars().count() <= 1,
            Self::Stop => {
                let rest = mark.strip_prefix('.');
                let after = rest.unwrap_or(mark).trim_start();
                !text.is_empty() && (rest.is_some() || !initials) && after.chars().all(is_hyphen)
            }
            Self::Apostrophe => {
                !text.is_empty() && mark.chars().all(is_apostrophe) && mark.chars().count() <= 1
            }
            Self::Other(wanted) => mark == &**wanted,
        }
    }
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′')
}

pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_takes_its_variants_and_no_punctuation() {
        let space = Gap::of(" ");
        assert_eq!(Gap::of("-"), space);
        assert!(["-", "\u{A0}", "\u{2011}", "\n", " - "].iter().all(|gap| space.accepts(gap, false)));
        assert!(["", ",", ". ", "–", "\n\n"].iter().all(|gap| !space.accepts(gap, false)));
        let stop = Gap::of(". ");
        assert!([".", ". ", ".\u{A0}", " "].iter().all(|gap| stop.accepts(gap, false)));
        assert!(!stop.accepts(" ", true));
        assert!(Gap::of("’").accepts("'", false));
        assert!(Gap::of(" & ").accepts("&", false) && !Gap::of(" & ").accepts(" ", false));
    }
}
