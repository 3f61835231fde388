//! The engine under random histories: whatever stages propose, nothing is lost and every byte can be traced.

use std::sync::Arc;

use proptest::prelude::*;
use unisono::document::Edit;
use unisono::pipeline::{BuildError, Conflict, Error};
use unisono::stage::{Rule, StageError};
use unisono::{Current, Document, Pipeline, Source, Span, Trace};

/// One stage of a history: edits as (gap to the edit before, characters to remove, text to insert).
type Moves = Vec<(usize, usize, String)>;

/// Turns moves into edits on `text`: sorted, disjoint, on character boundaries.
fn edits(text: &str, moves: &Moves) -> Vec<(std::ops::Range<usize>, String)> {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (mut place, mut edits) = (0, Vec::new());
    for (gap, remove, insert) in moves {
        let start = place + gap;
        let Some(&from) = ends.get(start) else { break };
        let end = (start + remove).min(ends.len() - 1);
        edits.push((from..ends[end], insert.clone()));
        // Two insertions at one place would be a conflict.
        place = if end == start { start + 1 } else { end };
    }
    edits
}

fn pipeline(history: &[Moves], trace: Trace) -> Pipeline {
    let mut builder = Pipeline::builder().language(false).trace(trace).custom("mark", |view, out| {
        let text = view.text();
        let words = text.split_inclusive(' ').scan(0, |at, word| {
            let start = *at;
            *at += word.len();
            Some(start..start + word.len())
        });
        for word in words {
            out.sentence(word.clone());
            out.suspect(word, "word", None, 0.5);
        }
        Ok(())
    });
    for (index, moves) in history.iter().enumerate() {
        let moves = moves.clone();
        builder = builder.custom(format!("stage-{index}"), move |view, out| {
            for (range, text) in edits(view.text(), &moves) {
                out.replace(range, &text, Rule::new("random").sure(0.5 + index as f32 / 100.0));
            }
            Ok(())
        });
    }
    builder.build().expect("a pipeline of closures")
}

/// The texts before and after every stage, made with nothing but the standard library.
fn states(source: &str, history: &[Moves]) -> Vec<String> {
    let mut states = vec![source.to_owned()];
    for moves in history {
        let mut text = states[states.len() - 1].clone();
        for (range, insert) in edits(&text.clone(), moves).into_iter().rev() {
            text.replace_range(range, &insert);
        }
        states.push(text);
    }
    states
}

/// Where every byte of the last text stood in the source; `None` for what a stage put in.
fn origins(source: &str, history: &[Moves]) -> Vec<Option<u32>> {
    let mut text = source.to_owned();
    let mut origins: Vec<Option<u32>> = (0..source.len() as u32).map(Some).collect();
    for moves in history {
        for (range, insert) in edits(&text.clone(), moves).into_iter().rev() {
            text.replace_range(range.clone(), &insert);
            origins.splice(range, vec![None; insert.len()]);
        }
    }
    origins
}

fn text() -> impl Strategy<Value = String> {
    "[ab é€🇲\u{301}\n]{0,40}"
}

fn history() -> impl Strategy<Value = Vec<Moves>> {
    let moves = prop::collection::vec((0..6usize, 0..5usize, "[xé🇲 ]{0,3}"), 0..6);
    prop::collection::vec(moves, 0..6)
}

