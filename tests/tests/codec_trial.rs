//! Unions by trial: the variant that keeps the most, in time that the text bounds.
//!
//! Two unions that lead to each other and to themselves, of which nothing tells the
//! variants apart, are decoded beside a reference that tries everything and forgets
//! everything.

// What the macros of a crate ask of models.
#![allow(missing_docs)]
// As in a generated crate, a model and its table have one name.
#![allow(dead_code, non_upper_case_globals, clippy::wrong_self_convention)]

#[macro_use]
#[path = "../../generator/src/emit/rust/support/mod.rs"]
#[allow(dead_code, unused_imports, unused_macros)] // most of it is not needed here
mod support;

mod codec;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use codec::{Random, grows};
use serde_json::{Map, Value, json};
use support::*;

macro_rules! structs {
    ($($model:ident { $($field:ident: $type:ty),* } $keys:literal)*) => {$(
        #[derive(Clone, Default)]
        pub struct $model {
            $(pub $field: Option<$type>),*
        }

        record! {
            $model { $($field),* }
            blank default();
            keys $keys;
        }
    )*};
}

structs! {
    A { x: String, next: Box<Left>, list: Vec<Left> }
        r#"optional "x"
           optional "next"
           optional "list""#
    B { x: i64, next: Box<Right> }
        r#"optional "x"
           optional "next""#
    C { x: bool, y: i64, next: Box<Left> }
        r#"optional "x"
           required "y"
           optional "next""#
    D { x: i64, next: Box<Left>, z: String }
        r#"optional "x"
           optional "next"
           optional "z""#
    E { x: String, next: Box<Right>, y: bool }
        r#"optional "x"
           optional "next"
           optional "y""#
    F { x: bool, next: Box<Closed> }
        r#"optional "x"
           optional "next""#
    G { x: i64, next: Box<Closed> }
        r#"optional "x"
           optional "next""#
}

#[derive(Clone)]
pub enum Left {
    A(A),
    B(B),
    C(C),
    Unknown(Value),
}

union! {
    Left {
        0 => A;
        1 => B;
        2 => C;
        3 => Unknown;
    }
    blank Unknown;
    plan r#"{"unknown": "Unknown", "route": {"trial": ["A", "B", "C"], "keys": ["list", "y"]}}"#;
}

#[derive(Clone)]
pub enum Right {
    D(D),
    E(E),
    Unknown(Value),
}

union! {
    Right {
        0 => D;
        1 => E;
        2 => Unknown;
    }
    blank Unknown;
    plan r#"{"unknown": "Unknown", "route": {"trial": ["D", "E"], "keys": ["z", "y"]}}"#;
}

#[derive(Clone)]
pub enum Closed {
    F(F),
    G(G),
}

union! {
    Closed {
        0 => F;
        1 => G;
    }
    blank F;
    plan r#"{"route": {"trial": ["F", "G"]}}"#;
}

