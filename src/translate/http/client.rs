//! One request, one answer, and errors that show neither the address nor the key.

use std::time::Duration;

use serde_json::Value;
use ureq::http::Response;
use ureq::{Agent, Body};

use super::key::Key;
use crate::translate::TranslateError;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);

/// Longest answer that is read, in bytes.
const LONGEST: u64 = 16 << 20;

/// How the key is sent.
#[derive(Debug, Clone, Copy)]
pub(super) enum Authorization {
    /// In a header, behind this word.
    Header(&'static str),
    /// Not in a header.
    None,
}

/// A connection to a service.
#[derive(Debug)]
pub(super) struct Client {
    agent: Agent,
    url: String,
    key: Option<Key>,
    timeout: Duration,
}

impl Client {
    /// A key goes over a connection that is encrypted, or to this machine.
    pub(super) fn new(url: &str, key: Option<Key>, timeout: Duration) -> Result<Self, String> {
        let url = url.trim_end_matches('/').to_owned();
        let Some((scheme, rest)) = url.split_once("://") else {
            return Err("`url` of the service has to begin with https:// or http://".to_owned());
        };
        if rest.contains('@') {
            return Err(
                "`url` of the service holds a name or a key; the key belongs in the environment".to_owned()
            );
        }
        let host = rest.split(['/', ':']).next().unwrap_or_default();
        let local = matches!(host, "localhost" | "127.0.0.1") || rest.starts_with("[::1]");
        if key.is_some() && scheme != "https" && !local {
            return Err("a key is sent over https:// alone".to_owned());
        }
        let agent = Agent::config_builder()
            .timeout_global(Some(timeout))
            .timeout_connect(Some(CONNECT))
            .http_status_as_error(false)
            // Another host would get the key.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build()
            .into();
        Ok(Self { agent, url, key, timeout })
    }

    pub(super) fn key(&self) -> Option<&Key> {
        self.key.as_ref()
    }

    pub(super) fn get(&self, path: &str) -> Result<Value, TranslateError> {
        self.read(self.agent.get(format!("{}{path}", self.url)).call())
    }

    pub(super) fn post(
        &self,
        path: &str,
        authorization: Authorization,
        body: &Value,
    ) -> Result<Value, TranslateError> {
        let mut request =
            self.agent.post(format!("{}{path}", self.url)).header("Content-Type", "application/json");
        if let (Authorization::Header(word), Some(key)) = (authorization, &self.key) {
            request = request.header("Authorization", format!("{word} {}", key.reveal()));
        }
        self.read(request.send(body.to_string()))
    }

    pub(super) fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Result<Value, TranslateError> {
        self.read(self.agent.post(format!("{}{path}", self.url)).send_form(fields.iter().copied()))
    }

    /// Deletes without an answer.
    pub(super) fn delete(&self, path: &str, authorization: Authorization) {
        let mut request = self.agent.delete(format!("{}{path}", self.url));
        if let (Authorization::Header(word), Some(key)) = (authorization, &self.key) {
            request = request.header("Authorization", format!("{word} {}", key.reveal()));
        }
        // What is left over on the service does no harm.
        let _ = request.call();
    }

    fn read(&self, response: Result<Response<Body>, ureq::Error>) -> Result<Value, TranslateError> {
        let mut response = response.map_err(|error| self.error(&error))?;
        let status = response.status().as_u16();
        if !(200..300).contains(&status) {
            // What the service says about it may repeat what it was sent.
            let seconds = response.headers().get("retry-after").and_then(|value| value.to_str().ok());
            let retry_after = seconds.and_then(|seconds| seconds.trim().parse().ok());
            return Err(TranslateError::Refused { status, retry_after });
        }
        let body = response.body_mut().with_config().limit(LONGEST).read_to_string();
        let body = body.map_err(|error| self.error(&error))?;
        serde_json::from_str(&body).map_err(|error| {
            TranslateError::Malformed(format!("no JSON at line {}, column {}", error.line(), error.column()))
        })
    }

    fn error(&self, error: &ureq::Error) -> TranslateError {
        match error {
            ureq::Error::Timeout(_) => TranslateError::TimedOut { seconds: self.timeout.as_secs() },
            ureq::Error::Io(error) => TranslateError::Unreachable(error.kind().to_string()),
            ureq::Error::HostNotFound => TranslateError::Unreachable("host not found".to_owned()),
            ureq::Error::ConnectionFailed => TranslateError::Unreachable("connection failed".to_owned()),
            ureq::Error::BadUri(_) => TranslateError::Start("`url` of the service is no address".to_owned()),
            ureq::Error::BodyExceedsLimit(_) => TranslateError::Malformed("too long".to_owned()),
            _ => TranslateError::Unreachable("the connection does not follow the protocol".to_owned()),
        }
    }
}
