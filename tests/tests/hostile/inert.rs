//! Every place of a document whose text reaches a file, and every context that a text
//! can leave: whatever is put into any of the places is text in what is generated.
//!
//! The table is data. A place is written into a document of
//! `tests/documents/inert/places`, a payload into `tests/documents/inert/payloads.yaml`.
//! A payload goes into all places of a document at once; what fails is then looked for
//! by halves, so that the report names each place.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;
use typewright_tests::inert::payloads::{Payload, payloads};
use typewright_tests::inert::places::{Document, Syntax, documents};
use typewright_tests::inert::{Finding, MARK, check, check_marked, check_terminal};

/// What became of a document with a payload.
enum Outcome {
    /// A crate in which every text is inert.
    Inert,
    /// A crate, or words for the user, in which some are not.
    Found(Vec<Finding>),
    /// An error that has a place.
    Refused,
}

fn outcome(document: &Document, payload: &Payload, places: &[usize]) -> Outcome {
    let text = |place| {
        let is_chosen = places.contains(&place);
        is_chosen.then(|| payload.with(&document.mark(place)))
    };
    let filled = document.fill(text);
    // Both syntaxes are read, though not for each payload.
    let syntax = match payload.name.len() % 2 {
        0 => Syntax::Json,
        _ => Syntax::Yaml,
    };
    let mut found = Vec::new();
    match catch_unwind(AssertUnwindSafe(|| filled.generate(syntax))) {
        Ok(Ok(generated)) => {
            found = match payload.is_marked() {
                true => check_marked(&generated.tree),
                false => check(&generated.tree),
            };
            check_terminal(&generated.diagnostics, &mut found);
        }
        Ok(Err(diagnostics)) => {
            check_terminal(&diagnostics, &mut found);
            if found.is_empty() {
                return Outcome::Refused;
            }
        }
        Err(_) => found.push(Finding {
            file: String::new(),
            what: "a panic",
            excerpt: payload.text.clone(),
        }),
    }
    match found.is_empty() {
        true => Outcome::Inert,
        false => Outcome::Found(found),
    }
}

/// Reports what is found of each place. The mark tells whose text a finding is of; for
/// findings without one, and where a document is refused, places are tried by halves.
fn search(
    document: &Document,
    payload: &Payload,
    places: &[usize],
    report: &mut dyn FnMut(Option<usize>, Finding),
) {
    let found = match outcome(document, payload, places) {
        Outcome::Inert => return,
        Outcome::Refused => Vec::new(),
        Outcome::Found(found) => found,
    };
    let is_refused = found.is_empty();
    let (marked, others): (Vec<_>, Vec<_>) = found
        .into_iter()
        .map(|finding| (place_of(&finding), finding))
        .partition(|(place, _)| place.is_some());
    let are_known = !is_refused && others.is_empty();
    for (place, finding) in marked {
        report(place, finding);
    }
    if are_known {
        return;
    }
    if let [place] = places {
        return others
            .into_iter()
            .for_each(|(_, finding)| report(Some(*place), finding));
    }
    let mut is_reported = false;
    let (first, second) = places.split_at(places.len() / 2);
    for half in [first, second] {
        search(document, payload, half, &mut |place, finding| {
            is_reported = true;
            report(place, finding);
        });
    }
    if !is_reported {
        others
            .into_iter()
            .for_each(|(_, finding)| report(None, finding));
    }
}

/// The place whose mark a finding shows.
fn place_of(finding: &Finding) -> Option<usize> {
    let (_, after) = finding.excerpt.split_once(MARK)?;
    let end = after
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(after.len());
    after[..end].parse().ok()
}

/// Places of the configuration whose text is code by intention: it must be code of the
/// right kind, which the compiler's parser tells.
const CODE: &[&str] = &["crate.name", "format.path", "format.type"];

