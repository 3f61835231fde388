//! Where a name may not be rewritten: inside quotations of works, other names, addresses.

use std::ops::Range;

/// Longest quotation, in bytes; a mark that is not closed within does not open one.
const MAX_QUOTATION: usize = 2000;

/// Words before a quotation that is a title.
const WORKS: &[&str] = &[
    "album",
    "article",
    "book",
    "canción",
    "cancion",
    "chanson",
    "cuento",
    "disco",
    "documental",
    "documentaire",
    "documentary",
    "essai",
    "ensayo",
    "film",
    "émission",
    "éditorial",
    "libro",
    "livre",
    "magazine",
    "movie",
    "novel",
    "novela",
    "obra",
    "ouvrage",
    "película",
    "pièce",
    "programa",
    "revista",
    "revue",
    "roman",
    "serie",
    "song",
    "série",
    "tableau",
    "cuadro",
    "titulada",
    "titulado",
    "intitulé",
    "intitulée",
    "entitled",
    "called",
    "titled",
];

/// The quotations of a text, in order.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // (place behind the mark, what closes it)
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match open {
            Some((start, close)) if c == close => {
                found.push(start..at);
                open = None;
            }
            Some((start, _)) if c == '\n' || at - start > MAX_QUOTATION => open = None,
            Some(_) => {}
            None => {
                let close = match c {
                    '«' => '»',
                    '“' => '”',
                    '„' => '“',
                    '"' => '"',
                    '‘' => '’',
                    _ => continue,
                };
                // A single mark is an apostrophe unless a word begins behind it.
                let behind = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
                if c != '‘' || behind.is_some_and(char::is_alphanumeric) {
                    open = Some((at + c.len_utf8(), close));
                }
            }
        }
    }
    found
}

/// The quotation that holds `range`.
pub(super) fn around<'q>(quotations: &'q [Range<usize>], range: &Range<usize>) -> Option<&'q Range<usize>> {
    let index = quotations.partition_point(|one| one.end < range.end);
    quotations.get(index).filter(|one| one.start <= range.start && range.end <= one.end)
}

/// True when the quotation is the title of a work or in another language: all its longer words are capitalised, a
/// word for a work stands before it, or foreign small words are in it. `mention` is not looked at.
pub(super) fn is_title(text: &str, quotation: &Range<usize>, mention: &Range<usize>) -> bool {
    let Some(inner) = text.get(quotation.clone()) else { return false };
    if inner.len() > 120 {
        return false;
    }
    let head = text.get(..quotation.start).unwrap_or_default();
    let head = head.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = head.rsplit(|c: char| !c.is_alphabetic()).take(2);
    if last.into_iter().any(|word| word.len() < 20 && WORKS.contains(&word.to_lowercase().as_str())) {
        return true;
    }
    let (mut capitals, mut small, mut foreign, mut at) = (0_usize, 0_usize, 0_usize, 0_usize);
    for word in inner.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
        let start = quotation.start + at;
        at += word.len() + 1;
        let inside = start < mention.end && start + word.len() > mention.start;
        if word.is_empty() || inside {
            continue;
        }
        let upper = word.starts_with(char::is_uppercase);
        capitals += usize::from(upper && start > quotation.start + 2);
        small += usize::from(!upper && word.chars().count() >= 4);
        foreign += usize::from(matches!(word, "of" | "in" | "for" | "with" | "from" | "and" | "is" | "to"));
    }
    foreign > 0 || (capitals > 0 && small == 0)
}

/// Capitalised words beside a name that are no part of another name.
const TITLES: &[&str] = &[
    "president",
    "presidente",
    "presidenta",
    "président",
    "présidente",
    "premier",
    "roi",
    "rey",
    "king",
    "queen",
    "mme",
    "monsieur",
    "sr",
    "sra",
    "mr",
    "mrs",
    "ministre",
    "ministro",
    "ministra",
    "minister",
    "don",
    "prince",
    "príncipe",
    "sheikh",
    "général",
    "general",
    "canciller",
    "chancelier",
    "chancellor",
    "pape",
    "papa",
    "pope",
];

