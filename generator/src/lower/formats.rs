//! Types of strings and integers by `format` (the OpenAPI format registry).

use crate::api::{Bounds, Format, Integer, Limits, Mapped, Type};
use crate::config::{Config, FormatConfig};
use crate::dialect::SchemaBounds;

/// The type of a string.
///
/// A format is a plain `String` unless the configuration maps it: a string that
/// is kept as it came can be written as it came, which no parsed date can
/// promise.
pub(super) fn string(config: &Config, format: Option<&str>) -> Type {
    let Some(format) = format else {
        return Type::STRING;
    };
    match config
        .formats
        .get(format)
        .and_then(|choice| rust_type(choice, format))
    {
        Some(rust) => Type::String(Format::Mapped(Box::new(Mapped {
            format: format.to_owned(),
            rust,
        }))),
        None => Type::STRING,
    }
}

fn rust_type(choice: &FormatConfig, format: &str) -> Option<String> {
    let name = match choice {
        FormatConfig::Full { rust, .. } => return Some(rust.clone()),
        FormatConfig::Name(name) => name.as_str(),
    };
    Some(
        match (name, format) {
            ("string", _) => return None,
            ("jiff", "date-time") => "jiff::Timestamp",
            ("jiff", "date") => "jiff::civil::Date",
            ("jiff", "time") => "jiff::civil::Time",
            ("jiff", "duration") => "jiff::SignedDuration",
            ("chrono", "date-time") => "chrono::DateTime<chrono::FixedOffset>",
            ("chrono", "date") => "chrono::NaiveDate",
            ("chrono", "time") => "chrono::NaiveTime",
            ("time", "date-time") => "time::OffsetDateTime",
            ("time", "date") => "time::Date",
            ("time", "time") => "time::Time",
            ("bytes", _) => "bytes::Bytes",
            ("rust_decimal", _) => "rust_decimal::Decimal",
            ("url", _) => "url::Url",
            ("uuid", _) => "uuid::Uuid",
            (path, _) => path,
        }
        .to_owned(),
    )
}

/// The width of an integer. Formats that are no width, such as `unixtime`, get
/// 64 bits: 32 end in 2038.
pub(super) fn integer(format: Option<&str>) -> Type {
    Type::Integer(match format {
        Some("int8") => Integer::I8,
        Some("int16") => Integer::I16,
        Some("int32") => Integer::I32,
        Some("uint8") => Integer::U8,
        Some("uint16") => Integer::U16,
        Some("uint32") => Integer::U32,
        Some("uint64") => Integer::U64,
        _ => Integer::I64,
    })
}

/// The bounds of a view, owned.
pub(super) fn bounds(bounds: Option<&SchemaBounds<'_>>) -> Bounds {
    let Some(bounds) = bounds else {
        return Bounds::default();
    };
    let limits = Limits {
        format: bounds.format.map(str::to_owned),
        minimum: bounds.minimum.cloned(),
        maximum: bounds.maximum.cloned(),
        exclusive_minimum: bounds.exclusive_minimum.cloned(),
        exclusive_maximum: bounds.exclusive_maximum.cloned(),
        multiple_of: bounds.multiple_of.cloned(),
        min_length: bounds.min_length,
        max_length: bounds.max_length,
        pattern: bounds.pattern.map(str::to_owned),
        min_items: bounds.min_items,
        max_items: bounds.max_items,
        unique_items: bounds.unique_items,
        min_properties: bounds.min_properties,
        max_properties: bounds.max_properties,
    };
    limits.into()
}
