//! A pipeline from JSON, for programs that keep their configuration so: `cargo run --example json_config`.

use unisono::pipeline::PipelineConfig;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let json = r#"{
        "version": 1,
        "stage": [
            {"use": "unicode"},
            {"use": "language"},
            {"use": "boilerplate", "mode": "balanced"},
            {"use": "glossary"}
        ]
    }"#;
    let config: PipelineConfig = serde_json::from_str(json)?;
    let pipeline = config.build()?;
    let document = pipeline.run("Marruecos y el Reino Unido firman.\n\nSuscríbete a nuestro boletín")?;
    println!("{}", document.text());
    for entity in document.entities() {
        println!("{} = {} = {}", entity.names.es, entity.names.fr, entity.names.en);
    }

    // The same pipeline as TOML, with what was left to its default left out.
    println!("\n{config}");

    // A mistake is told with its stage and what would be right.
    let wrong = json.replace("balanced", "harsh");
    let error = serde_json::from_str::<PipelineConfig>(&wrong)?.build().expect_err("no such mode");
    println!("{error}");
    Ok(())
}
