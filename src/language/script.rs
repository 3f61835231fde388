//! Scripts of letters, and the languages that a script alone decides.

use super::Language;

/// The script of a letter, as far as languages need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Gurmukhi,
    Gujarati,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Thai,
    Lao,
    Khmer,
    Georgian,
    Hangul,
    Kana,
    Han,
    /// Every other script: Devanagari, Ethiopic and others that several languages share, or that are rare.
    Other,
}

/// How many scripts there are.
pub(crate) const SCRIPTS: usize = Script::Other as usize + 1;

/// First and last code point, sorted.
const BLOCKS: [(u32, u32, Script); 39] = [
    (0x0041, 0x024F, Script::Latin),
    (0x0250, 0x02FF, Script::Latin),
    (0x0370, 0x03FF, Script::Greek),
    (0x0400, 0x052F, Script::Cyrillic),
    (0x0530, 0x058F, Script::Armenian),
    (0x0590, 0x05FF, Script::Hebrew),
    (0x0600, 0x06FF, Script::Arabic),
    (0x0750, 0x077F, Script::Arabic),
    (0x08A0, 0x08FF, Script::Arabic),
    (0x0A00, 0x0A7F, Script::Gurmukhi),
    (0x0A80, 0x0AFF, Script::Gujarati),
    (0x0B80, 0x0BFF, Script::Tamil),
    (0x0C00, 0x0C7F, Script::Telugu),
    (0x0C80, 0x0CFF, Script::Kannada),
    (0x0D00, 0x0D7F, Script::Malayalam),
    (0x0D80, 0x0DFF, Script::Sinhala),
    (0x0E00, 0x0E7F, Script::Thai),
    (0x0E80, 0x0EFF, Script::Lao),
    (0x10A0, 0x10FF, Script::Georgian),
    (0x1100, 0x11FF, Script::Hangul),
    (0x1780, 0x17FF, Script::Khmer),
    (0x1C80, 0x1C8F, Script::Cyrillic),
    (0x1C90, 0x1CBF, Script::Georgian),
    (0x1D00, 0x1DBF, Script::Latin),
    (0x1E00, 0x1EFF, Script::Latin),
    (0x1F00, 0x1FFF, Script::Greek),
    (0x2C60, 0x2C7F, Script::Latin),
    (0x2DE0, 0x2DFF, Script::Cyrillic),
    (0x3040, 0x30FF, Script::Kana),
    (0x3130, 0x318F, Script::Hangul),
    (0x3400, 0x4DBF, Script::Han),
    (0x4E00, 0x9FFF, Script::Han),
    (0xA640, 0xA69F, Script::Cyrillic),
    (0xA720, 0xA7FF, Script::Latin),
    (0xAC00, 0xD7AF, Script::Hangul),
    (0xF900, 0xFAFF, Script::Han),
    (0xFB00, 0xFB06, Script::Latin),
    (0xFB50, 0xFEFF, Script::Arabic),
    (0x20000, 0x3134F, Script::Han),
];

/// The script of a character that is a letter.
pub(crate) fn of(letter: char) -> Script {
    let code = u32::from(letter);
    if code < 0x300 {
        return Script::Latin;
    }
    let after = BLOCKS.partition_point(|&(first, _, _)| first <= code);
    match after.checked_sub(1).and_then(|at| BLOCKS.get(at)) {
        Some(&(_, last, script)) if code <= last => script,
        _ => Script::Other,
    }
}

/// The language of a text in `script`, where the script decides it; `text` in lower case tells Arabic from its neighbours.
pub(crate) fn language(script: Script, text: &str) -> Option<Language> {
    let code = match script {
        Script::Greek => *b"el\0",
        Script::Armenian => *b"hy\0",
        Script::Hebrew => *b"he\0",
        Script::Gurmukhi => *b"pa\0",
        Script::Gujarati => *b"gu\0",
        Script::Tamil => *b"ta\0",
        Script::Telugu => *b"te\0",
        Script::Kannada => *b"kn\0",
        Script::Malayalam => *b"ml\0",
        Script::Sinhala => *b"si\0",
        Script::Thai => *b"th\0",
        Script::Lao => *b"lo\0",
        Script::Khmer => *b"km\0",
        Script::Georgian => *b"ka\0",
        Script::Hangul => *b"ko\0",
        Script::Kana => *b"ja\0",
        Script::Han => *b"zh\0",
        Script::Arabic if is_arabic(text) => *b"ar\0",
        _ => return None,
    };
    Some(Language::of(code))
}

/// Persian, Urdu, Pashto, Kurdish and others add letters to the Arabic alphabet, or write kaf and yeh with letters of
/// their own; Arabic has its article and the teh marbuta.
fn is_arabic(text: &str) -> bool {
    let mut own = 0_u32;
    let mut foreign = 0_u32;
    for letter in text.chars().filter(|letter| of(*letter) == Script::Arabic && letter.is_alphabetic()) {
        match letter {
            '\u{0629}' | '\u{0649}' | '\u{0623}' | '\u{0625}' => own += 1,
            '\u{0671}'..='\u{06D3}' => foreign += 1,
            _ => {}
        }
    }
    own += text.split_whitespace().filter(|word| word.starts_with("\u{0627}\u{0644}")).count() as u32;
    own > foreign
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_sorted_and_disjoint() {
        assert!(BLOCKS.windows(2).all(|pair| pair[0].0 <= pair[0].1 && pair[0].1 < pair[1].0));
    }

    #[test]
    fn unique_scripts_decide_and_shared_ones_do_not() {
        assert_eq!(of('é'), Script::Latin);
        assert_eq!(of('ế'), Script::Latin);
        assert_eq!(of('я'), Script::Cyrillic);
        assert_eq!(language(of('ж'), "ж"), None);
        assert_eq!(language(of('λ'), "λ").map(|found| found.to_string()).as_deref(), Some("el"));
        assert_eq!(of('ह'), Script::Other);
    }

    #[test]
    fn persian_is_not_arabic() {
        assert_eq!(language(Script::Arabic, "وصل الوزير إلى العاصمة اليوم"), Some(Language::of(*b"ar\0")));
        assert_eq!(language(Script::Arabic, "وزیر امروز به پایتخت رسید"), None);
    }
}
