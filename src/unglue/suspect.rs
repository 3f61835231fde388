//! What looks wrong and is left alone: a full stop that is missing, a capital or a full stop in mid-sentence.

use super::data;
use super::evidence::Settled;
use super::place::{Reader, Token};
use super::{Options, Suspect};
use crate::Language;

/// Nouns after which the name of a publication or a firm stands, often emphasised.
const NAMED_NEXT: &[&str] = &[
    "agency",
    "agencia",
    "agence",
    "blog",
    "brand",
    "chaîne",
    "channel",
    "compagnie",
    "compañía",
    "company",
    "cadena",
    "daily",
    "diario",
    "entreprise",
    "empresa",
    "firm",
    "hebdomadaire",
    "journal",
    "magazine",
    "marca",
    "marque",
    "media",
    "medios",
    "médias",
    "newspaper",
    "outlet",
    "paper",
    "periódico",
    "platform",
    "plataforma",
    "plateforme",
    "portal",
    "publication",
    "quotidien",
    "revista",
    "revue",
    "semanario",
    "site",
    "sitio",
    "site",
    "startup",
    "société",
    "weekly",
    "website",
    "spyware",
    "software",
    "programa",
    "logiciel",
    "film",
    "movie",
    "película",
    "book",
    "libro",
    "livre",
    "song",
    "album",
];

/// A capitalised word after a space.
pub(super) fn look(reader: &Reader<'_>, last: &Token, token: &Token, suspects: &mut Vec<Suspect>) {
    match reader.get(last.end..token.start) {
        " " => capital(reader, last, token, suspects),
        ". " => stop(reader, last, token, suspects),
        _ => {}
    }
}

/// `quoted Bladi The two parties`: a function word in a sentence, with a capital and a word in lower case after it.
fn capital(reader: &Reader<'_>, last: &Token, token: &Token, suspects: &mut Vec<Suspect>) {
    if token.end - token.start < 2 || token.changes > 0 || token.end - token.start > 12 {
        return;
    }
    let mut rest = reader.text.get(token.end..).unwrap_or_default().chars();
    if rest.next() != Some(' ') || !rest.next().is_some_and(char::is_lowercase) {
        return;
    }
    let word = reader.get(token.start..token.end).to_lowercase();
    let role = data::role(&word, reader.language);
    // Articles stand in names: `in The Hague`, `el diario La Razón`; there a name follows, in lower case never.
    if !role.function() || last.start == 0 || at_line_start(reader, last.start) {
        return;
    }
    let confidence = if last.starts_upper { 0.6 } else { 0.5 };
    let range = token.start..token.end;
    suspects.push(Suspect { range, kind: "spurious-capital", suggestion: Some(word), confidence });
}

fn at_line_start(reader: &Reader<'_>, at: usize) -> bool {
    reader.before(at).is_none_or(|c| c == '\n')
}

/// `of the magazine. Lumen, said`: a full stop between a noun and the name of what it names.
fn stop(reader: &Reader<'_>, last: &Token, token: &Token, suspects: &mut Vec<Suspect>) {
    if last.starts_upper || reader.after(token.end) != Some(',') {
        return;
    }
    let left = reader.word(last.start..last.end);
    let right = reader.word(token.start..token.end);
    let noun = NAMED_NEXT.contains(&left.lower.as_str());
    if right.role.function() || !noun && right.entry.is_known() && !right.entry.is_name() {
        return;
    }
    let closed = left.role.function() && !left.role.particle();
    let confidence = if noun {
        0.7
    } else if closed {
        0.6
    } else {
        return;
    };
    let suggestion =
        Some(format!("{} {}", reader.get(last.start..last.end), reader.get(token.start..token.end)));
    suspects.push(Suspect {
        range: last.start..token.end,
        kind: "stop-mid-sentence",
        suggestion,
        confidence,
    });
}

/// Where a space was put in before a capital, a full stop may have been lost too, or the capital is one too many.
pub(super) fn after_repairs(
    text: &str,
    options: &Options<'_>,
    repairs: &[Settled],
    suspects: &mut Vec<Suspect>,
) {
    for Settled { repair, word } in repairs {
        if !repair.rule.starts_with("case.") || repair.rule == "case.names" {
            continue;
        }
        let reader = Reader { text, lexicon: options.lexicon, language: Language::UND };
        let right = reader.get(repair.range.start..word.end);
        let lower = right.to_lowercase();
        let roles = [Language::EN, Language::FR, Language::ES].map(|language| data::role(&lower, language));
        let function = roles.iter().any(|role| role.function());
        let starter = repair.rule == "case.elision" || roles.iter().any(|role| role.starter());
        let left = reader.get(word.start..repair.range.start);
        let range = word.clone();
        if starter {
            let suggestion = Some(format!("{left}. {right}"));
            suspects.push(Suspect { range, kind: "lost-stop", suggestion, confidence: 0.6 });
        } else if function {
            let suggestion = Some(format!("{left} {lower}"));
            suspects.push(Suspect { range, kind: "spurious-capital", suggestion, confidence: 0.6 });
        }
    }
    suspects.sort_by_key(|suspect| (suspect.range.start, suspect.range.end));
}
