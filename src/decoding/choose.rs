//! Which encoding bytes are in.

use super::wide::{Order, Width};
use super::{Choice, Origin, utf8};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::UTF_8;

/// Bytes that detection looks at: it is slow, and more do not help.
const SAMPLE: usize = 64 << 10;

/// What a byte order mark says, and its length.
pub(super) fn byte_order_mark(bytes: &[u8]) -> Option<(Choice, usize)> {
    Some(match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (Choice::Utf8, 3),
        // Before UTF-16, whose mark this starts with: a text does not start with NUL.
        [0xFF, 0xFE, 0, 0, ..] => (Choice::Wide(Width::Four, Order::Little), 4),
        [0, 0, 0xFE, 0xFF, ..] => (Choice::Wide(Width::Four, Order::Big), 4),
        [0xFF, 0xFE, ..] => (Choice::Wide(Width::Two, Order::Little), 2),
        [0xFE, 0xFF, ..] => (Choice::Wide(Width::Two, Order::Big), 2),
        _ => return None,
    })
}

/// What the bytes look like.
pub(super) fn by_content(bytes: &[u8]) -> (Choice, Origin) {
    if let Some(wide) = zeros(bytes) {
        return (wide, Origin::WellFormed);
    }
    if simdutf8::basic::from_utf8(bytes).is_ok() {
        return (Choice::Utf8, Origin::WellFormed);
    }
    let (whole, broken) = utf8::quality(bytes);
    if nearly(whole, broken) {
        return (Choice::Utf8, Origin::WellFormed);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // From the first byte beyond ASCII on, which is all that tells encodings apart.
    let first = bytes.iter().position(|&byte| byte >= 0x80).unwrap_or(0);
    let start = first.saturating_sub(64);
    let sample = bytes.get(start..bytes.len().min(start + SAMPLE)).unwrap_or_default();
    detector.feed(sample, start + sample.len() == bytes.len());
    match detector.guess(None, Utf8Detection::Deny) {
        encoding if encoding == UTF_8 => (Choice::Utf8, Origin::Detected),
        encoding => (Choice::Legacy(encoding), Origin::Detected),
    }
}

/// UTF-8 with damage: far more whole characters than broken ones. In a text of one byte a character hardly any two make
/// a whole one by chance.
const fn nearly(whole: usize, broken: usize) -> bool {
    whole >= 2 && whole >= broken * 2
}

/// UTF-16 or UTF-32 without a byte order mark, by where its zeros are.
fn zeros(bytes: &[u8]) -> Option<Choice> {
    let sample = bytes.get(..bytes.len().min(4096) & !3)?;
    if sample.len() < 8 || !sample.contains(&0) {
        return None;
    }
    let mut zeros = [0_usize; 4];
    for four in sample.chunks_exact(4) {
        for (count, &byte) in zeros.iter_mut().zip(four) {
            *count += usize::from(byte == 0);
        }
    }
    let all = sample.len() / 4;
    // Nine in ten of the high bytes of news in Latin script are zero, and next to none of the low ones.
    let most = |count: usize| count * 10 >= all * 9;
    let few = |count: usize| count * 20 <= all;
    match zeros {
        [a, b, c, d] if few(a) && most(b) && few(c) && most(d) => {
            Some(Choice::Wide(Width::Two, Order::Little))
        }
        [a, b, c, d] if most(a) && few(b) && most(c) && few(d) => Some(Choice::Wide(Width::Two, Order::Big)),
        [a, _, c, d] if few(a) && most(c) && most(d) => Some(Choice::Wide(Width::Four, Order::Little)),
        [a, b, _, d] if most(a) && most(b) && few(d) => Some(Choice::Wide(Width::Four, Order::Big)),
        _ => None,
    }
}
