//! Galician out of Portuguese: there are hardly any free Galician sentences, and the two languages put the same words in
//! the same order. Every word is respelled by rule and kept only if the list of Galician words has it.

use std::collections::BTreeSet;

use unisono::language::training::{Word, words};

/// Words that no rule of spelling turns into their counterpart.
const WORDS: &str = "não=non um=un uma=unha umas=unhas com=con em=en num=nun numa=nunha são=son mais=máis mas=mais \
    muito=moito muita=moita muitos=moitos muitas=moitas também=tamén já=xa hoje=hoxe ontem=onte dois=dous duas=dúas \
    à=á às=ás pelo=polo pela=pola pelos=polos pelas=polas sem=sen até=ata quem=quen sua=súa suas=súas esse=ese essa=esa \
    esses=eses essas=esas isso=iso ele=el depois=despois quando=cando quanto=canto qual=cal quais=cales nem=nin \
    ainda=aínda há=hai tem=ten têm=teñen foram=foron disse=dixo fez=fixo feito=feito está=está estão=están vão=van \
    dia=día dias=días homem=home homens=homes pessoas=persoas pessoa=persoa deste=deste desse=dese desta=desta \
    nesta=nesta nesse=nese neste=neste seria=sería teria=tería havia=había eram=eran era=era tinha=tiña tinham=tiñan \
    podem=poden fazer=facer dizer=dicir depois=despois antes=antes sobre=sobre entre=entre sempre=sempre menos=menos \
    dele=del nele=nel lhe=lle lhes=lles nos=nos quatro=catro sete=sete oito=oito outubro=outubro janeiro=xaneiro \
    junho=xuño julho=xullo maio=maio fevereiro=febreiro março=marzo abril=abril pai=pai mãe=nai mulher=muller \
    mulheres=mulleres governo=goberno qualquer=calquera segundo=segundo apenas=só agora=agora aqui=aquí assim=así \
    meu=meu minha=miña nosso=noso nossa=nosa";

/// Changes of spelling, in this order.
const RULES: [(&str, &str); 27] = [
    ("ções$", "cións$"),
    ("ção$", "ción$"),
    ("sões$", "sións$"),
    ("são$", "sión$"),
    ("ões$", "óns$"),
    ("ães$", "áns$"),
    ("ãos$", "áns$"),
    ("ão$", "ón$"),
    ("ã$", "á$"),
    ("aram$", "aron$"),
    ("eram$", "eron$"),
    ("iram$", "iron$"),
    ("íveis$", "ibles$"),
    ("ável$", "able$"),
    ("ível$", "ible$"),
    ("ais$", "ais$"),
    ("m$", "n$"),
    ("ss", "s"),
    ("nh", "ñ"),
    ("lh", "ll"),
    ("ç", "z"),
    ("j", "x"),
    ("ge", "xe"),
    ("gi", "xi"),
    ("ze", "ce"),
    ("qua", "ca"),
    ("ê", "é"),
];

/// A Portuguese line as Galician, as far as `list` has the words.
pub(crate) fn respell(line: &str, list: &BTreeSet<Vec<u8>>) -> Vec<Word> {
    let mut text = Vec::new();
    for word in line.to_lowercase().split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let known =
            WORDS.split_whitespace().filter_map(|pair| pair.split_once('=')).find(|(from, _)| *from == word);
        let mut spelled = format!("{}$", known.map_or(word, |(_, to)| to));
        if known.is_none() {
            for (from, to) in RULES {
                spelled = spelled.replace(from, to);
            }
        }
        for candidate in [spelled.trim_end_matches('$'), word] {
            let before = text.len();
            words(candidate, |word, _| {
                if word.letters().len() == 1 || known.is_some() || list.contains(word.letters()) {
                    text.push(*word);
                }
            });
            if text.len() > before {
                break;
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_the_list_has() {
        let mut list = BTreeSet::new();
        words("reunión goberno xente", |word, _| {
            list.insert(word.letters().to_vec());
        });
        let letters =
            |text: &str| respell(text, &list).iter().map(|word| word.letters().to_vec()).collect::<Vec<_>>();
        let mut want = Vec::new();
        words("a reunión do", |word, _| want.push(word.letters().to_vec()));
        assert_eq!(letters("A reunião")[..], want[..2]);
        assert!(letters("desconhecida").is_empty());
        assert_eq!(letters("gente").len(), 1);
    }
}
