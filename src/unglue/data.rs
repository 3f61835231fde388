//! Words that are known by hand: function words, parts of words and names, names with a capital inside.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use crate::Language;

const FUNCTION_WORDS: &str = include_str!("../../dictionaries/lexicon/function-words.tsv");
const AFFIXES: &str = include_str!("../../dictionaries/lexicon/affixes.tsv");
const CAMEL_CASE: &str = include_str!("../../dictionaries/lexicon/camel-case.txt");

/// What a word is in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Role(u8);

impl Role {
    const STARTER: u8 = 1;
    const LINKER: u8 = 2;
    const PARTICLE: u8 = 4;
    const ELISION: u8 = 8;
    const FRAGMENT: u8 = 16;
    const TITLE: u8 = 32;

    /// A word of a closed class.
    pub(super) fn function(self) -> bool {
        self.0 & (Self::STARTER | Self::LINKER | Self::PARTICLE) != 0
    }
    /// Opens a clause of its own when it is capitalised.
    pub(super) fn starter(self) -> bool {
        self.0 & Self::STARTER != 0
    }
    /// Stands second in names made of two words too.
    pub(super) fn particle(self) -> bool {
        self.0 & Self::PARTICLE != 0
    }
    /// Goes before an apostrophe.
    pub(super) fn elision(self) -> bool {
        self.0 & Self::ELISION != 0
    }
    /// Stands before a name: `Ms`.
    pub(super) fn title(self) -> bool {
        self.0 & Self::TITLE != 0
    }
    /// Part of a word with an apostrophe.
    pub(super) fn fragment(self) -> bool {
        self.0 & Self::FRAGMENT != 0
    }
}

/// What a first or last part of a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Affix {
    /// Of a name with a capital inside.
    Name,
    Prefix,
    Suffix,
}

/// FNV-1a: the sets hold short words that are known beforehand, so that nobody can make them collide.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

type Quick = BuildHasherDefault<Fnv>;

struct Data {
    roles: HashMap<&'static str, [Role; 3], Quick>,
    affixes: HashSet<(Affix, &'static str), Quick>,
    camel_case: HashSet<String, Quick>,
    /// A bit for the hash of each function word of ASCII letters: most other words are told from them without a look-up.
    function: [u64; 64],
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    let mut roles: HashMap<&str, [Role; 3], Quick> = HashMap::default();
    for row in rows(FUNCTION_WORDS) {
        let mut columns = row.split('\t');
        let bit = match columns.next() {
            Some("starter") => Role::STARTER,
            Some("linker") => Role::LINKER,
            Some("particle") => Role::PARTICLE,
            Some("title") => Role::TITLE,
            Some("elision") => Role::ELISION,
            _ => Role::FRAGMENT,
        };
        let Some(language) = columns.next().and_then(|code| code.parse().ok()).and_then(index) else {
            continue;
        };
        for word in columns.flat_map(str::split_whitespace) {
            if let Some(role) = roles.entry(word).or_default().get_mut(language) {
                role.0 |= bit;
            }
        }
    }
    let mut affixes = HashSet::default();
    for (kind, items) in rows(AFFIXES).filter_map(|row| row.split_once('\t')) {
        let affix = match kind {
            "name" => Affix::Name,
            "prefix" => Affix::Prefix,
            _ => Affix::Suffix,
        };
        affixes.extend(items.split_whitespace().map(|item| (affix, item)));
    }
    let camel_case = rows(CAMEL_CASE).flat_map(str::split_whitespace).map(str::to_lowercase).collect();
    let mut function = [0; 64];
    for (word, roles) in &roles {
        if roles.iter().any(|role| role.function()) {
            let (at, bit) = place(word.as_bytes());
            if let Some(bits) = function.get_mut(at) {
                *bits |= bit;
            }
        }
    }
    Data { roles, affixes, camel_case, function }
});

fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#'))
}

fn index(language: Language) -> Option<usize> {
    [Language::EN, Language::FR, Language::ES].iter().position(|&known| known == language)
}

/// Where the bit of a word is, whatever its case.
fn place(word: &[u8]) -> (usize, u64) {
    let hash = word
        .iter()
        .fold(word.len() as u32, |hash, byte| (hash ^ u32::from(byte | 0x20)).wrapping_mul(0x0100_0193));
    ((hash >> 26) as usize, 1 << (hash >> 20 & 63))
}

/// False for most words that are function words of no language.
pub(super) fn may_be_function(word: &[u8]) -> bool {
    let (at, bit) = place(word);
    !word.is_ascii() || DATA.function.get(at).is_some_and(|bits| bits & bit != 0)
}

/// What `word`, in lower case, is in `language`.
pub(super) fn role(word: &str, language: Language) -> Role {
    let roles = DATA.roles.get(word);
    index(language).and_then(|at| roles?.get(at)).copied().unwrap_or_default()
}

/// True when `part`, in lower case, is such a part of words.
pub(super) fn is_affix(affix: Affix, part: &str) -> bool {
    // The set holds what lives as long as the program; the look-up does not need that.
    DATA.affixes.contains(&(affix, part))
}

/// True for a name with a capital inside, given in lower case.
pub(super) fn is_camel_case(word: &str) -> bool {
    DATA.camel_case.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_read() {
        assert!(role("the", Language::EN).starter() && !role("the", Language::FR).function());
        assert!(role("qu", Language::FR).elision() && role("didn", Language::EN).fragment());
        assert!(role("up", Language::EN).particle());
        assert!(
            is_affix(Affix::Suffix, "ment") && is_affix(Affix::Name, "mc") && is_affix(Affix::Prefix, "anti")
        );
        assert!(is_camel_case("youtube"));
        assert!(may_be_function(b"The") && may_be_function("Él".as_bytes()));
        let functions = DATA.roles.iter().filter(|(_, roles)| roles.iter().any(|role| role.function()));
        assert!(functions.map(|(word, _)| word.to_uppercase()).all(|word| may_be_function(word.as_bytes())));
        let names = ["London", "Smith", "Rabat", "Macron", "Paris", "Berlin", "Trump", "Lima"];
        assert!(names.iter().filter(|name| may_be_function(name.as_bytes())).count() < 4);
        assert!(DATA.camel_case.len() > 1000, "{}", DATA.camel_case.len());
    }
}
