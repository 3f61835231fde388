//! Stochastic gradient descent on random pieces of the sources: one thread, a fixed order, single precision.

use unicode_normalization::char::decompose_canonical;
use unisono::language::training::{CLASSES, ROWS, UNIT, Word, letter, rows, softmax};

use super::classes::WEIGHTS;
use super::corpus::Language;
use super::random::{Random, Urn};

pub(crate) const SEED: u64 = 20_210_703;
/// Words of a piece at most.
const LONGEST: usize = 40;
/// Step of AdaGrad at the beginning and at the end.
const STEPS: (f32, f32) = (0.25, 0.03);
/// The largest weight that the table can hold.
const MOST: f32 = 127.0 / UNIT;

/// Draws pieces.
pub(crate) struct Pieces<'c> {
    languages: &'c [Language],
    classes: Urn,
    within: Vec<(Urn, Vec<usize>)>,
    plain: [u8; 256],
    random: Random,
}

impl<'c> Pieces<'c> {
    pub(crate) fn new(languages: &'c [Language], seed: u64) -> Self {
        let within = (0..CLASSES)
            .map(|class| {
                let members: Vec<usize> =
                    (0..languages.len()).filter(|&at| languages[at].class == class).collect();
                (Urn::new(members.iter().map(|&at| languages[at].weight)), members)
            })
            .collect();
        Self {
            languages,
            classes: Urn::new(WEIGHTS),
            within,
            plain: plain_letters(),
            random: Random::new(seed),
        }
    }

    fn language(&mut self, class: usize) -> &'c Language {
        let (urn, members) = &self.within[class];
        &self.languages[members[urn.draw(&mut self.random)]]
    }

    /// A piece of text to train with, and its class.
    pub(crate) fn draw(&mut self, piece: &mut Vec<Word>) -> usize {
        piece.clear();
        let class = self.classes.draw(&mut self.random);
        let language = self.language(class);
        let listed = !language.list.is_empty() || !language.frequencies.is_empty();
        if listed && self.random.in_thousand(450) {
            let length = if self.random.in_thousand(650) { 1 } else { 2 + self.random.below(6) };
            for _ in 0..length {
                let by_frequency = language.list.is_empty() || self.random.in_thousand(600);
                piece.push(if by_frequency && !language.frequencies.is_empty() {
                    language.frequent[language.frequencies.draw(&mut self.random)]
                } else {
                    language.list[self.random.below(language.list.len())]
                });
            }
        } else {
            let register = self.random.below(100);
            let order = match register {
                0..52 => [0, 1, 3, 2],
                52..72 => [1, 3, 0, 2],
                72..88 => [3, 0, 1, 2],
                _ => [2, 0, 1, 3],
            };
            let texts = order.iter().map(|&at| &language.texts[at]).find(|texts| !texts.is_empty());
            self.cut(texts.map_or(&[], Vec::as_slice), piece);
        }
        self.disturb(piece);
        class
    }

    /// A piece of a text that was kept aside, and its class; empty for a language without such texts.
    pub(crate) fn draw_aside(&mut self, piece: &mut Vec<Word>) -> usize {
        piece.clear();
        let class = self.classes.draw(&mut self.random);
        let language = self.language(class);
        self.cut(&language.aside, piece);
        // Paragraphs are longer than the sentences that were kept aside.
        if self.random.in_thousand(250) {
            for _ in 0..1 + self.random.below(8) {
                self.cut(&language.aside, piece);
            }
        }
        class
    }

    fn cut(&mut self, texts: &[Vec<Word>], piece: &mut Vec<Word>) {
        if texts.is_empty() {
            return;
        }
        let text = &texts[self.random.below(texts.len())];
        let length = self.random.length(LONGEST);
        let start = self.random.below(text.len().saturating_sub(length) + 1);
        piece.extend_from_slice(&text[start..(start + length).min(text.len())]);
    }

    /// Takes accents off, glues words together, drops words, mixes a word of elsewhere in.
    fn disturb(&mut self, piece: &mut Vec<Word>) {
        if self.random.in_thousand(80) {
            for word in piece.iter_mut() {
                let letters: Vec<u8> = word.letters().iter().map(|&byte| self.plain[byte as usize]).collect();
                *word = Word::new(&letters);
            }
        }
        if piece.len() > 2 && self.random.in_thousand(100) {
            let at = self.random.below(piece.len() - 1);
            let next = piece.remove(at + 1);
            let glued = [piece[at].letters(), next.letters()].concat();
            piece[at] = Word::new(&glued);
        }
        if piece.len() > 4 && self.random.in_thousand(150) {
            let random = &mut self.random;
            piece.retain(|_| !random.in_thousand(150));
        }
        if piece.len() > 4 && self.random.in_thousand(120) {
            let class = self.classes.draw(&mut self.random);
            let language = self.language(class);
            if !language.list.is_empty() {
                let at = self.random.below(piece.len());
                piece.insert(at, language.list[self.random.below(language.list.len())]);
            }
        }
    }
}

