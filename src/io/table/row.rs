//! Where a row of a table ends, and what its fields are: quotes count at the start of a field alone (RFC 4180).

use std::borrow::Cow;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the start of a field.
    Start,
    Plain,
    Quoted,
    /// Behind a quote inside a quoted field.
    Closing,
}

/// A row that has been scanned to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// Bytes of the row, with its line end.
    pub(super) next: usize,
    pub(super) fields: usize,
    /// Where the second line of the row starts.
    pub(super) second_line: Option<usize>,
    /// A quoted field has no end, or something behind its end.
    pub(super) broken: bool,
}

/// Looks for the end of a row in bytes that arrive bit by bit.
#[derive(Debug)]
pub(super) struct Scan {
    dialect: Dialect,
    state: State,
    /// Bytes that have been looked at.
    pub(super) at: usize,
    row: Row,
}

impl Scan {
    pub(super) fn new(dialect: Dialect) -> Self {
        let row = Row { next: 0, fields: 1, second_line: None, broken: false };
        Self { dialect, state: State::Start, at: 0, row }
    }

    /// Goes on with the bytes of the row, of which those up to `at` have been given before.
    pub(super) fn go_on(&mut self, bytes: &[u8]) -> Option<Row> {
        while let Some(&byte) = bytes.get(self.at) {
            let rest = bytes.get(self.at..).unwrap_or_default();
            let delimiter = self.dialect.delimiter;
            match self.state {
                State::Start | State::Closing if byte == b'"' => self.step(State::Quoted),
                State::Start => self.state = State::Plain,
                State::Plain => {
                    self.at += memchr::memchr2(delimiter, b'\n', rest).unwrap_or(rest.len());
                    match bytes.get(self.at) {
                        Some(b'\n') => return Some(self.line_end()),
                        Some(_) => self.field_end(),
                        None => {}
                    }
                }
                State::Quoted => {
                    self.at += memchr::memchr2(b'"', b'\n', rest).unwrap_or(rest.len());
                    match bytes.get(self.at) {
                        Some(b'\n') => {
                            self.step(State::Quoted);
                            self.row.second_line.get_or_insert(self.at);
                        }
                        Some(_) => self.step(State::Closing),
                        None => {}
                    }
                }
                State::Closing if byte == delimiter => self.field_end(),
                State::Closing if byte == b'\n' => return Some(self.line_end()),
                State::Closing => {
                    self.row.broken |= byte != b'\r';
                    self.state = State::Plain;
                }
            }
        }
        None
    }

    fn step(&mut self, state: State) {
        self.at += 1;
        self.state = state;
    }

    fn field_end(&mut self) {
        self.row.fields += 1;
        self.step(State::Start);
    }

    fn line_end(&mut self) -> Row {
        self.at += 1;
        Row { next: self.at, ..self.row }
    }

    /// The row when nothing follows.
    pub(super) fn end(&self) -> Row {
        Row { next: self.at, broken: self.row.broken || self.state == State::Quoted, ..self.row }
    }

    /// Where the second line of the row starts, as far as has been looked.
    pub(super) fn second_line(&self) -> Option<usize> {
        self.row.second_line
    }
}

/// The fields of a row without its line end. What stands behind a closing quote belongs to the field.
pub(super) fn fields(row: &str, dialect: Dialect) -> Vec<Cow<'_, str>> {
    let mut fields = Vec::new();
    let mut rest = row;
    loop {
        let (field, behind) = field(rest, dialect.delimiter);
        fields.push(field);
        match behind {
            Some(behind) => rest = behind,
            None => return fields,
        }
    }
}

/// The first field, and what stands behind its delimiter.
fn field(row: &str, delimiter: u8) -> (Cow<'_, str>, Option<&str>) {
    let cut = |text: &'_ str| memchr::memchr(delimiter, text.as_bytes());
    let Some(quoted) = row.strip_prefix('"') else {
        return match cut(row) {
            Some(at) => (Cow::Borrowed(row.get(..at).unwrap_or_default()), row.get(at + 1..)),
            None => (Cow::Borrowed(row), None),
        };
    };
    let mut text = Cow::Borrowed("");
    let mut rest = quoted;
    loop {
        let at = memchr::memchr(b'"', rest.as_bytes()).unwrap_or(rest.len());
        push(&mut text, rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        match rest.strip_prefix('"') {
            Some(behind) => {
                push(&mut text, "\"");
                rest = behind;
            }
            None => break,
        }
    }
    let end = cut(rest);
    push(&mut text, rest.get(..end.unwrap_or(rest.len())).unwrap_or_default());
    (text, end.and_then(|end| rest.get(end + 1..)))
}

fn push<'r>(text: &mut Cow<'r, str>, more: &'r str) {
    if text.is_empty() {
        *text = Cow::Borrowed(more);
    } else if !more.is_empty() {
        text.to_mut().push_str(more);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect { delimiter: b',' };

    #[test]
    fn fields_are_what_the_quotes_say() {
        for (row, want) in [
            ("a,b", &["a", "b"][..]),
            ("", &[""]),
            (",", &["", ""]),
            ("\"a,b\",\"c\"\"d\"", &["a,b", "c\"d"]),
            ("a \"b\",5\" pipe", &["a \"b\"", "5\" pipe"]),
            ("\"a\" b,c", &["a b", "c"]),
            ("\"a\nb\",", &["a\nb", ""]),
            ("\"\"\"\"", &["\""]),
        ] {
            assert_eq!(fields(row, COMMA), want, "{row}");
            let row = format!("{row}\nnext");
            let mut scan = Scan::new(COMMA);
            let found = (1..=row.len()).find_map(|seen| scan.go_on(&row.as_bytes()[..seen])).unwrap();
            assert_eq!((found.next, found.fields), (row.len() - 4, want.len()), "{row}");
        }
    }

    #[cfg(feature = "termbase")]
    proptest::proptest! {
        /// Rows that a writer of tables has quoted.
        #[test]
        fn rows_are_read_as_the_crate_csv_reads_them(
            rows in proptest::collection::vec(proptest::collection::vec("[a\",\n\r é]{0,6}", 3), 1..6),
        ) {
            let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            let mut rest = &bytes[..];
            for row in &rows {
                let mut scan = Scan::new(COMMA);
                let found = scan.go_on(rest).unwrap();
                proptest::prop_assert!(!found.broken);
                let text = std::str::from_utf8(&rest[..found.next - 1]).unwrap();
                proptest::prop_assert_eq!(&fields(text, COMMA), row);
                rest = &rest[found.next..];
            }
            proptest::prop_assert!(rest.is_empty());
        }

        /// Whatever stands in a row, the fields are as many as were counted, and those that the crate finds.
        #[test]
        fn any_row_has_the_fields_that_were_counted(line in "[a\",\n é]{0,20}") {
            let mut scan = Scan::new(COMMA);
            let bytes = format!("{line}\n");
            let row = scan.go_on(bytes.as_bytes()).unwrap_or_else(|| scan.end());
            let text = bytes[..row.next].strip_suffix('\n').unwrap_or(&bytes[..row.next]);
            let text = if row.broken && scan.state == State::Quoted { &bytes[..row.next] } else { text };
            let found = fields(text, COMMA);
            proptest::prop_assert_eq!(found.len(), row.fields);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let theirs: Vec<String> =
                reader.records().next().map(|r| r.unwrap().iter().map(str::to_owned).collect()).unwrap_or_default();
            // The crate takes no row from a blank line.
            if !text.trim_matches('\n').is_empty() && !text.starts_with('\n') {
                proptest::prop_assert_eq!(found, theirs);
            }
        }
    }
}
