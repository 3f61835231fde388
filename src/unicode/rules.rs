//! The rules of the Unicode cleanup: one stable id for every kind of edit.

macro_rules! rules {
    ($($name:ident $id:literal $about:literal)*) => {
        /// The cause of one edit.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Rule {
            $($name,)*
        }

        impl Rule {
            /// Whether it decodes a character reference.
            pub(super) const fn is_entity(self) -> bool {
                matches!(self, Self::EntityNamed | Self::EntityNumeric | Self::EntityDouble)
            }

            pub(super) const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }
        }

        /// Every rule of the capability: its id, stable across versions, and what it does in one line.
        ///
        /// ```
        /// use unisono::unicode::RULES;
        ///
        /// assert!(RULES.iter().any(|(id, _)| *id == "space.doubled-stop"));
        /// ```
        pub const RULES: &[(&str, &str)] = &[$(($id, $about),)*];
    };
}

rules! {
    EntityNamed "entity.named" "a named character reference of HTML is decoded"
    EntityNumeric "entity.numeric" "a numeric character reference of HTML is decoded, 80 to 9F as windows-1252"
    EntityDouble "entity.double-escaped" "a character reference whose ampersand was escaped is decoded as often as it was escaped"
    Ansi "control.ansi" "terminal escape sequences are removed whole"
    C0 "control.c0" "C0 controls other than line feed and tab are removed"
    C1 "control.c1" "a C1 control becomes the windows-1252 character of its byte, or is removed where there is none"
    Delete "control.delete" "DEL is removed"
    CarriageReturn "line.cr" "a lone carriage return becomes a line feed"
    Crlf "line.crlf" "carriage return and line feed become one line feed"
    VerticalTab "line.vt" "a vertical tab becomes a line feed"
    FormFeed "line.ff" "a form feed becomes a line feed"
    NextLine "line.nel" "NEXT LINE becomes a line feed"
    LineSeparator "line.ls" "LINE SEPARATOR becomes a line feed"
    ParagraphSeparator "line.ps" "PARAGRAPH SEPARATOR becomes a line feed"
    Bom "invisible.bom" "a byte order mark (zero width no-break space) is removed"
    SoftHyphen "invisible.soft-hyphen" "a soft hyphen is removed"
    WordJoiner "invisible.word-joiner" "a word joiner is removed"
    Operator "invisible.operator" "an invisible mathematical operator is removed"
    Deprecated "invisible.deprecated" "a deprecated format control (U+206A..U+206F) is removed"
    ZeroWidthSpace "invisible.zwsp" "a zero width space is removed, except in scripts that write words without spaces"
    Joiner "invisible.joiner" "a zero width (non-)joiner is removed between characters that do not join"
    Tag "invisible.tag" "tag characters outside the flag of a region are removed"
    Override "bidi.override" "a bidirectional override is removed"
    Embedding "bidi.embedding" "a bidirectional embedding is removed"
    Isolate "bidi.isolate" "a bidirectional isolate is removed, except a matched pair in right-to-left text"
    DirectionMark "bidi.mark" "a direction mark is removed in left-to-right text"
    Ligature "ligature" "a Latin presentation ligature is split into its letters"
    Fullwidth "width.fullwidth" "a fullwidth form of ASCII becomes ASCII in a line without Chinese, Japanese or Korean"
    Nfc "nfc" "characters are composed to normalization form C"
    Nfd "nfd" "characters are decomposed to normalization form D, where the policy asks for it"
    Nfkc "nfkc" "characters are replaced by compatible ones and composed to normalization form KC, where the policy asks for it"
    Nfkd "nfkd" "characters are replaced by compatible ones and decomposed to normalization form KD, where the policy asks for it"
    SpaceRun "space.run" "a run of spaces becomes one"
    NoBreak "space.nbsp" "a no-break space between words becomes a space"
    OddSpace "space.odd" "a typographic space becomes a space, or a no-break one inside a number or before a mark"
    LineStart "space.line-start" "spaces at the start of a line are removed"
    LineEnd "space.line-end" "spaces at the end of a line are removed"
    DoubledStop "space.doubled-stop" "a full stop, spaces and a second full stop become one full stop"
    BlankRuns "blank-runs" "three and more line feeds become two; blanks at both ends of the text are removed"
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn ids_are_unique_and_plain() {
        for (n, (id, about)) in RULES.iter().enumerate() {
            assert!(
                id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-'),
                "{id}"
            );
            assert!(!about.is_empty() && RULES.iter().skip(n + 1).all(|(other, _)| other != id), "{id}");
        }
    }
}
