//! What a document says for and against its own repairs: forms that recur, and words that stand alone elsewhere.

use std::collections::HashMap;
use std::ops::Range;

use super::Repair;
use super::letters::Letters;
use super::place::Token;

/// A repair that waits for what the rest of the document says.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) repair: Repair,
    /// The word as it stands; it is left alone if it stands again elsewhere.
    pub(super) form: Option<Range<usize>>,
    /// Words that have to stand alone elsewhere.
    pub(super) alone: [Option<Range<usize>>; 2],
    /// The word that the repair makes two of; empty if it is between two words.
    pub(super) word: Range<usize>,
}

/// A repair that holds, and the word that it was made in.
#[derive(Debug, Clone)]
pub(super) struct Settled {
    pub(super) repair: Repair,
    pub(super) word: Range<usize>,
}

/// A word that candidates wait for.
#[derive(Debug, Default)]
struct Wait {
    found: bool,
    candidates: Vec<usize>,
}

#[derive(Debug, Default)]
pub(super) struct Pending {
    candidates: Vec<Candidate>,
    /// Words with a capital inside that are no candidates.
    others: Vec<(u32, u32)>,
}

impl Pending {
    pub(super) fn push(&mut self, candidate: Candidate) {
        self.candidates.push(candidate);
    }

    /// A word that is no candidate where it stands, and speaks for one form wherever it stands.
    pub(super) fn keep(&mut self, token: &Token) {
        self.others.push((token.start as u32, token.end as u32));
    }

    /// The repairs that hold.
    pub(super) fn settle(self, text: &str, letters: &Letters) -> Vec<Settled> {
        let Self { candidates, others } = self;
        if candidates.is_empty() {
            return Vec::new();
        }
        let get = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
        let mut forms: HashMap<&str, u32> = HashMap::new();
        for form in candidates.iter().filter_map(|candidate| candidate.form.as_ref()) {
            *forms.entry(get(form)).or_default() += 1;
        }
        for (start, end) in others {
            if let Some(count) = forms.get_mut(get(&(start as usize..end as usize))) {
                *count += 1;
            }
        }
        let again = |candidate: &Candidate| {
            candidate.form.as_ref().is_some_and(|form| forms.get(get(form)) > Some(&1))
        };
        let mut candidates: Vec<Option<Candidate>> =
            candidates.into_iter().map(|candidate| (!again(&candidate)).then_some(candidate)).collect();
        let mut waiting: HashMap<&str, Wait> = HashMap::new();
        for (at, candidate) in candidates.iter().enumerate() {
            for word in candidate.iter().flat_map(|candidate| candidate.alone.iter().flatten()) {
                waiting.entry(get(word)).or_default().candidates.push(at);
            }
        }
        if !waiting.is_empty() {
            for word in letters.words() {
                if let Some(wait) = waiting.get_mut(get(&word)) {
                    wait.found = true;
                }
            }
        }
        // A word that a repair makes of another stands alone from then on.
        let mut queue: Vec<usize> = (0..candidates.len()).rev().collect();
        let mut settled = Vec::new();
        while let Some(at) = queue.pop() {
            let Some(slot) = candidates.get_mut(at) else { continue };
            let holds = |candidate: &Candidate| {
                candidate
                    .alone
                    .iter()
                    .flatten()
                    .all(|word| waiting.get(get(word)).is_some_and(|wait| wait.found))
            };
            let Some(candidate) = slot.take_if(|candidate| holds(candidate)) else { continue };
            let split = &candidate.repair.range;
            for part in [candidate.word.start..split.start, split.end..candidate.word.end] {
                if let Some(wait) = waiting.get_mut(get(&part)).filter(|wait| !wait.found) {
                    wait.found = true;
                    queue.append(&mut wait.candidates);
                }
            }
            settled.push(Settled { repair: candidate.repair, word: candidate.word });
        }
        settled.sort_by_key(|settled| settled.repair.range.start);
        settled
    }
}