fn histories() -> u32 {
    std::env::var("UNISONO_HISTORIES").ok().and_then(|count| count.parse().ok()).unwrap_or(2_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: histories(), ..ProptestConfig::default() })]

    #[test]
    fn a_history_is_exact(source in text(), history in history()) {
        let states = states(&source, &history);
        let document = pipeline(&history, Trace::Full).run(&source).expect("stages that follow the rules");
        let text = document.text();
        prop_assert_eq!(text, states.last().expect("the source at least"));
        prop_assert_eq!(document.source(), &source);

        // Undo to every state, replay to the last.
        for (index, state) in states[..history.len()].iter().enumerate() {
            let rewound = document.rewind(&format!("stage-{index}"));
            prop_assert_eq!(rewound.as_ref(), Some(state));
        }
        prop_assert_eq!(&document.ledger().replay(&source).expect("the source"), text);

        // The edits give the text, are sorted and disjoint on both sides, and change something.
        let edits = document.edits();
        prop_assert_eq!(applied(&source, &edits), text);
        for pair in edits.windows(2) {
            prop_assert!(pair[0].source.end <= pair[1].source.start);
            prop_assert!(pair[0].target.end <= pair[1].target.start);
            let touch = pair[0].source.end == pair[1].source.start;
            let mut stages = pair.iter().flat_map(|edit| &edit.via).map(|via| via.stage);
            let stage = stages.next();
            prop_assert!(!touch || stages.all(|other| Some(other) == stage), "edits of two stages touch");
        }
        for edit in &edits {
            prop_assert_ne!(edit.before, edit.after);
            prop_assert_eq!(edit.source.of(&source), Some(edit.before));
            prop_assert_eq!(edit.target.of(text), Some(edit.after));
            prop_assert_eq!(edit.via.last().map(|via| via.stage), Some(edit.stage));
        }

        // Positions keep their order both ways and stay on character boundaries.
        let mut last = 0;
        for span in chars(text) {
            let traced = document.trace(span).expect("inside the text");
            prop_assert!(traced.of(&source).is_some(), "{span} -> {traced}");
            prop_assert!(last <= traced.start && traced.start <= traced.end);
            last = traced.start;
        }
        let mut last = 0;
        for span in chars(&source) {
            let span: Span<Source> = Span::new(span.start, span.end);
            if let Some(found) = document.find(span) {
                prop_assert!(found.of(text).is_some(), "{span} -> {found}");
                prop_assert!(last <= found.start && found.start < found.end);
                last = found.start;
            }
        }

        // Kept text maps to itself, both ways; an insertion borrows no byte of the source.
        let origins = origins(&source, &history);
        for span in chars(text) {
            if let Some(origin) = origins[span.start as usize] {
                let traced = document.trace(span).expect("inside the text");
                prop_assert_eq!(traced, Span::new(origin, origin + span.len()));
                prop_assert_eq!(document.find(traced), Some(span));
            }
        }
        for edit in edits.iter().filter(|edit| edit.source.is_empty()) {
            prop_assert!(document.trace(edit.target).expect("inside the text").is_empty());
        }

        // Marks stay inside the text, keep their order, do not overlap; none is lost without a word.
        let words = if source.is_empty() { 0 } else { source.split_inclusive(' ').count() };
        prop_assert_eq!(document.sentences().len() + document.suspects().len() + document.ledger().lost_marks().len(), 2 * words);
        for pair in document.sentences().windows(2) {
            prop_assert!(pair[0].end <= pair[1].start);
        }
        for span in document.sentences() {
            prop_assert!(!span.is_empty() && span.of(text).is_some());
        }
    }

    #[test]
    fn the_text_does_not_depend_on_the_trace(source in text(), history in history()) {
        let full = pipeline(&history, Trace::Full).run(&source).expect("stages that follow the rules");
        for trace in [Trace::Counts, Trace::Off] {
            let other = pipeline(&history, trace).run(&source).expect("stages that follow the rules");
            prop_assert_eq!(full.text(), other.text());
            prop_assert_eq!(full.sentences(), other.sentences());
        }
    }

    #[test]
    fn any_edits_are_applied_or_refused_with_their_place(
        source in text(),
        proposed in prop::collection::vec((0..50usize, 0..50usize, "[xé]{0,2}"), 0..5),
        guarded in prop::collection::vec((0..30usize, 0..9usize), 0..4),
    ) {
        let wild = |conflict| {
            let (proposed, guarded) = (proposed.clone(), guarded.clone());
            Pipeline::builder().language(false).on_conflict(conflict).custom("guard", move |view, out| {
                guard(view.text(), &guarded, out);
                Ok(())
            }).custom("wild", move |_, out| {
                for (start, end, text) in &proposed {
                    out.replace(*start..*end, text, "wild");
                }
                Ok(())
            }).build().expect("closures")
        };
        match (wild(Conflict::Fail).run(&source), impossible(&source, &proposed, &guarded)) {
            (Ok(document), None) => {
                prop_assert_eq!(applied(&source, &document.edits()), document.text());
                untouched(&document)?;
            }
            (Err(Error::Edit { source: fault, stage, .. }), Some((start, end))) => {
                prop_assert_eq!((&*stage, fault.rule), ("wild", "wild"));
                prop_assert_eq!(fault.span, Span::new(start, end));
            }
            (found, expected) => prop_assert!(false, "{found:?}, expected {expected:?}"),
        }
        if let Ok(document) = wild(Conflict::KeepFirst).run(&source) {
            prop_assert_eq!(applied(&source, &document.edits()), document.text());
            untouched(&document)?;
        }
    }

    #[test]
    fn protected_text_never_changes(
        source in text(), history in history(), spans in prop::collection::vec((0..30usize, 0..9usize), 0..4),
    ) {
        let mut builder = Pipeline::builder().language(false).custom("guard", move |view, out| {
            guard(view.text(), &spans, out);
            Ok(())
        });
        for moves in history {
            builder = builder.custom("change", move |view, out| {
                for (range, text) in edits(view.text(), &moves) {
                    out.replace(range, &text, "random");
                }
                Ok(())
            });
        }
        let document = builder.build().expect("closures").run(&source).expect("stages that follow the rules");
        prop_assert!(document.ledger().lost_marks().is_empty());
        untouched(&document)?;
    }
}

