//! How many properties a model has, read from its source.

/// The members of a struct.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Its fields, with the one for unknown keys.
    pub fields: usize,
    /// The constants among its properties.
    pub constants: usize,
}

/// Counts the members of `name`; `None` when it is no struct.
pub fn count(source: &str, name: &str) -> Option<Count> {
    let head = format!("pub struct {name}");
    let mut lines = source.lines().skip_while(|line| !is_head(line, &head));
    let open = lines.next()?;
    let fields = if open.ends_with('{') {
        lines
            .by_ref()
            .take_while(|line| *line != "}")
            .filter(|line| line.starts_with("    pub "))
            .count()
    } else {
        0
    };
    let constants = lines
        .filter(|line| line.starts_with("    pub const ") && !line.contains(" fn "))
        .count();
    Some(Count { fields, constants })
}

fn is_head(line: &str, head: &str) -> bool {
    line.strip_prefix(head)
        .is_some_and(|rest| rest.starts_with([' ', ';', '(', '{']))
}

#[cfg(test)]
mod tests {
    use super::{Count, count};

    #[test]
    fn fields_and_constants_are_counted() {
        let source = "pub struct Cat {\n    /// Its name.\n    pub name: String,\n}\n\n\
                      impl Cat {\n    pub const TYPE: &'static str = \"cat\";\n\n    \
                      pub const fn new() -> Self {\n";
        let cat = Count {
            fields: 1,
            constants: 1,
        };
        assert_eq!(count(source, "Cat"), Some(cat));
        assert_eq!(count(source, "Ca"), None);
    }
}
