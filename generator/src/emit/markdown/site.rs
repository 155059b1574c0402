//! Where the relative links of a document lead.

use crate::api::Api;

use super::clean;

/// The site that relative links in descriptions are relative to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Site<'a> {
    /// Scheme and host, without a slash at the end; empty when there is none.
    origin: &'a str,
    /// The folder of the site's page: starts and ends with a slash.
    folder: &'a str,
}

impl<'a> Site<'a> {
    /// The site of an API: its `externalDocs`, else its server unless that is
    /// one for programs only (`api.example.com`).
    pub fn of(api: &'a Api) -> Site<'a> {
        let server = api.servers.iter().map(|s| s.url.as_str());
        api.info
            .site
            .as_deref()
            .into_iter()
            .chain(server.filter(|url| !is_for_programs(url)))
            .find_map(Site::at)
            .unwrap_or_default()
    }

    /// The site of a page; `None` unless it is an absolute URL of the web.
    pub fn at(url: &'a str) -> Option<Site<'a>> {
        let after_scheme = url
            .strip_prefix("https://")
            .or_else(|| url.strip_prefix("http://"))?;
        if after_scheme.starts_with('/') || url.contains(['{', '<', '>', ' ', '(', ')']) {
            return None;
        }
        let scheme = url.len() - after_scheme.len();
        let host_end = after_scheme
            .find(['/', '?', '#'])
            .map_or(url.len(), |i| scheme + i);
        let path = &url[host_end..];
        let path = &path[..path.find(['?', '#']).unwrap_or(path.len())];
        Some(Site {
            origin: &url[..host_end],
            folder: match path.rfind('/') {
                Some(slash) => &path[..=slash],
                None => "/",
            },
        })
    }

    /// Where a link leads, as it can stand in `[..](..)` and `<..>`; `None` when
    /// it leads nowhere outside the document.
    pub(super) fn resolve(&self, link: &str) -> Option<String> {
        let link = &*clean(link);
        let link = link.trim();
        let scheme = link.find([':', '/', '?', '#']);
        let absolute = match scheme.map(|i| (link.as_bytes()[i], &link[..i])) {
            Some((b':', scheme)) => {
                let known = ["https", "http", "mailto"]
                    .iter()
                    .any(|s| s.eq_ignore_ascii_case(scheme));
                let rest = &link[scheme.len() + 1..];
                (known && rest.trim_matches('/').len() > 1).then(|| link.to_owned())?
            }
            Some((b'#' | b'?', "")) => return None,
            _ if link.is_empty() => return None,
            _ if link.starts_with("//") => format!("https:{link}"),
            _ if self.origin.is_empty() => return None,
            _ if link.starts_with('/') => format!("{}{link}", self.origin),
            _ => self.join(link),
        };
        Some(encode(&absolute))
    }

    fn join(&self, link: &str) -> String {
        let mut folder = self.folder;
        let mut link = link;
        loop {
            if let Some(rest) = link.strip_prefix("./") {
                link = rest;
            } else if let Some(rest) = link.strip_prefix("../") {
                link = rest;
                let parent = folder[..folder.len() - 1].rfind('/').unwrap_or(0);
                folder = &folder[..=parent];
            } else {
                return format!("{}{folder}{link}", self.origin);
            }
        }
    }
}

/// Whether a host's first word says that it serves no pages.
fn is_for_programs(url: &str) -> bool {
    let host = url.split("://").nth(1).unwrap_or(url);
    let first = host.split(['.', '/', ':']).next().unwrap_or(host);
    first.contains("api") || !host.contains('.') || host.contains("/api")
}

/// Escapes what would end a link early.
fn encode(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '|' | '\\' | '`' | '"' => {
                out.push_str(&format!("%{:02X}", c as u32));
            }
            '\n' => {}
            c => out.push(c),
        }
    }
    out
}