/// One line for each place and kind of finding, with the payloads that show it.
#[derive(Default)]
struct Table(BTreeMap<(String, String, &'static str), (BTreeSet<String>, String)>);

impl Table {
    fn add(
        &mut self,
        document: &Document,
        place: Option<usize>,
        payload: &Payload,
        finding: &Finding,
    ) {
        let name = place.and_then(|place| document.places.get(place));
        let name = name.map_or("several places", |place| &place.name);
        if finding.what == "an identifier" && CODE.contains(&name) {
            return;
        }
        let key = (document.name.clone(), name.to_owned(), finding.what);
        let (payloads, example) = self.0.entry(key).or_default();
        payloads.insert(payload.name.clone());
        if example.is_empty() {
            *example = format!("{} {}", finding.file, finding.excerpt);
        }
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for ((document, place, what), (payloads, example)) in &self.0 {
            let first = payloads.first().map_or("", String::as_str);
            let count = payloads.len();
            writeln!(
                f,
                "{document} | {place} | {what} | {count}: {first} | {example}"
            )?;
        }
        Ok(())
    }
}

#[test]
fn every_text_is_inert_in_every_place() {
    let documents = documents();
    let payloads = payloads();
    // `INERT=openapi-3.1 fence` tries what has these words in its name.
    let words = std::env::var("INERT").unwrap_or_default();
    let is_wanted = |document: &Document, payload: &Payload| {
        let name = format!("{} {}", document.name, payload.name);
        words.split(' ').all(|word| name.contains(word))
    };
    let pairs: Vec<_> = documents
        .iter()
        .flat_map(|document| payloads.iter().map(move |payload| (document, payload)))
        .filter(|(document, payload)| is_wanted(document, payload))
        .collect();
    let found: Vec<_> = pairs
        .par_iter()
        .flat_map_iter(|(document, payload)| {
            let mut found = Vec::new();
            let places: Vec<usize> = (0..document.places.len()).collect();
            let mut note = |place: Option<usize>, finding: Finding| {
                found.push((*document, place, *payload, finding));
            };
            // Texts without a mark are equal, and equal keys are one.
            let at_once = if payload.is_marked() { places.len() } else { 1 };
            for places in places.chunks(at_once.max(1)) {
                search(document, payload, places, &mut note);
            }
            found
        })
        .collect();
    let mut table = Table::default();
    for (document, place, payload, finding) in &found {
        table.add(document, *place, payload, finding);
    }
    assert!(table.0.is_empty(), "{} kinds:\n{table}", table.0.len());
}

/// Places that no generated file shows. They are in the documents because they may be
/// shown one day.
const UNSHOWN: &[&str] = &[
    "configuration: file.name",
    "openapi-3.0: example.description",
    "openapi-3.0: example.name",
    "openapi-3.0: example.summary",
    "openapi-3.0: info.license.url",
    "openapi-3.0: parameter.name",
    "openapi-3.0: property.example",
    "openapi-3.0: x-ms-enum.name",
    "openapi-3.1: alias.title",
    "openapi-3.1: allOf.description",
    "openapi-3.1: body.example.description",
    "openapi-3.1: body.example.name",
    "openapi-3.1: body.example.summary",
    "openapi-3.1: body.example.value",
    "openapi-3.1: callback.expression",
    "openapi-3.1: callback.name",
    "openapi-3.1: callback.operationId",
    "openapi-3.1: callback.response.description",
    "openapi-3.1: callback.summary",
    "openapi-3.1: contentEncoding",
    "openapi-3.1: contentMediaType",
    "openapi-3.1: externalDocs.description",
    "openapi-3.1: header.description",
    "openapi-3.1: header.example",
    "openapi-3.1: inline.title",
    "openapi-3.1: jsonSchemaDialect",
    "openapi-3.1: link.description",
    "openapi-3.1: link.name",
    "openapi-3.1: link.parameter",
    "openapi-3.1: map.value.description",
    "openapi-3.1: operation.externalDocs.description",
    "openapi-3.1: operation.externalDocs.url",
    "openapi-3.1: operation.server.description",
    "openapi-3.1: operation.server.url",
    "openapi-3.1: part.contentType",
    "openapi-3.1: path.description",
    "openapi-3.1: path.summary",
    "openapi-3.1: property.example",
    "openapi-3.1: property.title",
    "openapi-3.1: propertyNames.pattern",
    "openapi-3.1: query.parameter.example.description",
    "openapi-3.1: query.parameter.example.name",
    "openapi-3.1: query.parameter.example.summary",
    "openapi-3.1: refreshUrl",
    "openapi-3.1: response.example",
    "openapi-3.1: schema.comment",
    "openapi-3.1: schema.externalDocs.description",
    "openapi-3.1: schema.externalDocs.url",
    "openapi-3.1: schema.title",
    "openapi-3.1: server.description",
    "openapi-3.1: server.variable.default",
    "openapi-3.1: server.variable.description",
    "openapi-3.1: server.variable.enum",
    "openapi-3.1: tag.externalDocs.description",
    "openapi-3.1: tag.externalDocs.url",
    "openapi-3.1: tag.undeclared",
    "openapi-3.1: tuple.const",
    "openapi-3.1: tuple.description",
    "openapi-3.1: webhook.key",
    "openapi-3.1: webhook.name",
    "openapi-3.1: webhook.response.description",
    "openapi-3.1: webhook.summary",
    "openapi-3.2: child.summary",
    "openapi-3.2: copy.operationId",
    "openapi-3.2: deviceAuthorizationUrl",
    "openapi-3.2: example.dataValue",
    "openapi-3.2: example.name",
    "openapi-3.2: example.serializedValue",
    "openapi-3.2: item.description",
    "openapi-3.2: item.key",
    "openapi-3.2: oauth2MetadataUrl",
    "openapi-3.2: querystring.key",
    "openapi-3.2: querystring.name",
    "openapi-3.2: response.description",
    "openapi-3.2: response.summary",
    "openapi-3.2: scope.description",
    "openapi-3.2: scope.name",
    "openapi-3.2: self",
    "openapi-3.2: server.description",
    "openapi-3.2: server.name",
    "openapi-3.2: tag.description",
    "openapi-3.2: tag.kind",
    "openapi-3.2: tag.name",
    "openapi-3.2: tag.summary",
    "openapi-3.2: tokenUrl",
    "openapi-3.2: xml.name",
    "swagger-2.0: answer.header.description",
    "swagger-2.0: body.name",
    "swagger-2.0: definition.title",
    "swagger-2.0: property.example",
    "swagger-2.0: text.example",
];

#[test]
fn every_place_reaches_a_file() {
    let mut missing = Vec::new();
    for document in documents() {
        let filled = document.fill(|_| None);
        let generated = filled.generate(Syntax::Json).unwrap_or_else(|diagnostics| {
            let all: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
            panic!("{}: {}", document.name, all.join("\n"))
        });
        let all: String = generated
            .tree
            .iter()
            .map(|(path, text)| format!("{path}\n{text}"))
            .collect();
        let all = all.to_lowercase();
        for (index, place) in document.places.iter().enumerate() {
            let is_shown = all.contains(&document.word(index).to_lowercase());
            let name = format!("{}: {}", document.name, place.name);
            if !is_shown && !UNSHOWN.contains(&name.as_str()) {
                missing.push(name);
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// A table that finds nothing in a crate with code of a document's in it is no table.
#[test]
fn what_is_not_inert_is_found() {
    use typewright::emit::OutputTree;
    let files = [
        ("src/a.rs", format!("fn {MARK}0() {{}}"), "an identifier"),
        (
            "src/b.rs",
            format!("/// a\n///\n///     {MARK}0!();\nfn b() {{}}"),
            "an indented code block, which rustdoc compiles",
        ),
        ("src/c.rs", "fn c( {".to_owned(), "the file is no Rust"),
        (
            "src/d.rs",
            "#[no_mangle]\nfn d() {}".to_owned(),
            "an attribute",
        ),
        (
            "docs/e.md",
            format!("```\n{MARK}0!();\n```"),
            "an identifier",
        ),
        (
            "docs/f.md",
            format!("a <img src=x onerror={MARK}0()>"),
            "an element",
        ),
        ("docs/g.md", format!("[a](javascript:{MARK}0())"), "a link"),
        (
            "docs/h.md",
            format!("# a {{onclick={MARK}0()}}"),
            "attributes of a heading",
        ),
        (
            "docs/i.md",
            format!("{MARK}0 -->\n\n<!-- Where rustdoc shows this page, it begins here. -->"),
            "the end of the hidden head",
        ),
        (
            "docs/j.md",
            format!("```bash\ncurl 'https://h/' \"$({MARK}0)\"\n```"),
            "what a shell expands within double quotes",
        ),
        (
            "docs/k.md",
            format!("```bash\ncurl '-o{MARK}0'\n```"),
            "an option of curl",
        ),
        ("docs/l.md", "![a](https://h/x.png)".to_owned(), "a picture"),
        (
            "Cargo.toml",
            format!("[package]\n{MARK}0 = 1"),
            "a key of TOML",
        ),
        ("m.json", "{".to_owned(), "the file is no JSON"),
        (
            "src/n.rs",
            "// \u{202e}".to_owned(),
            "a character that nobody sees",
        ),
        (
            "docs/con.md",
            String::new(),
            "a path that some system refuses",
        ),
        (
            ".gitattributes",
            MARK.to_owned(),
            "stands in a file of ours",
        ),
    ];
    for (path, text, what) in files {
        let mut tree = OutputTree::default();
        tree.insert(path, text);
        let found = check(&tree);
        assert!(
            found.iter().any(|finding| finding.what == what),
            "{path}: {found:?}"
        );
    }
}
