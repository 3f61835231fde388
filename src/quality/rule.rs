//! The rules and their limits.

/// Which side of a limit is bad.
///
/// ```
/// use unisono::quality::{Bound, RULES};
/// assert_eq!((RULES[0].id, RULES[0].bound), ("gopher-few-words", Bound::Least));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums, reason = "a number has two sides")]
pub enum Bound {
    /// The figure has to be the limit, at least.
    Least,
    /// The figure has to be the limit, at most.
    Most,
}

/// A rule: a figure, and what it is compared with.
///
/// ```
/// for rule in unisono::quality::RULES {
///     println!("{} {:?} {}: {}", rule.id, rule.bound, rule.limit, rule.about);
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct QualityRule {
    /// Its name; it stays the same.
    pub id: &'static str,
    /// Which side of the limit is bad.
    pub bound: Bound,
    /// The limit that it has by itself.
    pub limit: f64,
    /// What is measured, and the limit, on one line.
    pub about: &'static str,
}

macro_rules! rules {
    ($($id:literal $bound:ident $limit:literal $about:literal;)*) => {
        /// All rules, in the order in which they are looked at: the first one that a document fails is the one that rejects it.
        ///
        /// ```
        /// use unisono::quality::RULES;
        /// assert!(RULES.iter().any(|rule| rule.id == "fineweb-short-lines" && rule.limit == 0.67));
        /// ```
        pub const RULES: &[QualityRule] =
            &[$(QualityRule { id: $id, bound: Bound::$bound, limit: $limit, about: $about }),*];

        /// As `Configured` wants them.
        pub(super) const ABOUT: &[(&str, &str)] = &[$(($id, $about)),*];
    };
}

rules! {
    "gopher-few-words" Least 50.0 "words: 50 at least (Rae et al. 2021)";
    "gopher-many-words" Most 100_000.0 "words: 100000 at most (Rae et al. 2021)";
    "gopher-short-words" Least 3.0 "mean length of the words, in characters: 3 at least (Rae et al. 2021)";
    "gopher-long-words" Most 10.0 "mean length of the words, in characters: 10 at most (Rae et al. 2021)";
    "gopher-hashes" Most 0.1 "signs # for each word: 0.1 at most (Rae et al. 2021)";
    "gopher-ellipses" Most 0.1 "ellipses for each word: 0.1 at most (Rae et al. 2021)";
    "gopher-bullet-lines" Most 0.9 "share of lines that begin with a bullet: 0.9 at most (Rae et al. 2021)";
    "gopher-ellipsis-lines" Most 0.3 "share of lines that end with an ellipsis: 0.3 at most (Rae et al. 2021)";
    "gopher-letters" Least 0.8 "share of the stretches between white space that have a letter: 0.8 at least (Rae et al. 2021)";
    "gopher-stop-words" Least 2.0 "different stop words of the language: 2 at least (Rae et al. 2021; French and Spanish lists of our own)";
    "gopher-duplicate-lines" Most 0.3 "share of lines that stood before: 0.3 at most (Rae et al. 2021)";
    "gopher-duplicate-paragraphs" Most 0.3 "share of paragraphs that stood before: 0.3 at most (Rae et al. 2021)";
    "gopher-duplicate-line-characters" Most 0.2 "share of characters in lines that stood before: 0.2 at most (Rae et al. 2021)";
    "gopher-duplicate-paragraph-characters" Most 0.2 "share of characters in paragraphs that stood before: 0.2 at most (Rae et al. 2021)";
    "gopher-top-2-gram" Most 0.2 "share of characters in the most frequent run of 2 words: 0.2 at most (Rae et al. 2021)";
    "gopher-top-3-gram" Most 0.18 "share of characters in the most frequent run of 3 words: 0.18 at most (Rae et al. 2021)";
    "gopher-top-4-gram" Most 0.16 "share of characters in the most frequent run of 4 words: 0.16 at most (Rae et al. 2021)";
    "gopher-duplicate-5-grams" Most 0.15 "share of characters in runs of 5 words that stood before: 0.15 at most (Rae et al. 2021)";
    "gopher-duplicate-6-grams" Most 0.14 "share of characters in runs of 6 words that stood before: 0.14 at most (Rae et al. 2021)";
    "gopher-duplicate-7-grams" Most 0.13 "share of characters in runs of 7 words that stood before: 0.13 at most (Rae et al. 2021)";
    "gopher-duplicate-8-grams" Most 0.12 "share of characters in runs of 8 words that stood before: 0.12 at most (Rae et al. 2021)";
    "gopher-duplicate-9-grams" Most 0.11 "share of characters in runs of 9 words that stood before: 0.11 at most (Rae et al. 2021)";
    "gopher-duplicate-10-grams" Most 0.1 "share of characters in runs of 10 words that stood before: 0.1 at most (Rae et al. 2021)";
    "c4-few-sentences" Least 3.0 "sentences in lines of 5 words that end well and do not speak of javascript: 3 at least (Raffel et al. 2020)";
    "c4-curly-brackets" Most 0.0 "signs {: none (Raffel et al. 2020)";
    "c4-lorem-ipsum" Most 0.0 "lines with `lorem ipsum`: none (Raffel et al. 2020)";
    "fineweb-line-ends" Least 0.12 "share of lines that end with a mark that ends a sentence: 0.12 at least (Penedo et al. 2024)";
    "fineweb-duplicate-line-characters" Most 0.1 "share of characters in lines that stood before: 0.1 at most (Penedo et al. 2024)";
    "fineweb-short-lines" Most 0.67 "share of lines of 30 characters at most: 0.67 at most (Penedo et al. 2024)";
    "fineweb-line-feeds" Most 0.3 "line feeds for each word: 0.3 at most (not in the paper: its program, datatrove, has it)";
}
