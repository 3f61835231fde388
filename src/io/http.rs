//! The response of a web server as an archive keeps it: which part of it is the page, and how its bytes are read.

use crate::decoding::{Label, decode};
use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

/// Longest header that is believed.
pub(crate) const MOST_HEADER: usize = 64 << 10;

/// Most bytes that a compressed page may unpack to.
const MOST_UNPACKED: u64 = 64 << 20;

/// The bytes of a page or of a text.
#[derive(Debug, PartialEq)]
pub(crate) struct Body {
    /// Where they stand.
    pub(crate) range: Range<usize>,
    pub(crate) html: bool,
    label: Option<Label>,
    chunked: bool,
    packed: Packed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packed {
    No,
    Gz,
    Deflate,
}

impl Body {
    /// Plain text in UTF-8, or whatever it looks like.
    pub(crate) fn text(range: Range<usize>) -> Self {
        Self { range, html: false, label: None, chunked: false, packed: Packed::No }
    }

    /// A body of this type; `None` for what is neither a page nor a text.
    pub(crate) fn of_type(kind: &str, content: &[u8], range: Range<usize>) -> Option<Self> {
        let (name, parameters) = kind.split_once(';').unwrap_or((kind, ""));
        let first = content.iter().copied().find(|byte| !byte.is_ascii_whitespace());
        let html = match name.trim() {
            "text/html" | "application/xhtml+xml" => true,
            "text/plain" => false,
            "" if first == Some(b'<') => true,
            _ => return None,
        };
        let label = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("charset="));
        let label = label.and_then(|label| Label::parse(label.trim_matches(['"', '\'', ' '])));
        Some(Self { html, label, ..Self::text(range) })
    }

    /// The text of the body.
    pub(crate) fn decode<'b>(&self, bytes: &'b [u8]) -> Result<Cow<'b, str>, String> {
        let mut bytes = Cow::Borrowed(bytes);
        if self.chunked {
            bytes = unchunked(&bytes).map_or(bytes, Cow::Owned);
        }
        // Archives often keep the header of a body that they have unpacked.
        let unpacked = match self.packed {
            Packed::Gz if bytes.starts_with(&[0x1F, 0x8B]) => {
                Some(unpack(flate2::read::MultiGzDecoder::new(&*bytes))?)
            }
            Packed::Deflate if bytes.first().is_some_and(|byte| byte & 0x0F == 8) => {
                Some(unpack(flate2::read::ZlibDecoder::new(&*bytes))?)
            }
            _ => None,
        };
        let bytes = unpacked.map_or(bytes, Cow::Owned);
        Ok(match bytes {
            Cow::Borrowed(bytes) => self.text_of(bytes),
            Cow::Owned(bytes) => Cow::Owned(self.text_of(&bytes).into_owned()),
        })
    }

    fn text_of<'b>(&self, bytes: &'b [u8]) -> Cow<'b, str> {
        let label = self.label.or_else(|| if self.html { declared(bytes) } else { None });
        decode(bytes, label).text
    }
}

/// The character set that a page declares in its first KiB (`<meta charset=...>`, `content="...; charset=..."`), as the
/// HTML standard looks for it.
pub(super) fn declared(bytes: &[u8]) -> Option<Label> {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default().to_ascii_lowercase();
    let at = memchr::memmem::find(&start, b"charset")? + b"charset".len();
    let rest = start.get(at..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let name = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = name.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)))?;
    Label::parse(std::str::from_utf8(name.get(..end)?).ok()?)
}

fn unpack(from: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = from.take(MOST_UNPACKED + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("the page cannot be unpacked: {error}"))?;
    if bytes.len() as u64 > MOST_UNPACKED {
        return Err(format!("the page unpacks to more than {MOST_UNPACKED} bytes"));
    }
    Ok(bytes)
}

/// A body without the lengths between its chunks; `None` when it has none.
fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(bytes.len());
    loop {
        let end = memchr::memchr(b'\n', bytes)?;
        let line = std::str::from_utf8(bytes.get(..end)?).ok()?;
        let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        bytes = bytes.get(end + 1..)?;
        if length == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(bytes.get(..length)?);
        bytes = bytes.get(length..)?;
        bytes = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n"))?;
    }
}

/// The body of a response; `range` is where the response stands.
pub(crate) fn response(content: &[u8], range: Range<usize>) -> Result<Option<Body>, &'static str> {
    let start = content.get(..MOST_HEADER).unwrap_or(content);
    let crlf = memchr::memmem::find(start, b"\r\n\r\n").map(|at| at + 4);
    let lf = memchr::memmem::find(start, b"\n\n").map(|at| at + 2);
    let end = [crlf, lf].into_iter().flatten().min();
    let Some(end) = end.filter(|_| start.starts_with(b"HTTP/")) else {
        return Err("the response has no HTTP header");
    };
    let (mut kind, mut chunked, mut packed) = (String::new(), false, Packed::No);
    for line in content.get(..end).unwrap_or_default().split(|&byte| byte == b'\n').skip(1) {
        let line = String::from_utf8_lossy(line).to_ascii_lowercase();
        let Some((name, value)) = line.split_once(':') else { continue };
        match (name.trim(), value.trim()) {
            ("content-type", value) => value.clone_into(&mut kind),
            ("transfer-encoding", value) => chunked = value.contains("chunked"),
            ("content-encoding", "gzip" | "x-gzip") => packed = Packed::Gz,
            ("content-encoding", "deflate") => packed = Packed::Deflate,
            _ => {}
        }
    }
    let body = content.get(end..).unwrap_or_default();
    let body = Body::of_type(&kind, body, range.start + end..range.end);
    Ok(body.map(|body| Body { chunked, packed, ..body }))
}
