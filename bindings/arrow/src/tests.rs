use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int8Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, BinaryArray, DictionaryArray, Int64Array, LargeBinaryArray, LargeStringArray, NullArray,
    StringArray, StringViewArray, StructArray,
};
use arrow_schema::Field;
use proptest::prelude::*;
use unisono::document::Unit;
use unisono::stage::StageError;

use super::*;
use crate::ffi;
use crate::items::rounded;

const TEXTS: [Option<&str>; 5] = [
    Some("Rabat et Londres signent un accord. .\r\n\r\nConnectez-vous"),
    None,
    Some(""),
    Some("La reunión se celebró en Marruecos el lunes, dijo el ministro\u{200b}."),
    Some("Leave a Reply\n\nRead more: Ferries"),
];

fn batch(text: ArrayRef) -> RecordBatch {
    let ids: ArrayRef = Arc::new(Int64Array::from_iter_values(0..text.len() as i64));
    RecordBatch::try_from_iter_with_nullable([("id", ids, false), ("text", text, true)]).unwrap()
}

fn news() -> Cleaner {
    Cleaner::new(Pipeline::news(), Columns::default())
}

fn strings<'b>(batch: &'b RecordBatch, column: &str) -> Vec<Option<&'b str>> {
    batch[column].as_string::<i32>().iter().collect()
}

#[test]
fn every_layout_of_strings_gives_the_same_rows() {
    let plain = StringArray::from(TEXTS.to_vec());
    let expected = news().clean(&batch(Arc::new(plain.clone()))).unwrap();
    assert_eq!(strings(&expected, "status"), ["ok", "null", "ok", "ok", "rejected"].map(Some));
    assert_eq!(strings(&expected, "language"), [Some("fr"), None, Some("und"), Some("es"), Some("en")]);
    assert_eq!(strings(&expected, "status_message")[4], Some("boilerplate/all-boilerplate"));
    let dictionary: DictionaryArray<Int8Type> = TEXTS.into_iter().collect();
    let bytes = TEXTS.map(|text| text.map(str::as_bytes)).to_vec();
    let layouts: [ArrayRef; 5] = [
        Arc::new(LargeStringArray::from(TEXTS.to_vec())),
        Arc::new(StringViewArray::from(TEXTS.to_vec())),
        Arc::new(dictionary),
        Arc::new(BinaryArray::from(bytes.clone())),
        Arc::new(LargeBinaryArray::from(bytes)),
    ];
    for layout in layouts {
        let cleaned = news().clean(&batch(layout.clone())).unwrap();
        let texts = Texts::of(&cleaned["text"]).unwrap();
        let of = Texts::of(&expected["text"]).unwrap();
        assert!((0..TEXTS.len()).all(|row| texts.get(row) == of.get(row)), "{}", layout.data_type());
        assert_eq!(Some(cleaned["text"].data_type().clone()), Texts::cleaned_type(layout.data_type()));
        for column in
            ["id", "language", "language_confidence", "entities", "removed_lines", "edits", "status"]
        {
            assert_eq!(&cleaned[column], &expected[column], "{column} of {}", layout.data_type());
        }
    }
}

#[test]
fn a_row_says_what_the_library_says() {
    let cleaned = news().clean(&batch(Arc::new(StringArray::from(TEXTS.to_vec())))).unwrap();
    for (row, text) in TEXTS.into_iter().enumerate() {
        let Some(text) = text else {
            assert!(
                ["text", "language", "entities", "removed_lines", "edits"]
                    .iter()
                    .all(|name| cleaned[name].is_null(row))
            );
            continue;
        };
        let document = Pipeline::news().run(text).unwrap();
        assert_eq!(cleaned["text"].as_string::<i32>().value(row), document.text());
        let confidence = cleaned["language_confidence"].as_primitive::<Float64Type>().value(row);
        assert!((confidence - rounded(document.language_confidence())).abs() < f64::EPSILON);

        let entities = cleaned["entities"].as_list::<i32>().value(row);
        let entities = entities.as_struct();
        let spanish: Vec<_> =
            entities["names"].as_struct()["es"].as_string::<i32>().iter().flatten().collect();
        assert_eq!(spanish, document.entities().iter().map(|entity| &*entity.names.es).collect::<Vec<_>>());

        let edits = cleaned["edits"].as_list::<i32>().value(row);
        assert_eq!(replayed(text, edits.as_struct()), document.text());

        let removed = cleaned["removed_lines"].as_list::<i32>().value(row);
        let removed: Vec<_> = removed.as_struct()["text"].as_string::<i32>().iter().flatten().collect();
        let lines = document.lines();
        let lines = lines.iter().filter(|line| !line.keep).filter_map(|line| line.span.of(text));
        assert_eq!(removed, lines.collect::<Vec<_>>());
    }
}

