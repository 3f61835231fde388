//! The words directly before a name.

/// A word before some place of a text, in the same line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Before {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Lower case, without apostrophe.
    pub(super) word: String,
    /// Its first letter is a capital.
    pub(super) capital: bool,
}

/// Longest word that is looked at, in bytes: none that matters is longer.
const MAX_BYTES: usize = 24;

/// The word that ends directly before the byte `at`: a space or an apostrophe lies between.
pub(super) fn before(text: &str, at: usize) -> Option<Before> {
    let head = text.get(..at)?;
    let spaceless = head.trim_end_matches([' ', '\u{A0}', '\u{202F}']);
    let bare = spaceless.strip_suffix(['\'', '’']).unwrap_or(spaceless);
    if head.len() == bare.len() || spaceless.len() + 4 < head.len() {
        return None;
    }
    let mut start = bare.len();
    for c in bare.chars().rev() {
        if !c.is_alphabetic() || bare.len() - start > MAX_BYTES {
            break;
        }
        start -= c.len_utf8();
    }
    let word = bare.get(start..)?;
    if word.is_empty() || word.len() > MAX_BYTES {
        return None;
    }
    // An inner apostrophe or hyphen joins it to another word: "aujourd'hui" is none of ours.
    let joined = bare.get(..start)?.ends_with('-');
    (!joined).then(|| Before {
        start,
        word: word.to_lowercase(),
        capital: word.starts_with(char::is_uppercase),
    })
}

/// What stands before a name and goes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repair {
    /// Where the rewritten stretch begins.
    pub(super) start: usize,
    /// What stands there before the name afterwards, with the space.
    pub(super) lead: String,
    /// The name, where it loses its article.
    pub(super) name: String,
}

impl Repair {
    /// The same with a capital at the start, as the source had it.
    pub(super) fn capital(mut self, capital: bool) -> Self {
        let text = if self.lead.is_empty() { &mut self.name } else { &mut self.lead };
        if capital && let Some(first) = text.chars().next() {
            *text = first.to_uppercase().chain(text.chars().skip(1)).collect();
        }
        self
    }
}

/// True when a verb in the other number follows: the sentence would no longer agree.
pub(super) fn disagrees(text: &str, end: usize, plural: bool) -> bool {
    const SINGULAR: &[&str] = &[
        "a", "est", "était", "avait", "sera", "va", "doit", "peut", "veut", "fait", "dit", "ha", "es", "era",
        "fue", "está", "había", "será", "debe", "puede", "quiere", "tiene",
    ];
    const PLURAL: &[&str] = &[
        "ont", "sont", "étaient", "avaient", "seront", "vont", "doivent", "peuvent", "veulent", "font",
        "disent", "han", "son", "eran", "fueron", "están", "habían", "serán", "deben", "pueden", "quieren",
        "tienen",
    ];
    let next = text.get(end..).and_then(|rest| rest.strip_prefix(' ')).unwrap_or_default();
    let word = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if plural { SINGULAR.contains(&word) } else { PLURAL.contains(&word) }
}
