//! What a character is to the cleanup.

use std::iter::once;
use std::sync::OnceLock;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, is_nfc_quick};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Nothing happens to it, and no rule looks past it.
    Plain,
    Dot,
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
    match c {
        '.' => Class::Dot,
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
        _ => match settled(c) {
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
    no: [u64; PAGE / 64],
    cut: [u64; PAGE / 64],
}

/// Filled page by page on first use from `unicode-normalization`, so that both always agree and start-up costs nothing.
static TABLE: [OnceLock<Page>; PAGES] = [const { OnceLock::new() }; PAGES];

pub(super) fn settled(c: char) -> Settled {
    let code = c as usize;
    let Some(page) = TABLE.get(code / PAGE) else { return Settled::Starter };
    let page = page.get_or_init(|| Page::new(code / PAGE));
    let (word, bit) = ((code % PAGE) / 64, code % 64);
    match (page.no[word] >> bit & 1, page.cut[word] >> bit & 1) {
        (0, 1) => Settled::Starter,
        (0, _) => Settled::Mark,
        (_, 1) => Settled::Replaced,
        _ => Settled::No,
    }
}

impl Page {
    fn new(number: usize) -> Self {
        let mut page = Self { no: [0; PAGE / 64], cut: [0; PAGE / 64] };
        for k in 0..PAGE {
            let Some(c) = char::from_u32((number * PAGE + k) as u32) else { continue };
            let mut first = None;
            decompose_canonical(c, |part| first = first.or(Some(part)));
            let first = first.unwrap_or(c);
            let kept = is_nfc_quick(once(c)) == IsNormalized::Yes;
            page.no[k / 64] |= u64::from(!kept) << (k % 64);
            let cut = is_nfc_quick(once(first)) == IsNormalized::Yes && canonical_combining_class(first) == 0;
            page.cut[k / 64] |= u64::from(cut && canonical_combining_class(c) == 0) << (k % 64);
        }
        page
    }
}
