//! The matcher: leftmost-longest over words, the document's language first.

use std::cmp::Reverse;
use std::ops::Range;

use super::compile::Tables;
use super::context::Line;
use super::entity::{Entity, Role};
use super::flags::Flags;
use super::forms::{FINAL_STOP, Form, LOWER_CASE, SHORT};
use super::fuzzy::Neighbours;
use super::kind::EntityKind;
use super::options::FindOptions;
use super::token::{Token, Tokens};
use super::trie::ROOT;
use super::vocabulary::{NONE, UNRESOLVED};
use crate::Language;

/// A name found in a text.
///
/// ```
/// use unisono::glossary::{EntityKind, Glossary};
/// use unisono::Language;
/// let text = "La ministre marocaine est à Londres.";
/// let found = Glossary::builtin().find(text, Language::FR);
/// assert_eq!(&text[found[0].range.clone()], "marocaine");
/// assert_eq!((&*found[0].entity.id(), found[0].kind), ("MA", EntityKind::Demonym));
/// assert_eq!(found[1].entity.name(Language::EN), "London");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Mention<'g> {
    /// Where the name stands, in UTF-8 bytes: the name alone, without article, `'s` or `#`.
    pub range: Range<usize>,
    /// What it names.
    pub entity: Entity<'g>,
    /// The kind of the mention: the entity's, or `demonym`.
    pub kind: EntityKind,
    /// What the name is to its entity.
    pub role: Role,
    /// From 0 to 1. A first, hand-set scale by role and flags; not calibrated.
    pub confidence: f32,
}

/// Letters of a name of one word that lost the space behind it; shorter ones are too often chance.
const MIN_GLUED: u32 = 4;

/// What a name that many countries have is worth, when the document is about one of them.
const NEAR_CONFIDENCE: f32 = 0.75;

/// Tokens kept behind the current one, for context.
const BEHIND: usize = 8;

/// Tokens are forgotten in blocks of this size.
const BLOCK: usize = 4096;

/// What a search needs beside the text.
#[derive(Clone, Copy)]
pub(crate) struct Search<'g, 'f> {
    pub(crate) tables: &'g Tables,
    pub(crate) language: &'f dyn Fn(Range<usize>) -> Language,
    pub(crate) options: FindOptions,
    /// Needed for [`FindOptions::fuzzy`].
    pub(crate) neighbours: Option<&'g Neighbours>,
}

pub(crate) fn find<'g>(text: &str, search: Search<'g, '_>) -> Vec<Mention<'g>> {
    let Search { tables, language, options, neighbours } = search;
    let mut finder = Finder {
        tables,
        options,
        neighbours,
        inside: Vec::new(),
        ends: Vec::new(),
        text,
        language,
        stream: Tokens::with_seed(text, tables.seed),
        tokens: Vec::new(),
        line: Line::default(),
        found: Vec::new(),
        alternatives: Vec::new(),
        pending: Vec::new(),
        offices: Vec::new(),
    };
    finder.run();
    finder.settle();
    finder.compose();
    finder.decide();
    if options.short_forms {
        finder.short_forms();
    }
    if options.nested {
        finder.found.append(&mut finder.inside);
        finder.found.sort_by_key(|mention| (mention.range.start, Reverse(mention.range.end)));
    }
    finder.found
}

pub(super) struct Finder<'g, 't, 'f> {
    pub(super) tables: &'g Tables,
    pub(super) text: &'t str,
    language: &'f dyn Fn(Range<usize>) -> Language,
    pub(super) options: FindOptions,
    neighbours: Option<&'g Neighbours>,
    /// Names inside found ones.
    pub(super) inside: Vec<Mention<'g>>,
    /// Where names that begin at the current token end: last token and node.
    ends: Vec<(usize, u32)>,
    stream: Tokens<'t>,
    pub(super) tokens: Vec<Token>,
    line: Line,
    pub(super) found: Vec<Mention<'g>>,
    /// Mentions with an entity that takes over when a sibling stands near: (index in `found`, entity, at once).
    pub(super) alternatives: Vec<(usize, u32, bool)>,
    /// Mentions that the subject of the document decides: index in `found`, entities to choose from.
    pub(super) pending: Vec<(usize, Vec<u32>)>,
    /// Offices that still need their country: index in `found`, and what the subject of the document chooses from
    /// when there is none.
    pub(super) offices: Vec<(usize, Vec<u32>)>,
}

