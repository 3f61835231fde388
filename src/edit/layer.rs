//! One stage's edits as applied: what a layer of a document keeps.

use crate::document::Span;

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

/// The edits of one stage on one document, sorted and disjoint, with the text that they removed and inserted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layer<'l> {
    pub(crate) edits: &'l [Applied],
    pub(crate) inserted: &'l str,
    pub(crate) removed: &'l str,
    pub(crate) links: &'l [Link],
}

/// What a layer finds when it is put on a text that it was not made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mismatch {
    /// Byte of the text before the layer.
    pub(crate) at: u32,
}

impl<'l> Layer<'l> {
    /// The text that edit `index` put in.
    pub(crate) fn inserted(&self, index: usize) -> &'l str {
        let start = self.inserted_before(index);
        let end = self.edits.get(index).map_or(start, |edit| edit.ins_end);
        self.inserted.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The text that edit `index` took away.
    pub(crate) fn removed(&self, index: usize) -> &'l str {
        let Some(edit) = self.edits.get(index) else { return "" };
        // Every byte before `start` was either kept or removed, every byte before `out` kept or inserted.
        let from = (edit.start + self.inserted_before(index)).wrapping_sub(edit.out) as usize;
        self.removed.get(from..from + (edit.end - edit.start) as usize).unwrap_or_default()
    }

    fn inserted_before(&self, index: usize) -> u32 {
        index.checked_sub(1).and_then(|before| self.edits.get(before)).map_or(0, |edit| edit.ins_end)
    }

    /// The text after the layer, from the text before it.
    pub(crate) fn redo(&self, before: &str) -> Result<String, Mismatch> {
        let mut after = String::with_capacity(before.len() + self.inserted.len());
        let mut kept = 0;
        for (index, edit) in self.edits.iter().enumerate() {
            let wrong = Mismatch { at: edit.start };
            after.push_str(before.get(kept..edit.start as usize).ok_or(wrong)?);
            if Span::<()>::new(edit.start, edit.end).of(before) != Some(self.removed(index)) {
                return Err(wrong);
            }
            after.push_str(self.inserted(index));
            kept = edit.end as usize;
        }
        after.push_str(before.get(kept..).ok_or(Mismatch { at: before.len() as u32 })?);
        Ok(after)
    }

    /// The text before the layer, from the text after it.
    pub(crate) fn undo(&self, after: &str) -> Result<String, Mismatch> {
        let mut before = String::with_capacity(after.len() + self.removed.len());
        let mut kept = 0;
        for (index, edit) in self.edits.iter().enumerate() {
            let wrong = Mismatch { at: edit.start };
            let inserted = self.inserted(index);
            let out = edit.out as usize;
            before.push_str(after.get(kept..out).ok_or(wrong)?);
            if after.get(out..out + inserted.len()) != Some(inserted) {
                return Err(wrong);
            }
            before.push_str(self.removed(index));
            kept = out + inserted.len();
        }
        before.push_str(after.get(kept..).ok_or(Mismatch { at: before.len() as u32 })?);
        Ok(before)
    }
}
