//! Where references lead.

use super::*;

/// Reads schemas of a 3.1 document.
fn document(schemas: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: v}}\npaths: {{}}\ncomponents:\n  schemas:\n    {}\n",
        schemas.trim().replace('\n', "\n    ")
    )
}

fn check(schemas: &str, expected: &[&str], diagnostics: &[&str]) {
    let found = reading(&document(schemas), false);
    assert_eq!(found.schemas, expected, "{schemas}");
    assert_eq!(found.diagnostics, diagnostics, "{schemas}");
}

#[test]
fn names_of_every_kind() {
    check(
        "a/b~c d{e}: {type: string}\nPage<User>: {type: integer}\nX: {$ref: '#/components/schemas/a~1b~0c%20d%7Be%7D'}\n\
         Y: {$ref: '#/components/schemas/Page<User>'}\nZ: {$ref: '#/components/schemas/Page%3CUser%3E'}",
        &[
            "a/b~c d{e} = string",
            "Page<User> = integer",
            "X = ref a~1b~0c d{e}",
            "Y = ref Page<User>",
            "Z = ref Page<User>",
        ],
        &[],
    );
    check(
        "Pet: {type: string}\nA: {$ref: Pet}\nB: {$ref: '#components/schemas/Pet'}",
        &["Pet = string", "A = ref Pet", "B = ref Pet"],
        &[
            "note: a reference lacks its `#/`; it is read as if it were there: Pet --> #/components/schemas/A",
            "note: a reference lacks its `#/`; it is read as if it were there: #components/schemas/Pet --> #/components/schemas/B",
        ],
    );
}

#[test]
fn places_within_schemas() {
    check(
        "A: {type: object, properties: {x: {type: array, items: {type: string}}}}\n\
         B: {$ref: '#/components/schemas/A/properties/x/items'}\n\
         C: {$ref: '#/components/schemas/D/properties/x'}\nD: {$ref: '#/components/schemas/A'}",
        &[
            "A = object {x: array [string]}",
            "B = ref A/properties/x/items",
            "C = ref A/properties/x",
            "D = ref A",
        ],
        &[],
    );
    let odd = document("A: {$ref: '#/x-schemas/Odd'}") + "x-schemas: {Odd: {type: string}}";
    assert_eq!(
        reading(&odd, false).schemas,
        ["A = ref #/x-schemas/Odd", "Odd = string"]
    );
}

#[test]
fn identifiers_and_anchors() {
    check(
        "A:\n  $id: https://example.com/a\n  $defs: {inner: {$anchor: in, type: string}}\n  properties:\n    p: {$ref: '#in'}\n    \
         q: {$ref: '#/$defs/inner'}\n    r: {$ref: '#'}\n  type: object\n\
         B: {$ref: 'https://example.com/a'}\nC: {$ref: 'https://example.com/a#in'}\nD: {$anchor: dee, type: integer}\nE: {$ref: '#dee'}",
        &[
            "A = object {p: ref A/$defs/inner, q: ref A/$defs/inner, r: ref A}",
            "B = ref A",
            "C = ref A/$defs/inner",
            "D = integer",
            "E = ref D",
        ],
        &[],
    );
    check(
        "Tree:\n  $dynamicAnchor: node\n  type: object\n  properties: {next: {$dynamicRef: '#node'}}",
        &["Tree = object {next: ref Tree}"],
        &[],
    );
    check(
        "Filter:\n  type: object\n  $recursiveAnchor: true\n  properties:\n    all: {type: array, items: {anyOf: [{$recursiveRef: '#'}]}}",
        &["Filter = object {all: array [any(ref Filter)]}"],
        &[],
    );
    check(
        "Outer:\n  type: object\n  properties:\n    in:\n      $recursiveAnchor: true\n      properties: {x: {$recursiveRef: '#'}}\n      type: object\n    \
         out: {$recursiveRef: '#'}",
        &["Outer = object {in: object {x: ref Outer/properties/in}, out: ref Outer}"],
        &[],
    );
}

#[test]
fn references_that_lead_nowhere() {
    check(
        "Pet: {}\nA: {$ref: '#/components/schemas/Pett'}\nB: {$ref: '#/definitions/Pet'}\nC: {$ref: 'https://example.com/x.json'}\n\
         D: {$ref: other.yaml}",
        &["Pet = ", "A = ", "B = ", "C = ", "D = "],
        &[
            "error: a reference leads nowhere: there is no `#/components/schemas/Pett` (did you mean \
             `#/components/schemas/Pet`?) --> #/components/schemas/A/$ref",
            "error: a reference leads nowhere: there is no `#/definitions` (did you mean `#/components/schemas/Pet`?) \
             --> #/components/schemas/B/$ref",
            "error: a reference leads nowhere: `https://example.com/x.json` is on the network, and only files are read \
             --> #/components/schemas/C/$ref",
            "error: a reference leads nowhere: there is no file `other.yaml` --> #/components/schemas/D/$ref",
        ],
    );
    let text = document("A: {$ref: '#/nowhere', description: D}");
    let found = reading(&text, true);
    assert_eq!(found.schemas, ["A = text=\"D\""]);
    assert_eq!(
        found.diagnostics,
        [
            "note: a reference leads nowhere; any value is accepted: there is no `#/nowhere` --> #/components/schemas/A/$ref"
        ]
    );
}

