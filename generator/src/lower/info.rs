//! What surrounds the operations: info, servers, tags, security.

use openapiv3::{APIKeyLocation, OpenAPI, ReferenceOr};

use crate::api::{
    Api, Flow, Info, Location, SecurityKind, SecurityRequirement, SecurityScheme, Server, Tag,
};

/// About the API as a whole.
pub(super) fn info(openapi: &OpenAPI) -> Info {
    let info = &openapi.info;
    let contact = info.contact.as_ref().and_then(|c| {
        let parts = [c.name.as_deref(), c.email.as_deref(), c.url.as_deref()];
        let parts: Vec<&str> = parts
            .into_iter()
            .flatten()
            .filter(|s| !s.is_empty())
            .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    });
    Info {
        title: info.title.clone(),
        version: info.version.clone(),
        summary: info
            .extensions
            .get("summary")
            .and_then(|s| s.as_str())
            .map(str::to_owned),
        description: info.description.clone(),
        terms_of_service: info.terms_of_service.clone(),
        license: info.license.as_ref().map(|l| l.name.clone()),
        contact,
        site: openapi.external_docs.as_ref().map(|docs| docs.url.clone()),
    }
}

/// Servers, declared tags and security.
pub(super) fn surroundings(openapi: &OpenAPI, api: &mut Api) {
    api.servers = openapi
        .servers
        .iter()
        .map(|s| Server {
            url: s.url.clone(),
            description: s.description.clone(),
        })
        .collect();
    for tag in &openapi.tags {
        if !api.tags.iter().any(|known| known.name == tag.name) {
            api.tags.push(Tag {
                name: tag.name.clone(),
                description: tag.description.clone(),
            });
        }
    }
    let schemes = openapi.components.iter().flat_map(|c| &c.security_schemes);
    for (name, scheme) in schemes {
        if let ReferenceOr::Item(scheme) = scheme {
            api.security_schemes.push(security_scheme(name, scheme));
        }
    }
    api.security = openapi.security.iter().flatten().map(requirement).collect();
}

pub(super) fn requirement(requirement: &openapiv3::SecurityRequirement) -> SecurityRequirement {
    let schemes = requirement
        .iter()
        .map(|(name, scopes)| (name.clone(), scopes.clone()));
    SecurityRequirement {
        schemes: schemes.collect(),
    }
}

fn security_scheme(name: &str, scheme: &openapiv3::SecurityScheme) -> SecurityScheme {
    use openapiv3::SecurityScheme as Scheme;
    let (description, kind) = match scheme {
        Scheme::APIKey {
            location,
            name,
            description,
            ..
        } => {
            let location = match location {
                APIKeyLocation::Query => Location::Query,
                APIKeyLocation::Header => Location::Header,
                APIKeyLocation::Cookie => Location::Cookie,
            };
            (
                description,
                SecurityKind::ApiKey {
                    location,
                    name: name.clone(),
                },
            )
        }
        Scheme::HTTP {
            scheme,
            bearer_format,
            description,
            ..
        } => {
            let (scheme, bearer_format) = (scheme.clone(), bearer_format.clone());
            (
                description,
                SecurityKind::Http {
                    scheme,
                    bearer_format,
                },
            )
        }
        Scheme::OAuth2 {
            flows, description, ..
        } => (
            description,
            SecurityKind::OAuth2 {
                flows: self::flows(flows),
            },
        ),
        Scheme::OpenIDConnect {
            open_id_connect_url,
            description,
            ..
        } => (
            description,
            SecurityKind::OpenIdConnect {
                url: open_id_connect_url.clone(),
            },
        ),
    };
    SecurityScheme {
        name: name.to_owned(),
        description: description.clone(),
        kind,
    }
}

fn flows(flows: &openapiv3::OAuth2Flows) -> Vec<Flow> {
    let mut list = Vec::new();
    let mut add = |name: &str,
                   authorization: Option<&String>,
                   token: Option<&String>,
                   scopes: &indexmap::IndexMap<String, String>| {
        list.push(Flow {
            name: name.to_owned(),
            authorization_url: authorization.cloned(),
            token_url: token.cloned(),
            scopes: scopes
                .iter()
                .map(|(scope, text)| (scope.clone(), text.clone()))
                .collect(),
        });
    };
    if let Some(f) = &flows.implicit {
        add("implicit", Some(&f.authorization_url), None, &f.scopes);
    }
    if let Some(f) = &flows.password {
        add("password", None, Some(&f.token_url), &f.scopes);
    }
    if let Some(f) = &flows.client_credentials {
        add("client credentials", None, Some(&f.token_url), &f.scopes);
    }
    if let Some(f) = &flows.authorization_code {
        add(
            "authorization code",
            Some(&f.authorization_url),
            Some(&f.token_url),
            &f.scopes,
        );
    }
    list
}
