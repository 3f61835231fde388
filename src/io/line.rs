//! From a line to the records on it, or to what is wrong with it.

use super::entry::{ErrorEntry, ErrorKind, head};
use super::json;
use super::names::Names;
use super::record::{RawFields, Record};
use serde_json::value::RawValue;

/// Problems of one line that are told one by one: a line of `{}{}{}` is not to become gigabytes of entries.
const MOST_PROBLEMS: u32 = 100;

/// Why a line, or a part of it, is no record.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) kind: ErrorKind,
    pub(crate) message: String,
    pub(crate) id: Option<String>,
}

impl Problem {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>, id: Option<String>) -> Self {
        Self { kind, message: message.into(), id }
    }

    /// Bytes that are no UTF-8 in a `what`.
    pub(crate) fn utf8(bytes: &[u8], error: &std::str::Utf8Error, what: &str) -> Self {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        Self::new(ErrorKind::Utf8, format!("byte {} of the {what} (0x{byte:02X}) is no UTF-8", at + 1), None)
    }

    /// The entry for the line that starts at `offset`.
    pub(crate) fn entry(self, input: &str, line: u64, offset: u64, bytes: &[u8]) -> ErrorEntry {
        ErrorEntry {
            input: input.to_owned(),
            line: Some(line),
            offset,
            length: bytes.len() as u64,
            kind: self.kind,
            message: self.message,
            id: self.id,
            head: head(bytes),
        }
    }
}

/// Gives every record of a line, and every problem of it: usually one, two where two objects stand on it.
/// `cut` says that the stream broke off inside this line, `names` where
/// the text and the id are.
pub(crate) fn each<'a>(
    line: &'a [u8],
    number: u64,
    cut: bool,
    names: &Names,
    mut give: impl FnMut(Result<Record<'a>, Problem>),
) {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    if line.iter().all(|&byte| byte == 0) && !line.is_empty() {
        let message = format!("the line is {} NUL bytes", line.len());
        return give(Err(Problem::new(ErrorKind::Json, message, None)));
    }
    let text = match std::str::from_utf8(line) {
        Ok(text) => text,
        Err(error) => {
            let valid = error.valid_up_to();
            let id =
                line.get(..valid).and_then(|part| std::str::from_utf8(part).ok()).and_then(json::find_id);
            return give(Err(Problem { id, ..Problem::utf8(line, &error, "line") }));
        }
    };
    if json::too_deep(line) {
        let message = format!("arrays and objects nest deeper than {} levels", json::MAX_DEPTH);
        return give(Err(Problem::new(ErrorKind::TooDeep, message, json::find_id(text))));
    }
    let mut rest = text;
    let mut problems = 0;
    while !is_blank(rest.as_bytes()) {
        let start = rest.find(|c: char| !c.is_ascii_whitespace()).unwrap_or(0);
        rest = rest.get(start..).unwrap_or_default();
        if !rest.starts_with('{') {
            return give(Err(not_an_object(rest)));
        }
        let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<RawFields<'a>>();
        match stream.next() {
            Some(Ok(fields)) => {
                let (object, after) = rest.split_at(stream.byte_offset());
                let record = Record::from_fields(object, fields, number, names);
                problems += u32::from(record.is_err());
                give(record);
                if problems == MOST_PROBLEMS && !is_blank(after.as_bytes()) {
                    let message =
                        format!("{problems} objects of the line are no records; the rest of it is left out");
                    return give(Err(Problem::new(ErrorKind::Json, message, None)));
                }
                rest = after;
            }
            Some(Err(error)) => return give(Err(broken(&error, rest, cut))),
            None => return,
        }
    }
}

/// Blank lines are skipped: spaces, tabs and other ASCII white space.
pub(crate) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0x0B)
}

fn not_an_object(rest: &str) -> Problem {
    match serde_json::from_str::<&RawValue>(rest) {
        Ok(value) => Problem::new(
            ErrorKind::NotObject,
            format!("the line is {}, not an object", kind_of(value.get())),
            None,
        ),
        Err(error) => broken(&error, rest, false),
    }
}

