//! Short closed lists of words that say something about the name beside them. All folded and sorted.

/// Words that open a sentence or stand in a title without being names: a capital on them says nothing.
pub(crate) const FUNCTION: &[&str] = &[
    "a", "ademas", "afin", "after", "ainsi", "al", "alors", "although", "among", "an", "and", "antes",
    "apres", "as", "asi", "at", "au", "aunque", "aussi", "aux", "avant", "avec", "because", "before",
    "between", "but", "by", "ce", "ces", "cet", "cette", "chez", "como", "con", "contra", "contre", "cuando",
    "d", "dans", "de", "del", "depuis", "des", "desde", "despues", "donde", "du", "durante", "during", "el",
    "ella", "elle", "elles", "ellos", "en", "entre", "era", "es", "esta", "este", "et", "for", "from", "fue",
    "ha", "han", "hasta", "he", "her", "his", "how", "i", "if", "il", "ils", "in", "into", "is", "it", "its",
    "je", "l", "la", "las", "le", "les", "leur", "lo", "lors", "los", "mais", "mas", "mientras", "no",
    "nous", "of", "on", "or", "ou", "our", "par", "para", "parce", "pero", "por", "pour", "pourquoi", "qu",
    "quand", "que", "qui", "quien", "sans", "se", "segun", "selon", "she", "si", "sin", "since", "so",
    "sobre", "son", "sous", "su", "sur", "sus", "that", "the", "their", "then", "there", "these", "they",
    "this", "those", "to", "tras", "un", "una", "under", "une", "unos", "until", "vers", "was", "we", "were",
    "what", "when", "where", "which", "while", "who", "why", "will", "with", "y", "you",
];

/// Prepositions and nouns that come before a place and hardly ever before a person.
pub(crate) const LOCATIVE: &[&str] = &[
    "au", "aux", "capital", "capitale", "city", "ciudad", "dans", "depuis", "desde", "en", "from", "hacia",
    "hasta", "ile", "in", "inside", "into", "isla", "island", "near", "outside", "reached", "region",
    "through", "toward", "towards", "vers", "via", "ville", "within",
];

/// Words between two members of a list.
pub(crate) const CONJUNCTION: &[&str] = &["and", "e", "et", "or", "ou", "y"];

/// What comes before a state whose name a country has too: "state of", "État de", "estado de".
pub(crate) const STATE: &[&str] = &["estado", "etat", "state"];

/// Capitalised words before a city that belong to the description, not to another name.
pub(crate) const DIRECTION: &[&str] = &[
    "central", "downtown", "east", "eastern", "gran", "grand", "greater", "nearby", "north", "northern",
    "old", "south", "southern", "upper", "west", "western",
];

/// Offices and forms of address before a surname.
pub(crate) const TITLE: &[&str] = &[
    "ambassador",
    "canciller",
    "candidate",
    "chancelier",
    "chancellor",
    "director",
    "don",
    "emir",
    "ex",
    "general",
    "gobernador",
    "governor",
    "judge",
    "juez",
    "juge",
    "justice",
    "king",
    "leader",
    "lord",
    "m",
    "mayor",
    "minister",
    "ministra",
    "ministre",
    "ministro",
    "mme",
    "monsieur",
    "mr",
    "mrs",
    "ms",
    "pm",
    "pope",
    "premier",
    "president",
    "presidenta",
    "presidente",
    "prime",
    "prince",
    "principe",
    "queen",
    "rey",
    "roi",
    "secretario",
    "secretary",
    "sen",
    "senador",
    "senateur",
    "senator",
    "senor",
    "sheikh",
    "sir",
    "sr",
    "sra",
    "sultan",
    "vice",
];

/// Capitalised words behind a country that speak of its offices, not of a person.
pub(crate) const OFFICE: &[&str] = &[
    "ambassador",
    "army",
    "bank",
    "cabinet",
    "central",
    "chancellor",
    "court",
    "defence",
    "defense",
    "embassy",
    "finance",
    "foreign",
    "government",
    "health",
    "interior",
    "justice",
    "king",
    "minister",
    "ministry",
    "national",
    "navy",
    "parliament",
    "police",
    "president",
    "prime",
    "supreme",
    "under",
    "women",
];

/// True when `word`, folded, is in the sorted `list`.
pub(crate) fn contains(list: &[&str], word: &[u8]) -> bool {
    list.binary_search_by(|probe| probe.as_bytes().cmp(word)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted() {
        for list in [FUNCTION, LOCATIVE, CONJUNCTION, STATE, DIRECTION, TITLE, OFFICE] {
            for pair in list.windows(2) {
                assert!(pair[0] < pair[1], "{pair:?}");
            }
        }
    }
}