/// The source with the edits of a row applied.
fn replayed(source: &str, edits: &StructArray) -> String {
    let span = edits["source"].as_struct();
    let [start, end] = ["start", "end"].map(|name| span[name].as_primitive::<Int32Type>());
    let after = edits["after"].as_string::<i32>();
    let mut text = source.to_owned();
    for edit in (0..edits.len()).rev() {
        text.replace_range(start.value(edit) as usize..end.value(edit) as usize, after.value(edit));
    }
    text
}

#[test]
fn a_bad_row_is_a_status_and_its_neighbours_are_not_touched() {
    let pipeline =
        Pipeline::builder().stage(unisono::unicode::Unicode::default()).custom("marker", |view, _| {
            assert!(!view.text().contains("boom"), "met the marker");
            if view.text().contains("fail") {
                return Err(StageError::new("no service"));
            }
            Ok(())
        });
    let cleaner = Cleaner::new(pipeline.language(false).build().unwrap(), Columns::default());
    let rows: [&[u8]; 5] = [b"a\r\nb", b"boom", b"caf\xe9", b"fail", b"c\r\nd"];
    let cleaned = cleaner.clean(&batch(Arc::new(BinaryArray::from(rows.to_vec())))).unwrap();
    assert_eq!(strings(&cleaned, "text"), [Some("a\nb"), None, None, None, Some("c\nd")]);
    assert_eq!(strings(&cleaned, "status"), ["ok", "panic", "utf8", "stage", "ok"].map(Some));
    let messages = strings(&cleaned, "status_message");
    assert_eq!(messages[1], Some("a stage panicked: met the marker"));
    assert_eq!(messages[2], Some("the text is no UTF-8 from byte 3 on"));
    assert!(messages[3].is_some_and(|message| message.ends_with("no service")), "{messages:?}");
}

#[test]
fn a_string_that_is_no_utf8_is_a_status_too() {
    // Another language can hand over a column of strings that nobody has checked.
    let bytes: ArrayRef =
        Arc::new(BinaryArray::from(vec![b"The port reopened on Monday." as &[u8], b"caf\xe9"]));
    let (array, _) = ffi::export(batch(bytes)).unwrap();
    let schema =
        Schema::new(vec![Field::new("id", DataType::Int64, false), Field::new("text", DataType::Utf8, true)]);
    let schema = arrow_array::ffi::FFI_ArrowSchema::try_from(&schema).unwrap();
    #[allow(unsafe_code)]
    // SAFETY: strings and bytes have the same buffers.
    let taken = unsafe { ffi::import(array, &schema) }.unwrap();
    let cleaned = news().clean(&taken).unwrap();
    assert_eq!(strings(&cleaned, "status"), [Some("ok"), Some("utf8")]);
}

#[test]
fn what_does_not_fit_into_a_column_is_a_status() {
    let texts: ArrayRef = Arc::new(StringArray::from(vec!["short", "far longer than what is left", "tiny"]));
    let cleaned = news().with_room(12).clean(&batch(texts)).unwrap();
    assert_eq!(strings(&cleaned, "status"), ["ok", "too-long", "ok"].map(Some));
}

#[test]
fn columns_keep_their_places_and_made_ones_replace_those_of_their_name() {
    let text: ArrayRef = Arc::new(StringArray::from(vec!["a\r\nb"]));
    let other: ArrayRef = Arc::new(StringArray::from(vec!["x"]));
    let input =
        RecordBatch::try_from_iter([("language", other.clone()), ("body", text.clone()), ("z", other)])
            .unwrap();
    let names = |batch: &RecordBatch| -> Vec<String> {
        batch.schema().fields().iter().map(|field| field.name().clone()).collect()
    };
    let columns = Columns {
        text: "body".into(),
        entities: false,
        removed_lines: false,
        edits: false,
        ..Columns::default()
    };
    let cleaned = Cleaner::new(Pipeline::news(), columns.clone()).clean(&input).unwrap();
    assert_eq!(names(&cleaned), ["language", "body", "z", "language_confidence", "status", "status_message"]);
    assert_eq!(strings(&cleaned, "language"), [Some("und")]);
    let columns = Columns { into: Some("cleaned".into()), ..columns };
    let cleaned = Cleaner::new(Pipeline::news(), columns).clean(&input).unwrap();
    assert_eq!(
        (strings(&cleaned, "body")[0], strings(&cleaned, "cleaned")[0]),
        (Some("a\r\nb"), Some("a\nb"))
    );
}

