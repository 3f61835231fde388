//! What was changed and taken out, where and why; and the way back: `cargo run --example explain`.

use unisono::Pipeline;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let source =
        "Le port rouvre. .\n\nLe trafic reprend\u{A0}vendredi, selon la préfecture.\n\nPartager sur Facebook";
    let document = Pipeline::news().run(source)?;
    println!("{}\n", document.text());

    // For people.
    print!("{}", document.explain());

    // For programs: each edit with its place in the source and in the text, and all rules that had a hand in it.
    for edit in document.edits() {
        let causes: Vec<String> = edit.via.iter().map(|via| format!("{}/{}", via.stage, via.rule)).collect();
        println!("{} -> {}  {}", edit.source, edit.target, causes.join(", "));
    }

    // Where a word of the text stood.
    if let Some(at) = document.text().find("vendredi") {
        let at = at as u32;
        let span = unisono::Span::new(at, at + "vendredi".len() as u32);
        println!("\"vendredi\" stood at {:?} of the source", document.trace(span));
    }

    // The text as it was before a stage, and as it comes out when the ledger is run again.
    println!("before boilerplate: {:?}", document.rewind("boilerplate").unwrap_or_default());
    assert_eq!(document.ledger().replay(source)?, document.text());
    Ok(())
}
