//! The frame of an article: its title, standfirst and intertitles, which look like boilerplate and are not.

use std::ops::Range;

use super::dates::DateLine;
use super::fold::folded;
use super::shape::{LONG, Opening, Shape, letter_words};

/// The part that a line has in the frame of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Role {
    #[default]
    None,
    Title,
    /// The title once more.
    TitleCopy,
    Standfirst,
    Heading,
    /// A word or two right above the title. The only role that does not protect.
    Section,
}

/// Where a line stands relative to the paragraphs of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Zone {
    /// The text has no paragraph.
    #[default]
    Alone,
    Before,
    Inside,
    After,
}

/// Lines between two paragraphs that are intertitles at most; more are a list.
const HEADINGS: usize = 2;
/// Characters of an intertitle at most.
const HEADING: u32 = 90;
/// Characters of a title at most.
const TITLE: u32 = 160;

/// The frame of the lines `alive` (indices into `shapes`).
#[derive(Debug, Default)]
pub(crate) struct Frame {
    pub(crate) roles: Vec<Role>,
    pub(crate) zones: Vec<Zone>,
    /// The text is that of a whole page, not what an extractor made of it.
    pub(crate) page: bool,
}

impl Frame {
    /// Finds the frame. `record_title` is the title that the record names.
    pub(crate) fn find(text: &str, shapes: &[Shape], alive: &[usize], record_title: Option<&str>) -> Self {
        let line = |at: usize| alive.get(at).and_then(|&index| shapes.get(index));
        let solid = |at: &usize| line(*at).is_some_and(Shape::solid);
        let page = is_page(shapes, alive);
        let (within, last) = match page.then(|| densest(shapes, alive)).flatten() {
            Some(run) => (run.start, run.end),
            None => (0, alive.len()),
        };
        let first = (within..last).find(solid);
        let last = (within..last).rev().find(solid);
        let zones = (0..alive.len())
            .map(|at| match (first, last) {
                (Some(first), _) if at < first => Zone::Before,
                (_, Some(last)) if at > last => Zone::After,
                (Some(_), _) => Zone::Inside,
                (None, _) => Zone::Alone,
            })
            .collect();
        let mut frame = Self { roles: vec![Role::None; alive.len()], zones, page };
        frame.headings(&line);
        frame.title(text, &line, record_title, first);
        frame
    }

    fn set(&mut self, at: usize, role: Role) {
        if let Some(slot) = self.roles.get_mut(at) {
            *slot = role;
        }
    }

    fn headings<'a>(&mut self, line: &impl Fn(usize) -> Option<&'a Shape>) {
        let mut run = Vec::new();
        let mut after_paragraph = false;
        for at in 0..self.roles.len() {
            let Some(shape) = line(at) else { continue };
            if is_paragraph(shape) {
                if after_paragraph && run.len() <= HEADINGS {
                    for &at in run.iter().filter(|&&at| line(at).is_some_and(is_heading)) {
                        self.set(at, Role::Heading);
                    }
                }
                run.clear();
                after_paragraph = true;
            } else if shape.strong().is_none() && !shape.price && !shape.byline && shape.date == DateLine::No
            {
                // What goes anyway makes no list of an intertitle.
                run.push(at);
            }
        }
    }

    fn title<'a>(
        &mut self,
        text: &str,
        line: &impl Fn(usize) -> Option<&'a Shape>,
        record_title: Option<&str>,
        first: Option<usize>,
    ) {
        let named = record_title.map(Key::of).and_then(|key| {
            (0..self.roles.len()).find(|&at| line(at).is_some_and(|shape| key.fits(text, shape)))
        });
        // Menus are short, and what follows the title is rarely longer: the first line of eight words, else the longest.
        let opens =
            |at: usize| line(at).is_some_and(|shape| shape.solid() && (shape.sentence || shape.chars > LONG));
        let end =
            (first.unwrap_or(0)..self.roles.len()).find(|&at| opens(at)).unwrap_or(self.roles.len().min(3));
        let guessed = || {
            let mut best: Option<(usize, u32)> = None;
            for at in 0..end {
                let Some(shape) = line(at).filter(|shape| is_title(shape)) else { continue };
                let words = shape.words.min(8);
                if best.is_none_or(|(_, most)| words > most) {
                    best = Some((at, words));
                }
            }
            best.map(|(at, _)| at)
        };
        let Some(title) = named.or_else(guessed) else { return };
        self.set(title, Role::Title);
        if let Some((above, shape)) = title.checked_sub(1).and_then(|at| line(at).map(|shape| (at, shape)))
            && is_heading(shape)
        {
            if shape.words <= 3 && !shape.sentence && shape.opening == Opening::Upper {
                self.set(above, Role::Section);
            }
        } else if let Some(above) = title.checked_sub(1)
            && line(above).is_some_and(|shape| {
                shape.chars > TITLE && shape.hits.kind().is_none() && shape.credit.is_none()
            })
        {
            self.set(above, Role::Standfirst);
        }
        if let Some(shape) = line(title + 1)
            && title + 1 < end
            && shape.hits.kind().is_none()
            && shape.credit.is_none()
            && !shape.byline
            && shape.date == DateLine::No
            && ((shape.sentence && shape.words >= 4) || shape.words >= 8)
        {
            self.set(title + 1, Role::Standfirst);
        }
        let Some(key) =
            line(title).map(|shape| Key::of(raw(text, shape))).filter(|key| key.letters.len() >= 12)
        else {
            return;
        };
        for at in title + 1..self.roles.len() {
            if line(at).is_some_and(|shape| key.fits(text, shape)) {
                self.set(at, Role::TitleCopy);
            }
        }
    }
}

