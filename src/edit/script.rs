//! The edits of one stage, applied as they are proposed.

use super::error::{EditError, EditFault};
use super::layer::{Applied, Link, out};
use super::rule::Rule;
use crate::document::{Current, Span};
use crate::pipeline::OnlyOf;

/// What happens when two edits of one stage overlap, or stand in the wrong order.
///
/// ```
/// use unisono::pipeline::Conflict;
/// assert_eq!(Conflict::default(), Conflict::Fail);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "kebab-case")
)]
#[non_exhaustive]
pub enum Conflict {
    /// The document fails with an error that names stage, rule and place.
    #[default]
    Fail,
    /// The edit that was proposed first is applied; the other is refused and counted.
    KeepFirst,
}

/// What a script fills; used again for every stage and every document.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    /// The text with the edits applied, up to the last edit.
    pub(crate) after: String,
    pub(crate) edits: Vec<Applied>,
    pub(crate) inserted: String,
    /// The names that `Applied::rule` counts from 0.
    pub(crate) rules: Vec<&'static str>,
    pub(crate) links: Vec<Link>,
    /// Text that edits may not touch: sorted, disjoint.
    pub(crate) protected: Vec<Span<Current>>,
}

/// The edits of one stage on one text: each is checked and applied as it comes.
#[derive(Debug)]
pub(crate) struct Script<'s> {
    text: &'s str,
    buffers: &'s mut Buffers,
    conflict: Conflict,
    /// Whether what the edits put in is kept for the ledger.
    full: bool,
    /// The rules whose edits are applied, where not all are.
    only: Option<OnlyOf>,
    /// Where the last edit ends; what follows is not yet in `after`.
    kept: usize,
    last_start: usize,
    last_rule: u16,
    refused: u32,
    /// Whether the last two edits that were proposed were applied; `None` where a move takes none.
    recent: [Option<bool>; 2],
    error: Option<EditError>,
}

impl<'s> Script<'s> {
    /// An empty script on `text`. The protected spans of `buffers` stand.
    pub(crate) fn new(text: &'s str, buffers: &'s mut Buffers, conflict: Conflict, full: bool) -> Self {
        buffers.after.clear();
        buffers.edits.clear();
        buffers.inserted.clear();
        buffers.rules.clear();
        buffers.links.clear();
        Self {
            text,
            buffers,
            conflict,
            full,
            only: None,
            kept: 0,
            last_start: usize::MAX,
            last_rule: 0,
            refused: 0,
            recent: [None; 2],
            error: None,
        }
    }

    /// The same script, that applies the edits of some rules and passes the others over.
    pub(crate) fn restricted(mut self, only: Option<OnlyOf>) -> Self {
        self.only = only;
        self
    }

    /// Replaces `start..end` by `put`.
    #[inline]
    pub(crate) fn push(&mut self, start: usize, end: usize, put: &str, rule: Rule) {
        let end = end.max(start);
        self.recent = [self.recent[1], Some(false)];
        if self.only.as_ref().is_some_and(|only| !only.allows(rule.name())) {
            return;
        }
        // Two insertions at one place have no order between them.
        if start < self.kept || (start == self.last_start && start == end) {
            return self.conflict(start, end, rule);
        }
        let seen = self.text.get(self.kept..end).and_then(|seen| seen.split_at_checked(start - self.kept));
        let Some((unchanged, taken)) = seen else {
            let fault = if end > self.text.len() { EditFault::Range } else { EditFault::Boundary };
            return self.fail(start, end, rule, fault);
        };
        if taken == put {
            return;
        }
        if !self.buffers.protected.is_empty() && self.is_protected(start as u32, end as u32) {
            self.refused += 1;
            return;
        }
        let buffers = &mut *self.buffers;
        if buffers.edits.is_empty() {
            buffers.after.reserve(self.text.len());
        }
        buffers.after.push_str(unchanged);
        // Most edits only take out.
        if !put.is_empty() {
            buffers.after.push_str(put);
            if self.full {
                buffers.inserted.push_str(put);
            }
        }
        (self.kept, self.last_start) = (end, start);
        self.recent[1] = Some(true);
        let index = self.rule_index(rule.name());
        let buffers = &mut *self.buffers;
        buffers.edits.push(Applied {
            start: start as u32,
            end: end as u32,
            // Beyond 4 GiB it means nothing: `finish` fails then.
            out_end: buffers.after.len() as u32,
            rule: index,
            confidence: rule.ten_thousandths(),
        });
    }

