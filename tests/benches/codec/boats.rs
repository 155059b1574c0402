//! Fishing boats: what every vessel has, which `allOf` brings in, what only they
//! have, and whatever else a harbour sends, which is kept. By hand, that is a struct
//! flattened into another and a map flattened into that.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FishingBoat {
    #[serde(flatten)]
    pub vessel: Vessel,
    pub licence: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub catch: Option<BTreeMap<String, Option<f64>>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Vessel {
    pub id: String,
    #[serde(rename = "self", skip_serializing_if = "Option::is_none")]
    pub self_: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    pub kind: String,
    pub name: String,
    pub flag: String,
    pub imo_number: Option<String>,
    pub length_overall: f64,
    pub draught: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Contact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pilot_class: Option<i64>,
    #[serde(flatten)]
    pub additional_properties: BTreeMap<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub homepage: Option<String>,
}

/// A boat's text, with two keys that no model lists.
pub fn text(i: usize) -> String {
    format!(
        r#"{{"id":"0d9c1f2e-7a44-4a0c-8f55-{i:012}","created-at":"2023-06-01T08:30:00Z","kind":"fishing","name":"Havella {i}","flag":"FO","imo-number":null,"length-overall":21.3,"draught":3.1,"owner":{{"name":"Sunniva Dam","email":"sunniva@havella.example"}},"licence":"FO-{i}","catch":{{"cod":812.5,"herring":2940.5,"ling":null}},"built":{},"call-sign":"OZ{i}"}}"#,
        1950 + i % 70
    )
}
