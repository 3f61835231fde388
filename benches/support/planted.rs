//! A seeded corpus with copies in it, and what each document is: made of words of its own, so that every share of common text is known.

use super::corpus::Random;

/// How a document came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An article of its own.
    Article,
    /// The words of an earlier one, with other marks, spaces and capitals.
    Copy,
    /// So many percent of the words replaced, one here and one there.
    Scattered(usize),
    /// So many percent of the words replaced, in one stretch.
    Stretch(usize),
    /// So many percent of the sentences taken out.
    Shortened(usize),
    /// An article of its own in a frame that other pages of its site have too, which is so many percent of the page.
    Framed(usize),
}

pub struct Planted {
    pub id: String,
    pub text: String,
    pub kind: Kind,
    /// The place of the document that it was made from.
    pub of: Option<usize>,
}

const ONSETS: [&str; 16] =
    ["b", "br", "c", "ch", "d", "f", "g", "l", "m", "n", "p", "pr", "r", "s", "t", "v"];
const CORES: [&str; 8] = ["a", "e", "i", "o", "u", "é", "ai", "ou"];
const SMALL: [&str; 12] = ["the", "of", "to", "le", "de", "et", "la", "que", "el", "y", "en", "con"];

fn word(random: &mut Random) -> String {
    // One word in three is one of a dozen, as in any language; the others are one of a few thousand.
    if random.below(3) == 0 {
        return SMALL[random.below(SMALL.len())].to_owned();
    }
    (0..2).map(|_| [ONSETS[random.below(16)], CORES[random.below(8)]].concat()).collect()
}

/// Sentences of 8 to 25 words, of so many words in all.
fn sentences(words: usize, random: &mut Random) -> Vec<Vec<String>> {
    let (mut all, mut left) = (Vec::new(), words);
    while left > 0 {
        let length = (8 + random.below(18)).min(left);
        all.push((0..length).map(|_| word(random)).collect());
        left -= length;
    }
    all
}

fn written(sentences: &[Vec<String>]) -> String {
    let mut text = String::new();
    for (nth, sentence) in sentences.iter().enumerate() {
        text.push_str(&sentence.join(" "));
        text.push_str(if nth % 4 == 3 { ".\n\n" } else { ". " });
    }
    text
}

fn changed(article: &[Vec<String>], kind: Kind, random: &mut Random) -> String {
    let mut article = article.to_vec();
    let words: usize = article.iter().map(Vec::len).sum();
    match kind {
        Kind::Copy => return written(&article).to_uppercase().replace(". ", " — ").replace('\n', "\r\n"),
        Kind::Scattered(percent) => {
            for place in article.iter_mut().flatten() {
                if random.below(100) < percent {
                    *place = word(random);
                }
            }
        }
        Kind::Stretch(percent) => {
            let length = words * percent / 100;
            let start = random.below(words - length);
            for place in article.iter_mut().flatten().skip(start).take(length) {
                *place = word(random);
            }
        }
        Kind::Shortened(percent) => article.retain(|_| random.below(100) >= percent),
        Kind::Article | Kind::Framed(_) => {}
    }
    written(&article)
}

pub const CHANGES: [Kind; 13] = [
    Kind::Copy,
    Kind::Scattered(2),
    Kind::Scattered(5),
    Kind::Scattered(10),
    Kind::Scattered(20),
    Kind::Scattered(30),
    Kind::Stretch(5),
    Kind::Stretch(10),
    Kind::Stretch(20),
    Kind::Stretch(30),
    Kind::Shortened(10),
    Kind::Shortened(20),
    Kind::Shortened(30),
];

pub const FRAMES: [Kind; 3] = [Kind::Framed(20), Kind::Framed(40), Kind::Framed(60)];

/// So many articles, a changed one of each kind for some of them, and 40 pages of each of so many sites a kind of frame.
pub fn corpus(articles: usize, sites: usize, seed: u64) -> Vec<Planted> {
    let mut random = Random::new(seed);
    let mut all: Vec<Planted> = Vec::new();
    let mut add = |text, kind, of| {
        all.push(Planted { id: format!("d{}", all.len()), text, kind, of });
        all.len() - 1
    };
    for nth in 0..articles {
        let article = sentences(120 + random.below(480), &mut random);
        let first = add(written(&article), Kind::Article, None);
        let kind = CHANGES[nth % CHANGES.len()];
        add(changed(&article, kind, &mut random), kind, Some(first));
    }
    for kind in FRAMES {
        let Kind::Framed(percent) = kind else { continue };
        for _ in 0..sites {
            let frame = sentences(300 * percent / 100, &mut random);
            for _ in 0..40 {
                let own = sentences(300 * (100 - percent) / 100, &mut random);
                add(written(&[&own[..], &frame[..]].concat()), kind, None);
            }
        }
    }
    all
}
