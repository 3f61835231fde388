//! Letters of other scripts that look like Latin ones: the Greek, Cyrillic and Armenian part of the confusables of Unicode
//! Technical Standard 39, where one letter looks like one Latin letter of the same case.
//!
//! The whole table of the standard would put hundreds of kilobytes into every build for these few; a test compares them
//! with the crate `unicode-security`.

/// Look-alike and Latin letter, sorted by the first.
#[rustfmt::skip]
const LATIN: [(char, char); 102] = [
    ('\u{37F}', 'J'), ('\u{388}', 'É'), ('\u{391}', 'A'), ('\u{392}', 'B'), ('\u{395}', 'E'), ('\u{396}', 'Z'), ('\u{397}', 'H'), ('\u{399}', 'I'),
    ('\u{39A}', 'K'), ('\u{39C}', 'M'), ('\u{39D}', 'N'), ('\u{39F}', 'O'), ('\u{3A1}', 'P'), ('\u{3A4}', 'T'), ('\u{3A5}', 'Y'), ('\u{3A7}', 'X'),
    ('\u{3AA}', 'Ï'), ('\u{3AC}', 'á'), ('\u{3AF}', 'í'), ('\u{3B1}', 'a'), ('\u{3B3}', 'y'), ('\u{3B9}', 'i'), ('\u{3BD}', 'v'), ('\u{3BF}', 'o'),
    ('\u{3C1}', 'p'), ('\u{3C3}', 'o'), ('\u{3C5}', 'u'), ('\u{3CA}', 'ï'), ('\u{3CC}', 'ó'), ('\u{3D2}', 'Y'), ('\u{3DC}', 'F'), ('\u{3ED}', 'o'),
    ('\u{3F1}', 'p'), ('\u{3F2}', 'c'), ('\u{3F3}', 'j'), ('\u{3F8}', 'p'), ('\u{3F9}', 'C'), ('\u{3FA}', 'M'), ('\u{400}', 'È'), ('\u{401}', 'Ë'),
    ('\u{405}', 'S'), ('\u{406}', 'I'), ('\u{407}', 'Ï'), ('\u{408}', 'J'), ('\u{410}', 'A'), ('\u{412}', 'B'), ('\u{415}', 'E'), ('\u{41A}', 'K'),
    ('\u{41C}', 'M'), ('\u{41D}', 'H'), ('\u{41E}', 'O'), ('\u{420}', 'P'), ('\u{421}', 'C'), ('\u{422}', 'T'), ('\u{423}', 'Y'), ('\u{425}', 'X'),
    ('\u{430}', 'a'), ('\u{433}', 'r'), ('\u{435}', 'e'), ('\u{43E}', 'o'), ('\u{440}', 'p'), ('\u{441}', 'c'), ('\u{443}', 'y'), ('\u{445}', 'x'),
    ('\u{448}', 'w'), ('\u{450}', 'è'), ('\u{451}', 'ë'), ('\u{455}', 's'), ('\u{456}', 'i'), ('\u{457}', 'ï'), ('\u{458}', 'j'), ('\u{461}', 'w'),
    ('\u{474}', 'V'), ('\u{475}', 'v'), ('\u{4AE}', 'Y'), ('\u{4AF}', 'y'), ('\u{4BB}', 'h'), ('\u{4BD}', 'e'), ('\u{4C0}', 'I'), ('\u{4CF}', 'l'),
    ('\u{501}', 'd'), ('\u{50C}', 'G'), ('\u{51A}', 'Q'), ('\u{51B}', 'q'), ('\u{51C}', 'W'), ('\u{51D}', 'w'), ('\u{54D}', 'U'), ('\u{54F}', 'S'),
    ('\u{555}', 'O'), ('\u{560}', 'm'), ('\u{561}', 'w'), ('\u{563}', 'q'), ('\u{566}', 'q'), ('\u{570}', 'h'), ('\u{575}', 'j'), ('\u{578}', 'n'),
    ('\u{57C}', 'n'), ('\u{57D}', 'u'), ('\u{581}', 'g'), ('\u{582}', 'i'), ('\u{584}', 'f'), ('\u{585}', 'o'),
];

/// The Latin letter that `c` looks like.
pub(super) fn latin(c: char) -> Option<char> {
    let found = LATIN.binary_search_by_key(&c, |(look, _)| *look).ok()?;
    LATIN.get(found).map(|(_, latin)| *latin)
}

/// The letter of `script` that the Latin letter `c` looks like, where there is exactly one.
pub(super) fn foreign(c: char, script: Script) -> Option<char> {
    let mut found = LATIN.iter().filter(|(look, latin)| *latin == c && Script::of(*look) == script);
    let first = found.next().map(|(look, _)| *look);
    first.filter(|_| found.next().is_none())
}

/// The scripts that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Other,
}

impl Script {
    pub(super) const fn of(c: char) -> Self {
        match c {
            'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Self::Greek,
            '\u{400}'..='\u{52F}' => Self::Cyrillic,
            '\u{530}'..='\u{58F}' => Self::Armenian,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_security::confusable_detection::skeleton;

    #[test]
    fn every_pair_is_one_of_the_standard() {
        for (look, latin) in LATIN {
            assert!(skeleton(&look.to_string()).eq(skeleton(&latin.to_string())), "{look} {latin}");
            assert_eq!(look.is_uppercase(), latin.is_uppercase(), "{look} {latin}");
        }
        assert!(LATIN.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn every_pair_of_the_standard_is_there() {
        let letters: Vec<char> = ('a'..='z').chain('A'..='Z').chain("ÈÉËÏáèëíïó".chars()).collect();
        for look in ('\u{370}'..='\u{3FF}').chain('\u{400}'..='\u{58F}').filter(|c| c.is_alphabetic()) {
            let alike = |c: &&char| {
                c.is_uppercase() == look.is_uppercase()
                    && skeleton(&look.to_string()).eq(skeleton(&c.to_string()))
            };
            assert_eq!(latin(look).is_some(), letters.iter().any(|c| alike(&c)), "{look}");
        }
    }
}
