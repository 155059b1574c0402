//! Operations and what surrounds them, as far as pages tell of them.

use serde_json::Value;

use super::{Bounds, Type};

/// About the API as a whole (OpenAPI 3.1, section 4.8.2).
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct Info {
    pub title: String,
    pub version: String,
    pub summary: Option<String>,
    pub description: Option<String>,
    pub terms_of_service: Option<String>,
    pub license: Option<String>,
    pub contact: Option<String>,
    /// The site that `externalDocs` names, against which relative links resolve.
    pub site: Option<String>,
}

/// A base URL.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Server {
    pub url: String,
    pub description: Option<String>,
}

/// A group of operations; it gets one page, `docs/<Tag>Api.md`.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Tag {
    pub name: String,
    pub description: Option<String>,
}

/// A method on a path.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `operationId`, or one made from method and path.
    pub id: String,
    /// The method.
    pub method: HttpMethod,
    /// The path with `{parameters}`.
    pub path: String,
    /// Position in [`super::Api::tags`]; operations without a tag share one
    /// called `default`.
    pub tag: usize,
    /// One line.
    pub summary: Option<String>,
    /// CommonMark of any quality.
    pub description: Option<String>,
    /// Callers should stop using it.
    pub deprecated: bool,
    /// Those of the path first, then its own.
    pub parameters: Vec<Parameter>,
    /// What is sent.
    pub request: Option<Body>,
    /// By status: `200`, `4XX`, `default`.
    pub responses: Vec<Response>,
    /// `None` where the API's own applies; empty where none is needed.
    pub security: Option<Vec<SecurityRequirement>>,
}

/// HTTP methods a path can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum HttpMethod {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
    Query,
}

impl HttpMethod {
    /// As written in a request line.
    pub fn as_str(self) -> &'static str {
        match self {
            HttpMethod::Get => "GET",
            HttpMethod::Put => "PUT",
            HttpMethod::Post => "POST",
            HttpMethod::Delete => "DELETE",
            HttpMethod::Options => "OPTIONS",
            HttpMethod::Head => "HEAD",
            HttpMethod::Patch => "PATCH",
            HttpMethod::Trace => "TRACE",
            HttpMethod::Query => "QUERY",
        }
    }
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// A parameter of an operation.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Parameter {
    pub name: String,
    pub location: Location,
    pub required: bool,
    pub ty: Type,
    pub description: Option<String>,
    pub deprecated: bool,
    pub default: Option<Value>,
    pub example: Option<Value>,
    pub bounds: Bounds,
}

/// A request body.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Body {
    pub required: bool,
    pub description: Option<String>,
    pub content: Vec<Content>,
}

/// A body in one media type.
#[derive(Debug, Clone)]
pub struct Content {
    /// Such as `application/json`.
    pub media_type: String,
    /// What it holds; `None` where the document does not say.
    pub ty: Option<Type>,
    /// The document's examples of it.
    pub examples: Vec<Example>,
}

/// A named example.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Example {
    pub name: Option<String>,
    pub summary: Option<String>,
    pub value: Value,
}

/// A response.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Response {
    /// `200`, `4XX` or `default`.
    pub status: String,
    pub description: String,
    pub headers: Vec<Parameter>,
    pub content: Vec<Content>,
}

/// A way to authenticate.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct SecurityScheme {
    pub name: String,
    pub description: Option<String>,
    pub kind: SecurityKind,
}

/// The kinds of [`SecurityScheme`].
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub enum SecurityKind {
    ApiKey {
        location: Location,
        name: String,
    },
    Http {
        scheme: String,
        bearer_format: Option<String>,
    },
    OAuth2 {
        flows: Vec<Flow>,
    },
    OpenIdConnect {
        url: String,
    },
    MutualTls,
}

/// A flow of OAuth 2.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Flow {
    pub name: String,
    pub authorization_url: Option<String>,
    pub token_url: Option<String>,
    pub scopes: Vec<(String, String)>,
}

/// Schemes that must all be satisfied, with the scopes each needs. A list of
/// requirements is satisfied by any one of them.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct SecurityRequirement {
    pub schemes: Vec<(String, Vec<String>)>,
}
