//! Rows that do not fit their table.
//!
//! A parser pads a row that is too short and cuts one that is too long, so rows
//! are counted as they are written: every `|` that is not escaped ends a cell,
//! whatever it stands in.

use super::page::Page;
use super::report::Report;

/// Checks every table of a page.
pub fn check(path: &str, page: &Page, report: &mut Report) {
    for table in &page.tables {
        for (line, row) in &table.rows {
            let (found, wanted) = (width(row), table.head.len());
            if found != Some(wanted) {
                let found = found.map_or("no pipes around it".to_owned(), |n| format!("{n} cells"));
                let what = format!("a row has {found}, its table {wanted} columns");
                report.add(path, *line, what);
            }
        }
    }
}

/// How many cells a row has.
fn width(row: &str) -> Option<usize> {
    let inner = row.strip_prefix('|')?;
    let (mut cells, mut escaped, mut last) = (0, false, ' ');
    for c in inner.chars() {
        cells += usize::from(c == '|' && !escaped);
        last = if escaped { ' ' } else { c };
        escaped = c == '\\' && !escaped;
    }
    (last == '|').then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn every_pipe_counts_unless_it_is_escaped() {
        assert_eq!(width("| a | b |"), Some(2));
        assert_eq!(width("| `a | b` |"), Some(2));
        assert_eq!(width(r"| `a \| b` |"), Some(1));
        assert_eq!(width(r"| a \|"), None);
        assert_eq!(width("a | b"), None);
    }
}
