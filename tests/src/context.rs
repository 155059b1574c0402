//! The schemas that a model of the manifest is made of.
//!
//! A property that several parts of an `allOf` name has one type, and the
//! manifest names one of the schemas it was merged from:
//!
//! ```text
//! #/components/schemas/Fork/allOf/1/properties/owner
//! ```
//!
//! What holds of its values is what all parts say. So the way down is walked
//! again from the root of the reference, with every schema that holds on the
//! way.

use crate::document::Document;
use crate::schema::Node;
use crate::view::View;

/// The schemas that hold of the values of a model, its own schema first.
pub fn schemas<'d>(document: &'d Document, reference: &str) -> Option<Vec<Node<'d>>> {
    let own = document.node(reference)?;
    let mut found = vec![own];
    if let Some(others) = around(document, reference) {
        let fresh =
            |n: &Node<'d>| n.id() != own.id() && n.target().is_none_or(|t| t.id() != own.id());
        // Where the way leads elsewhere, the schema stands alone.
        if others.iter().any(|n| n.id() == own.id()) {
            found.extend(others.into_iter().filter(fresh));
        }
    }
    Some(found)
}

/// What holds at the end of the way from the last place that nothing merges.
fn around<'d>(document: &'d Document, reference: &str) -> Option<Vec<Node<'d>>> {
    let (start, way) = reference.split_once("/allOf/")?;
    let mut nodes = vec![document.node(start)?];
    let mut tokens = way.split('/').skip(1);
    while let Some(keyword) = tokens.next() {
        nodes = match keyword {
            "allOf" => {
                tokens.next()?;
                nodes
            }
            "properties" => {
                let key = tokens.next()?.replace("~1", "/").replace("~0", "~");
                View::of(&nodes).of_key(&key)?
            }
            "items" => View::of(&nodes).of_item(0)?,
            _ => return None,
        };
    }
    Some(nodes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn properties_of_several_parts_hold_together() {
        let document = Document::single(json!({"openapi": "3.0.0", "components": {"schemas": {
            "Base": {"properties": {"owner": {"required": ["id"]}, "name": {}}},
            "T": {"allOf": [
                {"$ref": "#/components/schemas/Base"},
                {"properties": {"owner": {"properties": {"id": {"type": "string"}}}, "own": {}}},
            ]},
        }}}));
        let count = |pointer: &str| schemas(&document, pointer).map(|nodes| nodes.len());
        assert_eq!(
            count("#/components/schemas/T/allOf/1/properties/owner"),
            Some(2)
        );
        assert_eq!(
            count("#/components/schemas/T/allOf/1/properties/own"),
            Some(1)
        );
        assert_eq!(count("#/components/schemas/Base/properties/owner"), Some(1));
        assert_eq!(count("#/components/schemas/None"), None);
    }
}
