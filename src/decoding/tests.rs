use super::*;
use encoding_rs::{
    BIG5, EUC_KR, GB18030, ISO_8859_2, KOI8_R, MACINTOSH, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252,
};
use proptest::prelude::*;

fn found(bytes: &[u8]) -> (String, &'static str, Origin, Vec<(usize, usize, usize)>) {
    let Decoded { text, encoding, origin, losses } = decode(bytes, None);
    let losses = losses.into_iter().map(|loss| (loss.bytes.start, loss.bytes.end, loss.at)).collect();
    (text.into_owned(), encoding, origin, losses)
}

fn units(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn whole_utf8_is_borrowed() {
    for text in ["", "plain", "L’été à Kyōto 日本 😀", "a\0b"] {
        let decoded = decode(text.as_bytes(), None);
        assert!(matches!(decoded.text, Cow::Borrowed(same) if same == text));
        assert_eq!((decoded.encoding, decoded.losses.len()), ("UTF-8", 0));
    }
}

#[test]
fn damage_in_utf8_is_located() {
    // A lone byte, an overlong slash, a surrogate, a five-byte form, a cut character: each byte sequence by itself.
    let damaged = "L’été dernier, où ça";
    let (head, tail) = damaged.split_at(6);
    for (bad, losses) in [
        (&b"\xFF"[..], vec![(0, 1)]),
        (b"\xC0\xAF", vec![(0, 1), (1, 2)]),
        (b"\xED\xA0\x80", vec![(0, 1), (1, 2), (2, 3)]),
        (b"\xF8\x88\x80\x80\x80", (0..5).map(|at| (at, at + 1)).collect()),
        (b"\xF0\x9F\x98", vec![(0, 3)]),
        (b"\xF4\x90\x80\x80", (0..4).map(|at| (at, at + 1)).collect()),
    ] {
        let bytes = [head.as_bytes(), bad, tail.as_bytes()].concat();
        let decoded = decode(&bytes, Label::parse("utf-8"));
        assert_eq!(decoded.text, format!("{head}{}{tail}", "\u{FFFD}".repeat(losses.len())));
        let places: Vec<_> =
            decoded.losses.iter().map(|loss| (loss.bytes.start - 6, loss.bytes.end - 6)).collect();
        assert_eq!(places, losses);
        for (index, loss) in decoded.losses.iter().enumerate() {
            assert_eq!(loss.at, 6 + 3 * index);
        }
    }
}

#[test]
fn a_few_broken_characters_do_not_make_it_another_encoding() {
    let (text, encoding, origin, losses) = found(b"L\xE2\x80\x99\xC3\xA9t\xC3\xA9 \xC3 Paris");
    assert_eq!((&*text, encoding, origin), ("L’été \u{FFFD} Paris", "UTF-8", Origin::WellFormed));
    assert_eq!(losses, [(10, 11, 10)]);
}

#[test]
fn byte_order_marks() {
    let text = "Où est l’été ? 😀";
    let utf32 = |big: bool| -> Vec<u8> {
        let unit = |c: char| if big { (c as u32).to_be_bytes() } else { (c as u32).to_le_bytes() };
        format!("\u{FEFF}{text}").chars().flat_map(unit).collect()
    };
    let marked = format!("\u{FEFF}{text}");
    for (bytes, name) in [
        (marked.clone().into_bytes(), "UTF-8"),
        (units(&marked, false), "UTF-16LE"),
        (units(&marked, true), "UTF-16BE"),
        (utf32(false), "UTF-32LE"),
        (utf32(true), "UTF-32BE"),
    ] {
        assert_eq!(found(&bytes), (text.to_owned(), name, Origin::ByteOrderMark, vec![]));
        // The mark outweighs a label.
        assert_eq!(decode(&bytes, Label::parse("koi8-r")).text, text);
    }
}

#[test]
fn wide_text_without_a_mark() {
    let text = "El año pasado llegó a Málaga sin avisar a nadie.";
    for big in [false, true] {
        let name = if big { "UTF-16BE" } else { "UTF-16LE" };
        assert_eq!(found(&units(text, big)), (text.to_owned(), name, Origin::WellFormed, vec![]));
    }
}

#[test]
fn damage_in_wide_text_is_located() {
    let lone: Vec<u8> = [0x41, 0xD83D, 0x42, 0xDE00, 0x43].into_iter().flat_map(u16::to_le_bytes).collect();
    let odd = [&lone[..], b"\x41"].concat();
    let decoded = decode(&odd, Label::parse("utf-16le"));
    assert_eq!(decoded.text, "A\u{FFFD}B\u{FFFD}C\u{FFFD}");
    let places: Vec<_> = decoded.losses.iter().map(|loss| (loss.bytes.clone(), loss.at)).collect();
    assert_eq!(places, [(2..4, 1), (6..8, 5), (10..11, 9)]);
    let numbers: Vec<u8> = [0x41, 0x11_0000, 0xD800].into_iter().flat_map(u32::to_be_bytes).collect();
    let decoded = decode(&numbers, Label::parse("utf-32be"));
    assert_eq!((&*decoded.text, decoded.losses.len()), ("A\u{FFFD}\u{FFFD}", 2));
}

#[test]
fn legacy_encodings_are_detected() {
    let french = "Le président a déclaré à la télévision que l'été serait très sec, même à côté de la forêt.";
    let spanish =
        "El año pasado la población creció más rápido que la economía de la región, según el informe.";
    let russian = "Правительство объявило о новых мерах поддержки экономики в четверг вечером.";
    let japanese = "政府は木曜日の夜、経済を支援するための新しい対策を発表した。";
    for (text, encoding) in [
        (french, WINDOWS_1252),
        (spanish, WINDOWS_1252),
        (russian, WINDOWS_1251),
        (russian, KOI8_R),
        (japanese, SHIFT_JIS),
    ] {
        let (bytes, _, unmapped) = encoding.encode(text);
        assert!(!unmapped);
        let (found, name, origin, losses) = found(&bytes);
        assert_eq!((&*found, origin, losses), (text, Origin::Detected, vec![]), "{name}");
        // The Ukrainian KOI8 has every letter of the Russian one.
        assert_eq!(name.trim_end_matches("-U"), encoding.name().trim_end_matches("-R"));
    }
}

#[test]
fn damage_in_a_legacy_encoding_is_located() {
    let decoded = decode(b"ab\x81\xFFcd\x82", Label::parse("shift_jis"));
    let places: Vec<_> = decoded.losses.iter().map(|loss| (loss.bytes.clone(), loss.at)).collect();
    assert_eq!(decoded.text, "ab\u{FFFD}cd\u{FFFD}");
    assert_eq!(places, [(2..4, 2), (6..7, 7)]);
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(96))]

    /// Whatever the bytes, every replacement character that was not written is located, in order and within bounds.
    #[test]
    fn no_loss_is_silent(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(0), Just(b'e'), Just(0xC3), Just(0xD8), Just(0xEF)], 0..300),
        label in prop::sample::select(vec!["", "utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be", "latin1", "gb18030", "shift_jis", "euc-kr", "big5", "iso-2022-jp"]),
    ) {
        let decoded = decode(&bytes, Label::parse(label));
        let mut end = 0;
        for loss in &decoded.losses {
            prop_assert!(loss.bytes.start >= end && loss.bytes.start < loss.bytes.end && loss.bytes.end <= bytes.len());
            prop_assert!(decoded.text[loss.at..].starts_with(char::REPLACEMENT_CHARACTER));
            end = loss.bytes.end;
        }
        let mut places: Vec<_> = decoded.losses.iter().map(|loss| loss.at).collect();
        places.dedup();
        prop_assert_eq!(places.len(), decoded.losses.len());
        if decoded.encoding == "windows-1252" {
            prop_assert!(decoded.losses.is_empty());
        }
    }

    /// The text that encoding_rs finds, byte for byte, damaged or not.
    #[test]
    fn as_encoding_rs_decodes(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        text in "[a-zàéèñçœßŁждЯ日本語한국 .]{0,60}",
    ) {
        for encoding in [encoding_rs::UTF_8, WINDOWS_1252, WINDOWS_1251, ISO_8859_2, MACINTOSH, KOI8_R, SHIFT_JIS, GB18030, BIG5, EUC_KR] {
            let (encoded, _, _) = encoding.encode(&text);
            for bytes in [&bytes[..], &encoded] {
                let (want, damaged) = encoding.decode_without_bom_handling(bytes);
                let decoded = Label::parse(encoding.name()).map(|label| label.0.decode(bytes, 0));
                let (text, losses) = decoded.expect("its name is a label");
                prop_assert_eq!(text, want, "{}", encoding.name());
                prop_assert_eq!(!losses.is_empty(), damaged);
            }
        }
        let wide = units(&text, true);
        prop_assert_eq!(decode(&wide, Label::parse("utf-16be")).text, encoding_rs::UTF_16BE.decode_without_bom_handling(&wide).0);
    }
}
