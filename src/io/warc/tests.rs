use super::super::input::Input;
use super::super::limits::Limits;
use super::*;
use std::io::Write;

fn record(kind: &str, id: u32, content: &str, length: usize) -> Vec<u8> {
    let http = if kind == "response" { "application/http; msgtype=response" } else { "text/plain" };
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:test:{id}>\r\nContent-Type: {http}\r\n\
         WARC-Target-URI: http://news.test/{id}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), content.as_bytes(), b"\r\n\r\n"].concat()
}

fn text(id: u32) -> Vec<u8> {
    let content = format!("Ferry {id} sails.\r\n\r\nWARC/ is no record.");
    record("conversion", id, &content, content.len())
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Ids of what is read, and number and kind of what is not.
fn read(bytes: &[u8]) -> (Vec<String>, Vec<(Option<u64>, ErrorKind)>) {
    let limits = Limits { max_record_bytes: 100_000, ..Limits::default() };
    let bytes = std::io::Cursor::new(bytes.to_vec());
    let mut reader = Reader::new(Input::file("a.warc.gz"), Box::new(bytes), limits).unwrap();
    let (mut ids, mut problems) = (Vec::new(), Vec::new());
    while let Some(batch) = reader.next_batch() {
        batch.records(|record| match record {
            Ok(record) => ids.push(record.id().replace("urn:test:", "")),
            Err(entry) => problems.push((entry.line, entry.kind)),
        });
    }
    (ids, problems)
}

#[test]
fn texts_come_out_and_other_records_are_passed_by() {
    let all = [
        record("warcinfo", 0, "software: x", 11),
        text(1),
        record("request", 2, "GET / HTTP/1.1\r\n\r\n", 18),
        text(3),
    ];
    let want = (vec!["1".to_owned(), "3".to_owned()], vec![]);
    assert_eq!(read(&all.concat()), want);
    assert_eq!(read(&all.iter().flat_map(|record| gz(record)).collect::<Vec<u8>>()), want);
}

#[test]
#[cfg(feature = "html")]
fn pages_are_read_as_their_server_sent_them() {
    let html = "<html><body><p>Le bac r\u{e9}ouvre.</p></body></html>";
    let latin: Vec<u8> = html.chars().map(|c| c as u8).collect();
    let chunk = [format!("{:x}\r\n", latin.len()).as_bytes(), &latin, b"\r\n0\r\n\r\n"].concat();
    for (fields, body) in [
        ("Content-Type: text/html; charset=iso-8859-1", latin.clone()),
        ("Content-Type: text/html;charset=latin1\r\nTransfer-Encoding: chunked", chunk),
        ("Content-Type: text/html\r\nContent-Encoding: gzip", gz(html.as_bytes())),
        ("Content-Type: text/html; charset=latin1\r\nContent-Encoding: gzip", latin),
        ("Server: x", html.as_bytes().to_vec()),
    ] {
        let content = [format!("HTTP/1.1 200 OK\r\n{fields}\r\n\r\n").as_bytes(), &body].concat();
        let head = format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2024-05-01T00:00:00Z\r\nContent-Length: {}\r\n\r\n",
            content.len()
        );
        let warc = [head.as_bytes(), &content, b"\r\n\r\n"].concat();
        let mut reader =
            Reader::new(Input::stdin(), Box::new(std::io::Cursor::new(warc)), Limits::default()).unwrap();
        reader.next_batch().unwrap().records(|record| {
            let record = record.unwrap();
            assert_eq!((record.text().trim(), record.id()), ("Le bac r\u{e9}ouvre.", "1"), "{fields}");
            let mut out = Vec::new();
            record.write(record.text(), &[], &mut out);
            assert!(out.starts_with(b"{\"date\":\"2024-05-01T00:00:00Z\",\"text\":"), "{fields}");
            assert!(serde_json::from_slice::<serde_json::Value>(&out).is_ok());
        });
    }
}

#[test]
fn a_wrong_length_costs_its_record() {
    let content = "Ferry traffic resumed.";
    for length in [3, content.len() + 40, 90_000, 1_000_000_000] {
        let bad = record("conversion", 2, content, length);
        for all in [[text(1), bad.clone(), text(3)].concat(), [gz(&text(1)), gz(&bad), gz(&text(3))].concat()]
        {
            let (ids, problems) = read(&all);
            assert_eq!(ids, ["1", "3"], "{length}");
            assert_eq!(problems, [(Some(2), problems[0].1)], "{length}");
            assert!(matches!(problems[0].1, ErrorKind::Warc | ErrorKind::Truncated));
        }
    }
    let long = record("conversion", 2, &"word ".repeat(30_000), 150_000);
    let want = (vec!["1".to_owned(), "3".to_owned()], vec![(Some(2), ErrorKind::TooLong)]);
    assert_eq!(read(&[text(1), long, text(3)].concat()), want);
}

#[test]
fn damage_costs_what_it_touches() {
    let garbage = [gz(&text(1)), b"\x00\xFFgarbage".repeat(9), gz(&text(2))].concat();
    assert_eq!(read(&garbage), (vec!["1".into(), "2".into()], vec![(None, ErrorKind::Compression)]));
    let plain = [text(1), b"garbage\r\n".repeat(9), text(2)].concat();
    assert_eq!(read(&plain).0, ["1", "2"]);
    let cut = [gz(&text(1)), gz(&text(2))].concat();
    let (ids, problems) = read(&cut[..cut.len() - 40]);
    assert_eq!(ids, ["1"]);
    assert_eq!(problems.last(), Some(&(None, ErrorKind::Truncated)));
}

proptest::proptest! {
    #[test]
    fn any_bytes_come_to_an_end(
        parts in proptest::collection::vec((0..5_u8, 0..70_usize), 0..12),
    ) {
        let mut bytes = b"WARC/1.0\r\n".to_vec();
        for (kind, n) in parts {
            match kind {
                0 => bytes.extend(text(7)),
                1 => bytes.extend_from_slice(&text(8)[..n]),
                2 => bytes.extend(record("conversion", 9, "short", n * 3)),
                3 => bytes.extend(vec![b'\n'; n]),
                _ => bytes.extend(vec![0xFF; n]),
            }
        }
        let (ids, _) = read(&bytes);
        proptest::prop_assert!(ids.len() <= 13);
    }
}
