//! How sure it is that characters are another character misread: the characters, and what stands around them.

use super::charset::{Charset, Family};
use super::kind::Kind;
use super::unit::{Follows, Unit};

/// What a judgement comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// The characters mean what they are.
    No,
    /// Misread if something else in the line is.
    Weak,
    Sure,
}

use Verdict::{No, Sure, Weak};

/// The characters around a unit: the two before it, repaired if they are, and the two after it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    pub(super) before: [Option<char>; 2],
    pub(super) after: [Option<char>; 2],
}

fn letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphabetic)
}

fn upper(c: Option<char>) -> bool {
    c.is_some_and(char::is_uppercase)
}

fn lower(c: Option<char>) -> bool {
    c.is_some_and(char::is_lowercase)
}

fn sure_if(condition: bool) -> Verdict {
    if condition { Sure } else { Weak }
}

/// One unit in its surroundings. Letters of scripts other than Latin are judged as runs, by [`script`].
pub(super) fn unit(set: Charset, unit: &Unit, around: &Around) -> Verdict {
    let kind = Kind::of(unit.decoded);
    if kind == Kind::Rare {
        return No;
    }
    if unit.lossy {
        return Weak;
    }
    // No word of capitals ends in a small letter: `IRMÃ®` is a word and a sign. `â€` starts another level.
    let [before, before2] = around.before;
    if kind == Kind::Latin
        && unit.decoded.is_lowercase()
        && upper(before)
        && upper(before2)
        && !letter(around.after[0])
        && around.after[0] != Some('€')
    {
        return No;
    }
    match set.family() {
        Family::Windows => windows(unit, kind, around),
        Family::Mac => mac(unit, kind, around),
        Family::Cyrillic => cyrillic(unit, kind, around),
        Family::Dos => dos(unit, kind, around),
    }
}

/// Letters of one script in a row: how many, and whether something odd is among the characters that stand for them.
pub(super) fn script(family: Family, letters: usize, odd: bool) -> Verdict {
    let enough = match family {
        Family::Windows => letters >= 3 || letters == 2 && odd,
        Family::Cyrillic | Family::Dos => letters >= 3,
        Family::Mac => false,
    };
    if enough { Sure } else { No }
}

fn windows(unit: &Unit, kind: Kind, around: &Around) -> Verdict {
    let [before, before2] = around.before;
    let [after, _] = around.after;
    match kind {
        Kind::Latin | Kind::Sign if unit.length == 2 => windows_pair(unit, around),
        // Vietnamese: `está»…` is a word and punctuation, `áº¡i` is none.
        Kind::Latin => {
            let word = letter(before) || letter(after);
            sure_if(unit.most >= Follows::Letter && word || unit.most >= Follows::Sign && letter(after))
        }
        Kind::Punctuation => sure_if(unit.most >= Follows::Letter || !letter(before)),
        Kind::Pictograph | Kind::Format => Sure,
        Kind::Control => Weak,
        Kind::Combining => sure_if(unit.least >= Follows::Odd && !letter(before)),
        Kind::GREEK => {
            // A single letter in a word of science.
            if unit.least == Follows::Odd && unit.length == 2 && !(upper(before) && upper(before2)) {
                Sure
            } else {
                No
            }
        }
        _ => No,
    }
}

/// A first byte that is a capital letter, and one character behind it.
fn windows_pair(unit: &Unit, around: &Around) -> Verdict {
    let [before, before2] = around.before;
    let [after, after2] = around.after;
    if unit.first.is_uppercase() && lower(before) {
        return Sure;
    }
    // The second letter of a word that starts with a capital.
    let second = upper(before) && !letter(before2) && lower(after);
    let capitals = upper(before) && !second;
    let (a_tilde, a_circumflex) = (unit.first == 'Ã', unit.first == 'Â');
    match unit.least {
        Follows::Control => sure_if(!capitals || letter(after)),
        Follows::Odd if a_tilde || a_circumflex => Sure,
        Follows::Letter | Follows::Sign if a_tilde => Sure,
        Follows::Sign if a_circumflex => sure_if(!capitals),
        Follows::Odd | Follows::Letter | Follows::Sign => sure_if(!capitals && lower(after)),
        Follows::Punctuation if a_tilde => match unit.last {
            '“' | '‘' | '„' | '‚' | '«' | '‹' => sure_if(letter(before) || letter(after)),
            '…' => sure_if(letter(after) && !capitals),
            '\u{AD}' => sure_if(letter(after) || !capitals),
            '\u{A0}' => sure_if(!capitals),
            '—' if !letter(before) => sure_if(!letter(after) || letter(after2)),
            '”' | '»' | '›' | '–' | '—' => sure_if(letter(after)),
            _ => Weak,
        },
        Follows::Punctuation if a_circumflex => {
            sure_if(!capitals && !matches!(unit.last, '’' | '…' | '–' | '—'))
        }
        // An opening mark between letters opens nothing.
        Follows::Punctuation => {
            sure_if(!capitals && letter(after) && matches!(unit.last, '“' | '‘' | '„' | '‚' | '«' | '‹'))
        }
    }
}

