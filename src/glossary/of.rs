//! The country behind an office: "of the United Kingdom", "du Royaume-Uni", "del Reino Unido".

use crate::Language;

/// French names without article.
const FR_BARE: &[&str] = &[
    "AG", "BH", "BL", "CU", "CY", "DJ", "GI", "GU", "HK", "HT", "IL", "KI", "KN", "LC", "MC", "MF", "MG",
    "MO", "MT", "MU", "NR", "OM", "PM", "PR", "SG", "SH", "ST", "TW", "VC", "YT",
];
/// French masculine names that end in -e.
const FR_MASCULINE: &[&str] = &["BZ", "GB", "KH", "MX", "MZ", "SR", "ZW"];
/// French feminine names that do not.
const FR_FEMININE: &[&str] = &["SL"];
/// French plural names; those of islands are seen by their first word.
const FR_PLURAL: &[&str] =
    &["AE", "AS", "BM", "BS", "FJ", "KM", "MV", "NL", "PH", "PS", "PW", "SC", "TO", "TV", "US"];
/// English names with an article that their words do not show.
const EN_THE: &[&str] = &["BS", "GM", "KM", "MV", "NL", "PH", "PS"];
/// Spanish masculine and plural names that are never without article.
const ES_DEL: &[&str] = &["EH", "GB", "LB", "VA"];
const ES_LOS: &[&str] = &["AE", "NL", "PS"];
const ES_LAS: &[&str] = &["BS", "KM", "MV", "SC"];

/// `name`, the name of the country with this id, as the second part of an office's name.
pub(crate) fn of_country(language: Language, id: &str, name: &str) -> String {
    let listed = |ids: &[&str]| ids.contains(&id);
    match language {
        Language::FR => french(id, name),
        Language::ES if listed(ES_DEL) => format!("del {name}"),
        Language::ES if listed(ES_LOS) => format!("de los {name}"),
        Language::ES if listed(ES_LAS) || name.starts_with("Islas ") => format!("de las {name}"),
        Language::ES if id == "IN" || name.starts_with("República ") => format!("de la {name}"),
        Language::ES => format!("de {name}"),
        _ => {
            let article = listed(EN_THE)
                || name.starts_with("United ")
                || name.split(' ').any(|word| matches!(word, "Republic" | "Islands"));
            format!("of {}{name}", if article { "the " } else { "" })
        }
    }
}

fn french(id: &str, name: &str) -> String {
    let first = name.split([' ', '-']).next().unwrap_or(name);
    if FR_PLURAL.contains(&id) || first.to_lowercase() == "îles" {
        return format!("des {name}");
    }
    if name.to_lowercase().starts_with(['a', 'e', 'é', 'i', 'î', 'o', 'u']) || id == "HT" {
        return format!("d'{name}");
    }
    let feminine = first.ends_with('e') || FR_FEMININE.contains(&id);
    if first == "République" {
        return format!("de la {name}");
    }
    if FR_BARE.contains(&id) || name.starts_with("La ") || (feminine && !FR_MASCULINE.contains(&id)) {
        return format!("de {name}");
    }
    format!("du {name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_take_their_article() {
        let cases = [
            (Language::EN, "GB", "United Kingdom", "of the United Kingdom"),
            (Language::EN, "MA", "Morocco", "of Morocco"),
            (Language::EN, "FO", "Faroe Islands", "of the Faroe Islands"),
            (Language::FR, "GB", "Royaume-Uni", "du Royaume-Uni"),
            (Language::FR, "FR", "France", "de France"),
            (Language::FR, "IL", "Israël", "d'Israël"),
            (Language::FR, "US", "États-Unis", "des États-Unis"),
            (
                Language::FR,
                "CD",
                "République démocratique du Congo",
                "de la République démocratique du Congo",
            ),
            (Language::FR, "MA", "Maroc", "du Maroc"),
            (Language::FR, "CU", "Cuba", "de Cuba"),
            (Language::FR, "MX", "Mexique", "du Mexique"),
            (Language::FR, "SL", "Sierra Leone", "de Sierra Leone"),
            (Language::ES, "GB", "Reino Unido", "del Reino Unido"),
            (Language::ES, "DO", "República Dominicana", "de la República Dominicana"),
            (Language::ES, "US", "Estados Unidos", "de Estados Unidos"),
            (Language::ES, "AE", "Emiratos Árabes Unidos", "de los Emiratos Árabes Unidos"),
        ];
        for (language, id, name, wanted) in cases {
            assert_eq!(of_country(language, id, name), wanted);
        }
    }
}
