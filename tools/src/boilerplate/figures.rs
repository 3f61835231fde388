//! What the weights are worth on sites that they have not seen.

use std::fmt::Write as _;

use unisono::boilerplate::training::Weights;
use unisono::boilerplate::{Mode, Options, Verdict};

use super::Labelled;
use super::corpus::NEUTRAL;
use super::fit::log_loss;

const MODES: [(&str, Mode); 3] =
    [("conservative", Mode::Conservative), ("balanced", Mode::Balanced), ("strict", Mode::Strict)];
const LANGUAGES: [&str; 4] = ["en", "fr", "es", "other"];

/// Counts of lines and characters: article kept, boilerplate kept, article removed, boilerplate removed.
#[derive(Default, Clone, Copy)]
struct Tally {
    lines: [f64; 4],
    chars: [f64; 4],
    neutral: [f64; 2],
}

impl Tally {
    fn add(&mut self, text: &Labelled, lines: &[Verdict]) {
        for ((line, &label), &chars) in lines.iter().zip(&text.labels).zip(&text.chars) {
            if label == NEUTRAL {
                self.neutral[usize::from(!line.keep)] += 1.0;
                continue;
            }
            let cell = usize::from(label == 0) + if line.keep { 0 } else { 2 };
            self.lines[cell] += 1.0;
            self.chars[cell] += f64::from(chars);
        }
    }

    fn plus(mut self, other: &Self) -> Self {
        self.lines.iter_mut().zip(other.lines).for_each(|(own, more)| *own += more);
        self.chars.iter_mut().zip(other.chars).for_each(|(own, more)| *own += more);
        self.neutral.iter_mut().zip(other.neutral).for_each(|(own, more)| *own += more);
        self
    }
}

/// F1 of what was kept and is article.
fn kept(counts: [f64; 4]) -> f64 {
    2.0 * counts[0] / (2.0 * counts[0] + counts[1] + counts[2]).max(1.0)
}

/// The figures; `weights` has for every fold those from the others.
pub(crate) fn report(texts: &[Labelled], weights: &[Weights]) -> String {
    let mut report = format!("{} texts, weights from other sites than those judged\n", texts.len());
    for (name, mode) in MODES {
        let mut raw = [Tally::default(); 4];
        let mut residual = [Tally::default(); 4];
        for text in texts {
            let options = Options { mode, languages: &text.languages, ..Options::default() };
            let lines = weights[text.fold].lines(&text.text, &options);
            let group = LANGUAGES.iter().position(|code| *code == text.language).unwrap_or(3);
            let tallies = if text.raw { &mut raw } else { &mut residual };
            tallies[group].add(text, &lines);
        }
        let _ = write!(report, "{name:<13} raw, kept C / L:");
        for (language, tally) in LANGUAGES.iter().zip(&raw) {
            let _ = write!(report, "  {language} {:.3} / {:.3}", kept(tally.chars), kept(tally.lines));
        }
        let all = residual.iter().fold(Tally::default(), Tally::plus);
        let _ = write!(
            report,
            "\n              residual, removed P / R / F1, article characters lost, neutral lines lost:"
        );
        for (language, tally) in LANGUAGES.iter().zip(&residual).chain([(&"all", &all)]) {
            let [ok, left, lost, hit] = tally.lines;
            if ok + left + lost + hit > 0.0 {
                let _ = write!(
                    report,
                    "\n                {language:<5} {:.3} / {:.3} / {:.3}  {:.2} %  {:.1} %",
                    hit / (hit + lost).max(1.0),
                    hit / (hit + left).max(1.0),
                    2.0 * hit / (2.0 * hit + left + lost).max(1.0),
                    100.0 * tally.chars[2] / (tally.chars[0] + tally.chars[2]).max(1.0),
                    100.0 * tally.neutral[1] / (tally.neutral[0] + tally.neutral[1]).max(1.0),
                );
            }
        }
        report.push('\n');
    }
    for (name, raw) in [("raw", true), ("residual", false)] {
        let texts = || texts.iter().filter(|text| text.raw == raw);
        let judged = |text: &Labelled| {
            let options = Options { mode: Mode::Tag, languages: &text.languages, ..Options::default() };
            weights[text.fold].lines(&text.text, &options).iter().map(|line| line.score).collect()
        };
        calibration(&mut report, name, texts(), judged);
        let alone = |text: &Labelled| weights[text.fold].probabilities(&text.measured());
        calibration(&mut report, &format!("{name}, the model without the rules"), texts(), alone);
    }
    let right =
        texts.iter().filter(|text| (weights[text.fold].gate(&text.measured()) < 0.5) == text.raw).count();
    let _ = write!(report, "gate right: {:.1} %", 100.0 * right as f64 / texts.len().max(1) as f64);
    report
}

/// Expected calibration error over ten bins of equal width, and the mean loss.
fn calibration<'t>(
    report: &mut String,
    name: &str,
    texts: impl Iterator<Item = &'t Labelled>,
    scores: impl Fn(&Labelled) -> Vec<f32>,
) {
    let (mut bins, mut count, mut loss) = ([[0.0; 3]; 10], 0.0, 0.0);
    for text in texts {
        for (score, &label) in scores(text).into_iter().zip(&text.labels) {
            if label != NEUTRAL {
                let score = f64::from(score);
                let bin = &mut bins[((score * 10.0) as usize).min(9)];
                bin[0] += 1.0;
                bin[1] += score;
                bin[2] += f64::from(label);
                count += 1.0;
                loss += log_loss(score, label == 1);
            }
        }
    }
    let error: f64 = bins.iter().map(|[_, scores, articles]| (scores - articles).abs()).sum();
    let _ = write!(report, "{name}: calibration error {:.4}, loss {:.4};", error / count, loss / count);
    for [lines, scores, articles] in bins {
        let _ = write!(
            report,
            " {:.2}/{:.2}/{lines}",
            scores / f64::max(lines, 1.0),
            articles / f64::max(lines, 1.0)
        );
    }
    report.push('\n');
}
