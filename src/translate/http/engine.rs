//! A service as an engine.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::client::{Authorization, Client};
use super::key::Key;
use super::shape;
use super::{Api, Service};
use crate::Language;
use crate::translate::route::plan;
use crate::translate::translator::by_hops;
use crate::translate::{
    Answer, Cached, Capabilities, Chunked, RateLimited, Retried, Route, Segment, TranslateError, Translator,
};

/// How long one request may take, unless said otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);

/// More tries, unless said otherwise, and the wait before the first of them.
const TRIES: u32 = 3;
const WAIT: Duration = Duration::from_secs(1);

/// Bytes of translations that are kept.
const KEPT: usize = 64 << 20;

/// A translation service, asked in requests of its size and at its pace, again where that may help, and never twice
/// for the same sentence.
///
/// The key comes from the environment. It is in no message, no debug output and no key of the cache, it is not sent
/// unencrypted to another machine, and no redirection gets it.
///
/// ```
/// use unisono::translate::{Http, Service, Translator};
/// let mut service = Service::default();
/// service.url = "http://127.0.0.1:5000".to_owned();
/// let engine = Http::connect(&service)?;
/// assert_eq!(engine.name(), "http");
/// # Ok::<(), unisono::translate::TranslateError>(())
/// ```
#[derive(Debug)]
pub struct Http {
    engine: Cached<Chunked<Retried<RateLimited<Requests>>>>,
}

impl Http {
    /// The service as it is described. Of apertium-apy the pairs are asked for.
    ///
    /// # Errors
    /// When the description has no sense, the key is not in the environment, or apertium-apy does not answer.
    ///
    /// ```
    /// use unisono::translate::{Http, Service};
    /// assert!(Http::connect(&Service::default()).is_err());
    /// ```
    pub fn connect(service: &Service) -> Result<Self, TranslateError> {
        let key = Key::from_environment(&service.key_variable).map_err(TranslateError::Start)?;
        Self::with_key(service, key, WAIT)
    }

    pub(super) fn with_key(
        service: &Service,
        key: Option<Key>,
        wait: Duration,
    ) -> Result<Self, TranslateError> {
        let tries = if service.tries == 0 { TRIES } else { service.tries };
        let (requests, characters) = (service.requests_per_minute, service.characters_per_minute);
        let engine = RateLimited::new(Requests::new(service, key)?, requests.into(), characters.into());
        let engine = Chunked::new(Retried::new(engine, tries, wait));
        Ok(Self { engine: Cached::new(engine, KEPT) })
    }
}

impl Translator for Http {
    fn name(&self) -> &str {
        self.engine.name()
    }

    fn capabilities(&self) -> &Capabilities {
        self.engine.capabilities()
    }

    fn routes(&self, from: Language, to: Language) -> Vec<Route> {
        self.engine.routes(from, to)
    }

    fn translate(&self, batch: &[Segment<'_>], route: &Route) -> Vec<Result<Answer, TranslateError>> {
        self.engine.translate(batch, route)
    }
}

/// The service itself: a request for each batch.
#[derive(Debug)]
pub(super) struct Requests {
    client: Client,
    api: Api,
    model: String,
    formal: Option<bool>,
    capabilities: Capabilities,
    /// Glossaries that were made at the service, by pair and entries.
    glossaries: Mutex<BTreeMap<String, Arc<str>>>,
}

/// Glossaries of `DeepL` are sent this way, and its requests.
const DEEPL: Authorization = Authorization::Header("DeepL-Auth-Key");

impl Requests {
    fn new(service: &Service, key: Option<Key>) -> Result<Self, TranslateError> {
        let timeout = match service.timeout_seconds {
            0 => TIMEOUT,
            seconds => Duration::from_secs(seconds.into()),
        };
        let client = Client::new(&service.url, key, timeout).map_err(TranslateError::Start)?;
        let three = [Language::EN, Language::ES, Language::FR];
        let all =
            || three.iter().flat_map(|&from| three.map(|to| (from, to))).filter(|(from, to)| from != to);
        let pairs = match service.api {
            Api::ApertiumApy => listed(&client)?,
            _ => all().collect(),
        };
        let (max_batch, max_batch_bytes) = match service.api {
            Api::LibreTranslate => (32, 16 << 10),
            Api::DeepL => (50, 96 << 10),
            Api::OpenAi => (16, 8 << 10),
            Api::ApertiumApy => (1, 16 << 10),
        };
        let capabilities = Capabilities {
            pairs,
            max_bytes: max_batch_bytes,
            max_batch,
            max_batch_bytes,
            glossary: matches!(service.api, Api::DeepL | Api::OpenAi),
            formality: matches!(service.api, Api::DeepL | Api::OpenAi),
            deterministic: service.api == Api::ApertiumApy,
            ..Capabilities::default()
        };
        Ok(Self {
            client,
            api: service.api,
            model: service.model.clone(),
            formal: service.formal,
            capabilities,
            glossaries: Mutex::default(),
        })
    }

