//! One stage's edits as applied: what a layer of a document keeps.

/// One applied edit, 16 bytes. `start..end` are bytes of the text before the stage, `out_end` is where its replacement ends in
/// the text after it. Where that begins the edit before it says: see [`out`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Applied {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) out_end: u32,
    pub(crate) rule: u16,
    /// Ten-thousandths.
    pub(crate) confidence: u16,
}

/// Where the replacement of an edit starts in the text after the stage, from the edit before it.
pub(crate) fn out(before: Option<&Applied>, edit: &Applied) -> u32 {
    before.map_or(edit.start, |before| edit.start - before.end + before.out_end)
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

impl Layer<'_> {
    /// The text after the layer, from the text before it. The layer must have been made for that text.
    pub(crate) fn redo(&self, text: &str) -> String {
        let mut after = String::with_capacity(text.len() + self.inserted.len());
        let (mut kept, mut put) = (0, 0);
        let mut before = None;
        for edit in self.edits {
            after.push_str(text.get(kept..edit.start as usize).unwrap_or_default());
            let end = put + (edit.out_end - out(before, edit)) as usize;
            after.push_str(self.inserted.get(put..end).unwrap_or_default());
            (kept, put, before) = (edit.end as usize, end, Some(edit));
        }
        after.push_str(text.get(kept..).unwrap_or_default());
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
    let mut before = None;
    for edit in edits {
        if let Some(count) = counts.get_mut(edit.rule as usize) {
            count.edits += 1;
            count.removed += u64::from(edit.end - edit.start);
            count.inserted += u64::from(edit.out_end - out(before, edit));
        }
        before = Some(edit);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::{Applied, out, tally};

    #[test]
    fn an_edit_is_sixteen_bytes() {
        assert_eq!(size_of::<Applied>(), 16);
    }

    #[test]
    fn what_a_rule_removed_and_put_in_follows_from_the_edit_before() {
        let edit = |start, end, out_end, rule| Applied { start, end, out_end, rule, confidence: 10_000 };
        // `ab[cd->XYZ]ef[g->]h`
        let edits = [edit(2, 4, 5, 0), edit(6, 7, 7, 1)];
        assert_eq!((out(None, &edits[0]), out(Some(&edits[0]), &edits[1])), (2, 7));
        let counts: Vec<_> =
            tally(&edits, &["put", "removed"]).iter().map(|count| (count.removed, count.inserted)).collect();
        assert_eq!(counts, [(2, 3), (1, 0)]);
    }
}
