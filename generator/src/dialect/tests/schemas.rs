//! One schema at a time.

use super::*;

/// Reads `S` in a document of the dialect; diagnostics are told without the part
/// of the pointer that leads to `S`.
fn check_in(version: &str, schema: &str, expected: &str, diagnostics: &[&str]) {
    let indented = schema.replace('\n', "\n      ");
    let text = match version {
        "2.0" => format!(
            "swagger: '2.0'\ninfo: {{title: t, version: v}}\npaths: {{}}\ndefinitions:\n    S:\n      {indented}\n    Other: {{}}\n"
        ),
        version => format!(
            "openapi: {version}\ninfo: {{title: t, version: v}}\npaths: {{}}\ncomponents:\n  schemas:\n    S:\n      {indented}\n    Other: {{}}\n"
        ),
    };
    let found = reading(&text, false);
    assert_eq!(found.schema("S"), expected, "{schema}");
    let short = |line: &String| {
        line.replace("#/components/schemas/S", "")
            .replace("#/definitions/S", "")
    };
    let told: Vec<_> = found.diagnostics.iter().map(short).collect();
    assert_eq!(told, diagnostics, "{schema}");
}

fn check(schema: &str, expected: &str, diagnostics: &[&str]) {
    check_in("3.1.0", schema, expected, diagnostics);
}

fn check_30(schema: &str, expected: &str, diagnostics: &[&str]) {
    check_in("3.0.3", schema, expected, diagnostics);
}

#[test]
fn dialects_spell_the_same_things_differently() {
    check("type: [string, 'null']", "null|string", &[]);
    check_30("{type: string, nullable: true}", "string?", &[]);
    check_in("2.0", "{type: string, x-nullable: true}", "string?", &[]);
    check("{type: integer, exclusiveMinimum: 3}", "integer >3", &[]);
    check_30(
        "{type: integer, minimum: 3, exclusiveMinimum: true}",
        "integer >3",
        &[],
    );
    check_30(
        "{type: integer, minimum: 3, exclusiveMinimum: false}",
        "integer >=3",
        &[],
    );
    check("{const: 7}", "in [7]", &[]);
    check(
        "{type: string, contentEncoding: base64}",
        "string/byte",
        &[],
    );
    check(
        "{type: string, contentMediaType: application/octet-stream}",
        "string/binary",
        &[],
    );
    check_in("2.0", "type: file", "string/binary", &[]);
    check(
        "{type: array, prefixItems: [{type: string}], items: false}",
        "array tuple(string) no more items",
        &[],
    );
    check(
        "{type: array, items: [{type: string}], additionalItems: {type: number}}",
        "array [number] tuple(string)",
        &[],
    );
    check("true", "true", &[]);
    check("{}", "", &[]);
}

#[test]
fn objects() {
    check(
        "type: object\nrequired: [b, a]\nproperties: {a: {type: string}, b: {$ref: '#/components/schemas/Other'}}",
        "object {a!: string, b!: ref Other}",
        &[],
    );
    check(
        "{type: object, additionalProperties: {type: integer}}",
        "object more: integer",
        &[],
    );
    check(
        "{type: object, additionalProperties: {}}",
        "object more",
        &[],
    );
    check(
        "{type: object, unevaluatedProperties: false}",
        "object no more",
        &[],
    );
    check(
        "{type: object, maxProperties: 3, minProperties: 1}",
        "object keys>=1 keys<=3",
        &[],
    );
}

#[test]
fn annotations() {
    check(
        "{title: T, description: D, default: 1, example: 2, examples: [3], deprecated: true, readOnly: true}",
        "deprecated read-only title=\"T\" text=\"D\" default=1 examples=[2,3]",
        &[],
    );
    check(
        "{examples: {one: {value: 1}, two: 2}}",
        "examples=[1,2]",
        &[],
    );
    check(
        "{not: {}, if: {}, then: {}}",
        "unexpressed=[\"not\", \"if\", \"then\"]",
        &[],
    );
    check(
        "{x-anything: {deep: 1}, externalDocs: {url: u}, xml: {}}",
        "",
        &[],
    );
    check(
        "{typ: string}",
        "",
        &["note: unknown keyword of a schema, ignored: typ --> /typ"],
    );
}

