//! Believable numbers, by the names of properties.

use crate::api::Integer;

use super::words::{SECONDS, Words};

/// The smallest and the largest value of an integer type.
pub(super) fn range(width: Integer) -> (i128, i128) {
    match width {
        Integer::I8 => (i8::MIN.into(), i8::MAX.into()),
        Integer::I16 => (i16::MIN.into(), i16::MAX.into()),
        Integer::I32 => (i32::MIN.into(), i32::MAX.into()),
        Integer::I64 => (i64::MIN.into(), i64::MAX.into()),
        Integer::U8 => (0, u8::MAX.into()),
        Integer::U16 => (0, u16::MAX.into()),
        Integer::U32 => (0, u32::MAX.into()),
        Integer::U64 => (0, u64::MAX.into()),
    }
}

/// An integer for a property of this name and format.
pub(super) fn integer(name: &Words, format: Option<&str>, nth: usize) -> i64 {
    if format.is_some_and(|f| f.starts_with("unix") || f == "timestamp") {
        return SECONDS + nth as i64;
    }
    let value = match name.last() {
        "at" | "timestamp" | "time" | "date" | "created" | "updated" | "modified" | "expires"
        | "epoch" => SECONDS,
        "on" | "until" | "since" if !name.stem().is_empty() => SECONDS,
        "id" | "identifier" | "number" | "no" => 1042,
        "year" => 2026,
        "month" => 3,
        "day" | "days" => 14,
        "hour" | "hours" => 9,
        "minute" | "minutes" => 15,
        "seconds" | "second" | "duration" | "timeout" | "ttl" | "interval" => 30,
        "milliseconds" | "millis" | "ms" | "latency" => 250,
        "port" => 8080,
        "status" | "code" => 200,
        "page" | "index" | "offset" | "position" | "attempt" | "line" | "level" => 1,
        "limit" | "pages" => 20,
        "size" | "bytes" | "length" => 2048,
        "width" => 640,
        "height" => 480,
        "amount" | "price" | "cents" | "balance" | "fee" | "cost" | "subtotal" => 1990,
        "total" => 42,
        "count" | "quantity" | "items" => 3,
        "tokens" => 128,
        "percent" | "percentage" | "progress" => 75,
        "age" => 36,
        "priority" | "rank" | "order" => 1,
        "rating" | "stars" | "score" => 4,
        "version" | "revision" => 2,
        "seed" => 7,
        _ => 3,
    };
    value + nth as i64
}

/// A number for a property of this name.
pub(super) fn number(name: &Words, nth: usize) -> f64 {
    let value = match name.last() {
        "latitude" | "lat" => 60.39,
        "longitude" | "lng" | "lon" | "long" => 5.32,
        "temperature" => 0.7,
        "p" | "probability" | "confidence" | "score" | "ratio" | "fraction" => 0.87,
        "penalty" => 0.5,
        "threshold" => 0.5,
        "amount" | "price" | "total" | "cost" | "balance" | "fee" | "subtotal" | "tax" => 19.9,
        "percent" | "percentage" | "rate" => 12.5,
        "weight" | "mass" => 2.4,
        "duration" | "seconds" | "time" | "timeout" => 1.5,
        "speed" => 1.25,
        "width" | "height" | "depth" | "length" | "size" => 12.5,
        "x" | "start" | "left" => 10.5,
        "y" | "top" => 20.5,
        "end" => 12.5,
        "at" | "timestamp" | "created" | "updated" => return SECONDS as f64,
        "count" | "quantity" | "number" | "id" => return 3.0 + nth as f64,
        _ => 1.5,
    };
    value + nth as f64
}
