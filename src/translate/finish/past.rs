//! French tells the news in the compound past; English and Spanish tell it in the simple past.

use crate::Language;

/// Participles that are no past, with the past.
const ENGLISH: [(&str, &str); 16] = [
    ("been", "was"),
    ("taken", "took"),
    ("given", "gave"),
    ("seen", "saw"),
    ("begun", "began"),
    ("known", "knew"),
    ("written", "wrote"),
    ("chosen", "chose"),
    ("fallen", "fell"),
    ("broken", "broke"),
    ("spoken", "spoke"),
    ("shown", "showed"),
    ("done", "did"),
    ("gone", "went"),
    ("become", "became"),
    ("come", "came"),
];

/// Participles that are the past too.
const ENGLISH_SAME: [&str; 26] = [
    "said", "told", "made", "found", "won", "held", "had", "left", "lost", "led", "sent", "put", "kept",
    "met", "paid", "brought", "thought", "built", "sold", "felt", "heard", "read", "cut", "set", "hit",
    "spent",
];

/// Spanish participles, or their ends, with the past of one and of several; the first that fits counts.
const SPANISH: [(&str, &str, &str); 26] = [
    ("sido", "fue", "fueron"),
    ("ido", "fue", "fueron"),
    ("estado", "estuvo", "estuvieron"),
    ("dado", "dio", "dieron"),
    ("dicho", "dijo", "dijeron"),
    ("hecho", "hizo", "hicieron"),
    ("visto", "vio", "vieron"),
    ("escrito", "escribió", "escribieron"),
    ("abierto", "abrió", "abrieron"),
    ("vuelto", "volvió", "volvieron"),
    ("muerto", "murió", "murieron"),
    ("roto", "rompió", "rompieron"),
    ("podido", "pudo", "pudieron"),
    ("querido", "quiso", "quisieron"),
    ("sabido", "supo", "supieron"),
    ("habido", "hubo", "hubieron"),
    ("pedido", "pidió", "pidieron"),
    ("seguido", "siguió", "siguieron"),
    ("conseguido", "consiguió", "consiguieron"),
    ("preferido", "prefirió", "prefirieron"),
    ("elegido", "eligió", "eligieron"),
    ("sentido", "sintió", "sintieron"),
    ("leído", "leyó", "leyeron"),
    ("caído", "cayó", "cayeron"),
    ("traído", "trajo", "trajeron"),
    ("cubierto", "cubrió", "cubrieron"),
];

/// Ends of participles of many verbs.
const SPANISH_ENDS: [(&str, &str, &str); 8] = [
    ("tenido", "tuvo", "tuvieron"),
    ("venido", "vino", "vinieron"),
    ("puesto", "puso", "pusieron"),
    ("ducido", "dujo", "dujeron"),
    ("struido", "struyó", "struyeron"),
    ("nunciado", "nunció", "nunciaron"),
    ("ado", "ó", "aron"),
    ("ido", "ió", "ieron"),
];

/// The text with its compound pasts made simple.
pub(super) fn simple(text: &str, target: Language) -> String {
    let auxiliaries: [&str; 2] = match target {
        Language::EN => ["has", "have"],
        Language::ES => ["ha", "han"],
        _ => return text.to_owned(),
    };
    let mut out = String::with_capacity(text.len());
    let mut words = text.split_inclusive(' ').peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_end_matches(' ');
        let lower = bare.to_lowercase();
        let many = if let Some(at) = auxiliaries.iter().position(|auxiliary| *auxiliary == lower) {
            at == 1
        } else {
            out.push_str(word);
            continue;
        };
        let next = words.peek().copied().unwrap_or_default();
        let length = next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len());
        let participle = next.get(..length).unwrap_or_default();
        let past = match target {
            Language::EN => english(participle, many, text),
            _ => spanish(participle, many),
        };
        match past {
            Some(past) if bare.len() < word.len() => {
                out.push_str(&past);
                out.push_str(next.get(length..).unwrap_or_default());
                words.next();
            }
            _ => out.push_str(word),
        }
    }
    out
}

fn english(participle: &str, many: bool, text: &str) -> Option<String> {
    // `to have X-ed` and `would have X-ed` are no past of their own.
    if many
        && ["to have ", "would have ", "could have ", "should have ", "may have ", "must have ", "will have "]
            .iter()
            .any(|open| text.contains(open))
    {
        return None;
    }
    if participle == "been" {
        return Some(if many { "were" } else { "was" }.to_owned());
    }
    if let Some((_, past)) = ENGLISH.iter().find(|(known, _)| *known == participle) {
        return Some((*past).to_owned());
    }
    let same = ENGLISH_SAME.contains(&participle) || (participle.ends_with("ed") && participle.len() > 3);
    same.then(|| participle.to_owned())
}

fn spanish(participle: &str, many: bool) -> Option<String> {
    let choose = |one: &str, several: &str| if many { several.to_owned() } else { one.to_owned() };
    if let Some((_, one, several)) = SPANISH.iter().find(|(known, _, _)| *known == participle) {
        return Some(choose(one, several));
    }
    let (stem, one, several) = SPANISH_ENDS
        .iter()
        .find_map(|(end, one, several)| participle.strip_suffix(end).map(|stem| (stem, one, several)))?;
    (!stem.is_empty() || one.len() > 2).then(|| format!("{stem}{}", choose(one, several)))
}
