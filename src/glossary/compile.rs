//! From the rows of the dictionary files to the tables of the matcher.

use std::collections::BTreeMap;

use super::entity::{Entity, Role};
use super::flags::Flags;
use super::gap::Gap;
use super::kind::EntityKind;
use super::table::{GlossaryError, NameRow, Rows};
use super::token::{Token, Tokens};
use super::trie::{ROOT, Trie};
use crate::Language;

/// Longest name, in words.
pub(crate) const MAX_WORDS: usize = 24;

/// One name in the tables.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) entity: u32,
    /// `None`: valid in every language.
    pub(crate) language: Option<Language>,
    pub(crate) role: Role,
    pub(crate) flags: Flags,
    pub(crate) form: Box<str>,
    /// The form ends with a full stop, which belongs to the mention where the text has it.
    pub(crate) final_stop: bool,
    /// For each word: which letters are upper case, which have accents.
    pub(crate) letters: Box<[(u64, u64)]>,
    pub(crate) gaps: Box<[Gap]>,
}

impl Entry {
    /// True when no letter of the name is upper case (demonyms of French and Spanish).
    pub(crate) fn lower_case(&self) -> bool {
        self.letters.iter().all(|(upper, _)| *upper == 0)
    }

    /// True when the tokens of a text are this name: case, accents, separators.
    pub(crate) fn is(&self, text: &str, tokens: &[Token]) -> bool {
        if self.flags.has(Flags::EXACT) {
            let range = tokens.first().zip(tokens.last()).map(|(first, last)| first.start..last.end);
            let bare = self.form.trim_end_matches('.');
            return range.and_then(|range| text.get(range)) == Some(bare);
        }
        let letters = self.letters.len() == tokens.len()
            && self.letters.iter().zip(tokens).all(|(&(upper, accent), token)| {
                // Letters without their accents are common in news; accents that the name lacks make another word,
                // unless the name has none and is long.
                let accents = token.accent & !accent == 0 || (accent == 0 && token.letters >= LONG_WORD);
                upper & !token.upper == 0 && accents
            });
        letters
            && self.gaps.iter().zip(tokens.windows(2)).all(|(gap, pair)| match pair {
                [left, right] => {
                    let between = text.get(left.end..right.start).unwrap_or_default();
                    gap.accepts(between, left.letters == 1 && right.letters == 1)
                }
                _ => false,
            })
    }
}

/// From this many letters on a word with one accent too many is still the same word.
const LONG_WORD: u32 = 7;

/// The compiled tables.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// In the order of their ids.
    pub(crate) entities: Vec<Entity>,
    pub(crate) trie: Trie,
    /// Names, those of one node side by side.
    pub(crate) entries: Vec<Entry>,
    /// For each node where its entries begin; one more than there are nodes.
    pub(crate) starts: Vec<u32>,
    /// Flag emoji that no country code explains.
    pub(crate) flags: BTreeMap<[u8; 6], u32>,
    /// Words of the longest name.
    pub(crate) longest: usize,
}

