//! The stage `boilerplate`.

use super::{
    ALL_BOILERPLATE, Date, Embeds, Excerpt, Harvest, Mode, Options, UserPhrases, inline, lines, metadata,
    removals,
};
use crate::document::{self, Field};
use crate::stage::{Configured, Fact, Proposal, Rule, Stage, StageError, View};

/// Takes lines out that are not the article, says what each line is, and fills the metadata.
///
/// The rule of an edit is the kind of its line: `related`, `share`, `login`, ... A text that is nothing but boilerplate stays as it
/// is and is rejected by the rule `all-boilerplate`.
///
/// ```
/// use unisono::boilerplate::Boilerplate;
/// let pipeline = unisono::Pipeline::builder().stage(Boilerplate::default()).build()?;
/// let document = pipeline.run("The strait reopened on Monday, and the first ships left.\n\nLeave a Reply")?;
/// assert_eq!(document.text(), "The strait reopened on Monday, and the first ships left.");
/// assert_eq!(&*document.edits()[0].rule, "comment-form");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(default, deny_unknown_fields))]
#[non_exhaustive]
pub struct Boilerplate {
    /// How much is removed.
    pub mode: Mode,
    /// What becomes of quoted posts.
    pub embeds: Embeds,
    /// Cut what is glued to the end of a paragraph: `Leave a Reply`, `Read also: ...`, a credit in brackets; and what tracks the
    /// reader in an address.
    pub inline: bool,
    /// Files of phrases of one's own, read when the pipeline is built; see [`UserPhrases`](super::UserPhrases) for the format.
    pub phrases: Vec<String>,
    #[cfg_attr(feature = "config", serde(skip))]
    pub(crate) own: UserPhrases,
}

impl Boilerplate {
    /// The stage that removes as much as `mode` says.
    ///
    /// ```
    /// use unisono::boilerplate::{Boilerplate, Mode};
    /// let pipeline = unisono::Pipeline::builder().stage(Boilerplate::new(Mode::Tag)).build()?;
    /// assert_eq!(pipeline.run("Leave a Reply")?.text(), "Leave a Reply");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(mode: Mode) -> Self {
        Self { mode, ..Self::default() }
    }
}

/// How sure cuts inside a line are.
const TAIL: f32 = 0.9;

impl Stage for Boilerplate {
    fn name(&self) -> &str {
        Self::KIND
    }

    fn needs(&self) -> &[Fact] {
        &[Fact::Language]
    }

    fn gives(&self) -> &[Fact] {
        &[Fact::Lines]
    }

    fn propose(&self, view: &View<'_>, out: &mut Proposal) -> Result<(), StageError> {
        let text = view.text();
        let languages: Vec<_> =
            view.languages().iter().map(|mark| (mark.span.range(), mark.language)).collect();
        let options = Options {
            mode: self.mode,
            title: view.title(),
            embeds: self.embeds,
            phrases: Some(&self.own).filter(|own| !own.is_empty()),
            languages: &languages,
        };
        let lines = lines(text, &options);
        let cuts =
            if self.inline && self.mode != Mode::Tag { inline(text, &lines, &options) } else { Vec::new() };
        let mut cuts = cuts.into_iter().peekable();
        for removal in removals(text, &lines) {
            while let Some(cut) = cuts.next_if(|cut| cut.range.start < removal.range.start) {
                out.delete(cut.range, Rule::new(cut.rule).sure(TAIL));
            }
            if let Some(line) = lines.get(removal.line) {
                out.delete(removal.range, Rule::new(line.kind.as_str()).sure(1.0 - line.score));
            }
        }
        for cut in cuts {
            out.delete(cut.range, Rule::new(cut.rule).sure(TAIL));
        }
        if lines.first().is_some_and(|line| line.reason == ALL_BOILERPLATE) {
            out.reject(ALL_BOILERPLATE);
        }
        harvest(metadata(text, &lines, &options), out);
        for line in lines {
            out.line(line.range, line.keep, line.kind, line.score, line.reason);
        }
        Ok(())
    }
}

impl Configured for Boilerplate {
    fn prepare(&mut self) -> Result<(), StageError> {
        let unreadable = |error: super::PhraseError| StageError::new(error.to_string()).caused_by(error);
        self.own = UserPhrases::read(&self.phrases).map_err(unreadable)?;
        Ok(())
    }

    const KIND: &'static str = "boilerplate";
    const ABOUT: &'static str = "takes the lines out that are not the article, and fills the metadata";
    const FILES: &'static [&'static str] = &["phrases"];
    const RULES: &'static [(&'static str, &'static str)] = &[
        ("byline", "lines on who wrote it and when leave the text for the metadata"),
        ("section", "the section above the title leaves the text for the metadata"),
        ("caption", "captions with a credit leave the text for the metadata"),
        ("source", "the line that names the source leaves the text for the metadata"),
        ("copyright", "copyright notices leave the text for the metadata"),
        ("social", "embedded posts leave the text for the metadata"),
        ("navigation", "menus, rows of links, back links"),
        ("login", "login and account prompts"),
        ("subscribe", "offers, prices, newsletters"),
        ("share", "share and follow buttons"),
        ("related", "see-also lines and lists of other headlines"),
        ("comment-form", "comment forms"),
        ("tip-call", "calls for tips and stories"),
        ("other", "advertisements, cookie notices, whatever else is not the article"),
        ("title", "a further copy of the title"),
        ("heading", "headings outside the article"),
        ("standfirst", "a further copy of the standfirst"),
        ("body", "sentences outside the article"),
        ("tracking", "inside a line: parameters of an address that only track the reader"),
        (ALL_BOILERPLATE, "nothing would be left: the text stays and the document is rejected"),
    ];
}

fn harvest(found: Harvest<'_>, out: &mut Proposal) {
    let Harvest { title, byline, published, updated, section, source, copyright, captions, embeds } = found;
    let mut put = |field: Field, value: Option<Excerpt<'_>>| {
        if let Some(Excerpt { value, range }) = value {
            out.metadata(field, value, range);
        }
    };
    put(Field::Title, title);
    put(Field::Byline, byline);
    put(Field::Section, section);
    put(Field::Source, source);
    put(Field::Copyright, copyright);
    for caption in captions {
        put(Field::Caption, Some(caption));
    }
    for (field, date) in [(Field::Published, published), (Field::Updated, updated)] {
        if let Some(Date { found, iso }) = date {
            out.date(field, found.value, iso, found.range);
        }
    }
    for post in embeds {
        // The block: the text and its attribution line.
        let start = post.text.range.start.min(post.author.range.start);
        let end = post.date.as_ref().map_or(post.handle.range.end + 1, |date| date.found.range.end);
        let embed = document::Embed {
            kind: post.kind,
            author: Some(post.author.value.to_owned()),
            handle: Some(format!("@{}", post.handle.value)),
            date: post.date.map(|date| date.found.value.to_owned()),
            language: post.language,
            text: post.text.value.to_owned(),
            links: post.links.into_iter().map(|link| link.value.to_owned()).collect(),
            span: None,
        };
        out.embed(embed, start..end);
    }
}
