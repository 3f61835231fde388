//! The engine `neural`: models of Firefox Translations from a folder, run in this process.

mod folder;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use fxtranslate::engine::Engine;
use fxtranslate::shortlist::Shortlist;

use super::route::plan;
use super::translator::by_hops;
use super::{Answer, Capabilities, Route, Segment, TranslateError, Translator};
use crate::Language;
use folder::Files;

/// Longest segment, in bytes.
const MAX_BYTES: usize = 64 << 10;

/// Longest part of a sentence that a model gets at once, in bytes: it reads some 127 tokens and drops the rest.
const PART: usize = 280;

/// Sentences that are translated side by side.
const TOGETHER: usize = 16;

/// A sentence that every model has a translation for, in the languages that a model may be asked from.
const PROBE: &str = "2021";

/// Models of Firefox Translations in a folder: files named as `model.enes.intgemm.alphas.bin`, `vocab.enes.spm` (or
/// `srcvocab` and `trgvocab`) and `lex.50.50.enes.s2t.bin`, in the folder itself or in folders in it.
///
/// A model is loaded when its pair is first asked for. Pairs without a model go through others that have one, English
/// as a rule. A route over models has no figures, since what a folder holds was never measured here.
///
/// ```
/// use unisono::translate::Neural;
/// let error = Neural::in_folder("no such folder").unwrap_err();
/// assert!(error.to_string().contains("no such folder"));
/// ```
pub struct Neural {
    capabilities: Capabilities,
    models: BTreeMap<(Language, Language), Model>,
}

struct Model {
    files: Files,
    /// Loaded, or why it cannot be.
    loaded: OnceLock<Result<Mutex<Engine>, String>>,
}

impl std::fmt::Debug for Neural {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Neural").field("pairs", &self.capabilities.pairs).finish_non_exhaustive()
    }
}

impl Neural {
    /// The models of a folder; none is loaded yet.
    ///
    /// # Errors
    /// When the folder cannot be read, has no model, has two for one pair, or files of a model are missing or still
    /// compressed.
    ///
    /// ```
    /// use unisono::translate::Neural;
    /// assert!(Neural::in_folder(std::env::temp_dir().join("empty")).is_err());
    /// ```
    pub fn in_folder(folder: impl AsRef<Path>) -> Result<Self, TranslateError> {
        let models: BTreeMap<_, _> = folder::models(folder.as_ref())
            .map_err(TranslateError::Start)?
            .into_iter()
            .map(|(pair, files)| (pair, Model { files, loaded: OnceLock::new() }))
            .collect();
        let capabilities = Capabilities {
            pairs: models.keys().copied().collect(),
            max_bytes: MAX_BYTES,
            ..Capabilities::default()
        };
        Ok(Self { capabilities, models })
    }

    /// Loads every model now.
    ///
    /// # Errors
    /// When one is damaged; the message says which.
    ///
    /// ```
    /// # use unisono::translate::Neural;
    /// if let Ok(engine) = Neural::in_folder("models") {
    ///     engine.load()?;
    /// }
    /// # Ok::<(), unisono::translate::TranslateError>(())
    /// ```
    pub fn load(&self) -> Result<(), TranslateError> {
        self.models.values().try_for_each(|model| model.engine().map(drop))
    }

