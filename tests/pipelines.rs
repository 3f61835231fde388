//! Pipelines as data, and what must hold for every text.
#![cfg(feature = "config")]

use proptest::prelude::*;
use unisono::ledger::Report;
use unisono::pipeline::{PRESETS, PipelineConfig, Registry, StageConfig};
use unisono::{Document, Pipeline, Trace};

#[test]
fn presets_from_code_and_from_toml_are_the_same() {
    for preset in PRESETS {
        let (code, data) = (Pipeline::preset(preset.name).expect("a preset"), preset.toml);
        let config: PipelineConfig = data.parse().unwrap_or_else(|error| panic!("{}: {error}", preset.name));
        assert_eq!(code.config().expect("built-in stages"), config, "{}", preset.name);
        let built = config.build().expect("a preset");
        assert!(built.stages().eq(code.stages()), "{}", preset.name);
    }
}

#[test]
fn every_kind_round_trips_with_its_defaults_written_out() {
    for kind in Registry::builtin().kinds() {
        assert!(!kind.about.is_empty(), "{}", kind.kind);
        let mut stage = StageConfig::new(kind.kind);
        for (option, value) in kind.defaults {
            stage = stage.with(option, value);
        }
        // They have no default: without a table there is nothing to do.
        match kind.kind {
            "repeated-lines" => {
                let table = unisono::repeated_lines::Table::default();
                stage = stage.with("table", table_file(|bytes| table.write_to(bytes)));
            }
            "exact-duplicates" | "near-duplicates" => {
                let table = unisono::duplicates::Table::default();
                stage = stage.with("table", table_file(|bytes| table.write_to(bytes)));
            }
            _ => {}
        }
        let config = PipelineConfig::default().then(stage);
        let built = config.build().unwrap_or_else(|error| panic!("{}: {error}", kind.kind));
        assert_eq!(built.config().expect("built-in stages"), config);
        assert_eq!(config.to_string().parse::<PipelineConfig>().expect("own TOML"), config);
        assert_eq!(PipelineConfig::from_json(&config.to_json()).expect("own JSON"), config);
    }
}

/// A file with a table that knows nothing.
fn table_file(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("unisono-pipelines-{}-{number}.bin", std::process::id()));
    let mut bytes = Vec::new();
    write(&mut bytes).expect("written to memory");
    std::fs::write(&path, bytes).expect("a writable folder");
    path.to_str().expect("a path in UTF-8").to_owned()
}

#[test]
fn what_is_wrong_with_a_configuration_is_said_with_what_would_be_right() {
    let message = |toml: &str| match Pipeline::from_toml(toml) {
        Ok(_) => panic!("{toml} is no pipeline"),
        Err(error) => error.to_string(),
    };
    let unknown = message("version = 1\n[[stage]]\nuse = \"unicod\"");
    assert_eq!(
        unknown,
        "unknown stage kind `unicod`; known kinds: mojibake, unicode, homoglyphs, language, boilerplate, repeated-lines, exact-duplicates, near-duplicates, quality, unglue, typography, sentences, glossary, localize, translate"
    );
    let option =
        message("version = 1\n[[stage]]\nuse = \"unicode\"\n[[stage]]\nuse = \"boilerplate\"\nmod = \"tag\"");
    assert!(
        option.starts_with("stage 2 (`boilerplate`): unknown field `mod`, expected one of `mode`"),
        "{option}"
    );
    let mode = message("version = 1\n[[stage]]\nuse = \"boilerplate\"\nmode = \"harsh\"");
    assert!(mode.contains("harsh") && mode.contains("conservative"), "{mode}");
    assert!(message("version = 7").contains("version 7; this build reads version 1"));
    assert!(message("[[stage]]\nuse = \"unicode\"").contains("version"));
    assert!(message("version = 1\n[[stge]]").contains("stge"));
}

#[test]
fn the_policy_for_conflicts_round_trips() {
    let builder = Pipeline::builder().on_conflict(unisono::pipeline::Conflict::KeepFirst);
    let config = builder.build().expect("empty").config().expect("no closures");
    assert!(config.to_string().contains("conflict = \"keep-first\""), "{config}");
    assert_eq!(config.to_string().parse::<PipelineConfig>().expect("own TOML"), config);
}

