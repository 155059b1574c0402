//! Security schemes and requirements.
//!
//! Swagger 2.0 writes one flow per scheme and calls two of them differently;
//! OpenAPI 3 has an object of flows. Both become `openapiv3`'s.

use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, ImplicitOAuth2Flow,
    OAuth2Flows, PasswordOAuth2Flow, ReferenceOr, SecurityRequirement, SecurityScheme,
};
use serde_json::{Map, Value};

use super::at::At;
use super::envelope::text;
use super::reader::{Reader, field};
use super::refs::Target;

/// `securitySchemes`, `securityDefinitions`.
pub(super) fn schemes<'doc>(
    reader: &mut Reader<'doc, '_>,
    part: &Target<'doc>,
) -> IndexMap<String, ReferenceOr<SecurityScheme>> {
    let mut schemes = IndexMap::new();
    let at = At::reference(part.file, &part.pointer);
    for (name, value) in reader.object(&at, part.value).into_iter().flatten() {
        let at = at.key(name);
        let Some(target) = reader.resolved(&at, value) else {
            continue;
        };
        let at = At::reference(target.file, &target.pointer);
        let Some(map) = reader.object(&at, target.value) else {
            continue;
        };
        match scheme(reader, &at, map) {
            Some(scheme) => {
                schemes.insert(name.clone(), ReferenceOr::Item(scheme));
            }
            None => reader.warn(&at, "a security scheme of unknown type is ignored", name),
        }
    }
    schemes
}

fn scheme<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    map: &'doc Map<String, Value>,
) -> Option<SecurityScheme> {
    let description = text(reader, at, map, "description");
    let extensions = IndexMap::new();
    let kind = text(reader, at, map, "type")?;
    let http = |scheme: String, bearer_format, description| SecurityScheme::HTTP {
        scheme,
        bearer_format,
        description,
        extensions: IndexMap::new(),
    };
    Some(match kind.to_ascii_lowercase().as_str() {
        "apikey" => SecurityScheme::APIKey {
            location: match text(reader, at, map, "in")?.to_ascii_lowercase().as_str() {
                "query" => APIKeyLocation::Query,
                "cookie" => APIKeyLocation::Cookie,
                _ => APIKeyLocation::Header,
            },
            name: text(reader, at, map, "name").unwrap_or_default(),
            description,
            extensions,
        },
        "basic" => http("basic".into(), None, description),
        "mutualtls" => http("mutualTLS".into(), None, description),
        "http" => {
            let name = text(reader, at, map, "scheme").unwrap_or_else(|| "basic".into());
            http(name, text(reader, at, map, "bearerFormat"), description)
        }
        "oauth2" => SecurityScheme::OAuth2 {
            flows: flows(reader, at, map),
            description,
            extensions,
        },
        "openidconnect" => SecurityScheme::OpenIDConnect {
            open_id_connect_url: text(reader, at, map, "openIdConnectUrl").unwrap_or_default(),
            description,
            extensions,
        },
        _ => return None,
    })
}

fn flows<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    map: &'doc Map<String, Value>,
) -> OAuth2Flows {
    let mut flows = OAuth2Flows::default();
    if let Some(name) = text(reader, at, map, "flow") {
        flow(reader, at, &name, map, &mut flows);
    }
    if let Some(value) = field(map, "flows") {
        let at = at.key("flows");
        for (name, value) in reader.object(&at, value).into_iter().flatten() {
            let at = at.key(name);
            if let Some(map) = reader
                .object(&at, value)
                .filter(|_| !name.starts_with("x-"))
            {
                flow(reader, &at, name, map, &mut flows);
            }
        }
    }
    flows
}

fn flow<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    name: &str,
    map: &'doc Map<String, Value>,
    flows: &mut OAuth2Flows,
) {
    let scopes = scopes(reader, at, map);
    let refresh_url = text(reader, at, map, "refreshUrl");
    let authorization_url = text(reader, at, map, "authorizationUrl").unwrap_or_default();
    let token_url = text(reader, at, map, "tokenUrl").unwrap_or_default();
    let extensions = IndexMap::new();
    match name {
        "implicit" => {
            flows.implicit = Some(ImplicitOAuth2Flow {
                authorization_url,
                refresh_url,
                scopes,
                extensions,
            });
        }
        "password" => {
            flows.password = Some(PasswordOAuth2Flow {
                refresh_url,
                token_url,
                scopes,
                extensions,
            });
        }
        "clientCredentials" | "application" => {
            flows.client_credentials = Some(ClientCredentialsOAuth2Flow {
                refresh_url,
                token_url,
                scopes,
                extensions,
            });
        }
        "authorizationCode" | "accessCode" => {
            flows.authorization_code = Some(AuthorizationCodeOAuth2Flow {
                authorization_url,
                token_url,
                refresh_url,
                scopes,
                extensions,
            });
        }
        _ => reader.note(at, "an OAuth 2 flow is left out", name),
    }
}

fn scopes<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    map: &'doc Map<String, Value>,
) -> IndexMap<String, String> {
    let at = at.key("scopes");
    match field(map, "scopes") {
        Some(Value::Object(map)) => map
            .iter()
            .filter(|(name, _)| !name.starts_with("x-"))
            .map(|(name, meaning)| {
                let meaning = reader.string(&at.key(name), meaning);
                (name.clone(), meaning.unwrap_or_default().to_owned())
            })
            .collect(),
        Some(Value::Array(names)) => {
            let names = names.iter().filter_map(Value::as_str);
            names.map(|name| (name.to_owned(), String::new())).collect()
        }
        _ => IndexMap::new(),
    }
}

/// `security` of a document or an operation.
pub(super) fn requirements<'doc>(
    reader: &mut Reader<'doc, '_>,
    parent: &At<'_>,
    map: &'doc Map<String, Value>,
) -> Option<Vec<SecurityRequirement>> {
    let value = field(map, "security")?;
    let at = parent.key("security");
    let mut requirements = Vec::new();
    for (index, value) in reader.list(&at, value).iter().enumerate() {
        let at = at.index(index);
        let mut requirement = SecurityRequirement::new();
        match value {
            Value::String(name) => {
                requirement.insert(name.clone(), Vec::new());
            }
            value => {
                for (name, scopes) in reader.object(&at, value).into_iter().flatten() {
                    let scopes = scopes.as_array().into_iter().flatten();
                    let scopes = scopes.filter_map(Value::as_str).map(str::to_owned);
                    requirement.insert(name.clone(), scopes.collect());
                }
            }
        }
        requirements.push(requirement);
    }
    Some(requirements)
}
