//! Which formats there are, and the encoding of their files.

use std::borrow::Cow;
use std::path::Path;

use super::error::TermBaseError;

/// A format of term bases.
///
/// ```
/// use unisono::termbase::Format;
/// assert_eq!(Format::of_path("names.tbx"), Some(Format::Tbx));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated, a column for each language, with or without `id`, `kind` and `status`; also the exports of
    /// `DeepL` (source, target, language of the one, language of the other) and tables with `source` and `target`.
    Csv,
    /// The same with tabs.
    Tsv,
    /// `TermBase` eXchange, ISO 30042:2019, style DCA; read in both styles and in the older `martif` form.
    Tbx,
    /// Translation Memory eXchange 1.4: one `tu` for each row of names, `tuid` its id.
    Tmx,
    /// One object a line: `id`, `kind`, `names` by language (the preferred name first), `deprecated` by language.
    JsonLines,
    /// SKOS in Turtle; only written.
    Skos,
}

impl Format {
    /// The format of a file by its name's extension: csv, tsv, tbx, tmx, jsonl, ttl.
    ///
    /// ```
    /// use unisono::termbase::Format;
    /// assert_eq!(Format::of_path("names.txt"), None);
    /// ```
    pub fn of_path(path: impl AsRef<Path>) -> Option<Self> {
        let extension = path.as_ref().extension()?.to_str()?.to_ascii_lowercase();
        Some(match extension.as_str() {
            "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "tbx" => Self::Tbx,
            "tmx" => Self::Tmx,
            "jsonl" => Self::JsonLines,
            "ttl" => Self::Skos,
            _ => return None,
        })
    }
}

/// UTF-8, or UTF-16 where a byte order mark says so, as older tools of translators write it.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, TermBaseError> {
    let wide = match bytes {
        [0xFF, 0xFE, rest @ ..] => Some((rest, u16::from_le_bytes as fn([u8; 2]) -> u16)),
        [0xFE, 0xFF, rest @ ..] => Some((rest, u16::from_be_bytes as fn([u8; 2]) -> u16)),
        _ => None,
    };
    if let Some((rest, unit)) = wide {
        let (pairs, odd) = rest.as_chunks::<2>();
        let text = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<String, _>>();
        return match text {
            Ok(text) if odd.is_empty() => Ok(Cow::Owned(text)),
            _ => Err(TermBaseError::whole("damaged UTF-16: half a character, or an odd number of bytes")),
        };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text.strip_prefix('\u{FEFF}').unwrap_or(text))),
        Err(error) => {
            let line = memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count() + 1;
            Err(TermBaseError::at(line, "not UTF-8; save the file as UTF-8 and try again"))
        }
    }
}
