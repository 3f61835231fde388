use super::*;

#[test]
fn each_suffix_is_written_and_read_back_with_the_same_bytes_every_time() {
    let folder = std::env::temp_dir().join(format!("unisono-sink-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for name in ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"] {
        let path = folder.join(name);
        let write = || {
            let mut sink = Sink::create(&path).unwrap();
            sink.write_all(&b"{\"text\":\"Rabat\"}\n".repeat(5000)).unwrap();
            sink.commit().unwrap();
            fs::read(&path).unwrap()
        };
        let bytes = write();
        assert_eq!(write(), bytes);
        let (_, damage) = super::super::decode::tests::decoded(&bytes);
        assert_eq!(damage, []);
    }
    let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"]);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_file_that_is_gone_on_with_has_the_bytes_of_an_undisturbed_one() {
    let line = b"{\"text\":\"Rabat\"}\n".repeat(3000);
    for name in ["r.jsonl", "r.jsonl.gz", "r.jsonl.zst"] {
        let path = std::env::temp_dir().join(format!("unisono-{}-{name}", std::process::id()));
        let mut sink = Sink::create(&path).unwrap();
        let mut marks = vec![sink.mark().unwrap()];
        for _ in 0..4 {
            sink.write_all(&line).unwrap();
            marks.push(sink.mark().unwrap());
        }
        let whole = sink.commit().unwrap();
        let bytes = fs::read(&path).unwrap();
        assert_eq!(Mark::of(&bytes), whole);
        for (kept, mark) in [(0, 0), (1, 1), (1, 3), (3, 3)] {
            let unfinished = [&bytes[..marks[mark].bytes as usize], b"cut off"].concat();
            fs::write(hidden(&path), unfinished).unwrap();
            let mut sink = Sink::resume(&path, &marks[mark], marks[kept].bytes).unwrap();
            for _ in kept..4 {
                sink.write_all(&line).unwrap();
                sink.mark().unwrap();
            }
            assert_eq!(sink.commit().unwrap(), whole);
            assert!(fs::read(&path).unwrap() == bytes);
        }
        let mut spoiled = bytes.clone();
        spoiled[5] ^= 1;
        fs::write(hidden(&path), &spoiled).unwrap();
        assert!(Sink::resume(&path, &marks[2], marks[2].bytes).is_err());
        assert!(Sink::resume(&path, &marks[1], marks[2].bytes).is_err());
        fs::remove_file(hidden(&path)).unwrap();
        assert!(Sink::resume(&path, &marks[2], marks[2].bytes).is_err());
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn a_sink_that_is_dropped_leaves_what_was_there() {
    let path = std::env::temp_dir().join(format!("unisono-dropped-{}.jsonl", std::process::id()));
    fs::write(&path, "old").unwrap();
    let mut sink = Sink::create(&path).unwrap();
    sink.write_all(b"new").unwrap();
    drop(sink);
    let mut content = String::new();
    File::open(&path).unwrap().read_to_string(&mut content).unwrap();
    assert_eq!(content, "old");
    assert!(!hidden(&path).exists());
    fs::remove_file(&path).unwrap();
}
