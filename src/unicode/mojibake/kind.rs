//! What kind of character a repair would put in: only what texts are made of counts as a repair.

/// The kind of a character that mojibake may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A letter of a European language in Latin script.
    Latin,
    /// A sign of Latin-1, or a no-break space.
    Sign,
    /// Punctuation, currencies, arrows, mathematical signs, pictographs of the first plane.
    Punctuation,
    /// Pictographs and ideographs beyond the first plane.
    Pictograph,
    /// Byte order mark, variation selector, replacement character.
    Format,
    /// A byte that windows-1252 does not have: part of a text that was misread once more.
    Control,
    /// A combining mark.
    Combining,
    /// A letter of another script: the number tells scripts apart.
    Script(u8),
    /// What news does not hold.
    Rare,
}

impl Kind {
    pub(super) const GREEK: Self = Self::Script(0);
    pub(super) const CYRILLIC: Self = Self::Script(1);

    pub(super) const fn of(c: char) -> Self {
        match c {
            '\u{80}'..='\u{9F}' => Self::Control,
            '\u{A0}'..='\u{BF}' | '×' | '÷' => Self::Sign,
            '\u{C0}'..='\u{17E}' | '\u{1A0}' | '\u{1A1}' | '\u{1AF}' | '\u{1B0}' | '\u{218}'..='\u{21B}' => {
                Self::Latin
            }
            '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            '\u{300}'..='\u{36F}' => Self::Combining,
            '\u{384}'..='\u{3CE}' | '\u{1F00}'..='\u{1FFF}' => Self::GREEK,
            '\u{400}'..='\u{4FF}' => Self::CYRILLIC,
            '\u{531}'..='\u{58F}' => Self::Script(2),
            '\u{591}'..='\u{5F4}' => Self::Script(3),
            '\u{600}'..='\u{6FF}'
            | '\u{750}'..='\u{77F}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}' => Self::Script(4),
            // The Indic blocks, Thai, Lao, Tibetan, Burmese, Georgian: 128 code points each, one script.
            '\u{900}'..='\u{10FF}' => Self::Script(8 + ((c as u32 - 0x900) / 0x80) as u8),
            '\u{1200}'..='\u{137F}' => Self::Script(5),
            '\u{1780}'..='\u{17FF}' => Self::Script(6),
            '\u{1100}'..='\u{11FF}'
            | '\u{2E80}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7A3}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FF01}'..='\u{FFEF}' => Self::Script(7),
            '\u{192}'
            | '\u{FB00}'..='\u{FB06}'
            | '\u{2C6}'
            | '\u{2DC}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2010}'..='\u{2027}'
            | '\u{202F}'..='\u{205E}'
            | '\u{2002}'..='\u{200A}'
            | '\u{20A0}'..='\u{20C0}'
            | '\u{2070}'..='\u{209C}'
            | '\u{2100}'..='\u{214F}'
            | '\u{2150}'..='\u{215F}'
            | '\u{2190}'..='\u{23FF}'
            | '\u{2460}'..='\u{27BF}'
            | '\u{27F0}'..='\u{28FF}'
            | '\u{2900}'..='\u{297F}'
            | '\u{2B00}'..='\u{2BFF}' => Self::Punctuation,
            '\u{FEFF}' | '\u{FE0E}' | '\u{FE0F}' | '\u{FFFD}' => Self::Format,
            '\u{1F000}'..='\u{1FAFF}' | '\u{20000}'..='\u{2FFFF}' => Self::Pictograph,
            _ => Self::Rare,
        }
    }
}