fn broken(error: &serde_json::Error, line: &str, cut: bool) -> Problem {
    // The line number within the line says nothing.
    let said = error.to_string().replace(" at line 1 column ", " at byte ");
    let id = json::find_id(line);
    if cut || error.is_eof() {
        return Problem::new(ErrorKind::Truncated, format!("the line ends inside its object ({said})"), id);
    }
    Problem::new(ErrorKind::Json, format!("the line is no JSON: {said}"), id)
}

/// What a JSON value is, for a message.
pub(crate) fn kind_of(raw: &str) -> &'static str {
    match raw.as_bytes().first() {
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b'"') => "a string",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        _ => "a number",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn all(line: &[u8]) -> Vec<Result<String, ErrorKind>> {
        let mut found = Vec::new();
        each(line, 5, false, &Names::default(), |r| {
            found.push(r.map(|r| r.text().to_owned()).map_err(|p| p.kind));
        });
        found
    }

    #[test]
    fn lines_that_are_no_record_say_why() {
        assert_eq!(all(b"[1,2]"), [Err(ErrorKind::NotObject)]);
        assert_eq!(all(b"null"), [Err(ErrorKind::NotObject)]);
        assert_eq!(all(b"nul"), [Err(ErrorKind::Truncated)]);
        assert_eq!(all(b"hello"), [Err(ErrorKind::Json)]);
        assert_eq!(all(b"\0\0\0"), [Err(ErrorKind::Json)]);
        assert_eq!(all(b"{\"text\":\"a\xFF\"}"), [Err(ErrorKind::Utf8)]);
        assert_eq!(all(b"{\"text\":\"a"), [Err(ErrorKind::Truncated)]);
        #[cfg(feature = "html")]
        assert_eq!(all(b"{\"html\":\"<p>a\"}"), [Ok("a".into())]);
        #[cfg(not(feature = "html"))]
        assert_eq!(all(b"{\"html\":\"<p>a\"}"), [Err(ErrorKind::NoText)]);
        assert_eq!(all(format!("{{\"x\":{}", "[".repeat(1000)).as_bytes()), [Err(ErrorKind::TooDeep)]);
    }

    #[test]
    fn two_objects_on_a_line_are_two_records() {
        assert_eq!(all(b"{\"text\":\"a\"}{\"text\":\"b\"} "), [Ok("a".into()), Ok("b".into())]);
        assert_eq!(all(b"{\"text\":\"a\"},{\"text\":\"b\"}"), [Ok("a".into()), Err(ErrorKind::Json)]);
        assert_eq!(all(b"\xEF\xBB\xBF{\"text\":\"a\"}"), [Ok("a".into())]);
    }

    #[test]
    fn a_line_of_nothing_but_problems_is_told_shortly() {
        assert_eq!(all("{}".repeat(100).as_bytes()).len(), 100);
        assert_eq!(all("{}".repeat(5000).as_bytes()).len(), 101);
        assert_eq!(all("{\"text\":\"\"}".repeat(500).as_bytes()).len(), 500);
    }

    proptest::proptest! {
        #[test]
        fn any_line_gives_records_or_problems(line in proptest::collection::vec(proptest::num::u8::ANY, 0..80)) {
            let objects = all(&line);
            proptest::prop_assert_eq!(objects.is_empty(), is_blank(line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line)));
        }

        #[test]
        fn a_record_whose_text_stays_keeps_its_bytes(
            before in r#"("[a-z]{1,3}" ?: ?("[^\\"\x00-\x1f]{0,5}"|-?[1-9]{1,30}|\[1, 2\]|null), ?){0,3}"#,
            text in r#"([^\\"\x00-\x1f]|\\n|\\u00e9|\\/){0,20}"#,
            after in r#"( ?,\t?"x[a-z]{4,6}":[1-9]\.[0-9]{1,3}){0,3}"#,
        ) {
            let line = format!("{{{before}\"id\":1, \"text\" : \"{text}\"{after}}}");
            let mut out = Vec::new();
            each(line.as_bytes(), 1, false, &Names::default(), |record| {
                let record = record.map_err(|problem| problem.message).unwrap();
                record.write(record.text(), &[], &mut out);
            });
            proptest::prop_assert_eq!(String::from_utf8(out).unwrap(), line);
        }
    }
}