#[test]
fn enumerations() {
    check(
        "{type: string, enum: [a, b]}",
        "string in [\"a\",\"b\"]",
        &[],
    );
    check(
        "{type: integer, enum: [1, 2], x-enum-varnames: [One, Two], x-enum-descriptions: [the first, the second]}",
        "integer in [1,2] names=[\"One\", \"Two\"] texts=[Some(\"the first\"), Some(\"the second\")]",
        &[],
    );
    check(
        "{enum: [a, b], x-enumDescriptions: {b: second}}",
        "in [\"a\",\"b\"] texts=[None, Some(\"second\")]",
        &[],
    );
    check(
        "enum: [a, b]\nx-ms-enum: {name: E, values: [{value: b, name: Bee}, {value: a, name: Ay, description: first}]}",
        "in [\"a\",\"b\"] names=[\"Ay\", \"Bee\"] texts=[Some(\"first\"), None]",
        &[],
    );
}

#[test]
fn enum_values_of_the_wrong_type() {
    let taken = "note: a value is not of the schema's type; it is taken as if it were";
    let ignored = "warning: a value is not of the schema's type; it is ignored";
    check(
        "{type: string, enum: [a, 1.10, true, null]}",
        "string in [\"a\",\"1.10\",\"true\",null]",
        &[
            &format!("{taken}: 1.1 --> /enum/1"),
            &format!("{taken}: true --> /enum/2"),
        ],
    );
    check(
        "{type: integer, enum: ['1', x, 3], x-enum-varnames: [A, B, C]}",
        "integer in [1,3] names=[\"A\", \"C\"]",
        &[
            &format!("{taken}: \"1\" --> /enum/0"),
            &format!("{ignored}: \"x\" --> /enum/1"),
        ],
    );
    check(
        "{type: boolean, enum: ['true']}",
        "boolean in [true]",
        &[&format!("{taken}: \"true\" --> /enum/0")],
    );
    check(
        "{type: array, enum: [a]}",
        "array",
        &[&format!("{ignored}: \"a\" --> /enum/0")],
    );
    check(
        "{enum: []}",
        "",
        &["note: an empty list of values is ignored --> /enum"],
    );
    check(
        "{enum: a}",
        "in [\"a\"]",
        &["note: `enum` is a list; the value is taken as the only one: \"a\" --> /enum"],
    );
    check(
        "{enum: {a: 1}}",
        "",
        &["warning: `enum` is a list; it is ignored: an object --> /enum"],
    );
}

#[test]
fn types_that_do_not_exist() {
    let told =
        |name: &str| format!("note: unknown type, read as what it resembles: {name} --> /type");
    for (name, expected) in [
        ("int", "integer"),
        ("long", "integer/int64"),
        ("float", "number/float"),
        ("Boolean", "boolean"),
        ("date", "string/date"),
        ("file", "string/binary"),
        ("dict", "object"),
        ("list", "array"),
        ("any", ""),
    ] {
        check(&format!("type: {name}"), expected, &[&told(name)]);
    }
    check(
        "{type: float, format: money}",
        "number/money",
        &[&told("float")],
    );
    check(
        "type: string|null",
        "null|string",
        &["note: several types in one string: string|null --> /type"],
    );
    check(
        "type: Other",
        "ref Other",
        &["warning: a schema's name is no type; it is read as a reference: Other --> /type"],
    );
    check(
        "type: nonsense",
        "",
        &["warning: unknown type; any value is accepted: nonsense --> /type"],
    );
    check(
        "type: {a: 1}",
        "",
        &["warning: a type is a name; it is ignored: an object --> /type"],
    );
}

#[test]
fn types_that_are_missing_or_contradict() {
    check(
        "properties: {a: {}}",
        "{a}",
        &["note: `properties` without a type: taken as an object --> "],
    );
    check(
        "items: {type: string}",
        "[string]",
        &["note: `items` without a type: taken as an array --> "],
    );
    check(
        "{type: object, items: {type: string}}",
        "object",
        &["note: `items` on an object, ignored --> /items"],
    );
}

