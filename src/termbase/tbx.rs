//! TBX: concepts, languages, terms.

use super::base::{Concept, Gathering, Reading, Status, Term, TermBase};
use super::error::TermBaseError;
use super::xml::{self, Node, Output};
use super::{tag, xml_name};

/// Element names of the edition of 2019, and of the first one.
const ENTRY: [&str; 2] = ["conceptEntry", "termEntry"];
const LANGUAGE: [&str; 2] = ["langSec", "langSet"];
const TERM: [&str; 3] = ["termSec", "tig", "ntig"];

#[derive(Debug, Default)]
struct State {
    gathering: Gathering,
    entry: Option<Concept>,
    language: Option<String>,
    form: String,
    status: Status,
    /// Text of the element that is being read, and what it will be.
    field: Option<Field>,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Term,
    Status,
    Kind,
}

pub(super) fn read(text: &str) -> Result<Reading, TermBaseError> {
    let mut state = State::default();
    let mut root = true;
    xml::walk(text, |node| {
        match node {
            Node::Start(name, _) if std::mem::take(&mut root) => {
                return match name {
                    "tbx" | "martif" => Ok(()),
                    other => Err(format!("the root is `{other}`, no `tbx` or `martif`: this is not TBX")),
                };
            }
            Node::Start(name, attributes) => state.start(name, attributes)?,
            Node::Text(text) => {
                if state.field.is_some() {
                    state.text.push_str(text);
                }
            }
            Node::End(name) => state.end(name),
        }
        Ok(())
    })?;
    Ok(state.gathering.done())
}

impl State {
    fn start(&mut self, name: &str, attributes: &[(String, String)]) -> Result<(), String> {
        let of_type = |wanted: &str| xml::attribute(attributes, "type") == Some(wanted);
        if ENTRY.contains(&name) {
            let id = xml::attribute(attributes, "id").map(xml_name::decode);
            self.entry = Some(Concept { id, ..Concept::default() });
        } else if LANGUAGE.contains(&name) {
            let code = xml::attribute(attributes, "lang").unwrap_or_default();
            let language =
                tag::normalize(code).ok_or_else(|| format!("`{code}` of `{name}` is no language tag"))?;
            self.language = Some(language);
        } else if TERM.contains(&name) {
            self.form.clear();
            self.status = Status::Preferred;
        } else if name == "term" {
            self.open(Field::Term);
        } else if name == "administrativeStatus" || of_type("administrativeStatus") {
            self.open(Field::Status);
        } else if name == "subjectField" || of_type("subjectField") {
            self.open(Field::Kind);
        } else if self.entry.is_some() && self.field.is_none() && name != "termGrp" {
            let kind = xml::attribute(attributes, "type").unwrap_or(name);
            self.gathering.left_out(format!("`{kind}`"));
        }
        Ok(())
    }

    fn open(&mut self, field: Field) {
        self.field = Some(field);
        self.text.clear();
    }

    fn end(&mut self, name: &str) {
        if ENTRY.contains(&name)
            && let Some(entry) = self.entry.take()
        {
            let concept = self.gathering.concept(entry.id.as_deref(), entry.kind.as_deref());
            for term in &entry.terms {
                self.gathering.add(concept, &term.language, &term.form, term.status);
            }
        } else if LANGUAGE.contains(&name) {
            self.language = None;
        } else if TERM.contains(&name) {
            if let (Some(entry), Some(language)) = (&mut self.entry, &self.language) {
                let form = std::mem::take(&mut self.form);
                entry.terms.push(Term { language: language.clone(), form, status: self.status });
            }
        } else if let Some(field) = self.field
            && matches!(name, "term" | "administrativeStatus" | "termNote" | "subjectField" | "descrip")
        {
            self.field = None;
            match (field, &mut self.entry) {
                (Field::Term, _) => self.form = std::mem::take(&mut self.text),
                (Field::Status, _) => self.status = parse_status(&self.text),
                (Field::Kind, Some(entry)) => entry.kind = Some(self.text.trim().to_owned()),
                (Field::Kind, None) => {}
            }
        }
    }
}

fn parse_status(text: &str) -> Status {
    let word = text.trim();
    if word.starts_with("deprecated") || word.starts_with("superseded") || word.starts_with("forbidden") {
        Status::Deprecated
    } else if word.starts_with("admitted") || word.starts_with("legal") || word.starts_with("regulated") {
        Status::Admitted
    } else {
        Status::Preferred
    }
}

pub(super) fn write(base: &TermBase) -> Result<String, TermBaseError> {
    let mut output = Output::new()?;
    let root = [
        ("type", "TBX-Basic"),
        ("style", "dca"),
        ("xml:lang", "en"),
        ("xmlns", "urn:iso:std:iso:30042:ed-2"),
    ];
    output.start("tbx", &root)?;
    for name in ["tbxHeader", "fileDesc", "sourceDesc"] {
        output.start(name, &[])?;
    }
    output.text("p", &[], concat!("unisono ", env!("CARGO_PKG_VERSION")))?;
    for name in ["sourceDesc", "fileDesc", "tbxHeader"] {
        output.end(name)?;
    }
    output.start("text", &[])?;
    output.start("body", &[])?;
    for concept in &base.concepts {
        write_concept(&mut output, concept)?;
    }
    for name in ["body", "text", "tbx"] {
        output.end(name)?;
    }
    output.done()
}

fn write_concept(output: &mut Output, concept: &Concept) -> Result<(), TermBaseError> {
    let id = concept.id.as_deref().map(xml_name::encode);
    let attributes: Vec<_> = id.iter().map(|id| ("id", id.as_str())).collect();
    output.start("conceptEntry", &attributes)?;
    if let Some(kind) = &concept.kind {
        output.text("descrip", &[("type", "subjectField")], kind)?;
    }
    let mut terms: Vec<&Term> = concept.terms.iter().collect();
    terms.sort_by(|one, other| one.language.cmp(&other.language));
    for terms in terms.chunk_by(|one, other| one.language == other.language) {
        let Some(first) = terms.first() else { continue };
        output.start("langSec", &[("xml:lang", &first.language)])?;
        for term in terms {
            output.start("termSec", &[])?;
            output.text("term", &[], &term.form)?;
            let status = match term.status {
                Status::Preferred => "preferredTerm-admn-sts",
                Status::Admitted => "admittedTerm-admn-sts",
                Status::Deprecated => "deprecatedTerm-admn-sts",
            };
            output.text("termNote", &[("type", "administrativeStatus")], status)?;
            output.end("termSec")?;
        }
        output.end("langSec")?;
    }
    output.end("conceptEntry")
}
