//! The compiled form of a glossary: its tables as bytes, for loading without reading the dictionary files again.
//!
//! Little-endian, the same on every platform: a magic with the version of the format, the fingerprint of the files, a
//! checksum of what follows, then the tables one after the other, each with its length before it.

use super::compile::{MAX_WORDS, Tables};
use super::entities::{Entities, FIELDS};
use super::entity::Role;
use super::flags::Flags;
use super::forms::{Form, Forms};
use super::gap::Gap;
use super::kind::EntityKind;
use super::shape::Shape;
use super::table::GlossaryError;
use super::trie::Trie;
use super::vocabulary::{Bits, Slots, Vocabulary};
use crate::Language;

/// The last byte is the version of the format.
const MAGIC: [u8; 8] = *b"UNIGLOS\x01";

/// A fingerprint of bytes, good against accidents, not against intent.
pub(crate) fn fingerprint(seed: u64, bytes: &[u8]) -> u64 {
    let mut hash = seed ^ bytes.len() as u64;
    let mut mix = |word: u64| {
        let wide = u128::from(hash ^ word) * 0x9E37_79B9_7F4A_7C15_u128;
        hash = ((wide >> 64) as u64 ^ wide as u64).rotate_left(29).wrapping_add(0xD6E8_FEB8_6659_FD93);
    };
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        mix(u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    mix(u64::from_le_bytes(last));
    hash
}

/// The tables as bytes.
pub(crate) fn write(tables: &Tables) -> Vec<u8> {
    let mut out = Writer(Vec::new());
    out.number(tables.seed);
    out.number(u64::from(tables.longest));
    let Tables { entities, words, trie, forms, .. } = tables;
    out.bytes(entities.text.as_bytes());
    out.numbers(&entities.ends);
    out.numbers(&entities.parents);
    out.bytes(&entities.kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>());
    out.bytes(&words.letters);
    out.numbers(&words.ends);
    out.number(u64::from(words.firsts));
    out.long_numbers(&words.slots.slots);
    out.long_numbers(&words.capitals.0);
    out.long_numbers(&words.small.0);
    out.numbers(&trie.starts);
    out.numbers(&trie.words);
    out.numbers(&forms.starts);
    out.number(forms.records.len() as u64);
    for form in &forms.records {
        out.0.extend_from_slice(&form.entity.to_le_bytes());
        out.0.extend_from_slice(&form.shape.to_le_bytes());
        out.0.extend_from_slice(&form.flags.0.to_le_bytes());
        out.0.extend_from_slice(&[form.role.code(), form.language, form.bits, 0]);
    }
    out.number(forms.shapes.len() as u64);
    for shape in &forms.shapes {
        out.long_numbers(
            &shape.letters.iter().flat_map(|&(upper, accent)| [upper, accent]).collect::<Vec<_>>(),
        );
        for gap in &shape.gaps {
            let (code, mark) = gap.code();
            out.number(code);
            out.bytes(mark.as_bytes());
        }
    }
    out.number(forms.languages.len() as u64);
    forms.languages.iter().for_each(|language| out.bytes(language.code().as_bytes()));
    out.number(forms.exact.len() as u64);
    for (record, form) in &forms.exact {
        out.number(u64::from(*record));
        out.bytes(form.as_bytes());
    }
    out.number(tables.flags.len() as u64);
    for (code, entity) in &tables.flags {
        out.bytes(code);
        out.number(u64::from(*entity));
    }
    out.numbers(
        &tables
            .offices
            .iter()
            .flat_map(|(&(office, country), &one)| [office, country, one])
            .collect::<Vec<_>>(),
    );
    out.numbers(&tables.templates.iter().copied().collect::<Vec<_>>());
    out.numbers(&tables.heads.iter().copied().collect::<Vec<_>>());
    let body = out.0;
    let mut all = Vec::with_capacity(body.len() + 24);
    all.extend_from_slice(&MAGIC);
    all.extend_from_slice(&tables.inputs.to_le_bytes());
    all.extend_from_slice(&fingerprint(0, &body).to_le_bytes());
    all.extend_from_slice(&body);
    all
}

/// True for bytes that begin as a compiled form does.
pub(crate) fn is_compiled(bytes: &[u8]) -> bool {
    bytes.get(..7).is_some_and(|head| MAGIC.get(..7) == Some(head))
}

/// The tables from their bytes.
pub(crate) fn read(bytes: &[u8]) -> Result<Tables, GlossaryError> {
    let fail = |message: &str| GlossaryError::new("compiled glossary", 0, message);
    let (head, rest) = bytes.split_at_checked(8).ok_or_else(|| fail("not a compiled glossary: too short"))?;
    if head.get(..7) != MAGIC.get(..7) {
        return Err(fail("not a compiled glossary"));
    }
    if head != MAGIC {
        return Err(fail("a compiled glossary of another version; compile it again"));
    }
    let mut reader = Reader(rest);
    let inputs = reader.number().ok_or_else(|| fail("cut off"))?;
    let checksum = reader.number().ok_or_else(|| fail("cut off"))?;
    if fingerprint(0, reader.0) != checksum {
        return Err(fail("damaged: the checksum is another one; compile it again"));
    }
    let mut tables = reader.tables().ok_or_else(|| fail("damaged: its tables do not fit together"))?;
    tables.inputs = inputs;
    Ok(tables)
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    fn numbers(&mut self, numbers: &[u32]) {
        self.number(numbers.len() as u64);
        self.0.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }

    fn long_numbers(&mut self, numbers: &[u64]) {
        self.number(numbers.len() as u64);
        self.0.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }
}

struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        self.take(8)?.try_into().ok().map(u64::from_le_bytes)
    }

    fn small(&mut self) -> Option<u32> {
        self.number()?.try_into().ok()
    }

    fn bytes(&mut self) -> Option<&'b [u8]> {
        let length = self.number()?.try_into().ok()?;
        self.take(length)
    }

    fn text(&mut self) -> Option<&'b str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    fn numbers(&mut self) -> Option<Vec<u32>> {
        let length: usize = self.number()?.try_into().ok()?;
        let (numbers, _) = self.take(length.checked_mul(4)?)?.as_chunks::<4>();
        Some(numbers.iter().map(|number| u32::from_le_bytes(*number)).collect())
    }

    fn long_numbers(&mut self) -> Option<Vec<u64>> {
        let length: usize = self.number()?.try_into().ok()?;
        let (numbers, _) = self.take(length.checked_mul(8)?)?.as_chunks::<8>();
        Some(numbers.iter().map(|number| u64::from_le_bytes(*number)).collect())
    }

    fn tables(&mut self) -> Option<Tables> {
        let seed = self.number()?;
        let longest = self.small().filter(|&longest| longest as usize <= MAX_WORDS)?;
        let entities = Entities {
            text: self.text()?.to_owned(),
            ends: self.numbers()?,
            parents: self.numbers()?,
            kinds: self.bytes()?.iter().map(|&code| EntityKind::from_code(code)).collect::<Option<_>>()?,
        };
        let fits = entities.ends.len() == entities.kinds.len() * FIELDS
            && entities.parents.len() == entities.kinds.len();
        let words = self.vocabulary()?;
        let trie = Trie { firsts: words.firsts, starts: self.numbers()?, words: self.numbers()? };
        let forms = self.forms()?;
        if !fits || forms.starts.len() != trie.starts.len() || self.0.is_empty() {
            return None;
        }
        let mut tables = Tables { seed, entities, words, trie, forms, longest, ..Tables::default() };
        for _ in 0..self.small()? {
            tables.flags.insert(self.bytes()?.try_into().ok()?, self.small()?);
        }
        let offices = self.numbers()?;
        let (offices, _) = offices.as_chunks::<3>();
        tables.offices = offices.iter().map(|&[office, country, one]| ((office, country), one)).collect();
        tables.templates = self.numbers()?.into_iter().collect();
        tables.heads = self.numbers()?.into_iter().collect();
        self.0.is_empty().then_some(tables)
    }

    fn vocabulary(&mut self) -> Option<Vocabulary> {
        let vocabulary = Vocabulary {
            letters: self.bytes()?.to_vec(),
            ends: self.numbers()?,
            firsts: self.small()?,
            slots: Slots { slots: self.long_numbers()? },
            capitals: Bits(self.long_numbers()?),
            small: Bits(self.long_numbers()?),
        };
        let Vocabulary { slots, capitals, small, .. } = &vocabulary;
        let sizes = [slots.slots.len(), capitals.0.len(), small.0.len()];
        let fits = vocabulary.firsts as usize <= vocabulary.ends.len();
        (fits && sizes.into_iter().all(usize::is_power_of_two)).then_some(vocabulary)
    }

    fn forms(&mut self) -> Option<Forms> {
        let starts = self.numbers()?;
        let count: usize = self.number()?.try_into().ok()?;
        let (records, _) = self.take(count.checked_mul(14)?)?.as_chunks::<14>();
        let records = records.iter().map(form).collect::<Option<Vec<_>>>()?;
        let mut shapes = Vec::new();
        for _ in 0..self.small()? {
            let letters: Box<[(u64, u64)]> = self
                .long_numbers()?
                .as_chunks::<2>()
                .0
                .iter()
                .map(|&[upper, accent]| (upper, accent))
                .collect();
            let mut gaps = Vec::new();
            for _ in 1..letters.len().min(MAX_WORDS) {
                gaps.push(Gap::from_code(self.number()?, self.text()?)?);
            }
            shapes.push(Shape { letters, gaps: gaps.into() });
        }
        let mut languages = Vec::new();
        for _ in 0..self.small()? {
            languages.push(self.text()?.parse::<Language>().ok()?);
        }
        let mut forms = Forms { records, starts, shapes, languages, ..Forms::default() };
        for _ in 0..self.small()? {
            forms.exact.insert(self.small()?, self.text()?.into());
        }
        Some(forms)
    }
}

