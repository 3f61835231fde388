use super::super::{Column, ErrorKind, Input, Limits, Reader, Sink};
use arrow_array::builder::{Int32Builder, ListBuilder};
use arrow_array::{
    Array, ArrayRef, BinaryArray, Decimal128Array, Int64Array, RecordBatch, StringArray, StructArray,
    TimestampMicrosecondArray, UInt64Array,
};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// A file that goes away with the test.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("unisono-columns-{}-{name}.parquet", std::process::id())))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Writes records as columns, some bytes at a time.
fn write(name: &str, lines: &str, piece: usize) -> Temporary {
    let file = Temporary::new(name);
    let mut sink = Sink::create(&file.0).unwrap();
    sink.columns(&[("language_confidence", Column::Number)]);
    for piece in lines.as_bytes().chunks(piece) {
        sink.write_all(piece).unwrap();
    }
    sink.commit().unwrap();
    file
}

/// The columns of a file, as one batch.
fn columns(file: &Temporary) -> RecordBatch {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(&file.0).unwrap()).unwrap();
    let schema = builder.schema().clone();
    let batches: Vec<RecordBatch> = builder.build().unwrap().map(Result::unwrap).collect();
    arrow_select::concat::concat_batches(&schema, &batches).unwrap()
}

/// Records as objects, and problems.
fn read(file: &Temporary) -> (Vec<String>, Vec<(Option<u64>, ErrorKind)>) {
    let mut reader = Reader::open(Input::file(&file.0), Limits::default()).unwrap();
    let (mut objects, mut problems) = (Vec::new(), Vec::new());
    while let Some(batch) = reader.next_batch() {
        batch.records(|record| match record {
            Ok(record) => {
                let mut out = Vec::new();
                record.write(record.text(), &[], &mut out);
                objects.push(String::from_utf8(out).unwrap());
            }
            Err(entry) => problems.push((entry.line, entry.kind)),
        });
    }
    (objects, problems)
}

#[test]
fn records_become_typed_columns_and_nothing_is_lost() {
    let mut lines = r#"{"id":7,"text":"a","n":1,"x":1,"b":true,"list":[1, 2],"language_confidence":0.5}
{"id":"q","text":"b\u00e9","n":-2,"x":1.5,"b":null,"list":{"k":1.10}}
"#
    .to_owned();
    for n in 0..3000 {
        let _ = writeln!(lines, "{{\"id\":{n},\"text\":\"t{n}\",\"n\":{n},\"x\":0}}");
    }
    lines.push_str(
        "{\"id\":\"z\",\"text\":\"end\",\"n\":123456789012345678901234567890,\"new\":[1.10],\"x\":\"no\"}\n",
    );
    let file = write("typed", &lines, 1 << 20);
    for piece in [1000, 77_777] {
        let other = write(&format!("typed-{piece}"), &lines, piece);
        assert!(fs::read(&file.0).unwrap() == fs::read(&other.0).unwrap(), "in pieces of {piece}");
    }
    let columns = columns(&file);
    let schema = columns.schema();
    let kinds: Vec<String> =
        schema.fields().iter().map(|field| format!("{}:{}", field.name(), field.data_type())).collect();
    assert_eq!(
        kinds,
        [
            "id:Utf8",
            "text:Utf8",
            "n:Int64",
            "x:Float64",
            "b:Boolean",
            "list:Utf8",
            "language_confidence:Float64",
            "other_fields:Utf8"
        ]
    );
    let (objects, problems) = read(&file);
    assert_eq!((objects.len(), problems.len()), (3003, 0));
    assert_eq!(
        objects[0],
        r#"{"id":"7","text":"a","n":1,"x":1.0,"b":true,"list":"[1, 2]","language_confidence":0.5,"other_fields":null}"#
    );
    assert_eq!(
        objects[3002],
        r#"{"id":"z","text":"end","n":null,"x":null,"b":null,"list":null,"language_confidence":null,"other_fields":"{\"n\":123456789012345678901234567890,\"new\":[1.10],\"x\":\"no\"}"}"#
    );
    assert_eq!(read(&write("none", "", 1)), (vec![], vec![]));
}

