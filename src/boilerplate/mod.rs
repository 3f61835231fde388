//! What on a page is not the article: menus, prompts to log in, pointers to other articles, notices.
//!
//! Plain text in, one verdict for every line out: what it is, how probably it is article text, whether it stays. Losing text of
//! the article is worse than leaving boilerplate, so the default removes only what is beyond reasonable doubt, and nothing is
//! lost: [`metadata`] hands out the names, dates, credits and quoted posts of the lines that go.
//!
//! ```
//! use unisono::boilerplate::{lines, LineKind, Options};
//! let text = "The strait reopened on Monday, and the first ships left at dawn.\nSee also  A port is repaired";
//! let lines = lines(text, &Options::default());
//! assert!(lines[0].keep);
//! assert!(!lines[1].keep);
//! assert_eq!(lines[1].kind, LineKind::Related);
//! ```
#![doc(alias = "content extraction")]

mod calendar;
mod dates;
mod embeds;
mod explain;
mod fold;
mod inline;
mod kind;
mod metadata;
mod model;
mod phrases;
mod price;
mod protect;
mod removals;
mod score;
mod shape;
mod stage;
#[cfg(test)]
mod tests;
mod tokens;
#[doc(hidden)]
pub mod training;
mod words;

use std::ops::Range;

pub use explain::{Contribution, Explanation, explain_line};
pub use inline::{Cut, inline};
pub(crate) use kind::kind_of;
pub use kind::{Embeds, LineKind, Mode};
pub use metadata::{Date, Excerpt, Harvest, QuotedPost, metadata};
pub use phrases::{PhraseError, UserPhrases};
pub(crate) use removals::cuts;
pub use removals::{Removal, removals};
pub use stage::Boilerplate;

use crate::language::Language;
use model::{Dots, Model, Scene};
use protect::Frame;
use score::{Judgement, judge};
use shape::{Gauge, Shape};

/// The reason of every line of a text in which nothing would be left; all of them are kept then.
///
/// ```
/// use unisono::boilerplate::{lines, Options, ALL_BOILERPLATE};
/// let lines = lines("Tous droits réservés", &Options::default());
/// assert!(lines[0].keep);
/// assert_eq!(lines[0].reason, ALL_BOILERPLATE);
/// ```
pub const ALL_BOILERPLATE: &str = "all-boilerplate";

/// A non-blank line and the verdict on it.
///
/// ```
/// use unisono::boilerplate::{lines, LineKind, Options};
/// let lines = lines("a\n\nb", &Options::default());
/// assert_eq!(lines[1].range, 3..4);
/// assert_eq!(lines[1].kind, LineKind::Body);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Verdict {
    /// Bytes of the text, without the LF that ends the line.
    pub range: Range<usize>,
    /// True when the line stays in the text.
    pub keep: bool,
    /// What the line is.
    pub kind: LineKind,
    /// Probability that the line is article text, 0 to 1.
    pub score: f32,
    /// What decided, as a name with hyphens: `strong-phrase`, `date-line`, `model`, ...; [`explain_line`] says more.
    pub reason: &'static str,
}

/// How to judge lines.
///
/// ```
/// use unisono::boilerplate::{Mode, Options};
/// let options = Options { mode: Mode::Balanced, title: Some("The strait reopens"), ..Options::default() };
/// assert!(options.languages.is_empty());
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// How much is removed.
    pub mode: Mode,
    /// The title, where the record that the text came from names it: the first line that equals it is protected.
    pub title: Option<&'a str>,
    /// What becomes of quoted posts.
    pub embeds: Embeds,
    /// Phrases of one's own, beside those that come with the crate.
    pub phrases: Option<&'a UserPhrases>,
    /// Languages of parts of the text, in bytes, in order. A line in no part is of unknown language: the phrases of all languages
    /// count.
    pub languages: &'a [(Range<usize>, Language)],
}

