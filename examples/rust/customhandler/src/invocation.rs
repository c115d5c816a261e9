use crate::{Value, log};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What the host posts to `/<function name>` for every event.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct InvokeRequest {
    /// By the names of the input bindings in function.json.
    pub data: HashMap<String, Value>,
    /// What the trigger knows besides, e.g. `DequeueCount`.
    #[serde(default)]
    pub metadata: HashMap<String, Value>,
    /// The id of the invocation, for log lines.
    #[serde(skip)]
    pub id: String,
}

/// What it takes back. Outputs go by the names of the output bindings, the return value to `$return`.
#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct InvokeResponse {
    #[serde(skip_serializing_if = "HashMap::is_empty")]
    pub outputs: HashMap<String, serde_json::Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub logs: Vec<String>,
    #[serde(skip_serializing_if = "serde_json::Value::is_null")]
    pub return_value: serde_json::Value,
}

/// Why an invocation failed.
pub type Failure = Box<dyn std::error::Error>;

impl InvokeRequest {
    /// What a binding brought; a binding without value brings `null`.
    pub fn value(&self, binding: &str) -> Value {
        self.data.get(binding).cloned().unwrap_or_default()
    }

    /// Writes one line with the id of the invocation, which is one record of the host's log.
    pub fn log(&self, text: &str) {
        println!("{}: {}", self.id, log::one_line(text));
    }
}

impl InvokeResponse {
    /// With a value for one output binding.
    pub fn with(mut self, binding: &str, value: impl Serialize) -> Result<Self, Failure> {
        self.outputs.insert(binding.into(), serde_json::to_value(value)?);
        Ok(self)
    }

    /// With a value for `$return` alone.
    pub fn returning(value: impl Serialize) -> Result<Self, Failure> {
        Ok(Self { return_value: serde_json::to_value(value)?, ..Self::default() })
    }
}