/// Rows with columns of many types; the text of every fifth is null.
fn rows(count: i64) -> RecordBatch {
    let mut lists = ListBuilder::new(Int32Builder::new());
    for n in 0..count {
        lists.append_value([Some(n as i32), None]);
    }
    let inner = Field::new("tag", DataType::Utf8, false);
    let tags: ArrayRef = Arc::new(StringArray::from_iter_values((0..count).map(|n| format!("t{n}"))));
    let text: StringArray = (0..count).map(|n| (n % 5 != 4).then(|| format!("Ferry {n}"))).collect();
    let stamps =
        TimestampMicrosecondArray::from_iter_values((0..count).map(|n| n * 1_000_001)).with_timezone("UTC");
    let prices = Decimal128Array::from_iter_values((0..count).map(i128::from));
    let arrays: Vec<(&str, ArrayRef)> = vec![
        ("when", Arc::new(stamps)),
        ("price", Arc::new(prices.with_precision_and_scale(30, 2).unwrap())),
        ("body", Arc::new(text)),
        ("big", Arc::new(UInt64Array::from_iter_values((0..count).map(|n| u64::MAX - n as u64)))),
        ("raw", Arc::new(BinaryArray::from_iter_values((0..count).map(|n| [0xFF, n as u8])))),
        ("lists", Arc::new(lists.finish())),
        ("nested", Arc::new(StructArray::from(vec![(Arc::new(inner), tags)]))),
        ("language", Arc::new(Int64Array::from_iter_values(0..count))),
    ];
    RecordBatch::try_from_iter(arrays).unwrap()
}

fn in_groups(name: &str, rows: &RecordBatch, group: usize) -> Temporary {
    let file = Temporary::new(name);
    let mut writer = ArrowWriter::try_new(File::create(&file.0).unwrap(), rows.schema(), None).unwrap();
    for start in (0..rows.num_rows()).step_by(group) {
        writer.write(&rows.slice(start, group.min(rows.num_rows() - start))).unwrap();
        writer.flush().unwrap();
    }
    writer.close().unwrap();
    file
}

fn open(file: &Temporary) -> Reader {
    let mut input = Input::file(&file.0);
    input.names.text = "body".to_owned();
    Reader::open(input, Limits::default()).unwrap()
}

#[test]
fn columns_of_rows_keep_their_types_and_values() {
    let from = rows(2500);
    let file = in_groups("from", &from, 900);
    let to = Temporary::new("to");
    let mut reader = open(&file);
    let mut sink = Sink::create(&to.0).unwrap();
    sink.columns(&[("language", Column::Text), ("language_confidence", Column::Number)]);
    let mut problems = Vec::new();
    while let Some(batch) = reader.next_batch() {
        let (mut out, mut kept, mut row) = (Vec::new(), Vec::new(), 0);
        batch.records(|record| {
            match record {
                Ok(record) => {
                    record.write(&record.text().to_uppercase(), &[("language", "\"en\"".into())], &mut out);
                    out.push(b'\n');
                    kept.push(row);
                }
                Err(entry) => problems.push((entry.line, entry.kind)),
            }
            row += 1;
        });
        if let Some(rows) = batch.rows(kept) {
            sink.rows(rows);
        }
        sink.write_all(&out).unwrap();
    }
    sink.commit().unwrap();
    assert_eq!((problems.len(), problems[1]), (500, (Some(10), ErrorKind::NoText)));
    let got = columns(&to);
    let names: Vec<&String> = got.schema_ref().fields().iter().map(|field| field.name()).collect();
    assert_eq!(
        names,
        ["when", "price", "text", "big", "raw", "lists", "nested", "language", "language_confidence", "id"]
    );
    let kept = arrow_array::UInt32Array::from_iter_values((0..2500).filter(|n| n % 5 != 4));
    for name in ["when", "price", "big", "raw", "lists", "nested"] {
        let want = arrow_select::take::take(from.column_by_name(name).unwrap(), &kept, None).unwrap();
        assert_eq!(got.column_by_name(name).unwrap().to_data(), want.to_data(), "{name}");
    }
    let text = got.column_by_name("text").unwrap().as_any().downcast_ref::<StringArray>().unwrap();
    assert_eq!((text.len(), text.value(1), text.value(1999)), (2000, "FERRY 1", "FERRY 2498"));
}

