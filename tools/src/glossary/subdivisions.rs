//! Subdivisions of countries from CLDR, with their English, French and Spanish names.

use std::collections::BTreeMap;
use std::path::Path;

use super::Sheet;
use super::optional::{Place, sheets, source, tidy};

const NAMES: [(&str, &str); 3] = [
    ("en.xml", "c4db5117a693837c417b99c8f3a2562ca15e85c7999f805549789b8d2f6c7739"),
    ("fr.xml", "fd3b7968b29652fd9815bcc572424ff4976844e508ad2f3ad38901db6b9ab802"),
    ("es.xml", "9c63501ab86eaa89c2c4768a9f2b50e887e05488dcb9f5c9c3707077383e0767"),
];

/// The layer, from the folder `common/subdivisions` of Debian's `unicode-cldr-core`.
pub(crate) fn layer(folder: &Path) -> Result<(Sheet, Sheet), String> {
    let mut header = "#! format=1\n#! layer=subdivisions\n#! licence=Unicode-DFS-2016\n".to_owned();
    let mut places: BTreeMap<String, [Option<String>; 3]> = BTreeMap::new();
    for (language, (file, sha256)) in NAMES.into_iter().enumerate() {
        header.push_str(&format!("#! origin=unicode-cldr-core version=41-0.1 file={file} sha256={sha256}\n"));
        let text =
            String::from_utf8(source(folder, file, sha256)?).map_err(|error| format!("{file}: {error}"))?;
        for row in text.lines().filter_map(|line| line.trim().strip_prefix("<subdivision type=\"")) {
            // Remarks behind a name say which are out of use.
            let (row, remark) = row.split_once("<!--").unwrap_or((row, ""));
            if remark.contains("deprecated") {
                continue;
            }
            let parts = row.trim_end().split_once('"').and_then(|(code, rest)| {
                Some((code, rest.split_once('>')?.1.strip_suffix("</subdivision>")?))
            });
            let (code, name) = parts.ok_or_else(|| format!("{file}: `{row}` is not of the known form"))?;
            if let Some(slot) = places.entry(code.to_owned()).or_default().get_mut(language) {
                *slot = tidy(name);
            }
        }
    }
    header.push_str("#! command=cargo run -p unisono-tools -- glossary --subdivisions FOLDER\n");
    // A name in one language alone is often a transcription that no newspaper prints.
    places.retain(|_, names| names.iter().all(Option::is_some));
    let places: Vec<Place> = places
        .into_iter()
        .filter_map(|(code, names)| {
            let (country, part) = code.split_at_checked(2)?;
            let parent = country.to_uppercase();
            Some(Place { id: format!("{parent}-{}", part.to_uppercase()), parent, names, weight: 1 })
        })
        .collect();
    sheets(&places, "subdivision", "cldr", &header)
}
