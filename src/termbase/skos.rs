//! SKOS in Turtle: labels of concepts for linked data.

use std::fmt::Write as _;

use super::base::{Status, TermBase};

const HEAD: &str = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix wd: <http://www.wikidata.org/entity/> .\n";

/// Concepts with an id that is a Wikidata item get an `exactMatch` to it.
pub(super) fn write(base: &TermBase) -> String {
    let mut text = HEAD.to_owned();
    for (number, concept) in base.concepts.iter().enumerate() {
        let id = concept.id.clone().unwrap_or_else(|| format!("term-{}", number + 1));
        let _ = write!(text, "\n<#{}> a skos:Concept", iri(&id));
        for term in &concept.terms {
            let label = match term.status {
                Status::Preferred => "prefLabel",
                Status::Admitted => "altLabel",
                Status::Deprecated => "hiddenLabel",
            };
            let _ = write!(text, " ;\n  skos:{label} \"{}\"@{}", literal(&term.form), term.language);
        }
        if is_item(&id) {
            let _ = write!(text, " ;\n  skos:exactMatch wd:{id}");
        }
        text += " .\n";
    }
    text
}

fn is_item(id: &str) -> bool {
    id.strip_prefix('Q').is_some_and(|digits| {
        !digits.is_empty() && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn iri(id: &str) -> String {
    let mut escaped = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            escaped.push(byte as char);
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

fn literal(form: &str) -> String {
    let mut escaped = String::with_capacity(form.len());
    for character in form.chars() {
        match character {
            '"' => escaped += "\\\"",
            '\\' => escaped += "\\\\",
            '\n' => escaped += "\\n",
            '\r' => escaped += "\\r",
            '\t' => escaped += "\\t",
            control if control.is_control() => {
                let _ = write!(escaped, "\\u{:04X}", control as u32);
            }
            other => escaped.push(other),
        }
    }
    escaped
}
