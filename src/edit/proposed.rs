//! The edits that a stage proposes, and their application.

use super::error::{EditError, EditFault};
use super::layer::{Applied, CONFIDENCE_UNIT, Link};

/// The name of a rule and how sure it is of the edit at hand.
///
/// A plain `&'static str` converts to a rule that is certain.
///
/// ```
/// use unisono::stage::Rule;
/// assert_eq!(Rule::from("space.doubled").confidence(), 1.0);
/// assert_eq!(Rule::new("related").sure(0.9).confidence(), 0.9);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    name: &'static str,
    /// Ten-thousandths.
    confidence: u16,
}

impl Rule {
    /// A rule that is certain. The name is its stable id, unique within its stage: `space.doubled-stop`.
    ///
    /// ```
    /// assert_eq!(unisono::stage::Rule::new("nfc").name(), "nfc");
    /// ```
    pub const fn new(name: &'static str) -> Self {
        Self { name, confidence: CONFIDENCE_UNIT as u16 }
    }

    /// The same rule with another confidence, 0 to 1; it is kept to four decimals.
    ///
    /// ```
    /// assert_eq!(unisono::stage::Rule::new("related").sure(7.0).confidence(), 1.0);
    /// ```
    #[must_use]
    pub const fn sure(mut self, confidence: f32) -> Self {
        // A NaN is no confidence at all.
        let confidence = if confidence.is_nan() { 0.0 } else { confidence.clamp(0.0, 1.0) };
        self.confidence = (confidence * CONFIDENCE_UNIT + 0.5) as u16;
        self
    }

    /// Its stable id.
    ///
    /// ```
    /// assert_eq!(unisono::stage::Rule::new("nfc").name(), "nfc");
    /// ```
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Probability that the edit is right, 0 to 1.
    ///
    /// ```
    /// assert_eq!(unisono::stage::Rule::new("nfc").confidence(), 1.0);
    /// ```
    pub const fn confidence(self) -> f32 {
        self.confidence as f32 / CONFIDENCE_UNIT
    }
}

impl From<&'static str> for Rule {
    fn from(name: &'static str) -> Self {
        Self::new(name)
    }
}

/// Edits of one rule on one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RuleCount {
    pub(crate) rule: &'static str,
    pub(crate) edits: u32,
    pub(crate) removed: u64,
    pub(crate) inserted: u64,
}

/// Stands for the rule of an edit that puts back what it takes: no edit.
const IDLE: u16 = u16::MAX;

/// One edit as proposed: `out` is filled in when it is applied.
type ProposedEdit = Applied;

/// A list of edits on one text, and the buffers that applying them fills.
#[derive(Debug, Clone, Default)]
pub(crate) struct Proposed {
    edits: Vec<ProposedEdit>,
    inserted: String,
    rules: Vec<RuleCount>,
    links: Vec<Link>,
    last_rule: u16,
}

impl Proposed {
    pub(crate) fn clear(&mut self) {
        self.edits.clear();
        self.inserted.clear();
        self.rules.clear();
        self.links.clear();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.edits.len()
    }

    pub(crate) fn edits(&self) -> &[Applied] {
        &self.edits
    }

    pub(crate) fn inserted(&self) -> &str {
        &self.inserted
    }

    pub(crate) fn links(&self) -> &[Link] {
        &self.links
    }

    pub(crate) fn rules(&self) -> &[RuleCount] {
        &self.rules
    }

    pub(crate) fn link(&mut self, taken: usize, put: usize) {
        self.links.push(Link { taken: taken as u32, put: put as u32 });
    }

    #[inline]
    pub(crate) fn push(&mut self, start: u32, end: u32, text: &str, rule: Rule) {
        let index = self.rule_index(rule.name);
        if !text.is_empty() {
            self.inserted.push_str(text);
        }
        self.edits.push(ProposedEdit {
            start,
            end,
            out: 0,
            ins_end: u32::try_from(self.inserted.len()).unwrap_or(u32::MAX),
            rule: index,
            confidence: rule.confidence,
        });
    }

    #[inline]
    fn rule_index(&mut self, name: &'static str) -> u16 {
        // The last rule mostly fires again, and its address settles it.
        match self.rules.get(self.last_rule as usize) {
            Some(last) if std::ptr::eq(last.rule, name) => {}
            _ => self.last_rule = self.find_rule(name),
        }
        self.last_rule
    }

    fn find_rule(&mut self, name: &'static str) -> u16 {
        let known = self.rules.iter().position(|count| count.rule == name);
        known.unwrap_or_else(|| {
            self.rules.push(RuleCount { rule: name, edits: 0, removed: 0, inserted: 0 });
            self.rules.len() - 1
        }) as u16
    }

