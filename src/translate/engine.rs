//! Which engine a stage has: by name, from its options.

use std::sync::Arc;
use std::time::Duration;

use super::{Apertium, Memory, NamesOnly, Service, Translator};

/// Which engine translates.
///
/// ```
/// assert_eq!(unisono::translate::Engine::default(), unisono::translate::Engine::Apertium);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "kebab-case")
)]
#[non_exhaustive]
pub enum Engine {
    /// The pairs of Apertium that the system has.
    #[default]
    Apertium,
    /// Models of Firefox Translations from the folder `models`; in builds with the feature `neural`.
    Neural,
    /// The service that `service` describes; in builds with the feature `http`.
    Http,
    /// The translation memory alone: what it does not have stays, with its names in the target language.
    Memory,
    /// No translation: names alone are written in the target language.
    Glossary,
}

/// What the engines are made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings<'s> {
    pub(super) modes: &'s str,
    pub(super) models: &'s str,
    pub(super) service: &'s Service,
    pub(super) timeout_seconds: u32,
}

impl Engine {
    /// The engine; an error says what is missing.
    pub(super) fn open(self, settings: Settings<'_>) -> Result<Arc<dyn Translator>, String> {
        match self {
            Self::Apertium => {
                let modes = settings.modes;
                let mut engine =
                    if modes.is_empty() { Apertium::installed() } else { Apertium::in_folder(modes) };
                if settings.timeout_seconds > 0 {
                    engine = engine.with_timeout(Duration::from_secs(u64::from(settings.timeout_seconds)));
                }
                Ok(Arc::new(engine))
            }
            Self::Neural => neural(settings.models),
            Self::Http => http(settings.service),
            Self::Memory | Self::Glossary => Ok(Arc::new(NamesOnly::default())),
        }
    }
}

#[cfg(feature = "neural")]
fn neural(folder: &str) -> Result<Arc<dyn Translator>, String> {
    if folder.is_empty() {
        return Err("the engine `neural` needs `models`: the folder of its models".to_owned());
    }
    let engine = super::Neural::in_folder(folder).map_err(|error| error.to_string())?;
    engine.load().map_err(|error| error.to_string())?;
    Ok(Arc::new(engine))
}

#[cfg(not(feature = "neural"))]
fn neural(_: &str) -> Result<Arc<dyn Translator>, String> {
    Err("this build has no engine `neural`: build it with the feature `neural`".to_owned())
}

#[cfg(feature = "http")]
fn http(service: &Service) -> Result<Arc<dyn Translator>, String> {
    let engine = super::Http::connect(service).map_err(|error| error.to_string())?;
    Ok(Arc::new(engine))
}

#[cfg(not(feature = "http"))]
fn http(_: &Service) -> Result<Arc<dyn Translator>, String> {
    Err("this build has no engine `http`: build it with the feature `http`".to_owned())
}

/// The translation memory from TMX files.
#[cfg(feature = "termbase")]
pub(super) fn memory(files: &[String], threshold: u8) -> Result<Memory, String> {
    let mut memory = Memory::default().with_threshold(threshold);
    for file in files {
        let bytes = std::fs::read(file).map_err(|error| format!("cannot read the memory {file}: {error}"))?;
        let added = memory.add_tmx(&bytes).map_err(|error| format!("the memory {file}: {error}"))?;
        if added == 0 {
            return Err(format!("the memory {file} holds no translation units; it is to be a TMX file"));
        }
    }
    Ok(memory)
}

#[cfg(not(feature = "termbase"))]
pub(super) fn memory(_: &[String], _: u8) -> Result<Memory, String> {
    Err("this build reads no TMX: build it with the feature `termbase`".to_owned())
}
