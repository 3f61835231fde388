//! One JSON object a line for each concept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::base::{Gathering, Reading, Status, TermBase};
use super::error::TermBaseError;
use super::tag;

/// Longest nesting and size are limited by the parser: one line is one shallow object.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Line {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default)]
    names: BTreeMap<String, Vec<String>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    deprecated: BTreeMap<String, Vec<String>>,
    #[serde(flatten, skip_serializing)]
    others: BTreeMap<String, serde_json::Value>,
}

pub(super) fn read(text: &str) -> Result<Reading, TermBaseError> {
    let mut gathering = Gathering::default();
    for (index, line) in text.split('\n').enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let fail = |message: String| TermBaseError::at(index + 1, message);
        let line: Line = serde_json::from_str(line).map_err(|error| fail(error.to_string()))?;
        for name in line.others.keys() {
            gathering.left_out(format!("field `{name}`"));
        }
        let concept = gathering.concept(line.id.as_deref(), line.kind.as_deref());
        for (status, names) in [(Status::Preferred, &line.names), (Status::Deprecated, &line.deprecated)] {
            for (code, forms) in names {
                let language =
                    tag::normalize(code).ok_or_else(|| fail(format!("`{code}` is no language tag")))?;
                for form in forms {
                    gathering.add(concept, &language, form, status);
                }
            }
        }
    }
    Ok(gathering.done())
}

pub(super) fn write(base: &TermBase) -> Result<String, TermBaseError> {
    let mut text = String::new();
    for concept in &base.concepts {
        let mut line = Line { id: concept.id.clone(), kind: concept.kind.clone(), ..Line::default() };
        for term in &concept.terms {
            let names = match term.status {
                Status::Deprecated => &mut line.deprecated,
                Status::Preferred | Status::Admitted => &mut line.names,
            };
            names.entry(term.language.clone()).or_default().push(term.form.clone());
        }
        text += &serde_json::to_string(&line).map_err(|error| TermBaseError::whole(error.to_string()))?;
        text.push('\n');
    }
    Ok(text)
}
