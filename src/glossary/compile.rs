//! From the rows of the dictionary files to the tables of the matcher.

use std::collections::{BTreeMap, BTreeSet};

use super::entities::Entities;
use super::flags::Flags;
use super::forms::{EVERY, FINAL_STOP, Form, Forms, LOWER_CASE, SHORT};
use super::layers::merge;
use super::shape::{Shape, Shapes};
use super::table::{GlossaryError, NameRow, Rows};
use super::token::{Token, Tokens};
use super::trie::Trie;
use super::vocabulary::{Crowded, Interner, Vocabulary};

/// Longest name, in words.
pub(crate) const MAX_WORDS: usize = 24;

/// Seeds of the hash that are tried; the next one where the words collide under those before.
const SEEDS: [u64; 4] = [0, 0x517C_C1B7_2722_02A0, 0x2545_F491_4F6C_DD1D, 0x9E6C_63D0_876A_3F6B];

/// The compiled tables.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Tables {
    /// Fingerprint of the files that these tables are from.
    pub(crate) inputs: u64,
    pub(crate) seed: u64,
    pub(crate) entities: Entities,
    pub(crate) words: Vocabulary,
    pub(crate) trie: Trie,
    pub(crate) forms: Forms,
    /// Flag emoji that no country code explains.
    pub(crate) flags: BTreeMap<[u8; 6], u32>,
    /// Offices of countries that are entities of their own: (office, country) to entity.
    pub(crate) offices: BTreeMap<(u32, u32), u32>,
    /// Entities that are an office of any country, and the words that their names begin with.
    pub(crate) templates: BTreeSet<u32>,
    pub(crate) heads: BTreeSet<u32>,
    /// Words of the longest name.
    pub(crate) longest: u32,
}

impl Tables {
    /// The tables of the rows.
    ///
    /// # Errors
    /// The first problem, in the order of files and lines.
    pub(crate) fn compile(mut rows: Rows<'_>) -> Result<Self, GlossaryError> {
        let mut problems = std::mem::take(&mut rows.problems);
        let tables = Self::collect(&rows, &mut problems);
        let order = |problem: &GlossaryError| {
            (rows.files.iter().position(|file| *file == problem.file), problem.line)
        };
        match problems.into_iter().min_by_key(order) {
            None => Ok(tables),
            Some(first) => Err(first),
        }
    }

    /// The tables of the rows that are well formed; what is wrong with the others is added to `problems`.
    pub(crate) fn collect(rows: &Rows<'_>, problems: &mut Vec<GlossaryError>) -> Self {
        let mut merged = merge(rows, problems);
        let entities = Entities::collect(rows, &merged, problems);
        merged.entities = Vec::new();
        let mut tables = None;
        for seed in SEEDS {
            let from = problems.len();
            match Names::collect(rows, &merged.names, &entities, seed, problems).and_then(Names::finish) {
                Ok(found) => {
                    tables = Some(found);
                    break;
                }
                Err(Crowded) => problems.truncate(from),
            }
        }
        let mut tables = tables.unwrap_or_else(|| {
            let message = "the words of these names were chosen to collide; such a list is not read";
            problems.push(GlossaryError::new(rows.files.first().copied().unwrap_or_default(), 0, message));
            Self::default()
        });
        for row in &rows.offices {
            let [office, country, entity] = [row.office, row.country, row.entity].map(|id| {
                let found = entities.position(id);
                if found.is_none() {
                    problems.push(rows.problem(row.place, format!("{id}: no file of entities has it")));
                }
                found
            });
            if let (Some(office), Some(country), Some(entity)) = (office, country, entity) {
                tables.offices.insert((office, country), entity);
            }
        }
        tables.entities = entities;
        tables
    }

    /// The entity behind a flag emoji: by country code, by subdivision code, by name.
    pub(crate) fn flag(&self, code: [u8; 6]) -> Option<u32> {
        if let Some(&entity) = self.flags.get(&code) {
            return Some(entity);
        }
        let letters: String = code.iter().filter(|&&byte| byte != 0).map(|&byte| char::from(byte)).collect();
        let (country, rest) = letters.split_at_checked(2)?;
        let id = if rest.is_empty() { country.to_owned() } else { format!("{country}-{rest}") };
        self.entities.position(&id)
    }
}

/// Names on their way into the tables.
#[derive(Debug, Default)]
struct Names {
    seed: u64,
    interner: Interner,
    /// The words of all names, and where those of each end.
    words: Vec<u32>,
    ends: Vec<u32>,
    records: Vec<Form>,
    shapes: Shapes,
    languages: Vec<crate::Language>,
    exact: BTreeMap<u32, Box<str>>,
    flags: BTreeMap<[u8; 6], u32>,
    longest: u32,
}

