//! Scripts, as far as invisible characters depend on them. Whole blocks: the ranges need not know which code points are assigned.

/// Chinese, Japanese or Korean: fullwidth forms and the ideographic space belong there.
pub(super) const fn is_cjk(c: char) -> bool {
    matches!(
        c,
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}'
        | '\u{3031}'..='\u{9FFF}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FFDC}' | '\u{1B000}'..='\u{1B16F}' | '\u{20000}'..='\u{3FFFD}'
    )
}

/// Written from right to left.
pub(super) const fn is_right_to_left(c: char) -> bool {
    matches!(
        c,
        '\u{590}'..='\u{61B}' | '\u{61D}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}'
    )
}

/// Words are written without spaces between them, so that a zero width space is where a line may break.
pub(super) const fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        // Thai, Lao; Tibetan; Myanmar; Khmer; Tai Le, New Tai Lue; Khmer symbols, Buginese, Tai Tham; Balinese
        '\u{E00}'..='\u{EFF}' | '\u{F00}'..='\u{FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{1950}'..='\u{1AAF}' | '\u{1B00}'..='\u{1B7F}'
        // Javanese, Myanmar extended B and A, Cham, Tai Viet
        | '\u{A980}'..='\u{AADF}'
    )
}

/// Letters and signs of scripts where a joiner or non-joiner changes the shape or the reading.
pub(super) const fn joins(c: char) -> bool {
    // Arabic digits and punctuation stand inside the blocks below and do not join.
    let stands_alone = matches!(
        c,
        '\u{600}'..='\u{61F}' | '\u{660}'..='\u{66D}' | '\u{6D4}' | '\u{6DD}' | '\u{6F0}'..='\u{6F9}'
    );
    !stands_alone
        && matches!(
            c,
            // Hebrew to Tibetan and Myanmar; Tagalog to Khmer and Mongolian; Limbu to Lepcha; Vedic extensions
            '\u{590}'..='\u{109F}' | '\u{1700}'..='\u{18AF}' | '\u{1900}'..='\u{1C7F}' | '\u{1CC0}'..='\u{1CFF}'
            // Syloti Nagri to Kayah Li; Javanese to Tai Viet; Meetei Mayek
            | '\u{A800}'..='\u{A95F}' | '\u{A980}'..='\u{AAFF}' | '\u{ABC0}'..='\u{ABFF}'
            // Hebrew and Arabic presentation forms
            | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
            // Kharoshthi to Old Uyghur; Brahmi and its descendants; Egyptian quadrats; Adlam
            | '\u{10A00}'..='\u{11FFF}' | '\u{13000}'..='\u{1345F}' | '\u{1E900}'..='\u{1E95F}'
        )
}

/// May stand on either side of the joiner of an emoji sequence.
pub(super) const fn is_pictographic(c: char) -> bool {
    matches!(
        c,
        '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21FF}'
        | '\u{2300}'..='\u{2328}' | '\u{232B}'..='\u{23FF}' | '\u{24C2}' | '\u{25A0}'..='\u{27BF}' | '\u{2934}'..='\u{2935}' | '\u{2B00}'..='\u{2BFF}'
        | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}' | '\u{1F000}'..='\u{1FAFF}'
    )
}
