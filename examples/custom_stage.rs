//! A stage of your own, from code and from a configuration: `cargo run --example custom_stage`.

use serde::{Deserialize, Serialize};
use unisono::pipeline::{PipelineConfig, Registry};
use unisono::stage::{Configured, Proposal, Stage, StageError, View};

/// Writes the euro sign as its code, or as anything else.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Euro {
    code: String,
}

impl Configured for Euro {
    const KIND: &'static str = "euro";
}

impl Stage for Euro {
    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        view.text().match_indices('€').for_each(|(at, _)| out.replace(at..at + 3, &self.code, "sign"));
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config: PipelineConfig = r#"
        version = 1
        [[stage]]
        use = "unicode"
        [[stage]]
        use = "euro"
        code = "EUR"
    "#
    .parse()?;
    let pipeline = config.build_with(&Registry::builtin().with::<Euro>())?;

    let document = pipeline.run("The ticket costs €\u{a0}20\u{200b}, the return €\u{a0}35.")?;
    println!("{}", document.text());
    print!("{}", document.explain());
    Ok(())
}
