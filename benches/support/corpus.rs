//! A seeded corpus for the benches: articles from a small grammar, in three languages, clean or dirty.
//!
//! `UNISONO_CORPUS` names a file of articles, separated by blank lines, to measure on instead.

/// xorshift64*: the same texts on every machine.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize) % limit
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }
}

struct Grammar {
    who: &'static [&'static str],
    did: &'static [&'static str],
    what: &'static [&'static str],
    when: &'static [&'static str],
    furniture: &'static [&'static str],
}

const EN: Grammar = Grammar {
    who: &[
        "The harbour master",
        "A spokeswoman for the ministry",
        "The mayor of Tangier",
        "Two officials in London",
        "The rail operator",
        "Morocco’s central bank",
    ],
    did: &[
        "said that the port would reopen",
        "signed an agreement on water",
        "announced “a new timetable”",
        "rejected the offer",
        "presented figures for 2023",
    ],
    what: &[
        "with the United Kingdom",
        "for the ferries to Spain",
        "after months of talks",
        "although costs had risen by 4.5 percent",
        "in front of the press",
    ],
    when: &["on Monday", "last week", "in early March", "at 9.30 a.m.", "before the summer"],
    furniture: &[
        "See also: Ferries return to the strait",
        "Leave a Reply",
        "Sign in to read this article",
        "Share on Facebook",
    ],
};
const FR: Grammar = Grammar {
    who: &[
        "Le directeur du port",
        "Une porte-parole du ministère",
        "La maire de Sète",
        "Deux élus de Bretagne",
        "L’opérateur ferroviaire",
        "La Banque de France",
    ],
    did: &[
        "a annoncé que la ligne rouvrirait",
        "a signé un accord sur l’eau",
        "a présenté « un nouvel horaire »",
        "a rejeté l’offre",
        "a publié les chiffres de 2023",
    ],
    what: &[
        "avec le Royaume-Uni",
        "pour les bateaux vers l’Espagne",
        "après des mois de négociations",
        "malgré une hausse de 4,5 %",
        "devant la presse",
    ],
    when: &["lundi", "la semaine dernière", "début mars", "à 9 h 30", "avant l’été"],
    furniture: &[
        "Lire aussi : Le retour des bateaux",
        "Connectez-vous",
        "Laisser un commentaire",
        "Partager sur Facebook",
    ],
};
const ES: Grammar = Grammar {
    who: &[
        "El director del puerto",
        "Una portavoz del ministerio",
        "La alcaldesa de Cádiz",
        "Dos diputados de Aragón",
        "La operadora ferroviaria",
        "El Banco de España",
    ],
    did: &[
        "anunció que la línea volvería a abrir",
        "firmó un acuerdo sobre el agua",
        "presentó «un horario nuevo»",
        "rechazó la oferta",
        "publicó las cifras de 2023",
    ],
    what: &[
        "con el Reino Unido",
        "para los barcos hacia Marruecos",
        "tras meses de negociación",
        "pese a un alza del 4,5 %",
        "ante la prensa",
    ],
    when: &["el lunes", "la semana pasada", "a principios de marzo", "a las 9.30", "antes del verano"],
    furniture: &[
        "Lea también: Vuelven los barcos",
        "Iniciar sesión",
        "Deja un comentario",
        "Compartir en Facebook",
    ],
};

/// About `bytes` of articles of some 3 KB each. `dirt` is the share of words hit by a defect, in thousandths.
pub fn articles(language: &str, bytes: usize, dirt: usize) -> Vec<String> {
    if let Ok(path) = std::env::var("UNISONO_CORPUS") {
        let text =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("UNISONO_CORPUS={path}: {error}"));
        return text.split("\n\n\n").map(str::to_owned).collect();
    }
    let grammar = match language {
        "fr" => FR,
        "es" => ES,
        _ => EN,
    };
    let mut random = Random::new(bytes as u64 + dirt as u64);
    let (mut articles, mut total) = (Vec::new(), 0);
    while total < bytes {
        let mut article = format!(
            "{} {} {}",
            random.pick(grammar.who),
            random.pick(grammar.did),
            random.pick(grammar.what)
        );
        while article.len() < 3_000 {
            article.push_str("\n\n");
            for _ in 0..2 + random.below(4) {
                for (nth, part) in
                    [grammar.who, grammar.did, grammar.what, grammar.when].into_iter().enumerate()
                {
                    if nth > 0 {
                        article.push(' ');
                    }
                    article.push_str(random.pick(part));
                }
                article.push_str(". ");
            }
            article.pop();
            if dirt > 0 && random.below(3) == 0 {
                article.push_str("\n\n");
                article.push_str(random.pick(grammar.furniture));
            }
        }
        total += article.len();
        articles.push(if dirt > 0 { spoil(&article, dirt, &mut random) } else { article });
    }
    articles
}

fn spoil(article: &str, dirt: usize, random: &mut Random) -> String {
    const DEFECTS: &[&str] = &[
        "  ",
        "\u{a0}",
        "\u{200b} ",
        " \u{ad}",
        " \u{200e}",
        " , ",
        "\u{2009}",
        " \u{feff}",
        " . . ",
        " \u{7f}",
    ];
    let mut spoilt = String::with_capacity(article.len() * 2);
    for c in article.chars() {
        match c {
            ' ' if random.below(1_000) < dirt => spoilt.push_str(random.pick(DEFECTS)),
            '\n' if random.below(1_000) < dirt => spoilt.push_str("\r\n"),
            'é' if random.below(1_000) < dirt => spoilt.push_str("e\u{301}"),
            'f' if random.below(1_000) < dirt => spoilt.push('ﬁ'),
            c => spoilt.push(c),
        }
    }
    spoilt
}