/// Protects spans given as (first character, characters).
fn guard(text: &str, spans: &[(usize, usize)], out: &mut unisono::stage::Proposal<'_>) {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for (start, length) in spans {
        if let (Some(&from), Some(&to)) = (ends.get(*start), ends.get(start + length))
            && from < to
        {
            out.protect(from..to, "guarded");
        }
    }
}

fn untouched(document: &Document) -> Result<(), TestCaseError> {
    for mark in document.protected() {
        let traced = document.trace(mark.span).expect("inside the text");
        prop_assert_eq!(traced.of(document.source()), mark.span.of(document.text()));
    }
    Ok(())
}

/// The first edit that cannot be applied, found without the engine: out of order, overlapping, or no text.
fn impossible(
    text: &str,
    edits: &[(usize, usize, String)],
    guarded: &[(usize, usize)],
) -> Option<(u32, u32)> {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let protects = |start: usize, end: usize| {
        guarded.iter().any(|(first, length)| match (ends.get(*first), ends.get(first + length)) {
            (Some(&from), Some(&to)) if start == end => from < start && start < to,
            (Some(&from), Some(&to)) => from < to && from < end && start < to,
            _ => false,
        })
    };
    let mut last: Option<(usize, usize)> = None;
    for (start, end, put) in edits {
        let (start, end) = (*start, (*end).max(*start));
        let overlaps = last.is_some_and(|last| start < last.1 || (start == end && start == last.0));
        let taken = text.get(start..end);
        if overlaps || taken.is_none() {
            return Some((start as u32, end as u32));
        }
        // What changes nothing, and what is refused, leaves the place free.
        if taken != Some(put) && !protects(start, end) {
            last = Some((start, end));
        }
    }
    None
}

fn applied(source: &str, edits: &[Edit<'_>]) -> String {
    let mut text = source.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.source.range(), edit.after);
    }
    text
}

fn chars(text: &str) -> impl Iterator<Item = Span<Current>> {
    text.char_indices().map(|(at, c)| Span::from(at..at + c.len_utf8()))
}

#[test]
fn an_impossible_edit_names_stage_rule_and_place_and_spoils_nothing_else() {
    let pipeline = Pipeline::builder()
        .language(false)
        .custom("half", |view, out| {
            if view.text().contains('é') {
                out.delete(0..1, "half-a-letter");
            }
            Ok(())
        })
        .build()
        .expect("a closure");
    let documents = ["abc", "é", "def"].map(|text| Document::new(text).expect("short").with_id(text));
    let results: Vec<_> = pipeline.stream(documents).collect();
    assert_eq!(results[0].as_ref().map(Document::text).ok(), Some("abc"));
    assert_eq!(results[2].as_ref().map(Document::text).ok(), Some("def"));
    let error = results[1].as_ref().expect_err("half a letter");
    assert_eq!(error.to_string(), "stage `half` proposed an impossible edit on document `é`");
    let cause = std::error::Error::source(error).expect("what is wrong").to_string();
    assert_eq!(cause, "edit `half-a-letter` at bytes 0..1 cuts a character in two");
}

#[test]
fn a_stage_that_marks_what_is_no_text_fails_the_document() {
    let pipeline = Pipeline::builder()
        .language(false)
        .custom("beyond", |_, out| {
            out.sentence(0..99);
            Ok(())
        })
        .build()
        .expect("a closure");
    assert!(matches!(pipeline.run("short"), Err(Error::Mark { start: 0, end: 99, .. })));
}

