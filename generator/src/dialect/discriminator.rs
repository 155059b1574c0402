//! `discriminator`: a string in Swagger 2.0, an object since, either in either.

use serde_json::Value;

use super::keywords::One;
use super::reader::field;
use super::schema::Discriminator;

/// Reads `discriminator`. The mapping's targets stay as written until references
/// are resolved.
pub(super) fn read<'doc>(one: &mut One<'_, 'doc, '_>, value: &'doc Value) {
    let at = one.at;
    let here = at.key("discriminator");
    let map = match value {
        Value::String(property) => {
            one.schema.discriminator = Some(Box::new(Discriminator {
                property,
                ..Discriminator::default()
            }));
            return;
        }
        value => one.reader.object(&here, value),
    };
    let Some(map) = map else { return };
    let property = field(map, "propertyName").and_then(|name| one.reader.string(&here, name));
    let Some(property) = property else {
        one.reader.warn(
            &here,
            "a discriminator without `propertyName` is ignored",
            "",
        );
        return;
    };
    let mut discriminator = Discriminator {
        property,
        mapping: Vec::new(),
        default_mapping: field(map, "defaultMapping")
            .and_then(Value::as_str)
            .map(str::to_owned),
    };
    if let Some(mapping) = field(map, "mapping") {
        let here = here.key("mapping");
        for (tag, target) in one.reader.object(&here, mapping).into_iter().flatten() {
            if let Some(target) = one.reader.string(&here.key(tag), target) {
                discriminator.mapping.push((tag, target.to_owned()));
            }
        }
    }
    one.schema.discriminator = Some(Box::new(discriminator));
}