/// What names of institutions that begin with a place go on with.
const HEADS: &[&str] = &[
    "academy",
    "agency",
    "airlines",
    "airways",
    "army",
    "association",
    "bank",
    "board",
    "broadcasting",
    "business",
    "center",
    "centre",
    "championship",
    "city",
    "club",
    "college",
    "company",
    "cup",
    "daily",
    "department",
    "fc",
    "federation",
    "foundation",
    "fund",
    "games",
    "gazette",
    "group",
    "herald",
    "institute",
    "international",
    "journal",
    "league",
    "museum",
    "network",
    "news",
    "observer",
    "open",
    "party",
    "police",
    "post",
    "press",
    "radio",
    "review",
    "rights",
    "school",
    "senate",
    "society",
    "star",
    "steel",
    "television",
    "times",
    "today",
    "tribune",
    "trust",
    "tv",
    "united",
    "university",
    "weekly",
    "world",
];

/// Words that begin sentences or lines with a capital and are no names.
const OPENERS: &[&str] = &[
    "a", "al", "au", "aux", "avec", "con", "contra", "contre", "dans", "de", "del", "depuis", "des", "desde",
    "du", "d", "el", "en", "entre", "et", "for", "from", "hacia", "in", "l", "la", "las", "le", "les", "los",
    "mais", "para", "par", "pero", "por", "pour", "que", "qu", "quand", "según", "selon", "si", "sobre",
    "sur", "the", "to", "tras", "vers", "with", "y", "à", "and", "but", "when", "as", "comme", "como",
    "cuando", "sans", "sin", "chez", "toute", "tout", "lorsque", "outre", "of", "on", "at", "by", "after",
    "before", "or", "ou", "o", "e", "u",
];

/// True when a capitalised word, a hyphen, or a mark of an address stands directly beside the name; in text that is
/// not English also an English preposition.
pub(super) fn in_other_name(text: &str, range: &Range<usize>, english: bool) -> bool {
    let head = text.get(..range.start).unwrap_or_default();
    let tail = text.get(range.end..).unwrap_or_default();
    if head.ends_with(['@', '#', '/', '_', '\\', '=', '-', '‑'])
        || tail.starts_with(['@', '_', '/', '\\', '-', '‑'])
    {
        return true;
    }
    let mut behind = tail.chars();
    let (mark, next) = (behind.next(), behind.next());
    if mark.is_some_and(char::is_alphanumeric)
        || head.ends_with(char::is_alphanumeric)
        || (matches!(mark, Some('.' | ':')) && next.is_some_and(char::is_alphanumeric))
        || (matches!(mark, Some('\'' | '’')) && next.is_some_and(char::is_alphabetic))
    {
        return true;
    }
    let words = text.get(range.clone()).unwrap_or_default().split(' ').count();
    let after = tail.strip_prefix([' ', '\u{A0}']).unwrap_or_default();
    if after.starts_with(char::is_uppercase) {
        let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        // "North Korea Ri Yong-ho": a name of several words ends here, unless it is that of an institution.
        let whole = words > 1 && !HEADS.contains(&word.as_str());
        if !whole && !OPENERS.contains(&word.as_str()) {
            return true;
        }
    }
    let Some(before) = head.strip_suffix([' ', '\u{A0}']) else { return false };
    let word: &str = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    // "National Trust for Scotland", "Ligue Europa".
    if !english
        && matches!(
            word,
            "for" | "of" | "and" | "with" | "from" | "ligue" | "liga" | "coupe" | "copa" | "league"
        )
    {
        return true;
    }
    if !word.starts_with(char::is_uppercase) || word.len() > 40 {
        return false;
    }
    let word = word.to_lowercase();
    !OPENERS.contains(&word.as_str()) && !TITLES.contains(&word.as_str())
}
