//! Language tags as files write them.

use crate::Language;

/// A BCP 47 tag in its usual case (`es-MX`, `zh-Hant`), if this is one. Accepts `_` between subtags, as older tools
/// write it.
pub(super) fn normalize(text: &str) -> Option<String> {
    let mut parts = text.trim().split(['-', '_']);
    let primary = parts.next()?;
    if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let mut tag = primary.to_ascii_lowercase();
    for part in parts {
        if !(2..=8).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        tag.push('-');
        match part.len() {
            2 => tag.push_str(&part.to_ascii_uppercase()),
            4 if part.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
                tag.push_str(&part[..1].to_ascii_uppercase());
                tag.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => tag.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(tag)
}

/// The codes of ISO 639-1, and `mul` for names that are the same in every language: what a column may be named that
/// has no other mark of a language.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io \
    is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt \
    my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn \
    so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu mul";

/// The tag of a column's name, if it is a language that is known by two letters.
pub(super) fn column(name: &str) -> Option<String> {
    let tag = normalize(name)?;
    let primary = tag.split('-').next()?;
    CODES.split(' ').any(|code| code == primary).then_some(tag)
}

/// The language of a tag, for the glossary: regions and scripts do not count. `None` for all languages.
pub(super) fn language(tag: &str) -> Option<Language> {
    let primary = tag.split('-').next().unwrap_or(tag);
    if primary == "mul" { None } else { primary.parse().ok() }
}