    #[inline]
    fn rule_index(&mut self, name: &'static str) -> u16 {
        // The last rule mostly fires again, and its address settles it.
        match self.buffers.rules.get(self.last_rule as usize) {
            Some(last) if std::ptr::eq(*last, name) => {}
            _ => self.last_rule = self.find_rule(name),
        }
        self.last_rule
    }

    fn find_rule(&mut self, name: &'static str) -> u16 {
        let rules = &mut self.buffers.rules;
        rules.iter().position(|known| *known == name).unwrap_or_else(|| {
            rules.push(name);
            rules.len() - 1
        }) as u16
    }

    /// True when an edit changes protected text. What is put in at its edge does not.
    fn is_protected(&self, start: u32, end: u32) -> bool {
        let protected = &self.buffers.protected;
        let next = protected.partition_point(|span| span.end <= start);
        protected.get(next).is_some_and(|span| span.start < end || (start == end && span.start < start))
    }

    #[cold]
    fn conflict(&mut self, start: usize, end: usize, rule: Rule) {
        match self.conflict {
            Conflict::KeepFirst => self.refused += 1,
            Conflict::Fail => {
                let unsorted = self.last_start != usize::MAX && start < self.last_start;
                let fault = if unsorted { EditFault::Unsorted } else { EditFault::Overlap };
                self.fail(start, end, rule, fault);
            }
        }
    }

    #[cold]
    fn fail(&mut self, start: usize, end: usize, rule: Rule, fault: EditFault) {
        let span: Span<Current> = Span::from(start..end);
        self.error.get_or_insert(EditError::new(rule.name(), span.start, span.end, fault));
    }

    /// Links the last two edits that were proposed as a move. If one of them was refused the other is taken back:
    /// half a move would lose text or double it.
    pub(crate) fn link_move(&mut self) {
        let applied = self.buffers.edits.len() as u32;
        match std::mem::take(&mut self.recent) {
            [Some(true), Some(true)] => {
                self.buffers.links.push(Link { taken: applied - 2, put: applied - 1 });
            }
            [Some(false), Some(false)] => {}
            [Some(_), Some(_)] => {
                self.take_back();
                self.refused += 1;
            }
            [_, _] => self.fail(self.kept, self.kept, Rule::new("link_move"), EditFault::NoMove),
        }
    }

    /// Takes the last applied edit back.
    fn take_back(&mut self) {
        let buffers = &mut *self.buffers;
        let Some(edit) = buffers.edits.pop() else { return };
        let before = buffers.edits.last();
        if self.full {
            let put = (edit.out_end - out(before, &edit)) as usize;
            buffers.inserted.truncate(buffers.inserted.len() - put);
        }
        // The text kept since the edit before goes back too.
        buffers.after.truncate(before.map_or(0, |before| before.out_end as usize));
        self.last_start = before.map_or(usize::MAX, |before| before.start as usize);
        self.kept = before.map_or(0, |before| before.end as usize);
    }

    /// Completes the text in the buffers and gives the number of edits that were refused.
    ///
    /// # Errors
    /// The first edit that was impossible.
    pub(crate) fn finish(self) -> Result<u32, EditError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if let Some(last) = self.buffers.edits.last() {
            self.buffers.after.push_str(self.text.get(self.kept..).unwrap_or_default());
            if self.buffers.after.len() >= u32::MAX as usize {
                let rule = self.buffers.rules.get(last.rule as usize).copied().unwrap_or_default();
                return Err(EditError::new(rule, last.start, last.end, EditFault::TooLong));
            }
        }
        Ok(self.refused)
    }
}