#[test]
fn a_failing_stage_says_what_the_stage_says() {
    let pipeline = Pipeline::builder()
        .language(false)
        .custom("service", |_, _| Err(StageError::new("no answer").caused_by(std::fmt::Error)))
        .build()
        .expect("a closure");
    let error = pipeline.run("text").expect_err("no answer");
    assert_eq!(error.to_string(), "stage `service` failed on the document");
    assert_eq!(std::error::Error::source(&error).map(ToString::to_string).as_deref(), Some("no answer"));
}

#[test]
fn a_moved_block_is_two_edits_with_one_link() {
    let pipeline = Pipeline::builder()
        .language(false)
        .custom("caption-last", |view, out| {
            let end = view.text().find('\n').map_or(0, |feed| feed + 1);
            let (caption, length) = (view.text()[..end].to_owned(), view.text().len());
            out.delete(0..end, "caption");
            out.insert(length, &format!("\n{}", caption.trim_end()), "caption");
            out.link_move();
            Ok(())
        })
        .custom("dots", |view, out| {
            if let Some(at) = view.text().find('.') {
                out.delete(at..at + 1, "dot");
            }
            Ok(())
        })
        .build()
        .expect("closures");
    let document = pipeline.run("A quay.\nThe port reopened.").expect("closures that follow the rules");
    assert_eq!(document.text(), "The port reopened\nA quay.");
    let edits = document.edits();
    let moved: Vec<_> = edits.iter().map(|edit| edit.moved).collect();
    assert_eq!(moved, [Some(1), Some(0)]);
}

#[test]
fn stages_that_undo_each_other_leave_no_edit_but_stay_in_the_ledger() {
    let swap = |from: &'static str, to: &'static str| {
        move |view: &unisono::stage::View<'_>, out: &mut unisono::stage::Proposal| {
            for (at, found) in view.text().match_indices(from) {
                out.replace(at..at + found.len(), to, "swap");
            }
            Ok(())
        }
    };
    let pipeline =
        Pipeline::builder().language(false).custom("one", swap("a", "bb")).custom("two", swap("bb", "a"));
    let document = pipeline.build().expect("closures").run("xay").expect("closures that follow the rules");
    assert_eq!(document.text(), "xay");
    assert!(document.edits().is_empty());
    assert_eq!(
        document.ledger().stages().map(unisono::ledger::StageRecord::edits).collect::<Vec<_>>(),
        [1, 1]
    );
}

#[test]
fn what_cannot_be_written_to_a_configuration_says_so() {
    let pipeline =
        Pipeline::builder().language(false).custom("closure", |_, _| Ok(())).build().expect("a closure");
    assert!(matches!(pipeline.config(), Err(BuildError::NotData { position: 1, .. })));
}

#[test]
fn a_text_that_stays_shares_its_source() {
    let source: Arc<str> = "unchanged".into();
    let document = Document::new(source.clone()).expect("short");
    let document = Pipeline::builder().language(false).build().expect("empty").run_document(document);
    assert!(std::ptr::eq(document.expect("nothing to fail").text(), &raw const *source));
}

#[test]
fn an_edit_that_was_refused_opens_nothing_for_an_earlier_one() {
    let pipeline = Pipeline::builder()
        .language(false)
        .custom("guard", |_, out| {
            out.protect(2..3, "guarded");
            out.protect(5..6, "guarded");
            Ok(())
        })
        .custom("change", |_, out| {
            out.delete(5..6, "late");
            out.delete(2..3, "early");
            Ok(())
        });
    let document = pipeline.build().expect("closures").run("abcdefgh").expect("refused, not failed");
    assert_eq!((document.text(), document.ledger().refused()), ("abcdefgh", 2));
}

