//! Names and texts for the benches of the glossary, generated, and the yardstick: `aho-corasick` doing the same job.

use std::collections::HashSet;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unisono::Language;
use unisono::glossary::Glossary;

use super::corpus::Random;

const ONSETS: &[&str] = &[
    "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "br", "cl", "dr", "gr", "pl", "tr",
    "ch", "",
];
const VOWELS: &[&str] =
    &["a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "au", "ei", "ou", "é", "á", "í", "ó", "ü", "ô"];
const CODAS: &[&str] = &["", "", "", "n", "r", "s", "l", "nd", "rt", "st", "m", "x"];
const BEFORE: &[&str] = &["San", "Saint", "New", "El", "La", "Port", "Mount", "Villa", "Al", "Ben"];
const BEHIND: &[&str] = &["City", "Bay", "del Mar", "sur Mer", "Hills", "Viejo", "Valley", "Park"];
const HEADS: &[&str] =
    &["Ministry of", "University of", "Bank of", "Ministère de", "Banco de", "Consejo de", "Front", "Agence"];

fn pick<'t>(random: &mut Random, from: &[&'t str]) -> &'t str {
    from[random.below(from.len())]
}

fn word(random: &mut Random, syllables: usize) -> String {
    (0..syllables)
        .map(|_| [pick(random, ONSETS), pick(random, VOWELS), pick(random, CODAS)].concat())
        .collect()
}

fn capital(random: &mut Random) -> String {
    let syllables = 2 + random.below(3);
    let word = word(random, syllables);
    let mut letters = word.chars();
    letters.next().map_or(word.clone(), |first| first.to_uppercase().chain(letters).collect())
}

fn name(random: &mut Random) -> String {
    match random.below(20) {
        0..6 => capital(random),
        6..8 => format!("{} {}", pick(random, BEFORE), capital(random)),
        8..9 => format!("{} {}", capital(random), pick(random, BEHIND)),
        9..10 => format!("{}-{}", capital(random), capital(random)),
        10..15 => format!("{} {}", capital(random), capital(random)),
        15..16 => format!("{} de {}", capital(random), capital(random)),
        16..19 => format!("{} {}", pick(random, HEADS), capital(random)),
        _ => (0..4 + random.below(3)).map(|_| char::from(b'A' + random.below(26) as u8)).collect(),
    }
}

/// The first `count` names: a longer list begins with the shorter one. No two are the same when folded.
pub fn names(count: usize) -> Vec<String> {
    let mut random = Random::new(20_260);
    let mut seen = HashSet::new();
    let mut names = Vec::with_capacity(count);
    while names.len() < count {
        let name = name(&mut random);
        if name.len() > 3 && seen.insert(fold(&name)) {
            names.push(name);
        }
    }
    names
}

/// About `bytes` of text in documents of about 3 KB: words of a made-up language by their rank, one in twenty replaced
/// by one of the first thousand names, some of them in capitals, without accents or cut off.
pub fn documents(bytes: usize) -> Vec<String> {
    let names = names(1000);
    let mut random = Random::new(7);
    let vocabulary: Vec<String> = (0..20_000)
        .map(|rank| {
            let syllables = 1 + random.below(2) + usize::from(rank > 200);
            word(&mut random, syllables)
        })
        .collect();
    let (mut documents, mut total) = (Vec::new(), 0);
    while total < bytes {
        let mut text = String::new();
        let mut start = true;
        while text.len() < 3000 {
            let dice = random.below(100);
            if dice < 5 {
                let name = &names[random.below(names.len())];
                match random.below(10) {
                    0 => text.push_str(&name.to_uppercase()),
                    1 => text.extend(name.nfd().filter(|&c| !is_combining_mark(c))),
                    2 => text.push_str(name.split(' ').next().unwrap_or_default()),
                    _ => text.push_str(name),
                }
            } else {
                // A square of a uniform number: frequent words are frequent.
                let rank = (random.below(1 << 15) * random.below(1 << 15)) >> 15;
                let word = &vocabulary[(rank * vocabulary.len()) >> 15];
                let capital = start || dice < 12;
                let mut letters = word.chars();
                match letters.next() {
                    Some(first) if capital => text.extend(first.to_uppercase().chain(letters)),
                    _ => text.push_str(word),
                }
            }
            start = false;
            match random.below(24) {
                0 => {
                    text.push_str(". ");
                    start = true;
                }
                1 => text.push_str(", "),
                2 => text.push('’'),
                3 => text.push('\u{A0}'),
                _ => text.push(' '),
            }
        }
        total += text.len();
        documents.push(text);
    }
    documents
}

