//! Events of a stream: a run that calls a tool and writes a message, most of it in
//! deltas of a few words.
//!
//! The serde_baseline are in favour of derive: they leave out the events of runs and threads,
//! so that there are 13 variants to try and not 25.

/// The models of an event, with one way to tell the variants of a union apart.
macro_rules! serde_baseline {
    ($style:ident) => {
        pub mod $style {
            use std::collections::BTreeMap;

            use serde::{Deserialize, Serialize};
            use serde_json::Value;

            use crate::run_steps::$style::RunStep;

            union!($style Event by "event" {
                StepCreated = "thread.run.step.created" { data: RunStep },
                StepInProgress = "thread.run.step.in_progress" { data: RunStep },
                StepDelta = "thread.run.step.delta" { data: StepDelta },
                StepCompleted = "thread.run.step.completed" { data: RunStep },
                StepFailed = "thread.run.step.failed" { data: RunStep },
                StepCancelled = "thread.run.step.cancelled" { data: RunStep },
                StepExpired = "thread.run.step.expired" { data: RunStep },
                MessageCreated = "thread.message.created" { data: Message },
                MessageInProgress = "thread.message.in_progress" { data: Message },
                MessageDelta = "thread.message.delta" { data: MessageDelta },
                MessageCompleted = "thread.message.completed" { data: Message },
                MessageIncomplete = "thread.message.incomplete" { data: Message },
                Done = "done" { data: String },
            });

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct StepDelta {
                pub id: String,
                pub object: String,
                pub delta: StepChange,
            }

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct StepChange {
                pub step_details: Option<Details>,
            }

            union!($style Details by "type" {
                MessageCreation = "message_creation" { message_creation: Option<MessageId> },
                ToolCalls = "tool_calls" { tool_calls: Option<Vec<Call>> },
            });

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct MessageId {
                pub message_id: Option<String>,
            }

            union!($style Call by "type" {
                Code = "code_interpreter" {
                    index: i64, id: Option<String>, code_interpreter: Option<Code>
                },
                Search = "file_search" {
                    index: i64, id: Option<String>, file_search: BTreeMap<String, Value>
                },
                Function = "function" {
                    index: i64, id: Option<String>, function: Option<Function>
                },
            });

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct Code {
                pub input: Option<String>,
                pub outputs: Option<Vec<Output>>,
            }

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct Function {
                pub name: Option<String>,
                pub arguments: Option<String>,
                pub output: Option<String>,
            }

            union!($style Output by "type" {
                Logs = "logs" { index: i64, logs: Option<String> },
                Image = "image" { index: i64, image: Option<File> },
            });

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct File {
                pub file_id: Option<String>,
            }

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct Message {
                pub id: String,
                pub object: String,
                pub created_at: i64,
                pub thread_id: String,
                pub status: String,
                pub incomplete_details: Option<IncompleteDetails>,
                pub completed_at: Option<i64>,
                pub incomplete_at: Option<i64>,
                pub role: Role,
                pub content: Vec<Content>,
                pub assistant_id: Option<String>,
                pub run_id: Option<String>,
                pub attachments: Option<Vec<File>>,
                pub metadata: Option<BTreeMap<String, String>>,
            }

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct IncompleteDetails {
                pub reason: String,
            }

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            #[serde(rename_all = "snake_case")]
            pub enum Role {
                User,
                Assistant,
            }

            union!($style Content by "type" {
                ImageFile = "image_file" { image_file: Image },
                ImageUrl = "image_url" { image_url: Image },
                Text = "text" { text: Text },
                Refusal = "refusal" { refusal: String },
            });

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct Image {
                pub file_id: Option<String>,
                pub url: Option<String>,
                pub detail: Option<String>,
            }

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct Text {
                pub value: Option<String>,
                pub annotations: Option<Vec<Annotation>>,
            }

            union!($style Annotation by "type" {
                FileCitation = "file_citation" {
                    index: Option<i64>, text: Option<String>, file_citation: Option<File>,
                    start_index: Option<i64>, end_index: Option<i64>
                },
                FilePath = "file_path" {
                    index: Option<i64>, text: Option<String>, file_path: Option<File>,
                    start_index: Option<i64>, end_index: Option<i64>
                },
            });

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct MessageDelta {
                pub id: String,
                pub object: String,
                pub delta: MessageChange,
            }

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct MessageChange {
                pub role: Option<Role>,
                pub content: Option<Vec<ContentDelta>>,
            }

            union!($style ContentDelta by "type" {
                ImageFile = "image_file" { index: i64, image_file: Option<Image> },
                Text = "text" { index: i64, text: Option<Text> },
                Refusal = "refusal" { index: i64, refusal: Option<String> },
                ImageUrl = "image_url" { index: i64, image_url: Option<Image> },
            });
        }
    };
}

