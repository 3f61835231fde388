use super::*;

fn written(line: &str, text: Option<&str>, made: &[(&str, Cow<'_, str>)]) -> String {
    let record = Record::parse(line, 9).unwrap();
    let mut out = Vec::new();
    record.write(text.unwrap_or(record.text()), made, &mut out);
    String::from_utf8(out).unwrap()
}

#[test]
fn an_unchanged_record_keeps_every_byte() {
    for line in [
        r#"{"id":"a","text":"caf\u00e9 \/ \"x\"","a":123456789012345678901234567890,"b":1e400,"c":-0.0,"d":1.10}"#,
        r#"{"text" : "b" , "id" : 1.50, "n":1, "n":2, "k\u0065y":{"text":"inner"}}"#,
        r#"{"te\u0078t":"c","id":"x"}"#,
    ] {
        assert_eq!(written(line, None, &[]), line);
    }
}

#[test]
fn made_fields_replace_fields_of_that_name_once() {
    let made = [("language", Cow::Borrowed("\"fr\"")), ("shares", Cow::Borrowed("{}"))];
    assert_eq!(
        written(r#"{"language":"a","id":"q","language":"b","text":"t"}"#, Some("u"), &made),
        r#"{"language":"fr","id":"q","text":"u","shares":{}}"#
    );
}

#[test]
fn of_two_texts_the_last_counts() {
    let line = r#"{"text":"first","id":"d","text":"second"}"#;
    assert_eq!(written(line, None, &[]), r#"{"id":"d","text":"second"}"#);
    assert_eq!(written(r#"{"text":1,"id":"d","text":"ok"}"#, None, &[]), r#"{"id":"d","text":"ok"}"#);
    assert_eq!(Record::parse(r#"{"text":"ok","text":1}"#, 1).unwrap_err().kind, ErrorKind::NoText);
}

#[test]
fn an_absent_or_null_id_is_the_line_number() {
    assert_eq!(written(r#"{"text":"t"}"#, None, &[]), r#"{"text":"t","id":"9"}"#);
    assert_eq!(written(r#"{"id":null,"text":"t"}"#, None, &[]), r#"{"id":"9","text":"t"}"#);
}

#[test]
fn a_verdict_of_an_earlier_run_is_dropped() {
    assert_eq!(
        written(r#"{"rejected":{"rule":"x"},"id":1,"text":"t"}"#, None, &[]),
        r#"{"id":1,"text":"t"}"#
    );
}

#[test]
fn a_lone_surrogate_is_replaced_even_when_nothing_else_changes() {
    assert_eq!(written(r#"{"id":1,"text":"a\ud800"}"#, None, &[]), "{\"id\":1,\"text\":\"a\u{FFFD}\"}");
}