impl Tables {
    pub(crate) fn compile(rows: &Rows) -> Result<Self, GlossaryError> {
        let entities = entities(rows)?;
        let mut trie = Trie::new();
        let mut placed: Vec<(u32, Entry)> = Vec::with_capacity(rows.names.len());
        let mut flags = BTreeMap::new();
        let mut longest = 1;
        let mut firsts = Vec::with_capacity(rows.names.len());
        let mut last: Option<(&String, u32)> = None;
        for ((id, language, form), row) in &rows.names {
            let fail = |message: String| GlossaryError::new(&row.place.file, row.place.line, message);
            // Rows come in the order of their ids.
            let entity = match last {
                Some((known, entity)) if known == id => Some(entity),
                _ => position(&entities, id),
            };
            last = entity.map(|entity| (id, entity));
            let Some(entity) = entity else {
                return Err(fail(format!("`{form}` is a name of {id}, which no file of entities has")));
            };
            let tokens: Vec<Token> = Tokens::new(form).collect();
            if let [Token { flag: Some(code), .. }] = tokens.as_slice() {
                flags.insert(*code, entity);
                continue;
            }
            if tokens.is_empty()
                || tokens.len() > MAX_WORDS
                || tokens.iter().any(|token| token.flag.is_some())
            {
                return Err(fail(format!(
                    "`{form}`: a form has 1 to {MAX_WORDS} words of letters and digits"
                )));
            }
            longest = longest.max(tokens.len());
            firsts.extend(tokens.first().map(|token| (token.hash, token.capitalised())));
            let mut node = ROOT;
            for (index, token) in tokens.iter().enumerate() {
                let text = form.get(token.start..token.end).unwrap_or_default();
                let word = trie.intern(token.hash, text, index == 0);
                node = trie.extend(node, word);
            }
            placed.push((node, entry(entity, *language, form, row, &tokens)));
        }
        trie.set_first(&firsts);
        // A stable sort: names of one node keep the order of their keys.
        placed.sort_by_key(|(node, _)| *node);
        let mut starts = vec![0; trie.nodes() as usize + 1];
        for (node, _) in &placed {
            if let Some(count) = starts.get_mut(*node as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let entries = placed.into_iter().map(|(_, entry)| entry).collect();
        Ok(Self { entities, trie, entries, starts, flags, longest })
    }

    /// The names that end at `node`.
    pub(crate) fn entries_at(&self, node: u32) -> &[Entry] {
        let at = |node: u32| self.starts.get(node as usize).copied().unwrap_or(0) as usize;
        self.entries.get(at(node)..at(node.saturating_add(1))).unwrap_or_default()
    }

    /// The entity with this id.
    pub(crate) fn entity(&self, id: &str) -> Option<u32> {
        position(&self.entities, id)
    }

    /// The entity behind a flag emoji: by country code, by subdivision code, by name.
    pub(crate) fn flag(&self, code: [u8; 6]) -> Option<u32> {
        if let Some(&entity) = self.flags.get(&code) {
            return Some(entity);
        }
        let letters: String = code.iter().filter(|&&byte| byte != 0).map(|&byte| char::from(byte)).collect();
        let (country, rest) = letters.split_at_checked(2)?;
        let id = if rest.is_empty() { country.to_owned() } else { format!("{country}-{rest}") };
        self.entity(&id)
    }
}

fn position(entities: &[Entity], id: &str) -> Option<u32> {
    entities.binary_search_by(|entity| (*entity.id).cmp(id)).ok().map(|index| index as u32)
}

fn entities(rows: &Rows) -> Result<Vec<Entity>, GlossaryError> {
    let mut preferred: BTreeMap<&str, [Option<&str>; 4]> = BTreeMap::new();
    for ((id, language, form), row) in &rows.names {
        let slot = match *language {
            Some(Language::EN) => 0,
            Some(Language::FR) => 1,
            Some(Language::ES) => 2,
            None => 3,
            Some(_) => continue,
        };
        if row.role != Role::Preferred {
            continue;
        }
        let names = preferred.entry(id).or_default();
        if let Some(name) = names.get_mut(slot)
            && let Some(other) = name.replace(form)
        {
            let message = format!("{id} has two preferred names in one language: `{other}` and `{form}`");
            return Err(GlossaryError::new(&row.place.file, row.place.line, message));
        }
    }
    rows.entities
        .iter()
        .map(|(id, row)| {
            let fail = |message: String| GlossaryError::new(&row.place.file, row.place.line, message);
            if let Some(parent) = &row.parent
                && !rows.entities.contains_key(parent)
            {
                return Err(fail(format!("{id} belongs to {parent}, which no file of entities has")));
            }
            let [english, french, spanish, all] = preferred.get(id.as_str()).copied().unwrap_or_default();
            let Some(any) = all.or(english).or(french).or(spanish) else {
                return Err(fail(format!("{id} has no preferred name (role `pref`)")));
            };
            let name = |own: Option<&str>| own.unwrap_or(any).into();
            Ok(Entity {
                id: id.as_str().into(),
                kind: row.kind,
                parent: row.parent.clone(),
                wikidata: row.wikidata.clone(),
                names: [name(english), name(french), name(spanish)],
            })
        })
        .collect()
}

fn entry(entity: u32, language: Option<Language>, form: &str, row: &NameRow, tokens: &[Token]) -> Entry {
    let gaps = tokens.windows(2).filter_map(|pair| match pair {
        [left, right] => Some(Gap::of(form.get(left.end..right.start).unwrap_or_default())),
        _ => None,
    });
    Entry {
        entity,
        language,
        role: row.role,
        flags: row.flags,
        form: form.into(),
        final_stop: form.ends_with('.'),
        letters: tokens.iter().map(|token| (token.upper, token.accent)).collect(),
        gaps: gaps.collect(),
    }
}

/// The kind of a mention made by a name of this role.
pub(crate) fn kind_of(role: Role, entity: &Entity) -> EntityKind {
    if role == Role::Demonym { EntityKind::Demonym } else { entity.kind }
}
