use crate::Failure;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// A value as the host encodes it: objects as they are, everything else as text that holds JSON or base64.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Value(Box<RawValue>);

impl Value {
    /// Whether a binding had nothing, e.g. a blob that is not there.
    pub fn is_null(&self) -> bool {
        matches!(self.unwrapped().as_ref(), "" | "null")
    }

    /// A text as it was before the host encoded it, or the JSON of something else.
    pub fn text(&self) -> String {
        let text = self.unwrapped();
        serde_json::from_str(&text).unwrap_or_else(|_| text.into_owned())
    }

    /// Reads JSON of one, two or three encodings: a message that is JSON has two, a batch one or two.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        Ok(decode(self.0.get())?)
    }

    /// The content of a binding that is binary: the host sends base64.
    pub fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let text: String = serde_json::from_str(self.0.get())?;
        Ok(STANDARD.decode(text)?)
    }

    // The host's own encoding of everything but an object: a text that holds JSON.
    fn unwrapped(&self) -> Cow<'_, str> {
        match serde_json::from_str::<String>(self.0.get()) {
            Ok(text) => text.into(),
            Err(_) => self.0.get().into(),
        }
    }
}

// The innermost first: most values are texts that hold JSON, and a try that fails costs as much as one that does not.
fn decode<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    if text.starts_with('"')
        && let Ok(inner) = serde_json::from_str::<Cow<str>>(text)
        && let Ok(value) = decode(&inner)
    {
        return Ok(value);
    }
    serde_json::from_str(text)
}