#[test]
fn values_of_the_wrong_kind() {
    check(
        "{type: string, maxLength: '10', minLength: 1.0}",
        "string length>=1 length<=10",
        &["note: a number is expected here: found the string \"10\" --> /maxLength"],
    );
    check(
        "{type: string, maxLength: -1}",
        "string",
        &["warning: a size is expected here; the value is ignored: -1 --> /maxLength"],
    );
    check(
        "{type: integer, minimum: '0', maximum: 9223372036854775808}",
        "integer >=0 <=9223372036854775808",
        &["note: a number is expected here: found the string \"0\" --> /minimum"],
    );
    check(
        "{type: integer, minimum: -9223372036854776000}",
        "integer >=-9.223372036854776e+18",
        &[],
    );
    check_30(
        "{type: string, nullable: 'true', deprecated: use other}",
        "string? deprecated",
        &[
            "note: `true` or `false` is expected here: found the string \"true\" --> /nullable",
            "note: `true` or `false` is expected here: found the string \"use other\" --> /deprecated",
        ],
    );
    check(
        "description: [a]",
        "",
        &["warning: a string is expected here; the value is ignored: a list --> /description"],
    );
    check(
        "title: 1.50",
        "title=\"1.50\"",
        &["note: a string is expected here; the value is taken as one: 1.50 --> /title"],
    );
}

#[test]
fn schemas_of_the_wrong_kind() {
    let any = "note: a schema is expected here; any value is accepted";
    check(
        "type: object\nproperties: {a: null, b: string, c: [1], d: 'true'}",
        "object {a, b: string, c, d: true}",
        &[
            &format!("{any}: null --> /properties/a"),
            "note: a schema is expected here; the string is taken as its type: string --> /properties/b",
            &format!("{any}: a list --> /properties/c"),
            "note: a schema is expected here: found a boolean in quotes --> /properties/d",
        ],
    );
    check("{type: object, properties: null}", "object", &[]);
    check(
        "type: object\nproperties: [{name: a, type: string}, {b: {type: integer}}]",
        "object {a: string, b: integer}",
        &["warning: `properties` is a list; it is read by the names in it --> /properties"],
    );
    check(
        "allOf: {type: string}",
        "all(string)",
        &[
            "note: a list is expected here; the value is taken as a list of one: an object --> /allOf",
        ],
    );
    check(
        "{type: object, additionalProperties: 'true'}",
        "object more",
        &[
            "note: `true` or `false` is expected here: found the string \"true\" --> /additionalProperties",
        ],
    );
    check("{type: array, items: null}", "array", &[]);
}

#[test]
fn required_in_all_its_places() {
    check(
        "type: object\nproperties: {a: {required: true}, b: {required: false}, c: {type: object, required: 'true'}}",
        "object {a!, b, c!: object}",
        &[
            "note: `required` is a boolean on a property; it is taken into the parent's list: a --> /properties/a/required",
            "note: `required` is a boolean on a property; it is taken into the parent's list: b --> /properties/b/required",
            "note: `required` is a boolean on a property; it is taken into the parent's list: c --> /properties/c/required",
        ],
    );
    check(
        "{type: object, required: [a, z, a], properties: {a: {}}}",
        "object {a!, z!}",
        &["note: a required property is not listed: z --> /required"],
    );
    check(
        "{allOf: [{$ref: '#/components/schemas/Other'}, {required: [a]}]}",
        "all(ref Other, {a!})",
        &[],
    );
    check(
        "{type: object, required: a, properties: {a: {}}}",
        "object {a!}",
        &[
            "note: a list is expected here; the value is taken as a list of one: a string --> /required",
        ],
    );
}

#[test]
fn discriminators() {
    let text = "discriminator: {propertyName: kind, mapping: {a: Other, b: '#/components/schemas/Other', c: Nowhere}}";
    check(
        text,
        "by kind(a #/components/schemas/Other, b #/components/schemas/Other)",
        &[
            "warning: a tag of the discriminator leads nowhere; it is ignored: there is no file `Nowhere` --> /discriminator",
        ],
    );
    check("discriminator: kind", "by kind()", &[]);
    check_in("2.0", "discriminator: kind", "by kind()", &[]);
    check(
        "discriminator: {mapping: {}}",
        "",
        &["warning: a discriminator without `propertyName` is ignored --> /discriminator"],
    );
}

#[test]
fn siblings_of_references() {
    let text = "{$ref: '#/components/schemas/Other', description: D, nullable: true, type: object, maxLength: 3}";
    check(text, "ref Other object? length<=3 text=\"D\"", &[]);
    check_30(
        text,
        "ref Other ? text=\"D\"",
        &[
            "note: a keyword beside `$ref` counts only since OpenAPI 3.1; it is ignored: type --> /type",
        ],
    );
}