/// Lines of a whole page at least.
const PAGE: usize = 45;

/// An extractor leaves a few lines with strong phrases and mostly paragraphs; a page has dozens, and mostly short lines.
fn is_page(shapes: &[Shape], alive: &[usize]) -> bool {
    let (mut strong, mut short) = (0, 0);
    for shape in alive.iter().filter_map(|&index| shapes.get(index)) {
        // Only lines that go for their phrase count, so that what is left of a page is no page.
        strong += usize::from(shape.strong().is_some() && shape.chars < 140);
        short += usize::from(shape.chars < 40 && !shape.sentence);
    }
    alive.len() >= PAGE && (strong >= 12 || (strong >= 6 && short * 100 >= 45 * alive.len()))
}

/// The run of lines with the most prose in it, by the sum of what speaks for and against each line.
fn densest(shapes: &[Shape], alive: &[usize]) -> Option<Range<usize>> {
    let (mut best, mut most) = (None, 0);
    let (mut start, mut sum) = (0, 0i64);
    for (at, shape) in alive.iter().filter_map(|&index| shapes.get(index)).enumerate() {
        let length = i64::from(shape.chars.min(300));
        sum += if shape.solid() {
            length.max(120)
        } else if shape.strong().is_some() {
            -50
        } else if shape.sentence && shape.chars >= 30 {
            length / 2
        } else {
            -25
        };
        if sum <= 0 {
            (start, sum) = (at + 1, 0);
        } else if sum > most {
            (best, most) = (Some(start..at + 1), sum);
        }
    }
    best
}

fn is_paragraph(shape: &Shape) -> bool {
    shape.solid()
        || (shape.sentence && shape.chars >= 70 && shape.strong().is_none() && shape.hits.covered < 25)
}

fn is_heading(shape: &Shape) -> bool {
    shape.chars < HEADING
        && shape.hits.kind().is_none()
        && shape.credit.is_none()
        && !shape.address
        && !shape.price
        && !shape.separated
        && shape.date == DateLine::No
        && shape.opening != Opening::Bullet
        && shape.digits * 100 <= 30 * shape.chars
        && shape.words > 0
}

fn is_title(shape: &Shape) -> bool {
    shape.words >= 3
        && shape.chars <= TITLE
        && shape.hits.kind().is_none()
        && shape.date == DateLine::No
        && shape.credit.is_none()
        && !shape.byline
        && !shape.price
        && !shape.address
        && !shape.separated
        && !shape.teaser
}

/// What a line has in common with its copies: its letters and digits.
struct Key {
    letters: String,
    words: u32,
}

impl Key {
    fn of(line: &str) -> Self {
        let folded = folded(line);
        let words = letter_words(&folded).count() as u32;
        Self { letters: folded.chars().filter(|c| c.is_alphanumeric()).collect(), words }
    }

    /// Lines with another number of words are not read again.
    fn fits(&self, text: &str, shape: &Shape) -> bool {
        shape.words == self.words && shape.chars <= LONG && Self::of(raw(text, shape)).letters == self.letters
    }
}

fn raw<'a>(text: &'a str, shape: &Shape) -> &'a str {
    text.get(shape.range.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::shape::Gauge;
    use super::*;
    use crate::document::split;
    use crate::language::Language;

    fn roles(text: &str, title: Option<&str>) -> Vec<Role> {
        let mut gauge = Gauge::default();
        let shapes: Vec<Shape> =
            split(text).into_iter().map(|range| gauge.measure(text, range, Language::UND)).collect();
        Frame::find(text, &shapes, &(0..shapes.len()).collect::<Vec<_>>(), title).roles
    }

    const PARAGRAPH: &str =
        "The minister said on Monday that the port would be open to all of the ships again.";

    #[test]
    fn finds_title_standfirst_and_intertitle() {
        let text = format!(
            "Menu\nThe strait reopens to cargo ships after a week\nThe first vessels left at dawn.\n{PARAGRAPH}\nreactions abroad\n{PARAGRAPH}"
        );
        assert_eq!(
            roles(&text, None),
            [Role::None, Role::Title, Role::Standfirst, Role::None, Role::Heading, Role::None]
        );
    }

    #[test]
    fn the_record_names_the_title() {
        let text = format!(
            "A week of waiting is over for all of them\nStrait: reopens!\n{PARAGRAPH}\nStrait reopens"
        );
        assert_eq!(
            roles(&text, Some("Strait reopens")),
            [Role::None, Role::Title, Role::None, Role::TitleCopy]
        );
    }

    #[test]
    fn three_short_lines_are_a_list() {
        let text = format!("{PARAGRAPH}\none thing\nanother thing\na third\n{PARAGRAPH}");
        assert!(roles(&text, None).iter().all(|role| *role != Role::Heading));
    }
}
