//! Boilerplate against its peers and yardsticks.

use unisono::boilerplate::{Options, lines, removals};

use super::{Ratio, corpus, medians, ratio};

pub const RATIOS: &[Ratio] = &[("boilerplate_text_over_lines_copy", over_copy)];

/// The verdicts on all lines and the text without those that go, over splitting the same text and copying its lines.
fn over_copy() -> f64 {
    let articles: Vec<String> =
        ["en", "fr", "es"].iter().flat_map(|language| corpus::articles(language, 1 << 20, 20)).collect();
    let bytes: usize = articles.iter().map(String::len).sum();
    let mut kept = String::with_capacity(bytes);
    let mut copy = String::with_capacity(bytes);
    let [stage, plain] = medians([
        &mut || {
            kept.clear();
            for article in &articles {
                let lines = lines(article, &Options::default());
                let mut at = 0;
                for removal in removals(article, &lines) {
                    kept.push_str(&article[at..removal.range.start]);
                    at = removal.range.end;
                }
                kept.push_str(&article[at..]);
            }
            std::hint::black_box(&kept);
        },
        &mut || {
            copy.clear();
            for article in &articles {
                for line in article.split('\n') {
                    copy.push_str(line);
                    copy.push('\n');
                }
            }
            std::hint::black_box(&copy);
        },
    ]);
    eprintln!("boilerplate: {:.1} MB/s", bytes as f64 / 1e6 / stage.as_secs_f64());
    ratio(stage, plain)
}
