//! What a schema that only refers to another one becomes, as a table: a property,
//! in the dialect that writes it so, and its field.

mod common;

/// The field that a property becomes, without `pub`.
fn field(version: &str, property: &str) -> String {
    let document = format!(
        "openapi: {version}
info: {{ title: T, version: '1' }}
paths: {{}}
components:
  schemas:
    Money: {{ type: object, properties: {{ amount: {{ type: number }} }} }}
    Animal:
      type: object
      discriminator: {{ propertyName: kind }}
      required: [kind]
      properties: {{ kind: {{ type: string }} }}
    Dog: {{ allOf: [{{ $ref: '#/components/schemas/Animal' }}], description: Barks. }}
    Subject: {{ type: object, properties: {{ it: {property} }} }}
"
    );
    let generated = common::generated(&document);
    let model = generated.tree.get("src/models/subject.rs").unwrap();
    let line = model.lines().find(|line| line.contains("pub it: "));
    let line = line.unwrap_or_else(|| panic!("no field in {model}"));
    line.trim().trim_start_matches("pub it: ").to_owned()
}

#[test]
fn annotations_beside_a_reference_make_no_model() {
    #[rustfmt::skip]
    let table = [
        ("3.0.3", "{ $ref: '#/components/schemas/Money' }", "Option<Money>,"),
        ("3.0.3", "{ $ref: '#/components/schemas/Money', nullable: true }", "Option<Option<Money>>,"),
        ("3.0.3", "{ allOf: [{ $ref: '#/components/schemas/Money' }] }", "Option<Money>,"),
        ("3.0.3", "{ allOf: [{ $ref: '#/components/schemas/Money' }], description: D, title: T, readOnly: true, deprecated: true, default: {}, example: {} }", "Option<Money>,"),
        ("3.0.3", "{ allOf: [{ $ref: '#/components/schemas/Money' }], nullable: true }", "Option<Option<Money>>,"),
        ("3.0.3", "{ allOf: [{ $ref: '#/components/schemas/Money', nullable: true }] }", "Option<Option<Money>>,"),
        ("3.0.3", "{ allOf: [{ $ref: '#/components/schemas/Money' }, { description: D }] }", "Option<Money>,"),
        ("3.0.3", "{ allOf: [{ allOf: [{ $ref: '#/components/schemas/Money' }] }], x-nullable: true }", "Option<Option<Money>>,"),
        ("3.0.3", "{ anyOf: [{ allOf: [{ $ref: '#/components/schemas/Money' }] }], nullable: true }", "Option<Option<Money>>,"),
        ("3.1.0", "{ $ref: '#/components/schemas/Money', description: D }", "Option<Money>,"),
        ("3.1.0", "{ anyOf: [{ $ref: '#/components/schemas/Money' }, { type: 'null' }] }", "Option<Option<Money>>,"),
        // An animal of any kind, and the kind alone.
        ("3.0.3", "{ allOf: [{ $ref: '#/components/schemas/Animal' }], description: D }", "Option<Animal>,"),
        ("3.0.3", "{ allOf: [{ $ref: '#/components/schemas/Dog' }], description: D }", "Option<Dog>,"),
        // What says something of its own is a model.
        ("3.0.3", "{ allOf: [{ $ref: '#/components/schemas/Money' }, { required: [amount] }] }", "Option<SubjectIt>,"),
        ("3.0.3", "{ allOf: [{ $ref: '#/components/schemas/Money' }, { properties: { tip: { type: number } } }] }", "Option<SubjectIt>,"),
        ("3.0.3", "{ allOf: [{ $ref: '#/components/schemas/Money' }, { $ref: '#/components/schemas/Dog' }] }", "Option<SubjectIt>,"),
    ];
    for (version, property, expected) in table {
        assert_eq!(field(version, property), expected, "{property}");
    }
}

#[test]
fn a_component_that_only_refers_is_an_alias_unless_it_is_a_kind_of_its_base() {
    let document = "openapi: 3.0.3
info: { title: T, version: '1' }
paths: {}
components:
  schemas:
    Money: { type: object, properties: { amount: { type: number } } }
    Price: { allOf: [{ $ref: '#/components/schemas/Money' }], description: Of a thing. }
    Animal:
      type: object
      discriminator: { propertyName: kind }
      required: [kind]
      properties: { kind: { type: string } }
    Dog: { allOf: [{ $ref: '#/components/schemas/Animal' }], description: Barks. }
";
    let generated = common::generated(document);
    let price = generated.tree.get("src/models/price.rs").unwrap();
    assert!(price.contains("pub type Price = Money;"), "{price}");
    let dog = generated.tree.get("src/models/dog.rs").unwrap();
    assert!(dog.contains("pub struct Dog {"), "{dog}");
    let animal = generated.tree.get("src/models/animal.rs").unwrap();
    assert!(animal.contains("Dog(Dog)"), "{animal}");
}

#[test]
fn a_schema_beside_null_is_told_as_if_null_were_its_own() {
    let document = "openapi: 3.1.0
info: { title: T, version: '1' }
paths: {}
components:
  schemas:
    Subject:
      type: object
      properties:
        it:
          anyOf:
            - { type: string, description: Its name., maxLength: 80, readOnly: true, default: X }
            - { type: 'null' }
";
    let generated = common::generated(document);
    let model = generated.tree.get("src/models/subject.rs").unwrap();
    for told in ["Its name.", "80 characters", "read-only", "Default"] {
        assert!(model.contains(told), "{told} is not in {model}");
    }
}

#[test]
fn what_extends_a_base_is_the_branch_of_its_one_of() {
    let document = "openapi: 3.0.3
info: { title: T, version: '1' }
paths: {}
components:
  schemas:
    Flow:
      properties: { id: { type: string } }
      oneOf: [{ $ref: '#/components/schemas/Contact' }, { $ref: '#/components/schemas/Platform' }]
    Contact:
      allOf:
        - $ref: '#/components/schemas/Flow'
        - { required: [goal], properties: { goal: { type: string }, next: { $ref: '#/components/schemas/Flow' } } }
    Platform:
      allOf:
        - $ref: '#/components/schemas/Flow'
        - { required: [object], properties: { object: { type: string } } }
";
    let generated = common::generated(document);
    for (file, lines) in [
        (
            "flow",
            &[
                "pub enum Flow {",
                "Contact(Box<Contact>)",
                "Platform(Platform)",
            ][..],
        ),
        (
            "contact",
            &[
                "pub struct Contact {",
                "pub id: Option<String>",
                "pub next: Option<Box<Flow>>",
            ],
        ),
        ("platform", &["pub struct Platform {", "pub object: String"]),
    ] {
        let model = generated
            .tree
            .get(&format!("src/models/{file}.rs"))
            .unwrap();
        for line in lines {
            assert!(model.contains(line), "{line} is not in {model}");
        }
    }
}
