//! Translation with modes that are wrong, and with the real engine where it is installed: nothing crosses, nothing
//! is lost, the same bytes come out whatever happens to a process.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use unisono::Language;
use unisono::pipeline::Pipeline;
use unisono::stage::{Fact, Proposal, Stage, StageError, View};
use unisono::translate::{
    Apertium, Bitext, Cached, Engine, Memory, Route, Segment, Translate, TranslateError, Translator,
};

const REAL: &str = "/usr/share/apertium/modes/eng-spa.mode";

/// The real engine, or a word that the test was skipped.
fn real() -> Option<Apertium> {
    if Path::new(REAL).exists() {
        return Some(Apertium::installed());
    }
    eprintln!("skipped: {REAL} is not there; apt-get install apertium apertium-eng-spa");
    None
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("unisono-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// An engine of one mode.
fn fake(name: &str, mode: &str) -> Apertium {
    let folder = folder(name);
    fs::write(folder.join("eng-spa.mode"), mode).expect("a mode");
    Apertium::in_folder(&folder).with_timeout(Duration::from_secs(2))
}

#[test]
fn a_mode_that_names_another_program_is_no_engine() {
    for mode in ["sh -c id", "lt-proc x | cat", "lt-proc x; id", ""] {
        let engine = fake("foreign", mode);
        assert!(engine.capabilities().pairs.is_empty(), "{mode}");
    }
}

#[test]
fn a_dictionary_that_is_missing_costs_every_segment_and_no_more() {
    if real().is_none() {
        return;
    }
    let engine = fake("missing", "lt-proc '/no/such/file.bin'");
    let route = Route::direct(Language::EN, Language::ES);
    let answers = engine.translate(&[Segment::new("one"), Segment::new("two")], &route);
    assert_eq!(answers.len(), 2);
    assert!(
        answers.iter().all(|answer| matches!(answer, Err(TranslateError::EngineDied { .. }))),
        "{answers:?}"
    );
}

#[test]
fn without_an_engine_the_message_says_what_to_install() {
    let mut stage = Translate::to(Language::FR);
    stage.modes = "/no/such/folder".to_owned();
    let error = Pipeline::builder()
        .stage(unisono::sentences::Sentences::default())
        .stage(unisono::glossary::GlossaryStage::default())
        .stage(stage)
        .build()
        .expect_err("no engine");
    let source = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
    assert!(source.contains("apt-get install"), "{source}");
    assert!(source.contains("apertium-fra-cat"), "{source}");
}

#[test]
fn what_is_in_the_target_language_stays_and_white_space_does() {
    let Some(engine) = real() else { return };
    let pipeline = Pipeline::builder()
        .stage(unisono::sentences::Sentences::default())
        .stage(unisono::glossary::GlossaryStage::default())
        .stage(Translate::to(Language::ES).with_translator(Arc::new(engine)))
        .build()
        .expect("a pipeline");
    let spanish = "El puerto volvió a abrir el lunes por la mañana, según el ministerio.";
    let text = format!("The house is big.  The port was closed on Monday.\n\n\n{spanish}\n");
    let document = pipeline.run(&text).expect("translated");
    let translation = document.translation().expect("a translation");
    assert_eq!(document.text(), text);
    assert!(translation.text.starts_with("La casa es grande.  "), "{}", translation.text);
    assert!(translation.text.ends_with(&format!("\n\n\n{spanish}\n")), "{}", translation.text);
    assert_eq!(translation.segments.len(), 3);
    assert_eq!(translation.segments[0].engine.as_deref(), Some("apertium:en-es"));
    assert_eq!(translation.segments[2].engine, None);
    for segment in &translation.segments {
        assert!(translation.text.get(segment.target.range()).is_some_and(|part| !part.is_empty()));
    }
}

#[test]
fn figures_and_names_are_right() {
    let Some(engine) = real() else { return };
    let pipeline = Pipeline::builder()
        .stage(unisono::sentences::Sentences::default())
        .stage(unisono::glossary::GlossaryStage::default())
        .stage(Translate::to(Language::ES).with_translator(Arc::new(engine)))
        .build()
        .expect("a pipeline");
    let text = "The company owes $2.4 billion to banks in Wales. It was founded on March 3, 2011, and lost 4.5% of its value.";
    let document = pipeline.run(text).expect("translated");
    let made = &document.translation().expect("a translation").text;
    for part in ["2.400 millones de dólares", "Gales", "3 de marzo de 2011", "4,5\u{a0}%"] {
        assert!(made.contains(part), "{part}: {made}");
    }
}

#[test]
fn a_text_of_the_formats_own_marks_does_not_fool_the_engine() {
    let Some(engine) = real() else { return };
    let route = Route::direct(Language::EN, Language::ES);
    let texts = ["^a$ b/c", "[][ 7\n]", "x <b> y", "{z", "back\\", "@@", "[[t:x:1]]word[[/]]", "The house."];
    let segments: Vec<Segment<'_>> = texts.iter().map(|text| Segment::new(text)).collect();
    let answers = engine.translate(&segments, &route);
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    assert_eq!(answers.last(), Some(&Ok("La casa.".into())));
}

#[test]
fn neither_the_order_nor_the_thread_changes_a_document() {
    let Some(engine) = real() else { return };
    let route = Route::direct(Language::EN, Language::ES);
    let documents: Vec<Vec<String>> = (0..12)
        .map(|nth| {
            (0..8)
                .map(|line| format!("Report {nth}{line}: the minister Grovax said that it fell quickly."))
                .collect()
        })
        .collect();
    let run = |document: &Vec<String>| {
        let segments: Vec<Segment<'_>> = document.iter().map(|text| Segment::new(text)).collect();
        engine.translate(&segments, &route)
    };
    let forwards: Vec<_> = documents.iter().map(run).collect();
    let mut backwards: Vec<_> = documents.iter().rev().map(run).collect();
    backwards.reverse();
    assert_eq!(forwards, backwards);
    let threaded: Vec<_> = std::thread::scope(|scope| {
        let started: Vec<_> = documents.iter().map(|document| scope.spawn(|| run(document))).collect();
        started.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    assert_eq!(forwards, threaded);
}

/// Programs that this process has started, directly.
fn children() -> Vec<u32> {
    let own = std::process::id().to_string();
    let mut found: Vec<u32> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|pid: &u32| {
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            let behind = stat.rsplit(')').next().unwrap_or_default().to_owned();
            let mut columns = behind.split_whitespace();
            columns.next().is_some() && columns.next() == Some(own.as_str())
        })
        .collect();
    found.sort_unstable();
    found
}

/// One test for all that kills: tests of one process run at the same time.
#[test]
fn an_engine_that_is_killed_or_stopped_crosses_nothing() {
    if real().is_none() {
        return;
    }
    // In a process of its own, so that no other test's programs are hit.
    if std::env::var_os("UNISONO_FAULTS").is_none() {
        let status = std::process::Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "an_engine_that_is_killed_or_stopped_crosses_nothing", "--nocapture"])
            .env("UNISONO_FAULTS", "1")
            .status()
            .expect("started");
        assert!(status.success());
        return;
    }
    let engine = Apertium::installed().with_timeout(Duration::from_secs(3));
    let route = Route::direct(Language::EN, Language::ES);
    let lines: Vec<String> =
        (0..400).map(|nth| format!("Report {}: the port was closed again.", 4100 + nth)).collect();
    let segments: Vec<Segment<'_>> = lines.iter().map(|text| Segment::new(text)).collect();
    let unharmed = engine.translate(&segments, &route);
    assert!(
        unharmed
            .iter()
            .zip(&lines)
            .all(|(answer, line)| { answer.as_ref().is_ok_and(|answer| answer.text.contains(&line[7..11])) })
    );
    let idle = children();
    assert!(!idle.is_empty());
    for (signal, victim) in [("-KILL", 0), ("-KILL", idle.len() / 2), ("-KILL", idle.len() - 1), ("-STOP", 2)]
    {
        let pid = children().get(victim).copied().expect("a program").to_string();
        let status = std::process::Command::new("kill").args([signal, &pid]).status().expect("kill");
        assert!(status.success());
        assert_eq!(engine.translate(&segments, &route), unharmed, "{signal} {victim}");
    }
    drop(engine);
    assert!(children().is_empty(), "every program is gone and reaped");
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    case: Vec<Case>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    from: String,
    to: String,
    text: String,
    /// What has to be in the translation.
    #[serde(default)]
    has: Vec<String>,
    /// What must not be in it.
    #[serde(default)]
    lacks: Vec<String>,
}

/// Says the language, so that no sentence is too short to be identified.
#[derive(Debug)]
struct Said(Language);

impl Stage for Said {
    fn propose(&self, view: &View<'_>, out: &mut Proposal<'_>) -> Result<(), StageError> {
        out.language(0..view.text().len(), self.0, 1.0);
        Ok(())
    }

    fn gives(&self) -> &[Fact] {
        &[Fact::Language]
    }
}

fn said(language: Language, stage: Translate) -> Pipeline {
    Pipeline::builder()
        .custom_stage(Said(language))
        .language(false)
        .stage(unisono::sentences::Sentences::default())
        .stage(unisono::glossary::GlossaryStage::default())
        .stage(stage)
        .build()
        .expect("a pipeline")
}

#[test]
fn every_sentence_of_the_table_is_right() {
    let Some(engine) = real() else { return };
    let engine: Arc<dyn Translator> = Arc::new(engine);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/translate/sentences.toml");
    let table: Table = toml::from_str(&fs::read_to_string(path).expect("the table")).expect("a table");
    let (mut run, mut wrong) = (0, Vec::new());
    for case in &table.case {
        let (from, to): (Language, Language) =
            (case.from.parse().expect("from"), case.to.parse().expect("to"));
        if engine.routes(from, to).is_empty() {
            eprintln!("skipped: {}; {}", case.name, engine.to_install(from, to).unwrap_or_default());
            continue;
        }
        run += 1;
        let document =
            said(from, Translate::to(to).with_translator(engine.clone())).run(&case.text).expect("run");
        let text = document.translation().map_or("", |translation| &translation.text);
        let missing = case.has.iter().any(|part| !text.contains(part.as_str()));
        if missing || case.lacks.iter().any(|part| text.contains(part.as_str())) {
            wrong.push(format!("{}: {text}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{} of {run}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_warm_cache_and_a_new_engine_give_the_same_bytes() {
    if real().is_none() {
        return;
    }
    let texts: Vec<String> = (0..6)
        .map(|nth| {
            format!("Report {nth}: the unbeaten separatists said so. They left quickly. The diplomat fell.")
        })
        .collect();
    let run = |engine: &Arc<dyn Translator>, order: &[usize]| -> Vec<(usize, String)> {
        let pipeline = said(Language::EN, Translate::to(Language::FR).with_translator(engine.clone()));
        let one = |&at: &usize| {
            let document = pipeline.run(&texts[at]).expect("translated");
            (at, format!("{:?}", document.translation().expect("a translation")))
        };
        let mut made: Vec<_> = order.iter().map(one).collect();
        made.sort();
        made
    };
    let plain: Arc<dyn Translator> = Arc::new(Apertium::installed());
    let first = run(&plain, &[0, 1, 2, 3, 4, 5]);
    let cached: Arc<dyn Translator> = Arc::new(Cached::new(Apertium::installed(), 1 << 20));
    assert_eq!(run(&cached, &[5, 4, 3, 2, 1, 0]), first);
    assert_eq!(run(&cached, &[3, 1, 2, 0, 5, 4]), first);
}

#[test]
fn names_alone_are_said_to_be_no_translation() {
    let mut stage = Translate::to(Language::FR);
    stage.engine = Engine::Glossary;
    let document = said(Language::EN, stage).run("The mayor left for Wales. It rained.").expect("run");
    let translation = document.translation().expect("names");
    assert_eq!(translation.text, "The mayor left for pays de Galles. It rained.");
    assert_eq!(translation.engine, "glossary:en-fr");
    assert!(translation.segments.iter().all(|segment| segment.flags == ["untranslated"]));
}

#[test]
fn what_is_remembered_is_not_translated_again() {
    let mut memory = Memory::default().with_threshold(80);
    memory.add((Language::EN, "The port was closed on Monday."), (Language::FR, "Le port a fermé lundi."));
    let mut stage = Translate::to(Language::FR).with_memory(Arc::new(memory));
    stage.engine = Engine::Memory;
    let text = "The port was closed on Monday. The old port was closed on Monday.  It rained.";
    let document = said(Language::EN, stage).run(text).expect("run");
    let translation = document.translation().expect("a translation");
    assert_eq!(translation.text, "Le port a fermé lundi. Le port a fermé lundi.  It rained.");
    assert_eq!(translation.engine, "memory,glossary:en-fr");
    let [exact, fuzzy, rest] = &translation.segments[..] else { panic!("{translation:?}") };
    assert_eq!((exact.engine.as_deref(), exact.flags.is_empty()), (Some("memory"), true));
    assert_eq!((fuzzy.engine.as_deref(), &fuzzy.flags[..]), (Some("memory:87"), &["fuzzy"][..]));
    assert_eq!((rest.engine.as_deref(), &rest.flags[..]), (Some("glossary:en-fr"), &["untranslated"][..]));
}

#[cfg(feature = "termbase")]
#[test]
fn a_bitext_is_a_memory() {
    let mut memory = Memory::default();
    memory.add((Language::EN, "Rain & <wind>."), (Language::FR, "Pluie \"et\" vent."));
    let mut stage = Translate::to(Language::FR).with_memory(Arc::new(memory));
    stage.engine = Engine::Memory;
    let document = said(Language::EN, stage).run("Rain & <wind>. Not known.").expect("run");
    let tmx = Bitext::Tmx.write(&document);
    let mut again = Memory::default();
    assert_eq!(again.add_tmx(tmx.as_bytes()).expect("TMX"), 1, "{tmx}");
    let found = again.find("Rain & <wind>.", Language::EN, Language::FR, 100).expect("remembered");
    assert_eq!(found.text, "Pluie \"et\" vent.");
    let lines = Bitext::JsonLines.write(&document);
    assert_eq!(lines.lines().count(), 2);
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON");
    assert_eq!((&first["source"], &first["engine"]), (&"Rain & <wind>.".into(), &"memory".into()));
}

/// Models are no part of this crate: `UNISONO_NEURAL_MODELS` names a folder of them.
#[cfg(feature = "neural")]
#[test]
fn models_of_a_folder_translate() {
    let Some(folder) = std::env::var_os("UNISONO_NEURAL_MODELS") else {
        eprintln!("skipped: UNISONO_NEURAL_MODELS names no folder of models");
        return;
    };
    let engine = unisono::translate::Neural::in_folder(folder).expect("models");
    engine.load().expect("sound models");
    for &(from, to) in &engine.capabilities().pairs {
        let route = Route::direct(from, to);
        let long = format!("{} end.", "the house, ".repeat(40));
        let texts = ["The house is big.", "1998", &long, "a"];
        let all = engine.translate(&texts.map(Segment::new), &route);
        assert!(all.iter().all(Result::is_ok), "{all:?}");
        let alone: Vec<_> =
            texts.iter().flat_map(|text| engine.translate(&[Segment::new(text)], &route)).collect();
        assert_eq!(all, alone, "what is in a batch does not matter");
    }
}
