//! Run steps: what a step did, the tools it called, what they put out. Three levels
//! of unions.

/// The models of a run step, with one way to tell the variants of a union apart.
macro_rules! serde_baseline {
    ($style:ident) => {
        pub mod $style {
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

            union!($style Details by "type" {
                MessageCreation = "message_creation" { message_creation: MessageId },
                ToolCalls = "tool_calls" { tool_calls: Vec<Call> },
            });

            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct MessageId {
                pub message_id: String,
            }

            union!($style Call by "type" {
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

            union!($style Output by "type" {
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

serde_baseline!(tag);
serde_baseline!(untagged);

/// What the variants that hold their tag hold.
pub mod tags {
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

/// A run step's text; most of them call tools. `last` puts each tag behind
/// everything else in its object.
pub fn text(i: usize, last: bool) -> String {
    let tagged = |tag: &str, rest: String| match last {
        false => format!(r#"{{"type":"{tag}",{rest}}}"#),
        true => format!(r#"{{{rest},"type":"{tag}"}}"#),
    };
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
}

/// The text of a model without unions, which a run step ends with.
pub fn usage(i: usize) -> String {
    format!(
        r#"{{"completion_tokens":{i},"prompt_tokens":456,"total_tokens":{}}}"#,
        i + 456
    )
}