    /// Leaves only the edits for which `keep` holds.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&Applied) -> bool) {
        let old = std::mem::take(&mut self.edits);
        let old_inserted = std::mem::take(&mut self.inserted);
        let mut places = vec![None; old.len()];
        let mut from = 0;
        for (index, mut edit) in old.into_iter().enumerate() {
            let text = old_inserted.get(from..edit.ins_end as usize).unwrap_or_default();
            from = edit.ins_end as usize;
            if keep(&edit) {
                places[index] = Some(self.edits.len() as u32);
                self.inserted.push_str(text);
                edit.ins_end = self.inserted.len() as u32;
                self.edits.push(edit);
            }
        }
        self.move_links(&places);
    }

    /// Follows the edits to their new places; a link that lost an end goes.
    fn move_links(&mut self, places: &[Option<u32>]) {
        let place = |index: u32| places.get(index as usize).copied().flatten();
        self.links.retain_mut(|link| match (place(link.taken), place(link.put)) {
            (Some(taken), Some(put)) => {
                *link = Link { taken, put };
                true
            }
            _ => false,
        });
    }

    /// Puts the edits in order of position and drops those that overlap an earlier one; gives their number.
    pub(crate) fn sort_and_drop_overlaps(&mut self) -> usize {
        let mut order: Vec<usize> = (0..self.edits.len()).collect();
        order.sort_by_key(|&index| (self.edits[index].start, self.edits[index].end));
        let mut winners = vec![false; self.edits.len()];
        let mut last: Option<Applied> = None;
        for &index in &order {
            let edit = self.edits[index];
            if last.is_none_or(|last| fault_after(&last, &edit).is_none()) {
                winners[index] = true;
                last = Some(edit);
            }
        }
        let dropped = winners.iter().filter(|kept| !**kept).count();
        let (mut sorted, mut inserted) = (Vec::with_capacity(order.len()), String::new());
        let mut places = vec![None; order.len()];
        for index in order.into_iter().filter(|&index| winners[index]) {
            let from = index.checked_sub(1).map_or(0, |before| self.edits[before].ins_end as usize);
            let mut edit = self.edits[index];
            inserted.push_str(self.inserted.get(from..edit.ins_end as usize).unwrap_or_default());
            edit.ins_end = inserted.len() as u32;
            places[index] = Some(sorted.len() as u32);
            sorted.push(edit);
        }
        self.move_links(&places);
        (self.edits, self.inserted) = (sorted, inserted);
        dropped
    }

    /// Checks the edits and applies them to `text`: the new text goes to `after`. On an error the edits are unusable.
    pub(crate) fn apply(&mut self, text: &str, after: &mut String) -> Result<(), EditError> {
        after.clear();
        if text.len() + self.inserted.len() > u32::MAX as usize {
            return Err(self.boundary_error("", 0, 0, 0).too_long());
        }
        after.reserve(text.len() + self.inserted.len());
        let (mut kept, mut ins_start) = (0, 0);
        let mut last = Applied { start: 0, end: 0, out: 0, ins_end: 0, rule: 0, confidence: 0 };
        let mut idle = false;
        for index in 0..self.edits.len() {
            let edit = self.edits[index];
            if let Some(fault) = fault_after(&last, &edit).filter(|_| index > 0) {
                return Err(self.error(&edit, fault));
            }
            let (from, to) = (edit.start as usize, edit.end as usize);
            // The end of an edit is checked as the start of what is kept after it.
            let Some(unchanged) = text.get(kept..from) else {
                return Err(self.boundary_error(text, index, kept, from));
            };
            let put = self.inserted.get(ins_start..edit.ins_end as usize).unwrap_or_default();
            last = edit;
            ins_start = edit.ins_end as usize;
            if put.len() == to - from && text.get(from..to) == Some(put) {
                self.edits[index].rule = IDLE;
                idle = true;
                continue;
            }
            after.push_str(unchanged);
            self.edits[index].out = after.len() as u32;
            after.push_str(put);
            let count = &mut self.rules[edit.rule as usize];
            count.edits += 1;
            count.removed += (to - from) as u64;
            count.inserted += put.len() as u64;
            kept = to;
        }
        let Some(rest) = text.get(kept..) else {
            return Err(self.boundary_error(text, self.edits.len(), kept, text.len()));
        };
        after.push_str(rest);
        if idle {
            self.retain(|edit| edit.rule != IDLE);
        }
        Ok(())
    }

    /// The error of `edits[index]` whose start is no place in the text, or of the edit before it whose end is none.
    fn boundary_error(&self, text: &str, index: usize, kept: usize, from: usize) -> EditError {
        let (wrong, at) =
            if text.is_char_boundary(kept) { (index, from) } else { (index.saturating_sub(1), kept) };
        let fault = if at > text.len() { EditFault::Range } else { EditFault::Boundary };
        let last = self.edits.last().copied();
        match self.edits.get(wrong).copied().or(last) {
            Some(edit) => self.error(&edit, fault),
            None => EditError::new("", 0, 0, fault),
        }
    }

    fn error(&self, edit: &Applied, fault: EditFault) -> EditError {
        let rule = self.rules.get(edit.rule as usize).map_or("", |count| count.rule);
        EditError::new(rule, edit.start, edit.end, fault)
    }
}

/// What is wrong with `edit` as the successor of `last`.
fn fault_after(last: &Applied, edit: &Applied) -> Option<EditFault> {
    if edit.start < last.start {
        Some(EditFault::Unsorted)
    } else if edit.start < last.end || (edit.end == last.start) {
        // Two insertions at one place have no order between them.
        Some(EditFault::Overlap)
    } else {
        None
    }
}
