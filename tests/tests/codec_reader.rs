//! The reader of generated crates takes exactly the JSON that `serde_json`
//! takes, makes the same of it, and writes it the same.
//!
//! The support module is taken from the generator as it stands, without a
//! generated crate around it: any JSON is what its codec of `Value` decodes.

#[path = "../../generator/src/emit/rust/support/mod.rs"]
#[allow(dead_code, unused_imports, unused_macros)] // there are no models here
mod support;

mod codec;

use codec::Random;
use serde_json::Value;
use support::plan::Plan;
use support::record::Record;
use support::union::Union;
use support::{Codec, Reader, UNREAD, from_json, to_json};

#[track_caller]
fn check(text: &str) {
    let ours = from_json::<Value>(text);
    let theirs = serde_json::from_str::<Value>(text);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            // Unlike `==`, this tells 1 from 1.0 and 0.0 from -0.0.
            assert_eq!(format!("{ours:?}"), format!("{theirs:?}"), "{text:?}");
            let written = serde_json::to_string(&theirs).expect("any value can be written");
            assert_eq!(to_json(&ours), written, "{text:?}");
        }
        (Err(_), Err(_)) => {}
        (ours, theirs) => panic!("{text:?}: ours {ours:?}, theirs {theirs:?}"),
    }
}

fn check_all(texts: &[&str]) {
    texts.iter().for_each(|text| check(text));
}

#[test]
fn words_and_space() {
    check_all(&[
        "", " ", "null", "nul", "nullx", "null x", "true", "false", "tru", "fals3",
    ]);
    check_all(&[
        "1 ",
        " \n\t\r1\n ",
        "\u{feff}null",
        "\u{a0}1",
        "\u{b}1",
        "1,",
        "NaN",
        "Infinity",
    ]);
}

#[test]
fn numbers() {
    check_all(&[
        "0", "-0", "-", "01", "-01", "00", "000", "+1", "1-2", ".5", "1.", "1.e5",
    ]);
    check_all(&[
        "1.5", "-0.0", "0e5", "00e5", "1e", "1e+", "1e5", "1E-5", "1.0e10", "-1.5e300",
    ]);
    check_all(&[
        "1e400",
        "-1e400",
        "1e-400",
        "0.1",
        "5e-324",
        "1.7976931348623157e308",
    ]);
    check_all(&[
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
    ]);
    check_all(&[
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
    ]);
    check_all(&[
        "123456789012345678",
        "1234567890123456789",
        "12345678901234567890123",
    ]);
    let mut random = Random(1);
    for _ in 0..20_000 {
        let bits = random.next();
        for bits in [bits, bits >> 13, bits >> 33, bits >> 50] {
            check(&bits.to_string());
            check(&bits.cast_signed().to_string());
            check(&format!("{:?}", f64::from_bits(bits)));
            check(&format!("{:e}", f64::from_bits(bits)));
        }
    }
}

/// Spellings of an integer: with a fraction of zeros, and with an exponent.
fn spellings(value: i128, random: &mut Random) -> [String; 4] {
    // Zero has no more than one.
    let zeros = "0".repeat(if value == 0 { 0 } else { random.below(30) });
    let digits = value.unsigned_abs().to_string();
    let sign = if value < 0 { "-" } else { "" };
    let point = random.below(digits.len() + 1);
    let (whole, fraction) = digits.split_at(point);
    let whole = if whole.is_empty() { "0" } else { whole };
    let shift = fraction.len();
    [
        value.to_string(),
        format!("{value}.0{zeros}"),
        format!("{sign}{whole}.{fraction}{zeros}0e{shift}"),
        format!("{value}{zeros}E-{}", zeros.len()),
    ]
}

