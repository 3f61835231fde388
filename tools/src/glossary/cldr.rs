//! Territories of CLDR in English, French and Spanish.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{ENTITY_COLUMNS, NAME_COLUMNS, Sheet};

const VERSION: &str = "48.2.0";

/// What this generator was written for: other bytes may ask for other rules.
const SOURCES: [(&str, &str, &str); 3] = [
    ("en", "main/en/territories.json", "158c1d575308f7e46912edbeda435c8fe2ef5dad280798231f3a432e406b1807"),
    ("fr", "main/fr/territories.json", "42d67b78cb74ffe87380db1d702d06be995c3082d7f711ffd6e75a721133c5e0"),
    ("es", "main/es/territories.json", "027b9c91d4e923d506b404415648691ef41ebde721aa454cee4d9f7f66b3ea62"),
];

/// Not things that news names: the world, test locales, unions (hand-written as institutions), and statistical regions
/// whose names other regions have.
const DROPPED: [&str; 11] = ["001", "021", "057", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ", "CQ"];

/// Codes that ISO 3166-1 has not given to a country or territory.
const PLACES: [&str; 6] = ["AC", "CP", "DG", "EA", "IC", "TA"];

pub(crate) fn layer(package: &Path) -> Result<(Sheet, Sheet), String> {
    let mut origin = String::new();
    let mut names: BTreeMap<(String, &str), BTreeMap<String, String>> = BTreeMap::new();
    for (language, file, sha256) in SOURCES {
        let path = package.join(file);
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if found != sha256 {
            return Err(format!("{}: SHA-256 is {found}, wanted {sha256} ({VERSION})", path.display()));
        }
        origin.push_str(&format!(
            "#! origin=cldr-localenames-full version={VERSION} file={file} sha256={sha256}\n"
        ));
        let json: Value =
            serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        let pointer = format!("/main/{language}/localeDisplayNames/territories");
        let territories = json.pointer(&pointer).and_then(Value::as_object);
        for (key, name) in territories.ok_or_else(|| format!("{}: no territories", path.display()))? {
            let (code, variant) = key.split_once("-alt-").unwrap_or((key, ""));
            if let Some(name) = name.as_str().filter(|_| !DROPPED.contains(&code)) {
                names
                    .entry((code.to_owned(), language))
                    .or_default()
                    .insert(variant.to_owned(), name.to_owned());
            }
        }
    }
    let head = |columns: &str| {
        format!(
            "#! format=1\n#! layer=unicode\n#! licence=Unicode-3.0\n{origin}\
             #! command=cargo run -p unisono-tools -- glossary --cldr FOLDER\n{columns}\n"
        )
    };
    let mut entities = Sheet { header: head(ENTITY_COLUMNS), rows: [].into() };
    let mut rows = Sheet { header: head(NAME_COLUMNS), rows: [].into() };
    for ((code, language), forms) in &names {
        let (id, kind) = identify(code);
        entities.rows.insert(format!("{id}\t{kind}\t\t\t"));
        for (form, role) in roles(code, forms) {
            let flags = if role == "acr" { "acr" } else { "" };
            let mut add = |form: &str, role: &str| {
                rows.rows.insert(format!("{id}\t{language}\t{form}\t{role}\t{flags}\t\tcldr"));
            };
            // Running text has "and" where CLDR saves space.
            let written = if *language == "en" { form.replace(" & ", " and ") } else { form.clone() };
            add(&written, role);
            if written != form {
                add(&form, "alias");
            }
            let saint = written.replace("St. ", "Saint ");
            if *language == "en" && saint != written {
                add(&saint, "alias");
            }
        }
    }
    Ok((entities, rows))
}

/// The id of a territory: the ISO 3166-1 code, or `m49-` and the UN code of a region.
fn identify(code: &str) -> (String, &'static str) {
    if code.bytes().all(|byte| byte.is_ascii_digit()) {
        return (format!("m49-{code}"), "region");
    }
    (code.to_owned(), if PLACES.contains(&code) { "place" } else { "country" })
}

/// The forms of one territory in one language with their roles, exactly one of them preferred.
fn roles(code: &str, forms: &BTreeMap<String, String>) -> Vec<(String, &'static str)> {
    let full = forms.get("").cloned().unwrap_or_default();
    let short = forms.get("short");
    let mut out = Vec::new();
    match (full.split_once(" ("), short) {
        // "Hong Kong SAR China" is the official name, "Hong Kong" what is written; "Myanmar (Burma)".
        (_, Some(short)) if matches!(code, "HK" | "MO") => {
            out.push((short.clone(), "pref"));
            out.push((full.clone(), "formal"));
        }
        (Some((name, other)), _) if code == "MM" => {
            out.push((name.to_owned(), "pref"));
            out.push((other.trim_end_matches(')').to_owned(), "historic"));
        }
        (Some(_), Some(short)) => out.push((short.clone(), "pref")),
        (Some(_), None) => {}
        (None, short) => {
            out.push((full.clone(), "pref"));
            if let Some(short) = short {
                let acronym = short.chars().all(|c| !c.is_lowercase());
                out.push((short.clone(), if acronym { "acr" } else { "alias" }));
            }
        }
    }
    for variant in ["variant", "chagos"].iter().filter_map(|variant| forms.get(*variant)) {
        out.push((variant.clone(), "alias"));
    }
    // A name with an explanation in parentheses does not occur in text.
    out.retain(|(form, _)| !form.contains('('));
    let mut seen = Vec::new();
    out.retain(|(form, _)| {
        let new = !seen.contains(form);
        seen.push(form.clone());
        new
    });
    out
}
