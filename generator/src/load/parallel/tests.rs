//! What is parsed in parts is what would be parsed as a whole, or nothing.

use super::*;

/// What parsing came to, in a form that shows the order of keys.
type Shown = (String, Noticed);

fn shown(joined: Joined) -> Shown {
    (Value::Object(joined.map).to_string(), joined.noticed)
}

fn whole(text: &str, syntax: Syntax) -> Option<Shown> {
    let joined = match syntax {
        Syntax::Json => json(text.trim().strip_prefix('{')?.strip_suffix('}')?),
        Syntax::Yaml => yaml(text, 1_000_000),
    };
    joined.map(shown)
}

/// Cuts a text in all sizes, and returns in how many of them it can be parsed.
#[track_caller]
fn check(text: &str, syntax: Syntax) -> usize {
    let whole = whole(text, syntax);
    let sizes = [1, 20, 100];
    let parsed = sizes.iter().filter(|size| {
        let cut = Cut {
            syntax,
            size: **size,
        };
        match parse_cut(text, cut) {
            Some(found) => {
                assert_eq!(Some(shown(found)), whole, "cut to {size}:\n{text}");
                true
            }
            None => false,
        }
    });
    parsed.count()
}

const YAML: &str = "\
# A comment before all else.
openapi: 3.1.0
info:
  title: T
  description: |
    paths:
      not: an entry

    # no comment
  # a comment
  x-text: >-
    folded

    text
tags:
- name: a
  description: 'one: two'
- name: b
servers: [
  {url: /}
]
paths:
  /pets/{id}:
    get:
      responses:
        '200': {description: ok}
        404:
          $ref: common.yaml#/missing
# in between
  /toys:   # behind
    $ref: 'toys.yaml'
components: # the rest
  schemas:
    Pet: &pet
      type: object
      discriminator:
        propertyName: kind
        mapping: {cat: cat.yaml, dog: '#/dog'}
    \"Two words\":
      description: plain text
        that goes on
      type: object
";

const JSON: &str = r##"{
  "openapi": "3.1.0",
  "info": {
    "title": "T, {", "x": [1,
      2, {
      "deep": true}]
  },
  "paths": {
    "/pets/{id}": {
      "get": {"responses": {"200": {"description": "}"}}}
    },
    "/toys": {
      "$ref": "toys.yaml"
    }
  },
  "components": {
    "schemas": {
      "Pet": {
        "type": "object"
      },
      "A\"~/B": { "x": 1,
        "x": 2 }
    }
  }
}
"##;

#[test]
fn in_parts_as_a_whole() {
    assert_eq!(check(YAML, Syntax::Yaml), 3);
    assert_eq!(check(JSON, Syntax::Json), 3);
    assert_eq!(check(&YAML.replace('\n', "\r\n"), Syntax::Yaml), 3);
    assert_eq!(check(&JSON.replace('\n', "\r\n"), Syntax::Json), 3);
    assert_eq!(check(&format!("---\n{YAML}"), Syntax::Yaml), 3);
}

#[test]
fn what_lines_do_not_tell_is_parsed_as_a_whole() {
    for yaml in [
        "a: \"one\nb: two\"\nc: 3\n",
        "a: {x: 1,\nb: 2}\nc: 3\n",
        "a: &x 1\nb: *x\n",
        "a: &x {y: 1}\nb:\n  <<: *x\n  z: 2\n",
        "a: 1\nb: 2\na: 3\n",
        "a: 1\n---\nb: 2\n",
        "a: 1\n...\nb: 2\n",
        "%YAML 1.2\n---\na: 1\nb: 2\n",
        "? a\n: 1\n? b\n: 2\n",
        "  a: 1\n b: 2\n",
        "a: 1\n\tb: 2\n",
        "a:\n  text:\n that: is\nb: 1\n",
        "- a: 1\n- b: 2\n",
        "mapping:\n  a: a.yaml\n  b: b.yaml\nc: 1\n",
        "a\nb\n",
    ] {
        assert_eq!(check(yaml, Syntax::Yaml), 0, "{yaml}");
    }
    for json in [
        "{\n\"a\": 1\n\"b\": 2\n}",
        "{\n\"a\": 1,\n\"b\": 2,\n}",
        "{\n\"a\": 1,,\n\"b\": 2\n}",
        "{\n,\"a\": 1,\n\"b\": 2\n}",
        "{\n\"a\": 1,\n\"b\": 2\n}}",
        "{\n\"a\": 1,\u{a0}\n\"b\": 2\n}",
        "{\n\"a\": {\n\"c\": 1,\n\"d\": 2\n},\n\"b\": 2,\n}",
        "{\n\"a\": 1,\n\"b\": 2,\n\"a\": 3\n}",
        "[\n\"a\",\n\"b\"\n]",
        "{\n\"a\": [1, {\n\"b\": 2}],\n\"c\": 3\n}",
    ] {
        assert_eq!(check(json, Syntax::Json), 0, "{json}");
    }
}

/// Whatever lines are lost, moved or doubled.
#[test]
fn mutated_texts() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % limit as u64).expect("it is below a usize")
    };
    let mut parsed = 0;
    for round in 0..4000 {
        let (text, syntax) = match round % 2 {
            0 => (YAML, Syntax::Yaml),
            _ => (JSON, Syntax::Json),
        };
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for _ in 0..=below(3) {
            let (at, to) = (below(lines.len()), below(lines.len()));
            match below(5) {
                0 => drop(lines.remove(at)),
                1 => lines.insert(to, lines[at].clone()),
                2 => lines[at].insert_str(0, "  "),
                3 => lines[at] = lines[at].replacen("  ", "", 1),
                _ => {
                    let signs = ["\"", "'", "{", "}", ",", ":", "|", "#", "- ", "&x ", "*x"];
                    let line = &mut lines[at];
                    let start = line.len() - line.trim_start().len();
                    line.insert_str(start, signs[below(signs.len())]);
                }
            }
        }
        parsed += check(&lines.join("\n"), syntax);
    }
    assert!(parsed > 2500, "{parsed} were parsed in parts");
}
