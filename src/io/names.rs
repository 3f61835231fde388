//! Which fields of a record hold its text, its page and its id.

/// Names of the fields that a reader looks for.
///
/// The field named `text` here is called `text` in what is written, at its place; the id is written as `id`, beside the
/// field that it was taken from. Every other field keeps its name.
///
/// ```
/// use unisono::io::{Input, Limits, Names, Reader};
/// let mut input = Input::stdin();
/// input.names = Names { text: "body".to_owned(), ..Names::default() };
/// let mut reader = Reader::new(input, Box::new(&b"{\"n\":1,\"body\":\"Rabat\"}"[..]), Limits::default())?;
/// let mut out = Vec::new();
/// reader.next_batch().expect("a line").records(|record| {
///     let record = record.expect("an object");
///     record.write(record.text(), &[], &mut out);
/// });
/// assert_eq!(out, b"{\"n\":1,\"text\":\"Rabat\",\"id\":\"1\"}");
/// # Ok::<(), unisono::io::OpenError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_structs)]
pub struct Names {
    /// The text, a string.
    pub text: String,
    /// The page, where there is no text.
    pub html: String,
    /// The id; where a record has no such field, its `id` is taken, then its line.
    pub id: String,
}

impl Default for Names {
    fn default() -> Self {
        Self { text: "text".to_owned(), html: "html".to_owned(), id: "id".to_owned() }
    }
}
