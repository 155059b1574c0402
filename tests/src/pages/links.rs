//! Links that lead nowhere.

use super::book::Book;
use super::page::Page;
use super::report::Report;

/// What a link to elsewhere may begin with.
const ELSEWHERE: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// Checks every link of a page, and every label.
pub fn check(book: &Book, path: &str, page: &Page, report: &mut Report) {
    for (line, link) in &page.links {
        if let Some(why) = fault(book, path, page, link) {
            report.add(path, *line, format!("the link `{link}` {why}"));
        }
    }
    for (line, label) in &page.undefined {
        report.add(
            path,
            *line,
            format!("the label `[{label}]` has no definition"),
        );
    }
}

fn fault(book: &Book, path: &str, page: &Page, link: &str) -> Option<String> {
    if ELSEWHERE.iter().any(|scheme| link.starts_with(scheme)) {
        return None;
    }
    let (file, anchor) = match link.split_once('#') {
        Some((file, anchor)) => (file, Some(anchor)),
        None => (link, None),
    };
    let target = if file.is_empty() {
        path.to_owned()
    } else {
        match resolve(path, file) {
            Some(target) if book.has_file(&target) => target,
            Some(target) => return Some(format!("leads to {target}, which does not exist")),
            None => return Some("leads out of the crate".to_owned()),
        }
    };
    let anchors = match book.pages.get(&target) {
        _ if target == path => &page.anchors,
        Some(target) => &target.anchors,
        None => return anchor.map(|_| "leads into a file that is no page".to_owned()),
    };
    match anchor {
        Some(anchor) if !anchors.contains(anchor) => {
            Some(format!("leads to no heading of {target}"))
        }
        _ => None,
    }
}

/// `docs/Pet.md` and `../README.md` are `README.md`.
fn resolve(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" => return None,
            "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}