/// What a field holds, in the reference.
#[derive(Clone, Copy)]
enum Holds {
    Text,
    Integer,
    Bool,
    One(&'static Reference),
    Many(&'static Reference),
}

/// A union, in the reference: its variants, and the keys that not all of them have.
struct Reference {
    variants: &'static [&'static [(&'static str, Holds, bool)]],
    keys: &'static [&'static str],
}

static LEFT: Reference = Reference {
    variants: &[
        &[
            ("x", Holds::Text, false),
            ("next", Holds::One(&LEFT), false),
            ("list", Holds::Many(&LEFT), false),
        ],
        &[
            ("x", Holds::Integer, false),
            ("next", Holds::One(&RIGHT), false),
        ],
        &[
            ("x", Holds::Bool, false),
            ("y", Holds::Integer, true),
            ("next", Holds::One(&LEFT), false),
        ],
    ],
    keys: &["list", "y"],
};

static RIGHT: Reference = Reference {
    variants: &[
        &[
            ("x", Holds::Integer, false),
            ("next", Holds::One(&LEFT), false),
            ("z", Holds::Text, false),
        ],
        &[
            ("x", Holds::Text, false),
            ("next", Holds::One(&RIGHT), false),
            ("y", Holds::Bool, false),
        ],
    ],
    keys: &["z", "y"],
};

/// A value as a variant reads it.
#[derive(Clone, Default)]
struct Reading {
    kept: Value,
    lost: BTreeSet<String>,
    /// Those of the lost whose null was taken for absence, which is no lack of knowledge.
    nulls: BTreeSet<String>,
    unknown: usize,
}

impl Reference {
    fn read(&self, value: &Value, path: &str) -> Reading {
        let variants = self.variants.iter();
        let readings: Vec<Reading> = variants
            .filter_map(|fields| read_object(fields, value, path))
            .collect();
        let cost = |reading: &&Reading| (reading.lost.len(), reading.unknown);
        let known = |lost: &String| self.keys.iter().any(|key| *lost == format!("{path}/{key}"));
        let fair = |best: &&Reading| {
            readings
                .iter()
                .all(|other| best.lost.is_subset(&other.lost))
                && !best.lost.difference(&best.nulls).any(known)
        };
        let unknown = || Reading {
            kept: value.clone(),
            unknown: 1,
            ..Reading::default()
        };
        let best = readings.iter().min_by_key(cost).filter(fair);
        best.cloned().unwrap_or_else(unknown)
    }
}

fn read_object(fields: &[(&str, Holds, bool)], value: &Value, path: &str) -> Option<Reading> {
    let object = value.as_object()?;
    let mut kept = Map::new();
    let mut reading = Reading::default();
    for (key, value) in object {
        let path = format!("{path}/{key}");
        let field = fields.iter().find(|(name, ..)| name == key);
        let holds = match field {
            Some((_, holds, _)) if !value.is_null() => *holds,
            Some((.., true)) => {
                kept.insert(key.clone(), Value::Null);
                continue;
            }
            _ => {
                if field.is_some() {
                    reading.nulls.insert(path.clone());
                }
                reading.lost.insert(path);
                continue;
            }
        };
        let mut inside = |of: &Reference, value: &Value, path: &str| {
            let inside = of.read(value, path);
            reading.lost.extend(inside.lost);
            reading.nulls.extend(inside.nulls);
            reading.unknown += inside.unknown;
            inside.kept
        };
        let value = match holds {
            Holds::Text => json!(value.as_str()?),
            Holds::Integer => json!(value.as_i64()?),
            Holds::Bool => json!(value.as_bool()?),
            Holds::One(of) => inside(of, value, &path),
            Holds::Many(of) => {
                let items = value.as_array()?.iter().enumerate();
                items
                    .map(|(index, item)| inside(of, item, &format!("{path}/{index}")))
                    .collect()
            }
        };
        kept.insert(key.clone(), value);
    }
    reading.kept = Value::Object(kept);
    let mut required = fields.iter().filter(|(.., required)| *required);
    let whole = required.all(|(key, ..)| object.contains_key(*key));
    whole.then_some(reading)
}

/// A value that a variant may read, or nearly.
fn any(random: &mut Random, depth: usize) -> Value {
    let mut object = Map::new();
    let scalar = |random: &mut Random| match random.below(5) {
        0 => json!("s"),
        1 => json!(7),
        2 => json!(true),
        3 => json!(null),
        _ => json!([1]),
    };
    for key in ["x", "y", "z", "new"] {
        if random.below(3) == 0 {
            object.insert(key.to_owned(), scalar(random));
        }
    }
    if depth > 0 && random.below(5) > 0 {
        object.insert("next".to_owned(), any(random, depth - 1));
    }
    if depth > 0 && random.below(6) == 0 {
        let items = (0..random.below(3)).map(|_| any(random, depth - 1));
        object.insert("list".to_owned(), items.collect());
    }
    match random.below(20) {
        0 => json!("no object"),
        _ => Value::Object(object),
    }
}

#[test]
fn everything_is_as_if_all_had_been_tried() {
    let mut random = Random(3);
    let (mut lossy, mut unknown) = (0, 0);
    for round in 0..5_000 {
        let value = any(&mut random, 1 + round / 1_000);
        let text = value.to_string();
        let reference = LEFT.read(&value, "");
        lossy += usize::from(!reference.lost.is_empty());
        unknown += usize::from(reference.unknown > 0);
        let found = Left::from_json(&text).expect("an open union takes any JSON");
        assert_eq!(found.to_value(), reference.kept, "{text}");
        let spaced = serde_json::to_string_pretty(&value).expect("it is JSON");
        let found = Left::from_json(&spaced).expect("an open union takes any JSON");
        assert_eq!(found.to_value(), reference.kept, "{spaced}");
    }
    assert!(lossy > 500 && unknown > 500, "{lossy} {unknown}");
}

#[test]
fn the_variant_that_keeps_the_most_is_taken() {
    let taken = |text: &str| match Left::from_json(text).expect("an open union") {
        Left::A(_) => 'A',
        Left::B(_) => 'B',
        Left::C(_) => 'C',
        Left::Unknown(_) => '?',
    };
    for (text, expected) in [
        ("{}", 'A'),
        (r#"{"x":1}"#, 'B'),
        (r#"{"x":"s","new":1}"#, 'A'),
        (r#"{"x":1,"new":{"x":"s"}}"#, 'B'),
        (r#"{"x":true,"y":1,"new":1}"#, 'C'),
        // What only another variant knows is not lost.
        (r#"{"x":"s","y":1}"#, '?'),
        (r#"{"x":1,"list":[]}"#, '?'),
        (r#"{"x":[]}"#, '?'),
        ("[]", '?'),
        // Inside, too.
        (r#"{"next":{"x":1,"z":"s","new":1}}"#, 'B'),
        (r#"{"next":{"x":"s","y":true}}"#, 'B'),
        (r#"{"next":{"x":"s","list":[]},"new":1}"#, 'A'),
        (r#"{"next":{"z":"s","list":[]}}"#, '?'),
    ] {
        assert_eq!(taken(text), expected, "{text}");
    }
}

/// Of two variants that keep everything, the one is taken that knows more of it.
#[test]
fn what_is_listed_is_better_than_what_is_not() {
    #[derive(Clone)]
    pub enum Small {
        One,
        Two,
        Unknown(String),
    }
    strings! {
        Small, open {
            One = "one";
            Two = "two";
        }
    }
    #[derive(Clone, Copy, PartialEq)]
    pub enum Large {
        Hundred,
        Unknown(i64),
    }
    integers! {
        Large, open {
            Hundred = 100;
        }
    }
    #[derive(Clone)]
    pub enum Sizes {
        Small(Vec<Small>),
        Large(Vec<Large>),
        Any(Vec<i64>),
        Text(Vec<String>),
    }
    union! {
        Sizes {
            0 => Small;
            1 => Large;
            2 => Any;
            3 => Text;
        }
        blank Small;
        plan r#"{"route": {"trial": ["Small", "Large", "Any", "Text"]}}"#;
    }
    let taken = |text: &str| match Sizes::from_json(text).expect("sizes") {
        Sizes::Small(_) => 'S',
        Sizes::Large(_) => 'L',
        Sizes::Any(_) => 'A',
        Sizes::Text(_) => 'T',
    };
    for (text, expected) in [
        (r#"["one","two"]"#, 'S'),
        (r#"["one","three"]"#, 'T'),
        ("[100]", 'L'),
        ("[100,1]", 'A'),
        ("[]", 'S'),
    ] {
        assert_eq!(taken(text), expected, "{text}");
    }
}

#[test]
fn what_a_float_cannot_hold_is_lost() {
    #[derive(Clone)]
    pub enum Number {
        Float(f64),
        Integer(i64),
    }
    union! {
        Number {
            0 => Float;
            1 => Integer;
        }
        blank Float;
        plan r#"{"route": {"trial": ["Float", "Integer"]}}"#;
    }
    for (text, float) in [
        ("1", true),
        ("9007199254740992", true),
        ("9007199254740993", false),
        ("-9223372036854775807", false),
        ("1.5", true),
    ] {
        let number = Number::from_json(text).expect("a number");
        assert_eq!(matches!(number, Number::Float(_)), float, "{text}");
        let written: f64 = number.to_json().parse().expect("a number");
        assert_eq!(Ok(written), text.parse());
    }
}

#[test]
fn a_closed_union_says_why_in_few_words() {
    let nested = |depth: usize| format!("{}1{}", r#"{"next":"#.repeat(depth), "}".repeat(depth));
    let error = Closed::from_json(r#"{"x":"s"}"#).map(|_| ()).unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"no variant fits (F: x: expected a boolean, found "s"; G: x: expected an integer, found "s")"#
    );
    for depth in [5, 50, 120] {
        let error = Closed::from_json(&nested(depth)).map(|_| ()).unwrap_err();
        let error = error.to_string();
        assert!(error.starts_with("no variant fits (F: next: "), "{error}");
        assert!(error.len() < 1000, "{error}");
    }
}

/// Values as deep as they may be, in all of which something is unknown.
#[test]
fn depth_costs_nothing() {
    for (inner, open) in [
        (r#"{"x":true,"new":1}"#, r#"{"next":"#),
        (r#"{"x":"s"}"#, r#"{"new":1,"next":"#),
        (r#"{"x":"s"}"#, r#"{"list":[],"new":1,"next":"#),
        (r#"{"z":[]}"#, r#"{"y":1,"new":{},"next":"#),
    ] {
        for depth in [1, 10, 125] {
            let text = format!("{}{inner}{}", open.repeat(depth), "}".repeat(depth));
            let value = Left::from_json(&text).expect("an open union").to_json();
            assert!(value.len() > depth, "{value}");
        }
    }
    let lists = format!("{}{}", r#"{"list":["#.repeat(63), "]}".repeat(63));
    assert_eq!(
        Left::from_json(&lists).expect("it decodes").to_json(),
        lists
    );
    let deeper = format!("{}1{}", r#"{"next":"#.repeat(200), "}".repeat(200));
    let error = Left::from_json(&deeper).map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("recursion limit"), "{error}");
}

#[test]
fn time_is_in_proportion_to_the_text() {
    let decode = |text: &str| drop(Left::from_json(text).expect("an open union"));
    grows(
        "many keys that nobody knows, far inside",
        |n| {
            let keys: String = (0..n).fold(String::new(), |mut keys, i| {
                let _ = write!(keys, r#""k{i}":[{i}],"#);
                keys
            });
            let (open, close) = (r#"{"new":0,"next":"#.repeat(100), "}".repeat(100));
            format!(r#"{open}{{{keys}"x":true}}{close}"#)
        },
        decode,
    );
    grows(
        "many values with an unknown key",
        |n| {
            let items = vec![r#"{"next":{"x":1,"new":[]},"new":1}"#; n];
            format!(r#"{{"list":[{}],"new":1}}"#, items.join(","))
        },
        decode,
    );
    grows(
        "a long value that only the last variant takes",
        |n| format!(r#"{{"new":[{}1],"x":true,"y":1}}"#, "1,".repeat(n)),
        decode,
    );
}

/// As many variants as keys, and none of them knows the last one.
#[test]
fn width_costs_no_more_than_each_variant() {
    #[derive(Default)]
    struct Wide {
        variant: usize,
        value: Option<i64>,
    }
    impl union::Union for Wide {
        fn select(&mut self, variant: usize) -> &mut dyn Codec {
            self.variant = variant;
            self.value = None;
            self
        }
        fn active(&self) -> (usize, &dyn Codec) {
            (self.variant, self)
        }
    }
    // A struct with one key, called after the variant.
    impl Codec for Wide {
        fn blank() -> Self {
            Self::default()
        }
        fn decode(&mut self, from: &mut Reader<'_>) -> Result<(), Error> {
            static RECORDS: std::sync::OnceLock<Vec<record::Record>> = std::sync::OnceLock::new();
            let record = |i| record::Record {
                keys: format!("optional \"k{i}\"").leak(),
                place: UNREAD,
            };
            let records = RECORDS.get_or_init(|| (0..1000).map(record).collect());
            records[self.variant].decode([&mut self.value], from)
        }
        fn encode(&self, to: &mut Writer) {
            to.null();
        }
    }
    let plans = |n: usize| {
        let names: Vec<String> = (0..n).map(|i| format!("V{i}")).collect();
        let keys: Vec<String> = (0..n).map(|i| format!("k{i}")).collect();
        let plan = json!({"route": {"trial": names, "keys": keys}});
        plan::Plan {
            text: format!("{}\n{plan}", names.join("\n")).leak(),
            place: UNREAD,
        }
    };
    let plans = [250, 1000].map(|n| (n, plans(n)));
    grows(
        "variants",
        |n| (n / 4).to_string(),
        |n| {
            let n: usize = n.parse().expect("a number");
            let (_, plan) = plans.iter().find(|(of, _)| *of == n).expect("it is there");
            let text = format!(r#"{{"k{}":1,"new":2}}"#, n - 1);
            let mut wide = Wide::default();
            plan.decode(&mut wide, &mut Reader::new(&text))
                .expect("the last variant takes it");
            assert_eq!(wide.variant, n - 1);
        },
    );
}