#[test]
fn loops() {
    let told = "warning: a reference leads back to itself; any value is accepted";
    check(
        "A: {$ref: '#/components/schemas/A'}",
        &["A = "],
        &[&format!(
            "{told}: #/components/schemas/A --> #/components/schemas/A"
        )],
    );
    check(
        "A: {$ref: '#/components/schemas/B'}\nB: {$ref: '#/components/schemas/A'}",
        &["A = ref B", "B = "],
        &[&format!(
            "{told}: #/components/schemas/A --> #/components/schemas/B"
        )],
    );
    check(
        "A: {allOf: [{$ref: '#/components/schemas/A'}, {type: string}]}",
        &["A = all(, string)"],
        &[&format!(
            "{told}: #/components/schemas/A --> #/components/schemas/A/allOf/0"
        )],
    );
    check(
        "A: {type: object, properties: {next: {$ref: '#/components/schemas/A'}}}",
        &["A = object {next: ref A}"],
        &[],
    );
    check(
        "Base: {oneOf: [{$ref: '#/components/schemas/Cat'}]}\nCat: {allOf: [{$ref: '#/components/schemas/Base'}]}",
        &["Base = one(ref Cat)", "Cat = all(ref Base)"],
        &[],
    );
}

#[test]
fn several_files() {
    let found = reading_of(&[
        (
            "api.yaml",
            "openapi: 3.0.0\ninfo: {title: t, version: v}\npaths: {}\ncomponents:\n  schemas:\n    Pet: {$ref: schemas/pet.yaml}\n    \
             Alias: {$ref: schemas/pet.yaml}\n    Tag: {$ref: 'common.yaml#/Tag'}\n    Own: {type: string}\n",
        ),
        (
            "schemas/pet.yaml",
            "type: object\nproperties:\n  tag: {$ref: '../common.yaml#/Tag'}\n  parent: {$ref: '#'}\n  own: {$ref: '../api.yaml#/components/schemas/Own'}\n  \
             size: {$ref: '../common.yaml#/Deep/Size'}\n",
        ),
        (
            "common.yaml",
            "Tag: {$ref: '#/RealTag'}\nRealTag: {type: string}\nDeep: {Size: {type: integer}}\n",
        ),
    ]);
    assert_eq!(found.diagnostics, Vec::<String>::new());
    assert_eq!(
        found.schemas,
        [
            "Pet = object {tag: ref common.yaml#/RealTag, parent: ref schemas/pet.yaml#, own: ref Own, size: ref common.yaml#/Deep/Size}",
            "Alias = ref schemas/pet.yaml#",
            "Tag = string",
            "Own = string",
            "Size = integer",
        ]
    );
}

#[test]
fn parts_that_are_references() {
    let found = reading_of(&[
        (
            "api.yaml",
            "openapi: 3.0.0\ninfo: {title: t, version: v}\npaths: {$ref: paths.yaml}\n\
             components:\n  schemas: {$ref: schemas.yaml}\n",
        ),
        ("paths.yaml", "/a: {$ref: 'a.yaml#/item'}\n"),
        (
            "a.yaml",
            "item: {get: {operationId: a, responses: {200: {description: d, content: \
             {application/json: {schema: {$ref: 'api.yaml#/components/schemas/A'}}}}}}}\n",
        ),
        (
            "schemas.yaml",
            "A: {type: object, properties: {x: {type: string}}}\n\
             B: {type: object, properties: {$ref: '#/A/properties'}}\nC: {$ref: 'api.yaml#/components/schemas/A'}\n",
        ),
    ]);
    assert_eq!(
        found.schemas,
        [
            "A = object {x: string}",
            "B = object {x: string}",
            "C = ref schemas.yaml#/A",
        ]
    );
    assert_eq!(
        found.diagnostics,
        [
            "note: `properties` is a reference; it is followed: schemas.yaml#/A/properties \
          --> schemas.yaml#/B/properties"
        ]
    );
}

#[test]
fn tags_that_subtypes_bring() {
    let found = reading(
        "swagger: '2.0'\ninfo: {title: t, version: v}\npaths: {}\ndefinitions:\n  Base: {type: object, discriminator: kind}\n  \
         Mid: {allOf: [{$ref: '#/definitions/Base'}]}\n  \
         Leaf: {x-ms-discriminator-value: '#leaf', allOf: [{$ref: '#/definitions/Mid'}]}\n",
        false,
    );
    assert_eq!(
        found.schema("Base"),
        "object by kind(#leaf #/definitions/Leaf)"
    );
}
