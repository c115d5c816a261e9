use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value as Json;

/// A value for a blob output, byte for byte. As plain text, `test` would be taken for base64 and decoded.
pub fn blob(content: impl AsRef<[u8]>) -> String {
    STANDARD.encode(content)
}

/// A value for a queue output: one message for each text, as it is. A lone one goes as bytes, because the host rewrites a
/// text that is nothing but a date.
pub fn messages(texts: impl IntoIterator<Item = String>) -> Json {
    let texts: Vec<String> = texts.into_iter().collect();
    match texts.as_slice() {
        [text] => Json::from(blob(text)),
        _ => Json::from(texts),
    }
}
