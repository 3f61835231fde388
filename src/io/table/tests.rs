use super::super::reader::Reader;
use super::super::reader::tests::read;
use super::super::{ErrorKind, Input, Limits, Position};
use std::fmt::Write;

/// What was read of a table named `.csv`: texts with their lines, and problems with line, offset and length.
fn texts(table: &str) -> (Vec<String>, Vec<(u64, u64, u64)>) {
    let mut seen = None;
    for piece in [1, 3, 10_000] {
        let (texts, problems, _) = read(table.as_bytes(), "a.csv", 1000, piece);
        let problems: Vec<_> = problems
            .into_iter()
            .map(|(line, offset, length, kind)| {
                assert_eq!(kind, ErrorKind::Csv);
                (line.unwrap(), offset, length)
            })
            .collect();
        let found = (texts, problems);
        assert_eq!(seen.get_or_insert_with(|| found.clone()), &found, "in pieces of {piece}");
    }
    seen.unwrap()
}

#[test]
fn a_row_is_a_record_with_its_columns_in_order() {
    let table = "\u{FEFF}url;text;n\r\nu1;\"Un;\r\ndeux \"\"trois\"\"\";1\r\n\r\nu2;Rabat;02";
    let mut reader =
        Reader::new(Input::file("a.csv"), Box::new(table.as_bytes()), Limits::default()).unwrap();
    let mut out = Vec::new();
    let batch = reader.next_batch().unwrap();
    batch.records(|record| {
        let record = record.unwrap();
        record.write(record.text(), &[("language", "\"fr\"".into())], &mut out);
        out.push(b'\n');
    });
    let want = r#"{"url":"u1","text":"Un;\r\ndeux \"trois\"","n":"1","language":"fr","id":"2"}
{"url":"u2","text":"Rabat","n":"02","language":"fr","id":"5"}
"#;
    assert_eq!(String::from_utf8(out).unwrap(), want);
    assert_eq!(batch.blank(), 1);
}

#[test]
fn a_row_that_does_not_fit_costs_itself_alone() {
    let (found, problems) = texts("id,text\n1,a\n2\n3,b,c\n4,\"d\"\n");
    assert_eq!(found, ["2:a", "5:d"]);
    assert_eq!(problems, [(3, 12, 1), (4, 14, 5)]);
}

#[test]
fn a_quote_without_an_end_costs_its_line_alone() {
    let (found, problems) = texts("id,text\n1,\"a\n2,b\n3,c\n");
    assert_eq!((found, problems), (vec!["3:b".into(), "4:c".into()], vec![(2, 8, 4)]));
    // The next quote is taken for its end, with text behind it.
    let (found, problems) = texts("id,text\n1,\"a\n2,\"b\"\n3,\"c\nd\"\n4,e\n");
    assert_eq!((found, problems), (vec!["3:b".into(), "4:c\nd".into(), "6:e".into()], vec![(2, 8, 4)]));
    // Far from any other quote.
    let long = format!("id,text\n1,\"a\n{}9,z\n", "2,b\n".repeat(1000));
    let (found, problems) = texts(&long);
    assert_eq!((found.len(), problems), (1001, vec![(2, 8, 4)]));
}

#[test]
fn a_row_over_the_limit_is_told_and_not_held() {
    let long = format!("id,text\n1,\"{}\n{}\"\r\n2,b\n", "a".repeat(700), "c".repeat(5000));
    for piece in [1, 64, 100_000] {
        let (texts, problems, _) = read(long.as_bytes(), "a.csv", 1000, piece);
        assert_eq!(texts, ["4:b"]);
        assert_eq!(problems, [(Some(2), 8, 5705, ErrorKind::TooLong)], "{piece}");
    }
}

#[test]
fn what_is_no_utf8_is_told() {
    let (texts, problems, _) = read(b"id,text\n1,caf\xE9\n2,b\n", "a.csv", 1000, 100);
    assert_eq!((texts, problems), (vec!["3:b".into()], vec![(Some(2), 8, 6, ErrorKind::Utf8)]));
}

