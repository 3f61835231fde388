//! The checks of the fuzz targets, on bounded random input: pieces of what stages look for, and any bytes.
//!
//! `UNISONO_FUZZ=20000 cargo test --features cli --test fuzz` runs so many cases of each.
#![allow(clippy::pedantic, clippy::unwrap_used)]

#[path = "fuzz/checks.rs"]
mod checks;

use proptest::prelude::*;

/// What parsers and rules look for.
const PIECES: &[&str] = &[
    " ",
    "\n",
    "\r\n",
    "\t",
    "\u{A0}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{202E}",
    "e\u{301}",
    "Ã©",
    "â€™",
    "Ð¸",
    "ﬁ",
    "🇲🇦",
    "👩\u{200D}💻",
    "«",
    "»",
    "“",
    "\"",
    "'",
    "’",
    ".",
    ". .",
    "...",
    "!",
    "?",
    "¿",
    ":",
    ";",
    ",",
    "(",
    ")",
    "-",
    "—",
    "&amp;",
    "&#x41;",
    "&#0;",
    "#",
    "@",
    "https://t.co/a1",
    "the ",
    "Dr. ",
    "M. ",
    "Leave a Reply",
    "Lire aussi : ",
    "Share on Facebook",
    "By Ann Lee",
    "12 mai 2024",
    "the Royaume-Uni",
    "UK",
    "EE. UU.",
    "Mоrocco",
    "BouritaHe met",
    "in London.The",
    "3,5 %",
    "1.000",
    "<p>",
    "</p>",
    "<script>",
    "<!--",
    "-->",
    "<a href='x'>",
    "<table><td>",
    "]]>",
    "<tbx>",
    "<tmx version='1.4'>",
    "<termEntry>",
    "<!ENTITY a 'b'>",
    "{\"text\":\"",
    "\"}",
    "\\ud83d",
    "\\u0000",
    "[",
    "]",
    "{",
    "}",
    "null",
    "id",
    "1e999",
    "version = 1\n",
    "[[stage]]\n",
    "use = \"unicode\"\n",
    "mode = ",
    "\"strict\"\n",
    "en,fr\n",
    "en\tfr\n",
    "WARC/1.0\r\n",
    "Content-Length: 5\r\n\r\n",
    "\u{1F}\u{8B}",
    "(\u{B5}/\u{FFFD}",
    "\0",
];

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        2 => "[a-zA-Zéñ]{1,8}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 1..6),
        1 => any::<char>().prop_map(|c| c.to_string().into_bytes()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn cases() -> u32 {
    std::env::var("UNISONO_FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(300)
}

macro_rules! targets {
    ($($name:ident),+ $(,)?) => {
        proptest! {
            #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]
            $(#[test]
            fn $name(bytes in bytes()) {
                checks::$name(&bytes);
            })+
        }
    };
}

targets!(
    unicode,
    mojibake,
    decoding,
    segments,
    unglue,
    language,
    typography,
    boilerplate,
    glossary,
    compiled_glossary,
    html,
    records,
    termbase,
    table,
    config,
    news,
);
