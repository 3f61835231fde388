//! Posts of social networks that were quoted in an article: text, then a line `— Name (@handle) date`.

use std::ops::Range;

use memchr::memchr;

/// A post, as ranges of the text and of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Post {
    /// Indices of the lines of its text; empty when the attribution has the text on its own line.
    pub(crate) lines: Range<usize>,
    /// Index of the line with the attribution.
    pub(crate) attribution: usize,
    /// The text of the post.
    pub(crate) text: Range<usize>,
    pub(crate) author: Range<usize>,
    /// Without the `@`.
    pub(crate) handle: Range<usize>,
    /// What stands behind the handle: a date, or nothing.
    pub(crate) tail: Range<usize>,
    /// True when the text itself has the marks of a post (a short link, a hashtag, a flag), so that it cannot be the article's own.
    pub(crate) marked: bool,
}

impl Post {
    /// The lines that cannot be the article's own: with the marks of a post all of them, else the attribution, unless text stands
    /// before it on its line.
    pub(crate) fn certain(&self) -> Range<usize> {
        let first = if self.marked { self.lines.start } else { self.attribution };
        let shared = !self.marked && self.lines.is_empty() && !self.text.is_empty();
        first..if shared { first } else { self.attribution + 1 }
    }
}

/// Lines above the attribution that can belong to one post.
const REACH: usize = 6;
/// Characters are not counted here: bytes of an attribution, or of a line of a post, at most.
const LONGEST: usize = 1200;

/// Finds the posts among the `lines` of `text`, in order.
pub(crate) fn posts(text: &str, lines: &[Range<usize>]) -> Vec<Post> {
    let mut posts: Vec<Post> = Vec::new();
    for (index, range) in lines.iter().enumerate() {
        let Some(attribution) = text.get(range.clone()).and_then(|line| attribution(line, range.start))
        else {
            continue;
        };
        let floor = posts.last().map_or(0, |post| post.attribution + 1).max(index.saturating_sub(REACH));
        let line = |at: usize| lines.get(at).and_then(|range| text.get(range.clone())).unwrap_or_default();
        let own = text.get(range.start..attribution.start).unwrap_or_default();
        let (first, body, marked);
        if own.trim().is_empty() {
            let mut top = index;
            while top > floor && is_marked(line(top - 1)) {
                top -= 1;
            }
            marked = top < index;
            if !marked && top > floor && line(top - 1).len() <= LONGEST / 2 {
                top -= 1;
            }
            first = top;
            let start = lines.get(top).map_or(range.start, |line| line.start);
            let end = if top < index { lines.get(index - 1).map_or(start, |line| line.end) } else { start };
            body = start..end;
        } else {
            first = index;
            marked = is_marked(own);
            body = range.start..range.start + own.trim_end().len();
        }
        let Attribution { author, handle, tail, .. } = attribution;
        posts.push(Post {
            lines: first..index,
            attribution: index,
            text: body,
            author,
            handle,
            tail,
            marked,
        });
    }
    posts
}

/// True for a line with a short link, a hashtag or a flag.
fn is_marked(line: &str) -> bool {
    line.len() <= LONGEST
        && (line.contains("t.co/") || line.contains("pic.twitter.com/") || hashtags(line) || flag(line))
}

/// True when a word begins with `#` and a letter.
fn hashtags(line: &str) -> bool {
    line.split_whitespace().any(|word| {
        word.strip_prefix('#').is_some_and(|tag| tag.chars().next().is_some_and(char::is_alphabetic))
    })
}

fn flag(line: &str) -> bool {
    line.chars().any(|c| ('\u{1F1E6}'..='\u{1F1FF}').contains(&c))
}

/// The parts of `— Name (@handle) date`, as ranges of the text.
struct Attribution {
    /// Where its dash stands.
    start: usize,
    author: Range<usize>,
    handle: Range<usize>,
    tail: Range<usize>,
}

/// Reads the attribution at the end of a line that starts at byte `offset` of the text.
fn attribution(line: &str, offset: usize) -> Option<Attribution> {
    if line.len() > LONGEST {
        return None;
    }
    memchr(b'@', line.as_bytes())?;
    let open = line.rfind("(@")?;
    let close = open + line.get(open..)?.find(')')?;
    let handle = line.get(open + 2..close)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    if handle.is_empty() || handle.len() > 30 || !handle.chars().all(plain) {
        return None;
    }
    let before = line.get(..open)?;
    let dash = before.rfind(['—', '–', '―']).or_else(|| before.starts_with(['-', '&']).then_some(0))?;
    let author = before.get(dash..)?.trim_start_matches(['—', '–', '―', '-']).trim_start_matches("&mdash;");
    let start = open - author.len() + (author.len() - author.trim_start().len());
    let author = author.trim();
    // An author is a name, a rest is a date.
    let tail = line.get(close + 1..)?;
    if author.is_empty() || author.chars().count() > 60 || tail.trim().chars().count() > 40 {
        return None;
    }
    let tail_start = close + 1 + (tail.len() - tail.trim_start().len());
    Some(Attribution {
        start: offset + dash,
        author: offset + start..offset + start + author.len(),
        handle: offset + open + 2..offset + close,
        tail: offset + tail_start..offset + tail_start + tail.trim().len(),
    })
}

/// The links in `text`, each with its offset.
pub(crate) fn links(text: &str) -> impl Iterator<Item = (usize, &str)> {
    ["https://", "http://", "pic.twitter.com/"].into_iter().flat_map(move |scheme| {
        text.match_indices(scheme).filter_map(move |(at, _)| {
            let rest = text.get(at..)?;
            let end = rest
                .find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '»' | '”'))
                .unwrap_or(rest.len());
            let link = rest.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '…']);
            (link.len() > scheme.len()).then_some((at, link))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::split;

    #[test]
    fn a_post_is_text_and_attribution() {
        let text = "The port reopened.\n🇲🇦 Le #port rouvre https://t.co/abc12\n— Port de Tanger 🇲🇦 (@port_x) May 3, 2024\nTraffic resumed.";
        let found = posts(text, &split(text));
        assert_eq!(found.len(), 1);
        let post = &found[0];
        assert_eq!((post.lines.clone(), post.attribution, post.marked), (1..2, 2, true));
        assert_eq!(&text[post.author.clone()], "Port de Tanger 🇲🇦");
        assert_eq!(&text[post.handle.clone()], "port_x");
        assert_eq!(&text[post.tail.clone()], "May 3, 2024");
        assert_eq!(
            links(&text[post.text.clone()]).map(|link| link.1).collect::<Vec<_>>(),
            ["https://t.co/abc12"]
        );
    }

    #[test]
    fn an_unmarked_text_is_known_but_not_sure() {
        let text = "We are open again.\n— The port (@port_x)";
        let found = posts(text, &split(text));
        assert_eq!((found[0].lines.clone(), found[0].marked), (0..1, false));
    }

    #[test]
    fn one_line_may_hold_both() {
        let text = "Open again! pic.twitter.com/x1 — The port (@port_x) 3 May 2024";
        let found = posts(text, &split(text));
        assert_eq!(&text[found[0].text.clone()], "Open again! pic.twitter.com/x1");
        assert_eq!(&text[found[0].author.clone()], "The port");
    }

    #[test]
    fn a_mention_is_no_attribution() {
        let text = "The minister (@minister) said that the port — closed since May — would reopen to all ships within a week.";
        assert!(posts(text, &split(text)).is_empty());
    }
}
