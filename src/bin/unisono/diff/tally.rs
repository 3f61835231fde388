//! Differences, counted.

use super::document::{Edit, Parsed, clip, first_difference};
use super::pairs::Side;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;
use unisono::ledger::visible;

/// Sites that are counted one by one; those that come later are counted together.
const SITES: usize = 100_000;
/// Longest piece of an example, in characters.
const SHOWN: usize = 80;

/// How a rule's work differs.
#[derive(Debug, Default)]
struct Rule {
    documents: u64,
    only_before: u64,
    only_after: u64,
    examples: Vec<Example>,
}

/// One edit that one run alone made.
#[derive(Debug)]
struct Example {
    id: String,
    in_after: bool,
    removed: String,
    inserted: String,
}

#[derive(Debug, Default)]
struct Site {
    documents: u64,
    changed: u64,
}

/// Documents that one run alone has.
#[derive(Debug, Default)]
struct Alone {
    documents: u64,
    examples: Vec<String>,
}

/// All differences between two runs.
#[derive(Debug, Default)]
pub(super) struct Tally {
    examples: usize,
    documents: u64,
    alone: [Alone; 2],
    text: u64,
    language: u64,
    verdict: u64,
    bytes: (u64, u64),
    /// Documents without edits on one side at least.
    without_edits: u64,
    rules: BTreeMap<String, Rule>,
    sites: BTreeMap<String, Site>,
    /// From, to, how many.
    languages: BTreeMap<(String, String), u64>,
    verdicts: BTreeMap<(String, String), u64>,
    /// Where the edits are not known: the first texts that differ.
    texts: Vec<(String, String, String, String)>,
}

impl Tally {
    pub(super) fn new(examples: usize) -> Self {
        Self { examples, ..Self::default() }
    }

    pub(super) fn same(&self) -> bool {
        let alone: u64 = self.alone.iter().map(|run| run.documents).sum();
        self.text + self.language + self.verdict + alone == 0
    }

    /// Counts a document that the other run does not have.
    pub(super) fn alone(&mut self, side: &Side, in_after: bool) {
        let [before, after] = &mut self.alone;
        let run = if in_after { after } else { before };
        run.documents += 1;
        if run.examples.len() < self.examples {
            run.examples.push(side.id.clone());
        }
    }

    pub(super) fn add(&mut self, one: &Parsed<'_>, other: &Parsed<'_>) {
        let (a, b) = (one.side, other.side);
        self.documents += 1;
        self.bytes.0 += a.text.len() as u64;
        self.bytes.1 += b.text.len() as u64;
        let changed = a.text != b.text;
        self.text += u64::from(changed);
        if a.language != b.language {
            self.language += 1;
            *self.languages.entry((a.language.clone(), b.language.clone())).or_default() += 1;
        }
        if one.rejected != other.rejected {
            self.verdict += 1;
            let said = |verdict: &Option<String>| verdict.clone().unwrap_or_else(|| "kept".to_owned());
            *self.verdicts.entry((said(&one.rejected), said(&other.rejected))).or_default() += 1;
        }
        let site = b.site.as_deref().or(a.site.as_deref()).unwrap_or_default();
        let known = self.sites.contains_key(site) || self.sites.len() < SITES;
        let site = self.sites.entry(if known { site } else { "(other sites)" }.to_owned()).or_default();
        site.documents += 1;
        site.changed += u64::from(changed);
        if one.edits.is_none() || other.edits.is_none() {
            self.without_edits += 1;
            if changed && self.texts.len() < self.examples {
                let (head, left, right) = first_difference(&a.text, &b.text);
                self.texts.push((a.id.clone(), head.to_owned(), left.to_owned(), right.to_owned()));
            }
        }
        let mut seen: Vec<String> = Vec::new();
        for (edits, in_after) in [(one.without(other), false), (other.without(one), true)] {
            for edit in edits {
                let name = format!("{}/{}", edit.stage, edit.rule);
                self.count(&name, &a.id, edit, in_after);
                seen.push(name);
            }
        }
        seen.sort_unstable();
        seen.dedup();
        for name in seen {
            self.rules.entry(name).or_default().documents += 1;
        }
    }

    fn count(&mut self, name: &str, id: &str, edit: &Edit, in_after: bool) {
        let rule = self.rules.entry(name.to_owned()).or_default();
        let of_this_run = if in_after { &mut rule.only_after } else { &mut rule.only_before };
        *of_this_run += 1;
        let shown = rule.examples.iter().filter(|example| example.in_after == in_after).count();
        if shown < self.examples {
            rule.examples.push(Example {
                id: id.to_owned(),
                in_after,
                removed: clip(&edit.before, SHOWN).to_owned(),
                inserted: clip(&edit.after, SHOWN).to_owned(),
            });
        }
    }

