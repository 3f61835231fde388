//! UTF-16 and UTF-32.

use super::Loss;
use std::borrow::Cow;

/// Bytes of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    Two,
    Four,
}

/// Which byte of a unit comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

pub(super) const fn name(width: Width, order: Order) -> &'static str {
    match (width, order) {
        (Width::Two, Order::Little) => "UTF-16LE",
        (Width::Two, Order::Big) => "UTF-16BE",
        (Width::Four, Order::Little) => "UTF-32LE",
        (Width::Four, Order::Big) => "UTF-32BE",
    }
}

/// The text. Half a pair of surrogates, a number that is no character and the bytes of half a unit are losses.
pub(super) fn decode(
    bytes: &[u8],
    skipped: usize,
    width: Width,
    order: Order,
) -> (Cow<'static, str>, Vec<Loss>) {
    let mut text = String::with_capacity(bytes.len());
    let mut losses = Vec::new();
    let size = match width {
        Width::Two => 2,
        Width::Four => 4,
    };
    let unit = |at: usize| -> Option<u32> {
        let unit = bytes.get(at..at + size)?.iter();
        let join = |value: u32, byte: &u8| value << 8 | u32::from(*byte);
        Some(if order == Order::Big { unit.fold(0, join) } else { unit.rev().fold(0, join) })
    };
    let mut at = 0;
    while at < bytes.len() {
        let (c, length) = match unit(at) {
            Some(high @ 0xD800..0xDC00) if width == Width::Two => match unit(at + 2) {
                Some(low @ 0xDC00..0xE000) => {
                    (char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)), 4)
                }
                _ => (None, 2),
            },
            Some(value) => (char::from_u32(value), size),
            None => (None, bytes.len() - at),
        };
        if c.is_none() {
            losses.push(Loss { bytes: skipped + at..skipped + at + length, at: text.len() });
        }
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
        at += length;
    }
    (Cow::Owned(text), losses)
}
