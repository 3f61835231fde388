//! HTML: what our filter of lines adds to the extractor's time (`cargo bench --features html --bench ratios`).

use super::Ratio;

#[cfg(not(feature = "html"))]
pub const RATIOS: &[Ratio] = &[];
#[cfg(feature = "html")]
pub const RATIOS: &[Ratio] = &[("html_filter_cost", measured::filter_cost)];

#[cfg(feature = "html")]
mod measured {
    use std::fmt::Write as _;
    use std::hint::black_box;

    use unisono::boilerplate::{Options, lines};
    use unisono::html::extract;

    use crate::{corpus, medians, ratio};

    /// Pages as sites have them: menus, teasers and a footer of links around an article.
    fn pages() -> Vec<String> {
        let mut pages = Vec::new();
        for language in ["en", "fr", "es"] {
            for articles in corpus::articles(language, 200_000, 20).chunks(4) {
                let mut page =
                    format!("<!doctype html><html lang={language}><head><title>News</title></head><body>");
                for group in ["nav", "aside"] {
                    let _ = write!(page, "<{group}><ul>");
                    for item in 0..40 {
                        let _ = write!(
                            page,
                            "<li class=item><a href='/{group}/{item}'><span>Topic {item}</span></a></li>"
                        );
                    }
                    let _ = write!(page, "</ul></{group}>");
                }
                page.push_str("<main><article>");
                for paragraph in articles.iter().flat_map(|article| article.split('\n')) {
                    let _ = write!(
                        page,
                        "<p class=text>{}</p>",
                        paragraph.replace('&', "&amp;").replace('<', "&lt;")
                    );
                }
                page.push_str("</article></main><footer>");
                for item in 0..60 {
                    let _ = write!(page, "<div><a href='/about/{item}'>Legal {item}</a></div>");
                }
                page.push_str("</footer></body></html>");
                pages.push(page);
            }
        }
        pages
    }

    /// Extraction with the verdict on every line over extraction alone.
    pub fn filter_cost() -> f64 {
        let pages = pages();
        let [with, alone] = medians([
            &mut || {
                for page in &pages {
                    black_box(lines(&extract(page).text, &Options::default()));
                }
            },
            &mut || {
                for page in &pages {
                    black_box(extract(page));
                }
            },
        ]);
        ratio(with, alone)
    }
}