impl Names {
    fn collect(
        rows: &Rows<'_>,
        names: &[NameRow<'_>],
        entities: &Entities,
        seed: u64,
        problems: &mut Vec<GlossaryError>,
    ) -> Result<Self, Crowded> {
        let mut all = Self { seed, longest: 1, ..Self::default() };
        all.records.reserve_exact(names.len());
        all.ends.reserve_exact(names.len());
        let mut tokens: Vec<Token> = Vec::new();
        let mut last: Option<(&str, Option<u32>)> = None;
        for row in names {
            // Rows come in the order of their ids.
            let entity = match last {
                Some((known, entity)) if known == row.id => entity,
                _ => entities.position(row.id),
            };
            last = Some((row.id, entity));
            let Some(entity) = entity else {
                let message =
                    format!("`{}` is a name of {}, which no file of entities has", row.form, row.id);
                problems.push(rows.problem(row.place, message));
                continue;
            };
            tokens.clear();
            tokens.extend(Tokens::with_seed(row.form, seed).take(MAX_WORDS + 1));
            if let [Token { flag: Some(code), .. }] = tokens.as_slice() {
                all.flags.insert(*code, entity);
                continue;
            }
            let words = 1..=MAX_WORDS;
            if !words.contains(&tokens.len()) || tokens.iter().any(|token| token.flag.is_some()) {
                let message =
                    format!("`{}`: a form has 1 to {MAX_WORDS} words of letters and digits", row.form);
                problems.push(rows.problem(row.place, message));
                continue;
            }
            all.add(row, entity, &tokens)?;
        }
        Ok(all)
    }

    fn add(&mut self, row: &NameRow<'_>, entity: u32, tokens: &[Token]) -> Result<(), Crowded> {
        self.longest = self.longest.max(tokens.len() as u32);
        for (index, token) in tokens.iter().enumerate() {
            let text = row.form.get(token.start..token.end).unwrap_or_default();
            let first = (index == 0).then(|| token.capitalised());
            self.words.push(self.interner.intern(token.hash, text, first)?);
        }
        self.ends.push(self.words.len() as u32);
        let shape = Shape::of(row.form, tokens);
        let mut bits = 0;
        for (bit, set) in [
            (FINAL_STOP, row.form.ends_with('.')),
            (LOWER_CASE, shape.lower_case()),
            (SHORT, row.form.len() <= 2),
        ] {
            bits |= if set { bit } else { 0 };
        }
        if row.flags.has(Flags::EXACT) {
            let bare = row.form.trim_end_matches('.');
            self.exact.insert(self.records.len() as u32, bare.into());
        }
        let language = match row.language {
            None => EVERY,
            Some(language) => {
                let known = self.languages.iter().position(|other| *other == language);
                let index = known.unwrap_or_else(|| {
                    self.languages.push(language);
                    self.languages.len() - 1
                });
                u8::try_from(index).unwrap_or(EVERY)
            }
        };
        let role = row.role.unwrap_or(super::Role::Alias);
        self.records.push(Form {
            entity,
            shape: self.shapes.intern(shape),
            flags: row.flags,
            role,
            language,
            bits,
        });
        Ok(())
    }

    fn finish(mut self) -> Result<Tables, Crowded> {
        let (words, numbers) = self.interner.finish()?;
        for word in &mut self.words {
            *word = numbers.get(*word as usize).copied().unwrap_or(0);
        }
        let (trie, nodes) = Trie::build(words.firsts, &self.words, &self.ends);
        // Names of one node keep the order of their rows.
        let mut starts = vec![0; trie.nodes() as usize + 1];
        for &node in &nodes {
            if let Some(count) = starts.get_mut(node as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut records = self.records.clone();
        let mut exact = BTreeMap::new();
        for (index, (record, &node)) in self.records.iter().zip(&nodes).enumerate() {
            let Some(at) = next.get_mut(node as usize) else { continue };
            if let Some(slot) = records.get_mut(*at as usize) {
                *slot = *record;
            }
            if let Some(form) = self.exact.remove(&(index as u32)) {
                exact.insert(*at, form);
            }
            *at += 1;
        }
        let (mut templates, mut heads) = (BTreeSet::new(), BTreeSet::new());
        for (name, record) in self.records.iter().enumerate().filter(|(_, form)| form.flags.has(Flags::OF)) {
            let start = name.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
            templates.insert(record.entity);
            heads.extend(self.words.get(start as usize));
        }
        let forms = Forms { records, starts, shapes: self.shapes.all, languages: self.languages, exact };
        Ok(Tables {
            seed: self.seed,
            words,
            trie,
            forms,
            flags: self.flags,
            templates,
            heads,
            longest: self.longest,
            ..Tables::default()
        })
    }
}
