//! Commands for pasting: one call of `curl`, whose words are quoted so that a shell
//! expands nothing but our variables, and in which no argument is an option or a file.

use super::Findings;

/// Where credentials go.
const VARIABLES: &[&str] = &["API_KEY", "USERNAME", "PASSWORD", "TOKEN", "ACCESS_TOKEN"];

/// Options of `curl` that pages use; those that take an argument, with what it is.
const OPTIONS: &[(&str, Option<Argument>)] = &[
    ("-X", Some(Argument::Word)),
    ("-H", Some(Argument::Data)),
    ("-b", Some(Argument::Pair)),
    ("-u", Some(Argument::Word)),
    ("-F", Some(Argument::Part)),
    ("-d", Some(Argument::Data)),
    ("-g", None),
    ("-G", None),
    ("--cert", Some(Argument::Word)),
    ("--key", Some(Argument::Word)),
    ("--data-binary", Some(Argument::Data)),
    ("--data-raw", Some(Argument::Word)),
    ("--data-urlencode", Some(Argument::Pair)),
    ("--form-string", Some(Argument::Word)),
    ("--globoff", None),
    ("--json", Some(Argument::Data)),
    ("--request", Some(Argument::Word)),
    ("--url", Some(Argument::Url)),
];

/// What `curl` does with an argument.
#[derive(Clone, Copy)]
enum Argument {
    /// It is taken as it is.
    Word,
    /// `@file` is read.
    Data,
    /// `name=value`; anything else names a file.
    Pair,
    /// `name=@file` and `name=<file` are read.
    Part,
    /// An address. Without a scheme, `-` begins an option.
    Url,
}

impl Argument {
    fn accepts(self, word: &str) -> bool {
        match self {
            Argument::Word => true,
            Argument::Data => !word.starts_with('@') || word == "@body",
            Argument::Pair => word.contains('='),
            Argument::Part => word.split_once('=').is_some_and(|(_, value)| {
                let is_ours = |name: &str| name.chars().all(|c| c.is_ascii_lowercase() || c == '.');
                match value.strip_prefix(['@', '<']) {
                    Some(file) => is_ours(file),
                    None => true,
                }
            }),
            Argument::Url => word.split_once("://").is_some_and(|(scheme, _)| {
                !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric())
            }),
        }
    }
}

/// Checks a block of commands.
pub fn check(code: &str, findings: &mut Findings<'_>) {
    let words = match words(code) {
        Ok(words) => words,
        Err(what) => return findings.add(what, code),
    };
    let mut words = words.iter().map(String::as_str);
    match words.next() {
        Some("curl") => {}
        // How to generate the crate again.
        Some("cargo" | "typewright") => return,
        _ => return findings.add("a command", code),
    }
    while let Some(word) = words.next() {
        if !word.starts_with('-') {
            findings.require(Argument::Url.accepts(word), "an address of curl", word);
            continue;
        }
        match OPTIONS.iter().find(|(option, _)| *option == word) {
            None => findings.add("an option of curl", word),
            Some((_, None)) => {}
            Some((_, Some(argument))) => {
                let word = words.next().unwrap_or_default();
                findings.require(argument.accepts(word), "an argument of curl", word);
            }
        }
    }
}

/// The words of a command as a shell divides them, or what it would do besides.
fn words(code: &str) -> Result<Vec<String>, &'static str> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = code.trim_end().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ' ' => words.extend(word.take()),
            '\\' => match chars.next() {
                Some('\n') => words.extend(word.take()),
                Some(escaped) => word.get_or_insert_default().push(escaped),
                None => return Err("a backslash that ends a command"),
            },
            '\'' => single(&mut chars, word.get_or_insert_default())?,
            '"' => double(&mut chars, word.get_or_insert_default())?,
            c if c.is_ascii_alphanumeric() || "-_./:=@,%+".contains(c) => {
                word.get_or_insert_default().push(c);
            }
            _ => return Err("what a shell expands"),
        }
    }
    words.extend(word);
    Ok(words)
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn single(chars: &mut Chars<'_>, word: &mut String) -> Result<(), &'static str> {
    for c in chars {
        match c {
            '\'' => return Ok(()),
            c => word.push(c),
        }
    }
    Err("a quote that does not end")
}

fn double(chars: &mut Chars<'_>, word: &mut String) -> Result<(), &'static str> {
    while let Some(c) = chars.next() {
        match c {
            '"' => return Ok(()),
            '\\' => match chars.next() {
                Some(c @ ('"' | '\\' | '$' | '`')) => word.push(c),
                _ => return Err("a backslash within double quotes"),
            },
            '$' => {
                let mut name = String::new();
                while let Some(c) = chars.next_if(|c| c.is_ascii_alphanumeric() || *c == '_') {
                    name.push(c);
                }
                if !VARIABLES.contains(&name.as_str()) {
                    return Err("what a shell expands within double quotes");
                }
                word.push_str(&name);
            }
            '`' | '!' => return Err("what a shell expands within double quotes"),
            c => word.push(c),
        }
    }
    Err("a quote that does not end")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_shell_expands_our_variables_alone() {
        let found = words("curl 'it'\\''s' \\\n  -H \"X: $API_KEY\"");
        assert_eq!(found.unwrap(), ["curl", "it's", "-H", "X: API_KEY"]);
        for code in [
            "curl $(a)",
            "curl \"$(a)\"",
            "curl \"`a`\"",
            "curl a;b",
            "curl 'a",
            "a\nb",
        ] {
            assert!(words(code).is_err(), "{code}");
        }
    }
}
