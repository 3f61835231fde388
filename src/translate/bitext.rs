//! A document and its translation side by side, as JSON Lines or TMX, with where each sentence's translation is from.

use std::fmt::Write as _;

use crate::Document;
use crate::document::{TranslatedSegment, Translation};

/// How a bitext is written.
///
/// ```
/// use unisono::translate::Bitext;
/// assert_eq!(Bitext::of_extension("tmx"), Some(Bitext::Tmx));
/// assert_eq!(Bitext::of_extension("doc"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Bitext {
    /// One object for each sentence: both texts and their languages, the engine, what was repaired, what is doubtful.
    #[cfg(feature = "config")]
    JsonLines,
    /// TMX 1.4b: a unit for each sentence that was translated; a translation memory.
    Tmx,
}

impl Bitext {
    /// The format of files with this extension.
    ///
    /// ```
    /// assert_eq!(unisono::translate::Bitext::of_extension(""), None);
    /// ```
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension {
            #[cfg(feature = "config")]
            "jsonl" => Some(Self::JsonLines),
            "tmx" => Some(Self::Tmx),
            _ => None,
        }
    }

    /// The document beside its translation; empty JSON Lines, or TMX without a unit, when it has none.
    ///
    /// ```
    /// use unisono::{Document, translate::Bitext};
    /// let tmx = Bitext::Tmx.write(&Document::new("Rabat")?);
    /// assert!(tmx.contains("<body>\n</body>"));
    /// # Ok::<(), unisono::document::TooLong>(())
    /// ```
    pub fn write(self, document: &Document) -> String {
        let translation = document.translation();
        let rows = translation.iter().flat_map(|translation| {
            translation.segments.iter().map(|segment| Row::new(document, translation, segment))
        });
        match self {
            #[cfg(feature = "config")]
            Self::JsonLines => rows.map(|row| row.json_line()).collect(),
            Self::Tmx => tmx(rows),
        }
    }
}

/// A sentence beside its translation.
struct Row<'d> {
    source: &'d str,
    target: &'d str,
    to: crate::Language,
    segment: &'d TranslatedSegment,
}

impl<'d> Row<'d> {
    fn new(document: &'d Document, translation: &'d Translation, segment: &'d TranslatedSegment) -> Self {
        let source = document.text().get(segment.source.range()).unwrap_or_default();
        let target = translation.text.get(segment.target.range()).unwrap_or_default();
        Self { source, target, to: translation.language, segment }
    }

    #[cfg(feature = "config")]
    fn json_line(&self) -> String {
        let segment = self.segment;
        let mut line = serde_json::json!({
            "source": self.source,
            "target": self.target,
            "source_language": segment.language.to_string(),
            "target_language": self.to.to_string(),
            "engine": segment.engine.as_deref().unwrap_or("none"),
            "repairs": segment.repairs,
            "flags": segment.flags,
            "error": segment.error,
        })
        .to_string();
        line.push('\n');
        line
    }
}

/// Sentences that were not translated are no units: a memory would learn that they stay as they are.
fn tmx<'d>(rows: impl Iterator<Item = Row<'d>>) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n<header creationtool=\"unisono\" \
         creationtoolversion=\"{}\" segtype=\"sentence\" o-tmf=\"unisono\" adminlang=\"en\" srclang=\"*all*\" \
         datatype=\"plaintext\"/>\n<body>\n",
        env!("CARGO_PKG_VERSION")
    );
    for Row { source, target, to, segment } in rows {
        let Some(engine) = &segment.engine else { continue };
        if segment.error.is_some() || segment.flags.contains(&"untranslated") {
            continue;
        }
        out.push_str("<tu>\n");
        let mut property = |kind: &str, value: &str| {
            if !value.is_empty() {
                let _ = writeln!(out, "  <prop type=\"x-{kind}\">{}</prop>", escaped(value));
            }
        };
        let (repairs, flags) = (segment.repairs.join(" "), segment.flags.join(" "));
        property("engine", engine);
        property("repairs", &repairs);
        property("flags", &flags);
        for (language, text) in [(segment.language, source), (to, target)] {
            let _ = writeln!(out, "  <tuv xml:lang=\"{language}\"><seg>{}</seg></tuv>", escaped(text));
        }
        out.push_str("</tu>\n");
    }
    out.push_str("</body>\n</tmx>\n");
    out
}

/// XML has no place for most control characters; they become U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            c if c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}