    fn hop(&self, pair: (Language, Language), texts: &[&str]) -> Vec<Result<String, TranslateError>> {
        let engine = self.models.get(&pair).map(Model::engine);
        let engine = engine.unwrap_or(Err(TranslateError::UnsupportedPair { from: pair.0, to: pair.1 }));
        let engine = match engine {
            Ok(engine) => engine.lock().unwrap_or_else(PoisonError::into_inner),
            Err(error) => return texts.iter().map(|_| Err(error.clone())).collect(),
        };
        let mut parts: Vec<(usize, &str)> = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            parts.extend(clauses(text).map(|part| (at, part)));
        }
        // What is alike in length goes side by side.
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|&at| parts.get(at).map_or(0, |part| part.1.len()));
        let mut made: Vec<Option<String>> = vec![None; parts.len()];
        for together in order.chunks(TOGETHER) {
            let texts: Vec<&str> =
                together.iter().filter_map(|&at| parts.get(at).map(|part| part.1)).collect();
            // A panic in a library must not take the other documents with it.
            let answers =
                catch_unwind(AssertUnwindSafe(|| engine.translate_batch(&texts))).unwrap_or_default();
            for (&at, answer) in together.iter().zip(answers) {
                if let Some(made) = made.get_mut(at) {
                    *made = Some(answer);
                }
            }
        }
        let mut given: Vec<Result<String, TranslateError>> =
            texts.iter().map(|_| Ok(String::new())).collect();
        for ((at, part), made) in parts.into_iter().zip(made) {
            let Some(text) = given.get_mut(at) else { continue };
            match (made.filter(|made| !made.trim().is_empty() || part.trim().is_empty()), text) {
                (Some(made), Ok(text)) => {
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    text.push_str(made.trim());
                }
                (None, text) => *text = Err(TranslateError::EngineDied { restarts: 0 }),
                (Some(_), Err(_)) => {}
            }
        }
        given
    }
}

impl Model {
    fn engine(&self) -> Result<&Mutex<Engine>, TranslateError> {
        let loaded = self.loaded.get_or_init(|| {
            let model = self.files.model.display();
            let engine = catch_unwind(AssertUnwindSafe(|| load(&self.files)))
                .unwrap_or_else(|_| Err("it is damaged".to_owned()))
                .map_err(|why| format!("the model {model} cannot be loaded: {why}"))?;
            Ok(Mutex::new(engine))
        });
        loaded.as_ref().map_err(|why| TranslateError::Start(why.clone()))
    }
}

fn load(files: &Files) -> Result<Engine, String> {
    let mut engine = Engine::load(&files.model, &files.source, &files.target)?;
    if let Some(lexicon) = &files.shortlist {
        engine = engine.with_shortlist(Shortlist::load(lexicon).map_err(|error| error.to_string())?);
    }
    // A vocabulary without words loads, and makes nothing of everything.
    if engine.translate_batch(&[PROBE]).iter().all(|answer| answer.trim().is_empty()) {
        return Err("it translates nothing; its vocabulary may be damaged".to_owned());
    }
    Ok(engine)
}

/// The parts of a sentence that are short enough: cut behind a mark, else behind a word, else anywhere.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut cut = rest.len();
        if cut > PART {
            let mut most = PART;
            while !rest.is_char_boundary(most) {
                most -= 1;
            }
            let head = rest.get(..most)?;
            let behind = |at: Option<usize>| at.filter(|at| *at > PART / 3).map(|at| at + 1);
            cut = behind(head.rfind([',', ';', ':', '.'])).or(behind(head.rfind(' '))).unwrap_or(most);
        }
        let (part, after) = rest.split_at_checked(cut)?;
        rest = after;
        Some(part)
    })
}

impl Translator for Neural {
    fn name(&self) -> &'static str {
        "neural"
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn routes(&self, from: Language, to: Language) -> Vec<Route> {
        plan(&self.capabilities.pairs, from, to).into_iter().map(Route::unmeasured).collect()
    }

    fn translate(&self, batch: &[Segment<'_>], route: &Route) -> Vec<Result<Answer, TranslateError>> {
        by_hops(batch, route, MAX_BYTES, |pair, texts| self.hop(pair, texts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentences_are_cut_behind_marks_and_nothing_is_lost() {
        let text = format!("{}, {} {}", "word ".repeat(50), "é".repeat(700), "and more words ".repeat(30));
        let parts: Vec<&str> = clauses(&text).collect();
        assert_eq!(parts.concat(), text);
        assert!(parts.iter().all(|part| part.len() <= PART));
        assert!(parts[0].ends_with(','));
        assert_eq!(clauses("Short.").collect::<Vec<_>>(), ["Short."]);
    }
}