fn form(bytes: &[u8; 14]) -> Option<Form> {
    let &[e0, e1, e2, e3, s0, s1, s2, s3, f0, f1, role, language, bits, _] = bytes;
    Some(Form {
        entity: u32::from_le_bytes([e0, e1, e2, e3]),
        shape: u32::from_le_bytes([s0, s1, s2, s3]),
        flags: Flags(u16::from_le_bytes([f0, f1])),
        role: Role::from_code(role)?,
        language,
        bits,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Glossary;
    use super::*;

    #[test]
    fn tables_come_back_as_they_were() {
        let tables = &Glossary::builtin().tables;
        assert_eq!(read(&write(tables)).as_ref(), Ok(tables));
    }

    #[test]
    fn what_is_damaged_is_refused() {
        let mut bytes = write(&Glossary::builtin().tables);
        let message = |bytes: &[u8]| read(bytes).expect_err("damaged").message;
        assert!(message(b"UNI").contains("too short"));
        assert!(message(b"GLOSSARY").contains("not a compiled"));
        assert!(message(bytes.get(..bytes.len() - 1).unwrap_or_default()).contains("checksum"));
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        assert!(message(&bytes).contains("checksum"));
        bytes[7] = 9;
        assert!(message(&bytes).contains("another version"));
    }

    #[test]
    fn tables_that_do_not_fit_are_refused_and_never_a_panic() {
        let bytes = write(&Glossary::builtin().tables);
        let body = bytes.get(24..).unwrap_or_default();
        for at in (0..body.len()).step_by(body.len() / 300) {
            let cut = body.get(..at).unwrap_or_default();
            assert!(Reader(cut).tables().is_none(), "{at}");
        }
    }
}
