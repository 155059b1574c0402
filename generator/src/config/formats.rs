//! `[formats]`: how formats become Rust types.
//!
//! What comes in: what stands in the configuration. What goes out: [`FormatConfig`], of
//! which nothing but the path of a type and a dependency can reach a generated file.

use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Serialize};
use syn::{GenericArgument, Path, PathArguments, Type};

use super::suggest::suggestion;

/// What stands for a type that follows from the format.
const PRESETS: [&str; 8] = [
    "bytes",
    "chrono",
    "jiff",
    "rust_decimal",
    "string",
    "time",
    "url",
    "uuid",
];

/// Types that are in scope everywhere, and come out of text and go into it.
const PRIMITIVES: [&str; 15] = [
    "String", "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "u128", "u16",
    "u32", "u64", "u8",
];

/// One value of `[formats]`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum FormatConfig {
    /// `"string"`, `"jiff"`, `"chrono"`, `"time"`, `"uuid"`, `"url"`, `"bytes"`,
    /// `"rust_decimal"`, or a path such as `uuid::Uuid`.
    Name(String),
    /// A type with the dependency that brings it.
    Full {
        /// The absolute path of a type that is `Debug + Clone + PartialEq +
        /// Display + FromStr`.
        #[serde(rename = "type")]
        rust: String,
        /// A line for `[dependencies]`.
        dependency: Option<Dependency>,
    },
}

/// One line of `[dependencies]`: `uuid = "1"`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Dependency {
    /// The crate's name.
    pub name: String,
    /// What is asked of it.
    pub requirement: toml::Value,
}

impl fmt::Display for Dependency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = {}", self.name, self.requirement)
    }
}

impl From<Dependency> for String {
    fn from(dependency: Dependency) -> String {
        dependency.to_string()
    }
}

impl TryFrom<String> for Dependency {
    type Error = String;

    fn try_from(line: String) -> Result<Dependency, String> {
        let table: toml::Table = toml::from_str(&line)
            .map_err(|e| format!("this dependency is no TOML: {}", e.message()))?;
        let mut entries = table.into_iter();
        let is_name = |name: &str| {
            let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
            name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(part)
        };
        match (entries.next(), entries.next()) {
            (Some((name, requirement)), None)
                if is_name(&name) && (requirement.is_str() || asks(&requirement)) =>
            {
                Ok(Dependency { name, requirement })
            }
            _ => Err(
                "this is not one line of [dependencies]\n  help: write `uuid = \"1\"` or `uuid = { version = \"1\", features = [..] }`"
                    .to_owned(),
            ),
        }
    }
}

/// Whether a table is that of a dependency, and not `[package]` or another one.
fn asks(requirement: &toml::Value) -> bool {
    ["version", "path", "git"]
        .iter()
        .any(|key| requirement.get(key).is_some_and(toml::Value::is_str))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Full {
    #[serde(rename = "type")]
    rust: String,
    dependency: Option<Dependency>,
}

impl<'de> Deserialize<'de> for FormatConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameOrTable;

        impl<'de> Visitor<'de> for NameOrTable {
            type Value = FormatConfig;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the path of a type, or a table with `type` and `dependency`")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<FormatConfig, E> {
                if !PRESETS.contains(&name) {
                    check_type(name).map_err(E::custom)?;
                }
                Ok(FormatConfig::Name(name.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FormatConfig, A::Error> {
                let Full { rust, dependency } = Full::deserialize(MapAccessDeserializer::new(map))?;
                check_type(&rust).map_err(de::Error::custom)?;
                Ok(FormatConfig::Full { rust, dependency })
            }
        }

        deserializer.deserialize_any(NameOrTable)
    }
}

/// Whether a text is the path of a type, and nothing that code could hide in.
///
/// # Errors
/// What is wrong with it, with a remedy on a line of its own.
fn check_type(text: &str) -> Result<(), String> {
    const FORM: &str = "write the path of a type with its crate, such as `uuid::Uuid` or `chrono::DateTime<chrono::Utc>`";
    let no_type = || format!("this is not the path of a Rust type\n  help: {FORM}");
    let comment = text.contains("//") || text.contains("/*");
    let path: Path = syn::parse_str(text).map_err(|_| no_type())?;
    if comment || text.contains(char::is_control) || !is_plain(&path) {
        return Err(no_type());
    }
    let first = path.segments[0].ident.to_string();
    if ["crate", "self", "super", "Self"].contains(&&*first) {
        return Err(format!(
            "a generated crate has no types of its own to map a format to\n  help: {FORM}"
        ));
    }
    if path.segments.len() == 1 && !PRIMITIVES.contains(&&*first) {
        let help = suggestion(&first, PRESETS).unwrap_or_else(|| {
            format!(
                "{FORM}, or one of {}",
                PRESETS.map(|p| format!("`{p}`")).join(", ")
            )
        });
        return Err(format!(
            "`{first}` is neither a preset nor the path of a type\n  help: {help}"
        ));
    }
    Ok(())
}

/// Whether a path and its arguments are made of names alone.
fn is_plain(path: &Path) -> bool {
    let is_type = |argument: &GenericArgument| matches!(argument, GenericArgument::Type(Type::Path(ty)) if ty.qself.is_none() && is_plain(&ty.path));
    path.segments
        .iter()
        .all(|segment| match &segment.arguments {
            PathArguments::None => true,
            PathArguments::AngleBracketed(arguments) => arguments.args.iter().all(is_type),
            PathArguments::Parenthesized(_) => false,
        })
}

#[cfg(test)]
mod tests {
    use super::{Dependency, check_type};

    #[test]
    fn types() {
        for good in [
            "uuid::Uuid",
            "::uuid::Uuid",
            "chrono::DateTime<chrono::Utc>",
            "a::B<c::D<e::F>, String>",
            "u64",
        ] {
            assert_eq!(check_type(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "uiud",
            "String; fn hostile() {}",
            "x::Y> } const _: u8 = 0; struct S { a: Option<u8",
            "x::Y /* ",
            "x::Y /* a */",
            "x::Y // a",
            "x::Y\n}",
            "x::\nY",
            "crate::",
            "crate::A",
            "super::A",
            "x::{Y}",
            "fn()",
            "x::Y<{ include_bytes!(\"/etc/passwd\")[0] }>",
            "x::Y<[u8; include_bytes!(\"/etc/passwd\").len()]>",
            "x::m!()",
            "x::Fn(A) -> B",
            "<A as x::B>::C",
            "&'static str",
            "x::Y<T = u8>",
        ] {
            let fault = check_type(bad).expect_err(bad);
            assert!(fault.contains("\n  help: "), "{fault}");
        }
        assert!(
            check_type("uiud")
                .unwrap_err()
                .contains("did you mean `uuid`")
        );
    }

    #[test]
    fn dependencies() {
        let line = "uuid = { version = \"1\" }".to_owned();
        let dependency = Dependency::try_from(line.clone()).unwrap();
        assert_eq!(dependency.to_string(), line);
        for bad in [
            "",
            "uuid",
            "uuid = 1",
            "a = \"1\"\nb = \"2\"",
            "[package]\nname = \"x\"",
            "a.b = \"1\"",
            "\"a b\" = \"1\"",
            "x = \"1\"\n[package]\nbuild = \"x\"",
        ] {
            assert!(Dependency::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
