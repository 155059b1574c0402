//! Documents of four times the size take about four times as long.
//!
//! What comes in: families of documents, by size. What must hold: the processor is
//! not busy out of proportion to the text. Quadratic work takes sixteen times as
//! long; what is over quickly is not judged, since a machine may be busy otherwise.

use std::time::{Duration, Instant};

use typewright_tests::mutants::outcome::outcome;

/// Not judged below this.
const QUICK: Duration = Duration::from_millis(1500);

/// How often a document may take too long.
const TRIES: usize = 3;

/// How much longer a document may take that is so many times as long.
const SLACK: f64 = 2.5;

/// A document of these schemas.
fn of_schemas(schemas: &[String]) -> String {
    let schemas = schemas.join(", ");
    format!(
        "{{openapi: 3.1.0, info: {{title: T, version: '1'}}, paths: {{}}, \
         components: {{schemas: {{{schemas}}}}}}}"
    )
}

fn reference(name: &str) -> String {
    format!("{{$ref: '#/components/schemas/{name}'}}")
}

/// An object of one property.
fn object(key: &str) -> String {
    format!("{{type: object, properties: {{{key}: {{type: string}}}}}}")
}

/// A crate or an error will do; what counts is the time.
fn time(document: &str) -> Duration {
    let start = Instant::now();
    let _ = outcome(document.as_bytes());
    start.elapsed()
}

fn check(family: &str, size: usize, document: impl Fn(usize) -> String) {
    let (small, large) = (document(size), document(4 * size));
    let growth = large.len() as f64 / small.len() as f64;
    // A machine that is busy with something else is so by chance, but not every time.
    let tries: Vec<(Duration, Duration)> = (0..TRIES)
        .map(|_| (time(&small), time(&large)))
        .take_while(|(short, long)| *long >= QUICK && *long > short.mul_f64(SLACK * growth))
        .collect();
    assert!(
        tries.len() < TRIES,
        "{family}: from {} to {} bytes, {tries:?}",
        small.len(),
        large.len(),
    );
}

/// Each union lists all unions after it, and an object.
#[test]
fn unions_of_unions() {
    check("unions of unions", 20, |size| {
        let union = |i: usize| {
            let later = (i + 1..size).map(|j| reference(&format!("S{j}")));
            let branches: Vec<String> = later.chain([object(&format!("p{i}"))]).collect();
            format!("S{i}: {{oneOf: [{}]}}", branches.join(", "))
        };
        of_schemas(&(0..size).map(union).collect::<Vec<_>>())
    });
}

/// Each union lists four unions of the next layer.
#[test]
fn layers_of_unions() {
    check("layers of unions", 12, |size| {
        let union = |i: usize| {
            let layer = i / 4;
            let next = (0..4).map(|j| reference(&format!("S{}", 4 * (layer + 1) + j)));
            let branches: Vec<String> = next.chain([object(&format!("p{i}"))]).collect();
            format!("S{i}: {{oneOf: [{}]}}", branches.join(", "))
        };
        let unions = (0..4 * size).map(union);
        let last = (4 * size..4 * size + 4).map(|i| format!("S{i}: {}", object("z")));
        of_schemas(&unions.chain(last).collect::<Vec<_>>())
    });
}

/// A union whose objects have a tag, or a key, or nothing of their own.
#[test]
fn wide_unions() {
    let wide = |object: &dyn Fn(usize) -> String, size: usize| {
        let branches: Vec<String> = (0..size).map(object).collect();
        of_schemas(&[format!("U: {{anyOf: [{}]}}", branches.join(", "))])
    };
    let tagged = |i: usize| format!("{{properties: {{t: {{enum: [v{i}]}}, k{i}: {{}}}}}}");
    check("optional tags", 300, |size| wide(&tagged, size));
    let keyed = |i: usize| format!("{{required: [k{i}], properties: {{k{i}: {{}}}}}}");
    check("keys", 300, |size| wide(&keyed, size));
    let alike = |i: usize| format!("{{properties: {{a: {{}}, b{}: {{}}}}}}", i % 7);
    check("nothing", 300, |size| wide(&alike, size));
}

/// Each schema adds a property to the one before it.
#[test]
fn inheritance() {
    check("a chain of allOf", 100, |size| {
        let link = |i: usize| {
            let base = reference(&format!("S{}", i - 1));
            format!("S{i}: {{allOf: [{base}, {}]}}", object(&format!("p{i}")))
        };
        let first = [format!("S0: {}", object("p0"))];
        of_schemas(
            &first
                .into_iter()
                .chain((1..size).map(link))
                .collect::<Vec<_>>(),
        )
    });
}