/// The two tables of these names.
pub fn tables(names: &[String]) -> (String, String) {
    let mut entities = "#! format=1\nid\tkind\tparent\twikidata\tnote\n".to_owned();
    let mut rows = "#! format=1\nid\tlang\tform\trole\tflags\tgram\tsource\n".to_owned();
    for (number, name) in names.iter().enumerate() {
        entities.push_str(&format!("x-{number:07}\torg\t\t\t\n"));
        rows.push_str(&format!("x-{number:07}\tmul\t{name}\tpref\t\t\t\n"));
    }
    (entities, rows)
}

/// Our glossary of tables.
pub fn glossary((entities, names): &(String, String)) -> Glossary {
    Glossary::from_tsv([("entities", entities.as_str()), ("names", names.as_str())]).expect("well formed")
}

/// Mentions in all documents.
pub fn find(glossary: &Glossary, documents: &[String]) -> usize {
    documents.iter().map(|text| glossary.find(text, Language::EN).len()).sum()
}

/// Folded letters of the characters below U+0250, so that the yardstick does not normalise while it runs.
struct Table(Vec<(u8, [u8; 4])>);

impl Table {
    fn new() -> Self {
        Self((0..0x250_u32).filter_map(char::from_u32).map(Self::entry).collect())
    }

    fn entry(c: char) -> (u8, [u8; 4]) {
        let folded = fold(c.encode_utf8(&mut [0; 4]));
        let mut bytes = [0; 4];
        bytes[..folded.len()].copy_from_slice(folded.as_bytes());
        (folded.len() as u8, bytes)
    }
}

/// Lower case, no accents, one kind of apostrophe, spaces for hyphens.
fn fold(text: &str) -> String {
    text.nfd()
        .filter(|&c| !is_combining_mark(c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '’' | '‘' => '\'',
            '-' | '\u{2010}' | '\u{2011}' | '\u{A0}' | '\u{202F}' => ' ',
            c => c,
        })
        .collect()
}

/// `aho-corasick`, contiguous NFA, leftmost-longest, on text that is folded first; whole words and capitals are checked
/// after. Its offsets are those of the text.
pub struct Yardstick {
    automaton: AhoCorasick,
    names: Vec<String>,
    table: Table,
}

impl Yardstick {
    pub fn new(names: &[String]) -> Self {
        let patterns: Vec<String> = names.iter().map(|name| fold(name)).collect();
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .build(patterns)
            .expect("names");
        Self { automaton, names: names.to_vec(), table: Table::new() }
    }

    pub fn heap_bytes(&self) -> usize {
        self.automaton.memory_usage()
    }

    pub fn find(&self, documents: &[String]) -> usize {
        let mut folded = Vec::new();
        let mut map: Vec<(u32, u32)> = Vec::new();
        documents.iter().map(|text| self.find_in(text, &mut folded, &mut map)).sum()
    }

    /// `map` holds (folded offset, offset) wherever the two drift apart.
    fn find_in(&self, text: &str, folded: &mut Vec<u8>, map: &mut Vec<(u32, u32)>) -> usize {
        folded.clear();
        map.clear();
        map.push((0, 0));
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            if byte < 0x80 {
                folded.push(if byte == b'-' { b' ' } else { byte.to_ascii_lowercase() });
                at += 1;
                continue;
            }
            let c = text[at..].chars().next().expect("on a character");
            let (length, letters) = match self.table.0.get(c as usize) {
                Some(&entry) => entry,
                None => Table::entry(c),
            };
            folded.extend_from_slice(&letters[..usize::from(length)]);
            at += c.len_utf8();
            if usize::from(length) != c.len_utf8() {
                map.push((folded.len() as u32, at as u32));
            }
        }
        let place = |offset: usize| {
            let (folded, own) = map[map.partition_point(|(folded, _)| *folded as usize <= offset) - 1];
            own as usize + offset - folded as usize
        };
        let letter =
            |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
        let mut count = 0;
        for hit in self.automaton.find_iter(folded.as_slice()) {
            let before = hit.start().checked_sub(1).and_then(|before| folded.get(before));
            if letter(before) || letter(folded.get(hit.end())) {
                continue;
            }
            let found = &text[place(hit.start())..place(hit.end())];
            let name = &self.names[hit.pattern().as_usize()];
            count += usize::from(is_written_as(found, name));
        }
        count
    }
}

/// The rules on capitals and accents: a capital of the name is one in the text, and an accent in the text is one of the
/// name, unless that word of the name has none and is long.
fn is_written_as(found: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let accent = |c: char| !c.is_ascii() && fold(c.encode_utf8(&mut [0; 4])).is_ascii();
    let (found, name) = (words(found), words(name));
    found.len() == name.len()
        && found.iter().zip(&name).all(|(found, name)| {
            let plain = !name.contains(accent) && name.chars().count() >= 7;
            name.chars().zip(found.chars()).all(|(name, found)| {
                (!name.is_uppercase() || found.is_uppercase()) && (!accent(found) || accent(name) || plain)
            })
        })
}