#[test]
fn a_headline_in_its_own_column_is_used() {
    let text = "Tangier: the ports reopen today\n\nFerry traffic resumed on Monday morning, the port authority said in a statement.";
    let texts: ArrayRef = Arc::new(StringArray::from(vec![text]));
    let titles: ArrayRef = Arc::new(StringArray::from(vec!["Tangier: the ports reopen today"]));
    let input = RecordBatch::try_from_iter([("text", texts), ("title", titles)]).unwrap();
    let document = Document::new(text).unwrap().with_title("Tangier: the ports reopen today");
    let expected = Pipeline::news().run_document(document).unwrap();
    assert_eq!(strings(&news().clean(&input).unwrap(), "text"), [Some(expected.text())]);
}

#[test]
fn offsets_count_what_is_asked_for() {
    let text = "L’été à Rabat.";
    let start = |unit| {
        let cleaner = Cleaner::new(Pipeline::news(), Columns { unit, ..Columns::default() });
        let cleaned = cleaner.clean(&batch(Arc::new(StringArray::from(vec![text])))).unwrap();
        let entities = cleaned["entities"].as_list::<i32>().value(0);
        entities.as_struct()["start"].as_primitive::<Int32Type>().value(0)
    };
    assert_eq!((start(Unit::Utf8), start(Unit::Chars)), (13, 8));
}

#[test]
fn batches_of_no_rows_and_columns_of_no_type_are_batches() {
    let empty: ArrayRef = Arc::new(StringArray::from(Vec::<&str>::new()));
    assert_eq!(news().clean(&batch(empty)).unwrap().num_rows(), 0);
    let cleaned = news().clean(&batch(Arc::new(NullArray::new(3)))).unwrap();
    assert_eq!(strings(&cleaned, "status"), ["null"; 3].map(Some));
    let values: ArrayRef = Arc::new(StringArray::from(Vec::<&str>::new()));
    let keys = arrow_array::Int32Array::from(vec![None, None]);
    let dictionary = DictionaryArray::<Int32Type>::try_new(keys, values).unwrap();
    assert_eq!(
        strings(&news().clean(&batch(Arc::new(dictionary))).unwrap(), "status"),
        ["null"; 2].map(Some)
    );
    assert!(matches!(news().clean(&batch(Arc::new(Int64Array::from(vec![1])))), Err(Error::NoText { .. })));
}

#[test]
fn a_slice_crosses_the_interface_and_is_released() {
    let texts: ArrayRef = Arc::new(StringArray::from(TEXTS.to_vec()));
    let whole = batch(texts.clone());
    let expected = news().clean(&whole).unwrap();
    let held = Arc::strong_count(&texts);
    {
        let (array, schema) = ffi::export(whole.slice(2, 3)).unwrap();
        #[allow(unsafe_code)]
        // SAFETY: both are from `export`.
        let taken = unsafe { ffi::import(array, &schema) }.unwrap();
        let cleaned = news().clean(&taken).unwrap();
        assert_eq!(cleaned.columns(), expected.slice(2, 3).columns());
    }
    assert_eq!(Arc::strong_count(&texts), held);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_cut_of_any_rows_gives_the_rows_of_the_whole(
        texts in prop::collection::vec(prop::option::of("(Le port |Rabat|\\. \\.|\r\n|é|\u{200b}|Leave a Reply|[a-z ]{0,9}){0,12}"), 1..12),
        at in 0_usize..12,
    ) {
        let whole = batch(Arc::new(StringArray::from(texts.clone())));
        let cleaned = news().clean(&whole).unwrap();
        prop_assert_eq!(cleaned.num_rows(), texts.len());
        prop_assert_eq!(&cleaned["id"], &whole["id"]);
        let at = at.min(texts.len());
        for (from, rows) in [(0, at), (at, texts.len() - at)] {
            let part = news().clean(&whole.slice(from, rows)).unwrap();
            let of_whole = cleaned.slice(from, rows);
            prop_assert_eq!(part.columns(), of_whole.columns());
        }
        for (row, text) in texts.iter().enumerate() {
            let edits = cleaned["edits"].as_list::<i32>();
            if let Some(text) = text {
                let replayed = replayed(text, edits.value(row).as_struct());
                prop_assert_eq!(&*replayed, cleaned["text"].as_string::<i32>().value(row));
            }
        }
    }
}