#[test]
fn a_stream_that_breaks_off_inside_a_row_says_so() {
    let whole = zstd::encode_all(&b"id,text\n1,a\n2,bc"[..], 1).unwrap();
    let (texts, problems, _) = read(&[&whole[..], b"garbage"].concat(), "a.csv.zst", 1000, 100);
    assert_eq!(texts, ["2:a"]);
    assert_eq!(problems[0], (Some(3), 12, 4, ErrorKind::Truncated));
    assert_eq!((problems[1].0, problems[1].3), (None, ErrorKind::Compression));
}

#[test]
fn a_file_is_what_its_first_row_says() {
    assert_eq!(read(b"text\tid\na, b\t1\n", "a.csv", 99, 9).0, ["2:a, b"]);
    assert_eq!(read(b"text|id\na, b|1\n", "a.csv", 99, 9).0, ["2:a, b"]);
    assert_eq!(read(b"text\na, b\n", "a.tsv", 99, 9).0, ["2:a, b"]);
    assert_eq!(read(b"{\"text\":\"a\"}\n", "a.csv", 99, 1).0, ["1:a"]);
    assert_eq!(read(b"", "a.csv", 99, 9).0.len(), 0);
    assert_eq!(read(b"text,a,a,\n", "a.csv", 99, 9).0.len(), 0);
    let open = |table: &'static [u8]| {
        Reader::new(Input::file("a.csv"), Box::new(table), Limits::default()).unwrap_err().to_string()
    };
    assert!(open(b"url,body\n1,2\n").contains("there are: url, body"));
    assert!(open(b"\"text\n1,2\n").contains("quote without an end"));
    assert!(open(b"text\xFF\n").contains("UTF-8"));
}

#[test]
fn columns_of_one_name_are_told_apart() {
    let input = Input::file("a.csv");
    let mut reader =
        Reader::new(input, Box::new(&b"text,a,a,,a_2\nt,1,2,3,4\n"[..]), Limits::default()).unwrap();
    reader.next_batch().unwrap().records(|record| {
        let record = record.unwrap();
        let value = |key| record.string(key).unwrap().into_owned();
        assert_eq!(["a", "a_2", "column_4", "a_2_2"].map(value), ["1", "2", "3", "4"]);
    });
}

#[test]
fn reading_is_taken_up_inside_a_table() {
    let mut table = "id,text\n".to_owned();
    for n in 0..5000 {
        let end = if n % 97 == 3 { "\"" } else { "y" };
        let _ = writeln!(table, "{n},\"{}\n{end}\"", "x".repeat(n % 900));
    }
    let table: &'static [u8] = Vec::leak(table.into_bytes());
    let read_from = |from: Option<Position>| {
        let mut reader = Reader::new(Input::file("a.csv"), Box::new(table), Limits::default()).unwrap();
        assert!(from.is_none_or(|from| reader.advance(from)));
        let (mut seen, mut places) = (Vec::new(), Vec::new());
        while let Some(batch) = reader.next_batch() {
            batch.records(|record| {
                seen.push(
                    record.map_or_else(|e| format!("{:?} {}", e.line, e.offset), |r| r.id().to_owned()),
                );
            });
            places.extend(batch.end().map(|end| (seen.len(), end)));
        }
        (seen, places)
    };
    let (whole, places) = read_from(None);
    assert!(places.len() > 1 && whole.len() > 4900);
    for (seen, place) in places {
        assert_eq!(read_from(Some(place)).0, whole[seen..]);
    }
}

proptest::proptest! {
    /// Whatever stands in a table, every line of it is in a record, a problem, or blank.
    #[test]
    fn any_table_comes_to_its_end(rows in "[a\",\n\r ]{0,120}", piece in 1_usize..9) {
        let table = format!("id,text\n{rows}");
        let (texts, problems, _) = read(table.as_bytes(), "a.csv", 20, piece);
        proptest::prop_assert_eq!(&(texts, problems), &{ let (t, p, _) = read(table.as_bytes(), "a.csv", 20, 1000); (t, p) });
    }
}
