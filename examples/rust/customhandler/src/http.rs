use crate::{Failure, Value};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use url::Url;

/// The value of an httpTrigger whose function has more bindings than the trigger and its answer. One that has no more
/// gets the request itself.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct HttpRequest {
    pub url: Url,
    pub method: String,
    #[serde(default)]
    headers: HashMap<String, Vec<String>>,
    #[serde(default)]
    params: HashMap<String, Option<String>>,
    body: Option<String>,
}

/// The value of an http output.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HttpResponse {
    pub status_code: u16,
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Value {
    /// Reads the value of an httpTrigger.
    pub fn http_request(&self) -> Result<HttpRequest, Failure> {
        self.decode()
    }
}

impl HttpRequest {
    /// A header by its name in any case, several values as one.
    pub fn header(&self, name: &str) -> Option<String> {
        let (_, values) = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(values.join(", "))
    }

    /// A parameter of the route.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.get(name)?.as_deref()
    }

    /// The first value of a name in the query.
    pub fn query(&self, name: &str) -> Option<String> {
        let (_, value) = self.url.query_pairs().find(|(key, _)| key == name)?;
        Some(value.into_owned())
    }

    /// The body as text.
    pub fn text(&self) -> Result<String, Failure> {
        Ok(String::from_utf8(self.bytes()?)?)
    }

    /// The body: the host sends binary types as base64.
    pub fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let body = self.body.as_deref().unwrap_or_default();
        let kind = self.header("Content-Type").unwrap_or_default().to_ascii_lowercase();
        if kind.starts_with("application/octet-stream") || kind.starts_with("multipart/") {
            return Ok(STANDARD.decode(body)?);
        }
        Ok(body.into())
    }
}

impl HttpResponse {
    /// Answers with a value as JSON.
    pub fn json(status_code: u16, value: &impl Serialize) -> Result<Self, Failure> {
        let headers = HashMap::from([("Content-Type".into(), "application/json".into())]);
        Ok(Self { status_code, headers, body: serde_json::to_string(value)? })
    }

    /// An answer without a body.
    pub fn empty(status_code: u16) -> Self {
        Self { status_code, headers: HashMap::new(), body: String::new() }
    }
}
