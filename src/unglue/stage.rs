//! The stage `unglue`.

use std::ops::Range;
use std::sync::Arc;

use super::{Mode, Options, find};
use crate::Language;
use crate::lexicon::{self, Lexicon, Table};
use crate::stage::{Configured, Fact, Proposal, Rule, Stage, StageError, View};

/// Puts back the spaces that were lost between words, and takes those before commas out.
///
/// Every repair is an edit with the id of its rule and a confidence. Full stops that must have been lost, and capitals and full
/// stops in mid-sentence, become suspects of the document. Text that is protected stays as it is.
///
/// ```
/// use unisono::unglue::Unglue;
/// let pipeline = unisono::Pipeline::builder().stage(Unglue::default()).build()?;
/// let document = pipeline.run("Le ministre a rencontré son homologue, Nasser BouritaIl était à Londres hier soir.")?;
/// assert_eq!(document.text(), "Le ministre a rencontré son homologue, Nasser Bourita Il était à Londres hier soir.");
/// assert_eq!(document.suspects()[0].suggestion.as_deref(), Some("Bourita. Il"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(default, deny_unknown_fields))]
#[non_exhaustive]
pub struct Unglue {
    /// How much is repaired.
    pub mode: Mode,
    /// A file that [`Table::build`] wrote, to take instead of the built-in lexicon.
    #[cfg_attr(feature = "config", serde(skip_serializing_if = "Option::is_none"))]
    pub lexicon: Option<String>,
    #[cfg_attr(feature = "config", serde(skip))]
    table: Option<Arc<Table>>,
}

impl Unglue {
    /// The stage that repairs as much as `mode` says.
    ///
    /// ```
    /// use unisono::unglue::{Mode, Unglue};
    /// let pipeline = unisono::Pipeline::builder().stage(Unglue::new(Mode::Off)).build()?;
    /// assert_eq!(pipeline.run("The talks ended , he said.")?.text(), "The talks ended , he said.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(mode: Mode) -> Self {
        Self { mode, ..Self::default() }
    }
}

impl Stage for Unglue {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn needs(&self) -> &[Fact] {
        &[Fact::Language]
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        let languages: Vec<(Range<usize>, Language)> =
            view.languages().iter().map(|mark| (mark.span.range(), mark.language)).collect();
        if languages.is_empty() {
            return Ok(());
        }
        let lexicon: &dyn Lexicon = match &self.table {
            Some(table) => &**table,
            None => lexicon::builtin(),
        };
        let found = find(view.text(), &Options { mode: self.mode, languages: &languages, lexicon });
        let mut protected: Vec<Range<usize>> =
            view.protected().iter().map(|mark| mark.span.range()).collect();
        protected.sort_by_key(|range| range.start);
        let mut guard = Guard { protected, at: 0, reach: 0 };
        for repair in found.repairs {
            if !guard.covers(&repair.range) {
                let rule = Rule::new(repair.rule).sure(repair.confidence);
                out.replace(repair.range.clone(), repair.text(), rule);
            }
        }
        for suspect in found.suspects {
            out.suspect(suspect.range, suspect.kind, suspect.suggestion.as_deref(), suspect.confidence);
        }
        Ok(())
    }
}

/// Protected text, asked for in order of position.
struct Guard {
    protected: Vec<Range<usize>>,
    at: usize,
    /// The furthest end of those that start before the position.
    reach: usize,
}

impl Guard {
    fn covers(&mut self, range: &Range<usize>) -> bool {
        while let Some(mark) = self.protected.get(self.at).filter(|mark| mark.start <= range.end) {
            self.reach = self.reach.max(mark.end);
            self.at += 1;
        }
        range.start < self.reach
    }
}

impl Configured for Unglue {
    const KIND: &'static str = "unglue";
    const ABOUT: &'static str =
        "puts back spaces that were lost between words, takes out those before commas";
    const FILES: &'static [&'static str] = &["lexicon"];
    const RULES: &'static [(&'static str, &'static str)] = &[
        ("case.function-word", "a capitalised function word at the end of another word: `MerkelBy`"),
        ("case.possessive", "the same after a possessive: `Britain'sThe`"),
        ("case.elision", "an elided word at the end of another: `critiqueL’usage`"),
        ("case.lower-upper", "a word in lower case, then a capitalised one: `theWelsh`"),
        ("case.names", "two names that stand alone elsewhere: `SmithLondon`"),
        ("stop.space", "no space after a full stop: `report.Later`"),
        ("space.comma", "spaces before a comma"),
        ("name.lower", "a known name, then a word in lower case: `Abraham's agreementspromoted`"),
        ("lower.lower", "two words in lower case that the lexicon does not know as one (mode `extended`)"),
        ("lower.after-capital", "a capitalised word, then one in lower case (mode `extended`)"),
    ];

    fn prepare(&mut self) -> Result<(), StageError> {
        self.table = match &self.lexicon {
            None => None,
            Some(path) => {
                let wrong = |message: &str| {
                    StageError::new(format!("option `lexicon` of the stage `unglue`: `{path}` {message}"))
                };
                let bytes = std::fs::read(path).map_err(|error| wrong("cannot be read").caused_by(error))?;
                let table =
                    Table::from_bytes(bytes).map_err(|error| wrong("is no lexicon").caused_by(error))?;
                Some(Arc::new(table))
            }
        };
        Ok(())
    }
}
