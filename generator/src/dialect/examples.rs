//! Examples of parameters, headers and media types.
//!
//! What comes in: `example` and `examples`. What goes out: copies, since
//! `openapiv3` owns its values. (Examples of schemas are borrowed and stay with the
//! schemas.)

use indexmap::IndexMap;
use openapiv3::{Example, ReferenceOr};
use serde_json::{Map, Value};

use super::at::At;
use super::reader::{Reader, field};

/// `example`, or `x-example` as Swagger 2.0 has it.
pub(super) fn single<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    map: &'doc Map<String, Value>,
) -> Option<Value> {
    let named = |key| Some((key, field(map, key)?));
    let (key, value) = named("example").or_else(|| named("x-example"))?;
    reader.copy(&at.key(key), value)
}

/// `examples` (in Swagger 2.0 `x-examples`): by name, or as some write it, a list.
pub(super) fn named<'doc>(
    reader: &mut Reader<'doc, '_>,
    parent: &At<'_>,
    map: &'doc Map<String, Value>,
) -> IndexMap<String, ReferenceOr<Example>> {
    let mut examples = IndexMap::new();
    let key = ["examples", "x-examples"]
        .into_iter()
        .find(|key| field(map, key).is_some())
        .unwrap_or("examples");
    let at = parent.key(key);
    match field(map, key) {
        Some(Value::Object(map)) => {
            examples.reserve_exact(map.len());
            for (name, value) in map {
                if let Some(target) = reader.resolved(&at.key(name), value) {
                    let example = one(reader, &at, target.value);
                    examples.insert(name.clone(), ReferenceOr::Item(example));
                }
            }
        }
        Some(Value::Array(list)) => {
            for (index, value) in list.iter().enumerate() {
                let example = one(reader, &at, value);
                examples.insert((index + 1).to_string(), ReferenceOr::Item(example));
            }
        }
        _ => {}
    }
    examples
}

/// An Example Object, or the value itself.
fn one(reader: &mut Reader<'_, '_>, at: &At<'_>, value: &Value) -> Example {
    const FIELDS: [&str; 5] = [
        "value",
        "externalValue",
        "summary",
        "dataValue",
        "serializedValue",
    ];
    let map = value.as_object();
    let Some(map) = map.filter(|map| FIELDS.iter().any(|key| field(map, key).is_some())) else {
        return Example {
            value: reader.copy(at, value),
            ..Example::default()
        };
    };
    let text = |key: &str| field(map, key).and_then(Value::as_str).map(str::to_owned);
    let value = field(map, "value").or_else(|| field(map, "dataValue"));
    Example {
        summary: text("summary"),
        description: text("description"),
        value: value.and_then(|value| reader.copy(at, value)),
        external_value: text("externalValue"),
        ..Example::default()
    }
}
