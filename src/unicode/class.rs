//! What a character is to the cleanup.

use std::iter::once;
use std::sync::OnceLock;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, is_nfc_quick};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// Nothing happens to it, and no rule looks past it.
    Plain,
    Dot,
    /// May begin a character reference.
    Ampersand,
    /// A space of any width, or a tab.
    Space,
    LineFeed,
    /// Every other character that ends a line.
    Break,
    Control,
    Escape,
    /// Has neither width nor a use in running text.
    Invisible,
    /// LRM, RLM, ALM.
    Direction,
    /// Embeddings and overrides, and what ends them.
    Embedding,
    /// Isolates, and what ends them.
    Isolate,
    /// ZERO WIDTH SPACE.
    WordBreak,
    /// ZERO WIDTH JOINER and NON-JOINER.
    Joiner,
    Tag,
    Ligature,
    Fullwidth,
    /// Variation selectors and the enclosing keycap: they belong to what precedes.
    Extend,
    /// A mark that NFC only moves.
    Mark,
    /// NFC may compose, decompose or replace it.
    Unsettled,
}

impl Class {
    /// Without width of its own and left out when the neighbours of a character are sought.
    pub(super) const fn is_transparent(self) -> bool {
        matches!(
            self,
            Self::Direction
                | Self::Embedding
                | Self::Isolate
                | Self::WordBreak
                | Self::Joiner
                | Self::Tag
                | Self::Extend
                | Self::Mark
                | Self::Invisible
        )
    }

    /// Whether what becomes of it depends on its neighbours.
    pub(super) const fn is_contextual(self) -> bool {
        matches!(self, Self::Direction | Self::Isolate | Self::WordBreak | Self::Joiner | Self::Tag)
    }
}

pub(super) fn class(c: char) -> Class {
    match page(c) {
        Some((page, k)) => page.class[k],
        None => classify(c, Settled::Starter),
    }
}

fn classify(c: char, settled: Settled) -> Class {
    match c {
        '.' => Class::Dot,
        '&' => Class::Ampersand,
        '\n' => Class::LineFeed,
        '\u{1B}' => Class::Escape,
        '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Break,
        '\u{AD}' | '\u{FEFF}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' => Class::Invisible,
        _ if is_space(c) => Class::Space,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Class::Control,
        ..='\u{2FF}' => Class::Plain,
        '\u{61C}' | '\u{200E}' | '\u{200F}' => Class::Direction,
        '\u{202A}'..='\u{202E}' => Class::Embedding,
        '\u{2066}'..='\u{2069}' => Class::Isolate,
        '\u{200B}' => Class::WordBreak,
        '\u{200C}' | '\u{200D}' => Class::Joiner,
        '\u{E0001}' | '\u{E0020}'..='\u{E007F}' => Class::Tag,
        '\u{FB00}'..='\u{FB06}' => Class::Ligature,
        '\u{FF01}'..='\u{FF5E}' => Class::Fullwidth,
        '\u{20E3}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => Class::Extend,
        _ => match settled {
            Settled::Starter => Class::Plain,
            Settled::Mark => Class::Mark,
            Settled::Replaced | Settled::No => Class::Unsettled,
        },
    }
}

pub(super) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Whether a line ends at the character, or may: a C1 byte 85 can be an ellipsis as well.
pub(super) const fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// How far a character is from being changed by NFC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Settled {
    /// Combining class 0 and `NFC_Quick_Check=Yes`: text can be cut before it.
    Starter,
    /// Another combining class and `NFC_Quick_Check=Yes`: only the order matters.
    Mark,
    /// Replaced by something that begins with a `Starter`: text can be cut before it as well.
    Replaced,
    No,
}

impl Settled {
    /// Whether nothing before the character can combine with it.
    pub(super) const fn begins(self) -> bool {
        matches!(self, Self::Starter | Self::Replaced)
    }
}

const PAGE: usize = 256;
/// Planes 0 to 2; above them nothing composes or moves.
const PAGES: usize = 0x3_0000 / PAGE;

#[derive(Debug)]
struct Page {
    class: [Class; PAGE],
    settled: [Settled; PAGE],
}

/// Filled page by page on first use from `unicode-normalization`, so that both always agree and start-up costs nothing.
static TABLE: [OnceLock<Page>; PAGES] = [const { OnceLock::new() }; PAGES];

#[inline]
fn page(c: char) -> Option<(&'static Page, usize)> {
    let number = c as usize / PAGE;
    Some((TABLE.get(number)?.get_or_init(|| Page::new(number)), c as usize % PAGE))
}

pub(super) fn settled(c: char) -> Settled {
    page(c).map_or(Settled::Starter, |(page, k)| page.settled[k])
}

impl Page {
    #[cold]
    fn new(number: usize) -> Self {
        let mut page = Self { class: [Class::Plain; PAGE], settled: [Settled::Starter; PAGE] };
        for k in 0..PAGE {
            if let Some(c) = char::from_u32((number * PAGE + k) as u32) {
                page.settled[k] = settle(c);
                page.class[k] = classify(c, page.settled[k]);
            }
        }
        page
    }
}

/// The first character of the canonical decomposition.
fn first_part(c: char) -> char {
    let mut first = None;
    decompose_canonical(c, |part| first = first.or(Some(part)));
    first.unwrap_or(c)
}

/// A mark, or what decomposes into marks: NFC may move it, but it never stands for itself.
pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && canonical_combining_class(first_part(c)) != 0
}

fn settle(c: char) -> Settled {
    let first = first_part(c);
    let allowed = |c| is_nfc_quick(once(c)) == IsNormalized::Yes;
    let starter = |c| canonical_combining_class(c) == 0;
    match (allowed(c), starter(c)) {
        (true, true) => Settled::Starter,
        (true, false) => Settled::Mark,
        (false, true) if allowed(first) && starter(first) => Settled::Replaced,
        _ => Settled::No,
    }
}

#[cfg(test)]
mod tests {
    use super::{Settled, settled};

    #[test]
    fn normalization_properties() {
        let of = |chars: &str| chars.chars().map(settled).collect::<Vec<_>>();
        assert_eq!(of("a\u{E9}\u{AC00}\u{1F600}"), [Settled::Starter; 4]);
        assert_eq!(of("\u{327}\u{301}"), [Settled::No; 2]);
        assert_eq!(of("\u{316}\u{64B}"), [Settled::Mark; 2]);
        assert_eq!(of("\u{212A}\u{958}\u{F900}\u{2000}"), [Settled::Replaced; 4]);
        assert_eq!(of("\u{344}\u{1161}\u{3099}"), [Settled::No; 3]);
    }
}