#[test]
fn integers_are_exact_or_refused() {
    fn agree<T: Codec + PartialEq + std::fmt::Debug + TryFrom<i128>>(value: i128, text: &str) {
        assert_eq!(from_json(text).ok(), T::try_from(value).ok(), "{text}");
    }
    let mut random = Random(4);
    let edges = [
        0,
        1 << 7,
        1 << 8,
        1 << 53,
        1 << 63,
        1 << 64,
        10_i128.pow(18),
    ];
    for round in 0..4_000 {
        let edge = edges[round % edges.len()];
        let near = i128::from(random.next() % 1_100) - 550;
        let value = if round % 2 == 0 {
            edge + near
        } else {
            near - edge
        };
        for text in spellings(value, &mut random) {
            agree::<i64>(value, &text);
            agree::<u64>(value, &text);
            agree::<i8>(value, &text);
            agree::<u8>(value, &text);
        }
    }
    for text in [
        "1.5",
        "-9223372036854775808.5",
        "9223372036854775807.00000000000000000000000000000000000000001",
        "1.00000000000000000000000000000000000000000000000000000001",
        "1e-400",
        "12e-1",
        "1e19",
        "1e99999999999999999999",
    ] {
        assert!(from_json::<i64>(text).is_err(), "{text}");
    }
    assert_eq!(from_json::<i64>("0e99999999999999999999").ok(), Some(0));
    assert_eq!(from_json::<i64>("-0.0").ok(), Some(0));
}

