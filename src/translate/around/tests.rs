//! Each engine around an engine: every segment has its own answer or its own error, in order.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::fake::{Fake, answer};
use super::{Cached, Chunked, Fallback, Pivot, RateLimited, Retried, Timed};
use crate::Language;
use crate::translate::{Answer, Route, Segment, Term, TranslateError, Translator};

const TEXTS: [&str; 5] = ["one", "two", "three", "two", "five"];

fn route() -> Route {
    Route::direct(Language::EN, Language::FR)
}

fn fake() -> Fake {
    Fake::between(Language::EN, Language::FR)
}

fn busy() -> TranslateError {
    TranslateError::Refused { status: 429, retry_after: None }
}

fn texts(engine: &dyn Translator) -> Vec<Result<String, TranslateError>> {
    let segments = TEXTS.map(Segment::new);
    engine.translate(&segments, &route()).into_iter().map(|given| given.map(|given| given.text)).collect()
}

fn right() -> Vec<Result<String, TranslateError>> {
    TEXTS.iter().map(|text| Ok(answer(text, &route()))).collect()
}

#[test]
fn a_cache_asks_once_and_gives_the_same() {
    let engine = Cached::new(fake(), 1 << 16);
    assert_eq!(texts(&engine), right());
    assert_eq!(texts(&engine), right());
    let segments = [Segment::new("new"), Segment::new("two"), Segment::new("newer")];
    let given = engine.translate(&segments, &route());
    assert_eq!(given[0], Ok(answer("new", &route()).into()));
    assert_eq!(given[1], Ok(answer("two", &route()).into()));
    let asked = engine.engine().asked();
    assert_eq!(asked, [TEXTS.map(str::to_owned).to_vec(), vec!["new".to_owned(), "newer".to_owned()]]);
}

#[test]
fn a_cache_misses_when_the_terms_or_the_route_are_others() {
    let engine = Cached::new(fake(), 1 << 16);
    let segment = Segment::new("In Wales");
    let (terms, others) = ([Term::new("Wales", "Galles")], [Term::new("Wales", "pays de Galles")]);
    let there = Route::direct(Language::FR, Language::EN);
    engine.translate(&[segment.with_terms(&terms)], &route());
    engine.translate(&[segment.with_terms(&others)], &route());
    engine.translate(&[segment], &route());
    engine.translate(&[segment], &there);
    engine.translate(&[segment.with_terms(&terms)], &route());
    assert_eq!(engine.engine().asked().len(), 4);
}

#[test]
fn a_cache_keeps_no_failure_and_stays_within_its_size() {
    let engine = Cached::new(fake().fails("two", &busy(), 2), 1 << 16);
    let first = texts(&engine);
    assert_eq!((first[1].clone(), first[3].clone()), (Err(busy()), Err(busy())));
    assert_eq!(texts(&engine), right());
    let small = Cached::new(fake(), 200);
    for nth in 0..100 {
        let text = format!("text {nth}");
        assert_eq!(small.translate(&[Segment::new(&text)], &route()), [Ok(answer(&text, &route()).into())]);
    }
    assert!(small.bytes() <= 200, "{}", small.bytes());
}

#[test]
fn answers_that_depend_on_their_batch_are_kept_with_it() {
    let mut inner = fake();
    inner.capabilities.independent = false;
    let engine = Cached::new(inner, 1 << 16);
    assert_eq!(texts(&engine), right());
    assert_eq!(texts(&engine), right());
    engine.translate(&[Segment::new("two")], &route());
    assert_eq!(engine.engine().asked(), [TEXTS.map(str::to_owned).to_vec(), vec!["two".to_owned()]]);
}

#[test]
fn only_what_may_succeed_is_tried_again() {
    let no = TranslateError::TooLong { bytes: 9, limit: 1 };
    let engine = Retried::new(fake().fails("one", &busy(), 2).fails("three", &no, 5), 3, Duration::ZERO);
    let mut wanted = right();
    wanted[2] = Err(no);
    assert_eq!(texts(&engine), wanted);
    let engine = Retried::new(fake().fails("five", &busy(), 9), 3, Duration::from_millis(10));
    let since = Instant::now();
    assert_eq!(texts(&engine)[4], Err(busy()));
    assert!(since.elapsed() >= Duration::from_millis(10 + 20 + 40));
}