    /// Sites with changes, those with the most first.
    fn sites(&self, most: usize) -> Vec<(&str, &Site)> {
        let mut sites: Vec<(&str, &Site)> = self
            .sites
            .iter()
            .filter(|(_, site)| site.changed > 0)
            .map(|(name, site)| (name.as_str(), site))
            .collect();
        sites.sort_by_key(|(_, site)| std::cmp::Reverse(site.changed));
        sites.truncate(most);
        sites
    }

    pub(super) fn as_json(&self, sites: usize) -> Value {
        let moves = |map: &BTreeMap<(String, String), u64>| -> Vec<Value> {
            map.iter().map(|((from, to), n)| json!({"from": from, "to": to, "documents": n})).collect()
        };
        let rules: Vec<Value> = self
            .rules
            .iter()
            .map(|(name, rule)| {
                let examples: Vec<Value> = rule
                    .examples
                    .iter()
                    .map(|e| json!({"id": e.id, "in": if e.in_after { "b" } else { "a" }, "before": e.removed, "after": e.inserted}))
                    .collect();
                json!({"rule": name, "documents": rule.documents, "only_a": rule.only_before, "only_b": rule.only_after, "examples": examples})
            })
            .collect();
        let sites: Vec<Value> = self
            .sites(sites)
            .iter()
            .map(|(name, site)| json!({"site": name, "documents": site.documents, "changed": site.changed}))
            .collect();
        json!({
            "documents": self.documents, "only_a": self.alone[0].documents, "only_b": self.alone[1].documents,
            "text_differs": self.text, "language_differs": self.language, "verdict_differs": self.verdict,
            "text_bytes": {"a": self.bytes.0, "b": self.bytes.1}, "documents_without_edits": self.without_edits,
            "rules": rules, "sites": sites, "languages": moves(&self.languages), "verdicts": moves(&self.verdicts),
        })
    }

    /// For people. Writing to a string cannot fail, so its results are dropped.
    pub(super) fn to_text(&self, sites: usize) -> String {
        let mut text = String::new();
        let share = 100.0 * self.text as f64 / (self.documents.max(1)) as f64;
        let _ = writeln!(
            text,
            "{} documents in both runs; the text differs in {} ({share:.2} %), the language in {}, the verdict in {}",
            self.documents, self.text, self.language, self.verdict
        );
        let _ = writeln!(text, "{} bytes of text in A, {} in B", self.bytes.0, self.bytes.1);
        for (alone, run) in self.alone.iter().zip(["A", "B"]) {
            if alone.documents > 0 {
                let ids: Vec<_> = alone.examples.iter().map(|id| visible(id)).collect();
                let _ =
                    writeln!(text, "{} documents in {run} alone: {}, ...", alone.documents, ids.join(", "));
            }
        }
        for (title, map) in [("Language", &self.languages), ("Verdict", &self.verdicts)] {
            for ((from, to), count) in map {
                let _ = writeln!(text, "{title}: {} -> {}: {count}", visible(from), visible(to));
            }
        }
        if !self.rules.is_empty() {
            let _ = writeln!(text, "\n{:<40} {:>10} {:>8} {:>8}", "Rule", "documents", "only A", "only B");
        }
        for (name, rule) in &self.rules {
            let name = visible(name);
            let _ = writeln!(
                text,
                "{name:<40} {:>10} {:>8} {:>8}",
                rule.documents, rule.only_before, rule.only_after
            );
            for example in &rule.examples {
                let run = if example.in_after { "B" } else { "A" };
                let (id, removed, inserted) =
                    (visible(&example.id), visible(&example.removed), visible(&example.inserted));
                let _ = writeln!(text, "  {run}  {id}: \"{removed}\" -> \"{inserted}\"");
            }
        }
        if self.without_edits > 0 && self.text > 0 {
            let _ = writeln!(
                text,
                "\nRules are not known in {} documents: write both runs with `--with edits`",
                self.without_edits
            );
            for (id, head, left, right) in &self.texts {
                let _ = writeln!(text, "  {}: ...{}", visible(id), visible(head));
                let _ = writeln!(text, "    A  {}\n    B  {}", visible(left), visible(right));
            }
        }
        let sites = self.sites(sites);
        if sites.iter().any(|(name, _)| !name.is_empty()) {
            let _ = writeln!(text, "\n{:<40} {:>10} {:>8}", "Site", "documents", "changed");
            for (name, site) in sites {
                let name = if name.is_empty() { "(none given)".into() } else { visible(name) };
                let _ = writeln!(text, "{name:<40} {:>10} {:>8}", site.documents, site.changed);
            }
        }
        text
    }
}
