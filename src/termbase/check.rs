//! What is probably wrong in a term base that is well formed.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::is_nfc;

use super::base::{Concept, Status, TermBase};

impl TermBase {
    /// Sentences about what a reviewer should look at, in the order of the concepts: forms that two concepts share in a
    /// language, forms with spaces at their ends, decomposed accents or invisible characters, forms that a spreadsheet
    /// would run, and languages of the base in which a concept has no name.
    ///
    /// ```
    /// use unisono::termbase::{Format, TermBase};
    /// let base = TermBase::read(Format::Csv, "id,en,fr\na,bank,banque\nb,bank,rive\n".as_bytes(), &[])?.base;
    /// assert_eq!(base.doubts(), ["b: `bank` (en) is a name of a too"]);
    /// # Ok::<(), unisono::termbase::TermBaseError>(())
    /// ```
    pub fn doubts(&self) -> Vec<String> {
        let mut owners: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let languages: BTreeSet<&str> = self.languages().into_iter().filter(|code| *code != "mul").collect();
        let mut doubts = Vec::new();
        for (number, concept) in self.concepts.iter().enumerate() {
            let name =
                |number: usize| self.concepts.get(number).map_or_else(String::new, |c| shown(c, number));
            let mut say = |what: String| doubts.push(format!("{}: {what}", name(number)));
            for term in &concept.terms {
                let (form, language) = (term.form.escape_debug(), &term.language);
                for fault in faults(&term.form) {
                    say(format!("`{form}` ({language}) {fault}"));
                }
                let owner = *owners.entry((language, &term.form)).or_insert(number);
                if owner != number {
                    say(format!("`{form}` ({language}) is a name of {} too", name(owner)));
                }
            }
            let writable = concept.terms.iter().filter(|term| term.status != Status::Deprecated);
            let has: BTreeSet<&str> = writable.map(|term| term.language.as_str()).collect();
            if !has.contains("mul") {
                for missing in languages.difference(&has) {
                    say(format!("no name in {missing}"));
                }
            }
        }
        doubts
    }
}

fn shown(concept: &Concept, number: usize) -> String {
    match (&concept.id, concept.terms.first()) {
        (Some(id), _) => id.escape_debug().to_string(),
        (None, Some(term)) => format!("`{}`", term.form.escape_debug()),
        (None, None) => format!("concept {}", number + 1),
    }
}

fn faults(form: &str) -> Vec<&'static str> {
    let mut faults = Vec::new();
    if form.trim() != form || form.contains("  ") {
        faults.push("has spaces at an end, or two in a row");
    }
    if !is_nfc(form) {
        faults.push("has decomposed accents (it is not NFC)");
    }
    let invisible = |c: char| {
        c.is_control()
            || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    if form.chars().any(invisible) {
        faults.push("has invisible characters");
    }
    if form.starts_with(['=', '+', '-', '@']) {
        faults.push("would be run by a spreadsheet");
    }
    faults
}
