//! All visible text of a page, from its tokens alone: linear in time whatever the page.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};

/// Elements whose text is not shown.
const HIDDEN: [&str; 9] =
    ["script", "style", "noscript", "template", "svg", "head", "iframe", "select", "textarea"];
/// Elements that stand in a line of text.
const INLINE: [&str; 40] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "label", "mark", "meter", "output", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "picture",
];

/// All visible text of a page: every block and every `br` begins a line, table cells are separated by a space,
/// runs of white space are one space, references are resolved.
///
/// ```
/// use unisono::html::all_text;
/// let html = "<h1>Ports</h1><p>The <b>harbour</b> re<i>opened</i>.<script>x()</script></p><ul><li>One<li>Two</ul>";
/// assert_eq!(all_text(html), "Ports\nThe harbour reopened.\nOne\nTwo");
/// ```
pub fn all_text(html: &str) -> String {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Lines::default(), html5ever::tokenizer::TokenizerOpts::default());
    // A script never pauses this sink.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let mut state = tokenizer.sink.0.into_inner();
    state.text.truncate(state.text.trim_end().len());
    state.text
}

#[derive(Debug, Default)]
struct State {
    text: String,
    /// The hidden element that is open, and how many of its name inside it.
    hidden: Option<(usize, usize)>,
    /// White space was met since the last character of the line.
    space: bool,
}

#[derive(Debug, Default)]
struct Lines(RefCell<State>);

impl TokenSink for Lines {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => return state.tag(&tag),
            Token::CharacterTokens(characters) if state.hidden.is_none() => state.push(&characters),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn push(&mut self, characters: &str) {
        for character in characters.chars() {
            // A no-break space is no white space of HTML.
            if matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
                self.space = true;
                continue;
            }
            if self.space && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.space = false;
            self.text.push(character);
        }
    }

    fn line_end(&mut self) {
        self.space = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        if let Some((which, depth)) = &mut self.hidden {
            if HIDDEN.get(*which) == Some(&name) {
                match tag.kind {
                    TagKind::StartTag if !tag.self_closing => *depth += 1,
                    TagKind::EndTag if *depth == 0 => self.hidden = None,
                    TagKind::EndTag => *depth -= 1,
                    TagKind::StartTag => {}
                }
            } else if name == "body" {
                // `head` need not be closed.
                self.hidden = None;
            }
            return raw(tag);
        }
        if tag.kind == TagKind::StartTag
            && !tag.self_closing
            && let Some(which) = HIDDEN.iter().position(|hidden| *hidden == name)
        {
            self.hidden = Some((which, 0));
            return raw(tag);
        }
        match name {
            "td" | "th" => self.space = true,
            inline if INLINE.contains(&inline) => {}
            _ => self.line_end(),
        }
        raw(tag)
    }
}

/// Elements whose content is no markup.
fn raw(tag: &Tag) -> TokenSinkResult<()> {
    if tag.kind == TagKind::EndTag {
        return TokenSinkResult::Continue;
    }
    match &*tag.name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "iframe" | "noembed" | "noframes" | "xmp" => TokenSinkResult::RawData(RawKind::Rawtext),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}
