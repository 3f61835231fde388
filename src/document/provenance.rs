//! From the text back to its source: positions, edits, earlier states.

use super::Document;
use super::span::{Current, Source, Span};
use crate::edit::{CONFIDENCE_UNIT, Net, back, compose, forth, join_touching};

/// A change from the source to the text, with its cause.
///
/// ```
/// let document = unisono::Pipeline::news().run("The talks ended. . The ministers left.")?;
/// let [edit] = &document.edits()[..] else { panic!() };
/// assert_eq!((edit.stage, edit.rule), ("unicode", "space.doubled-stop"));
/// # Ok::<(), unisono::pipeline::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Edit<'d> {
    /// Bytes of the source.
    pub source: Span<Source>,
    /// Bytes of the current text.
    pub target: Span<Current>,
    /// The stage that made it; the last one, where several did.
    pub stage: &'d str,
    /// The rule of that stage.
    pub rule: &'static str,
    /// The text of the source.
    pub before: &'d str,
    /// The text that stands there now.
    pub after: &'d str,
    /// Probability that the edit is right, 0 to 1; the least, where several stages took part.
    pub confidence: f32,
    /// Every stage and rule that took part, in order.
    pub via: Vec<Via<'d>>,
    /// The edit at the other end, as an index of the list, when a block moved.
    pub moved: Option<usize>,
}

/// A stage and a rule that took part in an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Via<'d> {
    /// Name of the stage.
    pub stage: &'d str,
    /// Rule of the stage.
    pub rule: &'static str,
}

impl std::fmt::Display for Via<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.stage, self.rule)
    }
}

impl Document {
    /// Where a span of the current text came from; `None` when it lies outside the text or the pipeline kept no
    /// trace ([`Trace::Full`](crate::Trace::Full) keeps it).
    ///
    /// Inserted text came from an empty span; a part of a replacement from all that was replaced.
    ///
    /// ```
    /// use unisono::Span;
    /// let document = unisono::Pipeline::news().run("The talks ended. . The ministers left.")?;
    /// let ministers = Span::from(21..30);
    /// assert_eq!(ministers.of(document.text()), Some("ministers"));
    /// assert_eq!(document.trace(ministers), Some(Span::new(23, 32)));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn trace(&self, span: Span<Current>) -> Option<Span<Source>> {
        if span.end as usize > self.text().len() || !self.ledger.is_complete() {
            return None;
        }
        let (start, end) = self
            .ledger
            .changes()
            .rev()
            .fold((span.start, span.end), |(start, end), stage| back(stage.layer().edits, start, end));
        Some(Span::new(start, end))
    }

    /// Where a span of the source is now; `None` when nothing of it is left, when it lies outside the source, or
    /// when the pipeline kept no trace.
    ///
    /// ```
    /// use unisono::Span;
    /// let document = unisono::Pipeline::news().run("The talks ended. . The ministers left.")?;
    /// assert_eq!(document.find(Span::new(23, 32)), Some(Span::new(21, 30)));
    /// assert_eq!(document.find(Span::new(16, 18)), None);
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn find(&self, span: Span<Source>) -> Option<Span<Current>> {
        if span.end as usize > self.source().len() || !self.ledger.is_complete() {
            return None;
        }
        let (start, end) = self
            .ledger
            .changes()
            .try_fold((span.start, span.end), |(start, end), stage| forth(stage.layer().edits, start, end))?;
        Some(Span::new(start, end))
    }

    /// The text as it was before the first stage of that name; `None` when there was none, or no trace was kept.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("The port reopened on Monday, the ministry said.\r\n\r\nLeave a Reply")?;
    /// assert_eq!(document.text(), "The port reopened on Monday, the ministry said.");
    /// assert_eq!(
    ///     document.rewind("boilerplate").as_deref(),
    ///     Some("The port reopened on Monday, the ministry said.\n\nLeave a Reply")
    /// );
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn rewind(&self, stage: &str) -> Option<String> {
        self.ledger.rewind(stage)
    }

    /// Every change from the source to the current text, sorted and disjoint in both. Applied to the source they
    /// give the text exactly. Edits of several stages that overlap or touch are one. Empty without a full trace.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("\u{feff}Rabat\r\nLondon")?;
    /// let mut text = document.source().to_owned();
    /// for edit in document.edits().iter().rev() {
    ///     text.replace_range(edit.source.range(), edit.after);
    /// }
    /// assert_eq!(text, document.text());
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn edits(&self) -> Vec<Edit<'_>> {
        if !self.ledger.is_complete() {
            return Vec::new();
        }
        let changes: Vec<_> = self.ledger.changes().collect();
        let nets: Vec<Net> = changes
            .iter()
            .enumerate()
            .fold(Vec::new(), |below, (index, stage)| compose(&below, index as u32, stage.layer().edits));
        let nets = join_touching(nets);
        let moves = self.moves(&nets);
        let mut places = Vec::with_capacity(nets.len());
        let mut edits = Vec::with_capacity(nets.len());
        for net in &nets {
            let source = Span::<Source>::new(net.source.0, net.source.1);
            let target = Span::<Current>::new(net.target.0, net.target.1);
            let before = source.of(self.source()).unwrap_or_default();
            let after = target.of(self.text()).unwrap_or_default();
            // Stages can undo each other; what is left then is no change.
            if before == after {
                places.push(None);
                continue;
            }
            places.push(Some(edits.len()));
            let mut via: Vec<Via<'_>> = Vec::with_capacity(net.steps.len());
            let mut confidence = u16::MAX;
            for step in &net.steps {
                let change = changes[step.layer as usize];
                let applied = change.layer().edits[step.edit as usize];
                let stage = change.name();
                let rule = change.rules().get(applied.rule as usize).copied().unwrap_or_default();
                confidence = confidence.min(applied.confidence);
                // Few rules take part in one edit, however many steps it has.
                if !via.contains(&Via { stage, rule }) {
                    via.push(Via { stage, rule });
                }
            }
            let last = via.last().copied().unwrap_or(Via { stage: "", rule: "" });
            edits.push(Edit {
                source,
                target,
                stage: last.stage,
                rule: last.rule,
                before,
                after,
                confidence: f32::from(confidence) / CONFIDENCE_UNIT,
                via,
                moved: None,
            });
        }
        for (one, other) in moves {
            if let (Some(one), Some(other)) = (places[one], places[other])
                && one != other
            {
                edits[one].moved = Some(other);
                edits[other].moved = Some(one);
            }
        }
        edits
    }

    /// Pairs of nets at the two ends of a moved block.
    fn moves(&self, nets: &[Net]) -> Vec<(usize, usize)> {
        let mut places: Vec<((u32, u32), usize)> = Vec::new();
        if self.ledger.changes().any(|stage| !stage.layer().links.is_empty()) {
            let steps =
                nets.iter().enumerate().flat_map(|(net, it)| it.steps.iter().map(move |step| (step, net)));
            places.extend(steps.map(|(step, net)| ((step.layer, step.edit), net)));
            places.sort_unstable();
        }
        let holds = |layer: u32, edit: u32| {
            places.binary_search_by_key(&(layer, edit), |(step, _)| *step).ok().map(|found| places[found].1)
        };
        let mut moves = Vec::new();
        for (index, stage) in self.ledger.changes().enumerate() {
            for link in stage.layer().links {
                if let (Some(taken), Some(put)) =
                    (holds(index as u32, link.taken), holds(index as u32, link.put))
                {
                    moves.push((taken, put));
                }
            }
        }
        moves
    }
}
