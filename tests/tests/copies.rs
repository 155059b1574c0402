//! What a component becomes that says the same as another one, as a table: a schema
//! `Pet`, a schema `BetaPet`, and the item that `BetaPet` is.

mod common;

/// The item that `BetaPet` becomes, and the field of a type of that name.
fn beta(pet: &str, beta: &str) -> (String, String) {
    let document = format!(
        "openapi: 3.0.3
info: {{ title: T, version: '1' }}
paths: {{}}
components:
  schemas:
    Owner: {{ type: object, properties: {{ name: {{ type: string }} }} }}
    BetaOwner: {{ type: object, properties: {{ name: {{ type: string }} }} }}
    Vet: {{ type: object, properties: {{ name: {{ type: string }} }} }}
    BetaVet: {{ type: object, properties: {{ name: {{ type: string }}, phone: {{ type: string }} }} }}
    BetaPet: {beta}
    Pet: {pet}
    Subject: {{ type: object, properties: {{ it: {{ $ref: '#/components/schemas/BetaPet' }} }} }}
"
    );
    let generated = common::generated(&document);
    let line = |path: &str, start: &str| {
        let text = generated.tree.get(path).unwrap();
        let line = text
            .lines()
            .find_map(|line| line.trim().strip_prefix(start));
        line.unwrap_or_else(|| panic!("no {start} in {text}"))
            .to_owned()
    };
    let item = line("src/models/beta_pet.rs", "pub ");
    (item, line("src/models/subject.rs", "pub it: "))
}

/// A schema that says the same of `Owner` and of `Pet` as the other does of theirs.
fn both(schema: &str) -> [String; 2] {
    let named =
        |prefix: &str| schema.replace("REF ", &format!("$ref: '#/components/schemas/{prefix}"));
    [named(""), named("Beta")]
}

#[test]
fn what_is_repeated_word_for_word_has_another_name() {
    #[rustfmt::skip]
    let table = [
        ("{ type: object, description: D, required: [a], properties: { a: { type: string, maxLength: 9, description: A } } }", "Option<BetaPet>,"),
        ("{ type: string, enum: [cat, dog] }", "Option<BetaPet>,"),
        // The places carry the null, whichever name they use.
        ("{ type: object, nullable: true, properties: { a: { type: string } } }", "Option<Option<BetaPet>>,"),
        // What they mention is repeated, too.
        ("{ type: object, properties: { a: { REF Owner' } } }", "Option<BetaPet>,"),
        ("{ type: object, properties: { a: { type: array, items: { REF Pet' } } } }", "Option<BetaPet>,"),
        ("{ type: object, properties: { a: { REF Pet' }, b: { type: object, properties: { c: { REF Owner' } } } } }", "Option<BetaPet>,"),
    ];
    for (schema, field) in table {
        let [pet, copy] = both(schema);
        let expected = ("type BetaPet = Pet;".to_owned(), field.to_owned());
        assert_eq!(beta(&pet, &copy), expected, "{schema}");
    }
}

#[test]
fn what_says_something_else_is_a_type_of_its_own() {
    #[rustfmt::skip]
    let table = [
        // Another description, of the whole or of a part.
        ("{ type: object, properties: { a: { type: string } } }", "{ type: object, description: D, properties: { a: { type: string } } }"),
        ("{ type: object, properties: { a: { type: string } } }", "{ type: object, properties: { a: { type: string, description: A } } }"),
        // Other bounds, another default, another order.
        ("{ type: object, properties: { a: { type: string } } }", "{ type: object, properties: { a: { type: string, maxLength: 9 } } }"),
        ("{ type: object, properties: { a: { type: string } } }", "{ type: object, properties: { a: { type: string, default: x } } }"),
        ("{ type: object, properties: { a: { type: string }, b: { type: string } } }", "{ type: object, properties: { b: { type: string }, a: { type: string } } }"),
        ("{ type: object, properties: { a: { type: string } } }", "{ type: object, nullable: true, properties: { a: { type: string } } }"),
        ("{ type: object, properties: { a: { type: string } } }", "{ type: object, additionalProperties: false, properties: { a: { type: string } } }"),
    ];
    for (pet, other) in table {
        assert_eq!(beta(pet, other).0, "struct BetaPet {", "{other}");
    }
    let [pet, other] = both("{ type: object, properties: { a: { REF Vet' } } }");
    assert_eq!(beta(&pet, &other).0, "struct BetaPet {");
}
