//! Cleans one article and shows what came out and why: `cargo run --example clean_one -- FILE`.

use unisono::Pipeline;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/news/fr-01-exercice-brest.txt");
    let path = std::env::args().nth(1).unwrap_or_else(|| default.to_owned());
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;

    let document = Pipeline::news().run(&text)?;

    println!("{}\n", document.text());
    println!("language: {} ({:.2})", document.language(), document.language_confidence());
    for entity in document.entities() {
        println!("entity: {} = {}", entity.span.of(document.text()).unwrap_or_default(), entity.names.en);
    }
    print!("\n{}", document.explain());
    Ok(())
}