serde_baseline!(tag);
serde_baseline!(untagged);

/// What the variants that hold their tag hold.
mod tags {
    pub use crate::run_steps::tags::*;

    tags! {
        StepCreated = "thread.run.step.created";
        StepInProgress = "thread.run.step.in_progress";
        StepDelta = "thread.run.step.delta";
        StepCompleted = "thread.run.step.completed";
        StepFailed = "thread.run.step.failed";
        StepCancelled = "thread.run.step.cancelled";
        StepExpired = "thread.run.step.expired";
        MessageCreated = "thread.message.created";
        MessageInProgress = "thread.message.in_progress";
        MessageDelta = "thread.message.delta";
        MessageCompleted = "thread.message.completed";
        MessageIncomplete = "thread.message.incomplete";
        Done = "done";
        ImageFile = "image_file";
        ImageUrl = "image_url";
        Text = "text";
        Refusal = "refusal";
        FileCitation = "file_citation";
        FilePath = "file_path";
    }
}

/// An event's text; the tag comes first.
pub fn text(i: usize) -> String {
    let (event, data) = match i % 10 {
        0 => ("thread.run.step.created", crate::run_steps::text(i, false)),
        1 | 2 => ("thread.run.step.delta", step_delta(i)),
        3 => ("thread.message.created", message(i, "in_progress", "")),
        9 => {
            let text = format!(
                r#"{{"type":"text","text":{{"value":"Berth {i} is free, and there is a table.","annotations":[{{"type":"file_path","text":"a table","start_index":25,"end_index":32,"file_path":{{"file_id":"file-abc{i}"}}}}]}}}}"#
            );
            ("thread.message.completed", message(i, "completed", &text))
        }
        _ => ("thread.message.delta", message_delta(i)),
    };
    format!(r#"{{"event":"{event}","data":{data}}}"#)
}

fn step_delta(i: usize) -> String {
    format!(
        r#"{{"id":"step_abc{i}","object":"thread.run.step.delta","delta":{{"step_details":{{"type":"tool_calls","tool_calls":[{{"type":"code_interpreter","index":0,"id":"call_abc{i}","code_interpreter":{{"input":"print(berth({i}))","outputs":[{{"type":"logs","index":0,"logs":"line {i}: free"}}]}}}}]}}}}}}"#
    )
}

fn message(i: usize, status: &str, content: &str) -> String {
    format!(
        r#"{{"id":"msg_abc{i}","object":"thread.message","created_at":{},"thread_id":"thread_abc{i}","status":"{status}","incomplete_details":null,"completed_at":null,"incomplete_at":null,"role":"assistant","content":[{content}],"assistant_id":"asst_abc123","run_id":"run_abc{i}","attachments":[],"metadata":{{}}}}"#,
        1_699_063_291 + i
    )
}

fn message_delta(i: usize) -> String {
    let annotations = if i.is_multiple_of(4) {
        format!(
            r#","annotations":[{{"type":"file_citation","index":0,"text":"[{i}]","file_citation":{{"file_id":"file-abc{i}"}},"start_index":10,"end_index":13}}]"#
        )
    } else {
        String::new()
    };
    format!(
        r#"{{"id":"msg_abc{i}","object":"thread.message.delta","delta":{{"content":[{{"type":"text","index":0,"text":{{"value":" is free"{annotations}}}}}]}}}}"#
    )
}
