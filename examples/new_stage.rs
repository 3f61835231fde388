//! A template for a new stage, with the parts that a stage of this crate has: `cargo run --example new_stage`.
//!
//! CONTRIBUTING.md says in five steps what becomes of each part.

use serde::{Deserialize, Serialize};
use std::ops::Range;
use unisono::pipeline::{PipelineConfig, Registry};
use unisono::stage::{Configured, Proposal, Rule, Stage, StageError, View};

// Step 1: the capability, plain functions over `&str`. It knows nothing of pipelines.

/// What is wrong with an exclamation.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shout {
    /// Bytes of the text, on character boundaries.
    range: Range<usize>,
    /// One mark, or a mark of each kind.
    replacement: &'static str,
}

/// Runs of three or more exclamation and question marks, in order.
fn shouts(text: &str) -> Vec<Shout> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(['!', '?']).map(|at| rest + at) {
        let end = text[start..].find(|c| c != '!' && c != '?').map_or(text.len(), |at| start + at);
        let run = &text[start..end];
        if run.len() > 2 {
            let replacement = match (run.contains('?'), run.contains('!')) {
                (true, true) => "?!",
                (true, false) => "?",
                _ => "!",
            };
            found.push(Shout { range: start..end, replacement });
        }
        rest = end;
    }
    found
}

// Step 2: the stage. Its fields are its options.

/// Calms runs of exclamation and question marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Calm {
    /// Longest run that is changed, in marks; a longer one may be a line that somebody drew.
    longest: usize,
}

impl Default for Calm {
    fn default() -> Self {
        Self { longest: 20 }
    }
}

impl Configured for Calm {
    const KIND: &'static str = "calm";
    const ABOUT: &'static str = "calms runs of exclamation and question marks";
    const RULES: &'static [(&'static str, &'static str)] =
        &[("run", "three or more marks become one, or one of each kind")];

    fn prepare(&mut self) -> Result<(), StageError> {
        if self.longest < 3 {
            return Err(StageError::new("`longest` is at least 3: shorter runs are never changed"));
        }
        Ok(())
    }
}

impl Stage for Calm {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        for shout in shouts(view.text()) {
            if shout.range.len() <= self.longest {
                out.replace(shout.range, shout.replacement, Rule::new("run").sure(0.95));
            }
        }
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Step 3: registered, it can stand in any TOML.
    let registry = Registry::builtin().with::<Calm>();
    let config: PipelineConfig = "version = 1\n[[stage]]\nuse = \"calm\"\nlongest = 12\n".parse()?;
    let document = config.build_with(&registry)?.run("Free entry!!!! Really?!?!! Yes! Why??")?;
    assert_eq!(document.text(), "Free entry! Really?! Yes! Why??");
    print!("{}", document.explain());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    // Steps 4 and 5: cases, and what must hold for any text.

    #[test]
    fn a_pair_stays_and_a_run_is_calmed() {
        assert_eq!(shouts("no! what?? yes!!!"), [Shout { range: 14..17, replacement: "!" }]);
        assert_eq!(shouts("é???"), [Shout { range: 2..5, replacement: "?" }]);
        assert_eq!(shouts(""), []);
    }

    #[test]
    fn what_is_calm_stays_calm() {
        for text in ["!!!", "?!?!?!", "a!!!b???c"] {
            let run = |text: &str| {
                let pipeline =
                    unisono::Pipeline::builder().stage(Calm::default()).build().expect("valid options");
                pipeline.run(text).expect("never fails").into_text()
            };
            assert_eq!(run(&run(text)), run(text));
        }
    }

    #[test]
    fn an_option_without_sense_is_refused_by_name() {
        let refused = unisono::Pipeline::builder().stage(Calm { longest: 1 }).build().expect_err("too short");
        assert!(
            std::error::Error::source(&refused).is_some_and(|error| error.to_string().contains("longest"))
        );
    }
}
