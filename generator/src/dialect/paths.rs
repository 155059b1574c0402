//! Paths and operations.
//!
//! What comes in: `paths`, `webhooks`, callbacks. What goes out: `openapiv3` path
//! items, in which nothing but schemas is a reference.

use indexmap::IndexMap;
use openapiv3::{Operation, PathItem, ReferenceOr, RequestBody};
use serde_json::{Map, Value};

use super::at::At;
use super::envelope::{external_docs, flag, server_list, text};
use super::parameters::{self, Sent};
use super::reader::{Reader, field};
use super::refs::Target;
use super::{ExtraOperation, bodies, forms, security};

/// The methods that `openapiv3::PathItem` has a place for.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Path items by path.
pub(super) type PathItems = IndexMap<String, ReferenceOr<PathItem>>;

/// All paths of `paths`, `webhooks` or a callback. Operations of other methods
/// go to `extra`.
pub(super) fn read<'doc>(
    reader: &mut Reader<'doc, '_>,
    part: &Target<'doc>,
    extra: &mut Vec<ExtraOperation>,
) -> PathItems {
    let at = At::reference(part.file, &part.pointer);
    let map = reader.object(&at, part.value);
    // A path item has room for an operation of every method, so that it is moved as
    // little as possible.
    let mut paths = PathItems::with_capacity(map.map_or(0, Map::len));
    for (path, value) in map.into_iter().flatten() {
        if path.starts_with("x-") {
            continue;
        }
        let at = at.key(path);
        let Some(target) = reader.resolved(&at, value) else {
            continue;
        };
        let at = At::reference(target.file, &target.pointer);
        let Some(map) = reader.object(&at, target.value) else {
            continue;
        };
        let mut item = Item {
            reader,
            path,
            map,
            extra,
        };
        paths.insert(path.clone(), ReferenceOr::Item(item.read(&at)));
    }
    paths
}

/// A path being read.
struct Item<'x, 'doc, 'r> {
    reader: &'x mut Reader<'doc, 'r>,
    path: &'doc str,
    map: &'doc Map<String, Value>,
    extra: &'x mut Vec<ExtraOperation>,
}

impl<'doc> Item<'_, 'doc, '_> {
    fn read(&mut self, at: &At<'_>) -> PathItem {
        let map = self.map;
        let shared = parameters::list(self.reader, at, map);
        let mut item = PathItem {
            summary: text(self.reader, at, map, "summary"),
            description: text(self.reader, at, map, "description"),
            servers: server_list(self.reader, at, map),
            ..PathItem::default()
        };
        for (key, value) in map {
            let method = key.to_ascii_lowercase();
            if METHODS.contains(&method.as_str()) {
                let Some(operation) = self.operation(&at.key(key), value, &shared) else {
                    continue;
                };
                let place = match method.as_str() {
                    "get" => &mut item.get,
                    "put" => &mut item.put,
                    "post" => &mut item.post,
                    "delete" => &mut item.delete,
                    "options" => &mut item.options,
                    "head" => &mut item.head,
                    "patch" => &mut item.patch,
                    _ => &mut item.trace,
                };
                *place = Some(operation);
            } else if method == "query" {
                self.other_method(&at.key(key), "QUERY", value, &shared);
            } else if key == "additionalOperations" {
                let at = at.key(key);
                for (method, value) in self.reader.object(&at, value).into_iter().flatten() {
                    self.other_method(&at.key(method), method, value, &shared);
                }
            }
        }
        item.parameters = shared
            .parameters
            .into_iter()
            .map(ReferenceOr::Item)
            .collect();
        item
    }

    fn other_method(&mut self, at: &At<'_>, method: &str, value: &'doc Value, shared: &Sent<'doc>) {
        if let Some(operation) = self.operation(at, value, shared) {
            self.extra.push(ExtraOperation {
                path: self.path.to_owned(),
                method: method.to_owned(),
                operation,
            });
        }
    }

    fn operation(
        &mut self,
        at: &At<'_>,
        value: &'doc Value,
        shared: &Sent<'doc>,
    ) -> Option<Operation> {
        let reader = &mut *self.reader;
        let map = reader.object(at, value)?;
        if field(map, "operationId").is_none() {
            reader.note(
                at,
                "an operation has no `operationId`; its name is made from method and path",
                "",
            );
        }
        let sent = parameters::list(reader, at, map);
        let body: Option<RequestBody> = match field(map, "requestBody") {
            Some(body) => bodies::request(reader, &at.key("requestBody"), body),
            None => forms::request(reader, at, map, &sent, shared),
        };
        let operation = Operation {
            tags: tags(reader, at, map),
            summary: text(reader, at, map, "summary"),
            description: text(reader, at, map, "description"),
            external_docs: external_docs(reader, at, map),
            operation_id: text(reader, at, map, "operationId"),
            parameters: sent.parameters.into_iter().map(ReferenceOr::Item).collect(),
            request_body: body.map(ReferenceOr::Item),
            responses: bodies::responses(reader, at, map),
            deprecated: flag(reader, at, map, "deprecated"),
            security: security::requirements(reader, at, map),
            servers: server_list(reader, at, map),
            ..Operation::default()
        };
        self.callbacks(at, map);
        Some(operation)
    }

    /// Callbacks are read for their schemas alone, later: one may refer to itself.
    fn callbacks(&mut self, operation: &At<'_>, map: &'doc Map<String, Value>) {
        let Some(value) = field(map, "callbacks") else {
            return;
        };
        let at = operation.key("callbacks");
        for (name, value) in self.reader.object(&at, value).into_iter().flatten() {
            if let Some(target) = self.reader.resolved(&at.key(name), value) {
                let known = self.reader.callbacks.entry(target.pointer.clone());
                known.or_insert(target);
            }
        }
    }
}

/// Reads the callbacks that operations have, and those that these have.
pub(super) fn callbacks(reader: &mut Reader<'_, '_>) {
    let mut next = 0;
    while let Some((_, target)) = reader.callbacks.get_index(next) {
        let target = target.clone();
        read(reader, &target, &mut Vec::new());
        next += 1;
    }
}

fn tags<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    map: &'doc Map<String, Value>,
) -> Vec<String> {
    let Some(value) = field(map, "tags") else {
        return Vec::new();
    };
    let at = at.key("tags");
    let tags = reader.list(&at, value).iter().enumerate();
    tags.filter_map(|(index, tag)| reader.string(&at.index(index), tag).map(str::to_owned))
        .collect()
}
