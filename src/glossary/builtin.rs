//! The dictionaries inside the crate.

use std::sync::LazyLock;

use super::Glossary;

macro_rules! file {
    ($path:literal) => {
        (
            concat!("dictionaries/glossary/", $path),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/dictionaries/glossary/", $path)),
        )
    };
}

/// Name and text of every file, in the order of the layers.
pub(crate) const FILES: [(&str, &str); 6] = [
    file!("unicode/entities.tsv"),
    file!("unicode/names.tsv"),
    file!("hand/entities.tsv"),
    file!("hand/names.tsv"),
    file!("hand/offices.tsv"),
    file!("demonyms/names.tsv"),
];

pub(super) static GLOSSARY: LazyLock<Glossary> = LazyLock::new(|| {
    let compiled = Glossary::from_tsv(FILES);
    // A test compiles the same files, so an error here cannot leave the repository.
    debug_assert!(compiled.is_ok(), "{compiled:?}");
    compiled.unwrap_or_default()
});