#[test]
fn rows_are_objects_with_every_column() {
    let mut reader = open(&in_groups("objects", &rows(3), 3));
    let mut first = None;
    reader.next_batch().unwrap().records(|record| {
        let record = record.unwrap();
        let mut out = Vec::new();
        record.write(record.text(), &[], &mut out);
        first.get_or_insert_with(|| String::from_utf8(out).unwrap());
    });
    assert_eq!(
        first.unwrap(),
        r#"{"when":"1970-01-01T00:00:00Z","price":0.00,"text":"Ferry 0","big":18446744073709551615,"raw":"ff00","lists":[0,null],"nested":{"tag":"t0"},"language":0,"id":"1"}"#
    );
}

#[test]
fn bytes_without_a_type_are_a_text_where_one_is_looked_for() {
    let bytes: ArrayRef = Arc::new(BinaryArray::from_iter_values([&b"caf\xC3\xA9"[..], b"\xFF"]));
    let schema = Schema::new(vec![Field::new("text", DataType::Binary, false)]);
    let file = in_groups("bytes", &RecordBatch::try_new(Arc::new(schema), vec![bytes]).unwrap(), 2);
    let (objects, problems) = read(&file);
    assert_eq!(objects, [r#"{"text":"café","id":"1"}"#]);
    assert_eq!(problems, [(Some(2), ErrorKind::NoText)]);
}

#[test]
fn a_damaged_group_costs_its_own_rows_alone() {
    let file = in_groups("damage", &rows(2000), 500);
    let mut bytes = fs::read(&file.0).unwrap();
    let at = bytes.windows(9).position(|window| window == b"Ferry 600").unwrap();
    // The number of a page's values, or what stands behind: no page of the second group can be trusted.
    bytes[at - 60..at + 400].fill(0xFF);
    fs::write(&file.0, &bytes).unwrap();
    let mut reader = open(&file);
    let (mut lines, mut damage) = (Vec::new(), Vec::new());
    while let Some(batch) = reader.next_batch() {
        batch.records(|record| match record {
            Ok(record) => lines.push(record.line()),
            Err(entry) if entry.line.is_none() => damage.push(entry.message.clone()),
            Err(_) => {}
        });
    }
    assert_eq!(damage.len(), 1, "{damage:?}");
    assert!(lines.contains(&1) && lines.contains(&499) && lines.contains(&1001) && lines.contains(&1999));
}

#[test]
fn what_is_no_parquet_is_refused() {
    let file = Temporary::new("refused");
    let error = |bytes: &[u8], name: &str| {
        fs::write(&file.0, bytes).unwrap();
        let mut input = Input::file(&file.0);
        input.names.text = name.to_owned();
        Reader::open(input, Limits::default()).unwrap_err()
    };
    assert_eq!(error(b"PAR1PAR1", "text").entry().kind, ErrorKind::Parquet);
    assert_eq!(error(b"", "text").entry().kind, ErrorKind::Parquet);
    let whole = fs::read(&in_groups("whole", &rows(3), 3).0).unwrap();
    assert_eq!(error(&whole[..whole.len() - 9], "body").entry().kind, ErrorKind::Parquet);
    assert!(error(&whole, "text").to_string().contains("there are: when, price, body"));
    assert!(error(&zstd::encode_all(&whole[..], 1).unwrap(), "body").to_string().contains("plain file"));
    let stdin = Reader::new(Input::stdin(), Box::new(std::io::Cursor::new(whole)), Limits::default());
    assert!(stdin.unwrap_err().to_string().contains("plain file"));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    /// Whatever is broken, reading comes to an end, and each row is a record or told.
    #[test]
    fn a_broken_file_comes_to_its_end(at in 4_usize..9000, bytes in proptest::collection::vec(proptest::num::u8::ANY, 1..5)) {
        let file = in_groups("broken", &rows(60), 20);
        let mut content = fs::read(&file.0).unwrap();
        let at = at.min(content.len() - bytes.len());
        content[at..at + bytes.len()].copy_from_slice(&bytes);
        fs::write(&file.0, content).unwrap();
        let mut input = Input::file(&file.0);
        input.names.text = "body".to_owned();
        let Ok(mut reader) = Reader::open(input, Limits::default()) else { return Ok(()) };
        let (mut rows, mut damage) = (0, 0);
        while let Some(batch) = reader.next_batch() {
            batch.records(|record| match record {
                Err(entry) if entry.line.is_none() => damage += 1,
                _ => rows += 1,
            });
            proptest::prop_assert!(damage < 10);
        }
        proptest::prop_assert!(rows == 60 || damage > 0, "{} rows", rows);
    }
}
