//! From bytes to text: byte order marks, declared labels, detection. What cannot be decoded is counted and located, never
//! lost in silence.
//!
//! ```
//! use unisono::decoding::{Label, Origin, decode};
//!
//! let found = decode(b"L'\xE9t\xE9 \xE0 Paris", None);
//! assert_eq!((&*found.text, found.encoding, found.origin), ("L'été à Paris", "windows-1252", Origin::Detected));
//! let declared = decode(b"caf\x8E", Label::parse("macintosh"));
//! assert_eq!(declared.text, "café");
//! assert!(declared.losses.is_empty());
//! ```
//!
//! A byte order mark outweighs a declared label, and a label outweighs what the bytes look like. Without either, bytes
//! that are UTF-8 are UTF-8, with a few damaged characters too; other bytes are in the legacy encoding that explains them
//! best. Labels are those of the web: `latin1` and `iso-8859-1` mean windows-1252.

mod choose;
mod utf8;
mod wide;

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use wide::{Order, Width};

/// Text, and how it was found in the bytes.
///
/// ```
/// let decoded = unisono::decoding::decode("\u{FEFF}Rabat".as_bytes(), None);
/// assert_eq!((&*decoded.text, decoded.encoding), ("Rabat", "UTF-8"));
/// assert_eq!(decoded.origin, unisono::decoding::Origin::ByteOrderMark);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoded<'b> {
    /// The text without its byte order mark; borrowed when the bytes are UTF-8.
    pub text: Cow<'b, str>,
    /// The name of the encoding, as the Encoding Standard of the web has it, or `UTF-32LE`, `UTF-32BE`.
    pub encoding: &'static str,
    /// What told the encoding.
    pub origin: Origin,
    /// What could not be decoded, in order: each has one U+FFFD in the text.
    pub losses: Vec<Loss>,
}

/// Bytes that are no character in the encoding.
///
/// ```
/// let decoded = unisono::decoding::decode("Prix\u{A0}: 3\u{202F}€ l’été".as_bytes(), None);
/// assert!(decoded.losses.is_empty());
/// let decoded = unisono::decoding::decode(b"d\xC3\xA9j\xC3\xA0 vu\xC3", None);
/// assert_eq!(decoded.text, "déjà vu\u{FFFD}");
/// assert_eq!((decoded.losses[0].bytes.clone(), decoded.losses[0].at), (9..10, 9));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Loss {
    /// Where they are in the input, in bytes.
    pub bytes: Range<usize>,
    /// Where their U+FFFD is in the text, in bytes.
    pub at: usize,
}

/// What told the encoding of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// The first bytes.
    ByteOrderMark,
    /// The caller.
    Label,
    /// The bytes are well-formed in it, or nearly.
    WellFormed,
    /// The distribution of the bytes: a guess.
    Detected,
}

/// An encoding that a header, a page or a user names.
///
/// ```
/// use unisono::decoding::Label;
///
/// assert_eq!(Label::parse(" Latin1 ").map(Label::name), Some("windows-1252"));
/// assert_eq!(Label::parse("utf8").map(Label::name), Some("UTF-8"));
/// assert_eq!(Label::parse("UTF-32LE").map(Label::name), Some("UTF-32LE"));
/// assert_eq!(Label::parse("no such encoding"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label(Choice);

/// How bytes are decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Utf8,
    Wide(Width, Order),
    Legacy(&'static Encoding),
}

impl Label {
    /// The encoding of that name, in any case; `None` where there is none.
    ///
    /// ```
    /// assert!(unisono::decoding::Label::parse("shift_jis").is_some());
    /// ```
    pub fn parse(name: &str) -> Option<Self> {
        let lower = name.trim().to_ascii_lowercase();
        match &*lower {
            "utf-32" | "utf-32le" | "utf32" => return Some(Self(Choice::Wide(Width::Four, Order::Little))),
            "utf-32be" => return Some(Self(Choice::Wide(Width::Four, Order::Big))),
            _ => {}
        }
        let encoding = Encoding::for_label_no_replacement(lower.as_bytes())?;
        Some(Self(match encoding {
            _ if encoding == UTF_8 => Choice::Utf8,
            _ if encoding == UTF_16LE => Choice::Wide(Width::Two, Order::Little),
            _ if encoding == UTF_16BE => Choice::Wide(Width::Two, Order::Big),
            _ => Choice::Legacy(encoding),
        }))
    }

    /// The name of the encoding, as the Encoding Standard has it.
    ///
    /// ```
    /// assert_eq!(unisono::decoding::Label::parse("cp1251").map(|label| label.name()), Some("windows-1251"));
    /// ```
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl Choice {
    fn name(self) -> &'static str {
        match self {
            Self::Utf8 => UTF_8.name(),
            Self::Wide(width, order) => wide::name(width, order),
            Self::Legacy(encoding) => encoding.name(),
        }
    }

    fn decode(self, bytes: &[u8], skipped: usize) -> (Cow<'_, str>, Vec<Loss>) {
        match self {
            Self::Utf8 => utf8::decode(bytes, skipped),
            Self::Wide(width, order) => wide::decode(bytes, skipped, width, order),
            Self::Legacy(encoding) => legacy(bytes, skipped, encoding),
        }
    }
}

/// The text of some bytes. Nothing fails: what is no character becomes U+FFFD and a [`Loss`].
///
/// ```
/// use unisono::decoding::{Label, decode};
///
/// let wide: Vec<u8> = "Où ?".encode_utf16().flat_map(u16::to_be_bytes).collect();
/// assert_eq!(decode(&wide, Label::parse("utf-16be")).text, "Où ?");
/// // A byte order mark outweighs the label.
/// assert_eq!(decode("\u{FEFF}é".as_bytes(), Label::parse("latin1")).text, "é");
/// ```
pub fn decode(bytes: &[u8], label: Option<Label>) -> Decoded<'_> {
    let (choice, origin, skipped) = match (choose::byte_order_mark(bytes), label) {
        (Some((choice, length)), _) => (choice, Origin::ByteOrderMark, length),
        (None, Some(label)) => (label.0, Origin::Label, 0),
        (None, None) => {
            let (choice, origin) = choose::by_content(bytes);
            (choice, origin, 0)
        }
    };
    let (text, losses) = choice.decode(bytes.get(skipped..).unwrap_or_default(), skipped);
    Decoded { text, encoding: choice.name(), origin, losses }
}

/// An encoding of the time before Unicode.
fn legacy<'b>(bytes: &'b [u8], skipped: usize, encoding: &'static Encoding) -> (Cow<'b, str>, Vec<Loss>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut losses: Vec<Loss> = Vec::new();
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        // Room for the worst case, so that the output is never full for long.
        let room = decoder.max_utf8_buffer_length_without_replacement(rest.len().min(1 << 16));
        text.reserve(room.unwrap_or(1 << 18));
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return (Cow::Owned(text), losses),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, behind) => {
                let end = at.saturating_sub(usize::from(behind));
                let start = end.saturating_sub(usize::from(length));
                losses.push(Loss { bytes: skipped + start..skipped + end, at: text.len() });
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}

#[cfg(test)]
mod tests;