impl<'g> Finder<'g, '_, '_> {
    fn run(&mut self) {
        let mut at = 0;
        loop {
            self.fill(at + self.tables.longest as usize + BEHIND);
            let Some(token) = self.tokens.get(at).copied() else { break };
            at += match token.flag {
                Some(code) => {
                    self.flag(&token, code);
                    1
                }
                None if self.tables.words.may_begin(token.hash, token.capitalised()) => match self.name(at) {
                    0 => self.fuzzy(at).max(1),
                    taken => taken,
                },
                None => self.fuzzy(at).max(1),
            };
            if at >= BLOCK + BEHIND {
                self.tokens.drain(..BLOCK);
                at -= BLOCK;
            }
        }
    }

    /// A name with a wrong letter at token `at`, by option.
    fn fuzzy(&mut self, at: usize) -> usize {
        match self.neighbours {
            Some(neighbours) if self.options.fuzzy => self.misspelt(at, neighbours),
            _ => 0,
        }
    }

    /// Reads tokens until there are `count`, or the text ends.
    fn fill(&mut self, count: usize) {
        while self.tokens.len() < count {
            let Some(mut token) = self.stream.next() else { break };
            token.word = if token.flag.is_some() { NONE } else { UNRESOLVED };
            self.tokens.push(token);
        }
    }

    fn flag(&mut self, token: &Token, code: [u8; 6]) {
        if let Some(index) = self.tables.flag(code) {
            let entity = Entity::new(self.tables, index);
            let range = token.start..token.end;
            self.found.push(Mention {
                range,
                entity,
                kind: entity.kind(),
                role: Role::Flag,
                confidence: 0.95,
            });
        }
    }

    /// The word of the token at `index`, looked up once.
    fn resolve(&mut self, index: usize) -> u32 {
        let Some(token) = self.tokens.get_mut(index) else { return NONE };
        if token.word == UNRESOLVED {
            let text = self.text.get(token.start..token.end).unwrap_or_default();
            token.word = self.tables.words.word(token.hash, text);
        }
        token.word
    }

    /// The same for a token that is only looked at.
    pub(super) fn word_of(&self, token: &Token) -> u32 {
        if token.word != UNRESOLVED {
            return token.word;
        }
        let text = self.text.get(token.start..token.end).unwrap_or_default();
        self.tables.words.word(token.hash, text)
    }

    /// True when a name begins with the token.
    pub(super) fn begins_name(&self, token: &Token) -> bool {
        let word = self.word_of(token);
        word != NONE && self.tables.words.is_first(word)
    }

    /// The longest name at token `first`; returns how many tokens it takes, 0 for none.
    fn name(&mut self, first: usize) -> usize {
        // The buffer is kept: most first words lead nowhere, and an allocation would cost more than the search.
        let mut ends = std::mem::take(&mut self.ends);
        ends.clear();
        let mut node = ROOT;
        for last in first..first + self.tables.longest as usize {
            let word = self.resolve(last);
            if word == NONE {
                break;
            }
            node = self.tables.trie.step(node, word);
            if node == NONE {
                break;
            }
            if self.tables.forms.any_at(node) {
                ends.push((last, node));
            }
        }
        let taken = ends.iter().rev().find_map(|&(last, node)| match self.candidate(first, last, node) {
            Verdict::Taken | Verdict::Barred => Some(last - first + 1),
            Verdict::Refused => None,
        });
        self.ends = ends;
        taken.unwrap_or_else(|| self.office_around_adjective(first))
    }