#[test]
fn constants_are_exact() {
    const KEYS: &str = r#"constant "k" 9007199254740993"#;
    const UNSIGNED: &str = r#"constant "k" 18446744073709551615"#;
    for (keys, number, fits) in [
        (KEYS, "9007199254740993", true),
        (KEYS, "9007199254740993.0", true),
        (KEYS, "9007199254740992", false),
        (KEYS, "9007199254740992.0", false),
        (UNSIGNED, "18446744073709551615", true),
        (UNSIGNED, "18446744073709551614", false),
        (UNSIGNED, "18446744073709551616", false),
        (r#"constant "k" 1.5"#, "15e-1", true),
        (r#"constant "k" 2.0"#, "2", true),
    ] {
        let found = record(keys, &format!(r#"{{"k":{number}}}"#));
        assert_eq!(found.is_ok(), fits, "{keys}: {number}");
    }
}

/// Whatever is sent, an error is a line or two.
#[test]
fn errors_stay_short() {
    type Lists = std::collections::BTreeMap<String, Vec<i64>>;
    let long = "7".repeat(1_000_000);
    let odd = r"\u0001".repeat(100_000);
    let deep = format!(r#"{{"{}":"#, &odd[..6_000]).repeat(100);
    let known: Vec<String> = (0..10_000).map(|i| format!("value {i}")).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let errors = [
        from_json::<String>(&long).unwrap_err(),
        from_json::<String>(&format!("0.{long}")).unwrap_err(),
        from_json::<String>(&format!("{long}e-1000000")).unwrap_err(),
        from_json::<i64>(&long).unwrap_err(),
        from_json::<i64>(&format!("0.{long}")).unwrap_err(),
        from_json::<i64>(&format!("\"{long}\"")).unwrap_err(),
        from_json::<i64>(&format!("\"{odd}\"")).unwrap_err(),
        from_json::<i64>(&format!("[{long}]")).unwrap_err(),
        from_json::<Lists>(&format!(r#"{{"{long}":[1,true]}}"#)).unwrap_err(),
        from_json::<Lists>(&format!(r#"{{"{odd}":[1,true]}}"#)).unwrap_err(),
        from_json::<Lists>(&format!("{deep}{long}")).unwrap_err(),
        from_json::<Value>(&format!("{deep}tru")).unwrap_err(),
        support::unknown_value(&long, &known),
        support::unknown_value(&long, &[&long]),
        support::Error::new(long.clone()),
    ];
    for error in errors {
        let length = error.to_string().len();
        assert!(length < 2_000, "{length} bytes: {:.200}", error.to_string());
    }
    let error = from_json::<Lists>(r#"{"a":[1],"b.c":[1,2,"x"]}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"["b.c"][2]: expected an integer, found "x""#
    );
}

#[test]
fn strings() {
    check_all(&[
        r#""""#, r#""a""#, r#""a"#, r#"""#, r#""\"#, r#""\""#, r#""a"b""#, r#""\x""#,
    ]);
    check_all(&[
        r#""\n\t\r\b\f\/\\\"""#,
        r#""12345678\n12345678""#,
        "\"\n\"",
        "\"\t\"",
        "\"\u{7f}\"",
    ]);
    check_all(&[
        r#""\u00e9""#,
        r#""\u00E9""#,
        r#""\u00g9""#,
        r#""\u12""#,
        r#""\u"#,
        r#""\u+123""#,
    ]);
    check_all(&[
        r#""\ud83d\ude00""#,
        r#""\ud83d""#,
        r#""\ud83d\n""#,
        r#""\ude00""#,
        r#""\ud83d\"#,
    ]);
    check_all(&[
        r#""\ud83d\u0041""#,
        r#""\ud83d\ud83d\ude00""#,
        r#""\ud83d\u"#,
        r#""\u0000""#,
    ]);
    check_all(&[
        "\"é€😀\"",
        "\"1234567é\"",
        "\"12345678\u{1}\"",
        "\"12345678\\\"\"",
    ]);
}

#[test]
fn arrays_and_objects() {
    check_all(&[
        "[]", "[ ]", "[1]", "[1,2]", "[1,]", "[,1]", "[1 2]", "[", "[1", "[1,", "]", "[}",
    ]);
    check_all(&[
        "{}",
        "{ }",
        r#"{"a":1}"#,
        r#"{"a" : 1 , "b":[{}]}"#,
        r#"{"a"}"#,
        r#"{"a":}"#,
    ]);
    check_all(&[
        r#"{"a":1,}"#,
        "{,}",
        "{a:1}",
        r#"{"a":1 "b":2}"#,
        "{1:2}",
        r#"{"a":1"#,
        "{]",
        "{}}",
    ]);
    check_all(&[
        r#"{"a":1,"a":2}"#,
        r#"{"\u0061\n":1}"#,
        r#"{"a\"":{}}"#,
        r#"{"":""}"#,
        "[[[[]]],{}]",
    ]);
}

#[test]
fn depth() {
    for depth in [126, 127, 128, 129, 100_000] {
        check(&format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
        check(&format!(
            "{}1{}",
            r#"{"a":"#.repeat(depth),
            "}".repeat(depth)
        ));
    }
    check(&"[".repeat(100_000));
}

/// Valid texts, changed a little.
#[test]
fn mutations() {
    let seeds = [
        r#"{"id":"step_1","n":[1,-2.5e3,1e5,true,false,null,12345678901234567890],"s":"a\"b\\c\u00e9\ud83d\ude00\n","o":{"k":{},"l":[],"é":"日本語 text longer than eight"}}"#,
        " [ { \"a\" : [ ] , \"b\" : -0 } , \"\\t\" ] ",
        "[0.1,0.2,1e-7,123456789.123456789,5e-324,1.7976931348623157e308,0.30000000000000004]",
    ];
    let special = b"{}[]\",:\\ntru0123456789.-+eE u\t\n\x01a";
    let mut random = Random(2);
    for _ in 0..50_000 {
        let mut text = seeds[random.below(seeds.len())].as_bytes().to_vec();
        for _ in 0..=random.below(3) {
            let at = random.below(text.len());
            let byte = special[random.below(special.len())];
            match random.below(4) {
                0 => text[at] = byte,
                1 => text.insert(at, byte),
                2 => drop(text.remove(at)),
                _ => {
                    let copy = text[at..at + random.below(text.len() - at)].to_vec();
                    let to = random.below(text.len());
                    text.splice(to..to, copy);
                }
            }
        }
        if let Ok(text) = str::from_utf8(&text) {
            check(text);
        }
    }
}

/// Decodes an object into one integer for each of some keys that is no constant.
fn record(keys: &'static str, text: &str) -> Result<Vec<Option<i64>>, String> {
    let lines = keys.lines().map(str::trim).filter(|line| !line.is_empty());
    let fields = lines.filter(|line| !line.starts_with("constant"));
    let mut values = vec![None::<i64>; fields.count()];
    let mut places: Vec<&mut dyn Codec> = Vec::new();
    places.extend(values.iter_mut().map(|value| value as &mut dyn Codec));
    let mut reader = Reader::new(text);
    let place = UNREAD;
    let decoded = Record { keys, place }.fill(&mut places, None, &mut reader);
    match decoded.and_then(|()| reader.end()) {
        Ok(()) => Ok(values),
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn keys_however_they_are_written() {
    const KEYS: &str = r#"
        required "a"
        optional "q\"\u0041"
        constant "kind" "x\ty"
        nullable "b"
    "#;
    let all = Ok(vec![Some(1), Some(2), Some(3)]);
    for text in [
        r#"{"a":1,"q\"A":2,"kind":"x\ty","b":3}"#,
        r#"{"b":3,"kind":"x\ty","q\"A":2,"a":1}"#,
        "{ \"a\" : 1 ,\n\"q\\u0022\\u0041\"\t:2 , \"kind\" : \"x\\u0009y\",\"b\":3 }",
        r#"{"new":[{"a":0}],"a":1,"q\"A":2,"kind":"x\ty","b":3,"z":null}"#,
    ] {
        assert_eq!(record(KEYS, text), all, "{text}");
    }
    let few = r#"{"kind":"x\ty","a":1,"b":null}"#;
    assert_eq!(record(KEYS, few), Ok(vec![Some(1), None, None]));
    for (text, error) in [
        (r#"{"kind":"x\ty"}"#, r#"missing field "a""#),
        (r#"{"a":1}"#, r#"missing field "kind""#),
        (
            r#"{"a":1,"kind":"z"}"#,
            r#"kind: expected "x\ty", found "z""#,
        ),
        (r#"{"a":1,"a":1}"#, r#"duplicate field "a""#),
        (
            r#"{"kind":"x\ty","a":1,"kind":"x\ty"}"#,
            r#"duplicate field "kind""#,
        ),
        (r#"{"a":1,}"#, "trailing comma"),
        (r#"{,"a":1}"#, "key must be a string"),
        (r#"{"a":1 "b":2}"#, "expected `,`"),
        (r#"{"a":1,,"b":2}"#, "key must be a string"),
        (r#"{"a" 1}"#, "expected `:`"),
        (r#"{"a":1"#, "unexpected end of text"),
    ] {
        let found = record(KEYS, text).unwrap_err();
        assert!(found.contains(error), "{text}: {found}");
    }
}

/// Every order of a list.
fn orders<T: Clone>(list: &[T]) -> Vec<Vec<T>> {
    if list.is_empty() {
        return vec![Vec::new()];
    }
    let starting_with = |first: usize| {
        let mut rest = list.to_vec();
        let first = rest.remove(first);
        orders(&rest)
            .into_iter()
            .map(move |rest| [vec![first.clone()], rest].concat())
    };
    (0..list.len()).flat_map(starting_with).collect()
}

#[test]
fn keys_in_every_order() {
    const KEYS: &str = r#"
        required "id"
        constant "type" "x"
        optional "name"
        constant "v" 1
        nullable "size"
    "#;
    let entries = [
        r#""id":1"#,
        r#""type":"x""#,
        r#""name":2"#,
        r#""v":1"#,
        r#""size":3"#,
        r#""new":{"id":0}"#,
    ];
    for order in orders(&entries) {
        for comma in [",", ", ", " ,", "\n,\n"] {
            let text = format!("{{{}}}", order.join(comma));
            let all = vec![Some(1), Some(2), Some(3)];
            assert_eq!(record(KEYS, &text), Ok(all), "{text}");
            let twice = format!("{{{},{}}}", order.join(comma), order[0]);
            let found = record(KEYS, &twice);
            match order[0].split('"').nth(1) {
                Some("new") => assert!(found.is_ok(), "{twice}"),
                key => {
                    let key = key.expect("entries have keys");
                    assert_eq!(found, Err(format!("duplicate field \"{key}\"")), "{twice}");
                }
            }
        }
        // Without the last: what is missing is noticed, whatever came when.
        let (last, rest) = order.split_last().expect("there are entries");
        let text = format!("{{{}}}", rest.join(","));
        match last.split('"').nth(1) {
            Some(key @ ("id" | "type" | "v")) => {
                let error = Err(format!("missing field \"{key}\""));
                assert_eq!(record(KEYS, &text), error, "{text}");
            }
            _ => assert!(record(KEYS, &text).is_ok(), "{text}"),
        }
    }
}

#[test]
fn more_keys_than_a_word_has_bits() {
    const KEYS: usize = 130;
    let lines: String = (0..KEYS).map(|i| format!("required \"k{i}\"\n")).collect();
    let keys: &'static str = lines.leak();
    let entry = |i: usize| format!("\"k{i}\":{i}");
    let text = |keys: &mut dyn Iterator<Item = usize>| {
        format!("{{{}}}", keys.map(entry).collect::<Vec<_>>().join(","))
    };
    let all: Vec<Option<i64>> = (0..KEYS as i64).map(Some).collect();
    assert_eq!(record(keys, &text(&mut (0..KEYS))), Ok(all.clone()));
    assert_eq!(record(keys, &text(&mut (0..KEYS).rev())), Ok(all));
    for missing in [0, 63, 64, 127, 128, KEYS - 1] {
        let found = record(keys, &text(&mut (0..KEYS).filter(|i| *i != missing)));
        assert_eq!(found, Err(format!("missing field \"k{missing}\"")));
        let found = record(keys, &text(&mut (0..KEYS).chain([missing])));
        assert_eq!(found, Err(format!("duplicate field \"k{missing}\"")));
    }
}

/// A union whose variants all hold any JSON.
#[derive(Default)]
struct Any {
    variant: usize,
    value: Value,
}

impl Union for Any {
    fn select(&mut self, variant: usize) -> &mut dyn Codec {
        self.variant = variant;
        &mut self.value
    }

    fn active(&self) -> (usize, &dyn Codec) {
        (self.variant, &self.value)
    }
}

/// Decodes by a plan for the variants A to D, and says which one it picked.
fn pick(plan: &str, json: &str) -> Result<char, String> {
    let text = format!("A\nB\nC\nD\n{plan}").leak();
    let place = UNREAD;
    let mut any = Any::default();
    let decoded = Plan { text, place }.decode(&mut any, &mut Reader::new(json));
    let variant = u32::try_from(any.variant).expect("there are four");
    let name = char::from_u32(u32::from('A') + variant).expect("a letter");
    decoded.map(|()| name).map_err(|error| error.to_string())
}

#[test]
fn plans_pick() {
    let tag = r#"{"unknown": "D", "route": {"tag": "k", "values": [
        ["a\n", "A"], [null, "B"], [true, "B"], [1, "C"], [2.5, {"types": [["object", "B"]]}]
    ]}}"#;
    let closed = r#"{"route": {"tag": "k", "values": [["a", "A"]], "missing": "B", "other": "C"}}"#;
    let closed_tag = r#"{"route": {"tag": "k", "values": [["a", "A"]]}}"#;
    let open_types = r#"{"unknown": "D", "route": {"types": [["integer", "A"], ["string", "B"]]}}"#;
    let types = r#"{"route": {"types": [["null", "A"], ["number", "B"], ["array", "C"]]}}"#;
    let keys = r#"{"unknown": "D", "route": {"keys": [["a", "A"], ["b", "B"]], "fallback": "C"}}"#;
    let first = r#"{"route": {"keys": [["a", "A"], ["b", "B"]], "first": true}}"#;
    let trial = r#"{"route": {"trial": ["C", "B"]}}"#;
    for (plan, json, expected) in [
        (tag, r#"{"k": "a\n"}"#, Ok('A')),
        (tag, r#"{"x": [{}], "k": "\u0061\u000a"}"#, Ok('A')),
        (tag, r#"{"k": null}"#, Ok('B')),
        (tag, r#"{"k": true}"#, Ok('B')),
        (tag, r#"{"k": 1.0}"#, Ok('C')),
        (tag, r#"{"k": 2.5}"#, Ok('B')),
        (tag, r#"{"k": "b"}"#, Ok('D')),
        // What fits no variant is kept whole.
        (tag, r#"{"x": 1}"#, Ok('D')),
        (tag, r#"{"k": [1]}"#, Ok('D')),
        (tag, "[]", Ok('D')),
        (closed_tag, r#"{"x": 1}"#, Err(r#"missing field "k""#)),
        (
            closed_tag,
            r#"{"k": [1]}"#,
            Err(r#"k: expected one of "a", found an array"#),
        ),
        (closed_tag, "null", Err("expected an object, found null")),
        // Without white space a tag that comes first is found by another way.
        (tag, r#"{"k":"a\n","x":1}"#, Ok('A')),
        (tag, r#"{"k":"a\nb"}"#, Ok('D')),
        (tag, r#"{"k":1}"#, Ok('C')),
        (tag, r#"{"k":12}"#, Ok('D')),
        (tag, r#"{"k":1.0}"#, Ok('C')),
        (closed, r#"{"k": "a"}"#, Ok('A')),
        (closed, r#"{"x": "a"}"#, Ok('B')),
        (closed, r#"{"k": "z"}"#, Ok('C')),
        (types, "null", Ok('A')),
        (types, "1", Ok('B')),
        (types, "[]", Ok('C')),
        (
            types,
            "{}",
            Err("expected null or a number or an array, found an object"),
        ),
        (open_types, "1.0", Ok('A')),
        (open_types, "1.5", Ok('D')),
        (open_types, "{}", Ok('D')),
        (keys, r#"{"b": 1}"#, Ok('B')),
        (keys, "7", Ok('D')),
        (keys, r#"{"b": 1, "a": 1}"#, Ok('D')),
        (keys, r#"{"c": 1}"#, Ok('C')),
        (first, r#"{"b": 1, "a": 1}"#, Ok('B')),
        (
            first,
            r#"{"c": 1}"#,
            Err(r#"missing one of the fields "a", "b""#),
        ),
        (trial, "7", Ok('C')),
    ] {
        assert_eq!(
            pick(plan, json),
            expected.map_err(str::to_owned),
            "{plan} {json}"
        );
    }
}

/// A union that writes a tag for its second variant.
struct Tagged(Any);

static TAGGED: Plan = Plan {
    text: r#"A
B
{"route": "A", "writes": [["B", "k", "b\n"]]}"#,
    place: UNREAD,
};

impl Codec for Tagged {
    fn blank() -> Self {
        Self(Any::default())
    }

    fn decode(&mut self, from: &mut Reader<'_>) -> Result<(), support::Error> {
        TAGGED.decode(&mut self.0, from)
    }

    fn encode(&self, to: &mut support::Writer) {
        TAGGED.encode(&self.0, to);
    }
}

#[test]
fn a_tag_without_a_field_is_written() {
    let written = |variant| {
        let value = serde_json::json!({"x": 1});
        to_json(&Tagged(Any { variant, value }))
    };
    assert_eq!(written(0), r#"{"x":1}"#);
    assert_eq!(written(1), r#"{"k":"b\n","x":1}"#);
}

#[test]
fn texts_are_read_once_by_all_threads() {
    static TABLES: [Record; 300] = [const {
        Record {
            keys: "required \"a\"",
            place: UNREAD,
        }
    }; 300];
    let read = |record: &Record| {
        let mut value = None::<i64>;
        let mut reader = Reader::new(r#"{"a":7}"#);
        record.decode([&mut value], &mut reader).map(|()| value)
    };
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for record in TABLES.iter().chain(&TABLES) {
                    assert_eq!(read(record).expect("it decodes"), Some(7));
                }
            });
        }
    });
}