fn mac(unit: &Unit, kind: Kind, around: &Around) -> Verdict {
    let [before, before2] = around.before;
    let [after, after2] = around.after;
    // Letters of words: formulas have Greek ones and µ.
    let letter = |c: Option<char>| {
        c.is_some_and(|c| {
            c.is_alphabetic() && !matches!(c, 'µ' | 'ª' | 'º') && !matches!(Kind::of(c), Kind::Script(_))
        })
    };
    // Part of a word of two letters or more beside it.
    let word = letter(before) && (letter(before2) || letter(after)) || letter(after) && letter(after2);
    match (kind, unit.lead) {
        (Kind::Latin | Kind::Sign, 0xC3) => match unit.last {
            'π' if matches!(before, Some('o' | 'O')) && !letter(before2) => Sure,
            // What roots are taken of.
            'π' | '∞' | '∑' | '∏' | '∫' | '∂' | 'µ' | 'Ω' | '≤' | '≥' | '≠' | '±' => {
                sure_if(word)
            }
            '†' => Sure,
            c => sure_if(letter(before) || letter(after) || c.is_uppercase()),
        },
        (Kind::Latin, _) => sure_if(word),
        (Kind::Sign, _) => match unit.last {
            '†' => Sure,
            '∞' if matches!(before, Some('n' | 'N')) && !letter(before2) => Sure,
            'ø' | '°' | '´' => sure_if(!letter(before) && letter(after)),
            '£' => sure_if(after.is_some_and(|c| c.is_ascii_digit())),
            _ => sure_if(before.is_some_and(|c| c.is_ascii_digit())),
        },
        (Kind::Punctuation | Kind::Format | Kind::Pictograph, _) => Sure,
        _ => No,
    }
}

fn cyrillic(unit: &Unit, kind: Kind, around: &Around) -> Verdict {
    let russian = |c: Option<char>| c.is_some_and(|c| Kind::of(c) == Kind::CYRILLIC);
    let latin =
        |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !matches!(Kind::of(c), Kind::Script(_)));
    let [before, _] = around.before;
    let [after, _] = around.after;
    // Letters that Russian does not have.
    let foreign =
        matches!(unit.last, 'Ђ'..='Џ' | 'ђ'..='џ') && !matches!(unit.last, 'І' | 'і' | 'Ї' | 'ї' | 'Є' | 'є');
    match kind {
        Kind::Latin | Kind::Sign if russian(before) || russian(after) => No,
        Kind::Latin | Kind::Sign if latin(before) || latin(after) => Sure,
        Kind::Latin | Kind::Sign if unit.least == Follows::Letter && !foreign => No,
        Kind::Latin | Kind::Sign => Weak,
        Kind::Punctuation => sure_if(unit.most == Follows::Letter),
        _ => No,
    }
}

fn dos(unit: &Unit, kind: Kind, around: &Around) -> Verdict {
    let [before, before2] = around.before;
    let [after, _] = around.after;
    let drawn = matches!(unit.last, '\u{2500}'..='\u{259F}');
    match (kind, unit.lead) {
        (Kind::Sign, 0xC2) if matches!(unit.decoded, '¿' | '¡') => {
            sure_if(!letter(before) && letter(after))
        }
        (Kind::Latin, 0xC3) if drawn => sure_if(letter(before) && (letter(after) || letter(before2))),
        // `├á` in a tree of names may be its branch and a name; alone it is a word.
        (Kind::Latin, 0xC3) if unit.least == Follows::Letter => {
            sure_if(letter(before) || unit.decoded == 'à' && after == Some(' '))
        }
        (Kind::Latin | Kind::Sign, 0xC3) => sure_if(letter(before) || letter(after)),
        (Kind::Latin, _) => sure_if(letter(before) && letter(after)),
        (Kind::Sign, _) => Weak,
        (Kind::Punctuation, _) => sure_if(unit.decoded < '\u{2040}'),
        _ => No,
    }
}
