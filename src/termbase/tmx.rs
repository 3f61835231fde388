//! TMX: units with a text in each language.

use super::base::{Gathering, Reading, Status, TermBase};
use super::csv::rows;
use super::error::TermBaseError;
use super::tag;
use super::xml::{self, Node, Output};

/// Properties of a unit that say what TMX has no element for.
const KIND: &str = "x-kind";
const STATUS: &str = "x-status";
/// Codes of a document's markup inside a text; they are no part of a name.
const INLINE: [&str; 6] = ["bpt", "ept", "ph", "it", "ut", "sub"];

#[derive(Debug, Default)]
struct State {
    gathering: Gathering,
    id: Option<String>,
    kind: Option<String>,
    status: Status,
    terms: Vec<(String, String)>,
    language: Option<String>,
    /// Type of the property that is being read.
    property: Option<String>,
    in_segment: bool,
    inline: usize,
    text: String,
}

pub(super) fn read(text: &str) -> Result<Reading, TermBaseError> {
    let mut state = State::default();
    let mut root = true;
    xml::walk(text, |node| {
        match node {
            Node::Start(name, _) if std::mem::take(&mut root) => {
                return if name == "tmx" {
                    Ok(())
                } else {
                    Err(format!("the root is `{name}`, no `tmx`: this is not TMX"))
                };
            }
            Node::Start(name, attributes) => state.start(name, attributes)?,
            Node::Text(text) => {
                if state.property.is_some() || (state.in_segment && state.inline == 0) {
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
        match name {
            "tu" => {
                let id = xml::attribute(attributes, "tuid").map(str::to_owned);
                *self = Self { gathering: std::mem::take(&mut self.gathering), id, ..Self::default() };
            }
            "tuv" => {
                // `xml:lang`, or the `lang` of TMX 1.1.
                let code = xml::attribute(attributes, "lang").unwrap_or_default();
                let language =
                    tag::normalize(code).ok_or_else(|| format!("`{code}` of `tuv` is no language tag"))?;
                self.language = Some(language);
            }
            "seg" => {
                self.in_segment = true;
                self.text.clear();
            }
            "prop" => {
                self.property = Some(xml::attribute(attributes, "type").unwrap_or_default().to_owned());
                self.text.clear();
            }
            "note" => self.gathering.left_out("`note`"),
            inline if INLINE.contains(&inline) => {
                self.inline += 1;
                self.gathering.left_out(format!("`{inline}` in a text"));
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "seg" => {
                self.in_segment = false;
                let text = std::mem::take(&mut self.text);
                if let Some(language) = &self.language {
                    self.terms.push((language.clone(), text));
                }
            }
            "prop" => match self.property.take().as_deref() {
                Some(KIND) => self.kind = Some(std::mem::take(&mut self.text)),
                Some(STATUS) if self.text == "deprecated" => self.status = Status::Deprecated,
                Some(STATUS) => {}
                _ => self.gathering.left_out("`prop`"),
            },
            "tuv" => self.language = None,
            "tu" => {
                let concept = self.gathering.concept(self.id.as_deref(), self.kind.as_deref());
                for (language, form) in &self.terms {
                    self.gathering.add(concept, language, form, self.status);
                }
            }
            inline if INLINE.contains(&inline) => self.inline = self.inline.saturating_sub(1),
            _ => {}
        }
    }
}

pub(super) fn write(base: &TermBase) -> Result<String, TermBaseError> {
    let mut output = Output::new()?;
    let languages = base.languages();
    output.start("tmx", &[("version", "1.4")])?;
    let header = [
        ("creationtool", "unisono"),
        ("creationtoolversion", env!("CARGO_PKG_VERSION")),
        ("segtype", "phrase"),
        ("o-tmf", "unisono"),
        ("adminlang", "en"),
        ("srclang", languages.first().copied().unwrap_or("*all*")),
        ("datatype", "plaintext"),
    ];
    output.empty("header", &header)?;
    output.start("body", &[])?;
    for (number, concept) in base.concepts.iter().enumerate() {
        let rows = rows(concept, &languages);
        // Units of one concept need an id in common.
        let made = (rows.len() > 1).then(|| format!("term-{}", number + 1));
        let id = concept.id.as_deref().or(made.as_deref());
        for (status, forms) in rows {
            let attributes: Vec<_> = id.iter().map(|id| ("tuid", *id)).collect();
            output.start("tu", &attributes)?;
            if let Some(kind) = &concept.kind {
                output.text("prop", &[("type", KIND)], kind)?;
            }
            if status == Status::Deprecated {
                output.text("prop", &[("type", STATUS)], "deprecated")?;
            }
            for (language, form) in languages.iter().zip(forms).filter(|(_, form)| !form.is_empty()) {
                output.start("tuv", &[("xml:lang", language)])?;
                output.text("seg", &[], form)?;
                output.end("tuv")?;
            }
            output.end("tu")?;
        }
    }
    output.end("body")?;
    output.end("tmx")?;
    output.done()
}
