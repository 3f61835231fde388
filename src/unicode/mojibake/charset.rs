//! The character sets in which UTF-8 is read by mistake, as tables from characters to bytes.

/// How many character sets there are.
const SETS: usize = 9;

/// A character set of one byte a character. The order is the order of preference where two explain a text equally well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    Cp1252,
    MacRoman,
    Cp1250,
    Latin2,
    Cp1254,
    Cp1257,
    Cp1251,
    Cp437,
    Cp850,
}

/// Sets that are one another's evidence: what was read wrongly once in a line was so all along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Windows,
    Mac,
    Cyrillic,
    Dos,
}

impl Charset {
    pub(super) const ALL: [Self; SETS] = [
        Self::Cp1252,
        Self::MacRoman,
        Self::Cp1250,
        Self::Latin2,
        Self::Cp1254,
        Self::Cp1257,
        Self::Cp1251,
        Self::Cp437,
        Self::Cp850,
    ];

    pub(super) const fn family(self) -> Family {
        match self {
            Self::Cp1252 | Self::Cp1250 | Self::Latin2 | Self::Cp1254 | Self::Cp1257 => Family::Windows,
            Self::MacRoman => Family::Mac,
            Self::Cp1251 => Family::Cyrillic,
            Self::Cp437 | Self::Cp850 => Family::Dos,
        }
    }

    /// The id of the rule that repairs what was read in this set.
    pub(super) const fn rule(self) -> &'static str {
        match self {
            Self::Cp1252 => "mojibake.cp1252",
            Self::MacRoman => "mojibake.macroman",
            Self::Cp1250 => "mojibake.cp1250",
            Self::Latin2 => "mojibake.latin-2",
            Self::Cp1254 => "mojibake.cp1254",
            Self::Cp1257 => "mojibake.cp1257",
            Self::Cp1251 => "mojibake.cp1251",
            Self::Cp437 => "mojibake.cp437",
            Self::Cp850 => "mojibake.cp850",
        }
    }

    /// The byte, 0x80 or more, that is this character in the set.
    pub(super) fn byte(self, c: char) -> Option<u8> {
        let byte = *BYTES.get(slot(c as u32))?.get(self as usize)?;
        (byte != 0).then_some(byte)
    }

    /// The character of a byte of 0x80 or more.
    pub(super) fn character(self, byte: u8) -> Option<char> {
        CHARACTERS.get(self as usize)?.chars().nth(usize::from(byte.checked_sub(0x80)?))
    }

    /// Whether a character with this first byte is looked for. Sets whose characters at these places are common in
    /// clean text, and whose results are not, are kept to what is known to occur.
    pub(super) const fn is_lead(self, byte: u8) -> bool {
        match self {
            Self::MacRoman => matches!(byte, 0xC2..=0xC5 | 0xE2 | 0xEF | 0xF0),
            Self::Cp1251 => matches!(byte, 0xC2 | 0xC3 | 0xD0 | 0xD1 | 0xE2),
            Self::Cp437 | Self::Cp850 => matches!(byte, 0xC2..=0xC5 | 0xD0 | 0xD1 | 0xE2),
            _ => matches!(byte, 0xC2..=0xF0),
        }
    }

    const fn mask(self) -> u16 {
        1 << self as u16
    }
}

/// Whether `lead` and `next` can be the first two bytes of a character in UTF-8, and in which sets.
pub(super) fn shared_sets(lead: char, next: char) -> Sets {
    let leads = MASKS.get(slot(lead as u32)).map_or(0, |masks| masks.0);
    Sets(leads & MASKS.get(slot(next as u32)).map_or(0, |masks| masks.1))
}

/// The sets in which `lead` is the first byte of a character.
pub(super) fn leading_sets(lead: char) -> Sets {
    Sets(MASKS.get(slot(lead as u32)).map_or(0, |masks| masks.0))
}

/// Some of the character sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sets(u16);

impl Sets {
    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Charset> {
        Charset::ALL.into_iter().filter(move |set| self.0 & set.mask() != 0)
    }
}

/// Every character of the sets has a place in the tables.
const SLOTS: usize = 0x4B0 + 0x600 + 1;

/// The place of a character in the tables; of any other, a place behind their end.
const fn slot(c: u32) -> usize {
    match c {
        0x80..0x530 => c as usize - 0x80,
        0x2000..0x2600 => c as usize - 0x2000 + 0x4B0,
        0xF8FF => SLOTS - 1,
        _ => SLOTS,
    }
}

/// The byte of every character in every set, 0 where it has none.
static BYTES: [[u8; SETS]; SLOTS] = bytes();

/// In which sets a character is a first byte and in which a later one.
static MASKS: [(u16, u16); SLOTS] = masks();