#[test]
fn a_stage_cannot_say_what_cannot_be() {
    type Say = fn(&mut unisono::stage::Proposal<'_>);
    let says = |what: Say| {
        let pipeline = Pipeline::builder().language(false).custom("liar", move |_, out| {
            what(out);
            Ok(())
        });
        pipeline.build().expect("a closure").run("étés\nà venir")
    };
    let lies: [Say; 6] = [
        |out| {
            out.sentence(4..6);
            out.sentence(0..5);
        },
        |out| {
            out.language(0..5, unisono::Language::FR, 0.9);
            out.language(3..6, unisono::Language::EN, 0.9);
        },
        |out| {
            out.line(0..6, true, unisono::boilerplate::LineKind::Body, 0.5, "first");
            out.line(4..7, true, unisono::boilerplate::LineKind::Body, 0.5, "second");
        },
        |out| out.metadata(unisono::document::Field::Byline, "é", 1..2),
        |out| out.embed(unisono::document::Embed::default(), 0..99),
        |out| out.protect(0..1, "half a letter"),
    ];
    for (index, lie) in lies.into_iter().enumerate() {
        assert!(matches!(says(lie), Err(Error::Mark { .. })), "lie {index}");
    }
    let unsure = says(|out| out.language(0..5, unisono::Language::FR, f32::NAN)).expect("a confidence of 0");
    assert!(unsure.language_confidence().abs() < f32::EPSILON);
}

#[test]
fn whether_a_line_is_there_is_read_off_the_text() {
    let kind = unisono::boilerplate::LineKind::Share;
    let builder = || Pipeline::builder().language(false);
    let guarded = builder()
        .custom("guard", |_, out| {
            out.protect(4..9, "guarded");
            Ok(())
        })
        .custom("lines", move |_, out| {
            out.line(4..9, false, kind, 0.1, "share");
            out.delete(3..9, "share");
            Ok(())
        });
    let document = guarded.build().expect("closures").run("one\nshare").expect("refused, not failed");
    assert!(document.lines()[1].keep);
    let deleted = builder().custom("delete", |_, out| {
        out.delete(3..9, "share");
        Ok(())
    });
    let document = deleted.build().expect("a closure").run("one\nshare").expect("an edit");
    assert_eq!(document.lines().iter().map(|line| line.keep).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn language_spans_do_not_grow_over_text_that_nobody_labelled() {
    let pipeline = Pipeline::builder()
        .custom("label", |_, out| {
            out.language(0..5, unisono::Language::FR, 0.9);
            out.language(5..9, unisono::Language::EN, 0.9);
            Ok(())
        })
        .custom("change", |_, out| {
            out.insert(5, "++", "between");
            out.delete(10..11, "letter");
            Ok(())
        })
        .language(false);
    let document = pipeline.build().expect("closures").run("Rabat and London are").expect("edits");
    let spans: Vec<_> = document.languages().iter().map(|mark| (mark.span.start, mark.span.end)).collect();
    assert_eq!(spans, [(0, 7), (7, 11)]);
}

#[test]
fn one_edit_names_every_rule_once() {
    let pipeline = Pipeline::builder()
        .language(false)
        .custom("letters", |view, out| {
            for at in 0..view.text().len() {
                out.replace(at..at + 1, "b", if at % 2 == 0 { "even" } else { "odd" });
            }
            Ok(())
        })
        .custom("mark", |_, out| {
            out.insert(0, "!", "first");
            Ok(())
        });
    let document = pipeline.build().expect("closures").run(&"a".repeat(50_000)).expect("edits");
    let [edit] = &document.edits()[..] else { panic!("all of it touches") };
    let via: Vec<String> = edit.via.iter().map(ToString::to_string).collect();
    assert_eq!(via, ["letters/even", "letters/odd", "mark/first"]);
}

#[test]
fn stages_of_one_name_are_told_apart() {
    let judge = |builder: unisono::pipeline::PipelineBuilder, rule: Option<&'static str>| {
        builder.custom("judge", move |_, out| {
            if let Some(rule) = rule {
                out.reject(rule);
            }
            Ok(())
        })
    };
    let builder = judge(judge(Pipeline::builder().language(false), None), Some("second"));
    let pipeline = builder.build().expect("closures");
    assert_eq!(pipeline.stages().collect::<Vec<_>>(), ["judge", "judge-2"]);
    let document = pipeline.run("text").expect("a rejection");
    assert_eq!(document.rejected().map(ToString::to_string).as_deref(), Some("judge-2/second"));
    let mut report = unisono::ledger::Report::default();
    report.add(&document);
    assert_eq!(report.stages().iter().map(|stage| stage.rejected).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn a_move_takes_two_edits_and_each_edit_once() {
    let moves = |edits: usize, links: usize| {
        let pipeline = Pipeline::builder().language(false).custom("move", move |_, out| {
            for at in 0..edits {
                out.delete(2 * at..2 * at + 1, "edit");
            }
            for _ in 0..links {
                out.link_move();
            }
            Ok(())
        });
        pipeline.build().expect("a closure").run("abcdefgh")
    };
    assert!(moves(2, 1).is_ok());
    for (edits, links) in [(0, 1), (1, 1), (2, 2)] {
        assert!(matches!(moves(edits, links), Err(Error::Edit { .. })), "{edits} edits, {links} links");
    }
}
