//! Characters written as HTML entities: a page that was escaped after it was misread has its mojibake in them.

/// The names of U+00A0 to U+00FF in HTML 4, in order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
                     sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute \
                     Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde \
                     Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave \
                     aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth \
                     ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// The names of the characters that windows-1252 has beyond Latin-1.
const WINDOWS: &[(&str, char)] = &[
    ("euro", '€'),
    ("sbquo", '‚'),
    ("fnof", 'ƒ'),
    ("bdquo", '„'),
    ("hellip", '…'),
    ("dagger", '†'),
    ("Dagger", '‡'),
    ("circ", 'ˆ'),
    ("permil", '‰'),
    ("Scaron", 'Š'),
    ("lsaquo", '‹'),
    ("OElig", 'Œ'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bull", '•'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("tilde", '˜'),
    ("trade", '™'),
    ("scaron", 'š'),
    ("rsaquo", '›'),
    ("oelig", 'œ'),
    ("Yuml", 'Ÿ'),
];

/// The longest entity read, in bytes, from `&` to `;`.
const LONGEST: usize = 10;

/// The character beyond ASCII that an entity at the start of `text` stands for, and the length of the entity in bytes.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    let end = bytes.iter().take(LONGEST).position(|&byte| byte == b';')?;
    let name = text.get(..end)?.strip_prefix('&')?;
    let c = if let Some(number) = name.strip_prefix('#') {
        let (digits, radix) =
            number.strip_prefix(['x', 'X']).map_or((number, 10), |hexadecimal| (hexadecimal, 16));
        char::from_u32(u32::from_str_radix(digits, radix).ok()?)?
    } else {
        let latin = || (0xA0..).zip(LATIN.split(' ')).find(|(_, known)| *known == name);
        let windows = || WINDOWS.iter().find(|(known, _)| *known == name);
        latin().and_then(|(code, _)| char::from_u32(code)).or_else(|| windows().map(|(_, c)| *c))?
    };
    (c >= '\u{80}').then_some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::entity;

    #[test]
    fn names_and_numbers_of_characters_beyond_ascii() {
        assert_eq!(entity("&Atilde;&copy;"), Some(('Ã', 8)));
        assert_eq!(entity("&yuml; "), Some(('ÿ', 6)));
        assert_eq!(entity("&#195;&#169;"), Some(('Ã', 6)));
        assert_eq!(entity("&#xE2;"), Some(('â', 6)));
        assert_eq!(entity("&rsquo;"), Some(('’', 7)));
        for not in ["", "&", "&;", "&amp;", "&#38;", "&copy", "& c;", "&#;", "&#xD800;", "&é;", "é;"] {
            assert_eq!(entity(not), None, "{not}");
        }
    }
}
