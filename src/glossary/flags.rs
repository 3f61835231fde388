//! Flags of names: what the text around a name must be before it counts.

/// The flags of one name, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Flags(pub(crate) u16);

const WORDS: [(&str, Flags); 9] = [
    ("ctx", Flags::CTX),
    ("loc", Flags::LOC),
    ("never", Flags::NEVER),
    ("exact", Flags::EXACT),
    ("acr", Flags::ACR),
    ("alt", Flags::ALT),
    ("first", Flags::FIRST),
    ("near", Flags::NEAR),
    ("of", Flags::OF),
];

impl Flags {
    /// Also a common word or a person's name: not beside another capitalised word, not in a line of capitals.
    pub(crate) const CTX: Self = Self(1);
    /// As `ctx`, and only with a locative before it or in a list of places.
    pub(crate) const LOC: Self = Self(2);
    /// Never taken in its language, nor on behalf of another one.
    pub(crate) const NEVER: Self = Self(4);
    /// Only with the very same letters.
    pub(crate) const EXACT: Self = Self(8);
    /// A short acronym: not in a line of capitals.
    pub(crate) const ACR: Self = Self(16);
    /// Another entity owns the name; this one needs a sibling beside it, or "state of" before it.
    pub(crate) const ALT: Self = Self(32);

    /// A country whose name people also have: not before a word that may be a surname.
    pub(crate) const FIRST: Self = Self(64);

    /// Many countries have one: only in a document that is about the country of this one.
    pub(crate) const NEAR: Self = Self(128);

    /// An office that countries have: only together with the country.
    pub(crate) const OF: Self = Self(256);

    /// Reads flags with blanks between.
    pub(crate) fn parse(words: &str) -> Result<Self, String> {
        let mut flags = Self::default();
        for word in words.split_whitespace() {
            let Some((_, flag)) = WORDS.iter().find(|(known, _)| *known == word) else {
                let known = WORDS.map(|(known, _)| known).join(" ");
                return Err(format!("unknown flag `{word}`; flags are {known}"));
            };
            flags.0 |= flag.0;
        }
        Ok(flags)
    }

    /// True when all flags of `other` are set.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// True when any flag of `other` is set.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The flags that `other` has too.
    pub(crate) const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Both sets of flags.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
