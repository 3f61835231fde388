//! A translation stage with engines around engines: a memory first, then what is installed, asked once for each
//! sentence, and names alone where nothing else is there.
//!
//!     cargo run --example translate -- "The port was closed on Monday."

use std::sync::Arc;

use unisono::sentences::Sentences;
use unisono::translate::{Apertium, Bitext, Cached, Fallback, Memory, NamesOnly, Translate, Translator};
use unisono::{Language, Pipeline};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = std::env::args().nth(1).unwrap_or_else(|| "The port was closed on Monday.".to_owned());
    let mut memory = Memory::default();
    memory.add((Language::EN, "The port reopened."), (Language::FR, "Le port a rouvert."));
    let engine = Fallback::new([
        Arc::new(Cached::new(Apertium::installed(), 1 << 20)) as Arc<dyn Translator>,
        Arc::new(NamesOnly::default()),
    ]);
    let stage = Translate::to(Language::FR).with_translator(Arc::new(engine)).with_memory(Arc::new(memory));
    let pipeline = Pipeline::builder()
        .stage(Sentences::default())
        .stage(unisono::glossary::GlossaryStage::default())
        .stage(stage)
        .build()?;
    let document = pipeline.run(&text)?;
    print!("{}", Bitext::Tmx.write(&document));
    Ok(())
}