    /// One request for all the segments.
    fn request(
        &self,
        batch: &[Segment<'_>],
        pair: (Language, Language),
    ) -> Result<Vec<String>, TranslateError> {
        let answer = match self.api {
            Api::LibreTranslate => {
                let body = shape::libretranslate(batch, pair, self.client.key().map(Key::reveal));
                self.client.post("/translate", Authorization::None, &body)?
            }
            Api::DeepL => {
                let glossary = self.glossary(batch, pair)?;
                let body = shape::deepl(batch, pair, glossary.as_deref(), self.formal);
                self.client.post("/v2/translate", DEEPL, &body)?
            }
            Api::OpenAi => {
                let body = shape::openai(batch, pair, &self.model, self.formal);
                self.client.post("/v1/chat/completions", Authorization::Header("Bearer"), &body)?
            }
            Api::ApertiumApy => {
                let text = batch.first().map(|segment| segment.text).unwrap_or_default();
                let langpair = format!("{}|{}", pair.0.code(), pair.1.code());
                let fields = [("langpair", langpair.as_str()), ("markUnknown", "no"), ("q", text)];
                self.client.post_form("/translate", &fields)?
            }
        };
        shape::texts(self.api, &answer, batch.len())
    }

    /// A glossary at the service that holds the terms of the batch; glossaries are never changed there.
    fn glossary(
        &self,
        batch: &[Segment<'_>],
        (from, to): (Language, Language),
    ) -> Result<Option<Arc<str>>, TranslateError> {
        let terms = shape::terms(batch);
        if terms.is_empty() {
            return Ok(None);
        }
        let lines: Vec<String> =
            terms.iter().map(|term| format!("{}\t{}", term.source, term.target)).collect();
        let entries = lines.join("\n");
        let key = format!("{from}-{to}\n{entries}");
        let mut made = self.glossaries.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(id) = made.get(&key) {
            return Ok(Some(id.clone()));
        }
        let answer =
            self.client.post("/v2/glossaries", DEEPL, &shape::deepl_glossary(&entries, (from, to)))?;
        let id = answer.get("glossary_id").and_then(serde_json::Value::as_str);
        // It becomes part of a path.
        let id = id.filter(|id| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
        let id: Arc<str> = id.ok_or_else(|| TranslateError::Malformed("no `glossary_id`".to_owned()))?.into();
        made.insert(key, id.clone());
        Ok(Some(id))
    }
}

/// The pairs that apertium-apy has.
fn listed(client: &Client) -> Result<Vec<(Language, Language)>, TranslateError> {
    let answer = client.get("/listPairs")?;
    let code = |pair: &serde_json::Value, field: &str| {
        let code = pair.get(field)?.as_str()?;
        // Two letters or three; variants of a language are left out.
        let two = match code {
            "eng" => "en",
            "fra" => "fr",
            "spa" => "es",
            "cat" => "ca",
            "por" => "pt",
            two => two,
        };
        (two.len() == 2).then(|| two.parse::<Language>().ok()).flatten()
    };
    let listed = answer.get("responseData").and_then(serde_json::Value::as_array);
    let listed = listed.ok_or_else(|| TranslateError::Malformed("no list of pairs".to_owned()))?;
    let mut pairs: Vec<(Language, Language)> = listed
        .iter()
        .filter_map(|pair| Some((code(pair, "sourceLanguage")?, code(pair, "targetLanguage")?)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    Ok(pairs)
}

impl Translator for Requests {
    fn name(&self) -> &'static str {
        "http"
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn routes(&self, from: Language, to: Language) -> Vec<Route> {
        match self.api {
            Api::ApertiumApy => plan(&self.capabilities.pairs, from, to),
            _ if self.capabilities.pairs.contains(&(from, to)) => vec![Route::direct(from, to)],
            _ => Vec::new(),
        }
    }

    fn translate(&self, batch: &[Segment<'_>], route: &Route) -> Vec<Result<Answer, TranslateError>> {
        if self.api == Api::ApertiumApy {
            return by_hops(batch, route, self.capabilities.max_bytes, |pair, texts| {
                let one = |text: &&str| {
                    let answer = self.request(&[Segment::new(text)], pair)?;
                    answer.into_iter().next().ok_or(TranslateError::OutOfStep)
                };
                texts.iter().map(one).collect()
            });
        }
        let pair = (route.from(), route.to());
        match self.request(batch, pair) {
            Ok(texts) => texts.into_iter().map(|text| Ok(text.into())).collect(),
            // A model that miscounts: one sentence at a time cannot be miscounted.
            Err(TranslateError::Malformed(_)) if self.api == Api::OpenAi && batch.len() > 1 => batch
                .iter()
                .map(|segment| {
                    let answer = self.request(std::slice::from_ref(segment), pair)?;
                    answer.into_iter().next().map(Answer::from).ok_or(TranslateError::OutOfStep)
                })
                .collect(),
            Err(error) => batch.iter().map(|_| Err(error.clone())).collect(),
        }
    }
}

impl Drop for Requests {
    fn drop(&mut self) {
        let made = self.glossaries.get_mut().unwrap_or_else(PoisonError::into_inner);
        for id in made.values() {
            self.client.delete(&format!("/v2/glossaries/{id}"), DEEPL);
        }
    }
}
