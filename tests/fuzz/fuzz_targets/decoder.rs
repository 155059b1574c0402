//! Text through a generated decoder, and back.
//!
//! What comes in: a byte that chooses a model, and what may be JSON. What goes out:
//! an error; or a value that encodes to something that decodes to an equal value,
//! through text and through `serde_json::Value` alike.
//!
//! An object that has a key twice decodes without a panic, and no more is asked of
//! it: the first tag tells the variant, and of an unknown variant the last one is
//! kept. So what goes round is the text that `serde_json` makes of the input.

#![no_main]
// A deprecated model has to be decoded all the same.
#![allow(deprecated)]

use libfuzzer_sys::fuzz_target;
use openai_assistants::models;
use serde_json::Value;

/// Each model's round trip, for the first byte to choose among.
macro_rules! round_trips {
    ($($model:ident)*) => {
        [$(|json: &str| {
            let _ = models::$model::from_json(json);
            let Ok(plain) = serde_json::from_str::<Value>(json) else { return };
            let Ok(value) = models::$model::from_json(&plain.to_string()) else { return };
            let text = value.to_json();
            let again = models::$model::from_json(&text).expect("what was encoded decodes");
            assert_eq!(again, value, "through {text}");
            assert_eq!(again.to_json(), text, "encoding is stable");
            let again = models::$model::from_value(value.to_value()).expect("a value decodes");
            assert_eq!(again, value, "through a value");
        }),*]
    };
}

const ROUND_TRIPS: &[fn(&str)] = &round_trips! {
    RunStepObject
    AssistantStreamEvent
    RunStepDeltaObject
    RunObject
    MessageObject
    MessageDeltaObject
    AssistantObject
    CreateAssistantRequest
    CreateRunRequest
    CreateThreadAndRunRequest
    CreateMessageRequest
    ListRunStepsResponse
    ListMessagesResponse
};

fuzz_target!(|input: &[u8]| {
    let Some((first, json)) = input.split_first() else {
        return;
    };
    let Ok(json) = std::str::from_utf8(json) else {
        return;
    };
    ROUND_TRIPS[usize::from(*first) % ROUND_TRIPS.len()](json);
});
