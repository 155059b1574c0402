//! The shape of a page: a title, a description, its sections, and the way back.

use super::book::{Book, Model, README};
use super::page::{Block, Page, Table};
use super::report::Report;

/// What a model's page begins with, by kind of model.
const KINDS: [&str; 4] = ["Properties", "Values", "Variants", "Stands for"];

/// The last line of every page.
const WAY_BACK: &str = "[Back to Model list] [Back to API list] [Back to README]";

/// What a page says that has no example.
const NO_EXAMPLE: &str = "There is no example:";

/// What a struct without properties says.
const NO_PROPERTIES: &str = "It has no properties of its own.";

/// What is said of the field for unknown keys.
const OTHER_KEYS: &str = "Other keys are kept in ";

/// HTML that pages may use.
const TAGS: [&str; 5] = ["details", "summary", "code", "br", "a"];

/// Checks a page's outline.
pub fn check(book: &Book, path: &str, page: &Page, report: &mut Report) {
    html(path, page, report);
    if path == README {
        return;
    }
    let stem = path.rsplit('/').next().unwrap_or(path);
    let stem = stem.trim_end_matches(".md");
    let model = book.models.get(path);
    title(path, page, model.map_or(stem, |m| &m.name), report);
    match page.blocks.last() {
        Some((_, Block::Paragraph(text))) if text == WAY_BACK => {}
        _ => report.add(path, 0, "the page does not end with the three links back"),
    }
    if let Some(model) = model {
        sections(path, page, report);
        example(path, page, report);
        properties(path, page, model, report);
    }
}

/// A title of its own, and a description behind it.
fn title(path: &str, page: &Page, name: &str, report: &mut Report) {
    let mut blocks = page.blocks.iter();
    match blocks.next() {
        Some((_, Block::Heading(1, text))) if text == name => {}
        _ => report.add(path, 1, format!("the page is not called `{name}`")),
    }
    if let None | Some((_, Block::Heading(..))) = blocks.next() {
        report.add(path, 2, "there is no description");
    }
    for (line, block) in &page.blocks[1.min(page.blocks.len())..] {
        if let Block::Heading(1, text) = block {
            report.add(path, *line, format!("a second title: {text}"));
        }
    }
}

fn sections(path: &str, page: &Page, report: &mut Report) {
    let found: Vec<&str> = page
        .blocks
        .iter()
        .filter_map(|(_, block)| match block {
            Block::Heading(level, text) if *level > 1 => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let good = match found.as_slice() {
        [kind, "Example"] | [kind, "Example", "Used by"] => KINDS.contains(kind),
        _ => false,
    };
    if !good {
        report.add(path, 0, format!("its sections are {}", found.join(", ")));
    }
}

/// The blocks between a heading and the next.
fn section<'p>(page: &'p Page, name: &str) -> impl Iterator<Item = &'p (usize, Block)> {
    let heading = Block::Heading(2, name.to_owned());
    page.blocks
        .iter()
        .skip_while(move |(_, block)| *block != heading)
        .skip(1)
        .take_while(|(_, block)| !matches!(block, Block::Heading(..)))
}

fn example(path: &str, page: &Page, report: &mut Report) {
    let excused = section(page, "Example")
        .any(|(_, block)| matches!(block, Block::Paragraph(text) if text.starts_with(NO_EXAMPLE)));
    if page.code.iter().any(|code| code.section == "Example") {
        report.examples += 1;
    } else if excused {
        report.without.push(path.to_owned());
    } else {
        report.add(path, 0, "there is neither an example nor a reason why");
    }
}

/// One table with one row for each property.
fn properties(path: &str, page: &Page, model: &Model, report: &mut Report) {
    let blocks: Vec<&Block> = section(page, "Properties").map(|(_, b)| b).collect();
    if blocks.is_empty() {
        return;
    }
    let Some(count) = model.properties else {
        report.add(path, 0, "properties of something that is no struct");
        return;
    };
    let says = |start: &str| {
        blocks
            .iter()
            .any(|b| matches!(b, Block::Paragraph(text) if text.starts_with(start)))
    };
    let tables: Vec<&Table> = page
        .tables
        .iter()
        .take(blocks.iter().filter(|b| ***b == Block::Table).count())
        .collect();
    let wanted = count.fields - usize::from(says(OTHER_KEYS)) + count.constants;
    match tables.as_slice() {
        [] if wanted == 0 && says(NO_PROPERTIES) => {}
        [table] => {
            if table.head != ["Name", "Type", "Description", "Notes"] {
                report.add(path, table.line, "the columns are not the four of a model");
            }
            // A property that is always null is neither a field nor a constant.
            let null = |row: &str| row.contains("| `()` |");
            let found = table.rows.iter().filter(|(_, row)| !null(row)).count();
            if found != wanted {
                let what = format!("{found} rows for {wanted} properties");
                report.add(path, table.line, what);
            }
        }
        tables => report.add(path, 0, format!("{} tables of properties", tables.len())),
    }
}

/// Known tags alone, each of them closed.
fn html(path: &str, page: &Page, report: &mut Report) {
    let mut open: Vec<&str> = Vec::new();
    for (line, name, closes) in &page.html {
        if !TAGS.contains(&name.as_str()) {
            report.add(path, *line, format!("the page has raw HTML: <{name}>"));
        } else if *closes && open.pop() != Some(name) {
            report.add(path, *line, format!("</{name}> closes nothing"));
        } else if !closes && name != "br" {
            open.push(name);
        }
    }
    if let Some(name) = open.pop() {
        report.add(path, 0, format!("<{name}> is not closed"));
    }
}
