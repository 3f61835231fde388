//! The main content of a page, by `dom_smoothie`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Metadata, Readability, ReadabilityError, TextMode};

use super::{Extraction, Page};

/// What the page says about itself, and its article's text, or the reason why there is none.
pub(super) fn find(html: &str) -> Page {
    // A page that breaks the extractor must not take the run along.
    let found = catch_unwind(AssertUnwindSafe(|| read(html)));
    found.unwrap_or_else(|_| Page { extraction: Extraction::Failed, ..Page::empty() })
}

fn read(html: &str) -> Page {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let Ok(mut reader) = Readability::new(html, None, Some(config)) else {
        return Page { extraction: Extraction::Failed, ..Page::empty() };
    };
    match reader.parse() {
        Ok(article) => {
            let text = article.text_content.trim().to_owned();
            let extraction = if text.is_empty() { Extraction::NoArticle } else { Extraction::MainContent };
            Page {
                text,
                extraction,
                title: some(Some(article.title)),
                byline: some(article.byline),
                published: some(article.published_time),
                modified: some(article.modified_time),
                site: some(article.site_name),
                language: some(article.lang),
                url: some(article.url),
                description: some(article.excerpt),
            }
        }
        Err(error) => {
            let too_many = matches!(error, ReadabilityError::TooManyElements(..));
            let extraction = if too_many { Extraction::TooLarge } else { Extraction::NoArticle };
            Page { extraction, ..described(&reader.get_article_metadata(None)) }
        }
    }
}

fn described(metadata: &Metadata) -> Page {
    Page {
        title: some(Some(metadata.title.clone())),
        byline: some(metadata.byline.clone()),
        published: some(metadata.published_time.clone()),
        modified: some(metadata.modified_time.clone()),
        site: some(metadata.site_name.clone()),
        language: some(metadata.lang.clone()),
        url: some(metadata.url.clone()),
        description: some(metadata.excerpt.clone()),
        ..Page::empty()
    }
}

fn some(value: Option<String>) -> Option<String> {
    value
        .map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|value| !value.is_empty())
}