#[test]
fn a_second_run_over_a_document_says_nothing_twice() {
    let pipeline = Pipeline::news();
    let once = pipeline.run("Morocco and the UK signed the treaty on Monday.").expect("clean");
    let entities = once.entities().to_vec();
    let twice = pipeline.run_document(once).expect("clean");
    assert_eq!(twice.entities(), entities);
}

#[test]
fn the_language_comes_before_the_first_stage_that_needs_it_else_at_the_end() {
    let stages = |toml: &str| {
        let pipeline = Pipeline::from_toml(toml).expect("a pipeline");
        pipeline.stages().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(stages("version = 1\n[[stage]]\nuse = \"unicode\""), ["unicode", "language"]);
    assert_eq!(
        stages("version = 1\n[[stage]]\nuse = \"unicode\"\n[[stage]]\nuse = \"glossary\""),
        ["unicode", "language", "glossary"]
    );
    assert_eq!(stages("version = 1"), ["language"]);
    assert!(stages("version = 1\nlanguage = false").is_empty());
}

#[test]
fn every_rule_that_fires_is_declared() {
    let kinds = Registry::builtin().kinds();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/news");
    let mut report = Report::default();
    for name in ["news", "boilerplate"] {
        for entry in std::fs::read_dir(folder).expect("samples") {
            let text = std::fs::read_to_string(entry.expect("readable").path()).expect("readable");
            report.add(&Pipeline::preset(name).expect("a preset").run(&text).expect("clean"));
        }
    }
    let mut fired = 0;
    for stage in report.stages() {
        let kind = kinds.iter().find(|kind| kind.kind == stage.name).expect("a built-in stage");
        for rule in stage.rules.keys() {
            fired += 1;
            assert!(kind.rules.iter().any(|(declared, _)| declared == rule), "{}/{rule}", stage.name);
        }
    }
    assert!(fired >= 15, "{fired} rules");
}

fn check(document: &Document) {
    let text = document.text();
    let replayed = document.ledger().replay(document.source()).expect("its own source");
    assert_eq!(replayed, text);
    let mut by_hand = document.source().to_owned();
    for edit in document.edits().iter().rev() {
        by_hand.replace_range(edit.source.range(), edit.after);
    }
    assert_eq!(by_hand, text);

    // Every letter has a language, every visible character a sentence.
    let within = |spans: &[(u32, u32)], at: usize| {
        let next = spans.partition_point(|span| span.1 as usize <= at);
        spans.get(next).is_some_and(|span| span.0 as usize <= at)
    };
    let languages: Vec<_> =
        document.languages().iter().map(|mark| (mark.span.start, mark.span.end)).collect();
    let sentences: Vec<_> = document.sentences().iter().map(|span| (span.start, span.end)).collect();
    for spans in [&languages, &sentences] {
        assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{spans:?}");
    }
    for (at, c) in text.char_indices() {
        assert!(!c.is_alphabetic() || within(&languages, at), "{c:?} at {at} has no language");
        assert!(
            c.is_whitespace() || c.is_control() || within(&sentences, at),
            "{c:?} at {at} has no sentence"
        );
    }
    for entity in document.entities() {
        assert!(entity.span.of(text).is_some_and(|surface| !surface.is_empty()));
        assert!(!entity.names.en.is_empty() && !entity.names.fr.is_empty() && !entity.names.es.is_empty());
    }
    for line in document.lines() {
        assert!(line.span.of(document.source()).is_some());
        assert!((0.0..=1.0).contains(&line.score));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_news_preset_never_fails_on_any_text(text in "\\PC{0,200}") {
        check(&Pipeline::news().run(&text).expect("cleaning never fails"));
    }

    #[test]
    fn nor_on_text_made_of_what_hurts(parts in prop::collection::vec(prop::sample::select(vec![
        "Le Maroc", "UK", "U.S.", "See also", "Leave a Reply", "Par", "By", "\n", "\n\n", "\r\n", "\r", " . .", " ", "\u{a0}", "\u{200b}",
        "\u{200d}", "\u{ad}", "\u{202e}", "\u{feff}", "e\u{301}", "\u{301}", "🇲🇦", "🇲", "👩\u{200d}💻", "«", "»", "\u{0}", "\u{1b}[31m",
        "©️ Tous droits réservés.", "— Name (@name) March 3, 2024", "https://t.co/x", "#Maroc", "12.03.2024 à 9 H 10", "ab", "É", "\u{2028}", "\u{1d}",
        "The ministers met in London on Monday to sign the agreement.", "El puerto volvió a abrir el lunes por la mañana.",
    ]), 0..40)) {
        let text = parts.concat();
        check(&Pipeline::news().run(&text).expect("cleaning never fails"));
        let fast = Pipeline::news().with_trace(Trace::Counts).run(&text).expect("cleaning never fails");
        let full = Pipeline::news().run(&text).expect("cleaning never fails");
        prop_assert_eq!(fast.text(), full.text());
        prop_assert_eq!(fast.language(), full.language());
        prop_assert_eq!(fast.entities(), full.entities());
    }
}

fn report(documents: &[Document]) -> Report {
    let mut report = Report::default();
    for document in documents {
        report.add(document);
    }
    report
}

#[cfg(feature = "parallel")]
#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/news");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("samples").map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    let texts: Vec<String> =
        paths.iter().map(|path| std::fs::read_to_string(path).expect("readable")).collect();
    let documents = || -> Vec<Document> {
        let many = texts.iter().cycle().take(60);
        many.map(|text| Document::new(text.as_str()).expect("short")).collect()
    };
    let outcome = |results: Vec<Result<Document, _>>| {
        let documents: Vec<Document> =
            results.into_iter().collect::<Result<_, unisono::pipeline::Error>>().expect("clean");
        let shown = |document: &Document| {
            format!(
                "{} {} {:?} {:?} {:?}",
                document.text(),
                document.language(),
                document.language_confidence(),
                document.entities(),
                document.edits()
            )
        };
        let report = report(&documents);
        let rules: Vec<_> =
            report.stages().iter().map(|stage| (stage.name.clone(), stage.rules.clone())).collect();
        (documents.iter().map(shown).collect::<Vec<_>>(), rules)
    };
    let pipeline = Pipeline::news();
    let one = outcome(pipeline.stream(documents()).collect());
    for threads in [1, 2, 5] {
        assert_eq!(outcome(pipeline.batch(documents(), threads)), one, "{threads} threads");
    }
}

#[test]
fn reports_of_parts_add_up_to_the_report_of_the_whole() {
    let pipeline = Pipeline::news().with_timing(false);
    let documents = ["a\r\nb", "c  d", "Leave a Reply", "The talks ended. . The ministers left."]
        .map(|text| pipeline.run(text).expect("clean"));
    let parts: Report = documents.chunks(1).map(report).sum();
    assert_eq!(parts, report(&documents));
    assert_eq!((parts.documents(), parts.rejected()), (4, 1));
}

#[test]
fn priors_of_a_site_are_an_option_of_the_language_stage() {
    let stage = |priors: &str| format!("version = 1\n[[stage]]\nuse = \"language\"\npriors = {{ {priors} }}");
    let label = |toml: &str| {
        let document = Pipeline::from_toml(toml).expect("a pipeline").run("Portugal Espanha").expect("clean");
        (document.language().to_string(), document.language_confidence())
    };
    let (language, sure) = label(&stage("pt = 50.0"));
    assert_eq!(language, "pt");
    let (other, unsure) = label(&stage("pt = 0.02"));
    assert!(other != "pt" || unsure < sure, "{other} {unsure} {sure}");
    for (priors, said) in [("xx = 2.0", "no model of `xx`"), ("fr = -1.0", "prior of `fr` has to be")] {
        let error = Pipeline::from_toml(&stage(priors)).expect_err("no prior");
        let cause = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        assert!(format!("{error} {cause}").contains(said), "{error} {cause}");
    }
}
