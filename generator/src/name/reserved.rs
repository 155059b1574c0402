//! Names that Rust, its prelude or the generated code already uses.

/// Strict and reserved keywords of the 2024 edition.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "Self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot be written as `r#..`.
const NEVER_RAW: &[&str] = &["crate", "self", "super", "Self"];

/// What generated files mean by these names without saying where they come from.
/// Every other name of the prelude is free: a file that does not use `Error` may
/// well define it.
pub(super) const TYPES: &[&str] = &[
    "Self", "Option", "Some", "None", "Result", "Ok", "Err", "String", "Vec", "Box", "BTreeMap",
    "From", "TryFrom", "Codec",
];

/// Whether a name is a keyword.
pub(super) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name) || name == "_"
}

/// Whether Windows takes a file of this name, with whatever suffix, for a device.
pub(super) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let numbered = ["com", "lpt"]
        .iter()
        .find_map(|device| stem.strip_prefix(device))
        .is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit());
    numbered || matches!(&*stem, "con" | "prn" | "aux" | "nul")
}

/// A field's or module's identifier, made raw or changed where it is a keyword.
pub(super) fn identifier(name: String) -> String {
    if NEVER_RAW.contains(&name.as_str()) {
        return format!("{name}_");
    }
    if KEYWORDS.contains(&name.as_str()) {
        return format!("r#{name}");
    }
    name
}

/// A name that is no keyword, for places where a raw identifier would be ugly or
/// impossible: modules, which are files.
pub(super) fn plain(name: String) -> String {
    if KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        file(name)
    }
}

/// A name that every system takes for a file's.
pub(super) fn file(name: String) -> String {
    if is_device(&name) {
        format!("{name}_")
    } else {
        name
    }
}

/// A type's name.
pub(super) fn ty(name: String) -> String {
    if TYPES.contains(&name.as_str()) {
        format!("{name}Model")
    } else {
        name
    }
}

/// A variant's identifier.
pub(super) fn variant(name: String) -> String {
    if name == "Self" {
        "SelfValue".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::{file, is_device};

    #[test]
    fn devices_of_windows() {
        for name in [
            "con", "Aux", "NUL", "prn", "com1", "LPT9", "com0", "nul.txt",
        ] {
            assert!(is_device(name), "{name}");
        }
        for name in ["console", "com", "com10", "auxiliary", "lptx", ""] {
            assert!(!is_device(name), "{name}");
        }
        assert_eq!(file("Con".to_owned()), "Con_");
    }
}
