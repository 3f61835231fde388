//! What a document says for and against its own repairs: forms that recur, and words that stand alone elsewhere.

use std::collections::HashMap;
use std::ops::Range;

use super::Repair;
use super::place::Token;
use super::scan::Tokens;

/// A repair that waits for what the rest of the document says.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) repair: Repair,
    /// The word as it stands; it is left alone if it stands again elsewhere.
    pub(super) form: Option<Range<usize>>,
    /// Words that have to stand alone elsewhere.
    pub(super) alone: [Option<Range<usize>>; 2],
}

/// A repair that holds, and the word that it was made in.
#[derive(Debug, Clone)]
pub(super) struct Settled {
    pub(super) repair: Repair,
    pub(super) form: Option<Range<usize>>,
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
    pub(super) fn settle(self, text: &str) -> Vec<Settled> {
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
        let mut alone: HashMap<&str, bool> = candidates
            .iter()
            .flat_map(|candidate| candidate.alone.iter().flatten())
            .map(|range| (get(range), false))
            .collect();
        if !alone.is_empty() {
            for token in Tokens::new(text) {
                if let Some(found) = alone.get_mut(get(&(token.start..token.end))) {
                    *found = true;
                }
            }
        }
        candidates
            .into_iter()
            .filter(|candidate| {
                let again = candidate.form.as_ref().is_some_and(|form| forms.get(get(form)) > Some(&1));
                !again && candidate.alone.iter().flatten().all(|range| alone.get(get(range)) == Some(&true))
            })
            .map(|Candidate { repair, form, .. }| Settled { repair, form })
            .collect()
    }
}