/// Judges the non-blank lines of `text`, in order.
///
/// A line ends at LF only, and is blank when it has nothing but Unicode `White_Space` or U+001C to U+001F. In [`Mode::Tag`] every
/// line is kept. When nothing would be left, everything is kept, with the reason [`ALL_BOILERPLATE`]. Takes time linear in the
/// bytes of the text.
///
/// ```
/// use unisono::boilerplate::{lines, Mode, Options};
/// let text = "Le détroit a rouvert lundi, et les premiers navires sont partis.\nPartager sur Facebook";
/// let kept: Vec<bool> = lines(text, &Options::default()).iter().map(|line| line.keep).collect();
/// assert_eq!(kept, [true, false]);
/// let tagged = lines(text, &Options { mode: Mode::Tag, ..Options::default() });
/// assert!(tagged.iter().all(|line| line.keep));
/// ```
pub fn lines(text: &str, options: &Options<'_>) -> Vec<Verdict> {
    Measured::new(text, options).judged(Model::builtin(), options)
}

/// The lines of a text with all that is measured on them.
#[derive(Debug)]
struct Measured<'t> {
    text: &'t str,
    shapes: Vec<Shape>,
    /// Of each line, whether it is part of a quoted post.
    posts: Vec<bool>,
    /// Hashes of content words.
    words: Vec<u32>,
}

impl<'t> Measured<'t> {
    fn new(text: &'t str, options: &Options<'_>) -> Self {
        let ranges = crate::document::split(text);
        let mut posts = vec![false; ranges.len()];
        for post in embeds::posts(text, &ranges) {
            for flag in posts.get_mut(post.certain()).unwrap_or_default() {
                *flag = true;
            }
        }
        let mut gauge = Gauge::new(options.phrases.map(|own| &*own.0));
        let mut parts = options.languages.iter().peekable();
        // Each line in the language of the part that it begins in.
        let shapes = ranges
            .into_iter()
            .map(|range| {
                while parts.next_if(|(part, _)| part.end <= range.start).is_some() {}
                let language = parts
                    .peek()
                    .filter(|(part, _)| part.start < range.end)
                    .map_or(Language::UND, |(_, language)| *language);
                gauge.measure(text, range, language)
            })
            .collect();
        Self { text, shapes, posts, words: gauge.words }
    }

    fn scene(&self, alive: &[usize], title: Option<&str>) -> Scene {
        let frame = Frame::find(self.text, &self.shapes, alive, title);
        Scene::new(&self.shapes, alive, &frame, &self.posts, &self.words)
    }

    fn judged(self, model: &Model, options: &Options<'_>) -> Vec<Verdict> {
        let all: Vec<usize> = (0..self.shapes.len()).collect();
        let scene = self.scene(&all, options.title);
        let dots: Vec<Dots> = self.shapes.iter().map(|shape| model.dots(shape)).collect();
        let probabilities = model.probabilities(&scene, &dots);
        let judged = judge(&self.shapes, &scene, model.gate(&scene), &probabilities);
        let gone: Vec<bool> =
            self.shapes.iter().zip(&judged).map(|(shape, verdict)| goes(shape, verdict, options)).collect();
        let nothing_left = gone.iter().all(|&gone| gone);
        self.shapes
            .into_iter()
            .zip(judged)
            .zip(gone)
            .map(|((shape, Judgement { score, kind, reason }), gone)| Verdict {
                range: shape.range,
                keep: !gone || nothing_left,
                kind,
                score,
                reason: if nothing_left { ALL_BOILERPLATE } else { reason },
            })
            .collect()
    }
}

fn goes(shape: &Shape, verdict: &Judgement, options: &Options<'_>) -> bool {
    let Some(threshold) = options.mode.threshold() else { return false };
    if verdict.reason == score::POST {
        return options.embeds == Embeds::Move;
    }
    let phrase = options.mode == Mode::Strict
        && shape.chars < 60
        && shape.hits.kind().is_some()
        && !verdict.kind.is_article();
    verdict.score <= threshold || phrase
}
