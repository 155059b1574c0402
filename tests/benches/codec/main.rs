//! Decoding, encoding and comparing, against what derives do for the same models.
//!
//! The serde_baseline of our models are written as people write them by hand, with serde's
//! `tag`, `untagged` and `flatten`. In each group the first bar is ours; the figures
//! are only worth something side by side.
//!
//! ```text
//! run_steps      unions in unions, the tag first or last
//! stream_events  a union of all that a stream may send, with unions inside
//! boats          a struct with a base and whatever else is sent
//! serde_baseline          how unions are written by hand
//! ```
//!
//! ```text
//! cargo bench --bench codec
//! ```

#[macro_use]
mod serde_baseline;

mod boats;
mod run_steps;
mod stream_events;

use std::hint::black_box;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use harbour::models::{FishingBoat, VesselBase};
use openai_assistants::models::{AssistantStreamEvent, RunCompletionUsage, RunStepObject};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How many texts each measurement reads, or models it writes.
const COUNT: usize = 300;

fn texts(text: impl Fn(usize) -> String) -> Vec<String> {
    (0..COUNT).map(text).collect()
}

/// Texts, and those who decode them.
struct Decoding<'a> {
    group: BenchmarkGroup<'a, WallTime>,
    texts: Vec<String>,
}

impl<'a> Decoding<'a> {
    fn new(c: &'a mut Criterion, of: &str, texts: Vec<String>) -> Decoding<'a> {
        let mut group = c.benchmark_group(format!("decode {COUNT} {of}"));
        let bytes = texts.iter().map(String::len).sum::<usize>();
        group.throughput(Throughput::Bytes(bytes as u64));
        Decoding { group, texts }
    }

    fn contestant<T>(&mut self, name: &str, decode: impl Fn(&str) -> T) -> &mut Self {
        let texts = &self.texts;
        self.group.bench_function(name, |b| {
            let decode = |text: &String| decode(text);
            // One after another, as answers come in: to keep them all would measure
            // how an allocator copes with that.
            b.iter(|| {
                let decoded = black_box(texts).iter().map(decode);
                decoded.for_each(|value| drop(black_box(value)));
            });
        });
        self
    }

    fn derived<T: DeserializeOwned>(&mut self, name: &str) -> &mut Self {
        self.contestant(name, derived::<T>)
    }
}

/// Models, and those who do something with them.
struct Using<'a> {
    group: BenchmarkGroup<'a, WallTime>,
    texts: Vec<String>,
}

impl<'a> Using<'a> {
    fn new(c: &'a mut Criterion, what: &str, of: &str, texts: Vec<String>) -> Using<'a> {
        let group = c.benchmark_group(format!("{what} {COUNT} {of}"));
        Using { group, texts }
    }

    fn contestant<T: DeserializeOwned, R>(
        &mut self,
        name: &str,
        work: impl Fn(&T) -> R,
    ) -> &mut Self {
        let models: Vec<T> = self.texts.iter().map(|text| derived(text)).collect();
        self.group.bench_function(name, |b| {
            b.iter(|| black_box(&models).iter().map(&work).collect::<Vec<_>>());
        });
        self
    }

    fn derived<T: DeserializeOwned + Serialize>(&mut self, name: &str) -> &mut Self {
        self.contestant(name, |model: &T| {
            serde_json::to_string(model).expect("it was decoded")
        })
    }
}

fn derived<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).expect("the model takes this text")
}

fn decoding(c: &mut Criterion) {
    for (last, order) in [(false, "tag first"), (true, "tag last")] {
        let texts = texts(|i| run_steps::text(i, last));
        Decoding::new(c, &format!("run steps, {order}"), texts)
            .contestant("from_json", |text| {
                RunStepObject::from_json(text).expect("a run step")
            })
            .derived::<RunStepObject>("serde_json::from_str")
            .derived::<run_steps::tag::RunStep>("derive, tag")
            .derived::<run_steps::untagged::RunStep>("derive, untagged")
            .derived::<serde_json::Value>("serde_json::Value");
    }
    Decoding::new(c, "stream events, tag first", texts(stream_events::text))
        .contestant("from_json", |text| {
            AssistantStreamEvent::from_json(text).expect("an event")
        })
        .derived::<AssistantStreamEvent>("serde_json::from_str")
        .derived::<stream_events::tag::Event>("derive, tag")
        .derived::<stream_events::untagged::Event>("derive, untagged")
        .derived::<serde_json::Value>("serde_json::Value");
    Decoding::new(c, "plain structs", texts(run_steps::usage))
        .contestant("from_json", |text| {
            RunCompletionUsage::from_json(text).expect("a usage")
        })
        .derived::<run_steps::tag::Usage>("derive");
    Decoding::new(c, "structs, the rest kept", texts(boats::text))
        .contestant("from_json", |text| {
            VesselBase::from_json(text).expect("a vessel")
        })
        .derived::<boats::Vessel>("derive, flatten");
    Decoding::new(c, "structs with a base, the rest kept", texts(boats::text))
        .contestant("from_json", |text| {
            FishingBoat::from_json(text).expect("a boat")
        })
        .derived::<boats::FishingBoat>("derive, flatten twice");
}

fn encoding(c: &mut Criterion) {
    let run_steps = texts(|i| run_steps::text(i, false));
    Using::new(c, "encode", "run steps", run_steps)
        .contestant("to_json", RunStepObject::to_json)
        .derived::<RunStepObject>("serde_json::to_string")
        .derived::<run_steps::tag::RunStep>("derive, tag");
    let boats = texts(boats::text);
    Using::new(c, "encode", "structs with a base, the rest kept", boats)
        .contestant("to_json", FishingBoat::to_json)
        .derived::<boats::FishingBoat>("derive, flatten twice");
}

fn comparing(c: &mut Criterion) {
    use run_steps::tag::RunStep;
    let run_steps = texts(|i| run_steps::text(i, false));
    Using::new(c, "compare", "run steps", run_steps)
        .contestant("==", |model: &RunStepObject| model == black_box(model))
        .contestant("derive", |model: &RunStep| model == black_box(model));
}

criterion_group!(benches, decoding, encoding, comparing);
criterion_main!(benches);
