//! One stage's edits as applied: what a layer of a document keeps.

/// One applied edit. `start..end` are bytes of the text before the stage, `out` is where its replacement starts in
/// the text after it, `ins_end` the end of the replacement in the layer's `inserted` text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Applied {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) out: u32,
    pub(crate) ins_end: u32,
    pub(crate) rule: u16,
    /// Ten-thousandths.
    pub(crate) confidence: u16,
}

/// The unit of `Applied::confidence`.
pub(crate) const CONFIDENCE_UNIT: f32 = 10_000.0;

/// A block that moved: the edit that took it away and the edit that put it back, as indices of the layer's edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) taken: u32,
    pub(crate) put: u32,
}

/// The edits of one stage on one document, sorted and disjoint, with the text that they put in. What they took out
/// stands in the text before them, which the source and the layers below give.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layer<'l> {
    pub(crate) edits: &'l [Applied],
    pub(crate) inserted: &'l str,
    pub(crate) links: &'l [Link],
}

impl<'l> Layer<'l> {
    /// The text that edit `index` put in.
    pub(crate) fn inserted(&self, index: usize) -> &'l str {
        let start = self.inserted_before(index);
        let end = self.edits.get(index).map_or(start, |edit| edit.ins_end);
        self.inserted.get(start as usize..end as usize).unwrap_or_default()
    }

    fn inserted_before(&self, index: usize) -> u32 {
        index.checked_sub(1).and_then(|before| self.edits.get(before)).map_or(0, |edit| edit.ins_end)
    }

    /// The text after the layer, from the text before it. The layer must have been made for that text.
    pub(crate) fn redo(&self, before: &str) -> String {
        let mut after = String::with_capacity(before.len() + self.inserted.len());
        let mut kept = 0;
        for (index, edit) in self.edits.iter().enumerate() {
            after.push_str(before.get(kept..edit.start as usize).unwrap_or_default());
            after.push_str(self.inserted(index));
            kept = edit.end as usize;
        }
        after.push_str(before.get(kept..).unwrap_or_default());
        after
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

/// What each rule did, in the order of `rules`.
pub(crate) fn tally(edits: &[Applied], rules: &[&'static str]) -> Vec<RuleCount> {
    let none = |rule: &&'static str| RuleCount { rule, edits: 0, removed: 0, inserted: 0 };
    let mut counts: Vec<RuleCount> = rules.iter().map(none).collect();
    let mut ins_start = 0;
    for edit in edits {
        if let Some(count) = counts.get_mut(edit.rule as usize) {
            count.edits += 1;
            count.removed += u64::from(edit.end - edit.start);
            count.inserted += u64::from(edit.ins_end - ins_start);
        }
        ins_start = edit.ins_end;
    }
    counts
}
