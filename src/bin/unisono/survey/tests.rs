#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;
use unisono::{Document, Pipeline};

fn place(line: u64) -> Place {
    Place { input: "in.jsonl".to_owned(), line, id: format!("a-{line}") }
}

/// Surveys of single documents; no clock, so that they can be compared.
fn surveys() -> Vec<Survey> {
    let pipeline = Pipeline::news().with_timing(false);
    let texts = [
        "Morocco agreed. . The ministers met in Rabat on Monday.\n\nRead more: Ferries",
        "Le Maroc s'est entendu avec le Royaume-Uni, a dit un porte-parole. .\n\nLire aussi : Le port",
        "Leave a Reply\n\nRead more: Ferries",
        "El puerto volvi\u{f3} a abrir  el lunes, dijo el ministerio de transportes. .\n\nComparte esta nota",
        "",
    ];
    (0..40)
        .map(|n| {
            let document = Document::new(format!("{}\u{200b} {}", texts[n % 5], n % 7)).unwrap();
            let sites = ["https://www.harbour.example/a", "harbour.example", "wire.example"];
            let document = if n % 4 == 3 { document } else { document.with_site(sites[n % 3]) };
            let mut survey = Survey::default();
            survey.add(&pipeline.run_document(document).unwrap(), &place(n as u64 + 1));
            survey
        })
        .collect()
}

fn sum(surveys: impl IntoIterator<Item = Survey>) -> Survey {
    surveys.into_iter().fold(Survey::default(), |mut sum, survey| {
        sum.merge(survey);
        sum
    })
}

#[test]
fn a_survey_counts_what_was_done() {
    let survey = sum(surveys());
    assert_eq!((survey.all.documents, survey.all.rejected), (40, 8));
    assert_eq!(survey.languages.values().map(|group| group.documents).sum::<u64>(), 40);
    assert_eq!(survey.rejections["boilerplate/all-boilerplate"].documents, 8);
    assert_eq!(survey.sites.none.documents, 10);
    let (sites, rest) = survey.sites.largest(1);
    assert_eq!((sites[0].0, sites[0].1.documents + rest.documents), ("harbour.example", 30));
    let unicode = survey.stages.iter().find(|stage| stage.name == "unicode").unwrap();
    let stops = &unicode.rules["space.doubled-stop"];
    assert!(stops.documents >= 16 && stops.edits >= stops.documents && stops.removed_bytes >= 32);
    assert!(stops.examples.0.iter().all(|found| found.what.before.contains('.')));
    assert_eq!(survey.lines["related"].documents, 16);
    let related: Vec<&str> =
        survey.lines["related"].examples.0.iter().map(|found| found.what.text.as_str()).collect();
    assert!(related.iter().any(|text| text.contains("Read more: Ferries")), "{related:?}");
    assert_eq!(survey.lengths.source.total(), 40);
    assert_eq!(survey.confidences.total(), 40);
}

#[test]
fn examples_differ_and_are_few() {
    let mut sample = Sample::default();
    for line in 0..1000 {
        sample.add(place(line).rank(), &place(line), line % 3);
    }
    let mut kept: Vec<u64> = sample.0.iter().map(|found| found.what).collect();
    kept.sort_unstable();
    assert_eq!(kept, [0, 1, 2]);
    for line in 0..1000 {
        sample.add(place(line).rank(), &place(line), line);
    }
    assert_eq!(sample.0.len(), 4);
}

#[test]
fn what_is_written_is_read_again() {
    let folder = std::env::temp_dir().join(format!("unisono-survey-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let survey = sum(surveys());
    survey.write(&folder.join("out.jsonl")).unwrap();
    assert_eq!(Survey::read(&folder.join("out.jsonl")), Some(survey));
    assert_eq!(Survey::read(&folder.join("other.jsonl")), None);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn sizes_fall_into_their_parts() {
    let mut histogram = Histogram::default();
    for length in [0, 1, 2, 3, 4, usize::MAX] {
        histogram.add_length(length);
    }
    assert_eq!(histogram.0[..4], [2, 2, 1, 0]);
    assert_eq!(histogram.0[LENGTHS - 1], 1);
    let mut histogram = Histogram::default();
    for share in [0.0, 0.0499, 0.05, 0.95, 1.0, f32::NAN, -1.0, 9.0] {
        histogram.add_share(share);
    }
    assert_eq!((histogram.0[0], histogram.0[1], histogram.0[SHARES - 1]), (4, 1, 3));
    assert_eq!(histogram.total(), 8);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn parts_in_any_order_add_up_to_the_whole(order in Just((0..40).collect::<Vec<usize>>()).prop_shuffle(), cut in 1_usize..40) {
        let all = ALL.with(Clone::clone);
        // The stages stand in the order in which they are first seen, which is the pipeline's for every document.
        let parts: Vec<Survey> =
            order.chunks(cut).map(|part| sum(part.iter().map(|&n| all[n].clone()))).collect();
        prop_assert_eq!(sum(parts), sum(all));
    }
}

thread_local! {
    static ALL: Vec<Survey> = surveys();
}