/// For each folded letter the one without its accent.
fn plain_letters() -> [u8; 256] {
    let mut plain = std::array::from_fn(|byte| byte as u8);
    for c in ('\u{E0}'..='\u{24F}').chain('\u{1E00}'..='\u{1EFF}') {
        let mut first = None;
        decompose_canonical(c, |part| first = first.or(Some(part)));
        if let Some(base) = first.filter(char::is_ascii_alphabetic) {
            plain[letter(c) as usize] = letter(base);
        }
    }
    plain
}

/// Weights in training.
pub(crate) struct Weights {
    pub(crate) weights: Vec<[f32; CLASSES]>,
    squares: Vec<[f32; CLASSES]>,
}

impl Weights {
    pub(crate) fn train(languages: &[Language], pieces: usize, mut report: impl FnMut(usize, &Self)) -> Self {
        let mut own = Self { weights: vec![[0.0; CLASSES]; ROWS], squares: vec![[1e-3; CLASSES]; ROWS] };
        let mut source = Pieces::new(languages, SEED);
        let mut dropping = Random::new(SEED + 2);
        let (mut piece, mut features) = (Vec::new(), Vec::new());
        for count in 0..pieces {
            let class = source.draw(&mut piece);
            features.clear();
            for word in &piece {
                rows(word, |row| features.push(row));
            }
            if features.len() > 8 && dropping.in_thousand(500) {
                features.retain(|_| !dropping.in_thousand(200));
            }
            let done = count as f32 / pieces as f32;
            own.step(&features, class, STEPS.0 + (STEPS.1 - STEPS.0) * done);
            if (count + 1) % 500_000 == 0 {
                report(count + 1, &own);
            }
        }
        own
    }

    fn step(&mut self, features: &[usize], class: usize, step: f32) {
        if features.is_empty() {
            return;
        }
        let norm = 1.0 / (features.len() as f32).sqrt();
        let mut errors = softmax(self.scores(features).map(|score| score * norm));
        errors[class] -= 1.0;
        let slopes = errors.map(|error| error * norm);
        let squared = slopes.map(|slope| slope * slope);
        for &row in features {
            let (weights, squares) = (&mut self.weights[row], &mut self.squares[row]);
            for at in 0..CLASSES {
                squares[at] += squared[at];
                weights[at] = (weights[at] - step * slopes[at] / squares[at].sqrt()).clamp(-MOST, MOST);
            }
        }
    }

    fn scores(&self, features: &[usize]) -> [f32; CLASSES] {
        let mut scores = [0.0; CLASSES];
        for &row in features {
            for (score, weight) in scores.iter_mut().zip(&self.weights[row]) {
                *score += weight;
            }
        }
        scores
    }

    /// The weights as they are stored.
    pub(crate) fn rounded(&self) -> Vec<[i8; CLASSES]> {
        let round = |weight: f32| (weight * UNIT).round() as i8;
        self.weights.iter().map(|row| row.map(round)).collect()
    }
}

#[cfg(test)]
mod tests {
    use unisono::language::training::words;

    use super::*;

    const SENTENCES: [&str; CLASSES] = [
        "the harbour was closed for three weeks",
        "le port est resté fermé trois semaines",
        "el puerto estuvo cerrado tres semanas",
        "o porto esteve fechado durante três semanas",
        "il porto è rimasto chiuso per tre settimane",
        "el port va estar tancat tres setmanes amb obres",
        "o porto estivo pechado tres semanas",
        "portul a fost închis timp de trei săptămâni",
        "der hafen war drei wochen geschlossen",
        "de haven was drie weken gesloten",
        "hamnen var stängd i tre veckor",
        "port był zamknięty przez trzy tygodnie",
        "satama oli suljettuna kolme viikkoa",
        "bandari ilifungwa kwa wiki tatu",
        "pelabuhan ditutup selama tiga minggu",
        "bhí an cuan dúnta ar feadh trí seachtaine",
    ];

    fn languages() -> Vec<Language> {
        let text = |sentence: &str| {
            let mut text = Vec::new();
            words(sentence, |word, _| text.push(*word));
            text
        };
        let language = |(class, sentence): (usize, &&str)| Language {
            class,
            weight: 1,
            texts: [vec![text(sentence)], Vec::new(), Vec::new(), Vec::new()],
            ..Language::default()
        };
        SENTENCES.iter().enumerate().map(language).collect()
    }

    #[test]
    fn two_trainings_give_the_same_weights_and_know_their_sentences() {
        let languages = languages();
        let first = Weights::train(&languages, 6000, |_, _| {});
        let second = Weights::train(&languages, 6000, |_, _| {});
        assert_eq!(first.rounded(), second.rounded());
        for language in &languages {
            let mut features = Vec::new();
            for word in &language.texts[0][0] {
                rows(word, |row| features.push(row));
            }
            let scores = first.scores(&features);
            let best = (0..CLASSES).fold(0, |best, at| if scores[at] > scores[best] { at } else { best });
            assert_eq!(best, language.class);
        }
    }
}
