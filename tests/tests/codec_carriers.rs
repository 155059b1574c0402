//! Models by way of serde: every carrier hands on the same data, and a key of the data is
//! a key, whatever it is called.

// What the macros of a crate ask of models.
#![allow(missing_docs)]
// As in a generated crate, a model and its table have one name.
#![allow(dead_code, non_upper_case_globals)]

#[macro_use]
#[path = "../../generator/src/emit/rust/support/mod.rs"]
#[allow(dead_code, unused_imports, unused_macros)] // most of it is not needed here
mod support;

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::de::{DeserializeOwned, IntoDeserializer};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use support::*;

#[derive(Clone, Default)]
pub struct Account {
    pub id: i64,
    pub role: Option<String>,
    pub ratio: Option<f64>,
    pub tag: Option<Value>,
    pub rest: BTreeMap<String, Value>,
}

record! {
    Account { id, role, ratio, tag } + rest
    blank default();
    keys r#"
        required "id"
        optional "role"
        optional "ratio"
        optional "tag"
    "#;
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    This(Account),
    Text(String),
}

#[derive(Serialize, Deserialize)]
struct Flat {
    #[serde(flatten)]
    inside: Account,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind")]
enum Tagged {
    This(Account),
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    This(Account),
}

#[derive(Serialize, Deserialize)]
struct Newtype(Account);

#[derive(Serialize, Deserialize)]
struct Inside {
    list: Vec<Option<Account>>,
    map: BTreeMap<String, Account>,
}

/// A way that data may come.
type Carrier = (&'static str, fn(&Value) -> Result<Value, String>);

/// Through a type of serde's, read from JSON text.
fn by_text<T: DeserializeOwned + Serialize>(data: &Value) -> Result<Value, String> {
    let value: T = told(serde_json::from_str(&data.to_string()))?;
    ours(told(serde_json::to_string(&value))?)
}

fn told<T, E: Display>(result: Result<T, E>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}

/// A value that our reader makes of a text, because `serde_json`'s own `Value` has a
/// meaning for some keys.
fn ours(json: String) -> Result<Value, String> {
    told(from_json(&json))
}

const CARRIERS: &[Carrier] = &[
    ("from_json", |data| {
        ours(told(Account::from_json(&data.to_string()))?.to_json())
    }),
    ("our from_value", |data| {
        Ok(told(Account::from_value(data.clone()))?.to_value())
    }),
    ("from_str", by_text::<Account>),
    ("from_slice", |data| {
        let account: Account = told(serde_json::from_slice(data.to_string().as_bytes()))?;
        Ok(account.to_value())
    }),
    ("from_reader", |data| {
        let account: Account = told(serde_json::from_reader(data.to_string().as_bytes()))?;
        Ok(account.to_value())
    }),
    ("from_value", |data| {
        let account: Account = told(serde_json::from_value(data.clone()))?;
        Ok(account.to_value())
    }),
    ("a borrowed value", |data| {
        Ok(told(Account::deserialize(data))?.to_value())
    }),
    ("untagged", by_text::<Untagged>),
    ("flatten", by_text::<Flat>),
    ("newtype", by_text::<Newtype>),
    ("a map of serde's", |data| {
        let entries = data.as_object().into_iter().flatten();
        let entries = entries.map(|(key, value)| (key.as_str(), value.clone()));
        let entries = serde::de::value::MapDeserializer::<_, serde_json::Error>::new(entries);
        Ok(told(Account::deserialize(entries))?.to_value())
    }),
    ("inside of others", |data| {
        let list = json!({"list": [null, data, data], "map": {"a": data}});
        let inside: Inside = told(serde_json::from_str(&list.to_string()))?;
        let mut accounts = inside
            .list
            .into_iter()
            .flatten()
            .chain(inside.map.into_values());
        let first = accounts.next().ok_or("it is there")?;
        assert!(accounts.all(|account| account == first));
        Ok(first.to_value())
    }),
    ("tagged", |data| {
        let mut tagged = data.clone();
        tagged["kind"] = json!("This");
        let Tagged::This(account) = told(serde_json::from_str(&tagged.to_string()))?;
        Ok(account.to_value())
    }),
    ("adjacent, the tag last", |data| {
        let text = format!(r#"{{"c":{data},"t":"This"}}"#);
        let Adjacent::This(account) = told(serde_json::from_str(&text))?;
        Ok(account.to_value())
    }),
    ("YAML", |data| {
        let account: Account = told(serde_yaml::from_str(&data.to_string()))?;
        let text = told(serde_yaml::to_string(&account))?;
        let again: Account = told(serde_yaml::from_str(&text))?;
        Ok(again.to_value())
    }),
    ("CBOR", |data| {
        let (mut plain, mut bytes) = (Vec::new(), Vec::new());
        told(ciborium::into_writer(data, &mut plain))?;
        let account: Account = told(ciborium::from_reader(plain.as_slice()))?;
        told(ciborium::into_writer(&account, &mut bytes))?;
        let again: Account = told(ciborium::from_reader(bytes.as_slice()))?;
        Ok(again.to_value())
    }),
    ("MessagePack", |data| {
        let account: Account = told(rmp_serde::from_slice(&told(rmp_serde::to_vec(data))?))?;
        let again: Account = told(rmp_serde::from_slice(&told(rmp_serde::to_vec(&account))?))?;
        Ok(again.to_value())
    }),
];

#[test]
fn every_carrier_hands_on_the_same() {
    let magic = [
        "$serde_json::private::RawValue",
        "$serde_json::private::Number",
        "$__serde_private_value",
        "$__toml_private_datetime",
        "@yaml_serde::private",
        "",
        "\u{0}",
        "key: [\"",
    ];
    let mut data = vec![
        json!({"id": 1}),
        json!({"id": -1, "role": "admin", "ratio": 0.1, "tag": null}),
        json!({"id": 1, "ratio": 1e300, "tag": [[], {}, "", true, 1.5, -7, u64::MAX, i64::MIN]}),
        json!({"id": i64::MAX, "role": "\u{0}\u{1f600}\"\\\n", "more": {"a": [null]}}),
        json!({"id": i64::MIN, "ratio": 3.5}),
    ];
    for key in magic {
        for text in ["1,\"role\":\"admin\"", "1", "null", "{}", "", "\"", "]"] {
            data.push(json!({"id": 1, "tag": {key: text}}));
            data.push(json!({"id": 1, "tag": [{key: text}, {key: {key: text}}]}));
            data.push(json!({"id": 1, "tag": {key: text, "b": 1}}));
            data.push(json!({key: text, "id": 1}));
            data.push(json!({"id": 1, "role": text, key: {key: [text]}}));
        }
        data.push(json!({"id": 1, "role": key, "tag": key}));
        data.push(json!({"id": 1, key: 1}));
    }
    for (name, carry) in CARRIERS {
        for data in &data {
            assert_eq!(carry(data).as_ref(), Ok(data), "{name}");
        }
    }
}

#[test]
fn every_carrier_refuses_the_same() {
    for data in [
        json!({"role": "admin"}),
        json!({"id": "1"}),
        json!({"id": 1.5}),
        json!({"id": 9_223_372_036_854_775_808_u64}),
        json!({"id": {"$serde_json::private::Number": "1"}}),
        json!({"id": {"$serde_json::private::RawValue": "1"}}),
        json!({"$serde_json::private::RawValue": "{\"id\":1}"}),
        json!({"$serde_json::private::Number": "1"}),
        json!({"id": 1, "role": 2}),
    ] {
        for (name, carry) in CARRIERS {
            let refused = carry(&data);
            assert!(refused.is_err(), "{name}: {data} became {refused:?}");
        }
    }
}

/// A number that a carrier has rounded is no integer that somebody may have meant.
#[test]
fn nothing_is_rounded_on_the_way() {
    for id in [
        "-9223372036854775809",
        "-9223372036854776832",
        "9223372036854775808",
        "18446744073709551616",
        "9007199254740993.0",
        "1e19",
        "1e400",
    ] {
        let text = format!(r#"{{"id":{id}}}"#);
        let results = [
            told(serde_json::from_str::<Untagged>(&text).map(drop)),
            told(serde_json::from_str::<Flat>(&text).map(drop)),
            told(
                serde_json::from_str(&text)
                    .and_then(Account::deserialize_value)
                    .map(drop),
            ),
            told(serde_yaml::from_str::<Account>(&text).map(drop)),
        ];
        for (carrier, result) in results.iter().enumerate() {
            assert!(result.is_err(), "{carrier}: {id}");
        }
    }
    for id in ["1.0", "-9223372036854775808", "9007199254740991.0"] {
        let text = format!(r#"{{"id":{id}}}"#);
        assert!(serde_json::from_str::<Flat>(&text).is_ok(), "{id}");
    }
    let not_a_number = serde_yaml::from_str::<Account>("{id: 1, ratio: .nan}");
    assert!(not_a_number.is_err(), "{not_a_number:?}");
}

impl Account {
    fn deserialize_value(value: Value) -> Result<Self, serde_json::Error> {
        Self::deserialize(value.into_deserializer())
    }
}

#[test]
fn depth_ends_in_an_error() {
    let deep = |depth: usize| (0..depth).fold(json!(1), |inside, _| json!([inside]));
    let carry = |data: &Value| {
        let bytes = told(rmp_serde::to_vec(&json!({"id": 1, "tag": data})))?;
        let mut from = rmp_serde::Deserializer::new(bytes.as_slice());
        from.set_max_depth(100_000);
        told(Account::deserialize(&mut from).map(|account| account.to_value()))
    };
    assert!(carry(&deep(120)).is_ok());
    for depth in [128, 300] {
        let data = deep(depth);
        let errors = [
            carry(&data).unwrap_err(),
            told(Account::deserialize(&json!({"id": 1, "tag": &data})).map(drop)).unwrap_err(),
        ];
        for error in errors {
            assert!(error.contains("recursion limit"), "{error}");
        }
    }
}

/// Keys that are no strings are what JSON would have for them.
#[test]
fn keys_of_other_types_are_texts() {
    let account: Account = serde_yaml::from_str("{id: 1, 200: ok, true: 1}").expect("it decodes");
    assert_eq!(account.to_value(), json!({"id": 1, "200": "ok", "true": 1}));
    let map = BTreeMap::from([(200, "ok")]);
    let bytes = rmp_serde::to_vec(&json!({"id": 1})).expect("bytes");
    assert!(rmp_serde::from_slice::<Account>(&bytes).is_ok());
    let bytes = rmp_serde::to_vec(&map).expect("bytes");
    let error = rmp_serde::from_slice::<Account>(&bytes).unwrap_err();
    assert!(
        error.to_string().contains("missing field \"id\""),
        "{error}"
    );
}

/// All values of a form are texts.
#[test]
fn a_form_reads_back() {
    #[derive(Clone, Default)]
    pub struct Form {
        pub id: i64,
        pub name: Option<String>,
        pub ok: Option<bool>,
        pub price: Option<f64>,
        pub small: Option<u8>,
    }
    record! {
        Form { id, name, ok, price, small }
        blank default();
        keys r#"
            required "id"
            constant "kind" 7
            optional "name"
            optional "ok"
            optional "price"
            optional "small"
        "#;
    }
    let form = Form {
        id: i64::MIN,
        name: Some("12 & true".to_owned()),
        ok: Some(true),
        price: Some(2.5),
        small: Some(255),
    };
    let text = serde_urlencoded::to_string(&form).expect("a form");
    assert_eq!(
        serde_urlencoded::from_str::<Form>(&text).as_ref(),
        Ok(&form),
        "{text}"
    );
    for (text, error) in [
        ("kind=7&id=x", r#"id: expected an integer, found "x""#),
        ("kind=7&id=", r#"id: expected an integer, found """#),
        ("kind=7&id=1.5", r#"id: expected an integer, found "1.5""#),
        ("kind=8&id=1", r#"kind: expected 7, found "8""#),
        (
            "kind=7&id=1&ok=yes",
            r#"ok: expected a boolean, found "yes""#,
        ),
        (
            "kind=7&id=1&small=256",
            r#"small: expected an integer, found "256""#,
        ),
    ] {
        let found = serde_urlencoded::from_str::<Form>(text).unwrap_err();
        assert_eq!(found.to_string(), error, "{text}");
    }
    // Anywhere else a text is a text.
    let text = r#"{"id":"1","kind":7}"#;
    assert!(Form::from_json(text).is_err() && serde_yaml::from_str::<Form>(text).is_err());
}

#[test]
fn a_format_without_types_says_so() {
    let account = Account::from_json(r#"{"id":1}"#).expect("an account");
    let error = bincode::deserialize::<Account>(&[1, 2, 3]).unwrap_err();
    assert!(
        error.to_string().contains("tells the types of its values"),
        "{error}"
    );
    assert!(bincode::serialize(&account).is_err());
}
