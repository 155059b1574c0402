//! Whether a value is valid, by the `jsonschema` crate.
//!
//! A validator per schema would compile what they share again for each, which
//! for a document of some thousand schemas is minutes. So one validator is
//! compiled for all of them: schema number 7 is the property `7` of one object
//! schema, and a value is asked about as `{"7": value}`.

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

use crate::schema::Node;
use crate::translate::Translation;

/// Validates values against numbered schemas.
pub struct Validators<'d> {
    translation: Translation<'d>,
    validator: Validator,
}

impl<'d> Validators<'d> {
    /// Compiles the schemas of a translation.
    ///
    /// # Errors
    /// The validator's message when it does not compile.
    pub fn new(mut translation: Translation<'d>) -> Result<Self, String> {
        let schemas = translation.schemas();
        let properties: Map<String, Value> = (0..schemas.len())
            .map(|id| (id.to_string(), json!({ "$ref": format!("#/s/{id}") })))
            .collect();
        let root = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "properties": properties,
            "s": schemas,
        });
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(false)
            .build(&root)
            .map_err(|e| format!("{e} at {}", e.schema_path()))?;
        Ok(Validators {
            translation,
            validator,
        })
    }

    /// What the translation left out.
    pub fn notes(&self) -> &[String] {
        &self.translation.notes
    }

    /// Whether a value is valid under all of `nodes`; `None` when one is not known.
    pub fn all_valid(&self, nodes: &[Node<'_>], value: &Value) -> Option<bool> {
        let mut valid = true;
        for node in nodes {
            valid &= self.is_valid(*node, value)?;
        }
        Some(valid)
    }

    /// Whether a value is valid; `None` when the schema is not known.
    pub fn is_valid(&self, node: Node<'_>, value: &Value) -> Option<bool> {
        Some(self.validator.is_valid(&self.wrap(node, value)?))
    }

    /// The first thing that is wrong with a value.
    pub fn fault(&self, node: Node<'_>, value: &Value) -> Option<String> {
        let wrapped = self.wrap(node, value)?;
        let error = self.validator.validate(&wrapped).err()?;
        let mut text = format!("{} at {}", error, error.instance_path());
        if text.len() > 300 {
            text = format!("{}…", text.chars().take(300).collect::<String>());
        }
        Some(text)
    }

    fn wrap(&self, node: Node<'_>, value: &Value) -> Option<Value> {
        let id = self.translation.find(node)?;
        Some(Value::Object(Map::from_iter([(
            id.to_string(),
            value.clone(),
        )])))
    }
}
