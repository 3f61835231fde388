//! What a service is asked with: its address, its kind, its limits.

/// What a service understands.
///
/// ```
/// assert_eq!(unisono::translate::Api::default(), unisono::translate::Api::LibreTranslate);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "kebab-case")
)]
#[non_exhaustive]
pub enum Api {
    /// `POST /translate` of `LibreTranslate`.
    #[default]
    #[cfg_attr(feature = "config", serde(rename = "libretranslate"))]
    LibreTranslate,
    /// `POST /v2/translate` of `DeepL`, with glossaries for the names.
    #[cfg_attr(feature = "config", serde(rename = "deepl"))]
    DeepL,
    /// `POST /v1/chat/completions` of servers for language models: llama.cpp, Ollama, vLLM and others.
    #[cfg_attr(feature = "config", serde(rename = "openai"))]
    OpenAi,
    /// `POST /translate` of apertium-apy.
    ApertiumApy,
}

/// A translation service. A key is never part of it: it says which variable of the environment holds the key.
///
/// ```
/// use unisono::translate::{Api, Service};
/// let mut service = Service::default();
/// service.api = Api::DeepL;
/// service.url = "https://api-free.deepl.com".to_owned();
/// service.key_variable = "DEEPL_KEY".to_owned();
/// assert!(!format!("{service:?}").contains("secret"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "config",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Service {
    /// What it understands.
    pub api: Api,
    /// Where it is, without the path of a request: `https://host:port`.
    pub url: String,
    /// The variable of the environment that holds the key; none is sent when empty.
    pub key_variable: String,
    /// The model, for servers that have several.
    pub model: String,
    /// Address the reader formally where the service can be told (`true`), informally (`false`), or as it likes.
    #[cfg_attr(feature = "config", serde(skip_serializing_if = "Option::is_none"))]
    pub formal: Option<bool>,
    /// How long one request may take, in seconds; 0 stands for 60.
    pub timeout_seconds: u32,
    /// More tries for a request that failed and may succeed; 0 stands for 3.
    pub tries: u32,
    /// Most requests in a minute; 0 for no limit.
    pub requests_per_minute: u32,
    /// Most characters in a minute; 0 for no limit.
    pub characters_per_minute: u32,
}
