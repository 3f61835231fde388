//! Layers from where the options of a stage say that they are.

use std::fs;
use std::io;
use std::path::Path;

use super::{Glossary, GlossaryError};
use crate::stage::StageError;

/// The tables that a layer's folder may have.
const TABLES: [&str; 2] = ["entities.tsv", "names.tsv"];

/// The tables of layers, with their names for messages: a file is a table, a folder has one of entities, of names, or both.
pub(crate) fn read(layers: &[String]) -> Result<Vec<(String, String)>, StageError> {
    let wrong = |layer: &str, error: io::Error| {
        StageError::new(format!("the layer `{layer}` cannot be read")).caused_by(error)
    };
    let mut files = Vec::new();
    for layer in layers {
        let path = Path::new(layer);
        if !path.is_dir() {
            let text = fs::read_to_string(path).map_err(|error| wrong(layer, error))?;
            files.push((layer.clone(), text));
            continue;
        }
        let before = files.len();
        for table in TABLES {
            let path = path.join(table);
            match fs::read_to_string(&path) {
                Ok(text) => files.push((path.display().to_string(), text)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(wrong(layer, error)),
            }
        }
        if files.len() == before {
            let message = format!("the layer `{layer}` holds neither entities.tsv nor names.tsv");
            return Err(StageError::new(message));
        }
    }
    Ok(files)
}

/// The built-in dictionaries with layers over them, or the one compiled glossary that is named.
pub(super) fn glossary(layers: &[String]) -> Result<Glossary, StageError> {
    let wrong =
        |error: GlossaryError| StageError::new("a layer of the glossary is not well formed").caused_by(error);
    if let [only] = layers
        && !Path::new(only).is_dir()
        && let Ok(bytes) = fs::read(only)
        && Glossary::is_compiled(&bytes)
    {
        return Glossary::from_bytes(&bytes).map_err(wrong);
    }
    let files = read(layers)?;
    Glossary::builtin_with(files.iter().map(|(file, text)| (file.as_str(), text.as_str()))).map_err(wrong)
}