    /// Tries the names that end at `node` on the tokens `first..=last`.
    fn candidate(&mut self, first: usize, last: usize, node: u32) -> Verdict {
        let tables = self.tables;
        let Some(tokens) = self.tokens.get(first..=last) else { return Verdict::Refused };
        if tokens.iter().any(|token| token.glued && tokens.len() == 1 && token.letters < MIN_GLUED) {
            return Verdict::Refused;
        }
        let (Some(from), Some(to)) = (tokens.first(), tokens.last()) else { return Verdict::Refused };
        let mut range = from.start..to.end;
        let mut fitting: Vec<(Rank, &'g Form)> = Vec::new();
        let mut own = None;
        for (_, form) in tables.forms.at(node).filter(|&form| tables.forms.is(form, self.text, tokens)) {
            let language = *own.get_or_insert_with(|| (self.language)(range.clone()));
            let Some(rank) = rank(form, tables.forms.language(form), language) else { continue };
            if form.flags.has(Flags::NEVER) {
                // Only a name that is a word of this very language bars; elsewhere it is just not offered.
                if rank.0 == 0 {
                    return Verdict::Barred;
                }
                continue;
            }
            fitting.push((rank, form));
        }
        fitting.sort_by_key(|(rank, form)| (*rank, form.entity));
        let glued = to.glued;
        // A word that is doubtful in this language stays so when another language has it as a plain name.
        let doubt = fitting.iter().fold(Flags::default(), |doubt, (_, form)| doubt.with(form.flags));
        let doubt = doubt.only(Flags::CTX.with(Flags::LOC).with(Flags::FIRST));
        let main = |form: &Form| !form.flags.any(Flags::ALT.with(Flags::NEAR));
        let Some(&(rank, form)) = fitting.iter().find(|(rank, form)| {
            let flags = if rank.0 == 0 { form.flags } else { form.flags.with(doubt) };
            main(form) && self.in_context(form, flags, first, last)
        }) else {
            return self.pend(&fitting, first, last);
        };
        let alternative = fitting.iter().find(|(other, alt)| alt.flags.has(Flags::ALT) && other.0 == rank.0);
        if let Some((_, alternative)) = alternative {
            let state = self.around(first, last).after_state_of();
            self.alternatives.push((self.found.len(), alternative.entity, state));
        }
        if form.has(FINAL_STOP) && self.text.as_bytes().get(range.end) == Some(&b'.') {
            range.end += 1;
        }
        let entity = Entity::new(tables, form.entity);
        if form.flags.has(Flags::OF) {
            let near = fitting.iter().filter(|(_, other)| other.flags.has(Flags::NEAR));
            self.offices.push((self.found.len(), near.map(|(_, other)| other.entity).collect()));
        }
        let confidence = confidence(form, rank, glued);
        let kind = kind_of(form.role, entity);
        self.found.push(Mention { range, entity, kind, role: form.role, confidence });
        if self.options.nested
            && let Some(language) = own
        {
            self.nest(first, last, language);
        }
        Verdict::Taken
    }

    /// Leaves names that many countries have until the whole text is read.
    fn pend(&mut self, fitting: &[(Rank, &'g Form)], first: usize, last: usize) -> Verdict {
        let near: Vec<&Form> =
            fitting.iter().map(|(_, form)| *form).filter(|form| form.flags.has(Flags::NEAR)).collect();
        let Some(&form) = near.first() else { return Verdict::Refused };
        if !self.in_context(form, form.flags, first, last) {
            return Verdict::Refused;
        }
        let entity = Entity::new(self.tables, form.entity);
        let (Some(from), Some(to)) = (self.tokens.get(first), self.tokens.get(last)) else {
            return Verdict::Refused;
        };
        self.pending.push((self.found.len(), near.iter().map(|form| form.entity).collect()));
        self.found.push(Mention {
            range: from.start..to.end,
            entity,
            kind: entity.kind(),
            role: form.role,
            confidence: NEAR_CONFIDENCE,
        });
        Verdict::Taken
    }

    /// The line around the byte at `at`.
    pub(super) fn line_at(&mut self, at: usize) -> Line {
        if !self.line.holds(at) {
            self.line = Line::around(self.text, at);
        }
        self.line.clone()
    }
}

enum Verdict {
    /// A mention was made.
    Taken,
    /// No name here; a shorter one may still fit.
    Refused,
    /// The words are common words of this language.
    Barred,
}

/// Order among names of the same words: own language first, then the role.
type Rank = (u8, Role);

/// `None` where a name of another language must not count.
fn rank(form: &Form, language: Option<Language>, own: Language) -> Option<Rank> {
    let distance = match language {
        None => 0,
        Some(language) if language == own => 0,
        Some(_) if own.is_undetermined() => 1,
        Some(_) if form.has(LOWER_CASE) || form.has(SHORT) => return None,
        Some(_) => 1,
    };
    Some((distance, form.role))
}

fn confidence(form: &Form, rank: Rank, glued: bool) -> f32 {
    let base: f32 = if form.flags.any(Flags::CTX.with(Flags::LOC)) {
        0.75
    } else {
        match form.role {
            Role::Preferred | Role::Formal => 0.95,
            Role::Acronym | Role::Demonym | Role::Alias => 0.9,
            _ => 0.85,
        }
    };
    let distance = if rank.0 == 0 { 0.0 } else { 0.1 };
    let split = if glued { 0.1 } else { 0.0 };
    base - distance - split
}

/// The kind of a mention made by a name of this role.
pub(super) fn kind_of(role: Role, entity: Entity<'_>) -> EntityKind {
    if role == Role::Demonym { EntityKind::Demonym } else { entity.kind() }
}
