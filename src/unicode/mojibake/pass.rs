//! One pass over a text: every misread character of one level.

use super::charset::{Family, leading_sets};
use super::control;
use super::gate;
use super::judge::Verdict;
use super::run::{self, Run, Seen};
use super::unit::{Reading, atom};
use super::{BYTES, Repair};

/// The repairs of one level, in order.
pub(super) fn pass(text: &str) -> Vec<Repair> {
    let mut repairs = Vec::new();
    let mut from = 0;
    while let Some(hit) = gate::next(text, from) {
        let head = text.get(..hit).unwrap_or_default();
        let start = memchr::memrchr(b'\n', head.as_bytes()).map_or(0, |feed| feed + 1);
        let rest = text.get(hit..).unwrap_or_default();
        let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(text.len(), |feed| hit + feed);
        line(text, start, hit, end, &mut repairs);
        from = end;
    }
    repairs
}

/// The line from `start` to `end`, whose first possible place is `hit`.
fn line(text: &str, start: usize, hit: usize, end: usize, repairs: &mut Vec<Repair>) {
    let mut evidence = Evidence::default();
    let mut at = hit;
    let mut controls = false;
    while let Some(hit) = gate::next(text, at).filter(|&hit| hit < end) {
        at = if let Some(run) = strict(text, hit) {
            evidence.add(text, &run);
            run.end
        } else {
            controls |= control::is_control(text, hit);
            hit + text.get(hit..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        };
    }
    let first = repairs.len();
    if evidence.families != 0 {
        relaxed(text, start, end, &evidence, repairs);
    }
    if controls {
        let found = control::repairs(text, start, end);
        merge(repairs, first, found);
    }
}

fn strict(text: &str, at: usize) -> Option<Run> {
    if gate::ends_quotation(text, at) { None } else { explain(text, at) }
}

fn explain(text: &str, at: usize) -> Option<Run> {
    let best =
        || run::best(text, at, Reading::Strict, &Seen::default()).filter(|run| run.verdict == Verdict::Sure);
    run::cut_quote(text, at, Reading::Strict).or_else(best).or_else(|| run::lone_a(text, at))
}

/// A line that is known to be broken is read once more, with less doubt.
fn relaxed(text: &str, start: usize, end: usize, evidence: &Evidence, repairs: &mut Vec<Repair>) {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < end {
        let Some(&byte) = bytes.get(at) else { return };
        if byte < 0x80 && byte != b'&' {
            at += 1;
            continue;
        }
        let Some((c, after)) = atom(text, at) else { return };
        if evidence.controls && c == '\u{85}' && byte != b'&' {
            // Among bytes of windows-1252 it is one of them, and no line end.
            let range = at..after;
            repairs
                .push(Repair { range, replacement: "…".into(), rule: BYTES, confidence: 0.9, levels: 1 });
        }
        let best = || {
            run::best(text, at, Reading::Relaxed, &evidence.seen)
                .filter(|run| run.verdict == Verdict::Sure || evidence.has(run.set.family()))
        };
        let run = if leading_sets(c).is_empty() {
            None
        } else {
            run::cut_quote(text, at, Reading::Relaxed).or_else(best).or_else(|| run::lone_a(text, at))
        };
        at = after;
        if let Some(run) = run {
            at = run.end.max(after);
            repairs.push(repair(run));
        }
    }
}

fn repair(run: Run) -> Repair {
    let confidence = match (run.verdict, run.lossy) {
        (_, true) => 0.8,
        (Verdict::Sure, _) => 0.99,
        _ => 0.9,
    };
    let rule = if run.lossy {
        super::LOST
    } else if run.control && run.set.family() == Family::Windows {
        "mojibake.latin-1"
    } else {
        run.set.rule()
    };
    Repair { range: run.start..run.end, replacement: run.decoded, rule, confidence, levels: 1 }
}

/// Puts repairs of controls between those that are there already.
fn merge(repairs: &mut Vec<Repair>, first: usize, found: Vec<Repair>) {
    if found.is_empty() {
        return;
    }
    let there = repairs.split_off(first.min(repairs.len()));
    let free = |new: &Repair| {
        let next = there.partition_point(|old| old.range.end <= new.range.start);
        there.get(next).is_none_or(|old| new.range.end <= old.range.start)
    };
    let mut all: Vec<Repair> = found.into_iter().filter(free).collect();
    all.extend(there);
    all.sort_by_key(|repair| repair.range.start);
    repairs.extend(all);
}

/// What is certain in a line.
#[derive(Debug, Default)]
struct Evidence {
    families: u8,
    seen: Seen,
    /// Controls stand for bytes.
    controls: bool,
}

impl Evidence {
    fn add(&mut self, text: &str, run: &Run) {
        self.families |= 1 << run.set.family() as u8;
        self.seen.add(text, run);
        self.controls |= run.control;
    }

    const fn has(&self, family: Family) -> bool {
        self.families & 1 << family as u8 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::{explain, gate};

    #[test]
    fn the_end_of_a_quotation_is_never_certain() {
        for letter in ['à', 'á', 'è', 'é'] {
            for before in ["", "\n", "t", " ", "à", "Ã", "«", "’", "Ã©", "»"] {
                for behind in ["", "\n", " ", ".", ", dit-il", "&eacute;", " Ã©tÃ©", "a", "?"] {
                    let text = format!("{before}{letter}\u{A0}»{behind}");
                    assert!(gate::ends_quotation(&text, before.len()), "{text}");
                    assert!(explain(&text, before.len()).is_none(), "{text}");
                }
            }
        }
    }
}