#[allow(clippy::large_stack_arrays, reason = "only the compiler runs it")]
const fn bytes() -> [[u8; SETS]; SLOTS] {
    let mut table = [[0; SETS]; SLOTS];
    let mut set = 0;
    while set < SETS {
        // What is declared as Latin-1 and is windows-1252 has either the controls or the printable characters.
        let latin = matches!(Charset::ALL[set], Charset::Cp1252);
        let mut control = 0x80;
        while latin && control < 0xA0 {
            table[slot(control)][set] = control as u8;
            control += 1;
        }
        let text = CHARACTERS[set].as_bytes();
        let (mut at, mut byte) = (0, 0x80_u16);
        while at < text.len() {
            let first = text[at] as u32;
            let (c, length) = match first {
                0..0x80 => (first, 1),
                0x80..0xE0 => ((first & 0x1F) << 6 | (text[at + 1] & 0x3F) as u32, 2),
                _ => (
                    (first & 0xF) << 12 | ((text[at + 1] & 0x3F) as u32) << 6 | (text[at + 2] & 0x3F) as u32,
                    3,
                ),
            };
            if slot(c) < SLOTS {
                table[slot(c)][set] = byte as u8;
            }
            at += length;
            byte += 1;
        }
        set += 1;
    }
    table
}

#[allow(clippy::large_stack_arrays, reason = "only the compiler runs it")]
const fn masks() -> [(u16, u16); SLOTS] {
    let bytes = bytes();
    let mut table = [(0, 0); SLOTS];
    let mut at = 0;
    while at < SLOTS {
        let mut set = 0;
        while set < SETS {
            let (byte, charset) = (bytes[at][set], Charset::ALL[set]);
            if byte >= 0xC0 && charset.is_lead(byte) {
                table[at].0 |= charset.mask();
            }
            if byte >= 0x80 && byte < 0xC0 {
                table[at].1 |= charset.mask();
            }
            set += 1;
        }
        at += 1;
    }
    table
}

/// The characters of bytes 0x80 to 0xFF. A byte without a character is the C1 control of its value, as browsers read it.
const CHARACTERS: [&str; SETS] = [
    // CP1252
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ\
     \u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿\
     ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
     àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
    // MACROMAN
    "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü\
     †°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
     ¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ\
     ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
    // CP1250
    "€\u{81}‚\u{83}„…†‡\u{88}‰Š‹ŚŤŽŹ\u{90}‘’“”•–—\u{98}™š›śťžź\
     \u{A0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{AD}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż\
     ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß\
     ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
    // LATIN2
    "\u{80}\u{81}\u{82}\u{83}\u{84}\u{85}\u{86}\u{87}\u{88}\u{89}\u{8A}\u{8B}\u{8C}\u{8D}\u{8E}\u{8F}\
     \u{90}\u{91}\u{92}\u{93}\u{94}\u{95}\u{96}\u{97}\u{98}\u{99}\u{9A}\u{9B}\u{9C}\u{9D}\u{9E}\u{9F}\
     \u{A0}Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u{AD}ŽŻ°ą˛ł´ľśˇ¸šşťź˝žż\
     ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß\
     ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
    // CP1254
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}\u{8E}\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}\u{9E}Ÿ\
     \u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿\
     ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞß\
     àáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ",
    // CP1257
    "€\u{81}‚\u{83}„…†‡\u{88}‰\u{8A}‹\u{8C}¨ˇ¸\u{90}‘’“”•–—\u{98}™\u{9A}›\u{9C}¯˛\u{9F}\
     \u{A0}¡¢£¤¥¦§Ø©Ŗ«¬\u{AD}®Æ°±²³´µ¶·ø¹ŗ»¼½¾æ\
     ĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕÖ×ŲŁŚŪÜŻŽß\
     ąįāćäåęēčéźėģķīļšńņóōõö÷ųłśūüżž˙",
    // CP1251
    "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\
     \u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї\
     АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
     абвгдежзийклмнопрстуфхцчшщъыьэюя",
    // CP437
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
     áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
     └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
     αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}",
    // CP850
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
     áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
     ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_a_character_for_every_byte() {
        for set in Charset::ALL {
            assert_eq!(CHARACTERS[set as usize].chars().count(), 128, "{set:?}");
            for byte in 0x80..=0xFF_u8 {
                let c = set.character(byte).expect("a character");
                // The two ligatures of MacRoman and its combining-like accents stand outside the tables.
                if slot(c as u32) < SLOTS {
                    assert_eq!(set.byte(c), Some(byte), "{set:?} {byte:X}");
                }
            }
        }
    }

    #[test]
    fn a_pair_knows_its_sets() {
        let sets = |a, b| shared_sets(a, b).iter().collect::<Vec<_>>();
        assert_eq!(sets('Ã', '©'), [Charset::Cp1252, Charset::Cp1254]);
        assert_eq!(sets('√', '©'), [Charset::MacRoman]);
        assert!(shared_sets('é', 'e').is_empty() && shared_sets('日', '本').is_empty());
    }
}
