//! The name of the package, from the name of a file.

use super::Identifier;

/// Names that would clash with what every crate can see, or that Cargo or an
/// operating system keep for themselves.
const TAKEN: [&str; 21] = [
    "alloc",
    "core",
    "std",
    "test",
    "proc-macro",
    "serde",
    "serde-json",
    "build",
    "deps",
    "examples",
    "incremental",
    "con",
    "prn",
    "aux",
    "nul",
    "com1",
    "lpt1",
    "bench",
    "doc",
    "target",
    "src",
];

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
    let name = name.trim_end_matches('-');
    if name.is_empty() {
        "api".to_owned()
    } else if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("api-{name}")
    } else if TAKEN.contains(&name)
        || syn::parse_str::<syn::Ident>(name).is_err() && !name.contains('-')
    {
        format!("{name}-api")
    } else {
        name.to_owned()
    }
}

/// A package's name in Rust; `None` where Cargo would not take it.
pub fn crate_identifier(package: &str) -> Option<Identifier> {
    check_package_name(package).ok()?;
    Some(Identifier::new(package.replace('-', "_")))
}

/// Why Cargo would refuse a package name, if it would.
///
/// # Errors
/// The reason, as a sentence without a subject: `has to start with a letter`.
pub fn check_package_name(name: &str) -> Result<(), &'static str> {
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        Err("has to start with a letter")
    } else if !name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    {
        Err("may have letters, digits, `-` and `_` only")
    } else if syn::parse_str::<syn::Ident>(&name.replace('-', "_")).is_err() {
        Err("is a keyword")
    } else {
        Ok(())
    }
}
