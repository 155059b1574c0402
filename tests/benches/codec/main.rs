//! Decoding and encoding, against what serde's derive does for the same models.
//!
//! A run step of the Assistants API is three levels of unions: what it did, the
//! tools it called, what they put out. The twins of its models are written twice,
//! as people write them by hand: with `tag`, and with `untagged`. In each group
//! the first bar is ours; the figures are only worth something side by side.
//!
//! ```text
//! cargo bench --bench codec
//! ```

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use openai_assistants::models::{RunCompletionUsage, RunStepObject};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How many run steps each measurement reads.
const STEPS: usize = 300;

/// An enum of structs; `holds` gives each the tag as a field.
macro_rules! union {
    ($union:ident, $told_apart:meta, {
        $($variant:ident = $tag:literal { $($field:ident: $type:ty),* },)*
    }) => {
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde($told_apart)]
        pub enum $union {
            $(#[serde(rename = $tag)] $variant { $($field: $type),* },)*
        }
    };
    ($union:ident, $told_apart:meta, holds {
        $($variant:ident = $tag:literal { $($field:ident: $type:ty),* },)*
    }) => {
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde($told_apart)]
        pub enum $union {
            $($variant { r#type: super::tags::$variant, $($field: $type),* },)*
        }
    };
}

/// The models of a run step, with one way to tell the variants of a union
/// apart. A variant that is told apart by trial has to hold its own tag.
macro_rules! twins {
    ($twin:ident, $told_apart:meta $(, $holds:ident)?) => {
        mod $twin {
            use std::collections::BTreeMap;

            use serde::{Deserialize, Serialize};

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct RunStep {
                pub id: String,
                pub object: String,
                pub created_at: i64,
                pub assistant_id: String,
                pub thread_id: String,
                pub run_id: String,
                pub r#type: String,
                pub status: Status,
                pub step_details: Details,
                pub last_error: Option<LastError>,
                pub expired_at: Option<i64>,
                pub cancelled_at: Option<i64>,
                pub failed_at: Option<i64>,
                pub completed_at: Option<i64>,
                pub metadata: Option<BTreeMap<String, String>>,
                pub usage: Option<Usage>,
            }

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            #[serde(rename_all = "snake_case")]
            pub enum Status {
                InProgress,
                Cancelled,
                Failed,
                Completed,
                Expired,
            }

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct LastError {
                pub code: String,
                pub message: String,
            }

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct Usage {
                pub completion_tokens: i64,
                pub prompt_tokens: i64,
                pub total_tokens: i64,
            }

            union!(Details, $told_apart, $($holds)? {
                MessageCreation = "message_creation" { message_creation: MessageId },
                ToolCalls = "tool_calls" { tool_calls: Vec<Call> },
            });

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct MessageId {
                pub message_id: String,
            }

            union!(Call, $told_apart, $($holds)? {
                Code = "code_interpreter" { id: String, code_interpreter: Code },
                Search = "file_search" { id: String, file_search: Search },
                Function = "function" { id: String, function: Function },
            });

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct Code {
                pub input: String,
                pub outputs: Vec<Output>,
            }

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct Search {}

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct Function {
                pub name: String,
                pub arguments: String,
                pub output: Option<String>,
            }

            union!(Output, $told_apart, $($holds)? {
                Logs = "logs" { logs: String },
                Image = "image" { image: Image },
            });

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct Image {
                pub file_id: String,
            }
        }
    };
}

/// Strings of one value, for the models that hold their tag.
mod tags {
    macro_rules! tags {
        ($($tag:ident = $text:literal;)*) => {$(
            #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
            pub enum $tag {
                #[serde(rename = $text)]
                Only,
            }
        )*};
    }

    tags! {
        MessageCreation = "message_creation";
        ToolCalls = "tool_calls";
        Code = "code_interpreter";
        Search = "file_search";
        Function = "function";
        Logs = "logs";
        Image = "image";
    }
}

twins!(tag, tag = "type");
twins!(untagged, untagged, holds);

/// Run steps, most of which call tools. `last` puts each tag behind everything
/// else in its object.
fn steps(last: bool) -> Vec<String> {
    let tagged = |tag: &str, rest: String| match last {
        false => format!(r#"{{"type":"{tag}",{rest}}}"#),
        true => format!(r#"{{{rest},"type":"{tag}"}}"#),
    };
    let step = |i: usize| {
        let details = if i.is_multiple_of(3) {
            let id = format!(r#""message_creation":{{"message_id":"msg_abc{i}"}}"#);
            tagged("message_creation", id)
        } else {
            let logs = tagged(
                "logs",
                format!(r#""logs":"line {i}: 42 rows\nline {i}: done""#),
            );
            let image = tagged("image", format!(r#""image":{{"file_id":"file-abc{i}"}}"#));
            let code = format!(
                r#""id":"call_abc{i}","code_interpreter":{{"input":"frame = read({i})\nprint(frame)","outputs":[{logs},{image}]}}"#
            );
            let function = format!(
                r#""id":"call_def{i}","function":{{"name":"find_port","arguments":"{{\"id\":{i}}}","output":null}}"#
            );
            let search = format!(r#""id":"call_ghi{i}","file_search":{{}}"#);
            let calls = [
                tagged("code_interpreter", code),
                tagged("function", function),
                tagged("file_search", search),
            ];
            tagged(
                "tool_calls",
                format!(r#""tool_calls":[{}]"#, calls.join(",")),
            )
        };
        format!(
            r#"{{"id":"step_abc{i}","object":"thread.run.step","created_at":{},"assistant_id":"asst_abc123","thread_id":"thread_abc{i}","run_id":"run_abc{i}","type":"{}","status":"completed","step_details":{details},"last_error":null,"expired_at":null,"cancelled_at":null,"failed_at":null,"completed_at":{},"metadata":{{"run":"{i}"}},"usage":{{"completion_tokens":{i},"prompt_tokens":456,"total_tokens":579}}}}"#,
            1_699_063_291 + i,
            if i.is_multiple_of(3) {
                "message_creation"
            } else {
                "tool_calls"
            },
            1_699_063_293 + i,
        )
    };
    (0..STEPS).map(step).collect()
}

/// Objects without unions.
fn usages() -> Vec<String> {
    let usage = |i| {
        format!(
            r#"{{"completion_tokens":{i},"prompt_tokens":456,"total_tokens":{}}}"#,
            i + 456
        )
    };
    (0..STEPS).map(usage).collect()
}

fn derived<T: DeserializeOwned>(texts: &[String]) -> Vec<T> {
    let decode = |text: &String| serde_json::from_str(text).expect("the model takes this text");
    texts.iter().map(decode).collect()
}

fn encoded<T: Serialize>(models: &[T]) -> Vec<String> {
    models
        .iter()
        .map(|model| serde_json::to_string(model).expect("it was decoded"))
        .collect()
}

fn decoding(c: &mut Criterion) {
    for (name, texts) in [("tag first", steps(false)), ("tag last", steps(true))] {
        let bytes = texts.iter().map(String::len).sum::<usize>();
        let mut group = c.benchmark_group(format!("decode run steps, {name}"));
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function("from_json", |b| {
            let decode = |text: &String| RunStepObject::from_json(text).expect("a run step");
            b.iter(|| black_box(&texts).iter().map(decode).collect::<Vec<_>>());
        });
        group.bench_function("serde_json::from_str", |b| {
            b.iter(|| derived::<RunStepObject>(black_box(&texts)));
        });
        group.bench_function("derive, tag", |b| {
            b.iter(|| derived::<tag::RunStep>(black_box(&texts)));
        });
        group.bench_function("derive, untagged", |b| {
            b.iter(|| derived::<untagged::RunStep>(black_box(&texts)));
        });
        group.bench_function("serde_json::Value", |b| {
            b.iter(|| derived::<serde_json::Value>(black_box(&texts)));
        });
        group.finish();
    }
    let texts = usages();
    let mut group = c.benchmark_group("decode plain structs");
    group.bench_function("from_json", |b| {
        let decode = |text: &String| RunCompletionUsage::from_json(text).expect("a usage");
        b.iter(|| black_box(&texts).iter().map(decode).collect::<Vec<_>>());
    });
    group.bench_function("derive", |b| {
        b.iter(|| derived::<tag::Usage>(black_box(&texts)))
    });
    group.finish();
}

fn encoding(c: &mut Criterion) {
    let texts = steps(false);
    let ours: Vec<RunStepObject> = derived(&texts);
    let theirs: Vec<tag::RunStep> = derived(&texts);
    let mut group = c.benchmark_group("encode run steps");
    group.bench_function("to_json", |b| {
        b.iter(|| ours.iter().map(RunStepObject::to_json).collect::<Vec<_>>());
    });
    group.bench_function("serde_json::to_string", |b| {
        b.iter(|| encoded(black_box(&ours)))
    });
    group.bench_function("derive, tag", |b| b.iter(|| encoded(black_box(&theirs))));
    group.finish();
}

criterion_group!(benches, decoding, encoding);
criterion_main!(benches);
