//! Reading XML within limits, and writing it.
//!
//! Entities beside the five of XML are not expanded and external ones never loaded; nesting is bounded; a document type
//! is read over.

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use super::error::TermBaseError;

/// More nesting than any file of terms has.
const DEPTH: usize = 64;

/// What a reader of a format sees.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// An element begins: its name without prefix, and its attributes by local name.
    Start(&'a str, &'a [(String, String)]),
    /// Text, references resolved.
    Text(&'a str),
    /// The element of this name ends.
    End(&'a str),
}

/// Calls `visit` for every node, in the order of the text.
pub(super) fn walk(
    text: &str,
    mut visit: impl FnMut(Node<'_>) -> Result<(), String>,
) -> Result<(), TermBaseError> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    // Lines are counted on from the place where they were counted last.
    let (mut line, mut counted) = (1, 0);
    loop {
        let event = reader.read_event();
        let position = (reader.buffer_position() as usize).min(text.len());
        line += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..position.max(counted)]).count();
        counted = position.max(counted);
        let fail = |message: String| TermBaseError::at(line, message);
        match event.map_err(|error| fail(error.to_string()))? {
            Event::Start(start) => {
                depth += 1;
                if depth > DEPTH {
                    return Err(fail(format!("elements are nested more than {DEPTH} deep")));
                }
                open(&start, &mut visit).map_err(fail)?;
            }
            Event::Empty(start) => {
                open(&start, &mut visit).map_err(&fail)?;
                visit(Node::End(start.local_name().into_inner())).map_err(&fail)?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(Node::End(end.local_name().into_inner())).map_err(fail)?;
            }
            Event::Text(part) => visit(Node::Text(&part.xml10_content())).map_err(fail)?,
            Event::CData(part) => visit(Node::Text(&part.xml10_content())).map_err(fail)?,
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|error| fail(error.to_string()))?;
                let name = reference.xml10_content();
                let resolved = match (character, &*name) {
                    (Some(character), _) => character,
                    (None, "amp") => '&',
                    (None, "lt") => '<',
                    (None, "gt") => '>',
                    (None, "quot") => '"',
                    (None, "apos") => '\'',
                    (None, other) => {
                        return Err(fail(format!("the entity `&{other};` is not expanded; write its text")));
                    }
                };
                visit(Node::Text(resolved.encode_utf8(&mut [0; 4]))).map_err(fail)?;
            }
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
            Event::Eof if depth > 0 => return Err(fail("the file ends inside an element".to_owned())),
            Event::Eof => return Ok(()),
        }
    }
}

fn open(
    start: &BytesStart<'_>,
    visit: &mut impl FnMut(Node<'_>) -> Result<(), String>,
) -> Result<(), String> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|error| error.to_string())?;
        attributes.push((attribute.key.local_name().into_inner().to_owned(), value.into_owned()));
    }
    visit(Node::Start(start.local_name().into_inner(), &attributes))
}

/// The value of an attribute.
pub(super) fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Writes elements, two spaces for each level.
#[allow(missing_debug_implementations)]
pub(super) struct Output {
    writer: Writer<Vec<u8>>,
}

impl Output {
    pub(super) fn new() -> Result<Self, TermBaseError> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).map_err(unwritten)?;
        Ok(Self { writer })
    }

    pub(super) fn start(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), TermBaseError> {
        let start = element(name, attributes)?;
        self.writer.write_event(Event::Start(start)).map_err(unwritten)
    }

    pub(super) fn end(&mut self, name: &str) -> Result<(), TermBaseError> {
        self.writer.write_event(Event::End(BytesEnd::new(name))).map_err(unwritten)
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), TermBaseError> {
        let start = element(name, attributes)?;
        self.writer.write_event(Event::Empty(start)).map_err(unwritten)
    }

    /// An element that holds text alone.
    pub(super) fn text(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> Result<(), TermBaseError> {
        self.start(name, attributes)?;
        self.writer.write_event(Event::Text(BytesText::from_escaped(escape(text)?))).map_err(unwritten)?;
        self.end(name)
    }

    pub(super) fn done(self) -> Result<String, TermBaseError> {
        let mut text = String::from_utf8(self.writer.into_inner())
            .map_err(|error| TermBaseError::whole(error.to_string()))?;
        text.push('\n');
        Ok(text)
    }
}

/// Writing to memory does not fail; its signature says that it may.
#[allow(clippy::needless_pass_by_value)]
fn unwritten(error: std::io::Error) -> TermBaseError {
    TermBaseError::whole(error.to_string())
}

fn element<'a>(name: &'a str, attributes: &[(&str, &str)]) -> Result<BytesStart<'a>, TermBaseError> {
    let mut content = name.to_owned();
    for (key, value) in attributes {
        content.push(' ');
        content.push_str(key);
        content.push_str("=\"");
        // A parser would make spaces of these.
        content.push_str(&escape(value)?.replace('\t', "&#9;").replace('\n', "&#10;"));
        content.push('"');
    }
    Ok(BytesStart::from_content(content, name.len()))
}

/// XML 1.0 has no place for most control characters, not even as references.
fn escape(text: &str) -> Result<String, TermBaseError> {
    let odd = |character: char| {
        (character < ' ' && !matches!(character, '\t' | '\n' | '\r'))
            || matches!(character, '\u{FFFE}' | '\u{FFFF}')
    };
    if let Some(character) = text.chars().find(|character| odd(*character)) {
        return Err(TermBaseError::whole(format!(
            "`{}` holds U+{:04X}, which XML cannot hold: take it out, or write CSV or JSON Lines",
            text.escape_debug(),
            character as u32
        )));
    }
    Ok(quick_xml::escape::escape(text).replace('\r', "&#13;"))
}
