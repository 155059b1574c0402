//! Equality of JSON: key order aside, numbers by value.

use serde_json::{Number, Value};

use crate::path::{Path, Step, render};

/// Whether two values are the same JSON value.
pub fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => same_number(a, b),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(k, a)| b.get(k).is_some_and(|b| equal(a, b)))
        }
        (a, b) => a == b,
    }
}

/// `1` and `1.0` are the same; integers are compared exactly, all else as `f64`.
fn same_number(a: &Number, b: &Number) -> bool {
    match (a.as_i128(), b.as_i128()) {
        (Some(a), Some(b)) => a == b,
        _ => a.as_f64() == b.as_f64(),
    }
}

/// The first difference of what came back from what was sent, in words.
pub fn difference(sent: &Value, back: &Value) -> Option<String> {
    fn walk(sent: &Value, back: &Value, path: &mut Path) -> Option<String> {
        let at = |path: &Path| match render(path) {
            root if root.is_empty() => "the value".to_owned(),
            path => path,
        };
        match (sent, back) {
            (Value::Object(a), Value::Object(b)) => {
                for (key, value) in a {
                    path.push(Step::Key(key.clone()));
                    let found = match b.get(key) {
                        Some(other) => walk(value, other, path),
                        None => Some(format!("{} is lost", at(path))),
                    };
                    path.pop();
                    if found.is_some() {
                        return found;
                    }
                }
                let new = b.keys().find(|k| !a.contains_key(*k))?;
                path.push(Step::Key(new.clone()));
                let found = Some(format!("{} is made up", at(path)));
                path.pop();
                found
            }
            (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
                for (index, (a, b)) in a.iter().zip(b).enumerate() {
                    path.push(Step::Index(index));
                    let found = walk(a, b, path);
                    path.pop();
                    if found.is_some() {
                        return found;
                    }
                }
                None
            }
            (a, b) if equal(a, b) => None,
            (a, b) => Some(format!("{}: {} became {}", at(path), short(a), short(b))),
        }
    }
    walk(sent, back, &mut Path::new())
}

/// A value's text, cut to a line.
pub fn short(value: &Value) -> String {
    cut(&value.to_string(), 160)
}

/// A text, cut to a number of characters.
pub fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_by_value_and_keys_in_any_order() {
        assert!(equal(
            &json!({"a": 1, "b": 2.0}),
            &json!({"b": 2, "a": 1.0})
        ));
        assert!(!equal(
            &json!(9_007_199_254_740_993_i64),
            &json!(9_007_199_254_740_992_i64)
        ));
        assert!(!equal(&json!({"a": null}), &json!({})));
        let (sent, back) = (json!({"a": [{"b": 1}]}), json!({"a": [{"b": 1, "c": 2}]}));
        assert_eq!(
            difference(&sent, &back).as_deref(),
            Some("a[0].c is made up")
        );
        assert_eq!(difference(&back, &sent).as_deref(), Some("a[0].c is lost"));
    }
}
