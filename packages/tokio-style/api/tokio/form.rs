//! The form of rustdoc's JSON, which differs between compilers.

use serde_json::Value;

/// An item's kind and what is said of it, in either form: `{kind, inner}`, or
/// `{inner: {kind: ...}}`.
pub fn opened(item: &Value) -> (String, Value) {
    if let Some(kind) = item["kind"].as_str() {
        return (kind.to_string(), item["inner"].clone());
    }
    let inner = match item.get("inner") {
        Some(inner) => inner,
        None => item,
    };
    match inner {
        Value::Object(map) => {
            let (kind, inner) = map.iter().next().unwrap();
            (kind.clone(), inner.clone())
        }
        other => (other.as_str().unwrap_or("none").to_string(), Value::Null),
    }
}

/// Where an item is known by.
pub fn key(id: &Value) -> String {
    match id {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The first of some names that there is.
pub fn either<'a>(value: &'a Value, names: [&str; 2]) -> &'a Value {
    names
        .iter()
        .find_map(|name| value.get(name))
        .unwrap_or(&Value::Null)
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], |all| all)
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

/// Whether an item is public, but not for its users. What is public elsewhere
/// may stand in a module that is not.
pub fn is_hidden(item: &Value) -> bool {
    list(&item["attrs"])
        .iter()
        .any(|attribute| attribute.to_string().contains("doc(hidden)"))
}

/// Where an item is in the source. Compilers differ in columns, not in lines.
pub fn place(item: &Value) -> (String, u64) {
    let span = &item["span"];
    let line = span["begin"][0].as_u64().unwrap_or(0);
    (text(&span["filename"]).to_string(), line)
}
