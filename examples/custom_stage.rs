//! A stage of your own, from code and from a configuration: `cargo run --example custom_stage`.

use serde::{Deserialize, Serialize};
use unisono::pipeline::{PipelineConfig, Registry};
use unisono::stage::{Configured, Proposal, Stage, StageError, View};

/// Writes a currency sign as its code: `€ 20` becomes `EUR 20`.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Currency {
    sign: String,
    code: String,
}

impl Configured for Currency {
    const KIND: &'static str = "currency";
    const ABOUT: &'static str = "writes a currency sign as its code";
}

impl Stage for Currency {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        for (at, sign) in view.text().match_indices(&self.sign) {
            out.replace(at..at + sign.len(), &self.code, "sign");
        }
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config: PipelineConfig = r#"
        version = 1
        [[stage]]
        use = "unicode"
        [[stage]]
        use = "currency"
        sign = "€"
        code = "EUR"
    "#
    .parse()?;
    let pipeline = config.build_with(&Registry::builtin().with::<Currency>())?;

    let document = pipeline.run("The ticket costs €\u{a0}20\u{200b}, the return €\u{a0}35.")?;
    println!("{}", document.text());
    print!("{}", document.explain());
    Ok(())
}
