//! The name of the package, from the name of a file.

use super::Identifier;
use super::reserved::{is_device, is_keyword};

/// Longer than this no registry takes a name.
const MAX_LENGTH: usize = 64;

/// Crates that every crate can see, or that every generated crate depends on.
const TAKEN: [&str; 7] = [
    "alloc",
    "core",
    "proc_macro",
    "serde",
    "serde_json",
    "std",
    "test",
];

/// Folders of Cargo's own.
const FOLDERS: [&str; 4] = ["build", "deps", "examples", "incremental"];

/// A package name that Cargo accepts, in kebab case.
///
/// ```
/// use typewright::name::package_name;
///
/// assert_eq!(package_name("openai-2026-08"), "openai-2026-08");
/// assert_eq!(package_name("Pet_Store v1.2"), "pet-store-v1-2");
/// assert_eq!(package_name("2captcha"), "api-2captcha");
/// assert_eq!(package_name("type"), "type-api");
/// assert_eq!(package_name("银行"), "api");
/// ```
pub fn package_name(stem: &str) -> String {
    let mut name = String::with_capacity(stem.len());
    for c in stem.chars() {
        if c.is_ascii_alphanumeric() {
            name.push(c.to_ascii_lowercase());
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert_str(0, "api-");
    }
    name.truncate(MAX_LENGTH);
    let name = name.trim_end_matches('-');
    match check_package_name(name) {
        Ok(()) => name.to_owned(),
        Err(_) if name.is_empty() => "api".to_owned(),
        Err(_) => format!("{name}-api"),
    }
}

/// A package's name in Rust; `None` where Cargo would not take it.
pub fn crate_identifier(package: &str) -> Option<Identifier> {
    check_package_name(package).ok()?;
    Some(Identifier::new(package.replace('-', "_")))
}

/// Why a package cannot have a name, if it cannot.
///
/// ```
/// use typewright::name::check_package_name;
///
/// assert!(check_package_name("pet-store").is_ok());
/// assert!(check_package_name("serde_json").is_err());
/// ```
///
/// # Errors
/// The reason, as a sentence without a subject: `has to start with a letter`.
pub fn check_package_name(name: &str) -> Result<(), &'static str> {
    let plain = name.replace('-', "_").to_ascii_lowercase();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        Err("has to start with a letter")
    } else if !name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    {
        Err("may have letters, digits, `-` and `_` only")
    } else if name.len() > MAX_LENGTH {
        Err("may have 64 characters at most")
    } else if is_keyword(&plain) {
        Err("is a keyword")
    } else if TAKEN.contains(&&*plain) {
        Err("is the name of a crate that the generated code uses")
    } else if FOLDERS.contains(&&*plain) {
        Err("is the name of a folder of Cargo's")
    } else if is_device(&plain) {
        Err("is the name of a device on Windows")
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{check_package_name, package_name};

    #[test]
    fn names_that_mean_something_else_already() {
        for name in [
            "std",
            "core",
            "alloc",
            "proc-macro",
            "proc_macro",
            "test",
            "serde",
            "serde_json",
            "serde-json",
            "Serde_JSON",
            "build",
            "deps",
            "con",
            "COM1",
            "lpt9",
            "crate",
            "Self",
            "self",
            "try",
        ] {
            assert!(check_package_name(name).is_err(), "{name}");
            let made = package_name(name);
            assert_eq!(check_package_name(&made), Ok(()), "{name}: {made}");
        }
        assert!(check_package_name("standard").is_ok());
        assert!(check_package_name("com10").is_ok());
    }

    #[test]
    fn names_that_are_too_long() {
        let long = "a".repeat(64);
        assert_eq!(check_package_name(&long), Ok(()));
        assert!(check_package_name(&format!("{long}a")).is_err());
        assert_eq!(
            package_name(&"a-".repeat(200)),
            "a-".repeat(32).trim_end_matches('-')
        );
    }
}