#[test]
fn a_wait_that_is_asked_for_is_kept() {
    let later = TranslateError::Refused { status: 429, retry_after: Some(1) };
    let engine = Retried::new(fake().fails("one", &later, 1), 3, Duration::ZERO);
    let since = Instant::now();
    assert_eq!(texts(&engine), right());
    assert!(since.elapsed() >= Duration::from_secs(1));
}

#[test]
fn requests_and_characters_wait_for_their_minute() {
    let minute = Duration::from_millis(300);
    let engine = RateLimited::in_a(minute, fake(), 2, 0);
    let since = Instant::now();
    (0..4).for_each(|_| assert_eq!(texts(&engine), right()));
    assert!(since.elapsed() >= Duration::from_millis(290), "{:?}", since.elapsed());
    let engine = RateLimited::in_a(minute, fake(), 0, 18);
    let since = Instant::now();
    (0..2).for_each(|_| assert_eq!(texts(&engine), right()));
    assert!(since.elapsed() >= Duration::from_millis(290), "{:?}", since.elapsed());
}

#[test]
fn what_takes_too_long_is_an_error_for_every_segment() {
    let slow = Fake { delay: Duration::from_secs(5), ..fake() };
    let engine = Timed::new(slow, Duration::from_millis(50));
    assert_eq!(texts(&engine), vec![Err(TranslateError::TimedOut { seconds: 0 }); TEXTS.len()]);
    assert_eq!(texts(&Timed::new(fake(), Duration::from_secs(20))), right());
}

#[test]
fn the_next_engine_gets_what_the_first_could_not_do() {
    let first = fake().fails("two", &busy(), 1).fails("five", &busy(), 9);
    let second = fake().fails("five", &busy(), 9);
    let engine = Fallback::new([Arc::new(first) as Arc<dyn Translator>, Arc::new(second)]);
    let mut wanted = right();
    wanted[4] = Err(busy());
    assert_eq!(texts(&engine), wanted);
    let there = Route::direct(Language::ES, Language::FR);
    let unknown = engine.translate(&[Segment::new("x")], &there);
    assert!(matches!(unknown[..], [Err(TranslateError::UnsupportedPair { .. })]));
    assert!(engine.routes(Language::ES, Language::FR).is_empty());
}

#[test]
fn a_pivot_goes_through_the_language_between() {
    let to_english = Arc::new(fake().fails("three", &busy(), 1));
    let from_english = Arc::new(Fake::between(Language::EN, Language::ES));
    let engine = Pivot::new(to_english, Language::EN, from_english);
    let [route] = &engine.routes(Language::FR, Language::ES)[..] else { panic!("a route") };
    assert_eq!(route.to_string(), "fr-en+en-es");
    let given = engine.translate(&TEXTS.map(Segment::new), route);
    let both = |text: &str| Answer {
        by: Some("fake:fr-en+fake:en-es".into()),
        ..Answer::from(format!("en-es(fr-en({text}))"))
    };
    let mut wanted: Vec<_> = TEXTS.iter().map(|text| Ok(both(text))).collect();
    wanted[2] = Err(busy());
    assert_eq!(given, wanted);
    assert!(engine.routes(Language::FR, Language::EN).is_empty());
}

#[test]
fn a_batch_goes_in_as_many_requests_as_it_takes() {
    let mut inner = fake().fails("three", &busy(), 1);
    inner.capabilities.max_batch = 2;
    inner.capabilities.max_batch_bytes = 7;
    inner.capabilities.max_bytes = 4;
    let inner = Arc::new(inner);
    let engine = Chunked::new(inner.clone());
    let mut wanted = right();
    wanted[2] = Err(TranslateError::TooLong { bytes: 5, limit: 4 });
    assert_eq!(texts(&engine), wanted);
    assert_eq!(inner.asked(), [vec!["one", "two"], vec!["two", "five"]]);
}

#[test]
fn they_go_around_each_other_and_nothing_crosses() {
    let unsteady = TEXTS.iter().fold(fake(), |fake, text| fake.fails(text, &busy(), text.len() % 3));
    let engine = Cached::new(
        RateLimited::new(Retried::new(Timed::new(unsteady, Duration::from_secs(9)), 4, Duration::ZERO), 0, 0),
        1 << 16,
    );
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..8).for_each(|_| assert_eq!(texts(&engine), right())));
        }
    });
}
