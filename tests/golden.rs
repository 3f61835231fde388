//! The sample news through the preset `news`, compared with what was read and approved: a change of a preset or of a
//! dictionary shows here. `UNISONO_UPDATE_GOLDEN=1 cargo test --test golden` writes the files anew; read the diff.

use std::fmt::Write;
use std::path::Path;

use unisono::Pipeline;
use unisono::document::{Document, Found};
use unisono::ledger::visible;

#[test]
fn the_samples_come_out_as_approved() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut samples: Vec<_> = std::fs::read_dir(root.join("examples/news"))
        .expect("examples/news")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    samples.sort();
    assert_eq!(samples.len(), 12);
    let pipeline = Pipeline::news();
    let update = std::env::var_os("UNISONO_UPDATE_GOLDEN").is_some();
    let mut changed = Vec::new();
    for sample in samples {
        let source = std::fs::read_to_string(&sample).expect("a readable sample");
        let found = shown(&pipeline.run(&source).expect("cleaning never fails"));
        let name = sample.file_name().expect("a file").to_owned();
        let golden = root.join("tests/golden").join(&name);
        if update {
            std::fs::write(&golden, &found).expect("a writable golden file");
        } else if std::fs::read_to_string(&golden).ok().as_ref() != Some(&found) {
            changed.push(format!("{}\n{found}", name.to_string_lossy()));
        }
    }
    assert!(changed.is_empty(), "changed:\n{}", changed.join("\n\n"));
}

/// What a reader looks at: the text, then what was found, then every edit.
fn shown(document: &Document) -> String {
    let text = document.text();
    let mut shown = format!("{text}\n\n== language\n{}\n", document.language());
    for span in document.languages() {
        let start: String = span.span.of(text).unwrap_or_default().chars().take(40).collect();
        let _ = writeln!(shown, "{} {}", span.language, visible(&start));
    }
    shown.push_str("\n== sentences\n");
    for span in document.sentences() {
        let _ = writeln!(shown, "{}", visible(span.of(text).unwrap_or_default()));
    }
    shown.push_str("\n== entities\n");
    for entity in document.entities() {
        let surface = entity.span.of(text).unwrap_or_default();
        let _ = writeln!(shown, "{surface} = {} {} {}", entity.id, entity.kind, entity.names.en);
    }
    shown.push_str("\n== metadata\n");
    let metadata = document.metadata();
    for (field, found) in metadata.fields() {
        if let Some(Found { text, iso, .. }) = found {
            let _ = writeln!(
                shown,
                "{}: {} {}",
                field.as_str(),
                visible(text),
                iso.as_deref().unwrap_or_default()
            );
        }
    }
    for caption in &metadata.captions {
        let _ = writeln!(shown, "caption: {}", visible(&caption.text));
    }
    for embed in &metadata.embeds {
        let handle = embed.handle.as_deref().unwrap_or_default();
        let _ = writeln!(shown, "embed: {handle} {}", visible(&embed.text));
    }
    shown.push_str("\n== edits\n");
    let _ = write!(shown, "{}", document.explain());
    shown
}
